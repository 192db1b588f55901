//! The writer's lines made ready for the rules: wrapped lines joined, greetings and sign-offs left out, inline answers
//! put beside the name they answer, names marked, and the whole cut into sentences.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::columns::untabled;
use super::legends::{parted_letters, with_meanings, without_legends};
use super::listed::{listed, with_signs};
use super::slips::mended;
use super::spoken::spoken_marks;
use super::ticks::ticked;
use super::turns::straightened;
use crate::domain::id::PersonId;
use crate::inbound::names::{Marked, Mention, Roll, fold, mark, rule};
use crate::inbound::reading::{Line, Scene, Words};

/// A line at least this long may have been wrapped by the mail program, so that the next one goes on with it.
const WRAPPED_LENGTH_MIN: usize = 45;

/// A heading of a list has at most so many words.
const HEADING_WORDS_MAX: usize = 4;

/// What was written, ready to be read.
#[derive(Debug, Clone, Default)]
pub struct Prepared {
    pub sentences: Vec<Sentence>,
    pub marked: Marked,
    /// The mention that stands for the student of the letter answered, whom "she" means.
    pub spoken_of: Option<usize>,
}

impl Sentence {
    /// Does it ask, be it without a question mark ("have we got a spare key")?
    pub fn inquires(&self) -> bool {
        static OPENS: LazyLock<Regex> = LazyLock::new(|| {
            rule(
                r"(?i)^\W*(?:(?:sorry|hi|hello|hey|and|also|but|so|like|btw|ps|oh|er|um|ok|just|quick (?:one|question)|one (?:thing|question))[, :-]+)*(?:(?:do(?:n't)? (?:we|i|you|they|he|she|any(?:one|body)?|some(?:one|body)|@\d+|#\d+)\b|(?:have|has|is|are|does|did|can|could|would|will|should|shall|may|might|was|were)(?:n't)? (?:we|i|you|it|they|he|she|any(?:one|body)?|some(?:one|body)|@\d+|#\d+)\b)|(?:is|are|can|could|would|will|should|isn't) (?:there|this|that|the|my|our)\b|(?:what|where|when|why|how)(?:'s| is| are| do| does| did| can| could| should| shall| would| will| have| has| many| much| come)\b|(?:who|which)(?:'s| is| are| do| does| did| can| should) (?:the|my|our|your|we|i|you|it|this|that|on|in|at|coming|leading|room|day|one)\b)",
            )
        });
        self.asks || OPENS.is_match(&self.text)
    }
}

/// A sentence, or a line of a list, with its names marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    pub text: String,
    pub asks: bool,
    /// The line of the message in which it begins.
    pub line: usize,
}

impl Prepared {
    /// The sentence as it was written, for evidence.
    pub fn written(&self, sentence: &Sentence) -> String {
        static MARK: LazyLock<Regex> = LazyLock::new(|| rule(r"[@#](\d+)"));
        let name = |found: &Captures| {
            let place: Option<usize> = found.get(1).and_then(|n| n.as_str().parse().ok());
            let mention = place.and_then(|place| self.marked.mentions.get(place));
            mention.map_or(String::new(), |mention| mention.written.clone())
        };
        MARK.replace_all(&sentence.text, name).into_owned()
    }

    /// Lets names that are not clear by themselves mean those whom their writer says that they mean.
    pub fn settle(&mut self, settled: &[PersonId]) {
        for mention in self.marked.mentions.iter_mut().filter(|mention| mention.is_unclear()) {
            let fits = |one: &&PersonId| mention.fits.is_empty() || mention.fits.contains(one);
            let meant: Vec<PersonId> = settled.iter().filter(fits).copied().collect();
            if meant.len() == 1 {
                mention.fits = meant;
            } else {
                mention.all_of_them |= meant.len() > 1 && meant.len() == mention.fits.len();
            }
        }
    }
}

