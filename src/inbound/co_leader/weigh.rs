//! Weighs what the sentences of a register say: a mark for each clear name, a word for the rest, counts that must fit.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use super::context::Context;
use super::doubts::find_doubts;
use super::register::{Heard, Register, Unclear};
use super::statement::Said;
use crate::domain::id::PersonId;
use crate::domain::said::{Mark, Rest};
use crate::inbound::names::rule;
use crate::inbound::reading::AboutKind;

/// The doubt where a number of people is not that of the names.
pub const MISCOUNTED: &str = "the count does not fit the names";

/// Weighs what was heard into marks and a rest.
pub fn weigh(context: &Context, mut heard: Heard, out: &mut Register) {
    settle_marks(context, &mut heard, out);
    settle_contrasts(context, &heard, out);
    let absent = out.marks.values().filter(|mark| !mark.took_part()).count();
    let present = out.marks.len() - absent;
    let size = context.roll.size();
    let unclear_absent = out.unclear.len();

    let stated = stated_rest(&heard);
    let asked = context.kind() == Some(AboutKind::RegisterRequest) || is_headed_register(context);
    let names_only_absent =
        absent + unclear_absent > 0 && out.marks.values().all(|mark| !mark.took_part() || *mark == Mark::Late);
    if heard.cannot_say && heard.everyone.flatten() == Some(Said::Present) {
        out.doubts.push("of the rest the writer may not know".to_owned());
    }
    let cannot_say = heard.cannot_say || heard.leaves_rest && stated.is_none() && !heard.expected;
    out.rest = if cannot_say {
        None
    } else if let Some(rest) = stated {
        Some(rest)
    } else if heard.expected && context.kind() != Some(AboutKind::RegisterConfirmation) {
        Some(Rest::Expected)
    } else if (heard.only || heard.no_more) && !heard.said.is_empty() {
        let took_part = |s: &Said| matches!(s, Said::Present | Said::NotAbsent | Said::Late);
        let away = heard.said.iter().any(|(_, said)| !said.iter().all(took_part));
        Some(if heard.only_away || away && present == 0 { Rest::Present } else { Rest::Absent })
    } else if asked && heard.headed == Some(Said::Present) && absent == 0 && present > 0 {
        Some(Rest::Absent)
    } else if asked && names_only_absent {
        Some(Rest::Present)
    } else if asked && absent == 0 && out.unclear.is_empty() && present >= 3 {
        Some(Rest::Absent)
    } else {
        None
    };
    let mends = context.kind() == Some(AboutKind::RegisterConfirmation);
    if mends && heard.counts.present.is_some() && out.rest.is_some() {
        out.doubts.push(MISCOUNTED.to_owned());
    }
    if !mends && (context.answers_register() || is_headed_register(context) || !out.marks.is_empty()) {
        check_counts(&heard, absent + unclear_absent, present, size, out);
    }
    if out.marks.len() == size && out.unclear.is_empty() {
        out.rest = None;
    }
    find_doubts(context, &heard, asked, out);
}

/// What the words say of everyone, the others or nobody.
fn stated_rest(heard: &Heard) -> Option<Rest> {
    let of = |said: Said| match said {
        Said::Present | Said::NotAbsent => Some(Rest::Present),
        Said::Absent => Some(Rest::Absent),
        _ => None,
    };
    let flipped = |rest: Rest| match rest {
        Rest::Present => Rest::Absent,
        _ => Rest::Present,
    };
    let others = if heard.only && heard.others.flatten().is_some_and(|said| of(said).is_none()) {
        Some(Some(Said::Absent))
    } else {
        heard.others
    };
    heard
        .everyone
        .or(others)
        .map(|said| said.unwrap_or(Said::Present))
        .and_then(of)
        .or_else(|| heard.nobody.flatten().and_then(of).map(flipped))
}

