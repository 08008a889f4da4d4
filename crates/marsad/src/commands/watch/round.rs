//! One round of a watch: every address is asked, and what is new is added.
use super::memory::{Memory, keep, mark, recall};
use crate::commands::Error;
use crate::commands::adding::{Adding, Tally};
use crate::commands::input::Found;
use crate::commands::progress::Progress;
use crate::commands::web::{News, Web, problem, take_apart};
use crate::fetch::{Alarm, FetchError};
use jiff::{Timestamp, Unit};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::{self, Display};
use std::time::Duration;
use url::Url;

/// Watches addresses.
pub(super) struct Watch<'a> {
    adding: Adding<'a>,
    web: Web,
    every: Duration,
    alarm: Alarm,
}

/// What came of a round.
#[derive(Debug, Default)]
pub(super) struct Round {
    begun: Timestamp,
    read: usize,
    unchanged: usize,
    resting: usize,
    pub(super) failed: usize,
    tally: Tally,
}

/// What came of asking an address.
enum Asked {
    Read,
    Unchanged,
    Resting,
    Failed,
    /// The watch was told to end.
    Stopped,
}

impl<'a> Watch<'a> {
    /// Opens the record, so that one that cannot be added to is said before anything is fetched.
    pub(super) fn new(
        mut adding: Adding<'a>,
        web: Web,
        every: Duration,
        alarm: Alarm,
    ) -> Result<Self, Error> {
        adding.record()?;
        Ok(Self { adding, web, every, alarm })
    }

    /// Asks every address that does not rest.
    pub(super) fn round(&mut self, addresses: &[Url]) -> Round {
        let mut round = Round { begun: Timestamp::now(), ..Round::default() };
        for address in addresses {
            let asked = self.ask(address.as_str()).unwrap_or_else(|error| {
                // A record that another program has locked, say, can be written to in the next round.
                eprintln!("marsad: {address}: {error}");
                Asked::Failed
            });
            match asked {
                Asked::Read => round.read += 1,
                Asked::Unchanged => round.unchanged += 1,
                Asked::Resting => round.resting += 1,
                Asked::Failed => round.failed += 1,
                Asked::Stopped => break,
            }
        }
        Round { tally: self.adding.take_tally(), ..round }
    }

    fn ask(&mut self, address: &str) -> Result<Asked, Error> {
        let mut memory = recall(self.adding.record()?, address)?;
        if memory.rests(Timestamp::now()) {
            return Ok(Asked::Resting);
        }
        let fetched = match self.web.news(address, memory.validators()) {
            Err(FetchError::Stopped) => return Ok(Asked::Stopped),
            fetched => fetched.map_err(|error| (problem(address, &error), error.retry_after())),
        };
        let apart = |fetched| take_apart(fetched, self.web.options()).map_err(|problem| (problem, None));
        let asked = match fetched.and_then(|fetched| fetched.map(apart).transpose()) {
            Ok(None) => {
                memory.unchanged();
                Asked::Unchanged
            }
            Ok(Some(news)) => self.take(news, &mut memory)?,
            Err((problem, retry_after)) => {
                eprintln!("marsad: {problem}");
                memory.failed(self.every, retry_after, Timestamp::now());
                Asked::Failed
            }
        };
        // What was cut short is read again next time.
        if self.alarm.rang() {
            return Ok(Asked::Stopped);
        }
        keep(self.adding.record()?, address, &memory)?;
        Ok(asked)
    }

    /// Adds what is new of what was fetched.
    fn take(&mut self, (inputs, validators): News, memory: &mut Memory) -> Result<Asked, Error> {
        let marks = RefCell::new(BTreeSet::new());
        let mut good = 0;
        let is_new = |found: &Found| {
            let Ok(input) = found else { return true };
            good += 1;
            let mark = input.part().map(mark);
            let is_new = mark.as_ref().is_none_or(|mark| !memory.has_seen(mark));
            marks.borrow_mut().extend(mark);
            is_new
        };
        let web = &self.web;
        let new =
            inputs.take_while(|_| !self.alarm.rang()).filter(is_new).flat_map(|found| web.in_full(found));
        let outcome = self.adding.add(new, &Progress::hidden())?;
        if good == 0 && outcome.failed > 0 {
            memory.failed(self.every, None, Timestamp::now());
            return Ok(Asked::Failed);
        }
        memory.read(validators, marks.into_inner());
        Ok(Asked::Read)
    }
}

impl Display for Round {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let begun = self.begun.round(Unit::Second).unwrap_or(self.begun);
        let Self { read, unchanged, resting, failed, tally, .. } = self;
        write!(
            f,
            "{begun}: {read} read, {unchanged} unchanged, {failed} failed, {resting} resting; {}",
            tally.in_short()
        )
    }
}
