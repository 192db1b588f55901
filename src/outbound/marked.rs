//! The marks of a letter's body: one source of its words, from which both the text and the HTML are made.
//!
//! A body reads as the letter does. A line may begin with a mark, and no other mark exists:
//!
//! ```text
//! # Expected (11):              a heading
//! - Priya Raman                 an item of a list
//! - :Priya Raman: 4 of 5        an item that is a fact by its name
//! > So sorry, I'm on nights.    words of somebody else
//! :When: on Thursday            a fact by its name
//! = Tuesday 24 November         to be seen at a glance        HTML alone: the text says it in a sentence
//! [I can't come]                an answer as a button         HTML alone: the text says what one can write
//! [All there | They were all]   the same, where the words typed in are others than those on the button
//! [! Seen]                      the answer that is usual: its button is filled
//! + absent: I can't come        one of several readings       a button in HTML, an item of a list in the text
//! ---                           what follows is the footer
//! ```
//!
//! An empty line ends a paragraph. A field cannot bring a mark with it: [`super::view::shown`] takes them off.

use serde::Serialize;

use super::answer::Reply;

/// The marks with which a line can begin, which no name and no place may begin with.
pub const MARKS: [char; 7] = ['#', '-', '>', ':', '=', '[', '+'];

/// A letter's body as the layout sets it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Marked {
    pub body: Vec<Block>,
    /// Why it came, who else has it, how to put it right.
    pub footer: Vec<Block>,
}

/// A part of a letter that is set as one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Block {
    Paragraph { lines: Vec<Vec<Span>> },
    Heading { line: String },
    List { items: Vec<Item> },
    Quote { lines: Vec<String> },
    Facts { facts: Vec<Fact> },
    Glance { lines: Vec<String> },
    Answers { answers: Vec<Answer> },
}

/// A piece of a line, and where it leads, if anywhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Span {
    pub text: String,
    pub link: Option<String>,
}

/// An item of a list, and whom or what it is about where it begins with that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    pub name: Option<String>,
    pub text: String,
}

/// What is known, by its name; the value may be left for the reader to fill in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    pub name: String,
    pub value: String,
}

/// A button: what stands on it, and the letter that it opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answer {
    pub label: String,
    pub href: String,
    /// What most will answer. Where a person is to decide about another, no answer is.
    pub is_usual: bool,
}

impl Marked {
    /// Reads the marks. Buttons open a letter to `reply`; a web address becomes a link where it is one of `links`.
    pub fn new(text: &str, reply: &Reply<'_>, links: &[String]) -> Self {
        let mut marked = Self::default();
        let mut blocks = &mut marked.body;
        let mut is_apart = true;
        for line in text.lines().map(Line::of) {
            let block = match line {
                Line::Empty => {
                    is_apart = true;
                    continue;
                }
                Line::Footer => {
                    blocks = &mut marked.footer;
                    is_apart = true;
                    continue;
                }
                Line::Heading(line) => Block::Heading { line: line.trim_end_matches(':').to_owned() },
                Line::Item(name, text) => {
                    Block::List { items: vec![Item { name: name.map(str::to_owned), text: text.to_owned() }] }
                }
                Line::Quote(line) => Block::Quote { lines: vec![line.to_owned()] },
                Line::Fact(name, value) => {
                    Block::Facts { facts: vec![Fact { name: name.to_owned(), value: value.to_owned() }] }
                }
                Line::Glance(line) => Block::Glance { lines: vec![line.to_owned()] },
                Line::Answer { label, words, is_usual } => {
                    let answer = Answer { label: label.to_owned(), href: reply.link(words), is_usual };
                    Block::Answers { answers: vec![answer] }
                }
                Line::Choice { words, .. } => {
                    let answer = Answer { label: words.to_owned(), href: reply.link(words), is_usual: false };
                    Block::Answers { answers: vec![answer] }
                }
                Line::Plain(line) => Block::Paragraph { lines: vec![spans(line, links)] },
            };
            let new = match blocks.last_mut() {
                Some(last) if !is_apart => last.take(block),
                _ => Some(block),
            };
            blocks.extend(new);
            is_apart = false;
        }
        marked
    }
}

