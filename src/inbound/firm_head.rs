//! Reads a firm head's answer about students of the firm (the reading guide, "The label of a firm head's message").

mod alike;
mod asides;
mod clauses;
mod closing;
mod ellipsis;
mod letters;
mod opinion;
mod others;
mod talk;
mod thanks;
mod words;

use asides::{said_of_being_there, says_both, says_plainly, with_apostrophes, without_asides, without_messenger};
use clauses::{
    clauses, is_claim, is_echo, is_hearsay, is_of_something_else, is_of_writer, is_put_off, names_all_it_met,
    names_only_others, paired, speaks_of_teaching, without_speaker,
};
use ellipsis::in_full;
use talk::{done_part, has_talked, is_rung_in_vain, without_talk, without_topic};
use thanks::{beyond_thanks, says_nothing};
use words::{
    ASKS, BEAR_WITH, CAME, CONCERN, COURTESY, COVERED, ELSEWHERE, EXCEPT, HOLD, HOPED, IN_PLACE_OF, LATER, LOOK_AFTER,
    MISSED_PART, NO_CONCERN, NO_HOLD, NO_LONGER, NO_REASON, NO_TEACHING, NO_TROUBLE, NOT_DISCUSSED, NOT_MISSED, NOT_OF,
    NOT_THERE, NOT_WITH, OF_LETTERS, OF_REST, PASSES_ON, POLITE_HOLD, PRONOUN_FIRST, RETRACTS, SENT_FOR, SHE_AND,
    SOME_CAME, SUPPOSED, THERE, THERE_WAS, UNNAMED, UNSURE, WANTS, WAS, WAS_WORRIED, WHETHER, WHO_CAME, WRITER_CAME,
    WRITER_WAITS,
};

use std::borrow::Cow;

use crate::domain::id::PersonId;
use crate::domain::said::FirmAnswer;
use crate::inbound::co_leader::statement::{Before, says_away};
use crate::inbound::co_leader::text::{Prepared, Sentence, prepare};
use crate::inbound::impression::told::Told;
use crate::inbound::names::{Mention, Roll, marks_in};
use crate::inbound::reading::{AboutKind, Evidence, Read, Scene, Words};

/// Reads what a firm head wrote.
pub fn read_firm_head(words: &Words, scene: &Scene, firm_head: PersonId) -> Read<Vec<FirmAnswer>> {
    read_settled(words, scene, firm_head, &[])
}

/// The same where the writer has said whom the names mean that are not clear by themselves.
pub fn read_settled(words: &Words, scene: &Scene, firm_head: PersonId, settled: &[PersonId]) -> Read<Vec<FirmAnswer>> {
    let roll = Roll::of_firm(scene.roster, firm_head, scene.calendar.day(scene.now));
    let words = &said(words, scene, &roll);
    let mut prepared = prepare(words, scene, firm_head, &roll);
    prepared.settle(settled);
    let read = ruled(words, scene, &prepared, &roll);
    opinion::weigh(&prepared, kind(scene), read)
}

/// What was written; in an answer about teaching a letter is a yes or a no.
fn said<'a>(words: &'a Words, scene: &Scene, roll: &Roll) -> Cow<'a, Words> {
    match kind(scene) {
        Some(AboutKind::SmallGroupCheck) => Cow::Owned(letters::written_out(words, roll)),
        _ => Cow::Borrowed(words),
    }
}

/// "The other two", "all but Grace": the answer is about students whom it does not name.
const OF_UNNAMED: &str = "students are meant who are not named";

/// An answer about students of the roll as the networks hear it: for teaching them.
pub fn told(words: &Words, scene: &Scene, firm_head: PersonId, roll: &Roll) -> Told<u32> {
    let words = &said(words, scene, roll);
    let prepared = prepare(words, scene, firm_head, roll);
    let read = ruled(words, scene, &prepared, roll);
    opinion::told(&prepared, kind(scene), &read)
}

fn kind(scene: &Scene) -> Option<AboutKind> {
    scene.about.map(|about| about.kind)
}

/// What the rules alone make of an answer.
fn ruled(words: &Words, scene: &Scene, prepared: &Prepared, roll: &Roll) -> Read<Vec<FirmAnswer>> {
    let mut reader = Reader {
        scene,
        prepared,
        roll,
        sentences: in_plain_words(scene, prepared),
        answers: Vec::new(),
        evidence: Vec::new(),
        doubts: Vec::new(),
        latest: scene.about.and_then(|about| about.student).into_iter().collect(),
        unclear: Vec::new(),
        left: Vec::new(),
        claimed: Vec::new(),
        wants: false,
        before: Before { names: prepared.spoken_of.into_iter().collect(), ..Before::default() },
        follows: String::new(),
    };
    let sentences = reader.sentences.clone();
    for (place, sentence) in sentences.iter().enumerate() {
        if let Some(whole) = prepared.sentences.get(place).filter(|whole| beyond_thanks(&whole.text) != whole.text) {
            // "Thanks for the note about Wei - I saw him today."
            reader.speaks_of(&whole.text);
        }
        if is_echo(sentence, sentences.get(place + 1)) {
            reader.speaks_of(&sentence.text);
        } else {
            let next = sentences.get(place + 1).filter(|next| marks_in(&next.text).is_empty());
            reader.follows = next.map(|next| next.text.clone()).unwrap_or_default();
            reader.sentence(sentence);
        }
    }
    reader.contrasts();
    reader.finish(words)
}

