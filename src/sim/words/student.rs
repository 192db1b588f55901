//! What students write (the reading guide's stances and flags, each in many words).

use super::{When, Words, fill};
use crate::domain::said::{Flag, Stance};
use crate::sim::chance::Chance;
use crate::sim::meant::Meant;
use crate::sim::names::planted;

/// Reasons for what is still to come; `{m}` is the planted word.
const REASONS: [&str; 18] = [
    "I've got a dentist appointment in {m}",
    "my placement at {m} is running a mandatory induction",
    "there are no trains from {m}",
    "I've come down with a nasty cold",
    "it's my sister's graduation in {m}",
    "I've been asked to help in clinic at {m}",
    "I have food poisoning after a curry in {m}",
    "my car has broken down in {m}",
    "I have an OSCE at {m} at the same time",
    "I'm presenting a poster in {m}",
    "I'm moving house to {m} that day",
    "I've got tonsillitis",
    "I'm on nights at {m}",
    "I have to be at the {m} job centre with my flatmate",
    "my GP block in {m} won't let me go early",
    "I'm stuck in {m} with no way back in time",
    "I've hurt my ankle at {m} hockey club",
    "I have a vaccination appointment at the {m} practice",
];

/// Reasons for what is past.
const PAST_REASONS: [&str; 10] = [
    "I completely forgot",
    "I overslept after nights at {m}",
    "I had a migraine and stayed in bed at my cousin's in {m}",
    "I was stuck on a train outside {m}",
    "I got the weeks mixed up",
    "I was ill with a stomach bug",
    "clinic at {m} overran by an hour",
    "I was at the dentist in {m}",
    "my phone died in {m} and I lost track of time",
    "I had a fever",
];

struct Reason {
    text: String,
    planted: Option<String>,
}

fn reason<const N: usize>(chance: &mut Chance, stock: &[&str; N]) -> Reason {
    let template = chance.pick(stock);
    let word = planted(chance);
    Reason { text: template.replace("{m}", &word), planted: template.contains("{m}").then_some(word) }
}

fn with_reason(template: &str, when: &str, reason: Reason, meant: Meant) -> Words {
    Words {
        text: fill(template, &[("w", when), ("r", &reason.text)]),
        meant,
        planted: reason.planted.filter(|_| template.contains("{r}")),
    }
}

/// Will not be there.
pub fn cannot_come(chance: &mut Chance, when: &When) -> Words {
    let template = chance.pick(&[
        "I can't make it{w}, {r}. Sorry!",
        "So sorry but I won't be able to come{w} - {r}.",
        "Apologies, I'm going to miss the group{w} because {r}.",
        "Unfortunately I can't attend{w} as {r}.",
        "Afraid I won't be there{w}, {r}.",
        "I won't be able to make the Balint group{w}: {r}. Apologies for the short notice.",
        "Can't come{w} :( {r}",
        "Can't come{w}, sorry.",
        "Please accept my apologies for the group{w}. {r}.",
        "I'm sorry, but I will not be attending{w} as {r}.",
        "{r} so I can't come to the group{w}. Really sorry!",
        "I will be absent{w}. {r}. Hope it goes well.",
        "Really sorry, can't do{w}. {r}",
        "Just to let you know that I can't be there{w}. {r}.",
        "I'm afraid I have to miss the session{w}, {r}.",
    ]);
    let phrase = when.phrase(chance);
    let template =
        if phrase.is_empty() { template.replace("can't do{w}", "can't make it") } else { template.to_owned() };
    let reason = reason(chance, &REASONS);
    with_reason(&template, &phrase, reason, Meant::stances([(when.number, Stance::Absent)]))
}

/// Will not be there, and asks something too.
pub fn cannot_come_and_asks(chance: &mut Chance, when: &When) -> Words {
    let question = chance.pick(&[
        "Could I join another group that week instead?",
        "Could you send me the notes from the session?",
        "Is there another group that I could come to?",
    ]);
    let mut words = cannot_come(chance, when);
    let end = if words.text.ends_with(['.', '!', '?']) { "" } else { "." };
    words.text = format!("{}{end} {question}", words.text);
    words.meant = Meant::student([(when.number, Stance::Absent)], [Flag::Question]);
    words
}

