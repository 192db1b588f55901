//! Of whom a clause speaks: the writer, another student of the group, or somebody who is nobody's concern here.

use std::sync::LazyLock;

use crate::domain::id::{GroupId, PersonId};
use crate::domain::roster::{Person, Roster};
use crate::inbound::patterns::any_of;
use crate::inbound::tokens::{WordList, listed, phrases, plain, words};
use jiff::civil::Date;
use regex::Regex;

/// Of whom it is said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Subject {
    #[default]
    Writer,
    /// "Tom and I", "we both": the writer, and somebody of the group.
    Both,
    /// Another student of the group.
    Other,
    /// The reader, a relative, a consultant, a train.
    Third,
}

/// The names by which the other students of a group may be called, and who was last called so.
pub struct Others {
    names: Vec<String>,
    /// Those of the writer and of the co-leaders, whom one greets.
    greeted: Vec<String>,
    /// A student of the group was named, so that "he" or "she" may be that one.
    pub met: bool,
}

/// Words that speak of another student without a name.
static FELLOWS: LazyLock<Regex> = LazyLock::new(|| any_of(phrases(FELLOW_PHRASES)));
const FELLOW_PHRASES: &str = "classmate | groupmate | coursemate | another student | other student | someone from the group \
    | someone else in the group | one of the other students | one of the others | fellow student | one of the \
    group | someone in our group | someone else in our group | another member of the group | course mate | group \
    mate";

/// People and things of whom a sentence may say that they cannot come, without being students.
const THIRDS: WordList = WordList::new(
    "mum mother mam dad father sister brother parents friend flatmate housemate partner boyfriend \
    girlfriend wife husband consultant son daughter kid kids child colleague registrar team everyone nobody \
    someone somebody anyone agency nan gran grandma grandmother grandad aunt uncle cousin law patient patients \
    supervisor tutor relief babysitter childminder nursery locksmith plumber landlord bus train taxi uber \
    results people who baby dog firm carer staff",
);

/// Names that are also words: they are names only where one speaks of them as of a person.
const WORDS_TOO: WordList = WordList::new("will may grace mark rose joy hope faith bill rob sue mo art jo an");

impl Others {
    /// The students of a group on a day, but for the writer.
    pub fn new(roster: &Roster, group: GroupId, day: Date, writer: PersonId) -> Self {
        let own = roster.people.get(&writer).map(names_of).unwrap_or_default();
        let others = roster.members(group, day).filter(|m| m.student != writer);
        let people = others.filter_map(|member| roster.people.get(&member.student));
        let names = people.flat_map(names_of).filter(|name| !own.contains(name)).collect();
        let leaders = roster.co_leaders(group, day);
        let greeted =
            leaders.iter().filter_map(|leader| roster.people.get(leader)).flat_map(names_of).chain(own).collect();
        Self { names, greeted, met: false }
    }

    /// Is it the name of anyone of the group or of its leaders?
    pub fn knows(&self, word: &str) -> bool {
        self.names.iter().chain(&self.greeted).any(|name| name == word)
    }

    /// Of whom the words say it that stand in `clause` before the byte `cue`.
    pub fn subject(&mut self, clause: &str, cue: usize) -> Subject {
        let before = clause.get(..cue).unwrap_or(clause);
        let words: Vec<&str> = clause.split(' ').collect();
        let count = before.split(' ').filter(|w| !w.is_empty()).count();
        let fellow = FELLOWS.is_match(before);
        let mut subject = Subject::Writer;
        let mut others = fellow;
        for at in 0..=count.min(words.len().saturating_sub(1)) {
            let around = Nearby::new(&words, at);
            if self.names_a_student(&around) {
                self.met = true;
                others = true;
                if !listed(&TO_WHOM, around.last) {
                    subject = if around.is_with_me() { Subject::Both } else { Subject::Other };
                }
            } else if at < count {
                subject = self.moved(subject, others, &around, count - at);
            }
        }
        if subject == Subject::Writer && is_a_thing(&words, count, clause.get(cue..).unwrap_or_default()) {
            subject = Subject::Third;
        }
        if fellow && (subject == Subject::Third || subject == Subject::Writer && !before.contains("i ")) {
            self.met = true;
            return Subject::Other;
        }
        subject
    }

    /// "And so will Kofi": the same is said of another student.
    pub fn joins(&self, clause: &str) -> bool {
        let words: Vec<&str> = clause.split(' ').collect();
        // "And so" is a conjunction, and stands no longer with its clause.
        if let [verb, name] = words.as_slice() {
            return listed(words!("will is can does do am are has"), verb) && self.names.iter().any(|n| n == name);
        }
        words.windows(3).any(|w| match w {
            [so, verb, name] => {
                listed(words!("so neither nor as"), so)
                    && listed(words!("will is can does do am are has"), verb)
                    && self.names.iter().any(|n| n == name)
            }
            _ => false,
        })
    }

