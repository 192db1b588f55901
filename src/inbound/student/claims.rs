//! From the cues of a clause to its claims: lateness beside coming is lateness, doubt beside coming is doubt, and a
//! clause that runs on to an opposite thought makes two.

use super::claim::{Claim, Says};
use super::clauses::{Clause, Head};
use super::conditions::has_open_end;
use super::hear::Around;
use super::senses::Sense;
use crate::inbound::dates::Tense;
use crate::inbound::patterns::Hit;
use crate::inbound::tokens::{WordList, has_listed, listed, words};

/// What a cue claims; light senses claim nothing.
pub fn says(sense: Sense) -> Option<Says> {
    Some(match sense {
        Sense::Late => Says::Late,
        Sense::Unlikely => Says::Unlikely,
        Sense::Unsure => Says::Unsure,
        Sense::Hedge => Says::Hedge,
        Sense::Without => Says::Without,
        Sense::Absent | Sense::Exchange | Sense::AbsentPast => Says::Absent,
        Sense::Attending => Says::Attending,
        Sense::Assent => Says::Assent,
        Sense::Denial => Says::Denial,
        Sense::WasPresent => Says::WasPresent,
        Sense::TakeBack => Says::TakeBack,
        Sense::Farewell => Says::Farewell,
        Sense::SeeYou => Says::SeeYou,
        Sense::Would => Says::Would,
        _ => return None,
    })
}

/// A run of words of the clause and what it says.
struct Said {
    says: Says,
    from: usize,
    until: usize,
}

/// The claims of a clause, in the order of its words.
pub fn claims(clause: &Clause, around: &Around) -> Vec<Claim> {
    let has = |sense| clause.sensed.stances.iter().any(|h| h.sense == sense);
    let said = said(clause, around);
    let turns = matches!(clause.head, Head::But | Head::Though | Head::Otherwise | Head::So)
        || has(Sense::Change)
        || has(Sense::Recovered);
    let open_end =
        has_open_end(&clause.text) && !has(Sense::Late) || has_doubtful_list(clause) || names_a_habit(&clause.text);
    let claim = |(i, one): (usize, &Said)| {
        let from = if i == 0 { 0 } else { one.from };
        let until = said.get(i + 1).map_or(usize::MAX, |next| next.from);
        let phrases = clause.days.iter().filter(|(at, _)| (from..until).contains(at)).map(|(_, phrase)| *phrase);
        Claim {
            phrases: phrases.collect(),
            turns: turns && i == 0,
            reported: has(Sense::Saying),
            conditional: open_end || around.unless || one.says == Says::Late && around.conditioned,
            conditioned: around.conditioned,
            elsewhere: has(Sense::Exchange),
            words: clause.text.get(one.from..one.until).unwrap_or_default().to_owned(),
            ..account(clause, one.says)
        }
    };
    said.iter().enumerate().map(claim).collect()
}

/// A clause as a whole claimed for one thing: a reason, an account.
pub fn account(clause: &Clause, says: Says) -> Claim {
    Claim {
        says,
        phrases: clause.days.iter().map(|(_, phrase)| *phrase).collect(),
        tense: tense(clause),
        sentence: clause.sentence,
        turns: clause.head == Head::But,
        reported: false,
        conditional: false,
        conditioned: false,
        excused: clause.sensed.reason().is_some(),
        elsewhere: false,
        words: clause.text.clone(),
    }
}

/// "Tuesday and possibly the one after": the second day is not claimed as the first is.
fn has_doubtful_list(clause: &Clause) -> bool {
    let first = clause.days.first().map_or(0, |(at, _)| *at);
    let last = clause.days.last().map_or(0, |(at, _)| *at);
    let between = clause.text.get(first..last).unwrap_or_default();
    has_listed(words!("possibly maybe perhaps potentially probably might not hopefully"), between)
}

/// "Fridays are impossible": more is meant than one session, and no rule knows how much.
fn names_a_habit(text: &str) -> bool {
    has_listed(
        words!(
            "mondays tuesdays wednesdays thursdays fridays foreseeable indefinitely months weeks fortnightly weekly"
        ),
        text,
    )
}

/// "Sorry about the last one", "forgive me for the 29th": the phrases that words of regret stand right before.
pub fn regretted(clause: &Clause) -> Vec<usize> {
    let has = |sense| clause.sensed.has(sense);
    if !(has(Sense::Apology) || has(Sense::Regret))
        || has(Sense::ApologyOther)
        || has(Sense::Late)
        || tense(clause) == Tense::Coming
    {
        return Vec::new();
    }
    let is_led_to = |at: usize| {
        let mut before = clause.text.get(..at).unwrap_or_default().split_whitespace();
        let last = before.rfind(|word| !listed(words!("the our your xday and"), word));
        last.is_some_and(|word| listed(words!("about for over miss missing missed from"), word))
    };
    clause.days.iter().filter(|(at, _)| is_led_to(*at)).map(|(_, phrase)| *phrase).collect()
}

