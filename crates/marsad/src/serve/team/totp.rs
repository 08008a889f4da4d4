//! One-time codes by RFC 6238: SHA-1, six digits, 30 seconds, as every authenticator takes them.
//!
//! A code of the step before or after is taken too, for clocks that differ; who takes one remembers its step, so that no code
//! is taken twice (`Accounts::spend`).
use jiff::Timestamp;
use totp_rs::{Algorithm, Builder, Secret, Totp, TotpError};

/// Steps of 30 seconds by which the clocks may differ.
const DRIFT: u16 = 1;
const ISSUER: &str = "Marsad";

/// A new secret of 160 bits, in base 32.
pub(crate) fn secret() -> String {
    Secret::generate().to_base32()
}

/// The address that an authenticator enrols by; a colon would end the name in it.
pub(crate) fn address(secret: &str, name: &str) -> Result<String, TotpError> {
    generator(secret, &name.replace(':', " "))?.to_url()
}

/// The step that the code is of; none where it is wrong.
pub(crate) fn step(secret: &str, code: &str, now: Timestamp) -> Option<u64> {
    let code: String = code.chars().filter(|digit| !digit.is_whitespace()).collect();
    generator(secret, "").ok()?.check(&code, now.as_second().try_into().ok()?)
}

fn generator(secret: &str, name: &str) -> Result<Totp, TotpError> {
    let secret = Secret::try_from_base32(secret).map_err(|_| TotpError::SecretNotSet)?;
    let builder = Builder::new().with_algorithm(Algorithm::SHA1).with_skew(DRIFT).with_secret(secret);
    builder.with_issuer(Some(ISSUER)).with_account_name(name).build()
}

#[cfg(test)]
mod tests {
    use super::{address, secret, step};
    use jiff::Timestamp;

    /// The secret of RFC 6238's appendix B, and the last six digits of its codes.
    const RFC: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        for (second, code) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
            assert_eq!(step(RFC, code, at(second)), u64::try_from(second / 30).ok());
        }
        assert_eq!(step(RFC, "287 082", at(59)), Some(1), "authenticators show it in two halves");
    }

    #[test]
    fn one_step_of_drift_is_forgiven_and_no_more() {
        assert_eq!(step(RFC, "287082", at(89)), Some(1));
        assert_eq!(step(RFC, "287082", at(29)), Some(1));
        assert_eq!(step(RFC, "287082", at(90)), None);
        for wrong in ["", "287083", "28708", "2870820", "٢٨٧٠٨٢"] {
            assert_eq!(step(RFC, wrong, at(59)), None, "{wrong}");
        }
    }

    #[test]
    fn an_authenticator_is_told_who_and_where() {
        let secret = secret();
        let address = address(&secret, "Salma: A").unwrap();
        assert!(address.starts_with("otpauth://totp/Marsad:Salma%20%20A?"), "{address}");
        assert!(address.contains(&format!("secret={secret}")) && secret.len() == 32, "{address}");
    }
}
