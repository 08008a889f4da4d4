//! The words, names and rules that Marsad reads with, as text files that a linguist can edit.
//!
//! | folder | what | format |
//! | --- | --- | --- |
//! | `ontology/` | claim types, actor kinds, modalities | TOML |
//! | `words/ar/` | word lists | one word or phrase a line, `#` comments |
//! | `words/score/` | words that scoring passes over | the same |
//! | `actors/` | parties to conflicts, groups of people, demonyms | CSV |
//! | `places/` | gazetteer | CSV |
//! | `routes/` | named routes and supply lines | CSV |
//! | `rules/` | what says what | TOML, with examples for and against |
//! | `exports/` | the codes of ACLED, UCDP and OCHA for types, parties and places | TOML, CSV |
//!
//! The files are embedded in the program; [`DataFiles::from_dir`] reads an edited copy instead, with no compiler.
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The folders that hold data, in reading order.
pub const FOLDERS: [&str; 7] = ["ontology", "words", "actors", "places", "routes", "rules", "exports"];

#[derive(rust_embed::RustEmbed)]
#[folder = "."]
#[include = "ontology/*"]
#[include = "words/**/*"]
#[include = "actors/*"]
#[include = "places/*"]
#[include = "routes/*"]
#[include = "rules/**/*"]
#[include = "exports/*"]
struct Embedded;

/// The text of every data file by its path below the data folder (`places/sy.csv`), in path order.
#[derive(Debug, Clone, Default)]
pub struct DataFiles {
    files: BTreeMap<String, String>,
}

/// A data file that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum DataError {
    /// The folder or a file in it cannot be opened.
    #[error("{path}: {source}\n  help: --data wants a folder laid out like the project's data/", path = path.display())]
    Unreadable {
        /// What could not be opened.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The folder holds none of the [`FOLDERS`].
    #[error("{path}: no data here\n  help: --data wants a folder that holds ontology/, words/, actors/, places/, routes/, rules/ and exports/", path = path.display())]
    Empty {
        /// The folder that was named.
        path: PathBuf,
    },
}

impl DataFiles {
    /// The files the program was built with.
    pub fn embedded() -> Self {
        let files = Embedded::iter()
            .filter_map(|path| {
                let file = Embedded::get(&path)?;
                Some((path.into_owned(), String::from_utf8_lossy(&file.data).into_owned()))
            })
            .collect();
        Self { files }
    }

    /// The files of a folder laid out like this one.
    pub fn from_dir(dir: &Path) -> Result<Self, DataError> {
        let mut files = BTreeMap::new();
        for folder in FOLDERS {
            let path = dir.join(folder);
            if path.is_dir() {
                collect(dir, &path, &mut files)?;
            }
        }
        if files.is_empty() { Err(DataError::Empty { path: dir.to_owned() }) } else { Ok(Self { files }) }
    }

    /// Adds a file of the user's own under this path.
    pub fn add(&mut self, path: &str, text: &str) {
        self.files.insert(path.to_owned(), text.to_owned());
    }

    /// A file's text.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Every `(path, text)` below `folder` whose name ends in `.ext`, in path order.
    pub fn under(&self, folder: &str, ext: &str) -> impl Iterator<Item = (&str, &str)> {
        let folder = format!("{folder}/");
        let ext = format!(".{ext}");
        self.files
            .iter()
            .filter(move |(path, _)| path.starts_with(&folder) && path.ends_with(&ext))
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }
}

fn collect(root: &Path, dir: &Path, files: &mut BTreeMap<String, String>) -> Result<(), DataError> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |source| DataError::Unreadable { path, source }
    };
    for entry in std::fs::read_dir(dir).map_err(unreadable(dir))? {
        let path = entry.map_err(unreadable(dir))?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else {
            let text = std::fs::read_to_string(&path).map_err(unreadable(&path))?;
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            files.insert(name, text);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{DataError, DataFiles, FOLDERS};
    use std::path::Path;

    #[test]
    fn the_embedded_files_are_those_of_the_folder() {
        let folder = DataFiles::from_dir(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        assert_eq!(DataFiles::embedded().files, folder.files);
    }

    #[test]
    fn only_data_is_embedded() {
        let data = DataFiles::embedded();
        for file in ["places/sy.csv", "rules/territory/capture.toml", "words/ar/prep/by.txt"] {
            assert!(data.get(file).is_some_and(|text| !text.is_empty()), "{file}");
        }
        let stray =
            data.files.keys().find(|path| !FOLDERS.iter().any(|it| path.starts_with(&format!("{it}/"))));
        assert_eq!(stray, None);
    }

    #[test]
    fn a_folder_is_listed_by_the_ending_asked_for() {
        let data = DataFiles::embedded();
        assert!(data.under("rules", "csv").any(|(path, _)| path == "rules/situation/alliances.csv"));
        assert!(!data.under("rules", "toml").any(|(path, _)| path == "rules/situation/alliances.csv"));
    }

    #[test]
    fn a_folder_without_data_is_named_with_the_cure() {
        let error = DataFiles::from_dir(Path::new("/nowhere")).unwrap_err();
        assert!(matches!(error, DataError::Empty { .. }));
        assert!(error.to_string().contains("/nowhere: no data here\n  help: "), "{error}");
    }
}
