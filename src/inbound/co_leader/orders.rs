//! What a co-leader says of a student beside the register: a letter held or let go, an absence explained, a worry, that
//! they have left.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use super::context::{Context, SEARCHED_MAX};
use super::enquiry;
use super::explained::told_why;
use super::letters::hold_or_release;
use super::statement::speaks_of_group;
use super::text::Sentence;
use crate::domain::id::PersonId;
use crate::domain::said::Order;
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
    let of_notice = context.kind() == Some(AboutKind::EscalationNotice);
    if (has_left(text) || of_notice && LEFT_BARE.is_match(text)) && (!sentence.asks || TAGGED.is_match(text)) {
        // "Hassan has left the course, and Grace is ill": only one of them.
        static OTHERWISE: LazyLock<Regex> = LazyLock::new(|| {
            rule(
                r"(?i)[,;:]? (?:and|but|while|whereas) @\d+(?: and @\d+)* (?:is|are|was|were|has|have|had|isn't|wasn't|came|sent|will)\b",
            )
        });
        let (own, other) = OTHERWISE.find(text).map_or((text, ""), |found| text.split_at(found.start()));
        let (own, other) = if has_left(own) && !has_left(other) { (own, other) } else { (text, "") };
        each(context, own, latest, &mut found, "left", |student| Order::Left { student });
        // "Kofi's gone home for good, the other eleven came."
        found.consumed &= !(context.answers_register() && (speaks_of_group(text) || !other.is_empty()));
        return found;
    }
    hold_or_release(context, sentence, latest, &mut found);
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
    told_why(context, sentence, latest, &mut found);
    found
}

/// Is somebody worried, in so many words?
pub(super) fn worries(sentence: &Sentence) -> bool {
    let text = sentence.text.as_str();
    !sentence.asks && CONCERN.is_match(text) && !NO_CONCERN.is_match(text) && WORRIED.is_match(text)
}

