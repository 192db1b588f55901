//! Who says so counts: what a message brings about, by who says it and in answer to what.

use std::collections::BTreeSet;

use balintd::domain::decide::decide;
use balintd::domain::event::{Attention, Fact};
use balintd::domain::hear::{Heard, hear};
use balintd::domain::id::{LetterId, PersonId};
use balintd::domain::letter::Letter;
use balintd::domain::policy::StepKind;
use balintd::domain::said::{
    Bounce, BounceAction, Class, CoLeaderSays, FirmAnswer, Flag, Mark, Order, Rest, Said, Sender, Stance, StudentSays,
};
use balintd::domain::state::Subject;

use crate::story::{AMARA, DAN, FARAH, GROUP, HELEN, LEAD, Story, TEAM, TOM, at, session};

/// A message in the hands of the test, which changes what matters to it.
struct Message {
    sender: Sender,
    said: Said,
    answers: Option<(Letter, PersonId)>,
    acts: bool,
    vouched: bool,
    words: &'static str,
}

impl Message {
    fn new(sender: Sender, said: Said) -> Self {
        Self { sender, said, answers: None, acts: true, vouched: true, words: "" }
    }

    fn to(mut self, letter: Letter, had_by: PersonId) -> Self {
        self.answers = Some((letter, had_by));
        self
    }

    fn facts(&self, story: &Story) -> Vec<Fact> {
        let aside = BTreeSet::new();
        let heard = Heard {
            at: story.now,
            class: &Class::Human,
            sender: &self.sender,
            said: &self.said,
            acts: self.acts,
            vouched: self.vouched,
            answers: self.answers.as_ref().map(|(letter, to)| (letter, *to)),
            is_recent: true,
            aside: &aside,
            words: self.words,
        };
        hear(&story.state, &heard).into_iter().map(|(fact, _)| fact).collect()
    }
}

fn leader(leader: PersonId, says: CoLeaderSays) -> Message {
    Message::new(Sender::CoLeader { leader, group: GROUP }, Said::CoLeader(says))
}

fn orders(leader_id: PersonId, orders: Vec<Order>) -> Message {
    leader(leader_id, CoLeaderSays { orders, ..Default::default() })
}

fn register(leader_id: PersonId, absent: &[PersonId], rest: Option<Rest>) -> Message {
    let marks = absent.iter().map(|student| (*student, Mark::Absent)).collect();
    leader(leader_id, CoLeaderSays { marks, rest, ..Default::default() })
}

fn request() -> Letter {
    Letter::RegisterRequest { session: session(1) }
}

fn notice() -> Letter {
    Letter::NoticeCoLeaders { student: AMARA, step: StepKind::FirmHead, session: session(2) }
}

/// They are asked what they meant by their answer to a letter.
fn unclear(by: PersonId, letter: Option<Letter>) -> Fact {
    let session = letter.as_ref().and_then(Letter::session);
    Fact::StaffUnclear { by, session, letter: letter.map(Box::new) }
}

fn student(says: StudentSays) -> Message {
    Message::new(Sender::Student { student: AMARA, group: GROUP }, Said::Student(says))
}

#[test]
fn ok_is_the_register_as_the_request_had_it() {
    let mut story = Story::new();
    story.until("2026-09-14 10:00").says(TOM, 1, Stance::Absent).until("2026-09-15 14:30");
    let facts = register(DAN, &[], Some(Rest::Expected)).to(request(), DAN).facts(&story);
    let [Fact::RegisterTaken { marks, by: DAN, .. }] = &facts[..] else { panic!("{facts:?}") };
    assert_eq!(marks.len(), 10);
    assert_eq!((marks[&TOM], marks[&AMARA]), (Mark::Excused, Mark::Present));
}

