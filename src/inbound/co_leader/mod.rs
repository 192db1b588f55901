//! Reads a co-leader's message: the register it gives or mends, and what it asks to be done (the reading guide, "The
//! label of a co-leader's message").
//!
//! Rules over sentences in which names are marked. What cannot be read with confidence is asked about: a name that fits
//! two, a count that does not fit the names, words of the register that were said of nobody.

mod back;
mod cause;
mod columns;
mod confirms;
mod context;
mod counts;
mod doubts;
mod enquiry;
mod explained;
mod hints;
mod leading;
mod legends;
mod letters;
mod listed;
mod offer;
mod opinion;
pub(in crate::inbound) mod orders;
mod own;
mod place;
mod presented;
mod register;
mod relay;
mod scales;
mod session;

mod settle;
pub(in crate::inbound) mod sight;
mod slips;
mod spoken;
pub(in crate::inbound) mod statement;
#[cfg(test)]
pub(in crate::inbound) mod tests;
pub(in crate::inbound) mod text;
mod ticks;
mod timetable;
mod turns;
mod unread;
mod verdict;
mod wary;
mod weigh;

use crate::domain::id::{GroupId, PersonId};
use crate::domain::said::{CoLeaderSays, Order};
use crate::inbound::dates::{Scope, Tense};
use crate::inbound::impression::told::Told;
use crate::inbound::names::Roll;
use crate::inbound::reading::{AboutKind, Evidence, Read, Scene, Words};
use context::Context;
use orders::Orders;
use register::{Heard, Register, Unclear, register};
use text::{Sentence, prepare};

/// One sentence that gives more orders than this was misread, or is for a person to read.
const ORDERS_OF_SENTENCE_MAX: usize = 4;

/// Reads what a co-leader of `group` wrote.
pub fn read_co_leader(words: &Words, scene: &Scene, leader: PersonId, group: GroupId) -> Read<CoLeaderSays> {
    read_settled(words, scene, leader, group, &[])
}

/// The same where the writer has said whom the names mean that are not clear by themselves.
pub fn read_settled(
    words: &Words,
    scene: &Scene,
    leader: PersonId,
    group: GroupId,
    settled: &[PersonId],
) -> Read<CoLeaderSays> {
    heard(words, scene, leader, group, settled, scales::weigh)
}

/// What the rules alone make of a message: of one in our own words, such as the readings that we offer, all.
pub fn read_by_rules(words: &Words, scene: &Scene, leader: PersonId, group: GroupId) -> Read<CoLeaderSays> {
    heard(words, scene, leader, group, &[], |_, _, read| read)
}

/// A message as the networks hear it: for teaching them.
pub fn told(words: &Words, scene: &Scene, leader: PersonId, group: GroupId) -> Told<u32> {
    heard(words, scene, leader, group, &[], |context, heard, read| hints::told(context, heard, &read))
}

/// Reads by the rules, and hands what they heard and read to what is made of it.
fn heard<T>(
    words: &Words,
    scene: &Scene,
    leader: PersonId,
    group: GroupId,
    settled: &[PersonId],
    conclude: impl Fn(&Context, &Heard, Read<CoLeaderSays>) -> T,
) -> T {
    let today = scene.calendar.day(scene.now);
    let roll = Roll::of_group(scene.roster, group, today);
    let mut prepared = prepare(words, scene, leader, &roll);
    prepared.settle(settled);
    let context = Context {
        scene,
        group,
        leader,
        roll: &roll,
        scope: Scope::new(scene, group),
        prepared: &prepared,
        subject: &words.subject,
    };
    let mut gathered = Gathered::default();
    let rest = gathered.orders_of_sentences(&context);
    gathered.add(&context, relay::forwarded(&context, words), None);
    let mut register = if relays_only(&gathered, &context) { Register::default() } else { register(&context, &rest) };
    gathered.relay_of_register(&context, &mut register);
    gathered.leave_talk_out(&context, &mut register);
    gathered.leave_group_out(&context, &mut register);
    gathered.count_without_the_gone(&context, &mut register);
    gathered.session = gathered.session_of(&context, &register);
    gathered.leave_out_of_cancelled(&context, &mut register);
    gathered.presented(&context);
    gathered.questions(&context, &register);
    gathered.doubt_what_happened(&context, &mut register);
    let told = std::mem::take(&mut register.heard);
    let read = gathered.finish(&context, &mut register);
    conclude(&context, &told, read)
}