/// Settles what is said of each name; unclear names get no mark.
fn settle_marks(context: &Context, heard: &mut Heard, out: &mut Register) {
    let others_away = heard.others == Some(Some(Said::Absent));
    if (heard.no_more || others_away) && heard.said.is_empty() || names_everyone_but_says_of_some(context, heard) {
        let unsaid = std::mem::take(&mut heard.unsaid);
        heard.said.extend(unsaid.into_iter().map(|name| (name, vec![Said::Present])));
    }
    let only_reasons =
        heard.said.iter().all(|(_, said)| said.iter().all(|one| matches!(one, Said::Reason | Said::Perhaps)));
    if heard.no_more && only_reasons && heard.headed.is_none() {
        // "Zoë, Kofi and Aisha, and that was it. Snow!!": why so few came.
        heard.said.iter_mut().for_each(|(_, said)| *said = vec![Said::Present]);
    }
    let clear = |place: &usize| context.mention(*place).is_some_and(|mention| !mention.is_unclear());
    if heard.said.is_empty() && heard.excepted.is_empty() && heard.unsaid.len() > 1 {
        let named = heard.unsaid.iter().filter(|place| clear(place)).count();
        if heard.counts.present == Some(named) && named == heard.unsaid.len() {
            // "Only three of them: Maeve, Wei, Muhammad": the count says who they are.
            let unsaid = std::mem::take(&mut heard.unsaid);
            heard.said.extend(unsaid.into_iter().map(|name| (name, vec![Said::Present])));
            heard.only = true;
            heard.everyone = None;
        }
    }
    let base_absent = stated_rest(heard) == Some(Rest::Absent);
    let exception = match heard.tardy {
        true => Said::Late,
        false if base_absent => Said::Present,
        false => Said::Absent,
    };
    let request = context.kind() == Some(AboutKind::RegisterRequest);
    heard.expected |= heard.as_listed && request;
    for name in std::mem::take(&mut heard.excepted) {
        if heard.as_listed && !request {
            if !heard.said.iter().any(|(known, _)| *known == name) {
                out.doubts.push("what is wrong about an exception is not said".to_owned());
            }
            continue;
        }
        match heard.said.iter_mut().find(|(known, _)| *known == name) {
            // "Everyone came but Maeve left early": what is said is how she is an exception.
            Some((_, said)) if heard.as_listed && said.iter().any(|said| *said != Said::Perhaps) => {}
            Some((_, said)) if said.contains(&Said::Late) || said.contains(&Said::TurnedAway) => {}
            Some((_, said)) => said.insert(0, exception),
            None => heard.said.push((name, vec![exception])),
        }
    }
    let mut by_person: BTreeMap<PersonId, Vec<Said>> = BTreeMap::new();
    for (name, said) in &heard.said {
        let Some(mention) = context.mention(*name) else {
            continue;
        };
        if mention.is_unclear() {
            out.unclear.push(Unclear { written: mention.written.clone(), fits: mention.fits.clone() });
        }
        for person in mention.people() {
            by_person.entry(*person).or_default().extend(said);
        }
    }
    let mends = context.kind() == Some(AboutKind::RegisterConfirmation);
    for (person, said) in by_person {
        if mends && said.iter().all(|said| matches!(said, Said::NoReason | Said::Perhaps)) {
            // "Hannah no idea, leave her": nothing new.
            continue;
        }
        if let Some((mark, sure)) = settled(&said) {
            out.marks.insert(person, mark);
            if !sure {
                out.doubts.push("said both to be there and not".to_owned());
            }
        }
    }
}

/// "Tom B was away, not Tom N": in a correction the other is the opposite; in a register the rest speaks for them, but
/// whoever did not come beside one who did was not there.
fn settle_contrasts(context: &Context, heard: &Heard, out: &mut Register) {
    let requested = context.kind() == Some(AboutKind::RegisterRequest);
    let one = |place: usize| context.mention(place).and_then(crate::inbound::names::Mention::one);
    for (named, other) in &context.prepared.marked.contrasts {
        let (Some(who), Some(other)) = (one(*named), one(*other)) else {
            continue;
        };
        if let (Some(mark), None) = (out.marks.get(&who).copied(), out.marks.get(&other)) {
            if requested && mark != Mark::Present {
                continue;
            }
            let gives_reason = |said: &Said| matches!(said, Said::Reason | Said::Excused | Said::Perhaps);
            if heard.said.iter().any(|(name, said)| name == named && said.iter().any(gives_reason)) {
                // "Ayesha came but not Aisha; she is ill": hardly of the one who came.
                out.doubts.push("a denial is not understood".to_owned());
            }
            let opposite = if mark == Mark::Present { Mark::Absent } else { Mark::Present };
            out.marks.insert(other, opposite);
        }
    }
}

