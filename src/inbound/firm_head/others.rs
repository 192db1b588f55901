//! What a firm head's answer leaves to others: of a contrast the second half, of a question whoever is asked in turn.

use std::sync::LazyLock;

use regex::Regex;

use super::talk::{is_with_others, talks_after_all};
use super::words::{ASKS, BEFORE_THEN, CONCERN, COVERED, DISCUSSED, HOLD, LOOKS, NOT_DISCUSSED, SENT_FOR, SHE, WANTS};
use super::{Reader, is_of_writer, is_put_off, says_nothing};
use crate::domain::said::FirmAnswer;
use crate::inbound::co_leader::text::Sentence;
use crate::inbound::names::{Mention, marks_in, rule};
use crate::inbound::reading::AboutKind;

/// A message that nobody asked for and that begins with thanks or a greeting.
static THANKED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:thanks|thank you|grateful|appreciate[ds]?|well done|best wishes|enjoy(?:ed)?|pleasure|excellent|splendid|impressed|keep up|hope you|have a (?:good|lovely|great|nice)|congratulations|happy|merry|greetings)\b",
    )
});

impl Reader<'_> {
    /// "I had Grace, but not Kofi": of the other the opposite; "not Zoe and not Niamh": the same.
    pub(super) fn contrasts(&mut self) {
        let one = |place: &usize| self.prepared.marked.mentions.get(*place).and_then(Mention::one);
        for (who, other) in &self.prepared.marked.contrasts {
            let (Some(known), Some(student)) = (one(who), one(other)) else { continue };
            let answered = self.answers.iter().find_map(|answer| match answer {
                FirmAnswer::AttendedTeaching { student: of, yes } if *of == known => Some(*yes),
                _ => None,
            });
            let denied = format!("not @{who}");
            let sentence = self.prepared.sentences.iter().find(|sentence| marks_in(&sentence.text).contains(who));
            let (Some(yes), Some(sentence)) = (answered, sentence) else { continue };
            let yes = if sentence.text.contains(&denied) { yes } else { !yes };
            self.give("contrast", FirmAnswer::AttendedTeaching { student, yes }, sentence);
        }
    }

    /// Every sentence says nothing or puts the answer off, or stands beside one that does and wants nothing.
    pub(super) fn puts_off(&self) -> bool {
        let of_check = self.kind() == Some(AboutKind::SmallGroupCheck);
        let is_later = |sentence: &Sentence| {
            let text = sentence.text.as_str();
            let is_open = NOT_DISCUSSED.is_match(text) || SENT_FOR.is_match(text);
            is_put_off(text) || of_check && COVERED.is_match(text) || !of_check && is_open && !talks_after_all(text)
        };
        let some_later = self.sentences.iter().any(is_later);
        self.sentences.iter().all(|sentence| {
            let text = sentence.text.as_str();
            // Where we asked who was there, words about a student may be the answer.
            let is_told_of = !marks_in(text).is_empty() && !is_with_others(text) || of_check && SHE.is_match(text);
            let wants_nothing = !is_told_of && !WANTS.is_match(text) && !sentence.inquires();
            let is_beside = some_later && (is_of_writer(text) || wants_nothing);
            let is_told = is_later(sentence) && !BEFORE_THEN.is_match(text);
            says_nothing(text) || is_told || is_beside && !LOOKS.is_match(text) || self.is_of_nobody(sentence)
        })
    }

    /// What is said of the digest as a whole, or of the writer, asks for nothing and tells of nobody.
    fn is_of_nobody(&self, sentence: &Sentence) -> bool {
        let text = sentence.text.as_str();
        let tells = [&*DISCUSSED, &*CONCERN, &*HOLD, &*WANTS, &*ASKS].iter().any(|words| words.is_match(text));
        let is_thanked = || self.sentences.iter().any(|of| says_nothing(&of.text) || THANKED.is_match(&of.text));
        let of_none = match self.kind() {
            Some(kind) => kind == AboutKind::Digest,
            None => is_thanked(),
        };
        of_none && marks_in(text).is_empty() && !SHE.is_match(text) && !tells && !sentence.inquires()
    }
}
