//! Fetches pages and feeds as a guest would: asks `robots.txt` first, takes its time, and goes where it was let in only.
use super::alarm::Alarm;
use super::client::{Answer, Client, PRODUCT, Validators};
use super::guard::AllowedHost;
use super::pace::Pace;
use super::problem::FetchError;
use robotxt::{Robots, robots_url};
use std::collections::HashMap;
use std::time::{Duration, Instant};
use url::Url;

const MOST_REDIRECTS: usize = 5;

/// How long one waits for a server that asks to be left alone before the page is given up.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long a `robots.txt` is believed.
const RULES_HOLD: Duration = Duration::from_secs(24 * 60 * 60);

/// Fetches from the web.
#[derive(Debug)]
pub(crate) struct Fetcher {
    client: Client,
    pace: Pace,
    /// What each origin's `robots.txt` says, and when it was asked for.
    rules: HashMap<String, (Robots, Instant)>,
    alarm: Alarm,
}

/// What was fetched.
#[derive(Debug)]
pub(crate) struct Fetched {
    /// Where it was found in the end.
    pub(crate) address: Url,
    pub(crate) media_type: Option<String>,
    pub(crate) validators: Validators,
    pub(crate) bytes: Vec<u8>,
}

impl Fetcher {
    /// Asks a host at most once in `pause`, hosts that are not public only where they are allowed, and nobody any more once
    /// `alarm` rings.
    pub(crate) fn new(pause: Duration, allowed: Vec<AllowedHost>, alarm: Alarm) -> Self {
        Self { client: Client::new(allowed), pace: Pace::new(pause), rules: HashMap::new(), alarm }
    }

    /// What stands at an address; nothing where it has not changed since what is `known` of it.
    pub(crate) fn fetch(&mut self, address: &Url, known: &Validators) -> Result<Option<Fetched>, FetchError> {
        let mut address = address.clone();
        address.set_fragment(None);
        for _ in 0..=MOST_REDIRECTS {
            check(&address)?;
            let delay = self.allowed(&address)?;
            let answer = self.ask(&address, known, delay)?;
            match (answer.status, answer.location) {
                (200..=299, _) => {
                    let Answer { media_type, validators, bytes, .. } = answer;
                    return Ok(Some(Fetched { address, media_type, validators, bytes }));
                }
                (304, _) => return Ok(None),
                (301 | 302 | 303 | 307 | 308, Some(location)) => address = follow(&address, &location)?,
                (status, _) => return Err(FetchError::Status(status)),
            }
        }
        Err(FetchError::Redirects(MOST_REDIRECTS))
    }

    /// How much time `robots.txt` wants between requests, where it lets this page be asked for at all.
    fn allowed(&mut self, address: &Url) -> Result<Option<Duration>, FetchError> {
        let origin = address.origin().ascii_serialization();
        let is_known = self.rules.get(&origin).is_some_and(|(_, asked)| asked.elapsed() < RULES_HOLD);
        if !is_known {
            let rules = self.rules_of(address)?;
            self.rules.insert(origin.clone(), (rules, Instant::now()));
        }
        match self.rules.get(&origin) {
            Some((rules, _)) if !rules.is_url_allowed(address) => {
                Err(FetchError::Robots(host(address).to_owned()))
            }
            rules => Ok(rules.and_then(|(rules, _)| rules.crawl_delay())),
        }
    }

    /// What `robots.txt` says (RFC 9309): everything is allowed where there is none, and nothing where the server fails.
    fn rules_of(&mut self, page: &Url) -> Result<Robots, FetchError> {
        let mut address = robots_url(page).map_err(|_| FetchError::NotOfTheWeb(page.to_string()))?;
        for _ in 0..=MOST_REDIRECTS {
            check(&address)?;
            let answer = self.ask(&address, &Validators::default(), None)?;
            match (answer.status, answer.location) {
                (200..=299, _) => return Ok(Robots::parse(&answer.bytes, PRODUCT)),
                (301 | 302 | 303 | 307 | 308, Some(location)) => address = follow(&address, &location)?,
                (status @ (429 | 500..), _) => {
                    return Err(FetchError::RobotsOutOfReach { host: host(page).to_owned(), status });
                }
                _ => break,
            }
        }
        Ok(Robots::allow_all())
    }

    /// Asks when it is the host's turn; once more where it asks to be left alone for a while.
    fn ask(
        &mut self,
        address: &Url,
        known: &Validators,
        delay: Option<Duration>,
    ) -> Result<Answer, FetchError> {
        let host = host(address);
        self.wait(host, delay)?;
        let mut answer = self.client.get(address, known)?;
        if let Some(time) = left_alone(&answer) {
            self.pace.leave_alone(host, time, Instant::now());
            self.wait(host, delay)?;
            answer = self.client.get(address, known)?;
        }
        match left_alone(&answer) {
            Some(time) => {
                self.pace.leave_alone(host, time, Instant::now());
                Err(FetchError::LeftAlone(time))
            }
            None => Ok(answer),
        }
    }

    fn wait(&mut self, host: &str, delay: Option<Duration>) -> Result<(), FetchError> {
        let time = self.pace.wait(host, delay, Instant::now());
        if time > PATIENCE.max(delay.unwrap_or_default()) {
            return Err(FetchError::LeftAlone(time));
        }
        if self.alarm.sleep(time) {
            return Err(FetchError::Stopped);
        }
        self.pace.asked(host, Instant::now());
        Ok(())
    }
}

/// For how long a server that has too much to do asks to be left alone.
fn left_alone(answer: &Answer) -> Option<Duration> {
    matches!(answer.status, 429 | 503).then_some(answer.retry_after).flatten()
}

fn check(address: &Url) -> Result<(), FetchError> {
    if !matches!(address.scheme(), "http" | "https") {
        return Err(FetchError::NotOfTheWeb(address.to_string()));
    }
    let bare = address.username().is_empty() && address.password().is_none();
    if bare { Ok(()) } else { Err(FetchError::Credentials) }
}

fn host(address: &Url) -> &str {
    address.host_str().unwrap_or_default()
}

fn follow(address: &Url, location: &str) -> Result<Url, FetchError> {
    let mut next = address.join(location).map_err(|_| FetchError::Location(location.to_owned()))?;
    next.set_fragment(None);
    Ok(next)
}
