//! How fast reports are coded, in tokens a second, beside what others do with the same text.
//!
//! Reads `corpus/reports/demo`, or the file or folder that the environment variable `MARSAD_BENCH_CORPUS` names.
#![allow(clippy::unwrap_used, reason = "a benchmark may panic")]
use aho_corasick::{AhoCorasick, MatchKind};
use charabia::Tokenize;
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use marsad_coder::{Coder, Gazetteer, Place};
use marsad_data::DataFiles;
use marsad_text::{ReadOptions, Report, conjugate, fold, read_path, tokenize};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// The corpus is repeated until it has so many tokens.
const LEAST_TOKENS: usize = 20_000;
/// Rounds that the ratio is the best of.
const ROUNDS: usize = 10;

/// The program's own allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

static CORPUS: LazyLock<Corpus> = LazyLock::new(Corpus::read);
static CODER: LazyLock<Coder> = LazyLock::new(coder);
static AUTOMATON: LazyLock<AhoCorasick> = LazyLock::new(automaton);

fn main() {
    divan::main();
    if std::env::args().any(|argument| argument == "--bench") {
        let (coder, automaton) = (fastest(code_all), fastest(scan_all));
        let ratio = coder.as_secs_f64() / automaton.as_secs_f64();
        println!(
            "Coding takes {ratio:.1} times as long as the bare automaton over {} tokens.",
            CORPUS.tokens
        );
    }
}

/// Reports to measure on.
struct Corpus {
    reports: Vec<Report>,
    /// Their texts folded, as an automaton needs them.
    folded: Vec<String>,
    tokens: usize,
}

impl Corpus {
    fn read() -> Self {
        let bundled = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/reports/demo");
        let path = std::env::var_os("MARSAD_BENCH_CORPUS").map_or(bundled, PathBuf::from);
        let reports: Vec<Report> =
            files(&path).iter().flat_map(|file| read_path(file, &ReadOptions::default()).0).collect();
        let tokens: usize = reports.iter().map(|report| tokenize(&report.text).tokens.len()).sum();
        assert!(tokens > 0, "{} holds no reports", path.display());
        let times = LEAST_TOKENS.div_ceil(tokens);
        let reports: Vec<Report> = std::iter::repeat_n(reports, times).flatten().collect();
        let folded = reports.iter().map(|report| fold(&report.text)).collect();
        Self { reports, folded, tokens: tokens * times }
    }
}

/// A file as it is, a folder as its files in order.
fn files(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let mut files: Vec<PathBuf> = path.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn coder() -> Coder {
    let data = DataFiles::embedded();
    Coder::new(&data, Gazetteer::load(&data).unwrap()).unwrap()
}

/// An automaton of the phrases that the coder looks for.
fn automaton() -> AhoCorasick {
    AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(phrases()).unwrap()
}

fn phrases() -> Vec<String> {
    let data = DataFiles::embedded();
    let mut phrases: Vec<String> = data.under("words/ar", "txt").flat_map(|(_, list)| listed(list)).collect();
    for actor in CODER.actors().iter() {
        let names = [actor.surfaces.as_str(), &actor.context_surfaces, &actor.name_ar];
        phrases.extend(names.into_iter().flat_map(|names| names.split(';')).map(fold));
    }
    phrases.extend(CODER.gazetteer().iter().flat_map(Place::names).map(fold));
    phrases.retain(|phrase| !phrase.is_empty());
    phrases.sort();
    phrases.dedup();
    phrases
}

/// The phrases of a word list, verbs in all their forms.
fn listed(list: &str) -> Vec<String> {
    let verbs = list.lines().any(|line| line.trim() == "#! verb");
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(|line| if verbs { conjugate(line) } else { vec![fold(line)] }).collect()
}

fn code_all() -> usize {
    CORPUS.reports.iter().map(|report| CODER.code(black_box(report)).0.len()).sum()
}

fn scan_all() -> usize {
    CORPUS.folded.iter().map(|text| AUTOMATON.find_iter(black_box(text)).count()).sum()
}

/// The best of several rounds: other work on the machine only ever slows one down.
fn fastest(work: fn() -> usize) -> Duration {
    let round = |_| {
        let start = Instant::now();
        black_box(work());
        start.elapsed()
    };
    (0..ROUNDS).map(round).min().unwrap_or_default()
}

/// Measures work over the corpus by its tokens.
fn over_corpus(bencher: Bencher, work: fn() -> usize) {
    work();
    bencher.counter(ItemsCount::new(CORPUS.tokens)).bench(work);
}

/// Reports to claims: what `marsad code` does between reading and writing.
#[divan::bench]
fn code(bencher: Bencher) {
    over_corpus(bencher, code_all);
}

/// Text to tokens and sentences.
#[divan::bench]
fn tokens(bencher: Bencher) {
    over_corpus(bencher, || CORPUS.reports.iter().map(|report| tokenize(&report.text).tokens.len()).sum());
}

/// The tokenizer of a search engine, which folds and segments but knows no phrases.
#[divan::bench]
fn charabia(bencher: Bencher) {
    over_corpus(bencher, || {
        CORPUS.reports.iter().map(|report| report.text.as_str().tokenize().count()).sum()
    });
}

/// The phrases alone, found in text that is folded already.
#[divan::bench]
fn bare_automaton(bencher: Bencher) {
    over_corpus(bencher, scan_all);
}

/// Start-up: data files to a coder.
#[divan::bench]
fn new_coder(bencher: Bencher) {
    bencher.bench(coder);
}
