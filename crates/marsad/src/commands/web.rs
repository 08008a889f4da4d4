//! Reports that are fetched from the web.
use super::input::{Found, in_source};
use crate::cli::WebArgs;
use crate::fetch::{Alarm, FetchError, Fetched, Fetcher, Validators};
use marsad_text::{Input, Inputs, ReadOptions, ReadProblem};
use std::cell::RefCell;
use std::io::Cursor;
use std::path::Path;
use url::Url;

/// Where addresses are read from.
#[derive(Debug)]
pub(crate) struct Web {
    fetcher: RefCell<Fetcher>,
    options: ReadOptions,
    /// Whether pages that a feed only sums up are fetched too.
    linked: bool,
}

/// What was fetched, taken apart, and what tells whether it has changed since.
pub(crate) type News = (Inputs<'static>, Validators);

/// The address that is meant, where it is one of the web rather than a file.
pub(crate) fn address_of(source: &Path) -> Option<&str> {
    source.to_str().filter(|source| source.contains("://"))
}

impl Web {
    pub(crate) fn new(args: &WebArgs, options: ReadOptions, alarm: Alarm) -> Self {
        let fetcher = Fetcher::new(args.pause, args.allow_host.clone(), alarm);
        Self { fetcher: RefCell::new(fetcher), options, linked: args.linked }
    }

    /// How what is fetched is read.
    pub(crate) fn options(&self) -> &ReadOptions {
        &self.options
    }

    /// The reports at an address.
    pub(crate) fn reports(&self, address: &str) -> impl Iterator<Item = Found> {
        let news = self.news(address, &Validators::default()).map_err(|error| problem(address, &error));
        // Asked without anything to compare with, a server has no reason to say that nothing changed.
        let unchanged = || problem(address, &FetchError::Status(304));
        let opened =
            news.and_then(|news| news.ok_or_else(unchanged)).and_then(|news| take_apart(news, &self.options));
        in_source(opened.map(|(inputs, _)| inputs))
    }

    /// What stands at an address now; nothing where it has not changed since what is `known` of it.
    pub(crate) fn news(&self, address: &str, known: &Validators) -> Result<Option<Fetched>, FetchError> {
        let address = Url::parse(address).map_err(|_| FetchError::NotOfTheWeb(address.to_owned()))?;
        self.fetcher.borrow_mut().fetch(&address, known)
    }

    /// The page in place of an entry that only sums it up, where that is asked for; the entry itself, and why, where the
    /// page cannot be had.
    pub(crate) fn in_full(&self, found: Found) -> Vec<Found> {
        let summary = found
            .as_ref()
            .ok()
            .filter(|_| self.linked)
            .and_then(|input| Some((input.summarises()?, input.part()?)));
        match summary.map(|(address, summary)| self.page(address, summary)) {
            None => vec![found],
            Some(Ok(page)) => vec![Ok(page)],
            Some(Err(problem)) => vec![found, Err(problem)],
        }
    }

    fn page(&self, address: &str, summary: &marsad_text::Report) -> Result<Input, ReadProblem> {
        let fetched = self.news(address, &Validators::default()).map_err(|error| problem(address, &error))?;
        let fetched = fetched.ok_or_else(|| problem(address, &FetchError::Status(304)))?;
        let options = ReadOptions { date: summary.date.or(self.options.date), ..self.options.clone() };
        let (mut inputs, _) = take_apart(fetched, &options)?;
        let page = inputs.next().unwrap_or_else(|| Err(problem(address, &FetchError::Status(204))));
        page.map(|page| page.in_place_of(summary))
    }
}

/// Takes apart what was fetched.
pub(crate) fn take_apart(fetched: Fetched, options: &ReadOptions) -> Result<News, ReadProblem> {
    let Fetched { address, media_type, validators, bytes } = fetched;
    let inputs = Inputs::served(address.as_str(), media_type.as_deref(), Cursor::new(bytes), options)?;
    Ok((inputs, validators))
}

/// What could not be fetched, for the list of what could not be read.
pub(crate) fn problem(address: &str, error: &FetchError) -> ReadProblem {
    ReadProblem { file: address.to_owned(), line: None, what: error.to_string(), help: error.help() }
}
