//! One student's year, moment by moment: what was said and by whom, how each session stood, what was decided and why, and
//! the letters as they were sent.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;

use super::groups::{Sign, sign};
use super::letter::Opened;
use super::numbers::STEPS;
use super::{Lived, Message, day};
use crate::domain::event::Fact;
use crate::domain::id::{LetterId, PersonId};
use crate::domain::letter::Letter;
use crate::explain::{Became, Line, Telling, Topic, story, words};

/// Something that happened.
#[derive(Debug, Default, Serialize)]
pub(super) struct Moment {
    pub at: String,
    /// `session`, `said` or `letter`.
    pub kind: &'static str,
    /// Everybody in the group has it, so it tells little of this student.
    pub is_ordinary: bool,
    pub title: String,
    /// How a session stood in the end.
    pub sign: Option<Sign>,
    /// The writer's own words.
    pub words: String,
    /// What was understood or recorded, a sentence each.
    pub noted: Vec<String>,
    /// Because of what a letter was written.
    pub because: Vec<String>,
    pub letter: Option<Shown>,
}

/// A letter of the story.
#[derive(Debug, Serialize)]
pub(super) struct Shown {
    /// Under which its HTML is found.
    pub number: usize,
    pub opened: Opened,
    pub has_html: bool,
    pub file: String,
    /// Others who had one of their own.
    pub others: usize,
    /// The step of the policy whose letter it is, from 1; 0 where it is none.
    pub step: usize,
}

/// Opens the letter of a file, and numbers it.
pub(super) trait Opener {
    /// None where there is no such letter.
    fn open(&mut self, file: &str) -> Option<(usize, Opened)>;
}

/// Longer messages are cut here; they are whole in their files.
const WORDS_MAX: usize = 700;

/// The moments of a student's year in their order.
pub(super) fn moments(lived: &Lived<'_>, student: PersonId, opener: &mut dyn Opener) -> Vec<Moment> {
    let topic = Topic::Person(student);
    let story = story(&topic, lived.events, lived.state, lived.rules, lived.ends);
    let received: BTreeMap<LetterId, &Message> =
        lived.record.received.iter().map(|message| (message.id, message)).collect();
    let mut moments: Vec<(Timestamp, Moment)> = sessions(lived, student);
    let mut said: BTreeMap<LetterId, Vec<&Line<'_>>> = BTreeMap::new();
    for line in &story.lines {
        match (&line.telling, line.source) {
            (Telling::Heard(_), Some(source)) => said.entry(source).or_default().push(line),
            (Telling::Heard(_), None) => moments.push((line.at, noted(lived, &topic, line))),
            (Telling::Wrote { .. }, _) => moments.extend(letter(lived, line, opener)),
        }
    }
    for (source, lines) in said {
        let at = lines.first().map_or(Timestamp::MIN, |line| line.at);
        moments.push((at, message(lived, &topic, received.get(&source).copied(), &lines)));
    }
    // What was said stands before what was answered at the same moment.
    moments.sort_by_key(|(at, moment)| (*at, moment.kind == "letter"));
    moments.into_iter().map(|(at, moment)| Moment { at: moment_words(lived, at), ..moment }).collect()
}

fn moment_words(lived: &Lived<'_>, at: Timestamp) -> String {
    let local = at.to_zoned(lived.state.calendar.zone.clone());
    local.strftime("%a %-d %b, %H:%M").to_string()
}

/// The sessions of the student's groups, with how each stood in the end.
fn sessions(lived: &Lived<'_>, student: PersonId) -> Vec<(Timestamp, Moment)> {
    let state = lived.state;
    let places = state.roster.memberships.iter().filter(|place| place.student == student);
    let meetings =
        places.flat_map(|place| state.calendar.of(place.group).filter(|meeting| place.period.has(meeting.date)));
    meetings
        .map(|meeting| {
            let title = format!("Session {}, {}", meeting.id.number, day(meeting.date));
            let sign = Some(sign(state, meeting, student));
            (meeting.starts_at, Moment { kind: "session", title, sign, ..Moment::default() })
        })
        .collect()
}

