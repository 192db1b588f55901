//! Every template rendered with a made-up school, its extremes too: a field that does not exist, a subject that is too
//! long or says what no subject may say, is found before anybody is written to.

use std::collections::BTreeSet;

use tera::Context;

use super::message::SUBJECT_LENGTH_MAX;
use super::sample::{self, Sample, SampleLetter};
use super::scene::{Request, Scene};
use super::{ComposeError, Finished, Outbound, TemplateMistake, contents};
use crate::domain::id::PersonId;

/// Words that no subject line has: it may stand on a locked telephone, or on a shared screen.
pub(super) const NEVER_IN_A_SUBJECT: [&str; 9] =
    ["absent", "absence", "absences", "missed", "missing", "ill", "illness", "sick", "unwell"];

impl Outbound {
    /// Renders all letters with every field and the extremes.
    pub fn check(&self) -> Vec<TemplateMistake> {
        let mut mistakes = BTreeSet::new();
        for kind in sample::KINDS {
            let sample = Sample::new(kind);
            for (name, written) in self.preview(&sample) {
                match written {
                    Ok(finished) => mistakes.extend(subject_mistake(&name, &finished, kind)),
                    Err(ComposeError::Template(mistake)) => {
                        mistakes.insert(mistake);
                    }
                    Err(error) => {
                        mistakes.insert(TemplateMistake { file: name, line: None, what: error.to_string() });
                    }
                }
            }
        }
        mistakes.extend(self.templates.unknown_names(&self.contexts(&Sample::new(sample::Kind::Ordinary))));
        mistakes.into_iter().collect()
    }

    /// What the letters of a sample may speak of.
    fn contexts(&self, sample: &Sample) -> Vec<Context> {
        let mut contexts = Vec::new();
        for one in &sample.letters {
            for recipient in &one.to {
                let request = Request {
                    letter: &one.letter,
                    to: &one.to,
                    recipient: *recipient,
                    extra: &one.extra,
                    words: &Sample::words,
                    now: sample.now,
                };
                let scene = Scene::new(request, &sample.state, &sample.rules, &self.house);
                contexts.extend(scene.and_then(|scene| contents::of(&scene)));
            }
        }
        contexts
    }

    /// Every letter of a sample to each of its recipients, by the kind of letter.
    pub fn preview(&self, sample: &Sample) -> Vec<(String, Result<Finished, ComposeError>)> {
        let mut written = Vec::new();
        for one in &sample.letters {
            for recipient in &one.to {
                written.push((one.letter.kind().to_owned(), self.compose_sample(sample, one, *recipient)));
            }
        }
        written
    }

    /// One letter of a sample as one of its recipients has it.
    pub(super) fn compose_sample(
        &self,
        sample: &Sample,
        one: &SampleLetter,
        recipient: PersonId,
    ) -> Result<Finished, ComposeError> {
        let Sample { state, rules, .. } = sample;
        self.compose(&one.letter, &one.to, recipient, state, rules, &Sample::words, &one.extra, sample.now)
    }
}

/// What no subject may be. A name of sixty letters is cut, and no mistake of the template's.
fn subject_mistake(kind: &str, finished: &Finished, sample: sample::Kind) -> Option<TemplateMistake> {
    let says = |what: String| TemplateMistake { file: format!("{kind}/subject.txt"), line: None, what };
    let subject = &finished.subject;
    let lower = subject.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    if let Some(word) = words.find(|word| NEVER_IN_A_SUBJECT.contains(word)) {
        return Some(says(format!("a subject never says \"{word}\": \"{subject}\"")));
    }
    if subject.is_empty() {
        return Some(says("the subject is empty".to_owned()));
    }
    let is_cut = sample == sample::Kind::Ordinary && subject.ends_with('…');
    is_cut.then(|| says(format!("the subject is longer than {SUBJECT_LENGTH_MAX} characters: \"{subject}\"")))
}
