//! `ARCHITECTURE.md` names what exists, and leaves no room out: a map that nobody tries goes stale.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn page() -> String {
    fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap()
}

/// What stands between backticks, without the drawing.
fn names(page: &str) -> Vec<&str> {
    page.lines()
        .filter(|line| !line.starts_with("```"))
        .flat_map(|line| line.split('`').skip(1).step_by(2))
        .collect()
}

/// Every file of the crates that ends so, with its path.
fn files(folder: &Path, ending: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let skipped = ["node_modules", "dist", "target"].iter().any(|name| path.ends_with(name));
        if path.is_dir() && !skipped {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|it| it == ending) {
            found.push((path.clone(), fs::read_to_string(&path).unwrap()));
        }
    }
    found
}

fn sources() -> Vec<(PathBuf, String)> {
    let root = root();
    ["data", "crates"].iter().flat_map(|folder| files(&root.join(folder), "rs")).collect()
}

#[test]
fn every_path_on_the_page_exists() {
    let (page, sources) = (page(), sources());
    for name in names(&page).into_iter().filter(|name| !name.contains(' ')) {
        let file = Path::new(name).extension().is_some_and(|ending| ending == "rs");
        let exists = if name.contains('/') {
            root().join(name).exists()
        } else {
            !file || sources.iter().any(|(path, _)| path.ends_with(name))
        };
        assert!(exists, "{name} does not exist");
    }
}

#[test]
fn every_type_on_the_page_exists() {
    let (page, sources) = (page(), sources());
    let declared = |word: &str, name: &str| {
        let declaration = format!("{word} {name}");
        let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
        sources.iter().any(|(_, text)| text.split(&declaration).skip(1).any(ends))
    };
    let types = names(&page).into_iter().filter(|name| {
        name.starts_with(char::is_uppercase) && name.chars().all(|c| c.is_alphanumeric() || c == ':')
    });
    for name in types {
        let (owner, member) = name.split_once("::").unwrap_or((name, ""));
        assert!(
            ["struct", "enum", "trait", "type"].iter().any(|word| declared(word, owner)),
            "no type {owner}"
        );
        assert!(member.is_empty() || declared("fn", member), "no {name}");
    }
}

#[test]
fn every_crate_and_data_folder_is_on_the_page() {
    let page = page();
    for folder in ["crates", "data"] {
        for entry in fs::read_dir(root().join(folder)).unwrap().map(Result::unwrap) {
            let name = format!("`{folder}/{}/`", entry.file_name().to_string_lossy());
            assert!(!entry.path().is_dir() || page.contains(&name), "{name} is not on the page");
        }
    }
}
