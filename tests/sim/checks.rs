//! Each check of the rules bites on a doctored letter.

use std::collections::BTreeSet;

use balintd::domain::letter::Letter;
use balintd::domain::policy::StepKind;
use balintd::domain::roster::london;
use balintd::domain::said::{Flag, Order, Stance};
use balintd::domain::state::State;
use balintd::sim::checks::{Broken, Sent};
use balintd::sim::meant::{Meant, MeantClass, Verdict};

use crate::desk::{Desk, TUESDAY};

#[test]
fn a_letter_that_breaks_no_rule_goes() {
    let mut desk = Desk::new();
    desk.missed(4);
    let (reminder, mut check_in) = (desk.reminder(), desk.check_in(TUESDAY));
    check_in.in_hand.subject = "How are you?".to_owned();
    desk.checks.sent(&reminder).unwrap();
    desk.checks.sent(&check_in).unwrap();
}

#[test]
fn twice_is_once_too_often() {
    let mut desk = Desk::new();
    let mut sent = desk.reminder();
    desk.checks.sent(&sent).unwrap();
    sent.in_hand.message_id = "another@medschool.example".to_owned();
    desk.refuses(&sent, "each letter is sent once");
    sent.letter = Letter::Welcome { student: desk.student, group: desk.group };
    sent.in_hand.kind = "welcome".to_owned();
    sent.in_hand.message_id = "a.third@medschool.example".to_owned();
    desk.refuses(&sent, "each letter is sent once");
}

#[test]
fn an_envelope_is_for_one_person() {
    let mut desk = Desk::new();
    let mut sent = desk.reminder();
    sent.envelope.push(desk.address(desk.other));
    desk.refuses(&sent, "one envelope a person");
    let mut sent = desk.reminder();
    sent.in_hand.cc = vec![desk.address(desk.other)];
    desk.refuses(&sent, "one envelope a person");
    let mut sent = desk.reminder();
    sent.envelope = vec![desk.address(desk.other)];
    desk.refuses(&sent, "one envelope a person");
}

#[test]
fn a_students_words_stay_with_their_co_leaders() {
    let mut desk = Desk::new();
    let mut message = desk.message(desk.student, Meant::stances([(5, Stance::Late)]), "reminder", 5);
    message.planted = Some("Quillmarsh".to_owned());
    desk.told(&message);
    let letter =
        Letter::StudentWrote { group: desk.group, student: desk.student, wrote: balintd::domain::id::LetterId(1) };
    let mut sent = desk.letter(letter, desk.leaders[0], TUESDAY);
    sent.in_hand.body = "\"late, clinic at Quillmarsh\"".to_owned();
    desk.checks.sent(&sent).unwrap();
    let letter = Letter::FirmHeadDigest { firm_head: desk.firm_head(), day: "2026-11-03".parse().unwrap() };
    let mut sent = desk.letter(letter, desk.firm_head(), TUESDAY);
    sent.in_hand.body = "was late (clinic at Quillmarsh)".to_owned();
    desk.refuses(&sent, "a student's words go to their co-leaders only");
}

#[test]
fn no_student_is_named_to_another() {
    let mut desk = Desk::new();
    let mut sent = desk.reminder();
    sent.in_hand.body = format!("Our group is on 10 November. {} comes too.", desk.name(desk.other));
    desk.refuses(&sent, "no student is named to those who have nothing to do with them");
}

#[test]
fn no_step_without_a_register_or_with_too_few_misses() {
    const RULE: &str = "a step needs sessions that were really missed without a word";
    let mut desk = Desk::new();
    let check_in = desk.check_in(TUESDAY);
    desk.refuses(&check_in, RULE);
    desk.missed(4);
    let letter = Letter::NoticeStudent { student: desk.student, step: StepKind::FirmHead, session: desk.session(4) };
    let mut notice = desk.letter(letter, desk.student, TUESDAY);
    notice.in_hand.subject = "Your Balint group".to_owned();
    desk.refuses(&notice, RULE);
    desk.says(4, Stance::Absent);
    desk.refuses(&check_in_again(&desk), RULE);
}

/// The same letter under another Message-ID, because a refused one has used its own.
fn check_in_again(desk: &Desk) -> Sent {
    let mut sent = desk.check_in(TUESDAY);
    sent.in_hand.message_id = "once.more@medschool.example".to_owned();
    sent.letter = Letter::CheckIn { student: desk.student, session: desk.session(3) };
    sent.in_hand.subject = "How are you?".to_owned();
    sent
}

