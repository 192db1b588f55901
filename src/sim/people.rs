//! What happens when a letter reaches somebody: first their mailbox, then they themselves.

use std::rc::Rc;

use jiff::{SignedDuration, Timestamp};

use super::cast::Quirk;
use super::in_hand::InHand;
use super::machines::{Kind, Machine};
use super::meant::Thread;
use super::plot::Incident;
use super::words::Words;
use super::world::{Brings, Only, World, Writing, Wrote};
use super::year::{BEGINS, ENDS};
use super::{firm_head, leader, student};
use crate::domain::id::{PersonId, SessionId};

/// One letter in so many of a thousand meets a full mailbox; and one in so many is answered by a receipt.
const FULL_PER_THOUSAND: u64 = 2;
const RECEIPTS_PER_THOUSAND: u64 = 6;

/// Hands a letter to whoever it is addressed to.
pub fn receives(world: &mut World, address: &str, letter: &Rc<InHand>, at: Timestamp) {
    let Some(who) = world.cast.at(address) else { return };
    let drawn = world.draw();
    let mut chance = world.cast.chance(&[0x4ece, u64::from(who.0), drawn]);
    world.keeps(who, letter);
    let soon = at.saturating_add(SignedDuration::from_secs(40)).unwrap_or(at);
    let machine = |kind, of, thread| Machine { kind, of: Some(of), answers: Some(letter.clone()), thread };
    let quirk = world.cast.student(who).map_or(Quirk::None, |student| student.quirk);
    if quirk == Quirk::DeadAddress {
        let kind = chance.pick(&[Kind::DeadReport, Kind::DeadText]);
        world.machine_at(soon, machine(kind, who, Thread::default()));
        return;
    }
    if world.cast.student(who).is_some() && chance.below(1000) < FULL_PER_THOUSAND {
        world.machine_at(soon, machine(Kind::FullReport, who, Thread::default()));
        return;
    }
    if is_away(world, who, at, quirk) && world.answers_by_itself(who, at) {
        let kind = chance.pick(&[Kind::AwayExchange, Kind::AwayPlain]);
        world.machine_at(soon, machine(kind, who, Thread::default()));
    } else if chance.below(1000) < RECEIPTS_PER_THOUSAND {
        let read = world.later(&mut chance, at, 5, 600);
        world.machine_at(read, machine(Kind::Read, who, Thread::default()));
    }
    if world.cast.student(who).is_some() {
        student::receives(world, who, letter, at, &mut chance);
    } else if firm_head::IS_FOR.contains(&letter.kind.as_str()) {
        firm_head::receives(world, who, letter, at, &mut chance);
    } else if letter.kind == "clarifying-question" {
        clarifies(world, who, letter, at, &mut chance);
    } else if letter.kind == "register-missing" {
        rings_up(world, letter, at, &mut chance);
    } else {
        leader::receives(world, who, letter, at, &mut chance);
    }
}

/// The absentee in October and November; every staff member for a week of their own.
fn is_away(world: &World, who: PersonId, at: Timestamp, quirk: Quirk) -> bool {
    let day = world.day(at);
    if quirk == Quirk::Absentee {
        return matches!(day.month(), 10 | 11);
    }
    if world.cast.student(who).is_some() {
        return false;
    }
    let first = world.cast.chance(&[0xa3a7, u64::from(who.0)]).between(30, 280);
    let since = (day - BEGINS).get_days();
    let first = i32::try_from(first).unwrap_or(0);
    (first..first + 7).contains(&since)
}

/// Somebody of the staff says in other words what they had meant, with the day where there is one.
fn clarifies(world: &mut World, who: PersonId, letter: &Rc<InHand>, at: Timestamp, chance: &mut super::chance::Chance) {
    let Some(Wrote { meant, thread, .. }) = world.asked_about(letter).cloned() else {
        return;
    };
    let group = world.cast.roster.groups_led(who, world.day(at)).first().copied();
    let session = group.zip(thread.session).map(|(group, number)| SessionId { group, number });
    let when = session.and_then(|session| world.when(session, at, false));
    let Some(words) = super::words::plain::again(&world.cast, &meant, group, when, chance) else {
        return;
    };
    let writes = world.later(chance, at, 20, 400);
    let writing = answer(who, words, letter, thread);
    world.write_at(writes, writing);
}

/// The undergraduate team rings a co-leader up, who then answers the last request.
fn rings_up(world: &mut World, letter: &Rc<InHand>, at: Timestamp, chance: &mut super::chance::Chance) {
    let groups: Vec<_> = world.cast.roster.groups.values().map(|group| (group.id, group.code.clone())).collect();
    let text = format!("{} {}", letter.subject, letter.body);
    for (group, code) in groups {
        if !super::in_hand::has_words(&text, &code) {
            continue;
        }
        let Some(session) = world.sessions_named(group, letter).into_iter().next() else {
            continue;
        };
        if let Some((by, request)) = world.request(session) {
            let writes = world.later(chance, at, 60, 1500);
            leader::answers_request(world, by, &request, session, writes, chance);
        }
    }
}

/// An answer that nothing stands in the way of.
pub fn answer(by: PersonId, words: Words, letter: &Rc<InHand>, thread: Thread) -> Writing {
    Writing {
        by,
        words,
        answers: Some(letter.clone()),
        thread,
        subject: String::new(),
        only: Only::Always,
        brings: Brings::Nothing,
        vouched: true,
    }
}

/// A new message.
pub fn message(by: PersonId, words: Words, subject: &str, thread: Thread) -> Writing {
    Writing {
        by,
        words,
        answers: None,
        thread,
        subject: subject.to_owned(),
        only: Only::Always,
        brings: Brings::Nothing,
        vouched: true,
    }
}

/// What nobody is asked to write: sessions called off and moved, advertisements, a parent's letter.
pub fn unasked(world: &mut World) {
    let incidents: Vec<(SessionId, Incident)> = world.incidents.iter().map(|(id, what)| (*id, *what)).collect();
    for (session, incident) in incidents {
        leader::announces(world, session, incident);
    }
    let mut chance = world.cast.chance(&[0x5ba3]);
    let (Ok(mut at), Ok(end)) = (midday(world, BEGINS), midday(world, ENDS)) else {
        return;
    };
    while at < end {
        let minutes = i64::try_from(chance.between(5 * 1440, 16 * 1440)).unwrap_or(0);
        at = at.saturating_add(SignedDuration::from_mins(minutes)).unwrap_or(end);
        let kind = if chance.percent(12) { Kind::Parent } else { Kind::Advertisement };
        let stranger = Machine { kind, of: None, answers: None, thread: Thread::default() };
        world.machine_at(at, stranger);
    }
}

fn midday(world: &World, day: jiff::civil::Date) -> Result<Timestamp, jiff::Error> {
    Ok(day.at(12, 0, 0, 0).to_zoned(world.cast.zone.clone())?.timestamp())
}
