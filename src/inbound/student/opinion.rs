//! Where the rules and the model ([`crate::inbound::impression`]) are laid side by side. The rules know days, sessions
//! and grammar; the model has an ear for what people mean. A reading that both come to is trusted; where they differ a
//! person is asked; what the rules did not understand, of one session and nothing else, the model may say alone. Which
//! day is meant it never says: where that is doubtful, a person is asked whatever the model hears.
//!
//! The thresholds were chosen on labelled letters that were not among the lessons (docs/reading.md has the figures).

use std::collections::{BTreeMap, BTreeSet};

use super::claim::Says;
use super::doubt::Doubt;
use super::scope::How;
use super::stance::Aimed;
use crate::domain::said::{Flag, Stance};
use crate::inbound::dates::Scope;
use crate::inbound::impression::{Impression, Sign};
use crate::inbound::reading::Evidence;
use crate::inbound::welfare::Distress;

/// What the rules alone make of a message.
#[derive(Debug, Clone)]
pub struct Ruled {
    pub stances: BTreeMap<u8, Stance>,
    /// Sessions to come that are named, and no rule knows what is said of them.
    pub unsaid: BTreeSet<u8>,
    /// The sessions that phrases name as the day of a meeting.
    pub days_named: BTreeSet<u8>,
    /// A phrase can be the day of a meeting and is no session's.
    pub day_unplaced: bool,
    /// Several sessions are named, or one and a day that is none's.
    pub several: bool,
    pub flags: BTreeSet<Flag>,
    pub doubts: Vec<Doubt>,
    /// A few words, and the rules placed them all.
    pub plain: bool,
    /// The words that may be a sign of distress.
    pub sign: Option<Distress>,
}

impl Ruled {
    /// What was not understood is a question to a person, unless distress brings the message before one anyway.
    pub fn ask(&mut self) {
        let unread = self.stances.is_empty() && self.doubts.iter().any(|doubt| doubt.is_unread());
        if unread && !self.flags.contains(&Flag::Welfare) || self.doubts.contains(&Doubt::UnclearDate) {
            self.flags.insert(Flag::Question);
        }
    }
}

/// A reading of which the rules are sure is trusted where it is likelier than this.
const SURE_MIN: f32 = 0.5;

/// The same in a few words that they placed one and all.
const PLAIN_MIN: f32 = 0.2;

/// One that they doubt is trusted all the same where it is likelier than this.
const TRUST_MIN: f32 = 0.75;

/// What the rules did not come to is read so only where it is likelier than this.
const ALONE_MIN: f32 = 0.8;

/// What the rules read is passed over, and what they took for a question taken for more, only where it is likelier than this.
const AGAINST_MIN: f32 = 0.98;

/// A flag likelier than this is raised, though no rule saw it.
const FLAG_MIN: f32 = 0.5;

/// The same of leaving, objecting and wanting no letters: they are rare, and put in many ways.
const RARE_FLAG_MIN: f32 = 0.12;

/// A flag that a rule raised is lowered where it is less likely than this.
const FLAG_DOUBT: f32 = 0.08;

/// Distress is flagged when in doubt: where something is told, and where a few words say what most people write. A rule's sign of
/// it is believed unless the model is as good as sure of the contrary.
const WELFARE_MIN: f32 = 0.03;
const PLAIN_WELFARE_MIN: f32 = 0.5;
const WELFARE_DOUBT: f32 = 0.005;

/// Whoever leaves is not taken to miss more than so many sessions.
pub const LEAVERS_SESSIONS_MAX: usize = 2;

const STANCES: [Stance; 5] = [Stance::Absent, Stance::Attending, Stance::Late, Stance::Unsure, Stance::WasPresent];

