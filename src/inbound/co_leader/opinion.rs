//! Where the rules and the models ([`crate::inbound::impression`]) are laid side by side. The rules know names, days and
//! grammar; the models have an ear for what co-leaders mean. A reading that both come to is applied; one of which the
//! rules are sure and the models are not is asked about; one that the rules doubt is applied where the models are sure of
//! it; and marks of which the rules make nothing sure are the models' where these are surer still. Which session is meant, and
//! whom a name means, they never say: where that is doubtful a person is asked.
//!
//! The thresholds were chosen on labelled letters that were not among the lessons (docs/reading.md has the figures).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::context::{Context, SEARCHED_MAX};
use super::hints::told;
use super::register::{Heard, Register};
use super::session::names_another;
use super::text::Sentence;
use super::unread::leaves_a_name;
use super::wary::{
    is_wary, leaves_a_day_to_come, leaves_one_turned_away, names_a_day_to_come, speaks_of_register, takes_back,
    tells_by_sex,
};
use super::{letters, offer};
use crate::domain::id::PersonId;
use crate::domain::said::{CoLeaderSays, Mark, Order, Rest};
use crate::inbound::impression::network::WORDS_MAX;
use crate::inbound::impression::staff::{MARKS, OfMessage, OfStudent, OrderKind, RESTS, committee, student_of};
use crate::inbound::impression::{DIFFERS, Impression, Impressions, Signs};
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

/// That the others were there, and not as our list had it, where it is likelier than this.
const PRESENT_MIN: f32 = 0.9;

/// An order that the rules heard is dropped only where it is less likely than this.
const DROP_MAX: f32 = 0.05;

/// Nothing at all, in answer to a letter that wants no answer.
const NOTHING_MIN: f32 = 0.8;

/// A question likelier than this is passed on, though no rule saw it; one that a rule saw is none below the other.
const QUESTION_MIN: f32 = 0.7;
const QUESTION_DOUBT: f32 = 0.02;

/// Where a name is likelier than this to be unclear, a person is asked.
const UNCLEAR_MAX: f32 = 0.3;

/// Something is said, and no rule knows what it comes to.
pub(super) const NOT_UNDERSTOOD: &str = "a sentence was not understood";

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
const GRAVE_DOUBTS: [&str; 2] =
    ["a student is named and nothing is said of them", "everyone was there, and somebody was not"];

/// Doubts of a register, where the models hear none.
const OF_REGISTERS: [&str; 1] = ["which session the register is of"];

/// What is said of a day to come and was not understood: that one of them cannot lead, or nothing that the models know.
pub(super) const DAY_TO_COME: &str = "a day to come is spoken of";

