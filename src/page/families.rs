//! The kinds of letter by what they are for, and how many of each family went in each week.

use jiff::civil::Date;
use serde::Serialize;

use super::{Lived, calendar};

/// Every kind of letter under what it is for, in the order in which a year brings them.
pub const FAMILIES: [(&str, &[&str]); 6] = [
    ("at the start of the year", &["start-co-leaders", "start-firm-head", "start-supervisor", "welcome"]),
    (
        "about sessions to come",
        &["reminder", "reminder-copy", "brief", "after-christmas", "session-cancelled", "session-moved", "leader-away"],
    ),
    (
        "about registers",
        &["register-request", "register-chaser", "register-missing", "register-confirmation", "dispute"],
    ),
    (
        "answers, and words passed on",
        &[
            "acknowledgement",
            "late-note",
            "clarifying-question",
            "student-wrote",
            "students-wrote",
            "order-done",
            "status-answer",
            "help-answer",
            "welfare",
            "welfare-reply",
            "record-answer",
            "concern-passed",
            "undeliverable",
            "member-left",
        ],
    ),
    (
        "the absence policy",
        &[
            "check-in",
            "teaching-question",
            "teaching-answer",
            "notice-student",
            "notice-co-leaders",
            "firm-head-letter",
            "firm-head-brief",
            "firm-head-reminder",
            "firm-head-silent",
            "firm-head-spoke",
            "release-request",
            "hold-review",
            "undergraduate-team",
            "stage-lead",
            "step-informed",
            "withdrawal",
            "collective-absence",
        ],
    ),
    (
        "summaries",
        &[
            "firm-head-digest",
            "feedback-summary",
            "supervisor-patterns",
            "proof-of-life",
            "set-aside",
            "dropped",
            "alarm",
        ],
    ),
];

/// The letters of each week, a row a family.
#[derive(Debug, Serialize)]
pub(super) struct Families {
    pub rows: Vec<Family>,
    /// The width of every row's drawing; a week is [`WEEK_WIDTH`] of it.
    pub width: usize,
    pub height: usize,
    pub months: Vec<calendar::Month>,
}

/// One family.
#[derive(Debug, Serialize)]
pub(super) struct Family {
    pub name: &'static str,
    pub letters: usize,
    /// A bar a week, as the path of an SVG.
    pub path: String,
    /// The Monday of its busiest week, and its letters.
    pub busiest: String,
    pub busiest_letters: usize,
}

const WEEK_WIDTH: usize = 10;
const BAR_WIDTH: usize = 7;
const HEIGHT: usize = 44;

/// Counts the letters of each family and week.
pub(super) fn families(lived: &Lived<'_>) -> Families {
    let mondays = calendar::mondays(lived);
    let rows = FAMILIES.iter().map(|(name, kinds)| family(lived, &mondays, name, kinds)).collect();
    let months = calendar::months(&mondays, WEEK_WIDTH);
    Families { rows, width: mondays.len() * WEEK_WIDTH, height: HEIGHT, months }
}

fn family(lived: &Lived<'_>, mondays: &[Date], name: &'static str, kinds: &[&str]) -> Family {
    let mut weeks = vec![0usize; mondays.len()];
    for sent in lived.record.sent.iter().filter(|sent| kinds.contains(&sent.letter.kind())) {
        let week = mondays.partition_point(|monday| *monday <= lived.state.day(sent.at)).saturating_sub(1);
        if let Some(count) = weeks.get_mut(week) {
            *count += 1;
        }
    }
    let most = weeks.iter().copied().max().unwrap_or(0);
    let busiest = weeks.iter().position(|count| *count == most).and_then(|week| mondays.get(week));
    Family {
        name,
        letters: weeks.iter().sum(),
        path: bars(&weeks, most),
        busiest: busiest.map_or_else(String::new, |monday| monday.strftime("%-d %b").to_string()),
        busiest_letters: most,
    }
}

/// A bar a week, the busiest of them as high as the drawing; any letter at all is seen.
fn bars(weeks: &[usize], most: usize) -> String {
    let bar = |(week, count): (usize, &usize)| {
        let height = (count * HEIGHT).checked_div(most).filter(|_| *count > 0)?.max(1);
        Some(format!("M{} {HEIGHT}v-{height}h{BAR_WIDTH}v{height}z", week * WEEK_WIDTH))
    };
    weeks.iter().enumerate().filter_map(bar).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_letter_is_of_one_family() {
        let mut kinds: Vec<&str> = FAMILIES.iter().flat_map(|(_, kinds)| kinds.iter().copied()).collect();
        kinds.sort_unstable();
        let mut all: Vec<&str> = crate::outbound::KINDS.to_vec();
        all.sort_unstable();
        assert_eq!(kinds, all);
    }

    #[test]
    fn a_bar_a_week_and_none_for_an_empty_one() {
        assert_eq!(bars(&[0, 400, 1], 400), "M10 44v-44h7v44zM20 44v-1h7v1z");
        assert_eq!(bars(&[0, 0], 0), "");
    }
}
