//! When a person is asked: words of coming or staying away that no rule took, a message that is not plainly small talk
//! and yet says nothing, a language that is not English.

use std::collections::BTreeMap;

use super::claims::{Heard, Says};
use super::clauses::Page;
use super::senses::{Sense, asides};
use super::stance::Doubt;
use super::subject::Subject;
use crate::inbound::tokens::listed;
use crate::domain::said::{Flag, Stance};
use crate::inbound::reading::AboutKind;

/// What a page leaves unexplained.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    words: usize,
    english: usize,
    /// Clauses with words of coming that gave no claim.
    suspicious: usize,
    /// Clauses with words that often go with one.
    faint: usize,
    /// Clauses that are neither claim, reason, question nor small talk.
    unexplained: usize,
    /// Words in those.
    unexplained_words: usize,
    /// A reason or slip was given.
    accounts: bool,
    apologises: bool,
    names_a_day: bool,
    /// Somebody else writes in the student's place.
    proxy: bool,
}

/// Below this share of English words a message of some length is in another language.
const ENGLISH_PERCENT_MIN: usize = 40;

/// A message shorter than this is too short to tell its language.
const LANGUAGE_WORDS_MIN: usize = 4;

/// A message without any stance is let pass only while so many of its words are neither small talk nor anything else known.
const UNEXPLAINED_WORDS_MAX: usize = 14;

impl Tally {
    /// Counts what the clauses of a page leave open.
    pub fn add(&mut self, page: &Page, heard: &[Heard], explains: bool) {
        for (clause, heard) in page.clauses.iter().zip(heard) {
            let words = clause.words().count();
            self.words += words;
            self.english += clause.words().filter(|w| is_english(w)).count();
            let claimed = heard.claims.iter().any(|c| !matches!(c.says, Says::Reason | Says::Account));
            let reason = heard.claims.iter().any(|c| c.says == Says::Reason);
            self.accounts |= reason;
            self.apologises |= heard.has(Sense::Apology) && !heard.has(Sense::ApologyOther);
            self.suspicious += usize::from(heard.unread_condition || heard.loose);
            let about_others = heard.subject == Some(Subject::Third) && heard.set_aside && !clause.asks;
            self.names_a_day |= about_others && !clause.days.is_empty();
            if claimed || heard.set_aside || heard.other_student {
                continue;
            }
            let account = explains && !heard.claims.is_empty();
            let nothing = account || heard.has(Sense::ApologyOther) || heard.has(Sense::Nothing) || heard.has(Sense::Recovered) || heard.has(Sense::Saying);
            let others = asides(&clause.text);
            self.proxy |= others.iter().any(|h| h.sense == Sense::Proxy);
            let known = others.iter().any(|h| {
                matches!(
                    h.sense,
                    Sense::Question
                        | Sense::Dispute
                        | Sense::Leaving
                        | Sense::OptOut
                        | Sense::Courtesy
                        | Sense::SmallTalk
                )
            });
            if !nothing && !known && !reason {
                let of_the_writer = heard.subject != Some(Subject::Third) && (clause.words().any(|w| listed("i me we my", w)) || clause.words().take(2).any(|w| listed(SUSPECTS, w)));
                self.suspicious += usize::from(of_the_writer && clause.words().any(|w| listed(SUSPECTS, w)));
                self.faint += usize::from(clause.words().any(|w| listed(FAINT_SUSPECTS, w)));
            }
            if !clause.days.is_empty() && !reason && !nothing && !known {
                self.names_a_day = true;
            }
            if !known && !nothing && !reason {
                self.unexplained += 1;
                self.unexplained_words += words;
            }
        }
    }

    /// What is doubtful about a reading that came to these stances and flags.
    pub fn doubts(
        &self,
        stances: &BTreeMap<u8, Stance>,
        flags: &[Flag],
        kind: Option<AboutKind>,
        asks: bool,
    ) -> Vec<Doubt> {
        let mut doubts = Vec::new();
        if self.words >= LANGUAGE_WORDS_MIN && self.english * 100 < self.words * ENGLISH_PERCENT_MIN {
            doubts.push(Doubt::Language);
        }
        if self.proxy {
            doubts.push(Doubt::Unread);
        }
        let says_enough = !flags.is_empty();
        let nothing_said = stances.is_empty() && !says_enough;
        if self.suspicious > 0 && !(stances.is_empty() && says_enough) || self.faint > 0 && nothing_said {
            doubts.push(Doubt::Unread);
        }
        if stances.is_empty() && !says_enough && !asks {
            let check_in = kind == Some(AboutKind::CheckIn);
            if self.names_a_day || self.unexplained_words > UNEXPLAINED_WORDS_MAX || check_in && self.apologises {
                doubts.push(Doubt::Unread);
            }
        }
        doubts
    }
}

