//! The head of a quoted or forwarded letter as text: "From: … Sent: … To: … Subject: …", in the languages of the
//! commonest mail programs, with the bars that stand above it.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use crate::domain::calendar::instant;
use crate::domain::id::Address;

use super::Source;

/// A head with long recipient lists, each name on a line of its own.
const LINES_MAX: usize = 40;
/// Fewer fields than this could be a writer's own list.
const FIELDS_MIN: usize = 3;

/// A head that was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Head {
    /// How many lines it takes up, a bar above it included.
    pub lines: usize,
    pub from: Option<Address>,
    pub from_name: Option<String>,
    pub subject: String,
    pub sent: Option<Timestamp>,
    /// The bar says that the letter is passed on.
    pub says_forwarded: bool,
    /// There was a bar that says that a letter follows.
    pub has_bar: bool,
    /// There was a rule above it.
    pub has_rule: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    From,
    Sent,
    To,
    Cc,
    Subject,
}

/// The names of the fields, in lower case.
const KEYS: [(Key, &[&str]); 5] = [
    (
        Key::From,
        &[
            "from",
            "von",
            "de",
            "da",
            "van",
            "från",
            "fra",
            "od",
            "от",
            "发件人",
            "差出人",
            "kimden",
            "lähettäjä",
            "expéditeur",
            "보낸 사람",
            "remetente",
        ],
    ),
    (
        Key::Sent,
        &[
            "sent",
            "date",
            "gesendet",
            "datum",
            "envoyé",
            "envoyé le",
            "enviado",
            "enviado el",
            "enviada em",
            "fecha",
            "inviato",
            "data",
            "verzonden",
            "skickat",
            "sendt",
            "dato",
            "wysłano",
            "odesláno",
            "отправлено",
            "дата",
            "发送时间",
            "日期",
            "送信日時",
            "日付",
            "gönderildi",
            "lähetetty",
            "message du",
            "enviado em",
        ],
    ),
    (
        Key::To,
        &[
            "to",
            "an",
            "à",
            "para",
            "a",
            "aan",
            "till",
            "til",
            "do",
            "komu",
            "кому",
            "收件人",
            "宛先",
            "kime",
            "vastaanottaja",
            "destinataire",
            "pour",
        ],
    ),
    (
        Key::Cc,
        &["cc", "kopie", "kopia", "copie à", "copie", "bcc", "reply-to", "copia", "抄送", "répondre à", "risposta"],
    ),
    (
        Key::Subject,
        &[
            "subject",
            "betreff",
            "objet",
            "asunto",
            "oggetto",
            "onderwerp",
            "ämne",
            "emne",
            "temat",
            "předmět",
            "тема",
            "主题",
            "件名",
            "assunto",
            "konu",
            "aihe",
            "sujet",
            "제목",
        ],
    ),
];

/// What stands between the dashes of a bar above a quoted letter.
const ORIGINAL: [&str; 17] = [
    "original message",
    "original-nachricht",
    "ursprüngliche nachricht",
    "originalnachricht",
    "message d'origine",
    "message original",
    "mensaje original",
    "messaggio originale",
    "mensagem original",
    "oorspronkelijk bericht",
    "ursprungligt meddelande",
    "original appointment",
    "message d’origine",
    "reply message",
    "antwort nachricht",
    "oprindelig besked",
    "oprindelig meddelelse",
];

/// What stands in a bar above a letter that is passed on.
const FORWARDED: [&str; 14] = [
    "forwarded message",
    "begin forwarded message",
    "forwarded by",
    "forwarded mail",
    "weitergeleitete nachricht",
    "anfang der weitergeleiteten",
    "message transféré",
    "début du message",
    "mensaje reenviado",
    "messaggio inoltrato",
    "inizio messaggio inoltrato",
    "mensagem encaminhada",
    "doorgestuurd bericht",
    "vidarebefordrat meddelande",
];

/// Is there a head of a quoted or forwarded letter at the head of these lines? A bar alone is one too.
pub fn at_head(lines: &[Source], zone: &TimeZone) -> Option<Head> {
    let first = lines.first()?;
    let mut head = Head::default();
    let mut used = 0;
    if let Some(bar) = bar(&first.text) {
        head.says_forwarded = bar == Bar::Forwarded;
        head.has_rule = bar == Bar::Rule;
        head.has_bar = !head.has_rule;
        used = 1 + lines.iter().skip(1).take(2).take_while(|line| line.text.trim().is_empty()).count();
    }
    let found = fields(lines.get(used..).unwrap_or_default(), first.depth, head.has_bar, zone, &mut head);
    match found {
        Some(count) => head.lines = used + count,
        None if head.has_bar => head.lines = 1,
        None => return None,
    }
    Some(head)
}

#[derive(Debug, PartialEq, Eq)]
enum Bar {
    Original,
    Forwarded,
    /// Underscores, which people also draw.
    Rule,
}

