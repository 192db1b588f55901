//! A register from the sentences that speak of one: who is marked what, what holds for the rest, and what is in doubt.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use super::context::Context;
use super::counts::{Counts, counts};
use super::cues::Said;
use super::statement::{Before, Group, Statement, denies, read};
use super::text::Sentence;
use crate::domain::id::PersonId;
use crate::domain::said::{Mark, Rest};
use crate::inbound::names::rule;
use crate::inbound::reading::{AboutKind, Evidence};

/// What a message says of a register.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Register {
    pub marks: BTreeMap<PersonId, Mark>,
    pub rest: Option<Rest>,
    pub unclear: Vec<Unclear>,
    /// Names that it speaks of for a day to come, or for another day gone: for the orders to take up.
    pub to_come: Vec<usize>,
    /// The places of the sentences that it was read from.
    pub sentences: Vec<usize>,
    pub evidence: Vec<Evidence>,
    /// Why it cannot be applied by itself.
    pub doubts: Vec<String>,
    /// A person is asked to answer, beside what was read.
    pub question: bool,
}

impl Register {
    /// Does it say anything that could be applied?
    pub fn says_something(&self) -> bool {
        !self.marks.is_empty() || self.rest.is_some() || !self.unclear.is_empty()
    }
}

/// A name that fits several students or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unclear {
    pub written: String,
    pub fits: Vec<PersonId>,
}

/// Everything that the sentences say, before it is weighed.
#[derive(Default)]
struct Heard {
    /// What was said of each name, by its mark's number, in order.
    said: Vec<(usize, Vec<Said>)>,
    excepted: Vec<usize>,
    everyone: Option<Option<Said>>,
    others: Option<Option<Said>>,
    nobody: Option<Option<Said>>,
    only: bool,
    no_more: bool,
    headed: Option<Said>,
    unsaid: Vec<usize>,
    unknown: Vec<(usize, String)>,
    denies: bool,
    expected: bool,
    /// "Everyone right except": the exceptions are whatever is said of them.
    as_listed: bool,
    cannot_say: bool,
    counts: Counts,
}

/// Reads the register out of the sentences at these places.
pub fn register(context: &Context, places: &[usize]) -> Register {
    let mut heard = Heard::default();
    let mut read_out = Register::default();
    let mut before = Before {
        names: context.prepared.spoken_of.into_iter().collect(),
        ..Before::default()
    };
    for &place in places {
        let Some(sentence) = context.prepared.sentences.get(place) else {
            continue;
        };
        let mut statement = read(&sentence.text, &mut before);
        if context.kind() == Some(AboutKind::EscalationNotice) {
            // In an answer to a notice only a denial of the absence is a mark.
            statement.said.retain(|(_, said)| !matches!(said, Said::Absent | Said::Excused | Said::Reason | Said::NoReason));
        }
        let counted = heard.counts;
        for piece in sentence
            .text
            .split([',', ':', ';'])
            .filter(|piece| !OF_OTHERS.is_match(piece))
        {
            counts(piece, context.roll.len(), &mut heard.counts);
        }
        let confirms = confirms(context, sentence);
        heard.expected |= confirms;
        heard.cannot_say |= CANNOT_SAY.is_match(&sentence.text);
        let speaks = confirms || counted != heard.counts || speaks(&statement);
        if speaks {
            read_out.evidence.push(context.evidence("register", sentence));
            read_out.sentences.push(place);
        }
        read_out.to_come.extend(&statement.to_come);
        heard.take(statement, sentence);
    }
    weigh(context, heard, &mut read_out);
    read_out
}

fn speaks(statement: &Statement) -> bool {
    !statement.said.is_empty()
        || !statement.excepted.is_empty()
        || statement.group.is_some_and(|(_, said)| said.is_some())
        || statement.no_more
        || statement.open_heading.is_some()
}

impl Heard {
    fn take(&mut self, statement: Statement, sentence: &Sentence) {
        self.denies |= statement.denies && !(statement.said.is_empty() && statement.unsaid.is_empty());
        let says_of_some = !statement.said.is_empty();
        let bare_only = statement.said.is_empty() && statement.unsaid.len() >= BARE_LIST_MIN;
        for (name, said) in statement.said {
            match self.said.iter_mut().find(|(known, _)| *known == name) {
                Some((_, all)) => all.push(said),
                None => self.said.push((name, vec![said])),
            }
        }
        match statement.group {
            Some((Group::Everyone | Group::Others, Some(Said::AsListed))) => self.as_listed = true,
            Some((group, said)) => {
                let has_exceptions = !statement.excepted.is_empty();
                let rounds_off = group == Group::Others && says_of_some;
                let short = rounds_off || sentence.text.split_whitespace().count() <= 4 || has_exceptions;
                if said.is_some() || short {
                    let said = said.or(Some(Said::Present).filter(|_| group != Group::Nobody));
                    match group {
                        Group::Everyone => self.everyone = Some(said),
                        Group::Others => self.others = Some(said),
                        Group::Nobody => self.nobody = said.map(Some).or(self.nobody),
                    }
                }
            }
            None => {}
        }
        self.excepted.extend(statement.excepted);
        self.unknown.extend(statement.unknown);
        self.only |= statement.only;
        self.no_more |= statement.no_more;
        self.headed = statement.headed.or(self.headed);
        if statement.only && bare_only {
            self.said
                .extend(statement.unsaid.into_iter().map(|name| (name, vec![Said::Present])));
        } else {
            self.unsaid.extend(statement.unsaid);
        }
    }
}

