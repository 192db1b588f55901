//! Folds the claims of a message into one stance a session: the last word counts (rule 5), lateness outlives coming, a
//! doubtful apology is an apology (rule 4), and a reason speaks where nothing else does (rule 9).

use std::collections::BTreeMap;

use super::claims::{Claim, Says};
use super::scope::{Aim, How};
use crate::domain::said::Stance;
use crate::inbound::dates::{Scope, Tense};
use crate::inbound::tokens::listed;

/// Why a reading is not sure enough to act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// Two words on a session, and nothing that says why the second should count.
    Contradiction,
    /// A date that could mean no session, or either of two.
    UnclearDate,
    /// The session was guessed.
    GuessedSession,
    /// A stance that cannot be: coming to a session that is over.
    Impossible,
    /// Only a reason was given, and not plainly as an excuse.
    BareReason,
    /// Words of coming or staying away that no rule took.
    Unread,
    /// A flag was raised, and something beside it was not understood.
    Open,
    /// Was there, and yet not in the group.
    ShutOut,
    /// Hardly any English word in it.
    Language,
    /// Longer than is read.
    Length,
    /// A hedge and an apology that go either way.
    Hedge,
}

/// One claim with the sessions it is about.
#[derive(Debug, Clone)]
pub struct Aimed {
    pub claim: Claim,
    pub aim: Aim,
}

/// The stances of a message, and what makes them doubtful.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    pub stances: BTreeMap<u8, Stance>,
    pub doubts: Vec<Doubt>,
}

/// What the message as a whole does, as the fold needs it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Manner {
    /// Apologises, and not for something else.
    pub apologises: bool,
    /// Promises to say more later.
    pub promises: bool,
    /// Answers a letter that asks why a session was missed.
    pub explains: bool,
    /// Is well again, has swapped the shift: a reason no longer holds.
    pub recovered: bool,
    /// Leaves the course or the group, which is no reason for one session (rule 13).
    pub leaves: bool,
    /// Asks to be let off, so that a reason is none for being away.
    pub seeks_leave: bool,
    /// Nothing in it is left open but the reason.
    pub plain: bool,
    /// Came and was not let in, or found nobody.
    pub shut_out: bool,
    /// Regrets, in words or a picture.
    pub regrets: bool,
    /// How many words it has.
    pub words: usize,
}

#[derive(Debug, Clone, Copy)]
struct Held {
    says: Says,
    certain: bool,
}

/// Lays the claims over each other in the order in which they were made.
pub fn fold(aimed: &[Aimed], scope: &Scope, manner: Manner) -> Folded {
    let mut folding = Folding {
        scope,
        manner,
        held: BTreeMap::new(),
        doubts: Vec::new(),
    };
    for (at, one) in aimed.iter().enumerate() {
        folding.take(one, aimed, at);
    }
    folding.reasons(aimed);
    folding.conclude(aimed)
}

struct Folding<'a> {
    scope: &'a Scope,
    manner: Manner,
    held: BTreeMap<u8, Held>,
    doubts: Vec<Doubt>,
}

