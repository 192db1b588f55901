//! The line that a mail program writes above what it quotes: "On Thu, 19 Nov 2026 at 20:14, Balint Groups
//! <balint@…> wrote:", broken anywhere, in the languages of the commonest programs.
//!
//! People write "On Tuesday Seun wrote:" too, so the form alone is not enough: there must be a date, and an address,
//! a time or a quotation right below.

use std::sync::LazyLock;

use regex::Regex;

use crate::domain::id::Address;
use crate::domain::roster::TITLES;
use crate::inbound::patterns::any_of;

use super::Source;

/// An attribution that is broken into more lines than this was never seen.
const LINES_MAX: usize = 5;
/// Nor a longer one: two names, an address and a date.
const LENGTH_MAX: usize = 400;

/// An attribution that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// How many lines it takes up.
    pub lines: usize,
    /// What the writer wrote before it on its first line.
    pub before: String,
    /// The quoted text follows unmarked: on the same line, or below without `>`.
    pub is_unmarked: bool,
    /// Whose letter is quoted.
    pub author: Option<Address>,
}

/// Is there an attribution at the head of these lines?
pub fn at_head(lines: &[Source]) -> Option<Attribution> {
    let first = lines.first()?;
    if !may_start(&first.text) {
        return None;
    }
    let mut candidate = String::new();
    for count in 1..=LINES_MAX {
        let line = lines.get(count - 1)?;
        if line.text.trim().is_empty() {
            // Some programs leave an empty line before the address.
            let below = lines.get(count).filter(|below| below.depth == first.depth && below.text.starts_with('<'));
            if candidate.is_empty() || below.is_none() {
                return None;
            }
            continue;
        }
        if !continues(&mut candidate, line, first.depth) || (count > 1 && candidate.len() > LENGTH_MAX) {
            return None;
        }
        if let Some(end) = end_of(&candidate) {
            let below = lines.get(count).filter(|below| below.depth == first.depth && !below.text.trim().is_empty());
            if below.is_none() || !ends_bare(&candidate) {
                return judge(&candidate, end, count, lines);
            }
        }
    }
    None
}

/// Adds the next line to what may be an attribution; false where it belongs to something else.
fn continues(candidate: &mut String, line: &Source, depth: u16) -> bool {
    let is_open = candidate.matches('<').count() > candidate.matches('>').count();
    let text = line.text.trim();
    if line.depth == depth {
        // Some programs break between the bracket and the address.
        if !candidate.is_empty() && !candidate.ends_with('<') {
            candidate.push(' ');
        }
    } else if is_open && line.depth == depth + 1 && text.ends_with([':', '：']) {
        // Others before the closing bracket, which then looks like a mark of quotation.
        candidate.push_str("> ");
    } else {
        return false;
    }
    candidate.push_str(text);
    true
}

/// A few programs mark what they quote with a bar. Without an attribution above, it is a table of the writer's.
pub fn is_barred(line: &Source) -> bool {
    line.text.starts_with("| ") || line.text.trim() == "|"
}

/// Cheap, because it is asked of every line.
fn may_start(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit() || c == '@') || starts(text) || is_between_dashes(text.trim())
}

/// The words with which the forms begin.
const STARTS: [&str; 28] = [
    "on", "at", "am", "le", "el", "il", "em", "op", "den", "dne", "dnia", "w", "vào", "na", "a", "în", "på", "in",
    "mon", "tue", "wed", "thu", "fri", "sat", "sun", "tor", "fre", "lör",
];

fn starts(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '-');
    let length = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let word = text.get(..length).unwrap_or_default();
    // Longer words are none of these.
    word.len() <= 4 && STARTS.contains(&word.to_lowercase().as_str())
}

/// The verbs before the colon.
const VERBS: [&str; 29] = [
    "wrote",
    "writes",
    "a écrit",
    "a ecrit",
    "escribió",
    "escribio",
    "ha scritto",
    "ha escrit",
    "escreveu",
    "kirjoitti",
    "geschreven",
    "pisze",
    "пишет",
    "писал",
    "написал",
    "написала",
    "пише",
    "napisał",
    "napsal",
    "napísal",
    "a scris",
    "şunu yazdı",
    "đã viết",
    "escrigué",
    "írta",
    "写道",
    "のメッセージ",
    "작성",
    "كتب",
];

static VERB: LazyLock<Regex> = LazyLock::new(|| any_of(VERBS));

/// The verbs that stand before the name.
const VERBS_BEFORE_NAME: [&str; 3] = ["schrieb", "schreef", "skrev"];

