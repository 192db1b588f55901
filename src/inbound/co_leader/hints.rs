//! What the rules made of a co-leader's message, told beside its words to those who give a second opinion
//! ([`crate::inbound::impression`]).
//!
//! The trainer and the reader both use this, so that they hear the same; a change here wants a new training.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::register::Heard;
use super::session::others_named;
use super::sight::{self, Hints};
use crate::domain::id::PersonId;
use crate::domain::said::{CoLeaderSays, Rest};
use crate::inbound::impression::staff::{OrderKind, student_of};
use crate::inbound::impression::told::Told;
use crate::inbound::names::Mention;
use crate::inbound::reading::{AboutKind, Read};

/// A message as it is heard, with what the rules read.
pub fn told(context: &Context, heard: &Heard, read: &Read<CoLeaderSays>) -> Told<u32> {
    let looker = Looker { context, heard, read };
    let students = sight::students(context.prepared);
    let hints = Hints {
        message: looker.hints_of_message(&students),
        students: students.iter().map(|(student, places)| (*student, looker.hints_of(*student, places))).collect(),
    };
    sight::told(context.prepared, &looker.kind(), &hints)
}

struct Looker<'a> {
    context: &'a Context<'a>,
    heard: &'a Heard,
    read: &'a Read<CoLeaderSays>,
}

impl Looker<'_> {
    /// The kind of letter answered: co-leaders answer all letters before a session alike, and those of no kind of their
    /// own as they write unasked.
    fn kind(&self) -> String {
        let kind = match self.context.kind() {
            Some(AboutKind::Reminder | AboutKind::AfterChristmas) => Some(AboutKind::Brief),
            Some(AboutKind::Other) => None,
            kind => kind,
        };
        format!("{kind:?}")
    }

    /// What the rules heard of the group, and what they doubt.
    fn hints(&self) -> Vec<String> {
        let (heard, says) = (self.heard, &self.read.says);
        let mut hints = vec![
            "any".to_owned(),
            format!("rest {:?}", says.rest),
            format!("group {:?} {:?} {:?}", heard.everyone, heard.others, heard.nobody),
            format!("only {} no more {}", heard.only, heard.no_more),
            format!("headed {:?}", heard.headed),
            format!("expected {} as listed {}", heard.expected, heard.as_listed),
            format!("cannot say {}", heard.cannot_say),
        ];
        hints.push(format!(
            "another session {} named {}",
            says.session.is_some(),
            others_named(self.context).len().min(2)
        ));
        let doubts: Vec<String> = self.read.doubts().map(|doubt| format!("doubt {doubt}")).collect();
        if doubts.is_empty() {
            hints.push("sure".to_owned());
        }
        hints.extend(doubts);
        hints
    }

    fn hints_of(&self, student: PersonId, places: &BTreeSet<usize>) -> Vec<String> {
        let says = &self.read.says;
        let mark = says.marks.get(&student);
        let mut hints = vec![format!("mark {mark:?}")];
        if mark.is_none() {
            hints.push(format!("as the rest {:?}", says.rest));
        }
        let unsaid = self.heard.unsaid.iter().chain(&self.heard.excepted).map(|name| (*name, Vec::new()));
        for (_, said) in self.heard.said.iter().cloned().chain(unsaid).filter(|(name, _)| places.contains(name)) {
            hints.push(format!("said {said:?}"));
            hints.extend(said.iter().map(|one| format!("says {one:?}")));
        }
        for order in &says.orders {
            let whose = if student_of(order) == Some(student) { "order" } else { "other order" };
            hints.push(format!("{whose} {:?}", OrderKind::of(order)));
        }
        if self.context.prepared.spoken_of.is_some_and(|name| places.contains(&name)) {
            hints.push("of the thread".to_owned());
        }
        hints
    }

    fn hints_of_message(&self, students: &BTreeMap<PersonId, BTreeSet<usize>>) -> Vec<String> {
        let says = &self.read.says;
        let mut hints = self.hints();
        let marks: BTreeSet<String> = says.marks.values().map(|mark| format!("{mark:?}")).collect();
        hints.push(format!("marks {marks:?}"));
        hints.extend(marks.iter().map(|mark| format!("a mark {mark}")));
        hints.push(format!("named {}", students.len().min(6)));
        let left = students.keys().filter(|student| !says.marks.contains_key(student)).count();
        hints.push(format!("left {}", left.min(3)));
        let unclear =
            self.context.prepared.marked.mentions.iter().filter(|mention| Mention::is_unclear(mention)).count();
        hints.push(format!("unclear {} {}", unclear.min(3), says.unclear.len().min(2)));
        if students.len() == self.context.roll.size() {
            hints.push("all named".to_owned());
        }
        hints.extend(says.orders.iter().map(|order| format!("order {:?}", OrderKind::of(order))));
        hints.push(format!("acts {}", self.read.acts));
        if says.rest == Some(Rest::Expected) {
            hints.push("as listed".to_owned());
        }
        hints
    }
}
