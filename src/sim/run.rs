//! The run of a year: the clock jumps to whatever comes first, the next thing that somebody does or the daemon's next
//! wake; a turn is taken; its letters are judged and handed to those whom they are for.

use std::collections::BTreeSet;
use std::path::PathBuf;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::checks::{Broken, Checks};
use super::faults::{Faults, Habit};
use super::folder::{Folder, FolderError};
use super::look::{self, Frame};
use super::outcome::Outcome;
use super::post::Transit;
use super::school::school;
use super::timeline::Timeline;
use super::truth::Part;
use super::world::World;
use crate::config::Settings;
use crate::domain::decide::{decide, subjects};
use crate::domain::event::{Event, Fact};
use crate::domain::id::{EventId, LetterId, SessionId};
use crate::domain::policy::StepKind;
use crate::domain::roster::Roster;
use crate::domain::said::Stance;
use crate::domain::state::{Standing, Subject};
use crate::net::{MemoryMailbox, MemoryPostman};
use crate::outbound::Overrides;
use crate::page::{PageError, People, Record};
use crate::store::StoreError;
use crate::turn::{App, TurnError, Turned, turn};

/// What a year is made of.
pub struct Options {
    pub roster: Roster,
    pub settings: Settings,
    /// A scheme's own templates.
    pub texts: Overrides,
    pub seed: u64,
    pub out: PathBuf,
    pub people: People,
    pub trial: Option<Trial>,
}

impl Options {
    /// The year of a made-up school of so many groups, under the shipped configuration, in which nothing goes wrong.
    pub fn made_up(seed: u64, groups: usize, out: PathBuf) -> Self {
        Self {
            roster: school(seed, groups),
            settings: Settings::example(),
            texts: Overrides::new(),
            seed,
            out,
            people: People::MadeUp,
            trial: None,
        }
    }
}

/// A year in which things go wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trial {
    pub habit: Habit,
    /// Every letter, the timeline and the page are left too, not the database alone.
    pub leaves_all: bool,
}

/// How far the year has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub day: Date,
    pub days_done: u64,
    pub days: u64,
    pub letters: usize,
    pub messages: usize,
}

