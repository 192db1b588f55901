//! The text of one cell into what it means: a date, a time, an address, a yes. A refusal says what to write instead.
//!
//! A date with slashes is British, day before month; nothing shorter than a four-figure year is guessed at.

use jiff::civil::{Date, Time, Weekday};

use super::encoding::ungarbled;
use crate::domain::id::{Address, Name};
use crate::domain::roster::Role;

/// Dates of this century; any other year is a slip of the finger.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2099;

/// A group's code is written in subjects and by hand: it stays short.
const CODE_LENGTH_MAX: usize = 20;

/// A session shorter or longer than this is a slip: the handbook's is 50 minutes.
const MINUTES: std::ops::RangeInclusive<u16> = 10..=240;

/// Sessions are numbered within the year, about 13 of them.
const SESSION_NUMBERS: std::ops::RangeInclusive<u8> = 1..=30;

/// What is wrong with a cell and what to do.
pub type Refusal = String;

/// Refuses what a spreadsheet shows where a formula failed; it would pass for a name.
pub fn value(text: &str) -> Result<&str, Refusal> {
    const ERRORS: [&str; 7] = ["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"];
    if ERRORS.contains(&text) {
        return Err(format!("the cell shows {text}, an error of the spreadsheet: put the value itself there"));
    }
    Ok(text)
}

/// `2026-09-15` or `15/09/2026`.
pub fn date(text: &str) -> Result<Date, Refusal> {
    let refusal = || format!("“{text}” is not a date that can be read safely: write it as 2026-09-15 or 15/09/2026");
    let (separator, british) = if text.contains('/') { ('/', true) } else { ('-', false) };
    let parts: Vec<&str> = text.split(separator).collect();
    let [first, month, last] = parts.as_slice() else {
        return Err(refusal());
    };
    let (year, day) = if british { (last, first) } else { (first, last) };
    if year.len() != 4 {
        return Err(refusal());
    }
    let figures = |part: &str| -> Option<i16> {
        (part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok()).flatten()
    };
    let (Some(year), Some(month), Some(day)) = (figures(year), figures(month), figures(day)) else {
        return Err(refusal());
    };
    let small = |n: i16| i8::try_from(n).unwrap_or(0);
    let date = Date::new(year, small(month), small(day)).map_err(|_| {
        format!("“{text}” is not a day of the calendar: write it as 2026-09-15 or 15/09/2026, the day before the month")
    })?;
    if !YEARS.contains(&date.year()) {
        return Err(format!("the year of “{text}” cannot be meant: write four figures, like 2026"));
    }
    Ok(date)
}

/// `13:00`.
pub fn time(text: &str) -> Result<Time, Refusal> {
    let refusal = || format!("“{text}” is not a time of day: write it as 13:00");
    let (hour, minute) = text.split_once(':').ok_or_else(refusal)?;
    let figures = |part: &str, lengths: std::ops::RangeInclusive<usize>| -> Option<i8> {
        (lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok()).flatten()
    };
    let (Some(hour), Some(minute)) = (figures(hour, 1..=2), figures(minute, 2..=2)) else {
        return Err(refusal());
    };
    Time::new(hour, minute, 0, 0).map_err(|_| refusal())
}

/// `Tuesday` or `Tue`.
pub fn weekday(text: &str) -> Result<Weekday, Refusal> {
    const NAMES: [(&str, Weekday); 7] = [
        ("monday", Weekday::Monday),
        ("tuesday", Weekday::Tuesday),
        ("wednesday", Weekday::Wednesday),
        ("thursday", Weekday::Thursday),
        ("friday", Weekday::Friday),
        ("saturday", Weekday::Saturday),
        ("sunday", Weekday::Sunday),
    ];
    let folded = text.to_lowercase();
    NAMES
        .into_iter()
        .find(|(name, _)| *name == folded || name.get(..3) == Some(folded.as_str()))
        .map(|(_, day)| day)
        .ok_or_else(|| format!("“{text}” is not a day of the week: write it as Tuesday"))
}

/// The length of a session.
pub fn minutes(text: &str) -> Result<u16, Refusal> {
    number(text).filter(|n| MINUTES.contains(n)).ok_or_else(|| {
        let (least, most) = (MINUTES.start(), MINUTES.end());
        format!("“{text}” is not the length of a session: write a number of minutes from {least} to {most}")
    })
}

/// The number of a session within its group's year.
pub fn session_number(text: &str) -> Result<u8, Refusal> {
    number(text).filter(|n| SESSION_NUMBERS.contains(n)).ok_or_else(|| {
        let (least, most) = (SESSION_NUMBERS.start(), SESSION_NUMBERS.end());
        format!("“{text}” is not the number of a session: write a number from {least} to {most}")
    })
}

/// The first or the second of the two who lead a group, as 0 or 1.
pub fn leader_place(text: &str) -> Result<u8, Refusal> {
    match text {
        "1" => Ok(0),
        "2" => Ok(1),
        _ => Err(format!("“{text}” is not the place of a co-leader: write 1 or 2")),
    }
}

/// `yes` or `no`, and the other ways in which people tick a box; an empty cell is a no and does not come here.
pub fn yes(text: &str) -> Result<bool, Refusal> {
    match text.to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" | "x" => Ok(true),
        "no" | "n" | "false" | "0" => Ok(false),
        _ => Err(format!("“{text}” is neither yes nor no: write one of the two")),
    }
}

/// An e-mail address.
pub fn address(text: &str) -> Result<Address, Refusal> {
    if text.contains(['“', '”', '‘', '’']) {
        return Err("the address has a curly quotation mark in it: write it without".to_owned());
    }
    Address::new(text).map_err(|reason| format!("“{text}”: {reason}"))
}

/// A name of a person or a place.
pub fn name(text: &str) -> Result<Name, Refusal> {
    whole(text)?;
    if text.contains(is_invisible) {
        return Err("the name has an invisible character in it: type it again".to_owned());
    }
    Name::new(text).map_err(|reason| reason.to_string())
}

/// A short code of letters, figures, dots, hyphens and underscores: `G07`.
pub fn code(text: &str) -> Result<String, Refusal> {
    whole(text)?;
    let fits = text.chars().count() <= CODE_LENGTH_MAX
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    if fits {
        Ok(text.to_owned())
    } else {
        Err(format!(
            "“{text}” cannot be a short name: write letters, figures, dots and hyphens without spaces, \
             at most {CODE_LENGTH_MAX}"
        ))
    }
}

/// A role of the scheme.
pub fn role(text: &str) -> Result<Role, Refusal> {
    Role::of_word(&text.to_lowercase().replace([' ', '_'], "-")).ok_or_else(|| {
        let words = Role::ALL.map(Role::word).join(", ");
        format!("“{text}” is not a role: write one of {words}; students stand in the sheet students")
    })
}

/// Refuses text that lost letters on its way here, so that nobody is greeted by a garbled name.
fn whole(text: &str) -> Result<(), Refusal> {
    if text.contains(char::REPLACEMENT_CHARACTER) {
        return Err(format!("“{text}” has lost a letter: type it again and save the file as “CSV UTF-8”"));
    }
    match ungarbled(text) {
        Some(sound) => {
            Err(format!("“{text}” is garbled, “{sound}” may be meant: type it again and save the file as “CSV UTF-8”"))
        }
        None => Ok(()),
    }
}

/// Marks that join, hide or turn round what stands beside them, and so could make one name look like another.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn number<N: std::str::FromStr>(text: &str) -> Option<N> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}
