//! Lists over several lines made lines of their own: a heading and the names under it, a name and the word under it, a
//! sentence that announces names. What heads a list is not looked up: it is whatever says something of a name that is
//! put behind it.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::statement::{Said, status};
use crate::inbound::dates::calendar_words::count;
use crate::inbound::names::{marks_in, rule};
use crate::inbound::reading::Line;

/// A heading has at most so many words.
const HEADING_WORDS_MAX: usize = 8;

/// So many names, each with a word on the line below, are a list of pairs.
const PAIRS_MIN: usize = 2;

/// Plus and minus before the names of a list, as a tick and a cross; without a plus, a minus is a dash.
pub fn with_signs(mut lines: Vec<Line>) -> Vec<Line> {
    static PLUS: LazyLock<Regex> = LazyLock::new(|| rule(r"^\s*\+ ?\p{L}"));
    static SIGN: LazyLock<Regex> = LazyLock::new(|| rule(r"^\s*(?P<sign>[+-]) ?(?P<who>\p{L})"));
    if lines.iter().any(|line| PLUS.is_match(&line.text)) {
        for line in &mut lines {
            let signed = SIGN.replace(&line.text, |found: &Captures| {
                format!("{} {}", if &found["sign"] == "+" { '\u{2713}' } else { '\u{2717}' }, &found["who"])
            });
            line.text = signed.into_owned();
        }
    }
    lines
}

/// The marked text with its lists in lines that say by themselves what they say. Linear in the lines.
pub fn listed(text: &str) -> String {
    let text = DOTTED.replace_all(text, "$name: ");
    let lines: Vec<Cow<str>> = text.lines().map(line_alone).collect();
    headed(&paired(&lines)).join("\n")
}

/// A line of a list without its stroke, its number, and the count that its heading has.
fn line_alone(line: &str) -> Cow<'_, str> {
    let line = NUMBERED.replace(line, "$name");
    let line = STROKE.replace(&line, "$head: $rest").into_owned();
    let line = ANSWERED.replace(&line, |found: &Captures| {
        let is_no = found["head"].to_lowercase().starts_with('n');
        format!("{}: {}", if is_no { "absent" } else { "present" }, &found["who"])
    });
    let line = TIMED.replace(&line, |found: &Captures| {
        let of_these = matches!(heading(&found["head"]), Some(said) if said != Said::Present);
        if of_these { format!("{}: {}", &found["head"], &found["names"]) } else { found[0].to_owned() }
    });
    let line = SHOUTED.replace(&line, "$head: $who");
    let line = SILENT.replace(&line, "$name: absent, no word");
    let line = AT.replace(&line, |found: &Captures| match STARTED.is_match(&found["clock"]) {
        true => format!("{}: present", &found["name"]),
        false => format!("{}: late, {}", &found["name"], &found["clock"]),
    });
    let line = if SEVERAL.is_match(&line) { line.replace(';', ",") } else { line.into_owned() };
    without_count(&heading_parted(&line)).into_owned().into()
}

/// "2 sick (Will, May)", "Late arrivals 2: Will, May", "3 x leave: ...": a count that fits the names says no more than they.
fn without_count(line: &str) -> Cow<'_, str> {
    let Some(found) = COUNTED.captures(line).or_else(|| COUNTED_AFTER.captures(line)) else {
        return line.into();
    };
    let names = marks_in(&found["names"]).len();
    let fits = count(&found["count"].to_lowercase()).map(usize::from) == Some(names);
    let head = found["head"].trim();
    if fits && heading(head).is_some() { format!("{head}: {}", &found["names"]).into() } else { line.into() }
}

/// "Without apologies, Amara": what stands before the names heads them.
fn heading_parted(line: &str) -> Cow<'_, str> {
    match PARTED.captures(line) {
        Some(found) if heading(&found["head"]).is_some() => format!("{}: {}", &found["head"], &found["names"]).into(),
        _ => line.into(),
    }
}

/// What a heading says of the names under it.
fn heading(head: &str) -> Option<Said> {
    let words = head.split_whitespace().count();
    if words > HEADING_WORDS_MAX || head.contains(['@', '#']) || OF_WRITER.is_match(head) {
        return None;
    }
    status(&format!("{head}: @0"))
}

