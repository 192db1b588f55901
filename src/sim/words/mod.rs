//! What people write: a stock of words for each thing that can be meant, with the meaning beside them.
//!
//! Templates have slots in braces. What students give as their reason holds a planted word, so that the checks can look
//! for it wherever it must not be.

pub mod firm_head;
pub mod leader;
pub mod plain;
pub mod student;

use jiff::civil::Date;

use super::chance::Chance;
use super::in_hand::spoken;
use super::meant::Meant;

/// A text and its meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    pub text: String,
    pub meant: Meant,
    /// The word in it that only the writer's co-leaders may see.
    pub planted: Option<String>,
}

impl Words {
    /// Words without a planted one.
    pub fn new(text: impl Into<String>, meant: Meant) -> Self {
        Self { text: text.into(), meant, planted: None }
    }
}

/// A session as somebody may speak of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    pub number: u8,
    pub date: Date,
    /// The day of writing.
    pub today: Date,
    /// In answer to a letter about this session, so that it need not be named.
    pub threaded: bool,
}

impl When {
    /// " on Tuesday", " tomorrow", " on 24 November" or nothing, with a space before it.
    fn phrase(&self, chance: &mut Chance) -> String {
        let (weekday, day, month) = spoken(self.date);
        let days = (self.date - self.today).get_days();
        if !self.threaded {
            return match chance.below(3) {
                0 => format!(" on {weekday} {day} {month}"),
                1 => format!(" on {day} {month}"),
                _ => format!(" on the {} of {month}", ordinal(day)),
            };
        }
        match (chance.below(5), days) {
            (0 | 1, _) => String::new(),
            (2, 0) => " today".to_owned(),
            (2, 1) => " tomorrow".to_owned(),
            (2 | 3, 1..=6) => format!(" on {weekday}"),
            _ => format!(" on {weekday} {day} {month}"),
        }
    }

    /// The whole date.
    pub fn whole(&self) -> String {
        let (weekday, day, month) = spoken(self.date);
        format!("{weekday} {day} {month}")
    }
}

/// "24th"
fn ordinal(day: i8) -> String {
    let end = match day {
        11..=13 => "th",
        _ if day % 10 == 1 => "st",
        _ if day % 10 == 2 => "nd",
        _ if day % 10 == 3 => "rd",
        _ => "th",
    };
    format!("{day}{end}")
}

/// Fills the slots of a template.
fn fill(template: &str, slots: &[(&str, &str)]) -> String {
    let filled =
        slots.iter().fold(template.to_owned(), |text, (slot, value)| text.replace(&format!("{{{slot}}}"), value));
    let mut chars = filled.chars();
    let first = chars.next();
    first.map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// "Wei, Seun and Amara"
pub fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_their_ends() {
        let ends: Vec<String> = [1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 31].into_iter().map(ordinal).collect();
        assert_eq!(ends.join(" "), "1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 23rd 31st");
    }

    #[test]
    fn slots_are_filled_and_the_first_letter_is_a_capital() {
        assert_eq!(fill("{r}, sorry{w}", &[("r", "my car broke down"), ("w", "")]), "My car broke down, sorry");
    }
}