fn bar(text: &str) -> Option<Bar> {
    const LENGTH_MAX: usize = 120;
    let text = text.trim();
    if text.len() > LENGTH_MAX || text.is_empty() {
        return None;
    }
    if text.len() >= 10 && text.chars().all(|c| c == '_') {
        return Some(Bar::Rule);
    }
    let is_drawn = text.starts_with(['-', '*', '_', '=', '>', '—', '–']);
    if !is_drawn && !text.ends_with(':') {
        return None;
    }
    let words = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    if FORWARDED.iter().any(|known| words.starts_with(known)) {
        return Some(Bar::Forwarded);
    }
    (is_drawn && ORIGINAL.iter().any(|known| words.starts_with(known))).then_some(Bar::Original)
}

/// Reads the fields and says how many lines they take up; nothing where they are too few to be a head.
fn fields(lines: &[Source], depth: u16, has_bar: bool, zone: &TimeZone, head: &mut Head) -> Option<usize> {
    let mut known: Vec<Key> = Vec::new();
    let mut proof = Proof::default();
    let mut used = 0;
    for (at, line) in lines.iter().take(LINES_MAX).enumerate() {
        let text = line.text.trim();
        if line.depth != depth {
            break;
        }
        if text.is_empty() {
            // Under a bar, some telephones leave empty lines between the fields.
            let goes_on = has_bar && !known.contains(&Key::Subject) && next_is_field(lines.get(at + 1..));
            if goes_on { continue } else { break }
        }
        match field(text) {
            Some((key, value)) if at > 0 || matches!(key, Key::From | Key::Sent) || has_bar => {
                note(key, value, zone, head);
                proof.note(key, value);
                known.push(key);
                used = at + 1;
            }
            _ if at > 0 && goes_on(text, &known) => used = at + 1,
            _ => break,
        }
    }
    let is_ruled = head.has_rule;
    let is_one_line = known == [Key::From] && lines.first().is_some_and(|line| holds_whole_head(&line.text, is_ruled));
    known.sort_by_key(|key| *key as u8);
    known.dedup();
    let is_head = known.len() >= FIELDS_MIN
        && known.contains(&Key::From)
        && (known.contains(&Key::Sent) || known.contains(&Key::Subject));
    let is_proven = known.len() >= 2 && proof.address && proof.time;
    (is_head || is_one_line || is_proven || (has_bar && known.len() >= 2)).then_some(used)
}

/// What two fields must show where there are no more: somebody's address, and the time of day.
#[derive(Default)]
struct Proof {
    address: bool,
    time: bool,
}

impl Proof {
    fn note(&mut self, key: Key, value: &str) {
        self.address |= matches!(key, Key::From | Key::To) && value.contains('@');
        let is_clock = |word: &str| word.split_once(':').is_some_and(|(hour, rest)| is_number(hour) && is_number(rest));
        self.time |= key == Key::Sent && value.split_whitespace().any(is_clock);
    }
}

fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

fn next_is_field(below: Option<&[Source]>) -> bool {
    const EMPTY_LINES_MAX: usize = 3;
    let mut below = below.unwrap_or_default().iter().take(EMPTY_LINES_MAX).map(|line| line.text.trim());
    below.find(|text| !text.is_empty()).is_some_and(|text| field(text).is_some())
}

/// The rest of a sender, of a list of recipients or of a long subject; or a field that is not looked at.
fn goes_on(text: &str, known: &[Key]) -> bool {
    const NAME_WORDS_MAX: usize = 2;
    let is_other_field = text.split_once(": ").is_some_and(|(name, _)| {
        name.split(' ').count() <= NAME_WORDS_MAX && name.starts_with(char::is_uppercase) && !name.contains(',')
    });
    match known.last() {
        None => false,
        Some(Key::From) => text.starts_with(['<', '[']) || text.ends_with([']', '>']) || is_other_field,
        Some(_) => !known.contains(&Key::Subject),
    }
}

/// A head that a poor converter left on one line.
fn holds_whole_head(text: &str, is_ruled: bool) -> bool {
    let others = [" Sent:", " Date:", " To:", " Subject:"].iter().filter(|key| text.contains(*key)).count();
    text.contains('@') && others >= if is_ruled { 1 } else { 2 }
}

fn field(text: &str) -> Option<(Key, &str)> {
    let (name, value) = text.split_once([':', '：'])?;
    let name = name.trim_matches(['*', ' ', '_']).to_lowercase();
    let (key, _) = KEYS.iter().find(|(_, names)| names.contains(&name.as_str()))?;
    Some((*key, value.trim().trim_start_matches('*').trim()))
}

