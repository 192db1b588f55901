//! How a year begins: the school, the daemon on an empty database, the people, and what will go wrong.

use jiff::civil::{Date, Time};
use jiff::{SignedDuration, Timestamp};

use super::cast::Cast;
use super::checks::Checks;
use super::faults::Faults;
use super::folder::Folder;
use super::look::Frame;
use super::outcome::Outcome;
use super::people;
use super::plot;
use super::post::Transit;
use super::run::{Options, SimError, Year};
use super::timeline::Timeline;
use super::world::World;
use super::year::{BEGINS, ENDS};
use crate::config::Settings;
use crate::domain::id::{EventId, LetterId};
use crate::domain::roster::Roster;
use crate::domain::rules::Rules;
use crate::inbound::{OurSelves, Vouching};
use crate::net::{Mailbox, MemoryMailbox, MemoryPostman, Postman};
use crate::outbound::{House, Outbound, Overrides, TokenKey};
use crate::page::Record;
use crate::store::{Durability, Store, roster};
use crate::turn::{App, Parts, SendLimits, Witness};

/// A year in memory waits for no server: so many letters a minute.
const PER_MINUTE: u32 = 100_000;
/// The days lived before the first session and after the last.
const DAYS_BEFORE: i32 = 30;
const DAYS_AFTER: i32 = 45;
/// The last days of a year with faults have none, so that what is still open then is seen.
const FAULTS_OVER_BEFORE: SignedDuration = SignedDuration::from_hours(24 * 14);
/// A sign of distress that comes in while servers are away is told when they are back: no outage is longer, with the
/// time that the daemon leaves a server alone.
const FAULTS_PATIENCE: SignedDuration = SignedDuration::from_hours(24 * 9);
/// How long the daemon waits for the copy of a letter whose fate is unknown.
const WITNESS_WAIT: SignedDuration = SignedDuration::from_mins(30);

impl Year {
    /// Everything before the first turn.
    pub async fn open(options: Options) -> Result<Self, SimError> {
        let Options { roster, settings, texts, seed, out, people, trial } = options;
        let rules = settings.rules(&roster);
        let (begins, ends) = frame(&roster, &rules)?;
        let folder = Folder::make(&out, rules.zone.clone(), trial.is_none_or(|trial| trial.leaves_all))?;
        let mut store = Store::open(&folder.database(), Durability::Played).await?;
        let mut tx = store.begin().await?;
        roster::save_roster(&mut tx, &roster).await?;
        tx.commit().await?;
        let (mailbox, postman) = (MemoryMailbox::new(), MemoryPostman::new());
        let limits = limits(&settings);
        let cast = Cast::new(roster, seed, rules.zone.clone());
        let patience = trial.map_or(SignedDuration::ZERO, |_| FAULTS_PATIENCE);
        let checks = Checks::new(cast.clone(), rules.clone(), limits, patience);
        let incidents = match trial {
            Some(_) => plot::drawn(&cast.roster, seed),
            None => plot::incidents(&cast.roster),
        };
        let world = World::new(cast, settings.address.as_str(), incidents, trial.is_some());
        let calm = ends.saturating_sub(FAULTS_OVER_BEFORE).unwrap_or(ends);
        let faults =
            trial.map(|trial| Faults::new(seed, trial.habit, (begins, calm), mailbox.clone(), postman.clone()));
        let outcome = Outcome {
            groups: world.cast.roster.groups.len(),
            students: world.cast.students().count(),
            out,
            ..Outcome::default()
        };
        let app = App::open(Parts {
            store,
            rules,
            outbound: outbound(&settings, &texts, seed)?,
            ours: OurSelves {
                address: settings.address.clone(),
                administrator: Some(settings.administrator.clone()),
                vouching: Vouching::Topmost,
            },
            mailbox: Mailbox::Memory(mailbox.clone()),
            postman: Postman::Memory(postman.clone()),
            limits,
            witness: trial.map(|_| Witness { folder: "INBOX".to_owned(), copy: true, wait: WITNESS_WAIT }),
        });
        let mut year = Self {
            app: app.await?,
            mailbox,
            postman,
            world,
            checks,
            faults,
            timeline: Timeline::default(),
            folder,
            record: Record::default(),
            outcome,
            transit: Transit::default(),
            last_event: EventId(0),
            last_letter: LetterId(0),
            frame: Frame { begins, ends, people },
            checked_whole: Date::MIN,
            settled_on: Date::MIN,
            now: begins,
            wake: begins,
            down_until: begins,
            wakes: (begins, 0),
        };
        people::unasked(&mut year.world);
        year.arm();
        Ok(year)
    }
}

/// When the year begins and ends: the made-up school's own days, or some before the first session and after the last.
fn frame(roster: &Roster, rules: &Rules) -> Result<(Timestamp, Timestamp), SimError> {
    let (first, last) = span(roster).ok_or(SimError::NoSessions)?;
    let at = |day: Date, days: i32| rules.days_from(day, days, Time::midnight());
    Ok(if first > BEGINS && last < ENDS {
        (at(BEGINS, 0), at(ENDS, 0))
    } else {
        (at(first, -DAYS_BEFORE), at(last, DAYS_AFTER))
    })
}

fn limits(settings: &Settings) -> SendLimits {
    SendLimits {
        per_student_day: settings.limits.letters_per_student_day.into(),
        per_staff_day: settings.limits.letters_per_staff_day.into(),
        per_day: settings.limits.letters_per_day,
        per_minute: PER_MINUTE,
    }
}

fn span(roster: &Roster) -> Option<(Date, Date)> {
    let days = roster.sessions.values().map(|session| session.date);
    Some((days.clone().min()?, days.max()?))
}

fn outbound(settings: &Settings, texts: &Overrides, seed: u64) -> Result<Outbound, SimError> {
    let house = House {
        public_name: settings.public_name.clone(),
        address: settings.address.clone(),
        plus_addresses: settings.plus_addresses,
        emergency_line: settings.emergency_line.clone(),
        administrator: settings.administrator.clone(),
        // No secret is needed where every letter stays in the house; a known one makes the year the same each time.
        token_key: TokenKey::new(format!("a year that never was, {seed}").as_bytes()),
    };
    Outbound::load(house, texts).map_err(|mistakes| SimError::Texts(mistakes.iter().map(ToString::to_string).collect()))
}