#[test]
fn the_others_different_answer_is_a_dispute_and_the_same_one_is_nothing() {
    let mut story = Story::new();
    story.held(1, &[AMARA]);
    let same = register(DAN, &[AMARA], Some(Rest::Present)).to(request(), DAN).facts(&story);
    assert_eq!(same, []);
    let other = register(DAN, &[TOM], Some(Rest::Present)).to(request(), DAN).facts(&story);
    let [Fact::MarksContested { marks, .. }] = &other[..] else { panic!("{other:?}") };
    assert_eq!(marks.iter().map(|(s, m)| (*s, *m)).collect::<Vec<_>>(), [(AMARA, Mark::Present), (TOM, Mark::Absent)]);
}

#[test]
fn an_answer_that_names_everybody_is_a_register_and_no_correction() {
    let mut story = Story::new();
    story.held(1, &[AMARA]);
    let day = story.state.calendar.get(session(1)).unwrap().date;
    let everybody: Vec<PersonId> = story.state.members(GROUP, day).map(|member| member.student).collect();
    let other = register(DAN, &everybody, None).to(request(), DAN).facts(&story);
    assert!(matches!(&other[..], [Fact::MarksContested { marks, .. }] if marks.len() == 9), "{other:?}");
    let of_one = register(DAN, &[TOM], None).to(request(), DAN).facts(&story);
    assert!(matches!(&of_one[..], [Fact::MarksCorrected { .. }]), "{of_one:?}");
}

#[test]
fn either_can_correct_it_later() {
    let mut story = Story::new();
    story.held(1, &[AMARA]);
    let marks = [(AMARA, Mark::Late)].into();
    let says = CoLeaderSays { marks, ..Default::default() };
    let confirmation = Letter::RegisterConfirmation { session: session(1), after: story.state.last };
    let facts = leader(DAN, says).to(confirmation, DAN).facts(&story);
    assert!(matches!(&facts[..], [Fact::MarksCorrected { by: DAN, marks, .. }] if marks[&AMARA] == Mark::Late));
}

#[test]
fn a_register_of_a_session_to_come_is_asked_about() {
    let mut story = Story::new();
    story.until("2026-09-15 10:00");
    let facts = register(HELEN, &[], Some(Rest::Present)).to(request(), HELEN).facts(&story);
    assert_eq!(facts, [unclear(HELEN, Some(request()))]);
}

#[test]
fn what_was_not_read_with_confidence_changes_nothing() {
    let mut story = Story::new();
    story.until("2026-09-15 14:30");
    let mut message = register(HELEN, &[AMARA], Some(Rest::Present)).to(request(), HELEN);
    message.acts = false;
    assert_eq!(message.facts(&story), [unclear(HELEN, Some(request()))]);
}

#[test]
fn a_hold_without_a_name_is_for_the_student_of_the_letter() {
    let story = Story::new();
    let facts = orders(HELEN, vec![Order::Hold { student: None }]).to(notice(), HELEN).facts(&story);
    assert_eq!(facts[0], Fact::HoldPlaced { student: AMARA, by: HELEN, until: None });
    assert_eq!(facts[1], Fact::OrdersDone { by: HELEN, group: Some(GROUP) });
}

#[test]
fn a_release_answers_a_letter_that_this_very_person_had() {
    let story = Story::new();
    let release = || orders(HELEN, vec![Order::Release { student: Some(AMARA) }]);
    let released = Fact::Released { student: AMARA, step: Some(StepKind::FirmHead), by: HELEN };
    assert_eq!(release().to(notice(), HELEN).facts(&story)[0], released);
    let forwarded = [unclear(HELEN, Some(notice()))];
    assert_eq!(release().to(notice(), DAN).facts(&story), forwarded, "a forwarded token is dead in another's hands");
    assert_eq!(release().facts(&story), [unclear(HELEN, None)], "nor does a letter out of the blue release anything");
}

#[test]
fn nothing_that_a_server_does_not_vouch_for_is_an_order() {
    let story = Story::new();
    let mut message = orders(HELEN, vec![Order::Hold { student: Some(AMARA) }]).to(notice(), HELEN);
    message.vouched = false;
    assert_eq!(message.facts(&story), []);
}

