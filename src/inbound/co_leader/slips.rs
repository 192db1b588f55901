//! Slips of the thumb in the words that registers are made of ("absnet", "evreyone"), put right before they are read.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::inbound::names::{Roll, rule};
use crate::inbound::tokens::spelling::is_one_slip;

/// The words that a register turns on, in which a slip costs most.
const WORDS: [&str; 46] = [
    "absence",
    "absences",
    "absent",
    "already",
    "anybody",
    "anyone",
    "apologies",
    "apologised",
    "appointment",
    "arrived",
    "attendance",
    "attended",
    "away",
    "before",
    "came",
    "clinic",
    "correct",
    "emailed",
    "everybody",
    "everyone",
    "except",
    "excused",
    "explained",
    "here",
    "late",
    "messaged",
    "minutes",
    "missing",
    "nobody",
    "nothing",
    "others",
    "present",
    "register",
    "remainder",
    "remaining",
    "rest",
    "session",
    "sick",
    "students",
    "teaching",
    "there",
    "today",
    "turned",
    "were",
    "without",
    "yesterday",
];

/// Words of their own that are a slip away from one of them.
const OTHERS: [&str; 18] = [
    "accept",
    "apologise",
    "apologises",
    "assent",
    "bothers",
    "expect",
    "kissing",
    "mailed",
    "messing",
    "minute",
    "mothers",
    "prevent",
    "reaching",
    "reminder",
    "resent",
    "three",
    "tuned",
    "where",
];

/// In a word so short only two letters that changed places are a slip.
const SHORT_MAX: usize = 5;

/// A wrong letter is one only in a word of at least so many.
const LONG_MIN: usize = 7;

/// The text with such slips put right; a word that may name somebody of the group is none.
pub fn mended(text: &str, roll: &Roll) -> String {
    static WORD: LazyLock<Regex> = LazyLock::new(|| rule(r"[A-Za-z]{4,12}"));
    static LETTERS: LazyLock<[(&str, u32); WORDS.len()]> = LazyLock::new(|| WORDS.map(|word| (word, letters(word))));
    let mend = |found: &Captures| {
        let written = &found[0];
        let word = written.to_ascii_lowercase();
        let is_known = |words: &[&str]| words.binary_search(&word.as_str()).is_ok();
        if is_known(&WORDS) || is_known(&OTHERS) {
            return written.to_owned();
        }
        let has = letters(&word);
        let near = LETTERS.iter().filter(|(_, letters)| (letters ^ has).count_ones() <= 2);
        let meant = near.map(|(meant, _)| *meant).find(|meant| is_slip(&word, meant));
        meant.filter(|_| roll.named(&word).is_none()).unwrap_or(written).to_owned()
    };
    WORD.replace_all(text, mend).into_owned()
}

/// Which letters a word has, whatever their number and order.
fn letters(word: &str) -> u32 {
    word.bytes().filter(u8::is_ascii_lowercase).fold(0, |letters, letter| letters | 1 << (letter - b'a'))
}

fn is_slip(word: &str, meant: &str) -> bool {
    let is_as_long = word.len() == meant.len();
    let changes_places = is_as_long && sorted(word) == sorted(meant);
    // "Presents", "excuse": another form of the word.
    let is_form = word.trim_end_matches(['s', 'd', 'r']) == meant.trim_end_matches(['s', 'd', 'r']);
    let is_long_enough = if is_as_long { meant.len() >= LONG_MIN } else { meant.len() > SHORT_MAX };
    (changes_places || is_long_enough && !is_form) && is_one_slip(meant.as_bytes(), word.as_bytes())
}

fn sorted(word: &str) -> Vec<u8> {
    let mut letters = word.as_bytes().to_vec();
    letters.sort_unstable();
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_in_a_word_of_registers_is_put_right() {
        for (written, meant) in [
            ("Absnet: Wei, evreyone else preent", "absent: Wei, everyone else present"),
            ("all hree xcept Maeve, she emialed", "all here except Maeve, she emailed"),
            ("tehre were tow late by 5 mintues", "there were tow late by 5 minutes"),
        ] {
            assert_eq!(mended(written, &Roll::default()), meant);
        }
    }

    #[test]
    fn other_words_and_other_forms_stay() {
        for written in [
            "Three of them resent the reminder, where the presents excuse nobody's mother",
            "I expect her registrar mailed, and both Toms' sessions bother Maeve",
            "Please prevent that; the attender tuned in and apologises",
        ] {
            assert_eq!(mended(written, &Roll::default()), written);
        }
    }

    #[test]
    fn the_words_are_in_order() {
        assert!(WORDS.is_sorted() && OTHERS.is_sorted());
    }
}
