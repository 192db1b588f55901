//! What leaves the co-leaders, and what never does: facts of attendance only; no words, no reasons, no list of students
//! where one is not wanted, and nobody's address in another's letter.

use std::collections::BTreeSet;

use super::*;
use crate::domain::id::{LetterId, PersonId};
use crate::domain::letter::Letter;
use crate::outbound::sample::SampleLetter;
use crate::outbound::{ComposeError, Extra, StudentWords};

const SECRET: &str = "unspeakable";

fn secret_words(_: LetterId) -> Option<StudentWords> {
    Some(StudentWords::new(format!("Please tell nobody: {SECRET}")))
}

/// A letter of the sample written to somebody, whoever it was decided for.
fn write(one: &SampleLetter, recipient: PersonId, shadow: bool) -> Result<Finished, ComposeError> {
    let sample = ordinary();
    let extra = Extra { shadow, ..one.extra.clone() };
    let mut to = one.to.clone();
    to.push(recipient);
    let (state, rules) = (&sample.state, &sample.rules);
    outbound().compose(&one.letter, &to, recipient, state, rules, &secret_words, &extra, sample.now)
}

fn of_kind(kind: &str) -> SampleLetter {
    let mut letters = ordinary().letters.iter();
    letters.find(|one| one.letter.kind() == kind).unwrap().clone()
}

#[test]
fn a_students_words_reach_co_leaders_and_nobody_else() {
    let sample = ordinary();
    let everybody: Vec<PersonId> = sample.state.roster.people.keys().copied().collect();
    let leaders = [PersonId(1), PersonId(2)];
    for kind in ["student-wrote", "students-wrote", "welfare"] {
        let one = of_kind(kind);
        for person in &everybody {
            match write(&one, *person, false) {
                Ok(finished) => {
                    assert!(leaders.contains(person), "{kind} to {person}");
                    assert!(text_of(&finished).contains(SECRET), "{kind} to {person}");
                }
                Err(error) => {
                    assert!(!leaders.contains(person), "{kind} to {person}");
                    assert!(matches!(error, ComposeError::NotTheirs(_)), "{kind} to {person}: {error}");
                }
            }
        }
    }
    for one in sample.letters.iter().filter(|one| !matches!(one.letter, Letter::StudentWrote { .. })) {
        for person in one.to.iter().filter(|person| !leaders.contains(person)) {
            let text = text_of(&write(one, *person, false).unwrap());
            assert!(!text.contains(SECRET), "{} to {person}", one.letter.kind());
        }
    }
}

#[test]
fn in_shadow_the_administrator_sees_the_letter_but_neither_words_nor_who_presented() {
    for kind in ["student-wrote", "students-wrote", "welfare", "brief"] {
        let finished = write(&of_kind(kind), PersonId(1), true).unwrap();
        let text = text_of(&finished);
        assert!(!text.contains(SECRET), "{kind}: {text}");
        assert!(!text.contains("Not presented a case yet"), "{kind}: {text}");
        assert_eq!(finished.envelope_to, sample::house().administrator);
    }
}

#[test]
fn who_presented_stays_with_the_co_leaders() {
    for (name, finished) in written(Kind::Ordinary) {
        let text = text_of(&finished);
        let names_presenters = text.contains("Not presented a case yet") || text.contains("- Presented on");
        let for_leaders = ["brief", "status-answer", "order-done"].iter().any(|kind| name.starts_with(kind));
        assert!(!names_presenters || for_leaders, "{name}: {text}");
    }
}

#[test]
fn nobody_sees_the_address_of_a_student_but_their_co_leaders() {
    let students: BTreeSet<&str> = ["students.example.ac.uk"].into();
    for (name, finished) in written(Kind::Ordinary) {
        let raw = String::from_utf8_lossy(&finished.bytes).replace("=\r\n", "");
        let own = finished.envelope_to.as_str();
        let others = raw
            .split(|c: char| c.is_whitespace() || "<>,;:".contains(c))
            .map(|word| word.trim_end_matches('.'))
            .filter(|word| students.iter().any(|host| word.ends_with(&format!("@{host}"))) && *word != own)
            .collect::<BTreeSet<_>>();
        let to_leader = own.contains("marsh") || own.contains("osei");
        // The firm head is in copy of one letter, and the undergraduate team mends a dead address.
        let is_meant = name.starts_with("firm-head-letter") || name.starts_with("undeliverable");
        assert!(others.is_empty() || to_leader || is_meant, "{name}: {others:?}");
    }
}

