//! The sessions of each group with the marks of its students, as its co-leaders know them.

use serde::Serialize;

use super::stories::Story;
use super::{Lived, day, numbers};
use crate::domain::calendar::Meeting;
use crate::domain::id::{GroupId, PersonId};
use crate::domain::roster::Membership;
use crate::domain::said::Mark;
use crate::domain::state::{Standing, State};
use crate::explain::words;

/// A group.
#[derive(Debug, Serialize)]
pub(super) struct Group {
    pub code: String,
    pub leaders: String,
    /// "Tuesdays at 13:00, Seminar room 2".
    pub meets: String,
    pub sessions: Vec<Column>,
    pub students: Vec<Row>,
}

/// A session.
#[derive(Debug, Serialize)]
pub(super) struct Column {
    pub number: u8,
    pub day: String,
    pub is_cancelled: bool,
}

/// A student of the group.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    pub name: String,
    pub marks: Vec<Sign>,
    /// Sessions at which they were, of those with a mark.
    pub there: usize,
    pub marked: usize,
    /// The last step of the absence policy that was taken, 0 for none.
    pub step: u8,
    /// The number of their story on the page, where it has one.
    pub story: Option<usize>,
}

/// A mark: a sign that is different in shape, and the words for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(super) struct Sign {
    pub sign: &'static str,
    pub words: &'static str,
    /// The class of its cell.
    pub class: &'static str,
}

/// The groups by their codes.
pub(super) fn groups(lived: &Lived<'_>, stories: &[Story]) -> Vec<Group> {
    let mut groups: Vec<Group> =
        lived.state.roster.groups.keys().map(|group| self::group(lived, *group, stories)).collect();
    groups.sort_by(|one, other| one.code.cmp(&other.code));
    groups
}

fn group(lived: &Lived<'_>, id: GroupId, stories: &[Story]) -> Group {
    let state = lived.state;
    let meetings: Vec<&Meeting> = state.calendar.of(id).collect();
    let first_day = meetings.first().map_or(lived.first_day, |meeting| meeting.date);
    let group = state.roster.groups.get(&id);
    let members = state.roster.memberships.iter().filter(|place| place.group == id);
    Group {
        code: words::group(state, id),
        leaders: words::names(state, &state.roster.co_leaders(id, first_day)),
        meets: group.map_or_else(String::new, |group| {
            let starts = group.starts.strftime("%H:%M");
            format!("{}s at {starts}, {}", first_day.strftime("%A"), group.place.as_str())
        }),
        sessions: meetings.iter().map(|meeting| column(meeting)).collect(),
        students: members.map(|place| row(lived, place, &meetings, stories)).collect(),
    }
}

fn column(meeting: &Meeting) -> Column {
    Column { number: meeting.id.number, day: day(meeting.date), is_cancelled: meeting.cancelled }
}

fn row(lived: &Lived<'_>, place: &Membership, meetings: &[&Meeting], stories: &[Story]) -> Row {
    let state = lived.state;
    let marks: Vec<Sign> = meetings
        .iter()
        .map(|meeting| if place.period.has(meeting.date) { sign(state, meeting, place.student) } else { ELSEWHERE })
        .collect();
    let count = |wanted: &[Sign]| marks.iter().filter(|mark| wanted.contains(mark)).count();
    Row {
        name: words::name(state, place.student),
        there: count(&[PRESENT, LATE]),
        marked: marks.len() - count(&[CANCELLED, UNKNOWN, ELSEWHERE]),
        marks,
        step: numbers::furthest(lived, place.student),
        story: stories.iter().find(|story| story.student == place.student).map(|story| story.number),
    }
}

const PRESENT: Sign = Sign { sign: "·", words: "present", class: "p" };
const LATE: Sign = Sign { sign: "L", words: "late, took part", class: "l" };
const EXPLAINED: Sign = Sign { sign: "E", words: "missed, explained", class: "e" };
const UNEXPLAINED: Sign = Sign { sign: "A", words: "absent without a word", class: "a" };
const TURNED_AWAY: Sign = Sign { sign: "T", words: "came too late to join", class: "a" };
const CANCELLED: Sign = Sign { sign: "–", words: "cancelled", class: "x" };
const UNKNOWN: Sign = Sign { sign: "?", words: "no mark", class: "u" };
/// Before they came to the group, or after they left it.
const ELSEWHERE: Sign = Sign { sign: " ", words: "not in the group", class: "x" };

/// How a student's attendance at a session stands, as a sign.
pub(super) fn sign(state: &State, meeting: &Meeting, student: PersonId) -> Sign {
    let mark = state.mark(meeting.id, student).map(|marked| marked.mark);
    match state.standing(meeting.id, student) {
        _ if meeting.cancelled => CANCELLED,
        Standing::Unknown => UNKNOWN,
        Standing::Present => PRESENT,
        Standing::Late => LATE,
        Standing::Explained => EXPLAINED,
        Standing::Unexplained if mark == Some(Mark::TurnedAway) => TURNED_AWAY,
        Standing::Unexplained => UNEXPLAINED,
    }
}
