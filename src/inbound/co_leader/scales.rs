//! Where the rules and the models ([`crate::inbound::impression`]) are laid side by side. The rules know names, days and
//! grammar; the models have an ear for what co-leaders mean. A reading that both come to is applied; one of which the
//! rules are sure and the models are not is asked about; one that the rules doubt is applied where the models are sure
//! of it; and marks of which the rules make nothing sure are the models' where these are surer still. Which session is
//! meant, and whom a name means, they never say: where that is doubtful a person is asked.
//!
//! The thresholds were chosen on labelled letters that were not among the lessons (docs/reading.md has the figures).

use std::sync::LazyLock;

use regex::Regex;

use super::context::{Context, SEARCHED_MAX};
use super::hints::told;
use super::opinion::{Opinion, QUESTION_DOUBT, is_answered};
use super::register::{Heard, Register};
use super::session::others_named;
use super::text::Sentence;
use super::unread::leaves_a_name;
use super::wary::Written;
use super::weigh::MISCOUNTED;
use super::{letters, offer};
use crate::domain::said::{CoLeaderSays, Mark, Order};
use crate::inbound::impression::DIFFERS;
use crate::inbound::impression::network::WORDS_MAX;
use crate::inbound::impression::staff::OfMessage;
use crate::inbound::names::rule;
use crate::inbound::reading::{AboutKind, Evidence, Read};

/// In so few words the rules hear all that there is to hear; they are what the buttons of our letters say.
const BRIEF_WORDS_MAX: usize = 3;

/// A reading of which the rules are sure is applied where it is likelier than this.
const SURE_MIN: f32 = 0.65;

/// Any reading beside a sign that something else may be meant ([`super::wary`]), where it is likelier than this.
const WARY_MIN: f32 = 0.85;

/// Any reading where the writer takes something back.
const TAKEN_BACK_MIN: f32 = 0.95;

/// One that they doubt, where it is likelier than this.
const TRUST_MIN: f32 = 0.7;

/// A reading that the rules did not come to, where it is likelier than this: where they doubt their own, and where they
/// are sure of one that is not likely enough.
const ALONE_MIN: f32 = 0.7;
const INSTEAD_MIN: f32 = 0.8;

/// Such a reading that says of the rest what the rules did not come to.
const REST_MIN: f32 = 0.95;

/// Such a reading that has another mark than the rules heard.
const CHANGED_MIN: f32 = 0.9;

/// Nothing at all, in answer to a letter that wants no answer, and to others; where a question is less likely than this.
const THANKS_MIN: f32 = 0.8;
const NOTHING_MIN: f32 = 0.9;
const NOTHING_ASKED_MAX: f32 = 0.1;

/// Where a name is likelier than this to be unclear, a person is asked.
const UNCLEAR_MAX: f32 = 0.3;

/// Something is said, and no rule knows what it comes to.
pub(super) const NOT_UNDERSTOOD: &str = "a sentence was not understood";

/// Which of them the register is of, the models know in part: whether it is the one asked about.
const SESSIONS: &str = "several sessions are named";

/// Doubts of what is said; of all others, about days, names, counts and orders, the models know nothing.
const FOR_THE_EAR: [&str; 11] = [
    NOT_UNDERSTOOD,
    "no register was understood",
    "both a hold and a release",
    "a question beside a denial",
    "a student is named and nothing is said of them",
    "words about a student are not understood",
    "said both to be there and not",
    "everyone was there, and somebody was not",
    "a denial is not understood",
    "something is said of the whole group that is no register",
    "only late ones are named",
];

/// Of these the models have to be surer that the rules were right all the same.
const GRAVE_DOUBTS: [&str; 3] =
    ["a student is named and nothing is said of them", "everyone was there, and somebody was not", SESSIONS];

/// Doubts of a register, where the models hear none.
const OF_REGISTERS: [&str; 1] = ["which session the register is of"];

/// What is said of a day to come and was not understood: that one of them cannot lead, or nothing that the models know.
pub(super) const DAY_TO_COME: &str = "a day to come is spoken of";

