//! Waiting that can be ended from outside.
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Wakes whoever sleeps by it, once and for all.
#[derive(Debug, Clone, Default)]
pub(crate) struct Alarm(Arc<(Mutex<bool>, Condvar)>);

impl Alarm {
    /// Wakes every sleeper; nobody sleeps by it any more.
    pub(crate) fn ring(&self) {
        let (rang, bell) = &*self.0;
        *rang.lock().unwrap_or_else(PoisonError::into_inner) = true;
        bell.notify_all();
    }

    /// Whether it rang.
    pub(crate) fn rang(&self) -> bool {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sleeps for so long, or until it rings; whether it rang.
    pub(crate) fn sleep(&self, time: Duration) -> bool {
        let (rang, bell) = &*self.0;
        let rang = rang.lock().unwrap_or_else(PoisonError::into_inner);
        let woken = bell.wait_timeout_while(rang, time, |rang| !*rang);
        *woken.unwrap_or_else(PoisonError::into_inner).0
    }
}

#[cfg(test)]
mod tests {
    use super::Alarm;
    use std::time::Duration;

    #[test]
    fn a_sleeper_is_woken_and_none_sleeps_afterwards() {
        let alarm = Alarm::default();
        assert!(!alarm.sleep(Duration::ZERO) && !alarm.rang());
        let sleeper = std::thread::spawn({
            let alarm = alarm.clone();
            move || alarm.sleep(Duration::MAX)
        });
        alarm.ring();
        assert!(sleeper.join().unwrap() && alarm.sleep(Duration::MAX) && alarm.rang());
    }
}
