//! Many askers at once, each over a connection that stays open, as a browser's does.
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

const CONNECTIONS: usize = 64;
const EACH: usize = 200;

/// What came of it: how long each answer took, shortest first, and all together.
pub(crate) struct Answers {
    each: Vec<Duration>,
    all: Duration,
    bytes: usize,
}

/// Asks for a path over every connection, again and again.
pub(crate) fn ask(host: &str, path: &str) -> Answers {
    one(&mut connect(host), host, path);
    let start = Instant::now();
    let mut bytes = 0;
    let mut each: Vec<Duration> = std::thread::scope(|scope| {
        let askers: Vec<_> = (0..CONNECTIONS).map(|_| scope.spawn(|| asker(host, path))).collect();
        askers
            .into_iter()
            .flat_map(|asker| {
                let (times, length) = asker.join().unwrap();
                bytes = length;
                times
            })
            .collect()
    });
    let all = start.elapsed();
    each.sort_unstable();
    Answers { each, all, bytes }
}

fn connect(host: &str) -> BufReader<TcpStream> {
    let stream = TcpStream::connect(host).unwrap();
    stream.set_nodelay(true).unwrap();
    BufReader::new(stream)
}

fn asker(host: &str, path: &str) -> (Vec<Duration>, usize) {
    let mut stream = connect(host);
    let mut bytes = 0;
    let times = (0..EACH).map(|_| {
        let start = Instant::now();
        bytes = one(&mut stream, host, path);
        start.elapsed()
    });
    (times.collect(), bytes)
}

/// One question and its answer; gives the bytes of its body.
fn one(stream: &mut BufReader<TcpStream>, host: &str, path: &str) -> usize {
    let question = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip\r\n\r\n");
    stream.get_mut().write_all(question.as_bytes()).unwrap();
    let mut length = 0;
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).unwrap();
        assert!(!line.starts_with("HTTP/1.1") || line.starts_with("HTTP/1.1 200"), "{line}");
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        if line == "\r\n" {
            break;
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).unwrap();
    length
}

/// Prints it.
pub(crate) fn told(path: &str, answers: Answers) {
    let Answers { each, all, bytes } = answers;
    let slow = each[each.len() * 99 / 100].as_secs_f64() * 1_000.0;
    let rate = f64::from(u32::try_from(each.len()).unwrap()) / all.as_secs_f64();
    println!("{path:<44}{rate:>12.0} answers/s{slow:>10.1} ms p99{bytes:>12} bytes");
}
