//! What staff write when they are asked what they had meant: the same in so many words, everyone by their whole name.

use super::{When, Words, listed};
use jiff::civil::Date;

use crate::domain::id::{GroupId, PersonId, SessionId};
use crate::domain::said::{CoLeaderSays, FirmAnswer, Mark, Order, Rest, Said};
use crate::sim::cast::Cast;
use crate::sim::chance::Chance;
use crate::sim::in_hand::spoken;
use crate::sim::meant::Meant;

/// Says it again; none where there is nothing to say, or the writer gives up.
pub fn again(
    cast: &Cast,
    meant: &Meant,
    group: Option<GroupId>,
    when: Option<When>,
    chance: &mut Chance,
) -> Option<Words> {
    match &meant.said {
        Said::CoLeader(says) if says.has_register() => Some(register(cast, says, group?, &when?)),
        Said::CoLeader(says) => says.orders.iter().find_map(|order| plain_order(cast, order, group)),
        Said::FirmHead(answers) => answers.iter().find_map(|answer| firm(cast, answer)).filter(|_| chance.percent(80)),
        Said::Student(_) | Said::Nothing => None,
    }
}

fn name(cast: &Cast, student: PersonId) -> String {
    cast.named_whole(student).name
}

/// Present: …. Absent: …. Nobody is left out.
fn register(cast: &Cast, says: &CoLeaderSays, group: GroupId, when: &When) -> Words {
    let day = when.whole();
    let mark_of = |student: &PersonId| {
        says.marks.get(student).copied().or(match says.rest {
            Some(Rest::Absent) => Some(Mark::Absent),
            Some(Rest::Present) => Some(Mark::Present),
            Some(Rest::Expected) | None => None,
        })
    };
    if says.rest == Some(Rest::Expected) && says.marks.is_empty() {
        let says = CoLeaderSays { session: Some(when.number), rest: says.rest, ..CoLeaderSays::default() };
        return Words::new(format!("The register of {day} is as listed."), Meant::leader(says));
    }
    let members = cast.members(group);
    let mut sentences = Vec::new();
    for (heading, wanted) in [
        ("Absent", Mark::Absent),
        ("Sent apologies", Mark::Excused),
        ("Late", Mark::Late),
        ("Turned away", Mark::TurnedAway),
    ] {
        let names: Vec<String> = members
            .iter()
            .filter(|student| mark_of(student) == Some(wanted))
            .map(|student| name(cast, *student))
            .collect();
        if !names.is_empty() {
            sentences.push(format!("{heading}: {}.", listed(&names)));
        }
    }
    if says.rest == Some(Rest::Present) || says.rest == Some(Rest::Absent) {
        sentences.push("Everyone else was present.".to_owned());
    } else {
        let names: Vec<String> =
            members.iter().filter(|s| mark_of(s) == Some(Mark::Present)).map(|s| name(cast, *s)).collect();
        if !names.is_empty() {
            sentences.push(format!("{} {} present.", listed(&names), if names.len() == 1 { "was" } else { "were" }));
        }
    }
    let marks = members.iter().filter_map(|student| Some((*student, mark_of(student)?))).collect();
    let says = CoLeaderSays {
        session: Some(when.number),
        marks,
        rest: says.rest.map(|_| Rest::Present),
        ..CoLeaderSays::default()
    };
    Words::new(format!("For {day}: {}", sentences.join(" ")), Meant::leader(says))
}

fn plain_order(cast: &Cast, order: &Order, group: Option<GroupId>) -> Option<Words> {
    let planned = |number: u8| {
        let session = cast.roster.sessions.get(&SessionId { group: group?, number })?;
        let (weekday, day, month) = spoken(session.date);
        Some(format!("{weekday} {day} {month}"))
    };
    let text = match order {
        Order::Hold { student: Some(student) } => format!("Please hold the letter about {}.", name(cast, *student)),
        Order::Release { student: Some(student) } => {
            format!("Please release the letter about {}.", name(cast, *student))
        }
        Order::Left { student } => format!("{} has left the group.", name(cast, *student)),
        Order::Hold { student: None } => "Hold".to_owned(),
        Order::Release { student: None } => "Release".to_owned(),
        Order::Cancel { session } => format!("The session on {} is cancelled.", planned(*session)?),
        Order::LeaderAway { session, .. } => format!("I am away on {}.", planned(*session)?),
        Order::LeaderBack { session } => format!("I can lead on {} after all.", planned(*session)?),
        Order::Move { session, date: Some(date), .. } => {
            let (weekday, day, month) = spoken(*date);
            format!("The session on {} is moved to {weekday} {day} {month}.", planned(*session)?)
        }
        Order::Move { session, place: Some(place), .. } => {
            format!("The session on {} is moved to {place}.", planned(*session)?)
        }
        _ => return None,
    };
    Some(Words::new(text, Meant::order(order.clone())))
}

/// The session of a request is on another day: said in so many words.
pub fn was_moved(cast: &Cast, session: SessionId, to: Date) -> Option<Words> {
    let order = Order::Move { session: session.number, date: Some(to), starts: None, place: None };
    plain_order(cast, &order, Some(session.group))
}

fn firm(cast: &Cast, answer: &FirmAnswer) -> Option<Words> {
    let text = match answer {
        FirmAnswer::Discussed { student } => format!("I have spoken with {}.", name(cast, *student)),
        FirmAnswer::AttendedTeaching { student, yes: true } => format!("Yes, {} was there.", name(cast, *student)),
        FirmAnswer::AttendedTeaching { student, yes: false } => format!("No, {} was not there.", name(cast, *student)),
        FirmAnswer::Hold { student } => format!("Please hold the letter about {}.", name(cast, *student)),
        FirmAnswer::Concern { .. } | FirmAnswer::Question => return None,
    };
    Some(Words::new(text, Meant::firm(vec![answer.clone()])))
}
