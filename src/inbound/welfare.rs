//! Signs of distress or risk in what a student writes: recall before precision, figures of speech apart.
//!
//! Reads any text, also what is set aside elsewhere. A person reads whatever is flagged; nothing is decided here.

use std::sync::LazyLock;

use super::patterns::{RUN_WORDS_MAX, Table};
use super::reading::Evidence;
use super::tokens::{ASKS, PAUSE, STOP, tokens};

/// The words that may be a sign of distress, where there are any.
pub fn welfare(text: &str) -> Option<Evidence> {
    let tokens = tokens(text);
    let thoughts = tokens.split(|token| matches!(token.word.as_str(), STOP | ASKS | PAUSE));
    let mut runs = thoughts.flat_map(|thought| thought.chunks(RUN_WORDS_MAX));
    runs.find_map(|run| {
        let words: Vec<&str> = run
            .iter()
            .filter(|t| !t.is_mark())
            .map(|t| if t.word == "'s" { "xs" } else { t.word.as_str() })
            .collect();
        let plain = words.join(" ");
        let sign = SIGNS
            .hits(&plain, Sign::Figure)
            .into_iter()
            .find(|hit| hit.sense != Sign::Figure)?;
        let words = plain.get(sign.range).unwrap_or_default().to_owned();
        Some(Evidence {
            rule: format!("welfare: {:?}", sign.sense),
            words,
        })
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
    fn every_line_of_the_table_can_be_read() {
        assert_eq!(
            mistakes(TABLE, |section| Sign::called(section).is_some()),
            Vec::<String>::new()
        );
    }
}
