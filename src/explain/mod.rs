//! Why was this sent, why was nothing sent: the ledger's story of a person, a session or a letter.
//!
//! Pure: events and state in, a typed story out, and words for it. A letter's line says because of what it was written
//! and what became of it; what waits comes from a fresh plan. Never a word of anybody's letters.

mod concerns;
pub mod facts;
pub mod words;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::domain::decide::{Waiting, Why, decide, waits_for_word};
use crate::domain::event::{DropReason, Event, Fact};
use crate::domain::id::{EventId, LetterId, PersonId, SessionId};
use crate::domain::letter::{Letter, LetterKey};
use crate::domain::rules::Rules;
use crate::domain::state::{State, Subject};

pub use concerns::is_about;

/// What is asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Topic {
    Person(PersonId),
    Session(SessionId),
    /// A letter of ours.
    Ours(Letter),
    /// A letter that came in.
    Theirs(LetterId),
}

/// A story, in the order of time.
#[derive(Debug, Clone, PartialEq)]
pub struct Story<'a> {
    pub lines: Vec<Line<'a>>,
    /// What is not said, and why.
    pub waiting: Vec<Waiting>,
}

/// A line of a story.
#[derive(Debug, Clone, PartialEq)]
pub struct Line<'a> {
    pub at: Timestamp,
    pub event: EventId,
    /// The letter that brought it, where one did.
    pub source: Option<LetterId>,
    pub telling: Telling<'a>,
}

/// What a line tells.
#[derive(Debug, Clone, PartialEq)]
pub enum Telling<'a> {
    /// What somebody said or did, or a machine.
    Heard(&'a Fact),
    /// A letter that was decided.
    Wrote { letter: &'a Letter, because: Vec<&'a Event>, to: Vec<(PersonId, Became)> },
}

/// What became of a letter on its way to one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    /// It lies in the outbox, or is on its way.
    Open,
    Sent(Timestamp),
    Refused(Timestamp, u16),
    Dropped(Timestamp, DropReason),
}

/// The ledger, so that lines and letters' fates are found in it.
struct Ledger<'a> {
    by_id: BTreeMap<EventId, &'a Event>,
    fates: BTreeMap<(&'a LetterKey, PersonId), Became>,
}

/// Tells the story of a topic. `events` is the ledger whose fold `state` is.
pub fn story<'a>(topic: &Topic, events: &'a [Event], state: &State, rules: &Rules, now: Timestamp) -> Story<'a> {
    let ledger = Ledger::of(events);
    let mut told: BTreeSet<EventId> = BTreeSet::new();
    for event in events {
        let belongs = match topic {
            Topic::Person(person) => concerns::concerns_person(&event.fact, *person, state),
            Topic::Session(session) => concerns::concerns_session(&event.fact, *session),
            Topic::Ours(letter) => concerns::is_of_letter(event, letter),
            Topic::Theirs(letter) => event.source == Some(*letter) || ledger.answers(event, *letter),
        };
        if !belongs {
            continue;
        }
        told.insert(event.id);
        // A single letter's story begins with its grounds.
        if let (Topic::Ours(_), Fact::Decided { because, .. }) = (topic, &event.fact) {
            told.extend(because);
        }
    }
    let lines = told.iter().filter_map(|id| ledger.line(*id)).collect();
    let waiting = waiting(topic, state, rules, now);
    Story { lines, waiting }
}

impl<'a> Ledger<'a> {
    fn of(events: &'a [Event]) -> Self {
        let mut fates = BTreeMap::new();
        for event in events {
            let (key, to, became) = match &event.fact {
                Fact::Sent { key, to } => (key, *to, Became::Sent(event.at)),
                Fact::Refused { key, to, code } => (key, *to, Became::Refused(event.at, *code)),
                Fact::Dropped { key, to, why } => (key, *to, Became::Dropped(event.at, *why)),
                _ => continue,
            };
            fates.insert((key, to), became);
        }
        Self { by_id: events.iter().map(|event| (event.id, event)).collect(), fates }
    }

    /// Was a letter decided because of what an incoming letter brought?
    fn answers(&self, event: &Event, letter: LetterId) -> bool {
        let Fact::Decided { because, .. } = &event.fact else {
            return false;
        };
        let sources = because.iter().filter_map(|id| self.by_id.get(id)?.source);
        sources.into_iter().any(|source| source == letter)
    }

    fn line(&self, id: EventId) -> Option<Line<'a>> {
        let event = *self.by_id.get(&id)?;
        let telling = match &event.fact {
            // Each stands on the line of its letter.
            Fact::Sent { .. } | Fact::Refused { .. } | Fact::Dropped { .. } => return None,
            Fact::Decided { letter, to, because } => {
                let key = letter.key();
                let became = |person: &PersonId| self.fates.get(&(&key, *person)).copied().unwrap_or(Became::Open);
                Telling::Wrote {
                    letter,
                    because: because.iter().filter_map(|id| self.by_id.get(id).copied()).collect(),
                    to: to.iter().map(|person| (*person, became(person))).collect(),
                }
            }
            fact => Telling::Heard(fact),
        };
        Some(Line { at: event.at, event: id, source: event.source, telling })
    }
}

