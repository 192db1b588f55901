//! What a firm head's answer comes to when all of it is read: whether it is applied, or somebody is asked.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::asides::says_plainly;
use super::talk::talks_after_all;
use super::words::{GRAVE, HEDGED, LEANS, LISTED, NO_TEACHING, NOT_DISCUSSED, PAIR, SENT_FOR, UNKNOWN, UNSURE};
use super::{Reader, is_put_off, opinion, says_nothing};
use crate::domain::id::PersonId;
use crate::domain::said::FirmAnswer;
use crate::inbound::co_leader::text::Sentence;
use crate::inbound::names::{Mention, fold, is_also_a_word, marks_in, rule};
use crate::inbound::reading::{AboutKind, Evidence, Read, Words};

/// What a student says of their own attendance is not yet the firm head's word.
const STUDENT_SAYS: &str = "only the student says so";

/// "There on Tuesday but not on Thursday": we asked about one day.
const TWO_DAYS: &str = "said of two days";

/// "I think so, but I would not swear to it."
const HEDGE: &str = "whoever says so is not sure";

/// "And Lucy too", who is of another firm.
const STRANGER: &str = "a student of another firm is named";

/// "Grace, yes": at the head of a sentence a word may be a name.
const NAME_OR_WORD: &str = "a word may be a student's name";

/// A name like that of whom we asked about is another's.
const NEAR_NAME: &str = "a name is near to that of whom we asked about";

/// A concern may be meant, though it is not put so.
const GRAVE_WORDS: &str = "words of distress about a student";

