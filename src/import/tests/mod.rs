//! The room as its users see it: files in, a roster or mistakes out.

use std::path::Path;

use jiff::civil::date;

use super::read_folder;

/// The small school whose letters the readers are tried on.
const WORLD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/world");

#[test]
fn the_world_of_the_readers_is_a_roster() {
    let roster = read_folder(Path::new(WORLD)).unwrap();
    assert_eq!(
        (
            roster.people.len(),
            roster.groups.len(),
            roster.memberships.len(),
            roster.sessions.len()
        ),
        (31, 2, 23, 26)
    );
    let group = roster.group_called("g07").unwrap();
    let day = date(2026, 9, 15);
    let names: Vec<_> = roster
        .co_leaders(group.id, day)
        .iter()
        .map(|id| roster.people[id].called())
        .collect();
    assert_eq!(names, ["Helen", "Dan"]);
    assert_eq!(roster.members(group.id, day).count(), 11);
    assert_eq!(roster.sessions_of(group.id).count(), 13);
    assert_eq!(
        roster.schemes.values().map(|s| s.code.as_str()).collect::<Vec<_>>(),
        ["balint"]
    );
}