/// Lays the impressions beside what the rules read.
pub fn weigh(context: &Context, heard: &Heard, mut read: Read<CoLeaderSays>) -> Read<CoLeaderSays> {
    if read.acts && !read.says.says_something() && refuses(context) {
        ask(context, &mut read);
        return read;
    }
    let words = context.prepared.sentences.iter().flat_map(|sentence| sentence.text.split_whitespace()).count();
    let is_plain = words <= BRIEF_WORDS_MAX || letters::only_orders(context) || is_one_word(&read);
    if !read.says.unclear.is_empty() || words == 0 || read.acts && is_plain {
        return read;
    }
    let scales = Scales::of(context, heard, &read);
    scales.opinion.tell_listed_from_present(context, &mut read.says);
    let likely = scales.opinion.confidence(&read.says);
    let is_wary = scales.written.is_wary(&read.says);
    let is_whole = scales.is_whole(&read.says);
    // Lists under headings the rules know better.
    let is_likely = likely >= scales.least(SURE_MIN, is_wary) || scales.written.has_headings() && !is_wary;
    if read.acts && is_whole && !scales.opinion.is_torn(&read.says) && is_likely {
        scales.opinion.settle_question(&mut read.says);
        return read;
    }
    let is_grave = read.doubts().any(|doubt| GRAVE_DOUBTS.contains(&doubt));
    let is_trusted = likely >= scales.least(TRUST_MIN, is_wary || is_grave) && read.says.says_something();
    let agree = (is_trusted || scales.is_nothing(&read.says, likely)) && is_whole;
    if agree && !read.acts && is_for_the_ear(&read, &read.says, false) {
        scales.take(&mut read, "both agree");
    } else if let Some(own) = scales.instead(&read) {
        read.says = own;
        scales.take(&mut read, "as others have put it");
    } else if read.acts {
        ask(context, &mut read);
    }
    read
}

/// What is laid on either side.
struct Scales<'a> {
    context: &'a Context<'a>,
    written: Written<'a>,
    opinion: Opinion,
    /// The models heard the whole message, and every name in it is clear.
    is_clear: bool,
    takes_back: bool,
}

impl<'a> Scales<'a> {
    fn of(context: &'a Context<'a>, heard: &Heard, read: &Read<CoLeaderSays>) -> Self {
        let told = told(context, heard, read);
        let is_cut = told.words.len() >= WORDS_MAX || context.prepared.sentences.len() > SEARCHED_MAX;
        let opinion = Opinion::of(context, &told);
        let written = Written::of(context);
        let is_clear =
            !is_cut && opinion.message.chance(OfMessage::UnclearName) <= UNCLEAR_MAX && !leaves_a_name(context);
        // What is put right in a list that was confirmed is our list.
        let takes_back = context.kind() != Some(AboutKind::RegisterConfirmation) && written.takes_back();
        Self { context, written, opinion, is_clear, takes_back }
    }

    /// How likely a reading has to be before it is applied.
    fn least(&self, usual: f32, is_wary: bool) -> f32 {
        match (self.takes_back, is_wary) {
            (true, _) => TAKEN_BACK_MIN,
            (false, true) => WARY_MIN.max(usual),
            (false, false) => usual,
        }
    }

    /// Is nothing left over that the reading does not have?
    fn is_whole(&self, says: &CoLeaderSays) -> bool {
        self.is_clear && !self.written.leaves_some(says)
    }

    /// Is it only thanks and talk, of which the rules made nothing?
    fn is_nothing(&self, says: &CoLeaderSays, likely: f32) -> bool {
        let inquires = self.opinion.question() > NOTHING_ASKED_MAX || self.sentences().any(Sentence::inquires);
        let names_none = self.sentences().all(|sentence| self.context.names_in(&sentence.text).is_empty());
        let is_mute = !inquires && names_none && !refuses(self.context) && !self.takes_back;
        let is_of_none = !self.written.names_a_day_to_come() && !self.written.speaks_of_register();
        let least = if of_thanks(self.context) { THANKS_MIN } else { NOTHING_MIN };
        likely >= least && !says.says_something() && is_mute && is_of_none
    }

    fn sentences(&self) -> impl Iterator<Item = &Sentence> {
        self.context.prepared.sentences.iter()
    }

    /// The models' own reading, where it may stand for that of the rules.
    fn instead(&self, read: &Read<CoLeaderSays>) -> Option<CoLeaderSays> {
        let (own, chance) = self.opinion.other(self.context, &read.says)?;
        let usual = if read.acts { INSTEAD_MIN } else { ALONE_MIN };
        // "A small group today, just Wei": of all who are not named they have to be surer.
        let adds_rest = own.rest.is_some() && own.rest != read.says.rest;
        let counts_fit = self.written.counts_fit(&own);
        let least = if adds_rest && !counts_fit { REST_MIN } else { self.least(usual, self.written.is_wary(&own)) };
        let is_heard = read.acts || is_for_the_ear(read, &own, counts_fit);
        let keeps = self.opinion.may_drop(&read.says, &own)
            && !turns_round(read, &own, chance >= CHANGED_MIN && !self.written.has_headings());
        // A register that the rules did not hear is of the session asked about, where it speaks of no other; and it stands
        // for no order that they heard.
        let is_kept = |order: &Order| *order == Order::Question || own.orders.contains(order);
        let is_of_asked = read.says.has_register()
            || !own.has_register()
            || is_of_letter(self.context, &own) && read.says.orders.iter().all(is_kept);
        let may = chance >= least && own.says_something() && self.is_whole(&own) && is_heard && keeps && is_of_asked;
        may.then_some(own)
    }