/// Makes the message ready; `writer` signs it and is not spoken of.
pub fn prepare(words: &Words, scene: &Scene, writer: PersonId, roll: &Roll) -> Prepared {
    let names = own_names(scene, writer);
    let text = joined(&with_signs(untabled(&words.lines)), roll, &names);
    let mut marked = mark(&parted_letters(&spoken_marks(&mended(&text, roll))), roll);
    marked.text = DETERMINED.replace_all(&marked.text, "$1").into_owned();
    marked.text = TITLED.replace_all(&marked.text, "$1").into_owned();
    marked.text = straightened(&marked.text);
    marked.text = without_legends(&with_meanings(&marked.text));
    marked.text = SOURCE.replace_all(&marked.text, "").into_owned();
    one_of_a_name(&mut marked);
    one_mark_each(&mut marked);
    marked.text = listed(&ticked(&marked.text));
    marked.text = NO_IDEA.replace_all(&marked.text, "$name: no word").into_owned();
    let sentences = sentences(&marked.text);
    let about = scene.about.and_then(|about| about.student).filter(|student| roll.students().any(|s| s == *student));
    let spoken_of = about.map(|student| {
        marked.mentions.push(Mention {
            written: String::new(),
            fits: vec![student],
            all_of_them: false,
            outsider: None,
        });
        marked.mentions.len() - 1
    });
    Prepared { sentences, marked, spoken_of }
}

/// The lines as one text in which a line break ends a sentence.
fn joined(lines: &[Line], roll: &Roll, own_names: &[String]) -> String {
    let last = lines.iter().rposition(|line| !line.text.trim().is_empty()).unwrap_or(0);
    let mut text = String::new();
    let mut wrapped = false;
    let signed = lines.iter().any(|line| line.answers.is_some() && line.text.trim() == "+");
    for (place, line) in lines.iter().enumerate() {
        let folded = fold(&with_characters(&line.text));
        let plain = folded.trim();
        let is_last = place + 1 >= last;
        let rest = lines.get(place + 1..).unwrap_or_default();
        if plain.is_empty()
            || is_courtesy(plain)
            || is_signature(plain, own_names) && (is_last || names_no_student(rest, roll))
        {
            wrapped = false;
            continue;
        }
        let answered = line.answers.as_deref().and_then(|quoted| name_answered(quoted, roll));
        if wrapped && answered.is_none() && !STARTS_ANEW.is_match(plain) && !is_heading(plain) {
            text.push(' ');
        } else if !text.is_empty() {
            text.push('\n');
        }
        if let Some(name) = answered {
            text.push_str(&name);
            text.push_str(": ");
            if signed && let Some(word) = sign(plain) {
                text.push_str(word);
                wrapped = false;
                continue;
            }
        }
        text.push_str(&NUMBERED.replace(plain, "$text"));
        wrapped = folded.trim_end().chars().count() >= WRAPPED_LENGTH_MIN && !plain.ends_with(['.', '!', '?', ':']);
    }
    text
}

/// A name with its writer's degrees and hospital below it is still how a letter ends; a student's would make it a list.
fn names_no_student(lines: &[Line], roll: &Roll) -> bool {
    lines.iter().all(|line| mark(&line.text, roll).mentions.iter().all(|mention| mention.outsider.is_some()))
}

/// Characters that a mail program wrote as their numbers, because its character set has none for them ("&#128077;").
fn with_characters(line: &str) -> std::borrow::Cow<'_, str> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| rule(r"&#(?:(?P<tens>\d{1,7})|[xX](?P<hex>[0-9a-fA-F]{1,6}));"));
    NUMBER.replace_all(line, |found: &regex::Captures| {
        let number = match (found.name("tens"), found.name("hex")) {
            (Some(tens), _) => tens.as_str().parse().ok(),
            (_, Some(hex)) => u32::from_str_radix(hex.as_str(), 16).ok(),
            _ => None,
        };
        let written = found.get(0).map_or("", |m| m.as_str());
        number.and_then(char::from_u32).map_or_else(|| written.to_owned(), String::from)
    })
}

/// A list of plus and minus in words; without a plus in it, a minus may be a dash.
fn sign(answer: &str) -> Option<&'static str> {
    match answer {
        "+" => Some("present"),
        "-" => Some("absent"),
        _ => None,
    }
}

/// A line that begins with a heading of few words: "Did not attend: Wei".
fn is_heading(line: &str) -> bool {
    let head = line.split_once(':').map_or("", |(head, _)| head);
    !head.is_empty()
        && head.split_whitespace().count() <= HEADING_WORDS_MAX
        && !head.ends_with(|c: char| c.is_ascii_digit())
}

