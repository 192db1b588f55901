//! Which lines are the writer's, which are quoted, and which belong to a letter that the writer passes on.
//!
//! Lines marked with `>` end by themselves, so what stands between and below them is the writer's. Below an unmarked
//! head of a letter of ours nothing is new; below one of somebody else's stands a letter that is passed on.

use crate::inbound::gate::is_our_address;
use crate::inbound::reading::Forwarded;

use super::annotated::annotations;
use super::attribution::{self, Attribution};
use super::header_block::{self, Head};
use super::{Bearings, Source};

/// A run of the writer's own lines between quotations.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Segment {
    pub lines: Vec<String>,
    /// The quoted paragraph right above, where the writer answers point by point.
    pub answers: Option<String>,
}

/// A message taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Divided {
    pub segments: Vec<Segment>,
    pub forwarded: Vec<Forwarded>,
}

/// Takes a message apart; `subject` tells whether it is passed on where its head does not.
pub fn divide(lines: &[Source], subject: &str, bearings: &Bearings<'_>) -> Divided {
    let mut divider = Divider { bearings, passes_on: is_forward(subject), ..Divider::new(bearings) };
    let mut rest = lines;
    while let Some(line) = rest.first() {
        let used = divider.take(line, rest);
        rest = rest.get(used..).unwrap_or_default();
    }
    divider.finish()
}

/// Does a subject begin as those of forwarded letters do?
fn is_forward(subject: &str) -> bool {
    let subject = subject.trim_start().to_lowercase();
    ["fw:", "fwd:", "wg:", "tr:", "rv:", "i:", "enc:", "vs:", "doorst:"]
        .iter()
        .any(|prefix| subject.starts_with(prefix))
}

struct Divider<'a> {
    bearings: &'a Bearings<'a>,
    passes_on: bool,
    segments: Vec<Segment>,
    own: Vec<String>,
    /// The last quoted paragraph, until a line of the writer's answers it.
    quoted: Vec<String>,
    quoted_ended: bool,
    /// A quotation followed each of these segments.
    followed: Vec<bool>,
    forwarded: Vec<Forwarded>,
    /// The letter that is being passed on, and whether its lines are marked with `>`.
    open: Option<(Forwarded, bool)>,
}

impl<'a> Divider<'a> {
    fn new(bearings: &'a Bearings<'a>) -> Self {
        Self {
            bearings,
            passes_on: false,
            segments: Vec::new(),
            own: Vec::new(),
            quoted: Vec::new(),
            quoted_ended: false,
            followed: Vec::new(),
            forwarded: Vec::new(),
            open: None,
        }
    }

    /// Takes what stands at the head of `rest`; how many lines that was.
    fn take(&mut self, line: &Source, rest: &[Source]) -> usize {
        if line.is_signature {
            return 1;
        }
        if line.depth > 0 {
            return self.quotation(rest);
        }
        if let Some(found) = attribution::at_head(rest) {
            return self.attribution(found, rest);
        }
        if let Some(found) = header_block::at_head(rest, self.bearings.zone) {
            return self.head(found, rest);
        }
        match &mut self.open {
            Some((letter, false)) => add_line(letter, &line.text),
            _ => {
                self.close_forwarded_at(&line.text);
                self.own.push(line.text.clone());
            }
        }
        1
    }