/// What ends a year early.
#[derive(Debug, thiserror::Error)]
pub enum SimError {
    #[error("a rule was broken at {0}")]
    Broken(#[from] Broken),
    #[error(transparent)]
    Turn(#[from] TurnError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Folder(#[from] FolderError),
    #[error(transparent)]
    Page(#[from] PageError),
    #[error("the texts cannot be used: {}", .0.join("; "))]
    Texts(Vec<String>),
    #[error("the roster has no session to live through: give groups, and sessions with dates")]
    NoSessions,
    #[error("the daemon wanted to wake {0} times in one minute")]
    Restless(usize),
}

/// Messages that arrive within so long share a turn.
const TOGETHER: SignedDuration = SignedDuration::from_secs(59);
/// More wakes than this in one minute are a daemon that cannot find its rest.
const WAKES_A_MINUTE_MAX: usize = 50;
/// Where things go wrong the daemon is woken so often at least, which is less often than it wakes by itself (nobody else
/// writes into its database) and often enough that it takes no sleep for a jump of the clock.
const SLEEP_MAX: SignedDuration = SignedDuration::from_hours(23);

/// Lives a year.
///
/// # Errors
/// [`SimError::Broken`] with the rule, the time and the letter, where a rule was broken; the others where the year
/// cannot be lived at all.
pub async fn run(options: Options, progress: &mut dyn FnMut(&Progress)) -> Result<Outcome, SimError> {
    let leaves_page = options.trial.is_none_or(|trial| trial.leaves_all);
    let mut year = Year::open(options).await?;
    loop {
        match year.live(progress).await {
            Ok(End::OfYear) => break,
            Ok(End::OfProcess) => year = year.start_again().await?,
            Err(error) => {
                // What led to a broken rule is what one wants to read.
                year.folder.finish(year.timeline.text())?;
                return Err(error);
            }
        }
    }
    year.folder.finish(year.timeline.text())?;
    if leaves_page {
        look::leave(&mut year.app, &year.folder, &year.record, &year.outcome, year.frame).await?;
    }
    Ok(year.close())
}

/// A year that is being lived.
pub(super) struct Year {
    pub app: App,
    pub mailbox: MemoryMailbox,
    pub postman: MemoryPostman,
    pub world: World,
    pub checks: Checks,
    pub faults: Option<Faults>,
    pub timeline: Timeline,
    pub folder: Folder,
    pub record: Record,
    pub outcome: Outcome,
    pub transit: Transit,
    pub last_event: EventId,
    pub last_letter: LetterId,
    pub frame: Frame,
    pub checked_whole: Date,
    /// When the administrator last saw to letters in doubt.
    pub settled_on: Date,
    pub now: Timestamp,
    /// When the daemon wants to wake.
    pub wake: Timestamp,
    /// Nobody starts its process before.
    pub down_until: Timestamp,
    /// How often it woke in this minute.
    pub wakes: (Timestamp, usize),
}

/// What ends.
enum End {
    OfYear,
    OfProcess,
}

impl Year {
    async fn live(&mut self, progress: &mut dyn FnMut(&Progress)) -> Result<End, SimError> {
        loop {
            let happens = [self.world.next(), self.transit.next()].into_iter().flatten().min();
            let happens = happens.unwrap_or(self.frame.ends);
            let together = happens.saturating_add(TOGETHER).unwrap_or(self.wake).min(self.wake);
            let next = if happens <= self.wake { together } else { self.wake };
            self.now = next.max(self.now).max(self.down_until);
            self.count_wake()?;
            if self.now > self.frame.ends {
                self.settle_up().await?;
                return Ok(End::OfYear);
            }
            let day = self.world.day(self.now);
            let end = self.step(self.now).await?;
            self.say_progress(day, self.now, progress);
            if let Some(end) = end {
                return Ok(end);
            }
        }
    }

    fn count_wake(&mut self) -> Result<(), SimError> {
        let (since, wakes) = self.wakes;
        let is_same_minute = since.duration_until(self.now) < SignedDuration::from_mins(1);
        self.wakes = if is_same_minute { (since, wakes + 1) } else { (self.now, 1) };
        if self.wakes.1 > WAKES_A_MINUTE_MAX { Err(SimError::Restless(self.wakes.1)) } else { Ok(()) }
    }

    /// One turn, with all that came before it and comes of it.
    async fn step(&mut self, now: Timestamp) -> Result<Option<End>, SimError> {
        self.happen(now);
        self.misbehave(now).await?;
        let turned = match turn(&mut self.app, now).await {
            Ok(turned) => Some(turned),
            Err(TurnError::Store(StoreError::Cut)) => None,
            Err(error) => return Err(error.into()),
        };
        let Some(turned) = turned else {
            self.app.store.die_at(None);
            return Ok(Some(End::OfProcess));
        };
        self.see_to(now, Some(turned)).await?;
        let furthest = now.saturating_add(SLEEP_MAX).unwrap_or(turned.next);
        self.wake = match self.faults {
            Some(_) => turned.due.map_or(furthest, |due| due.min(furthest)),
            None => turned.next,
        };
        Ok(None)
    }

    /// What came of a turn, or of the part of one that its process lived to see.
    pub(super) async fn see_to(&mut self, now: Timestamp, turned: Option<Turned>) -> Result<(), SimError> {
        self.outcome.turns += 1;
        self.outcome.set_aside += turned.map_or(0, |turned| turned.set_aside);
        // Not what the daemon believes of it, which a bad habit may have told it.
        let servers = &self.app.servers;
        let has_read = turned.is_some() && servers.inbox_read_at == Some(now) && servers.mailbox_away.is_none();
        self.compare_readings(has_read, now).await?;
        let touched = self.read_ledger().await?;
        self.hand_out(now).await?;
        self.checks.turned(&self.app.state, &touched, now)?;
        if has_read { self.decide_again(&touched, now) } else { Ok(()) }
    }

    /// The turn's lines of the ledger; the sessions whose register they change.
    async fn read_ledger(&mut self) -> Result<BTreeSet<SessionId>, SimError> {
        let mut touched = BTreeSet::new();
        if self.app.state.last == self.last_event {
            return Ok(touched);
        }
        for event in self.app.store.events_after(self.last_event).await? {
            self.last_event = event.id;
            touched.extend(self.note(&event));
            self.timeline.event(&self.app.state, &event);
        }
        Ok(touched)
    }

    fn note(&mut self, event: &Event) -> Option<SessionId> {
        match &event.fact {
            Fact::RegisterTaken { session, .. } => {
                self.outcome.registers += 1;
                Some(*session)
            }
            Fact::MarksCorrected { session, .. } | Fact::MarksContested { session, .. } => Some(*session),
            Fact::StanceGiven { session, stance: Stance::Absent, .. } => {
                let to_come = self.app.state.calendar.get(*session).is_some_and(|meeting| meeting.starts_at > event.at);
                self.outcome.apologies += usize::from(to_come);
                None
            }
            Fact::Dropped { .. } => {
                self.outcome.dropped += 1;
                None
            }
            Fact::Refused { key, to, .. } => {
                if let Some(told) = self.app.state.told(key) {
                    self.checks.never_arrives(&told.letter, *to);
                }
                None
            }
            _ => None,
        }
    }

    /// Deciding again at the same moment gives nothing new: for what was touched each time, for everything once a day.
    fn decide_again(&mut self, touched: &BTreeSet<SessionId>, now: Timestamp) -> Result<(), SimError> {
        let day = self.world.day(now);
        let is_whole = day != self.checked_whole;
        self.checked_whole = day;
        let groups: BTreeSet<_> = touched.iter().map(|session| session.group).collect();
        for subject in subjects(&self.app.state) {
            let is_touched = matches!(subject, Subject::Group(group) if groups.contains(&group));
            if !is_whole && !is_touched {
                continue;
            }
            let plan = decide(subject, &self.app.state, &self.app.rules, now);
            if let Some(decision) = plan.decisions.first() {
                let again = Broken {
                    rule: "deciding again gives nothing new",
                    at: now,
                    letter: decision.letter.key().0,
                    what: format!("{} would be decided once more", decision.letter.kind()),
                };
                return Err(again.into());
            }
        }
        Ok(())
    }

    fn say_progress(&self, day: Date, now: Timestamp, progress: &mut dyn FnMut(&Progress)) {
        let days = |from: Timestamp, to: Timestamp| u64::try_from(from.duration_until(to).as_hours() / 24).unwrap_or(0);
        progress(&Progress {
            day,
            days_done: days(self.frame.begins, now),
            days: days(self.frame.begins, self.frame.ends),
            letters: self.outcome.sent(),
            messages: self.outcome.received(),
        });
    }

    fn close(mut self) -> Outcome {
        let state = &self.app.state;
        for (student, _) in self.world.cast.students() {
            for (_, standing) in state.attendance(student) {
                match standing {
                    Standing::Explained => self.outcome.absences_explained += 1,
                    Standing::Unexplained => self.outcome.absences_unexplained += 1,
                    _ => {}
                }
            }
        }
        let kinds = [StepKind::CheckIn, StepKind::FirmHead, StepKind::UndergraduateTeam, StepKind::StageLead];
        for (count, kind) in self.outcome.steps.iter_mut().zip(kinds) {
            let letters = self.checks.truth.steps.iter().flat_map(|(student, steps)| {
                let taken = steps.iter().filter(|step| step.kind == kind && step.part == Part::Letter);
                taken.map(move |step| (*student, step.session))
            });
            *count = letters.collect::<BTreeSet<_>>().len();
        }
        self.outcome
    }
}