/// Lays the impressions beside what the rules read.
pub fn weigh(context: &Context, heard: &Heard, mut read: Read<CoLeaderSays>) -> Read<CoLeaderSays> {
    let words = context.prepared.sentences.iter().flat_map(|sentence| sentence.text.split_whitespace()).count();
    if read.acts && !says_something(&read.says) && refuses(context) {
        ask(context, &mut read);
        return read;
    }
    let is_plain = words <= BRIEF_WORDS_MAX || letters::only_orders(context) || is_one_word(&read);
    if !read.says.unclear.is_empty() || words == 0 || read.acts && is_plain {
        return read;
    }
    let told = told(context, heard, &read);
    let is_cut = told.words.len() >= WORDS_MAX || context.prepared.sentences.len() > SEARCHED_MAX;
    let Impressions { message, students } = Impressions::of(committee(), &told);
    let all_named = students.len() >= context.roll.size();
    let opinion = Opinion { message, students, all_named, session: context.about_session() };
    let asks = opinion.message.chance(OfMessage::Order(OrderKind::Question)) > QUESTION_MIN;
    opinion.tell_listed_from_present(context, &mut read.says);
    let likely = opinion.confidence(&read.says);
    let clear = !is_cut && opinion.message.chance(OfMessage::UnclearName) <= UNCLEAR_MAX && !leaves_a_name(context);
    // What is put right in a list that was confirmed is our list.
    let takes_back = context.kind() != Some(AboutKind::RegisterConfirmation) && takes_back(context);
    let least = |usual: f32, wary: bool| match (takes_back, wary) {
        (true, _) => TAKEN_BACK_MIN,
        (false, true) => WARY_MIN.max(usual),
        (false, false) => usual,
    };
    let wary = is_wary(context, &read.says);
    let leaves_some = |says: &CoLeaderSays| {
        leaves_a_day_to_come(context, says) || leaves_one_turned_away(context, says) || tells_by_sex(context, says)
    };
    let whole = clear && !leaves_some(&read.says);
    if read.acts && whole && likely >= least(SURE_MIN, wary) {
        opinion.settle_question(&mut read.says, asks);
        return read;
    }
    let inquires = context.prepared.sentences.iter().any(Sentence::inquires);
    let is_mute = of_thanks(context) && !asks && !inquires && opinion.students.is_empty() && !refuses(context);
    let says_nothing = is_mute && likely >= NOTHING_MIN && !names_a_day_to_come(context);
    let says_nothing = says_nothing && !says_something(&read.says) && !takes_back && !speaks_of_register(context);
    let doubted = !read.acts && whole && is_for_the_ear(&read, &read.says);
    let other = opinion.other(context, &read.says).filter(|(own, chance)| {
        let usual = if read.acts { INSTEAD_MIN } else { ALONE_MIN };
        let alone_min = least(usual, is_wary(context, own));
        let may = clear && (read.acts || is_for_the_ear(&read, own));
        let may = may && !leaves_some(own) && opinion.may_drop(&read.says, own) && !turns_round(&read, own);
        // "A small group today, just Wei": of all who are not named they have to be surer.
        let adds_no_rest = own.rest == read.says.rest || own.rest.is_none();
        // A register that the rules did not hear is of the session asked about, where it speaks of no other.
        let is_of_asked = has_register(&read.says) || !has_register(own) || is_of_letter(context, own);
        may && is_of_asked && says_something(own) && *chance >= if adds_no_rest { alone_min } else { REST_MIN }
    });
    let chance = opinion.message.chance(OfMessage::Order(OrderKind::Question));
    let asks_too = asks || chance >= QUESTION_DOUBT && read.evidence.iter().any(|piece| piece.rule == "question");
    let grave = read.doubts().any(|doubt| GRAVE_DOUBTS.contains(&doubt));
    if doubted && (likely >= least(TRUST_MIN, wary || grave) && says_something(&read.says) || says_nothing) {
        take(&mut read, asks_too, "both agree");
    } else if let Some((own, _)) = other {
        read.says = own;
        take(&mut read, asks_too, "as others have put it");
    } else if read.acts {
        ask(context, &mut read);
    }
    read
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

/// Are all doubts of what was said, of which the models have an ear; where no register is read, none is doubtful.
fn is_for_the_ear(read: &Read<CoLeaderSays>, says: &CoLeaderSays) -> bool {
    let leads_not = says.orders.iter().any(|order| matches!(order, Order::LeaderAway { .. }));
    let is_for_it = |doubt: &str| {
        FOR_THE_EAR.contains(&doubt)
            || !has_register(says) && OF_REGISTERS.contains(&doubt)
            || leads_not && doubt == DAY_TO_COME
    };
    read.doubts().next().is_some() && read.doubts().all(is_for_it) && !letters::contradict(&says.orders)
}

/// Is a register of the session of the letter answered, which has begun, with no other session named?
fn is_of_letter(context: &Context, own: &CoLeaderSays) -> bool {
    let has_begun = context.about_session().is_some_and(|number| context.has_begun(number));
    own.session.is_none() && has_begun && !names_another(context)
}

/// Would the models turn into its contrary what the rules heard: somebody there whom they are sure was away, or the other
/// way about; a letter sent that was to be kept?
fn turns_round(read: &Read<CoLeaderSays>, own: &CoLeaderSays) -> bool {
    let was_there = |mark: &Mark| matches!(mark, Mark::Present | Mark::Late);
    let turned = read
        .says
        .marks
        .iter()
        .any(|(student, mark)| own.marks.get(student).is_some_and(|other| was_there(mark) != was_there(other)));
    let let_go = read.says.orders.iter().any(|order| match order {
        Order::Hold { student } => own.orders.contains(&Order::Release { student: *student }),
        _ => false,
    });
    read.acts && turned || let_go
}

/// The same, but for the rest, of whom the rules have heard: that is no other reading.
fn leaves_the_rest_open(own: &CoLeaderSays, says: &CoLeaderSays) -> bool {
    own.rest.is_none() && CoLeaderSays { rest: says.rest, ..own.clone() } == *says
}

fn has_register(says: &CoLeaderSays) -> bool {
    !says.marks.is_empty() || says.rest.is_some()
}

fn says_something(says: &CoLeaderSays) -> bool {
    has_register(says) || says.orders.iter().any(|order| *order != Order::Question)
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
            r"(?i)^\W*(?:no|nope|nah)\W*$|(?:\bnot|n't)\b[^.;]{0,20}\b(?:right|correct|accurate)\b|\b(?:something|that|this|it)(?:'s| is)? wrong\b|^\W*wrong\W*$",
        )
    });
    context.prepared.sentences.iter().take(SEARCHED_MAX).any(|sentence| REFUSES.is_match(&sentence.text))
}

