//! The run of a year: the clock jumps to whatever comes first, the next thing that somebody does or the daemon's next
//! wake; a turn is taken; its letters are judged and handed to those whom they are for.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::rc::Rc;

use jiff::civil::{Date, Time};
use jiff::{SignedDuration, Timestamp};

use super::cast::Cast;
use super::checks::{Broken, Checks, Sent};
use super::folder::{Folder, FolderError};
use super::in_hand::InHand;
use super::look::{self, Arrived, Frame};
use super::meant::Verdict;
use super::outcome::Outcome;
use super::people;
use super::timeline::Timeline;
use super::truth::Part;
use super::world::{Deed, World};
use super::year::{BEGINS, ENDS};
use crate::config::Settings;
use crate::domain::decide::{decide, subjects};
use crate::domain::event::{Event, Fact};
use crate::domain::id::{EventId, LetterId, SessionId};
use crate::domain::policy::StepKind;
use crate::domain::roster::Roster;
use crate::domain::said::Stance;
use crate::domain::state::Standing;
use crate::inbound::{OurSelves, Reading, Vouching};
use crate::net::{Mailbox, MemoryMailbox, MemoryPostman, Postman};
use crate::outbound::{House, Outbound, Overrides, TokenKey};
use crate::page::{Fate, PageError, People, Record, SentLetter};
use crate::store::{Durability, Ours, Store, StoreError, roster};
use crate::turn::{App, Parts, SendLimits, TurnError, turn};

/// What a year is made of.
pub struct Options {
    pub roster: Roster,
    pub settings: Settings,
    /// A scheme's own templates.
    pub texts: Overrides,
    pub seed: u64,
    pub out: PathBuf,
    pub people: People,
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
/// A year in memory waits for no server: so many letters a minute.
const PER_MINUTE: u32 = 100_000;
/// The days lived before the first session and after the last.
const DAYS_BEFORE: i32 = 30;
const DAYS_AFTER: i32 = 45;

/// Lives a year.
///
/// # Errors
/// [`SimError::Broken`] with the rule, the time and the letter, where a rule was broken; the others where the year
/// cannot be lived at all.
pub async fn run(options: Options, progress: &mut dyn FnMut(&Progress)) -> Result<Outcome, SimError> {
    let mut year = Year::open(options).await?;
    let result = year.live(progress).await;
    // What led to a broken rule is what one wants to read.
    year.folder.timeline(year.timeline.text())?;
    result?;
    look::leave(&mut year.app, &year.folder, &year.record, &year.outcome, year.frame).await?;
    Ok(year.close())
}

struct Year {
    app: App,
    mailbox: MemoryMailbox,
    postman: MemoryPostman,
    world: World,
    checks: Checks,
    timeline: Timeline,
    folder: Folder,
    record: Record,
    outcome: Outcome,
    last_event: EventId,
    last_letter: LetterId,
    frame: Frame,
    checked_whole: Date,
}

impl Year {
    async fn open(options: Options) -> Result<Self, SimError> {
        let Options { roster, settings, texts, seed, out, people } = options;
        let rules = settings.rules(&roster);
        let (first, last) = span(&roster).ok_or(SimError::NoSessions)?;
        let at = |day: Date, days: i32| rules.days_from(day, days, Time::midnight());
        let (begins, ends) = if first > BEGINS && last < ENDS {
            (at(BEGINS, 0), at(ENDS, 0))
        } else {
            (at(first, -DAYS_BEFORE), at(last, DAYS_AFTER))
        };
        let folder = Folder::make(&out, rules.zone.clone())?;
        let mut store = Store::open(&folder.database(), Durability::Played).await?;
        let mut tx = store.begin().await?;
        roster::save_roster(&mut tx, &roster).await?;
        tx.commit().await?;
        let (mailbox, postman) = (MemoryMailbox::new(), MemoryPostman::new());
        let limits = SendLimits {
            per_student_day: settings.limits.letters_per_student_day.into(),
            per_staff_day: settings.limits.letters_per_staff_day.into(),
            per_day: settings.limits.letters_per_day,
            per_minute: PER_MINUTE,
        };
        let cast = Cast::new(roster, seed, rules.zone.clone());
        let checks = Checks::new(cast.clone(), rules.clone(), limits);
        let world = World::new(cast, settings.address.as_str());
        let outcome = Outcome {
            groups: world.cast.roster.groups.len(),
            students: world.cast.students().count(),
            out,
            ..Outcome::default()
        };
        let app = App::open(Parts {
            store,
            rules,
            outbound: outbound(&settings, &texts, seed)?,
            ours: OurSelves {
                address: settings.address.clone(),
                administrator: Some(settings.administrator.clone()),
                vouching: Vouching::Topmost,
            },
            mailbox: Mailbox::Memory(mailbox.clone()),
            postman: Postman::Memory(postman.clone()),
            limits,
            witness: None,
        });
        let mut year = Self {
            app: app.await?,
            mailbox,
            postman,
            world,
            checks,
            timeline: Timeline::default(),
            folder,
            record: Record::default(),
            outcome,
            last_event: EventId(0),
            last_letter: LetterId(0),
            frame: Frame { begins, ends, people },
            checked_whole: Date::MIN,
        };
        people::unasked(&mut year.world);
        Ok(year)
    }

