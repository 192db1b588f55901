//! The reading of a calendar reply: the answer counts for the session of the invitation, and what was typed beside it
//! is read as any letter is.

use crate::domain::said::{Flag, Stance, StudentSays};

use super::invite::{self, Reply};
use super::letter::Letter;
use super::read::{OurSelves, is_beyond_measure, own_words, say, with};
use super::reading::{About, AboutKind, Aside, Class, Line, Reading, Said, Scene, Sender, Words};

/// Lays what the calendar says, and what was typed beside it, over a reading that knows the sender.
pub fn read(letter: &Letter, reply: &Reply, scene: &Scene<'_>, ours: &OurSelves, reading: Reading) -> Reading {
    let reading = Reading { class: Class::CalendarReply, ..reading };
    let (Sender::Student { group, .. }, Some(from)) = (&reading.sender, &letter.from) else {
        // Sessions are the students' to answer; what anyone else's calendar says, a person looks at.
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
    let mut reading = if words.lines.is_empty() {
        Reading { said: Said::Student(StudentSays::default()), ..reading }
    } else {
        Reading { words: words.text(), ..say(&words, &with(scene, about.as_ref()), reading) }
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
    if !reading.vouched {
        reading.aside.insert(Aside::NotVouched);
        reading.acts = false;
    }
    reading
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
