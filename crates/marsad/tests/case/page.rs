//! The blocks of a case page.
use marsad_text::Report;

/// One fenced block.
#[derive(Debug)]
pub(crate) enum Block {
    /// A report, with its day and outlet.
    Report(Report),
    /// What it must give.
    Claims(Vec<Line>),
    /// What must then hold.
    Status(Vec<Line>),
}

/// A line of plain words, then `key=value` pairs whose values run up to the next key.
#[derive(Debug, Default)]
pub(crate) struct Line {
    pub(crate) written: String,
    pub(crate) words: Vec<String>,
    pub(crate) values: Vec<(String, String)>,
}

impl Line {
    fn read(line: &str) -> Self {
        let mut read = Self { written: line.to_owned(), ..Self::default() };
        for word in line.split_whitespace() {
            match (word.split_once('='), read.values.last_mut()) {
                (Some((key, value)), _) => read.values.push((key.to_owned(), value.to_owned())),
                (None, Some((_, value))) => *value = format!("{value} {word}"),
                (None, None) => read.words.push(word.to_owned()),
            }
        }
        read
    }

    /// The value of a key, where the line has one.
    pub(crate) fn value(&self, key: &str) -> Option<&str> {
        self.values.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }
}

/// The blocks of a page, in order; an error where one is of no known kind or a page has none.
pub(crate) fn blocks(page: &str) -> Result<Vec<Block>, String> {
    let fenced = page.split("\n```").skip(1).step_by(2);
    let blocks: Vec<Block> =
        fenced.enumerate().map(|(at, block)| read(at, block)).collect::<Result<_, _>>()?;
    if blocks.is_empty() { Err("the page has no blocks".to_owned()) } else { Ok(blocks) }
}

fn read(at: usize, block: &str) -> Result<Block, String> {
    let (heading, body) = block.split_once('\n').unwrap_or((block, ""));
    let heading = Line::read(heading);
    let lines = || body.lines().filter(|line| !line.trim().is_empty()).map(Line::read).collect();
    match heading.words.first().map(String::as_str) {
        Some("report") => Ok(Block::Report(Report {
            id: format!("report-{at}"),
            text: body.to_owned(),
            date: heading
                .value("date")
                .map(|day| day.parse().map_err(|error| format!("{day}: {error}")))
                .transpose()?,
            outlet: heading.value("outlet").map(str::to_owned),
            ..Report::default()
        })),
        Some("claims") => Ok(Block::Claims(lines())),
        Some("status") => Ok(Block::Status(lines())),
        other => Err(format!("a block is {other:?}: report, claims or status")),
    }
}
