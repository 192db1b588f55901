//! When a reason alone is an apology (rules 9 and 10): plainly meant so before a session, any account of oneself
//! after a missed one. A part of [`super::stance`].

use super::claim::Says;
use super::doubt::Doubt;
use super::scope::How;
use super::stance::{Aimed, Folding, Held};
use crate::inbound::dates::Tense;
use crate::inbound::tokens::{has_listed, words};

/// A thread about a missed session older than this is reused for something else.
const ACCOUNT_REACH_DAYS: i32 = 4;

/// A reason with the session's day in a message no longer than this is an apology.
const SHORT_WORDS_MAX: usize = 30;

/// A reason with nothing else in a message no longer than this is one too.
const BARE_WORDS_MAX: usize = 14;

impl Folding<'_> {
    /// Adds what the reasons say to what was said outright.
    pub(super) fn add_reasons(&mut self) {
        self.own_to_absence();
        self.tell_of_the_past();
        let counts = |says: Says| says == Says::Reason || says == Says::Account && self.manner.explains;
        let reasons: Vec<&Aimed> = self.all.iter().filter(|a| counts(a.claim.says)).collect();
        let Some(first) = reasons.first().filter(|_| !self.manner.leaves) else {
            return;
        };
        if let Some(about) = self.scope.about.filter(|_| self.after_absence()) {
            self.explain(about, &reasons);
            return;
        }
        if reasons.iter().any(|r| r.aim.how == How::Unclear) {
            self.doubts.push(Doubt::UnclearDate);
        }
        if self.held.is_empty() {
            self.excuse(reasons.iter().find(|r| r.aim.how == How::Named).unwrap_or(first), &reasons);
        } else {
            self.excuse_others(&reasons);
        }
    }

    /// "So sorry!" after a missed session owns to it.
    fn own_to_absence(&mut self) {
        let owns = self.manner.explains && self.manner.apologises() && self.after_absence();
        // "Sorry for missing the 24th" under a later letter owns to the 24th and no more; so does "Apologies, I'm going to
        // miss the group on the 9th" under a letter on an earlier day, wherever the apology comes after the day.
        let is_before = |a: &Aimed| self.manner.apology_in.is_some_and(|apology| a.claim.sentence <= apology);
        let is_named = |a: &Aimed| a.claim.says == Says::Absent && a.aim.how == How::Named && is_before(a);
        let of_another = self.held.iter().any(|(n, held)| self.is_past(*n) && held.says == Says::Absent)
            || self.all.iter().any(is_named);
        if let Some(about) = self.scope.about.filter(|_| owns && !of_another) {
            self.held.entry(about).or_insert(Held::ABSENT);
        }
    }

    /// After a missed session any account of oneself is the explanation that was asked for; an old thread that is
    /// merely reused asks for none.
    fn explain(&mut self, about: u8, reasons: &[&Aimed]) {
        let days = self.scope.sitting(about).map_or(0, |s| self.scope.days_since(s));
        let asked = self.manner.explains || days <= ACCOUNT_REACH_DAYS && self.held.is_empty();
        let open = |n: &u8| !self.is_past(*n) && !self.held.contains_key(n);
        let of_another =
            |r: &&&Aimed| r.claim.says == Says::Reason && r.aim.how == How::Named && r.aim.sessions.iter().any(open);
        if reasons.iter().any(|r| of_another(&r)) {
            self.doubts.push(Doubt::BareReason);
        }
        // Told beside an objection, it may be of having been there.
        if asked
            && self.manner.disputes
            && reasons.iter().all(|r| r.claim.says == Says::Account)
            && self.held.is_empty()
        {
            self.doubts.push(Doubt::BareReason);
        }
        if asked && reasons.iter().any(|r| r.aim.sessions.contains(&about)) {
            self.held.entry(about).or_insert(Held::ABSENT);
        }
    }

    /// "Last time I was ill, and on Friday I'll be there", "I never answered about the last one": a session gone by is
    /// explained, which nobody asked about.
    fn tell_of_the_past(&mut self) {
        let explains = |a: &Aimed| match a.claim.says {
            Says::Reason => a.claim.tense == Tense::Past,
            Says::Account => self.manner.explains || has_listed(words!("never"), &a.claim.words),
            _ => false,
        };
        let told = self.all.iter().filter(|a| a.aim.how == How::Named && a.aim.sessions.len() == 1 && explains(a));
        for number in told.flat_map(|a| &a.aim.sessions) {
            let is_asked = self.after_absence() && self.scope.about == Some(*number);
            if self.is_past(*number) && !is_asked && !self.held.contains_key(number) {
                self.doubts.push(Doubt::BareReason);
                self.held.insert(*number, Held::ABSENT);
            }
        }
    }

    /// Nothing was said but a reason: an apology where it comes with regret, or is all that the message says.
    fn excuse(&mut self, reason: &Aimed, reasons: &[&Aimed]) {
        let unclear = self.all.iter().any(|a| a.aim.how == How::Unclear);
        if self.manner.recovered || self.manner.seeks_leave || unclear {
            return;
        }
        let number = reason.aim.sessions.first().copied().or(self.scope.about);
        let Some(number) = number.filter(|n| !self.is_past(*n)) else {
            return;
        };
        let words_max = if reason.aim.how == How::Named { SHORT_WORDS_MAX } else { BARE_WORDS_MAX };
        // "See you in the new year" after a reason takes leave until then.
        let takes_leave = self.all.iter().any(|a| matches!(a.claim.says, Says::Farewell | Says::SeeYou));
        let regrets = self.manner.regrets || self.manner.apologises() || takes_leave;
        let meant = regrets && !self.manner.distress || self.manner.words <= words_max;
        let holds =
            reasons.iter().any(|r| r.claim.tense != Tense::Past) && !reasons.iter().any(|r| goes_on(&r.claim.words));
        if reason.aim.how == How::Guessed {
            self.doubts.push(Doubt::GuessedSession);
        }
        if !(meant && holds && self.manner.plain) {
            self.doubts.push(Doubt::BareReason);
        }
        // Where it is asked about, it is still the likeliest.
        if meant || holds && !self.manner.distress {
            self.held.insert(number, Held::ABSENT);
        }
    }

    /// Reasons beside stances: "annual leave that week, back for the December one", "… but in February I'm in Malta".
    fn excuse_others(&mut self, reasons: &[&Aimed]) {
        let Some(first_held) = self.held.keys().next().copied() else {
            return;
        };
        // A word on a session gone by, and a reason: for the coming one, perhaps.
        let of_the_past = |r: &&&Aimed| r.claim.tense == Tense::Past && r.aim.sessions.iter().all(|n| self.is_past(*n));
        let all_told = reasons.iter().filter(of_the_past).count() == reasons.len();
        if self.scope.about.is_some() && !all_told && self.held.keys().all(|n| self.is_past(*n)) {
            self.doubts.push(Doubt::BareReason);
        }
        let of_the_letter = |about: &u8| *about < first_held && reasons.iter().any(|r| r.aim.sessions.contains(about));
        if let Some(about) = self.scope.about.filter(of_the_letter) {
            if !self.manner.regrets && self.manner.words > SHORT_WORDS_MAX {
                self.doubts.push(Doubt::BareReason);
            }
            self.held.insert(about, Held::ABSENT);
        }
        for reason in reasons.iter().filter(|r| r.aim.how == How::Named && r.claim.tense != Tense::Past) {
            for number in &reason.aim.sessions {
                if self.is_past(*number) || self.held.contains_key(number) {
                    continue;
                }
                if tells_after(&reason.claim.words) {
                    self.doubts.push(Doubt::UnclearDate);
                } else if !(reason.claim.turns || self.manner.plain && reason.aim.by_day) {
                    self.doubts.push(Doubt::BareReason);
                }
                self.held.insert(*number, Held::ABSENT);
            }
        }
    }
}

/// "After that I'm in Vietnam till June": what it covers does not begin now.
fn tells_after(words: &str) -> bool {
    words.starts_with("after ") || words.starts_with("then ") || words.starts_with("from then ")
}

/// Does a reason go on to something else, which no rule took: "in clinic till then, coming straight over"?
fn goes_on(words: &str) -> bool {
    has_listed(
        words!(
            "then coming come straight after nearly almost finish finished finishes finishing bring tell first leave \
            leaving late early possibly maybe doubt should better fine minutes hopefully hope meant supposed"
        ),
        words,
    )
}
