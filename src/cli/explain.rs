//! `balintd explain`: why something was sent, or why not: the story of a person, a session or a letter.
//!
//! Says who wrote and what was noted of it, never in whose words: those belong to the co-leaders alone.

use std::fmt::Write;

use serde_json::{Value, json};

use super::opened::Opened;
use super::{CliError, Context, Exit, ExplainArgs};
use crate::domain::id::{Address, LetterId, SessionId};
use crate::domain::letter::{Letter, LetterKey};
use crate::domain::roster::Person;
use crate::domain::state::State;
use crate::explain::{Became, Line, Story, Telling, Topic, story, waits, words};
use crate::store::{OutboxEntry, OutboxState};
use crate::turn::forecast::{Foreseen, forecast};

/// How far ahead the next letters are told.
const NEXT_DAYS: i64 = 14;

/// Tells the story of what is named.
///
/// # Errors
/// [`CliError`] where nothing or several people are called so.
pub async fn run(args: ExplainArgs, context: &Context) -> Result<Exit, CliError> {
    let mut opened = Opened::open(context).await?;
    let now = context.clock.now();
    let topic = topic(&args.what, &mut opened).await?;
    let head = head(&topic, &mut opened).await?;
    let state = &opened.state;
    let story = story(&topic, &opened.events, state, &opened.rules, now);
    let until = now.saturating_add(jiff::SignedDuration::from_hours(24 * NEXT_DAYS)).unwrap_or(now);
    let mut next = forecast(state, &opened.rules, now, until);
    next.retain(|foreseen| is_of(&topic, foreseen));
    let account = Account { topic, head, story, next };
    context.answer(&account.as_json(state), || account.in_words(state))?;
    Ok(Exit::Fine)
}

/// What was meant: a session, a letter's number, key or Message-ID, or a person.
async fn topic(what: &str, opened: &mut Opened) -> Result<Topic, CliError> {
    let what = what.trim();
    if let Some(session) = session(what, &opened.state) {
        return session.map(Topic::Session);
    }
    if let Ok(number) = what.trim_start_matches('#').parse::<i64>() {
        let id = LetterId(number);
        let known = opened.store.inbox_entry(id).await?;
        let missing = || CliError::Failed(format!("no letter came in under the number {number}"));
        return known.map(|_| Topic::Theirs(id)).ok_or_else(missing);
    }
    if what.starts_with('{') {
        let told = opened.state.told(&LetterKey(what.to_owned())).map(|told| told.letter.clone());
        let missing = || CliError::Failed("no letter with this key was ever decided".to_owned());
        return told.map(Topic::Ours).ok_or_else(missing);
    }
    if what.contains('@') {
        let person = Address::new(what).ok().and_then(|address| opened.state.roster.person_at(&address));
        if let Some(person) = person {
            return Ok(Topic::Person(person.id));
        }
        return letter(what.trim_matches(['<', '>']), opened).await;
    }
    match super::find::people(what, &opened.state.roster).as_slice() {
        [only] => Ok(Topic::Person(only.id)),
        several => Err(super::find::not_one(what, several)),
    }
}

/// A session as people write it, where it looks like one.
fn session(what: &str, state: &State) -> Option<Result<SessionId, CliError>> {
    let (code, number) = what.split_once('/')?;
    let number: u8 = number.parse().ok()?;
    let Some(group) = state.roster.group_called(code) else {
        let all: Vec<&str> = state.roster.groups.values().map(|group| group.code.as_str()).collect();
        let what = format!("there is no group {code:?}: write one of {}", all.join(", "));
        return Some(Err(CliError::Failed(what)));
    };
    let id = SessionId { group: group.id, number };
    if state.calendar.get(id).is_some() {
        return Some(Ok(id));
    }
    let numbers: Vec<String> = state.calendar.of(group.id).map(|meeting| meeting.id.number.to_string()).collect();
    let what = format!("{} has no session {number}: its sessions are {}", group.code, numbers.join(", "));
    Some(Err(CliError::Failed(what)))
}