#[test]
fn whatever_a_co_leader_answers_to_a_letter_about_distress_a_person_has_read_it() {
    let mut story = Story::new();
    story.writes(AMARA, None, Attention::Welfare);
    let welfare = Letter::Welfare { student: AMARA, wrote: LetterId(1) };
    let facts = leader(DAN, CoLeaderSays::default()).to(welfare, DAN).facts(&story);
    assert_eq!(facts[0], Fact::WelfareSeen { student: AMARA, by: DAN });
}

#[test]
fn an_explanation_without_a_session_is_for_the_only_one_that_wants_it() {
    let mut story = Story::new();
    story.held(1, &[AMARA]);
    let explained = || orders(HELEN, vec![Order::Explained { student: AMARA, session: None }]);
    assert_eq!(explained().facts(&story)[0], Fact::Explained { student: AMARA, session: session(1), by: HELEN });
    story.held(2, &[AMARA]);
    assert_eq!(explained().facts(&story), [unclear(HELEN, None)]);
}

#[test]
fn a_session_that_was_called_off_is_not_called_off_again() {
    let mut story = Story::new();
    story.until("2026-09-10 12:00");
    let cancel = || orders(HELEN, vec![Order::Cancel { session: 1 }]).facts(&story);
    let first = cancel();
    assert!(matches!(first[..], [Fact::SessionCancelled { .. }]), "{first:?}");
    story.fact(first[0].clone()).until("2026-09-15 15:00");
    let again = orders(DAN, vec![Order::Cancel { session: 1 }]).to(request(), DAN).facts(&story);
    assert!(again.is_empty(), "everyone concerned was told once: {again:?}");
}

#[test]
fn a_session_that_was_moved_is_not_moved_again_to_where_it_is() {
    let mut story = Story::new();
    story.until("2026-09-10 12:00");
    let to = |day: &str| {
        let date = Some(day.parse().unwrap());
        orders(HELEN, vec![Order::Move { session: 1, date, starts: None, place: None }])
    };
    let first = to("2026-09-17").facts(&story);
    assert!(matches!(first[..], [Fact::SessionMoved { .. }]), "{first:?}");
    story.fact(first[0].clone());
    assert!(to("2026-09-17").facts(&story).is_empty(), "everyone concerned was told once");
    assert!(matches!(to("2026-09-18").facts(&story)[..], [Fact::SessionMoved { .. }]), "another day is news");
    let cancel = orders(DAN, vec![Order::Cancel { session: 1 }]).facts(&story);
    story.fact(cancel[0].clone());
    assert!(matches!(to("2026-09-17").facts(&story)[..], [Fact::SessionMoved { .. }]), "it is held after all");
}

#[test]
fn a_firm_head_answers_for_their_own_students_only() {
    let story = Story::new();
    let said = |student| Said::FirmHead(vec![FirmAnswer::Discussed { student }]);
    let own = Message::new(Sender::FirmHead { firm_head: FARAH }, said(AMARA)).facts(&story);
    assert_eq!(own[0], Fact::Discussed { student: AMARA, by: FARAH });
    let other = Message::new(Sender::FirmHead { firm_head: FARAH }, said(HELEN)).facts(&story);
    assert_eq!(other, [unclear(FARAH, None)]);
}

#[test]
fn a_students_question_beside_a_stance_is_passed_on_and_the_stance_holds() {
    let story = Story::new();
    let says = StudentSays { stances: [(1, Stance::Absent)].into(), flags: [Flag::Question].into() };
    let facts = student(says).facts(&story);
    assert!(matches!(facts[0], Fact::StanceGiven { stance: Stance::Absent, .. }));
    assert!(matches!(facts[1], Fact::StudentWrote { attention: Attention::Now, .. }));
}

