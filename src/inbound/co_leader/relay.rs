//! Apologies that reached a co-leader elsewhere and are passed on, forwarded or told, for sessions to come.

use std::sync::LazyLock;

use regex::Regex;

use super::context::Context;
use super::orders::Orders;
use super::settle;
use super::statement::speaks_of_group;
use super::text::Sentence;
use crate::domain::id::PersonId;
use crate::domain::said::{Order, Stance, StudentSays};
use crate::inbound::dates::Tense;
use crate::inbound::names::{mark, rule};
use crate::inbound::reading::{AboutKind, Forwarded, Line, Read, Scene, Words};
use crate::inbound::student::read_student;

/// "Seun's told me he can't do Tuesday": an apology that was told. `to_come`: names of which the register's reader heard
/// something about a day to come.
pub fn told(context: &Context, sentence: &Sentence, latest: &[PersonId]) -> Orders {
    let mut found = Orders::default();
    let text = sentence.text.as_str();
    if sentence.asks || NO_APOLOGY.is_match(text) || !NOT_COMING.is_match(text) && !TOLD.is_match(text) {
        return found;
    }
    let of_coming = matches!(context.kind(), Some(AboutKind::Brief | AboutKind::Reminder | AboutKind::AfterChristmas));
    // "I note that Miss Byrne excuses herself": as our own letter said.
    if of_coming && READ_HERE.is_match(text) || is_of_manners(text) && !context.answers_register() {
        found.consumed = true;
        return found;
    }
    if is_of_what_was(context, text, of_coming) {
        return found;
    }
    // "Asked to come back next time" in a register is of the session gone.
    let is_register = context.answers_register() && !WILL_NOT.is_match(text);
    let names_coming =
        || context.sessions_in(text, Tense::Coming).exact.iter().any(|number| !context.has_begun(*number));
    let is_of_coming = TO_COME.is_match(text)
        || NOT_COMING.is_match(text) && !WAS.is_match(text) && !speaks_of_group(text) && names_coming();
    if !of_coming && (!is_of_coming || is_register) {
        return found;
    }
    let names = context.names_in(text);
    let mut sessions = context.sessions_in(text, Tense::Coming);
    sessions.exact.retain(|number| !context.has_begun(*number));
    let about = context.about_session().filter(|number| !context.has_begun(*number));
    if sessions.exact.is_empty() {
        if !of_coming || sessions.doubtful && about.is_none() {
            return found;
        }
        sessions.exact.extend(about);
    }
    if THIS_AND_NEXT.is_match(text)
        && let [one] = sessions.exact[..]
    {
        let after = context.scope.sittings.iter().find(|sitting| sitting.number > one);
        sessions.exact.extend(after.map(|sitting| sitting.number));
    }
    let not_coming =
        NOT_COMING.is_match(text) || context.prepared.sentences.iter().any(|s| NOT_COMING.is_match(&s.text));
    if sessions.exact.is_empty() || !not_coming {
        return found;
    }
    found.unclear.extend(
        names
            .iter()
            .copied()
            .filter(|place| context.mention(*place).is_some_and(crate::inbound::names::Mention::is_unclear)),
    );
    let mut students = context.students_in(text);
    if students.is_empty() && names.is_empty() && SHE.is_match(text) {
        let they = text.split(|c: char| !c.is_alphabetic()).any(|word| word.eq_ignore_ascii_case("they"));
        if they { students.extend(latest) } else { students.extend(latest.last()) }
    }
    if students.is_empty() && found.unclear.is_empty() {
        return found;
    }
    found.consumed = true;
    if UNSURE.is_match(text) {
        found.doubt = Some("whether an apology is meant");
        return found;
    }
    for student in students {
        for session in &sessions.exact {
            found.orders.push(("relay", Order::Relay { student, session: *session }));
        }
    }
    found
}

