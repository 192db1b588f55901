//! What a co-leader asks to be done about a student: hold, release, explained, concern, left, presented.

use std::sync::LazyLock;

use regex::Regex;

use super::context::{Context, SEARCHED_MAX};
use super::statement::{says_away, speaks_of_group};
use super::text::Sentence;
use super::{enquiry, relay};
use crate::domain::id::PersonId;
use crate::domain::said::Order;
use crate::inbound::dates::Tense;
use crate::inbound::names::rule;
use crate::inbound::reading::AboutKind;

/// What the rules found in one sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Orders {
    pub orders: Vec<(&'static str, Order)>,
    /// The sentence is used up: it says nothing of a register.
    pub consumed: bool,
    /// Names that an order wants and that are not clear.
    pub unclear: Vec<usize>,
    /// An order was recognised, but not what it is about.
    pub doubt: Option<&'static str>,
}

impl Orders {
    pub(super) fn give(&mut self, rule: &'static str, order: Order) {
        self.consumed = true;
        if !self.orders.iter().any(|(_, known)| *known == order) {
            self.orders.push((rule, order));
        }
    }
}

/// The orders about students in one sentence; `latest` are the students named last before it.
pub fn about_students(context: &Context, sentence: &Sentence, latest: &[PersonId]) -> Orders {
    let mut found = Orders::default();
    let text = sentence.text.as_str();
    if enquiry::asks_which(text) {
        return found;
    }
    if LEFT.is_match(text) && !LEFT_EARLY.is_match(text) && !sentence.asks {
        each(context, text, latest, &mut found, "left", |student| Order::Left { student });
        // "Kofi's gone home for good, the other eleven came."
        found.consumed &= !(context.answers_register() && speaks_of_group(text));
        return found;
    }
    hold_or_release(context, sentence, latest, &mut found);
    let of_notice = context.kind() == Some(AboutKind::EscalationNotice);
    let in_distress = !of_notice
        && !sentence.asks
        && SIGNS.is_match(text)
        && context.prepared.sentences.iter().take(SEARCHED_MAX).any(|other| PASSES_ON.is_match(&other.text));
    if in_distress {
        each(context, text, latest, &mut found, "concern", |student| Order::Concern { student });
    } else if CONCERN.is_match(text)
        && !NO_CONCERN.is_match(text)
        && (!of_notice || WORRIED.is_match(text))
        && (!sentence.asks || FLAG_IT.is_match(text))
    {
        each(context, text, latest, &mut found, "concern", |student| Order::Concern { student });
    }
    let gave_reason = found.consumed && (WHY.is_match(text) || TOLD_US.is_match(text) && says_away(text));
    if found.consumed && !gave_reason {
        return found;
    }
    if !context.answers_register()
        && !COMING.is_match(text)
        && !speaks_of_group(text)
        && is_explanation(text)
        && !sentence.asks
    {
        explained(context, text, latest, &mut found);
    }
    found
}

/// Did they say why? That they wrote is no answer yet where it is still to be read or talked over.
fn is_explanation(text: &str) -> bool {
    let is_to_be_heard = || STILL_TO_HEAR.is_match(text) && !EXPLAINED.is_match(&WROTE.replace_all(text, " "));
    EXPLAINED.is_match(text) && !NOT_EXPLAINED.is_match(text) && !is_to_be_heard()
}

/// "And Mohamed H's too.": the last order is for another as well.
pub fn likewise(context: &Context, sentence: &Sentence, last: Option<&Order>) -> Option<Orders> {
    let last = last.filter(|_| LIKEWISE.is_match(&sentence.text))?;
    let mut found = Orders { consumed: true, unclear: unclear_marks(context, &sentence.text), ..Orders::default() };
    for student in context.students_in(&sentence.text) {
        let order = match last.clone() {
            Order::Hold { .. } => Order::Hold { student: Some(student) },
            Order::Release { .. } => Order::Release { student: Some(student) },
            Order::Explained { session, .. } => Order::Explained { student, session },
            Order::Concern { .. } => Order::Concern { student },
            Order::Left { .. } => Order::Left { student },
            Order::Presented { session, .. } => Order::Presented { student, session },
            Order::Relay { session, .. } => Order::Relay { student, session },
            _ => return None,
        };
        found.give("likewise", order);
    }
    Some(found)
}

