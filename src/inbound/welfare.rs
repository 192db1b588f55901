//! Signs of distress or risk in what a student writes: recall before precision, figures of speech apart.
//!
//! Reads any text, also what is set aside elsewhere. A person reads whatever is flagged; nothing is decided here.

use std::sync::LazyLock;

use super::patterns::{RUN_WORDS_MAX, Table};
use super::reading::Evidence;
use super::tokens::{ASKS, PAUSE, STOP, TOKENS_MAX, Token, tokens};

/// A sign of distress.
#[derive(Debug, Clone)]
pub struct Distress {
    pub evidence: Evidence,
    /// Nobody says such words lightly: what the models make of them puts no such sign aside.
    pub is_grave: bool,
}

/// The words that may be a sign of distress, where there are any; the whole text is looked through, however long.
pub fn welfare(text: &str) -> Option<Distress> {
    let mut rest = text;
    loop {
        let tokens = tokens(rest);
        if let Some(sign) = first_sign(&tokens) {
            return Some(sign);
        }
        let read = tokens.last().map(|token| token.at.end).filter(|_| tokens.len() >= TOKENS_MAX)?;
        rest = rest.get(read..)?;
    }
}

fn first_sign(tokens: &[Token]) -> Option<Distress> {
    let thoughts = tokens.split(|token| matches!(token.word.as_str(), STOP | ASKS | PAUSE));
    let mut runs = thoughts.flat_map(|thought| thought.chunks(RUN_WORDS_MAX));
    runs.find_map(|run| {
        let words = run.iter().filter(|token| !token.is_mark());
        let words: Vec<&str> = words.map(|token| if token.word == "'s" { "xs" } else { &token.word }).collect();
        let plain = words.join(" ");
        let sign = SIGNS.hits(&plain, Sign::Figure).into_iter().find(|hit| hit.sense != Sign::Figure)?;
        let words = plain.get(sign.range).unwrap_or_default().to_owned();
        let evidence = Evidence { rule: format!("welfare: {:?}", sign.sense), words };
        Some(Distress { evidence, is_grave: matches!(sign.sense, Sign::SelfHarm | Sign::LowMood | Sign::Panic) })
    })
}

/// What kind of sign it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// Words of distress that are none: "this exam is killing me".
    Figure,
    Bereavement,
    SelfHarm,
    LowMood,
    NotCoping,
    Panic,
    Fear,
    Illness,
    Want,
}

impl Sign {
    fn called(name: &str) -> Option<Self> {
        Some(match name {
            "figure" => Self::Figure,
            "bereavement" => Self::Bereavement,
            "self_harm" => Self::SelfHarm,
            "low_mood" => Self::LowMood,
            "not_coping" => Self::NotCoping,
            "panic" => Self::Panic,
            "fear" => Self::Fear,
            "illness" => Self::Illness,
            "want" => Self::Want,
            _ => return None,
        })
    }
}

const TABLE: &str = include_str!("welfare.txt");

static SIGNS: LazyLock<Table<Sign>> = LazyLock::new(|| Table::new(TABLE, Sign::called));

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inbound::patterns::mistakes;

    #[test]
    fn signs_of_distress_are_seen() {
        for text in [
            "Mum died on Thursday.",
            "we are taking Dad to India to scatter the ashes",
            "It's my nan's funeral in Carmarthen",
            "my brother has made an attempt, he is in intensive care",
            "some weeks this was the only thing i left the flat for",
            "I've not been sleeping or eating much",
            "this month I eat one time in the day",
            "Something happened at my placement with one of the staff",
            "I'm scared of my supervisor",
            "been having panic attacks before every session",
            "don't really see the point of anything any more",
            "sorry, just found out mum has cancer",
            "he hit me last night so i'm at my friend's",
            "I have been thinking about ending it all",
            "I can't afford the train any more",
        ] {
            assert!(welfare(text).is_some(), "{text}");
        }
    }

    #[test]
    fn figures_of_speech_are_none() {
        for text in [
            "This OSCE is killing me. Coming Tuesday!",
            "dying of this cold lol but il be there",
            "Panic over! Found my badge, it was in the fridge.",
            "my laptop died so typing on my phone",
            "nearly died of embarrassment in clinic",
            "I'm at the suicide prevention lecture that day",
            "stuck in traffic, it's a nightmare",
            "a memorial service for my old headteacher, we weren't close",
            "I'm afraid I can't make it",
            "would kill for a nap",
        ] {
            assert!(welfare(text).is_none(), "{text}: {:?}", welfare(text));
        }
    }

    #[test]
    fn a_sign_at_the_end_of_a_long_letter_is_seen() {
        let text = format!("{}my mum died", "We were on the ward again today.\n".repeat(5_000));
        assert!(welfare(&text).is_some());
    }

    #[test]
    fn every_line_of_the_table_can_be_read() {
        assert_eq!(mistakes(TABLE, |section| Sign::called(section).is_some()), Vec::<String>::new());
    }
}
