//! How many were missing at each session of the year, with and without a word.

use serde::Serialize;

use super::{Lived, share};
use crate::domain::calendar::Meeting;
use crate::domain::letter::Letter;
use crate::domain::state::Standing;

/// A row for each number of a session, over all groups.
#[derive(Debug, Serialize)]
pub(super) struct Absences {
    pub rows: Vec<Row>,
    /// The most that were missing at one number; bars are parts of it.
    pub most: usize,
}

/// The sessions of one number.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    pub number: u8,
    pub explained: usize,
    pub unexplained: usize,
    pub explained_share: usize,
    pub unexplained_share: usize,
    /// Groups in which so many were missing that a person was asked before anybody was written to.
    pub asked_first: usize,
}

/// Counts the absences.
pub(super) fn absences(lived: &Lived<'_>) -> Absences {
    let state = lived.state;
    let last = state.calendar.all().map(|meeting| meeting.id.number).max().unwrap_or(0);
    let mut rows: Vec<Row> = (1..=last).map(|number| row(lived, number)).collect();
    let most = rows.iter().map(|row| row.explained + row.unexplained).max().unwrap_or(0);
    for row in &mut rows {
        row.explained_share = share(row.explained, most);
        row.unexplained_share = share(row.unexplained, most);
    }
    Absences { rows, most }
}

fn row(lived: &Lived<'_>, number: u8) -> Row {
    let state = lived.state;
    let meetings = || state.calendar.all().filter(|meeting| meeting.id.number == number);
    let count = |wanted: Standing| {
        let of_session = |meeting: &Meeting| {
            let members = state.roster.members(meeting.id.group, meeting.date);
            members.filter(|place| state.standing(meeting.id, place.student) == wanted).count()
        };
        meetings().map(of_session).sum()
    };
    let asked_first = |meeting: &&Meeting| state.has_told(&Letter::CollectiveAbsence { session: meeting.id });
    Row {
        number,
        explained: count(Standing::Explained),
        unexplained: count(Standing::Unexplained),
        explained_share: 0,
        unexplained_share: 0,
        asked_first: meetings().filter(asked_first).count(),
    }
}
