//! What students do on getting a letter. They read it as people do: what it is, which day it speaks of, and no more.

use std::rc::Rc;

use jiff::{SignedDuration, Timestamp};

use super::cast::{Plan, Quirk, Says, Student, Tells};
use super::chance::Chance;
use super::in_hand::InHand;
use super::meant::{Meant, Thread};
use super::people::{answer, message};
use super::words::student as words;
use super::words::{When, Words, leader};
use super::world::{Presence, World, Writing, Wrote};
use crate::domain::id::{PersonId, SessionId};
use crate::domain::said::{Said, Stance};

/// A student has got a letter.
pub fn receives(world: &mut World, who: PersonId, letter: &Rc<InHand>, at: Timestamp, chance: &mut Chance) {
    let Some(character) = world.cast.student(who).copied() else {
        return;
    };
    let sessions = world.sessions_named(character.group, letter);
    let hand = Hand { who, character, letter, at, session: sessions.first().copied() };
    match letter.kind.as_str() {
        "reminder" => hand.reminded(world, chance),
        "check-in" => hand.asked_after(world, chance),
        "notice-student" | "firm-head-letter" => hand.warned(world, &sessions, chance),
        "clarifying-question" => hand.clarifies(world, chance),
        "after-christmas" if chance.percent(15) => {
            if let Some(when) = hand.when(world, true) {
                let words = if chance.percent(50) { words::thanks(chance) } else { words::will_come(chance, &when) };
                let comes = hand.session.is_some_and(|session| hand.comes(world, session));
                if comes {
                    hand.answers(world, words, 30, 3000, chance);
                }
            }
        }
        "welcome" if chance.percent(15) => {
            let words = if chance.percent(75) { words::thanks(chance) } else { words::asks(chance) };
            hand.answers(world, words, 20, 4000, chance);
        }
        "session-moved" | "session-cancelled" | "leader-away" | "acknowledgement" if chance.percent(5) => {
            hand.answers(world, words::thanks(chance), 10, 900, chance);
        }
        _ => {}
    }
}

/// A letter in a student's hand.
struct Hand<'a> {
    who: PersonId,
    character: Student,
    letter: &'a Rc<InHand>,
    at: Timestamp,
    session: Option<SessionId>,
}

