//! What the configuration says of the daemon's own mailbox and of the words that every letter may need.

use super::token::TokenKey;
use crate::domain::id::{Address, Name};

/// The daemon as its letters present it.
#[derive(Debug, Clone)]
pub struct House {
    /// The display name of letters that do not come from a pair of co-leaders: "Balint Groups".
    pub public_name: Name,
    /// The mailbox that all letters come from and all answers go to.
    pub address: Address,
    /// The server takes `local+anything@domain`, so that a Reply-To can carry its letter's token.
    pub plus_addresses: bool,
    /// Where a student can turn at once, for the plain reply to a message that may mean distress: a line or two.
    pub emergency_line: String,
    /// Who hears about the machine, and has the letters that are in shadow.
    pub administrator: Address,
    /// The secret from which the tokens are made.
    pub token_key: TokenKey,
}

/// Students of another school on what such groups are; the one web page that the built-in letters name (handbook,
/// Appendix 1).
const VIDEO: &str = "https://balint.co.uk/medical-students/";

impl House {
    /// The web addresses that a letter may link to: the film, and what the emergency line names. There are no others.
    pub fn links(&self) -> Vec<String> {
        let words = self.emergency_line.split_whitespace();
        let pages = words.filter(|word| word.starts_with("https://"));
        let pages = pages.map(|page| page.trim_end_matches(['.', ',', ';', ')']).to_owned());
        std::iter::once(VIDEO.to_owned()).chain(pages).collect()
    }
}