/// The sentences without thanks and asides, with what was left out put in.
fn in_plain_words(scene: &Scene, prepared: &Prepared) -> Vec<Sentence> {
    let of_check = kind(scene) == Some(AboutKind::SmallGroupCheck);
    let asked = scene.about.and_then(|about| about.student);
    let mut told: Vec<Sentence> = Vec::new();
    for sentence in &prepared.sentences {
        let text = with_apostrophes(beyond_thanks(&sentence.text)).into_owned();
        let text = paired(&without_speaker(&text)).into_owned();
        let text = if of_check {
            without_asides(&without_messenger(&text, prepared, asked)).into_owned()
        } else {
            in_full(&text, told.last().map(|before| before.text.as_str())).into_owned()
        };
        told.push(Sentence { text, ..sentence.clone() });
    }
    told
}

struct Reader<'a> {
    scene: &'a Scene<'a>,
    prepared: &'a Prepared,
    roll: &'a Roll,
    /// What is written, without thanks.
    sentences: Vec<Sentence>,
    answers: Vec<FirmAnswer>,
    evidence: Vec<Evidence>,
    doubts: Vec<&'static str>,
    /// The students spoken of last: "she", "both of them".
    latest: Vec<PersonId>,
    unclear: Vec<PersonId>,
    /// Students in words that were not understood, who must have an answer elsewhere.
    left: Vec<PersonId>,
    /// Students of whom only they themselves say that they were there.
    claimed: Vec<PersonId>,
    /// Words that were not understood want something done.
    wants: bool,
    /// What the sentences before leave to the register's reader.
    before: Before,
    /// The sentence after this one, if it names nobody else: "Rang her. No answer."
    follows: String,
}

