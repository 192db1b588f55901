//! One year with faults: a small school, the whole policy, every letter, and everything that goes wrong drawn from the
//! seed. What is held after each turn is in `src/sim/checks/`.

use std::future::Future;
use std::path::Path;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{Thread, current, park};

use balintd::sim::faults::Habit;
use balintd::sim::{Options, Outcome, SimError, Trial, run};

/// Lives the year of a seed in a folder.
pub async fn year(seed: u64, habit: Habit, out: &Path, leaves_all: bool) -> Result<Outcome, SimError> {
    // One group in most years; two show what is between groups.
    let groups = if seed.is_multiple_of(4) { 2 } else { 1 };
    let trial = Some(Trial { habit, leaves_all });
    run(Options { trial, ..Options::made_up(seed, groups, out.to_owned()) }, &mut |_| {}).await
}

/// Lives in this thread until it is over. A year waits for nothing but its database's thread, so that it needs no reactor;
/// to be woken by another thread is most of what a short query costs.
pub fn live<F: Future>(year: F) -> F::Output {
    let mut year = pin!(year);
    let waker = Waker::from(Arc::new(Unparked(current())));
    let mut context = Context::from_waker(&waker);
    loop {
        match year.as_mut().poll(&mut context) {
            Poll::Ready(lived) => return lived,
            Poll::Pending => park(),
        }
    }
}

struct Unparked(Thread);

impl Wake for Unparked {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}
