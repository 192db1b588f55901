//! A reading in plain words, for the person who asks what a letter would be understood to say.

use std::fmt::Write;

use crate::domain::id::PersonId;
use crate::domain::said::{BounceAction, CoLeaderSays, FirmAnswer, Flag, Mark, Order, Rest, Stance, StudentSays};
use crate::inbound::{Class, Reading, Said, Scene, Sender};

/// The account of a reading, ending in a line break.
pub fn of(reading: &Reading, scene: &Scene<'_>) -> String {
    let mut account = String::new();
    say(&mut account, &format!("From: {}", sender(&reading.sender, scene)));
    say(&mut account, &format!("Kind: {}", class(&reading.class, scene)));
    for line in said(reading, scene) {
        say(&mut account, &line);
    }
    for reason in &reading.aside {
        say(&mut account, &format!("Set aside: {}", reason.plain()));
    }
    let done = if reading.acts { "Done: applied by itself." } else { "Done: nothing is changed; a person is asked." };
    say(&mut account, done);
    for likely in &reading.likely {
        say(&mut account, &format!("  might mean: {likely}"));
    }
    for evidence in &reading.evidence {
        let words = evidence.words.trim();
        let because = if words.is_empty() {
            evidence.rule.clone()
        } else {
            format!("{}: \u{201c}{words}\u{201d}", evidence.rule)
        };
        say(&mut account, &format!("Because: {because}"));
    }
    if !reading.words.trim().is_empty() {
        say(&mut account, "The writer's own words:");
        for line in reading.words.lines() {
            say(&mut account, &format!("  | {line}"));
        }
    }
    account
}

fn say(account: &mut String, line: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(account, "{line}");
}

fn name(person: PersonId, scene: &Scene<'_>) -> String {
    scene.roster.people.get(&person).map_or_else(|| "somebody".to_owned(), |person| person.name.as_str().to_owned())
}

fn sender(sender: &Sender, scene: &Scene<'_>) -> String {
    let code = |group| scene.roster.groups.get(group).map_or("?", |group| group.code.as_str());
    match sender {
        Sender::Student { student, group } => format!("{}, a student of {}", name(*student, scene), code(group)),
        Sender::CoLeader { leader, group } => format!("{}, as co-leader of {}", name(*leader, scene), code(group)),
        Sender::FirmHead { firm_head } => format!("{}, as firm head", name(*firm_head, scene)),
        Sender::Staff { person } => format!("{}, of the staff", name(*person, scene)),
        Sender::Administrator => "the administrator".to_owned(),
        Sender::Stranger => "somebody who is not on the roster".to_owned(),
    }
}

fn class(class: &Class, scene: &Scene<'_>) -> String {
    match class {
        Class::Human => "a person's message".to_owned(),
        Class::AutoReply => "an automatic answer".to_owned(),
        Class::CalendarReply => "an answer to an invitation".to_owned(),
        Class::Ours => "a message of our own that came back".to_owned(),
        Class::Bounce(bounce) => {
            let whose =
                bounce.recipient.map_or_else(|| "an address that is not on the roster".to_owned(), |p| name(p, scene));
            let what = match bounce.action {
                BounceAction::Failed if bounce.permanent => "could not be delivered; the address is dead",
                BounceAction::Failed => "could not be delivered this time",
                BounceAction::Delayed => "is delayed",
                BounceAction::Delivered | BounceAction::Relayed | BounceAction::Expanded => "was delivered",
            };
            format!("a delivery report: the letter to {whose} {what}")
        }
    }
}

fn said(reading: &Reading, scene: &Scene<'_>) -> Vec<String> {
    let lines = match &reading.said {
        Said::Student(says) => student(says),
        Said::CoLeader(says) => co_leader(says, scene),
        Said::FirmHead(answers) => answers.iter().map(|answer| firm_answer(answer, scene)).collect(),
        Said::Nothing => Vec::new(),
    };
    if lines.is_empty() {
        return vec!["Says: nothing to apply".to_owned()];
    }
    lines.into_iter().map(|line| format!("Says: {line}")).collect()
}