#[test]
fn what_is_held_on_a_student_is_told_in_answer_to_their_own_letter_once() {
    let mut story = Story::new();
    let asks = || student(StudentSays { stances: [].into(), flags: [Flag::Record].into() });
    let reminder = |student| Letter::Reminder { student, session: session(1) };
    let is_told = |facts: &[Fact]| facts.iter().any(|fact| matches!(fact, Fact::RecordAsked { .. }));
    let facts = asks().to(reminder(AMARA), AMARA).facts(&story);
    assert_eq!(facts[0], Fact::RecordAsked { student: AMARA });
    assert!(matches!(facts[2], Fact::StudentWrote { attention: Attention::Post, .. }), "{facts:?}");

    // Without proof, with another's, with an old one, where the words are not clear or another wrote them: a person.
    let mut unread = asks().to(reminder(AMARA), AMARA);
    unread.acts = false;
    let mut unvouched = asks().to(reminder(AMARA), AMARA);
    unvouched.vouched = false;
    for message in [asks(), asks().to(reminder(TOM), TOM), unread, unvouched] {
        let facts = message.facts(&story);
        assert!(!is_told(&facts), "{facts:?}");
        assert!(
            facts
                .iter()
                .any(|fact| { matches!(fact, Fact::StudentWrote { attention: Attention::Now | Attention::Ask, .. }) })
        );
    }
    story.fact(Fact::ProofSpent { key: reminder(AMARA).key(), by: AMARA });
    assert!(!is_told(&asks().to(reminder(AMARA), AMARA).facts(&story)), "one letter proves it once");
}

#[test]
fn a_student_whom_no_server_vouches_for_changes_nothing_and_a_person_sees_it() {
    let story = Story::new();
    let mut message = student(StudentSays { stances: [(1, Stance::Absent)].into(), flags: BTreeSet::new() });
    message.vouched = false;
    assert!(matches!(&message.facts(&story)[..], [Fact::StudentWrote { attention: Attention::Now, .. }]));
}

#[test]
fn distress_goes_before_everything_else() {
    let story = Story::new();
    let says = StudentSays { stances: [(1, Stance::Absent)].into(), flags: [Flag::Welfare, Flag::Question].into() };
    let facts = student(says).facts(&story);
    assert!(facts.iter().any(|fact| matches!(fact, Fact::StudentWrote { attention: Attention::Welfare, .. })));
}

#[test]
fn a_session_that_is_on_no_calendar_is_no_stance() {
    let story = Story::new();
    let facts = student(StudentSays { stances: [(99, Stance::Absent)].into(), flags: BTreeSet::new() }).facts(&story);
    assert!(facts.iter().all(|fact| !matches!(fact, Fact::StanceGiven { .. })));
}

#[test]
fn a_delayed_letter_is_no_dead_address() {
    let story = Story::new();
    let bounce = |action| Class::Bounce(Bounce { recipient: Some(AMARA), permanent: true, status: None, action });
    let aside = BTreeSet::new();
    let facts = |class: &Class| {
        let heard = Heard {
            at: story.now,
            class,
            sender: &Sender::Stranger,
            said: &Said::Nothing,
            acts: true,
            vouched: false,
            answers: None,
            is_recent: true,
            aside: &aside,
            words: "",
        };
        hear(&story.state, &heard)
    };
    assert!(matches!(facts(&bounce(BounceAction::Delayed))[0].0, Fact::Bounced { permanent: false, .. }));
    assert!(matches!(facts(&bounce(BounceAction::Failed))[0].0, Fact::Bounced { permanent: true, .. }));
    assert_eq!(facts(&Class::AutoReply), [], "an automatic answer brings about nothing at all");
}

#[test]
fn one_line_of_the_administrator_stops_everything() {
    let story = Story::new();
    let mut message = Message::new(Sender::Administrator, Said::Nothing);
    message.words = "Pause, please.";
    assert_eq!(message.facts(&story), [Fact::Paused]);
    message.vouched = false;
    assert_eq!(message.facts(&story), []);
}

/// What a leader's unreadable answer to a letter brings about, and the question that they are then asked.
fn asked_again(story: &mut Story, answered: Letter, number: i64) -> Option<Letter> {
    let mut message = leader(HELEN, CoLeaderSays::default()).to(answered, HELEN);
    message.acts = false;
    let facts = message.facts(story);
    let [fact] = &facts[..] else { panic!("{facts:?}") };
    story.brings(fact.clone(), number);
    matches!(fact, Fact::StaffUnclear { .. })
        .then_some(Letter::ClarifyingQuestion { person: HELEN, answers: LetterId(number) })
}