    async fn live(&mut self, progress: &mut dyn FnMut(&Progress)) -> Result<(), SimError> {
        let mut wake = self.frame.begins;
        let mut restless = 0;
        let mut now = self.frame.begins;
        loop {
            let happens = self.world.next().unwrap_or(self.frame.ends);
            let next = if happens <= wake { happens.saturating_add(TOGETHER).unwrap_or(wake).min(wake) } else { wake };
            restless = if next.duration_since(now) < SignedDuration::from_mins(1) { restless + 1 } else { 0 };
            if restless > WAKES_A_MINUTE_MAX {
                return Err(SimError::Restless(restless));
            }
            now = next.max(now);
            if now > self.frame.ends {
                return Ok(());
            }
            let day = self.world.day(now);
            wake = self.step(now).await?;
            self.say_progress(day, now, progress);
        }
    }

    /// One turn, with all that came before it and comes of it; when to wake next.
    async fn step(&mut self, now: Timestamp) -> Result<Timestamp, SimError> {
        let messages = self.happen(now)?;
        let turned = turn(&mut self.app, now).await?;
        self.outcome.turns += 1;
        self.outcome.set_aside += turned.set_aside;
        self.compare_readings(messages, now).await?;
        let touched = self.read_ledger().await?;
        self.hand_out(now).await?;
        self.checks.turned(&self.app.state, &touched, now)?;
        self.decide_again(&touched, now)?;
        Ok(turned.next)
    }

    /// What people and machines do; the messages that arrive, by Message-ID.
    fn happen(&mut self, now: Timestamp) -> Result<BTreeMap<String, Arrived>, SimError> {
        let mut messages = BTreeMap::new();
        for (at, deed) in self.world.happen(now) {
            match deed {
                Deed::Held { session, came, of } => {
                    self.checks.truth.held.insert(session, (at, self.world.day(at)));
                    self.outcome.sessions_held += 1;
                    self.outcome.attended += came;
                    let what = format!("Session {}: {came} of {of} come.", session.number);
                    self.timeline.say(&self.app.state, at, Some(session.group), &what);
                }
                Deed::Delivered(message) => {
                    let from = message.by.and_then(|by| self.world.cast.roster.people.get(&by));
                    let from = from.map_or("stranger", |person| person.address.as_str()).to_owned();
                    let file = self.folder.reply(at, &from, &message.raw)?;
                    self.mailbox.deliver(message.raw.clone(), at.as_second());
                    messages.insert(message.message_id.clone(), Arrived { message: *message, file });
                }
            }
        }
        Ok(messages)
    }

