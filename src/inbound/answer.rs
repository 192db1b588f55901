//! An answer to our question about an earlier message: one of the readings that we offered, by its number or its words,
//! or the name that was not clear; for a student, by the word before its colon. The earlier message is then read again with what we know now.
//!
//! An answer that says something of its own is left as it was read, unless it says less than the message before it.

use std::sync::LazyLock;

use regex::Regex;

use crate::domain::id::PersonId;
use crate::domain::said::CoLeaderSays;

use super::co_leader::{read_by_rules, read_settled};
use super::firm_head;
use super::names::{Mention, Roll, mark, rule};
use super::reading::{Evidence, Line, Read, Reading, Said, Scene, Sender, Words};
use super::student;

/// What an answer chooses.
enum Choice {
    /// One of the readings offered, in its words.
    Reading(String),
    /// Whom the unclear names mean.
    Names(Vec<PersonId>),
}

/// The reading of an answer, given the reading of the message that we asked about. `scene` is that of the answer, with
/// the letter that the first message answered.
pub fn to_question(reading: Reading, earlier: &Reading, scene: &Scene<'_>) -> Reading {
    if !reading.aside.is_empty() {
        return reading;
    }
    let today = scene.calendar.day(scene.now);
    let roll = match reading.sender {
        Sender::CoLeader { group, .. } => Roll::of_group(scene.roster, group, today),
        Sender::FirmHead { firm_head } => Roll::of_firm(scene.roster, firm_head, today),
        Sender::Student { .. } => {
            let sentence = student::chosen(&reading.words, &earlier.likely).map(str::to_owned);
            return match sentence {
                Some(sentence) => again(reading, &sentence, &[], scene),
                None => reading,
            };
        }
        _ => return reading,
    };
    match choice(&reading, earlier, &roll) {
        Some(Choice::Reading(text)) => again(reading, &text, &[], scene),
        Some(Choice::Names(settled)) => again(reading, &earlier.words, &settled, scene),
        None if YES.is_match(&bare(&reading.words)) => doubted(reading, "a yes to a question that has no yes"),
        None if says_less(&reading.said, &earlier.said) => doubted(reading, "it says less than the message before"),
        None => reading,
    }
}

fn doubted(reading: Reading, doubt: &str) -> Reading {
    let mut reading = Reading { acts: false, ..reading };
    reading.evidence.push(Evidence::doubt(doubt));
    reading
}

/// Reads words in the place of the answer's own.
fn again(answer: Reading, text: &str, settled: &[PersonId], scene: &Scene<'_>) -> Reading {
    let words = words_of(text);
    let chosen = Evidence { rule: "chosen".to_owned(), words: answer.words.clone() };
    match answer.sender {
        Sender::CoLeader { leader, group } if settled.is_empty() => {
            with(answer, read_by_rules(&words, scene, leader, group), Said::CoLeader, chosen)
        }
        Sender::CoLeader { leader, group } => {
            with(answer, read_settled(&words, scene, leader, group, settled), Said::CoLeader, chosen)
        }
        Sender::FirmHead { firm_head } => {
            with(answer, firm_head::read_settled(&words, scene, firm_head, settled), Said::FirmHead, chosen)
        }
        Sender::Student { student, group } => {
            with(answer, student::read_student(&words, scene, student, group), Said::Student, chosen)
        }
        _ => answer,
    }
}

fn with<T>(answer: Reading, read: Read<T>, said: impl FnOnce(T) -> Said, chosen: Evidence) -> Reading {
    let evidence = std::iter::once(chosen).chain(read.evidence).collect();
    Reading { said: said(read.says), acts: read.acts, likely: read.likely, evidence, ..answer }
}

fn words_of(text: &str) -> Words {
    let lines = text.lines().map(|line| Line { text: line.to_owned(), answers: None }).collect();
    Words { lines, ..Words::default() }
}

