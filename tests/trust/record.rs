//! "What do you hold on me?" over the whole way: told to the student's own address, in answer to a letter of their own;
//! to nobody else, and of nobody else.

use crate::desk::{Desk, vouched};
use crate::school::{BALINT, letters};

const ASKS: &str = "Hello, what do you hold on me?";

#[tokio::test]
async fn a_student_who_answers_their_own_letter_is_told_what_is_held() {
    let mut desk = Desk::at_work().await;
    desk.arrives(&desk.apology_of("priya"));
    desk.until("2025-09-11 09:05").await;
    desk.arrives(&desk.answer_of("priya", ASKS));
    desk.until("2025-09-11 09:10").await;
    let told = desk.sent_to("priya", "record-answer");
    let [told] = told.as_slice() else { panic!("{}", told.len()) };
    for held in
        ["Priya Raman", "priya.raman@students.example", "Tuesday 16 September", "you wrote that you could not come"]
    {
        assert!(told.text.contains(held), "{held}: {}", told.text);
    }
    for other in ["Tom", "Amara", "Sian", "Maeve"] {
        assert!(!told.text.contains(other), "{other}: {}", told.text);
    }
    // The same letter proves it once; after that a person answers.
    desk.arrives(&desk.answer_of("priya", "Sorry, and again: what do you hold on me?"));
    desk.until("2025-09-11 09:20").await;
    assert_eq!(desk.sent_to("priya", "record-answer").len(), 1);
    assert_eq!(desk.sent_to("helen", "student-wrote").len(), 1);
}

#[tokio::test]
async fn nobody_else_is_told() {
    let mut desk = Desk::at_work().await;
    let reminder = desk.sent_to("tom", "reminder").last().expect("a reminder").to_owned().clone();
    let asked_by_priya = vouched(&reminder.answer("priya", desk.now, ASKS), "students.example");
    let unvouched = reminder.answer("tom", desk.now, ASKS);
    let out_of_the_blue = vouched(&letters::plain("tom", BALINT, "A question", desk.now, ASKS), "students.example");
    let by_a_leader = vouched(&reminder.answer("helen", desk.now, ASKS), "trust.example");
    for raw in [asked_by_priya, unvouched, out_of_the_blue, by_a_leader] {
        desk.arrives(&raw);
    }
    desk.until("2025-09-12 12:00").await;
    let told = desk.sent.iter().filter(|(_, letter)| letter.kind == "record-answer").count();
    assert_eq!(told, 0);
    assert!(desk.sent_to("helen", "student-wrote").len() >= 3, "a person answers");
}
