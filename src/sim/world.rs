//! The made-up world outside the daemon: what is to happen when, who really was where, and the letters on their way.
//!
//! It knows nothing of the daemon but the letters that arrive. What people do on getting one is in [`super::student`],
//! [`super::leader`] and [`super::firm_head`].

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::cast::{Cast, Plan, Quirk};
use super::chance::Chance;
use super::clothes::{self, Outline};
use super::in_hand::InHand;
use super::machines::{self, Machine};
use super::meant::{Meant, Thread};
use super::plot::Incident;
use super::words::{When, Words};
use crate::domain::calendar::instant;
use crate::domain::id::{GroupId, PersonId, SessionId};

/// The world.
pub struct World {
    pub cast: Cast,
    /// The daemon's mailbox, as everyone knows it.
    pub ours: String,
    pub incidents: BTreeMap<SessionId, Incident>,
    slots: BTreeMap<SessionId, Slot>,
    presence: BTreeMap<(SessionId, PersonId), Presence>,
    queue: BTreeMap<(Timestamp, u64), Happening>,
    drawn: u64,
    /// What was written, by Message-ID, so that its writer can say it again in other words.
    wrote: BTreeMap<String, Wrote>,
    /// Sessions whose register a co-leader has sent in words.
    registered: BTreeSet<SessionId>,
    /// The last request for a register, and who had it.
    requests: BTreeMap<SessionId, (PersonId, Rc<InHand>)>,
    away_answered: BTreeMap<PersonId, Timestamp>,
    /// Who wrote after which number was drawn.
    written: BTreeSet<(u64, PersonId)>,
    /// People are contrary: they say nothing, take back what they said, and answer an old letter.
    pub(super) is_contrary: bool,
    /// The letter that somebody had before the last, where people are contrary, and the last.
    pub(super) had: BTreeMap<PersonId, [Option<Rc<InHand>>; 2]>,
}

/// A message as its writer remembers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrote {
    pub meant: Meant,
    pub thread: Thread,
    /// The kind of our letter that it answered; of an answer to our question, that of the message asked about.
    pub answers_kind: Option<String>,
    /// It answered a question what another one had meant: whoever is not understood twice gives up.
    pub is_again: bool,
}

/// A session as people know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    pub planned: Date,
    pub date: Date,
    pub starts_at: Timestamp,
    pub cancelled: bool,
}

/// Who really was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    There,
    Late,
    TurnedAway,
    Missing,
}

/// Something that will happen.
enum Happening {
    Held(SessionId),
    Writes(Box<Writing>),
    Machine(Box<Machine>),
}

/// Somebody is going to write.
pub struct Writing {
    pub by: PersonId,
    pub words: Words,
    pub answers: Option<Rc<InHand>>,
    pub thread: Thread,
    /// For a new message.
    pub subject: String,
    pub only: Only,
    pub brings: Brings,
    pub vouched: bool,
}

/// A condition, looked at when it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Only {
    Always,
    /// Nobody of the pair has sent the register yet.
    WithoutRegister(SessionId),
}

/// What the writer has decided, which is so from then on whatever the daemon makes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Brings {
    Nothing,
    Register(SessionId),
    Cancels(SessionId),
    Moves(SessionId, Date),
}

/// What the world does at a moment.
pub enum Deed {
    Held { session: SessionId, came: usize, of: usize },
    Delivered(Box<Delivered>),
}

/// A message in the daemon's mailbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    pub at: Timestamp,
    pub raw: Vec<u8>,
    pub message_id: String,
    pub by: Option<PersonId>,
    pub meant: Meant,
    pub thread: Thread,
    pub planted: Option<String>,
    /// The kind of our letter that it answers; of an answer to our question, that of the message asked about.
    pub answers_kind: Option<String>,
    pub vouched: bool,
    /// A few words for the timeline.
    pub what: String,
}