fn choice(answer: &Reading, earlier: &Reading, roll: &Roll) -> Option<Choice> {
    let text = bare(&answer.words);
    let offered = |place: usize| earlier.likely.get(place).cloned();
    let by_words = || earlier.likely.iter().find(|one| bare(one) == text).cloned();
    let is_sole = earlier.likely.len() == 1 && YES.is_match(&text);
    let chosen = number(&text).map_or_else(|| by_words().or_else(|| offered(0).filter(|_| is_sole)), offered);
    if let Some(chosen) = chosen {
        let names = clear_names(&chosen, roll);
        return Some(if has_unclear(&earlier.said) { Choice::Names(names) } else { Choice::Reading(chosen) });
    }
    let is_name = has_unclear(&earlier.said) && ONLY_NAMES.is_match(&mark(&text, roll).text);
    Some(clear_names(&text, roll)).filter(|names| is_name && !names.is_empty()).map(Choice::Names)
}

/// The words without greeting, thanks and marks at the end.
fn bare(text: &str) -> String {
    let text = text.replace(['\n', '\r'], " ");
    let text = THANKS.replace_all(&text, "");
    text.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

fn number(text: &str) -> Option<usize> {
    let found = NUMBER.captures(text)?;
    let words = ["1", "one", "first", "2", "two", "second", "3", "three", "third"];
    let said = found.name("number")?.as_str().to_lowercase();
    words.iter().position(|word| *word == said).map(|place| place / 3)
}

fn clear_names(text: &str, roll: &Roll) -> Vec<PersonId> {
    let mentions = mark(text, roll).mentions;
    if mentions.iter().any(Mention::is_unclear) {
        return Vec::new();
    }
    mentions.iter().flat_map(Mention::people).copied().collect()
}

fn has_unclear(said: &Said) -> bool {
    match said {
        Said::CoLeader(says) => !says.unclear.is_empty(),
        Said::FirmHead(_) => true,
        _ => false,
    }
}

/// It gives a register and leaves out somebody whom the first message spoke of.
fn says_less(said: &Said, earlier: &Said) -> bool {
    let (Said::CoLeader(now), Said::CoLeader(before)) = (said, earlier) else {
        return false;
    };
    let speaks_of = |says: &CoLeaderSays, student: &PersonId| says.marks.contains_key(student);
    now.rest.is_some() && before.marks.keys().any(|student| !speaks_of(now, student))
}

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^(?:it's |it is |it was |i mean |i meant |yes,? |option |number |no\.? |the |answer )*(?P<number>[123]|one|two|three|first|second|third)(?: one| option| please| is (?:right|correct))*$",
    )
});
static YES: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)^(?:yes|yep|yeah|ok|okay|correct|right|exactly|that's (?:it|right)|indeed|,|\s)+$"));
/// Marked names and the small words around them.
static ONLY_NAMES: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^(?:@\d+|it's|it is|it was|that's|that is|that was|i mean|i meant|meaning|yes|sorry|and|both|the|one|obviously|of course|please|[\s,&.!:-])+$",
    )
});
static THANKS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^\W*(?:hi|hello|hey|dear)(?: there| all| team| balint(?: team| groups?)?)*[,.! ]+|[,.! ]+(?:many |with )?(?:thanks|thank you|cheers|best wishes|best|regards|kind regards)\b.{0,40}$",
    )
});

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::inbound::co_leader::tests::world::{Case, World};
    use crate::inbound::{About, Class, read_co_leader};

    /// What a leader wrote, read as the daemon does.
    fn reading(case: &Case, world: &World, scene: &Scene<'_>) -> Reading {
        let leader = world.person(&case.who);
        let group = world.group_of(leader);
        let read = read_co_leader(&case.as_words(), scene, leader, group);
        Reading {
            class: Class::Human,
            sender: Sender::CoLeader { leader, group },
            said: Said::CoLeader(read.says),
            acts: read.acts,
            vouched: true,
            aside: BTreeSet::new(),
            words: case.words.clone(),
            evidence: read.evidence,
            likely: read.likely,
        }
    }

    /// What comes of an answer to our question about a register.
    fn answered(first: &str, answer: &str) -> String {
        let world = World::new();
        let case = |words: &str| {
            Case::of_line(&format!("helen register_request 9 @2027-02-09T16:00 | {words} | asks")).unwrap()
        };
        let (first, answer) = (case(first), case(answer));
        let group = world.group_of(world.person("helen"));
        let about = first.kind.map(|kind| About { group: Some(group), ..first.about(&world, kind) });
        let scene = Scene { roster: &world.roster, calendar: &world.calendar, now: first.now, about: about.as_ref() };
        let earlier = reading(&first, &world, &scene);
        assert!(!earlier.acts, "{}", first.words);
        let read = to_question(reading(&answer, &world, &scene), &earlier, &scene);
        let Said::CoLeader(says) = &read.said else { panic!("{read:?}") };
        let marks = says.marks.iter().map(|(who, mark)| format!("{} {mark:?}", world.name(*who)));
        let rest = says.rest.map(|rest| format!("rest {rest:?}"));
        let asks = (!read.acts).then(|| "asks".to_owned());
        marks.chain(rest).chain(asks).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn a_number_or_a_name_says_whom_an_unclear_name_means() {
        let nguyen = "tom.nguyen Absent; wei.xu Absent; rest Present";
        for answer in
            ["2", "2.", "The second one please", "Hi,\n2\nThanks, Helen", "Tom Nguyen", "Sorry, I meant Tom N."]
        {
            assert_eq!(answered("Only Tom and Wei missing", answer), nguyen, "{answer}");
        }
        assert_eq!(answered("Only Tom missing", "both"), "asks", "no number, no name");
        let both = "thomas.bradley Absent; tom.nguyen Absent; rest Present";
        assert_eq!(answered("Only Tom missing", "Tom Bradley and Tom Nguyen"), both);
    }

    #[test]
    fn an_answer_of_its_own_is_read_as_it_stands_and_may_not_say_less() {
        let whole = answered("Only Tom and Wei missing", "Tom Nguyen and Wei were missing, the rest were there");
        assert_eq!(whole, "tom.nguyen Absent; wei.xu Absent; rest Present");
        assert!(answered("Only Tom and Wei missing", "Tom Nguyen was missing").ends_with("asks"));
        assert!(answered("Only Tom missing", "Yes").ends_with("asks"), "a yes chooses nothing of two");
    }

    #[test]
    fn whatever_is_offered_is_read_back_as_it_stands() {
        let world = World::new();
        let tables = [include_str!("co_leader/tests/registers.txt"), include_str!("co_leader/tests/orders.txt")];
        let mut offered = 0;
        for case in tables.into_iter().flat_map(str::lines).filter_map(Case::of_line) {
            let leader = world.person(&case.who);
            let group = world.group_of(leader);
            let about = case.kind.map(|kind| About { group: Some(group), ..case.about(&world, kind) });
            let scene =
                Scene { roster: &world.roster, calendar: &world.calendar, now: case.now, about: about.as_ref() };
            let earlier = reading(&case, &world, &scene);
            if has_unclear(&earlier.said) {
                continue;
            }
            for (place, text) in earlier.likely.iter().enumerate() {
                offered += 1;
                let line = format!("{} none | {} | asks", case.who, place + 1);
                let number = Case::of_line(&line).unwrap();
                let answer = Reading { sender: earlier.sender.clone(), ..reading(&number, &world, &scene) };
                let read = to_question(answer, &earlier, &scene);
                assert!(read.acts, "{text} offered for {:?}: {:?}", case.words, read.evidence);
                let again = super::again(earlier.clone(), text, &[], &scene);
                assert_eq!(read.said, again.said);
            }
        }
        assert!(offered > 50, "{offered}");
    }
}
