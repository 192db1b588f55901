//! The daemon's own letters: answers to orders and to what could not be read, addresses that are dead, and what the
//! administrator has to know.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use jiff::civil::Date;

use super::{Pass, When};
use crate::domain::event::Fact;
use crate::domain::id::{EventId, PersonId};
use crate::domain::letter::Letter;
use crate::domain::roster::Role;
use crate::domain::state::{Matter, Subject, Told};

pub(super) fn pass(pass: &mut Pass) {
    alarms(pass);
    let state = pass.state;
    let mut aside = Vec::new();
    let mut dropped = Vec::new();
    let mut unreached: BTreeMap<PersonId, Vec<(EventId, &Matter)>> = BTreeMap::new();
    for (event, matter) in state.matters(Subject::House) {
        match &matter.fact {
            Fact::SetAside { .. } => aside.push((event, matter)),
            Fact::Dropped { .. } | Fact::InDoubt { .. } => dropped.push((event, matter)),
            Fact::Bounced { person: to, .. } | Fact::Refused { to, .. } => {
                unreached.entry(*to).or_default().push((event, matter));
            }
            _ => answer(pass, event, matter),
        }
    }
    for (person, matters) in unreached {
        undeliverable(pass, person, &matters);
    }
    daily(pass, &aside, |day| Letter::SetAside { day });
    daily(pass, &dropped, |day| Letter::Dropped { day });
    proof_of_life(pass);
}

/// What goes out also while nothing else does.
pub(super) fn alarms(pass: &mut Pass) {
    for (event, matter) in pass.state.matters(Subject::House) {
        if matches!(matter.fact, Fact::ClockJumped { .. } | Fact::StormHeld { .. }) {
            let letter = Letter::Alarm { after: event };
            pass.write(letter, vec![PersonId::ADMINISTRATOR], pass.noted(matter.at), &[event]);
        }
    }
}

fn answer(pass: &mut Pass, event: EventId, matter: &Matter) {
    let now = pass.noted(matter.at);
    let because = [event];
    let Some(answers) = matter.source else { return };
    match &matter.fact {
        Fact::StaffUnclear { by, .. } => {
            pass.write(Letter::ClarifyingQuestion { person: *by, answers }, vec![*by], now, &because);
        }
        Fact::OrdersDone { by, .. } => {
            pass.write(Letter::OrderDone { person: *by, answers }, vec![*by], now, &because);
        }
        Fact::StatusAsked { by, group } => {
            let letter = Letter::StatusAnswer { person: *by, group: *group, answers };
            pass.write(letter, vec![*by], now, &because);
        }
        Fact::HelpAsked { by } => pass.write(Letter::HelpAnswer { person: *by, answers }, vec![*by], now, &because),
        _ => {}
    }
}

/// The undergraduate team owns the roster; the co-leaders know the student. They hear of a person once a day, however many
/// letters come back.
fn undeliverable(pass: &mut Pass, person: PersonId, matters: &[(EventId, &Matter)]) {
    let Some((after, first)) = matters.first() else { return };
    // The day on which they had it, which may be long after it was decided.
    let day = |told: &Told| pass.state.day(told.last_sent_at().unwrap_or(told.at));
    let last = pass.state.told_unreachable(person).map(|(_, told)| day(told)).max();
    let due = match last.filter(|day| *day >= pass.state.day(first.at)) {
        Some(day) => pass.rules.days_from(day.min(pass.today), 1, pass.rules.administration.post_at),
        None => first.at.min(pass.now),
    };
    let because: Vec<EventId> = matters.iter().map(|(event, _)| *event).collect();
    let roster = &pass.state.roster;
    let group = pass.state.group_now(person);
    let mut to = Vec::new();
    if let Some(group) = group {
        to.extend(roster.co_leaders(group, pass.today));
    }
    let scheme = match group.and_then(|group| roster.groups.get(&group)) {
        Some(group) => Some(group.scheme),
        None => roster.roles.iter().find(|held| held.person == person).map(|held| held.scheme),
    };
    if let Some(scheme) = scheme {
        to.extend(roster.holders(scheme, Role::UndergraduateTeam, pass.today));
    }
    to.retain(|recipient| *recipient != person);
    if to.is_empty() {
        to.push(PersonId::ADMINISTRATOR);
    }
    pass.write(Letter::Undeliverable { person, after: *after }, to, When::at(due), &because);
}

/// Once a day, where there is anything.
fn daily(pass: &mut Pass, matters: &[(EventId, &Matter)], letter: impl Fn(Date) -> Letter) {
    let Some((_, first)) = matters.first() else { return };
    let (letter, when) = pass.of_the_day(first.at, pass.rules.administration.post_at, letter);
    let because: Vec<EventId> = matters.iter().map(|(event, _)| *event).collect();
    pass.write(letter, vec![PersonId::ADMINISTRATOR], when, &because);
}

/// Silence is an alarm: a sign of life, week by week.
fn proof_of_life(pass: &mut Pass) {
    let zone = &pass.rules.zone;
    let schedule = &pass.rules.administration.proof_of_life;
    let week = SignedDuration::from_hours(24 * 8);
    let since = pass.now.saturating_sub(week).unwrap_or(pass.now).max(pass.began());
    let last = std::iter::successors(schedule.next(since, zone), |tick| schedule.next(*tick, zone))
        .take_while(|tick| *tick <= pass.now)
        .last();
    if let Some(next) = schedule.next(pass.now, zone) {
        pass.look_again(next);
    }
    if let Some(tick) = last {
        let letter = Letter::ProofOfLife { day: pass.state.day(tick) };
        pass.write(letter, vec![PersonId::ADMINISTRATOR], When::at(tick), &[]);
    }
}
