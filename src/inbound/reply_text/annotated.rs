//! Answers typed behind the lines of a quoted list: "> Aisha Khan - absent" under our register.
//!
//! Our lists are indented names and nothing else; so where some lines of a quoted list carry more than the others, the
//! rest of those lines is the writer's.

use super::Source;
use crate::inbound::tokens::{WordList, listed};

/// A list of fewer lines could be anything.
const LIST_LINES_MIN: usize = 3;
/// Nobody's name has more words, and no list has names of fewer.
const NAME_WORDS_MAX: usize = 5;
const NAME_WORDS_MIN: usize = 2;

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
    let depth = u16::from(run.iter().any(|line| line.depth > 0));
    let mut items: Vec<Item> =
        run.iter().filter(|line| line.depth == depth).filter_map(|line| item(&line.text)).collect();
    let is_indented = items.iter().any(|item| item.is_indented);
    items.retain(|item| item.is_indented == is_indented && (is_indented || item.answer.is_empty() || item.is_marked()));
    let bare = items.iter().filter(|item| item.answer.is_empty()).count();
    // Where every line says more, it is what was sent, unless it is what a register says.
    let is_list = match (is_indented, bare) {
        (_, 0) => items.len() >= PLAIN_LIST_LINES_MIN && items.iter().all(Item::is_marked),
        (true, _) => items.len() >= LIST_LINES_MIN,
        (false, _) => items.len() >= PLAIN_LIST_LINES_MIN,
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
        begins_as_mark(&self.answer)
    }
}

/// Does a text begin as the marks of a register do?
fn begins_as_mark(text: &str) -> bool {
    const MARKS: WordList = WordList::new(
        " y yes yep yup n no nope nah p a e l x ok present absent here there late away missing excused apologies apology \
         apols off sick ill dna turned sent arrived came left not didn't didnt wasn't wasnt was attended in out did never joined \
         told emailed e-mailed texted rang excuse tick cross unwell leave holiday awol none \u{1f44d} \u{1f44e} ",
    );
    let first = text.trim_start_matches(['(', '[']).split(|c: char| c.is_whitespace() || ",.;:)]-".contains(c));
    let first = first.map(str::to_lowercase).next().unwrap_or_default().replace('\u{2019}', "'");
    !first.is_empty() && (listed(&MARKS, &first) || !text.is_ascii() && first.chars().count() == 1)
}

/// A line that begins with a name, or with a mark before it.
fn item(text: &str) -> Option<Item> {
    let bullet = ["- ", "* ", "\u{2022} "].iter().find_map(|bullet| text.trim_start().strip_prefix(bullet));
    let is_indented = text.starts_with("  ") || bullet.is_some();
    let (mark, inner) = mark_before(bullet.unwrap_or(text).trim());
    // Most lines are no list's: they do not begin with two words of a name.
    let begins: Vec<&str> = inner.split_whitespace().take(NAME_WORDS_MIN).collect();
    if begins.len() < NAME_WORDS_MIN || !begins.iter().all(|word| word.starts_with(char::is_uppercase)) {
        return None;
    }
    let end = inner
        .match_indices([
            '-', '–', '—', ':', ';', '|', '/', '~', '+', '→', '=', '(', ',', '<', '>', '✓', '✔', '✗', '✘', '❌', '✅',
            '👍', '👎', '…',
        ])
        .map(|(at, _)| at)
        .find(|at| stands_apart(inner, *at));
    let dots = inner.find("..");
    let spaced = inner.find("  ");
    let lower = inner
        .match_indices(' ')
        .find(|(at, _)| inner.get(at + 1..).and_then(|rest| rest.chars().next()).is_some_and(char::is_lowercase))
        .map(|(at, _)| at);
    let end = [end, dots, spaced, lower].into_iter().flatten().min().unwrap_or(inner.len());
    let (name, answer) = inner.split_at(end);
    let (name, answer) = mark_behind(name.trim(), answer);
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_name = (NAME_WORDS_MIN..=NAME_WORDS_MAX).contains(&words.len())
        && words.iter().all(|word| word.chars().next().is_some_and(char::is_uppercase));
    let rest =
        answer.trim_start_matches([' ', '-', '–', '—', ':', ';', '|', '/', '~', '→', '=', ',', '.', '…', '<', '>']);
    // A minus that is all there is says something.
    let answer = if rest.is_empty() && answer.trim() == "-" { "-" } else { rest.trim() };
    let answer = mark.filter(|_| answer.is_empty()).unwrap_or(answer);
    is_name.then(|| Item { name: name.trim().to_owned(), answer: answer.to_owned(), is_indented })
}

/// "x Grace Mensah", "absent: Tom Nguyen": the mark before the name, and the rest of the line.
fn mark_before(text: &str) -> (Option<&str>, &str) {
    if let Some((
        mark @ ("x" | "X" | "✗" | "✘" | "❌" | "✓" | "✔" | "✅" | "[x]" | "(x)" | "P" | "A" | "L" | "E"),
        rest,
    )) = text.split_once(' ')
        && !rest.trim_start().starts_with(|c: char| c.is_lowercase())
    {
        return (Some(mark), rest.trim_start_matches([' ', ':', '-', '=']));
    }
    if !begins_as_mark(text) {
        return (None, text);
    }
    let parted = [": ", " - ", " – ", " = ", " > ", " >> ", " -> ", " → ", " | ", "; "]
        .iter()
        .find_map(|gap| text.split_once(gap));
    match parted {
        Some((mark, rest)) if begins_as_mark(mark) && rest.starts_with(char::is_uppercase) => {
            (Some(mark.trim()), rest.trim())
        }
        _ => (None, text),
    }
}

/// "Amara Okafor P", "Wei Xu NO": a mark in capitals behind the name.
fn mark_behind<'a>(name: &'a str, answer: &'a str) -> (&'a str, &'a str) {
    match name.rsplit_once(' ') {
        Some((rest, last)) if answer.trim().is_empty() && rest.contains(' ') && is_shouted_mark(last) => (rest, last),
        _ => (name, answer),
    }
}

fn is_shouted_mark(word: &str) -> bool {
    matches!(word, "P" | "A" | "L" | "E" | "X" | "Y" | "N")
        || word.chars().count() > 1 && word.chars().all(char::is_uppercase) && begins_as_mark(word)
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
    fn a_mark_may_stand_before_an_arrow_or_be_a_bare_sign() {
        let mut lines = vec!["late (3 min) >> Grace Mensah", "May Chen"];
        lines.extend(["Aisha Khan", "Kofi Asante", "Xu Wei", "Zoe Hart", "Niamh Byrne"]);
        check(&lines, &[("Grace Mensah", "late (3 min)")]);
        let signed = ["  Aisha Khan   +", "  Kofi Asante   -", "  May Chen ; present", "  Xu Wei"];
        check(&signed, &[("Aisha Khan", "+"), ("Kofi Asante", "-"), ("May Chen", "present")]);
    }

    #[test]
    fn what_we_sent_is_not() {
        check(&["  Aisha Khan", "  Kofi Asante", "  May Chen"], &[]);
        check(&["Aisha Khan - absent", "Kofi Asante", "May Chen"], &[]);
        check(&["  Aisha Khan: present", "  Kofi Asante: absent", "  May Chen: present"], &[]);
    }
}
