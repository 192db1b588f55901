//! What co-leaders do on getting a letter.

use std::rc::Rc;

use jiff::{SignedDuration, Timestamp};

use super::cast::Quirk;
use super::chance::Chance;
use super::in_hand::{InHand, people};
use super::machines::{Kind, Machine};
use super::meant::Thread;
use super::people::{answer, message};
use super::plot::{Incident, moved_day};
use super::words::leader::{self as words, Named, Seen};
use super::words::{Words, plain};
use super::world::{Brings, Only, Presence, World, Writing};
use crate::domain::id::{GroupId, PersonId, SessionId};

/// A co-leader has got a letter.
pub fn receives(world: &mut World, who: PersonId, letter: &Rc<InHand>, at: Timestamp, chance: &mut Chance) {
    let day = world.day(at);
    let Some(group) = world.cast.roster.groups_led(who, day).first().copied() else {
        return;
    };
    let members = world.cast.members(group);
    let named = world.sessions_named(group, letter);
    // A letter about the policy names every session that was missed: the last one is what it is about.
    let session = match letter.kind.as_str() {
        "notice-co-leaders" | "release-request" | "hold-review" => {
            let is_past = |session: &SessionId| world.slot(*session).is_some_and(|slot| slot.starts_at < at);
            named.into_iter().filter(is_past).max()
        }
        _ => named.into_iter().next(),
    };
    let student = letter.names(people(&world.cast.roster, &members)).first().copied();
    let hand = Hand { who, letter, at, group, members, session, student };
    match letter.kind.as_str() {
        "register-request" | "register-chaser" => hand.asked_for_register(world, chance),
        "register-confirmation" => hand.reads_confirmation(world, chance),
        "notice-co-leaders" => hand.may_hold(world, chance),
        "release-request" | "hold-review" => hand.asked_for_release(world, chance),
        "welfare" if hand.is_the_one(world) => hand.answers(world, words::has_seen(chance), 20, 900, chance),
        "dispute" if hand.is_the_one(world) => hand.settles(world, chance),
        "collective-absence" if hand.is_the_one(world) => {
            let chase = chance.percent(25);
            hand.answers(world, words::judges_the_day(chance, chase), 60, 2500, chance);
        }
        "student-wrote" if hand.is_the_one(world) => hand.reads_student(world, chance),
        "brief" if chance.percent(3) => hand.answers(world, words::status(chance), 10, 300, chance),
        "start-co-leaders" if chance.percent(20) => hand.answers(world, words::help(chance), 60, 3000, chance),
        _ => {}
    }
}

/// A letter in a co-leader's hand.
struct Hand<'a> {
    who: PersonId,
    letter: &'a Rc<InHand>,
    at: Timestamp,
    group: GroupId,
    members: Vec<PersonId>,
    session: Option<SessionId>,
    /// The student whom the letter names first.
    student: Option<PersonId>,
}

