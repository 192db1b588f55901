//! The secret in a letter's Reply-To that ties an answer to the letter, and to the one person who had it.
//!
//! A token is the first twenty characters (100 bits) of base32(HMAC-SHA256(key, purpose | letter key | person)). The
//! letter's key names what it is about, its session too; the outbox row that keeps the token has the rest, its age too.
//! So an answer is looked up by its token and then verified here; a token in another person's hands verifies nothing.

use std::fmt;

use aws_lc_rs::{constant_time, hmac};
use data_encoding::BASE32_NOPAD;

use crate::domain::id::PersonId;
use crate::domain::letter::LetterKey;

/// Characters of a token: far too many to guess by mail, and short enough for any local part (RFC 5321: 64).
const TOKEN_LENGTH: usize = 20;

/// Characters of the part of a Message-ID that keeps two letters apart.
const MARK_LENGTH: usize = 8;

/// The secret of the installation from which its tokens are made.
#[derive(Clone)]
pub struct TokenKey(hmac::Key);

impl TokenKey {
    /// Takes a secret of any length; 32 random bytes are right.
    pub fn new(secret: &[u8]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, secret))
    }
}

impl fmt::Debug for TokenKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenKey(…)")
    }
}

/// A token as it stands in an address: lower-case letters and digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Token(String);

impl Token {
    /// The token as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The token of a letter to one person; the same each time, so that a second try has the same Reply-To.
pub fn token(key: &TokenKey, letter: &LetterKey, person: PersonId) -> Token {
    Token(derive(key, "reply", &format!("{letter}|{person}"), TOKEN_LENGTH))
}

/// Is this the token of that letter to that person? In constant time, whatever the case of its letters.
pub fn verify(key: &TokenKey, letter: &LetterKey, person: PersonId, presented: &str) -> bool {
    let expected = token(key, letter, person);
    let presented = presented.trim().to_ascii_lowercase();
    constant_time::verify_slices_are_equal(expected.0.as_bytes(), presented.as_bytes()).is_ok()
}

/// A short mark for Message-IDs and threads; another purpose gives another one.
pub(super) fn mark(key: &TokenKey, purpose: &str, of: &str) -> String {
    derive(key, purpose, of, MARK_LENGTH)
}

fn derive(key: &TokenKey, purpose: &str, of: &str, length: usize) -> String {
    let tag = hmac::sign(&key.0, format!("{purpose}|{of}").as_bytes());
    let mut text = BASE32_NOPAD.encode(tag.as_ref()).to_ascii_lowercase();
    text.truncate(length);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> TokenKey {
        TokenKey::new(b"a made-up secret of the tests")
    }

    fn letter(session: u8) -> LetterKey {
        LetterKey(format!("reminder {session}"))
    }

    #[test]
    fn a_token_is_short_and_stays_the_same() {
        let first = token(&key(), &letter(6), PersonId(7));
        assert_eq!(first, token(&key(), &letter(6), PersonId(7)));
        assert_eq!(first.as_str().len(), TOKEN_LENGTH);
        assert!(first.as_str().chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()));
    }

    #[test]
    fn a_token_is_dead_in_anothers_hands_and_for_another_letter() {
        let mine = token(&key(), &letter(6), PersonId(7));
        assert!(verify(&key(), &letter(6), PersonId(7), mine.as_str()));
        assert!(verify(&key(), &letter(6), PersonId(7), &mine.as_str().to_uppercase()));
        assert!(!verify(&key(), &letter(6), PersonId(8), mine.as_str()));
        assert!(!verify(&key(), &letter(7), PersonId(7), mine.as_str()));
        assert!(!verify(&TokenKey::new(b"another"), &letter(6), PersonId(7), mine.as_str()));
        assert!(!verify(&key(), &letter(6), PersonId(7), ""));
    }

    #[test]
    fn the_secret_is_not_printed() {
        assert_eq!(format!("{:?}", key()), "TokenKey(…)");
    }
}