impl World {
    /// The world before the year.
    pub fn new(cast: Cast, ours: &str, incidents: BTreeMap<SessionId, Incident>, is_contrary: bool) -> Self {
        let mut slots = BTreeMap::new();
        for session in cast.roster.sessions.values() {
            let Some(group) = cast.roster.groups.get(&session.id.group) else {
                continue;
            };
            let slot = Slot {
                planned: session.date,
                date: session.date,
                starts_at: instant(session.date, group.starts, &cast.zone),
                cancelled: false,
            };
            slots.insert(session.id, slot);
        }
        let mut world = Self {
            cast,
            ours: ours.to_owned(),
            incidents,
            slots,
            presence: BTreeMap::new(),
            queue: BTreeMap::new(),
            drawn: 0,
            wrote: BTreeMap::new(),
            registered: BTreeSet::new(),
            requests: BTreeMap::new(),
            away_answered: BTreeMap::new(),
            written: BTreeSet::new(),
            is_contrary,
            had: BTreeMap::new(),
        };
        let sessions: Vec<(SessionId, Timestamp)> =
            world.slots.iter().map(|(id, slot)| (*id, slot.starts_at)).collect();
        for (session, starts_at) in sessions {
            world.push(starts_at, Happening::Held(session));
        }
        world
    }

    /// When the next thing happens.
    pub fn next(&self) -> Option<Timestamp> {
        self.queue.first_key_value().map(|((at, _), _)| *at)
    }

    /// What happens until `until`, at most; the time of the last of it.
    pub fn happen(&mut self, until: Timestamp) -> Vec<(Timestamp, Deed)> {
        let mut deeds = Vec::new();
        while let Some(entry) = self.queue.first_entry().filter(|entry| entry.key().0 <= until) {
            let ((at, _), happening) = entry.remove_entry();
            let deed = match happening {
                Happening::Held(session) => self.hold(session, at),
                Happening::Writes(writing) => self.deliver(*writing, at),
                Happening::Machine(machine) => Some(Deed::Delivered(Box::new(machines::deliver(self, *machine, at)))),
            };
            deeds.extend(deed.map(|deed| (at, deed)));
        }
        deeds
    }

    /// Somebody will write.
    pub fn write_at(&mut self, at: Timestamp, writing: Writing) {
        if self.is_contrary && writing.brings == Brings::Nothing && self.says_nothing(writing.by) {
            return;
        }
        self.push(at, Happening::Writes(Box::new(writing)));
    }

    /// A machine will.
    pub fn machine_at(&mut self, at: Timestamp, machine: Machine) {
        self.push(at, Happening::Machine(Box::new(machine)));
    }

    fn push(&mut self, at: Timestamp, happening: Happening) {
        self.drawn += 1;
        self.queue.insert((at, self.drawn), happening);
    }

    /// A number that no other call had, for chance.
    pub fn draw(&mut self) -> u64 {
        self.drawn += 1;
        self.drawn
    }

    fn hold(&mut self, session: SessionId, at: Timestamp) -> Option<Deed> {
        let slot = *self.slots.get(&session)?;
        if slot.cancelled || slot.starts_at != at {
            return None;
        }
        if self.incidents.get(&session) == Some(&Incident::DidNotRun) {
            self.slots.get_mut(&session)?.cancelled = true;
            return None;
        }
        let members = self.cast.members(session.group);
        let here: Vec<(PersonId, Presence)> =
            members.iter().filter_map(|student| Some((*student, self.attends(*student, session)?))).collect();
        let came = here.iter().filter(|(_, presence)| matches!(presence, Presence::There | Presence::Late)).count();
        let of = here.len();
        self.presence.extend(here.into_iter().map(|(student, presence)| ((session, student), presence)));
        Some(Deed::Held { session, came, of })
    }

