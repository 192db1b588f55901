//! What is written as it is spoken: dictated punctuation, contractions without their apostrophe, short words, orders to
//! record, all put as the rules know them.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::inbound::names::rule;

/// Spoken punctuation made written, courtesies taken out.
pub fn spoken_marks(text: &str) -> String {
    static SPOKEN: LazyLock<[(Regex, &str); 6]> = LazyLock::new(|| {
        [
            (r"(?i) full stop\b\.?", ". "),
            (r"(?i) comma\b", ", "),
            (r"(?i) (?:new line|new paragraph|next line)\b", "\n"),
            (r"(?i) (?:exclamation mark|exclamation point)\b", "! "),
            (r"(?i) question mark\b", "? "),
            (r"(?i) colon\b", ": "),
        ]
        .map(|(pattern, mark)| (rule(pattern), mark))
    });
    let text = ADDRESS.replace_all(text, "");
    let mut text = CONTRACTED
        .replace_all(&text, |found: &Captures| {
            let word = found.get(0).map_or("", |m| m.as_str());
            let (head, tail) = word.split_at(word.len() - found.iter().skip(1).flatten().next().map_or(0, |m| m.len()));
            format!("{head}'{tail}")
        })
        .into_owned();
    text = ALL_IN.replace_all(&text, "$1 present$2").into_owned();
    text = ALL_WELL
        .replace_all(&text, |found: &Captures| match AMENDED.is_match(&found["who"]) {
            true => found[0].to_owned(),
            false => format!("all present {}{}", &found["but"], &found["who"]),
        })
        .into_owned();
    text = YOU.replace_all(&text, "you").into_owned();
    text = ABOUT.replace_all(&text, "about ").into_owned();
    text = SHORT.iter().fold(text, |text, (short, long)| short.replace_all(&text, *long).into_owned());
    text = PUT_DOWN
        .replace_all(&text, |found: &Captures| {
            let group = |name: usize| found.get(name).map_or("", |m| m.as_str());
            if found.get(1).is_some() { group(0).to_owned() } else { format!("{} ", group(2)) }
        })
        .into_owned();
    text = OWN_RECORD.replace_all(&text, "$1 ").into_owned();
    for (word, mark) in SPOKEN.iter() {
        if word.is_match(&text) {
            text = word.replace_all(&text, *mark).into_owned();
        }
    }
    text = SPACES.replace_all(&text, " ").into_owned();
    text
}

/// What busy people write short.
static SHORT: LazyLock<[(Regex, &str); 13]> = LazyLock::new(|| {
    [
        (r"(?i)\b(there|here|present),? no(\W*(?:[.,;\n]|$))", "not $1$2"),
        // "Hannah should be present, not excused."
        (
            r"(?i)\b(present|here|there|excused|late|absent|turned away),?(?: please,?)?(?: and)? not (?:an? )?(?:excused|absent|late|present|turned away)(\W*(?:[.,;!\n]|$))",
            "$1$2",
        ),
        (r"(?i)\bof '?em\b", "of them"),
        // "Kofi, who'd said he'd be late, never appeared."
        (r"(?i),? who(?:'d| had)? (?:told|said|warned|e-?mailed|texted|messaged|promised|expected|hoped|thought)[^,.;\n]{0,40}\blate\b[^,.;\n]{0,20}, (never|didn't|did not)\b", " $1"),
        (r"(?i)\bw/o\b", "without"),
        (r"(?i)\bw/ ?", "with "),
        (r"(?i)\bb/c\b", "because"),
        (r"(?i)\bu/w\b", "unwell"),
        (r"(?i)\ba/l\b", "annual leave"),
        (r"(?i)\b(?:msg|txt|tx|whatsapp|wa|dm)'?e?d\b", "texted"),
        (r"(?i)\bmsgs?\b", "message"),
        (r"(?i)\bno ?1\b", "no one"),
        (r"(?i) brackets? (?:open )?", " - "),
    ]
    .map(|(short, long)| (rule(short), long))
});
/// "Please put Wei down as excused": the order to record is what is said of Wei; "you put Wei as excused" is not.
static PUT_DOWN: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(\b(?:i|we|they|he|she|have|has|had|was|were|'ve|'d|(?:why|when|that|as|because|if|but|and) you|your|the|this|that|my|our) |^you |[.;,] you )?\b(?:put|mark|record|count|list|show|log|note|enter|treat)(?: down)? ([A-Z][\w'. -]{1,40}?)(?: down)? as (?:an? )?",
    )
});
/// "I've got Wei down as absent": what the writer's own list says is what they say.
static OWN_RECORD: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"(?i)\b((?:i|we)(?:'ve| have)(?: got)? [^.;\n]{2,80}?) (?:down|marked|recorded|noted)(?: down)? as ")
});
static SPACES: LazyLock<Regex> = LazyLock::new(|| rule(r"[ \t\u{a0}]{2,}"));
/// "All good except Grace": whoever is no exception was there; not where the exception is one of the record's.
static ALL_WELL: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:all|attendance) (?:good|ok|okay|fine|well) (?P<but>(?:except|excepting|apart from|bar|but for|save for|other than)\b)(?P<who>[^.;\n]*)",
    )
});
static AMENDED: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\b(?:should|must|needs? to|ought|please|make|change|down as|put|mark|did|had)\b"));
/// "All in except Grace": the little word says that they were there.
static ALL_IN: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(all|everyone|everybody|the lot|they|@\d+) in((?: today)? (?:but|except|bar|save|apart from|other than|minus)\b)",
    )
});
static YOU: LazyLock<Regex> = LazyLock::new(|| rule(r"\bu\b"));
static ABOUT: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\b(?:abt|approx|approximately|circa|roughly)\b\.?|~"));
/// Contractions written without their apostrophe.
static CONTRACTED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:was|did|is|has|were|could|would|should|had|have|do|does|are|ca|wo)n(t)|(?:i|you|we|they)(ve)|i(m)|(?:she|he|that|what|where|who|there)(s))\b",
    )
});
/// Courtesies inside a sentence, in which "all" and "everyone" are no students.
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?im)(?:^(?:hi|hello|hey|dear|hiya|morning|good (?:morning|afternoon|evening))(?:(?: there| all| team| everyone| folks| again)*\s|(?: there| all| both| team| everyone| folks| again)*[,!.:-]+ ?)|\b(?:thanks|thank you|cheers)(?: so much| very much)?,? (?:to )?(?:you )?(?:all|everyone|everybody|both)\b)",
    )
});
