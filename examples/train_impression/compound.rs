//! Letters made of two lessons: a register, and something else beside it. Co-leaders ask for anything in any letter, and
//! what they ask for means the same beside a register as alone; there are more such pairs than anybody could write down.

use std::collections::BTreeMap;

use balintd::inbound::AboutKind;
use balintd::inbound::impression::staff::OrderKind;

use super::classroom::{Classroom, Given, Lesson, StaffLesson};
use super::dice::Dice;

/// How often what is beside the register comes first, stands in a line of its own, follows a comma.
const FIRST: f32 = 0.2;
const OWN_LINE: f32 = 0.25;

/// Talk that asks for nothing is taken so often.
const TALK: f32 = 0.5;

/// A register is made one of two with each lesson that can stand beside it.
pub fn compounds(room: &Classroom, lessons: &[(StaffLesson, Lesson)]) -> Vec<Lesson> {
    let mut dice = Dice::new(1);
    let mut registers: BTreeMap<&str, Vec<&StaffLesson>> = BTreeMap::new();
    for register in lessons.iter().map(|(lesson, _)| lesson).filter(is_register) {
        registers.entry(&register.group).or_default().push(register);
    }
    let mut made = Vec::new();
    let may_be_beside = lessons.iter().filter(|(lesson, heard)| stands_alone(room, lesson, heard));
    for (beside, _) in may_be_beside {
        if beside.orders.is_empty() && !dice.falls(TALK) {
            continue;
        }
        let of_group = registers.get(beside.group.as_str()).map_or(&[][..], Vec::as_slice);
        let Some(register) = of_group.get(dice.below(of_group.len())) else { continue };
        let is_marked = |local: &String| register.marks.contains_key(local);
        let leaves = beside
            .orders
            .iter()
            .any(|order| order.kind == OrderKind::Left && order.student.as_ref().is_some_and(is_marked));
        if !leaves {
            made.push(room.hear_staff(&joined(register, beside, &mut dice)));
        }
    }
    made
}

/// A register and nothing beside it.
fn is_register(lesson: &&StaffLesson) -> bool {
    matches!(lesson.about, Some(AboutKind::RegisterRequest | AboutKind::RegisterConfirmation))
        && (!lesson.marks.is_empty() || lesson.rest.is_some())
        && lesson.orders.is_empty()
        && lesson.unclear == 0
        && lesson.of.is_none()
}

/// No register, and nothing that only the letter answered makes clear: every student of an order is named.
fn stands_alone(room: &Classroom, lesson: &StaffLesson, heard: &Lesson) -> bool {
    let is_named = |local: &String| {
        heard.told.students.iter().any(|one| Some(one.student) == room.person(local) && !one.places.is_empty())
    };
    let is_clear = |order: &Given| match order.kind {
        OrderKind::Explained => false,
        OrderKind::LeaderAway
        | OrderKind::Cancel
        | OrderKind::Move
        | OrderKind::Question
        | OrderKind::Status
        | OrderKind::Help => true,
        _ => order.student.as_ref().is_some_and(is_named),
    };
    lesson.marks.is_empty()
        && lesson.rest.is_none()
        && lesson.unclear == 0
        && !matches!(lesson.about, Some(AboutKind::RegisterRequest | AboutKind::RegisterConfirmation))
        && lesson.orders.iter().all(is_clear)
}

fn joined(register: &StaffLesson, beside: &StaffLesson, dice: &mut Dice) -> StaffLesson {
    let (first, second) =
        if dice.falls(FIRST) { (&beside.text, &register.text) } else { (&register.text, &beside.text) };
    let ends = first.trim_end().ends_with(|c: char| !c.is_alphanumeric() && c != ')');
    let stop = if ends { "" } else { "." };
    let gap = if dice.falls(OWN_LINE) { "\n" } else { " " };
    let text = format!("{}{stop}{gap}{second}", first.trim_end());
    StaffLesson { text, orders: beside.orders.clone(), ..register.clone() }
}