/// What the model is told of the rules' reading: what was claimed, flagged and doubted, and nothing of days.
pub fn hints(ruled: &Ruled, aimed: &[Aimed]) -> Vec<String> {
    let mut hints: Vec<String> = aimed.iter().map(|a| format!("says {:?}", a.claim.says)).collect();
    hints.extend(aimed.last().map(|a| format!("last {:?}", a.claim.says)));
    hints.extend(ruled.flags.iter().map(|flag| format!("flag {flag:?}")));
    let of_days = |doubt: &&Doubt| {
        matches!(doubt, Doubt::UnclearDate | Doubt::GuessedSession | Doubt::Impossible | Doubt::Unsaid)
    };
    let mut doubts = ruled.doubts.iter().filter(|doubt| !of_days(doubt)).peekable();
    if doubts.peek().is_none() {
        hints.push("sure".to_owned());
    }
    hints.extend(doubts.map(|doubt| format!("doubt {doubt:?}")));
    hints
}

/// Lays the impression beside what the rules read, and mends stances, flags and doubts. Gives the evidence for it.
pub fn weigh(ruled: &mut Ruled, impression: &Impression<Sign>, scope: &Scope, aimed: &[Aimed]) -> Vec<Evidence> {
    let mut evidence = Vec::new();
    weigh_stances(ruled, impression, scope, aimed, &mut evidence);
    raise_flags(ruled, impression, &mut evidence);
    evidence
}

fn weigh_stances(
    ruled: &mut Ruled,
    impression: &Impression<Sign>,
    scope: &Scope,
    aimed: &[Aimed],
    evidence: &mut Vec<Evidence>,
) {
    let read: BTreeSet<Stance> = ruled.stances.values().copied().collect();
    let heard: BTreeSet<Stance> =
        STANCES.into_iter().filter(|stance| impression.chance(Sign::Stance(*stance)) > 0.5).collect();
    let words =
        |set: &BTreeSet<Stance>| set.iter().map(|s| impression.words(Sign::Stance(*s))).collect::<Vec<_>>().join(", ");
    let asks_only = read.is_empty() && ruled.flags.contains(&Flag::Question);
    let least = if asks_only { AGAINST_MIN } else { TRUST_MIN };
    if told(ruled, impression, &heard) >= least
        && let Some(stances) = completed(ruled, &heard, scope, aimed)
    {
        evidence.push(Evidence { rule: format!("completed: {heard:?}"), words: words(&heard) });
        ruled.stances = stances;
        ruled.doubts.clear();
        return;
    }
    // A doubtful reading that passes over the session asked about may have put what is said of it elsewhere.
    let passed_over = !read.is_empty()
        && (scope.about.is_some_and(|about| !ruled.stances.contains_key(&about)) || is_excused_elsewhere(ruled, aimed));
    let of_the_ear = ruled.doubts.iter().all(|doubt| doubt.is_for_the_ear()) && !passed_over;
    // Where another student is spoken of, whose absence it is has to be plainer than elsewhere.
    let of_another = ruled.flags.contains(&Flag::OtherStudent) && !read.is_empty();
    let least = match (ruled.doubts.is_empty() && !of_another, read.is_empty()) {
        (true, _) if ruled.plain => PLAIN_MIN,
        (true, _) => SURE_MIN,
        (false, false) => TRUST_MIN,
        (false, true) => ALONE_MIN,
    };
    if agreement(impression, &read) >= least {
        // Of several sessions the model does not know which is meant.
        let is_one = ruled.stances.len() <= 1
            && ruled.days_named.iter().all(|day| ruled.stances.contains_key(day) || read.is_empty());
        if of_the_ear && !ruled.doubts.is_empty() && is_one {
            evidence.push(Evidence { rule: format!("both agree: {read:?}"), words: words(&read) });
            ruled.doubts.clear();
        }
        return;
    }
    // "I can't make it, no wait, Friday's fine": what is heard beside the last word, the rules heard too and passed over.
    let is_passed_over = |stance: &Stance| aimed.iter().any(|one| claims(one.claim.says, *stance));
    if ruled.doubts.is_empty()
        && !ruled.several
        && !read.is_empty()
        && read.is_subset(&heard)
        && heard.difference(&read).all(is_passed_over)
    {
        return;
    }
    // Which session was guessed does not matter where the guess is dropped.
    let of_the_ear = ruled.doubts.iter().all(|doubt| doubt.is_for_the_ear() || *doubt == Doubt::GuessedSession);
    let asked = read.is_empty() && ruled.flags.contains(&Flag::Question);
    let least = if asked || heard.is_empty() && !read.is_empty() { AGAINST_MIN } else { ALONE_MIN };
    // Whoever says in so many words that they stay away is never taken to have said nothing of the kind.
    let takes_apology_away = is_apology(aimed) && read.contains(&Stance::Absent) && !heard.contains(&Stance::Absent);
    if of_the_ear
        && !takes_apology_away
        && agreement(impression, &heard) >= least
        && let Some(stances) = instead(&heard, scope, aimed)
    {
        evidence.push(Evidence { rule: format!("as others have put it: {heard:?}"), words: words(&heard) });
        ruled.stances = stances;
        ruled.doubts.clear();
    } else if ruled.doubts.is_empty() {
        evidence.push(Evidence { rule: format!("asks: {:?}, {heard:?}", Doubt::Differs), words: words(&heard) });
        ruled.doubts.push(Doubt::Differs);
    }
}

