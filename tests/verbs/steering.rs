//! `pause`, `resume` and `shadow`.

use crate::school::School;

#[tokio::test]
async fn a_pause_holds_until_resume_and_due_says_so() {
    let school = School::with_a_story().await;
    assert!(school.balintd(&["pause"]).out(0).starts_with("Sending is paused. Letters are still read"));
    assert!(school.balintd(&["pause"]).out(0).starts_with("Sending was paused already."));
    let due = school.balintd(&["due"]).out(0);
    assert!(due.starts_with("Sending is paused: none of this goes before `balintd resume`."), "{due}");
    assert!(due.contains("the reminder of G07/3"), "{due}");
    let amara = school.balintd(&["explain", "Amara"]).out(0);
    assert!(amara.contains("no further session was missed") && amara.contains("Sending is paused"), "{amara}");
    let resumed = school.balintd(&["resume", "--json"]).json(0);
    assert_eq!((&resumed["paused"], &resumed["changed"]), (&false.into(), &true.into()));
    assert_eq!(school.balintd(&["resume", "--json"]).json(0)["changed"], false);
}

#[tokio::test]
async fn groups_go_live_one_by_one() {
    let school = School::with_a_story().await;
    assert!(school.balintd(&["shadow", "on"]).out(0).starts_with("All groups are in shadow"));
    assert!(school.balintd(&["shadow", "on"]).out(0).contains("That was so already."));
    let due = school.balintd(&["due", "--json"]).json(0);
    let letters = due["letters"].as_array().unwrap();
    assert!(letters.iter().any(|letter| letter["kind"] == "reminder" && letter["shadow"] == true));
    let live = school.balintd(&["shadow", "off", "g07", "--json"]).json(0);
    assert_eq!((&live["all"], &live["live"][0]), (&true.into(), &"G07".into()));
    assert!(school.balintd(&["shadow", "on", "G08"]).err(1).contains("there is no group \"G08\": write one of G07"));
    assert!(school.balintd(&["shadow", "off"]).out(0).starts_with("All groups are live"));
}

#[tokio::test]
async fn without_a_database_it_is_said_what_to_do() {
    let school = School::new().await;
    std::fs::remove_file(school.path("balintd.db")).unwrap();
    for verb in [&["due"][..], &["explain", "Tom"], &["status"], &["pause"], &["resume"], &["shadow", "on"]] {
        let error = school.balintd(verb).err(1);
        assert!(error.contains("there is no database balintd.db: bring a roster in with `balintd import`"), "{error}");
        assert!(!school.path("balintd.db").exists(), "{verb:?} made a database");
    }
}
