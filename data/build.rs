//! Rebuilds the crate when a data file is added, changed or removed: an embedding macro alone does not see new files.
fn main() {
    for folder in ["ontology", "words", "actors", "places", "routes", "rules", "exports"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
