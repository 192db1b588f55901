//! The calendar of each group: numbers and dates go up together, one session a day, none on a day off, and what is
//! past stays where it was.

use jiff::civil::Date;

use super::Scene;
use crate::domain::id::SessionId;
use crate::import::lines::{Line, SessionSaid};
use crate::import::mistake::Mistake;
use crate::import::sheet::Kind;

/// Notes what is wrong with sessions.
pub fn check(scene: Scene<'_>, mistakes: &mut Vec<Mistake>) {
    let lines = scene.lines;
    for (at, line) in lines.sessions.iter().enumerate() {
        let mut before = lines.sessions.iter().take(at);
        let clash = before.find_map(|other| clash(&line.says, other));
        mistakes.extend(clash.map(|(column, what)| lines.mistake(Kind::Sessions, line.row, column, what)));
        mistakes.extend(day_off(scene, &line.says).map(|what| lines.mistake(Kind::Sessions, line.row, "date", what)));
        mistakes.extend(past(scene, &line.says).map(|what| lines.mistake(Kind::Sessions, line.row, "date", what)));
    }
}

/// What is wrong between a session and one of an earlier row, and in which column.
fn clash(said: &SessionSaid, other: &Line<SessionSaid>) -> Option<(&'static str, String)> {
    let (row, other) = (other.row, &other.says);
    let (group, number, date) = (&said.group, said.number, said.date);
    if !other.group.eq_ignore_ascii_case(group) {
        return None;
    }
    if other.number == number {
        let what = format!("row {row} is session {number} of {group} as well: number the sessions of a group apart");
        return Some(("number", what));
    }
    if other.date == date {
        let what = format!("row {row} has another session of {group} on {date}: a group meets once a day, move one");
        return Some(("date", what));
    }
    if (other.number < number) != (other.date < date) {
        let what = format!(
            "session {number} of {group} on {date} and session {} on {} (row {row}) are in the wrong order: \
             number them as they follow each other",
            other.number, other.date
        );
        return Some(("number", what));
    }
    None
}

fn day_off(scene: Scene<'_>, said: &SessionSaid) -> Option<String> {
    let date = said.date;
    if scene.rules.bank_holidays.contains(&date) {
        return Some(format!("{date} is a bank holiday: move the session to another day"));
    }
    let (why, from, until) = closure(scene, said)?;
    Some(format!("{date} is in a closure ({why}, {from} to {until}): move the session, or put the closure right"))
}

/// The closure that a session falls into: of the files, or where they are silent, of the last import.
fn closure(scene: Scene<'_>, said: &SessionSaid) -> Option<(String, Date, Date)> {
    let groups = &scene.lines.groups;
    let group = groups.iter().find(|line| line.says.code.eq_ignore_ascii_case(&said.group))?;
    let scheme = scene.schemes.meant(group.says.scheme.as_deref())?;
    if let Some(closures) = &scene.lines.closures {
        let mut closures = closures.iter().map(|line| &line.says);
        let of_scheme = |named: &Option<String>| named.as_deref().is_none_or(|named| named == scheme);
        let closure = closures.find(|c| of_scheme(&c.scheme) && c.from <= said.date && said.date <= c.until)?;
        return Some((closure.why.as_str().to_owned(), closure.from, closure.until));
    }
    let scheme = scene.previous?.schemes.values().find(|known| known.code == scheme)?;
    let closure = scheme.closures.iter().find(|c| c.from <= said.date && said.date <= c.until)?;
    Some((closure.why.clone(), closure.from, closure.until))
}

/// A session that was held keeps its day and its number, and none is moved to a day that has gone by.
fn past(scene: Scene<'_>, said: &SessionSaid) -> Option<String> {
    let (previous, today) = (scene.previous?, scene.rules.today);
    let group = previous.group_called(&said.group)?.id;
    let (code, number, date) = (&said.group, said.number, said.date);
    let held = previous.sessions_of(group).find(|held| held.date == date && date < today);
    if let Some(held) = held.filter(|held| held.id.number != number) {
        let held = held.id.number;
        return Some(format!("session {held} of {code} was on {date}, and what is past stays: number this row {held}"));
    }
    let known = previous.sessions.get(&SessionId { group, number })?.date;
    if known == date {
        None
    } else if known < today {
        Some(format!(
            "session {number} of {code} was on {known}, and what is past stays: write that date; \
             the group of a new year needs a code of its own"
        ))
    } else if date < today {
        Some(format!("session {number} of {code} cannot move to {date}, which is past: write a day to come"))
    } else {
        None
    }
}