/// "Aisha / there / Will / ill": every other line says something of the name above it.
fn paired(lines: &[Cow<str>]) -> Vec<String> {
    let is_name = |at: usize| lines.get(at).is_some_and(|line| ONLY_NAME.is_match(line));
    let is_word = |at: usize| {
        lines.get(at).is_some_and(|line| marks_in(line).is_empty() && !line.trim().is_empty() && !GROUP.is_match(line))
    };
    let mut out = Vec::with_capacity(lines.len());
    let mut at = 0;
    while at < lines.len() {
        let pairs = (0..).take_while(|pair| is_name(at + 2 * pair) && is_word(at + 2 * pair + 1)).count();
        let headed = at > 0 && lines.get(at - 1).is_some_and(|line| heading(line.trim_end_matches(':')).is_some());
        let marks = (0..pairs).all(|pair| lines.get(at + 2 * pair + 1).is_some_and(|line| MARK.is_match(line)));
        if pairs >= PAIRS_MIN && (marks || !headed) {
            for pair in 0..pairs {
                let line = |at: usize| lines.get(at).map_or("", |line| line.trim());
                let (name, word) = (line(at + 2 * pair), line(at + 2 * pair + 1));
                out.push(format!("{name}: {}", in_words(word)));
            }
            at += 2 * pairs;
        } else {
            out.extend(lines.get(at).map(|line| line.clone().into_owned()));
            at += 1;
        }
    }
    out
}

/// "y" and "n (told us)" beside a name.
fn in_words(word: &str) -> Cow<'_, str> {
    MARK.replace(word, |found: &Captures| {
        let present = matches!(found["mark"].to_lowercase().as_str(), "y" | "yes" | "p" | "\u{2713}");
        format!("{}{}", if present { "present" } else { "absent" }, &found["why"])
    })
}

/// A heading with the lines of names under it as one line; one with nobody under it is left out, for it says nothing of
/// anybody, save "Absent: none".
fn headed(lines: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::with_capacity(lines.len());
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        at += 1;
        let below = lines.get(at..).unwrap_or_default().iter().take_while(|line| LISTED.is_match(line.trim()));
        let names: Vec<&str> =
            below.map(|line| line.trim().trim_start_matches(|c| c != '@').trim_end_matches([',', ';', '.'])).collect();
        let nobody = lines.get(at).is_some_and(|line| NOBODY.is_match(line));
        let line = line.trim();
        let (before, last) = LAST_SENTENCE.find(line).map_or(("", line), |found| line.split_at(found.end()));
        let head = without_aside(last.trim_end_matches([':', '-', '.', ',', ' ']));
        if let Some(found) = HEADED_NOBODY.captures(line)
            && heading(&found["head"]).is_some_and(|said| said != Said::Absent)
        {
            continue;
        }
        if nobody && heading(&head).is_some_and(|said| said != Said::Absent) {
            at += 1;
        } else if names.len() > 1 && announces(&head) {
            let list = names.join(", ").replace(',', " and");
            out.extend((!before.is_empty()).then(|| before.to_owned()));
            out.push(
                THESE
                    .replace(&head, format!("${{not}}{list}"))
                    .replace("None of ", "neither ")
                    .replace("none of ", "neither "),
            );
            at += names.len();
        } else if !names.is_empty() && heading(&head).is_some() {
            out.extend((!before.is_empty()).then(|| before.to_owned()));
            out.push(format!("{}: {}", head.trim(), names.join(", ")));
            at += names.len();
        } else if let Some(others) = lines.get(at).filter(|line| OTHERS.is_match(line))
            && heading(&head).is_some()
        {
            out.extend((!before.is_empty()).then(|| before.to_owned()));
            out.push(format!("{}: {}", head.trim(), others.trim().trim_start_matches(['-', '*', ' '])));
            at += 1;
        } else {
            out.push(line.to_owned());
        }
    }
    out
}

/// "Here (8)", "Attended (all women today!)": a heading without the bracket that says nothing of the names.
fn without_aside(head: &str) -> Cow<'_, str> {
    match ASIDE.find(head) {
        Some(aside) if status(&format!("@0 {}", aside.as_str())).is_none() => {
            head.get(..aside.start()).unwrap_or_default().trim_end().to_owned().into()
        }
        _ => head.into(),
    }
}

/// A sentence that says something of "these", who are named below it.
fn announces(head: &str) -> bool {
    THESE.is_match(head) && status(&THESE.replace(head, "@0")).is_some()
}

/// "1 Aisha", "b. Zoe": the place in a list, where it is no count of the names.
static NUMBERED: LazyLock<Regex> =
    LazyLock::new(|| rule(r"^[^\w@]*(?:\d{1,2}|[a-hA-H])(?:[.)] ?| +- +| +)(?P<name>@\d+\b)"));
