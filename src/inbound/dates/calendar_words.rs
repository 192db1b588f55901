//! The words of the calendar, one at a time: weekdays, months, numbers.

use jiff::civil::Weekday;

/// A weekday's name, in full or short; "sat", "sun" and "wed" are weekdays only where the caller expects one.
pub fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "monday" | "mon" => Weekday::Monday,
        "tuesday" | "tue" | "tues" => Weekday::Tuesday,
        "wednesday" | "weds" | "wed" => Weekday::Wednesday,
        "thursday" | "thu" | "thur" | "thurs" => Weekday::Thursday,
        "friday" | "fri" => Weekday::Friday,
        "saturday" | "sat" => Weekday::Saturday,
        "sunday" | "sun" => Weekday::Sunday,
        _ => return None,
    })
}

/// Is this short name of a weekday also another word?
pub fn weekday_is_doubtful(word: &str) -> bool {
    matches!(word, "sat" | "sun" | "wed" | "thu")
}

/// A month's name, in full or short. "may", "march" and "mar" are also other words.
pub fn month(word: &str) -> Option<i8> {
    Some(match word {
        "january" | "jan" => 1,
        "february" | "feb" => 2,
        "march" | "mar" => 3,
        "april" | "apr" => 4,
        "may" => 5,
        "june" | "jun" => 6,
        "july" | "jul" => 7,
        "august" | "aug" => 8,
        "september" | "sep" | "sept" => 9,
        "october" | "oct" => 10,
        "november" | "nov" => 11,
        "december" | "dec" => 12,
        _ => return None,
    })
}

/// A count: "two", "2", "a couple" without its article, "few" taken as three.
pub fn count(word: &str) -> Option<u8> {
    Some(match word {
        "a" | "an" | "one" => 1,
        "two" | "couple" | "both" => 2,
        "three" | "few" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "thirteen" => 13,
        _ => {
            return figure(word).and_then(|n| u8::try_from(n).ok()).filter(|n| (1..=30).contains(n));
        }
    })
}

/// The figures of a whole number of at most four digits.
pub fn figure(word: &str) -> Option<i16> {
    (word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit())).then(|| word.parse().ok())?
}

/// The day of a month as an ordinal: "24th", "first", "twenty-fourth" without its hyphen is two words.
pub fn ordinal(word: &str) -> Option<i8> {
    let may_be = ["st", "nd", "rd", "th"].iter().any(|ending| word.ends_with(ending));
    if !may_be {
        return None;
    }
    let spelt = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ];
    if let Some(at) = spelt.iter().position(|s| *s == word) {
        return i8::try_from(at + 1).ok();
    }
    if word == "thirtieth" {
        return Some(30);
    }
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = word.get(digits.len()..)?;
    let day = figure(digits)?;
    (matches!(ending, "st" | "nd" | "rd" | "th") && (1..=31).contains(&day)).then(|| i8::try_from(day).ok())?
}

/// Is the ordinal written in letters ("first"), which is seldom a date?
pub fn ordinal_is_spelt(word: &str) -> bool {
    !word.starts_with(|c: char| c.is_ascii_digit())
}

/// The day of a month as a bare figure, "24".
pub fn day_figure(word: &str) -> Option<i8> {
    figure(word).and_then(|n| i8::try_from(n).ok()).filter(|n| (1..=31).contains(n))
}