async fn letter(message_id: &str, opened: &mut Opened) -> Result<Topic, CliError> {
    if let Some(entry) = opened.store.outbox_entry(message_id).await? {
        return Ok(Topic::Ours(entry.letter));
    }
    let theirs = opened.store.inbox_entry_of(message_id).await?;
    theirs.map(|entry| Topic::Theirs(entry.id)).ok_or_else(|| {
        let what = format!("{message_id} is nobody's address on the roster, and no letter's Message-ID");
        CliError::Failed(what)
    })
}

/// What is known of the topic beside its story, a line each.
async fn head(topic: &Topic, opened: &mut Opened) -> Result<Vec<String>, CliError> {
    Ok(match topic {
        Topic::Person(person) => {
            let known = opened.state.roster.people.get(person);
            known.map(|known| about_person(known, &opened.state)).unwrap_or_default()
        }
        Topic::Session(session) => about_session(*session, &opened.state),
        Topic::Ours(letter) => {
            let entries = opened.store.outbox_entries(&letter.key()).await?;
            about_ours(letter, &entries, &opened.state)
        }
        Topic::Theirs(id) => about_theirs(*id, opened).await?,
    })
}

fn about_person(person: &Person, state: &State) -> Vec<String> {
    let mut lines = vec![format!("{} <{}>", person.name.as_str(), person.address.as_str())];
    lines.extend(super::find::roles(person.id, state));
    let attendance: Vec<String> = state
        .attendance(person.id)
        .into_iter()
        .map(|(session, standing)| format!("{} {}", words::session(state, session), words::standing(standing)))
        .collect();
    if !attendance.is_empty() {
        lines.push(format!("Sessions: {}", attendance.join(", ")));
    }
    lines
}

fn about_session(session: SessionId, state: &State) -> Vec<String> {
    let Some(meeting) = state.calendar.get(session) else {
        return Vec::new();
    };
    let leaders = words::names(state, &state.leading(session, meeting.date));
    let when = words::moment(state, meeting.starts_at);
    let mut line = format!("{}, {when}, {}, led by {leaders}", words::session(state, session), meeting.place.as_str());
    if meeting.cancelled {
        line.push_str("; cancelled");
    }
    let register = match (&state.session(session).register, state.is_register_whole(session)) {
        (None, _) => "There is no register. Silence is not absence: nobody is chased for this session.",
        (Some(_), false) => "The register does not name every member, so it is asked for again.",
        (Some(_), true) => "The register is whole.",
    };
    vec![line, register.to_owned()]
}

fn about_ours(letter: &Letter, entries: &[OutboxEntry], state: &State) -> Vec<String> {
    let mut lines = vec![format!("A letter of ours: {}", words::letter(letter.kind()))];
    for entry in entries {
        let to = words::name(state, entry.recipient);
        let shadow = if entry.shadow { ", in shadow: the administrator got it instead" } else { "" };
        let tries = match entry.attempts {
            0 | 1 => String::new(),
            n => format!(" after {n} tries"),
        };
        let how = match entry.state {
            OutboxState::Waiting => format!("waits until {}{tries}", words::moment(state, entry.next_at)),
            OutboxState::Sending => "is on its way".to_owned(),
            OutboxState::Unknown => "may have been sent: nobody knows, so it is not sent again".to_owned(),
            OutboxState::Sent => format!("was sent{tries}"),
            OutboxState::Refused => "was refused by the server".to_owned(),
            OutboxState::Dropped => "was dropped".to_owned(),
        };
        lines.push(format!("To {to}: {how}{shadow}. Message-ID <{}>", entry.message_id));
    }
    lines
}

async fn about_theirs(id: LetterId, opened: &mut Opened) -> Result<Vec<String>, CliError> {
    let Some(entry) = opened.store.inbox_entry(id).await? else {
        return Ok(Vec::new());
    };
    let state = &opened.state;
    let from = entry.person.map_or_else(
        || "somebody who is not on the roster, or a machine".to_owned(),
        |person| words::name(state, person),
    );
    let mut lines = vec![format!("Letter {id}, from {from}, arrived {}", words::moment(state, entry.received))];
    if state.brought_by(id).is_empty() {
        lines.push("It changed nothing: an automatic answer, or nothing that anybody has to know.".to_owned());
    }
    if entry.aside {
        lines.push("It was set aside for a person to look at.".to_owned());
    }
    if !entry.has_text {
        lines.push("Its text is no longer kept.".to_owned());
    }
    Ok(lines)
}