/// Words of coming and staying away; where no rule took them the message was not understood.
const SUSPECTS: &str = "come coming attend attending attendance absent absence miss missing late cancel skip unable unavailable join decline excused";

/// Words beside which one of those is often left out.
const FAINT_SUSPECTS: &str = "missed available clash excuse apologies apologise sorry cannot make afraid unfortunately regret early there free present session group home away stay";

fn is_english(word: &str) -> bool {
    ENGLISH.contains(&word)
        || word == "xday"
        || word.starts_with(|c: char| c.is_ascii_digit())
        || word.starts_with("picture")
}

/// The commonest words of English letters; about half of any English text is made of them.
const ENGLISH: &[&str] = &[
    "the",
    "a",
    "an",
    "i",
    "you",
    "he",
    "she",
    "it",
    "we",
    "they",
    "me",
    "my",
    "your",
    "his",
    "her",
    "its",
    "our",
    "their",
    "this",
    "that",
    "these",
    "those",
    "and",
    "or",
    "but",
    "so",
    "because",
    "if",
    "as",
    "than",
    "then",
    "of",
    "to",
    "in",
    "on",
    "at",
    "for",
    "with",
    "from",
    "by",
    "about",
    "into",
    "after",
    "before",
    "until",
    "up",
    "out",
    "over",
    "off",
    "again",
    "back",
    "down",
    "be",
    "am",
    "is",
    "are",
    "was",
    "were",
    "been",
    "being",
    "have",
    "has",
    "had",
    "do",
    "does",
    "did",
    "will",
    "would",
    "can",
    "could",
    "should",
    "may",
    "might",
    "must",
    "shall",
    "not",
    "no",
    "yes",
    "ok",
    "just",
    "only",
    "also",
    "very",
    "really",
    "too",
    "now",
    "here",
    "there",
    "when",
    "where",
    "who",
    "what",
    "which",
    "why",
    "how",
    "all",
    "any",
    "some",
    "both",
    "each",
    "more",
    "most",
    "one",
    "two",
    "first",
    "last",
    "next",
    "good",
    "great",
    "much",
    "many",
    "well",
    "still",
    "sorry",
    "apologies",
    "thanks",
    "thank",
    "please",
    "unfortunately",
    "hi",
    "hello",
    "dear",
    "hey",
    "best",
    "regards",
    "get",
    "got",
    "go",
    "going",
    "come",
    "coming",
    "make",
    "see",
    "know",
    "let",
    "take",
    "think",
    "say",
    "said",
    "tell",
    "told",
    "need",
    "want",
    "try",
    "feel",
    "hope",
    "look",
    "looking",
    "forward",
    "like",
    "time",
    "day",
    "week",
    "group",
    "session",
    "today",
    "tomorrow",
    "placement",
    "hospital",
    "ill",
    "sick",
    "late",
    "early",
    "miss",
    "missed",
    "able",
    "unable",
    "attend",
    "exam",
    "work",
    "shift",
    "other",
    "new",
    "year",
    "happy",
    "christmas",
    "kind",
    "many",
    "reminder",
    "noted",
    "message",
    "email",
    "doctor",
    "us",
    "them",
    "him",
    "im",
    "xs",
    "ve",
    "sure",
    "bad",
    "home",
    "morning",
    "afternoon",
    "flu",
    "family",
    "never",
    "always",
    "something",
    "someone",
    "everyone",
    "nothing",
    "without",
    "while",
    "though",
    "however",
    "been",
    "found",
    "clinic",
    "ward",
    "dr",
    "afraid",
    "cold",
    "better",
    "due",
    "forgot",
    "overslept",
    "train",
    "appointment",
];
