//! What holds a storm, and how long anything is kept.

use super::reader::Reader;
use super::scheme::schedule;
use crate::domain::schedule::Schedule;

/// Limits against storms.
#[derive(Debug, Clone, PartialEq)]
pub struct Limits {
    /// Automatic letters a day to one student, and to one of anybody else.
    pub letters_per_student_day: u16,
    pub letters_per_staff_day: u16,
    /// Letters a day altogether, above which sending stops and the administrator is asked.
    pub letters_per_day: u32,
    /// A larger letter is not read but set aside for a person.
    pub letter_size_max_mb: u16,
}

/// How long anything is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Retention {
    pub letter_text_days: u16,
    pub register_years: u8,
    /// When old data is deleted.
    pub schedule: Schedule,
}

/// Reads `[limits]`.
pub(super) fn limits(reader: &mut Reader) -> Limits {
    Limits {
        letters_per_student_day: reader.number("limits.letters_per_student_day", 8, 1..=1000),
        letters_per_staff_day: reader.number("limits.letters_per_staff_day", 40, 1..=1000),
        letters_per_day: reader.number("limits.letters_per_day", 1500, 1..=1_000_000),
        letter_size_max_mb: reader.number("limits.letter_size_max_mb", 35, 1..=150),
    }
}

/// Reads `[retention]`.
pub(super) fn retention(reader: &mut Reader) -> Retention {
    Retention {
        letter_text_days: reader.number("retention.letter_text_days", 90, 1..=3650),
        register_years: reader.number("retention.register_years", 6, 1..=50),
        schedule: reader.or("retention.schedule", schedule("30 3 * * *")),
    }
}
