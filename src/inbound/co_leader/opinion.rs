//! What the models ([`crate::inbound::impression`]) think of a co-leader's message: how likely it is that just this or that
//! was meant.

use std::collections::BTreeMap;

use super::context::Context;
use crate::domain::id::PersonId;
use crate::domain::said::{CoLeaderSays, Mark, Order, Rest};
use crate::inbound::impression::staff::{
    MARKS, OfMessage, OfStudent, OrderKind, RESTS, committee, heard, in_register, student_of,
};
use crate::inbound::impression::told::Told;
use crate::inbound::impression::{Impression, Impressions, Signs};
use crate::inbound::reading::AboutKind;

/// That the others were there, and not as our list had it, where it is likelier than this.
const PRESENT_MIN: f32 = 0.9;

/// An order that the rules heard is dropped only where it is less likely than this.
pub(super) const DROP_MAX: f32 = 0.05;

/// That the session which the rules found named is meant is at least so likely.
const NAMED_MIN: f32 = 0.7;

/// A question likelier than this is passed on, though no rule saw it; one that a rule saw is none below the other.
const QUESTION_MIN: f32 = 0.7;
pub(super) const QUESTION_DOUBT: f32 = 0.1;

/// One that a rule saw is one from here on.
const QUESTION_LIKELY: f32 = 0.5;

/// The impressions of one message.
pub(super) struct Opinion {
    pub(super) message: Impression<'static, OfMessage>,
    pub(super) students: BTreeMap<PersonId, Impression<'static, OfStudent>>,
    /// Nobody is left whom a word of the rest could be about.
    all_named: bool,
    kind: Option<AboutKind>,
    /// The session of the letter answered.
    session: Option<u8>,
}

impl Opinion {
    pub(super) fn of(context: &Context, told: &Told<u32>) -> Self {
        let Impressions { message, students } = Impressions::of(committee(), told);
        let all_named = students.len() >= context.roll.size();
        Self { message, students, all_named, kind: context.kind(), session: context.about_session() }
    }

    /// The models' own reading where it is another one, and how likely it is.
    pub(super) fn other(&self, context: &Context, says: &CoLeaderSays) -> Option<(CoLeaderSays, f32)> {
        let own = self.own(context, says).filter(|own| own != says && !leaves_the_rest_open(own, says))?;
        let chance = self.confidence(&own);
        Some((own, chance))
    }

    /// Of the orders that the rules heard, is every one kept that anybody might have given?
    pub(super) fn may_drop(&self, says: &CoLeaderSays, own: &CoLeaderSays) -> bool {
        let dropped = says.orders.iter().filter(|order| **order != Order::Question && !own.orders.contains(order));
        dropped.filter_map(|order| Some((OrderKind::of(order)?, student_of(order)))).all(|(kind, student)| {
            let of_student = student.and_then(|student| self.students.get(&student));
            let chance = of_student.map_or_else(
                || self.message.chance(OfMessage::Order(kind)),
                |impression| impression.chance(OfStudent::Order(kind)),
            );
            chance <= DROP_MAX
        })
    }

    /// How likely it is that just this is meant: each mark, the rest, each kind of order.
    pub(super) fn confidence(&self, says: &CoLeaderSays) -> f32 {
        let mut likely = 1.0;
        if !self.all_named {
            likely *= of_one(self.rests(), says.rest);
            // "As listed" speaks for the whole group as "all here" does: which of the two it is, the rules know.
            if says.rest == Some(Rest::Expected) {
                likely += of_one(self.rests(), Some(Rest::Present));
            }
        }
        let mut judged: Vec<(Option<Mark>, u32)> = Vec::new();
        for (student, impression) in self.students.iter().filter(|(student, _)| !has_left(says, **student)) {
            let (mark, kinds) = self.heard(says, *student);
            let of_mark = of_one(marks(impression), mark);
            // Those of a list have the same words around them: they are right or wrong together.
            if judged.contains(&(mark, of_mark.to_bits())) {
                continue;
            }
            judged.push((mark, of_mark.to_bits()));
            likely *= of_mark;
            for sign in OfStudent::ALL {
                let OfStudent::Order(kind) = *sign else { continue };
                likely *= meant(impression.chance(*sign), kinds.contains(&kind));
            }
        }
        if self.session.is_some() && says.has_register() {
            likely *= self.of_session(says.session.is_some());
        }
        let given: Vec<OrderKind> = says.orders.iter().filter_map(OrderKind::of).collect();
        let passed_on = says.orders.iter().filter(|order| self.is_passed_on(order));
        let passed_on: Vec<OrderKind> = passed_on.filter_map(OrderKind::of).collect();
        for sign in OfMessage::ALL {
            if let OfMessage::Order(kind) = *sign
                && !matches!(kind, OrderKind::Question | OrderKind::Explained)
                && !passed_on.contains(&kind)
                // A session that does not run wants nobody to lead it.
                && !(kind == OrderKind::LeaderAway && given.contains(&OrderKind::Cancel))
            {
                likely *= meant(self.message.chance(*sign), given.contains(&kind));
            }
        }
        likely
    }

    /// Is an order out of a letter that was passed on? Its student is not named in the words that the models see.
    pub(super) fn is_passed_on(&self, order: &Order) -> bool {
        student_of(order).is_some_and(|student| !self.students.contains_key(&student))
    }