/// Is nothing written but holds and releases of students by name, in so many words, and thanks?
pub(super) fn only_orders(context: &Context) -> bool {
    static IN_SO_MANY_WORDS: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?i)^\W*(?:(?:(?:please|pls|kindly|now|(?:can|could|would|will) you|you (?:can|may)(?: now)?),? )*(?:hold|release)(?: back| off on)?(?: (?:the )?(?:letter|notice|escalation)(?: (?:about|for|on|to))?)? @\d+(?:'s)?(?: (?:letter|notice|escalation|one))?(?: (?:now|please|pls|thanks|for now|for the moment|as well|too))*[.,!? ]*)+$",
        )
    });
    static THANKS: LazyLock<Regex> = LazyLock::new(|| {
        rule(r"(?i)^\W*(?:(?:many )?thanks|thank you|cheers|ta)(?: so much| again)?[,.! -]+#?\w+\W*$")
    });
    let texts = || context.prepared.sentences.iter().map(|sentence| sentence.text.as_str());
    let is_order = |text: &str| IN_SO_MANY_WORDS.is_match(text);
    let is_thanks = |text: &str| enquiry::is_thanks(text) || THANKS.is_match(text);
    texts().any(is_order) && texts().all(|text| is_order(text) || is_thanks(text))
}

/// "Wait until Friday, then send it": one student's letter can not be both held and released.
pub(super) fn contradict(orders: &[Order]) -> bool {
    let released = |student: &Option<PersonId>| {
        orders.iter().any(|order| matches!(order, Order::Release { student: other } if other == student))
    };
    orders.iter().any(|order| matches!(order, Order::Hold { student } if released(student)))
}

/// "Would you take it further?": the concern is already given.
pub fn asks_to_flag(sentence: &Sentence) -> bool {
    sentence.asks && FLAG_IT.is_match(&sentence.text)
}

/// Who is meant: those named, else "this one", else those named last.
fn meant(context: &Context, text: &str, latest: &[PersonId]) -> Vec<PersonId> {
    let mut students = context.students_in(text);
    if students.is_empty() {
        students = latest.to_vec();
    }
    if students.is_empty() {
        students.extend(context.about_student());
    }
    students
}

fn each(
    context: &Context,
    text: &str,
    latest: &[PersonId],
    found: &mut Orders,
    rule: &'static str,
    order: impl Fn(PersonId) -> Order,
) {
    let unclear: Vec<usize> = unclear_marks(context, text);
    let students = if unclear.is_empty() { meant(context, text, latest) } else { context.students_in(text) };
    if students.is_empty() && unclear.is_empty() {
        return;
    }
    found.consumed = true;
    found.unclear.extend(unclear);
    for student in students {
        found.give(rule, order(student));
    }
}

pub(super) fn unclear_marks(context: &Context, text: &str) -> Vec<usize> {
    context
        .names_in(text)
        .into_iter()
        .filter(|place| context.mention(*place).is_some_and(crate::inbound::names::Mention::is_unclear))
        .collect()
}

/// Holds and releases, clause by clause: "This one may go, Kofi's may not."
fn hold_or_release(context: &Context, sentence: &Sentence, latest: &[PersonId], found: &mut Orders) {
    let of_notice = context.kind() == Some(AboutKind::EscalationNotice);
    if sentence.asks && !POLITE.is_match(&sentence.text) {
        return;
    }
    let whole = verdict(&sentence.text, of_notice);
    let pieces: Vec<&str> = CLAUSE.split(&sentence.text).collect();
    let verdicts: Vec<_> = pieces.iter().map(|piece| verdict(piece, of_notice)).collect();
    let differ = verdicts.contains(&Some(true)) && verdicts.contains(&Some(false));
    if !differ {
        if let Some(hold) = whole {
            order_all(context, &sentence.text, latest, hold, found);
        }
        return;
    }
    let mut last = None;
    for (piece, hold) in pieces.iter().zip(verdicts) {
        let hold = hold.or(last.filter(|_| !context.students_in(piece).is_empty()));
        if let Some(hold) = hold {
            order_all(context, piece, latest, hold, found);
            last = Some(hold);
        }
    }
}

