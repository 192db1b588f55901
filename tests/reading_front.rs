//! What surrounds the words: who writes and as what, whether the server vouches, calendar replies, letters that cannot
//! be read. Each case is a whole letter of the made-up world of `tests/reading/world`.

use std::collections::BTreeMap;
use std::path::Path;

use balintd::domain::calendar::Calendar;
use balintd::domain::id::Address;
use balintd::domain::roster::{Roster, london};
use balintd::domain::said::{Flag, Stance};
use balintd::inbound::label::{AboutLabel, label};
use balintd::inbound::{self, Aside, Class, Letter, OurSelves, Reading, Said, Scene, Sender, Vouching};

struct World {
    roster: Roster,
    calendar: Calendar,
}

impl World {
    fn new() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reading/world");
        let roster = balintd::import::read_folder(&folder).expect("the world has no mistakes");
        let calendar = Calendar::new(&roster, &BTreeMap::new(), &london());
        Self { roster, calendar }
    }

    fn read(&self, raw: &str, about: &str, vouching: Vouching) -> Reading {
        let about: Option<AboutLabel> = serde_json::from_str(about).expect("an about");
        let about = about.map(|about| about.about(&self.roster));
        let scene = Scene {
            roster: &self.roster,
            calendar: &self.calendar,
            now: "2026-11-20T12:00:00Z".parse().expect("an instant"),
            about: about.as_ref(),
        };
        let ours = OurSelves {
            address: Address::new("balint@med.example.ac.uk").expect("an address"),
            administrator: Some(Address::new("admin@med.example.ac.uk").expect("an address")),
            vouching,
        };
        let reading = inbound::read(&Letter::parse(raw.as_bytes()), &scene, &ours);
        // Whatever is read can be said in the guide's form.
        assert!(label(&reading, &scene).is_object());
        reading
    }
}

const NONE: &str = "null";
const REMINDER: &str = r#"{"kind": "reminder", "group": "G07", "session": 6}"#;

fn role(sender: &Sender) -> &'static str {
    match sender {
        Sender::Student { .. } => "student",
        Sender::CoLeader { .. } => "co-leader",
        Sender::FirmHead { .. } => "firm head",
        Sender::Staff { .. } => "staff",
        Sender::Administrator => "administrator",
        Sender::Stranger => "stranger",
    }
}

