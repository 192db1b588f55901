//! Goes through a message from its subject line to its last block, gathers claims, flags and doubts, and concludes.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use super::claim::{Claim, Says};
use super::claims::{account, regretted, speaks_of_both, tense};
use super::clauses::{Clause, Head, Page};
use super::clock_words::{arrives_after, comes_after, names_time_after};
use super::doubt::{Doubt, Tally};
use super::flags;
use super::hear::{Heard, hear};
use super::offers::likely;
use super::opinion::{self, Ruled, hints};
use super::scope::{Focus, How, names_a_meeting_day};
use super::senses::Sense;
use super::stance::{Aimed, Manner, fold};
use super::subject::{Others, Subject};
use super::view::show;
use crate::domain::id::{GroupId, PersonId};
use crate::domain::said::{Flag, Stance, StudentSays};
use crate::inbound::dates::{Kind, Named, Scope, Tense, named};
use crate::inbound::impression::Impression;
use crate::inbound::impression::features::View;
use crate::inbound::impression::students::Shown;
use crate::inbound::patterns::any_of;
use crate::inbound::reading::{AboutKind, Evidence, Read, Scene, Words};
use crate::inbound::tokens::{TOKENS_MAX, WordList, has_listed, listed, phrases, tokens, words};
use crate::inbound::welfare::welfare;

/// All that was gathered of a message so far.
pub struct Reader<'a> {
    scope: &'a Scope,
    focus: Focus<'a>,
    others: Others,
    aimed: Vec<Aimed>,
    manner: Manner,
    flags: Vec<(Flag, String)>,
    doubts: Vec<Doubt>,
    /// Sessions that were named in clauses from which no rule took a stance.
    unclaimed: Vec<u8>,
    /// Sessions gone by that words of regret name.
    regretted: BTreeSet<u8>,
    tally: Tally,
    kind: Option<AboutKind>,
    /// What the model sees of the message so far.
    view: View,
    /// The sessions that phrases so far name as the day of a meeting.
    days_named: BTreeSet<u8>,
    /// The sessions that any phrase so far names, be it a day or a week.
    sessions_named: BTreeSet<u8>,
    /// A phrase can be the day of a meeting and is no session's.
    day_unplaced: bool,
}

impl<'a> Reader<'a> {
    /// Before the first word: what the letter answered says of the message.
    pub fn new(scene: &Scene, scope: &'a Scope, student: PersonId, group: GroupId) -> Self {
        let kind = scene.about.map(|about| about.kind);
        let mut focus = Focus::new(scope);
        focus.no_default = matches!(kind, Some(AboutKind::Welcome | AboutKind::Digest)) && scope.about.is_none();
        Self {
            scope,
            focus,
            others: Others::new(scene.roster, group, scope.today, student),
            aimed: Vec::new(),
            manner: Manner { explains: kind == Some(AboutKind::CheckIn), ..Manner::default() },
            flags: Vec::new(),
            doubts: Vec::new(),
            unclaimed: Vec::new(),
            regretted: BTreeSet::new(),
            tally: Tally::default(),
            kind,
            view: View::default(),
            days_named: BTreeSet::new(),
            sessions_named: BTreeSet::new(),
            day_unplaced: false,
        }
    }

    /// A subject that the student wrote counts as the first words of the message; one of ours does not.
    pub fn subject_line(&mut self, subject: &str) {
        let lower = subject.trim().to_lowercase();
        let answers = REPLY_MARKS.split(' ').any(|mark| lower.starts_with(mark));
        if lower.is_empty() || answers || lower.contains("balint group on") || lower.contains("your balint group") {
            return;
        }
        let page = Page::new(subject);
        let heard = hear(&page, &mut self.others);
        self.aim(&page, &heard, true);
        self.focus.given = if self.focus.spoken.is_empty() {
            self.named_in(&page.phrases)
        } else {
            std::mem::take(&mut self.focus.spoken)
        };
    }

