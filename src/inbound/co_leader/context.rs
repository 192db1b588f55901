//! What the rules of a co-leader's message may lean on: who is on the roll, which letter is answered, which sessions the
//! words name, and which student is meant where none is named.

use std::sync::LazyLock;

use regex::Regex;

use super::text::{Prepared, Sentence};
use crate::domain::id::{GroupId, PersonId};
use crate::inbound::dates::grammar::{Pick, When};
use crate::inbound::dates::{Kind, Scope, Tense, named};
use crate::inbound::names::{Mention, Outsider, Roll, marks_in, outsiders_in, rule};
use crate::inbound::reading::{AboutKind, Evidence, Scene};
use crate::inbound::tokens::tokens;

/// So many sentences are searched for what another leaves unsaid, lest a long message cost its square.
pub const SEARCHED_MAX: usize = 40;

/// The message and its circumstances.
pub struct Context<'a> {
    pub scene: &'a Scene<'a>,
    pub group: GroupId,
    pub leader: PersonId,
    pub roll: &'a Roll,
    pub scope: Scope,
    pub prepared: &'a Prepared,
    pub subject: &'a str,
}

impl Context<'_> {
    /// What kind of letter is answered.
    pub fn kind(&self) -> Option<AboutKind> {
        self.scene.about.map(|about| about.kind)
    }

    /// The session of the letter answered.
    pub fn about_session(&self) -> Option<u8> {
        self.scene.about.and_then(|about| about.session)
    }

    /// The student that the letter answered was about.
    pub fn about_student(&self) -> Option<PersonId> {
        self.scene.about.and_then(|about| about.student)
    }

    /// Does the message answer a letter about a register, before or after it was taken?
    pub fn answers_register(&self) -> bool {
        matches!(self.kind(), Some(AboutKind::RegisterRequest | AboutKind::RegisterConfirmation))
    }

    pub fn mention(&self, place: usize) -> Option<&Mention> {
        self.prepared.marked.mentions.get(place)
    }

    /// The marks of students in a text, by their number, in order.
    pub fn names_in(&self, text: &str) -> Vec<usize> {
        marks_in(text).into_iter().filter(|place| self.mention(*place).is_some_and(|m| m.outsider.is_none())).collect()
    }

    /// The students clearly named in a text.
    pub fn students_in(&self, text: &str) -> Vec<PersonId> {
        let mut students = Vec::new();
        for mention in self.names_in(text).into_iter().filter_map(|place| self.mention(place)) {
            for id in mention.people() {
                if !students.contains(id) {
                    students.push(*id);
                }
            }
        }
        students
    }

    /// The colleagues named in a text.
    pub fn colleagues_in(&self, text: &str) -> Vec<PersonId> {
        outsiders_in(text)
            .into_iter()
            .filter_map(|place| self.mention(place))
            .filter_map(|mention| match mention.outsider {
                Some(Outsider::Colleague(id)) => Some(id),
                _ => None,
            })
            .collect()
    }

    /// The other co-leader of the group.
    pub fn is_other_leader(&self, person: PersonId) -> bool {
        let today = self.scope.today;
        person != self.leader && self.scene.roster.co_leaders(self.group, today).contains(&person)
    }

    /// The sessions that a text names exactly, in order, each once; and whether it names any time that is no session.
    pub fn sessions_in(&self, text: &str, tense: Tense) -> Sessions {
        static MARK: LazyLock<Regex> = LazyLock::new(|| {
            rule(
                r"(?i)[@#]\d+|\b(?:the )?(?:rest|others|remaining|remainder|everyone else)\b|\b(?:both|each|either|all \w+) times?\b",
            )
        });
        static MUDDLE: LazyLock<Regex> = LazyLock::new(|| {
            rule(
                r"(?i)\b(?:i'm|i am|i was|am|was|i've been|i had been|must be|must have been) (?:thinking|confus\w+|mixing|muddling|looking)\b[^.;]*|\bdated [^.,;]*",
            )
        });
        // "Back for the next one": of that day only that it is no matter.
        static BACK: LazyLock<Regex> = LazyLock::new(|| {
            rule(
                r"(?i)\b(?:(?:i|s?he|they|we)(?:'ll| will|'m| am| is| are)(?: be)? )?back (?:with (?:us|you) )?(?:for|on|by|at|in time for|the (?:time|week|one) after|next (?:time|week))\b[^.;,]*",
            )
        });
        // "Tom and Tom are away tomorrow, both of them": people.
        static BOTH: LazyLock<Regex> =
            LazyLock::new(|| rule(r"(?i)\b(?:both|either|neither|all|any|none|the pair|the two) of them\b"));
        let plain = MUDDLE.replace_all(text, "");
        let plain = BACK.replace_all(&plain, "");
        let of_people = plain.contains('@');
        let plain = if of_people { BOTH.replace_all(&plain, "somebody") } else { plain };
        let plain = MARK.replace_all(&plain, "somebody");
        let words = tokens(&plain);
        let mut found = Sessions::default();
        for phrase in named(&words) {
            // A co-leader's "all the others" are people, where no session was named before them.
            if phrase.when == When::Sessions(Pick::AllAfter) && found.exact.is_empty() {
                continue;
            }
            let resolved = self.scope.resolve(&phrase.when, tense, &found.exact);
            match resolved.kind {
                Kind::Exact => {
                    for number in resolved.sessions {
                        if !found.exact.contains(&number) {
                            found.exact.push(number);
                        }
                    }
                }
                Kind::Near | Kind::Ambiguous => found.doubtful = true,
                Kind::NoSession => found.other_days = true,
            }
        }
        found
    }

    /// The one session that the other sentences of the message or its subject name.
    pub fn named_elsewhere(&self, text: &str, tense: Tense) -> Option<u8> {
        let rest = self.prepared.sentences.iter().map(|other| other.text.as_str()).filter(|other| *other != text);
        rest.take(SEARCHED_MAX).chain([self.subject]).find_map(|text| match self.sessions_in(text, tense).exact[..] {
            [one] => Some(one),
            _ => None,
        })
    }

    /// Is this session over, or going on now?
    pub fn has_begun(&self, number: u8) -> bool {
        let id = crate::domain::id::SessionId { group: self.group, number };
        self.scene.calendar.get(id).is_some_and(|meeting| meeting.starts_at <= self.scene.now)
    }

    /// Evidence from one sentence.
    pub fn evidence(&self, rule: &str, sentence: &Sentence) -> Evidence {
        Evidence { rule: rule.to_owned(), words: self.prepared.written(sentence) }
    }
}

/// The sessions that a text names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sessions {
    pub exact: Vec<u8>,
    /// It names a day that may or may not mean a session.
    pub doubtful: bool,
    /// It names a day without a session.
    pub other_days: bool,
}
