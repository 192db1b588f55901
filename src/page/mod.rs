//! The year as one page to look at: what a year left behind goes in, one self-contained HTML file comes out.
//!
//! Pure: nothing is read or written here but through the function that opens a letter, and the page asks for nothing
//! outside itself. Each part of it is typed in a file beside this one; how it looks is in `page.html` and its style.

mod absences;
mod calendar;
mod embed;
mod families;
mod groups;
mod letter;
mod loads;
mod messages;
mod moments;
mod numbers;
mod record;
mod stories;
#[cfg(test)]
mod tests;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use tera::{Context, Kwargs, Tera};

use crate::domain::event::Event;
use crate::domain::rules::Rules;
use crate::domain::state::State;

pub use families::FAMILIES;
pub use record::{Fate, Message, Record, SentLetter};

/// A year, as far as the page shows it.
pub struct Lived<'a> {
    /// The state in which the year ended, and the ledger whose fold it is.
    pub state: &'a State,
    pub rules: &'a Rules,
    pub events: &'a [Event],
    pub record: &'a Record,
    pub first_day: Date,
    pub last_day: Date,
    pub ends: Timestamp,
    pub sessions_held: usize,
    pub turns: usize,
    pub people: People,
}

/// Who the people of the page are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum People {
    /// A made-up school's.
    MadeUp,
    /// Those of somebody's own roster; what they do and write is made up.
    Own,
}

/// The page could not be written: a mistake in the page's own template.
#[derive(Debug, thiserror::Error)]
#[error("the page of the year cannot be written: {0}")]
pub struct PageError(#[from] tera::Error);

/// The page, whole. `open` gives the bytes of a letter by the name of its file.
///
/// # Errors
/// [`PageError`] where the template is wrong.
pub fn page(lived: &Lived<'_>, open: &dyn Fn(&str) -> Option<Vec<u8>>) -> Result<String, PageError> {
    let (stories, shown) = stories::stories(lived, open);
    let parts = Parts {
        style: STYLE,
        script: SCRIPT,
        numbers: numbers::numbers(lived),
        calendar: calendar::calendar(lived),
        families: families::families(lived),
        loads: loads::loads(lived),
        absences: absences::absences(lived),
        groups: groups::groups(lived, &stories),
        messages: messages::messages(lived),
        letters: embed::in_script(&shown),
        stories,
    };
    let mut tera = Tera::new();
    tera.register_filter("count", count);
    tera.add_raw_templates([("page.html", PAGE), ("story.html", STORY)])?;
    Ok(tera.render("page.html", &Context::from_serialize(&parts)?)?)
}

const PAGE: &str = include_str!("page.html");
const STORY: &str = include_str!("story.html");
const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// What the template may speak of.
#[derive(Serialize)]
struct Parts {
    style: &'static str,
    script: &'static str,
    numbers: numbers::Numbers,
    calendar: calendar::Calendar,
    families: families::Families,
    loads: Vec<loads::Load>,
    absences: absences::Absences,
    groups: Vec<groups::Group>,
    stories: Vec<stories::Story>,
    messages: messages::Messages,
    /// JSON that can stand in a `script`.
    letters: String,
}

/// A number as people write it: "18,204".
fn count(number: u64, _: Kwargs, _: &tera::State<'_>) -> String {
    let digits = number.to_string();
    let mut written = String::new();
    for (nth, digit) in digits.chars().enumerate() {
        if nth > 0 && (digits.len() - nth).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

/// "Tue 15 Sep", a day as the page writes it.
fn day(date: Date) -> String {
    date.strftime("%a %-d %b").to_string()
}

/// How large a part is of a whole, in hundredths, for the length of a bar.
fn share(part: usize, whole: usize) -> usize {
    (part * 1000).checked_div(whole).map_or(0, |thousandths| thousandths.div_ceil(10))
}