#[test]
fn one_step_at_a_time_and_nobody_is_surprised() {
    let mut desk = Desk::new();
    desk.missed(3);
    desk.missed(4);
    let firm_head_letter = Letter::FirmHeadLetter { student: desk.student, session: desk.session(4) };
    let sent = desk.letter(firm_head_letter, desk.student, TUESDAY);
    desk.refuses(&sent, "one step at a time");

    let mut desk = Desk::new();
    desk.missed(3);
    let letter = Letter::CheckIn { student: desk.student, session: desk.session(3) };
    let first = desk.letter(letter, desk.student, "2026-10-15T10:00:00Z");
    desk.checks.sent(&first).unwrap();
    desk.missed(4);
    let firm_head_letter = Letter::FirmHeadLetter { student: desk.student, session: desk.session(4) };
    let sent = desk.letter(firm_head_letter, desk.student, TUESDAY);
    desk.refuses(&sent, "nobody is surprised");
}

#[test]
fn what_weighs_more_goes_on_a_co_leaders_word() {
    let mut desk = Desk::new();
    for (number, at) in [(1, "2026-09-17T10:00:00Z"), (2, "2026-10-01T10:00:00Z")] {
        desk.missed(number);
        if number == 1 {
            let letter = Letter::CheckIn { student: desk.student, session: desk.session(1) };
            let sent = desk.letter(letter, desk.student, at);
            desk.checks.sent(&sent).unwrap();
        }
    }
    let notice = Letter::NoticeCoLeaders { student: desk.student, step: StepKind::FirmHead, session: desk.session(2) };
    let sent = desk.letter(notice, desk.leaders[0], "2026-10-01T10:00:00Z");
    desk.checks.sent(&sent).unwrap();
    let letter = Letter::FirmHeadLetter { student: desk.student, session: desk.session(2) };
    let sent = desk.letter(letter, desk.student, "2026-10-07T10:00:00Z");
    desk.checks.sent(&sent).unwrap();
    desk.missed(3);
    let team = desk.cast.roster.holders(
        balintd::domain::id::SchemeId(1),
        balintd::domain::roster::Role::UndergraduateTeam,
        "2026-10-15".parse().unwrap(),
    );
    let letter = Letter::UndergraduateTeam { student: desk.student, session: desk.session(3) };
    let sent = desk.letter(letter, team[0], "2026-10-15T10:00:00Z");
    desk.refuses(&sent, "a step of weight goes on a co-leader's word");
    let mut held = Desk::new();
    held.missed(4);
    let hold = held.message(
        held.leaders[0],
        Meant::order(Order::Hold { student: Some(held.student) }),
        "notice-co-leaders",
        4,
    );
    held.told(&hold);
    let check_in = held.check_in(TUESDAY);
    held.refuses(&check_in, "what is held does not go");
}

#[test]
fn letters_about_a_person_keep_working_hours_and_holidays() {
    let mut desk = Desk::new();
    desk.missed(4);
    for (at, rule) in [
        ("2026-11-03T18:30:00Z", "letters about a person go in working hours"),
        ("2026-11-07T11:00:00Z", "letters about a person go in working hours"),
        ("2027-05-03T11:00:00Z", "letters about a person go in working hours"),
        ("2026-12-18T11:00:00Z", "no letter about a person goes on the eve of a holiday"),
    ] {
        let mut desk = Desk::new();
        desk.missed(4);
        let sent = desk.check_in(at);
        desk.refuses(&sent, rule);
    }
}

#[test]
fn a_firm_head_is_not_the_students_own_co_leader() {
    let mut desk = Desk::new();
    desk.missed(4);
    let letter = Letter::TeachingQuestion { student: desk.student, session: desk.session(4) };
    let sent = desk.letter(letter, desk.leaders[0], TUESDAY);
    desk.refuses(&sent, "a firm head is never the co-leader of the student's own group");
}

#[test]
fn nobody_is_chased_for_what_is_not_their_fault() {
    let mut desk = Desk::new();
    let cancel = desk.message(desk.leaders[0], Meant::order(Order::Cancel { session: 5 }), "brief", 5);
    desk.told(&cancel);
    let sent = desk.reminder();
    desk.refuses(&sent, "nobody is chased for a session that did not take place");

    let mut desk = Desk::new();
    desk.says(5, Stance::Absent);
    let sent = desk.reminder();
    desk.refuses(&sent, "whoever has apologised is not reminded");

    let mut desk = Desk::new();
    let left = desk.message(desk.leaders[0], Meant::order(Order::Left { student: desk.student }), "brief", 5);
    desk.told(&left);
    let sent = desk.reminder();
    desk.refuses(&sent, "nobody is written to who has left");

    let mut desk = Desk::new();
    let bounce = Meant::machine(MeantClass::Bounce { of: desk.student, permanent: true });
    let mut report = desk.message(desk.student, bounce, "reminder", 4);
    report.by = None;
    desk.told(&report);
    let sent = desk.reminder();
    desk.refuses(&sent, "a dead address is not chased");
}

