//! Where a session is moved to: a room or a house by its name, as its writer calls it.

use std::sync::LazyLock;

use regex::Regex;

use super::context::Context;
use crate::inbound::names::rule;

/// A place that is not the group's usual one; the usual one where they are back in it, or where the day is another.
pub(super) fn place_in(context: &Context, text: &str, other_day: bool) -> Option<String> {
    let group = context.scene.roster.groups.get(&context.group);
    let usual = group.map(|group| group.place.as_str().to_lowercase()).unwrap_or_default();
    let mut places = places_in(text);
    // "The seminar room" is the one that it always is.
    let is_usual = |place: &str| usual.starts_with(&place.to_lowercase());
    if let Some(place) = places.iter().position(|place| !is_usual(place)) {
        return Some(places.swap_remove(place));
    }
    let is_back = USUAL_AGAIN.is_match(text) || !places.is_empty() && (other_day || BACK_IN.is_match(text));
    group.filter(|_| is_back).map(|group| group.place.as_str().to_owned())
}

/// The text without its places: "Room 2.14" is no time.
pub(super) fn without_places(text: &str) -> String {
    PLACE.replace_all(text, " ").into_owned()
}

fn places_in(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for place in PLACE.captures_iter(text).filter_map(|found| found.name("place")) {
        let words = place.as_str().split(' ');
        let called: Vec<&str> = words.skip_while(|word| BEFORE_A_PLACE.contains(&&*word.to_lowercase())).collect();
        let is_any = match called[..] {
            [] => true,
            // "A library tour", "bank holiday mess": a common word is a place where it is gone to.
            [only] if only.starts_with(char::is_lowercase) => {
                let before = text.get(..place.start()).unwrap_or_default();
                let after = text.get(place.end()..).unwrap_or_default();
                ANY_PLACE.contains(&only)
                    || !only.starts_with("online") && !INTO.is_match(before)
                    || USED_FOR.is_match(after)
            }
            [only] => ANY_PLACE.contains(&&*only.to_lowercase()),
            _ => {
                OUT_OF_USE.is_match(text.get(place.end()..).unwrap_or_default())
                    || LOST.is_match(text.get(..place.start()).unwrap_or_default())
            }
        };
        if !is_any {
            found.push(called.join(" "));
        }
    }
    found
}

/// Words with a capital that are no part of a place's name, and places that have none.
const BEFORE_A_PLACE: [&str; 36] = [
    "the",
    "our",
    "your",
    "my",
    "a",
    "this",
    "that",
    "same",
    "usual",
    "another",
    "new",
    "in",
    "as",
    "so",
    "since",
    "because",
    "on",
    "at",
    "for",
    "and",
    "but",
    "is",
    "not",
    "from",
    "with",
    "we",
    "we're",
    "it's",
    "to",
    "use",
    "please",
    "tomorrow",
    "friday",
    "tuesday",
    "friday's",
    "tuesday's",
];
const ANY_PLACE: [&str; 10] =
    ["room", "theatre", "classroom", "suite", "hall", "lab", "office", "house", "centre", "building"];

static INTO: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:^|\b(?:in|to|into|at|use|using|have|take|taken|taking|got|booked|is|it's|be|place|venue|room)(?: got)?(?: the| our| to)?[ :-]+)$",
    )
});
static USED_FOR: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"(?i)^ (?:tours?|visits?|inductions?|books?|cards?|staff|duty|of\b|with\b|is (?:closed|shut|taken))")
});
/// "Room 3's being painted" is where nobody goes.
static OUT_OF_USE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^(?:'s| is| was| has been| will be)(?: still| now| all| currently)?(?: being)? (?:painted|decorated|redecorated|refurbished|repaired|cleaned|used|closed|shut|taken|locked|flooded|freezing|double[- ]booked|needed|wanted|occupied|unavailable|not available|out of (?:use|action|order))\b",
    )
});
/// "We've lost Room B."
static LOST: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\b(?:lost|instead of|rather than|without|out of|not in) (?:the |our )?$"));
static USUAL_AGAIN: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\bback (?:in|to) (?:our|the|my) (?:usual|own|regular|normal|old) (?:room|place)\b|\b(?:usual|own|regular|normal|old) room (?:is )?(?:back|again)\b",
    )
});
static BACK_IN: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\b(?:we're|we are|were|it's|session is|group is) back (?:in|to)\b"));
/// A room or a house by its name: what it is, with what it is called before it or a number behind it, the room in it and the
/// floor that it is on.
static PLACE: LazyLock<Regex> = LazyLock::new(|| {
    let called = r"(?:[A-Z][\w']*|[Ss]eminar|[Mm]eeting|[Tt]utorial|[Tt]eaching|[Cc]ommittee|[Ll]ecture|[Tt]raining|[Cc]ommon|[Ss]taff|[Cc]onference|[Ii]nterview|[Gg]roup|[Oo]ld|[Mm]ain|[Hh]ospital|[Mm]edical|[Ss]tudents?'?|[Uu]nion|[Dd]octors?'?|[Ww]alled|[Cc]hapel|[Ll]ibrary|[Pp]ostgrad(?:uate)?|[Ss]im(?:ulation)?|[Ff]amily|[Tt]herapy|[Dd]ay|[Ww]aiting|[Qq]uiet|[Bb]oard|[Cc]linical|[Ss]kills|[Cc]ourtyard|[Ff]oyer|[Pp]atients?'?|[Ee]ducation|[Aa]rt|[Mm]usic|[Rr]esource|[Pp]rayer|[Cc]omputer|[Gg]arden)";
    let house = r"(?:[Rr]oom|[Tt]heatre|[Cc]lassroom|[Ss]uite|[Hh]all|[Ll]ab|[Oo]ffice|[Hh]ouse|[Cc]entre|[Bb]uilding)";
    let known = r"(?:[Ll]ibrary|[Cc]hapel|[Bb]oardroom|[Cc]anteen|[Aa]nnexe|[Cc]af[e\u{e9}]|[Cc]onservatory|[Bb]asement|[Ff]oyer|[Aa]uditorium|[Mm]ess|[Cc]ourtyard|[Gg]arden)";
    let number = r"(?:[A-Z]?\d+(?:\.\d+)?[A-RT-Za-rt-z]?|[A-Z]|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive)\b";
    let inside = r"(?: (?:(?:[Dd]ay|[Ww]aiting|[Ff]oyer|[Mm]eeting|[Ss]eminar|[Tt]utorial|[Cc]onference|[Cc]ommon|[Ss]taff) )?(?:[Rr]oom|[Gg]arden|[Ff]oyer))?";
    let floor = r"(?:,? [Rr]oom \w{1,3}\b|,? (?:on )?(?:[Ww]ard \d+|[Ll]evel \d+|(?:the )?(?:ground|first|second|third|top|\d(?:st|nd|rd|th)) floor))?";
    rule(&format!(
        r"\b(?P<place>(?:{called} ){{1,3}}{house}(?: {known})?\b{inside}(?: {number})?{floor}|{house} {number}{floor}|(?:{called} ){{0,3}}{known}\b{inside}(?: {number})?{floor}|[A-Z]\w+,? (?:on )?(?:the )?(?:ground|first|second|third|top|\d(?:st|nd|rd|th)) floor|[Ss]eminar [A-Z0-9]\w*|[A-Z]\d{{1,3}}\b|(?:MS )?(?:Teams|Zoom)\b|online\b)",
    ))
});