    /// What the reading comes to for a student, who may be one of the rest; and which orders it has for them.
    fn heard(&self, says: &CoLeaderSays, student: PersonId) -> (Option<Mark>, Vec<OrderKind>) {
        let of_rest = match says.rest {
            Some(Rest::Present) => Some(Mark::Present),
            Some(Rest::Absent) => Some(Mark::Absent),
            Some(Rest::Expected) | None => None,
        };
        let orders = || says.orders.iter().filter(|order| student_of(order) == Some(student));
        let is_explained = |order: &Order| self.explains_asked(order);
        let in_register = in_register(self.kind, says.marks.values(), says.rest);
        let mark = says.marks.get(&student).copied().or(of_rest);
        let (mark, explained) = heard(mark, orders().any(is_explained), in_register);
        let mut kinds: Vec<OrderKind> =
            orders().filter(|order| !is_explained(order)).filter_map(OrderKind::of).collect();
        if explained {
            kinds.push(OrderKind::Explained);
        }
        (mark, kinds)
    }

    /// An absence explained, of the session that the register is of.
    pub(super) fn explains_asked(&self, order: &Order) -> bool {
        matches!(order, Order::Explained { session, .. } if session.is_none() || *session == self.session)
    }

    pub(super) fn rests(&self) -> Vec<(Rest, f32)> {
        RESTS.iter().map(|rest| (*rest, self.message.chance(OfMessage::Rest(*rest)))).collect()
    }

    /// "I confirm that the others were all there" speaks of no list.
    pub(super) fn tell_listed_from_present(&self, context: &Context, says: &mut CoLeaderSays) {
        let hears = |rest: Rest| self.message.chance(OfMessage::Rest(rest));
        let of_request = context.kind() == Some(AboutKind::RegisterRequest) && says.rest == Some(Rest::Expected);
        if of_request && hears(Rest::Present) >= PRESENT_MIN && hears(Rest::Expected) <= 1.0 - PRESENT_MIN {
            says.rest = Some(Rest::Present);
        }
    }

    /// How likely the register is of another session, or of the one of the letter answered. What the rules found named is
    /// believed, unless it is all but ruled out.
    fn of_session(&self, is_another: bool) -> f32 {
        let chance = meant(self.another_session(), is_another);
        if is_another && chance > DROP_MAX { chance.max(NAMED_MIN) } else { chance }
    }

    /// How likely the register is of another session than the letter answered.
    pub(super) fn another_session(&self) -> f32 {
        self.message.chance(OfMessage::AnotherSession)
    }

    /// How likely a question is in it.
    pub(super) fn question(&self) -> f32 {
        self.message.chance(OfMessage::Order(OrderKind::Question))
    }

    pub(super) fn asks(&self) -> bool {
        self.question() > QUESTION_MIN
    }

    /// Did the rules hear a question where there is rather none? To drop it may leave somebody without an answer, to pass
    /// it on may trouble somebody for nothing.
    pub(super) fn is_torn(&self, says: &CoLeaderSays) -> bool {
        says.orders.contains(&Order::Question)
            && says.says_something()
            && !is_answered(says)
            && (QUESTION_DOUBT..QUESTION_LIKELY).contains(&self.question())
    }

    /// Passes a question on that no rule saw, and leaves out what is hardly one.
    pub(super) fn settle_question(&self, says: &mut CoLeaderSays) {
        if self.asks() && !is_answered(says) && !says.orders.contains(&Order::Question) {
            says.orders.push(Order::Question);
        } else if self.question() < if is_answered(says) { QUESTION_MIN } else { QUESTION_DOUBT } {
            says.orders.retain(|order| *order != Order::Question);
        }
    }
}

/// Does the message want what we answer ourselves? "What can I write to you? Is there a list?" is one question.
pub(super) fn is_answered(says: &CoLeaderSays) -> bool {
    says.orders.iter().any(|order| matches!(order, Order::Status | Order::Help))
}

/// The same, but for the rest, of whom the rules have heard: that is no other reading.
fn leaves_the_rest_open(own: &CoLeaderSays, says: &CoLeaderSays) -> bool {
    own.rest.is_none() && CoLeaderSays { rest: says.rest, ..own.clone() } == *says
}

pub(super) fn has_left(says: &CoLeaderSays, student: PersonId) -> bool {
    says.orders.contains(&Order::Left { student })
}

pub(super) fn marks(impression: &Impression<OfStudent>) -> Vec<(Mark, f32)> {
    MARKS.iter().map(|mark| (*mark, impression.chance(OfStudent::Mark(*mark)))).collect()
}

fn meant(chance: f32, is_given: bool) -> f32 {
    if is_given { chance } else { 1.0 - chance }
}

/// How likely just this one of several is meant, or none of them; together they come to one.
fn of_one<T: Copy + PartialEq>(chances: Vec<(T, f32)>, one: Option<T>) -> f32 {
    let just =
        |which: Option<T>| chances.iter().map(|(other, chance)| meant(*chance, which == Some(*other))).product::<f32>();
    let all: f32 = chances.iter().map(|(which, _)| just(Some(*which))).sum::<f32>() + just(None);
    if all > 0.0 { just(one) / all } else { 0.0 }
}

/// The likeliest of several, where it is likelier than none.
pub(super) fn likeliest<T: Copy + PartialEq>(chances: Vec<(T, f32)>) -> Option<T> {
    let best = chances.iter().copied().max_by(|a, b| a.1.total_cmp(&b.1));
    best.filter(|(_, chance)| *chance > 0.5).map(|(one, _)| one)
}
