//! A made-up school in the middle of its year, with one letter of every kind: what `check` and `preview` render, so that
//! a template that names a field which does not exist is found before anybody is written to. Nobody in it is real.

mod history;
mod letters;
mod people;
mod policy;
mod variants;

use jiff::Timestamp;
use jiff::civil::{Date, Time, date, time};

use super::{House, StudentWords, TokenKey};
use crate::domain::id::{Address, LetterId, Name, SchemeId};
use crate::domain::policy::{Goes, Policy, Rhythm, Step, StepKind, Told};
use crate::domain::roster::london;
use crate::domain::rules::{Rules, SchemeRules};
use crate::domain::schedule::Schedule;
use crate::domain::state::State;

pub use letters::SampleLetter;

/// What the made-up school is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Ordinary,
    /// Every name has sixty letters.
    LongNames,
    NoPreferredNames,
    /// Every name is written from right to left.
    RightToLeft,
    NoApologies,
    /// Everyone in the group apologised for the session to come.
    TwelveApologies,
}

/// Every kind, the ordinary one first.
pub const KINDS: [Kind; 6] = [
    Kind::Ordinary,
    Kind::LongNames,
    Kind::NoPreferredNames,
    Kind::RightToLeft,
    Kind::NoApologies,
    Kind::TwelveApologies,
];

/// A school and the letters that it could send at one moment.
pub struct Sample {
    pub state: State,
    pub rules: Rules,
    pub letters: Vec<SampleLetter>,
    pub now: Timestamp,
}

/// The scheme of the sample.
pub(super) const SCHEME: SchemeId = SchemeId(1);

impl Sample {
    /// Builds the school by its history.
    pub fn new(kind: Kind) -> Self {
        let rules = rules();
        let now = at(date(2026, 11, 24), time(15, 0, 0, 0));
        let mut state = State::new(people::roster(kind), &london());
        let events = history::events(kind);
        for event in &events {
            state.apply(event);
        }
        let letters = letters::all(&events, now);
        Self { state, rules, letters, now }
    }

    /// The words of a made-up incoming letter; those of one have aged out.
    pub fn words(letter: LetterId) -> Option<StudentWords> {
        let words = match letter {
            history::AGED_OUT => return None,
            history::DISTRESS => {
                "Hi Helen, hi Dan,\n\nI won't be there. I can't cope with any of it at the moment.\nPriya"
            }
            history::QUESTION => "Is there anywhere near Classroom 3 where one could pray at lunchtime?",
            _ => "So sorry, I'm on nights until Wednesday.\nFrom December on I am on days again.\nTom",
        };
        Some(StudentWords::new(words.to_owned()))
    }
}

/// The house of the sample.
pub fn house() -> House {
    House {
        public_name: name("Balint Groups"),
        address: address("balint@med.example.ac.uk"),
        plus_addresses: true,
        emergency_line:
            "If you are in danger or can't keep yourself safe, please ring 999 or go to the nearest emergency \
                         department. At any hour you can also ring NHS 111 and choose the mental health option, or \
                         Samaritans on 116 123."
                .to_owned(),
        administrator: address("administrator@med.example.ac.uk"),
        token_key: TokenKey::new(b"a made-up secret, for samples alone"),
    }
}

fn rules() -> Rules {
    let scheme =
        SchemeRules { policy: four_steps(), older_policies: Vec::new(), rhythm: rhythm(), closures: Vec::new() };
    Rules {
        schemes: [(SCHEME, scheme)].into(),
        bank_holidays: [date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)].into(),
        zone: london(),
        administration: rhythm(),
    }
}

/// The four steps of the handbook's Appendix 5.
fn four_steps() -> Policy {
    let step = |n: u8, kind, missed_min, goes, informed| Step {
        kind,
        clause: format!("Appendix 5, step {n}"),
        missed_min,
        goes,
        wait_hours: 24,
        notice_working_days: 2,
        informed,
    };
    Policy {
        version: 1,
        steps: vec![
            step(1, StepKind::CheckIn, 1, Goes::AtOnce, Vec::new()),
            step(2, StepKind::FirmHead, 2, Goes::UnlessHeld, vec![Told::CoLeaders]),
            step(3, StepKind::UndergraduateTeam, 3, Goes::OnRelease, vec![Told::CoLeaders, Told::FirmHead]),
            step(4, StepKind::StageLead, 4, Goes::OnRelease, vec![Told::CoLeaders, Told::UndergraduateTeam]),
        ],
        release_reminder_days: 7,
        hold_review_days: 7,
        firm_head_reminder_days: 7,
        collective_share_percent: 40,
        collective_groups_min: 3,
        pattern_explained_min: 3,
        late_max_minutes: 10,
    }
}

fn rhythm() -> Rhythm {
    let schedule = |expression| Schedule::parse(expression).expect("the sample's own schedules are schedules");
    Rhythm {
        start_lead_days: 14,
        welcome_lead_days: 7,
        reminder_lead_days: 5,
        after_gap_lead_days: 10,
        gap_weeks_min: 4,
        feedback_lead_days: 7,
        letters_at: time(9, 0, 0, 0),
        post_at: time(17, 0, 0, 0),
        register_after_minutes: 15,
        register_chaser_days: vec![1, 3],
        register_missing_days: 5,
        stale_hours: 24,
        brief: schedule("0 16 * * *"),
        digest: schedule("0 8 * * MON"),
        proof_of_life: schedule("0 8 * * MON"),
        work_from: time(8, 30, 0, 0),
        work_until: time(17, 30, 0, 0),
        expected_min: 5,
    }
}

fn at(day: Date, time: Time) -> Timestamp {
    crate::domain::calendar::instant(day, time, &london())
}

fn name(text: &str) -> Name {
    Name::new(text).expect("the sample's own names are names")
}

fn address(text: &str) -> Address {
    Address::new(text).expect("the sample's own addresses are addresses")
}