/// Is a letter to come of the topic?
fn is_of(topic: &Topic, foreseen: &Foreseen) -> bool {
    match topic {
        Topic::Person(person) => foreseen.letter.student() == Some(*person) || foreseen.to.contains(person),
        Topic::Session(session) => foreseen.letter.session() == Some(*session),
        Topic::Ours(_) | Topic::Theirs(_) => false,
    }
}

/// All that is told.
struct Account<'a> {
    topic: Topic,
    head: Vec<String>,
    story: Story<'a>,
    next: Vec<Foreseen>,
}

impl Account<'_> {
    fn in_words(&self, state: &State) -> String {
        let mut text = String::new();
        for line in &self.head {
            let _ = writeln!(text, "{line}");
        }
        self.section(&mut text, "What happened", self.story.lines.iter().map(|line| self.line(line, state)));
        self.section(&mut text, "What waits", self.story.waiting.iter().map(|one| waits(one, state)));
        let next = self.next.iter().map(|foreseen| to_come(foreseen, state));
        self.section(&mut text, "What comes next, if nobody writes", next);
        if state.paused {
            text.push_str("\nSending is paused: nothing goes before `balintd resume`.\n");
        }
        text
    }

    fn section(&self, text: &mut String, title: &str, lines: impl Iterator<Item = String>) {
        let lines: Vec<String> = lines.collect();
        if lines.is_empty() {
            return;
        }
        let _ = writeln!(text, "\n{title}:");
        for line in lines {
            let _ = writeln!(text, "  {line}");
        }
    }

    fn line(&self, line: &Line<'_>, state: &State) -> String {
        let source = line.source.map_or(String::new(), |letter| format!(" (letter {letter})"));
        let mut text = format!("{}  {}{source}", words::moment(state, line.at), line.sentence(state, &self.topic));
        for ground in line.grounds(state) {
            let _ = write!(text, "\n      because {ground}");
        }
        text
    }

    fn as_json(&self, state: &State) -> Value {
        let lines: Vec<Value> = self.story.lines.iter().map(|line| as_json(line, state, &self.topic)).collect();
        let waiting = self.story.waiting.iter().map(|one| {
            json!({
                "kind": one.kind,
                "why": one.why,
                "session": one.session.map(|session| words::session(state, session)),
                "student": one.student.map(|student| words::name(state, student)),
                "until": one.until,
                "sentence": waits(one, state),
            })
        });
        let next = self.next.iter().map(|foreseen| {
            json!({
                "at": foreseen.at,
                "kind": foreseen.letter.kind(),
                "if_unanswered": foreseen.if_unanswered,
                "sentence": to_come(foreseen, state),
            })
        });
        json!({
            "about": self.head,
            "happened": lines,
            "waiting": waiting.collect::<Vec<_>>(),
            "next": next.collect::<Vec<_>>(),
        })
    }
}

fn to_come(foreseen: &Foreseen, state: &State) -> String {
    let about = foreseen.letter.session().map_or(String::new(), |of| format!(" of {}", words::session(state, of)));
    let condition = if foreseen.if_unanswered { ", if no answer comes before" } else { "" };
    format!(
        "{}  {}{about} to {}{condition}",
        words::moment(state, foreseen.at),
        words::letter(foreseen.letter.kind()),
        words::names(state, &foreseen.to)
    )
}

fn as_json(line: &Line<'_>, state: &State, topic: &Topic) -> Value {
    let mut value = json!({
        "at": line.at,
        "event": line.event,
        "letter": line.source,
        "sentence": line.sentence(state, topic),
    });
    if let Telling::Wrote { letter, because, to } = &line.telling {
        let to = to.iter().map(|(person, became)| {
            let (word, at) = match became {
                Became::Open => ("open", None),
                Became::Sent(at) => ("sent", Some(at)),
                Became::Refused(at, _) => ("refused", Some(at)),
                Became::Dropped(at, _) => ("dropped", Some(at)),
            };
            json!({ "name": words::name(state, *person), "became": word, "at": at })
        });
        value["wrote"] = json!({
            "kind": letter.kind(),
            "key": letter.key(),
            "to": to.collect::<Vec<_>>(),
            "because": because.iter().map(|event| event.id).collect::<Vec<_>>(),
        });
    }
    value
}