/// Does the message want what we answer ourselves? "What can I write to you? Is there a list?" is one question.
fn is_answered(says: &CoLeaderSays) -> bool {
    says.orders.iter().any(|order| matches!(order, Order::Status | Order::Help))
}

/// Applies what was doubted.
fn take(read: &mut Read<CoLeaderSays>, asks: bool, why: &str) {
    read.put_doubts_aside(why);
    if !has_register(&read.says) {
        read.says.session = None;
    }
    read.says.orders.retain(|order| *order != Order::Question);
    if asks && !is_answered(&read.says) {
        read.says.orders.push(Order::Question);
    }
    read.acts = true;
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

/// The impressions of one message.
pub(super) struct Opinion {
    pub(super) message: Impression<'static, OfMessage>,
    pub(super) students: BTreeMap<PersonId, Impression<'static, OfStudent>>,
    /// Nobody is left whom a word of the rest could be about.
    all_named: bool,
    /// The session of the letter answered.
    session: Option<u8>,
}

impl Opinion {
    /// The models' own reading where it is another one, and how likely it is.
    fn other(&self, context: &Context, says: &CoLeaderSays) -> Option<(CoLeaderSays, f32)> {
        let own = self.own(context, says).filter(|own| own != says && !leaves_the_rest_open(own, says))?;
        let chance = self.confidence(&own);
        Some((own, chance))
    }

    /// Of the orders that the rules heard, is every one kept that anybody might have given?
    fn may_drop(&self, says: &CoLeaderSays, own: &CoLeaderSays) -> bool {
        let dropped = says.orders.iter().filter(|order| **order != Order::Question && !own.orders.contains(order));
        dropped.filter_map(|order| Some((OrderKind::of(order)?, student_of(order)))).all(|(kind, student)| {
            let of_student = student.and_then(|student| self.students.get(&student));
            let chance = of_student.map_or_else(
                || self.message.chance(OfMessage::Order(kind)),
                |impression| impression.chance(OfStudent::Order(kind)),
            );
            chance <= DROP_MAX
        })
    }

    /// How likely it is that just this is meant: each mark, the rest, each kind of order.
    fn confidence(&self, says: &CoLeaderSays) -> f32 {
        let mut likely = 1.0;
        if !self.all_named {
            likely *= of_one(self.rests(), says.rest);
            // "As listed" speaks for the whole group as "all here" does: which of the two it is, the rules know.
            if says.rest == Some(Rest::Expected) {
                likely += of_one(self.rests(), Some(Rest::Present));
            }
        }
        let mut judged: Vec<(Option<Mark>, u32)> = Vec::new();
        for (student, impression) in self.students.iter().filter(|(student, _)| !has_left(says, **student)) {
            let mark = self.mark_of(says, *student);
            let of_mark = of_one(marks(impression), mark);
            // Those of a list have the same words around them: they are right or wrong together.
            if judged.contains(&(mark, of_mark.to_bits())) {
                continue;
            }
            judged.push((mark, of_mark.to_bits()));
            let before = likely;
            likely *= of_mark;
            if says.rest == Some(Rest::Expected) && mark.is_none() {
                // Whoever is only named beside "as listed" was there.
                likely += of_one(marks(impression), Some(Mark::Present)) * before;
            }
            for sign in OfStudent::ALL {
                let OfStudent::Order(kind) = *sign else { continue };
                if kind == OrderKind::Explained && mark == Some(Mark::Excused) {
                    continue;
                }
                let is_given = says
                    .orders
                    .iter()
                    .any(|order| student_of(order) == Some(*student) && OrderKind::of(order) == Some(kind));
                likely *= meant(impression.chance(*sign), is_given);
            }
        }
        let given: Vec<OrderKind> = says.orders.iter().filter_map(OrderKind::of).collect();
        let passed_on = says.orders.iter().filter(|order| self.is_passed_on(order));
        let passed_on: Vec<OrderKind> = passed_on.filter_map(OrderKind::of).collect();
        for sign in OfMessage::ALL {
            if let OfMessage::Order(kind) = *sign
                && !matches!(kind, OrderKind::Question | OrderKind::Explained)
                && !passed_on.contains(&kind)
                // A session that does not run wants nobody to lead it.
                && !(kind == OrderKind::LeaderAway && given.contains(&OrderKind::Cancel))
            {
                likely *= meant(self.message.chance(*sign), given.contains(&kind));
            }
        }
        likely
    }

    /// Is an order out of a letter that was passed on? Its student is not named in the words that the models see.
    pub(super) fn is_passed_on(&self, order: &Order) -> bool {
        student_of(order).is_some_and(|student| !self.students.contains_key(&student))
    }

    /// What the reading comes to for a student, who may be one of the rest.
    fn mark_of(&self, says: &CoLeaderSays, student: PersonId) -> Option<Mark> {
        let is_explained = |order: &Order| matches!(order, Order::Explained { student: of, session } if *of == student && (session.is_none() || *session == self.session));
        if (!says.marks.is_empty() || says.rest.is_some()) && says.orders.iter().any(is_explained) {
            return Some(Mark::Excused);
        }
        says.marks.get(&student).copied().or(match says.rest {
            Some(Rest::Present) => Some(Mark::Present),
            Some(Rest::Absent) => Some(Mark::Absent),
            Some(Rest::Expected) | None => None,
        })
    }

    pub(super) fn rests(&self) -> Vec<(Rest, f32)> {
        RESTS.iter().map(|rest| (*rest, self.message.chance(OfMessage::Rest(*rest)))).collect()
    }

    /// "I confirm that the others were all there" speaks of no list.
    fn tell_listed_from_present(&self, context: &Context, says: &mut CoLeaderSays) {
        let hears = |rest: Rest| self.message.chance(OfMessage::Rest(rest));
        let of_request = context.kind() == Some(AboutKind::RegisterRequest) && says.rest == Some(Rest::Expected);
        if of_request && hears(Rest::Present) >= PRESENT_MIN && hears(Rest::Expected) <= 1.0 - PRESENT_MIN {
            says.rest = Some(Rest::Present);
        }
    }

    /// Passes a question on that no rule saw, and leaves out what is hardly one.
    fn settle_question(&self, says: &mut CoLeaderSays, asks: bool) {
        let chance = self.message.chance(OfMessage::Order(OrderKind::Question));
        if asks && !is_answered(says) && !says.orders.contains(&Order::Question) {
            says.orders.push(Order::Question);
        } else if chance < if is_answered(says) { QUESTION_MIN } else { QUESTION_DOUBT } {
            says.orders.retain(|order| *order != Order::Question);
        }
    }
}

pub(super) fn has_left(says: &CoLeaderSays, student: PersonId) -> bool {
    says.orders.contains(&Order::Left { student })
}

pub(super) fn marks(impression: &Impression<OfStudent>) -> Vec<(Mark, f32)> {
    MARKS.iter().map(|mark| (*mark, impression.chance(OfStudent::Mark(*mark)))).collect()
}

fn meant(chance: f32, is_given: bool) -> f32 {
    if is_given { chance } else { 1.0 - chance }
}

/// How likely just this one of several is meant, or none of them; together they come to one.
fn of_one<T: Copy + PartialEq>(chances: Vec<(T, f32)>, one: Option<T>) -> f32 {
    let just =
        |which: Option<T>| chances.iter().map(|(other, chance)| meant(*chance, which == Some(*other))).product::<f32>();
    let all: f32 = chances.iter().map(|(which, _)| just(Some(*which))).sum::<f32>() + just(None);
    if all > 0.0 { just(one) / all } else { 0.0 }
}

/// The likeliest of several, where it is likelier than none.
pub(super) fn likeliest<T: Copy + PartialEq>(chances: Vec<(T, f32)>) -> Option<T> {
    let best = chances.iter().copied().max_by(|a, b| a.1.total_cmp(&b.1));
    best.filter(|(_, chance)| *chance > 0.5).map(|(one, _)| one)
}
