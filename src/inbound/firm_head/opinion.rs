//! Where the rules and the models of firm heads' answers ([`crate::inbound::impression::firm_heads`]) are laid side by
//! side: what both come to is applied; where they differ, the firm head is asked; what the rules did not understand is
//! as the models have it, where they are sure. Whom a name means they never say.
//!
//! The thresholds were chosen on labelled letters that were not among the lessons (docs/reading.md has the figures).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::talk::NOT_RAISED;
use super::thanks::{beyond_thanks, says_nothing};
use super::words::{BEFORE_THEN, CONCERN, HOLD, LATER, NOT_DISCUSSED, SENT_FOR, SHE, WANTS};
use crate::domain::id::PersonId;
use crate::domain::said::FirmAnswer;
use crate::inbound::co_leader::sight::{self, Hints};
use crate::inbound::co_leader::text::{Prepared, Sentence};
use crate::inbound::impression::firm_heads::{OfAnswer, OfFirmStudent, committee};
use crate::inbound::impression::told::Told;
use crate::inbound::impression::{DIFFERS, Impressions, Signs};
use crate::inbound::names::{marks_in, rule};
use crate::inbound::reading::{AboutKind, Evidence, Read};

/// In so few words the rules hear all that there is to hear.
const BRIEF_WORDS_MAX: usize = 2;

/// A reading of which the rules are sure is applied where it is likelier than this.
const SURE_MIN: f32 = 0.05;

/// That nothing was said is not believed where the models hear something that is likelier than this.
const OPPOSED_MIN: f32 = 0.5;

/// Any, where the writer takes something back.
const TAKEN_BACK_MIN: f32 = 0.9;

/// One that they doubt, where it is likelier than this.
const TRUST_MIN: f32 = 0.65;

/// What the rules did not come to, where it is likelier than this.
const ALONE_MIN: f32 = 0.75;

/// A question likelier than this is passed on, though no rule saw it.
const QUESTION_MIN: f32 = 0.6;

/// Doubts of what is said; of whom it is said the models know nothing.
const FOR_THE_EAR: [&str; 3] = [NOT_UNDERSTOOD, CLAUSE_NOT_UNDERSTOOD, BOTH_SAID];

pub const NOT_UNDERSTOOD: &str = "nothing of this was understood";
pub const CLAUSE_NOT_UNDERSTOOD: &str = "a clause was not understood";
pub const BOTH_SAID: &str = "said both to have been there and not";

/// An answer as it is heard, with what the rules read.
pub fn told(prepared: &Prepared, kind: Option<AboutKind>, read: &Read<Vec<FirmAnswer>>) -> Told<u32> {
    let students: BTreeMap<PersonId, Vec<String>> =
        sight::students(prepared).into_keys().map(|student| (student, hints(read, Some(student)))).collect();
    let spoken_of = format!("students {}", students.len().min(2));
    let message = hints(read, None).into_iter().chain([spoken_of]).collect();
    sight::told(prepared, &format!("{kind:?}"), &Hints { message, students })
}

/// What the rules made of it, for a student and for others.
fn hints(read: &Read<Vec<FirmAnswer>>, of: Option<PersonId>) -> Vec<String> {
    let mut hints: Vec<String> = vec![format!("acts {}", read.acts)];
    hints.extend(read.says.iter().map(|answer| match OfFirmStudent::of(answer) {
        Some((student, sign)) if Some(student) == of => format!("says {sign:?}"),
        Some((_, sign)) => format!("of others {sign:?}"),
        None => "question".to_owned(),
    }));
    if of.is_some_and(|student| !read.says.iter().any(|answer| is_of(answer, student))) {
        hints.push("says nothing".to_owned());
    }
    hints.extend(read.doubts().map(|doubt| format!("doubt {doubt}")));
    hints
}

fn is_of(answer: &FirmAnswer, student: PersonId) -> bool {
    OfFirmStudent::of(answer).is_some_and(|(of, _)| of == student)
}