impl Reader<'_> {
    /// The students who are named where neither a later answer nor somebody else is spoken of.
    fn spoken_of(&self) -> Vec<PersonId> {
        let of_teaching = self.kind() == Some(AboutKind::SmallGroupCheck);
        let answers = |sentence: &&Sentence| {
            let text = sentence.text.as_str();
            let puts_off = is_put_off(text)
                || of_teaching && UNSURE.is_match(text)
                || !of_teaching && (NOT_DISCUSSED.is_match(text) || SENT_FOR.is_match(text) || says_nothing(text));
            !sentence.asks && !puts_off
        };
        let places = self.sentences.iter().filter(answers).flat_map(|sentence| marks_in(&sentence.text));
        places
            .filter_map(|place| self.prepared.marked.mentions.get(place))
            .flat_map(|mention| mention.people().to_vec())
            .collect()
    }

    /// Is the student clearly named in the answer itself?
    fn names(&self, student: PersonId) -> bool {
        let places = self.sentences.iter().flat_map(|sentence| marks_in(&sentence.text));
        let mut mentions = places.filter_map(|place| self.prepared.marked.mentions.get(place));
        mentions.any(|mention| mention.people().contains(&student))
    }

    /// Is something said of one day and denied of another, or of another day than ours?
    fn speaks_of_two_days(&self) -> bool {
        static DAY: LazyLock<Regex> =
            LazyLock::new(|| rule(r"(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b\d{1,2}(?:st|nd|rd|th)\b"));
        static DENIED: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\b(?:not|\w+n't|missed|absent|away|never)\b"));
        static OTHER_DAY: LazyLock<Regex> = LazyLock::new(|| {
            rule(
                r"(?i)\b(?:(?:next|following|previous|other|another) (?:day|week)|(?:day|week) (?:after|before)|instead)\b",
            )
        });
        static RANGE: LazyLock<Regex> =
            LazyLock::new(|| rule(r"(?i)\bfrom (?:the )?\S+ (?:to|until|till) (?:the )?\S+"));
        let told = || self.sentences.iter().filter(|sentence| !sentence.asks && !is_put_off(&sentence.text));
        let mut days = BTreeSet::new();
        for sentence in told() {
            let text = RANGE.replace_all(&sentence.text, "");
            days.extend(DAY.find_iter(&text).map(|day| day.as_str().to_lowercase()));
        }
        let says_yes = |answer: &FirmAnswer| matches!(answer, FirmAnswer::AttendedTeaching { yes: true, .. });
        let of_another = self.answers.iter().any(says_yes) && told().any(|of| OTHER_DAY.is_match(&of.text));
        of_another || days.len() > 1 && told().any(|sentence| DENIED.is_match(&sentence.text))
    }

    /// "Yes, both": of two, one of whom we know.
    fn speaks_of_a_pair(&self) -> bool {
        let named = self.sentences.iter().flat_map(|sentence| marks_in(&sentence.text));
        let named = named.filter_map(|place| self.prepared.marked.mentions.get(place));
        let mut people: BTreeSet<PersonId> = named.flat_map(|mention| mention.people().to_vec()).collect();
        people.extend(self.scene.about.and_then(|about| about.student));
        // "Both keen and punctual" is one.
        static BOTH_AND: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\bboth (?:\w+ ){1,3}and\b"));
        let of_pair = |text: &str| PAIR.is_match(&BOTH_AND.replace_all(text, ""));
        people.len() < 2 && self.sentences.iter().any(|of| !of.asks && of_pair(&of.text))
    }

    /// "I think so, but I would not swear to it": of whoever is named, or of all that is said.
    fn is_hedged(&self) -> bool {
        static NOT_SURE: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)(?:\bnot|n't)(?: \w+)? (?:sure|certain|100)\b"));
        let is_answered = |place: &usize| {
            let people = self.prepared.marked.mentions.get(*place).map(Mention::people).unwrap_or_default();
            people.iter().any(|student| self.answers.iter().any(|answer| is_about(answer, *student)))
        };
        let leans = self.sentences.iter().any(|of| LEANS.is_match(&of.text));
        self.sentences.iter().any(|of| {
            let named = marks_in(&of.text);
            let is_unsure = || {
                let checks = LEANS.is_match(&of.text) && is_put_off(&of.text);
                checks && named.iter().any(is_answered) || leans && named.is_empty() && NOT_SURE.is_match(&of.text)
            };
            let is_hedge = || {
                if named.is_empty() { leans || !self.answers.is_empty() } else { named.iter().any(is_answered) }
            };
            HEDGED.is_match(&of.text) && is_hedge() || is_unsure()
        })
    }

    /// "No, I cannot say", "I saw her, but have not spoken to her yet": an answer beside which it is put off.
    fn answers_and_puts_off(&self) -> bool {
        static NOT_KNOWN: LazyLock<Regex> = LazyLock::new(|| {
            rule(
                r"(?i)\b(?:will|'ll|have to|need to|must|let me) (?:\w+ )?(?:check|look|find out|confirm|dig|consult)\b|\bnot (?:sure|certain)\b",
            )
        });
        let of_check = self.kind() == Some(AboutKind::SmallGroupCheck);
        let asked = self.scene.about.and_then(|about| about.student);
        let is_answered = |answer: &FirmAnswer| match answer {
            FirmAnswer::AttendedTeaching { student, .. } => of_check && Some(*student) == asked,
            FirmAnswer::Discussed { student } => !of_check && Some(*student) == asked,
            _ => false,
        };
        let puts_off = |of: &Sentence| {
            let text = of.text.as_str();
            let open = if of_check {
                NOT_KNOWN.is_match(text) || UNKNOWN.is_match(text) && !says_plainly(text)
            } else {
                NOT_DISCUSSED.is_match(text) && !talks_after_all(text)
            };
            open && marks_in(text).is_empty()
        };
        self.answers.iter().any(is_answered) && self.sentences.iter().any(puts_off)
    }

    /// A student of somebody else's firm is named, of whom the writer has nothing to tell us.
    fn names_a_stranger(&self) -> bool {
        let roster = self.scene.roster;
        let own: BTreeSet<PersonId> = self.roll.students().collect();
        let others = roster.memberships.iter().map(|member| member.student).filter(|student| !own.contains(student));
        let called: BTreeSet<String> = others
            .filter_map(|student| roster.people.get(&student))
            .filter_map(|person| {
                let name = person.preferred_name.as_ref().unwrap_or(&person.name);
                fold(name.as_str()).split_whitespace().next().map(str::to_owned)
            })
            .filter(|name| !is_also_a_word(&name.to_lowercase()))
            .collect();
        let words = self.sentences.iter().flat_map(|of| of.text.split(|c: char| !c.is_alphabetic() && c != '-'));
        let mut words = words.filter(|word| word.starts_with(char::is_uppercase));
        words.any(|word| called.contains(word))
    }

    /// "Grace, yes", "Will I have not seen": a sentence begins with a word that is also the name of one of the firm.
    fn may_begin_with_a_name(&self) -> bool {
        static GOES_ON: LazyLock<Regex> = LazyLock::new(|| {
            rule(r"^(?:,| I\b| (?:we|\w+ed|stood|made|gave|never|only|seen|met|spoken|done|held|fine|of course)\b)")
        });
        let heads = |of: &Sentence| {
            let text = of.text.trim_start();
            let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
            let (word, rest) = text.split_at(end);
            let word = fold(word).to_lowercase();
            !of.asks && GOES_ON.is_match(rest) && is_also_a_word(&word) && self.roll.named(&word).is_some()
        };
        self.sentences.iter().any(heads)
    }

    /// "Mohammed was there", where we asked about Muhammad: which of the two is meant is not for us to say.
    fn may_mean_whom_we_asked_about(&self) -> bool {
        let Some(asked) = self.scene.about.and_then(|about| about.student) else { return false };
        let may_be = |mention: &Mention| {
            let written = mention.written.to_lowercase();
            mention.one().is_some_and(|one| one != asked)
                && !written.contains(' ')
                && self.roll.may_belong(&written, &[asked])
        };
        let is_answered = self.answers.iter().any(|answer| is_about(answer, asked));
        !is_answered && self.prepared.marked.mentions.iter().any(may_be)
    }

    pub(super) fn finish(mut self, words: &Words) -> Read<Vec<FirmAnswer>> {
        let silent = self.answers.is_empty() && words.lines.iter().any(|line| !line.text.trim().is_empty());
        if silent && !self.puts_off() {
            self.doubts.push(opinion::NOT_UNDERSTOOD);
        }
        let is_answered = |student: &PersonId| self.answers.iter().any(|answer| is_about(answer, *student));
        let passed_over = !silent && self.spoken_of().iter().any(|student| !is_answered(student));
        let asked_about = self.scene.about.and_then(|about| about.student);
        let of_check = self.kind() == Some(AboutKind::SmallGroupCheck);
        let answers_teaching = self.answers.iter().any(says_of_teaching);
        let is_open = |student: PersonId| self.names(student) && !is_answered(&student);
        let passed_over = passed_over || of_check && answers_teaching && asked_about.is_some_and(is_open);
        // "He has been off all week, I could not ask him": what stands beside it is why.
        let left = !silent || !self.puts_off();
        let unanswered = left && self.left.iter().any(|student| !is_answered(student)) || passed_over;
        let is_held = self.answers.iter().any(|answer| matches!(answer, FirmAnswer::Hold { .. }));
        if (unanswered || self.wants && !is_held) && !self.answers.contains(&FirmAnswer::Question) {
            self.doubts.push(opinion::CLAUSE_NOT_UNDERSTOOD);
        }
        if of_check && self.sentences.iter().any(|sentence| NO_TEACHING.is_match(&sentence.text)) {
            self.doubts.push("there was no teaching to be at");
        }
        if self.claimed.iter().any(|student| !is_answered(student)) {
            self.doubts.push(STUDENT_SAYS);
        }
        let is_listed = silent && self.sentences.iter().any(|of| LISTED.is_match(&of.text));
        if of_check && (self.is_hedged() || is_listed) {
            self.doubts.push(HEDGE);
        }
        if self.may_mean_whom_we_asked_about() {
            self.doubts.push(NEAR_NAME);
        }
        if self.may_begin_with_a_name() {
            self.doubts.push(NAME_OR_WORD);
        }
        if self.answers_and_puts_off() {
            self.doubts.push(opinion::BOTH_SAID);
        }
        if self.kind().is_some() && !silent && self.names_a_stranger() {
            self.doubts.push(STRANGER);
        }
        if self.speaks_of_a_pair() {
            self.doubts.push(super::OF_UNNAMED);
        }
        if answers_teaching && self.speaks_of_two_days() {
            self.doubts.push(TWO_DAYS);
        }
        let is_concern = |answer: &FirmAnswer| matches!(answer, FirmAnswer::Concern { .. });
        if !self.answers.iter().any(is_concern) && self.sentences.iter().any(|of| GRAVE.is_match(&of.text)) {
            self.doubts.push(GRAVE_WORDS);
        }
        let doubtful = !self.doubts.is_empty();
        if doubtful && !self.answers.contains(&FirmAnswer::Question) {
            self.answers.push(FirmAnswer::Question);
        }
        self.evidence.extend(self.doubts.iter().map(|doubt| Evidence::doubt(doubt)));
        let asks_only = self.answers == [FirmAnswer::Question];
        let likely = self
            .unclear
            .iter()
            .filter_map(|id| self.scene.roster.people.get(id))
            .map(|person| person.name.as_str().to_owned())
            .take(3)
            .collect();
        Read { acts: !doubtful && !asks_only, says: self.answers, evidence: self.evidence, likely }
    }
}

fn is_about(answer: &FirmAnswer, student: PersonId) -> bool {
    match answer {
        FirmAnswer::Discussed { student: of }
        | FirmAnswer::AttendedTeaching { student: of, .. }
        | FirmAnswer::Concern { student: of }
        | FirmAnswer::Hold { student: of } => *of == student,
        FirmAnswer::Question => false,
    }
}

fn says_of_teaching(answer: &FirmAnswer) -> bool {
    matches!(answer, FirmAnswer::AttendedTeaching { .. })
}
