//! What the models alone make of a co-leader's message: the likeliest mark of each student named, the likeliest word of
//! the rest, and the orders that they hear. The day of an order they take from the words that name one; where none or
//! several are named, and of what a session is moved to, they have nothing to say.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::context::{Context, SEARCHED_MAX};
use super::enquiry::PROTESTS;
use super::opinion::{DROP_MAX, Opinion, has_left, likeliest, marks};
use super::session::others_named;
use super::text::Sentence;
use crate::domain::id::PersonId;
use crate::domain::said::{CoLeaderSays, Mark, Order, Rest};
use crate::inbound::dates::Tense;
use crate::inbound::impression::staff::{OfMessage, OfStudent, OrderKind, student_of};
use crate::inbound::names::rule;

/// An order is heard where it is likelier than not.
const HEARD_MIN: f32 = 0.5;

/// Orders that others are told of at once, or that end something: where the rules do not hear them they are taken only
/// where they are likelier than this.
const GRAVE: [OrderKind; 3] = [OrderKind::Release, OrderKind::Left, OrderKind::Cancel];
const GRAVE_MIN: f32 = 0.9;

impl Opinion {
    /// The reading that is likeliest by itself; the rules' orders stay as they are where the same are heard.
    pub(super) fn own(&self, context: &Context, says: &CoLeaderSays) -> Option<CoLeaderSays> {
        let orders = self.own_orders(context, says)?;
        let given = CoLeaderSays { orders, ..says.clone() };
        let students = self.students.iter().filter(|(student, _)| !has_left(&given, **student));
        let marks = students.filter_map(|(student, impression)| Some((*student, likeliest(marks(impression))?)));
        let mut marks: BTreeMap<PersonId, Mark> = marks.collect();
        // An absence that the rules heard explained stays an order.
        let is_explained = |student: PersonId| {
            given.orders.iter().any(|order| student_of(order) == Some(student) && self.explains_asked(order))
        };
        marks.retain(|student, mark| {
            let is_known = *mark == Mark::Excused && is_explained(*student) || is_only_asked_of(context, *student);
            says.marks.contains_key(student) || !is_known
        });
        // Whether it is the list that is confirmed, or everyone's presence, the rules know.
        let rest = match (says.rest, likeliest(self.rests())) {
            (Some(Rest::Expected), Some(Rest::Present) | None) => Some(Rest::Expected),
            (_, likeliest) => likeliest,
        };
        let own = CoLeaderSays { marks, rest, ..given };
        let session = if own.has_register() { self.own_session(context, says)? } else { None };
        Some(CoLeaderSays { session, ..own })
    }

    /// The session of the register: that of the letter, or the only other one that is named; where it answers none, the
    /// one that the rules found.
    fn own_session(&self, context: &Context, says: &CoLeaderSays) -> Option<Option<u8>> {
        if context.about_session().is_none_or(|number| !context.has_begun(number)) {
            return says.has_register().then_some(says.session);
        }
        let chance = self.another_session();
        if chance <= HEARD_MIN {
            return (says.session.is_none() || chance <= DROP_MAX).then_some(None);
        }
        let mut others = others_named(context).into_iter();
        says.session.or(others.next().filter(|_| others.next().is_none())).map(Some)
    }

    /// The orders heard; none of them where the day of one is not known.
    fn own_orders(&self, context: &Context, says: &CoLeaderSays) -> Option<Vec<Order>> {
        let mut orders = says.orders.clone();
        orders.retain(|order| self.hears(order));
        let days = Days { context };
        for (student, impression) in &self.students {
            for sign in OfStudent::ALL_ORDERS {
                let known = |order: &Order| student_of(order) == Some(*student) && OrderKind::of(order) == Some(sign);
                let chance = impression.chance(OfStudent::Order(sign));
                if chance > HEARD_MIN && !orders.iter().any(known) {
                    // "She's withdrawn. Ayesha I mean, Aisha's still with us": nobody has left by being named beside one who has.
                    if sign == OrderKind::Left && orders.iter().any(|order| OrderKind::of(order) == Some(sign)) {
                        return None;
                    }
                    may_be_given(sign, chance)?;
                    orders.push(days.of_student(sign, *student)?);
                }
            }
        }
        for kind in [OrderKind::LeaderAway, OrderKind::Cancel, OrderKind::Move, OrderKind::Status, OrderKind::Help] {
            let known = orders.iter().any(|order| OrderKind::of(order) == Some(kind));
            let chance = self.message.chance(OfMessage::Order(kind));
            if chance > HEARD_MIN && !known {
                may_be_given(kind, chance)?;
                orders.push(days.of_message(kind)?);
            }
        }
        Some(orders)
    }