/// What a fresh plan says of the topic that is not said, and why.
fn waiting(topic: &Topic, state: &State, rules: &Rules, now: Timestamp) -> Vec<Waiting> {
    let (groups, student, session) = match topic {
        Topic::Person(person) => (concerns::groups_of(state, *person), Some(*person), None),
        Topic::Session(session) => (vec![session.group], None, Some(*session)),
        Topic::Ours(_) | Topic::Theirs(_) => return Vec::new(),
    };
    // While sending is paused nothing is planned; what is asked is why else it would wait.
    let mut going_on = state.clone();
    (going_on.paused, going_on.clock) = (false, None);
    let mut waiting = Vec::new();
    for group in groups {
        waiting.extend(decide(Subject::Group(group), &going_on, rules, now).waiting);
        waiting.extend(bad_days(state, rules, group));
    }
    waiting.retain(|one| student.is_none_or(|student| one.student == Some(student)));
    waiting.retain(|one| session.is_none_or(|session| one.session == Some(session)));
    waiting
}

/// Absences of days on which many were missing: the ladder leaves them out until a person has said what becomes of them.
fn bad_days(state: &State, rules: &Rules, group: crate::domain::id::GroupId) -> Vec<Waiting> {
    let mut waiting = Vec::new();
    for meeting in state.calendar.of(group).filter(|meeting| waits_for_word(state, rules, meeting.id)) {
        let Some(register) = &state.session(meeting.id).register else {
            continue;
        };
        let missing = register.marks.iter().filter(|(_, marked)| !marked.mark.took_part());
        waiting.extend(missing.map(|(student, _)| Waiting {
            student: Some(*student),
            session: Some(meeting.id),
            kind: "check-in",
            why: Why::Collective,
            until: None,
        }));
    }
    waiting
}

impl Line<'_> {
    /// The line as a sentence; `topic` leaves out what its reader knows.
    pub fn sentence(&self, state: &State, topic: &Topic) -> String {
        let only = match topic {
            Topic::Person(person) => Some(*person),
            _ => None,
        };
        match &self.telling {
            Telling::Heard(fact) => facts::sentence(fact, state, only),
            Telling::Wrote { letter, to, .. } => {
                let about =
                    letter.session().map_or(String::new(), |session| format!(" of {}", words::session(state, session)));
                let student = letter
                    .student()
                    .filter(|student| to.iter().any(|(person, _)| person != student))
                    .map_or(String::new(), |student| format!(" about {}", words::name(state, student)));
                let people: Vec<PersonId> = to.iter().map(|(person, _)| *person).collect();
                let became = self.became(state);
                let kind = words::letter(letter.kind());
                format!("{kind}{about}{student} to {}: {became}", words::names(state, &people))
            }
        }
    }

    /// Because of what a letter was written, a sentence each.
    pub fn grounds(&self, state: &State) -> Vec<String> {
        match &self.telling {
            Telling::Heard(_) => Vec::new(),
            Telling::Wrote { letter, because, .. } if because.is_empty() => vec![by_calendar(letter, state)],
            Telling::Wrote { letter, because, .. } => because
                .iter()
                .map(|event| {
                    let said = facts::sentence(&event.fact, state, letter.student());
                    format!("{said}, {}", words::moment(state, event.at))
                })
                .collect(),
        }
    }

    fn became(&self, state: &State) -> String {
        let Telling::Wrote { to, .. } = &self.telling else {
            return String::new();
        };
        let [(_, first), rest @ ..] = to.as_slice() else {
            return "nobody had to be told".to_owned();
        };
        if rest.iter().all(|(_, became)| became == first) {
            return first.in_words(state);
        }
        let each: Vec<String> = to
            .iter()
            .map(|(person, became)| format!("{} to {}", became.in_words(state), words::name(state, *person)))
            .collect();
        each.join("; ")
    }
}

impl Became {
    /// "sent Tue 15 Sep 2026 13:55".
    pub fn in_words(&self, state: &State) -> String {
        match self {
            Self::Open => "not sent yet".to_owned(),
            Self::Sent(at) => format!("sent {}", words::moment(state, *at)),
            Self::Refused(at, code) => format!("refused by the server ({code}) {}", words::moment(state, *at)),
            Self::Dropped(at, why) => format!("dropped {}, because {}", words::moment(state, *at), why.words()),
        }
    }
}

/// Why a letter is due that nothing but the calendar brings about.
pub fn by_calendar(letter: &Letter, state: &State) -> String {
    match letter.session().and_then(|session| state.calendar.get(session)) {
        Some(meeting) => {
            let (session, starts) = (words::session(state, meeting.id), words::moment(state, meeting.starts_at));
            format!("{session} is on {starts}")
        }
        None => "it is due by the calendar".to_owned(),
    }
}

/// What waits, as a sentence.
pub fn waits(waiting: &Waiting, state: &State) -> String {
    let mut sentence = words::letter(waiting.kind).to_owned();
    if let Some(session) = waiting.session {
        sentence.push_str(&format!(" of {}", words::session(state, session)));
    }
    if let Some(student) = waiting.student {
        sentence.push_str(&format!(" for {}", words::name(state, student)));
    }
    sentence.push_str(&format!(": {}", words::why(waiting.why)));
    if let Some(until) = waiting.until {
        sentence.push_str(&format!(" (until {})", words::moment(state, until)));
    }
    sentence
}