/// "Just Amara, Priya and Wei today": so many names without a verb are those who were there.
const BARE_LIST_MIN: usize = 3;

/// Does a sentence confirm the list that the letter answered already has?
fn confirms(context: &Context, sentence: &Sentence) -> bool {
    if sentence.asks || !CONFIRMS.is_match(sentence.text.trim()) {
        return false;
    }
    match context.kind() {
        Some(AboutKind::RegisterRequest) => true,
        Some(AboutKind::Brief) => context
            .about_session()
            .is_some_and(|session| context.has_begun(session)),
        _ => false,
    }
}

/// Talk about another group or a colleague's.
static OF_OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"(?i)#\d+|\b(?:lot|other group|my (?:mon|tues|wednes|thurs|fri)day|his|her|their) (?:group|lot)?")
});
static CONFIRMS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^(?:yes|yep|yup|yeah|ok|okay|k|correct|confirmed|agreed|exactly|ditto|right|perfect|👍|👌|✅|✔|☑|as (?:you (?:have|had|say|list|put)|listed|expected|per|above|stated|planned|predicted|below|shown|it (?:says|stands)|on (?:the|your) list)|(?:that|this|it|list|the list|your list|register|the register|all|everything|everyone|it all)(?:'s| is| was| are| were|s)? ?(?:all )?(?:quite |absolutely |exactly |just )?(?:correct|right|fine|good|ok|okay|accurate|as (?:expected|listed|you have it|it should be|per list|per your list|stated|it stands|it was|it says|you had it|you say))|spot on|looks? (?:right|good|fine|correct)|looks? right to me|no changes?(?: to (?:make|report))?|nothing to (?:add|change|correct)|happy with that|i (?:can )?confirm(?: (?:that|this|it|the list))?|just as (?:expected|listed)|same as (?:your|the) list|(?:you have|you've got) it right)\b?",
    )
});
static CANNOT_SAY: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:can't|cannot|can not|don't|do not|couldn't|didn't) (?:really |quite |honestly |now )?(?:remember|recall|say for|be sure|vouch|know (?:who|about|if|whether))|not sure (?:about|who|of)|ask (?:#\d+|him|her|my|the other)|get back to you|(?:full|complete|proper|rest of the|rest of|whole) (?:list|register|one|details|picture) (?:to follow|later|tonight|tomorrow|when|soon|after)|(?:rest|others|remainder) (?:to follow|later|tonight|tomorrow|when|soon)|(?:send|do|give you|let you have|fill in|provide) (?:you )?(?:the )?(?:rest|others|full|everyone else|remaining)|no idea (?:about|who)|would have to (?:ask|check)|you'd have to ask|(?:will|'ll|must) check (?:about )?(?:the )?(?:rest|others|everyone)|to be confirmed|tbc|more (?:to follow|later|tonight)|didn't (?:write|note|take|keep))\b",
    )
});

