//! How often one address may try to log in, and may send something in.
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultDirectRateLimiter, DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::time::{Duration, Instant};

/// Logins a minute from one address, and from all together: each costs memory and time, and an entry in the log.
const LOGINS: u32 = 10;
const ALL_LOGINS: u32 = 60;
/// What one address may send in a minute: a text is coded anew whenever its writer pauses, a reviewer decides by one key.
const WRITES: u32 = 240;

/// What has been asked of late, by address.
pub(super) struct Limits {
    logins: DefaultKeyedRateLimiter<IpAddr>,
    all_logins: DefaultDirectRateLimiter,
    writes: DefaultKeyedRateLimiter<IpAddr>,
}

/// How long to wait before asking again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooMany(pub(crate) Duration);

impl Limits {
    pub(super) fn new() -> Self {
        Self {
            logins: RateLimiter::keyed(a_minute(LOGINS)),
            all_logins: RateLimiter::direct(a_minute(ALL_LOGINS)),
            writes: RateLimiter::keyed(a_minute(WRITES)),
        }
    }

    pub(super) fn log_in(&self, from: IpAddr) -> Result<(), TooMany> {
        self.logins.retain_recent();
        self.logins.check_key(&network(from)).map_err(wait)?;
        self.all_logins.check().map_err(wait)
    }

    pub(super) fn write(&self, from: IpAddr) -> Result<(), TooMany> {
        if self.writes.len() > 10_000 {
            self.writes.retain_recent();
        }
        self.writes.check_key(&network(from)).map_err(wait)
    }
}

fn a_minute(times: u32) -> Quota {
    Quota::per_minute(NonZeroU32::new(times).unwrap_or(NonZeroU32::MIN))
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` gives it away")]
fn wait(refusal: governor::NotUntil<Instant>) -> TooMany {
    TooMany(refusal.wait_time_from(DefaultClock::default().now()))
}

/// Whose address it is: a customer of IPv6 has 64 bits of them.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(long) => Ipv6Addr::from_bits(long.to_bits() & !u128::from(u64::MAX)).into(),
        short @ IpAddr::V4(_) => short,
    }
}

#[cfg(test)]
mod tests {
    use super::{LOGINS, Limits};

    #[test]
    fn one_address_waits_and_another_does_not() {
        let limits = Limits::new();
        let [one, near, far] = ["2001:db8::1", "2001:db8::2", "2001:db8:1::1"].map(|it| it.parse().unwrap());
        for _ in 0..LOGINS {
            assert!(limits.log_in(one).is_ok());
        }
        assert!(limits.log_in(near).unwrap_err().0.as_secs() <= 6, "the next is free in six seconds");
        assert!(limits.log_in(far).is_ok());
        assert!(limits.write(one).is_ok());
    }
}
