//! What co-leaders write: registers in any words, corrections, and orders.

use super::{When, Words, fill, listed};
use crate::domain::id::PersonId;
use crate::domain::said::{CoLeaderSays, Mark, Order, Rest};
use crate::sim::chance::Chance;
use crate::sim::in_hand::spoken;
use crate::sim::meant::Meant;
use crate::sim::names::Pronoun;

/// Somebody of the group, as a co-leader would write their name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub id: PersonId,
    pub name: String,
    pub pronoun: Pronoun,
}

/// Who was there, as the writer remembers it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    pub present: Vec<Named>,
    /// Not there, and the writer knows no reason.
    pub absent: Vec<Named>,
    /// Not there; had let the writer know.
    pub excused: Vec<Named>,
    pub late: Vec<Named>,
    pub turned_away: Vec<Named>,
    pub presented: Option<Named>,
    /// The request listed those who apologised, and it was just so.
    pub as_listed: bool,
}

impl Seen {
    fn is_plain(&self) -> bool {
        self.excused.is_empty() && self.late.is_empty() && self.turned_away.is_empty()
    }
}

/// The answer to a register request.
pub fn register(chance: &mut Chance, seen: &Seen) -> Words {
    let (text, says) = if seen.as_listed && chance.percent(60) {
        as_listed(chance)
    } else if seen.absent.is_empty() && seen.is_plain() {
        full_house(chance)
    } else if seen.is_plain() && seen.present.len() < seen.absent.len() && !seen.present.is_empty() {
        only_these(chance, seen)
    } else {
        by_absence(chance, seen)
    };
    let (text, says) = with_presenter(chance, seen, text, says);
    Words::new(text, Meant::leader(says))
}

fn rest(rest: Rest) -> CoLeaderSays {
    CoLeaderSays { rest: Some(rest), ..CoLeaderSays::default() }
}

fn as_listed(chance: &mut Chance) -> (String, CoLeaderSays) {
    let text = chance.pick(&["ok", "OK", "Yes, as you have it", "As listed", "ok thanks", "as expected", "Yes", "👍"]);
    (text.to_owned(), rest(Rest::Expected))
}

fn full_house(chance: &mut Chance) -> (String, CoLeaderSays) {
    let text = chance.pick(&[
        "All present",
        "Full house!",
        "Everyone was there, good session.",
        "all here today",
        "All there, thanks.",
        "Everybody came.",
        "100% attendance",
        "All present and correct.",
    ]);
    (text.to_owned(), rest(Rest::Present))
}

fn names(people: &[Named]) -> Vec<String> {
    people.iter().map(|person| person.name.clone()).collect()
}

fn only_these(chance: &mut Chance, seen: &Seen) -> (String, CoLeaderSays) {
    let template = chance.pick(&["Only {n} came.", "Present: {l}. That was all.", "A small group today, just {n}."]);
    let (n, l) = (listed(&names(&seen.present)), names(&seen.present).join(", "));
    let says = CoLeaderSays {
        marks: seen.present.iter().map(|person| (person.id, Mark::Present)).collect(),
        ..rest(Rest::Absent)
    };
    (fill(template, &[("n", &n), ("l", &l)]), says)
}

/// Who was not there, each kind in a sentence, and the rest.
fn by_absence(chance: &mut Chance, seen: &Seen) -> (String, CoLeaderSays) {
    let mut sentences = Vec::new();
    let mut says = rest(Rest::Present);
    let is_only_kind = seen.is_plain();
    if seen.absent.is_empty() {
        sentences.push("All there otherwise.".to_owned());
    } else {
        let template = if is_only_kind {
            chance.pick(&[
                "All present except {n}.",
                "Everyone but {n}.",
                "{n} absent, rest there",
                "Missing: {l}. Everyone else came.",
                "DNA: {l}",
                "absent - {l}",
                "{n} didn't come. All others present.",
                "all here bar {n}",
                "Everyone apart from {n} was there.",
                "No {o} today, the others all came.",
                "Absent: {l}",
            ])
        } else {
            chance.pick(&["All present except {n}.", "{n} absent, everyone else there.", "Everyone but {n}."])
        };
        let all = names(&seen.absent);
        sentences.push(fill(template, &[("n", &listed(&all)), ("l", &all.join(", ")), ("o", &all.join(" or "))]));
    }
    for (people, mark, templates) in [
        (&seen.excused, Mark::Excused, ["{n} had sent apologies.", "{n} off sick, had let me know."]),
        (&seen.late, Mark::Late, ["{n} came five minutes late.", "{n} was a few minutes late."]),
        (
            &seen.turned_away,
            Mark::TurnedAway,
            [
                "{n} came twenty minutes late and was turned away.",
                "{n} turned up at quarter past and I turned them away.",
            ],
        ),
    ] {
        for person in people {
            sentences.push(fill(chance.pick(&templates), &[("n", &person.name)]));
            says.marks.insert(person.id, mark);
        }
    }
    says.marks.extend(seen.absent.iter().map(|person| (person.id, Mark::Absent)));
    if seen.absent.is_empty() {
        sentences.rotate_left(1);
    }
    (sentences.join(" "), says)
}

