//! A letter of ours as the person who gets it sees it: the bytes opened by a mail program, and nothing else. People know
//! what they read here and their own timetable; the daemon's tables are closed to them.

use jiff::Timestamp;
use jiff::civil::Date;
use mail_parser::{Addr, HeaderValue, MessageParser};

use crate::domain::id::PersonId;
use crate::domain::roster::{Person, Roster, weekday_name};

/// A letter that was opened.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct InHand {
    /// What the letter says that it is, in its `X-Balintd` field.
    pub kind: String,
    /// The display name of From.
    pub from: String,
    pub from_address: String,
    pub reply_to: Option<String>,
    pub to: Vec<String>,
    pub cc: Vec<String>,
    pub subject: String,
    pub body: String,
    /// Without angle brackets, as are the next two.
    pub message_id: String,
    pub in_reply_to: Option<String>,
    pub references: Vec<String>,
    pub sent: Timestamp,
}

impl InHand {
    /// Opens a letter; none where no mail program could.
    pub fn open(raw: &[u8]) -> Option<Self> {
        let message = MessageParser::default().parse(raw)?;
        let from = message.from().and_then(|from| from.first());
        let addresses = |field: Option<&mail_parser::Address>| -> Vec<String> {
            let addresses = field.map(|field| field.iter().filter_map(Addr::address).map(str::to_lowercase));
            addresses.into_iter().flatten().collect()
        };
        let ids = |value: &HeaderValue| -> Vec<String> {
            value.as_text_list().map(|list| list.iter().map(ToString::to_string).collect()).unwrap_or_default()
        };
        let date = message.date()?;
        Some(Self {
            kind: message.header_raw("X-Balintd").unwrap_or_default().trim().to_owned(),
            from: from.and_then(Addr::name).unwrap_or_default().to_owned(),
            from_address: from.and_then(Addr::address).unwrap_or_default().to_owned(),
            reply_to: addresses(message.reply_to()).into_iter().next(),
            to: addresses(message.to()),
            cc: addresses(message.cc()),
            subject: message.subject().unwrap_or_default().to_owned(),
            body: message.body_text(0)?.replace('\r', ""),
            message_id: message.message_id().unwrap_or_default().to_owned(),
            in_reply_to: ids(message.in_reply_to()).into_iter().next(),
            references: ids(message.references()),
            sent: Timestamp::from_second(date.to_timestamp()).ok()?,
        })
    }

    /// Where an answer goes.
    pub fn answer_to(&self) -> &str {
        self.reply_to.as_deref().unwrap_or(&self.from_address)
    }

    /// The days that the letter speaks of, those of the subject first, in the year that is nearest.
    pub fn days(&self, today: Date) -> Vec<Date> {
        let mut days = days_in(&self.subject, today);
        days.extend(days_in(&self.body, today));
        days
    }

    /// Those of some people whom the text names whole.
    pub fn names<'a>(&self, people: impl IntoIterator<Item = &'a Person>) -> Vec<PersonId> {
        let text = format!("{}\n{}", self.subject, self.body);
        let named = |person: &&Person| whole_names(person).iter().any(|name| has_words(&text, name));
        people.into_iter().filter(named).map(|person| person.id).collect()
    }

    /// Those of some people who stand in the list under a heading that begins so.
    pub fn listed_under<'a>(&self, heading: &str, people: impl IntoIterator<Item = &'a Person>) -> Vec<PersonId> {
        let lines = self.body.lines().skip_while(|line| !line.starts_with(heading));
        let list: Vec<&str> = lines.skip(1).take_while(|line| !line.is_empty()).collect();
        let is_listed = |person: &&Person| {
            let names = whole_names(person);
            list.iter().any(|line| names.iter().any(|name| has_words(line, name)))
        };
        people.into_iter().filter(is_listed).map(|person| person.id).collect()
    }
}