    /// Whether a student comes; none where they have left.
    fn attends(&self, student: PersonId, session: SessionId) -> Option<Presence> {
        let slot = self.slots.get(&session)?;
        let character = self.cast.student(student)?;
        if matches!(character.quirk, Quirk::Leaves { after, .. } if session.number > after) {
            return Some(Presence::Missing);
        }
        Some(match self.cast.plan(student, session, slot.planned) {
            Plan::Comes(_) => Presence::There,
            Plan::Late(_) => Presence::Late,
            Plan::TooLate => Presence::TurnedAway,
            Plan::Misses(_) => Presence::Missing,
        })
    }

    fn deliver(&mut self, writing: Writing, at: Timestamp) -> Option<Deed> {
        if let Only::WithoutRegister(session) = writing.only
            && self.registered.contains(&session)
        {
            return None;
        }
        while !self.written.insert((self.drawn, writing.by)) {
            // Who writes twice at once writes two messages.
            self.draw();
        }
        let drawn = self.drawn;
        self.bring_about(&writing.brings);
        let person = self.cast.roster.people.get(&writing.by)?.clone();
        let mut chance = self.cast.chance(&[0xd7e5, drawn, u64::from(writing.by.0)]);
        let is_staff = self.cast.student(writing.by).is_none();
        let called = person.called().to_owned();
        let text = letter_text(&mut chance, &writing, &called);
        let signature = clothes::signature(&mut chance, person.name.as_str(), is_staff);
        let outline = Outline {
            from_name: person.name.as_str(),
            from_address: person.address.as_str(),
            ours: &self.ours,
            at,
            zone: &self.cast.zone,
            subject: &writing.subject,
            text: &text,
            signature: &signature,
            answers: writing.answers.as_deref(),
            banner: is_staff && chance.percent(10),
            vouched: writing.vouched,
        };
        let dressed = clothes::dress(self.cast.program(writing.by), &outline, &mut chance);
        let is_again = writing.answers.as_ref().is_some_and(|letter| letter.kind == "clarifying-question");
        let answered = writing.answers.as_deref();
        let first = answered.filter(|_| is_again).and_then(|question| self.asked_about(question));
        let answers_kind = match first {
            Some(first) => first.answers_kind.clone(),
            None => answered.map(|letter| letter.kind.clone()),
        };
        let wrote = Wrote {
            meant: writing.words.meant.clone(),
            thread: writing.thread.clone(),
            answers_kind: answers_kind.clone(),
            is_again,
        };
        self.wrote.insert(dressed.message_id.clone(), wrote);
        let what: String = writing.words.text.chars().map(|c| if c == '\n' { ' ' } else { c }).take(90).collect();
        Some(Deed::Delivered(Box::new(Delivered {
            at,
            raw: dressed.raw,
            message_id: dressed.message_id,
            by: Some(writing.by),
            meant: writing.words.meant,
            thread: writing.thread,
            planted: writing.words.planted,
            answers_kind,
            vouched: writing.vouched,
            what,
        })))
    }

    fn bring_about(&mut self, brings: &Brings) {
        match brings {
            Brings::Nothing => {}
            Brings::Register(session) => {
                self.registered.insert(*session);
            }
            Brings::Cancels(session) => {
                if let Some(slot) = self.slots.get_mut(session) {
                    slot.cancelled = true;
                }
            }
            Brings::Moves(session, date) => {
                let Some(group) = self.cast.roster.groups.get(&session.group) else {
                    return;
                };
                let starts_at = instant(*date, group.starts, &self.cast.zone);
                if let Some(slot) = self.slots.get_mut(session) {
                    (slot.date, slot.starts_at) = (*date, starts_at);
                    self.push(starts_at, Happening::Held(*session));
                }
            }
        }
    }
}

/// What people remember.
impl World {
    /// The day on which an instant falls.
    pub fn day(&self, at: Timestamp) -> Date {
        at.to_zoned(self.cast.zone.clone()).date()
    }

    /// A session as people know it.
    pub fn slot(&self, session: SessionId) -> Option<&Slot> {
        self.slots.get(&session)
    }

    /// The sessions of a group in their order.
    pub fn slots_of(&self, group: GroupId) -> impl Iterator<Item = (SessionId, &Slot)> {
        let (first, last) = (SessionId { group, number: 0 }, SessionId { group, number: u8::MAX });
        self.slots.range(first..=last).map(|(id, slot)| (*id, slot))
    }

