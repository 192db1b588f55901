//! `balintd due`: what would be sent to whom, and when, if nobody writes in the meantime.

use jiff::civil::{Date, Time};
use jiff::{Span, Timestamp};
use serde::Serialize;

use super::opened::Opened;
use super::{CliError, Context, DueArgs, Exit};
use crate::domain::calendar::instant;
use crate::domain::event::Event;
use crate::domain::id::{EventId, PersonId};
use crate::domain::letter::{Concern, Letter};
use crate::domain::sending::group_of;
use crate::domain::state::State;
use crate::explain::{by_calendar, facts, words};
use crate::store::{OutboxEntry, OutboxState};
use crate::turn::forecast::{Foreseen, forecast};

/// Days looked ahead where no last day is given: a group's fortnight.
const DAYS_AHEAD: i64 = 14;

/// Lists the letters of the coming days; those that wait in the outbox come first.
///
/// # Errors
/// [`CliError`] where there is nothing to ask, or the last day comes before the first.
pub async fn run(args: DueArgs, context: &Context) -> Result<Exit, CliError> {
    let mut opened = Opened::open(context).await?;
    let now = context.clock.now();
    let days = Days::of(&args, opened.state.day(now))?;
    let mut due: Vec<Due> = Vec::new();
    for entry in opened.store.open_letters().await? {
        due.push(Due::written(&entry, &opened.state, now));
    }
    let end = instant(days.last, Time::constant(23, 59, 59, 0), &opened.rules.zone);
    for foreseen in forecast(&opened.state, &opened.rules, now, end) {
        due.push(Due::foreseen(&foreseen, &opened.state, &opened.events));
    }
    due.retain(|due| days.have(opened.state.day(due.at)));
    due.sort_by_key(|due| due.at);
    let answer = Answer { from: days.first, to: days.last, paused: opened.state.paused, letters: due };
    context.answer(&answer, || answer.in_words(&opened.state))?;
    Ok(Exit::Fine)
}

/// The days asked about; both ends belong to them.
struct Days {
    first: Date,
    last: Date,
}

impl Days {
    fn of(args: &DueArgs, today: Date) -> Result<Self, CliError> {
        let first = args.from.unwrap_or(today);
        let last = args.to.unwrap_or(first.saturating_add(Span::new().days(DAYS_AHEAD)));
        match first <= last {
            true => Ok(Self { first, last }),
            false => {
                let what = format!("{last} comes before {first}: write the earlier day after --from");
                Err(CliError::Failed(what))
            }
        }
    }

    fn have(&self, day: Date) -> bool {
        (self.first..=self.last).contains(&day)
    }
}

#[derive(Serialize)]
struct Answer {
    from: Date,
    to: Date,
    paused: bool,
    letters: Vec<Due>,
}

/// A letter that would be sent.
#[derive(Serialize)]
struct Due {
    at: Timestamp,
    kind: &'static str,
    /// The session that it is about, as "G07/3".
    session: Option<String>,
    to: Vec<Recipient>,
    why: Vec<String>,
    /// It goes only if nobody answers a letter before it.
    if_unanswered: bool,
    /// The administrator gets it instead.
    shadow: bool,
}

#[derive(Serialize)]
struct Recipient {
    name: String,
    address: Option<String>,
}

impl Due {
    fn foreseen(foreseen: &Foreseen, state: &State, events: &[Event]) -> Self {
        let letter = &foreseen.letter;
        let grounds = foreseen.because.iter();
        let why = match foreseen.because.is_empty() {
            true => vec![by_calendar(letter, state)],
            false => grounds.filter_map(|id| ground(*id, letter.student(), state, events)).collect(),
        };
        Self {
            why,
            if_unanswered: foreseen.if_unanswered,
            shadow: letter.concern() != Concern::Machine && state.shadow.covers(group_of(letter, state)),
            ..Self::of(foreseen.at, letter, &foreseen.to, state)
        }
    }