    /// Reads a run of lines; where they answer a quoted line, its sessions are those spoken of.
    pub fn block(&mut self, text: &str, answers: Option<&str>) {
        if let Some(quoted) = answers {
            self.quoted(quoted);
        }
        let page = Page::new(text);
        if page.tokens.len() >= TOKENS_MAX {
            self.doubts.push(Doubt::Length);
        }
        let mut heard = hear(&page, &mut self.others);
        show(&mut self.view, &page, &heard);
        self.focus.count_from_this(&page.phrases);
        self.aim(&page, &heard, false);
        self.note_days(&page);
        self.doubt_times(&page, &mut heard);
        // Before the session there is nothing to object to but a register or a letter.
        let to_come = self.scope.about.is_some_and(|n| self.is_to_come(n));
        let counts =
            |(flag, words): &(Flag, String)| *flag != Flag::Dispute || !to_come || flags::objects_to_records(words);
        self.flags.extend(flags::raised(&page, &heard).into_iter().filter(counts));
        self.tally.add(&page, &heard, self.manner.explains);
        self.note(&page, &heard);
    }

    /// Remembers which sessions are named at all, whatever is said of them.
    fn note_days(&mut self, page: &Page) {
        let named = self.named_in(&page.phrases);
        self.sessions_named.extend(named);
        for phrase in page.phrases.iter().filter(|phrase| names_a_meeting_day(&phrase.when)) {
            let sessions = self.named_in(std::slice::from_ref(phrase));
            self.day_unplaced |= sessions.is_empty();
            self.days_named.extend(sessions);
        }
    }

    fn quoted(&mut self, line: &str) {
        let mut sessions = self.named_in(&named(&tokens(line)));
        // "And then every other Tuesday" goes on from what was answered before.
        let said: Vec<u8> = self.aimed.iter().flat_map(|a| &a.aim.sessions).copied().collect();
        if sessions.iter().any(|n| !said.contains(n)) {
            sessions.retain(|n| !said.contains(n));
        }
        if !sessions.is_empty() {
            self.focus.spoken = sessions;
        }
    }

    fn is_to_come(&self, number: u8) -> bool {
        self.scope.sitting(number).is_some_and(|s| !s.past)
    }

    fn named_in(&self, phrases: &[Named]) -> Vec<u8> {
        let readings = phrases.iter().map(|phrase| self.focus.resolve(phrase, Tense::Either));
        readings.filter(|r| r.kind == Kind::Exact).flat_map(|r| r.sessions).collect()
    }

    /// Finds the sessions of the claims of a page, in order.
    fn aim(&mut self, page: &Page, heard: &[Heard], in_subject: bool) {
        let mut pending: Vec<usize> = Vec::new();
        let mut sentence = usize::MAX;
        let mut last: Option<Claim> = None;
        for (clause, heard) in page.clauses.iter().zip(heard) {
            if clause.sentence != sentence {
                pending.clear();
                sentence = clause.sentence;
                last = None;
            }
            for claim in heard.claims.iter().filter(|claim| !(in_subject && claim.says.tells_why())) {
                let claim = self.aim_one(claim, clause, page, &pending);
                if !claim.says.tells_why() {
                    last = Some(claim);
                    pending.clear();
                }
            }
            if self.arrives_late(clause, heard) {
                last = Some(self.aim_one(&account(clause, Says::Late), clause, page, &pending));
                pending.clear();
                continue;
            }
            let only_why = heard.claims.iter().all(|c| c.says.tells_why());
            if heard.set_aside || !only_why {
                continue;
            }
            let days: Vec<usize> = clause.days.iter().map(|(_, phrase)| *phrase).collect();
            if !in_subject && heard.claims.iter().all(|c| c.says == Says::Account) {
                self.leave_unclaimed(clause, page);
            }
            match &last {
                Some(last) if heard.claims.is_empty() && !days.is_empty() && is_bare_list(&clause.text) => {
                    let says = if clause.head == Head::Except { last.says.opposite() } else { last.says };
                    let more = Claim { says, phrases: days, turns: true, ..last.clone() };
                    self.aim_one(&more, clause, page, &[]);
                }
                _ if is_put_off(&clause.text) => {}
                _ => pending.extend(days),
            }
        }
    }

    /// "I walk quickly and arrive about ten past": told, and by the clock it is late.
    fn arrives_late(&self, clause: &Clause, heard: &Heard) -> bool {
        let tells = !heard.set_aside && heard.subject == Subject::Writer && heard.claims.is_empty();
        let sitting = self.scope.about.and_then(|number| self.scope.sitting(number)).filter(|sitting| !sitting.past);
        tells && sitting.is_some_and(|sitting| arrives_after(&clause.text, sitting.starts))
    }