/// Is somebody no longer of the group? That they left the room early, or would like to leave, is not said so.
fn has_left(text: &str) -> bool {
    let of_course = LEFT.is_match(text) && !LEFT_EARLY.is_match(text) || LEFT_AT_TERM.is_match(text);
    of_course && !ONLY_WISHES.is_match(text)
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

/// "Would you take it further?": the concern is already given.
pub fn asks_to_flag(sentence: &Sentence) -> bool {
    sentence.asks && FLAG_IT.is_match(&sentence.text)
}

/// Who is meant: those named, else "this one", else those named last.
pub(super) fn meant(context: &Context, text: &str, latest: &[PersonId]) -> Vec<PersonId> {
    let mut students = context.students_in(text);
    if students.is_empty() {
        students = latest.to_vec();
    }
    if students.is_empty() {
        students.extend(context.about_student());
    }
    students
}

pub(super) fn each(
    context: &Context,
    text: &str,
    latest: &[PersonId],
    found: &mut Orders,
    rule: &'static str,
    order: impl Fn(PersonId) -> Order,
) {
    let text = &*without_the_unmeant(text);
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

/// "Aisha Khan (not Ayesha)": who is not meant is of no order.
pub(super) fn without_the_unmeant(text: &str) -> Cow<'_, str> {
    NOT_THEM.replace_all(text, " ")
}

pub(super) fn unclear_marks(context: &Context, text: &str) -> Vec<usize> {
    context
        .names_in(text)
        .into_iter()
        .filter(|place| context.mention(*place).is_some_and(crate::inbound::names::Mention::is_unclear))
        .collect()
}

static NOT_THEM: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\(not @\d+\)|, not @\d+,"));
static CONCERN: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:i'm|i am|we are|we're|am|are|bit|rather|quite|getting|increasingly|still|very|tbh|also|both|more|remain|grow|growing|feeling|become|becoming|slightly|little|really|genuinely|a)\s(?:\w+ )?(?:worried|concerned|uneasy|anxious)|(?:express|voice|feel) (?:\w+ )?(?:disquiet|unease|misgivings)|^\W*(?:very |really |bit |a bit |quite |so |rather |gravely |deeply )*(?:worried|concerned)\b|fear(?:s|ed|ful)? (?:for|about) (?:@\d+|him|her|them)|not (?:at all |very |too |really )?happy (?:about|with) (?:@\d+|how (?:s?he|they|@\d+))|(?:worried|concerned|worries|concerns?|concern|worry|uneasy|disquiet|unease|misgivings) (?:about|as to|for|by|over|regarding|me|us|is|with)|(?:worries|concerns|troubles|bothers) (?:me|us)|(?:troubled|perturbed|disturbed|bothered|uneasy|unhappy|uncomfortable) (?:by|about|over|with)|(?:flag|raise|escalate|refer)(?:ging|ing)?(?: up)? (?:@\d+|him|her|them|this|it|please|pls|a concern|(?:a|my|our) (?:concern|worry))|(?:like|want|ask|wish|grateful).{0,40}(?:firm head|#\d+|undergraduate team|stage lead|someone|you).{0,25}(?:know|told|informed|aware|speak|talk|look|involved|picked up|escalated|raise)|(?:should|needs? to|ought to) (?:be told|know|be informed|be escalated|be flagged|hear)|(?:not|isn't|hasn't been|barely|hardly|never|doesn't|don't) (?:really |at all |properly |seem |been )*(?:engag(?:ed|ing|e)|participat(?:ed|ing|e))|(?:lack of|poor|insufficient|no) (?:engagement|participation)|disengaged|present in body only|keep an eye on|(?:is|are|remains?) (?:already |still |also )?(?:a|my|our|one) (?:\w+ )?(?:worry|concern)|i (?:do |really |rather |still )+worry|wants? (?:this|it|that|@\d+|him|her|them) (?:escalated|flagged|raised)|\d's (?:a|my|our|one) (?:\w+ )?(?:worry|concern)|(?:get|ask|have) (?:#\d+|(?:his|her|their) firm head) to (?:follow|look|speak|see|have a word|talk))\b",
    )
});
/// Signs of a student who struggles, which are a worry where somebody is to be told.
static SIGNS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:something(?:'s| is)? (?:up|wrong|not right|going on|amiss)|(?:someone|somebody) (?:should|ought to|needs to|must) (?:talk|speak|have a word|see)|(?:hardly|not|barely) (?:said|spoken) a word|looks? (?:exhausted|awful|dreadful|ill|wretched|terrible|lost|unwell)|in tears|tearful|crying|cried|wept|weeping|red eyes|withdrawn|(?:not|isn't) (?:herself|himself|themselves|coping|right)|struggling|going downhill|falling apart|(?:very|so|really|rather|quite|a bit|seems?|looks?|looking|terribly) (?:low|down|flat|fragile|unhappy|depressed|withdrawn))\b",
    )
});
static PASSES_ON: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:can|could|would|will) (?:you|someone|somebody)(?: please| pls)? (?:tell|let|flag|raise|speak|mention|see to it|make sure)|(?:please|pls) (?:tell|let|flag|raise|escalate|mention)|firm head|escalate)\b",
    )
});
/// In an answer to a notice only a worry in so many words is one; that somebody should know is the notice itself.
static WORRIED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:worr\w+|concern\w*|uneas\w+|anxious|fear\w*|not (?:at all |very |too |really )?happy|troubl\w+|perturbed|engag\w+|disengaged)\b",
    )
});
/// "Can we flag Wei?" asks for it to be done.
static FLAG_IT: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:can|could|would|will) (?:you|we|i|someone|somebody)(?: (?:please|pls|kindly|just|possibly))? (?:see to it|get (?:#\d+|(?:his|her|their) firm head) to|make sure|ensure|mention|speak|talk|look into|flag|raise|escalate|refer|tell|let|take (?:it|this)|pass)\b|\b(?:could|can|should) (?:#\d+|(?:his|her|their|the) firm head) (?:be told|know|be informed|have a look|look)\b|^\W*keep an eye on\b",
    )
});
static NO_CONCERN: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\bas far as (?:i'm|i am|im) concerned\b|\b(?:not|no longer|n't|no|nothing|without|any|never|no real|no further)(?: (?:a|particularly|too|very|at all|especially|overly|any|be|need to|unduly|to|further|real|immediate))* (?:worried|concerned|concerns?|worries|worry|flag|escalate|raise)\b|\bwas (?:worried|concerned)\b|\b(?:you|i|we) needs? to know\b|\bdon't worry\b|\bno worries\b",
    )
});
/// Only that the same holds for others.
pub static LIKEWISE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^\W*(?:(?:and|also|plus|(?:the )?same (?:for|with|goes for|applies to)|likewise|ditto|(?:so|as|nor|neither) (?:was|were|did|has|have)|nor|neither)[, ]+)+@\d+(?:'s)?(?:(?:,| and| &)+ @\d+(?:'s)?)*(?: too| also| as well| likewise| both| did| was| please| pls)*(?:,? if (?:there's|there is|s?he|it|one|they|@\d+)(?:'s| is| are| was)?[^@#]{1,30})?\W*$|^\W*@\d+(?:'s)?(?:(?:,| and| &)+ @\d+(?:'s)?)* (?:too|also|as well|likewise|ditto|the same|same)(?: please| pls)?\W*$",
    )
});
static LEFT: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:has|have|'s|had|is|'ve) (?:now |just |also |sadly |formally |officially |apparently |since |actually )*(?:left|leaving|quit|withdrawn|withdrawing)(?: (?:the |our |this |my |medicine|medical|med|us|university|uni|for good|G\d)\w*|\W*$|, | and\b| so\b| -)|(?:pulled|dropped|opted) out of (?:the |our |this )(?:course|programme|group|degree)|left (?:the |our |this )(?:course|programme|program|group|degree|medical school|med school|uni|university|year|school)|left (?:us|medicine|med school|medical school|uni)\b|withd(?:rew|raws|rawn|rawing) from|dropped out|(?:no longer|not|isn't|is not|not actually|never was) (?:\w+ )?(?:in|on|part of|one of|a member of|coming to|attending|belong(?:s|ing)? to) (?:the |our |this |my |any )?(?:group|course|us|ours|list|G\d+|programme|rotation|placement|year|any more|anymore)|no longer (?:with|of) (?:us|our\b)|intercalating|(?:is|was|are|be|to|has|have|'s|will) intercalat(?:e|ed)|(?:transferr?ed|transferring|moved|moving|switched|switching|swapped|reallocated|been moved) (?:out |over |across )?(?:to|into|from) (?:another|a different|other|the \w+|G\d+|\w+day(?:'s)?|a \w+day|a new|our|\w+'s) ?(?:group|groups|school|medical school|university|course|site|G\d+)?|transferred out|interrupt(?:ed|ing) (?:her|his|their|the) (?:stud\w+|course|year)|interrupted|interruption of stud\w+|(?:suspended|deferred|paused|interrupting|suspending|deferring) (?:her|his|their|the) (?:stud\w+|year|course|place)|(?:isn't|not|won't be|is not) (?:be )?(?:coming back|returning|be back|back) (?:this year|to|at all|ever|next term|after)|(?:take|strike|remove|delete|cross|drop) (?:@\d+|her|him|them)(?:'s name)? (?:off|from|out)|off (?:the|our|your) list|no longer (?:a student|a medical student|here|with us|ours|of our (?:number|group|party))|quit|(?:gone|going|left|moved|away|off|flown|departed|back|return(?:s|ed|ing))\b[^.;,]{0,30} for good|(?:given|giving|gave) up (?:the |her |his |their )?(?:medicine|course|degree|stud\w+|training)|(?:changed|changing|swapped|switched|swapping|switching) groups?|(?:taken|taking|takes|having|stopping for|out for|interrupting for|away for) (?:a|the|this) (?:gap )?year(?: out| off)?|interrupting(?: for| until| from|,|\W*$)|(?:not|no longer|no more) (?:really )?ours\b|no more (?:in|of) (?:the|our) group|taken leave (?:from|of) (?:the )?(?:university|uni|course|school)|ended (?:her|his|their) studies|(?:gone|moved) to a(?:nother| different) (?:firm|group)|left (?:us )?last (?:week|wk|month|term)|on a year out|last (?:day|session|week|time|group) (?:with us|in (?:the|our) group) (?:was|is)|(?:swapping|moving|switching|transferring|going over) (?:in)?to (?:the|another|a different) (?:\w+ ){0,2}group|moved by (?:the |her |his )?(?:school|faculty|university|college|deanery|office) to|(?:has|have|'s|is|been) (?:now |just )?(?:transferred|moved|swapped|switched|been moved|been transferred|reallocated) to (?-i:[A-Z])\w+|(?:off|removed from|struck off) (?:the|our|this) (?:course|programme)|gone (?:over |across )?to (?:another|a different|the other) (?:medical school|med school|school|university|group|course)|(?:been|was|is) withdrawn by|(?:was|were|been|gone,|left,) transferred to (?-i:[A-Z])\w+|(?:given|granted|taking|taken|on|begun|started) (?:a )?leave of absence|(?:not|n't) (?:be )?(?:rejoin\w*|return(?:ing)?\b(?: to (?:us|the (?:group|course)))?(?: this (?:year|term))?\W*$)|not to be expected (?:again|back|any more)|(?:not|no longer) with us (?:from|any ?more|any longer)|(?:has |have |'s )?gone to (?-i:[A-Z])\w+ (?:to finish|and (?:is not|isn't|won't|will not))|(?:isn't|is not|not) coming back(?:\W*$|[.,;])|medicine (?:is not|isn't) for (?:him|her|them))\b",
    )
});
/// "She's withdrawn, didn't anyone tell you?"
static TAGGED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i), ?(?:didn't|did|haven't|hasn't|don't|weren't|wasn't|isn't) (?:\w+ ){0,3}(?:you|it|know|said|told|s?he|they)\b[^,?]*\?$",
    )
});
/// In an answer to a notice that is no end of a session.
static LEFT_BARE: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)^\W*(?:(?:s?he|they|@\d+)(?:'s| has| have)? )?(?:just |now |sadly )?left\W*$"));
static LEFT_EARLY: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\bit (?:had |has |was )?(?:been )?moved to\b|\b(?:swapp|switch|mov|transferr)(?:ed|ing) (?:in)?to (?:a|the|another|his|her|their) (?:\w+ )?(?:theatre|clinic|list|shift|slot|rota)\b|\b(?:off|from) (?:the |your |\w+day's )*(?:letters|list for)\b|\b(?:s?he|they|who|@\d+)(?:'d| had) (?:just |only )?been (?:moved|sent|posted|transferred|placed|put)\b|\bnot been (?:with|at|in|here|there)\b|\b(?:could|can|would|will|did)(?: not|n't) be (?:in|with|at|on|here|there)\b|\b(?:was|were|wasn't|weren't)(?: not| never| sadly| also)* (?:in|with|at|on|here|there)\b|\b(?:off|from|out of|among) (?:the |your |my )?(?:absen|missing|late|excused|apolog)|\bleft (?:us )?(?:(?:a )?(?:little|bit|touch) )?(?:at|after|before|early|halfway|around|about|\d|us (?:at|early|after|before)|for (?:a|an|her|his|the|clinic|theatre))\b|\bmoved to the (?:back|front|window|radiator|corner|door|floor|sofa|far|other (?:side|end|chair)|next (?:chair|room))\b|\bmoved\b[^.;]{0,40}\bfor (?:the|a|this|two|three) (?:day|week|fortnight|month|block|weeks|days)\b",
    )
});
/// "She left us at half term": that is not the end of a session.
static LEFT_AT_TERM: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\bleft us (?:(?:at|over|in|before|after) (?:half[- ]term|christmas|easter|(?:the )?new year|january|february|march|november|december)|last (?:week|month|term))\b",
    )
});
/// Would like to, or has asked whether they may.
static ONLY_WISHES: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:want|wish|hope|plan|ask|like|threaten)(?:s|ed|ing|es)? to (?:leave|quit|withdraw|transfer|switch|swap|move|drop|interrupt|intercalate)|asked (?:if|whether|about)|(?:thinking (?:of|about)|considering|considers) (?:\w+ )?(?:\w+ing|a year))\b",
    )
});
