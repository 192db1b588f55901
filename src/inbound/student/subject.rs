//! Of whom a clause speaks: the writer, another student of the group, or somebody who is nobody's concern here.

use crate::domain::id::{GroupId, PersonId};
use crate::domain::roster::Roster;
use crate::inbound::tokens::{listed, tokens};
use jiff::civil::Date;

/// Of whom it is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
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
    /// A student of the group was named, so that "he" or "she" may be that one.
    pub met: bool,
}

/// Words that speak of another student without a name.
const FELLOWS: &[&str] = &[
    "classmate",
    "groupmate",
    "coursemate",
    "another student",
    "other student",
    "someone from the group",
    "someone else in the group",
    "one of the other students",
    "one of the others",
    "fellow student",
    "one of the group",
    "someone in our group",
    "someone else in our group",
    "another member of the group",
    "course mate",
    "group mate",
];

/// People and things of whom a sentence may say that they cannot come, without being students.
const THIRDS: &[&str] = &[
    "mum",
    "mother",
    "mam",
    "dad",
    "father",
    "sister",
    "brother",
    "parents",
    "friend",
    "flatmate",
    "housemate",
    "partner",
    "boyfriend",
    "girlfriend",
    "wife",
    "husband",
    "consultant",
    "son",
    "daughter",
    "kid",
    "kids",
    "child",
    "colleague",
    "registrar",
    "team",
    "everyone",
    "nobody",
    "someone",
    "somebody",
    "anyone",
    "agency",
    "nan",
    "gran",
    "grandma",
    "grandmother",
    "grandad",
    "aunt",
    "uncle",
    "cousin",
    "law",
    "patient",
    "patients",
    "supervisor",
    "tutor",
    "relief",
    "babysitter",
    "childminder",
    "nursery",
    "locksmith",
    "plumber",
    "landlord",
    "bus",
    "train",
    "taxi",
    "uber",
    "results",
    "one",
    "people",
    "who",
    "baby",
    "dog",
    "firm",
    "carer",
    "staff",
];

/// Names that are also words: they are names only where one speaks of them as of a person.
const WORDS_TOO: &[&str] = &[
    "will", "may", "grace", "mark", "rose", "joy", "hope", "faith", "bill", "rob", "sue", "mo", "art", "jo", "an",
];

impl Others {
    /// The students of a group on a day, but for the writer.
    pub fn new(roster: &Roster, group: GroupId, day: Date, writer: PersonId) -> Self {
        let mut names = Vec::new();
        for member in roster.members(group, day).filter(|m| m.student != writer) {
            if let Some(person) = roster.people.get(&member.student) {
                let preferred = person.preferred_name.as_ref().map_or("", |n| n.as_str());
                for token in tokens(person.name.as_str()).iter().chain(&tokens(preferred)) {
                    names.push(token.word.clone());
                }
            }
        }
        if let Some(writer) = roster.people.get(&writer) {
            let own = tokens(writer.name.as_str());
            let preferred = writer
                .preferred_name
                .as_ref()
                .map(|n| tokens(n.as_str()))
                .unwrap_or_default();
            names.retain(|name| !own.iter().chain(&preferred).any(|t| t.word == *name));
        }
        Self { names, met: false }
    }