    /// A time soon after the start beside "I'll be there" may be when they come, or something else.
    fn doubt_times(&mut self, page: &Page, heard: &mut [Heard]) {
        let attends = |a: &&Aimed| matches!(a.claim.says, Says::Attending | Says::Assent);
        let Some(one) = self.aimed.iter().find(attends).cloned() else {
            return;
        };
        let starts = one.aim.sessions.first().and_then(|n| self.scope.sitting(*n)).map(|s| s.starts);
        let late = self.aimed.iter().any(|a| a.claim.says == Says::Late);
        let Some(starts) = starts.filter(|_| !late) else {
            return;
        };
        for (clause, heard) in page.clauses.iter().zip(heard) {
            if !names_time_after(&clause.text, starts) {
                continue;
            }
            // "Can come but got to dip at half two".
            if has_listed(&LEAVES, &clause.text) && !heard.set_aside {
                let claim = Claim { says: Says::Late, words: clause.text.clone(), ..one.claim.clone() };
                heard.claims.push(claim.clone());
                self.aimed.push(Aimed { claim, aim: one.aim.clone() });
            } else {
                self.doubts.push(Doubt::Hedge);
            }
        }
    }

    fn aim_one(&mut self, claim: &Claim, clause: &Clause, page: &Page, pending: &[usize]) -> Claim {
        let mut aim = self.focus.aim(claim, page, pending);
        // "The first two" of which nobody knows what they are.
        if self.focus.no_default && aim.how == How::None && !claim.says.tells_why() && has_listed(&COUNTS, &clause.text)
        {
            aim.how = How::Unclear;
        }
        // "Both dates in October, the 2nd and the 16th", of which there are three; "either of those", of three named.
        let of_two =
            clause.text.starts_with("both ") || clause.text.contains(" both ") || clause.text.contains("either of ");
        if aim.sessions.len() == 1 && clause.days.len() < 2 && speaks_of_both(clause)
            || of_two && aim.sessions.len() > 2
        {
            self.doubts.push(Doubt::UnclearDate);
        }
        let starts = aim.sessions.first().and_then(|n| self.scope.sitting(*n)).map(|s| s.starts);
        let late = claim.says == Says::Attending && starts.is_some_and(|starts| comes_after(&clause.text, starts));
        let claim = Claim { says: if late { Says::Late } else { claim.says }, ..claim.clone() };
        self.aimed.push(Aimed { claim: claim.clone(), aim });
        claim
    }

    /// Remembers the sessions that a clause names without saying anything of them that a rule took.
    fn leave_unclaimed(&mut self, clause: &Clause, page: &Page) {
        let of_the_past = self.manner.explains && tense(clause) == Tense::Past;
        if of_the_past || has_listed(words!("reminder message email note excited forward"), &clause.text) {
            return;
        }
        let phrases = clause.days.iter().filter_map(|(_, phrase)| page.phrases.get(*phrase));
        let meant: Vec<Named> = phrases.filter(|p| names_a_meeting_day(&p.when)).cloned().collect();
        let sessions = self.named_in(&meant);
        self.unclaimed.extend(sessions);
    }

    /// Notes the sessions gone by that are regretted: to have missed them is.
    fn note_regret(&mut self, clause: &Clause, page: &Page) {
        let phrases = regretted(clause).into_iter().filter_map(|phrase| page.phrases.get(phrase));
        let meant: Vec<Named> = phrases.filter(|p| names_a_meeting_day(&p.when)).cloned().collect();
        let sessions = self.named_in(&meant);
        let is_past = |n: &u8| self.scope.sitting(*n).is_some_and(|s| s.past);
        self.regretted.extend(sessions.into_iter().filter(is_past));
    }

