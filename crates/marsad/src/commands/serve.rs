//! `marsad serve`: the map and the record in a browser.
use super::{Error, Outcome, coder, team};
use crate::cli::ServeArgs;
use crate::publish::{Boundaries, PublicView};
use crate::serve::team::{Accounts, Team};
use crate::serve::{Desk, Door, Openness, openapi};
use marsad_data::DataFiles;
use marsad_record::Record;

pub(crate) fn run(data: DataFiles, args: &ServeArgs) -> Result<Outcome, Error> {
    if args.openapi {
        println!("{}", serde_json::to_string_pretty(&openapi::document())?);
        return Ok(Outcome::default());
    }
    check(args)?;
    let accounts = || Accounts::open_existing(&team::path(&args.accounts))?.swift();
    let team = args.team.then(accounts).transpose()?;
    let door = Door::open(args.bind.address, args.team)?;
    let record = Record::open_existing(&args.accounts.record.path)?;
    let boundaries = Boundaries::load(args.boundaries.outlines.as_deref())?;
    let coder = coder(&data, &args.places.places)?;
    let mut desk = Desk::new(data, coder, record, boundaries, openness(args))?;
    if let Some(accounts) = team {
        desk =
            desk.for_team(Team::new(accounts, args.url.as_ref().is_some_and(|url| url.scheme() == "https")));
    }
    println!("The map is at {} (Ctrl-C ends it)", door.address());
    door.serve(desk)?;
    Ok(Outcome::default())
}

fn openness(args: &ServeArgs) -> Openness {
    let view = &args.public;
    let public = view.public.then_some(PublicView {
        embargo_days: view.embargo,
        coarsest: view.coarsen,
        masks_names: view.mask_names,
        published_only: view.published,
    });
    Openness {
        public,
        read_by: args.cors.clone(),
        framed_by: args.embed_in.clone(),
        basemap: args.basemap.clone(),
        at: args.url.clone(),
    }
}

/// Refuses settings by which others would reach a record that nobody asked them to log in to, or could not reach it.
fn check(args: &ServeArgs) -> Result<(), Error> {
    if args.url.is_some() && !args.team && !args.public.public {
        let help = "ask people to log in with `--team`, or show a view for everybody with `--public`";
        return Err(format!(
            "--url opens the whole record to others, and nobody is asked to log in\n  help: {help}"
        )
        .into());
    }
    if args.team && args.url.is_none() && !args.bind.address.ip().is_loopback() {
        let help = "put a proxy that speaks HTTPS before it, and give its address: `--url https://NAME`";
        return Err(format!("{} is open to other machines, and passwords would cross the network in the clear\n  help: {help}", args.bind.address).into());
    }
    Ok(())
}