/// Some(true) for a hold, Some(false) for a release.
fn verdict(text: &str, of_notice: bool) -> Option<bool> {
    if ABOUT_A_SESSION.is_match(text) {
        return None;
    }
    if NOT_SAID.is_match(text) || (!of_notice && !OF_A_LETTER.is_match(text)) {
        return None;
    }
    if NO_OBJECTION.is_match(text) {
        return Some(false);
    }
    if DISAGREES.is_match(text) {
        return Some(true);
    }
    let hold = HOLD.is_match(text) || (of_notice && HOLD_IN_NOTICE.is_match(text));
    let release = RELEASE.is_match(text) || (of_notice && RELEASE_IN_NOTICE.is_match(text));
    match (hold, release) {
        (true, _) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

fn order_all(context: &Context, text: &str, latest: &[PersonId], hold: bool, found: &mut Orders) {
    let order = |student| {
        if hold { Order::Hold { student } } else { Order::Release { student } }
    };
    let rule = if hold { "hold" } else { "release" };
    let unclear = unclear_marks(context, text);
    let mut students = context.students_in(text);
    if THIS_ONE.is_match(text) {
        students.splice(0..0, context.about_student());
    }
    if students.is_empty() && unclear.is_empty() {
        if ALL_OF_THEM.is_match(text) {
            found.give(rule, order(None));
            return;
        }
        students.extend(context.about_student().or_else(|| latest.last().copied()));
    }
    found.consumed = true;
    found.unclear.extend(unclear.iter().copied());
    if students.is_empty() && unclear.is_empty() {
        found.give(rule, order(None));
    }
    for student in students {
        found.give(rule, order(Some(student)));
    }
}

/// "Priyanka told me why she missed last time": an absence gone by.
fn explained(context: &Context, text: &str, latest: &[PersonId], found: &mut Orders) {
    if relay::is_for_a_day_to_come(context, text) {
        return;
    }
    // "Told me yesterday why she wasn't there on the 13th": the telling's day is not the absence's.
    let told = WHEN_TOLD.replace_all(text, "$told");
    let sessions = context.sessions_in(&told, Tense::Past);
    let gone: Vec<u8> = sessions.exact.iter().copied().filter(|number| context.has_begun(*number)).collect();
    let coming = sessions.exact.iter().any(|number| !context.has_begun(*number));
    if gone.is_empty() && coming {
        return;
    }
    let about = context.about_session().filter(|number| context.has_begun(*number));
    let session = match gone[..] {
        [one] => Some(one),
        [] => about
            .or_else(|| context.named_elsewhere(text, Tense::Past).filter(|number| context.has_begun(*number)))
            .or_else(|| context.scope.last_past().map(|sitting| sitting.number)),
        _ => None,
    };
    // "Apologies from Kwame on 8 December": a day on which nothing is held any more.
    let is_of_no_session = sessions.other_days && relay::APOLOGIES_FROM.is_match(text);
    if (sessions.doubtful || is_of_no_session) && gone.is_empty() {
        found.doubt = Some("which session was explained");
    }
    each(context, text, latest, found, "explained", |student| Order::Explained { student, session });
    if gone.len() > 1 {
        found.orders.retain(|(rule, _)| *rule != "explained");
        for student in meant(context, text, latest) {
            for number in &gone {
                found.give("explained", Order::Explained { student, session: Some(*number) });
            }
        }
    }
}

static CLAUSE: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"(?i)[,;] (?:but |and )?| but | - | whereas | while | and (?:let|send|hold|release|keep|leave) ")
});
static THIS_ONE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:this one|(?:keep|hold|leave|send|release|stop|delay|park|pause) this|this(?: one)?(?: please|,| as well| to| can| may| should)|hold this|on this and|hers|his one|her one)\b",
    )
});
static ALL_OF_THEM: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:all of (?:them|these|ours)|them all|(?:hold|stop|pause|release|send|keep|delay|park)(?: back| off| on)? (?:all|everything|everyone|everybody|the lot)|(?:all|everything|everyone|everybody) (?:can|may|should|must|on hold)|all (?:the )?(?:letters|escalations|notices|emails)|all (?:our|of our)|all (?:three|four|five)|the lot)\b",
    )
});
static POLITE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:could|can|would|will|may i ask|might) (?:you|i ask you|we)(?: (?:please|pls|possibly|kindly|just|maybe|perhaps|be kind enough to))* (?:hold|release|wait|leave|send|not|pause|give|let|keep|go|delay|stop|tell|sit|hang|proceed|escalate)\b|\bplease\b|\bpls\b|\b(?:can|could|may) (?:this|that|it|we) (?:one )?(?:wait|be held|be left|hold|stay|sit|rest)\b|, would you\b|\bwould you mind\b",
    )
});
static ABOUT_A_SESSION: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:hold|holding|held|delay|postpone|pause|leave|send|release|start|starts|wait) (?:\w+ )?(?:the |a |our |this |next |that )?(?:session|sessions|group|groups|meeting|slides?|register|attendance|list|reminders?|balint|links?|recording|room)\b",
    )
});
/// Outside an answer to a notice, the words must speak of telling somebody.
static OF_A_LETTER: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:firm heads?|escalat\w*|letters?|notices?|on hold|^hold|hold (?:off|fire|on|@\d+)|off hold|undergrad\w*|stage lead|(?:please|can you|could you|you can|you may)(?: now)? (?:hold|release))\b|^\W*(?:release|hold)\b",
    )
});
static NOT_SAID: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:not saying|am i to|do i have to|won't release|wouldn't release|didn't release|not released|supposed to)\b",
    )
});
/// Against its going out, whatever else the words are.
static DISAGREES: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:don't|do not|can't|cannot|wouldn't|not) (?:agree|think|believe|want|feel|support|consent|like|wish|approve)|disagree|(?:i|we) (?:object|am against|are against)|unhappy (?:for|about|with)|not (?:happy|comfortable|content) (?:for|about|with|that)|(?:speak|talk|see|meet|ring|ask|word|chat)\b.{0,40}\bfirst)\b",
    )
});
/// A no that lets it go.
static NO_OBJECTION: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:no|not an?|without)(?: (?:longer|any|real|further|particular))* (?:objections?|problems?|issues?|qualms|reservations?)|nothing against|(?:don't|do not|wouldn't) (?:mind|object)|no reason (?:not to|to (?:wait|hold|delay))|(?:don't|no need to|needn't|do not|no longer need to) (?:hold|wait|delay))\b",
    )
});
static HOLD: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:please |pls |do |kindly )?hold(?:ing)? (?:off|on|fire|back|up|anything|this|that|it|her|him|them|hers|his|for|the letter|the escalation|all|everything|please|pls|until|till|@\d+)|put .{0,30}on hold|hold$|^hold\b|hang fire|stand down|withhold|(?:don't|do not|dont|please not|not to|shouldn't|should not|rather you didn't|rather not|if you (?:didn't|did not|don't|wouldn't|would not|could not|couldn't|held off|refrained from)|that you (?:don't|didn't|not)|wouldn't|would not|no need to|needn't|need not|no reason to|not necessary to|unnecessary to|please avoid)(?: (?:please|yet|actually|just|go|go and|be|get|anything|you|want|like|it|this|that|to))* (?:send|sending|tell|telling|inform|informing|notify|notifying|write|writing|email|emailing|e-mail|contact|contacting|escalate|escalating|involve|involving|copy|bother|bothering|trouble|alert|alerting|let .{1,20} know|go to|refer|release|take (?:it|this) (?:further|any further)|go (?:any )?further|raise|report|chase|copied|worry)|not (?:be |been )?(?:informed|told|notified|sent|contacted|copied|escalated|written to)|(?:i'd|i would|would|should|we'd) (?:much )?(?:rather|prefer|sooner)(?: (?:it|that|if|you|we|this|to|she|he|they))* (?:wait|waited|hold|held|didn't|did not|not|left|leave|weren't|wasn't)|no need (?:for|of) (?:a |an |any |the )?(?:letter|escalation|e-?mail|further|anything|that)|no further action on|let (?:me|us) (?:speak|talk|have a (?:word|chat)|see|check|find out|catch|try|ask|get hold|meet|deal|handle|look into)|leave (?:it|this|him|her|them|that|@\d+|the letter)(?:'s)? (?:with (?:me|us)|to (?:me|us)|for (?:now|the moment|a|another|this|me)|be|out|alone|until|till|a (?:week|bit|while|day|few))|(?:give|allow) (?:it|him|her|them|this|@\d+|me|us) (?:a|an|another|until|till|some|more|the|one|two|time|till)|(?:sit|sitting) (?:on|tight)|wait (?:until|till|a|for|please|pls|with|on|before)|on hold|keep (?:it|this|hers|his|that|@\d+(?:'s)?) (?:back|on hold)|(?:i'll|i will|we'll|we will) (?:handle|deal with|take care of|sort|pick) (?:it|this|him|her|them|that)(?: up| out)?|(?:before|until) (?:you |we )?(?:send|sending|tell|telling|it goes|anything goes|this goes))\b|^(?:wait|pause|not yet|stop|hold)\W*$",
    )
});
static HOLD_IN_NOTICE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^\W*(?:no|nah|nope|er|um|hmm)[, ]+not @\d+|\b(?:refrain|stay(?:s|ed)? (?:with (?:me|us)|put|where it is|between us|in (?:the|my|your|our) (?:drawer|tray|inbox))|hold|^not (?:until|till|before)|rest (?:until|till)|retain (?:it|this|that)|postponement|keep (?:it|this|that|@\d+)(?:'s)? (?:for now|for the moment|back)|give (?:me|us|it|her|him|them|@\d+) (?:until|till|'?til)|leave (?:it|this|that|him|her|them|@\d+)(?:'s)? (?:until|till|'?til)|not yet|not (?:just )?now|wait|pause|park|delay(?:ed)?|defer(?:red)?|postponed?|put (?:off|back)|stop|cancel (?:it|this|the letter)|not this one|may not|must not|should not go|shouldn't go|can't go|cannot go|not to go|not go|bear with me|hang on|too soon|premature|one moment|no need|not necessary|unnecessary|needn't|nothing (?:needed|required|more)|do nothing|no action|drop it|call it off|let it (?:lie|rest|be)|forget it|^no\b|^not (?:him|her|this|them|that|@\d+)|please don't|^don't|leave it|hold it|nothing (?:further |more |else )?(?:be |is |to be |goes? |going |gets? )?(?:sent|goes|go(?:es)? out|said)|kept? (?:back|on ice|on hold)|(?:need|want|like|give me)(?: \w+){0,2} more time|(?:will|'ll) (?:shout|say|tell you|let you know|give you a shout) when|on ice|not @\d+(?:'s)? (?:just )?yet|(?:can|could|may|might) (?:we|you|this|it|that|@\d+(?:'s)?|hers|his) (?:please )?(?:wait|hold|be held|be kept)|sleep on it|until i(?:'ve| have) (?:seen|spoken|met|had|talked)|leave (?:him|her|them|@\d+|it|this|that)(?: one)?(?: be| alone| for)|would ask that nothing|rather (?:you|we|it|this) (?:didn't|waited|did not))\b",
    )
});
static RELEASE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:you (?:can|may) |please |pls |can you |now |do )?(?:release|unhold|lift the hold|take (?:it|@\d+|her|him|this)(?:'s)? off hold)|off hold|fine (?:to|for (?:you|it|that|this|#\d+) to|if you) (?:send|tell|let|go|inform|write|be sent|release|go ahead|proceed|escalate|know)|(?:happy|ok|okay|alright|content|all right) (?:to|for (?:you|it|that|this|@\d+(?:'s)?|#\d+) to|with|if you) (?:send|tell|let|go|inform|write|be sent|release|proceed|escalate|know|sending|telling|that going|it going|be told|be informed)|(?:can|may|should|could|might|must|is free to|are free to) (?:now |all |both |certainly |as well |also )?(?:go|be sent|go out|proceed|be released|be told|be informed|be escalated|be apprised|be notified|be advised|be made aware)\b(?: (?:now|out|ahead))?|let (?:them|@\d+(?:'s)?|hers|his|the letter|this one) (?:go|out|be sent)|(?:agree|consent|content|happy|fine) (?:that|for|with|to) .{0,40}(?:informed|told|sent|notified|going)|send (?:it|this|that|hers|his|them|the letter|@\d+(?:'s)?)(?: (?:out|now|off|away|on))?|no (?:longer )?(?:any )?(?:objections?|need to (?:hold|wait))|(?:don't|no need to|needn't|do not) (?:hold|wait)(?: any longer| any more)?)\b",
    )
});
static RELEASE_IN_NOTICE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:#\d+|firm head|s?he|they) (?:ought to|should|needs? to|has to|had better|must) (?:know|hear|be told|be informed)|(?:like|want|wish) (?:#\d+|(?:the|his|her|their) firm head) to (?:know|be told|hear)|agree (?:that )?.{0,40}\b(?:told|informed|know)|let it (?:go|run)|time (?:it|this) went|over to you|all yours|^\W*(?:that's |it's |this is |thats )?(?:all )?fine (?:by|with) (?:me|us)|no reason to stand in the way|send away|off you go|go ahead|fire away|crack on|be my guest|good to go|off it goes|go for it|go on|proceed|carry on|by all means|please do|do (?:so|it|send|tell|go|let)|yes,? (?:please|send|do|go|tell|let)|you (?:can|may|should) (?:now |please |certainly |all means )*(?:tell|inform|notify|write|let|email|send|escalate|go|proceed|contact)|(?:may|can|should) (?:now )?be (?:told|informed|sent|notified|contacted)|let (?:her|his|their|the|#\d+|him|them) (?:firm head )?(?:know|be told)|(?:please |do |you (?:can|may|should) |then )(?:tell|inform|notify|write to|let|email|escalate|send)|^(?:tell|inform|notify|write to|escalate|send)|as planned|green light|all clear|it can go|escalate|time to|agreed,? (?:send|go))\b|^\W*(?:yes|yep|yeah|agreed|sure|absolutely|of course|certainly|fine|ok|okay|that's fine|this is fine|all fine|happy)(?:,? (?:fine|ok|agreed|please|by (?:me|us)|with (?:me|us)|to (?:me|us)|thanks|thank you|from me|with that|of course|go|here))+\W*$|^\W*(?:yes|yeah|yep|yup|sure|ok|okay|fine|aye)[, ]+(?:do|tell|send|let|go|please|inform|write|release)\b|^\W*(?:yes|agreed|no objections?|go)\W*$|(?:^|@\d+(?:'s)?|\b(?:this|it|that|hers|his|one))[ ,:;-]+(?:is |are )?to (?:be (?:sent|released)|go)(?: out| now| ahead| please)*\W*$",
    )
});
static CONCERN: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:i'm|i am|we are|we're|am|are|bit|rather|quite|getting|increasingly|still|very|tbh|also|both|more|remain|grow|growing|feeling|become|becoming|slightly|little|really|genuinely|a)\s(?:\w+ )?(?:worried|concerned|uneasy|anxious)|(?:express|voice|feel) (?:\w+ )?(?:disquiet|unease|misgivings)|not (?:at all |very |too |really )?happy (?:about|with) @\d+|(?:worried|concerned|worries|concerns?|concern|worry|uneasy|disquiet|unease|misgivings) (?:about|as to|for|by|over|regarding|me|us|is|with)|(?:worries|concerns|troubles|bothers) (?:me|us)|(?:troubled|perturbed|disturbed|bothered|uneasy|unhappy|uncomfortable) (?:by|about|over|with)|(?:flag|raise|escalate|refer)(?:ging|ing)?(?: up)? (?:@\d+|him|her|them|this|it|please|pls|a concern|(?:a|my|our) (?:concern|worry))|(?:like|want|ask|wish|grateful).{0,40}(?:firm head|#\d+|undergraduate team|stage lead|someone|you).{0,25}(?:know|told|informed|aware|speak|talk|look|involved|picked up|escalated|raise)|(?:should|needs? to|ought to) (?:be told|know|be informed|be escalated|be flagged|hear)|(?:not|isn't|hasn't been|barely|hardly|never|doesn't|don't) (?:really |at all |properly |seem |been )*(?:engag(?:ed|ing|e)|participat(?:ed|ing|e))|(?:lack of|poor|insufficient|no) (?:engagement|participation)|disengaged|present in body only|keep an eye on)\b",
    )
});
/// Signs of a student who struggles, which are a worry where somebody is to be told.
static SIGNS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:something(?:'s| is)? (?:up|wrong|not right|going on|amiss)|(?:someone|somebody) (?:should|ought to|needs to|must) (?:talk|speak|have a word|see)|(?:hardly|not|barely) (?:said|spoken) a word|looks? (?:exhausted|awful|dreadful|ill|wretched|terrible|lost|unwell)|in tears|tearful|crying|cried|wept|weeping|red eyes|withdrawn|(?:not|isn't) (?:herself|himself|themselves|coping|right)|struggling|going downhill|falling apart)\b",
    )
});
static PASSES_ON: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:can|could|would|will) (?:you|someone|somebody)(?: please| pls)? (?:tell|let|flag|raise|speak|mention|see to it|make sure)|(?:please|pls) (?:tell|let|flag|raise|escalate|mention)|firm head|escalate)\b",
    )
});
/// In an answer to a notice only a worry in so many words is one; that somebody should know is the notice itself.
static WORRIED: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\b(?:worr\w+|concern\w*|uneas\w+|anxious|troubl\w+|perturbed|engag\w+|disengaged)\b"));
/// "Can we flag Wei?" asks for it to be done.
static FLAG_IT: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:can|could|would|will) (?:you|we|i|someone|somebody)(?: (?:please|pls|kindly|just|possibly))? (?:see to it|make sure|ensure|mention|speak|talk|look into|flag|raise|escalate|refer|tell|let|take (?:it|this)|pass)\b|^\W*keep an eye on\b",
    )
});
static NO_CONCERN: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\bas far as (?:i'm|i am|im) concerned\b|\b(?:not|no longer|n't|no|nothing|without|any|never|no real|no further)(?: (?:a|particularly|too|very|at all|especially|overly|any|be|need to|unduly|further|real|immediate))* (?:worried|concerned|concerns?|worries|worry|flag|escalate|raise)\b|\bwas (?:worried|concerned)\b|\b(?:you|i|we) needs? to know\b|\bdon't worry\b|\bno worries\b",
    )
});
static EXPLAINED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:explain(?:ed|s|ing)?|explanation|told (?:me|us|#\d+)\b.{0,60}\b(?:why|because|that|about|she|he|they|was|had|reason)|(?:gave|given) (?:me |us |#\d+ )?(?:a |an |her |his |their |the |good |perfectly good |very good )+(?:reasons?|excuse)|let (?:me|us|#\d+) know\b|(?:texted|emailed|e-mailed|messaged|rang|phoned|told|wrote to|written to|apologised to) (?:me|us|#\d+)\b|(?:has|have|had|'s|'d) (?:since |now |already |also )?(?:apologised|emailed|e-mailed|written|texted|messaged|rung|phoned|been in touch|got in touch|contacted|spoken to (?:me|us|#\d+) about)|came (?:to (?:see|find|tell)|up to) (?:me|us|#\d+)|was (?:ill|sick|unwell|poorly|off sick|on nights|in hospital|at a|at the|stuck|away at)|(?:count|mark|treat|record|put|take|accept) (?:it|that|this|her|his|the) (?:absence )?(?:down )?as (?:explained|excused|accepted)|accounted (?:to (?:me|us) )?for|(?:matter|case) (?:is )?closed|call that explained|sorted as far as|i accept|legitimate|i knew (?:about|that|why)|missed .{0,40}\b(?:because|due to|as (?:she|he|they)|since (?:she|he|they)))\b",
    )
});
/// Only that the same holds for others.
pub static LIKEWISE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^\W*(?:(?:and|also|plus|(?:the )?same (?:for|with|goes for|applies to)|likewise|ditto|(?:so|as|nor|neither) (?:was|were|did|has|have)|nor|neither)[, ]+)+@\d+(?:'s)?(?:(?:,| and| &)+ @\d+(?:'s)?)*(?: too| also| as well| likewise| both| did| was| please| pls)*\W*$|^\W*@\d+(?:'s)?(?:(?:,| and| &)+ @\d+(?:'s)?)* (?:too|also|as well|likewise|ditto|the same|same)(?: please| pls)?\W*$",
    )
});
/// When they told it.
static WHEN_TOLD: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?P<told>\b(?:told|tells|e-?mailed|wrote|written|rang|phoned|spoke|spoken|said|came|explained|messaged|texted|stopped|caught|found|saw|met)\b(?: (?:to|with|up|see|find))?(?: (?:me|us|him|her|#\d+))?) (?:yesterday|today|this (?:morning|afternoon|evening|week)|last (?:night|week)|earlier|just now|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)",
    )
});
/// "He emailed me last night": they have been heard from.
static TOLD_US: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:\b(?:he|she|they)|@\d+)(?:'s|'ve|'d| has| have| had)?(?: since| now| just| already| also)* (?:e-?mailed|texted|messaged|told|let|rang|phoned|wrote|written|explained|been in touch|apologi[sz]ed)\b",
    )
});
/// Says in so many words that the student explained, beside another order.
static WHY: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:told (?:me|us|#\d+) (?:why|everything|all about|what happened|the (?:whole )?story)|explained|told (?:me|us) (?:the|her|his|their) reasons?|given (?:me|us) (?:a|her|his|the) (?:\w+ )?reason)\b",
    )
});
/// Speaks of a day to come.
static COMING: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:can't (?:make|come|do|be|attend|get)|cannot (?:make|come|do|be|attend)|won't (?:be|make|come)|will (?:not|be)|will miss|going to miss|not going to|tomorrow|next (?:week|time|session|tuesday|friday)|isn't able to|unable to (?:attend|come|make))\b",
    )
});
static WROTE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:\b(?:has|have|had)|'s|'d)?\b *(?:just |since |now |already |also )?(?:texted|e-?mailed|messaged|rang|rung|phoned|written|wrote|contacted|(?:been|got) in touch)\b(?: (?:to|with))?(?: (?:me|us)\b)?",
    )
});
static STILL_TO_HEAR: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:meeting|seeing|ringing|calling|speaking (?:to|with)) (?:him|her|them|@\d+)|(?:i'll|i will|let me|need to|have to|want to) (?:(?:sit|get) down (?:and|to) )?(?:read|ring|call|phone|meet|speak|talk|think|reply)|something (?:\w+ ){0,2}long)\b",
    )
});
static NOT_EXPLAINED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\bi (?:thought|had thought|assumed|understood|was under)\b|\bdidn't (?:s?he|they|you)\b|\b(?:was|were) (?:there|present|here|with us|at (?:the|our|my) (?:group|session|meeting|balint))\b|\b(?:no|not|n't|never|without|hasn't|haven't|nothing|any)(?: (?:yet|been|an?|any|given|me|us|her|his|offered|told|real))* (?:explain(?:ed)?|explanation|reason|excuse|told|apologised|emailed|said|word|accounted|written)\b",
    )
});
static LEFT: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:has|have|'s|had|is|'ve) (?:now |just |also |sadly |formally |officially |apparently |since |actually )*(?:left|leaving|quit|withdrawn|withdrawing)(?: (?:the |our |this |my |medicine|medical|med|us|university|uni|for good|G\d)\w*|\W*$|, | and\b| so\b| -)|left (?:the |our |this )(?:course|programme|program|group|degree|medical school|med school|uni|university|year|school)|left (?:us|medicine|med school|medical school|uni)\b|withd(?:rew|rawn|rawing) from|dropped out|(?:no longer|not|isn't|is not|not actually|never was) (?:\w+ )?(?:in|on|part of|with|one of|a member of|coming to|attending|belong(?:s|ing)? to) (?:the |our |this |my |any )?(?:group|course|us|ours|list|G\d+|programme|rotation|placement|year|any more|anymore)|intercalat\w+|(?:transferr?ed|transferring|moved|moving|switched|switching|swapped|reallocated|been moved) (?:out |over |across )?(?:to|into|from) (?:another|a different|other|the \w+|G\d+|\w+day(?:'s)?|a \w+day|a new|our|\w+'s) ?(?:group|groups|school|medical school|university|course|site|G\d+)?|transferred out|interrupt(?:ed|ing) (?:her|his|their|the) (?:stud\w+|course|year)|interrupted|interruption of stud\w+|(?:suspended|deferred|paused|interrupting|suspending|deferring) (?:her|his|their|the) (?:stud\w+|year|course|place)|(?:isn't|not|won't be|is not) (?:be )?(?:coming back|returning|be back|back) (?:this year|to|at all|ever|next term|after)|(?:take|strike|remove|delete|cross|drop) (?:@\d+|her|him|them)(?:'s name)? (?:off|from|out)|off (?:the|our|your) list|no longer (?:a student|a medical student|here|with us|ours|of our (?:number|group|party))|quit|(?:gone|going|left|moved|away|off|flown|departed|back)\b[^.;,]{0,30} for good|(?:given|giving|gave) up (?:the |her |his |their )?(?:medicine|course|degree|stud\w+|training))\b",
    )
});
static LEFT_EARLY: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:could|can|would|will|did)(?: not|n't) be (?:in|with|at|on|here|there)\b|\b(?:was|were|wasn't|weren't)(?: not| never| sadly| also)* (?:in|with|at|on|here|there)\b|\b(?:off|from|out of|among) (?:the |your |my )?(?:absen|missing|late|excused|apolog)|\bleft (?:us )?(?:at|after|before|early|halfway|around|about|\d|us (?:at|early|after|before)|for (?:a|an|her|his|the|clinic|theatre))\b",
    )
});
