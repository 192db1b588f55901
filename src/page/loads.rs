//! What the year asks of one person: how many letters they had. Whoever is asked to take part wants to know.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Lived, share};
use crate::domain::id::PersonId;
use crate::domain::roster::Role;

/// The letters of the one in the middle of those who do the same.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Load {
    pub who: &'static str,
    pub people: usize,
    pub letters: usize,
    pub share: usize,
}

/// By what people do, those who do nothing of the kind left out. Whoever leads a group and heads a firm has the letters
/// of both.
pub(super) fn loads(lived: &Lived<'_>) -> Vec<Load> {
    let roster = &lived.state.roster;
    let mut had: BTreeMap<PersonId, usize> = BTreeMap::new();
    for sent in &lived.record.sent {
        *had.entry(sent.to).or_default() += 1;
    }
    let students: BTreeSet<PersonId> = roster.memberships.iter().map(|place| place.student).collect();
    let heads: BTreeSet<PersonId> = roster.memberships.iter().map(|place| place.firm_head).collect();
    let leaders: BTreeSet<PersonId> = roster.co_leaderships.iter().map(|led| led.leader).collect();
    let supervisors: BTreeSet<PersonId> = roster.supervisions.iter().map(|held| held.supervisor).collect();
    let of_role = |role| roster.roles.iter().filter(|held| held.role == role).map(|held| held.person).collect();
    let kinds: [(&str, BTreeSet<PersonId>); 7] = [
        ("a student", students),
        ("a co-leader", leaders.difference(&heads).copied().collect()),
        ("a firm head who leads a group too", leaders.intersection(&heads).copied().collect()),
        ("a firm head who leads none", heads.difference(&leaders).copied().collect()),
        ("a supervisor", supervisors.difference(&leaders).copied().collect()),
        ("the undergraduate team", of_role(Role::UndergraduateTeam)),
        ("the lead for the stage", of_role(Role::StageLead)),
    ];
    let middles = kinds.into_iter().filter_map(|(who, people)| {
        let mut counts: Vec<usize> = people.iter().map(|one| had.get(one).copied().unwrap_or_default()).collect();
        counts.sort_unstable();
        let letters = counts.get(counts.len() / 2).copied()?;
        Some((who, counts.len(), letters))
    });
    let middles: Vec<_> = middles.collect();
    let most = middles.iter().map(|(_, _, letters)| *letters).max().unwrap_or_default();
    middles
        .into_iter()
        .map(|(who, people, letters)| Load { who, people, letters, share: share(letters, most) })
        .collect()
}