/// Lays the impressions beside what the rules read.
pub fn weigh(prepared: &Prepared, kind: Option<AboutKind>, mut read: Read<Vec<FirmAnswer>>) -> Read<Vec<FirmAnswer>> {
    let words = prepared.sentences.iter().flat_map(|sentence| sentence.text.split_whitespace()).count();
    let of_the_ear = read.doubts().all(|doubt| FOR_THE_EAR.contains(&doubt));
    let text: Vec<&str> = prepared.sentences.iter().map(|sentence| sentence.text.as_str()).collect();
    let takes_back = TAKES_BACK.is_match(&text.join(" "));
    if words == 0 || read.acts && words <= BRIEF_WORDS_MAX && !takes_back || !of_the_ear {
        return read;
    }
    let asks_only = !read.acts && read.doubts().next().is_none();
    let opinion = Opinion(Impressions::of(committee(), &told(prepared, kind, &read)));
    let asks = opinion.0.message.chance(OfAnswer::Question) > QUESTION_MIN;
    let said: Vec<FirmAnswer> = read.says.iter().filter(|answer| **answer != FirmAnswer::Question).cloned().collect();
    let (likely, own) = (opinion.confidence(&said), opinion.own(prepared, &said));
    let chance = opinion.confidence(&own);
    let differs = !(said.iter().all(|answer| own.contains(answer)) && said.len() == own.len());
    let is_opposed = differs && said.is_empty() && chance >= OPPOSED_MIN;
    let least = if takes_back { TAKEN_BACK_MIN } else { SURE_MIN };
    if read.acts && likely >= least && !is_opposed {
        return read;
    }
    // "What's a Balint group" wants an answer, "Tom has left the group" a reader, whatever the models hear in it.
    // Where nobody is spoken of, the models hear nothing of anybody.
    let is_deaf = opinion.0.students.is_empty() || prepared.sentences.iter().any(wants_a_reader);
    let passes_over = own.is_empty() && (is_deaf || says_no(prepared));
    let least = if differs { ALONE_MIN } else { TRUST_MIN };
    // They met and spoke of something else, or were looked for: the models hear the meeting.
    let is_no_talk = |sentence: &Sentence| NOT_RAISED.is_match(&sentence.text) || SOUGHT.is_match(&sentence.text);
    let is_denied = differs && prepared.sentences.iter().any(is_no_talk);
    if !read.acts && !asks_only && !passes_over && !takes_back && !is_denied && chance >= least {
        take(&mut read, own, asks);
    } else if read.acts {
        read.evidence.push(Evidence::doubt(DIFFERS));
        if !read.says.contains(&FirmAnswer::Question) {
            read.says.push(FirmAnswer::Question);
        }
        read.acts = false;
    }
    read
}

/// "I've looked for Niamh but she's been on nights."
static SOUGHT: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:look(?:ed|ing)?|hunt(?:ed|ing)?|search(?:ed|ing)?) (?:everywhere )?(?:for|out for) (?:@\d+|him|her|them)\b",
    )
});

/// "I saw Niamh. Aisha, I mean."
static TAKES_BACK: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:i mean\b(?: @|\W*$)|i meant (?:to say|@)|tell a lie|i lie\b|no,? wait|wait,? no|scratch that|scrap that|correction|correct myself|take (?:that|it) back|i told you|thought (?:s?he|they|@\d+) (?:was|were)|my (?:mistake|error)\b)|\b(?:no|yes)\b\W{1,4}(?:sorry|wait|actually)\W{1,4}(?:yes|no|it was|that was)\b",
    )
});

/// "Not according to my list": a no by itself is an answer, whatever to.
fn says_no(prepared: &Prepared) -> bool {
    static NO: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?i)^\W*(?:no|not|nope|never|neither)\b|\b(?:says?|thinks?|tells me) (?:not|no|yes|so)\b|\b(?:can't|cannot|couldn't|unable to) (?:tell|say)\b",
        )
    });
    prepared.sentences.first().is_some_and(|sentence| NO.is_match(&sentence.text))
}

/// A sentence that asks or wants something, or that speaks of a student and neither puts the answer off nor thanks.
fn wants_a_reader(sentence: &Sentence) -> bool {
    let text = beyond_thanks(&sentence.text);
    let tells = |text: &str| [&*WANTS, &*SHE, &*CONCERN, &*HOLD].iter().any(|words| words.is_match(text));
    let is_nothing =
        says_nothing(text) || LATER.is_match(text) || NOT_DISCUSSED.is_match(text) || SENT_FOR.is_match(text);
    sentence.inquires() || BEFORE_THEN.is_match(text) || !is_nothing && (tells(text) || !marks_in(text).is_empty())
}

/// Applies what the models come to.
fn take(read: &mut Read<Vec<FirmAnswer>>, own: Vec<FirmAnswer>, asks: bool) {
    read.put_doubts_aside("as others have put it");
    read.acts = !own.is_empty() || !asks;
    read.says = own;
    read.says.extend(asks.then_some(FirmAnswer::Question));
}

/// The impressions of one answer.
struct Opinion(Impressions<OfAnswer, OfFirmStudent>);

impl Opinion {
    /// How likely it is that just this is meant of every student.
    fn confidence(&self, says: &[FirmAnswer]) -> f32 {
        let chances = self.0.students.iter().flat_map(|(student, impression)| {
            OfFirmStudent::ALL.iter().map(|sign| {
                let chance = impression.chance(*sign);
                if says.contains(&sign.answer(*student)) { chance } else { 1.0 - chance }
            })
        });
        chances.product()
    }

    /// What is likelier said than not. Beside what the rules heard nothing is said of a student whom the letter answered
    /// alone names, where others are named ("met with Marta"), nor of one who is named without a word, as the writer is who
    /// signs.
    fn own(&self, prepared: &Prepared, said: &[FirmAnswer]) -> Vec<FirmAnswer> {
        let [named, spoken_of] = sight::students_named(prepared);
        let signs = self.0.students.iter().flat_map(|(student, impression)| {
            let heard = OfFirmStudent::ALL.iter().filter(|sign| impression.chance(**sign) > 0.5);
            heard.map(|sign| sign.answer(*student))
        });
        let may_be_of = |answer: &FirmAnswer| {
            let of_them =
                |student: PersonId| spoken_of.contains(&student) || spoken_of.is_empty() && !named.contains(&student);
            said.contains(answer) || OfFirmStudent::of(answer).is_some_and(|(student, _)| of_them(student))
        };
        signs.filter(may_be_of).collect()
    }
}
