//! What a co-leader is offered to choose from when we ask: whom a name may mean, or the likely readings in a line each.
//! A line is written so that this reader reads it back as what it says ([`crate::inbound::answer`]).

use super::context::Context;
use super::register::{Register, Unclear};
use crate::domain::id::PersonId;
use crate::domain::said::{Mark, Rest};
use crate::inbound::reading::AboutKind;

/// The most readings that a person is offered to choose from.
const LIKELY_MAX: usize = 3;

/// The likely meanings of a message that was not read with confidence.
pub fn likely(context: &Context, unclear: &[Unclear], register: &Register) -> Vec<String> {
    let mut likely: Vec<String> = if unclear.is_empty() {
        readings(context, register)
    } else {
        unclear.iter().flat_map(|name| &name.fits).filter_map(|id| name_of(context, *id)).collect()
    };
    likely.dedup();
    likely.truncate(LIKELY_MAX);
    likely
}

/// What the whole message may say, where it answers a letter that has only so many answers.
fn readings(context: &Context, register: &Register) -> Vec<String> {
    let mut likely = Vec::new();
    match context.kind() {
        Some(AboutKind::RegisterRequest) => {
            if register.rest.is_some() && !register.marks.is_empty() {
                likely.push(in_words(context, register, |mark| mark));
                likely.push(in_words(
                    context,
                    register,
                    |mark| if mark == Mark::Absent { Mark::Excused } else { mark },
                ));
            } else {
                likely.extend(["As listed.".to_owned(), "Everyone was present.".to_owned()]);
            }
        }
        Some(AboutKind::EscalationNotice) => likely.extend(["Hold it.".to_owned(), "Release it.".to_owned()]),
        _ => {}
    }
    likely
}

/// A register in words that are read back as it.
fn in_words(context: &Context, register: &Register, told: impl Fn(Mark) -> Mark) -> String {
    let mut lines: Vec<String> = Vec::new();
    for (student, mark) in &register.marks {
        let word = match told(*mark) {
            Mark::Present => "present",
            Mark::Late => "late",
            Mark::Absent => "absent",
            Mark::Excused => "excused",
            Mark::TurnedAway => "turned away",
        };
        lines.extend(name_of(context, *student).map(|name| format!("{name} was {word}.")));
    }
    lines.extend(register.rest.map(|rest| match rest {
        Rest::Present => "Everyone else was present.".to_owned(),
        Rest::Absent => "Nobody else was there.".to_owned(),
        Rest::Expected => "Otherwise as listed.".to_owned(),
    }));
    lines.join(" ")
}

fn name_of(context: &Context, student: PersonId) -> Option<String> {
    context.scene.roster.people.get(&student).map(|person| person.name.as_str().to_owned())
}
