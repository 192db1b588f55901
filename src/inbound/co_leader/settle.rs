//! What a register is beside orders: apologies for a day to come, an absence explained, or talk about a worry.

use std::sync::LazyLock;

use regex::Regex;

use super::Gathered;
use super::context::{Context, SEARCHED_MAX};
use super::register::Register;
use super::relay;
use super::statement::speaks_of_status;
use super::weigh::MISCOUNTED;
use crate::domain::id::PersonId;
use crate::domain::said::{Mark, Order, Rest};
use crate::inbound::dates::Tense;
use crate::inbound::names::rule;
use crate::inbound::reading::{AboutKind, Evidence};

/// "I never sent you the 24th": a register of a session gone by, whatever letter is answered.
pub(super) fn is_of_another(context: &Context) -> bool {
    let past =
        |text: &str| context.sessions_in(text, Tense::Past).exact.iter().any(|number| context.has_begun(*number));
    let sentences = context.prepared.sentences.iter().take(SEARCHED_MAX);
    sentences.map(|sentence| sentence.text.as_str()).any(|text| NEVER_SENT.is_match(text) && past(text))
}

static NEVER_SENT: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:never|ever|forgot|omitted|neglected|not|n't|owe)\b[^.;]{0,30}\b(?:sen[dt]|did|do|gave|give|you)\b|\b(?:register|list|attendance) (?:of|for|from)\b",
    )
});

impl Gathered {
    /// Before the session, in an answer to a letter about it, who "is away" sends apologies; a register it cannot be.
    pub(super) fn relay_of_register(&mut self, context: &Context, register: &mut Register) {
        let coming = context.about_session().filter(|session| !context.has_begun(*session));
        let is_before = matches!(context.kind(), Some(AboutKind::Brief | AboutKind::Reminder));
        let Some(session) = coming.filter(|_| is_before && register.says_something()) else {
            return;
        };
        let past = |place: &usize| {
            let text = context.prepared.sentences.get(*place).map_or("", |sentence| sentence.text.as_str());
            context.sessions_in(text, Tense::Past).exact.iter().any(|number| context.has_begun(*number))
        };
        // "I never sent you the 24th": the session of what follows.
        if register.sentences.iter().any(past) || is_of_another(context) {
            return;
        }
        let of_what_was = |place: &usize| {
            let text = context.prepared.sentences.get(*place).map_or("", |sentence| sentence.text.as_str());
            relay::NO_APOLOGY.is_match(text) || relay::WAS.is_match(text) && !relay::APOLOGIES_FROM.is_match(text)
        };
        if register.sentences.iter().any(of_what_was) {
            self.doubts.push("what is said of a day to come".to_owned());
            *register = Register::default();
            return;
        }
        let of_talk = |place: &usize| {
            let text = context.prepared.sentences.get(*place).map_or("", |sentence| sentence.text.as_str());
            relay::TOLD.is_match(text) && !relay::NOT_COMING.is_match(text)
        };
        if register.sentences.iter().any(of_talk) {
            self.doubts.push("what is said of a day to come".to_owned());
            *register = Register::default();
            return;
        }
        let late = |place: &usize| {
            let text = context.prepared.sentences.get(*place).map_or("", |sentence| sentence.text.as_str());
            text.split(|c: char| !c.is_alphabetic()).any(|word| word.eq_ignore_ascii_case("late"))
        };
        if register.sentences.iter().any(late) {
            self.doubts.push("what is said of a day to come".to_owned());
            *register = Register::default();
            return;
        }
        let register = std::mem::take(register);
        for (student, mark) in register.marks {
            match mark {
                Mark::Absent | Mark::Excused => self.orders.push(Order::Relay { student, session }),
                _ => self.doubts.push("what is said of a day to come".to_owned()),
            }
        }
        self.unclear.extend(register.unclear);
        self.evidence.extend(register.evidence.into_iter().map(|one| Evidence { rule: "relay".to_owned(), ..one }));
        self.understood.extend(register.sentences);
    }