/// The ways in which a letter can name somebody so that nobody else is meant.
pub fn whole_names(person: &Person) -> Vec<String> {
    let name = plain(person.name.as_str()).to_owned();
    let mut names = Vec::new();
    if let Some(preferred) = &person.preferred_name
        && let Some((_, last)) = name.rsplit_once(' ')
    {
        names.push(format!("{preferred} {last}", preferred = preferred.as_str()));
    }
    names.push(name);
    names
}

/// A name without its title.
pub fn plain(name: &str) -> &str {
    use crate::domain::roster::TITLES;
    match name.split_once(' ') {
        Some((first, rest)) if TITLES.contains(&first.trim_end_matches('.').to_lowercase().as_str()) => rest,
        _ => name,
    }
}

/// Everyone of the roster with such ids.
pub fn people<'a>(roster: &'a Roster, ids: &[PersonId]) -> Vec<&'a Person> {
    ids.iter().filter_map(|id| roster.people.get(id)).collect()
}

/// Does the text have these words, not as a part of longer ones?
pub fn has_words(text: &str, words: &str) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(words).any(|(at, found)| {
        let before = text.get(..at).and_then(|t| t.chars().next_back());
        let after = text.get(at + found.len()..).and_then(|t| t.chars().next());
        !is_letter(before) && !is_letter(after)
    })
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Every "24 November" of a text, in the year in which it is nearest to today.
fn days_in(text: &str, today: Date) -> Vec<Date> {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let day = |pair: &[&str]| {
        let [day, month] = pair else { return None };
        let month = (1i8..).zip(MONTHS).find(|(_, name)| name == month)?.0;
        let day: i8 = day.parse().ok()?;
        let years = [today.year() - 1, today.year(), today.year() + 1];
        let dates = years.iter().filter_map(|year| Date::new(*year, month, day).ok());
        dates.min_by_key(|date| (*date - today).get_days().abs())
    };
    words.windows(2).filter_map(day).collect()
}

/// "Tuesday", "24", "November" of a day.
pub fn spoken(day: Date) -> (&'static str, i8, &'static str) {
    let month = usize::try_from(day.month() - 1).ok().and_then(|nth| MONTHS.get(nth));
    (weekday_name(day.weekday()), day.day(), month.copied().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const RAW: &str = "From: Helen Marsh and Daniel Osei <balint@kingsmead.example>\r\n\
        To: Wei Xu <wei@students.kingsmead.example>\r\nReply-To: <balint+abc@kingsmead.example>\r\n\
        Subject: Balint group on Tuesday 5 January\r\nDate: Tue, 24 Nov 2026 09:00:00 +0000\r\n\
        Message-ID: <1@kingsmead.example>\r\nX-Balintd: reminder\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\
        Dear Wei,\r\n\r\nExpected:\r\n- Wei Xu\r\n- Seun Obi\r\n\r\nApologies, marked already:\r\n- Siân Rees\r\n";

    #[test]
    fn a_letter_is_read_from_its_bytes() {
        let letter = InHand::open(RAW.as_bytes()).unwrap();
        assert_eq!(letter.kind, "reminder");
        assert_eq!(letter.answer_to(), "balint+abc@kingsmead.example");
        assert_eq!(letter.from, "Helen Marsh and Daniel Osei");
        assert_eq!(letter.days(date(2026, 11, 24)), [date(2027, 1, 5)]);
        assert_eq!(letter.message_id, "1@kingsmead.example");
    }

    #[test]
    fn lists_stand_under_their_headings() {
        let roster = super::super::school::school(1, 1);
        let mut person = roster.people.values().next().unwrap().clone();
        person.name = crate::domain::id::Name::new("Oluwaseun Obi").unwrap();
        person.preferred_name = crate::domain::id::Name::new("Seun").ok();
        let letter = InHand::open(RAW.as_bytes()).unwrap();
        assert_eq!(letter.listed_under("Expected:", [&person]), [person.id]);
        assert!(letter.listed_under("Apologies", [&person]).is_empty());
    }

    #[test]
    fn a_name_is_no_part_of_another() {
        assert!(has_words("with Ann Lee, who", "Ann Lee"));
        assert!(!has_words("with Ann Leeson", "Ann Lee"));
    }
}
