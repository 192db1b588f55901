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
