//! A PostgreSQL server of a test's own; gone when it ends.
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A server that listens in its folder alone.
pub(crate) struct Postgres {
    folder: PathBuf,
}

impl Postgres {
    pub(crate) fn start() -> Self {
        let folder = PathBuf::from(run("mktemp", &["-d", "/tmp/marsad-postgres-XXXXXX"]).trim());
        let server = Self { folder };
        let (socket, data) = (server.folder.display().to_string(), server.data());
        run(&program("initdb"), &["-D", &data, "-U", "marsad", "-A", "trust", "-E", "UTF8", "--no-sync"]);
        let options = format!("-k {socket} -c listen_addresses= -c fsync=off");
        run(&program("pg_ctl"), &["-D", &data, "-o", &options, "-l", &format!("{data}/log"), "-w", "start"]);
        server
    }

    fn data(&self) -> String {
        self.folder.join("data").display().to_string()
    }

    /// Its first database.
    pub(crate) fn url(&self) -> String {
        let socket = self.folder.display().to_string().replace('/', "%2F");
        format!("postgres://marsad@{socket}/postgres")
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        run(&program("pg_ctl"), &["-D", &self.data(), "-m", "immediate", "stop"]);
        run("rm", &["-r", &self.folder.display().to_string()]);
    }
}

/// Where Debian puts the server's programs.
fn program(name: &str) -> String {
    let versions = Path::new("/usr/lib/postgresql").read_dir().into_iter().flatten().flatten();
    let newest = versions.map(|version| version.path().join("bin")).max();
    let newest = newest.unwrap_or_else(|| {
        panic!("PostgreSQL is not installed: `make test` installs Debian's package `postgresql`")
    });
    newest.join(name).display().to_string()
}

/// Runs a program, as the user `postgres` where this one is root: the server refuses to run as root.
fn run(program: &str, args: &[&str]) -> String {
    let is_root = std::fs::metadata("/proc/self").is_ok_and(|it| it.uid() == 0);
    let mut command = Command::new(if is_root { "runuser" } else { program });
    if is_root {
        command.args(["-u", "postgres", "--", program]);
    }
    let output = command.args(args).current_dir("/tmp").output().unwrap();
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}
