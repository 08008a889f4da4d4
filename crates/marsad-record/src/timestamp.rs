//! Time-stamps of a public authority (RFC 3161): proof that a checkpoint existed by a moment that neither the record's
//! keeper nor its signer can move.
//!
//! Only what the token is about is checked here. Whether its signer is an authority to be trusted is for
//! `openssl ts -verify` with the certificates that the reader trusts.
use crate::{Checkpoint, Refusal};
use cms::content_info::ContentInfo;
use cms::signed_data::SignedData;
use der::asn1::OctetString;
use der::oid::ObjectIdentifier;
use der::{Any, Decode, Encode};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use x509_tsp::{MessageImprint, TimeStampReq, TimeStampResp, TspVersion, TstInfo};

/// SHA-256 (RFC 5912).
const SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");

impl Checkpoint {
    /// What to send to a time-stamp authority, as `application/timestamp-query` (DER).
    pub fn timestamp_query(&self) -> Result<Vec<u8>, Refusal> {
        let digest = Sha256::digest(self.message().as_bytes());
        let query = || {
            TimeStampReq {
                version: TspVersion::V1,
                message_imprint: MessageImprint {
                    hash_algorithm: cms::cert::x509::spki::AlgorithmIdentifier {
                        oid: SHA_256,
                        parameters: Some(Any::null()),
                    },
                    hashed_message: OctetString::new(digest.as_slice())?,
                },
                req_policy: None,
                nonce: None,
                cert_req: true,
                extensions: None,
            }
            .to_der()
        };
        query().map_err(|error| Refusal::Proof(format!("the query cannot be written: {error}")))
    }

    /// When the authority saw it, by its token.
    pub fn stamped(&self) -> Option<Timestamp> {
        check(&self.token, &self.message()).ok()
    }
}

/// Whether a token is about this message; when the authority saw it.
pub(crate) fn check(token: &[u8], message: &str) -> Result<Timestamp, Refusal> {
    let refused =
        |reason: &str| Refusal::Proof(format!("this is no time-stamp for the checkpoint: {reason}"));
    let info = read(token).map_err(|error| refused(&error.to_string()))?;
    let imprint = &info.message_imprint;
    if imprint.hash_algorithm.oid != SHA_256 {
        return Err(refused("it is made with another hash than SHA-256"));
    }
    if imprint.hashed_message.as_bytes() != Sha256::digest(message.as_bytes()).as_slice() {
        return Err(refused("it is about something else"));
    }
    Timestamp::try_from(info.gen_time.to_system_time()).map_err(|error| refused(&error.to_string()))
}

/// The token in an authority's answer, or the bare token.
fn read(token: &[u8]) -> Result<TstInfo, der::Error> {
    let none = || der::Error::from(der::ErrorKind::Failed);
    let content = match TimeStampResp::from_der(token) {
        Ok(answer) => answer.time_stamp_token.ok_or_else(none)?.content,
        Err(_) => ContentInfo::from_der(token)?.content,
    };
    let signed: SignedData = content.decode_as()?;
    let info = signed.encap_content_info.econtent.ok_or_else(none)?;
    TstInfo::from_der(info.value())
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::Checkpoint;
    use jiff::Timestamp;

    /// An answer about the message `abc`, made with `openssl ts` and a key of its own on 2026-11-23.
    const TOKEN: &[u8] = include_bytes!("../tests/abc.tsr");

    #[test]
    fn a_token_says_when_and_is_about_one_message_only() {
        let time = check(TOKEN, "abc").unwrap();
        assert!(time.to_string().starts_with("2026-11-23"), "{time}");
        assert!(check(TOKEN, "abd").unwrap_err().to_string().contains("about something else"));
        assert!(check(b"no token", "abc").is_err());
        assert!(check(&TOKEN[..200], "abc").is_err());
    }

    #[test]
    fn a_query_asks_for_the_hash_of_the_message() {
        let point = Checkpoint {
            seq: 1,
            hash: "h".to_owned(),
            at: Timestamp::UNIX_EPOCH,
            key: String::new(),
            signature: String::new(),
            token: Vec::new(),
        };
        let query = point.timestamp_query().unwrap();
        let hash = sha2::Sha256::digest(point.message().as_bytes());
        assert!(query.windows(32).any(|window| window == hash.as_slice()));
        assert!(point.stamped().is_none());
    }
    use sha2::Digest;
}
