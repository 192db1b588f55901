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

/// A list that the quotation does not indent, or of which every line carries more, is one only from so many lines on.
const PLAIN_LIST_LINES_MIN: usize = 5;

/// A line of a list: the name, and what stands behind or before it.
struct Item {
    name: String,
    answer: String,
    is_indented: bool,
}

/// What the writer typed into the lines of one quoted list, the lines being those of one run of quotation.
pub fn annotations(run: &[Source]) -> Vec<Annotated> {
    let mut items: Vec<Item> = run.iter().filter(|line| line.depth == 1).filter_map(|line| item(&line.text)).collect();
    let is_indented = items.iter().any(|item| item.is_indented);
    items.retain(|item| item.is_indented == is_indented && (is_indented || item.answer.is_empty() || item.is_marked()));
    let bare = items.iter().filter(|item| item.answer.is_empty()).count();
    // Where every line says more, it is what was sent, unless it is what a register says.
    let is_list = match (is_indented, bare) {
        (true, 0) => items.len() >= PLAIN_LIST_LINES_MIN && items.iter().all(Item::is_marked),
        (true, _) => items.len() >= LIST_LINES_MIN,
        (false, _) => bare >= PLAIN_LIST_LINES_MIN,
    };
    if !is_list {
        return Vec::new();
    }
    let answered = items.into_iter().filter(|item| !item.answer.is_empty());
    answered.map(|item| Annotated { quoted: item.name, answer: item.answer }).collect()
}

impl Item {
    /// Does the answer begin as the marks of a register do?
    fn is_marked(&self) -> bool {
        const MARKS: &str = " y yes n no p a x present absent here there late away missing excused apologies apology apols off sick \
             ill dna turned arrived came left not didn't attended in out did ";
        let first =
            self.answer.trim_start_matches(['(', '[']).split(|c: char| c.is_whitespace() || ",.;:)]-".contains(c));
        let first = first.map(str::to_lowercase).next().unwrap_or_default();
        MARKS.split_ascii_whitespace().any(|mark| mark == first)
            || !self.answer.is_ascii() && first.chars().count() == 1
    }
}

/// A line that begins with a name, or with a mark before it.
fn item(text: &str) -> Option<Item> {
    let bullet = text.trim_start().strip_prefix("- ");
    let is_indented = text.starts_with("  ") || bullet.is_some();
    let inner = bullet.unwrap_or(text).trim();
    let (mark, inner) = match inner.split_once(' ') {
        Some((mark @ ("x" | "X" | "✗" | "✘" | "❌" | "✓" | "✔" | "✅" | "[x]" | "(x)"), rest)) => {
            (Some(mark), rest.trim())
        }
        _ => (None, inner),
    };
    let end = inner
        .find(['-', '–', '—', ':', '=', '(', ',', '✓', '✔', '✗', '✘', '❌', '✅', '👍', '…'])
        .filter(|at| stands_apart(inner, *at));
    let dots = inner.find("..");
    let spaced = inner.find("  ");
    let lower = inner
        .match_indices(' ')
        .find(|(at, _)| inner.get(at + 1..).and_then(|rest| rest.chars().next()).is_some_and(char::is_lowercase))
        .map(|(at, _)| at);
    let end = [end, dots, spaced, lower].into_iter().flatten().min().unwrap_or(inner.len());
    let (name, answer) = inner.split_at(end);
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_name = (2..=NAME_WORDS_MAX).contains(&words.len())
        && words.iter().all(|word| word.chars().next().is_some_and(char::is_uppercase));
    let answer = answer.trim_start_matches([' ', '-', '–', '—', ':', '=', ',', '.', '…']).trim();
    let answer = mark.filter(|_| answer.is_empty()).unwrap_or(answer);
    is_name.then(|| Item { name: name.trim().to_owned(), answer: answer.to_owned(), is_indented })
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
    fn a_list_that_carries_marks_all_through_is_the_writers() {
        let lines =
            ["  Aisha Khan ... present", "  Kofi Asante - no, ill", "  May Chen   p", "  Xu Wei: y", "  Zoe Hart y"];
        let expect = [
            ("Aisha Khan", "present"),
            ("Kofi Asante", "no, ill"),
            ("May Chen", "p"),
            ("Xu Wei", "y"),
            ("Zoe Hart", "y"),
        ];
        check(&lines, &expect);
    }

    #[test]
    fn a_list_without_indent_is_one_where_names_stand_alone() {
        let mut lines = vec!["Dear Helen and Daniel,", "X Grace Mensah", "May Chen – absent, he said"];
        check(&lines, &[]);
        lines.extend(["Aisha Khan", "Kofi Asante", "Xu Wei", "Zoe Hart", "Niamh Byrne"]);
        check(&lines, &[("Grace Mensah", "X"), ("May Chen", "absent, he said")]);
    }

    #[test]
    fn what_we_sent_is_not() {
        check(&["  Aisha Khan", "  Kofi Asante", "  May Chen"], &[]);
        check(&["Aisha Khan - absent", "Kofi Asante", "May Chen"], &[]);
        check(&["  Aisha Khan: present", "  Kofi Asante: absent", "  May Chen: present"], &[]);
    }
}