impl Block {
    /// Takes what the next line has, where it goes on with the same; gives it back where it does not.
    fn take(&mut self, next: Self) -> Option<Self> {
        match (self, next) {
            (Self::Paragraph { lines }, Self::Paragraph { lines: more }) => lines.extend(more),
            (Self::List { items }, Self::List { items: more }) => items.extend(more),
            (Self::Quote { lines }, Self::Quote { lines: more })
            | (Self::Glance { lines }, Self::Glance { lines: more }) => lines.extend(more),
            (Self::Facts { facts }, Self::Facts { facts: more }) => facts.extend(more),
            (Self::Answers { answers }, Self::Answers { answers: more }) => answers.extend(more),
            (_, next) => return Some(next),
        }
        None
    }
}

/// What a template has written, without control characters: lines alone are told apart.
pub fn cleaned(text: &str) -> String {
    text.chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

/// The letter as text: the marks that only the eye needs are gone, one empty line stands between paragraphs, and no line
/// has white space at either end. Templates can so be laid out for those who write them.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut is_apart = false;
    for line in text.lines().map(Line::of) {
        let (name, line) = match line {
            Line::Empty => {
                is_apart = !plain.is_empty();
                continue;
            }
            Line::Footer | Line::Glance(_) | Line::Answer { .. } => continue,
            Line::Heading(line) | Line::Plain(line) => ("", line.to_owned()),
            Line::Item(None, line) | Line::Choice { whole: line, .. } => ("- ", line.to_owned()),
            Line::Item(Some(name), line) => ("- ", format!("{name}: {line}")),
            Line::Quote(line) => (if line.is_empty() { ">" } else { "> " }, line.to_owned()),
            Line::Fact(name, "") => (name, ":".to_owned()),
            Line::Fact(name, value) => (name, format!(": {value}")),
        };
        if is_apart {
            plain.push('\n');
        }
        is_apart = false;
        plain.push_str(name);
        plain.push_str(&line);
        plain.push('\n');
    }
    plain
}