fn note(key: Key, value: &str, zone: &TimeZone, head: &mut Head) {
    match key {
        Key::From if head.from.is_none() && head.from_name.is_none() => {
            let separators = |c: char| c.is_whitespace() || "<>[]()\"',;".contains(c);
            head.from = value.split(separators).find_map(|word| Address::new(word.trim_start_matches("mailto:")).ok());
            let name = value.split(['<', '[']).next().unwrap_or_default().trim_matches(['"', '*', ' ', '\'']);
            head.from_name = Some(name.to_owned()).filter(|name| !name.is_empty() && !name.contains('@'));
        }
        Key::Sent if head.sent.is_none() => head.sent = moment(value, zone),
        Key::Subject if head.subject.is_empty() => value.clone_into(&mut head.subject),
        _ => {}
    }
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A date in English words and a time, in whatever order: `18 February 2027 11:58`, `Monday, September 7, 2026 3:14 PM`.
fn moment(value: &str, zone: &TimeZone) -> Option<Timestamp> {
    let lower = value.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty()).collect();
    let month = words
        .iter()
        .find_map(|word| MONTHS.iter().position(|month| word.starts_with(month)))
        .and_then(|at| i8::try_from(at + 1).ok())?;
    let number = |word: &&str| word.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h', '.']).parse::<i16>().ok();
    let day = words.iter().filter_map(number).find(|n| (1..=31).contains(n))?;
    let year = words.iter().filter_map(number).find(|n| (2000..=2100).contains(n))?;
    let date = Date::new(year, month, i8::try_from(day).ok()?).ok()?;
    let clock = words.iter().find(|word| word.contains(':')).copied().unwrap_or("0:00");
    let mut parts = clock.split(':');
    let digits = |part: &str| part.chars().take_while(char::is_ascii_digit).collect::<String>().parse::<i8>().ok();
    let mut hour = digits(parts.next()?)?;
    let minute = digits(parts.next()?)?;
    let says = |half: &str| words.contains(&half) || clock.ends_with(half);
    if says("pm") && hour < 12 {
        hour += 12;
    } else if says("am") && hour == 12 {
        hour = 0;
    }
    Some(instant(date, Time::new(hour, minute, 0, 0).ok()?, zone))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inbound::letter::PlainText;

    fn found(text: &str) -> Option<Head> {
        let plain = PlainText { text: text.to_owned(), ..PlainText::default() };
        at_head(&super::super::flowed::lines(&plain), &TimeZone::UTC)
    }

    #[test]
    fn heads_of_many_programs_are_known() {
        for (text, lines) in [
            ("________________________________\nFrom: B <b@x.example>\nSent: 1 May 2027\nTo: T\nSubject: s\n\nDear", 5),
            ("-----Original Message-----\nFrom: B <b@x.example> \nSent: 1 May 2027\nTo: T\nSubject: s", 5),
            ("Von: B <b@x.example>\nGesendet: Dienstag, 1. Mai 2027\nAn: T\nBetreff: s", 4),
            ("De : B <b@x.example>\nEnvoyé : mardi\nÀ : T\nObjet : s", 4),
            ("*From:* B <b@x.example>\n*Sent:* x\n*To:* T <t@x.example>;\n  U <u@x.example>\n*Subject:* s", 5),
            ("Begin forwarded message:\n\nFrom: B <b@x.example>\nDate: 1 May 2027\nTo: T\nSubject: s", 6),
            (
                "---------- Forwarded message ---------\nFrom: B <b@x.example>\nDate: x\nSubject: s\nTo: <t@x.example>",
                5,
            ),
            ("------- Original Message -------\nOn Monday", 1),
            ("From: B <b@x.example> Sent: 1 May 2027 To: T Subject: s", 1),
            ("______________\nFrom: b@x.example Date: Thu, 24 Mar 2027 08:07:12 -0700\nDear", 2),
            ("From: B \n<b@x.example>\nSent: 1 May 2027\nTo: T\nSubject: s", 5),
            ("Da: B\nRisposta: L\nData: 1 maggio\nA: T\nOggetto: s", 5),
            ("Message du : 1/5/2027 13:20\nDe : \"B\" <b@x.example>\nA : t@x.example\nSujet : s", 4),
            ("Date: Sat, 1 May 2027 10:15:02 +0000\nTo: t@x.example\n\nDear", 2),
            ("-----Original Message-----\nFrom: B <b@x.example>\n\nDate: x\nTo:<t@x.example>\n\n\nSubject: s", 8),
        ] {
            assert_eq!(found(text).map(|head| head.lines), Some(lines), "{text}");
        }
    }

    #[test]
    fn a_writers_own_lists_are_no_heads() {
        for text in [
            "From: 2pm\nTo: 3pm",
            "From: me\nTo: you",
            "______________________________\nAll present",
            "Date: Tuesday\nTo: note",
            "original message was fine",
            "Date: Wednesday 3 October 2026\nTime: 7:00\nAddress: Fox Street",
            "Date: Tuesday 24th, 13:00\nTo: both groups\nI cannot come",
            "From: me\nAbsent: Tom\nLate: May\nPresent: the rest",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn the_fields_of_a_head_are_read() {
        let head = found(
            "From: \"J. Moreau\" <JL@st.example>\nSent: Monday, September 7, 2026 3:14 PM\nTo: T\nSubject: next two",
        )
        .unwrap();
        assert_eq!(head.from.unwrap().as_str(), "jl@st.example");
        assert_eq!(head.from_name.as_deref(), Some("J. Moreau"));
        assert_eq!(head.subject, "next two");
        assert_eq!(head.sent.unwrap().to_string(), "2026-09-07T15:14:00Z");
        assert_eq!(moment("18 February 2027 11:58", &TimeZone::UTC).unwrap().to_string(), "2027-02-18T11:58:00Z");
    }
}
