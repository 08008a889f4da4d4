//! `marsad project`: what may follow for civilians. So far: who can leave.
use super::phrase;
use super::picture::{Ground, Picture};
use super::{Error, Outcome};
use crate::cli::{ProjectArgs, StatusFormat};
use marsad_data::DataFiles;
use marsad_project::{Exits, Leave, exits};
use std::io::{self, Write};

pub(crate) fn run(data: &DataFiles, args: &ProjectArgs) -> Result<Outcome, Error> {
    let ground = Ground::load(data, &args.places.places)?;
    let mut picture = Picture::new(&ground, &args.ask)?;
    // The ways out lead past an area's bounds: they are sought in the whole picture, then narrowed.
    let mut all = exits(&picture.situation);
    if let Some(place) = &args.place {
        picture.narrow_to(place, true)?;
        all.retain(|exits| picture.situation.area(&exits.area).is_some());
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    match args.format {
        StatusFormat::Json => writeln!(out, "{}", serde_json::to_string_pretty(&all)?)?,
        StatusFormat::Table => list(&mut out, &picture, &all)?,
    }
    out.flush()?;
    Ok(Outcome::default())
}

fn list(out: &mut impl Write, picture: &Picture, all: &[Exits]) -> io::Result<()> {
    if all.is_empty() {
        return writeln!(out, "No area is said to be besieged, hard to reach or cut off.");
    }
    for exits in all {
        let people = exits.people.as_ref().map(|people| format!(", {} people", phrase::people(people)));
        let access = phrase::name(&exits.access);
        writeln!(
            out,
            "{}: access {access}{}; {}  {}",
            exits.name_en,
            people.unwrap_or_default(),
            can_leave(exits.leave),
            exits.name_ar
        )?;
        if !exits.kept_in_by.is_empty() {
            writeln!(out, "    people are kept in by {}", picture.parties(&exits.kept_in_by))?;
        }
        for way in &exits.ways {
            writeln!(out, "    {}: {}", way.name_en, phrase::name(&way.state))?;
        }
    }
    Ok(())
}

fn can_leave(leave: Leave) -> &'static str {
    match leave {
        Leave::Possible => "a way out is open",
        Leave::Denied => "a way out is open, but people are kept in",
        Leave::No => "no way out is said to be open",
        Leave::Unknown => "whether people can leave is not known",
    }
}
