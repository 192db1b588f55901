//! Bad input: whatever is written, reading ends soon and never panics.

use proptest::prelude::*;

use super::world::{Case, World};
use crate::inbound::reading::{Line, Words};
use crate::inbound::{About, AboutKind, Scene, read_co_leader, read_firm_head};

/// Pieces that the rules look for, to be thrown together in any order.
const PIECES: [&str; 40] = [
    "Tom",
    "Wei",
    "both Toms",
    "Mr Moreau",
    "(",
    ")",
    ",",
    ".",
    "\n",
    ":",
    "all",
    "everyone but",
    "except",
    "absent",
    "late",
    "present",
    "the rest",
    "nobody",
    "neither",
    "who",
    "she",
    "was",
    "not",
    "hold",
    "release",
    "cancel",
    "on the 24th",
    "9/11",
    "\u{1f44d}",
    "\u{200b}",
    "@3",
    "#1",
    "sorry, I mean",
    "only",
    "we had",
    "you have",
    "down as",
    "told me",
    "no word from",
    "Будь",
];

fn read_both(text: &str, kind: AboutKind) {
    let world = World::new();
    let leader = world.person("dan");
    let group = world.group_of(leader);
    let about = About { kind, group: Some(group), session: Some(6), student: None };
    let now = "2026-11-24T15:00[Europe/London]".parse::<jiff::Zoned>().unwrap().timestamp();
    let scene = Scene { roster: &world.roster, calendar: &world.calendar, now, about: Some(&about) };
    let lines = text.lines().map(|text| Line { text: text.to_owned(), answers: None }).collect();
    let words = Words { subject: text.chars().take(80).collect(), lines, forwarded: Vec::new() };
    let _ = read_co_leader(&words, &scene, leader, group);
    let _ = read_firm_head(&words, &scene, world.person("james"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn any_text_is_read(text in "\\PC{0,200}") {
        read_both(&text, AboutKind::RegisterRequest);
    }

    #[test]
    fn any_order_of_the_rules_own_words_is_read(pieces in proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..40)) {
        read_both(&pieces.join(" "), AboutKind::RegisterConfirmation);
        read_both(&pieces.concat(), AboutKind::EscalationNotice);
    }

    #[test]
    fn a_register_cut_anywhere_is_read(cut in 0usize..400) {
        for line in include_str!("registers.txt").lines().take(40) {
            if let Some(case) = Case::of_line(line) {
                let part: String = case.words.chars().take(cut).collect();
                read_both(&part, AboutKind::RegisterRequest);
            }
        }
    }
}

/// What grew with the square of its input would not come to an end here; nothing is timed, as hosts differ.
#[test]
fn a_long_message_comes_to_an_end() {
    let text = "Tom and Wei absent (sick), everyone else there, sorry, no word from Maeve. ".repeat(400);
    read_both(&text, AboutKind::RegisterRequest);
}

#[test]
fn a_count_of_another_group_beside_a_name_is_read() {
    read_both("Ten of twelve. Wei was absent.", AboutKind::RegisterRequest);
}
