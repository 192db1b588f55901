//! Which session a register is of: the one that its own sentences name, that of the letter answered, of the subject,
//! today's; and a doubt where several could be meant.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::context::{Context, SEARCHED_MAX};
use super::register::Register;
use super::text::Sentence;
use super::{Gathered, counts, enquiry};
use crate::inbound::dates::Tense;
use crate::inbound::names::rule;
use crate::inbound::reading::AboutKind;

/// A register that names no session is that of a session so few days ago.
const RECENT_DAYS_MAX: i32 = 1;

impl Gathered {
    /// The session that a register is about; of other messages that of the letter.
    pub(super) fn session_of(&mut self, context: &Context, register: &Register) -> Option<u8> {
        let about = context.about_session();
        if !register.says_something() {
            return about;
        }
        let mut named = named_sessions(context, register);
        if named.len() > 1 && context.kind() == Some(AboutKind::RegisterConfirmation) {
            // "Correct for the 24th. On the 10th Siân was absent as well": of which day somebody is put right.
            named = of_the_named(context, register);
            if named.len() > 1 && about.is_some_and(|about| named.contains(&about)) {
                named.retain(|number| Some(*number) == about);
            }
        }
        match named[..] {
            [one] => {
                let of_another = context.kind() == Some(AboutKind::RegisterRequest) && Some(one) != about;
                if of_another && !context.prepared.sentences.iter().any(says_which) {
                    self.doubts.push("several sessions are named".to_owned());
                }
                return Some(one);
            }
            [] => {}
            _ => {
                self.doubts.push("several sessions are named".to_owned());
                return about;
            }
        }
        if about.is_some_and(|number| context.has_begun(number)) {
            if self.speaks_of_another(context, register) {
                self.doubts.push("several sessions are named".to_owned());
            }
            return about;
        }
        let recent = latest(context);
        if recent.is_none() {
            self.doubts.push("which session the register is of".to_owned());
        }
        recent
    }

    /// A sentence of which nothing was made names another session gone by, so that the register may be of that one.
    fn speaks_of_another(&self, context: &Context, register: &Register) -> bool {
        let sentences = context.prepared.sentences.iter().enumerate();
        let mut left = sentences.filter(|(place, sentence)| {
            let is_read = self.understood.contains(place) || register.sentences.contains(place);
            !is_read && !enquiry::promises(sentence) && context.names_in(&sentence.text).is_empty()
        });
        context.kind() == Some(AboutKind::RegisterRequest)
            && left.any(|(_, sentence)| {
                let sessions = gone_by(context, sentence);
                sessions.iter().any(|number| Some(*number) != context.about_session())
            })
    }
}

/// Is a sentence there to say which session it is? "She told us in January" is not.
fn says_which(sentence: &Sentence) -> bool {
    static OPENS: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)^\W*(?:[\w']+,? ){0,3}\d"));
    static GIVES: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?i)\b(?:register|attendance|session|list|names|group|meeting|for|from|of) (?:(?:for|of|on|from|the|last|week's) ?)*(?:\w+day|\d{1,2}|last|yesterday)",
        )
    });
    enquiry::names_the_session(sentence) || OPENS.is_match(&sentence.text) || GIVES.is_match(&sentence.text)
}

/// Those gone by that the register's sentences name, and others that are there to name its session.
fn named_sessions(context: &Context, register: &Register) -> Vec<u8> {
    let mut named: Vec<u8> = Vec::new();
    let texts = register.sentences.iter().filter_map(|place| context.prepared.sentences.get(*place));
    let of_register =
        texts.chain(context.prepared.sentences.iter().filter(|sentence| enquiry::names_the_session(sentence)));
    for sentence in of_register.filter(|sentence| !enquiry::promises(sentence)) {
        for number in gone_by(context, sentence) {
            if !named.contains(&number) {
                named.push(number);
            }
        }
    }
    named
}

/// Those that the register's sentences about students name.
fn of_the_named(context: &Context, register: &Register) -> Vec<u8> {
    let sentences = register.sentences.iter().filter_map(|place| context.prepared.sentences.get(*place));
    let about_some = sentences.filter(|sentence| !context.names_in(&sentence.text).is_empty());
    let named: BTreeSet<u8> = about_some.flat_map(|sentence| gone_by(context, sentence)).collect();
    named.into_iter().collect()
}

/// The sessions gone by that a sentence names.
fn gone_by(context: &Context, sentence: &Sentence) -> Vec<u8> {
    let text = NOT_TODAY.replace_all(&sentence.text, "");
    let text = TOLD_THEN.replace_all(&text, "");
    let sessions = context.sessions_in(&counts::without_counts(&text, context.roll.size()), Tense::Past);
    sessions.exact.into_iter().filter(|number| context.has_begun(*number)).collect()
}

/// The sessions gone by that are named, other than the one asked about; each once.
pub(super) fn others_named(context: &Context) -> BTreeSet<u8> {
    let sentences = context.prepared.sentences.iter().take(SEARCHED_MAX);
    let named = sentences.flat_map(|sentence| gone_by(context, sentence));
    named.filter(|number| Some(*number) != context.about_session()).collect()
}

/// That of the subject, or the one that was just held.
pub(super) fn latest(context: &Context) -> Option<u8> {
    let mut of_subject = context.sessions_in(context.subject, Tense::Past).exact;
    of_subject.retain(|number| context.has_begun(*number));
    if let [one] = of_subject[..] {
        return Some(one);
    }
    let latest = context.scope.sittings.iter().rev().find(|sitting| context.has_begun(sitting.number));
    let is_recent = |days: i32| days <= RECENT_DAYS_MAX;
    latest
        .filter(|sitting| sitting.date.until(context.scope.today).is_ok_and(|span| is_recent(span.get_days())))
        .map(|sitting| sitting.number)
}

/// "Told Peter in December", "announced in January", "at 2.04": when something was said or somebody came.
static TOLD_THEN: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:told|said|announced?|mentioned|warned|informed|e-?mailed|wrote|written|texted|asked|agreed|arranged|booked|planned|knew|known|cleared|flagged|raised|promised|let \S+ know)\b[^.;,]{0,25}?\b(?:(?:at|after|in|during) (?:the|our) (?:\w+ ){0,2}(?:session|meeting|group|one)\b|last (?:time|session|month|term|week)\b|(?:\d|two|three|a|a few|some) (?:wks?|weeks?|days?|fortnight) ago\b|(?:in|since|back in|already in|as early as) (?:january|february|march|april|may|june|september|october|november|december|jan|feb|sept?|oct|nov|dec)\b)|(?:@\d+ |\bat |\blate,? |\()(?:at )?(?:1[0-9]|[1-9])[.:][0-5]\d\b",
    )
});
/// "Not today's yet, this is for 23 March."
static NOT_TODAY: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^\W*first(?:ly)?(?: of all)?,|\b(?:not|isn't|isnt|before|other than|rather than|instead of|never mind|besides) (?:for |from |of )?(?:today(?:'?s)?|this (?:one|week)(?:'s)?)(?: (?:one|yet|session|group|register))*\b",
    )
});