    /// The sessions of a group whose days a letter names, in the letter's order.
    pub fn sessions_named(&self, group: GroupId, letter: &InHand) -> Vec<SessionId> {
        let mut named: Vec<SessionId> = Vec::new();
        for day in letter.days(self.day(letter.sent)) {
            let found = self.slots_of(group).find(|(_, slot)| slot.date == day || slot.planned == day);
            named.extend(found.map(|(id, _)| id).filter(|id| !named.contains(id)));
        }
        named
    }

    /// Who was there, where it was held.
    pub fn presence(&self, session: SessionId, student: PersonId) -> Option<Presence> {
        self.presence.get(&(session, student)).copied()
    }

    /// Has one of the pair sent the register?
    pub fn is_registered(&self, session: SessionId) -> bool {
        self.registered.contains(&session)
    }

    /// Keeps a request for a register, for whoever is rung up about it.
    pub fn keep_request(&mut self, session: SessionId, by: PersonId, letter: &Rc<InHand>) {
        self.requests.insert(session, (by, letter.clone()));
    }

    /// The last request for a register.
    pub fn request(&self, session: SessionId) -> Option<(PersonId, Rc<InHand>)> {
        self.requests.get(&session).cloned()
    }

    /// The message that a letter asks about, unless it was asked about before.
    pub fn asked_about(&self, letter: &InHand) -> Option<&Wrote> {
        self.wrote.get(letter.in_reply_to.as_deref()?).filter(|wrote| !wrote.is_again)
    }

    /// Has this mailbox answered by itself in the last three days? It does so once in such a time.
    pub fn answers_by_itself(&mut self, who: PersonId, at: Timestamp) -> bool {
        let quiet = SignedDuration::from_hours(72);
        if self.away_answered.get(&who).is_some_and(|last| last.duration_until(at) < quiet) {
            return false;
        }
        self.away_answered.insert(who, at);
        true
    }

    /// A session as its people speak of it at a time.
    pub fn when(&self, session: SessionId, at: Timestamp, threaded: bool) -> Option<When> {
        let slot = self.slots.get(&session)?;
        Some(When { number: session.number, date: slot.date, today: self.day(at), threaded })
    }

    /// Minutes later, at an hour at which people write.
    pub fn later(&self, chance: &mut Chance, at: Timestamp, minutes_min: u64, minutes_max: u64) -> Timestamp {
        let minutes = i64::try_from(chance.between(minutes_min, minutes_max)).unwrap_or(0);
        let seconds = i64::try_from(chance.below(60)).unwrap_or(0);
        let span = SignedDuration::from_secs(minutes * 60 + seconds);
        let then = at.saturating_add(span).unwrap_or(at);
        match then.to_zoned(self.cast.zone.clone()).hour() {
            0..=6 => then.saturating_add(SignedDuration::from_hours(8)).unwrap_or(then),
            _ => then,
        }
    }
}

/// The words with a greeting and a farewell, as far as the writer cares for either.
fn letter_text(chance: &mut Chance, writing: &Writing, called: &str) -> String {
    let to = writing.answers.as_ref().map(|letter| letter.from.clone()).unwrap_or_default();
    let greeting = match chance.below(6) {
        0 => format!("Dear {to},\n\n"),
        1 => "Hi both,\n\n".to_owned(),
        2 => "Hi,\n\n".to_owned(),
        3 => "Hello, ".to_owned(),
        _ => String::new(),
    };
    let greeting = if greeting.starts_with("Dear ,") { String::new() } else { greeting };
    let farewell = match chance.below(5) {
        0 => format!("\n\nBest wishes,\n{called}"),
        1 => format!("\n\nThanks,\n{called}"),
        2 => format!("\n{called}"),
        _ => String::new(),
    };
    format!("{greeting}{}{farewell}", writing.words.text)
}