fn student(says: &StudentSays) -> Vec<String> {
    let stance = |stance: &Stance| match stance {
        Stance::Absent => "will not be there, or explains why they were not",
        Stance::Attending => "will be there",
        Stance::Late => "will come late or leave early",
        Stance::Unsure => "may not make it",
        Stance::WasPresent => "was there",
    };
    let flag = |flag: &Flag| match flag {
        Flag::Question => "asks something that a person has to answer",
        Flag::OtherStudent => "speaks of another student",
        Flag::Welfare => "may be in distress: a co-leader reads this at once",
        Flag::Dispute => "objects to an absence or to being contacted",
        Flag::Leaving => "is leaving, or has left",
        Flag::OptOut => "asks not to be written to",
        Flag::Record => "asks what is held on them",
    };
    let stances = says.stances.iter().map(|(session, said)| format!("session {session}: {}", stance(said)));
    stances.chain(says.flags.iter().map(|said| flag(said).to_owned())).collect()
}

fn co_leader(says: &CoLeaderSays, scene: &Scene<'_>) -> Vec<String> {
    let mark = |mark: &Mark| match mark {
        Mark::Present => "present",
        Mark::Late => "late",
        Mark::Absent => "absent",
        Mark::Excused => "absent, and it is explained",
        Mark::TurnedAway => "came too late to join",
    };
    let rest = |rest: &Rest| match rest {
        Rest::Present => "present",
        Rest::Absent => "absent",
        Rest::Expected => "as expected",
    };
    let mut lines: Vec<String> = Vec::new();
    lines.extend(says.session.map(|session| format!("this is about session {session}")));
    lines.extend(says.marks.iter().map(|(who, said)| format!("{}: {}", name(*who, scene), mark(said))));
    lines.extend(says.rest.as_ref().map(|said| format!("everyone else: {}", rest(said))));
    lines
        .extend(says.unclear.iter().map(|written| format!("\u{201c}{written}\u{201d} could be two students, or none")));
    lines.extend(says.orders.iter().map(|said| order(said, scene)));
    lines
}

fn order(order: &Order, scene: &Scene<'_>) -> String {
    let whom =
        |student: &Option<PersonId>| student.map_or_else(|| "everyone in the group".to_owned(), |who| name(who, scene));
    match order {
        Order::Hold { student } => format!("hold what is about to go out about {}", whom(student)),
        Order::Release { student } => format!("let it go out about {}", whom(student)),
        Order::Explained { student, .. } => format!("{} has explained their absence", name(*student, scene)),
        Order::Concern { student } => format!("is worried about {}", name(*student, scene)),
        Order::LeaderAway { session, who } => {
            let who = who.map_or_else(|| "the writer".to_owned(), |who| name(who, scene));
            format!("{who} cannot lead session {session}")
        }
        Order::LeaderBack { session } => format!("the writer can lead session {session} after all"),
        Order::Cancel { session } => format!("session {session} does not run"),
        Order::Move { session, date, starts, place } => {
            let to = [date.map(|date| date.to_string()), starts.map(|time| time.to_string()), place.clone()];
            format!("session {session} moves to {}", to.into_iter().flatten().collect::<Vec<_>>().join(", "))
        }
        Order::Left { student } => format!("{} is no longer in the group", name(*student, scene)),
        Order::Presented { student, .. } => format!("{} presented", name(*student, scene)),
        Order::Relay { student, session } => format!("{} sends apologies for session {session}", name(*student, scene)),
        Order::Status => "asks how things stand".to_owned(),
        Order::Help => "asks what can be written".to_owned(),
        Order::Question => "needs a person's answer".to_owned(),
    }
}

fn firm_answer(answer: &FirmAnswer, scene: &Scene<'_>) -> String {
    match answer {
        FirmAnswer::Discussed { student } => format!("has spoken with {}", name(*student, scene)),
        FirmAnswer::AttendedTeaching { student, yes: true } => {
            format!("{} was at small group teaching", name(*student, scene))
        }
        FirmAnswer::AttendedTeaching { student, yes: false } => {
            format!("{} was not at small group teaching", name(*student, scene))
        }
        FirmAnswer::Concern { student } => format!("is worried about {}", name(*student, scene)),
        FirmAnswer::Hold { student } => format!("asks to wait with {}", name(*student, scene)),
        FirmAnswer::Question => "needs a person's answer".to_owned(),
    }
}