    async fn compare_readings(
        &mut self,
        mut messages: BTreeMap<String, Arrived>,
        now: Timestamp,
    ) -> Result<(), SimError> {
        if messages.is_empty() {
            return Ok(());
        }
        for stored in self.app.store.letters_after(self.last_letter).await? {
            self.last_letter = stored.id;
            let id = stored.message_id.as_deref().unwrap_or_default().trim_matches(['<', '>']);
            let Some(arrived) = messages.remove(id) else { continue };
            let message = &arrived.message;
            let reading = stored.reading.as_deref().and_then(|json| serde_json::from_str::<Reading>(json).ok());
            let verdict = match &reading {
                Some(reading) => message.meant.judge(reading, &message.thread),
                None => Verdict::Wrong("it was stored without a reading".to_owned()),
            };
            let fate = look::fate(message, &verdict);
            self.count(fate, message.meant.is_welfare());
            self.record.received.push(look::message(&stored, reading.as_ref(), &arrived, fate));
            self.checks.heard(message, &verdict, now)?;
        }
        if let Some((id, lost)) = messages.pop_first() {
            let lost = Broken { rule: "no message is lost", at: now, letter: id, what: lost.message.what };
            return Err(lost.into());
        }
        Ok(())
    }

    fn count(&mut self, fate: Fate, is_welfare: bool) {
        let outcome = &mut self.outcome;
        match fate {
            Fate::Machine => outcome.from_machines += 1,
            Fate::Stranger => outcome.from_strangers += 1,
            Fate::Understood => outcome.understood += 1,
            Fate::Asked => outcome.asked += 1,
        }
        outcome.from_people += usize::from(matches!(fate, Fate::Understood | Fate::Asked));
        outcome.distress += usize::from(is_welfare);
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
            _ => None,
        }
    }

    /// The letters that left: judged, kept, and given to those whom they are for.
    async fn hand_out(&mut self, now: Timestamp) -> Result<(), SimError> {
        let mut letters = Vec::new();
        for taken in self.postman.take_sent() {
            let unknown = |what: &str| Broken {
                rule: "a letter is what it says it is",
                at: now,
                letter: "unknown".to_owned(),
                what: what.to_owned(),
            };
            let in_hand = InHand::open(&taken.message).ok_or_else(|| unknown("no mail program can open it"))?;
            let ours = self.app.store.ours(&in_hand.message_id).await?;
            let Ours { letter, to, .. } = ours.ok_or_else(|| unknown("the outbox does not know it"))?;
            let address = taken.envelope.to.first().cloned().unwrap_or_default();
            let file = self.folder.letter(now, letter.kind(), &address, &taken.message)?;
            self.record.sent.push(SentLetter { at: now, letter: letter.clone(), to, file });
            *self.outcome.letters.entry(letter.kind()).or_insert(0) += 1;
            let sent = Sent { at: now, letter, to, envelope: taken.envelope.to, in_hand };
            self.checks.sent(&sent)?;
            letters.push((address, sent));
        }
        for (address, sent) in &letters {
            people::receives(&mut self.world, address, &Rc::new(sent.in_hand.clone()), now);
        }
        let letters: Vec<Sent> = letters.into_iter().map(|(_, sent)| sent).collect();
        self.timeline.sent(&self.app.state, now, &letters);
        Ok(())
    }

    /// Deciding again at the same moment gives nothing new: for what was touched each time, for everything once a day.
    fn decide_again(&mut self, touched: &BTreeSet<SessionId>, now: Timestamp) -> Result<(), SimError> {
        let day = self.world.day(now);
        let is_whole = day != self.checked_whole;
        self.checked_whole = day;
        let groups: BTreeSet<_> = touched.iter().map(|session| session.group).collect();
        for subject in subjects(&self.app.state) {
            let is_touched = matches!(subject, crate::domain::state::Subject::Group(group) if groups.contains(&group));
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

fn span(roster: &Roster) -> Option<(Date, Date)> {
    let days = roster.sessions.values().map(|session| session.date);
    Some((days.clone().min()?, days.max()?))
}

fn outbound(settings: &Settings, texts: &Overrides, seed: u64) -> Result<Outbound, SimError> {
    let house = House {
        public_name: settings.public_name.clone(),
        address: settings.address.clone(),
        plus_addresses: settings.plus_addresses,
        emergency_line: settings.emergency_line.clone(),
        administrator: settings.administrator.clone(),
        // No secret is needed where every letter stays in the house; a known one makes the year the same each time.
        token_key: TokenKey::new(format!("a year that never was, {seed}").as_bytes()),
    };
    Outbound::load(house, texts).map_err(|mistakes| SimError::Texts(mistakes.iter().map(ToString::to_string).collect()))
}
