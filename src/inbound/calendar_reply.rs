//! The reading of a calendar reply: the answer counts for the session of the invitation, and what was typed beside it
//! is read as any letter is.

use crate::domain::id::SessionId;
use crate::domain::said::{CoLeaderSays, Flag, Order, Stance, StudentSays};

use super::invite::{self, Reply};
use super::letter::Letter;
use super::read::{OurSelves, is_beyond_measure, own_words, say, with};
use super::reading::{About, AboutKind, Aside, Class, Line, Reading, Said, Scene, Sender, Words};

/// Lays what the calendar says, and what was typed beside it, over a reading that knows the sender.
pub fn read(letter: &Letter, reply: &Reply, scene: &Scene<'_>, ours: &OurSelves, reading: Reading) -> Reading {
    let reading = Reading { class: Class::CalendarReply, ..reading };
    let sender = led(&reading.sender, letter, reply, scene).unwrap_or_else(|| reading.sender.clone());
    let reading = Reading { sender, ..reading };
    let (Sender::Student { group, .. } | Sender::CoLeader { group, .. }, Some(from)) = (&reading.sender, &letter.from)
    else {
        // Sessions are the students' and the co-leaders' to answer; what anyone else's calendar says, a person looks at.
        return Reading { acts: false, ..reading };
    };
    let answered = invite::stances(reply, from, scene, *group);
    // Words without a date speak of the session that is answered.
    let about = match answered.as_slice() {
        [(session, _)] => {
            Some(About { kind: AboutKind::Reminder, group: Some(*group), session: Some(*session), student: None })
        }
        _ => scene.about.cloned(),
    };
    let words = typed(letter, reply, scene, ours);
    let scene = with(scene, about.as_ref());
    let mut reading = match reading.sender {
        Sender::CoLeader { .. } => of_co_leader(&answered, reply, words, &scene, reading),
        _ => of_student(answered, reply, &words, &scene, reading),
    };
    if !reading.vouched {
        reading.aside.insert(Aside::NotVouched);
        reading.acts = false;
    }
    reading
}

/// The sender as a co-leader of the group whose session they answer, where they are one: a calendar keeps no thread, and
/// somebody may lead two groups or head a firm as well.
fn led(sender: &Sender, letter: &Letter, reply: &Reply, scene: &Scene<'_>) -> Option<Sender> {
    if !matches!(sender, Sender::CoLeader { .. } | Sender::FirmHead { .. } | Sender::Staff { .. }) {
        return None;
    }
    let leader = scene.roster.person_at(letter.from.as_ref()?)?.id;
    let group = invite::group_named(reply, scene.roster)?;
    let leads = scene.roster.groups_led(leader, scene.calendar.day(scene.now)).contains(&group);
    leads.then_some(Sender::CoLeader { leader, group })
}

fn of_student(
    answered: Vec<(u8, Stance)>,
    reply: &Reply,
    words: &Words,
    scene: &Scene<'_>,
    reading: Reading,
) -> Reading {
    let mut reading = if words.lines.is_empty() {
        Reading { said: Said::Student(StudentSays::default()), ..reading }
    } else {
        Reading { words: words.text(), ..say(words, scene, reading) }
    };
    if let Said::Student(says) = &mut reading.said {
        for (session, stance) in answered {
            let typed = says.stances.get(&session).copied();
            reading.acts &= agree(stance, typed);
            says.stances.insert(session, refined(stance, typed));
        }
        if reply.counter {
            says.flags.insert(Flag::Question);
        }
    }
    reading
}