/// A line by its mark.
enum Line<'a> {
    Empty,
    Plain(&'a str),
    Heading(&'a str),
    Item(Option<&'a str>, &'a str),
    Quote(&'a str),
    Fact(&'a str, &'a str),
    Glance(&'a str),
    Answer {
        label: &'a str,
        /// What the button types in.
        words: &'a str,
        is_usual: bool,
    },
    Choice {
        whole: &'a str,
        /// What stands on the button, and what it types in: all but the word or number to choose by.
        words: &'a str,
    },
    Footer,
}

impl<'a> Line<'a> {
    fn of(line: &'a str) -> Self {
        let line = line.trim();
        let fact = || line.strip_prefix(':')?.split_once(':');
        let answer = || line.strip_prefix('[')?.strip_suffix(']');
        if line.is_empty() {
            Self::Empty
        } else if line == "---" {
            Self::Footer
        } else if let Some(heading) = line.strip_prefix("# ") {
            Self::Heading(heading.trim())
        } else if let Some(item) = line.strip_prefix("- ") {
            let item = item.trim();
            let fact = item.strip_prefix(':').and_then(|item| item.split_once(':'));
            fact.map_or(Self::Item(None, item), |(name, text)| Self::Item(Some(name.trim()), text.trim()))
        } else if let Some(whole) = line.strip_prefix("+ ") {
            let words = whole.split_once(": ").map_or(whole, |(_, words)| words);
            Self::Choice { whole: whole.trim(), words: words.trim() }
        } else if let Some(quoted) = line.strip_prefix('>') {
            Self::Quote(quoted.trim())
        } else if let Some(glance) = line.strip_prefix("= ") {
            Self::Glance(glance.trim())
        } else if let Some((name, value)) = fact() {
            Self::Fact(name.trim(), value.trim())
        } else if let Some(answer) = answer() {
            let (is_usual, answer) = answer.strip_prefix("! ").map_or((false, answer), |answer| (true, answer));
            let (label, words) = answer.split_once('|').unwrap_or((answer, answer));
            // A space at the end is where the writer goes on: "Not there: ".
            Self::Answer { label: label.trim(), words: words.trim_start(), is_usual }
        } else {
            Self::Plain(line)
        }
    }
}

/// A line in pieces: the addresses that may lead somewhere, and the text about them.
fn spans(line: &str, links: &[String]) -> Vec<Span> {
    let text = |text: &str| Span { text: text.to_owned(), link: None };
    let Some((link, (before, after))) = links.iter().find_map(|link| Some((link, line.split_once(link.as_str())?)))
    else {
        return vec![text(line)];
    };
    let spans = [text(before), Span { text: link.clone(), link: Some(link.clone()) }, text(after)];
    spans.into_iter().filter(|span| !span.text.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Address;

    fn marked(text: &str) -> Marked {
        let to = Address::new("balint@med.example").unwrap();
        Marked::new(text, &Reply { to: &to, subject: "Hello" }, &["https://balint.example/".to_owned()])
    }

    #[test]
    fn the_text_has_the_words_and_none_of_the_marks_for_the_eye() {
        let text = "\n= Tuesday\n\nDear Tom,\n\n\n# Expected:\n- Priya\n\n[I can't come]\n\n:When: now\n:Who:\n---\n:Why: because\n";
        assert_eq!(plain(text), "Dear Tom,\n\nExpected:\n- Priya\n\nWhen: now\nWho:\nWhy: because\n");
    }

    #[test]
    fn each_mark_makes_its_block_and_neighbours_of_a_kind_are_one() {
        let marked = marked("Warmly,\nHelen\n\n# Expected:\n- A\n- B\n[! Yes]\n[No | Not]\n---\n:Why: x\n:Who:");
        let [Block::Paragraph { lines }, Block::Heading { line }, Block::List { items }, Block::Answers { answers }] =
            &marked.body[..]
        else {
            panic!("{marked:?}");
        };
        assert_eq!((lines.len(), line.as_str(), items.len(), answers.len()), (2, "Expected", 2, 2));
        assert_eq!((answers[0].label.as_str(), answers[0].is_usual, answers[1].is_usual), ("Yes", true, false));
        assert!(answers[1].label == "No" && answers[1].href.ends_with("body=Not%0D%0A"), "{answers:?}");
        assert!(matches!(&marked.footer[..], [Block::Facts { facts }] if facts.len() == 2));
    }

    #[test]
    fn an_item_may_begin_with_whom_it_is_about() {
        let text = "- :Priya Raman: 4 of 5; no word: once\n- nobody: else\n";
        assert_eq!(plain(text), "- Priya Raman: 4 of 5; no word: once\n- nobody: else\n");
        let marked = marked(text);
        let [Block::List { items }] = &marked.body[..] else { panic!("{marked:?}") };
        assert_eq!((items[0].name.as_deref(), items[0].text.as_str()), (Some("Priya Raman"), "4 of 5; no word: once"));
        assert_eq!((items[1].name.as_deref(), items[1].text.as_str()), (None, "nobody: else"));
    }

    #[test]
    fn a_reading_to_choose_is_an_item_for_one_reader_and_a_button_for_the_other() {
        let text = "# Did you mean:\n+ absent: I can't come\n+ late: I will be late\n";
        assert_eq!(plain(text), "Did you mean:\n- absent: I can't come\n- late: I will be late\n");
        let marked = marked(text);
        let [_, Block::Answers { answers }] = &marked.body[..] else { panic!("{marked:?}") };
        assert_eq!((answers[0].label.as_str(), answers[1].label.as_str()), ("I can't come", "I will be late"));
        assert!(answers[1].href.ends_with("body=I%20will%20be%20late%0D%0A") && !answers[1].is_usual, "{answers:?}");
    }

    #[test]
    fn only_an_address_that_may_be_followed_is_a_link() {
        let marked = marked("See https://balint.example/, and not https://evil.example/");
        let [Block::Paragraph { lines }] = &marked.body[..] else { panic!("{marked:?}") };
        let links: Vec<_> = lines[0].iter().filter_map(|span| span.link.as_deref()).collect();
        assert_eq!(links, ["https://balint.example/"]);
        assert_eq!(
            lines[0].iter().map(|span| span.text.as_str()).collect::<String>(),
            "See https://balint.example/, and not https://evil.example/"
        );
    }
}
