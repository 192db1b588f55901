//! Times of the day in a clause ("from 1.20", "at ten past", "13:15ish"), and whether they make a coming late.

use jiff::civil::Time;

use crate::inbound::tokens::{WordList, has_listed};

/// Coming this long after the start is another thing than coming late.
const LATE_MINUTES_MAX: i32 = 59;

/// Does a clause that says "I'll be there" name a time after the session's start?
pub fn comes_after(clause: &str, starts: Time) -> bool {
    let words: Vec<&str> = clause.split(' ').collect();
    let start = i32::from(starts.hour()) * 60 + i32::from(starts.minute());
    words.iter().enumerate().any(|(at, word)| {
        let arrives = matches!(
            *word,
            "from"
                | "at"
                | "by"
                | "after"
                | "around"
                | "about"
                | "for"
                | "nearer"
                | "to"
                | "come"
                | "coming"
                | "there"
                | "arrive"
        );
        let rest = words.get(at + 1..).unwrap_or_default();
        let rest = if matches!(rest.first(), Some(&"about" | &"around" | &"roughly" | &"maybe" | &"like")) {
            rest.get(1..).unwrap_or_default()
        } else {
            rest
        };
        let late = time_of_day(rest, start).is_some_and(|minutes| (1..=LATE_MINUTES_MAX).contains(&(minutes - start)));
        arrives && late
    })
}

/// Does a clause tell of arriving, and name a time after the session's start for it: "arrive about 13:07"?
pub fn arrives_after(clause: &str, starts: Time) -> bool {
    has_listed(&ARRIVES, clause) && comes_after(clause, starts)
}

/// Verbs of arriving, which are said of the session where its hour is named.
const ARRIVES: WordList = WordList::new("arrive arriving join joining reach land");

/// Does a clause name any time soon after the start, whatever it says of it?
pub fn names_time_after(clause: &str, starts: Time) -> bool {
    let words: Vec<&str> = clause.split(' ').collect();
    let start = i32::from(starts.hour()) * 60 + i32::from(starts.minute());
    (0..words.len()).any(|at| {
        let minutes = time_of_day(words.get(at..).unwrap_or_default(), start);
        minutes.is_some_and(|minutes| (1..=LATE_MINUTES_MAX).contains(&(minutes - start)))
    })
}

/// The minute of the day that the words begin with; of its two readings on a clock face the one nearer to `near`.
fn time_of_day(words: &[&str], near: i32) -> Option<i32> {
    let first = *words.first()?;
    let second = words.get(1).copied().unwrap_or_default();
    let hour_near = near / 60;
    let minutes = match (first, second) {
        ("half", "past") => face(number(words.get(2)?)?, 30, near),
        ("half", hour) => face(number(hour)?, 30, near),
        ("quarter", "past") => words.get(2).and_then(|h| number(h)).map_or(hour_near * 60 + 15, |h| face(h, 15, near)),
        ("quarter", "to") => {
            words.get(2).and_then(|h| number(h)).map_or((hour_near + 1) * 60 - 15, |h| face(h, -15, near))
        }
        (past, "minutes" | "mins" | "min") if matches!(words.get(2), Some(&"past" | &"after")) => {
            let past = number(past)?;
            words.get(3).and_then(|h| number(h)).map_or(hour_near * 60 + past, |h| face(h, past, near))
        }
        (past, "past") => {
            let past = number(past)?;
            words.get(2).and_then(|h| number(h)).map_or(hour_near * 60 + past, |h| face(h, past, near))
        }
        (digits, after) => {
            let digits = digits.trim_end_matches("ish").trim_end_matches("pm").trim_end_matches("am");
            match digits.split_once([':', '.', 'h']) {
                Some((hour, minute)) => face(figure(hour)?, figure(minute)?, near),
                None if first.ends_with("pm") || first.ends_with("ish") || matches!(after, "pm" | "ish" | "o") => {
                    face(figure(digits)?, 0, near)
                }
                None => return None,
            }
        }
    };
    Some(minutes)
}

/// An hour on the face of a clock, before or after noon, whichever is nearer.
fn face(hour: i32, minute: i32, near: i32) -> i32 {
    let minutes = hour.rem_euclid(24) * 60 + minute;
    let other = if hour < 12 { minutes + 720 } else { minutes };
    if (other - near).abs() < (minutes - near).abs() { other } else { minutes }
}

fn figure(word: &str) -> Option<i32> {
    (word.len() <= 2).then(|| word.parse().ok())?
}

fn number(word: &str) -> Option<i32> {
    let named = [
        ("one", 1),
        ("two", 2),
        ("three", 3),
        ("four", 4),
        ("five", 5),
        ("six", 6),
        ("seven", 7),
        ("eight", 8),
        ("ten", 10),
        ("quarter", 15),
        ("twenty", 20),
        ("twelve", 12),
    ];
    named.into_iter().find(|(name, _)| *name == word).map(|(_, n)| n).or_else(|| figure(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::time;

    #[test]
    fn a_time_after_the_start_makes_late() {
        for late in [
            "i can be there from 1.20",
            "will come at ten past",
            "be there by half 1",
            "arrive at 13:15ish",
            "there around quarter past 1",
            "be there by five past",
            "there for ten minutes after one",
            "come at 13h20",
        ] {
            assert!(comes_after(late, time(13, 0, 0, 0)), "{late}");
        }
        for on_time in [
            "i will come at 1pm",
            "be there at 13:00",
            "see you at 12.55",
            "i will be there for the 2 of you",
            "i finish at 5pm",
            "",
        ] {
            assert!(!comes_after(on_time, time(13, 0, 0, 0)), "{on_time}");
        }
    }
}