/// Will miss this one and the next.
pub fn misses_two(chance: &mut Chance, when: &When) -> Words {
    let template = chance.pick(&[
        "I'm going to miss the next two sessions, sorry: {r}.",
        "I can't come to the next two groups I'm afraid, {r}.",
        "I'll be away for the next two sessions as {r}. Apologies!",
    ]);
    let reason = reason(chance, &["I'm on an elective block in {m}", "I'm on a residential placement in {m}"]);
    let meant = Meant::stances([(when.number, Stance::Absent), (when.number.saturating_add(1), Stance::Absent)]);
    with_reason(template, "", reason, meant)
}

/// Will be there.
pub fn will_come(chance: &mut Chance, when: &When) -> Words {
    let template = chance.pick(&[
        "Thanks, see you then!",
        "I'll be there.",
        "Will be there{w}, looking forward to it!",
        "Yes, I'm coming{w}.",
        "Thank you for the reminder, I will be there{w}.",
        "Looking forward to it",
        "I'll be there{w}, thanks both",
        "I will attend{w}.",
        "Count me in",
        "I'm planning to be there{w}.",
    ]);
    let phrase = when.phrase(chance);
    Words::new(fill(template, &[("w", &phrase)]), Meant::stances([(when.number, Stance::Attending)]))
}

/// Takes an apology back.
pub fn can_come_after_all(chance: &mut Chance, when: &When) -> Words {
    let template = chance.pick(&[
        "Change of plan: my shift has been swapped, so I can come{w} after all.",
        "Good news, I can make it{w} after all!",
        "Please ignore my apology, I'll be there{w}.",
    ]);
    let phrase = when.phrase(chance);
    Words::new(fill(template, &[("w", &phrase)]), Meant::stances([(when.number, Stance::Attending)]))
}

/// Will come late or leave early.
pub fn late(chance: &mut Chance, when: &When) -> Words {
    let template = chance.pick(&[
        "I'll be about 5 minutes late{w}, {r}.",
        "Might be ten minutes late{w}, {r}",
        "I need to leave ten minutes early{w} as {r}, hope that's ok.",
        "Running a few minutes late{w}, sorry! {r}",
        "I will be a bit late{w} because {r}.",
    ]);
    let reason = reason(chance, &["clinic at {m} tends to overrun", "my bus from {m} only gets in on the hour"]);
    let phrase = when.phrase(chance);
    with_reason(template, &phrase, reason, Meant::stances([(when.number, Stance::Late)]))
}

/// Does not know yet.
pub fn unsure(chance: &mut Chance, when: &When) -> Words {
    let template = chance.pick(&[
        "Not sure yet whether I can make it{w}: {r}. I'll try.",
        "I might not be able to come{w}, {r}. Will let you know.",
        "I hope to be there{w} but {r}, so it depends.",
        "I may have to miss the group{w} - {r} and I don't know yet.",
        "I'll try to make it{w}, but {r}.",
    ]);
    let reason = reason(chance, &["clinic at {m} may overrun", "I'm waiting to hear about a shift at {m}"]);
    let phrase = when.phrase(chance);
    with_reason(template, &phrase, reason, Meant::stances([(when.number, Stance::Unsure)]))
}

/// Politeness that says nothing.
pub fn thanks(chance: &mut Chance) -> Words {
    let text = chance.pick(&[
        "Thanks!",
        "Thank you",
        "Noted, thanks.",
        "Thanks for letting us know",
        "Thank you so much!",
        "ok, thanks",
        "Many thanks",
    ]);
    Words::new(text, Meant::stances([]))
}

/// Asks something that a person has to answer.
pub fn asks(chance: &mut Chance) -> Words {
    let text = chance.pick(&[
        "Which floor is the room on?",
        "Do we need to read anything beforehand?",
        "Could you send me the link to the video again?",
        "Would it be possible to change to another group?",
        "Is it ok to bring a case from my last placement?",
    ]);
    Words::new(text, Meant::student([], [Flag::Question]))
}