/// A co-leader's answer says whether they lead that day: no is an order as by letter, yes takes it back. To "maybe", and
/// to another time that is proposed, we ask: nobody is told that somebody may be away.
fn of_co_leader(
    answered: &[(u8, Stance)],
    reply: &Reply,
    mut words: Words,
    scene: &Scene<'_>,
    reading: Reading,
) -> Reading {
    let is_to_come = |session: u8| {
        let group = scene.about.and_then(|about| about.group)?;
        scene.calendar.get(SessionId { group, number: session }).filter(|meeting| meeting.starts_at > scene.now)
    };
    let answered: Vec<_> = answered.iter().copied().filter(|(session, _)| is_to_come(*session).is_some()).collect();
    let is_unsure = reply.counter || answered.iter().any(|(_, stance)| *stance == Stance::Unsure);
    if is_unsure || answered.is_empty() {
        let likely = answered.first().map_or_else(Vec::new, |(session, _)| {
            [Stance::Absent, Stance::Attending].iter().filter_map(|stance| in_words(*session, *stance, scene)).collect()
        });
        let says = CoLeaderSays { session: answered.first().map(|(session, _)| *session), ..CoLeaderSays::default() };
        return Reading { acts: !is_unsure, said: Said::CoLeader(says), likely, ..reading };
    }
    let order = |(session, stance): &(u8, Stance)| match stance {
        Stance::Absent => Order::LeaderAway { session: *session, who: None },
        _ => Order::LeaderBack { session: *session },
    };
    let mut orders: Vec<Order> = answered.iter().map(order).collect();
    if words.lines.is_empty() {
        let said = Said::CoLeader(CoLeaderSays { orders, ..CoLeaderSays::default() });
        return Reading { said, ..reading };
    }
    // What was typed is read as if the answer had been written above it, as somebody would in a letter.
    let text = words.text();
    for (session, stance) in answered.iter().rev() {
        let answer = in_words(*session, *stance, scene).map(|text| Line { text, answers: None });
        words.lines.splice(0..0, answer);
    }
    let read = say(&words, scene, reading);
    let said = match &read.said {
        Said::CoLeader(says) if read.acts => says.clone(),
        _ => {
            orders.push(Order::Question);
            CoLeaderSays { orders, ..CoLeaderSays::default() }
        }
    };
    Reading { acts: true, said: Said::CoLeader(said), words: text, ..read }
}

/// A co-leader's answer as one would write it, and as it is read back.
fn in_words(session: u8, stance: Stance, scene: &Scene<'_>) -> Option<String> {
    let group = scene.about.and_then(|about| about.group)?;
    let day = scene.calendar.get(SessionId { group, number: session })?.date.strftime("%A %-d %B").to_string();
    Some(match stance {
        Stance::Absent => format!("I can't lead on {day}."),
        _ => format!("I can lead on {day}."),
    })
}

/// What is typed beside an answer may make it finer, not turn it round.
fn agree(answered: Stance, typed: Option<Stance>) -> bool {
    typed.is_none_or(|typed| typed == answered || (typed == Stance::Late && answered == Stance::Attending))
}

fn refined(answered: Stance, typed: Option<Stance>) -> Stance {
    match typed {
        Some(Stance::Late) if answered == Stance::Attending => Stance::Late,
        _ => answered,
    }
}

/// What calendars write into their answers by themselves.
const CALENDARS_OWN: [&str; 9] = [
    "invitation",
    "has accepted",
    "has declined",
    "has tentatively",
    "calendar",
    "accepted:",
    "declined:",
    "when:",
    "where:",
];

/// The sender's own words in a calendar reply: the COMMENT, else the text, without what the calendar wrote itself.
fn typed(letter: &Letter, reply: &Reply, scene: &Scene<'_>, ours: &OurSelves) -> Words {
    let mut words = if reply.comment.is_empty() {
        own_words(letter, scene, ours)
    } else {
        let line = |text: &str| Line { text: text.trim().to_owned(), answers: None };
        Words { lines: reply.comment.lines().map(line).collect(), ..Words::default() }
    };
    words.subject.clear();
    words.forwarded.clear();
    words.lines.retain(|line| {
        let text = line.text.to_lowercase();
        !text.trim().is_empty() && !CALENDARS_OWN.iter().any(|own| text.contains(own))
    });
    is_beyond_measure(&mut words);
    words
}
