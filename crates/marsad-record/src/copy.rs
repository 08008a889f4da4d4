//! Moving a record from one store to another, entry for entry.
use crate::entry::{Entry, Filed};
use crate::record::Line;
use crate::store::{Change, Row, Store, Value};
use crate::{Fault, Record, RecordError, original, search};

/// A table that is derived from the log, and how its rows are read from one store and put into another.
struct Table {
    select: &'static str,
    insert: &'static str,
    columns: &'static [Column],
}

#[derive(Clone, Copy)]
enum Column {
    Int,
    Text,
    Maybe,
    Bytes,
}

/// A value of a column, read.
enum Cell {
    Int(i64),
    Text(String),
    Maybe(Option<String>),
    Bytes(Vec<u8>),
}

const TABLES: [Table; 5] = [
    Table {
        select: "SELECT seq, id, text_sha256, published, source, original FROM reports",
        insert: "INSERT INTO reports (seq, id, text_sha256, published, source, original) \
             VALUES ($1, $2, $3, $4, $5, $6)",
        columns: &[Column::Int, Column::Text, Column::Text, Column::Text, Column::Text, Column::Maybe],
    },
    Table {
        select: "SELECT claim, seq FROM reviews",
        insert: "INSERT INTO reviews (claim, seq) VALUES ($1, $2)",
        columns: &[Column::Text, Column::Int],
    },
    Table {
        select: "SELECT seq, earlier FROM copies",
        insert: "INSERT INTO copies (seq, earlier) VALUES ($1, $2)",
        columns: &[Column::Int, Column::Int],
    },
    Table {
        select: "SELECT seq, shingles FROM shingle_sets",
        insert: "INSERT INTO shingle_sets (seq, shingles) VALUES ($1, $2)",
        columns: &[Column::Int, Column::Bytes],
    },
    Table {
        select: "SELECT week, band, seq FROM bands",
        insert: "INSERT INTO bands (week, band, seq) VALUES ($1, $2, $3)",
        columns: &[Column::Int, Column::Int, Column::Int],
    },
];

impl Record {
    /// Copies every entry, original and checkpoint into an empty record, which then has the same seals; how many entries.
    pub fn copy_to(&self, to: &mut Record) -> Result<i64, RecordError> {
        let held = to.end()?.seq;
        if held > 0 {
            return to.say(Err(Fault::NotEmpty(held)));
        }
        let end = self.end()?;
        let change = to.say(Change::begin(to.store()))?;
        self.say(self.each_entry(end.seq, |line| self.copy_line(to.store(), &line)))?;
        for table in &TABLES {
            self.say(table.copy(self.store(), to.store()))?;
        }
        for point in self.checkpoints()? {
            to.say(to.keep(&point))?;
        }
        to.say(change.commit())?;
        Ok(end.seq)
    }

    fn copy_line(&self, to: &dyn Store, line: &Line) -> Result<(), Fault> {
        line.put(to)?;
        match line.entry()? {
            Some(Entry::Report(filed)) => self.copy_words(to, line.seq, &filed),
            _ => Ok(()),
        }
    }

    /// The words of a report are indexed anew: each store has its own way to keep them.
    fn copy_words(&self, to: &dyn Store, seq: i64, filed: &Filed) -> Result<(), Fault> {
        if let Some(seal) = &filed.original {
            let bytes = original::bytes(self.store(), &seal.sha256)?.unwrap_or_default();
            original::keep(to, &seal.sha256, &bytes)?;
        }
        search::index(to, seq, &filed.report)
    }
}

impl Table {
    fn copy(&self, from: &dyn Store, to: &dyn Store) -> Result<(), Fault> {
        from.query(self.select, &[], &mut |row| {
            let cells: Vec<Cell> = self
                .columns
                .iter()
                .enumerate()
                .map(|(at, column)| column.read(row, at))
                .collect::<Result<_, _>>()?;
            to.execute(self.insert, &cells.iter().map(Cell::value).collect::<Vec<_>>())
        })
    }
}

impl Column {
    fn read(self, row: &dyn Row, at: usize) -> Result<Cell, Fault> {
        Ok(match self {
            Self::Int => Cell::Int(row.int(at)?),
            Self::Text => Cell::Text(row.text(at)?),
            Self::Maybe => Cell::Maybe(row.maybe(at)?),
            Self::Bytes => Cell::Bytes(row.bytes(at)?),
        })
    }
}

impl Cell {
    fn value(&self) -> Value<'_> {
        match self {
            Self::Int(number) => Value::Int(*number),
            Self::Text(text) => Value::Text(text),
            Self::Maybe(text) => Value::Maybe(text.as_deref()),
            Self::Bytes(bytes) => Value::Bytes(bytes),
        }
    }
}
