//! What firm heads do on getting a letter: some answer, some do not.

use std::rc::Rc;

use jiff::Timestamp;

use super::chance::Chance;
use super::in_hand::{InHand, people};
use super::meant::Thread;
use super::people::answer;
use super::words::Words;
use super::words::firm_head as words;
use super::world::World;
use crate::domain::id::PersonId;

/// The kinds of letter that somebody gets as a firm head.
pub const IS_FOR: [&str; 7] = [
    "teaching-question",
    "firm-head-brief",
    "firm-head-reminder",
    "firm-head-letter",
    "firm-head-digest",
    "feedback-summary",
    "start-firm-head",
];

/// A firm head has got a letter.
pub fn receives(world: &mut World, who: PersonId, letter: &Rc<InHand>, at: Timestamp, chance: &mut Chance) {
    let firm: Vec<PersonId> =
        world.cast.students().filter(|(_, student)| student.firm_head == who).map(|(id, _)| id).collect();
    let Some(student) = letter.names(people(&world.cast.roster, &firm)).first().copied() else {
        return;
    };
    let named = world.cast.named(student, &firm);
    let thread = Thread { session: None, student: Some(student), members: Vec::new() };
    let writes = |world: &mut World, words: Words, minutes_min, minutes_max, chance: &mut Chance| {
        let at = world.later(chance, at, minutes_min, minutes_max);
        world.write_at(at, answer(who, words, letter, thread.clone()));
    };
    match letter.kind.as_str() {
        "teaching-question" if chance.percent(60) => {
            let yes = chance.percent(65);
            writes(world, words::teaching(chance, &named, yes), 20, 3000, chance);
        }
        "firm-head-brief" => match chance.below(20) {
            0..=9 => writes(world, words::discussed(chance, &named), 600, 8000, chance),
            10..=12 => {
                writes(world, words::will(chance, &named), 20, 600, chance);
                if chance.percent(60) {
                    writes(world, words::discussed(chance, &named), 2000, 9000, chance);
                }
            }
            13 => writes(world, words::hold(chance, &named), 60, 900, chance),
            _ => {}
        },
        "firm-head-reminder" if chance.percent(60) => {
            writes(world, words::discussed(chance, &named), 60, 4000, chance);
        }
        "firm-head-digest" if chance.percent(2) => writes(world, words::thanks(chance), 10, 900, chance),
        _ => {}
    }
}
