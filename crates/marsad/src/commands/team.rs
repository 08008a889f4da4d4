//! `marsad team`: who has an account, and what they may do.
use super::{Error, Outcome, record};
use crate::cli::{AccountsArg, RecordArg, TeamArgs, TeamTask};
use crate::serve::team::{Account, Accounts, Role, password, totp};
use jiff::Timestamp;
use marsad_record::{Address, Audit, Deed, Record};
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::PathBuf;

/// Who is said to have done what was done from here: whoever may write to the record's file.
const HERE: &str = "the command line";

pub(crate) fn run(args: &TeamArgs) -> Result<Outcome, Error> {
    match &args.task {
        TeamTask::Add { name, roles, accounts } => add(name, &roles.roles, accounts)?,
        TeamTask::List(accounts) => list(&existing(accounts)?.all()?)?,
        TeamTask::Role { name, roles, accounts } => {
            let (account, change) = (existing(accounts)?.get(name)?.name, named(&roles.roles));
            existing(accounts)?.set_roles(&account, &roles.roles)?;
            note(accounts, Deed::ChangeRoles { account, roles: change })?;
        }
        TeamTask::Reset { name, accounts } => {
            let account = existing(accounts)?.get(name)?.name;
            let hash = new_password(&account)?;
            existing(accounts)?.set_password(&account, &hash)?;
            note(accounts, Deed::ResetPassword { account })?;
        }
        TeamTask::Totp { name, off, accounts } => codes(name, *off, accounts)?,
        TeamTask::Remove { name, accounts } => {
            let account = existing(accounts)?.get(name)?.name;
            existing(accounts)?.remove(&account)?;
            note(accounts, Deed::RemoveAccount { account })?;
        }
        TeamTask::Audit { limit, record } => audit(record, *limit)?,
    }
    Ok(Outcome::default())
}

/// Where the accounts of a record are kept.
pub(crate) fn path(accounts: &AccountsArg) -> PathBuf {
    accounts.file.clone().unwrap_or_else(|| match Address::from(&accounts.record.path) {
        Address::File(path) => path.with_extension("accounts.db"),
        // A server's accounts are no part of its database, which others may read.
        Address::Server(_) => PathBuf::from("marsad.accounts.db"),
    })
}

fn existing(accounts: &AccountsArg) -> Result<Accounts, Error> {
    Ok(Accounts::open_existing(&path(accounts))?)
}

fn add(name: &str, roles: &[Role], accounts: &AccountsArg) -> Result<(), Error> {
    // The record first: a mistyped one must leave no accounts behind.
    record::existing(&accounts.record)?;
    let open = Accounts::open(&path(accounts))?;
    let name = open.fresh(name)?;
    open.add(&name, roles, &new_password(&name)?)?;
    note(accounts, Deed::AddAccount { account: name, roles: named(roles) })
}

fn named(roles: &[Role]) -> Vec<String> {
    roles.iter().map(|role| role.name()).collect()
}

fn note(accounts: &AccountsArg, deed: Deed) -> Result<(), Error> {
    let said = told(&deed);
    Record::open_existing(&accounts.record.path)?.audit(Audit { who: Some(HERE.to_owned()), deed })?;
    Ok(writeln!(io::stdout(), "{said}")?)
}

fn list(accounts: &[Account]) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    for account in accounts {
        let codes = if account.secret.is_some() { ", with codes" } else { "" };
        let came = account
            .came
            .map_or_else(|| "never logged in".to_owned(), |came| format!("last logged in {came}"));
        let shut = account.strikes.wait(Timestamp::now()).map(|wait| format!("; shut for {wait:#}"));
        let roles = named(&account.roles).join(", ");
        writeln!(out, "{}: {roles}{codes}; {came}{}", account.name, shut.unwrap_or_default())?;
    }
    Ok(())
}

/// A password of the terminal, asked for twice, or the first line of standard input; its hash.
fn new_password(name: &str) -> Result<String, Error> {
    let password = if io::stdin().is_terminal() {
        let password = rpassword::prompt_password(format!("New password for {name}: "))?;
        if rpassword::prompt_password("Once more: ")? != password {
            return Err("the two are not the same\n  help: run the command again".into());
        }
        password
    } else {
        line()?
    };
    password::check(&password, name)?;
    Ok(password::hash(&password)?)
}

fn line() -> io::Result<String> {
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\n', '\r']).to_owned())
}

fn codes(name: &str, off: bool, accounts: &AccountsArg) -> Result<(), Error> {
    let open = existing(accounts)?;
    let account = open.get(name)?.name;
    if off {
        open.set_secret(&account, None)?;
        return note(accounts, Deed::ChangeCodes { account, needed: false });
    }
    let secret = totp::secret();
    let mut out = io::stdout();
    writeln!(
        out,
        "{}\n{secret}\nOpen the address with an authenticator, or type the secret into it.",
        totp::address(&secret, &account)?
    )?;
    write!(out, "The code it shows: ")?;
    out.flush()?;
    let code = line()?;
    writeln!(out)?;
    if totp::step(&secret, &code, Timestamp::now()).is_none() {
        let help = "nothing was changed; check the clocks of both machines, and run the command again";
        return Err(format!("that is not the code of now\n  help: {help}").into());
    }
    open.set_secret(&account, Some(&secret))?;
    note(accounts, Deed::ChangeCodes { account, needed: true })
}

fn audit(record: &RecordArg, limit: usize) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    for one in record::existing(record)?.audits(limit)? {
        let who = one.audit.who.as_deref().unwrap_or("somebody without an account");
        writeln!(out, "{}  {who}: {}", one.recorded, told(&one.audit.deed))?;
    }
    Ok(())
}

/// What was done, in words.
fn told(deed: &Deed) -> String {
    match deed {
        Deed::LogIn => "logged in".to_owned(),
        Deed::FailToLogIn => "was not let in".to_owned(),
        Deed::LockOut { seconds } => format!("is shut out for {seconds} seconds"),
        Deed::LogOut => "logged out".to_owned(),
        Deed::AddAccount { account, roles } => format!("{account} has an account now: {}", roles.join(", ")),
        Deed::ChangeRoles { account, roles } => format!("{account} is {} now", roles.join(", ")),
        Deed::ResetPassword { account } => format!("{account} has a new password"),
        Deed::ChangeCodes { account, needed: true } => format!("{account} needs a code from now on"),
        Deed::ChangeCodes { account, needed: false } => format!("{account} needs no code any more"),
        Deed::RemoveAccount { account } => format!("{account} has no account any more"),
        Deed::Export { format } => format!("took events along as {format}"),
    }
}