    /// A marked quotation of somebody else's letter ends where a line of the writer's follows.
    fn close_forwarded_at(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.close_forwarded();
        }
    }

    /// A run of quoted lines; how many.
    fn quotation(&mut self, rest: &[Source]) -> usize {
        self.close_segment(true);
        let length = quoted_length(rest);
        let run = rest.get(..length).unwrap_or_default();
        for line in run.iter().filter(|line| !line.is_signature) {
            self.quoted_line(line);
        }
        self.annotated(run);
        length
    }

    /// What the writer typed into a quoted list.
    fn annotated(&mut self, run: &[Source]) {
        for annotated in annotations(run) {
            self.segments.push(Segment { lines: vec![annotated.answer], answers: Some(annotated.quoted) });
            self.followed.push(true);
        }
    }

    /// All that is left is a letter of ours without marks: nothing in it is new but what was typed into its list.
    fn unmarked_to_the_end(&mut self, below: &[Source]) {
        self.close_segment(true);
        self.annotated(below);
    }

    fn quoted_line(&mut self, line: &Source) {
        if let Some((letter, true)) = &mut self.open {
            if line.depth == 1 {
                add_line(letter, &line.text);
            }
            return;
        }
        if line.text.trim().is_empty() {
            self.quoted_ended = true;
            return;
        }
        if std::mem::take(&mut self.quoted_ended) || !is_broken_at_the_margin(self.quoted.last()) {
            self.quoted.clear();
        }
        self.quoted.push(line.text.trim().to_owned());
    }

    fn attribution(&mut self, found: Attribution, rest: &[Source]) -> usize {
        if !found.before.is_empty() {
            self.own.push(found.before);
        }
        self.close_forwarded();
        let below = rest.get(found.lines..).unwrap_or_default();
        let empty = below.iter().take_while(|line| line.text.trim().is_empty()).count();
        let barred = below.iter().skip(empty).take_while(|line| attribution::is_barred(line)).count();
        if barred > 0 {
            self.close_segment(true);
            return found.lines + empty + barred;
        }
        let stranger = found.author.filter(|author| !is_our_address(author, self.bearings.ours));
        if let Some(author) = stranger {
            let letter = Forwarded { from: Some(author), ..Forwarded::default() };
            self.open = Some((letter, !found.is_unmarked));
            return found.lines;
        }
        if found.is_unmarked {
            self.unmarked_to_the_end(below);
            return rest.len();
        }
        found.lines
    }

    fn head(&mut self, found: Head, rest: &[Source]) -> usize {
        self.close_forwarded();
        let is_bare = found.from.is_none() && found.from_name.is_none();
        if is_bare && !found.says_forwarded {
            // "Original Message": what is quoted follows with a line of its own, or unmarked.
            let below = rest.get(found.lines..).unwrap_or_default();
            if announces_quotation(below) {
                return found.lines;
            }
            self.unmarked_to_the_end(below);
            return rest.len();
        }
        let is_ours = found.from.as_ref().is_some_and(|from| is_our_address(from, self.bearings.ours));
        let is_passed_on = found.says_forwarded || found.from.is_some() || self.passes_on;
        let below = rest.get(found.lines..).unwrap_or_default();
        if is_ours || !is_passed_on {
            self.unmarked_to_the_end(below);
            return rest.len();
        }
        let is_marked = below.iter().find(|line| !line.text.trim().is_empty()).is_some_and(|line| line.depth > 0);
        let letter = Forwarded {
            from: found.from,
            from_name: found.from_name,
            subject: found.subject,
            sent: found.sent,
            text: String::new(),
        };
        self.open = Some((letter, is_marked));
        found.lines
    }

    fn close_segment(&mut self, is_followed: bool) {
        if self.own.iter().all(|line| line.trim().is_empty()) {
            self.own.clear();
            return;
        }
        let answers = Some(self.quoted.join(" ")).filter(|text| !text.is_empty());
        self.quoted.clear();
        self.segments.push(Segment { lines: std::mem::take(&mut self.own), answers });
        self.followed.push(is_followed);
    }

    fn close_forwarded(&mut self) {
        if let Some((mut letter, _)) = self.open.take() {
            letter.text = letter.text.trim().to_owned();
            self.forwarded.push(letter);
        }
    }

    /// A single run below a whole quotation answers all of it, not its last line.
    fn finish(mut self) -> Divided {
        self.close_segment(false);
        self.close_forwarded();
        let mut is_point_by_point = false;
        for (segment, followed) in self.segments.iter_mut().zip(&self.followed) {
            if !followed && !is_point_by_point {
                segment.answers = None;
            }
            is_point_by_point |= segment.answers.is_some();
        }
        Divided { segments: self.segments, forwarded: self.forwarded }
    }
}

/// How many lines the quotation at the head has. Links that a program broke apart have a line without a mark.
fn quoted_length(rest: &[Source]) -> usize {
    let mut length = 0;
    for (at, line) in rest.iter().enumerate() {
        let above = at.checked_sub(1).and_then(|above| rest.get(above));
        let is_torn = || {
            let goes_on = rest.get(at + 1).is_some_and(|below| below.depth > 0);
            goes_on && above.is_some_and(|above| is_end_of_link(&above.text, line.text.trim()))
        };
        if line.depth == 0 && !is_torn() {
            break;
        }
        length = at + 1;
    }
    length
}

/// The line closes the link that the one above opens, or is nothing but a link in brackets with a mark behind it.
fn is_end_of_link(above: &str, text: &str) -> bool {
    let opens = |open: &str, close: char| {
        above.rfind(open).is_some_and(|at| !above.get(at..).unwrap_or_default().contains(close))
    };
    let closes = (opens("(http", ')') && text.ends_with(')')) || (opens("<http", '>') && text.ends_with('>'));
    (closes && !text.contains(' ')) || (text.starts_with("(http") && text.ends_with(") >"))
}

fn add_line(letter: &mut Forwarded, text: &str) {
    letter.text.push_str(text);
    letter.text.push('\n');
}

/// The next line that says anything is quoted, or announces what is.
fn announces_quotation(below: &[Source]) -> bool {
    let empty = below.iter().take_while(|line| line.text.trim().is_empty()).count();
    let below = below.get(empty..).unwrap_or_default();
    below.first().is_some_and(|line| line.depth > 0) || attribution::at_head(below).is_some()
}