/// Is it of a session gone by, or beside one that is named elsewhere?
fn is_of_what_was(context: &Context, text: &str, of_coming: bool) -> bool {
    let gone = || context.sessions_in(text, Tense::Past).exact.iter().any(|number| context.has_begun(*number));
    let to_come = || context.sessions_in(text, Tense::Coming).exact.iter().any(|number| !context.has_begun(*number));
    WAS.is_match(text) && !to_come() && (gone() || of_coming && settle::is_of_another(context))
}

/// "Apologies from Niamh on Friday the 12th, she told me": the Friday to come, where there is one.
pub fn is_for_a_day_to_come(context: &Context, text: &str) -> bool {
    let coming = || context.sessions_in(text, Tense::Coming).exact.iter().any(|number| !context.has_begun(*number));
    APOLOGIES_FROM.is_match(text) && coming()
}

/// Letters of students that were passed on: who wrote them, and from which sessions they stay away or stayed away.
///
/// The letter is read as its writer's own; what it says beside an apology, and what is not sure, is for a person.
pub fn forwarded(context: &Context, words: &Words) -> Orders {
    let mut found = Orders::default();
    for letter in &words.forwarded {
        let Some(student) = writer_of(context, letter) else {
            continue;
        };
        found.consumed = true;
        let read = read_forwarded(context, letter, student);
        let absences: Vec<u8> = read
            .says
            .stances
            .iter()
            .filter(|(_, stance)| **stance == Stance::Absent)
            .map(|(number, _)| *number)
            .collect();
        if absences.is_empty()
            || !read.acts
            || absences.len() < read.says.stances.values().filter(|stance| **stance != Stance::Attending).count()
        {
            found.doubt = Some("what the letter passed on says");
        }
        for session in absences {
            let order = if context.has_begun(session) {
                Order::Explained { student, session: Some(session) }
            } else {
                Order::Relay { student, session }
            };
            found.orders.push(("relay", order));
        }
    }
    found
}

/// The letter as its writer's own, read on the day on which it was sent.
fn read_forwarded(context: &Context, letter: &Forwarded, student: PersonId) -> Read<StudentSays> {
    let words = Words {
        subject: letter.subject.clone(),
        lines: letter.text.lines().map(|text| Line { text: text.to_owned(), answers: None }).collect(),
        forwarded: Vec::new(),
    };
    let scene = Scene {
        roster: context.scene.roster,
        calendar: context.scene.calendar,
        now: letter.sent.unwrap_or(context.scene.now),
        about: context.scene.about,
    };
    read_student(&words, &scene, student, context.group)
}

/// The student of the group who wrote a letter, by address, else by name.
fn writer_of(context: &Context, letter: &Forwarded) -> Option<PersonId> {
    let by_address =
        letter.from.as_ref().and_then(|address| context.scene.roster.person_at(address)).map(|person| person.id);
    let on_roll = |id: &PersonId| context.roll.students().any(|student| student == *id);
    by_address.filter(on_roll).or_else(|| {
        let named = mark(letter.from_name.as_deref()?, context.roll);
        named.mentions.first().and_then(|mention| mention.one())
    })
}

/// "He said sorry for being late": that is no apology for a day.
pub(super) fn is_of_manners(text: &str) -> bool {
    SORRY_FOR.is_match(text) && !WILL_NOT_COME.is_match(text)
}

