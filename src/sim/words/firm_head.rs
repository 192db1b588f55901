//! What firm heads answer.

use super::{Words, fill};
use crate::domain::said::FirmAnswer;
use crate::sim::chance::Chance;
use crate::sim::meant::Meant;
use crate::sim::words::leader::Named;

/// Was the student at small group teaching?
pub fn teaching(chance: &mut Chance, who: &Named, yes: bool) -> Words {
    let template = if yes {
        chance.pick(&["Yes", "Yes, {s} {was} there.", "yes {s} came", "{n} was there, yes.", "{s} {was} indeed."])
    } else {
        chance.pick(&["No", "No, {s} {was}n't there.", "No, {n} did not come to teaching.", "{n} wasn't there either."])
    };
    let answer = FirmAnswer::AttendedTeaching { student: who.id, yes };
    Words::new(spoken_of(template, who), Meant::firm(vec![answer]))
}

/// Has spoken with the student.
pub fn discussed(chance: &mut Chance, who: &Named) -> Words {
    let template = chance.pick(&[
        "Spoke to {o} this morning.",
        "I have spoken with {n}.",
        "Met with {n} today, all fine.",
        "I've had a chat with {o}, {s} will come from now on.",
        "Discussed with {n} yesterday.",
        "Have talked to {o}, thanks for letting me know.",
    ]);
    Words::new(spoken_of(template, who), Meant::firm(vec![FirmAnswer::Discussed { student: who.id }]))
}

/// Will do so, which is not the same.
pub fn will(chance: &mut Chance, who: &Named) -> Words {
    let template = chance.pick(&["Will do.", "I'll catch {o} on Tuesday.", "Thanks, I have e-mailed {o}.", "Thanks"]);
    Words::new(spoken_of(template, who), Meant::firm(Vec::new()))
}

/// Asks for time.
pub fn hold(chance: &mut Chance, who: &Named) -> Words {
    let template = chance.pick(&[
        "Please hold off for now, there is a lot going on for {o}.",
        "Could you hold this for a while please?",
    ]);
    Words::new(spoken_of(template, who), Meant::firm(vec![FirmAnswer::Hold { student: who.id }]))
}

/// Politeness under a digest.
pub fn thanks(chance: &mut Chance) -> Words {
    Words::new(chance.pick(&["Thanks", "Thank you, useful.", "Many thanks"]), Meant::firm(Vec::new()))
}

fn spoken_of(template: &str, who: &Named) -> String {
    let slots = [
        ("n", who.name.as_str()),
        ("s", who.pronoun.subject()),
        ("o", who.pronoun.object()),
        ("was", who.pronoun.was()),
    ];
    fill(template, &slots)
}