/// Weighs what was heard into marks and a rest.
fn weigh(context: &Context, mut heard: Heard, out: &mut Register) {
    settle_marks(context, &mut heard, out);
    let absent = out.marks.values().filter(|mark| !mark.took_part()).count();
    let present = out.marks.len() - absent;
    let size = context.roll.len();
    let unclear_absent = out.unclear.len();

    let stated = stated_rest(&heard);
    let asked = context.kind() == Some(AboutKind::RegisterRequest) || is_headed_register(context);
    let names_only_absent =
        absent + unclear_absent > 0 && out.marks.values().all(|mark| !mark.took_part() || *mark == Mark::Late);
    out.rest = if heard.cannot_say {
        None
    } else if let Some(rest) = stated {
        Some(rest)
    } else if heard.expected && context.kind() != Some(AboutKind::RegisterConfirmation) {
        Some(Rest::Expected)
    } else if heard.only || heard.no_more {
        let took_part = |s: &Said| matches!(s, Said::Present | Said::NotAbsent | Said::Late);
        let away = heard.said.iter().any(|(_, said)| !said.iter().all(took_part));
        Some(if away && present == 0 {
            Rest::Present
        } else {
            Rest::Absent
        })
    } else if asked && heard.headed == Some(Said::Present) && absent == 0 && present > 0 {
        Some(Rest::Absent)
    } else if asked && names_only_absent {
        Some(Rest::Present)
    } else if asked && absent == 0 && out.unclear.is_empty() && present >= 3 {
        Some(Rest::Absent)
    } else {
        None
    };
    if context.answers_register() || is_headed_register(context) || !out.marks.is_empty() {
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
    heard
        .everyone
        .or(heard.others)
        .map(|said| said.unwrap_or(Said::Present))
        .and_then(of)
        .or_else(|| heard.nobody.flatten().and_then(of).map(flipped))
}

/// Settles what is said of each name; unclear names get no mark.
fn settle_marks(context: &Context, heard: &mut Heard, out: &mut Register) {
    if heard.no_more && heard.said.is_empty() || names_everyone_but_says_of_some(context, heard) {
        let unsaid = std::mem::take(&mut heard.unsaid);
        heard
            .said
            .extend(unsaid.into_iter().map(|name| (name, vec![Said::Present])));
    }
    let base_absent = stated_rest(heard) == Some(Rest::Absent);
    let exception = if base_absent { Said::Present } else { Said::Absent };
    let request = context.kind() == Some(AboutKind::RegisterRequest);
    heard.expected |= heard.as_listed && request;
    for name in std::mem::take(&mut heard.excepted) {
        if heard.as_listed && !request {
            if !heard.said.iter().any(|(known, _)| *known == name) {
                out.doubts
                    .push("what is wrong about an exception is not said".to_owned());
            }
            continue;
        }
        match heard.said.iter_mut().find(|(known, _)| *known == name) {
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
            out.unclear.push(Unclear {
                written: mention.written.clone(),
                fits: mention.fits.clone(),
            });
        }
        for person in mention.people() {
            by_person.entry(*person).or_default().extend(said);
        }
    }
    for (person, said) in by_person {
        if let Some((mark, sure)) = settled(&said) {
            out.marks.insert(person, mark);
            if !sure {
                out.doubts.push("said both to be there and not".to_owned());
            }
        }
    }
}

/// The whole list copied out, with a word only beside those who were away.
fn names_everyone_but_says_of_some(context: &Context, heard: &Heard) -> bool {
    let people_of = |name: &usize| {
        context
            .mention(*name)
            .map(|mention| mention.people())
            .unwrap_or_default()
            .to_vec()
    };
    let named: BTreeSet<PersonId> = heard
        .unsaid
        .iter()
        .chain(heard.said.iter().map(|(name, _)| name))
        .flat_map(people_of)
        .collect();
    let some_away = heard.said.iter().all(|(_, said)| !said.contains(&Said::Present));
    named.len() == context.roll.len() && some_away && !heard.said.is_empty() && heard.excepted.is_empty()
}

/// One mark from everything said of a student, and whether it is free of contradiction.
fn settled(said: &[Said]) -> Option<(Mark, bool)> {
    let has = |one: Said| said.contains(&one);
    let mark = if has(Said::TurnedAway) {
        Mark::TurnedAway
    } else if has(Said::Late) {
        Mark::Late
    } else {
        let absent = has(Said::Absent) || has(Said::NoReason);
        let excused = has(Said::Excused) || (has(Said::Reason) && !has(Said::NoReason));
        let present = has(Said::Present);
        match (absent, excused, present) {
            (true, _, true) => {
                let last = said
                    .iter()
                    .rev()
                    .find(|s| matches!(s, Said::Absent | Said::Present | Said::NoReason));
                let mark = if last == Some(&Said::Present) {
                    Mark::Present
                } else {
                    Mark::Absent
                };
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
    let mends = context
        .prepared
        .sentences
        .iter()
        .any(|sentence| MENDS.is_match(&sentence.text));
    context.kind().is_none() && !mends && HEADED.is_match(context.subject) && !MENDED.is_match(context.subject)
}

/// Words that mend a register already given.
static MENDS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:forgot to (?:put|mark|say|mention|add|include|record|note)|correction|my mistake|by mistake|in error|wrongly|should have (?:said|put|told|been)|left (?:him|her|them|@\d+) off|missed (?:him|her|them|@\d+) off|put (?:him|her|them|@\d+) down|amend|down as|marked as|got .{0,20} wrong)\b",
    )
});