    /// Of whom the words say it that stand in `clause` before the byte `cue`.
    pub fn subject(&mut self, clause: &str, cue: usize) -> Subject {
        let before = clause.get(..cue).unwrap_or(clause);
        let all: Vec<&str> = clause.split(' ').collect();
        let count = before.split(' ').filter(|w| !w.is_empty()).count();
        let mut subject = Subject::Writer;
        let mut fellows = self.fellow(before);
        for (at, word) in all.iter().enumerate().take(count + 1) {
            let next = all.get(at + 1).copied().unwrap_or_default();
            let last = if at == 0 {
                ""
            } else {
                all.get(at - 1).copied().unwrap_or_default()
            };
            if self.names_a_student(word, next, last)
                && listed(
                    "with to from for by of at see seen told tell asked ask like after ask",
                    last,
                )
            {
                self.met = true;
                fellows = true;
                continue;
            }
            if self.names_a_student(word, next, last) {
                fellows = true;
                self.met = true;
                let with_me = matches!((last, next), (_, "and"))
                    && matches!(all.get(at + 2), Some(&"i" | &"me" | &"myself"))
                    || last == "and" && matches!(all.get(at.wrapping_sub(2)), Some(&"i" | &"me" | &"myself"))
                    || last == "nor"
                    || next == "nor" && all.get(at + 2) == Some(&"i");
                subject = if with_me { Subject::Both } else { Subject::Other };
                continue;
            }
            if at >= count {
                break;
            }
            subject = match *word {
                "i" | "me" | "myself" if subject == Subject::Both || (last == "and" && fellows) => Subject::Both,
                "i" => Subject::Writer,
                "we" | "us" if fellows || self.met => Subject::Both,
                "we" => Subject::Writer,
                "he" | "she" | "they" if self.met || fellows => Subject::Other,
                "he" | "she" | "they" => Subject::Third,
                "you"
                    if !matches!(
                        last,
                        "thank"
                            | "see"
                            | "to"
                            | "for"
                            | "with"
                            | "told"
                            | "tell"
                            | "let"
                            | "both"
                            | "of"
                            | "at"
                            | "email"
                            | "letting"
                            | "thanks"
                            | ""
                            | "miss"
                            | "join"
                            | "bless"
                            | "help"
                            | "give"
                            | "say"
                    ) =>
                {
                    Subject::Third
                }
                word if THIRDS.contains(&word)
                    && subject == Subject::Writer
                    && !all.iter().take(at).any(|w| *w == "i")
                    && !said_of_me(&all, at, count) =>
                {
                    Subject::Third
                }
                _ => subject,
            };
        }
        // "My alarm did not …": a thing of which it is said.
        if let [.., "my" | "the" | "our", thing] = all.get(..count).unwrap_or_default()
            && count == 2
            && !matches!(
                *thing,
                "apologies" | "plan" | "attendance" | "apology" | "absence" | "answer"
            )
            && subject == Subject::Writer
        {
            subject = Subject::Third;
        }
        // "It is not": of a thing.
        let after = clause.get(cue..).unwrap_or_default();
        let of_a_thing = all
            .get(count.wrapping_sub(1))
            .is_some_and(|w| listed("it this that there which what", w));
        if of_a_thing
            && subject == Subject::Writer
            && ["am not", "is not", "are not"].iter().any(|c| after.starts_with(c))
        {
            subject = Subject::Third;
        }
        if subject == Subject::Third && self.fellow(before) {
            self.met = true;
            return Subject::Other;
        }
        if subject == Subject::Writer && self.fellow(before) && !before.contains("i ") {
            self.met = true;
            return Subject::Other;
        }
        subject
    }

    fn fellow(&self, words: &str) -> bool {
        FELLOWS.iter().any(|f| words.contains(f))
    }

    /// Is this word the name of one of the group, as one speaks of a person?
    pub fn names_a_student(&self, word: &str, next: &str, last: &str) -> bool {
        if !self.names.iter().any(|name| name == word) {
            return false;
        }
        let spoken_of = matches!(
            next,
            "xs" | "is"
                | "has"
                | "can"
                | "will"
                | "asked"
                | "told"
                | "says"
                | "said"
                | "was"
                | "wants"
                | "might"
                | "may"
                | "wo"
                | "did"
                | "does"
                | "and"
                | "could"
                | "texted"
                | "messaged"
                | "just"
                | "also"
                | "too"
                | "from"
                | "isnt"
                | "had"
        );
        if WORDS_TOO.contains(&word) {
            return spoken_of
                && !matches!(last, "i" | "we" | "you" | "it" | "that" | "in" | "of" | "there")
                && !(word == "will" && matches!(next, "just" | "also" | "may" | "can" | "and"))
                || matches!(last, "with" | "and" | "both" | "for")
                    && word != "may"
                    && word != "will"
                    && word != "hope"
                || last == "is" && word != "hope" && word != "may";
        }
        !matches!(last, "hi" | "hello" | "dear" | "hey" | "thanks")
    }
}

/// In "my flatmate has flu so can't come" the second verb is the writer's, and so it is in "stuck with a patient, can't come".
fn said_of_me(all: &[&str], at: usize, cue: usize) -> bool {
    let led = all.get(at.wrapping_sub(1)).copied().unwrap_or_default();
    let by_the_way = matches!(
        led,
        "with"
            | "for"
            | "to"
            | "by"
            | "from"
            | "of"
            | "at"
            | "on"
            | "in"
            | "see"
            | "visit"
            | "after"
            | "about"
            | "no"
            | "this"
            | "next"
            | "last"
            | "that"
            | "xday"
            | "which"
    );
    let cue_follows = cue.saturating_sub(at) > 6;
    by_the_way || cue_follows
}