fn with_presenter(chance: &mut Chance, seen: &Seen, text: String, mut says: CoLeaderSays) -> (String, CoLeaderSays) {
    let Some(person) = &seen.presented else {
        return (text, says);
    };
    let end = if text.ends_with(['.', '!', '?']) { "" } else { "." };
    let template = chance.pick(&["{n} presented.", "{n} presented a case.", "The case was {n}'s."]);
    says.orders.push(Order::Presented { student: person.id, session: None });
    (format!("{text}{end} {}", fill(template, &[("n", &person.name)])), says)
}

/// A correction after the confirmation.
pub fn was_there_after_all(chance: &mut Chance, who: &Named) -> Words {
    let template = chance.pick(&[
        "Sorry, {n} WAS there, my mistake.",
        "Correction: {n} was present.",
        "I got that wrong, {n} was there.",
    ]);
    let says = CoLeaderSays { marks: [(who.id, Mark::Present)].into(), ..CoLeaderSays::default() };
    Words::new(fill(template, &[("n", &who.name)]), Meant::leader(says))
}

/// Settles a mark that was disputed.
pub fn settles(chance: &mut Chance, who: &Named, was_there: bool) -> Words {
    let (mark, template) = if was_there {
        (Mark::Present, chance.pick(&["{n} was there.", "Yes, {n} was present, sorry.", "{n} was present."]))
    } else {
        (Mark::Absent, chance.pick(&["{n} was absent.", "{n} was not there.", "{n} wasn't there, I am certain."]))
    };
    let says = CoLeaderSays { marks: [(who.id, mark)].into(), ..CoLeaderSays::default() };
    Words::new(fill(template, &[("n", &who.name)]), Meant::leader(says))
}

/// Do not send it yet.
pub fn hold(chance: &mut Chance, who: &Named) -> Words {
    let template = chance.pick(&[
        "Hold",
        "Please hold this one, I'd like to speak to {n} first.",
        "hold please",
        "Could you hold {n}'s for now?",
        "Don't send it yet please.",
    ]);
    Words::new(fill(template, &[("n", &who.name)]), Meant::order(Order::Hold { student: Some(who.id) }))
}

/// It may go.
pub fn release(chance: &mut Chance, who: &Named) -> Words {
    let template = chance.pick(&[
        "Release",
        "Please release {n}'s.",
        "Yes, please send it.",
        "Go ahead",
        "Fine to send it, thanks.",
        "release please",
    ]);
    Words::new(fill(template, &[("n", &who.name)]), Meant::order(Order::Release { student: Some(who.id) }))
}

/// The same of a day on which many were missing: chase, or let it be.
pub fn judges_the_day(chance: &mut Chance, chase: bool) -> Words {
    if chase {
        Words::new(chance.pick(&["Release", "release please"]), Meant::order(Order::Release { student: None }))
    } else {
        Words::new(chance.pick(&["Hold", "hold please"]), Meant::order(Order::Hold { student: None }))
    }
}

/// Somebody told the writer why they were not there.
pub fn explained(chance: &mut Chance, who: &Named, session: u8) -> Words {
    let template = chance.pick(&[
        "{n} has told me why {s} missed it, so that's explained.",
        "{n} explained to me in person, please mark it as explained.",
        "{n} had told me beforehand and I forgot to pass it on.",
    ]);
    let text = fill(template, &[("n", &who.name), ("s", who.pronoun.subject())]);
    let order = Order::Explained { student: who.id, session: Some(session) };
    Words::new(text, Meant::order(order))
}

