mod table;

use super::input::{each_report, in_files, threads};
use super::progress::Progress;
use super::{Error, Outcome, coder};
use crate::cli::{CodeArgs, CodeFormat};
use marsad_coder::Claim;
use marsad_data::DataFiles;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

pub(crate) fn run(data: &DataFiles, args: &CodeArgs) -> Result<Outcome, Error> {
    let coder = coder(data, &args.places.places)?;
    let mut out = BufWriter::new(io::stdout().lock());
    // What a report gives is written down where it is coded: that takes a good part of the time.
    let printed = |report, _| {
        let (claims, notices) = coder.code(&report);
        let mut lines = Vec::new();
        let written = match args.format {
            CodeFormat::Jsonl => write_lines(&mut lines, &claims),
            CodeFormat::Table => table::write(&mut lines, &report, &claims),
        };
        (written.map(|()| lines), notices)
    };
    let standard_input = [PathBuf::from("-")];
    let files = if args.files.is_empty() { standard_input.as_slice() } else { &args.files };
    let (options, progress) = (args.read.options(), Progress::over(files));
    each_report(in_files(files, &options), threads(args.read.threads), &progress, printed, |lines| {
        out.write_all(&lines?)?;
        Ok(out.flush()?)
    })
}

fn write_lines(out: &mut impl Write, claims: &[Claim]) -> io::Result<()> {
    for claim in claims {
        serde_json::to_writer(&mut *out, claim)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
