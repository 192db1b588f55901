//! What happens to sessions in the year beside their being held: cancelled, moved, a co-leader away, a register that
//! nobody sends. Each group has a few of them, a small school most kinds.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};

use super::chance::Chance;
use crate::domain::id::{GroupId, SessionId};
use crate::domain::roster::Roster;

/// What happens to a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Incident {
    /// Called off some days before.
    Cancelled,
    /// Nobody could lead it; said when the register is asked for.
    DidNotRun,
    MovedDay,
    MovedRoom,
    /// The co-leader in this place of the pair is away.
    LeaderAway(usize),
    /// Both forget the register until the undergraduate team rings them up.
    Forgotten,
    /// Both answer the request, and differ about one student.
    Contested,
    /// The first answer is a photograph of a paper list, without a word.
    Photographed,
}

/// A group's incidents by session number; groups take these in turn.
const SCRIPTS: [&[(u8, Incident)]; 6] = {
    use Incident as I;
    [
        &[(4, I::LeaderAway(1)), (6, I::Forgotten), (9, I::Cancelled), (11, I::MovedRoom)],
        &[(3, I::Photographed), (5, I::Contested), (8, I::DidNotRun), (10, I::MovedDay), (12, I::LeaderAway(0))],
        &[],
        &[(7, I::Forgotten)],
        &[(2, I::LeaderAway(0))],
        &[(8, I::Contested)],
    ]
};

/// What happens to which session.
pub fn incidents(roster: &Roster) -> BTreeMap<SessionId, Incident> {
    let groups: Vec<GroupId> = roster.groups.keys().copied().collect();
    let of_group = |(nth, group): (usize, &GroupId)| {
        let script = SCRIPTS.get(nth % SCRIPTS.len()).copied().unwrap_or_default();
        let group = *group;
        script.iter().map(move |(number, incident)| (SessionId { group, number: *number }, *incident))
    };
    groups.iter().enumerate().flat_map(of_group).filter(|(session, _)| roster.sessions.contains_key(session)).collect()
}

/// What happens to which session in a year in which more goes wrong than usual.
pub fn drawn(roster: &Roster, seed: u64) -> BTreeMap<SessionId, Incident> {
    use Incident as I;
    const ALL: [Incident; 9] = [
        I::Cancelled,
        I::DidNotRun,
        I::MovedDay,
        I::MovedRoom,
        I::LeaderAway(0),
        I::LeaderAway(1),
        I::Forgotten,
        I::Contested,
        I::Photographed,
    ];
    let mut chance = Chance::of(seed, &[0x9107]);
    let mut incident = |session: &SessionId| chance.percent(30).then(|| (*session, chance.pick(&ALL)));
    roster.sessions.keys().filter_map(&mut incident).collect()
}

/// The next weekday but one.
pub fn moved_day(from: Date) -> Date {
    let days = if from.weekday() == Weekday::Friday { 3 } else { 2 };
    from.saturating_add(jiff::Span::new().days(days))
}