/// The one student of the quoted line that a line answers.
fn name_answered(quoted: &str, roll: &Roll) -> Option<String> {
    let plain = fold(quoted);
    let plain = plain.trim_start_matches(|c: char| !c.is_alphanumeric()).trim();
    let marked = mark(plain, roll);
    match &marked.mentions[..] {
        [one] if one.one().is_some() && marked.text.split_whitespace().count() <= 4 => Some(one.written.clone()),
        _ => None,
    }
}

/// The sender's names and initials, as they may stand under a message.
fn own_names(scene: &Scene, writer: PersonId) -> Vec<String> {
    let Some(person) = scene.roster.people.get(&writer) else {
        return Vec::new();
    };
    let name = fold(person.name.as_str()).to_lowercase();
    let called = fold(person.called()).to_lowercase();
    let words: Vec<&str> =
        name.split_whitespace().filter(|w| !matches!(*w, "dr" | "prof" | "mr" | "mrs" | "ms")).collect();
    let initials: String = words.iter().filter_map(|w| w.chars().next()).collect();
    let mut names: Vec<String> = words.iter().map(|w| (*w).to_owned()).collect();
    names.extend(called.chars().next().map(String::from));
    if let [first, .., family] = &words[..] {
        names.extend(first.chars().next().map(|initial| format!("{initial} {family}")));
    }
    names.extend([words.join(" "), called, initials, name.clone()]);
    names
}

fn is_signature(line: &str, own_names: &[String]) -> bool {
    let bare = SIGN_OFF.replace(line, "");
    let bare = bare.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace(". ", " ").replace('.', " ");
    let unkissed = bare.trim_end_matches('x').trim_end();
    // The initials of Ngozi Okafor are an answer before they are a name.
    let is_answer = matches!(bare.as_str(), "no" | "ok");
    !bare.is_empty() && !is_answer && own_names.iter().any(|name| *name == bare || *name == unkissed)
}

/// A line that is only a greeting or a farewell.
fn is_courtesy(line: &str) -> bool {
    COURTESY.is_match(line)
}

static SIGN_OFF: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^(?:(?:many )?thanks(?: so much| again)?|thank you|cheers|best(?: wishes)?|all the best|(?:kind|warm|best) regards|regards|bw|bws|warmly|ta|yours(?: sincerely)?|love|x+|dr|prof|speak soon|see you)[,.! -]+",
    )
});
/// "Our two Mohammeds", "poor Kofi": the words before a name add nothing.
static DETERMINED: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"(?i)\b(?:our|my|your|poor|dear|lovely|young|good old|the) ((?:two |both |other |poor )?@\d+)")
});
/// "Dr Marsh" is whoever "Marsh" is.
static TITLED: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\b(?:dr|doctor|prof|professor|mr|mrs|ms|miss)\.? (#\d+)"));
/// "Will - ?" in a list: nobody knows why.
static NO_IDEA: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?m)^(?P<name>\W*@\d+) ?(?:-+|:|\(|=|\.\.+) ?\?+ ?\)?[ \t]*$"));
static COURTESY: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^(?:(?:hi|hello|hey|dear|hiya|morning|afternoon|evening|good (?:morning|afternoon|evening)|greetings)(?: there| all| both| team| everyone| folks| again| balint(?: team| groups?)?| colleagues| sir or madam)*[ ,.!:-]*|(?:many )?thanks(?: so much| very much| again| all| both| a lot)?[,.! :)]*|thank you(?: so much| very much| all| both)?[,.!]*|cheers[,.!]*|best(?: wishes)?[,.]*|all the best[,.]*|(?:kind|warm|best|with kind) regards[,.]*|regards[,.]*|bw[,.]*|warmly[,.]*|yours(?: sincerely| truly)?[,.]*|begin forwarded message:?)$",
    )
});
static NUMBERED: LazyLock<Regex> = LazyLock::new(|| rule(r"^(?:\d{1,2}[.)]|[-*\u{2022}])\s+(?P<text>[^=\s])"));
static STARTS_ANEW: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^(?:[-*\u{2022}]|\d+[.)] |(?:absent|present|late|apologies|excused|missing|turned away|dna|nb|ps|also)\b.{0,25}?(?::| - ))",
    )
});

/// "Apologies from Aisha via Grace": who passed it on is not spoken of.
static SOURCE: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i),? \b(?:via|according to|acc\.? to) (?:(?:his|her|their) \w+ )?@\d+"));