    /// "He has been present each time, but ...": beside a worry, and out of a register's thread, that is no mark.
    pub(super) fn leave_talk_out(&self, context: &Context, register: &mut Register) {
        let worried = |student: &PersonId| self.orders.contains(&Order::Concern { student: *student });
        let came = register.marks.values().all(|mark| *mark == Mark::Present);
        let is_mended = context.kind() == Some(AboutKind::RegisterRequest) || context.answers_register() && !came;
        if is_mended || register.rest.is_some() || !register.marks.keys().all(worried) {
            return;
        }
        if !register.marks.is_empty() {
            *register = Register { unclear: std::mem::take(&mut register.unclear), ..Register::default() };
        }
    }

    /// "Tom has left the course. The other ten were there": whoever is gone is in no count.
    pub(super) fn count_without_the_gone(&self, context: &Context, register: &mut Register) {
        let gone = self.orders.iter().filter(|order| matches!(order, Order::Left { .. })).count();
        if gone == 0 || !register.doubts.iter().any(|doubt| doubt == MISCOUNTED) {
            return;
        }
        let size = context.roll.size().saturating_sub(gone);
        let named = register.marks.len();
        let absent = register.marks.values().filter(|mark| !mark.took_part()).count();
        let counts = register.heard.counts;
        let fits = counts.others.is_none_or(|others| others + named == size || others + absent == size)
            && counts.present.is_none_or(|present| present + absent == size)
            && counts.everyone.is_none_or(|everyone| everyone == size)
            && counts.absent.is_none_or(|count| count == absent);
        if fits {
            register.doubts.retain(|doubt| doubt != MISCOUNTED);
            register.question = false;
            register.rest = Some(Rest::Present);
        }
    }

    /// "Session 8 is at three. It suits everyone": where no register was asked for, an order beside a bare word of the group
    /// is all that is said.
    pub(super) fn leave_group_out(&mut self, context: &Context, register: &mut Register) {
        let places = register.sentences.iter().filter_map(|place| context.prepared.sentences.get(*place));
        let is_register = context.answers_register() || places.map(|one| one.text.as_str()).any(speaks_of_status);
        if !is_register && register.marks.is_empty() && register.rest.is_some() && !self.orders.is_empty() {
            register.rest = None;
            self.understood.append(&mut register.sentences);
        }
    }

    /// "It never happened, so nobody should be marked absent": of a session that was not held there is no register.
    pub(super) fn leave_out_of_cancelled(&mut self, context: &Context, register: &mut Register) {
        let is_cancelled = |order: &Order| matches!(order, Order::Cancel { session } if Some(*session) == self.session);
        if register.marks.is_empty() && register.rest.is_some() && self.orders.iter().any(is_cancelled) {
            register.rest = None;
            self.understood.append(&mut register.sentences);
            self.session = context.about_session();
        }
    }

    /// "I've had to cancel, Dan's at his exam": a session that does not run wants nobody to lead it.
    pub(super) fn leave_leaders_of_cancelled(&mut self) {
        let cancelled: Vec<u8> = self
            .orders
            .iter()
            .filter_map(|order| if let Order::Cancel { session } = order { Some(*session) } else { None })
            .collect();
        let is_idle = |order: &Order| matches!(order, Order::LeaderAway { session, .. } if cancelled.contains(session));
        self.orders.retain(|order| !is_idle(order));
    }

    /// Out of any thread, "she has accounted for her absence on the 30th" explains an absence gone by; what is explained
    /// or passed on is no mark of a register.
    pub(super) fn explain_out_of_thread(&mut self, context: &Context, register: &mut Register) {
        let ordered = |student: &PersonId| {
            self.orders.iter().any(|order| match order {
                Order::Explained { student: of, .. } | Order::Relay { student: of, .. } => of == student,
                _ => false,
            })
        };
        let had_marks = !register.marks.is_empty();
        if !context.answers_register() && register.rest.is_none() {
            register.marks.retain(|student, _| !ordered(student));
        }
        let only_excused = !register.marks.is_empty() && register.marks.values().all(|mark| *mark == Mark::Excused);
        if matches!(context.kind(), None | Some(AboutKind::Digest))
            && only_excused
            && register.rest.is_none()
            && register.unclear.is_empty()
        {
            let session = self.session;
            let marks = std::mem::take(&mut register.marks);
            self.orders.extend(marks.into_keys().map(|student| Order::Explained { student, session }));
        }
        if had_marks && !register.says_something() {
            self.session = context.about_session();
        }
    }
}