fn claims(says: Says, stance: Stance) -> bool {
    match stance {
        Stance::Absent => says == Says::Absent,
        Stance::Attending => matches!(says, Says::Attending | Says::SeeYou),
        Stance::Late => says == Says::Late,
        Stance::Unsure => matches!(says, Says::Unsure | Says::Hedge),
        Stance::WasPresent => says == Says::WasPresent,
    }
}

/// Does a reason name sessions by their day, of which some have no stance?
fn is_excused_elsewhere(ruled: &Ruled, aimed: &[Aimed]) -> bool {
    let reasons = aimed.iter().filter(|one| one.claim.says == Says::Reason && one.aim.how == How::Named);
    reasons.flat_map(|one| &one.aim.sessions).any(|number| !ruled.stances.contains_key(number))
}

/// Did a rule see the words of staying away, and not a reason alone?
fn is_apology(aimed: &[Aimed]) -> bool {
    aimed.iter().any(|one| one.claim.says == Says::Absent && !one.claim.reported)
}

/// How likely it is that just these stances are meant, for each of them.
fn agreement(impression: &Impression<Sign>, meant: &BTreeSet<Stance>) -> f32 {
    let one = |stance: Stance| {
        let chance = impression.chance(Sign::Stance(stance));
        if meant.contains(&stance) { chance } else { 1.0 - chance }
    };
    let all: f32 = STANCES.into_iter().map(one).product();
    if meant.len() > 1 { all.sqrt() } else { all }
}

/// The same of what is heard, where somebody names a session to come, asks nothing and says what no rule understood: it
/// is not nothing that they say of it.
fn told(ruled: &Ruled, impression: &Impression<Sign>, heard: &BTreeSet<Stance>) -> f32 {
    let tells = !ruled.flags.contains(&Flag::Question) && ruled.doubts.contains(&Doubt::Unread);
    let unread = tells && ruled.stances.is_empty() && !ruled.unsaid.is_empty();
    let silent = if unread && !heard.is_empty() { agreement(impression, &BTreeSet::new()) } else { 0.0 };
    agreement(impression, heard) / (1.0 - silent).max(f32::MIN_POSITIVE)
}