impl Folding<'_> {
    fn take(&mut self, one: &Aimed, all: &[Aimed], at: usize) {
        let Aimed { claim, aim } = one;
        let Some(says) = self.meant(one, all, at) else {
            return;
        };
        match aim.how {
            How::Unclear => {
                self.doubts.push(Doubt::UnclearDate);
                return;
            }
            How::Guessed if claim.reported => return,
            How::Guessed => self.doubts.push(Doubt::GuessedSession),
            How::None | How::Named | How::Followed => {}
        }
        if claim.conditional {
            self.doubts.push(Doubt::Hedge);
        }
        if self.manner.leaves && says == Says::Absent && aim.how == How::Followed {
            self.doubts.push(Doubt::Open);
            return;
        }
        for number in &aim.sessions {
            self.lay(*number, says, claim);
        }
    }

    /// What a claim comes to beside the others of the message; nothing, where it is a nod or a farewell.
    fn meant(&mut self, one: &Aimed, all: &[Aimed], at: usize) -> Option<Says> {
        let later = all.get(at + 1..).unwrap_or_default();
        let absent = all
            .iter()
            .any(|a| matches!(a.claim.says, Says::Absent | Says::Unlikely))
            || self.after_absence() && !all.is_empty();
        let alone = |says: Says| {
            all.iter()
                .all(|a| a.claim.says == says || matches!(a.claim.says, Says::Reason | Says::Farewell))
        };
        match one.claim.says {
            Says::Reason | Says::Account | Says::Farewell => None,
            Says::TakeBack => {
                for number in &one.aim.sessions {
                    self.held.remove(number);
                }
                None
            }
            Says::SeeYou if one.aim.by_day || !absent => Some(Says::Attending),
            Says::SeeYou => None,
            // "Yes, I let Helen know" answers another question than whether they come.
            Says::Assent if self.after_absence() => None,
            Says::Assent if one.aim.how == How::Named || alone(Says::Assent) => Some(Says::Attending),
            Says::Assent => None,
            Says::Denial if one.aim.how == How::Named || self.manner.regrets && alone(Says::Denial) => {
                Some(Says::Absent)
            }
            Says::Denial => {
                if alone(Says::Denial) {
                    self.doubts.push(Doubt::Unread);
                }
                None
            }
            Says::Would if self.manner.explains && one.aim.how == How::Guessed => None,
            Says::Would => {
                let excused = one.claim.excused
                    || later
                        .iter()
                        .any(|a| matches!(a.claim.says, Says::Reason | Says::Absent));
                if !excused {
                    self.doubts.push(Doubt::Hedge);
                }
                Some(if excused { Says::Absent } else { Says::Unsure })
            }
            Says::Without => {
                let else_said = all.iter().any(|a| {
                    a.claim.says != Says::Without
                        && !matches!(a.claim.says, Says::Reason | Says::Account | Says::Farewell)
                });
                if else_said {
                    return None;
                }
                if !all.iter().any(|a| a.claim.says == Says::Reason) {
                    self.doubts.push(Doubt::Hedge);
                }
                Some(Says::Absent)
            }
            Says::Hedge => self.hedge(one, all),
            says => Some(says),
        }
    }

    /// Doubt by itself: a stance where nothing firm is said, or where the answer is promised for later.
    fn hedge(&mut self, one: &Aimed, all: &[Aimed]) -> Option<Says> {
        let firm = all.iter().filter(|a| {
            matches!(
                a.claim.says,
                Says::Absent | Says::Attending | Says::Late | Says::Unlikely | Says::Unsure | Says::WasPresent
            )
        });
        let mut beside = firm
            .filter(|a| a.aim.sessions.iter().any(|s| one.aim.sessions.contains(s)))
            .peekable();
        if beside.peek().is_none() || self.manner.promises {
            return Some(Says::Unsure);
        }
        if beside.any(|a| a.claim.says == Says::Attending && a.claim.sentence == one.claim.sentence) {
            return Some(Says::Unsure);
        }
        None
    }

    /// Does the letter ask after a session that was missed?
    fn after_absence(&self) -> bool {
        self.scope
            .about
            .and_then(|about| self.scope.sitting(about))
            .is_some_and(|s| s.past)
    }

    fn lay(&mut self, number: u8, says: Says, claim: &Claim) {
        let past = self.scope.sitting(number).is_some_and(|s| s.past);
        if past && says.is_of_the_future() || !past && says == Says::WasPresent {
            self.doubts.push(Doubt::Impossible);
            return;
        }
        if says == Says::WasPresent && self.manner.shut_out {
            self.doubts.push(Doubt::ShutOut);
            return;
        }
        let new = Held {
            says,
            certain: !claim.reported,
        };
        let Some(old) = self.held.get(&number).copied() else {
            self.held.insert(number, new);
            return;
        };
        let kept = match (old.says, new.says) {
            // "If it gets cancelled I'll come" leaves an apology standing.
            (Says::Absent, Says::Unsure) if claim.conditioned && old.certain => old,
            (a, b) if a == b => Held {
                says: a,
                certain: old.certain || new.certain,
            },
            (_, _) if !new.certain && old.certain => old,
            // Lateness outlives coming, and doubt about it.
            (Says::Late, Says::Attending | Says::Unsure) => old,
            (Says::Attending | Says::Unsure, Says::Late) => new,
            // A doubtful apology stays doubtful until a firm word.
            (Says::Unlikely, Says::Unsure) | (Says::Unsure, Says::Unlikely) => old,
            (Says::Unlikely, Says::Absent) | (Says::Attending | Says::Unsure, Says::Unsure) => new,
            _ => {
                if !claim.turns && old.certain {
                    self.doubts.push(Doubt::Contradiction);
                }
                new
            }
        };
        self.held.insert(number, kept);
    }

    /// A reason alone is an apology where the message plainly means it so (rules 9 and 10).
    fn reasons(&mut self, aimed: &[Aimed]) {
        self.apology_after_absence();
        let accounts = |says: Says| says == Says::Reason || says == Says::Account && self.manner.explains;
        let reasons: Vec<&Aimed> = aimed.iter().filter(|a| accounts(a.claim.says)).collect();
        let Some(first) = reasons.first().filter(|_| !self.manner.leaves) else {
            return;
        };
        let absent = Held {
            says: Says::Absent,
            certain: true,
        };
        let days_since = |number: u8| self.scope.sitting(number).map_or(0, |s| self.scope.days_since(s));
        if let Some(about) = self.scope.about.filter(|_| self.after_absence()) {
            // After a missed session any account of oneself is the explanation that was asked for; an old thread that
            // is merely reused asks for none.
            let fresh = self.manner.explains || days_since(about) <= ACCOUNT_REACH_DAYS && self.held.is_empty();
            if reasons.iter().any(|r| {
                r.aim.how == How::Named
                    && r.claim.says == Says::Reason
                    && r.aim
                        .sessions
                        .iter()
                        .any(|n| self.scope.sitting(*n).is_some_and(|s| !s.past) && !self.held.contains_key(n))
            }) {
                self.doubts.push(Doubt::BareReason);
            }
            if fresh && reasons.iter().any(|r| r.aim.sessions.contains(&about)) {
                self.held.entry(about).or_insert(absent);
            }
            return;
        }
        let unclear = aimed.iter().any(|a| a.aim.how == How::Unclear);
        if reasons.iter().any(|r| r.aim.how == How::Unclear) {
            self.doubts.push(Doubt::UnclearDate);
        }
        self.reasons_elsewhere(&reasons);
        if !self.held.is_empty() || self.manner.recovered || self.manner.seeks_leave || unclear {
            return;
        }
        let named = reasons.iter().find(|r| r.aim.how == How::Named).unwrap_or(first);
        let number = named.aim.sessions.first().copied().or(self.scope.about);
        let Some(number) = number.filter(|n| self.scope.sitting(*n).is_some_and(|s| !s.past)) else {
            return;
        };
        let short = self.manner.words
            <= if named.aim.how == How::Named {
                SHORT_WORDS_MAX
            } else {
                BARE_WORDS_MAX
            };
        let strong = reasons.iter().any(|r| r.claim.tense != Tense::Past)
            && self.manner.plain
            && !reasons.iter().any(|r| goes_on(&r.claim.words));
        let plainly = self.manner.regrets || self.manner.apologises || short;
        if named.aim.how == How::Guessed {
            self.doubts.push(Doubt::GuessedSession);
        }
        if !(plainly && strong) {
            self.doubts.push(Doubt::BareReason);
        }
        if plainly {
            self.held.insert(number, absent);
        }
    }

    /// "So sorry!" after a missed session owns to it (rule 10).
    fn apology_after_absence(&mut self) {
        if let Some(about) = self
            .scope
            .about
            .filter(|_| self.manner.explains && self.manner.apologises && self.after_absence())
        {
            self.held.entry(about).or_insert(Held {
                says: Says::Absent,
                certain: true,
            });
        }
    }

    /// "I'll be there on the 8th, but in February I'm in Malta": a reason that names sessions of its own.
    fn reasons_elsewhere(&mut self, reasons: &[&Aimed]) {
        // A word on a session gone by, and a reason: for the coming one, perhaps.
        let only_past = self.held.keys().all(|n| self.scope.sitting(*n).is_some_and(|s| s.past));
        if only_past && !self.held.is_empty() && self.scope.about.is_some() {
            self.doubts.push(Doubt::BareReason);
        }
        let Some(first_held) = self.held.keys().next().copied() else {
            return;
        };
        // "Annual leave that week, back for the December one".
        if let Some(about) = self.scope.about.filter(|about| *about < first_held)
            && reasons.iter().any(|r| r.aim.sessions.contains(&about))
        {
            if !(self.manner.regrets || self.manner.words <= SHORT_WORDS_MAX) {
                self.doubts.push(Doubt::BareReason);
            }
            self.held.insert(
                about,
                Held {
                    says: Says::Absent,
                    certain: true,
                },
            );
        }
        for reason in reasons
            .iter()
            .filter(|r| r.aim.how == How::Named && r.claim.tense != Tense::Past)
        {
            for number in reason.aim.sessions.iter().filter(|_| reason.aim.how == How::Named) {
                let coming = self.scope.sitting(*number).is_some_and(|s| !s.past);
                if coming && !self.held.contains_key(number) {
                    if !reason.claim.turns {
                        self.doubts.push(Doubt::BareReason);
                    }
                    self.held.insert(
                        *number,
                        Held {
                            says: Says::Absent,
                            certain: true,
                        },
                    );
                }
            }
        }
    }

    fn conclude(mut self, aimed: &[Aimed]) -> Folded {
        let absent = aimed
            .iter()
            .any(|a| matches!(a.claim.says, Says::Absent | Says::Unlikely));
        let mut stances = BTreeMap::new();
        for (number, held) in std::mem::take(&mut self.held) {
            let stance = match held.says {
                Says::Absent => Stance::Absent,
                Says::Attending => Stance::Attending,
                Says::Late => Stance::Late,
                Says::WasPresent => Stance::WasPresent,
                Says::Unlikely if self.manner.apologises && absent => {
                    if self.manner.promises {
                        self.doubts.push(Doubt::Hedge);
                    }
                    Stance::Absent
                }
                _ => Stance::Unsure,
            };
            stances.insert(number, stance);
        }
        Folded {
            stances,
            doubts: self.doubts,
        }
    }
}

/// Does a reason go on to something else, which no rule took: "in clinic till then, coming straight over"?
fn goes_on(words: &str) -> bool {
    words.split(' ').any(|w| {
        listed(
            "then coming come straight after nearly almost finish finished finishes finishing bring tell first off ",
            w,
        )
    })
}

/// A thread about a missed session older than this is reused for something else.
const ACCOUNT_REACH_DAYS: i32 = 4;

/// A reason with the session's day in a message no longer than this is an apology.
const SHORT_WORDS_MAX: usize = 30;

/// A reason with nothing else in a message no longer than this is one too.
const BARE_WORDS_MAX: usize = 14;