/// "I come both": of more sessions than one phrase may name.
pub fn speaks_of_both(clause: &Clause) -> bool {
    const BEFORE: WordList = WordList::new("come coming attend attending do make miss missing be for at");
    let words: Vec<&str> = clause.words().collect();
    (1..words.len()).any(|at| {
        let named = matches!(words.get(at + 1), Some(&"xday" | &"of"));
        words.get(at) == Some(&"both") && !named && words.get(at - 1).is_some_and(|verb| listed(&BEFORE, verb))
    })
}

fn said(clause: &Clause, around: &Around) -> Vec<Said> {
    let hits = &clause.sensed.stances;
    let has = |sense| hits.iter().any(|h| h.sense == sense);
    let late = has(Sense::Late);
    let conditioned = around.conditioned && clause.head != Head::Because;
    let doubted = has(Sense::Unsure) || has(Sense::Hedge) || conditioned;
    let verb =
        hits.iter().any(|h| matches!(h.sense, Sense::Attending | Sense::Absent | Sense::Unsure | Sense::Unlikely));
    let told = has(Sense::Saying)
        && has_listed(words!("told said mentioned emailed wrote texted messaged informed"), &clause.text);
    let mut found: Vec<Said> = Vec::new();
    for Hit { sense, range } in hits {
        let Some(bare) = says(*sense) else { continue };
        let after_unlikely = found.last().is_some_and(|last| last.says == Says::Unlikely);
        let says = match bare {
            // "Unlikely to be there": one thought, already taken.
            Says::Attending | Says::Absent if after_unlikely => continue,
            Says::Late if is_past(&clause.text) => continue,
            // "I told Dan I'd be away": an account of what was said before.
            Says::Would if told => Says::Account,
            Says::Attending if around.when_able => Says::Late,
            Says::Attending | Says::Unsure | Says::Hedge if late => Says::Late,
            Says::Attending | Says::Absent if doubted => Says::Unsure,
            Says::Hedge if verb => Says::Unsure,
            says => says,
        };
        match found.last_mut() {
            Some(last) if last.says == says => last.until = range.end,
            _ => found.push(Said { says, from: range.start, until: range.end }),
        }
    }
    found
}

fn is_past(text: &str) -> bool {
    has_listed(words!("was were came arrived being got turned have had"), text)
        && !has_listed(words!("will might may going can"), text)
}

/// "I looked at the clock": regular verbs tell by their ending.
fn tells_what_i_did(text: &str) -> bool {
    let words = text.split(' ').skip_while(|word| *word != "i").skip(1);
    words.take(2).any(|verb| verb.ends_with("ed") && !listed(words!("need feed indeed excited"), verb))
}

/// Whether the verbs speak of what was or of what will be.
pub fn tense(clause: &Clause) -> Tense {
    const PAST: WordList = WordList::new(
        "told said asked emailed texted sent replied wrote took turned tried needed ended started ran \
        stayed drove broke lost fainted collapsed was were did had missed forgot overslept thought went came \
        attended felt fell slept woke left been got",
    );
    const COMING: WordList = WordList::new("will shall going might may can coming next would must");
    const FUTURE: WordList = WordList::new("will shall going might may");
    let has = |list: &WordList| has_listed(list, &clause.text);
    let is_past = || has(&PAST) || tells_what_i_did(&clause.text);
    let cue = |sense| clause.sensed.stances.iter().any(|h| h.sense == sense);
    if cue(Sense::AbsentPast) || cue(Sense::WasPresent) {
        return if has(&FUTURE) { Tense::Either } else { Tense::Past };
    }
    // "Sorry to miss the last one" may be said of one gone by.
    if ["sad to miss", "gutted to miss", "shame to miss", "pity to miss", "disappointed to miss"]
        .iter()
        .any(|regret| clause.text.contains(regret))
    {
        return Tense::Coming;
    }
    match (is_past() && !has(words!("have has")), has(&COMING)) {
        (true, false) => Tense::Past,
        (false, true) => Tense::Coming,
        (true, true) if has(&FUTURE) => Tense::Coming,
        _ if cue(Sense::Attending) || cue(Sense::Late) || cue(Sense::Unsure) => Tense::Coming,
        _ => Tense::Either,
    }
}
