//! The only file that may read the time or wait for it; `clippy.toml` forbids it to the others.
//!
//! The network's time-outs are no waiting of ours: `net` may give up on a server with `tokio::time::timeout`.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use jiff::{RoundMode, Timestamp, TimestampRound, Unit};

/// What time it is: the machine's, or a made-up one.
#[derive(Debug, Clone)]
pub enum Clock {
    Real,
    Virtual(VirtualTime),
}

/// A made-up time that all its clones share. It stands still until it is set, or waited on.
#[derive(Debug, Clone)]
pub struct VirtualTime(Arc<AtomicI64>);

/// What ended a wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Woken {
    /// The time came.
    Due,
    /// Somebody gave notice.
    Noticed,
}

/// The machine's clock is looked at again after so long, in case it was set or the machine slept.
const LOOK_AGAIN: Duration = Duration::from_secs(30);

impl Clock {
    /// The time in whole seconds, as everything that is stored has it.
    pub fn now(&self) -> Timestamp {
        match self {
            Self::Real => whole_seconds(machine_time()),
            Self::Virtual(time) => time.get(),
        }
    }

    /// Waits until the time has come or `notice` is ready, whichever is first.
    ///
    /// A virtual clock is at `at` in no time: it moves there, never back, and asks nobody for notice.
    pub async fn wait_until(&self, at: Timestamp, notice: impl Future<Output = ()>) -> Woken {
        let Self::Virtual(time) = self else {
            return wait_for_real(at, notice).await;
        };
        if at > time.get() {
            time.set(at);
        }
        Woken::Due
    }
}

impl VirtualTime {
    /// A made-up time that begins at an instant.
    pub fn starting(at: Timestamp) -> Self {
        Self(Arc::new(AtomicI64::new(at.as_second())))
    }

    /// What it is now.
    pub fn get(&self) -> Timestamp {
        // Every second that is ever stored came out of a timestamp, so it is within the range of one.
        Timestamp::from_second(self.0.load(Ordering::SeqCst)).unwrap_or(Timestamp::MAX)
    }

    /// Makes it another time, in either direction.
    pub fn set(&self, at: Timestamp) {
        self.0.store(at.as_second(), Ordering::SeqCst);
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the time")]
fn machine_time() -> Timestamp {
    Timestamp::now()
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that waits")]
async fn wait_for_real(at: Timestamp, notice: impl Future<Output = ()>) -> Woken {
    let mut notice = pin!(notice);
    loop {
        let Ok(left) = Duration::try_from(at.duration_since(machine_time())) else {
            return Woken::Due;
        };
        if left.is_zero() {
            return Woken::Due;
        }
        tokio::select! {
            biased;
            () = &mut notice => return Woken::Noticed,
            () = tokio::time::sleep(left.min(LOOK_AGAIN)) => {}
        }
    }
}

/// Cuts the fraction off, so that no instant is ever later than the time that was read.
fn whole_seconds(at: Timestamp) -> Timestamp {
    at.round(TimestampRound::new().smallest(Unit::Second).mode(RoundMode::Floor)).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::{pending, ready};

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[tokio::test]
    async fn virtual_time_goes_on_by_being_waited_for() {
        let time = VirtualTime::starting(at("2026-10-25T00:59:00Z"));
        let clock = Clock::Virtual(time.clone());
        let later = at("2027-03-28T01:00:00Z");
        assert_eq!(clock.wait_until(later, pending()).await, Woken::Due);
        assert_eq!(clock.now(), later);
        assert_eq!(clock.wait_until(at("2026-01-01T00:00:00Z"), pending()).await, Woken::Due);
        assert_eq!(clock.now(), later, "waiting for the past does not go back to it");
        time.set(at("2026-11-01T00:00:00Z"));
        assert_eq!(clock.now(), at("2026-11-01T00:00:00Z"));
    }

    #[tokio::test]
    async fn the_real_clock_wakes_for_a_notice_and_for_what_is_due() {
        let clock = Clock::Real;
        let now = clock.now();
        assert_eq!(now.subsec_nanosecond(), 0);
        assert_eq!(clock.wait_until(Timestamp::MAX, ready(())).await, Woken::Noticed);
        assert_eq!(clock.wait_until(now, pending()).await, Woken::Due);
    }

    #[test]
    fn seconds_are_cut_not_rounded() {
        assert_eq!(whole_seconds(at("2026-11-21T19:07:32.999Z")), at("2026-11-21T19:07:32Z"));
        assert_eq!(whole_seconds(at("1969-12-31T23:59:59.5Z")), at("1969-12-31T23:59:59Z"));
    }
}
