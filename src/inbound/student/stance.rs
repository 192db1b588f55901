//! Folds the claims of a message into one stance a session: the last word counts (rule 5), lateness outlives coming, a
//! doubtful apology is an apology (rule 4), and a reason speaks where nothing else does (rule 9).

use std::collections::BTreeMap;

use super::claims::{Claim, Says};
use super::scope::{Aim, How};
use crate::domain::said::Stance;
use crate::inbound::dates::Scope;

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
    /// Will say more later, or tries.
    pub pending: bool,
    /// Is well again, has swapped the shift: a reason no longer holds.
    pub recovered: bool,
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
    let mut held: BTreeMap<u8, Held> = BTreeMap::new();
    let mut folded = Folded::default();
    let absent_somewhere = aimed
        .iter()
        .any(|a| matches!(a.claim.says, Says::Absent | Says::Unlikely));
    for Aimed { claim, aim } in aimed {
        match claim.says {
            Says::Reason => continue,
            Says::TakeBack => {
                take_back(&mut held, aim);
                continue;
            }
            // A farewell under an absence says nothing of the next session (rule 12); alone it is a nod.
            Says::Farewell => continue,
            Says::Assent
                if aimed
                    .iter()
                    .any(|a| !matches!(a.claim.says, Says::Assent | Says::Reason | Says::Farewell)) =>
            {
                continue;
            }
            _ => {}
        }
        match aim.how {
            How::Unclear => folded.doubts.push(Doubt::UnclearDate),
            How::Guessed => folded.doubts.push(Doubt::GuessedSession),
            How::None | How::Named | How::Followed => {}
        }
        if aim.how == How::Unclear {
            continue;
        }
        for number in &aim.sessions {
            lay(&mut held, *number, claim, scope, &mut folded.doubts);
        }
    }
    reasons(aimed, scope, manner, &mut held, &mut folded.doubts);
    for (number, held) in held {
        if let Some(stance) = stance(held, manner, absent_somewhere, &mut folded.doubts) {
            folded.stances.insert(number, stance);
        }
    }
    folded
}

fn take_back(held: &mut BTreeMap<u8, Held>, aim: &Aim) {
    for number in &aim.sessions {
        held.remove(number);
    }
}

fn lay(held: &mut BTreeMap<u8, Held>, number: u8, claim: &Claim, scope: &Scope, doubts: &mut Vec<Doubt>) {
    let past = scope.sitting(number).is_some_and(|s| s.past);
    let for_the_future = matches!(
        claim.says,
        Says::Attending | Says::Assent | Says::Late | Says::Unsure | Says::Unlikely
    );
    if past && for_the_future {
        doubts.push(Doubt::Impossible);
        return;
    }
    if !past && claim.says == Says::WasPresent {
        doubts.push(Doubt::Impossible);
        return;
    }
    let new = Held {
        says: claim.says,
        certain: !claim.reported,
    };
    let Some(old) = held.get(&number).copied() else {
        held.insert(number, new);
        return;
    };
    let kept = match (old.says, new.says) {
        (a, b) if a == b => Held {
            says: a,
            certain: old.certain || new.certain,
        },
        // Lateness outlives coming, doubt about it included.
        (Says::Late, Says::Attending | Says::Unsure) | (Says::Unsure, Says::Unlikely) if old.certain => old,
        (Says::Attending | Says::Unsure, Says::Late) => new,
        // "May not make it … sorry to miss it": the doubt was said, the rest is courtesy.
        (Says::Unlikely, Says::Absent) | (Says::Assent, _) => new,
        (_, _) if !new.certain && old.certain => old,
        (Says::Unlikely, Says::Unsure) => old,
        (Says::Unsure, Says::Absent | Says::Attending)
        | (Says::Absent | Says::Attending, Says::Unsure | Says::Unlikely) => {
            if !claim.turns {
                doubts.push(Doubt::Contradiction);
            }
            new
        }
        _ => {
            if !claim.turns && old.certain {
                doubts.push(Doubt::Contradiction);
            }
            new
        }
    };
    held.insert(number, kept);
}

/// A reason alone is an apology where the message plainly means it so (rules 9 and 10).
fn reasons(aimed: &[Aimed], scope: &Scope, manner: Manner, held: &mut BTreeMap<u8, Held>, doubts: &mut Vec<Doubt>) {
    let reasons: Vec<&Aimed> = aimed.iter().filter(|a| a.claim.says == Says::Reason).collect();
    let Some(first) = reasons.first() else {
        return;
    };
    let absent = Held {
        says: Says::Absent,
        certain: true,
    };
    if let Some(about) = scope.about
        && scope.sitting(about).is_some_and(|s| s.past)
        && !held.contains_key(&about)
    {
        // After a missed session any account of oneself is the explanation that was asked for.
        let says_future_only =
            held.values().any(|h| h.says == Says::Absent) && !reasons.iter().any(|r| r.aim.sessions.contains(&about));
        if !says_future_only {
            held.insert(about, absent);
        }
        return;
    }
    if !held.is_empty() || manner.recovered || aimed.iter().any(|a| a.aim.how == How::Unclear) {
        return;
    }
    let named = reasons.iter().find(|r| r.aim.how == How::Named).unwrap_or(first);
    let number = named.aim.sessions.first().copied().or(scope.about);
    let Some(number) = number.filter(|n| scope.sitting(*n).is_some_and(|s| !s.past)) else {
        return;
    };
    let plainly = manner.regrets
        || manner.apologises
        || named.aim.how == How::Named && manner.words <= SHORT_WORDS_MAX
        || manner.words <= BARE_WORDS_MAX;
    if !plainly || named.aim.how == How::Guessed {
        doubts.push(Doubt::BareReason);
    }
    if plainly {
        held.insert(number, absent);
    }
}

/// A reason with the session's day in a message no longer than this is an apology.
const SHORT_WORDS_MAX: usize = 30;

/// A reason with nothing else in a message no longer than this is one too.
const BARE_WORDS_MAX: usize = 14;

fn stance(held: Held, manner: Manner, absent_somewhere: bool, doubts: &mut Vec<Doubt>) -> Option<Stance> {
    Some(match held.says {
        Says::Absent => Stance::Absent,
        Says::Attending | Says::Assent => Stance::Attending,
        Says::Late => Stance::Late,
        Says::Unsure => Stance::Unsure,
        Says::WasPresent => Stance::WasPresent,
        Says::Unlikely if manner.apologises && absent_somewhere => {
            if manner.pending {
                doubts.push(Doubt::Hedge);
            }
            Stance::Absent
        }
        Says::Unlikely => Stance::Unsure,
        Says::Reason | Says::TakeBack | Says::Farewell => return None,
    })
}
