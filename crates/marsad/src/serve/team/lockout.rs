//! Who fails too often waits: longer each time, never for good.
use jiff::{SignedDuration, Timestamp};

/// Failures in a row that cost nothing: people mistype.
const FREE: u32 = 5;
/// What the next one costs; each one after it twice as much.
const FIRST: SignedDuration = SignedDuration::from_secs(30);
/// The most that a failure costs, so that a stranger cannot keep somebody out for good.
const MOST: SignedDuration = SignedDuration::from_mins(15);

/// Failures in a row, and until when nothing is tried.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Strikes {
    pub(crate) failures: u32,
    pub(crate) until: Option<Timestamp>,
}

impl Strikes {
    /// How long to wait yet; none where one may try.
    pub(crate) fn wait(self, now: Timestamp) -> Option<SignedDuration> {
        self.until.map(|until| until.duration_since(now)).filter(SignedDuration::is_positive)
    }

    /// The same with one more failure.
    pub(crate) fn and_one(self, now: Timestamp) -> Self {
        let failures = self.failures.saturating_add(1);
        let beyond = failures.checked_sub(FREE);
        let cost = beyond.map(|beyond| FIRST.checked_mul(1 << beyond.min(10)).unwrap_or(MOST).min(MOST));
        Self { failures, until: cost.and_then(|cost| now.checked_add(cost).ok()) }
    }
}

#[cfg(test)]
mod tests {
    use super::Strikes;
    use jiff::{SignedDuration, Timestamp};

    fn after(failures: u32) -> Strikes {
        (0..failures).fold(Strikes::default(), |strikes, _| strikes.and_one(Timestamp::UNIX_EPOCH))
    }

    #[test]
    fn the_delay_grows_with_each_failure_and_ends() {
        let seconds = |failures| after(failures).wait(Timestamp::UNIX_EPOCH).map(|wait| wait.as_secs());
        assert_eq!([4, 5, 6, 7].map(seconds), [None, Some(30), Some(60), Some(120)]);
        assert_eq!([10, 11, 60, 2000].map(seconds), [Some(900); 4], "a quarter of an hour is the most");
    }

    #[test]
    fn whoever_has_waited_may_try_again() {
        let strikes = after(5);
        let later = |seconds| Timestamp::UNIX_EPOCH + SignedDuration::from_secs(seconds);
        assert!(strikes.wait(later(29)).is_some());
        assert_eq!(strikes.wait(later(30)), None);
        assert_eq!(strikes.and_one(later(30)).wait(later(30)), Some(SignedDuration::from_secs(60)));
    }
}