impl Hand<'_> {
    fn when(&self, world: &World, threaded: bool) -> Option<When> {
        world.when(self.session?, self.at, threaded)
    }

    fn thread(&self) -> Thread {
        Thread { session: self.session.map(|session| session.number), ..Thread::default() }
    }

    fn comes(&self, world: &World, session: SessionId) -> bool {
        let slot = world.slot(session).map(|slot| slot.planned);
        slot.is_some_and(|day| matches!(world.cast.plan(self.who, session, day), Plan::Comes(_)))
    }

    /// Answers after some minutes, and in any case an hour before the session where it is still to come.
    fn answers(&self, world: &mut World, words: Words, minutes_min: u64, minutes_max: u64, chance: &mut Chance) {
        let at = world.later(chance, self.at, minutes_min, minutes_max);
        let at = self.in_time(world, at);
        world.write_at(at, answer(self.who, words, self.letter, self.thread()));
    }

    fn in_time(&self, world: &World, at: Timestamp) -> Timestamp {
        let starts_at = self.session.and_then(|session| world.slot(session)).map(|slot| slot.starts_at);
        let before = |minutes| starts_at.and_then(|at| at.checked_sub(SignedDuration::from_mins(minutes)).ok());
        match before(60) {
            Some(latest) if latest > self.at => at.min(latest),
            _ => at,
        }
    }

    /// The reminder of the week before.
    fn reminded(&self, world: &mut World, chance: &mut Chance) {
        let Some(session) = self.session else { return };
        let Some(when) = self.when(world, true) else { return };
        let Some(slot) = world.slot(session).copied() else {
            return;
        };
        if self.happens_once(world, session, chance) {
            return;
        }
        if world.contradicts(chance) {
            return self.will_come(world, &when, Says::TakesBack, chance);
        }
        match world.cast.plan(self.who, session, slot.planned) {
            Plan::Misses(tells) => self.will_miss(world, session, tells, chance),
            Plan::Comes(says) => self.will_come(world, &when, says, chance),
            Plan::Late(true) => {
                // Words about today or tomorrow are right on that day only, so the day is taken from the writing.
                self.speaks(world, chance, 30, 5000, words::late);
            }
            Plan::Late(false) | Plan::TooLate => {}
        }
    }

    /// Speaks of the session, in words that are right on the day of writing.
    fn speaks(
        &self,
        world: &mut World,
        chance: &mut Chance,
        minutes_min: u64,
        minutes_max: u64,
        say: fn(&mut Chance, &When) -> Words,
    ) {
        let Some(session) = self.session else { return };
        let at = world.later(chance, self.at, minutes_min, minutes_max);
        let at = self.in_time(world, at);
        let Some(when) = world.when(session, at, true) else {
            return;
        };
        let words = say(chance, &when);
        world.write_at(at, answer(self.who, words, self.letter, self.thread()));
    }

    fn will_come(&self, world: &mut World, when: &When, says: Says, chance: &mut Chance) {
        match says {
            Says::Nothing => {}
            Says::WillCome => self.speaks(world, chance, 10, 5000, words::will_come),
            Says::Unsure => self.speaks(world, chance, 30, 5000, words::unsure),
            Says::Thanks => self.answers(world, words::thanks(chance), 5, 3000, chance),
            Says::Asks => self.answers(world, words::asks(chance), 5, 5000, chance),
            Says::TakesBack => {
                self.speaks(world, chance, 30, 2000, words::cannot_come);
                let back = world.later(chance, self.at, 3600, 5500);
                let back = self.in_time(world, back);
                let Some(when) = world.when(SessionId { group: self.character.group, number: when.number }, back, true)
                else {
                    return;
                };
                let words = words::can_come_after_all(chance, &when);
                world.write_at(back, answer(self.who, words, self.letter, self.thread()));
            }
        }
    }

    fn will_miss(&self, world: &mut World, session: SessionId, tells: Tells, chance: &mut Chance) {
        match tells {
            Tells::Before => self.speaks(world, chance, 30, 7000, words::cannot_come),
            Tells::BeforeAndAsks => self.speaks(world, chance, 30, 7000, words::cannot_come_and_asks),
            Tells::ForTwo if world.slot(after(session)).is_none() => {
                self.speaks(world, chance, 30, 7000, words::cannot_come);
            }
            Tells::ForTwo => self.speaks(world, chance, 30, 4000, words::misses_two),
            Tells::Unsure => self.speaks(world, chance, 30, 7000, words::unsure),
            Tells::LastMinute => {
                let Some(slot) = world.slot(session).copied() else {
                    return;
                };
                let minutes = i64::try_from(chance.between(5, 150)).unwrap_or(5);
                let at =
                    slot.starts_at.saturating_sub(SignedDuration::from_mins(minutes)).unwrap_or(self.at).max(self.at);
                let Some(when) = world.when(session, at, true) else {
                    return;
                };
                let words = words::cannot_come(chance, &when);
                world.write_at(at, answer(self.who, words, self.letter, self.thread()));
            }
            Tells::Unthreaded => {
                let at = world.later(chance, self.at, 60, 7000);
                let at = self.in_time(world, at);
                let Some(when) = world.when(session, at, false) else {
                    return;
                };
                let words = words::cannot_come(chance, &when);
                let subject = chance.pick(&["Balint group", "Apologies", "Group next week", "Hello", ""]);
                let writing = match world.wrong_letter(self.who) {
                    Some(letter) => answer(self.who, words, &letter, Thread::default()),
                    None => message(self.who, words, subject, Thread::default()),
                };
                world.write_at(at, writing);
            }
            Tells::Leader => self.tells_leader(world, session, chance),
            Tells::After | Tells::Never | Tells::Already => {}
        }
    }

    /// Tells a co-leader on the ward, who passes it on in a message of their own.
    fn tells_leader(&self, world: &mut World, session: SessionId, chance: &mut Chance) {
        let at = world.later(chance, self.at, 600, 7000);
        let at = self.in_time(world, at);
        let Some(when) = world.when(session, at, false) else {
            return;
        };
        let leaders = world.cast.leaders(session.group, when.date);
        let Some(leader) = chance.one_of(&leaders).copied() else {
            return;
        };
        let members = world.cast.members(session.group);
        let named = world.cast.named(self.who, &members);
        let words = leader::relays(chance, &named, &when);
        let thread = Thread { members, ..Thread::default() };
        world.write_at(at, message(leader, words, "Apologies", thread));
    }

    /// What happens to this student once, at this session's reminder.
    fn happens_once(&self, world: &mut World, session: SessionId, chance: &mut Chance) -> bool {
        match self.character.quirk {
            Quirk::InDistress { at } if at == session.number => {
                self.speaks(world, chance, 60, 3000, words::in_distress);
                true
            }
            Quirk::Leaves { after, writes: true } if session.number == after.saturating_add(1) => {
                self.answers(world, words::leaves(chance), 60, 2000, chance);
                true
            }
            Quirk::Leaves { after, .. } => session.number > after,
            Quirk::SpeaksFor { at } if at == session.number => {
                let others = world.cast.members(session.group);
                let others: Vec<PersonId> = others.into_iter().filter(|other| *other != self.who).collect();
                let Some(other) = chance.one_of(&others) else {
                    return true;
                };
                let name = world.cast.named_whole(*other).name;
                self.answers(world, words::speaks_for(chance, &name), 60, 4000, chance);
                true
            }
            Quirk::OptsOut { at } if at == session.number => {
                self.answers(world, words::opts_out(chance), 60, 4000, chance);
                true
            }
            Quirk::Unvouched { at } if at == session.number => {
                let at = world.later(chance, self.at, 60, 3000);
                let Some(when) = world.when(session, at, true) else {
                    return true;
                };
                let words = words::cannot_come(chance, &when);
                let forged = Writing { vouched: false, ..answer(self.who, words, self.letter, self.thread()) };
                world.write_at(at, forged);
                true
            }
            _ => false,
        }
    }

    /// The friendly note after a session that was missed, or that the register says was.
    fn asked_after(&self, world: &mut World, chance: &mut Chance) {
        let Some(session) = self.session else { return };
        let Some(when) = self.when(world, true) else { return };
        match world.presence(session, self.who) {
            Some(Presence::There | Presence::Late) => {
                self.answers(world, words::was_there(chance, &when), 20, 3000, chance);
            }
            Some(Presence::TurnedAway) if chance.percent(50) => {
                self.answers(world, words::was_not_there(chance, &[when]), 20, 3000, chance);
            }
            Some(Presence::Missing) => {
                let day = world.slot(session).map(|slot| slot.planned);
                let plan = day.map(|day| world.cast.plan(self.who, session, day));
                if matches!(plan, Some(Plan::Misses(Tells::Never))) {
                    return;
                }
                self.answers(world, words::was_not_there(chance, &[when]), 20, 4000, chance);
            }
            _ => {}
        }
    }

    /// The firm head will be, or has been, written to: some explain now, most say nothing.
    fn warned(&self, world: &mut World, sessions: &[SessionId], chance: &mut Chance) {
        let missed: Vec<When> = sessions
            .iter()
            .filter(|session| is_away(world.presence(**session, self.who)))
            .filter_map(|session| world.when(*session, self.at, false))
            .collect();
        if !missed.is_empty() && chance.percent(25) {
            self.answers(world, words::was_not_there(chance, &missed), 60, 2500, chance);
        }
    }

    /// Says in so many words what they had meant.
    fn clarifies(&self, world: &mut World, chance: &mut Chance) {
        let Some(Wrote { meant, .. }) = world.asked_about(self.letter).cloned() else {
            return;
        };
        let Said::Student(says) = &meant.said else { return };
        let mut text = Vec::new();
        let mut stances = Vec::new();
        for (number, stance) in &says.stances {
            let session = SessionId { group: self.character.group, number: *number };
            let Some(when) = world.when(session, self.at, false) else {
                continue;
            };
            let is_past = world.slot(session).is_some_and(|slot| slot.starts_at <= self.at);
            let words = match stance {
                Stance::Absent if is_past => words::plainly_was_away(&when),
                // What was to come has come: nobody says so again.
                Stance::Attending | Stance::Late | Stance::Unsure if is_past => continue,
                stance => words::plainly(&when, *stance),
            };
            text.push(words.text);
            stances.push((*number, *stance));
        }
        if text.is_empty() {
            return;
        }
        let flags: Vec<_> =
            says.flags.iter().copied().filter(|flag| *flag == crate::domain::said::Flag::Dispute).collect();
        let words = Words::new(text.join("\n"), Meant::student(stances, flags));
        self.answers(world, words, 20, 900, chance);
    }
}

/// The session after in its group.
fn after(session: SessionId) -> SessionId {
    SessionId { number: session.number.saturating_add(1), ..session }
}

/// Was not in the room when the group was.
fn is_away(presence: Option<Presence>) -> bool {
    matches!(presence, Some(Presence::Missing | Presence::TurnedAway))
}
