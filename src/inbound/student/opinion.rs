//! Where the rules and the model ([`crate::inbound::impression`]) are laid side by side. The rules know days, sessions
//! and grammar; the model has an ear for what people mean. A reading that both come to is trusted; where they differ a
//! person is asked; what the rules did not understand, of one session and nothing else, the model may say alone. Which
//! day is meant it never says: where that is doubtful, a person is asked whatever the model hears.
//!
//! The thresholds were chosen on labelled letters that were not among the lessons (docs/reading.md has the figures).

use std::collections::{BTreeMap, BTreeSet};

use super::clauses::{Head, Page};
use super::doubt::Doubt;
use super::stance::Aimed;
use crate::domain::said::{Flag, Stance};
use crate::inbound::dates::Scope;
use crate::inbound::impression::{Impression, Sign};
use crate::inbound::reading::Evidence;
use crate::inbound::tokens::{ASKS, COMMA, STOP};

/// What the rules alone make of a message.
#[derive(Debug, Clone)]
pub struct Ruled {
    pub stances: BTreeMap<u8, Stance>,
    /// Sessions to come that are named, and no rule knows what is said of them.
    pub unsaid: BTreeSet<u8>,
    /// How many phrases there are that can be the day of a session.
    pub days_named: usize,
    pub flags: BTreeSet<Flag>,
    pub doubts: Vec<Doubt>,
    /// No clause is left that no rule placed.
    pub plain: bool,
    /// The words that may be a sign of distress.
    pub sign: Option<Evidence>,
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

/// One that they doubt is trusted all the same where it is likelier than this.
const TRUST_MIN: f32 = 0.8;

/// The same, where nothing is said of coming.
const SILENT_MIN: f32 = 0.9;

/// What the rules did not come to is read so only where it is likelier than this.
const ALONE_MIN: f32 = 0.9;

/// A flag likelier than this is raised, though no rule saw it.
const FLAG_MIN: f32 = 0.5;

/// A flag that a rule raised is lowered where it is less likely than this.
const FLAG_DOUBT: f32 = 0.08;

/// Distress is flagged when in doubt: where something is told that no rule placed, and where nothing is.
const WELFARE_MIN: f32 = 0.12;
const PLAIN_WELFARE_MIN: f32 = 0.5;

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
    if agreement(impression, &heard) >= TRUST_MIN
        && let Some(stances) = completed(ruled, &heard, scope)
    {
        evidence.push(Evidence { rule: format!("completed: {heard:?}"), words: words(&heard) });
        ruled.stances = stances;
        ruled.doubts.clear();
        return;
    }
    // A doubtful reading that passes over the session asked about may have put what is said of it elsewhere.
    let passed_over = !read.is_empty() && scope.about.is_some_and(|about| !ruled.stances.contains_key(&about));
    let of_the_ear = ruled.doubts.iter().all(|doubt| doubt.is_for_the_ear()) && !passed_over;
    // Where another student is spoken of, whose absence it is has to be plainer than elsewhere.
    let of_another = ruled.flags.contains(&Flag::OtherStudent) && !read.is_empty();
    let least = match (ruled.doubts.is_empty() && !of_another, read.is_empty()) {
        (true, _) => SURE_MIN,
        (false, false) => TRUST_MIN,
        (false, true) => SILENT_MIN,
    };
    if agreement(impression, &read) >= least {
        if of_the_ear && !ruled.doubts.is_empty() {
            evidence.push(Evidence { rule: format!("both agree: {read:?}"), words: words(&read) });
            ruled.doubts.clear();
        }
        return;
    }
    if of_the_ear
        && agreement(impression, &heard) >= ALONE_MIN
        && let Some(stances) = instead(&heard, &ruled.stances, scope, aimed)
    {
        evidence.push(Evidence { rule: format!("as others have put it: {heard:?}"), words: words(&heard) });
        ruled.stances = stances;
        ruled.doubts.clear();
    } else if ruled.doubts.is_empty() {
        evidence.push(Evidence { rule: format!("asks: {:?}, {heard:?}", Doubt::Differs), words: words(&heard) });
        ruled.doubts.push(Doubt::Differs);
    }
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

/// Where one stance is heard that no rule took, and a session is named of which no rule took anything: the one is said of
/// the other. "A surgical block takes out the 27th, but on the 10th I'll be there."
fn completed(ruled: &Ruled, heard: &BTreeSet<Stance>, scope: &Scope) -> Option<BTreeMap<u8, Stance>> {
    let read: BTreeSet<Stance> = ruled.stances.values().copied().collect();
    let missing: Vec<Stance> = heard.difference(&read).copied().collect();
    let [stance] = missing.as_slice() else { return None };
    let about = scope.about.filter(|number| ruled.unsaid.is_empty() && !ruled.stances.contains_key(number));
    let open: BTreeSet<u8> = ruled.unsaid.iter().copied().chain(about).collect();
    // A day more than that was named and not understood.
    let whole = ruled.stances.is_empty() || ruled.days_named <= ruled.stances.len() + open.len();
    let may = read.is_subset(heard)
        && whole
        && !open.is_empty()
        && open.iter().all(|number| fits(*stance, *number, scope))
        && ruled.doubts.iter().all(|doubt| doubt.is_for_the_ear() || *doubt == Doubt::Unsaid);
    may.then(|| ruled.stances.iter().map(|(n, s)| (*n, *s)).chain(open.into_iter().map(|n| (n, *stance))).collect())
}

/// The one stance that is heard, of the one session that is spoken of; none, where nothing of the kind is heard.
fn instead(
    heard: &BTreeSet<Stance>,
    stances: &BTreeMap<u8, Stance>,
    scope: &Scope,
    aimed: &[Aimed],
) -> Option<BTreeMap<u8, Stance>> {
    let named = aimed.iter().flat_map(|one| &one.aim.sessions).copied().chain(stances.keys().copied());
    let mut sessions: BTreeSet<u8> = named.collect();
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
        let least = match flag {
            Flag::Welfare if ruled.plain => PLAIN_WELFARE_MIN,
            Flag::Welfare => WELFARE_MIN,
            _ => FLAG_MIN,
        };
        if chance > least && ruled.flags.insert(flag) {
            let words = impression.words(Sign::Flag(flag)).to_owned();
            evidence.push(Evidence { rule: format!("{flag:?}: as others have put it"), words });
        }
        if flag != Flag::Welfare && chance < FLAG_DOUBT && ruled.flags.remove(&flag) {
            evidence.push(Evidence { rule: format!("not {flag:?}: as others have put it"), words: String::new() });
        }
    }
}

/// Stands for any figure.
const FIGURE: &str = "0";

/// The words of a page as the model sees them: clauses with their joints, figures all alike, each sentence ended.
pub fn seen(page: &Page) -> Vec<String> {
    let mut words = vec![STOP.to_owned()];
    let mut sentence = page.clauses.first().map(|clause| clause.sentence);
    for (number, clause) in page.clauses.iter().enumerate() {
        if number > 0 {
            words.push(if sentence == Some(clause.sentence) { COMMA } else { STOP }.to_owned());
        }
        sentence = Some(clause.sentence);
        if clause.head != Head::Plain {
            words.push(format!("{:?}", clause.head));
        }
        let is_figure = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
        words.extend(clause.words().map(|word| if is_figure(&word) { FIGURE } else { word }.to_owned()));
        if clause.asks {
            words.push(ASKS.to_owned());
        }
    }
    words.push(STOP.to_owned());
    words
}
