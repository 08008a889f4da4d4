//! How fast a host is asked: one thing after another, with a rest between.
use std::collections::HashMap;
use std::time::{Duration, Instant};

/// When each host was last asked, and until when it wants to be left alone.
#[derive(Debug)]
pub(super) struct Pace {
    /// The least time between two requests to one host.
    least: Duration,
    hosts: HashMap<String, Host>,
}

#[derive(Debug, Clone, Copy)]
struct Host {
    asked: Instant,
    left_alone_until: Instant,
}

impl Pace {
    pub(super) fn new(least: Duration) -> Self {
        Self { least, hosts: HashMap::new() }
    }

    /// How long to wait at `now` before a host that wants `delay` between requests is asked.
    pub(super) fn wait(&self, host: &str, delay: Option<Duration>, now: Instant) -> Duration {
        let Some(host) = self.hosts.get(host) else { return Duration::ZERO };
        let rested = host.asked + self.least.max(delay.unwrap_or_default());
        rested.max(host.left_alone_until).saturating_duration_since(now)
    }

    /// A host is asked at `now`.
    pub(super) fn asked(&mut self, host: &str, now: Instant) {
        let left_alone_until = self.hosts.get(host).map_or(now, |host| host.left_alone_until);
        self.hosts.insert(host.to_owned(), Host { asked: now, left_alone_until });
    }

    /// A host wants to be left alone for so long from `now`.
    pub(super) fn leave_alone(&mut self, host: &str, time: Duration, now: Instant) {
        self.hosts.insert(host.to_owned(), Host { asked: now, left_alone_until: now + time });
    }
}

#[cfg(test)]
mod tests {
    use super::Pace;
    use std::time::{Duration, Instant};

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn a_host_is_asked_once_in_the_least_time_and_others_meanwhile() {
        let (mut pace, start) = (Pace::new(SECOND), Instant::now());
        assert_eq!(pace.wait("a", None, start), Duration::ZERO);
        pace.asked("a", start);
        assert_eq!(pace.wait("a", None, start + SECOND / 4), SECOND * 3 / 4);
        assert_eq!(pace.wait("a", None, start + SECOND), Duration::ZERO);
        assert_eq!(pace.wait("b", None, start), Duration::ZERO);
    }

    #[test]
    fn a_host_may_want_more_time_but_not_less() {
        let (mut pace, start) = (Pace::new(SECOND), Instant::now());
        pace.asked("a", start);
        assert_eq!(pace.wait("a", Some(SECOND * 10), start + SECOND), SECOND * 9);
        assert_eq!(pace.wait("a", Some(SECOND / 10), start), SECOND);
    }

    #[test]
    fn a_host_is_left_alone_for_as_long_as_it_asks() {
        let (mut pace, start) = (Pace::new(SECOND), Instant::now());
        pace.leave_alone("a", SECOND * 30, start);
        pace.asked("a", start + SECOND);
        assert_eq!(pace.wait("a", None, start + SECOND * 2), SECOND * 28);
        assert_eq!(pace.wait("a", None, start + SECOND * 31), Duration::ZERO);
    }
}
