//! A CSV file whose every cell knows where it stands.
use crate::Problem;
use marsad_data::DataFiles;

/// The rows of one file that have the right number of cells.
pub(super) struct Table<'d> {
    columns: &'static [&'static str],
    pub(super) rows: Vec<Row<'d>>,
}

/// One row.
#[derive(Debug, Clone)]
pub(super) struct Row<'d> {
    pub(super) file: &'d str,
    line: usize,
    cells: csv::StringRecord,
}

impl<'d> Table<'d> {
    /// The table of a file; a heading or row of other columns is a problem and the row is left out.
    pub(super) fn read(
        file: &'d str,
        text: &'d str,
        columns: &'static [&'static str],
        problems: &mut Vec<Problem>,
    ) -> Self {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let right = reader.headers().is_ok_and(|heading| heading.iter().eq(columns.iter().copied()));
        if !right {
            problems.push(Problem::at(file, 1, "the heading is wrong", expected(columns)));
        }
        let mut rows = Vec::new();
        for record in reader.records().filter(|_| right) {
            match record {
                Ok(cells) if cells.len() == columns.len() => rows.push(Row::new(file, cells)),
                Ok(cells) => problems.push(Row::new(file, cells).miscounted(columns)),
                Err(error) => problems.push(Problem::at(
                    file,
                    line(error.position()),
                    error.to_string(),
                    expected(columns),
                )),
            }
        }
        Self { columns, rows }
    }

    /// The tables of every CSV of a folder.
    pub(super) fn all(
        data: &'d DataFiles,
        folder: &str,
        columns: &'static [&'static str],
        problems: &mut Vec<Problem>,
    ) -> Self {
        let files = data.under(folder, "csv");
        let rows = files.flat_map(|(file, text)| Self::read(file, text, columns, problems).rows).collect();
        Self { columns, rows }
    }

    /// A row's cell in a column.
    pub(super) fn cell<'r>(&self, row: &'r Row, column: &str) -> &'r str {
        self.index(column).and_then(|index| row.cells.get(index)).unwrap_or_default()
    }

    /// A row's cell as a list.
    pub(super) fn list<'r>(&self, row: &'r Row, column: &str) -> impl Iterator<Item = &'r str> {
        self.cell(row, column).split(';').map(str::trim).filter(|item| !item.is_empty())
    }

    /// A problem with a row's cell.
    pub(super) fn problem(
        &self,
        row: &Row,
        column: &str,
        what: impl Into<String>,
        help: impl Into<String>,
    ) -> Problem {
        let before = row.cells.iter().take(self.index(column).unwrap_or(0));
        // A quoted cell before it moves the column by its quotes; the line is right all the same.
        let at = before
            .map(|cell| cell.chars().count() + 1 + if cell.contains(',') { 2 } else { 0 })
            .sum::<usize>();
        Problem { column: at + 1, ..Problem::at(row.file, row.line, what, help) }
    }

    fn index(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|name| *name == column)
    }
}

impl<'d> Row<'d> {
    fn new(file: &'d str, cells: csv::StringRecord) -> Self {
        Self { file, line: line(cells.position()), cells }
    }

    fn miscounted(&self, columns: &[&str]) -> Problem {
        let what = format!("the row has {} cells, not {}", self.cells.len(), columns.len());
        Problem::at(self.file, self.line, what, expected(columns))
    }
}

fn line(position: Option<&csv::Position>) -> usize {
    position.map_or(0, |at| usize::try_from(at.line()).unwrap_or(usize::MAX))
}

fn expected(columns: &[&str]) -> String {
    format!("the columns are {}", columns.join(","))
}