#[test]
fn no_list_of_students_goes_to_a_student_or_beyond_those_who_look_after_them() {
    let sample = ordinary();
    let roster = &sample.state.roster;
    for one in &sample.letters {
        for recipient in &one.to {
            let text = text_of(&write(one, *recipient, false).unwrap());
            let names = roster.memberships.iter().filter_map(|m| roster.people.get(&m.student));
            let named = names.filter(|student| text.contains(student.name.as_str())).count();
            let is_leader = [1, 2, 8, 9].contains(&recipient.0);
            let sees_several = is_leader || [3, 4, 7].contains(&recipient.0) || *recipient == PersonId::ADMINISTRATOR;
            assert!(named <= 1 || sees_several, "{} to {recipient}: {text}", one.letter.kind());
        }
    }
}

#[test]
fn every_letter_about_the_policy_names_its_clause() {
    let about_the_policy = [
        "check-in",
        "teaching-question",
        "notice-student",
        "notice-co-leaders",
        "firm-head-letter",
        "firm-head-brief",
        "firm-head-reminder",
        "firm-head-silent",
        "release-request",
        "undergraduate-team",
        "stage-lead",
        "step-informed",
    ];
    for (name, finished) in written(Kind::Ordinary) {
        if about_the_policy.iter().any(|kind| name.rsplit_once('-').is_some_and(|(of, _)| of == *kind)) {
            assert!(text_of(&finished).contains("Appendix 5, step "), "{name}");
        }
    }
}

#[test]
fn the_notice_says_word_for_word_what_the_letter_will_say() {
    let student = write(&of_kind("notice-student"), PersonId(14), false).unwrap();
    let leaders = write(&of_kind("notice-co-leaders"), PersonId(1), false).unwrap();
    let letter = text_of(&write(&of_kind("firm-head-letter"), PersonId(14), false).unwrap());
    for notice in [text_of(&student), text_of(&leaders)] {
        let said = notice.lines().find_map(|line| line.strip_prefix("> ")).unwrap();
        assert!(letter.contains(said), "{said}\n---\n{letter}");
    }
}

#[test]
fn no_letter_counts_in_percentages_or_threatens() {
    for (name, finished) in written(Kind::Ordinary) {
        let text = text_of(&finished).to_lowercase();
        for never in ["%", "per cent", "must ", "warning", "consequence", "disciplin", "unacceptable"] {
            assert!(!text.contains(never), "{name} says {never:?}: {text}");
        }
    }
}

#[test]
fn the_reply_to_distress_is_plain_and_says_where_to_turn() {
    let text = text_of(&write(&of_kind("welfare-reply"), PersonId(14), false).unwrap());
    assert!(text.contains("999") && text.contains("by the end of Wednesday 25 November"), "{text}");
    for cheerful in ["Thank", "Warm", "wishes", "look forward", "!"] {
        assert!(!text.contains(cheerful), "{text}");
    }
}

#[test]
fn a_person_who_is_forgotten_stops_the_letter() {
    let mut sample = Sample::new(Kind::Ordinary);
    let mut roster = sample.state.roster.clone();
    roster.people.remove(&PersonId(14));
    sample.state.take_roster(roster);
    let one = of_kind("undergraduate-team");
    let (state, rules) = (&sample.state, &sample.rules);
    let words = |_: LetterId| None;
    let stopped = outbound().compose(&one.letter, &one.to, one.to[0], state, rules, &words, &one.extra, sample.now);
    assert_eq!(stopped, Err(ComposeError::PersonGone(PersonId(14))));
}
