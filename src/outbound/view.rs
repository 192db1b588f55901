//! How people, groups and sessions look to a template: the names and dates as they stand in a sentence.

use jiff::civil::{Date, Time};
use serde::Serialize;

use super::marked::MARKS;
use crate::domain::calendar::{Calendar, Meeting};
use crate::domain::id::Name;
use crate::domain::roster::{Group, Person, TITLES, weekday_name};

/// A person in a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonView {
    /// As the roster has it: "Dr Helen Marsh".
    pub name: String,
    /// Without a title: "Helen Marsh".
    pub plain: String,
    /// As they like to be called: "Helen".
    pub called: String,
    /// The whole name, and the preferred one where it is not part of it: "Oluwaseun Adeyemi (Seun)".
    pub listed: String,
    /// The preferred name and the last: "Seun Adeyemi"; the whole name where the preferred one is part of it.
    pub short: String,
}

impl PersonView {
    /// The views of a person's names, safe beside other text whatever their script.
    pub fn new(person: &Person) -> Self {
        let name = person.name.as_str();
        let called = person.called();
        let plain = plain_name(name);
        let is_in_name = name == called || name.split(' ').any(|word| word == called);
        let (listed, short) = match plain.rsplit_once(' ') {
            _ if is_in_name => (plain.to_owned(), plain.to_owned()),
            Some((_, last)) => (format!("{plain} ({called})"), format!("{called} {last}")),
            None => (format!("{plain} ({called})"), called.to_owned()),
        };
        Self {
            name: shown(name),
            plain: shown(plain),
            called: shown(called),
            listed: shown(&listed),
            short: shown(&short),
        }
    }
}

/// A name without the title before it, as it stands under a letter and in From.
pub fn plain_name(name: &str) -> &str {
    match name.split_once(' ') {
        Some((first, rest)) if TITLES.contains(&first.trim_end_matches('.').to_lowercase().as_str()) => {
            plain_name(rest)
        }
        _ => name,
    }
}

/// A text from outside as it can stand in a line: no control characters, no directional overrides that would turn the
/// line round, no mark that would make the line another thing, and, where it is written from right to left, set off from
/// the text about it (Unicode UAX 9, isolates).
pub fn shown(text: &str) -> String {
    let kept: String = text.chars().filter(|c| !c.is_control() && !is_directional(*c)).collect();
    let kept = kept.trim_start_matches(|c: char| c.is_whitespace() || MARKS.contains(&c));
    if kept.chars().any(is_right_to_left) { format!("\u{2068}{kept}\u{2069}") } else { kept.to_owned() }
}

/// Takes the isolates off again, for a header.
pub fn unmarked(text: &str) -> String {
    text.chars().filter(|c| !is_directional(*c)).collect()
}

fn is_directional(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Hebrew, Arabic and their neighbours.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}

/// The pair of co-leaders in the order of this letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PairView {
    /// "Helen Marsh", "Daniel Osei".
    pub names: Vec<String>,
    /// "Helen", "Dan".
    pub called: Vec<String>,
}

/// A group in a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GroupView {
    pub code: String,
    /// "Tuesday".
    pub weekday: String,
    pub starts: String,
    pub ends: String,
    pub minutes: u16,
    pub place: String,
    pub site: Option<String>,
}

impl GroupView {
    /// The group as the timetable has it.
    pub fn new(group: &Group) -> Self {
        Self {
            code: shown(&group.code),
            weekday: weekday_name(group.weekday.0).to_owned(),
            starts: clock(group.starts),
            ends: clock(after(group.starts, group.minutes)),
            minutes: group.minutes,
            place: shown(group.place.as_str()),
            site: group.site.as_ref().map(Name::as_str).map(shown),
        }
    }
}

/// A session in a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SessionView {
    pub number: u8,
    /// How many the group has.
    pub of: usize,
    /// "Tuesday 24 November".
    pub date: String,
    pub weekday: String,
    pub starts: String,
    pub ends: String,
    pub place: String,
    pub is_first: bool,
    pub is_last: bool,
    /// It has begun.
    pub is_past: bool,
    /// Which of a few wordings, so that a letter sent often is not always the same: 0, 1 or 2.
    pub wording: u8,
}

/// Wordings of a letter that is sent often.
pub const WORDINGS: u8 = 3;

impl SessionView {
    /// The session as the calendar has it now.
    pub fn new(meeting: &Meeting, calendar: &Calendar, now: jiff::Timestamp) -> Self {
        let held = || calendar.of(meeting.id.group).filter(|other| !other.cancelled);
        Self {
            number: meeting.id.number,
            of: calendar.of(meeting.id.group).count(),
            date: day(meeting.date),
            weekday: weekday_name(meeting.date.weekday()).to_owned(),
            starts: clock(meeting.starts),
            ends: clock(after(meeting.starts, meeting.minutes)),
            place: shown(meeting.place.as_str()),
            is_first: !held().any(|other| other.starts_at < meeting.starts_at),
            is_last: !held().any(|other| other.starts_at > meeting.starts_at),
            is_past: meeting.starts_at <= now,
            wording: meeting.id.number % WORDINGS,
        }
    }
}

/// "Tuesday 24 November".
pub fn day(date: Date) -> String {
    date.strftime("%A %-d %B").to_string()
}

/// "13:00".
pub fn clock(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

fn after(starts: Time, minutes: u16) -> Time {
    starts.wrapping_add(jiff::SignedDuration::from_mins(minutes.into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{Address, PersonId};

    fn person(name: &str, preferred: Option<&str>) -> PersonView {
        PersonView::new(&Person {
            id: PersonId(1),
            address: Address::new("a@b.example").unwrap(),
            name: Name::new(name).unwrap(),
            preferred_name: preferred.map(|name| Name::new(name).unwrap()),
        })
    }

    #[test]
    fn a_preferred_name_is_shown_where_the_whole_name_does_not_have_it() {
        let seun = person("Oluwaseun Adeyemi", Some("Seun"));
        assert_eq!((seun.listed.as_str(), seun.short.as_str()), ("Oluwaseun Adeyemi (Seun)", "Seun Adeyemi"));
        let wei = person("Xu Wei", Some("Wei"));
        assert_eq!((wei.listed.as_str(), wei.short.as_str()), ("Xu Wei", "Xu Wei"));
        assert_eq!(person("Prof. Dr Anneke de Vries", None).plain, "Anneke de Vries");
    }

    #[test]
    fn a_name_cannot_turn_a_line_round() {
        assert_eq!(shown("Eve\u{202e}evE"), "EveevE");
        assert_eq!(shown("עדי כהן"), "\u{2068}עדי כהן\u{2069}");
        assert_eq!(unmarked(&shown("עדי כהן")), "עדי כהן");
    }

    #[test]
    fn a_name_cannot_make_a_line_another_thing() {
        assert_eq!(shown("- # [Tom | Yes]"), "Tom | Yes]");
        assert_eq!(shown("Jean-Luc: #1"), "Jean-Luc: #1");
    }
}