#[test]
fn an_answer_to_our_question_is_for_the_session_that_the_question_was_about() {
    let mut story = Story::new();
    story.until("2026-09-15 14:30");
    let question = asked_again(&mut story, request(), 70).unwrap();
    assert_eq!(story.count("clarifying-question"), 1);
    let facts = register(HELEN, &[AMARA], Some(Rest::Present)).to(question, HELEN).facts(&story);
    let [Fact::RegisterTaken { session: of, marks, .. }] = &facts[..] else { panic!("{facts:?}") };
    assert_eq!((*of, marks[&AMARA]), (session(1), Mark::Absent));
}

#[test]
fn nobody_is_asked_a_third_time_in_one_matter() {
    let mut story = Story::new();
    story.until("2026-09-15 14:30");
    let first = asked_again(&mut story, request(), 70).unwrap();
    let second = asked_again(&mut story, first, 71).unwrap();
    assert_eq!(asked_again(&mut story, second, 72), None);
    assert_eq!(asked_again(&mut story, request(), 73), None, "an answer to the first letter is the same matter");
    story.until("2026-09-17 12:00");
    assert_eq!(story.count("clarifying-question"), 2);
    assert_eq!(story.of_kind("set-aside")[0].1, [PersonId::ADMINISTRATOR]);
}

#[test]
fn a_message_out_of_the_blue_is_asked_about_twice_too() {
    let mut story = Story::new();
    story.until("2026-09-15 14:30");
    story.brings(unclear(HELEN, None), 70);
    let first = Letter::ClarifyingQuestion { person: HELEN, answers: LetterId(70) };
    let second = asked_again(&mut story, first, 71).unwrap();
    assert_eq!(asked_again(&mut story, second, 72), None);
}

#[test]
fn the_undergraduate_team_says_what_becomes_of_a_bad_day() {
    let mut story = Story::new();
    story.held(1, &[AMARA, TOM]);
    let collective = || Letter::CollectiveAbsence { session: session(1) };
    let says = |order| Said::CoLeader(CoLeaderSays { orders: vec![order], ..Default::default() });
    let word = |person, order| Message::new(Sender::Staff { person }, says(order)).to(collective(), person);
    let judged = |chase| Fact::CollectiveJudged { session: session(1), by: TEAM, chase };
    assert_eq!(word(TEAM, Order::Hold { student: None }).facts(&story)[0], judged(false));
    assert_eq!(word(TEAM, Order::Release { student: None }).facts(&story)[0], judged(true));
    let to_a_person = [Fact::SetAside { reasons: ["staff".to_owned()].into() }];
    assert_eq!(word(LEAD, Order::Hold { student: None }).facts(&story), to_a_person, "nobody else of the staff does");
    let blue = Message::new(Sender::Staff { person: TEAM }, says(Order::Hold { student: None }));
    assert_eq!(blue.facts(&story), to_a_person, "nor they themselves out of the blue");
    assert_eq!(word(TEAM, Order::Help).facts(&story), [unclear(TEAM, Some(collective()))]);
}

#[test]
fn what_is_set_aside_after_a_letter_that_came_late_is_told_the_next_day() {
    let mut story = Story::new();
    let aside = || Fact::SetAside { reasons: ["stranger".to_owned()].into() };
    story.until("2026-09-14 12:00").brings(aside(), 70);
    // The daemon was down when the day's letter was due: it goes early next morning, and is that day's.
    story.now = at("2026-09-16 07:00");
    story.brings(aside(), 71);
    story.until("2026-09-16 08:00").brings(aside(), 72);
    let plan = decide(Subject::House, &story.state, &story.rules, story.now);
    assert_eq!(plan.next, Some(at("2026-09-17 17:30")), "it is looked at again, then at the latest");
    story.until("2026-09-19 12:00");
    assert_eq!(story.count("set-aside"), 2);
}