/// A quoted line so long that the next one may be its rest.
fn is_broken_at_the_margin(line: Option<&String>) -> bool {
    const LENGTH_MIN: usize = 60;
    line.is_some_and(|line| line.chars().count() >= LENGTH_MIN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Address;
    use crate::inbound::letter::PlainText;
    use jiff::tz::TimeZone;

    /// Who wrote the letters that are passed on, as their heads or attributions name them.
    fn authors(divided: &Divided) -> Vec<Option<&Address>> {
        divided.forwarded.iter().map(|letter| letter.from.as_ref()).collect()
    }

    fn parts(subject: &str, text: &str) -> Divided {
        let plain = PlainText { text: text.to_owned(), ..PlainText::default() };
        let ours = Address::new("balint@med.example").unwrap();
        let bearings = Bearings { ours: &ours, names: &[], zone: &TimeZone::UTC };
        divide(&super::super::flowed::lines(&plain), subject, &bearings)
    }

    fn check(text: &str, expect: &str) {
        let seen: Vec<String> = parts("Re: x", text)
            .segments
            .iter()
            .map(|segment| {
                let lines: Vec<&str> = segment.lines.iter().map(|l| l.trim()).filter(|l| !l.is_empty()).collect();
                match &segment.answers {
                    Some(answers) => format!("[{answers}] {}", lines.join("/")),
                    None => lines.join("/"),
                }
            })
            .collect();
        assert_eq!(seen.join(" | "), expect, "{text}");
    }

    const ON: &str = "On Thu, 19 Nov 2026 at 20:14, Balint Groups <balint@med.example> wrote:";

    #[test]
    fn what_is_quoted_goes_wherever_the_writer_stands() {
        check(&format!("Can't come\n\n{ON}\n> Dear Tom\n> Bye\n"), "Can't come");
        check(&format!("{ON}\n> Dear Tom\n> Bye\n\nCan't come"), "Can't come");
        check(
            "No\n\n-----Original Message-----\nFrom: B <balint@med.example>\nSent: x\nTo: T\nSubject: s\n\nDear Tom",
            "No",
        );
        check(&format!("Ok\n------- Original Message -------\n{ON}\n\n> Dear"), "Ok");
        check("Ok\n----- Original Message -----\nDear Tom", "Ok");
        check("Yes\n  On Sat, 5 Dec 2026 at 11:26, H<balint@med.example> wrote:   Hello,\n\nabsent", "Yes");
        check(&format!("Yes. {ON}\n> absent"), "Yes.");
        check("Yes\n2026/11/19 Balint <balint@med.example>\n\n| Dear Tom\n|\n| Bye\n\nand Tom", "Yes | and Tom");
        check(&format!("Yes\n{ON}\n> see (http://x.example/a\n_b=1)\n> Bye\nand Tom"), "Yes | and Tom");
    }

    #[test]
    fn answers_are_tied_to_what_they_answer() {
        check(
            &format!("{ON}\n> Aisha\nabsent\n> May\n> Kofi\nlate\n> Niamh\nok"),
            "[Aisha] absent | [Kofi] late | [Niamh] ok",
        );
        let long = "will you be able to come to the group on Tuesday the 24th of November";
        check(
            &format!("> {long}\n> at one?\n\nNo\n>\n> Bring a case?\n\nHappy to!"),
            &format!("[{long} at one?] No | [Bring a case?] Happy to!"),
        );
    }

    #[test]
    fn letters_passed_on_are_not_the_writers() {
        let jl = "From: JL <jl@st.example>\nSent: 18 February 2027 11:58\nTo: R\nSubject: away\n\nI can't come";
        for text in [
            format!("See below\n\n-----Original Message-----\n{jl}"),
            format!("See below\n\nBegin forwarded message:\n\n{jl}\n\n> {ON}\n> Dear"),
            format!("See below\n________________________________\n{jl}\n\n{ON}\n> Dear"),
            "See below\n\nOn 18 Feb 2027, at 11:58, JL <jl@st.example> wrote:\n\n> I can't come\n>\n> > older"
                .to_owned(),
        ] {
            let divided = parts("FW: away", &text);
            assert_eq!(divided.segments.len(), 1, "{text}");
            assert_eq!(divided.segments[0].lines[0], "See below");
            assert_eq!(authors(&divided), [Address::new("jl@st.example").ok().as_ref()], "{text}");
            assert_eq!(divided.forwarded[0].text, "I can't come", "{text}");
        }
    }

    #[test]
    fn the_writers_own_rules_and_lists_stay() {
        check("Absent:\n____________\nMay\n1. Kofi\n2. Zoe", "Absent:/____________/May/1. Kofi/2. Zoe");
        check("Present:\n| Kofi | Zoe |\n| May | Tom |", "Present:/| Kofi | Zoe |/| May | Tom |");
    }
}