/// Before such a word and the verb nobody's program puts a date: a person says so.
const PRONOUNS: [&str; 6] = ["i", "you", "he", "she", "we", "they"];

/// Where the verb and its colon end, or an address and a colon where there is no verb, or a line that has no colon and
/// still cannot be anything else.
fn end_of(candidate: &str) -> Option<usize> {
    let lower = candidate.to_ascii_lowercase();
    let colon_after = |verb: &str| {
        lower.match_indices(verb).find_map(|(start, _)| {
            let rest = lower.get(start + verb.len()..)?;
            let bare = rest.strip_prefix("(a)").unwrap_or(rest).trim_start();
            let colon = bare.chars().next().filter(|c| matches!(c, ':' | '：'))?;
            Some(lower.len() - bare.len() + colon.len_utf8())
        })
    };
    let has_colon = lower.contains([':', '：']);
    let has_verb = has_colon && VERB.is_match(&lower);
    let with_colon = has_verb.then(|| VERBS.iter().find_map(|verb| colon_after(verb))).flatten();
    with_colon.or_else(|| {
        let ends_in_colon = lower.ends_with([':', '：']);
        let has_verb = || VERBS_BEFORE_NAME.iter().any(|verb| lower.contains(verb));
        let ends_in_address = || lower.contains('@') && lower.trim_end_matches([':', '：', ' ']).ends_with(['>', ')']);
        let is_whole = (ends_in_colon && (has_verb() || ends_in_address()))
            || is_between_dashes(candidate)
            || lower.ends_with("> sent:")
            || (lower.ends_with("> wrote") && starts(candidate) && TIME.is_match(candidate))
            || ends_bare(candidate);
        is_whole.then_some(lower.len())
    })
}

/// `---- On Tue, 22 Dec 2015 14:17:36 +0530 Sam wrote ----`, `---- Sam wrote ----`
fn is_between_dashes(text: &str) -> bool {
    text.starts_with("---") && text.trim_end_matches('-').trim_end().ends_with("wrote") && text.ends_with("---")
}

static DATE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?-u:\b(?:19|20)\d{2}\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{1,2}[:.h]\d{2})"));

static TIME: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?-u:\b\d{1,2}[:.h]\d{2}(?:\b|:))"));

/// Gmail's older lines end in the name, with an empty line or the quotation below.
fn ends_bare(text: &str) -> bool {
    is_gmt_line(text) || is_dated_address(text)
}

/// `2016-03-03 17:21 GMT+01:00 Sam Marsh`
fn is_gmt_line(text: &str) -> bool {
    static FORM: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^\d{4}-\d\d-\d\d \d{1,2}:\d\d GMT[+-]\d\d:\d\d \S[^.!?<:]{0,60}$"));
    text.starts_with("20") && FORM.is_match(text)
}

/// `2013/7/20 Sam Marsh <sam@x.example>`
fn is_dated_address(text: &str) -> bool {
    static FORM: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^\d{4}[/-]\d{1,2}[/-]\d{1,2} [^@]{1,80}<[^\s@]+@[^\s@]+>$"));
    text.starts_with("20") && FORM.is_match(text)
}

/// The last address in a text.
fn address(text: &str) -> Option<Address> {
    text.rsplit(|c: char| c.is_whitespace() || "<>[]():,;\"'".contains(c))
        .filter(|word| word.contains('@'))
        .find_map(|word| Address::new(word).ok())
}

/// `… can't come. On Thu, 19 Nov 2026 …`: where the attribution begins in a line that begins with something else.
static INNER_START: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\s(?:On|Am|Le|El|Il|Em|Op) (?:\d|(?i:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|mié|jeu|jue|gio|ven|vie|sam|sáb|dim|dom|jan|feb|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\b)",
    )
});

fn pattern(text: &str) -> Regex {
    // A constant of this file: a mistake in it fails every test here.
    Regex::new(text).unwrap_or_else(|error| panic!("a pattern of this file: {error}"))
}

fn judge(candidate: &str, end: usize, count: usize, lines: &[Source]) -> Option<Attribution> {
    let (whole, after) = candidate.split_at(end);
    let start = if starts(whole) { 0 } else { inner_start(whole) };
    let (before, stated) = whole.split_at(start);
    let is_stated = DATE.is_match(stated) || names_its_author(stated) || is_between_dashes(stated);
    if !is_stated || starts_later(lines, count) || (!starts(stated) && holds_a_sentence(stated)) {
        return None;
    }
    let author = address(stated);
    let depth = lines.first().map_or(0, |line| line.depth);
    let below = lines.iter().skip(count).find(|line| !line.text.trim().is_empty());
    let is_marked = after.trim().is_empty() && below.is_some_and(|line| line.depth > depth || is_barred(line));
    let is_dated = start == 0 && starts(stated) && TIME.is_match(stated) && !is_said_by_a_person(stated);
    let is_certain = is_between_dashes(stated) || is_gmt_line(stated);
    let is_sure = is_marked || is_certain || is_dated || (stated.contains('@') && !is_dated_address(stated));
    // Words after the colon are quoted only where there can be no doubt about the form.
    let fits = is_sure && (after.trim().is_empty() || stated.contains('@'));
    let before = before.trim().trim_end_matches("---").trim_end().to_owned();
    fits.then_some(Attribution { lines: count, before, is_unmarked: !is_marked, author })
}

