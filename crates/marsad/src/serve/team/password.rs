//! Passwords: what is taken for one, and how it is kept.
//!
//! Kept is Argon2id with 19 MiB of memory, two passes and one lane, and a salt of its own: the first choice of OWASP's
//! Password Storage Cheat Sheet, and the default of the `argon2` crate, which `the_parameters_are_those_that_owasp_names`
//! holds it to.
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use std::sync::LazyLock;

/// The least length, in characters.
const SHORTEST: usize = 12;
/// The greatest, in bytes: hashing takes no longer for a longer one, but a line of text need not be endless.
const LONGEST: usize = 1024;
/// How hard it must be to guess by zxcvbn's measure, 0 to 4: 3 is "safely unguessable" in its words.
const HARDNESS: u8 = 3;

/// What no account has the hash of: a name that nobody has takes as long to refuse as one that somebody has.
static NOBODYS: LazyLock<Option<String>> = LazyLock::new(|| hash("no account has this password").ok());

/// Why a text is no password for that account.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Weak {
    /// It has too few characters.
    #[error(
        "the password is too short\n  help: {SHORTEST} characters or more, as in four words that have nothing to do with each other"
    )]
    Short,
    /// It is no line of text.
    #[error("the password is too long\n  help: {LONGEST} bytes at most")]
    Long,
    /// It is soon guessed.
    #[error(
        "the password is easy to guess\n  help: not the name, no well-known password and no row of keys; four words that have nothing to do with each other are good"
    )]
    Common,
}

/// Refuses a password that is short, well known, or made of the name.
pub(crate) fn check(password: &str, name: &str) -> Result<(), Weak> {
    if password.chars().count() < SHORTEST {
        return Err(Weak::Short);
    }
    if password.len() > LONGEST {
        return Err(Weak::Long);
    }
    let hardness = zxcvbn::zxcvbn(password, &[name, "marsad"]).score();
    if u8::from(hardness) < HARDNESS || password.to_lowercase().contains(&name.to_lowercase()) {
        return Err(Weak::Common);
    }
    Ok(())
}

/// The hash to keep, as a PHC string, with a salt of its own.
pub(crate) fn hash(password: &str) -> Result<String, argon2::password_hash::Error> {
    Ok(Argon2::default().hash_password(password.as_bytes())?.to_string())
}

/// Whether the password is the one that was hashed; where there is no hash it takes as long to say no.
pub(crate) fn is(password: &str, hash: Option<&str>) -> bool {
    let kept = hash.or(NOBODYS.as_deref()).and_then(|kept| PasswordHash::new(kept).ok());
    // Comparing is in constant time inside; longer ones were never taken.
    let fits = password.len() <= LONGEST
        && kept.is_some_and(|kept| Argon2::default().verify_password(password.as_bytes(), &kept).is_ok());
    fits && hash.is_some()
}

#[cfg(test)]
mod tests {
    use super::{Weak, check, hash, is};

    #[test]
    fn the_parameters_are_those_that_owasp_names() {
        assert!(hash("harbour walnut eleven").unwrap().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    }

    #[test]
    fn a_password_is_known_again_and_no_other() {
        let kept = hash("harbour walnut eleven").unwrap();
        assert!(is("harbour walnut eleven", Some(&kept)));
        assert!(!is("harbour walnut twelve", Some(&kept)));
        assert!(!is("no account has this password", None));
        assert_ne!(kept, hash("harbour walnut eleven").unwrap(), "each has a salt of its own");
    }

    #[test]
    fn what_is_soon_guessed_is_no_password() {
        assert_eq!(check("short", "salma"), Err(Weak::Short));
        for common in
            ["password1234", "qwertyuiop12", "111111111111", "salmasalmasalma", "x-SALMA-x-29-kq-83"]
        {
            assert_eq!(check(common, "salma"), Err(Weak::Common), "{common}");
        }
        assert_eq!(check(&"harbour walnut ".repeat(100), "salma"), Err(Weak::Long));
        assert_eq!(check("harbour walnut eleven", "salma"), Ok(()));
        assert_eq!(check("قارب جوز ميناء شتاء", "سلمى"), Ok(()));
    }
}
