//! Where a test's record lies.
use crate::{Address, Record};
use ::postgres::NoTls;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// A fresh place for a record; gone when dropped.
pub(super) enum Place {
    File(TempDir),
    Server(Server),
}

/// A PostgreSQL server of its own, on a socket in its own folder.
pub(super) struct Server {
    programs: PathBuf,
    folder: PathBuf,
}

impl Place {
    pub(super) fn file() -> Self {
        Self::File(tempfile::tempdir().unwrap())
    }

    pub(super) fn server() -> Self {
        Self::Server(Server::start())
    }

    /// The record's address; records of one place have names.
    pub(super) fn address(&self, name: &str) -> Address {
        match self {
            Self::File(folder) => Address::File(folder.path().join(format!("{name}.db"))),
            Self::Server(server) => {
                server.ask("postgres", &format!("CREATE DATABASE {name}")).ok();
                Address::Server(server.url(name))
            }
        }
    }

    pub(super) fn record(&self) -> Record {
        Record::open(self.address("marsad")).unwrap()
    }

    /// Runs SQL behind the record's back, with nothing to stop it.
    pub(super) fn tamper(&self, sql: &str) {
        self.tamper_with("marsad", sql);
    }

    /// The same with the record of that name.
    pub(super) fn tamper_with(&self, name: &str, sql: &str) {
        match self {
            Self::File(folder) => {
                let db = rusqlite::Connection::open(folder.path().join(format!("{name}.db"))).unwrap();
                let open = "DROP TRIGGER entries_are_never_changed; DROP TRIGGER entries_are_never_deleted";
                db.execute_batch(&format!("{open}; {sql}")).unwrap();
            }
            Self::Server(server) => {
                let open = "DROP TRIGGER entries_are_never_changed ON entries";
                server.ask(name, &format!("{open}; {sql}")).unwrap();
            }
        }
    }

    /// Whether the store lets a statement through.
    pub(super) fn allows(&self, sql: &str) -> bool {
        match self {
            Self::File(folder) => {
                let db = rusqlite::Connection::open(folder.path().join("marsad.db")).unwrap();
                db.execute_batch(sql).is_ok()
            }
            Self::Server(server) => server.ask("marsad", sql).is_ok(),
        }
    }
}

impl Server {
    fn start() -> Self {
        let programs = programs();
        let folder = PathBuf::from(run("mktemp", &["-d", "/tmp/marsad-postgres-XXXXXX"]).trim());
        let server = Self { programs, folder };
        let data = server.folder.join("data").display().to_string();
        let socket = server.folder.display().to_string();
        server.program("initdb", &["-D", &data, "-U", "marsad", "-A", "trust", "-E", "UTF8", "--no-sync"]);
        let options = format!("-k {socket} -c listen_addresses= -c fsync=off");
        server.program("pg_ctl", &["-D", &data, "-o", &options, "-l", &format!("{data}/log"), "-w", "start"]);
        server
    }

    fn program(&self, name: &str, args: &[&str]) {
        run(&self.programs.join(name).display().to_string(), args);
    }

    fn url(&self, database: &str) -> String {
        let socket = self.folder.display().to_string().replace('/', "%2F");
        format!("postgres://marsad@{socket}/{database}")
    }

    fn ask(&self, database: &str, sql: &str) -> Result<(), ::postgres::Error> {
        ::postgres::Client::connect(&self.url(database), NoTls)?.batch_execute(sql)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let data = self.folder.join("data").display().to_string();
        self.program("pg_ctl", &["-D", &data, "-m", "immediate", "stop"]);
        run("rm", &["-r", &self.folder.display().to_string()]);
    }
}

/// Where Debian puts the server's programs.
fn programs() -> PathBuf {
    let versions = Path::new("/usr/lib/postgresql").read_dir();
    let mut found: Vec<PathBuf> =
        versions.into_iter().flatten().flatten().map(|version| version.path().join("bin")).collect();
    found.sort();
    found.pop().expect("PostgreSQL is not installed: `make test` installs Debian's package `postgresql`")
}

/// Runs a program, as the user `postgres` where this one is root: the server refuses to run as root.
fn run(program: &str, args: &[&str]) -> String {
    let is_root =
        std::fs::metadata("/proc/self").is_ok_and(|it| std::os::unix::fs::MetadataExt::uid(&it) == 0);
    let mut command = Command::new(if is_root { "runuser" } else { program });
    if is_root {
        command.args(["-u", "postgres", "--", program]);
    }
    let output = command.args(args).current_dir("/tmp").output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program}: {said}");
    String::from_utf8(output.stdout).unwrap()
}