#[test]
fn the_address_and_the_thread_say_as_what_somebody_writes() {
    let world = World::new();
    for (from, about, expect) in [
        ("tom.nguyen@students.example.ac.uk", NONE, "student"),
        ("Tom.Nguyen@Students.Example.AC.UK", NONE, "student"),
        ("\"Dr Helen Marsh\" <helen.marsh@gmaiil.example>", NONE, "stranger"),
        ("helen.marsh@trust.example.nhs.uk", NONE, "co-leader"),
        ("helen.marsh@trust.example.nhs.uk", REMINDER, "co-leader"),
        ("helen.marsh@trust.example.nhs.uk", r#"{"kind": "digest", "group": "G21", "session": null}"#, "firm head"),
        (
            "helen.marsh@trust.example.nhs.uk",
            r#"{"kind": "small_group_check", "group": "G21", "session": 6, "student": "zoe.hartley"}"#,
            "firm head",
        ),
        ("james.whitlock@trust.example.nhs.uk", NONE, "firm head"),
        ("daniel.osei@trust.example.nhs.uk", NONE, "co-leader"),
        ("stage.lead@med.example.ac.uk", NONE, "staff"),
        ("admin@med.example.ac.uk", NONE, "administrator"),
    ] {
        let raw = format!("From: {from}\nTo: balint@med.example.ac.uk\n\nThank you");
        let reading = world.read(&raw, about, Vouching::Waived);
        assert_eq!(role(&reading.sender), expect, "{from} {about}");
    }
}

#[test]
fn who_is_not_vouched_for_changes_nothing_and_is_still_read() {
    let world = World::new();
    let server = Vouching::Server("mx.med.example.ac.uk".to_owned());
    let from = "From: Tom Nguyen <tom.nguyen@students.example.ac.uk>\n";
    let text = "\nI can't come on Tuesday. I want to kill myself.";
    let forged = world.read(&format!("{from}{text}"), REMINDER, server.clone());
    assert!(!forged.acts && forged.aside.contains(&Aside::NotVouched));
    let Said::Student(says) = &forged.said else { panic!("a student's letter") };
    assert!(says.flags.contains(&Flag::Welfare));
    let pass = "Authentication-Results: mx.med.example.ac.uk; dmarc=pass header.from=students.example.ac.uk\n";
    let real = world.read(&format!("{pass}{from}\nI can't come on Tuesday, sorry."), REMINDER, server);
    assert!(real.acts && real.vouched && real.aside.is_empty(), "{real:?}");
}

#[test]
fn a_strangers_distress_is_seen_and_nothing_is_changed() {
    let reading =
        World::new().read("From: x@y.example\n\nIt is Tom. I want to kill myself.", REMINDER, Vouching::Waived);
    assert!(!reading.acts && reading.aside.contains(&Aside::Stranger));
    let Said::Student(says) = &reading.said else { panic!("a stranger's flags") };
    assert!(says.stances.is_empty() && says.flags.contains(&Flag::Welfare) && says.flags.contains(&Flag::Question));
}

#[test]
fn what_cannot_be_read_is_set_aside_with_its_reason() {
    let world = World::new();
    let from = "From: tom.nguyen@students.example.ac.uk\n";
    for (raw, expect) in [
        ("\nhello".to_owned(), Aside::SenderUnclear),
        (format!("{from}From: b@c.example\n\nhello"), Aside::SenderUnclear),
        (format!("{from}Content-Type: application/pkcs7-mime\n\nAAAA"), Aside::NoText),
        (format!("{from}Subject: Re: Balint group\n\n"), Aside::NoText),
        (format!("{from}\n{}", "I may come. ".repeat(100_000)), Aside::TooLarge),
        (format!("{from}Content-Type: text/plain\n\n{}", "x\n".repeat(1_000_000)), Aside::TooLarge),
    ] {
        let reading = world.read(&raw, REMINDER, Vouching::Waived);
        let head: String = raw.chars().take(120).collect();
        assert!(!reading.acts && reading.aside.contains(&expect), "{head}: {:?}", reading.aside);
    }
    let subject_only =
        world.read(&format!("{from}Subject: Can't come on Tuesday, sorry\n\n"), REMINDER, Vouching::Waived);
    assert!(!subject_only.aside.contains(&Aside::NoText));
}

#[test]
fn delivery_reports_name_the_person_whose_address_it_was() {
    let raw = "From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\nX-Failed-Recipients: zoe.hartley@students.example.ac.uk\n\
               Subject: Delivery Status Notification (Failure)\nAuto-Submitted: auto-replied\n\nAddress not found";
    let reading = World::new().read(raw, REMINDER, Vouching::Topmost);
    let Class::Bounce(bounce) = &reading.class else { panic!("a bounce") };
    assert!(bounce.permanent && bounce.recipient.is_some() && reading.acts && reading.said == Said::Nothing);
}

/// A reply of Tom's calendar about session 6 of G07, with other lines and words beside it where they matter.
fn calendar(uid: &str, attendee: &str, more: &str) -> String {
    format!(
        "From: tom.nguyen@students.example.ac.uk\nAuto-Submitted: auto-generated\nContent-Type: text/calendar; method=REPLY\n\n\
         BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:{uid}\n{more}ATTENDEE;{attendee}\nEND:VEVENT\nEND:VCALENDAR\n"
    )
}

const TOM: &str = "mailto:tom.nguyen@students.example.ac.uk";
const OURS: &str = "G07-6-tom.nguyen@med.example.ac.uk";

fn check_calendar(uid: &str, answer: &str, more: &str, about: &str, expect: &[(u8, Stance)]) {
    let reading = World::new().read(&calendar(uid, answer, more), about, Vouching::Waived);
    assert_eq!(reading.class, Class::CalendarReply);
    let Said::Student(says) = &reading.said else { panic!("a student's reply") };
    assert_eq!(says.stances, expect.iter().copied().collect(), "{uid} {answer} {more}");
    assert!(reading.acts, "{uid} {answer} {more}");
}

#[test]
fn calendar_replies_count_for_their_session() {
    let declined = format!("PARTSTAT=DECLINED:{TOM}");
    check_calendar(OURS, &declined, "", NONE, &[(6, Stance::Absent)]);
    check_calendar("G21-6-x@med.example.ac.uk", &declined, "", NONE, &[]);
    check_calendar("other", &declined, "", REMINDER, &[(6, Stance::Absent)]);
    check_calendar("other", &declined, "DTSTART:20261208T130000Z\n", NONE, &[(7, Stance::Absent)]);
    let recurrence = "RECURRENCE-ID;TZID=Europe/London:20261208T130000\n";
    check_calendar(OURS, &declined, recurrence, NONE, &[(7, Stance::Absent)]);
    // To accept a day that is past says nothing.
    check_calendar("G07-5-x@y", &format!("PARTSTAT=ACCEPTED:{TOM}"), "", NONE, &[]);
}

#[test]
fn calendar_replies_count_for_their_sender() {
    let shouted = format!("partstat=accepted:{}", TOM.to_uppercase());
    check_calendar(OURS, &shouted, "", NONE, &[(6, Stance::Attending)]);
    check_calendar(OURS, &format!("PARTSTAT=NEEDS-ACTION:{TOM}"), "", NONE, &[]);
    let another = "PARTSTAT=DECLINED:mailto:priya.raman@students.example.ac.uk";
    check_calendar(OURS, another, "", NONE, &[]);
    let late = "COMMENT:ten minutes late\n";
    check_calendar(OURS, &format!("PARTSTAT=ACCEPTED:{TOM}"), late, NONE, &[(6, Stance::Late)]);
}

#[test]
fn words_that_contradict_a_calendar_reply_are_asked_about() {
    let tom = "PARTSTAT=ACCEPTED:mailto:tom.nguyen@students.example.ac.uk";
    let raw = calendar("G07-6-x@y", tom, "COMMENT:sorry I can't come\n");
    assert!(!World::new().read(&raw, NONE, Vouching::Waived).acts);
}