/// What was found beside the register.
#[derive(Default)]
struct Gathered {
    orders: Vec<Order>,
    evidence: Vec<Evidence>,
    unclear: Vec<Unclear>,
    doubts: Vec<String>,
    session: Option<u8>,
    /// Sentences that were understood as an order.
    understood: Vec<usize>,
    /// The students are to be told, which goes without saying where the timetable changes.
    tells_students: bool,
}

impl Gathered {
    /// Takes the orders out of the sentences; gives the places of those that are left for the register.
    fn orders_of_sentences(&mut self, context: &Context) -> Vec<usize> {
        let mut left = Vec::new();
        let mut latest: Vec<PersonId> = Vec::new();
        let mut read_until = 0;
        for (place, sentence) in context.prepared.sentences.iter().enumerate() {
            if place < read_until {
                self.understood.push(place);
                continue;
            }
            let mut consumed = false;
            if let Some((sentences, found)) = explained::of_another_day(context, place, &latest) {
                (consumed, read_until) = (true, place + sentences);
                self.add(context, found, Some(place));
            }
            if let Some(found) = orders::likewise(context, sentence, self.orders.last()) {
                consumed = true;
                self.add(context, found, Some(place));
            }
            let plain = timetable::insisted(context, sentence);
            for rules in [orders::about_students, relay::told, timetable::timetable] {
                if !consumed {
                    let found = rules(context, plain.as_ref().unwrap_or(sentence), &latest);
                    consumed = found.consumed;
                    self.add(context, found, Some(place));
                }
            }
            // "Niamh can't come, and we're in Seminar Room A.": two things in one.
            let is_of_students = |order: &Order| matches!(order, Order::Relay { .. } | Order::Explained { .. });
            let beside =
                timetable::beside(sentence).filter(|_| consumed && self.orders.last().is_some_and(is_of_students));
            if let Some(also) = beside {
                self.add(context, timetable::timetable(context, &also, &latest), Some(place));
            }
            let tells_students = !consumed && enquiry::tells_students(sentence);
            self.tells_students |= tells_students;
            let repeats = !consumed && enquiry::only_repeats(sentence, &self.orders);
            if consumed
                || tells_students
                || repeats
                || enquiry::confesses(sentence)
                || self.is_enquiry(context, sentence)
            {
                self.understood.push(place);
            } else {
                left.push(place);
            }
            let named = context.students_in(&orders::without_the_unmeant(&sentence.text));
            if !named.is_empty() {
                latest = named;
            }
        }
        left
    }

    /// A sentence that asks for the state of things or for help, or that only asks.
    fn is_enquiry(&mut self, context: &Context, sentence: &Sentence) -> bool {
        let Some((rule, order)) = enquiry::enquiry(context, sentence) else {
            return false;
        };
        let stated = Sentence { asks: false, ..sentence.clone() };
        if sentence.asks && !timetable::timetable(context, &stated, &[]).orders.is_empty() {
            self.doubts.push("a change of the timetable inside a question".to_owned());
        }
        let concern_given = self.orders.iter().any(|order| matches!(order, Order::Concern { .. }));
        if concern_given && orders::asks_to_flag(sentence) {
            return true;
        }
        let whole = order != Order::Question || enquiry::only_asks(sentence) && !enquiry::is_protest(sentence);
        if whole && !self.orders.contains(&order) {
            self.orders.push(order);
            self.evidence.push(context.evidence(rule, sentence));
        }
        whole
    }