/// Says why they were not there.
pub fn was_not_there(chance: &mut Chance, missed: &[When]) -> Words {
    let template = chance.pick(&[
        "So sorry I missed the group, {r}.",
        "I'm really sorry I wasn't there, {r}. It won't happen again.",
        "Apologies for missing it and for not writing. {r}.",
        "Hi, sorry, {r}! I should have let you know.",
        "Sorry about that, {r}.",
    ]);
    let reason = reason(chance, &PAST_REASONS);
    let meant = Meant::stances(missed.iter().map(|when| (when.number, Stance::Absent)));
    match missed {
        [one] if one.threaded => with_reason(template, "", reason, meant),
        _ => {
            let days: Vec<String> = missed.iter().map(When::whole).collect();
            let template =
                chance.pick(&["I'm very sorry that I wasn't there on {w}: {r}.", "Sorry for missing {w}: {r}."]);
            with_reason(template, &super::listed(&days), reason, meant)
        }
    }
}

/// Was there, and is marked absent.
pub fn was_there(chance: &mut Chance, when: &When) -> Words {
    let template = chance.pick(&[
        "I was there{w}, I think there has been a mistake.",
        "Hi, I actually did come{w}, I sat by the window at the back.",
        "But I was at the group{w}!",
        "I was definitely there{w}. Could you check the register please?",
    ]);
    let (weekday, ..) = super::spoken(when.date);
    let phrase =
        if when.threaded && chance.percent(50) { format!(" on {weekday}") } else { format!(" on {}", when.whole()) };
    let meant = Meant::student([(when.number, Stance::WasPresent)], [Flag::Dispute]);
    Words::new(fill(template, &[("w", &phrase)]), meant)
}

/// Has left.
pub fn leaves(chance: &mut Chance) -> Words {
    let template = chance.pick(&[
        "I wanted to let you know that I have transferred to another medical school in {m} and have left the course.",
        "I have interrupted my studies and am no longer on the placement. I am going home to {m}. Thank you for everything.",
    ]);
    let word = planted(chance);
    Words { text: template.replace("{m}", &word), meant: Meant::student([], [Flag::Leaving]), planted: Some(word) }
}

/// May be in distress.
pub fn in_distress(chance: &mut Chance, when: &When) -> Words {
    let word = planted(chance);
    let absent = [(when.number, Stance::Absent)];
    let (template, stances): (_, &[(u8, Stance)]) = match chance.below(4) {
        0 => (
            "I can't come this week. I'm really not coping at the moment, I haven't slept since {m} and I keep crying.",
            &absent,
        ),
        1 => ("I don't think I can cope with any of this any more. Everything feels hopeless since {m}.", &[]),
        2 => ("My mum died in {m} on Sunday. I won't be there.", &absent),
        _ => (
            "I won't be coming on the day, I've been having panic attacks on the way in past {m} and I feel so low.",
            &absent,
        ),
    };
    Words {
        text: template.replace("{m}", &word),
        meant: Meant::student(stances.iter().copied(), [Flag::Welfare]),
        planted: Some(word),
    }
}

/// Speaks of somebody else.
pub fn speaks_for(chance: &mut Chance, other: &str) -> Words {
    let template = chance.pick(&[
        "{o} asked me to tell you that they can't come this week, they're ill.",
        "Just passing on that {o} won't be there, their train was cancelled.",
    ]);
    Words::new(template.replace("{o}", other), Meant::student([], [Flag::OtherStudent]))
}

/// Answers a question of the daemon's in so many words.
pub fn plainly(when: &When, stance: Stance) -> Words {
    let date = when.whole();
    let text = match stance {
        Stance::Absent => format!("I can't come on {date}."),
        Stance::Attending => format!("I will be there on {date}."),
        Stance::Late => format!("I will be late on {date}."),
        Stance::Unsure => format!("I might not be able to come on {date}."),
        Stance::WasPresent => format!("I was there on {date}."),
    };
    Words::new(text, Meant::stances([(when.number, stance)]))
}

/// The same for what is past.
pub fn plainly_was_away(when: &When) -> Words {
    Words::new(
        format!("I was not there on {}, sorry. I was ill.", when.whole()),
        Meant::stances([(when.number, Stance::Absent)]),
    )
}

/// Wants to hear no more.
pub fn opts_out(chance: &mut Chance) -> Words {
    let text = chance.pick(&[
        "Please take me off this mailing list, I get enough e-mails as it is.",
        "Can you stop sending me these e-mails please.",
    ]);
    Words::new(text, Meant::student([], [Flag::OptOut]))
}