impl Reader<'_> {
    fn kind(&self) -> Option<AboutKind> {
        kind(self.scene)
    }

    fn sentence(&mut self, sentence: &Sentence) {
        let text = sentence.text.as_str();
        let of_check = self.kind() == Some(AboutKind::SmallGroupCheck);
        let before = self.answers.len();
        let of_teaching = of_check && !OF_LETTERS.is_match(text);
        if HOLD.is_match(&WRITER_WAITS.replace_all(text, ""))
            && !NO_HOLD.is_match(text)
            && !of_teaching
            && (!sentence.asks || POLITE_HOLD.is_match(text))
        {
            for student in self.meant(&NOT_OF.replace_all(&without_talk(text), "")) {
                self.give("hold", FirmAnswer::Hold { student }, sentence);
            }
        }
        if !sentence.asks {
            let nothing = says_nothing(text);
            let parts = if !of_check && names_all_it_met(text) { vec![text] } else { clauses(text) };
            for clause in parts.into_iter().filter(|_| !nothing) {
                let clause = self.of_whom(clause);
                let before_clause = self.answers.len();
                self.likewise(clause, sentence);
                self.worried(clause, sentence);
                self.discussed(clause, sentence);
                let is_met = self.answers.len() > before_clause;
                if of_check || !is_met && speaks_of_teaching(clause, &sentence.text) {
                    self.attended(clause, sentence);
                }
                self.note_what_is_left(clause, before_clause);
                self.speaks_of(clause);
            }
        }
        if of_check && !sentence.asks {
            self.heard(sentence);
        }
        if !sentence.asks && UNNAMED.is_match(text) && !LATER.is_match(text) {
            self.doubts.push(OF_UNNAMED);
        }
        let read = self.answers.len() > before;
        let passes_on =
            LOOK_AFTER.is_match(text) && self.answers.iter().any(|a| matches!(a, FirmAnswer::Concern { .. }));
        let is_answered = passes_on || COURTESY.is_match(text) || read && POLITE_HOLD.is_match(text);
        if sentence.asks && !is_answered
            || ASKS.is_match(text) && !read && !CONCERN.is_match(text)
            || PASSES_ON.is_match(text)
        {
            self.give("question", FirmAnswer::Question, sentence);
        }
        self.speaks_of(text);
    }

    /// A clause about the last of those named before it: "I asked for Wei and got Grace, who was fine".
    fn of_whom<'c>(&mut self, clause: &'c str) -> &'c str {
        let Some(told) = clause.strip_prefix(", who ") else { return clause };
        let of_all = ["were ", "are ", "have ", "both ", "all "].iter().any(|plural| told.starts_with(plural));
        if !of_all && self.latest.len() > 1 {
            self.latest.drain(..self.latest.len() - 1);
        }
        told
    }

    /// "She" in what follows is whom the text names, if anybody.
    fn speaks_of(&mut self, text: &str) {
        let named = self.named(text);
        if !named.is_empty() {
            self.latest = named;
        }
    }

    /// The students clearly named in a text; one that is not clear is a doubt.
    fn named(&mut self, text: &str) -> Vec<PersonId> {
        let mut students = Vec::new();
        for place in marks_in(text) {
            let Some(mention) = self.prepared.marked.mentions.get(place) else {
                continue;
            };
            if mention.is_unclear() {
                self.doubts.push("a name fits several students, or none");
                self.unclear.extend(&mention.fits);
            }
            students.extend(Mention::people(mention));
        }
        students
    }

    fn meant(&mut self, text: &str) -> Vec<PersonId> {
        let mut named = self.named(text);
        if !named.is_empty() {
            if SHE_AND.is_match(text) {
                // "Both she and Niamh."
                named.splice(0..0, self.latest.iter().copied());
            }
            return named;
        }
        if marks_in(text).is_empty() {
            if self.latest.is_empty() && text.split_whitespace().count() > 1 {
                self.doubts.push("no student is named");
            }
            return self.latest.clone();
        }
        Vec::new()
    }

    /// Notes a clause that neither answers nor puts the answer off.
    fn note_what_is_left(&mut self, clause: &str, answers_before: usize) {
        let read = self.answers.len() > answers_before
            || LATER.is_match(clause)
            || NOT_DISCUSSED.is_match(clause)
            || is_of_writer(clause)
            || says_nothing(clause)
            || self.kind() == Some(AboutKind::SmallGroupCheck) && UNSURE.is_match(clause)
            || WHETHER.is_match(clause)
            || HOLD.is_match(clause)
            || CONCERN.is_match(clause)
            || self.kind() != Some(AboutKind::SmallGroupCheck) && SENT_FOR.is_match(clause);
        if !read {
            let named = self.named(clause);
            self.left.extend(named);
            self.wants |= WANTS.is_match(clause);
        }
    }

    fn worried(&mut self, clause: &str, sentence: &Sentence) {
        let is_past = WAS_WORRIED.is_match(clause) && NO_LONGER.is_match(&sentence.text);
        if CONCERN.is_match(clause) && !NO_CONCERN.is_match(clause) && !is_past {
            for student in self.meant(&NOT_OF.replace_all(clause, "")) {
                self.give("concern", FirmAnswer::Concern { student }, sentence);
            }
        }
    }

    fn discussed(&mut self, clause: &str, sentence: &Sentence) {
        let of_check = self.kind() == Some(AboutKind::SmallGroupCheck);
        if of_check && LATER.is_match(clause)
            || is_rung_in_vain(clause, &self.follows)
            || !has_talked(clause, &sentence.text, of_check)
        {
            return;
        }
        if of_check && marks_in(clause).is_empty() && self.sentences.iter().any(|of| COVERED.is_match(&of.text)) {
            // "My registrar took it. I have spoken to her."
            self.doubts.push(opinion::CLAUSE_NOT_UNDERSTOOD);
            return;
        }
        if EXCEPT.is_match(clause) {
            self.doubts.push(OF_UNNAMED);
            return;
        }
        if names_only_others(clause) {
            // "Discussed with my colleague, not with Grace."
            self.doubts.push(opinion::CLAUSE_NOT_UNDERSTOOD);
            return;
        }
        for student in self.meant(&without_topic(&NOT_OF.replace_all(done_part(clause), ""))) {
            self.give("discussed", FirmAnswer::Discussed { student }, sentence);
        }
    }

    fn attended(&mut self, clause: &str, sentence: &Sentence) {
        let of_check = self.kind() == Some(AboutKind::SmallGroupCheck);
        // "No problem, she was there": the first word answers the request, not the question.
        let clause = &*NO_TROUBLE.replace_all(clause, "");
        let clause = &*IN_PLACE_OF.replace_all(clause, "");
        let clause = &*NOT_MISSED.replace_all(clause, " was present");
        let clause = &*MISSED_PART.replace_all(clause, "");
        let clause = &*WHO_CAME.replace_all(clause, "");
        let clause = &*said_of_being_there(clause);
        let yes = THERE.is_match(&WRITER_CAME.replace_all(&BEAR_WITH.replace_all(clause, ""), ""))
            && !THERE_WAS.is_match(clause);
        let yes = yes && (of_check || WAS.is_match(clause));
        let no = NOT_THERE.is_match(clause) || ELSEWHERE.is_match(clause) && !CAME.is_match(clause);
        let no =
            no || of_check && !yes && !marks_in(clause).is_empty() && says_away(&NO_REASON.replace_all(clause, ""));
        if is_claim(clause) {
            let students = self.meant(clause);
            self.claimed.extend(students);
            return;
        }
        if marks_in(clause).is_empty() && SOME_CAME.is_match(clause) {
            self.doubts.push(OF_UNNAMED);
            return;
        }
        if SUPPOSED.is_match(clause) && !is_of_writer(clause) {
            self.doubts.push("what ought to have been");
            return;
        }
        if !no && !yes
            || is_put_off(clause)
            || HOPED.is_match(clause)
            || WHETHER.is_match(clause)
            || NO_TEACHING.is_match(clause)
            || marks_in(&sentence.text).len() < 2 && UNSURE.is_match(&sentence.text)
        {
            return;
        }
        if OF_REST.is_match(clause) || EXCEPT.is_match(clause) {
            self.doubts.push(OF_UNNAMED);
            return;
        }
        if !yes && is_of_something_else(clause) || yes && is_of_something_else(clause) && marks_in(clause).is_empty() {
            return;
        }
        if no && marks_in(clause).len() < 2 && says_both(clause) {
            self.doubts.push(opinion::BOTH_SAID);
        }
        if yes && is_hearsay(clause) {
            let students = self.meant(clause);
            self.claimed.extend(students);
            return;
        }
        if is_of_writer(clause) {
            return;
        }
        // "Nope, she'd swapped with Hannah": what is said is said of her.
        let of_latest = PRONOUN_FIRST.is_match(clause) && !self.latest.is_empty();
        let students = if of_latest { self.latest.clone() } else { self.meant(clause) };
        for student in students {
            self.give("attended teaching", FirmAnswer::AttendedTeaching { student, yes: !no }, sentence);
        }
    }

    fn give(&mut self, rule: &str, answer: FirmAnswer, sentence: &Sentence) {
        if let FirmAnswer::AttendedTeaching { student, yes } = answer {
            let earlier = self.answers.iter().find_map(|known| match known {
                FirmAnswer::AttendedTeaching { student: of, yes } if *of == student => Some(*yes),
                _ => None,
            });
            match earlier {
                Some(known)
                    if known != yes
                        && (RETRACTS.is_match(&sentence.text)
                            || NOT_WITH.is_match(&sentence.text)
                            || says_plainly(&sentence.text)
                            || sentence.text.contains(" but ")) =>
                {
                    self.doubts.push(opinion::BOTH_SAID);
                    return;
                }
                // The first answer counts; talk about the session follows it.
                Some(_) => return,
                None => {}
            }
        }
        if !self.answers.contains(&answer) {
            self.answers.push(answer);
            self.evidence.push(Evidence { rule: rule.to_owned(), words: self.prepared.written(sentence) });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::inbound::co_leader::tests::world::{Case, World};

    #[test]
    fn answers_are_read_as_a_careful_person_would() {
        let world = World::new();
        let cases: Vec<Case> = include_str!("firm_head/firm_heads.txt").lines().filter_map(Case::of_line).collect();
        assert!(cases.len() >= 60);
        let failed: Vec<String> = cases.iter().filter_map(|case| failure(&world, case)).collect();
        assert!(failed.is_empty(), "{} of {}:\n{}", failed.len(), cases.len(), failed.join("\n"));
    }

    fn failure(world: &World, case: &Case) -> Option<String> {
        let about = case.kind.map(|kind| case.about(world, kind));
        let scene = Scene { roster: &world.roster, calendar: &world.calendar, now: case.now, about: about.as_ref() };
        let read = read_firm_head(&case.as_words(), &scene, world.person(&case.who));
        let of = |student: &PersonId| world.name(*student);
        let label = |answer: &FirmAnswer| match answer {
            FirmAnswer::Discussed { student } => format!("discussed {}", of(student)),
            FirmAnswer::AttendedTeaching { student, yes } => {
                format!("attended_teaching {} {}", of(student), if *yes { "yes" } else { "no" })
            }
            FirmAnswer::Concern { student } => format!("concern {}", of(student)),
            FirmAnswer::Hold { student } => format!("hold {}", of(student)),
            FirmAnswer::Question => "question".to_owned(),
        };
        let mut got: BTreeSet<String> = read.says.iter().map(label).collect();
        if !read.acts {
            got.insert("asks".to_owned());
        }
        let fits = if case.only_asks() { !read.acts } else { got == case.expected() };
        (!fits).then(|| format!("{:?}\n  expected {:?}\n  read     {got:?}", case.words, case.expected()))
    }
}
