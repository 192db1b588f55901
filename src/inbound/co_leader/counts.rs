//! Numbers of people in a register: "10/11", "eleven of twelve", "three missing", "the other eight". They are checked
//! against the names; a count that does not fit them is asked about.

use std::sync::LazyLock;

use regex::Regex;

use crate::inbound::dates::calendar_words::count;
use crate::inbound::names::rule;

/// How many a message says there were.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub present: Option<usize>,
    pub absent: Option<usize>,
    /// Those beside the named.
    pub others: Option<usize>,
    /// "All twelve": everyone, and so many they are.
    pub everyone: Option<usize>,
}

const NUMBER: &str =
    r"\b(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen)";

macro_rules! patterns {
    ($($name:ident: $pattern:expr;)*) => {
        $(static $name: LazyLock<Regex> = LazyLock::new(|| rule(&format!("(?i){}", $pattern.replace("{N}", NUMBER))));)*
    };
}

patterns! {
    OF_ALL: r"{N} ?(?:/|of|out of|outta|outa|from|for) ?(?:the |them |a possible |our |my |your )?{N}\b";
    BEFORE_DATE: r"(?:\b(?:for|on|the|from|of|missed|attended)|/) ?$";
    ALL_BUT: r"\b(?:all|everyone|everybody) (?:here |there |present |in )?(?:but|bar|except|apart from|minus) (?:for )?{N}\b";
    ABSENT: r"{N} (?:students? |people |of them |were |was |are |is )*(?:absent|missing|absences?|absentees?|no[- ]shows?|dnas?|short|down|away|apologies|off|didn't|did not)\b";
    ABSENT_WERE: r"\b(?:absent|missing|away|absences|minus|down|short(?: by| of)?)(?: (?:were|was|are|today|by))* {N}\b(?: |:|,|\.|$)";
    OTHERS: r"\b(?:other|remaining) {N}\b|{N} (?:others)\b";
    PRESENTS: r"(?:present|attended|here|there|all) ?[:=]? ?[x\x{d7}] ?(\d{1,2})\b";
    PRESENT: r"{N} (?:students? |people |of (?:them|us|you) |in all|in total|were |was |all )*(?:present|here|there|came|left|remained|remaining|attended|today|in all|in total|in attendance|turned up|in the room|round the table|around the table|attendees|attenders|made it|showed up|seen|in)\b";
    MAKE_IT: r"\b(?:make it|we were|we had|there were|had|only|just|just the|i (?:count|counted|made it)|counted|total(?: of)?|headcount(?: of| was|:)?|numbers?:?) {N}\b(?: ?(?:[.,:;!?-]|today|this|again|students|people|present|came|of (?:them|us|you)|$))";
    EVERYONE: r"\b(?:all|full) {N}\b";
    ALONE: r"^\W*{N}(?: for (?:the|this|today|yesterday|our)\b[^,;@]*)?\W*$|^\W*{N} of (?:them|us)\b";
}

/// "Present: ten": the count that a heading has.
pub fn with_headed_counts(text: &str) -> String {
    static HEADED: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?i)\b(?P<of>present|attended|attending|absent|missing)(?: were| was)? ?[:=] ?(?P<count>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b",
        )
    });
    HEADED.replace_all(text, "$count $of").into_owned()
}

/// The counts of a sentence, given how many are on the roll.
pub fn counts(text: &str, size: usize, so_far: &mut Counts) {
    static MARK: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?i)[@#]\d+|\b[\w-]+ (?:minutes|mins|min)\b|\b(?:no|any|every|some|this|that|each|the other|last|next|good|bad|nice|new|only|single) ?-?one\b",
        )
    });
    let text = &MARK.replace_all(text, "somebody");
    if let Some(found) = OF_ALL.captures(text) {
        let before = found.get(0).and_then(|m| text.get(..m.start())).unwrap_or_default();
        if let (Some(some), Some(all)) = (number(found.get(1)), number(found.get(2)))
            && all + 1 >= size
            && all <= size + 1
            && some <= all
            && !BEFORE_DATE.is_match(before)
        {
            if all == size {
                so_far.present = Some(some);
            } else {
                // Not this group's number: no names can fit it.
                so_far.present = Some(usize::MAX);
            }
            return;
        }
    }
    if let Some(found) = ALL_BUT.captures(text) {
        so_far.absent = number(found.get(1)).or(so_far.absent);
        return;
    }
    let first = |pattern: &Regex| {
        pattern.captures(text).and_then(|found| found.iter().skip(1).flatten().next().and_then(|m| number(Some(m))))
    };
    so_far.everyone = first(&EVERYONE).filter(|count| count + 3 >= size).or(so_far.everyone);
    so_far.others = first(&OTHERS).or(so_far.others);
    if so_far.others.is_some() && OTHERS.is_match(text) {
        return;
    }
    so_far.absent = first(&ABSENT).or_else(|| first(&ABSENT_WERE)).or(so_far.absent);
    if so_far.others.is_none() && so_far.everyone.is_none() && !ABSENT.is_match(text) {
        // "The Nguyen one was there" counts nobody.
        let several = |count: &usize| *count > 1;
        let present =
            first(&PRESENTS).or_else(|| first(&PRESENT)).or_else(|| first(&MAKE_IT)).or_else(|| first(&ALONE));
        so_far.present = present.filter(several).or(so_far.present);
    }
}

/// The text without "10/11" where that is so many of all, lest it be read as the 10th of November.
pub fn without_counts(text: &str, size: usize) -> String {
    static FRACTION: LazyLock<Regex> = LazyLock::new(|| rule(r"\b(\d{1,2}) ?/ ?(\d{1,2})\b"));
    let mut kept = String::with_capacity(text.len());
    let mut end = 0;
    for found in FRACTION.captures_iter(text) {
        let Some(whole) = found.get(0) else { continue };
        let before = text.get(end..whole.start()).unwrap_or_default();
        kept.push_str(before);
        let is_count = number(found.get(2)) == Some(size) && !BEFORE_DATE.is_match(before);
        kept.push_str(if is_count { " " } else { whole.as_str() });
        end = whole.end();
    }
    kept.push_str(text.get(end..).unwrap_or_default());
    kept
}

fn number(found: Option<regex::Match>) -> Option<usize> {
    let word = found?.as_str().to_lowercase();
    count(&word).map(usize::from)
}
