//! What a firm head's answer leaves to others: of a contrast the second half, of a question whoever is asked in turn.

use super::words::{LATER, NOTHING};
use super::{Reader, is_of_writer};
use crate::domain::said::FirmAnswer;
use crate::inbound::co_leader::text::Sentence;
use crate::inbound::names::{Mention, marks_in};

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

    /// Every sentence says nothing or puts the answer off, or tells of the writer and their colleagues beside one that does.
    pub(super) fn puts_off(&self) -> bool {
        let sentences = &self.prepared.sentences;
        let is_later = |sentence: &Sentence| LATER.is_match(&sentence.text);
        let some_later = sentences.iter().any(is_later);
        sentences.iter().all(|sentence| {
            let text = sentence.text.as_str();
            NOTHING.is_match(text) || is_later(sentence) || some_later && is_of_writer(text)
        })
    }
}
