//! `due` and `explain`.

use jiff::ToSpan;

use crate::school::School;

#[tokio::test]
async fn due_tells_the_letters_of_the_fortnight_by_name() {
    let school = School::with_a_story().await;
    let words = school.balintd(&["due"]).out(0);
    let reminder = words.lines().find(|line| line.contains("  the reminder of G07/3")).unwrap();
    assert!(reminder.contains("09:00") && reminder.ends_with("to Amara Owusu, Tom Achterberg"), "{reminder}");
    assert!(words.contains("the co-leaders' copy of the reminder of G07/3, to Dr Helen Marsh, Dan Osei\n"), "{words}");
    assert!(words.contains("the request for the register of G07/3"), "{words}");
    let chaser = words.split("another request for the register of G07/3").nth(1).unwrap();
    assert!(chaser.lines().nth(1).unwrap().contains("if no answer comes before"), "{words}");
}

#[tokio::test]
async fn due_answers_a_script_and_keeps_to_the_days_asked_about() {
    let school = School::with_a_story().await;
    let all = school.balintd(&["due", "--json"]).json(0);
    let letters = all["letters"].as_array().unwrap();
    let reminder = letters.iter().find(|letter| letter["kind"] == "reminder").unwrap();
    assert_eq!(reminder["session"], "G07/3");
    assert_eq!(reminder["to"][0]["address"], "amara.owusu@students.example");
    assert_eq!((&reminder["if_unanswered"], &reminder["shadow"]), (&false.into(), &false.into()));
    let day = school.today.saturating_add(4.days()).to_string();
    let one = school.balintd(&["due", "--json", "--from", &day, "--to", &day]).json(0);
    let one = one["letters"].as_array().unwrap();
    assert!(!one.is_empty() && one.len() < letters.len(), "{one:?}");
    let past = school.today.saturating_sub(1.days()).to_string();
    assert!(school.balintd(&["due", "--to", &past]).err(1).contains("comes before"));
}

#[tokio::test]
async fn a_person_is_explained_with_what_was_said_written_and_waited_for() {
    let school = School::with_a_story().await;
    let amara = school.balintd(&["explain", "amara owusu"]).out(0);
    assert!(amara.contains("Sessions: G07/2 missed, not explained"), "{amara}");
    assert!(amara.contains("Dr Helen Marsh gave the register of G07/2: Amara Owusu absent\n"), "{amara}");
    assert!(amara.contains("the check-in of G07/2 to Amara Owusu: sent "), "{amara}");
    assert!(amara.contains("because Dr Helen Marsh gave the register of G07/2: Amara Owusu absent, "), "{amara}");
    assert!(amara.contains("no further session was missed without explanation since the last step"), "{amara}");
    assert!(amara.contains("  the reminder of G07/3 to Amara Owusu\n"), "{amara}");
    let tom = school.balintd(&["explain", "tom.byrne@students.example"]).out(0);
    assert!(tom.contains("Tom Byrne sent apologies or a reason for G07/3 (letter 1)\n"), "{tom}");
    assert!(tom.contains("the reminder of G07/3 for Tom Byrne: not needed, as they have let us know"), "{tom}");
    assert!(!tom.contains("Amara"), "{tom}");
    let json = school.balintd(&["explain", "--json", "Amara Owusu"]).json(0);
    let wrote = json["happened"].as_array().unwrap().iter().find(|line| line["wrote"]["kind"] == "check-in").unwrap();
    assert_eq!(wrote["wrote"]["to"][0]["became"], "sent");
    assert_eq!(wrote["wrote"]["because"][0], 3);
    assert_eq!(json["waiting"][0]["why"], "no-new-absence");
}

#[tokio::test]
async fn a_name_that_fits_two_is_asked_about() {
    let school = School::with_a_story().await;
    let both = school.balintd(&["explain", "tom"]).err(1);
    assert!(both.contains("fits 2 people; name one by their address"), "{both}");
    assert!(both.contains("Tom Byrne <tom.byrne@students.example>") && both.contains("Tom Achterberg"), "{both}");
    assert!(school.balintd(&["explain", "Zebedee"]).err(1).contains("nobody on the roster is called"));
}

#[tokio::test]
async fn a_session_is_explained() {
    let school = School::with_a_story().await;
    let held = school.balintd(&["explain", "g07/2"]).out(0);
    assert!(held.contains("The register is whole."), "{held}");
    assert!(held.contains("gave the register of G07/2: 3 present; Amara Owusu absent\n"), "{held}");
    let coming = school.balintd(&["explain", "G07/3"]).out(0);
    assert!(coming.contains("There is no register. Silence is not absence"), "{coming}");
    assert!(coming.contains("Tom Byrne wrote about G07/3; read, and passed to the co-leaders"), "{coming}");
    assert!(school.balintd(&["explain", "G07/9"]).err(1).contains("its sessions are 1, 2, 3, 4"));
    assert!(school.balintd(&["explain", "G99/1"]).err(1).contains("write one of G07"));
}

#[tokio::test]
async fn a_letter_is_explained_by_message_id_key_or_number() {
    let school = School::with_a_story().await;
    let by_id = school.balintd(&["explain", "<check-in.11@school.example>"]).out(0);
    assert!(
        by_id.starts_with("A letter of ours: the check-in\nTo Amara Owusu: was sent. Message-ID <check-in.11@"),
        "{by_id}"
    );
    assert!(by_id.contains("because Dr Helen Marsh gave the register"), "{by_id}");
    let key = r#"{"letter":"check-in","student":11,"session":{"group":1,"number":2}}"#;
    assert_eq!(school.balintd(&["explain", key]).out(0), by_id);
    let theirs = school.balintd(&["explain", "1"]).out(0);
    assert!(theirs.starts_with("Letter 1, from Tom Byrne, arrived "), "{theirs}");
    assert!(theirs.contains("Tom Byrne sent apologies or a reason for G07/3"), "{theirs}");
    assert_eq!(school.balintd(&["explain", "sorry@students.example"]).out(0), theirs);
    assert!(school.balintd(&["explain", "77"]).err(1).contains("no letter came in under the number 77"));
    assert!(school.balintd(&["explain", "x@y.example"]).err(1).contains("no letter's Message-ID"));
}