    /// Notes how the message as a whole is meant.
    fn note(&mut self, page: &Page, heard: &[Heard]) {
        page.clauses.iter().for_each(|clause| self.note_regret(clause, page));
        let manner = &mut self.manner;
        for (clause, heard) in page.clauses.iter().zip(heard) {
            let has = |sense| clause.sensed.has(sense);
            if has(Sense::Apology) && !has(Sense::ApologyOther) {
                manner.apology_in.get_or_insert(clause.sentence);
            }
            manner.regrets |= has(Sense::Regret) && !has(Sense::ApologyOther);
            manner.shut_out |= has(Sense::ShutOut);
            manner.promises |= has(Sense::Pending);
            manner.recovered |= has(Sense::Recovered);
            manner.seeks_leave |= heard.seeks_leave;
            manner.refers |= has(Sense::Saying);
            manner.joins_others |= heard.other_student
                && [" either", " too", " as well", " also"].iter().any(|end| clause.text.ends_with(end));
            manner.nobody |= NOBODY.is_match(&clause.text);
        }
        manner.disputes |= self.flags.iter().any(|(flag, _)| *flag == Flag::Dispute);
        manner.leaves |= self.flags.iter().any(|(flag, _)| *flag == Flag::Leaving);
        manner.words += page.tokens.iter().filter(|t| !t.is_mark()).count();
    }

    /// Folds the claims, weighs the doubts beside the model's opinion and says what was read.
    pub fn conclude(mut self, words: &Words) -> Read<StudentSays> {
        let mut ruled = self.rule(words);
        let mut evidence = self.evidence(&ruled);
        let shown = self.shown(&ruled);
        let impression = Impression::of(&self.view.words, &shown);
        evidence.extend(opinion::weigh(&mut ruled, &impression, self.scope, &self.aimed));
        self.say(ruled, evidence)
    }

    /// The same on the rules alone, for the tables that test them.
    #[cfg(test)]
    pub fn conclude_alone(mut self, words: &Words) -> Read<StudentSays> {
        let ruled = self.rule(words);
        let evidence = self.evidence(&ruled);
        self.say(ruled, evidence)
    }

    fn say(&self, mut ruled: Ruled, evidence: Vec<Evidence>) -> Read<StudentSays> {
        ruled.ask();
        let acts = ruled.doubts.is_empty();
        let likely = if acts { Vec::new() } else { likely(self.scope, &self.aimed, &ruled.stances) };
        Read { says: StudentSays { stances: ruled.stances, flags: ruled.flags }, acts, evidence, likely }
    }

    /// What the models are shown of the message.
    pub fn show(mut self, words: &Words) -> Shown {
        let ruled = self.rule(words);
        self.shown(&ruled)
    }

    fn shown(&self, ruled: &Ruled) -> Shown {
        Shown::of(&self.view, self.kind, &hints(ruled, &self.aimed))
    }

    /// What the rules alone make of all that was gathered.
    fn rule(&mut self, words: &Words) -> Ruled {
        let sign = welfare(&format!("{}\n{}", words.subject, words.text()));
        self.manner.distress = sign.is_some();
        self.manner.plain = self.tally.is_plain();
        self.manner.several = self.sessions_named.len() > 1;
        let folded = fold(&self.aimed, self.scope, self.manner);
        let mut stances = folded.stances;
        self.doubts.extend(folded.doubts);
        if let Some(about) = self.story().filter(|about| !stances.contains_key(about)) {
            stances.insert(about, Stance::Absent);
            self.doubts.push(Doubt::BareReason);
        }
        for number in std::mem::take(&mut self.regretted) {
            if let Entry::Vacant(open) = stances.entry(number) {
                open.insert(Stance::Absent);
                self.doubts.push(Doubt::BareReason);
            }
        }
        self.doubt_silence(&mut stances);
        let mut flags: BTreeSet<Flag> = self.flags.iter().map(|(flag, _)| *flag).collect();
        self.doubts.extend(self.tally.doubts(&stances, &flags));
        let open = |n: &u8| !stances.contains_key(n) && self.is_to_come(*n);
        let unsaid: BTreeSet<u8> = self.unclaimed.iter().copied().filter(open).collect();
        if !unsaid.is_empty() && !flags.contains(&Flag::OtherStudent) {
            self.doubts.push(Doubt::Unsaid);
        }
        if sign.is_some() {
            flags.insert(Flag::Welfare);
            // Whoever tells of distress and not whether they come is not taken to have said nothing of it.
            if stances.is_empty() && (self.manner.regrets || !self.manner.plain) {
                self.doubts.push(Doubt::Open);
            }
        }
        let doubts = std::mem::take(&mut self.doubts);
        let plain = self.manner.plain && self.tally.is_brief() && doubts.is_empty();
        let days_named = std::mem::take(&mut self.days_named);
        let several = self.manner.several || self.day_unplaced;
        Ruled { stances, unsaid, days_named, day_unplaced: self.day_unplaced, several, flags, doubts, plain, sign }
    }

