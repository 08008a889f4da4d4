mod table;

use super::input::each_report;
use super::{Error, Outcome, coder, say};
use crate::cli::{CodeArgs, CodeFormat};
use marsad_coder::Claim;
use marsad_data::DataFiles;
use std::io::{self, BufWriter, Write};

pub(crate) fn run(data: &DataFiles, args: &CodeArgs) -> Result<Outcome, Error> {
    let coder = coder(data, &args.places.places)?;
    let mut out = BufWriter::new(io::stdout().lock());
    each_report(&args.files, args.date, |report| {
        let (claims, notices) = coder.code(&report);
        say(&notices);
        match args.format {
            CodeFormat::Jsonl => write_lines(&mut out, &claims)?,
            CodeFormat::Table => table::write(&mut out, &report, &claims)?,
        }
        Ok(out.flush()?)
    })
}

fn write_lines(out: &mut impl Write, claims: &[Claim]) -> io::Result<()> {
    for claim in claims {
        writeln!(out, "{}", serde_json::to_string(claim)?)?;
    }
    Ok(())
}