/// "One of the Mohammeds": which of them is not said, though the name fits only one.
fn one_of_a_name(marked: &mut Marked) {
    static ONE_OF: LazyLock<Regex> =
        LazyLock::new(|| rule(r"(?i)\bone of (?:(?:the|my|our|your) )?(?:two )?@(?P<name>\d+)(?:\s|[.,;!?]|$)"));
    for found in ONE_OF.captures_iter(&marked.text) {
        let place = found.name("name").and_then(|name| name.as_str().parse::<usize>().ok());
        if let Some(mention) = place.and_then(|place| marked.mentions.get_mut(place)) {
            mention.all_of_them = false;
            if mention.fits.len() == 1 {
                mention.fits.clear();
            }
        }
    }
}

/// A student who is named twice has one mark, so that the rules see that it is the same one.
fn one_mark_each(marked: &mut Marked) {
    static MARK: LazyLock<Regex> = LazyLock::new(|| rule(r"@(\d+)"));
    let first_of: Vec<usize> = marked
        .mentions
        .iter()
        .enumerate()
        .map(|(place, mention)| {
            let same = |earlier: &Mention| mention.one().is_some() && earlier.one() == mention.one();
            marked.mentions.iter().position(same).unwrap_or(place)
        })
        .collect();
    marked.text = MARK
        .replace_all(&marked.text, |found: &Captures| {
            let place = found.get(1).and_then(|n| n.as_str().parse::<usize>().ok());
            let first = place.and_then(|place| first_of.get(place)).copied();
            first.map_or(String::new(), |first| format!("@{first}"))
        })
        .into_owned();
}

/// Cuts a marked text at full stops, question and exclamation marks, semicolons and line breaks.
fn sentences(text: &str) -> Vec<Sentence> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut line = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((place, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let ends = match c {
            '\n' | ';' => true,
            c if is_picture(c) => next.is_none_or(|n| !is_picture(n)),
            '!' | '?' => next.is_none_or(|n| !matches!(n, '!' | '?' | ')' | '"')),
            '.' => {
                next.is_none_or(|n| n.is_whitespace() || matches!(n, '"' | ')'))
                    && !is_abbreviated(
                        text.get(start..place).unwrap_or_default(),
                        text.get(place + 1..).unwrap_or_default(),
                    )
            }
            _ => false,
        };
        if ends {
            let end = place + c.len_utf8();
            push_sentence(&mut found, text.get(start..end).unwrap_or_default(), line);
            start = end;
        }
        if c == '\n' {
            line += 1;
        }
    }
    push_sentence(&mut found, text.get(start..).unwrap_or_default(), line);
    found
}

fn push_sentence(found: &mut Vec<Sentence>, text: &str, line: usize) {
    let trimmed = text.trim();
    if trimmed.chars().any(|c| c.is_alphanumeric() || !c.is_ascii()) {
        found.push(Sentence {
            text: trimmed.to_owned(),
            asks: trimmed.ends_with('?') || trimmed.ends_with("?)") || trimmed.ends_with("?!"),
            line,
        });
    }
}

/// A picture ends what was said before it.
fn is_picture(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27bf}' | '\u{1f300}'..='\u{1faff}')
        && !matches!(c, '\u{2705}' | '\u{2611}' | '\u{2713}'..='\u{2718}' | '\u{274c}')
}

fn is_abbreviated(before: &str, after: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default().to_lowercase();
    static HEADING: LazyLock<Regex> = LazyLock::new(|| rule(r"^ *[a-z]+(?: [a-z]+)? ?:"));
    if HEADING.is_match(after) {
        return false;
    }
    let goes_on =
        after.trim_start().starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || matches!(c, '@' | ')'));
    matches!(
        word.as_str(),
        "dr" | "mr"
            | "mrs"
            | "ms"
            | "e.g"
            | "i.e"
            | "approx"
            | "mins"
            | "min"
            | "vs"
            | "a.m"
            | "p.m"
            | "sept"
            | "oct"
            | "nov"
            | "dec"
            | "jan"
            | "feb"
    ) && goes_on
        || word == "no" && after.trim_start().starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_that_are_an_answer_sign_nothing() {
        let names = ["ngozi", "ngozi okafor", "no"].map(str::to_owned);
        assert!(is_signature("Ngozi", &names));
        assert!(!is_signature("No", &names));
    }
}