/// What stood in the letter answered.
static READ_HERE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^\W*(?:thanks,? |ok,? |and )*(?:i )?(?:note|see|read|notice|gather|noted|saw)(?: from (?:this|your \w+|the \w+))?(?: here)?,? (?:that )?(?:@\d+|s?he|they)\b",
    )
});
/// "Sorry about snapping at Will last time": not for staying away.
static SORRY_FOR: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:sorry|apologi\w+)(?: to \S+)? (?:about|for|that (?:s?he|they)(?:'d| had)?) (?:having |being |\w+ly |so |yesterday\W+)*(?:late|rude|quiet|snapp\w+|talk\w+|interrupt\w+|shout\w+|leav\w+|the (?:noise|interruption|fuss)|what s?he said|came|running in)\b|\b(?:being|running in|coming in|arriving) (?:so |a bit |very )?late\b",
    )
});
static WILL_NOT_COME: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\b(?:can't|cannot|won't|will not|unable|not be able|not able|isn't able|tomorrow)\b"));
static UNSURE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:might|may (?:not|be|have to|miss|well)|perhaps|maybe|possibly|not sure|depends|depending|unless|unlikely|doubtful|tbc)\b",
    )
});
pub(super) static NOT_COMING: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:can't|cannot|can not|cant|won't|wont|will not|'ll not|shan't|shall not|not be able to|not able to|unable to|isn't able to|couldn't|not going to be able to|not going to)(?: (?:now|be|be able to|able to|actually|get to|manage|manage to))* ?(?:come|make|attend|be there|be in|be at|there|do|join|here|tuesday|friday|today|tomorrow|next|the|this|it|around|coming)?|(?:will|'ll|going to|have to|has to|having to|need to|needs to) (?:be )?(?:miss(?:ing)?|away|absent|off|skip)|(?:is|are|am|'s|'m|be) (?:away|off|out|ill|sick|unwell|poorly|on (?:nights?|leave|holiday|call)|at (?:a|an|the)|not (?:coming|going to|able))|apolog(?:y|ies|ised|ises|ise|ized)|regrets|asked to be (?:excused|let off)|excused from|sorry|miss(?:ing)?|absence|absences|absent|excuse[ds]?|not coming|down|another one|(?:don't|do not|dont) expect (?:him|her|them|@\d+)|prevented from|keeps? (?:him|her|them) away)\b",
    )
});
/// "Seun hasn't said anything about Tuesday, so I assume he's coming."
pub(super) static NO_APOLOGY: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:down|recorded|marked|listed|put) as\b|\basks? (?:me |us )?(?:whether|if)\b|\b(?:hasn't|haven't|has not|have not|hadn't|never|not|nobody has|no ?one has) (?:yet )?(?:said|told|mentioned|heard|written|e-?mailed|been in touch|offered|let)\b|\b(?:assume|presume|expect|think|trust|hope|know)s?(?: that)? (?:s?he|they|@\d+)(?:'s|'re|'ll| is| are| will)(?: be)? (?:coming|there|here|along)\b|\bshouldn't be (?:among|on|in) (?:the |those |your )",
    )
});
pub(super) static TOLD: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:whatsapp\w*|text(?:ed|s)?|messaged?|e-?mailed?|rang|phoned|told (?:me|us)|says?|said|wrote|let (?:me|us) know|asked (?:me|us) to)\b",
    )
});
pub(super) static APOLOGIES_FROM: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\bapologies (?:from|for) @\d+"));
/// Says of a student what will be, not what was.
static TO_COME: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:\bapologies (?:from|for) @\d+|\bapolog(?:y|ies) for [^.;@]{0,25}\b(?:from|by) @\d+|@\d+.{0,80}\b(?:won't|will|'ll|can't (?:come|make|do|be|attend)|cannot (?:come|make|attend|be)|next (?:time|session|week)|going to|(?:is|are) (?:away|off|on|at)|'ll (?:not|be)|asked to be excused|(?:his|her|their) apologies for|apologies for|sends? (?:his|her|their) (?:apologies|regrets))\b)",
    )
});
/// Speaks of what was.
pub(super) static WAS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:was|were|wasn't|weren't|didn't|did not|had|missed|couldn't|came|attended|turned up|(?:why|because|since) (?:he|she|they) (?:missed|was|were|had|couldn't))\b",
    )
});
static WILL_NOT: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:won't|will|'ll|can't|cannot|can not|isn't (?:able|going)|is not (?:able|going)|going to|unable to|cant|wont|asked to be excused|(?:is|are) (?:away|off|on|at)|apolog(?:y|ies) for|next (?:one|time|session)|apologies (?:from|for)|sends? (?:his|her|their) (?:apologies|regrets))\b",
    )
});
static SHE: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\b(?:he|she|they)\b"));
static THIS_AND_NEXT: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\bthis (?:one|session|week|time|week's|tuesday|friday)?(?: one)? ?(?:and|or|&) (?:the )?(?:next|following|one after)\b",
    )
});