impl Hand<'_> {
    /// The one of the pair who sees to this letter: they agree on it, so that most is answered once.
    fn is_the_one(&self, world: &World) -> bool {
        let leaders = world.cast.leaders(self.group, world.day(self.at));
        let about = self.session.map_or(0, |session| u64::from(session.number));
        let mut chance = world.cast.chance(&[0x0e00, u64::from(self.group.0), about]);
        chance.one_of(&leaders) == Some(&self.who)
    }

    fn thread(&self) -> Thread {
        Thread {
            session: self.session.map(|session| session.number),
            student: self.student,
            members: self.members.clone(),
        }
    }

    fn answers(&self, world: &mut World, words: Words, minutes_min: u64, minutes_max: u64, chance: &mut Chance) {
        let at = world.later(chance, self.at, minutes_min, minutes_max);
        world.write_at(at, answer(self.who, words, self.letter, self.thread()));
    }

    fn named(&self, world: &World, student: PersonId) -> Named {
        world.cast.named(student, &self.members)
    }

    fn asked_for_register(&self, world: &mut World, chance: &mut Chance) {
        let Some(session) = self.session else { return };
        world.keep_request(session, self.who, self.letter);
        let incident = world.incidents.get(&session).copied();
        let is_first = self.letter.kind == "register-request";
        let Some(slot) = world.slot(session).copied() else {
            return;
        };
        if slot.starts_at > self.at {
            let words = plain::was_moved(&world.cast, session, slot.date);
            if let Some(words) = words.filter(|_| self.is_the_one(world)) {
                self.answers(world, words, 5, 300, chance);
            }
            return;
        }
        if incident == Some(Incident::Forgotten) {
            return;
        }
        if incident == Some(Incident::DidNotRun) || slot.cancelled {
            if self.is_the_one(world)
                && let Some(when) = world.when(session, self.at, true)
            {
                self.answers(world, words::did_not_run(chance, &when), 5, 300, chance);
            }
            return;
        }
        let writes = world.later(chance, self.at, 3, if is_first { 420 } else { 240 });
        if incident == Some(Incident::Photographed) && is_first {
            if self.is_the_one(world) {
                let photograph = Machine {
                    kind: Kind::Photograph,
                    of: Some(self.who),
                    answers: Some(self.letter.clone()),
                    thread: self.thread(),
                };
                world.machine_at(writes, photograph);
            }
            return;
        }
        let contests = incident == Some(Incident::Contested) && is_first;
        if contests && !self.is_the_one(world) {
            self.contests(world, session, chance);
        } else if self.is_the_one(world) && (contests || !is_first || chance.percent(85)) {
            answers_request(world, self.who, self.letter, session, writes, chance);
        }
    }

    /// The other of the pair remembers it otherwise: one who was there is said to have been away.
    fn contests(&self, world: &mut World, session: SessionId, chance: &mut Chance) {
        let mut seen = seen(world, session, self.letter, chance);
        if seen.present.is_empty() {
            return;
        }
        seen.absent.push(seen.present.remove(0));
        (seen.as_listed, seen.presented) = (false, None);
        let words = words::register(chance, &seen);
        self.answers(world, words, 430, 700, chance);
    }

    /// Who has marked somebody absent who was there may see it now.
    fn reads_confirmation(&self, world: &mut World, chance: &mut Chance) {
        let Some(session) = self.session else { return };
        if !self.is_the_one(world) {
            return;
        }
        let overlooked = self.members.iter().copied().find(|student| is_overlooked(world, *student, session));
        let shown: Vec<PersonId> = self.letter.listed_under("Not there", people(&world.cast.roster, &self.members));
        if let Some(student) = overlooked.filter(|student| shown.contains(student) && chance.percent(30)) {
            let named = self.named(world, student);
            self.answers(world, words::was_there_after_all(chance, &named), 10, 900, chance);
        }
    }

    fn may_hold(&self, world: &mut World, chance: &mut Chance) {
        let Some(student) = self.student.filter(|_| self.is_the_one(world)) else {
            return;
        };
        let named = self.named(world, student);
        match chance.below(10) {
            0 | 1 => self.answers(world, words::hold(chance, &named), 60, 1500, chance),
            2 => self.answers(world, words::release(chance, &named), 60, 1500, chance),
            3 => {
                if let Some(session) = self.session {
                    self.answers(world, words::explained(chance, &named, session.number), 60, 1500, chance);
                }
            }
            _ => {}
        }
    }

    fn asked_for_release(&self, world: &mut World, chance: &mut Chance) {
        let Some(student) = self.student.filter(|_| self.is_the_one(world)) else {
            return;
        };
        let named = self.named(world, student);
        match chance.below(10) {
            0..=4 => self.answers(world, words::release(chance, &named), 60, 3000, chance),
            5 => self.answers(world, words::hold(chance, &named), 60, 3000, chance),
            _ => {}
        }
    }

    /// Says what was so about a mark that is disputed.
    fn settles(&self, world: &mut World, chance: &mut Chance) {
        let (Some(student), Some(session)) = (self.student, self.session) else {
            return;
        };
        let was_there = matches!(world.presence(session, student), Some(Presence::There | Presence::Late));
        let named = self.named(world, student);
        self.answers(world, words::settles(chance, &named, was_there), 60, 2000, chance);
    }

    /// A student who writes that they have left is taken off the list.
    fn reads_student(&self, world: &mut World, chance: &mut Chance) {
        let Some(student) = self.student else { return };
        let leaves = world.cast.student(student).is_some_and(|s| matches!(s.quirk, Quirk::Leaves { writes: true, .. }));
        if leaves && (self.letter.body.contains("transferred") || self.letter.body.contains("interrupted")) {
            let named = self.named(world, student);
            self.answers(world, words::has_left(chance, &named), 30, 900, chance);
        }
    }
}

