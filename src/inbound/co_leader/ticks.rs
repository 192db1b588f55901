//! Lists with a tick, a cross, a letter or a picture beside each name, put in words.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::statement::speaks_of_status;
use crate::inbound::names::rule;

/// A list with a tick, a cross or a letter beside each name, in words. A cross is an absence only where others have a
/// mark that says they were there.
pub fn ticked(text: &str) -> String {
    static TICKED: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?im)^(?P<name>\W*(?:\d+[.)] *)?@\d+(?:(?:, | and | & )@\d+)*)(?P<gap>[ \t]*[-:=.,|]+[ \t(\[]*|[ \t]+[(\[]?)(?P<mark>y|yes|p|1|tick|n|no|a|0|x|xx|l|e|ta|ap|apols?|abs|pres)[ \t)\].]*(?P<why>$|[ \t]+[(-].*$)",
        )
    });
    static THERE: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?im)^\W*(?:\d+[.)] *)?@\d+[ \t]*[-:=.,|]*[ \t(\[]*(?:y|yes|p|1|tick|here|present|there|in|pres|ok|[\u{2713}\u{2714}\u{2611}\u{2705}])[ \t)\].]*$",
        )
    });
    static LEGEND: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?i)\b(?:cross|crossed|x)\b[^.\n]{0,60}\b(?:absent|away|missing|not there|didn't)|\b(?:absent|absences|away|missing)\b[^.\n]{0,40}\b(?:cross|crossed|x)\b",
        )
    });
    static FROM: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?im)^(?P<name>\W*(?:\d+[.)] *)?@\d+[ \t]*[-:=.,|]*[ \t]*)(?:yes|y|present|here),?(?: but)? (?:only )?from (?P<clock>\d{1,2}[:.]\d\d)",
        )
    });
    // "Yes, from 13:07" beside a name: late.
    let text = &*FROM.replace_all(text, "${name}late, from ${clock}");
    let text = signed(text);
    let text = boxed(&text);
    let text = &*in_a_row(&text);
    let has_present = THERE.is_match(text) || LEGEND.is_match(text);
    TICKED
        .replace_all(text, |found: &Captures| {
            let group = |name: &str| found.name(name).map_or("", |m| m.as_str());
            let word = match group("mark").to_lowercase().as_str() {
                "y" | "yes" | "p" | "1" | "tick" | "pres" => "present",
                "n" | "no" | "a" | "0" | "abs" => "absent",
                "x" | "xx" if has_present => "absent",
                "l" => "late",
                "ta" => "turned away",
                "e" | "ap" | "apol" | "apols" => "excused",
                _ => return found.get(0).map_or(String::new(), |m| m.as_str().to_owned()),
            };
            format!("{}: {word}{}", group("name"), group("why"))
        })
        .into_owned()
}

/// The same in one line: "Aisha y, JL n, Zoe y".
fn in_a_row(text: &str) -> std::borrow::Cow<'_, str> {
    static YES: LazyLock<Regex> =
        LazyLock::new(|| rule(r"(?i)(@\d+)(?: ?[:=-] ?| )(?:y|yes|p)(?P<end>[,;]|\s*$|\s*\n)"));
    static NO: LazyLock<Regex> =
        LazyLock::new(|| rule(r"(?i)(@\d+)(?: ?[:=-] ?| )(?:n|no|a)(?P<end>[,;]| ?\(|\s*$|\s*\n)"));
    if YES.find_iter(text).count() < ROW_MIN {
        return text.into();
    }
    let text = YES.replace_all(text, "$1: present$end").into_owned();
    NO.replace_all(&text, "$1: absent$end").into_owned().into()
}

/// So many names with a letter that says they were there are a list in which a letter can say that they were not.
const ROW_MIN: usize = 3;

/// Ticks, crosses, thumbs and clocks before whom they are of, put in words behind them. A cross by itself may be a kiss:
/// it says something where others have a tick, or the rest a word of their own, and no heading says what it means.
fn signed(text: &str) -> String {
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?im)^[ \t]*[\x{2713}\x{2714}\x{2611}\x{2705}\x{1f44d}\x{2717}\x{2718}\x{274c}\x{2716}\x{2715}\x{1f44e}]*(?P<sign>[\x{2713}\x{2714}\x{2611}\x{2705}\x{1f44d}\x{2717}\x{2718}\x{274c}\x{2716}\x{2715}\x{1f44e}~\x{1f550}-\x{1f567}\x{23f0}\x{23f1}\x{23f3}\x{2709}\x{1f4e7}]|[PALE])\x{fe0f}?(?: ?[:=-])? *(?P<who>@\d+(?:(?:,? and |, | & )@\d+)*|(?:(?:all|the) )*(?:others|rest|remainder)|everyone else|everybody else|all)\b",
        )
    });
    static OTHERS: LazyLock<Regex> =
        LazyLock::new(|| rule(r"(?i)\b(?:others|rest|remainder|everyone else|everybody else)\b"));
    let found: Vec<String> = BEFORE.captures_iter(text).map(|found| found["sign"].to_lowercase()).collect();
    let lines: Vec<&str> = text.lines().collect();
    let is_headed = lines.windows(2).any(|pair| match pair {
        [head, first] => head.ends_with(':') && speaks_of_status(head) && BEFORE.is_match(first),
        _ => false,
    });
    let has_tick = found.iter().any(|sign| word_of(sign) == "present");
    if is_headed || found.iter().all(|sign| word_of(sign) == "present") || !has_tick && !OTHERS.is_match(text) {
        return text.to_owned();
    }
    BEFORE
        .replace_all(text, |found: &Captures| {
            let who = if found["who"].eq_ignore_ascii_case("all") { "all others" } else { &found["who"] };
            format!("{who}: {}", word_of(&found["sign"].to_lowercase()))
        })
        .into_owned()
}

fn word_of(sign: &str) -> &'static str {
    match sign {
        "\u{2713}" | "\u{2714}" | "\u{2611}" | "\u{2705}" | "\u{1f44d}" | "p" => "present",
        "\u{2709}" | "\u{1f4e7}" | "e" => "excused",
        "\u{2717}" | "\u{2718}" | "\u{274c}" | "\u{2716}" | "\u{2715}" | "\u{1f44e}" | "a" => "absent",
        _ => "late",
    }
}

/// "Aisha [x] Zoe [ ]": boxes behind the names, ticked and empty.
fn boxed(text: &str) -> std::borrow::Cow<'_, str> {
    static BOX: LazyLock<Regex> =
        LazyLock::new(|| rule(r"(?P<name>@\d+) ?(?:\[(?P<in>[xX\x{2713} ]?)\]|(?P<box>[\x{2610}\x{2611}\x{2612}]))"));
    if BOX.find_iter(text).count() < ROW_MIN {
        return text.into();
    }
    let is_empty = |found: &Captures| match found.name("box") {
        Some(drawn) => drawn.as_str() == "\u{2610}",
        None => found.name("in").is_none_or(|mark| mark.as_str().trim().is_empty()),
    };
    BOX.replace_all(text, |found: &Captures| {
        format!("{}: {},", &found["name"], if is_empty(found) { "absent" } else { "present" })
    })
}