/// "Late | Will", "Will | late".
static STROKE: LazyLock<Regex> = LazyLock::new(|| rule(r"^[^\w@]*(?P<head>[^|]+?) *\| *(?P<rest>[^|]+)$"));
/// "Will ... no word".
static DOTTED: LazyLock<Regex> = LazyLock::new(|| rule(r"(?m)^(?P<name>\W*@\d+) ?\.{2,} ?"));
/// "No - Will", "Fine - others".
static ANSWERED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^[^\w@]*(?P<head>no|n|yes|y|fine|ok)(?: ?[:=]| -+) (?P<who>@\d+(?:(?:,? and |, | & | \+ )@\d+)*|(?:all |the )*(?:others|rest)|everyone else)\W*$",
    )
});
/// "Turned away (both 13.20): Will", "Late, 13.05 to 13.10: May": when it was adds nothing to who it was.
static TIMED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^[^\w@]*(?P<head>[a-z' -]{3,40}?),? ?\(?(?:(?:at|from|both|all|arrived|came|about|by) )*\d{1,2}[.:]\d\d[^@:]*: ?(?P<names>@\d+.*)$",
    )
});
/// "May, nil", "JL: none given": of a message.
static SILENT: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^(?P<name>[^\w@]*@\d+)(?: ?[:,=]| ?-+)? (?:nil|nothing|none|zip|zilch|nada)(?: (?:given|sent|received|heard|said))?[.;]?$",
    )
});
/// "Wei 1.05": when they came; on the hour is on time.
static AT: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)^(?P<name>[^\w@]*@\d+)(?: ?[:,=]| ?-+)?(?: at)? (?P<clock>\d{1,2}[.:][0-5]\d)[.;]?$"));
/// On the hour, or in the minutes before it.
static STARTED: LazyLock<Regex> = LazyLock::new(|| rule(r"(?:00|5\d)$"));
/// "Late: May; Kofi": one list.
static SEVERAL: LazyLock<Regex> = LazyLock::new(|| rule(r"^[^@:]{2,40}: ?@\d+(?:; @\d+)+\W*$"));
static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^[^\w@]*(?P<count>\d{1,2}|one|two|three|four|five|six)(?: ?[x\x{d7}])? (?P<head>[a-z/' -]{2,40}?) ?[(:=-]+ ?(?P<names>@\d+(?:(?:,? and |, | & | \+ |/)@\d+)*)\)?[.;]?$",
    )
});
static COUNTED_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^[^\w@]*(?P<head>[a-z/' -]{2,40}?) ?[(\[]?(?:x ?)?(?P<count>\d{1,2}|one|two|three|four|five|six)[)\]]? ?[:=-]+ ?(?P<names>@\d+.*)$",
    )
});
/// A bracket or a count at the end of a heading.
static ASIDE: LazyLock<Regex> = LazyLock::new(|| rule(r" ?(?:[(\[][^()@]*[)\]]| \d{1,2})$"));
/// The end of the last sentence but one.
static LAST_SENTENCE: LazyLock<Regex> = LazyLock::new(|| rule(r"^.*[.!?] +"));
static PARTED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"^[^\w@]*(?P<head>[^@#:()]{2,50}?)(?:,| ?-+| ?=) (?P<names>@\d+(?: ?\([^()@]*\))?(?:(?:,? and |, | & | \+ )@\d+(?: ?\([^()@]*\))?)*)[^\w@]*$",
    )
});
/// "OUT Will": what heads a list in capitals.
static SHOUTED: LazyLock<Regex> =
    LazyLock::new(|| rule(r"^[^\w@]*(?P<head>OUT|IN|Out|In|out|in) (?P<who>@\d+|(?:all|the) .+$)"));
/// A line of a list: names, and what stands in brackets behind each.
static LISTED: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"^[^\w@]*@\d+(?: ?\([^()@]*\))?(?:(?:,? and |, | & | \+ |/)@\d+(?: ?\([^()@]*\))?)*[,;.]?$")
});
/// A line that speaks of those who are not named, and says nothing of them.
static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^[^\w@]*(?:all |the |of )*(?:rest|others|remainder|everyone else|everybody else|(?:remaining|other) \w+)[.;]?$",
    )
});
static ONLY_NAME: LazyLock<Regex> = LazyLock::new(|| rule(r"^[^\w@]*@\d+[ ,;.:-]*$"));
static NOBODY: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)^[^\w@]*(?:none|nil|nobody|no[- ]?one|n/?a|zero|0)[^\w@]*$|^ *-+ *$"));
static HEADED_NOBODY: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^[^\w@]*(?P<head>[^@#:=|.]{3,60}?) ?(?:[:=|-]+ ?(?:none|nil|nobody|no[- ]?one|n/?a|zero|0|-+)|none|nil)\W*$",
    )
});
/// "None of these came", "these two were absent", "the following sent word": the names come below.
static THESE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?P<not>none of )?(?:all (?:of )?)?(?:these|the following)(?: (?:two|three|four|five|six|students|people|names|ones))*\b",
    )
});
/// Whole words for those who are not named.
static GROUP: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\b(?:rest|others?|else|everyone|everybody|all|remainder|group)\b"));
static OF_WRITER: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\b(?:i|i'm|my|we|our)\b"));
static MARK: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)^\W*(?P<mark>y|yes|n|no|p|a|\x{2713}|\x{2717})(?P<why>(?: ?[(,-].*)?)$"));