    fn add(&mut self, context: &Context, found: Orders, place: Option<usize>) {
        let sentence = place.and_then(|place| context.prepared.sentences.get(place));
        if found.orders.len() > ORDERS_OF_SENTENCE_MAX {
            self.doubts.push("it speaks of many sessions at once".to_owned());
            return;
        }
        for (rule, order) in found.orders {
            if self.orders.iter_mut().any(|known| known.takes_in(&order)) {
                continue;
            }
            if !self.orders.contains(&order) && !self.repeats(context, sentence, &order) {
                self.orders.push(order);
                self.evidence.extend(sentence.map(|sentence| context.evidence(rule, sentence)));
            }
        }
        if !found.unclear.is_empty() {
            self.evidence.extend(sentence.map(|sentence| context.evidence("unclear name", sentence)));
        }
        for mention in found.unclear.into_iter().filter_map(|place| context.mention(place)) {
            self.unclear.push(Unclear { written: mention.written.clone(), fits: mention.fits.clone() });
        }
        self.doubts.extend(found.doubt.map(str::to_owned));
    }

    /// "Can you put it down as explained": the absence is the one that was spoken of, where no other is named.
    fn repeats(&self, context: &Context, sentence: Option<&Sentence>, order: &Order) -> bool {
        let Order::Explained { student: of, .. } = order else { return false };
        let passed_on = self.orders.iter().any(|order| matches!(order, Order::Relay { student, .. } if student == of));
        let known = |order: &Order| matches!(order, Order::Explained { student, .. } if student == of);
        let names_another =
            sentence.is_some_and(|sentence| !context.sessions_in(&sentence.text, Tense::Past).exact.is_empty());
        !names_another && (passed_on || self.orders.iter().any(known))
    }

    /// Cases presented, in the session that the message is about.
    fn presented(&mut self, context: &Context) {
        let session = self.session.or(context.about_session());
        let last_held =
            context.scope.sittings.iter().rev().map(|sitting| sitting.number).find(|number| context.has_begun(*number));
        let session = session.filter(|number| context.has_begun(*number)).or(last_held);
        for (place, sentence) in context.prepared.sentences.iter().enumerate() {
            let found = presented::presented(context, sentence, session);
            if !found.orders.is_empty() {
                self.understood.push(place);
                let presenters: Vec<PersonId> = found
                    .orders
                    .iter()
                    .filter_map(|(_, order)| match order {
                        Order::Presented { student, .. } => Some(*student),
                        _ => None,
                    })
                    .collect();
                let others =
                    context.students_in(&sentence.text).into_iter().any(|student| !presenters.contains(&student));
                if others && sentence.text.contains(" did") {
                    self.doubts.push("somebody else may have presented too".to_owned());
                }
            }
            self.add(context, found, Some(place));
        }
    }

    /// Questions, requests for help, and a message of which nothing was understood.
    fn questions(&mut self, context: &Context, register: &Register) {
        for (place, sentence) in context.prepared.sentences.iter().enumerate() {
            if self.understood.contains(&place) {
                continue;
            }
            if let Some((rule, order)) = enquiry::enquiry(context, sentence) {
                self.understood.push(place);
                if order == Order::Question && enquiry::protests(context, sentence, register) {
                    continue;
                }
                if order == Order::Question
                    && register.says_something()
                    && register.sentences.contains(&place)
                    && !sentence.asks
                {
                    continue;
                }
                if !self.orders.contains(&order) {
                    self.orders.push(order);
                    self.evidence.push(context.evidence(rule, sentence));
                }
            }
        }
        let is_told = |order: &Order| order.changes_timetable() || *order == Order::Question;
        if self.tells_students && !self.orders.iter().any(is_told) {
            self.orders.push(Order::Question);
        }
        if register.question && !self.orders.contains(&Order::Question) {
            self.orders.push(Order::Question);
        }
        self.doubt_what_is_left(context, register);
    }

