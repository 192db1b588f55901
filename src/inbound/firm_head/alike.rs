//! What an answer says of further students: the same as of the last, and what the register's reader hears of them.

use super::clauses::{clauses, is_claim, is_hearsay, is_of_writer, is_put_off, opens_with_answer};
use super::ellipsis::says_the_same;
use super::words::{HOPED, NO_REASON, SUPPOSED, TO_EACH, UNSURE, WHETHER};
use super::{Reader, opinion};
use crate::domain::said::FirmAnswer;
use crate::inbound::co_leader::orders::LIKEWISE;
use crate::inbound::co_leader::statement::{Said, read};
use crate::inbound::co_leader::text::Sentence;
use crate::inbound::names::{Mention, marks_in};

impl Reader<'_> {
    /// What the register's reader hears in a sentence: it adds students whom no clause named so, and has to agree.
    pub(super) fn heard(&mut self, sentence: &Sentence) {
        if UNSURE.is_match(&sentence.text)
            || TO_EACH.is_match(&sentence.text)
            || is_put_off(&sentence.text)
            || is_hearsay(&sentence.text)
            || is_claim(&sentence.text)
            || SUPPOSED.is_match(&sentence.text)
            || HOPED.is_match(&sentence.text)
            || WHETHER.is_match(&sentence.text)
            || is_of_writer(&sentence.text)
        {
            return;
        }
        let clauses = clauses(&sentence.text);
        let of_students: Vec<&str> = clauses.into_iter().filter(|clause| !is_of_writer(clause)).collect();
        let whole = of_students.join(", ");
        let whole = NO_REASON.replace_all(&whole, "");
        let statement = read(&whole, &mut self.before);
        let named = marks_in(&whole);
        for (name, said) in statement.said {
            if !named.is_empty() && !named.contains(&name) && !opens_with_answer(&whole) {
                // "Two of them came: Grace and Wei" is not of whom we asked about.
                continue;
            }
            let yes = match said {
                Said::Present | Said::Late => true,
                Said::Absent | Said::Excused | Said::TurnedAway => false,
                _ => continue,
            };
            let people = self.prepared.marked.mentions.get(name).map(Mention::people).unwrap_or_default().to_vec();
            for student in people {
                let known = self.answers.iter().find_map(|answer| match answer {
                    FirmAnswer::AttendedTeaching { student: of, yes } if *of == student => Some(*yes),
                    _ => None,
                });
                match known {
                    None => self.give("attended teaching", FirmAnswer::AttendedTeaching { student, yes }, sentence),
                    Some(before) if before != yes && marks_in(&sentence.text).len() > 1 => {
                        self.doubts.push(opinion::BOTH_SAID);
                    }
                    Some(_) => {}
                }
            }
        }
    }

    /// "Yes. And Mohamed too.": the same is said of another.
    pub(super) fn likewise(&mut self, clause: &str, sentence: &Sentence) {
        let last = self.answers.iter().rev().find(|answer| **answer != FirmAnswer::Question).cloned();
        let (Some(last), true) = (last, LIKEWISE.is_match(clause) || says_the_same(clause)) else { return };
        for student in self.named(clause) {
            let answer = match last {
                FirmAnswer::Discussed { .. } => FirmAnswer::Discussed { student },
                FirmAnswer::AttendedTeaching { yes, .. } => FirmAnswer::AttendedTeaching { student, yes },
                FirmAnswer::Concern { .. } => FirmAnswer::Concern { student },
                FirmAnswer::Hold { .. } => FirmAnswer::Hold { student },
                FirmAnswer::Question => continue,
            };
            self.give("likewise", answer, sentence);
        }
    }
}