/// Where one stance is heard that no rule took, and a session is named of which no rule took anything: the one is said of
/// the other. "A surgical block takes out the 27th, but on the 10th I'll be there." Which is said of which has to be plain:
/// there is no other such session, and of the one that the rules read it was not a reason alone that told, nor words that
/// name no day and may be about the other.
fn completed(ruled: &Ruled, heard: &BTreeSet<Stance>, scope: &Scope, aimed: &[Aimed]) -> Option<BTreeMap<u8, Stance>> {
    let read: BTreeSet<Stance> = ruled.stances.values().copied().collect();
    let missing: Vec<Stance> = heard.difference(&read).copied().collect();
    let [stance] = missing.as_slice() else { return None };
    let about = scope.about.filter(|number| ruled.unsaid.is_empty() && !ruled.stances.contains_key(number));
    let open: BTreeSet<u8> = ruled.unsaid.iter().copied().chain(about).collect();
    // A day more than that was named and not understood.
    let is_told = |number: &u8| ruled.stances.contains_key(number) || open.contains(number);
    let whole = ruled.stances.is_empty() || !ruled.day_unplaced && ruled.days_named.iter().all(is_told);
    let names_no_day =
        |one: &Aimed| one.aim.how != How::Named && read.iter().any(|stance| claims(one.claim.says, *stance));
    let is_plain = read.is_empty() || !ruled.doubts.contains(&Doubt::BareReason) && !aimed.iter().any(names_no_day);
    let may = read.is_subset(heard)
        && is_plain
        && open.len() == 1
        && whole
        && open.iter().all(|number| fits(*stance, *number, scope))
        && ruled.doubts.iter().all(|doubt| doubt.is_for_the_ear() || *doubt == Doubt::Unsaid);
    may.then(|| ruled.stances.iter().map(|(n, s)| (*n, *s)).chain(open.into_iter().map(|n| (n, *stance))).collect())
}

/// The one stance that is heard, of the one session that is spoken of; none, where nothing of the kind is heard.
fn instead(heard: &BTreeSet<Stance>, scope: &Scope, aimed: &[Aimed]) -> Option<BTreeMap<u8, Stance>> {
    let named = aimed.iter().filter(|one| one.aim.how != How::Guessed).flat_map(|one| &one.aim.sessions);
    let mut sessions: BTreeSet<u8> = named.copied().collect();
    sessions.extend(scope.about);
    match (heard.iter().collect::<Vec<_>>().as_slice(), sessions.iter().collect::<Vec<_>>().as_slice()) {
        ([], _) => Some(BTreeMap::new()),
        ([stance], [number]) => fits(**stance, **number, scope).then(|| BTreeMap::from([(**number, **stance)])),
        _ => None,
    }
}

/// Can that be said of a session that is over, or of one to come?
fn fits(stance: Stance, number: u8, scope: &Scope) -> bool {
    let is_past = scope.sitting(number).is_some_and(|sitting| sitting.past);
    match stance {
        Stance::Absent => true,
        Stance::WasPresent => is_past,
        Stance::Attending | Stance::Late | Stance::Unsure => !is_past,
    }
}

fn raise_flags(ruled: &mut Ruled, impression: &Impression<Sign>, evidence: &mut Vec<Evidence>) {
    let flags = [Flag::Question, Flag::OtherStudent, Flag::Welfare, Flag::Dispute, Flag::Leaving, Flag::OptOut];
    for flag in flags {
        let chance = impression.chance(Sign::Flag(flag));
        let (least, doubt) = match flag {
            Flag::Welfare if ruled.plain => (PLAIN_WELFARE_MIN, WELFARE_DOUBT),
            Flag::Welfare => (WELFARE_MIN, WELFARE_DOUBT),
            _ if ruled.plain => (FLAG_MIN, FLAG_DOUBT),
            Flag::Dispute | Flag::Leaving | Flag::OptOut => (RARE_FLAG_MIN, FLAG_DOUBT),
            _ => (FLAG_MIN, FLAG_DOUBT),
        };
        // To be told what is held is a question too, and one that is answered.
        let is_known = flag == Flag::Question && ruled.flags.contains(&Flag::Record);
        if chance > least && !is_known && ruled.flags.insert(flag) {
            // "I'm moving to Ashford from January so I won't be in your group": to leave says nothing of each session.
            if flag == Flag::Leaving && ruled.stances.len() > LEAVERS_SESSIONS_MAX {
                ruled.doubts.push(Doubt::Open);
            }
            let words = impression.words(Sign::Flag(flag));
            evidence.push(Evidence { rule: format!("{flag:?}: as others have put it"), words });
        }
        let is_grave = flag == Flag::Welfare && ruled.sign.as_ref().is_some_and(|sign| sign.is_grave);
        if chance < doubt && !is_grave && ruled.flags.remove(&flag) {
            evidence.push(Evidence { rule: format!("not {flag:?}: as others have put it"), words: String::new() });
        }
    }
}