/// What no letter brought.
fn noted(lived: &Lived<'_>, topic: &Topic, line: &Line<'_>) -> Moment {
    Moment { kind: "said", noted: vec![capital(&line.sentence(lived.state, topic))], ..Moment::default() }
}

/// A message, with what was made of it.
fn message(lived: &Lived<'_>, topic: &Topic, message: Option<&Message>, lines: &[&Line<'_>]) -> Moment {
    let is_ordinary = lines.iter().all(|line| match &line.telling {
        Telling::Heard(fact) => is_for_all(fact, topic),
        Telling::Wrote { .. } => false,
    });
    let by = message.and_then(|message| message.by);
    Moment {
        kind: "said",
        is_ordinary,
        title: by
            .map_or_else(|| "A machine writes".to_owned(), |by| format!("{} writes", words::name(lived.state, by))),
        words: message.map(|message| cut(&message.words)).unwrap_or_default(),
        noted: lines.iter().map(|line| capital(&line.sentence(lived.state, topic))).collect(),
        ..Moment::default()
    }
}

/// A register with the student present, and news of the whole group.
fn is_for_all(fact: &Fact, topic: &Topic) -> bool {
    match (fact, topic) {
        (Fact::RegisterTaken { marks, .. }, Topic::Person(student)) => {
            marks.get(student).is_some_and(|mark| mark.took_part())
        }
        (Fact::LeaderAway { .. } | Fact::LeaderBack { .. } | Fact::SessionMoved { .. } | Fact::Presented { .. }, _) => {
            true
        }
        _ => false,
    }
}

/// A letter that was decided, at the time at which it first left.
fn letter(lived: &Lived<'_>, line: &Line<'_>, opener: &mut dyn Opener) -> Option<(Timestamp, Moment)> {
    let Telling::Wrote { letter, to, .. } = &line.telling else { return None };
    let copies = lived.record.sent.iter().filter(|sent| sent.letter == **letter);
    let copies: Vec<_> = copies.collect();
    let first = copies.first();
    let shown = first.and_then(|sent| {
        let (number, opened) = opener.open(&sent.file)?;
        let has_html = opened.html.is_some();
        let step = STEPS.iter().position(|(_, kind, _, _)| *kind == letter.kind()).map_or(0, |nth| nth + 1);
        Some(Shown { number, opened, has_html, file: sent.file.clone(), others: copies.len() - 1, step })
    });
    let fell = to.iter().filter(|(_, became)| !matches!(became, Became::Sent(_)));
    let fell = fell
        .map(|(person, became)| format!("To {}: {}", words::name(lived.state, *person), became.in_words(lived.state)));
    let moment = Moment {
        kind: "letter",
        is_ordinary: is_for_the_group(letter),
        title: capital(words::letter(letter.kind())),
        noted: fell.collect(),
        because: line.grounds(lived.state).iter().map(|ground| capital(ground)).collect(),
        letter: shown,
        ..Moment::default()
    };
    Some((first.map_or(line.at, |sent| sent.at), moment))
}

/// Letters that everybody in the group has.
fn is_for_the_group(letter: &Letter) -> bool {
    matches!(
        letter,
        Letter::Welcome { .. }
            | Letter::Reminder { .. }
            | Letter::AfterChristmas { .. }
            | Letter::SessionCancelled { .. }
            | Letter::SessionMoved { .. }
            | Letter::LeaderAway { .. }
    )
}

/// A sentence with its first letter in upper case.
fn capital(sentence: &str) -> String {
    let mut rest = sentence.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(WORDS_MAX) {
        Some((end, _)) => format!("{} …", text.get(..end).unwrap_or_default().trim_end()),
        None => text.trim().to_owned(),
    }
}
