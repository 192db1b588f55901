//! `forget`: who may be forgotten, and that nothing of them stays in any file of the database.

use balintd::daemon;
use balintd::domain::id::EventId;
use balintd::domain::letter::Letter;
use balintd::domain::roster::london;
use balintd::domain::state::{Standing, State};

use crate::school::{AMARA, DAN, GROUP, GWENDOLYN, School, is_in_files, session};

#[tokio::test]
async fn nobody_with_a_place_is_forgotten_and_nobody_by_a_slip() {
    let school = School::with_a_story().await;
    let amara = school.balintd(&["forget", "Amara Owusu", "--yes"]).err(1);
    assert!(amara.contains("still on the roster (student in G07, of the firm of Farah Aziz)"), "{amara}");
    let farah = school.balintd(&["forget", "farah.aziz@trust.example", "--yes"]).err(1);
    assert!(farah.contains("firm head of students in G07"), "{farah}");
    let unasked = school.balintd(&["forget", "Gwendolyn Ashdown"]).err(1);
    assert!(unasked.contains("nothing was deleted: say --yes to forget Gwendolyn Ashdown"), "{unasked}");
    let a_part = school.balintd(&["forget", "Gwendolyn", "--yes"]).err(1);
    assert!(a_part.contains("nobody on the roster is called"), "{a_part}");
    let lock = daemon::lock(&school.path("balintd.db")).unwrap();
    school.balintd(&["forget", "Gwendolyn Ashdown", "--yes"]).err(4);
    drop(lock);
    assert!(is_in_files(school.folder.path(), "Gwendolyn"), "the control: she is still there");
}

#[tokio::test]
async fn nothing_stays_of_who_is_forgotten_and_the_ledger_still_folds() {
    let school = School::with_a_story().await;
    let mut store = school.store().await;
    let welcome = Letter::Welcome { student: GWENDOLYN, group: GROUP };
    school.sent(&mut store, &welcome, GWENDOLYN, Vec::new()).await;
    // A co-leader's letter that names her, in an encoding in which her name cannot be seen.
    let hidden = "From: dan.osei@trust.example\r\nContent-Type: text/plain; charset=utf-8\r\n\
                  Content-Transfer-Encoding: base64\r\n\r\nR3dlbmRvbHluCkFzaGRvd24gY2FuJ3QgY29tZQ==\r\n";
    school.wrote(&mut store, DAN, hidden).await;
    let other = "From: dan.osei@trust.example\r\nSubject: Room\r\n\r\nThe door was locked again.\r\n";
    school.wrote(&mut store, DAN, other).await;
    let own = "From: gwendolyn.ashdown@students.example\r\nSubject: Sorry\r\n\r\nI broke my collarbone on the ice.\r\n";
    school.wrote(&mut store, GWENDOLYN, own).await;
    // While the database is open nobody moves its log into the file.
    for trace in ["Gwendolyn", "gwendolyn.ashdown@students.example", "R3dlbmRvbHlu", "collarbone"] {
        assert!(is_in_files(school.folder.path(), trace), "the control: {trace}");
    }
    drop(store);

    let said = school.balintd(&["forget", "Gwendolyn Ashdown", "--yes"]).out(0);
    assert!(said.starts_with("Forgotten. The text of 3 kept letters was deleted"), "{said}");
    for trace in ["Gwendolyn", "Ashdown", "gwendolyn.ashdown@students.example", "R3dlbmRvbHlu", "collarbone"] {
        assert!(!is_in_files(school.folder.path(), trace), "{trace} is still there");
    }
    assert!(is_in_files(school.folder.path(), "The door was locked again"), "another letter is gone");

    let verified = school.balintd(&["verify"]).out(0);
    assert!(verified.contains("the chain holds"), "{verified}");

    let mut store = school.store().await;
    let roster = store.roster().await.unwrap();
    assert!(!roster.people.contains_key(&GWENDOLYN) && roster.people.contains_key(&AMARA));
    let member = roster.memberships.iter().find(|member| member.student == GWENDOLYN).unwrap();
    assert!(!member.adjusted);
    assert_eq!(store.note("roster_version").await.unwrap().as_deref(), Some("2"));
    let mut state = State::new(roster, &london());
    for event in store.events_after(EventId(0)).await.unwrap() {
        state.apply(&event);
    }
    assert_eq!(state.standing(session(2), GWENDOLYN), Standing::Present);
    let session = school.balintd(&["explain", "G07/2"]).out(0);
    assert!(session.contains("3 present; Amara Owusu absent"), "{session}");
    assert!(school.balintd(&["forget", "Gwendolyn", "--yes"]).err(1).contains("nobody on the roster"));
}
