//! A site of this machine, for what is fetched.
#![allow(dead_code, reason = "each test file uses a part of it")]
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// What it has by path, and what it was asked.
#[derive(Default)]
struct Desk {
    pages: BTreeMap<String, (String, Vec<u8>)>,
    asked: Vec<String>,
}

/// A server that answers until the test ends; what it does not have is not found.
pub(crate) struct Site {
    address: SocketAddr,
    desk: Arc<Mutex<Desk>>,
}

impl Site {
    pub(crate) fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let site = Self { address: listener.local_addr().unwrap(), desk: Arc::default() };
        let desk = Arc::clone(&site.desk);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                // Who asked may be gone already.
                answer(&desk, &stream).ok();
            }
        });
        site
    }

    /// Puts something at a path, with a status line and headers.
    pub(crate) fn put(&self, path: &str, head: &str, body: impl AsRef<[u8]>) -> &Self {
        let page = (head.to_owned(), body.as_ref().to_vec());
        self.desk.lock().unwrap().pages.insert(path.to_owned(), page);
        self
    }

    /// Puts a page or another file there.
    pub(crate) fn serve(&self, path: &str, media_type: &str, body: impl AsRef<[u8]>) -> &Self {
        self.put(path, &format!("200 OK\r\nContent-Type: {media_type}"), body)
    }

    /// Sends those who ask for a path elsewhere.
    pub(crate) fn lead(&self, path: &str, to: &str) -> &Self {
        self.put(path, &format!("302 Found\r\nLocation: {to}"), "")
    }

    pub(crate) fn host(&self) -> String {
        self.address.to_string()
    }

    pub(crate) fn port(&self) -> u16 {
        self.address.port()
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What it was asked so far, each request from its first line to its last header.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.desk.lock().unwrap().asked.clone()
    }

    /// The paths it was asked for so far.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.requests().iter().map(|request| request.split(' ').nth(1).unwrap().to_owned()).collect()
    }
}

fn answer(desk: &Mutex<Desk>, mut stream: &TcpStream) -> std::io::Result<()> {
    let lines = BufReader::new(stream).lines().map_while(Result::ok);
    let request = lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
    let page = {
        let mut desk = desk.lock().unwrap();
        desk.asked.push(request.clone());
        desk.pages.get(&path).cloned()
    };
    let (head, body) = page.unwrap_or_else(|| ("404 Not Found".to_owned(), Vec::new()));
    let tag = head.lines().find_map(|line| line.strip_prefix("ETag: "));
    let is_known = tag.is_some_and(|tag| request.contains(&format!("if-none-match: {tag}")));
    let (head, body) = if is_known { ("304 Not Modified".to_owned(), Vec::new()) } else { (head, body) };
    write!(stream, "HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len())?;
    stream.write_all(&body)
}