    /// A letter that is written and waits for its server, or for somebody to find out what became of it.
    fn written(entry: &OutboxEntry, state: &State, now: Timestamp) -> Self {
        let why = match entry.state {
            OutboxState::Waiting if entry.attempts > 0 => "it is written, and is tried again",
            OutboxState::Waiting => "it is written, and waits to be sent",
            _ => "nobody knows whether it was sent: it is not sent again before that is found out",
        };
        Self {
            why: vec![why.to_owned()],
            shadow: entry.shadow,
            ..Self::of(entry.next_at.max(now), &entry.letter, &[entry.recipient], state)
        }
    }

    fn of(at: Timestamp, letter: &Letter, to: &[PersonId], state: &State) -> Self {
        let recipient = |person: &PersonId| Recipient {
            name: words::name(state, *person),
            address: state.roster.people.get(person).map(|known| known.address.as_str().to_owned()),
        };
        Self {
            at,
            kind: letter.kind(),
            session: letter.session().map(|session| words::session(state, session)),
            to: to.iter().map(recipient).collect(),
            why: Vec::new(),
            if_unanswered: false,
            shadow: false,
        }
    }

    /// Letters that differ only in whom they go to stand on one line.
    fn is_like(&self, other: &Self) -> bool {
        (self.at, self.kind, &self.session, &self.why) == (other.at, other.kind, &other.session, &other.why)
            && (self.if_unanswered, self.shadow) == (other.if_unanswered, other.shadow)
    }
}

/// A ground of a letter in words; what is itself only foreseen is none that could be told.
fn ground(id: EventId, student: Option<PersonId>, state: &State, events: &[Event]) -> Option<String> {
    let event = events.iter().find(|event| event.id == id)?;
    Some(facts::sentence(&event.fact, state, student))
}

impl Answer {
    fn in_words(&self, state: &State) -> String {
        let mut text = String::new();
        if self.paused {
            text.push_str("Sending is paused: none of this goes before `balintd resume`.\n\n");
        }
        if self.letters.is_empty() {
            text.push_str(&format!("Nothing is due from {} to {}.\n", self.from, self.to));
            return text;
        }
        let mut lines: Vec<Vec<&Due>> = Vec::new();
        for due in &self.letters {
            match lines.iter_mut().rev().take(LINES_COMPARED).find(|line| line.iter().any(|first| first.is_like(due))) {
                Some(line) => line.push(due),
                None => lines.push(vec![due]),
            }
        }
        for line in &lines {
            text.push_str(&in_words(line, state));
        }
        text.push_str(&format!(
            "\n{} from {} to {}, if nobody writes in the meantime.\n",
            letters(self.letters.iter().map(|due| due.to.len()).sum()),
            self.from,
            self.to
        ));
        text
    }
}

/// Lines before this one that may be like it: letters of an instant come group by group.
const LINES_COMPARED: usize = 200;

fn letters(count: usize) -> String {
    match count {
        1 => "1 letter".to_owned(),
        count => format!("{count} letters"),
    }
}

fn in_words(line: &[&Due], state: &State) -> String {
    let Some(first) = line.first() else {
        return String::new();
    };
    let names: Vec<&str> = line.iter().flat_map(|due| &due.to).map(|to| to.name.as_str()).collect();
    let about = first.session.as_ref().map_or(String::new(), |session| format!(" of {session}"));
    let mut text =
        format!("{}  {}{about}, to {}\n", words::moment(state, first.at), words::letter(first.kind), names.join(", "));
    let conditions = [
        (first.if_unanswered, "if no answer comes before"),
        (first.shadow, "in shadow: the administrator gets it instead"),
    ];
    let notes = conditions.iter().filter(|(holds, _)| *holds).map(|(_, words)| *words);
    for note in first.why.iter().map(String::as_str).chain(notes) {
        text.push_str(&format!("    {note}\n"));
    }
    text
}