/// The last place in the line where one of the forms begins; the line's start where there is none.
fn inner_start(whole: &str) -> usize {
    INNER_START.find_iter(whole).last().map_or(0, |found| found.start() + 1)
}

/// `Sam Marsh <sam@x.example> wrote:` and nothing else.
fn names_its_author(stated: &str) -> bool {
    const WORDS_MAX: usize = 10;
    let Some((name, rest)) = stated.split_once('<') else { return false };
    let (Some(_), Some((_, verb))) = (address(rest), rest.rsplit_once('>')) else { return false };
    let verb = verb.trim().trim_end_matches([':', '：']).trim().to_lowercase();
    let has_verb = verb == "sent" || VERBS.iter().chain(&VERBS_BEFORE_NAME).any(|known| *known == verb);
    has_verb && (1..=WORDS_MAX).contains(&name.split_whitespace().count()) && !holds_a_sentence(stated)
}

/// `On Tuesday at 10:00 you wrote:`
fn is_said_by_a_person(stated: &str) -> bool {
    let mut words = stated.trim_end_matches([':', '：', ' ']).rsplit(' ');
    words.nth(1).is_some_and(|word| PRONOUNS.contains(&word.to_lowercase().as_str()))
}

/// The words before an address hold the end of a sentence, so some of them are the writer's.
fn holds_a_sentence(stated: &str) -> bool {
    let head = stated.split('@').next().unwrap_or_default();
    let words: Vec<&str> = head.split_whitespace().collect();
    let next = words.iter().skip(1).map(Some).chain([None]);
    words.iter().zip(next).any(|(word, next)| {
        // `Dr. Marsh`, `Q. Marsh` and `Nov. 2026` end none.
        let bare = word.trim_end_matches('.').to_lowercase();
        let is_word = bare.chars().count() > 1 && !TITLES.contains(&bare.as_str());
        let is_followed = next.is_some_and(|next| next.starts_with(char::is_uppercase));
        word.ends_with(['!', '?']) || (word.ends_with('.') && is_word && is_followed)
    })
}

