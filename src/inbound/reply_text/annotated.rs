//! Answers typed behind the lines of a quoted list: "> Aisha Khan - absent" under our register.
//!
//! Our lists are indented names and nothing else; so where some lines of a quoted list carry more than the others, the
//! rest of those lines is the writer's.

use super::Source;

/// A list of fewer lines could be anything.
const LIST_LINES_MIN: usize = 3;
/// Nobody's name has more words.
const NAME_WORDS_MAX: usize = 5;

/// A quoted line with the writer's answer behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotated {
    pub quoted: String,
    pub answer: String,
}

/// What the writer typed behind the lines of one quoted list, the lines being those of one run of quotation.
pub fn annotations(run: &[Source]) -> Vec<Annotated> {
    let items: Vec<(String, String)> =
        run.iter().filter(|line| line.depth == 1).filter_map(|line| item(&line.text)).collect();
    let bare = items.iter().filter(|(_, answer)| answer.is_empty()).count();
    // Where every line says more, it is what was sent.
    if items.len() < LIST_LINES_MIN || bare == 0 {
        return Vec::new();
    }
    items
        .into_iter()
        .filter(|(_, answer)| !answer.is_empty())
        .map(|(quoted, answer)| Annotated { quoted, answer })
        .collect()
}

/// An indented line that begins with a name: the name, and what stands behind it.
fn item(text: &str) -> Option<(String, String)> {
    let inner = text.strip_prefix("  ").or_else(|| text.trim_start().strip_prefix("- "))?.trim();
    let end = inner
        .find(['-', '–', '—', ':', '=', '(', ',', '✓', '✔', '✗', '✘', '❌', '✅', '👍'])
        .filter(|at| stands_apart(inner, *at));
    let spaced = inner.find("  ");
    let lower = inner
        .match_indices(' ')
        .find(|(at, _)| inner.get(at + 1..).and_then(|rest| rest.chars().next()).is_some_and(char::is_lowercase))
        .map(|(at, _)| at);
    let end = [end, spaced, lower].into_iter().flatten().min().unwrap_or(inner.len());
    let (name, answer) = inner.split_at(end);
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_name = (2..=NAME_WORDS_MAX).contains(&words.len())
        && words.iter().all(|word| word.chars().next().is_some_and(char::is_uppercase));
    let answer = answer.trim_start_matches([' ', '-', '–', '—', ':', '=', ',']).trim();
    is_name.then(|| (name.trim().to_owned(), answer.to_owned()))
}

/// The hyphen of a double name is no dash.
fn stands_apart(text: &str, at: usize) -> bool {
    let is_hyphen = text.get(at..).is_some_and(|rest| rest.starts_with('-'));
    !is_hyphen || text.get(..at).is_some_and(|head| head.ends_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[&str], expect: &[(&str, &str)]) {
        let run: Vec<Source> =
            lines.iter().map(|text| Source { depth: 1, text: (*text).to_owned(), is_signature: false }).collect();
        let found: Vec<(String, String)> = annotations(&run).into_iter().map(|a| (a.quoted, a.answer)).collect();
        let found: Vec<(&str, &str)> =
            found.iter().map(|(quoted, answer)| (quoted.as_str(), answer.as_str())).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn answers_behind_the_names_are_the_writers() {
        check(
            &[
                "Who was there?",
                "",
                "  Aisha Khan - absent",
                "  Jean-Luc Moreau",
                "  Nguyen Thi Minh Anh late",
                "  Kofi Asante ✓",
            ],
            &[("Aisha Khan", "absent"), ("Nguyen Thi Minh Anh", "late"), ("Kofi Asante", "✓")],
        );
        check(
            &["  Maeve O'Connor: sick", "  Xu Wei", "  May Chen (train)"],
            &[("Maeve O'Connor", "sick"), ("May Chen", "(train)")],
        );
    }

    #[test]
    fn what_we_sent_is_not() {
        check(&["  Aisha Khan", "  Kofi Asante", "  May Chen"], &[]);
        check(&["Aisha Khan - absent", "Kofi Asante", "May Chen"], &[]);
        check(&["  Aisha Khan: present", "  Kofi Asante: absent", "  May Chen: present"], &[]);
    }
}