/// A count that fits completes the register; one that does not is asked about.
fn check_counts(heard: &Heard, absent: usize, present: usize, size: usize, out: &mut Register) {
    let counts = heard.counts;
    let mut fits = true;
    if let Some(count) = counts.present {
        if absent > 0 && count + absent == size || count == size && absent == 0 {
            out.rest = if absent == 0 { Some(Rest::Present) } else { out.rest.or(Some(Rest::Present)) };
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
    fits &= counts
        .others
        .is_none_or(|count| count + absent + present == size || heard.others.flatten().is_none());
    fits &= counts
        .everyone
        .is_none_or(|count| count == size || heard.everyone.is_none());
    if !fits {
        out.rest = None;
        out.question = true;
        out.doubts.push("the count does not fit the names".to_owned());
    }
}

/// What keeps a register from being applied by itself.
fn find_doubts(context: &Context, heard: &Heard, asked: bool, out: &mut Register) {
    if !out.unclear.is_empty() {
        out.doubts.push("a name fits several students, or none".to_owned());
    }
    let only_late = !out.marks.is_empty() && out.marks.values().all(|mark| *mark == Mark::Late);
    if asked && only_late && out.rest.is_none() && !heard.cannot_say {
        out.doubts.push("only late ones are named".to_owned());
    }
    let of = |name: &usize| {
        context
            .mention(*name)
            .map(|mention| mention.people())
            .unwrap_or_default()
    };
    let mark_of = |name: &usize| of(name).iter().find_map(|person| out.marks.get(person)).copied();
    let explained = |name: &usize| {
        heard
            .said
            .iter()
            .any(|(known, said)| known == name && said.contains(&Said::NoReason))
    };
    let words_of = |name: &usize, only_denials: bool| {
        heard
            .unknown
            .iter()
            .any(|(known, word)| of(known) == of(name) && (!only_denials || denies(word)))
    };
    let mut unknown = false;
    for (name, _) in &heard.said {
        unknown |= match mark_of(name) {
            Some(Mark::Absent) => !explained(name) && words_of(name, false),
            _ => words_of(name, true),
        };
    }
    for name in heard.unsaid.iter().filter(|name| mark_of(name) == Some(Mark::Absent) && !explained(name)) {
        unknown |= !context.prepared.sentences.iter().any(|sentence| is_talk(sentence, *name));
    }
    for name in heard.unsaid.iter().filter(|name| mark_of(name).is_none()) {
        let is_unclear = context
            .mention(*name)
            .is_some_and(crate::inbound::names::Mention::is_unclear);
        let left_open = asked && out.rest.is_none() || out.rest == Some(Rest::Absent);
        let is_talk = context.prepared.sentences.iter().any(|sentence| is_talk(sentence, *name));
        if !is_talk && out.says_something() || left_open || is_unclear && asked || words_of(name, true) {
            out.doubts
                .push("a student is named and nothing is said of them".to_owned());
        }
    }
    let shared_out = heard.said.iter().any(|(name, _)| context.mention(*name).is_some_and(|m| m.all_of_them)) || !out.marks.is_empty();
    if shared_out && out.sentences.iter().filter_map(|place| context.prepared.sentences.get(*place)).any(|s| SHARED_OUT.is_match(&s.text)) {
        unknown = true;
    }
    if unknown {
        out.doubts.push("words about a student are not understood".to_owned());
    }
    if heard.denies && !out.marks.is_empty() {
        out.doubts.push("a denial is not understood".to_owned());
    }
    if !out.sentences.is_empty()
        && out
            .sentences
            .iter()
            .filter_map(|place| context.prepared.sentences.get(*place))
            .any(|s| HEDGE.is_match(&s.text))
    {
        out.doubts.push("it is said with doubt".to_owned());
    }
}

/// Does a sentence speak of this name as one speaks of somebody who was there, or of a case?
fn is_talk(sentence: &Sentence, name: usize) -> bool {
    super::context::marks_in(&sentence.text).contains(&name) && TALK.is_match(&sentence.text)
}

static TALK: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"(?i)\b(?:present(?:ed|ing|er|ation)|cases?|talked|spoke|told us|said|discussed|brought|baked|made|led|asked|laughed|cried|contributed|chatty|quiet|brilliant|great|excellent|wonderful|lovely|superb|thoughtful|moving|helpful|good|well done|on form|engaged|lively|funny|sat|shared|thanks to|giggle\w*|role[- ]play|enjoyed|insightful|impressive|star|hero|birthday|inseparable)\b")
});

/// "One ill and one on leave": who is which is for a person to say.
static SHARED_OUT: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\bone\b[^.]{1,60}\b(?:one|the other)\b|\b(?:the former|the latter|respectively)\b"));

/// A register that its writer is not sure of.
static HEDGE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:probably|maybe|perhaps|possibly|not (?:entirely |completely |totally |absolutely |100% |quite |very )?(?:certain|positive|sure (?:if|whether|that|about))|(?:fairly|pretty|almost|nearly) (?:sure|certain)|check with|double[- ]check|could be wrong|may be wrong|might be wrong|if (?:i remember|memory serves)|or was it|or maybe|may have been|might have been|could have been|i think it was|one or two)\b",
    )
});
