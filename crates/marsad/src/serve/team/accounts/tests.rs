//! Accounts and sessions, with the clock passed in.
use super::{Accounts, AccountsError};
use crate::serve::team::lockout::Strikes;
use crate::serve::team::role::Role;
use crate::serve::team::sessions::Token;
use jiff::{SignedDuration, Timestamp};
use std::os::unix::fs::PermissionsExt;
use tempfile::TempDir;

type Change = fn(&Accounts) -> Result<(), AccountsError>;

const HOUR: SignedDuration = SignedDuration::from_hours(1);

fn at(hours: f64) -> Timestamp {
    Timestamp::from_second(1_800_000_000).unwrap() + SignedDuration::from_secs_f64(hours * 3600.0)
}

fn accounts() -> (TempDir, Accounts) {
    let folder = tempfile::tempdir().unwrap();
    let accounts = Accounts::open(&folder.path().join("accounts.db")).unwrap();
    accounts.add("Salma", &[Role::Reviewer], "hash").unwrap();
    (folder, accounts)
}

fn is_in(accounts: &Accounts, token: &Token, hours: f64) -> bool {
    accounts.member(token, at(hours)).unwrap().is_some()
}

#[test]
fn nobody_else_on_the_machine_may_read_the_file() {
    let (folder, _open) = accounts();
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let mode = file.unwrap().metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{mode:o}");
    }
    let path = folder.path().join("accounts.db");
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o640)).unwrap();
    assert!(matches!(Accounts::open(&path), Err(AccountsError::Open(_))));
}

#[test]
fn a_file_of_another_program_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    for (name, make) in [("text.db", "somebody's notes, which are no database at all"), ("other.db", "")] {
        let path = folder.path().join(name);
        if make.is_empty() {
            rusqlite::Connection::open(&path).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
        } else {
            std::fs::write(&path, make).unwrap();
        }
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o600)).unwrap();
        assert!(matches!(Accounts::open(&path), Err(AccountsError::NotAccounts(_))), "{name}");
    }
    assert!(matches!(
        Accounts::open_existing(&folder.path().join("none.db")),
        Err(AccountsError::Missing(_))
    ));
}

#[test]
fn names_that_look_alike_are_one_and_marks_are_no_names() {
    let (_folder, accounts) = accounts();
    assert!(matches!(accounts.add(" SALMA ", &[], "hash"), Err(AccountsError::Taken(_))));
    accounts.add("سلمى", &[], "hash").unwrap();
    for name in ["", "  ", "two\nlines", "Omar\u{202e}", "Om\u{200b}ar", &"x".repeat(65)] {
        assert!(matches!(accounts.add(name, &[], "hash"), Err(AccountsError::Name(_))), "{name:?}");
    }
    assert_eq!(accounts.find("salma").unwrap().unwrap().name, "Salma");
}

#[test]
fn a_session_ends_by_rest_and_at_the_latest_after_a_days_work() {
    let (_folder, accounts) = accounts();
    let idle = accounts.begin("Salma", at(0.0)).unwrap();
    assert!(is_in(&accounts, &idle, 1.9));
    assert!(is_in(&accounts, &idle, 3.8), "whoever asks is not idle");
    assert!(!is_in(&accounts, &idle, 5.9));
    let busy = accounts.begin("Salma", at(0.0)).unwrap();
    assert!((1..12).all(|hour| is_in(&accounts, &busy, f64::from(hour))));
    assert!(!is_in(&accounts, &busy, 12.0));
    assert!(!is_in(&accounts, &busy, 11.0), "what has ended does not come back");
}

#[test]
fn a_session_knows_its_person_and_no_other_token_does() {
    let (_folder, accounts) = accounts();
    let token = accounts.begin("salma", at(0.0)).unwrap();
    let member = accounts.member(&token, at(0.0)).unwrap().unwrap();
    assert_eq!((member.name.as_str(), member.roles.as_slice()), ("Salma", &[Role::Reviewer][..]));
    assert_eq!(token.as_str().len(), 64);
    for other in [String::new(), "0".repeat(64), token.proof()] {
        assert_eq!(accounts.member(&Token::sent(&other), at(0.0)).unwrap(), None);
    }
    let kept: String = accounts.db.query_row("SELECT token FROM sessions", [], |row| row.get(0)).unwrap();
    assert_ne!(kept, token.as_str(), "the token itself is kept nowhere");
}

#[test]
fn what_changes_an_account_ends_its_sessions_and_nobody_elses() {
    let (_folder, accounts) = accounts();
    accounts.add("Omar", &[Role::Coder], "hash").unwrap();
    let others = accounts.begin("Omar", at(0.0)).unwrap();
    let changes: [Change; 4] = [
        |it| it.set_roles("Salma", &[Role::Reader]),
        |it| it.set_password("Salma", "other"),
        |it| it.set_secret("Salma", Some("GEZDGNBVGY3TQOJQ")),
        |it| it.remove("Salma"),
    ];
    for change in changes {
        let token = accounts.begin("Salma", at(0.0)).unwrap();
        change(&accounts).unwrap();
        assert!(!is_in(&accounts, &token, 0.0) && is_in(&accounts, &others, 0.0));
    }
    assert!(matches!(accounts.remove("Salma"), Err(AccountsError::Unknown(_))));
    accounts.end(&others).unwrap();
    assert!(!is_in(&accounts, &others, 0.0));
}

#[test]
fn a_new_password_opens_an_account_that_was_shut_and_so_does_coming_in() {
    let (_folder, accounts) = accounts();
    let shut = Strikes { failures: 9, until: Some(at(0.0) + HOUR) };
    for open in [
        |it: &Accounts| it.set_password("Salma", "other"),
        |it: &Accounts| it.begin("Salma", at(0.0)).map(drop),
    ] {
        accounts.strike("Salma", shut).unwrap();
        assert_eq!(accounts.get("Salma").unwrap().strikes, shut);
        open(&accounts).unwrap();
        assert_eq!(accounts.get("Salma").unwrap().strikes, Strikes::default());
    }
}

#[test]
fn a_code_is_spent_once_and_none_before_it_is_good_any_more() {
    let (_folder, accounts) = accounts();
    let spends = [100, 100, 99, 101].map(|step| accounts.spend("Salma", step).unwrap());
    assert_eq!(spends, [true, false, false, true]);
}