/// The whole list copied out, with a word only beside those who were away.
fn names_everyone_but_says_of_some(context: &Context, heard: &Heard) -> bool {
    let people_of = |name: &usize| context.mention(*name).map(|mention| mention.people()).unwrap_or_default().to_vec();
    let named: BTreeSet<PersonId> =
        heard.unsaid.iter().chain(heard.said.iter().map(|(name, _)| name)).flat_map(people_of).collect();
    let some_away = heard.said.iter().all(|(_, said)| !said.contains(&Said::Present));
    named.len() == context.roll.size() && some_away && !heard.said.is_empty() && heard.excepted.is_empty()
}

/// One mark from everything said of a student, and whether it is free of contradiction.
fn settled(said: &[Said]) -> Option<(Mark, bool)> {
    let has = |one: Said| said.contains(&one);
    let mark = if has(Said::TurnedAway) {
        return Some((Mark::TurnedAway, said.last() != Some(&Said::Present)));
    } else if has(Said::Late) {
        return Some((Mark::Late, !has(Said::Absent)));
    } else {
        let absent = has(Said::Absent) || has(Said::NoReason);
        let reasons = has(Said::Reason) || absent && has(Said::Perhaps);
        let excused = has(Said::Excused) || (reasons && !has(Said::NoReason));
        let present = has(Said::Present);
        match (absent, excused, present) {
            (true, _, true) => {
                let last = said.iter().rev().find(|s| matches!(s, Said::Absent | Said::Present | Said::NoReason));
                let mark = if last == Some(&Said::Present) { Mark::Present } else { Mark::Absent };
                return Some((mark, false));
            }
            (_, true, false) => Mark::Excused,
            (true, false, false) => Mark::Absent,
            (false, _, true) => Mark::Present,
            (false, false, false) if has(Said::NotAbsent) => Mark::Present,
            _ => return None,
        }
    };
    Some((mark, true))
}

/// A message that was not asked for, but says in its subject or first words that it is a register.
fn is_headed_register(context: &Context) -> bool {
    static HEADED: LazyLock<Regex> =
        LazyLock::new(|| rule(r"(?i)\b(?:register|attendance|who was there|present|today)\b"));
    static MENDED: LazyLock<Regex> = LazyLock::new(|| {
        rule(r"(?i)\b(?:correct|correction|amend|amendment|mistake|change|wrong|error|recorded)\w*\b")
    });
    let mends = context.prepared.sentences.iter().any(|sentence| MENDS.is_match(&sentence.text));
    context.kind().is_none() && !mends && HEADED.is_match(context.subject) && !MENDED.is_match(context.subject)
}

/// Words that mend a register already given.
static MENDS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:forgot to (?:put|mark|say|mention|add|include|record|note)|correction|my mistake|by mistake|in error|wrongly|should have (?:said|put|told|been)|left (?:him|her|them|@\d+) off|missed (?:him|her|them|@\d+) off|put (?:him|her|them|@\d+) down|amend|down as|marked as|got .{0,20} wrong)\b",
    )
});

/// "👍 10 out of 11, Amara off": those who are counted were there, whatever our list had.
fn counted(rest: Option<Rest>) -> Option<Rest> {
    rest.filter(|rest| *rest != Rest::Expected).or(Some(Rest::Present))
}

/// A count that fits completes the register; one that does not is asked about.
fn check_counts(heard: &Heard, absent: usize, present: usize, size: usize, out: &mut Register) {
    let counts = heard.counts;
    let mut fits = true;
    if let Some(count) = counts.present {
        if absent > 0 && count.saturating_add(absent) == size || count == size && absent == 0 {
            out.rest = if absent == 0 { Some(Rest::Present) } else { counted(out.rest) };
        } else if count == present && absent == 0 && count > 0 {
            out.rest = Some(Rest::Absent);
        } else {
            fits = count == present && out.rest == Some(Rest::Absent);
        }
    }
    if let Some(count) = counts.absent {
        if count == absent {
            out.rest = out.rest.or(Some(Rest::Present));
        } else {
            fits = false;
        }
    }
    fits &= counts.others.is_none_or(|count| {
        [present, 0].into_iter().any(|present| count.saturating_add(absent + present) == size)
            || heard.others.flatten().is_none()
    });
    fits &= counts.everyone.is_none_or(|count| count == size || heard.everyone.is_none());
    if !fits {
        out.rest = None;
        out.question = true;
        out.doubts.push(MISCOUNTED.to_owned());
    }
}