/// Passes on an apology.
pub fn relays(chance: &mut Chance, who: &Named, when: &When) -> Words {
    let template = chance.pick(&[
        "{n} told me {s} can't come{w}.",
        "{n} has just sent me a text: can't make it{w}.",
        "Apologies from {n}{w}, {s} told me on the ward.",
    ]);
    let phrase = when.phrase(chance);
    let text = fill(template, &[("n", &who.name), ("s", who.pronoun.subject()), ("w", &phrase)]);
    let order = Order::Relay { student: who.id, session: when.number };
    Words::new(text, Meant::order(order))
}

/// The session will not run.
pub fn cancels(chance: &mut Chance, when: &When) -> Words {
    let template = chance.pick(&[
        "We have to cancel the session on {w}, we are both unwell.",
        "The group on {w} is cancelled, I'm afraid.",
        "Please cancel the group on {w}.",
    ]);
    let text = fill(template, &[("w", &when.whole())]);
    Words::new(text, Meant::order(Order::Cancel { session: when.number }))
}

/// The session did not run, said in answer to the register request.
pub fn did_not_run(chance: &mut Chance, when: &When) -> Words {
    let today = if when.date == when.today {
        "It didn't run today, we were both ill."
    } else {
        "It didn't run, we were both ill."
    };
    let text = chance.pick(&["Did not take place", today, "The session did not take place."]);
    Words::new(text, Meant::order(Order::Cancel { session: when.number }))
}

/// The session is in another room, or on another day.
pub fn moves(chance: &mut Chance, when: &When, to: Option<jiff::civil::Date>, place: &str) -> Words {
    let (text, date, place) = match to {
        Some(date) => {
            let (weekday, day, month) = spoken(date);
            let template = chance.pick(&[
                "The session on {w} is moved to {d}, same time and place.",
                "Please move the group of {w} to {d}.",
            ]);
            let text = fill(template, &[("w", &when.whole()), ("d", &format!("{weekday} {day} {month}"))]);
            (text, Some(date), None)
        }
        None => {
            let template =
                chance.pick(&["On {w} we are in {p} instead of our usual room.", "The group on {w} will be in {p}."]);
            (fill(template, &[("w", &when.whole()), ("p", place)]), None, Some(place.to_owned()))
        }
    };
    let order = Order::Move { session: when.number, date, starts: None, place };
    Words::new(text, Meant::order(order))
}

/// The writer cannot lead.
pub fn is_away(chance: &mut Chance, when: &When, other: &str) -> Words {
    let template = chance.pick(&[
        "I'm on annual leave on {w}, so {o} will lead alone.",
        "I can't be there on {w}, {o} will run the group.",
        "I am away on {w}.",
    ]);
    let text = fill(template, &[("w", &when.whole()), ("o", other)]);
    let order = Order::LeaderAway { session: when.number, who: None };
    Words::new(text, Meant::order(order))
}

/// Somebody is not in the group any more.
pub fn has_left(chance: &mut Chance, who: &Named) -> Words {
    let template = chance.pick(&[
        "{n} has left the course.",
        "{n} has withdrawn and is no longer in the group.",
        "Please take {n} off the list, {s} has left the group.",
    ]);
    let subject = if who.pronoun == Pronoun::They { who.name.as_str() } else { who.pronoun.subject() };
    let text = fill(template, &[("n", &who.name), ("s", subject)]);
    Words::new(text, Meant::order(Order::Left { student: who.id }))
}

/// A message about distress was seen.
pub fn has_seen(chance: &mut Chance) -> Words {
    let text =
        chance.pick(&["Thank you, I have seen this.", "Thanks for passing this on.", "Thank you", "Noted, thanks"]);
    Words::new(text, Meant::leader(CoLeaderSays::default()))
}

/// How things stand?
pub fn status(chance: &mut Chance) -> Words {
    let text = chance.pick(&["Status please", "How do things stand?", "status"]);
    Words::new(text, Meant::order(Order::Status))
}

/// What can one write?
pub fn help(chance: &mut Chance) -> Words {
    Words::new(chance.pick(&["help", "Help!", "What can I write to you?"]), Meant::order(Order::Help))
}
