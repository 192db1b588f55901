//! Students' words on their way to their co-leaders, and the only way that there is (domain rule: beyond the
//! co-leaders go facts of attendance only).
//!
//! [`StudentWords`] cannot be put into a template. Only a [`ForCoLeaders`] turns it into [`Quoted`], and only a letter
//! whose reader leads the student's group today has one.

use serde::Serialize;

/// What a student wrote, as the reader of letters told it from quotation and signature.
#[derive(Clone, PartialEq, Eq)]
pub struct StudentWords(String);

impl StudentWords {
    /// Takes the words of one message.
    pub fn new(words: String) -> Self {
        Self(words)
    }
}

/// Words are for the co-leaders, not for a log.
impl std::fmt::Debug for StudentWords {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("StudentWords(…)")
    }
}

/// Proof that the reader of the letter is a co-leader of the group that it speaks of, and that nobody else reads it.
#[derive(Debug, Clone, Copy)]
pub struct ForCoLeaders(());

impl ForCoLeaders {
    /// Given by [`super::scene::Scene::for_co_leaders`] alone.
    pub(super) fn when(reader_leads_the_group: bool) -> Option<Self> {
        reader_leads_the_group.then_some(Self(()))
    }
}

/// Words ready for a co-leader's letter: each line set off with `> `, as mail programs quote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Quoted(String);

/// A message longer than this is cut: the whole of it is in the mailbox.
const QUOTED_LINES_MAX: usize = 200;

impl Quoted {
    /// Sets the words off line by line.
    pub fn new(words: &StudentWords, _: ForCoLeaders) -> Self {
        let mut lines: Vec<String> = words
            .0
            .trim()
            .lines()
            .take(QUOTED_LINES_MAX)
            .map(|line| {
                let line: String = line.chars().filter(|c| !c.is_control()).collect();
                format!("> {}", line.trim()).trim_end().to_owned()
            })
            .collect();
        if words.0.trim().lines().count() > QUOTED_LINES_MAX {
            lines.push("> […]".to_owned());
        }
        Self(lines.join("\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_set_off_line_by_line() {
        let words = StudentWords::new("\nHi both,\r\n\r\n  From now on I can't\u{0} come.\n".to_owned());
        let proof = ForCoLeaders::when(true).unwrap();
        assert_eq!(Quoted::new(&words, proof).0, "> Hi both,\n>\n> From now on I can't come.");
    }

    #[test]
    fn nobody_else_has_a_proof_and_a_log_shows_nothing() {
        assert!(ForCoLeaders::when(false).is_none());
        assert_eq!(format!("{:?}", StudentWords::new("secret".to_owned())), "StudentWords(…)");
    }
}
