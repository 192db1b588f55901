//! A student's message: stances become facts where they were read with confidence, and a person sees what needs one.

use std::collections::BTreeSet;

use super::{Heard, Noted, plain};
use crate::domain::event::{Attention, Fact, Via};
use crate::domain::id::{GroupId, PersonId, SessionId};
use crate::domain::said::{Class, Flag, Stance, StudentSays};
use crate::domain::state::State;

/// Flags for which a co-leader hears at once.
const NEEDS_A_PERSON: [Flag; 6] =
    [Flag::Question, Flag::OtherStudent, Flag::Dispute, Flag::Leaving, Flag::OptOut, Flag::Record];

pub(super) fn hear(state: &State, heard: &Heard, student: PersonId, group: GroupId, says: &StudentSays) -> Vec<Noted> {
    let mut facts = Vec::new();
    // A student's word for their own absence only ever protects them, so that the receiving server's word is enough.
    if heard.acts && heard.vouched {
        let via = if *heard.class == Class::CalendarReply { Via::Calendar } else { Via::Reply };
        for (number, stance) in &says.stances {
            let session = SessionId { group, number: *number };
            if state.calendar.get(session).is_none() {
                continue;
            }
            facts.push(plain(Fact::StanceGiven { student, session, stance: *stance, via }));
            let marked = state.mark(session, student);
            if *stance == Stance::WasPresent && marked.is_some_and(|marked| !marked.mark.took_part()) {
                facts.push(plain(Fact::MarkDisputed { student, session }));
            }
        }
    }
    let about = heard.session(state).filter(|session| session.group == group);
    let mut open = says.flags.clone();
    if is_told_their_record(state, heard, student, &says.flags) {
        open.remove(&Flag::Record);
        facts.push(plain(Fact::RecordAsked { student }));
        let proof = heard.answers.map(|(letter, _)| Fact::ProofSpent { key: letter.key(), by: student });
        facts.extend(proof.map(plain));
    }
    let attention = attention(heard, &open);
    let about = about.map(|session| session.number);
    facts.push(plain(Fact::StudentWrote { student, group, about, flags: says.flags.clone(), attention }));
    facts
}

/// What is held on somebody is revealed to nobody else: that takes an answer to a letter that this very student had, once.
/// Without it a co-leader answers.
fn is_told_their_record(state: &State, heard: &Heard, student: PersonId, flags: &BTreeSet<Flag>) -> bool {
    let asks = flags.contains(&Flag::Record) && !flags.contains(&Flag::Welfare);
    asks && heard.acts && heard.is_proven_for(student, state)
}

fn attention(heard: &Heard, flags: &BTreeSet<Flag>) -> Attention {
    if flags.contains(&Flag::Welfare) {
        Attention::Welfare
    } else if !heard.vouched {
        // Nothing is applied and nothing answered; the co-leaders see it, marked as not vouched for.
        Attention::Now
    } else if !heard.acts {
        Attention::Ask
    } else if NEEDS_A_PERSON.iter().any(|flag| flags.contains(flag)) {
        Attention::Now
    } else {
        Attention::Post
    }
}