/// A co-leader answers a request for the register, unless the other has done so by then; where the session was not held,
/// they say so.
pub fn answers_request(
    world: &mut World,
    by: PersonId,
    letter: &Rc<InHand>,
    session: SessionId,
    at: Timestamp,
    chance: &mut Chance,
) {
    let thread = Thread { session: Some(session.number), student: None, members: world.cast.members(session.group) };
    if world.slot(session).is_some_and(|slot| slot.cancelled) {
        if let Some(when) = world.when(session, at, true) {
            world.write_at(at, answer(by, words::did_not_run(chance, &when), letter, thread));
        }
        return;
    }
    let seen = seen(world, session, letter, chance);
    let words = words::register(chance, &seen);
    let writing = Writing {
        only: Only::WithoutRegister(session),
        brings: Brings::Register(session),
        ..answer(by, words, letter, thread)
    };
    world.write_at(at, writing);
}

/// What the writer remembers of a session.
fn seen(world: &World, session: SessionId, letter: &InHand, chance: &mut Chance) -> Seen {
    let members = world.cast.members(session.group);
    let apologised = letter.listed_under("Apologies", people(&world.cast.roster, &members));
    let mut seen = Seen::default();
    let mut is_as_listed = true;
    for student in &members {
        let named = world.cast.named(*student, &members);
        let presence = world.presence(session, *student).unwrap_or(Presence::Missing);
        let had_apologised = apologised.contains(student);
        if letter.names(people(&world.cast.roster, &[*student])).is_empty() {
            // Not on the list any more: whoever has left is not thought of.
            continue;
        }
        match presence {
            Presence::There | Presence::Late if is_overlooked(world, *student, session) => {
                is_as_listed = false;
                seen.absent.push(named);
            }
            Presence::There => {
                is_as_listed &= !had_apologised;
                seen.present.push(named);
            }
            Presence::Late => {
                is_as_listed &= !had_apologised;
                if chance.percent(50) { seen.late.push(named) } else { seen.present.push(named) }
            }
            Presence::TurnedAway => {
                is_as_listed = false;
                seen.turned_away.push(named);
            }
            Presence::Missing => {
                is_as_listed &= had_apologised;
                if had_apologised && chance.percent(30) { seen.excused.push(named) } else { seen.absent.push(named) }
            }
        }
    }
    seen.as_listed = is_as_listed && seen.late.is_empty();
    if chance.percent(40) {
        seen.presented = chance.one_of(&seen.present).cloned();
    }
    seen
}

fn is_overlooked(world: &World, student: PersonId, session: SessionId) -> bool {
    let quirk = world.cast.student(student).map(|student| student.quirk);
    quirk == Some(Quirk::Overlooked { at: session.number })
}

/// What a co-leader announces of a session by themselves.
pub fn announces(world: &mut World, session: SessionId, incident: Incident) {
    let mut chance = world.cast.chance(&[0xa220, u64::from(session.group.0), u64::from(session.number)]);
    let Some(slot) = world.slot(session).copied() else {
        return;
    };
    let leaders = world.cast.leaders(session.group, slot.date);
    let days = i64::try_from(chance.between(3, 9)).unwrap_or(3);
    let at = slot.starts_at.saturating_sub(SignedDuration::from_hours(24 * days + 3)).unwrap_or(slot.starts_at);
    let Some(when) = world.when(session, at, false) else {
        return;
    };
    let place = |nth: usize| leaders.get(nth).copied();
    let mut everyone = world.cast.members(session.group);
    everyone.extend(&leaders);
    let called = |id: Option<PersonId>| id.map(|id| world.cast.named(id, &everyone).name).unwrap_or_default();
    let (by, words, brings) = match incident {
        Incident::Cancelled => (place(0), words::cancels(&mut chance, &when), Brings::Cancels(session)),
        Incident::MovedDay => {
            let to = moved_day(slot.date);
            (place(1), words::moves(&mut chance, &when, Some(to), ""), Brings::Moves(session, to))
        }
        Incident::MovedRoom => (place(0), words::moves(&mut chance, &when, None, "Seminar Room D"), Brings::Nothing),
        Incident::LeaderAway(nth) => {
            let other = called(place(1 - nth.min(1)));
            (place(nth), words::is_away(&mut chance, &when, &other), Brings::Nothing)
        }
        _ => return,
    };
    let Some(by) = by else { return };
    let thread = Thread { members: world.cast.members(session.group), ..Thread::default() };
    let writing = Writing { brings, ..message(by, words, "Our group", thread) };
    world.write_at(at, writing);
}
