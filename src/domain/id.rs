//! The names by which the ledger knows things: numbers, never a person's name or address.
//!
//! Forgetting a person is deleting the rows beside the ledger; an id that stays behind says nothing.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident($inner:ty)) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub $inner);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id!(
    /// A person, whatever their roles; the same number for as long as the daemon knows them.
    PersonId(u32)
);
id!(
    /// A Balint group of one academic year.
    GroupId(u32)
);
id!(
    /// A scheme: groups that share a policy, letters, people and a calendar.
    SchemeId(u32)
);
id!(
    /// A letter that came in, by its row in the inbox.
    LetterId(i64)
);
id!(
    /// A line of the ledger; later lines have larger numbers.
    EventId(i64)
);

impl PersonId {
    /// The administrator of the configuration, who is on no roster; people of the roster count from 1.
    pub const ADMINISTRATOR: Self = Self(0);
}

/// A session of a group, by its number within the year (1 to 30).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SessionId {
    pub group: GroupId,
    pub number: u8,
}

/// An e-mail address in the form in which two that mean the same are equal: trimmed, lower case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Address(Arc<str>);

/// The longest path that RFC 5321, section 4.5.3.1.3 allows.
const ADDRESS_LENGTH_MAX: usize = 254;

/// Why a text is no address that a letter could go to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is not an e-mail address: write it as name@host, without spaces or brackets")]
pub struct NotAnAddress;

impl Address {
    /// Takes an addr-spec (RFC 5322, section 3.4.1) of ordinary form: no quoted local part, no comments.
    ///
    /// # Errors
    /// [`NotAnAddress`] for anything else, so that no address can carry a header or an SMTP command.
    pub fn new(text: &str) -> Result<Self, NotAnAddress> {
        let text = text.trim().to_lowercase();
        let (local, domain) = text.rsplit_once('@').ok_or(NotAnAddress)?;
        let local_fits =
            !local.is_empty() && local.chars().all(|c| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c));
        let domain_fits = !domain.is_empty()
            && domain
                .split('.')
                .all(|label| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-'));
        if !local_fits || !domain_fits || text.len() > ADDRESS_LENGTH_MAX {
            return Err(NotAnAddress);
        }
        Ok(Self(text.into()))
    }

    /// The whole address, lower case.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before the `@`.
    pub fn local(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(local, _)| local)
    }

    /// What stands after the `@`.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

impl TryFrom<String> for Address {
    type Error = NotAnAddress;
    fn try_from(text: String) -> Result<Self, NotAnAddress> {
        Self::new(&text)
    }
}

impl From<Address> for String {
    fn from(address: Address) -> Self {
        address.0.to_string()
    }
}

/// A person's or a place's name: one line of text without control characters, so that it can stand in a header.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Name(Arc<str>);

/// Enough for any real name; a longer one is a mistake in a spreadsheet.
const NAME_LENGTH_MAX: usize = 120;

/// Why a text cannot be a name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAName {
    #[error("the name is empty: write it as it should stand in letters")]
    Empty,
    #[error("the name has a line break or another control character in it: write it on one line")]
    Control,
    #[error("the name is longer than {NAME_LENGTH_MAX} characters: shorten it")]
    Long,
}

impl Name {
    /// Takes a name as written, trims it and folds inner white space.
    ///
    /// # Errors
    /// [`NotAName`] where nothing is left, it is too long, or it has a control character (lettre panics on those).
    pub fn new(text: &str) -> Result<Self, NotAName> {
        if text.trim().chars().any(char::is_control) {
            return Err(NotAName::Control);
        }
        let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
        match folded.chars().count() {
            0 => Err(NotAName::Empty),
            n if n > NAME_LENGTH_MAX => Err(NotAName::Long),
            _ => Ok(Self(folded.into())),
        }
    }

    /// The name as it stands in letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Name {
    type Error = NotAName;
    fn try_from(text: String) -> Result<Self, NotAName> {
        Self::new(&text)
    }
}

impl From<Name> for String {
    fn from(name: Name) -> Self {
        name.0.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_folded_and_carries_no_command() {
        assert_eq!(
            Address::new(" Tom.Nguyen@Students.Example.ac.uk ").unwrap().as_str(),
            "tom.nguyen@students.example.ac.uk"
        );
        for bad in [
            "",
            "tom",
            "@example.org",
            "tom@",
            "a b@example.org",
            "a@example.org>\r\nRCPT TO:<b@example.org",
            "a@ex..org",
            "\"a b\"@example.org",
        ] {
            assert_eq!(Address::new(bad), Err(NotAnAddress), "{bad:?}");
        }
    }

    #[test]
    fn a_name_stands_on_one_line() {
        assert_eq!(Name::new("  Siân   Evans ").unwrap().as_str(), "Siân Evans");
        assert_eq!(Name::new("Evil\r\nBcc: x"), Err(NotAName::Control));
        assert_eq!(Name::new("  "), Err(NotAName::Empty));
        assert_eq!(Name::new(&"x".repeat(121)), Err(NotAName::Long));
    }
}
