//! How each type of value is written in a configuration: read from TOML or an environment variable, and shown again.

use std::path::PathBuf;

use jiff::civil::Time;
use jiff::tz::TimeZone;
use toml::Value;

use super::mistake::Wrong;
use crate::domain::id::{Address, Name};
use crate::domain::schedule::Schedule;

/// A type that a key's value can have.
pub(super) trait Setting: Sized {
    /// # Errors
    /// [`Wrong`] with what to write instead.
    fn read(value: &Value) -> Result<Self, Wrong>;

    /// As it would stand in the file.
    fn show(&self) -> Value;

    /// The TOML that an environment variable's text stands for.
    fn from_variable(text: &str) -> Value {
        Value::String(text.to_owned())
    }
}

/// "Write `want`, not what is there."
pub(super) fn form(want: &str, got: &Value) -> Wrong {
    Wrong::Form { want: want.to_owned(), got: got.to_string() }
}

fn text<'a>(value: &'a Value, want: &str) -> Result<&'a str, Wrong> {
    match value.as_str().map(str::trim) {
        Some(text) if !text.is_empty() => Ok(text),
        _ => Err(form(want, value)),
    }
}

/// Long enough for a paragraph; a longer line in a letter's foot is a mistake.
const TEXT_LENGTH_MAX: usize = 500;

impl Setting for String {
    fn read(value: &Value) -> Result<Self, Wrong> {
        const WANT: &str = "one line of text of at most 500 characters in quotes";
        let text = text(value, WANT)?;
        if text.chars().count() > TEXT_LENGTH_MAX || text.chars().any(char::is_control) {
            return Err(form(WANT, value));
        }
        Ok(text.to_owned())
    }

    fn show(&self) -> Value {
        Value::String(self.clone())
    }
}

impl Setting for PathBuf {
    fn read(value: &Value) -> Result<Self, Wrong> {
        text(value, "a path in quotes").map(Self::from)
    }

    fn show(&self) -> Value {
        Value::String(self.display().to_string())
    }
}

impl Setting for bool {
    fn read(value: &Value) -> Result<Self, Wrong> {
        value.as_bool().ok_or_else(|| form("true or false, without quotes", value))
    }

    fn show(&self) -> Value {
        Value::Boolean(*self)
    }

    fn from_variable(text: &str) -> Value {
        text.trim().parse().map_or_else(|_| Value::String(text.to_owned()), Value::Boolean)
    }
}

impl Setting for i64 {
    fn read(value: &Value) -> Result<Self, Wrong> {
        value.as_integer().ok_or_else(|| form("a whole number, without quotes", value))
    }

    fn show(&self) -> Value {
        Value::Integer(*self)
    }

    fn from_variable(text: &str) -> Value {
        text.trim().parse().map_or_else(|_| Value::String(text.to_owned()), Value::Integer)
    }
}

/// Days after something, in order: `[1, 3]`.
impl Setting for Vec<u8> {
    fn read(value: &Value) -> Result<Self, Wrong> {
        const WANT: &str = "up to five ascending numbers of days from 1 to 60, as in [1, 3]";
        let days: Option<Vec<u8>> = value.as_array().and_then(|items| {
            let day = |item: &Value| item.as_integer().and_then(|day| u8::try_from(day).ok());
            items.iter().map(day).collect()
        });
        days.filter(|days| {
            days.len() <= 5 && days.iter().all(|day| (1..=60).contains(day)) && days.is_sorted_by(|a, b| a < b)
        })
        .ok_or_else(|| form(WANT, value))
    }

    fn show(&self) -> Value {
        Value::Array(self.iter().map(|day| Value::Integer((*day).into())).collect())
    }

    fn from_variable(text: &str) -> Value {
        let items = text.trim().trim_start_matches('[').trim_end_matches(']').split(',');
        Value::Array(items.filter(|item| !item.trim().is_empty()).map(i64::from_variable).collect())
    }
}

impl Setting for Address {
    fn read(value: &Value) -> Result<Self, Wrong> {
        Ok(Self::new(text(value, "an e-mail address in quotes")?)?)
    }

    fn show(&self) -> Value {
        Value::String(self.as_str().to_owned())
    }
}

impl Setting for Name {
    fn read(value: &Value) -> Result<Self, Wrong> {
        Ok(Self::new(text(value, "a name in quotes")?)?)
    }

    fn show(&self) -> Value {
        Value::String(self.as_str().to_owned())
    }
}

impl Setting for Time {
    fn read(value: &Value) -> Result<Self, Wrong> {
        const WANT: &str = "a time of day in quotes, as in \"09:00\"";
        Self::strptime("%H:%M", text(value, WANT)?).map_err(|_| form(WANT, value))
    }

    fn show(&self) -> Value {
        Value::String(self.strftime("%H:%M").to_string())
    }
}

impl Setting for TimeZone {
    fn read(value: &Value) -> Result<Self, Wrong> {
        const WANT: &str = "a time zone of the IANA database in quotes, as in \"Europe/London\"";
        Self::get(text(value, WANT)?).map_err(|_| form(WANT, value))
    }

    fn show(&self) -> Value {
        Value::String(self.iana_name().unwrap_or("UTC").to_owned())
    }
}

impl Setting for Schedule {
    fn read(value: &Value) -> Result<Self, Wrong> {
        Ok(Self::parse(text(value, "five cron fields in quotes, as in \"0 8 * * MON\"")?)?)
    }

    fn show(&self) -> Value {
        Value::String(self.as_str().to_owned())
    }
}

/// Makes a [`Setting`] of an enum that is written as one of a few words.
macro_rules! words {
    ($type:ty, $($word:literal => $variant:path),+ $(,)?) => {
        impl $crate::config::value::Setting for $type {
            fn read(value: &toml::Value) -> Result<Self, $crate::config::mistake::Wrong> {
                match value.as_str().map(str::trim) {
                    $(Some($word) => Ok($variant),)+
                    _ => {
                        let words = [$(concat!("\"", $word, "\"")),+].join(", ");
                        Err($crate::config::value::form(&format!("one of {words}"), value))
                    }
                }
            }

            fn show(&self) -> toml::Value {
                let word = match self {
                    $($variant => $word,)+
                };
                toml::Value::String(word.to_owned())
            }
        }
    };
}
pub(super) use words;