    /// What was left unsaid beside words that want it said: an apology for nothing, a word taken back and not replaced.
    fn doubt_silence(&mut self, stances: &mut BTreeMap<u8, Stance>) {
        let asks = self.flags.iter().any(|(flag, _)| matches!(flag, Flag::Question | Flag::Record));
        if asks && self.manner.explains && self.manner.nobody && !stances.values().any(|s| *s == Stance::WasPresent) {
            self.doubts.push(Doubt::ShutOut);
        }
        if !stances.is_empty() {
            return;
        }
        let refers = self.manner.refers && self.scope.about.is_some_and(|n| self.is_to_come(n));
        if refers || self.manner.joins_others || self.aimed.iter().any(|a| a.claim.says == Says::TakeBack) {
            self.doubts.push(Doubt::Unread);
        }
        let regrets = (self.manner.apologises() || self.manner.regrets) && !self.manner.distress && !asks;
        if let Some(about) = self.scope.about.filter(|n| regrets && self.is_to_come(*n)) {
            stances.insert(about, Stance::Absent);
            if !self.tally.is_excuse() {
                self.doubts.push(Doubt::BareReason);
            }
        }
    }

    /// The missed session that a letter asked about, where the answer is long and yet no rule saw an account in it.
    fn story(&self) -> Option<u8> {
        let placed = self.aimed.iter().any(|a| !matches!(a.claim.says, Says::Farewell | Says::SeeYou));
        let objects = self
            .flags
            .iter()
            .any(|(flag, _)| matches!(flag, Flag::Dispute | Flag::Question | Flag::Leaving | Flag::Record));
        let untold = self.manner.explains && self.tally.tells_a_story() && !placed && !objects;
        self.scope.about.filter(|_| untold)
    }

    fn evidence(&self, ruled: &Ruled) -> Vec<Evidence> {
        let piece = |rule: String, words: &str| Evidence { rule, words: words.to_owned() };
        let claims = self
            .aimed
            .iter()
            .map(|a| piece(format!("{:?}: {:?} {:?}", a.claim.says, a.aim.how, a.aim.sessions), &a.claim.words));
        let flags = self.flags.iter().map(|(flag, words)| piece(format!("{flag:?}"), words));
        let doubts = ruled.doubts.iter().map(|doubt| piece(format!("asks: {doubt:?}"), ""));
        claims.chain(flags).chain(doubts).chain(ruled.sign.iter().map(|sign| sign.evidence.clone())).collect()
    }
}

/// Words of leaving before the end.
const LEAVES: WordList =
    WordList::new("must have need got leave leaving off dash dip bounce shoot head out split until till away gone");

/// Whoever found these came.
static NOBODY: LazyLock<Regex> = LazyLock::new(|| any_of(phrases(NOBODY_PHRASES)));
const NOBODY_PHRASES: &str = "nobody was there | nobody came | nobody there | nobody turned | nobody else | nobody around | no one was \
    there | no one came | no one there | no one turned | no one else | no one around | nobody showed | no one showed | \
    room was empty | empty room";

/// Words that count sessions.
const COUNTS: WordList = WordList::new("first second third last next two three four both all every each rest most");

/// How mail programs mark an answer's subject.
const REPLY_MARKS: &str = "re: aw: sv: fw: fwd: antw: tr: rif: odp: vs: re[ ynt: res:";

/// "The visit has been put off until November": the day is that of something else.
fn is_put_off(text: &str) -> bool {
    ["put off", "put back", "postponed", "rescheduled", "deferred"].iter().any(|moved| text.contains(moved))
}

/// Is this clause no more than further dates to what was claimed just before: "the 8th or the 26th"?
fn is_bare_list(text: &str) -> bool {
    const FILLERS: WordList = WordList::new(
        "xday or and the on at also both either nor of then plus too to even for this that ones one \
        session sessions all well as again",
    );
    text.split(' ').all(|word| listed(&FILLERS, word))
}
