//! The ladder (handbook, Appendix 5): enough sessions really missed without a word, one step at a time, announced or
//! released, and never to a firm head who leads the student's own group.

use super::form::open_days_between;
use super::{Checks, Fault, Sent, fault, step_of};
use crate::domain::id::{PersonId, SessionId};
use crate::domain::letter::Letter;
use crate::domain::policy::{Goes, Policy, StepKind};
use crate::sim::truth::{Part, Step};

pub fn check(checks: &Checks, sent: &Sent) -> Result<(), Fault> {
    never_the_leader(checks, sent)?;
    let Some((kind, part)) = step_of(&sent.letter) else {
        return Ok(());
    };
    let (Some(student), Some(session)) = (sent.letter.student(), sent.letter.session()) else {
        return Ok(());
    };
    let Some(policy) = policy(checks, session) else {
        return Ok(());
    };
    let case = Case { checks, sent, student, session, kind, part, policy };
    if kind == StepKind::StageLead && checks.truth.concern.contains(&student) {
        return case.has_leave();
    }
    case.missed_enough()?;
    case.is_in_order()?;
    case.has_leave()
}

fn policy(checks: &Checks, session: SessionId) -> Option<&Policy> {
    let group = checks.cast.roster.groups.get(&session.group)?;
    checks.rules.scheme(group.scheme).map(|scheme| &scheme.policy)
}

/// A firm head hears about students of the firm only, and never about one whose group they lead.
fn never_the_leader(checks: &Checks, sent: &Sent) -> Result<(), Fault> {
    const RULE: &str = "a firm head is never the co-leader of the student's own group";
    let is_for_firm_head = match &sent.letter {
        Letter::TeachingQuestion { .. } | Letter::FirmHeadBrief { .. } | Letter::FirmHeadReminder { .. } => true,
        Letter::FirmHeadLetter { student, .. } => *student != sent.to,
        _ => false,
    };
    let Some(student) = sent.letter.student().filter(|_| is_for_firm_head) else {
        return Ok(());
    };
    let Some(character) = checks.cast.student(student) else {
        return fault(RULE, "it is about nobody");
    };
    if character.firm_head != sent.to {
        return fault(RULE, "it goes to somebody who is not the student's firm head");
    }
    if checks.cast.leaders(character.group, checks.day(sent.at)).contains(&sent.to) {
        return fault(RULE, "it goes to the student's own co-leader");
    }
    Ok(())
}

struct Case<'a> {
    checks: &'a Checks,
    sent: &'a Sent,
    student: PersonId,
    session: SessionId,
    kind: StepKind,
    part: Part,
    policy: &'a Policy,
}

impl Case<'_> {
    fn missed_enough(&self) -> Result<(), Fault> {
        const RULE: &str = "a step needs sessions that were really missed without a word";
        let truth = &self.checks.truth;
        let counts = |session: &SessionId| {
            let policy = self.policy;
            !truth.waits_for_word(*session, policy.collective_share_percent, policy.collective_groups_min)
        };
        let missed: Vec<SessionId> = truth.unexplained(self.student).into_iter().filter(counts).collect();
        if !truth.has_register(self.session) {
            return fault(RULE, "no co-leader has said who was there");
        }
        if !missed.contains(&self.session) {
            return fault(
                RULE,
                format!("session {} was not missed, or is explained, or waits for a word", self.session.number),
            );
        }
        let needed = self.policy.step(self.kind).map_or(1, |step| usize::from(step.missed_min));
        if missed.len() < needed {
            return fault(RULE, format!("{} missed, {needed} needed", missed.len()));
        }
        if truth.is_disputed(self.student) {
            return fault(RULE, "a mark is disputed");
        }
        Ok(())
    }

    fn steps(&self) -> impl DoubleEndedIterator<Item = &Step> {
        self.checks.truth.steps.get(&self.student).into_iter().flatten()
    }

    /// One at a time: the step before has been sent, and this absence came after it.
    fn is_in_order(&self) -> Result<(), Fault> {
        const RULE: &str = "one step at a time";
        let rank = self.policy.steps.iter().position(|step| step.kind == self.kind).unwrap_or(0);
        let Some(before) = rank.checked_sub(1).and_then(|rank| self.policy.steps.get(rank)) else {
            return Ok(());
        };
        let held_at = self.checks.truth.held.get(&self.session).map(|(at, _)| *at);
        let was_sent = |step: &&Step| {
            step.kind == before.kind && step.part == Part::Letter && held_at.is_some_and(|held_at| step.at < held_at)
        };
        if self.steps().any(|step| was_sent(&step)) {
            Ok(())
        } else {
            fault(RULE, "no letter of the step before went out before this session")
        }
    }

    /// Announced long enough before, or released by a co-leader; and not held back.
    fn has_leave(&self) -> Result<(), Fault> {
        if self.part != Part::Letter {
            return Ok(());
        }
        let truth = &self.checks.truth;
        if truth.held_back.contains(&self.student) {
            return fault("what is held does not go", "a co-leader or the firm head holds it");
        }
        let is_adjusted = self.checks.cast.roster.memberships.iter().any(|m| m.student == self.student && m.adjusted);
        let Some(step) = self.policy.step(self.kind) else {
            return Ok(());
        };
        let released = truth.released.get(&self.student);
        match if is_adjusted { Goes::OnRelease } else { step.goes } {
            Goes::AtOnce => Ok(()),
            Goes::OnRelease => {
                let asked = self.steps().find(|s| s.kind == self.kind && s.part == Part::ReleaseRequest);
                if asked.is_some_and(|asked| released.is_some_and(|at| *at >= asked.at)) {
                    Ok(())
                } else {
                    fault("a step of weight goes on a co-leader's word", "nobody released it")
                }
            }
            Goes::UnlessHeld => {
                let is_notice = |s: &&Step| s.kind == self.kind && s.part == Part::Notice && s.session == self.session;
                // The days are counted from the last of the notices; a co-leader releases it by an answer to any of them.
                let (Some(first), Some(last)) = (self.steps().find(is_notice), self.steps().rfind(is_notice)) else {
                    return fault("nobody is surprised", "it was not announced");
                };
                let is_released = released.is_some_and(|at| *at >= first.at);
                let days = open_days_between(self.checks, self.checks.day(last.at), self.checks.day(self.sent.at));
                if is_released || days >= usize::from(step.notice_working_days) {
                    Ok(())
                } else {
                    fault("nobody is surprised", format!("it was announced {days} working days before"))
                }
            }
        }
    }
}