    /// Every sentence is understood, or says nothing that matters; else it is a doubt.
    fn doubt_what_is_left(&mut self, context: &Context, register: &Register) {
        let sentences = &context.prepared.sentences;
        let says_nothing_yet = self.orders.is_empty() && !register.says_something();
        if says_nothing_yet
            && (enquiry::puts_off(context) || enquiry::finds_right(context) || enquiry::acknowledges(context))
        {
            return;
        }
        let leaves_open = |sentence: &Sentence| {
            let students = context.students_in(&sentence.text);
            sentence.asks && students.iter().any(|student| !register.marks.contains_key(student))
        };
        if register.rest.is_some() && sentences.iter().any(leaves_open) {
            self.doubts.push("a question about a student whom the register leaves out".to_owned());
        }
        for (place, sentence) in context.prepared.sentences.iter().enumerate() {
            let of_register = register.says_something() && register.sentences.contains(&place);
            let is_read = self.understood.contains(&place) || of_register;
            if !is_read && !enquiry::says_nothing(context, sentence, register, &self.orders) {
                let is_named = enquiry::names_a_day_to_lead(context, sentence, &self.orders);
                let of_a_day = is_named && (register.says_something() || context.answers_register())
                    || enquiry::denies_a_day(context, sentence);
                let doubt = if of_a_day { scales::DAY_TO_COME } else { scales::NOT_UNDERSTOOD };
                self.doubts.push(doubt.to_owned());
                self.evidence.push(context.evidence("not understood", sentence));
            }
        }
        let asks_for_register = context.kind() == Some(AboutKind::RegisterRequest);
        if asks_for_register
            && self.orders.is_empty()
            && !register.says_something()
            && !context.prepared.sentences.iter().any(enquiry::promises)
        {
            self.doubts.push("no register was understood".to_owned());
        }
    }

    fn finish(mut self, context: &Context, register: &mut Register) -> Read<CoLeaderSays> {
        let gone: Vec<PersonId> = self
            .orders
            .iter()
            .filter_map(|order| match order {
                Order::Left { student } => Some(*student),
                _ => None,
            })
            .collect();
        register.marks.retain(|student, _| !gone.contains(student));
        // Of somebody who has left no letter waits, no apology is passed on, and no absence wants a reason.
        self.orders.retain(|order| match order {
            Order::Hold { student: Some(student) }
            | Order::Relay { student, .. }
            | Order::Explained { student, .. } => !gone.contains(student),
            _ => true,
        });
        self.leave_leaders_of_cancelled();
        self.leave_talk_out(context, register);
        self.explain_out_of_thread(context, register);
        let mut unclear = register.unclear.clone();
        for other in self.unclear {
            if !unclear.contains(&other) {
                unclear.push(other);
            }
        }
        let mut doubts = self.doubts;
        doubts.append(&mut register.doubts);
        if context.kind() == Some(AboutKind::EscalationNotice)
            && self.orders.contains(&Order::Question)
            && (register.says_something() || self.orders.iter().any(|order| matches!(order, Order::Explained { .. })))
        {
            doubts.push("a question beside a denial".to_owned());
        }
        if leading::both_away(&self.orders) {
            doubts.push("both co-leaders are away".to_owned());
        }
        if letters::contradict(&self.orders) {
            doubts.push("both a hold and a release".to_owned());
        }
        let doubtful = !doubts.is_empty() || !unclear.is_empty();
        let asks_only = self.orders.contains(&Order::Question)
            && register.marks.is_empty()
            && register.rest.is_none()
            && self.orders.len() == 1;
        let mut evidence = self.evidence;
        evidence.append(&mut register.evidence);
        evidence.extend(doubts.iter().map(|doubt| Evidence::doubt(doubt)));
        let mut orders = self.orders;
        if doubtful && unclear.is_empty() && !orders.contains(&Order::Question) {
            orders.push(Order::Question);
        }
        Read {
            likely: if doubtful { offer::likely(context, &unclear, register) } else { Vec::new() },
            says: CoLeaderSays {
                session: self.session.filter(|session| Some(*session) != context.about_session()),
                marks: std::mem::take(&mut register.marks),
                rest: register.rest,
                unclear: unclear.into_iter().map(|name| name.written).collect(),
                orders,
            },
            acts: !doubtful && !asks_only,
            evidence,
        }
    }
}

/// A message that only passes on apologies says nothing of a register.
fn relays_only(gathered: &Gathered, context: &Context) -> bool {
    !context.answers_register() && gathered.orders.iter().any(|order| matches!(order, Order::Relay { .. }))
}
