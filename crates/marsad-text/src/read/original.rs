/// What a report was read from, as it came: what shows later that it was published so.
///
/// It is the whole file of a text or a page, and of other forms the part that the report was made of: a row, a line, an entry
/// of a feed, a message, a file in an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What it was served as; else what it was read as.
    pub media_type: Option<String>,
    /// The address it was fetched from, or the name of its file.
    pub address: Option<String>,
}