    /// Of whom it is said after one more word; `left` words stand before the verb.
    fn moved(&self, subject: Subject, others: bool, around: &Nearby, left: usize) -> Subject {
        let known = self.met || others;
        match around.word {
            "i" | "me" | "myself" if subject == Subject::Both || (around.last == "and" && others) => Subject::Both,
            "i" => Subject::Writer,
            "we" | "us" if known => Subject::Both,
            "we" => Subject::Writer,
            "he" | "she" | "they" if known => Subject::Other,
            "he" | "she" | "they" => Subject::Third,
            "you" if !around.last.is_empty() && !listed(&NOT_YOU_AFTER, around.last) => Subject::Third,
            // In "stuck with a patient, can't come" the verb is still the writer's.
            word if listed(&THIRDS, word) => {
                let by_the_way =
                    listed(&BY_THE_WAY_AFTER, around.last) || around.writer_before || left > SUBJECT_REACH_WORDS;
                if subject == Subject::Writer && !by_the_way { Subject::Third } else { subject }
            }
            _ => subject,
        }
    }

    /// Is this word the name of one of the group, as one speaks of a person?
    fn names_a_student(&self, around: &Nearby) -> bool {
        let Nearby { word, last, next, .. } = *around;
        if !self.names.iter().any(|name| name == word) {
            return false;
        }
        if !listed(&WORDS_TOO, word) {
            return !listed(words!("hi hello dear hey thanks"), last);
        }
        let spoken_of = listed(&AFTER_A_NAME, next) && !listed(words!("i we you it that in of there"), last);
        let verb = word == "will" && listed(words!("just also may can and"), next);
        let beside = listed(words!("with and both for is"), last) && !listed(words!("may will hope"), word);
        spoken_of && !verb || beside
    }
}

/// All the words of a person's names, as a message would have them.
fn names_of(person: &Person) -> Vec<String> {
    let preferred = person.preferred_name.as_ref().map_or("", |name| name.as_str());
    let words = person.name.as_str().split([' ', '-']).chain(preferred.split([' ', '-']));
    let without_apostrophes = |mut word: String| {
        word.retain(|c| c != '\'');
        word
    };
    words.map(plain).map(without_apostrophes).filter(|word| !word.is_empty()).collect()
}

/// A subject stands at most so far before its verb.
const SUBJECT_REACH_WORDS: usize = 6;

/// After these a name is not of whom it is said.
const TO_WHOM: WordList = WordList::new("with to from for by of at see seen told tell asked ask like after");

/// After these "you" is no subject.
const NOT_YOU_AFTER: WordList =
    WordList::new("thank see to for with told tell let both of at email letting thanks miss join bless help give say");

/// After these a person or thing is mentioned by the way.
const BY_THE_WAY_AFTER: WordList =
    WordList::new("with for to by from of at on in see visit after about no this next last that xday which");

/// What follows a name that is a subject.
const AFTER_A_NAME: WordList = WordList::new(
    "xs is has can will asked told says said was wants might may did does and could texted \
    messaged just also too from had",
);

/// A word with those around it.
struct Nearby<'a> {
    word: &'a str,
    last: &'a str,
    next: &'a str,
    /// The words two before and two after.
    further: (&'a str, &'a str),
    /// An "I" stands before it.
    writer_before: bool,
}

impl<'a> Nearby<'a> {
    fn new(words: &[&'a str], at: usize) -> Self {
        let word = |at: Option<usize>| at.and_then(|at| words.get(at)).copied().unwrap_or_default();
        Self {
            word: word(Some(at)),
            last: word(at.checked_sub(1)),
            next: word(Some(at + 1)),
            further: (word(at.checked_sub(2)), word(Some(at + 2))),
            writer_before: words.iter().take(at).any(|w| *w == "i"),
        }
    }

    /// "Tom and I", "me and Tom", "neither Tom nor I".
    fn is_with_me(&self) -> bool {
        let me = |word| listed(words!("i me myself"), word);
        listed(words!("and nor"), self.next) && me(self.further.1)
            || self.last == "and" && me(self.further.0)
            || self.last == "nor"
    }
}

/// "My alarm did not …", "it is not …": it is said of a thing.
fn is_a_thing(words: &[&str], count: usize, verb: &str) -> bool {
    let before = words.get(..count).unwrap_or_default();
    if let ["my" | "the" | "our", thing] = before {
        return !listed(words!("apologies plan attendance apology absence answer"), thing);
    }
    let pronoun = before.last().is_some_and(|w| listed(words!("it this that there which what"), w));
    pronoun
        && !verb.starts_with("is not look")
        && ["am not", "is not", "are not"].iter().any(|denial| verb.starts_with(denial))
}
