//! The end of the log, signed: whoever keeps a checkpoint elsewhere can tell later that nothing before it was taken away.
use crate::chain::hex;
use crate::store::{self, Row, Value};
use crate::{Fault, Record, RecordError, Refusal, record};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The log's end at a moment, signed with Ed25519 (RFC 8032).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// How many entries the log had.
    pub seq: i64,
    /// The last one's seal.
    pub hash: String,
    /// When it was signed, to the microsecond.
    pub at: Timestamp,
    /// The public key, in hexadecimal.
    pub key: String,
    /// The signature of [`Checkpoint::message`], in hexadecimal.
    pub signature: String,
    /// The answer of a time-stamp authority (RFC 3161, DER) about that message; empty where there is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub token: Vec<u8>,
}

/// A key to sign checkpoints with. It is written as 64 hexadecimal digits.
#[derive(Clone)]
pub struct Key(SigningKey);

impl Key {
    /// A new key, from the operating system's source of randomness.
    pub fn generate() -> Result<Self, Refusal> {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).map_err(|error| Refusal::Proof(format!("no randomness: {error}")))?;
        Ok(Self(SigningKey::from_bytes(&seed)))
    }

    /// The key that these digits write.
    pub fn parse(digits: &str) -> Result<Self, Refusal> {
        let no_key = || Refusal::Proof("this is no key: a key is 64 hexadecimal digits".to_owned());
        let seed: [u8; 32] = bytes(digits.trim()).and_then(|b| b.try_into().ok()).ok_or_else(no_key)?;
        Ok(Self(SigningKey::from_bytes(&seed)))
    }

    /// The digits to keep secret.
    pub fn secret(&self) -> String {
        hex(self.0.as_bytes())
    }

    /// The digits to give to whoever checks.
    pub fn public(&self) -> String {
        hex(self.0.verifying_key().as_bytes())
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({})", self.public())
    }
}

impl Checkpoint {
    /// What is signed: a line that says what this is, then number of entries, seal and microseconds since 1970.
    pub fn message(&self) -> String {
        format!("marsad checkpoint 1\n{}\n{}\n{}\n", self.seq, self.hash, self.at.as_microsecond())
    }

    /// Whether the signature holds.
    pub fn is_signed(&self) -> bool {
        let read = || {
            let key = VerifyingKey::from_bytes(&bytes(&self.key)?.try_into().ok()?).ok()?;
            let signature = Signature::from_bytes(&bytes(&self.signature)?.try_into().ok()?);
            key.verify_strict(self.message().as_bytes(), &signature).ok()
        };
        read().is_some()
    }

    /// Whether it was signed, and saw the log with this seal after its last entry.
    pub(crate) fn check(&self, seal: Option<&str>) -> Result<(), Fault> {
        let seq = self.seq;
        let fault = if !self.is_signed() {
            format!("the signature of the checkpoint of entry {seq} does not hold")
        } else if seal.is_none() && seq > 0 {
            format!("entry {seq} is gone: a checkpoint saw it")
        } else if seal.is_some_and(|seal| seal != self.hash) {
            format!("entry {seq} or one before it is not what a checkpoint saw")
        } else if !self.token.is_empty() && crate::timestamp::check(&self.token, &self.message()).is_err() {
            format!("the time-stamp token of the checkpoint of entry {seq} is about something else")
        } else {
            return Ok(());
        };
        Err(Fault::Corrupt(fault))
    }

    fn read(row: &dyn Row) -> Result<Self, Fault> {
        let at = Timestamp::from_microsecond(row.int(2)?)
            .map_err(|error| Fault::Corrupt(format!("a checkpoint has no time: {error}")))?;
        Ok(Self {
            seq: row.int(0)?,
            hash: row.text(1)?,
            at,
            key: row.text(3)?,
            signature: row.text(4)?,
            token: row.bytes(5)?,
        })
    }
}

impl Record {
    /// Signs the end of the log as it is now, keeps the checkpoint and gives it to be kept elsewhere.
    pub fn checkpoint(&mut self, key: &Key) -> Result<Checkpoint, RecordError> {
        let signed = record::end(self.store()).and_then(|end| {
            let micros = Timestamp::now().as_microsecond();
            let at = Timestamp::from_microsecond(micros).unwrap_or_default();
            let signature = String::new();
            let mut point =
                Checkpoint { seq: end.seq, hash: end.hash, at, key: key.public(), signature, token: vec![] };
            point.signature = hex(&key.0.sign(point.message().as_bytes()).to_bytes());
            self.keep(&point).map(|()| point)
        });
        self.say(signed)
    }

    /// Keeps a checkpoint, with or without a token; one that is there already gets the token.
    pub(crate) fn keep(&self, point: &Checkpoint) -> Result<(), Fault> {
        self.store().execute(
            "INSERT INTO checkpoints (seq, hash, at, key, signature, token) VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (seq, key, at) DO UPDATE SET token = excluded.token",
            &[
                Value::Int(point.seq),
                Value::Text(&point.hash),
                Value::Int(point.at.as_microsecond()),
                Value::Text(&point.key),
                Value::Text(&point.signature),
                Value::Bytes(&point.token),
            ],
        )
    }

    /// Puts the answer of a time-stamp authority (RFC 3161) to the last checkpoint, after checking that it is about it.
    pub fn stamp(&mut self, token: &[u8]) -> Result<Checkpoint, RecordError> {
        let stamped = self.stamp_last(token);
        self.say(stamped)
    }

    fn stamp_last(&self, token: &[u8]) -> Result<Checkpoint, Fault> {
        let none = || Refusal::Proof("there is no checkpoint yet to put a time-stamp to".to_owned());
        let mut last = self.checkpoints_stored()?.pop().ok_or_else(none)?;
        crate::timestamp::check(token, &last.message())?;
        token.clone_into(&mut last.token);
        self.keep(&last)?;
        Ok(last)
    }

    /// Every checkpoint, oldest first.
    pub fn checkpoints(&self) -> Result<Vec<Checkpoint>, RecordError> {
        self.say(self.checkpoints_stored())
    }

    pub(crate) fn checkpoints_stored(&self) -> Result<Vec<Checkpoint>, Fault> {
        let sql = "SELECT seq, hash, at, key, signature, token FROM checkpoints ORDER BY at, seq, key";
        store::all(self.store(), sql, &[], Checkpoint::read)
    }
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        hex.chars().map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
    let (pairs, rest) = digits.as_ref()?.as_chunks::<2>();
    rest.is_empty().then(|| pairs.iter().map(|[high, low]| high * 16 + low).collect())
}

#[cfg(test)]
mod tests {
    use super::{Key, bytes, hex};

    #[test]
    fn a_key_is_read_back_from_its_digits_and_nothing_else_is_a_key() {
        let key = Key::generate().unwrap();
        assert_eq!(Key::parse(&format!("{}\n", key.secret())).unwrap().public(), key.public());
        assert!(!format!("{key:?}").contains(&key.secret()));
        for digits in ["", "12", &"g".repeat(64), &"0".repeat(63)] {
            assert!(Key::parse(digits).is_err(), "{digits}");
        }
    }

    #[test]
    fn bytes_come_back_from_their_digits() {
        assert_eq!(bytes(&hex(&[0, 9, 255])), Some(vec![0, 9, 255]));
        assert_eq!(bytes("0"), None);
    }
}
