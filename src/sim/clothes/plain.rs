//! The plain text of an answer, by mail program.

use jiff::Zoned;

use super::{Outline, Program};
use crate::sim::in_hand::InHand;

/// The whole text: the writer's words, the signature, and what the program puts below.
pub fn text(program: Program, outline: &Outline<'_>) -> String {
    let mut text = outline.text.to_owned();
    if !outline.signature.is_empty() {
        text = format!("{text}\n\n{}", outline.signature);
    }
    let Some(letter) = outline.answers else {
        return format!("{text}\n{}", own_line(program));
    };
    let quoted = quotation(program, outline, letter);
    format!("{text}\n{}{quoted}\n", own_line(program))
}

/// The line by which some programs sign.
pub fn own_line(program: Program) -> &'static str {
    match program {
        Program::OutlookMobile => "\nGet Outlook for iOS<https://aka.ms/o0ukef>\n",
        Program::IPhone => "\nSent from my iPhone\n",
        Program::Proton => "\nSent with Proton Mail secure email.\n",
        Program::Yahoo => "\nSent from Yahoo Mail on Android\n",
        _ => "",
    }
}

fn quotation(program: Program, outline: &Outline<'_>, letter: &InHand) -> String {
    let sent = letter.sent.to_zoned(outline.zone.clone());
    let (from, address, body) = (&letter.from, &letter.from_address, letter.body.trim_end());
    match program {
        Program::OutlookDesktop | Program::OutlookHtmlOnly => format!(
            "\n-----Original Message-----\nFrom: {from} <{address}> \nSent: {}\nTo: {}\nSubject: {}\n\n{body}",
            sent.strftime("%d %B %Y %H:%M"),
            outline.from_name,
            letter.subject
        ),
        Program::OutlookWeb | Program::OutlookMobile => format!(
            "________________________________\nFrom: {from} <{address}>\nSent: {}\nTo: {} <{}>\nSubject: {}\n\n{body}",
            american(&sent),
            outline.from_name,
            outline.from_address,
            letter.subject
        ),
        Program::GmailWeb | Program::GmailApp => format!(
            "\n{}\n\n{}",
            wrapped(&format!("On {}, {from} <{address}> wrote:", sent.strftime("%a, %-d %b %Y at %H:%M"))),
            marked(body)
        ),
        Program::AppleMail | Program::IPhone => {
            format!("\n> On {}, {from} <{address}> wrote:\n> \n{}", sent.strftime("%-d %b %Y, at %H:%M"), marked(body))
        }
        Program::Thunderbird => {
            format!("\nOn {}, {from} wrote:\n{}", sent.strftime("%d/%m/%Y %H:%M"), marked(body))
        }
        Program::Proton => format!(
            "\n------- Original Message -------\nOn {}, {from} <{address}> wrote:\n\n{}",
            sent.strftime("%A, %B %-d, %Y at %H:%M"),
            marked(body)
        ),
        // Everything in one line, as its app writes it.
        Program::Yahoo => format!(
            " \n  On {}, {from}<{address}> wrote:   {}",
            sent.strftime("%a, %-d %b %Y at %-H:%M"),
            body.lines().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
        ),
    }
}

/// "Tuesday, November 24, 2026 9:00 AM"
pub fn american(at: &Zoned) -> String {
    at.strftime("%A, %B %-d, %Y %-I:%M %p").to_string()
}

fn marked(body: &str) -> String {
    let marked: Vec<String> = body.lines().map(|line| format!("> {line}").trim_end().to_owned()).collect();
    marked.join("\n")
}

/// A long attribution is broken before its last word.
fn wrapped(line: &str) -> String {
    const LINE: usize = 76;
    match line.rsplit_once(' ') {
        Some((start, last)) if line.chars().count() > LINE => format!("{start}\n{last}"),
        _ => line.to_owned(),
    }
}
