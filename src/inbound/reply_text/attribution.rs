//! The line that a mail program writes above what it quotes: "On Thu, 19 Nov 2026 at 20:14, Balint Groups
//! <balint@…> wrote:", broken anywhere, in the languages of the commonest programs.
//!
//! People write "On Tuesday Seun wrote:" too, so the form alone is not enough: there must be a date, and an address,
//! a time or a quotation right below.

use std::sync::LazyLock;

use regex::Regex;

use crate::domain::id::Address;

use super::Source;

/// An attribution that is broken into more lines than this was never seen.
const LINES_MAX: usize = 4;
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
        let line = lines.get(count - 1).filter(|line| line.depth == first.depth && !line.text.trim().is_empty())?;
        // Some programs break between the bracket and the address.
        if !candidate.is_empty() && !candidate.ends_with('<') {
            candidate.push(' ');
        }
        candidate.push_str(line.text.trim());
        if candidate.len() > LENGTH_MAX && count > 1 {
            return None;
        }
        if let Some(end) = end_of(&candidate) {
            return judge(&candidate, end, count, lines);
        }
    }
    None
}

/// Cheap, because it is asked of every line.
fn may_start(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit()) || starts(text)
}

/// The words with which the forms begin.
const STARTS: [&str; 26] = [
    "on", "at", "am", "le", "el", "il", "em", "op", "den", "dne", "w", "vào", "na", "a", "în", "på", "mon", "tue",
    "wed", "thu", "fri", "sat", "sun", "tor", "fre", "lör",
];

fn starts(text: &str) -> bool {
    let text = text.trim_start();
    let length = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let word = text.get(..length).unwrap_or_default();
    // Longer words are none of these.
    word.len() <= 4 && STARTS.contains(&word.to_lowercase().as_str())
}

/// The verbs before the colon.
const VERBS: [&str; 24] = [
    "wrote",
    "writes",
    "a écrit",
    "a ecrit",
    "escribió",
    "escribio",
    "ha scritto",
    "escreveu",
    "kirjoitti",
    "pisze",
    "пишет",
    "писал",
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

/// The verbs that stand before the name.
const VERBS_BEFORE_NAME: [&str; 3] = ["schrieb", "schreef", "skrev"];

/// Where the verb and its colon end, or an address and a colon where there is no verb.
fn end_of(candidate: &str) -> Option<usize> {
    let lower = candidate.to_ascii_lowercase();
    let colon_after = |verb: &str| {
        let start = lower.find(verb)?;
        let rest = lower.get(start + verb.len()..)?;
        let bare = rest.strip_prefix("(a)").unwrap_or(rest).trim_start();
        let colon = bare.chars().next().filter(|c| matches!(c, ':' | '：'))?;
        Some(lower.len() - bare.len() + colon.len_utf8())
    };
    let ends_in_colon = lower.ends_with([':', '：']);
    VERBS.iter().find_map(|verb| colon_after(verb)).or_else(|| {
        let has_verb = VERBS_BEFORE_NAME.iter().any(|verb| lower.contains(verb));
        let has_address = lower.contains('@') && lower.trim_end_matches([':', '：', ' ']).ends_with('>');
        (ends_in_colon && (has_verb || has_address)).then_some(lower.len())
    })
}

static DATE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?-u:\b(?:19|20)\d{2}\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{1,2}[:.h]\d{2})"));

static TIME: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?-u:\b\d{1,2}[:.h]\d{2}\b)"));

/// The last address in a text.
fn address(text: &str) -> Option<Address> {
    text.rsplit(|c: char| c.is_whitespace() || "<>[]():,;\"'".contains(c))
        .filter(|word| word.contains('@'))
        .find_map(|word| Address::new(word).ok())
}

/// `… can't come. On Thu, 19 Nov 2026 …`: where the attribution begins in a line that begins with something else.
static INNER_START: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\s(?:On|Am|Le|El|Il|Em|Op) (?:\d|(?i:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|mié|jeu|jue|gio|ven|vie|sam|sáb|dim|dom)\b)",
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
    if !DATE.is_match(stated) || starts_later(lines, count) {
        return None;
    }
    let author = address(stated);
    let depth = lines.first().map_or(0, |line| line.depth);
    let below = lines.iter().skip(count).find(|line| !line.text.trim().is_empty());
    let is_marked = after.trim().is_empty() && below.is_some_and(|line| line.depth > depth);
    let is_sure = stated.contains('@') || is_marked || (start == 0 && starts(stated) && TIME.is_match(stated));
    // Words after the colon are quoted only where there can be no doubt about the form.
    let fits = is_sure && (after.trim().is_empty() || stated.contains('@'));
    fits.then(|| Attribution { lines: count, before: before.trim().to_owned(), is_unmarked: !is_marked, author })
}

/// The last place in the line where one of the forms begins; the line's start where there is none.
fn inner_start(whole: &str) -> usize {
    INNER_START.find_iter(whole).last().map_or(0, |found| found.start() + 1)
}

/// The attribution begins on a later line: what stands above is the writer's.
fn starts_later(lines: &[Source], count: usize) -> bool {
    (1..count).any(|skipped| {
        let Some(later) = lines.get(skipped..count) else {
            return false;
        };
        let text = later.iter().map(|line| line.text.trim()).collect::<Vec<_>>().join(" ");
        starts(&text) && DATE.is_match(&text) && end_of(&text).is_some()
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