/// The attribution begins on a later line: what stands above is the writer's.
fn starts_later(lines: &[Source], count: usize) -> bool {
    let begins = lines.first().is_some_and(|first| starts(&first.text) && DATE.is_match(&first.text));
    (1..count).any(|skipped| {
        let Some(later) = lines.get(skipped..count) else {
            return false;
        };
        let text = later.iter().map(|line| line.text.trim()).collect::<Vec<_>>().join(" ");
        let is_dated = starts(&text) && DATE.is_match(&text) && end_of(&text).is_some();
        is_dated || (!begins && names_its_author(&text))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inbound::letter::PlainText;

    fn found(text: &str) -> Option<Attribution> {
        let plain = PlainText { text: text.to_owned(), ..PlainText::default() };
        at_head(&super::super::flowed::lines(&plain))
    }

    #[test]
    fn the_forms_of_the_world_are_known() {
        for text in [
            "On Thu, 19 Nov 2026 at 20:14, Balint Groups <balint@med.example> wrote:\n\n> Hi",
            "On Thu, 19 Nov 2026 at 20:14, Balint Groups\n<balint@med.example> wrote:\n\n> Hi",
            "On Thu, 19 Nov 2026 at 20:14, Helen Marsh and Daniel Osei <balint@med.example>\nwrote:\n> Hi",
            "On 14/09/2026 00:30, Balint Groups wrote:\n> Hi",
            "On 7 Oct 2026, at 02:19, Balint Groups <balint@med.example> wrote:\n> Hi",
            "On Saturday, September 19th, 2026 at 22:39, Balint Groups <balint@med.example> wrote:\n> Hi",
            "On 14/09/2026 00:30, Balint Groups wrote:\n\nHi Tom",
            "2026-11-19 20:14 GMT+00:00 Balint Groups <balint@med.example>:\n\n> Hi",
            "Am Do., 19. Nov. 2026 um 20:14 Uhr schrieb Balint Groups <\nbalint@med.example>:\n> Hi",
            "Am 19.11.2026 um 20:14 schrieb Balint Groups:\n> Hi",
            "Le jeu. 19 nov. 2026 à 20:14, Balint Groups <balint@med.example> a écrit :\n> Hi",
            "El jue, 19 nov 2026 a las 20:14, Balint Groups (<balint@med.example>) escribió:\n> Hi",
            "Il giorno gio 19 nov 2026 alle ore 20:14 Balint <balint@med.example> ha scritto:\n> Hi",
            "Em qui., 19 de nov. de 2026 às 20:14, Balint <balint@med.example> escreveu:\n> Hi",
            "Op do 19 nov. 2026 om 20:14 schreef Balint Groups <balint@med.example>:\n> Hi",
            "Den tors 19 nov. 2026 kl 20:14 skrev Balint Groups <balint@med.example>:\n> Hi",
            "tor. 19. nov. 2026 kl. 20:14 skrev Balint <balint@med.example>:\n> Hi",
            "czw., 19 lis 2026 o 20:14 Balint <balint@med.example> napisał(a):\n> Hi",
            "чт, 19 нояб. 2026 г. в 20:14, Balint <balint@med.example>:\n> Hi",
            "2026年11月19日(木) 20:14 Balint <balint@med.example>:\n> Hi",
            "On Thu, Nov 19, 2026 at 8:14 PM Balint Groups\n\n<\nmailto:Balint <balint@med.example>\n> wrote:\n\nHi",
            "tir. 19. nov. 2026 kl. 20:14 skrev Balint <balint@med.example\n>:\n\n> Hi",
            "---- On Thu, 19 Nov 2026 20:14:36 +0000 Balint <balint@med.example> wrote ----\n\nHi",
            "---- Balint Groups wrote ----\n\n> Hi",
            "On Thu, 19 Nov 2026 20:14:43 +0000 Balint <balint@med.example> wrote\n\nHi",
            "Balint Groups via Lists <balint@med.example> wrote:\n\nHi",
            "Balint Groups <balint@med.example> schrieb:\n> Hi",
            "Op 19 nov. 2026 om 20:14 heeft Balint <balint@med.example> het volgende geschreven:\n\nHi",
            "On 19-Nov-2026, at 8:14 PM, Balint <balint@med.example> sent:\n\n> Hi",
            "19 нояб. 2026 г. 20:14 пользователь \"Balint\" <balint@med.example> написал:\n\n> Hi",
            "2026-11-19 20:14 GMT+01:00 Balint Groups\n\nHi",
            "2026/11/19 Balint via Lists <balint@med.example>\n\n> Hi",
            "At 11/19/2026 08:14 PM, you wrote:\n>Hi",
        ] {
            assert!(found(text).is_some_and(|a| a.before.is_empty()), "{text}");
        }
    }

    #[test]
    fn a_sentence_of_the_writers_is_none() {
        for text in [
            "On Tuesday Seun wrote: I am ill",
            "On 24 November Seun wrote:\nI am ill",
            "I wrote: on 24/11/2026 there is a clash",
            "See you on 24 November 2026\nTom",
            "At 13:00 I wrote: sorry",
            "> On 14/09/2026 00:30, Balint Groups wrote",
            "On 24/11/2026 at 10:00 you wrote:\nTom was absent",
            "On 24/11/2026 at 10:00 I sent you this:\nTom was absent",
            "I am free on 24/11/2026 from 10:00\nTom <tom@st.example> wrote:\n> Hi",
            "He was there on 24/11/2026, sorry. Tom <tom@st.example> wrote:\n> Hi",
            "2026-11-24 Tom Nguyen <tom@st.example>\n2026-11-24 May Chen <may@st.example>",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn what_stands_before_and_after_is_told_apart() {
        let inline =
            found("Can't come, sorry. On Thu, 19 Nov 2026 at 20:14, Balint <balint@med.example> wrote:\n> Hi").unwrap();
        assert_eq!(inline.before, "Can't come, sorry.");
        let yahoo =
            found("On Sat, 5 Dec 2026 at 11:26, Helen<balint@med.example> wrote:   Hello Mohamed,\n\nYour group")
                .unwrap();
        assert!(yahoo.is_unmarked);
        assert_eq!(yahoo.author.unwrap().as_str(), "balint@med.example");
        assert_eq!(
            found("See you on 24 November 2026\nOn Thu, 19 Nov 2026 at 20:14, B <b@med.example> wrote:\n> Hi"),
            None
        );
    }
}