    /// Applies what was doubted, with the question in it, if there is one.
    fn take(&self, read: &mut Read<CoLeaderSays>, why: &str) {
        let is_heard = read.evidence.iter().any(|piece| piece.rule == "question");
        let asks = self.opinion.asks() || is_heard && self.opinion.question() >= QUESTION_DOUBT;
        read.put_doubts_aside(why);
        if !read.says.has_register() {
            read.says.session = None;
        }
        read.says.orders.retain(|order| *order != Order::Question);
        if asks && !is_answered(&read.says) {
            read.says.orders.push(Order::Question);
        }
        read.acts = true;
    }
}

/// "Status", and whatever signs it: a word of our letters by itself.
fn is_one_word(read: &Read<CoLeaderSays>) -> bool {
    let by_itself = |piece: &Evidence| {
        matches!(piece.rule.as_ref(), "status" | "help") && piece.words.split_whitespace().count() == 1
    };
    matches!(read.says.orders[..], [Order::Status | Order::Help])
        && read.says.marks.is_empty()
        && read.says.rest.is_none()
        && read.evidence.iter().any(by_itself)
}

/// Are all doubts of what was said, of which the models have an ear; where no register is read, none is doubtful, and no
/// number that fits.
fn is_for_the_ear(read: &Read<CoLeaderSays>, says: &CoLeaderSays, counts_fit: bool) -> bool {
    let leads_not = says.orders.iter().any(|order| matches!(order, Order::LeaderAway { .. }));
    let is_for_it = |doubt: &str| {
        FOR_THE_EAR.contains(&doubt)
            || doubt == SESSIONS && says.has_register()
            || !says.has_register() && OF_REGISTERS.contains(&doubt)
            || leads_not && doubt == DAY_TO_COME
            || counts_fit && doubt == MISCOUNTED
    };
    read.doubts().next().is_some() && read.doubts().all(is_for_it) && !letters::contradict(&says.orders)
}

/// Is a register of the session of the letter answered, which has begun, with no other session named? Who answers a
/// letter before it gives none.
fn is_of_letter(context: &Context, own: &CoLeaderSays) -> bool {
    let has_begun = context.about_session().is_some_and(|number| context.has_begun(number));
    let is_before = matches!(context.kind(), Some(AboutKind::Brief | AboutKind::Reminder | AboutKind::AfterChristmas));
    own.session.is_none() && has_begun && !is_before && others_named(context).is_empty()
}

/// Would the models turn into its contrary what the rules heard: somebody there whom they are sure was away, or the other
/// way about; a letter sent that was to be kept?
fn turns_round(read: &Read<CoLeaderSays>, own: &CoLeaderSays, may_change: bool) -> bool {
    let differs = |differ: fn(Mark, Mark) -> bool| {
        read.says.marks.iter().any(|(student, mark)| own.marks.get(student).is_some_and(|other| differ(*mark, *other)))
    };
    let is_turned = differs(|mark, other| mark.took_part() != other.took_part());
    let is_changed = is_turned || read.acts && differs(|mark, other| mark != other);
    let let_go = read.says.orders.iter().any(|order| match order {
        Order::Hold { student } => own.orders.contains(&Order::Release { student: *student }),
        _ => false,
    });
    read.acts && is_turned || is_changed && !may_change || let_go
}

/// Letters that want no answer, so that most of what they get is thanks.
fn of_thanks(context: &Context) -> bool {
    matches!(context.kind(), Some(AboutKind::Brief | AboutKind::RegisterConfirmation | AboutKind::Digest))
}

/// "No. Ask Peter.": something in a register confirmed is not right, whatever it is.
fn refuses(context: &Context) -> bool {
    if context.kind() != Some(AboutKind::RegisterConfirmation) {
        return false;
    }
    static REFUSES: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?i)^\W*(?:no|nope|nah)\W*$|(?:\bnot|n't)\b[^.;]{0,20}\b(?:right|correct|accurate)\b|\b(?:something|that|this|it)(?:'s| is)? wrong\b|^\W*wrong\W*$|\b(?:ignore|disregard|forget|scrap|bin) (?:mine|my (?:\w+ )?(?:list|e-?mail|message|register|last)|the last|what i (?:sent|wrote|said))\b",
        )
    });
    context.prepared.sentences.iter().take(SEARCHED_MAX).any(|sentence| REFUSES.is_match(&sentence.text))
}

/// Asks about what the rules were sure of.
fn ask(context: &Context, read: &mut Read<CoLeaderSays>) {
    let register = Register { marks: read.says.marks.clone(), rest: read.says.rest, ..Register::default() };
    read.likely = offer::likely(context, &[], &register);
    read.evidence.push(Evidence::doubt(DIFFERS));
    if !read.says.orders.contains(&Order::Question) {
        read.says.orders.push(Order::Question);
    }
    read.acts = false;
}