#[test]
fn reminders_are_in_time_and_registers_are_asked_for_afterwards() {
    let mut desk = Desk::new();
    let mut sent = desk.reminder();
    sent.at = "2026-11-10T08:00:00Z".parse().unwrap();
    desk.refuses(&sent, "a stale reminder is not sent");
    let letter = Letter::RegisterRequest { session: desk.session(5) };
    let sent = desk.letter(letter, desk.leaders[0], TUESDAY);
    desk.refuses(&sent, "no register is asked for before the session");
}

#[test]
fn distress_reaches_both_and_the_student_is_left_in_peace() {
    let mut desk = Desk::new();
    let meant = Meant::student([(5, Stance::Absent)], [Flag::Welfare]);
    let message = desk.message(desk.student, meant, "reminder", 5);
    desk.told(&message);
    let letter = Letter::Acknowledgement { student: desk.student, answers: balintd::domain::id::LetterId(1) };
    let sent = desk.letter(letter, desk.student, TUESDAY);
    desk.refuses(&sent, "whoever may be in distress hears from a person first");
    let state = State::new(desk.cast.roster.clone(), &london());
    let broken: Broken = desk.checks.turned(&state, &BTreeSet::new(), message.at).unwrap_err();
    assert_eq!(broken.rule, "both co-leaders hear of distress at once");
}

#[test]
fn a_machine_is_not_answered() {
    let mut desk = Desk::new();
    let away = desk.message(desk.student, Meant::machine(MeantClass::AutoReply), "reminder", 5);
    desk.told(&away);
    let mut sent = desk.reminder();
    sent.in_hand.in_reply_to = Some(away.message_id);
    desk.refuses(&sent, "automatic letters are never answered");
}

#[test]
fn too_many_letters_a_day_are_noticed() {
    let mut desk = Desk::new();
    for nth in 0..8 {
        let letter = Letter::Acknowledgement { student: desk.student, answers: balintd::domain::id::LetterId(nth) };
        let mut sent = desk.letter(letter, desk.student, TUESDAY);
        sent.in_hand.message_id = format!("{nth}@medschool.example");
        sent.in_hand.in_reply_to = Some(format!("{nth}@students.example"));
        desk.checks.sent(&sent).unwrap();
    }
    let sent = desk.reminder();
    desk.refuses(&sent, "nobody gets too many letters a day");
}

#[test]
fn a_letter_can_be_understood_and_its_subject_is_discreet() {
    let mut desk = Desk::new();
    let mut sent = desk.reminder();
    sent.in_hand.body = "Our group is soon.".to_owned();
    desk.refuses(&sent, "a letter can be understood");
    let mut sent = desk.reminder();
    sent.in_hand.message_id = "other@medschool.example".to_owned();
    sent.letter = Letter::Reminder { student: desk.student, session: desk.session(6) };
    sent.in_hand.subject = "Your absence on Tuesday 10 November".to_owned();
    desk.refuses(&sent, "a subject is short and says nothing of absence");
    let mut sent = desk.reminder();
    sent.in_hand.kind = "welcome".to_owned();
    desk.refuses(&sent, "a letter is what it says it is");
}

#[test]
fn acting_on_what_nobody_meant_ends_the_year() {
    let mut desk = Desk::new();
    let message = desk.message(desk.student, Meant::stances([(5, Stance::Absent)]), "reminder", 5);
    let verdict = Verdict::Wrong("meant absent, read attending".to_owned());
    let broken = desk.checks.heard(&message, &verdict, message.at).unwrap_err();
    assert_eq!(broken.rule, "nothing is done that nobody meant");
}

#[test]
fn a_register_that_is_not_what_was_said_is_noticed() {
    let mut desk = Desk::new();
    desk.missed(4);
    let state = State::new(desk.cast.roster.clone(), &london());
    let touched = BTreeSet::from([desk.session(4)]);
    let broken = desk.checks.turned(&state, &touched, TUESDAY.parse().unwrap()).unwrap_err();
    assert_eq!(broken.rule, "the register is what the co-leaders said");
}