    fn hears(&self, order: &Order) -> bool {
        let Some(kind) = OrderKind::of(order) else { return true };
        match student_of(order).and_then(|student| self.students.get(&student)) {
            Some(impression) => {
                let as_mark = OfStudent::Mark(Mark::Excused);
                impression.chance(OfStudent::Order(kind)) > HEARD_MIN
                    || self.explains_asked(order) && impression.chance(as_mark) > HEARD_MIN
            }
            None if self.is_passed_on(order) => true,
            None => kind == OrderKind::Question || self.message.chance(OfMessage::Order(kind)) > HEARD_MIN,
        }
    }
}

/// "Why does it say Niamh was excused?": who is named in nothing else has no mark in it.
fn is_only_asked_of(context: &Context, student: PersonId) -> bool {
    let names = |sentence: &&Sentence| context.students_in(&sentence.text).contains(&student);
    let mut of_them = context.prepared.sentences.iter().take(SEARCHED_MAX).filter(names).peekable();
    of_them.peek().is_some() && of_them.all(|sentence| PROTESTS.is_match(&sentence.text))
}

/// An order that the rules do not hear; none, where it weighs too much for how likely it is.
fn may_be_given(kind: OrderKind, chance: f32) -> Option<()> {
    (!GRAVE.contains(&kind) || chance > GRAVE_MIN).then_some(())
}

/// The days that a message names.
struct Days<'a> {
    context: &'a Context<'a>,
}

impl Days<'_> {
    fn of_student(&self, kind: OrderKind, student: PersonId) -> Option<Order> {
        Some(match kind {
            OrderKind::Hold => Order::Hold { student: Some(student) },
            OrderKind::Release => Order::Release { student: Some(student) },
            OrderKind::Concern => Order::Concern { student },
            OrderKind::Left => Order::Left { student },
            OrderKind::Explained => Order::Explained { student, session: Some(self.one(Tense::Past)?) },
            OrderKind::Presented => Order::Presented { student, session: Some(self.one(Tense::Past)?) },
            OrderKind::Relay => Order::Relay { student, session: self.one(Tense::Coming)? },
            _ => return None,
        })
    }

    fn of_message(&self, kind: OrderKind) -> Option<Order> {
        Some(match kind {
            OrderKind::LeaderAway if self.of_writer() => {
                Order::LeaderAway { session: self.one(Tense::Coming)?, who: None }
            }
            OrderKind::Cancel => Order::Cancel { session: self.one(Tense::Coming)? },
            OrderKind::Status => Order::Status,
            OrderKind::Help => Order::Help,
            _ => return None,
        })
    }

    /// The one session that is named, or that of the letter where no day is; of those gone or of those to come.
    fn one(&self, tense: Tense) -> Option<u8> {
        let context = self.context;
        let fits = |number: &u8| context.has_begun(*number) == (tense == Tense::Past);
        let mut named: Vec<u8> = Vec::new();
        let mut other_days = false;
        let texts = context.prepared.sentences.iter().map(|sentence| sentence.text.as_str());
        for text in texts.take(SEARCHED_MAX) {
            let sessions = context.sessions_in(text, tense);
            other_days |= sessions.doubtful || sessions.other_days;
            for number in sessions.exact {
                if !named.contains(&number) {
                    named.push(number);
                }
            }
        }
        match named[..] {
            [one] => Some(one).filter(fits),
            [] if !other_days => context.about_session().filter(fits),
            _ => None,
        }
    }

    /// The writer speaks of themselves before they speak of a colleague, if they do.
    fn of_writer(&self) -> bool {
        // "I mention that Rukhsana cannot come": by whom it is said is not of whom.
        static LEADERS: LazyLock<Regex> = LazyLock::new(|| {
            rule(
                r"(?i)#\d+|\bi (?:mention|add|note|hear|gather|understand|should (?:add|mention|say))\b|(?P<writer>\bi(?:'m|'ll|'ve|'d)?\b|\bshan't\b)",
            )
        });
        let texts = self.context.prepared.sentences.iter().map(|sentence| sentence.text.as_str());
        let leaders = texts.flat_map(|text| LEADERS.captures_iter(text));
        let mut leaders = leaders.filter(|found| found.name("writer").is_some() || found[0].starts_with('#'));
        leaders.next().is_some_and(|leader| leader.name("writer").is_some())
    }
}
