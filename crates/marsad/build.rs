//! Lets the program be built before its page: without `make web` there is no `web/dist` to embed, and `serve` says so.
use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=web/dist");
    println!("cargo::rerun-if-changed=../../corpus/reports/demo");
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("web/dist");
    if let Err(error) = std::fs::create_dir_all(&dist) {
        println!("cargo::warning={}: {error}", dist.display());
    }
}
