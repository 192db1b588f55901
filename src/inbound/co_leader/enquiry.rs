//! What a co-leader asks of the program or of a person: how things stand, how to write, and everything that needs an
//! answer; and what says nothing at all.

use std::sync::LazyLock;

use regex::Regex;

use super::context::Context;
use super::explained::PUT_SO;
use super::register::Register;
use super::statement::{speaks_of_group, speaks_of_status};
use super::text::Sentence;
use super::verdict;
use crate::domain::id::PersonId;
use crate::domain::said::Order;
use crate::inbound::dates::Tense;
use crate::inbound::names::{Mention, rule};
use crate::inbound::reading::AboutKind;

/// A request for the state of things, for help, or a question for a person.
pub fn enquiry(context: &Context, sentence: &Sentence) -> Option<(&'static str, Order)> {
    let text = sentence.text.as_str();
    if HELP.is_match(text) {
        return Some(("help", Order::Help));
    }
    let asks_who = sentence.asks && WHO_WAS.is_match(text);
    let reports = || context.kind() == Some(AboutKind::RegisterRequest) && !sentence.asks && speaks_of_group(text);
    let of_one = sentence.asks && STATUS_OF.is_match(text);
    if (STATUS.is_match(text) && !reports() || asks_who) && context.names_in(text).is_empty() || of_one {
        return Some(("status", Order::Status));
    }
    if SAME_AS_BEFORE.is_match(text) {
        return Some(("question", Order::Question));
    }
    if NAMES_ONE.is_match(text)
        || NOTE_IT.is_match(text)
        || AMENDS.is_match(text) && (context.answers_register() || !context.names_in(text).is_empty())
    {
        return None;
    }
    if WONDERS.is_match(text) && !sentence.asks {
        return None;
    }
    let echoes = context.kind() == Some(AboutKind::EscalationNotice) && ECHOES.is_match(text);
    let asks = !echoes && sentence.inquires() && !COURTESY.is_match(text) || ASKS.is_match(text);
    asks.then_some(("question", Order::Question))
}

/// "I wonder whether he is well": a worry.
static WONDERS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\bwonder(?:ed|ing)? (?:if|whether) (?:@\d+|s?he|they)(?:'s|'re| is| are)(?: \w+)? (?:well|ok|okay|all right|alright|fine|happy|coping)\b",
    )
});
/// "Would you note it?" asks for no answer.
static NOTE_IT: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:can|could|would|will) you (?:please |kindly )?(?:note|record|log|minute|make a note of|put) (?:it|this|that)(?: down)?\W*$",
    )
});
/// "For last Friday?": it names the session, and asks nothing.
static NAMES_ONE: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)^\W*(?:for|re|about|this is for|from) [\w ]{3,30}\?$"));
/// "Could you change Muhammad to excused?" is no question.
static AMENDS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:can|could|may|should) @\d+(?:'s)? (?:please |just |now )?(?:go (?:down|in)|be|count|become)\b|\b(?:can|could|would|will|please)(?: you| we| i)?(?: (?:please|pls|kindly|just|possibly))? (?:change|amend|correct|mark|make|put|record|alter|update|note|fix|switch|set|log|count|swap|take|remove|move|strike|cross|drop|add)\b.*(?:@\d+|\b(?:her|him|them|this|that|it)\b)|\b(?:can|could|would|will) you (?:@\d+|her|him|them) (?:absent|excused|late|present)\b",
    )
});

/// Only that what was ordered is to be done: a worry passed on ("pls escalate"), a name taken off the list, a group put off.
pub fn only_repeats(sentence: &Sentence, orders: &[Order]) -> bool {
    let some = |is: fn(&Order) -> bool| orders.iter().any(is);
    ESCALATES.is_match(&sentence.text) && some(|order| matches!(order, Order::Concern { .. }))
        || STRIKES_OFF.is_match(&sentence.text) && some(|order| matches!(order, Order::Left { .. }))
        || (PUTS_OFF.is_match(&sentence.text) || DELETES.is_match(&sentence.text))
            && some(|order| matches!(order, Order::Cancel { .. }))
        || PUT_SO.is_match(&sentence.text) && some(|order| matches!(order, Order::Explained { .. }))
        || TELLS_COLLEAGUE.is_match(&sentence.text)
            && some(|order| matches!(order, Order::LeaderAway { .. } | Order::Cancel { .. } | Order::Move { .. }))
}

/// "Would you take her name away?"
static STRIKES_OFF: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^\W*(?:(?:so|and|please|pls|kindly|(?:can|could|would|will) (?:you|we|someone)(?: please| pls| kindly)?),? )*(?:take|strike|remove|delete|cross|drop|scratch) (?:@\d+|her|him|them|his|their|the)(?:'s)?(?: name| entry)?(?: (?:off|from|out|away)\b[^.;,@#]{0,40})?(?:,? (?:please|pls|thanks))?\W*$",
    )
});
/// "Would you put everybody off?"
static PUTS_OFF: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^\W*(?:(?:so|and|please|pls|kindly|(?:can|could|would|will) (?:you|we|someone)(?: please| pls| kindly)?),? )*(?:put|stand|turn|call) (?:everyone|everybody|them|the (?:group|students)|it|that one)(?: all)? (?:off|down|away)(?:,? (?:please|pls|thanks))?\W*$",
    )
});
/// "Can the session come out altogether?"
static DELETES: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:can|could|should|may|must|let) (?:the (?:session|group|register)|it|that|this(?: one)?) (?:all )?(?:come out|go|be (?:deleted|removed|taken out|struck (?:off|out)|wiped))\b|^\W*(?:so )?(?:please |pls |kindly )?(?:delete|remove|wipe|strike out|don't count) (?:it|this|that|the (?:session|register))\b",
    )
});
/// "Could you tell Dan he's in charge?"
static TELLS_COLLEAGUE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^\W*(?:please |pls |kindly |and |so )*(?:(?:can|could|would|will) (?:you|someone) (?:please |kindly )?)?(?:tell|let|inform|warn|remind) #\d+\b[^@]*$",
    )
});
static ESCALATES: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^\W*(?:(?:please|pls|kindly|(?:can|could|would|will) (?:you|someone|somebody)(?: please| pls)?),? )*(?:escalate|flag|raise|(?:take|pass) (?:it|this) (?:further|up|on)|(?:tell|let|inform|speak to|talk to) (?:#\d+|(?:his|her|their) firm head))(?: (?:it|this|her|him|them|please|pls|know|about (?:it|this|her|him|them)))*\W*$",
    )
});

/// "Can you let the students know?"
pub fn tells_students(sentence: &Sentence) -> bool {
    TELLS_STUDENTS.is_match(&sentence.text)
}

/// "Why is Hannah down as absent? She was there.": the question is answered by the register itself.
pub fn protests(context: &Context, sentence: &Sentence, register: &Register) -> bool {
    let students = context.students_in(&sentence.text);
    is_protest(sentence) && !students.is_empty() && students.iter().all(|student| register.marks.contains_key(student))
}

/// Does it ask why the record says what it says, or only the writer's own memory ("and ... Hannah?")?
pub fn is_protest(sentence: &Sentence) -> bool {
    PROTESTS.is_match(&sentence.text) || sentence.asks && !INTERROGATES.is_match(&sentence.text)
}

/// Owning up to a muddle: it says nothing of anyone.
pub fn confesses(sentence: &Sentence) -> bool {
    CONFESSES.is_match(&sentence.text) && !speaks_of_status(&sentence.text)
}

/// Is a sentence a question that gives no register, though it may have the words of one?
pub fn only_asks(sentence: &Sentence) -> bool {
    sentence.asks && !NAMES_ONE.is_match(&sentence.text) && !AMENDS.is_match(&sentence.text)
}

/// "This is for the December one": the sentence is there to name the session of the register.
pub fn names_the_session(sentence: &Sentence) -> bool {
    FOR_SESSION.is_match(&sentence.text)
}

/// Is it thanks, or another word that asks for nothing?
pub fn is_thanks(text: &str) -> bool {
    NOTHING.is_match(text)
}

/// Does a sentence say nothing that the program should act on: thanks, a promise, talk around what was understood?
pub fn says_nothing(context: &Context, sentence: &Sentence, register: &Register, orders: &[Order]) -> bool {
    let text = sentence.text.as_str();
    let is_legend = || register.says_something() && context.names_in(text).is_empty() && LEGEND.is_match(text);
    let remarks = context.kind() == Some(AboutKind::EscalationNotice) && REMARKS.is_match(text);
    if remarks || NOTHING.is_match(text) || CONFESSES.is_match(text) || is_legend() {
        return true;
    }
    let named = context.names_in(text);
    // "Dan's rung in sick, so I'll have them to myself" is no promise of a list.
    let of_leading = text.contains('#') && !context.answers_register();
    if named.is_empty() && !of_leading && PROMISE.is_match(text) {
        return true;
    }
    if !register.says_something() && orders.is_empty() {
        return false;
    }
    if names_the_session(sentence) && text.split_whitespace().count() <= 8 {
        return true;
    }
    // "Helen cried, don't tell her": talk about a colleague beside a register.
    let of_colleagues = context.answers_register() && named.is_empty() && text.contains('#');
    if COMMANDS.is_match(text) && !of_colleagues
        || named.iter().any(|name| context.mention(*name).is_none_or(Mention::is_unclear))
    {
        return false;
    }
    if names_a_day_to_lead(context, sentence, orders) {
        return false;
    }
    if register.says_something()
        && context.answers_register()
        && named.is_empty()
        && !sentence.inquires()
        && !speaks_of_status(text)
        && !speaks_of_group(text)
    {
        return true;
    }
    let of_orders = students_of(orders);
    let students = context.students_in(text);
    let known = |student: &PersonId| of_orders.contains(student) || register.marks.contains_key(student);
    let elaborates = !students.is_empty() && students.iter().all(known) || students.is_empty() && !of_orders.is_empty();
    let coming = context.sessions_in(text, Tense::Past).exact.into_iter().filter(|number| !context.has_begun(*number));
    let of_letters = orders.iter().all(|order| {
        matches!(order, Order::Hold { .. } | Order::Release { .. } | Order::Concern { .. } | Order::Question)
    });
    let of_letters = of_letters && !orders.is_empty();
    let new_session = !of_letters && coming.into_iter().any(|number| !sessions_of(orders).contains(&number));
    // "She'll not be able to come on the 11th": a day to come of which no order was read.
    let will_be = FUTURE.is_match(text) && context.answers_register();
    let is_new = |number: &u8| !context.has_begun(*number) && !sessions_of(orders).contains(number);
    if will_be && !students.is_empty() && context.sessions_in(text, Tense::Coming).exact.iter().any(is_new) {
        return false;
    }
    if new_session {
        return false;
    }
    if elaborates || OF_LEADERS.is_match(text) && students.is_empty() {
        return true;
    }
    // Beside a register, talk about a student who has no mark of their own must not sound like one.
    let of_register = register.says_something() && (students.is_empty() || !DENIES.is_match(text));
    (of_register || students.is_empty())
        && !(MATTERS.is_match(text) && (!students.is_empty() || OF_PEOPLE.is_match(text)))
}

/// "I am obliged to be in Gothenburg on 7 May": a day to come, and no order of one who leads was read in it.
pub fn names_a_day_to_lead(context: &Context, sentence: &Sentence, orders: &[Order]) -> bool {
    static LEADER: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)#\d+|\b(?:i|we|our|i'm|i'll|me|us)\b"));
    static DATED: LazyLock<Regex> = LazyLock::new(|| {
        rule(r"(?i)\b\d{1,2}(?:st|nd|rd|th)?\b|\b(?:tuesday|friday|tomorrow|last (?:session|group|one|meeting))\b")
    });
    let text = sentence.text.as_str();
    let is_new = |number: u8| !context.has_begun(number) && !sessions_of(orders).contains(&number);
    LEADER.is_match(text)
        && DATED.is_match(&text.replace(['@', '#'], "x"))
        && context.names_in(text).is_empty()
        && context.sessions_in(text, Tense::Coming).exact.into_iter().any(is_new)
}

/// "Tuesday's off, no heating": a session to come is spoken of, and denied or put on one alone.
pub fn denies_a_day(context: &Context, sentence: &Sentence) -> bool {
    static NOT_AS_EVER: LazyLock<Regex> =
        LazyLock::new(|| rule(r"(?i)\b(?:off|no|not|never|alone|without|away|out|solo|cancel\w*|\w+n't)\b"));
    let [session] = context.sessions_in(&sentence.text, Tense::Coming).exact[..] else { return false };
    let of_nobody = !context.answers_register() && context.names_in(&sentence.text).is_empty();
    of_nobody && NOT_AS_EVER.is_match(&sentence.text) && !context.has_begun(session)
}

fn students_of(orders: &[Order]) -> Vec<PersonId> {
    orders
        .iter()
        .filter_map(|order| match order {
            Order::Hold { student } | Order::Release { student } => *student,
            Order::Explained { student, .. }
            | Order::Concern { student }
            | Order::Left { student }
            | Order::Presented { student, .. }
            | Order::Relay { student, .. } => Some(*student),
            _ => None,
        })
        .collect()
}

fn sessions_of(orders: &[Order]) -> Vec<u8> {
    orders
        .iter()
        .filter_map(|order| match order {
            Order::LeaderAway { session, .. }
            | Order::LeaderBack { session }
            | Order::Cancel { session }
            | Order::Move { session, .. }
            | Order::Relay { session, .. } => Some(*session),
            Order::Explained { session, .. } | Order::Presented { session, .. } => *session,
            _ => None,
        })
        .collect()
}

/// "Dan has the list and I'm on the train. Full register tonight.": the register is to follow, and nobody is spoken of.
pub fn puts_off(context: &Context) -> bool {
    let sentences = &context.prepared.sentences;
    let harmless = |sentence: &Sentence| !sentence.asks && !COMMANDS.is_match(&sentence.text);
    names_nobody(context) && sentences.iter().any(promises) && sentences.iter().all(harmless)
}

/// "Noted, thanks. I did wonder when it would come.": a notice is acknowledged, and nothing is to be done.
pub fn acknowledges(context: &Context) -> bool {
    let clauses: Vec<&str> =
        context.prepared.sentences.iter().flat_map(|sentence| verdict::clauses(&sentence.text)).collect();
    let says_so = |clause: &&str| NOTHING.is_match(clause) || REMARKS.is_match(clause);
    let is_light = |clause: &&str| {
        let of_student =
            verdict::is_names(clause) && context.students_in(clause).into_iter().eq(context.about_student());
        of_student
            || !clause.contains(['@', '#']) && !WEIGHS.is_match(clause) && verdict::verdict(clause, false).is_silent()
    };
    let inquires = context.prepared.sentences.iter().any(Sentence::inquires);
    let of_notice = context.kind() == Some(AboutKind::EscalationNotice);
    of_notice
        && !inquires
        && clauses.iter().any(says_so)
        && clauses.iter().all(|clause| says_so(clause) || is_light(clause))
}

/// "Hang on, that was... no, it's fine. Correct.": the last word is that the record is right.
pub fn finds_right(context: &Context) -> bool {
    let sentences = &context.prepared.sentences;
    let is_right = sentences.last().is_some_and(|last| NOTHING.is_match(&last.text));
    let harmless = |sentence: &Sentence| !sentence.asks && !COMMANDS.is_match(&sentence.text);
    let about_record = context.kind() == Some(AboutKind::RegisterConfirmation);
    about_record && is_right && names_nobody(context) && sentences.iter().all(harmless)
}

fn names_nobody(context: &Context) -> bool {
    context.prepared.sentences.iter().all(|sentence| context.names_in(&sentence.text).is_empty())
}

/// "Wait, which Hannah?" wants to know.
pub fn asks_which(text: &str) -> bool {
    static WHICH: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\bwhich @\d+\b"));
    WHICH.is_match(text)
}

/// The register is to follow.
pub fn promises(sentence: &Sentence) -> bool {
    PROMISE.is_match(&sentence.text)
}

/// How the marks were set into the list: "Marked below, p for present".
static LEGEND: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:marked|marks|remarks|comments|stuck|ticked|crossed|ticks?|cross(?:es)?|annotated|noted|filled in|written|shown|set|put|answers?|see|in (?:red|bold|capitals|green|blue))\b.*\b(?:below|above|in (?:red|bold|capitals|green|blue)|inline|in line|beside|before|after|against|next to|list|names?|for present|for absent)\b|^\W*(?:see )?below\W*$|^\W*ticks? (?:&|and|n) cross(?:es)?\W*$",
    )
});
/// Why the record says what it says.
pub(super) static PROTESTS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:why|how come|how is it that|what makes you)\b.*\b(?:down|marked|listed|recorded|put|shown|showing|says?|as)\b.*\b(?:absent|late|present|missing|excused|turned away|there)\b",
    )
});
static INTERROGATES: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:^|[,;:(-] ?|\b(?:and|but|so|or|please|also) )(?:can|could|would|should|shall|is|are|am|do|does|did|will|have|has|had|was|were|what|which|who|whose|when|where|why|how|may|might|any|any ?(?:one|body|thing))\b|\b(?:ok|okay|all right|right|possible|please|you)\b",
    )
});
pub(super) static TELLS_STUDENTS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:let|tell|inform|notify|warn|e-?mail|message|alert|write to)(?:ing)? (?:all |all of )?(?:the |our |my )?(?:students?|group|everyone|everybody|them|'?em|all|others|rest)(?: of them)?(?: all)?(?: know| please| pls| have (?:the |this |that )?(?:new )?(?:date|time|room|place|details|it)| (?:it's |that it's |at )?\d{1,2}(?:[:.]\d\d)? ?(?:[ap]m)?| about (?:this|it|that)| of (?:this|it)| accordingly| today| now| for me| for us)*\W*$",
    )
});
/// Words of an order that no rule took.
static COMMANDS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:^|[.,;:!-] ?|\b(?:please|pls|kindly|just|(?:can|could|would|will) (?:you|we|i)|and|you (?:can|may|should|must|could)|(?:must|should|shall) (?:we|be)?|let's|must|should) )(?:hold|release|cancel|stop|remove|delete|swap|escalate|send|write|tell|withdraw|move|mark|record|take|put|let)\b|\b(?:wrong|incorrect|mistake|unsubscribe|(?:has|have|had|'s|formally) withdrawn|withdrawn from|withdrawing|complain\w*|don't (?:send|tell|write|record)|go ahead|instead)\b",
    )
});
/// Owning up to a muddle, beside the correction itself.
static CONFESSES: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^\W*(?:sorry|apologies|oops|whoops|my (?:mistake|fault|error|bad|apologies)|i (?:have |had |'ve )?(?:muddled|mixed|confused|got|mistyped|misread|was reading|misheard|miscounted)\b.{0,60}|i gave (?:you )?the wrong \S+|strike (?:what|that|my|the) .{0,40}|i (?:regret|apologise for) (?:an|my|the) (?:error|mistake|slip).{0,30}|i (?:had |have |'ve )?(?:marked|put|recorded|wrote|written) .{0,40}(?:wrong|wrongly|in error|by mistake|incorrectly)|(?:ignore|scrap|disregard|forget) (?:my|what|the|that|all) .{0,50}|(?:(?:both|all|these|those|that|it|they|two|one)(?: of (?:those|these|them))?(?: is| are|'s| was| were)|that's|it's) (?:not (?:quite )?right|wrong|incorrect|the wrong way (?:round|around)|mixed up|swapped|a mistake|an error|my (?:mistake|error|fault))|one (?:correction|change|amendment)|(?:a |small |quick |one small )*(?:correction|amendment|change)(?: to make| please| needed)?)\W*$",
    )
});
/// A sentence about those who lead, beside a register of those who came.
static OF_LEADERS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^\W*(?:and |but |so |sorry,? )?(?:#\d+|i|we)(?:'s|'m|'ve|'d)? (?:was|were|is|am|are|had|have|has|got|could|couldn't|wasn't|did|didn't|stuck|late|doing|leading|taking|running|covering)\b",
    )
});
static FUTURE: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\b(?:will|won't|shall|shan't|can't|cannot|cant|going to|next|unable)\b|'ll\b"));
static DENIES: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\b(?:not|never|no|without|wrong|mistake|error|\w+n't)\b"));
static HELP: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^\W*help\W*$|\b(?:what (?:can|could|may|should|do) i (?:\w+ )?(?:say|write|ask|do|reply|type|tell you|send|e-?mail)|how (?:do|can|should|does|may) (?:i|we|this|it|one) (?:\w+ )?(?:use|work|reply|write|tell|answer|talk|correct|change|let you)|what (?:all )?(?:do|can) you (?:understand|do|read|know)|(?:manual|instructions?|user guide|guidance|cheat sheet|list of (?:commands|things)|commands)\b|what (?:sort|kind|type)s? of (?:thing|things|reply|replies|messages?|answers?) (?:can|could|may|should) i|how does (?:this|it|all this) work|is there (?:a|any|some) (?:list|guide|manual|menu|crib)|what are my options|what (?:can|may|could|might) i ask of you|how (?:one|i) (?:is|am) to address you|what do you (?:accept|understand)|what am i (?:able|allowed|supposed) to (?:ask|say|write|do|send|tell)|what else can (?:i|you)|what (?:one|we) (?:may|can|might|could) (?:reply|write|answer|say|send)|(?:send|resend|give|show|where(?:'s| is)) (?:me |us )?(?:the|that|your) how[- ]to|remind me (?:how|what i can)|what (?:things|sort of things|kind of things) can)\b",
    )
});
static STATUS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^\W*status\W*$|\bwhere (?:my|our|the|everyone|everybody|they)(?: group| lot| students)?(?:'s|'re| stands?| is| are)(?: at)?\b|\bhow (?:is )?(?:everyone|everybody|my (?:lot|group)|our (?:lot|group))(?:'s| is| are)?(?: doing| getting on| faring)\b|\bhow faithfully\b|\b(?:totals?|attendance|absences|figures|numbers) (?:so far|to date|up to now|until now|overall)\b|^\W*who(?:'s| has| have) missed (?:what|how|most|which)\b|^\W*who(?:'s| has| have)? (?:all )?(?:apologi[sz]ed|sent apologies|said (?:they're|no)|told you(?: (?:they|no|of|about)\b|\W*$)|cancelled|coming|still to come)|\bhow(?:'s|s| is| are| has| have| does) .{0,40}\b(?:attendance|attending|register)\b|\battendance[- ]wise\b|\b(?:how (?:do )?(?:things|matters|we|it all)(?: all| currently)? (?:stand|are|doing|looking)|how are we doing|where (?:do|are) we (?:stand|at|with)|where (?:things|we) (?:are|stand)|what(?:'s| is) (?:the|our|my) (?:current |overall |latest |final )?(?:status|state|position|attendance|picture|score|tally|situation)|(?:state|account|statement) of (?:play|things|affairs|(?:(?:the|our|my) )?(?:group's )?(?:group|attendance|absences|register))|where (?:everyone|everybody|they|we|you|all)(?:'s| is| are|'re| all)* (?:at|standing) .{0,20}\b(?:attendance|absences)|where (?:everyone|everybody|they|we|you|all) (?:is|are) up to|how (?:each|everyone|everybody|all|they)(?: of them)?(?: all)? stands?|how .{0,25}\battendance (?:has|have|is|was|looks?)|(?:summary|overview|tally|run-?down|update|report|list|snapshot|figures|numbers|breakdown|record)\b.{0,40}\b(?:attendance|absences?|group|so far|to date|register|who|stand)|attendance (?:so far|to date|figures|summary|record|overview|this (?:term|year))|how(?:'s| is| are| has| have) (?:our |the |my |everyone(?:'s)? )?(?:attendance|group|register|numbers|absences)|how many (?:absences|have|has)|how many sessions (?:have|has)|(?:the|our|my|current|full|attendance) standings?|(?:running|overall|current) totals?|(?:names|details|figures) (?:behind|under) (?:this|it|that)|status for|up[- ]to[- ]date (?:version|picture|figures|list|position)|^\W*stats(?: pls| please)?\W*$|how does (?:our|the|my) (?:group|attendance) (?:stand|look)|how @\d+ stands|how many (?:each|every one|all) of them|how many has (?:he|she) missed|who(?:'s| has) missed (?:what|which|how)|who(?:'s| has| have|s)? (?:been )?(?:missed|missing (?:most|a lot)|absent (?:most|more|so far)|not (?:yet )?presented|(?:still )?(?:to|yet to) present|(?:all )?coming|expected|due|attending)|who (?:hasn't|haven't|has not) (?:presented|been)|how (?:our|the|my) (?:group's )?(?:attendance|group|register)(?: all| currently| now)? stands?|status (?:of|on|update|please)|who(?:'s| is) (?:left|still to|yet to|next)|(?:present|current) (?:position|state|status))\b",
    )
});
/// "How's Thomas doing attendance-wise?"
static STATUS_OF: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\bhow(?:'s|s| is| are| has| have| does)\b.{0,40}\b(?:attend\w*|absen\w+|register|miss\w*)\b|\bhow @\d+(?:'s)? (?:attendance )?stands\b|\bhow many (?:has|have|did)\b.{0,40}\bmiss\w*",
    )
});
/// "Which of mine have missed more than two?"
static WHO_WAS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^\W*(?:(?:hi|hello|hey|so|and|also|quick (?:one|question)|(?:can|could) you (?:please )?tell me|please)[,: -]+)*(?:who|whose|which (?:of (?:mine|ours|my|our|them|the)|students?|ones)|how many|has anyone|have any|is anyone|anyone|any)\b.*\b(?:miss(?:ed|ing)?|absen\w+|attend\w*|present(?:ed)?|late|coming|expect\w*|due|apologi\w+|been|here|sessions?|cases?|turn(?:ed)? up|left to)\b",
    )
});
static SAME_AS_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:same|identical)(?: (?:again|people|lot|list|ones|faces|register|attendance|crowd|as))* (?:as )?(?:last|before|previous|the (?:last|previous) )|\b(?:as|like) (?:last (?:time|week|session)|for session \d|before|the previous)|\b(?:same again|usual suspects|the usual(?: ones| people| suspects| absentees)?|(?:ditto|same)(?: as)? last)\b",
    )
});
static ASKS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:would it be possible|is it possible|(?:i|we) (?:was |were |am |'m |just )*wonder(?:ed|ing|s)?(?: if| whether| what| how| when| who| about)|i(?:'d| would) (?:like|love|be grateful|be interested) to (?:know|hear|ask|understand|discuss)|(?:can|could|would|will) (?:you|someone|somebody|anyone) (?:please )?(?:tell me|explain|let me know|ring|call|phone|advise|clarify|send|resend|remind me|check|look into|find out)|(?:please|kindly) (?:advise|clarify|explain|let me know|tell me|ring|call me|confirm|send me|resend|check)|do you (?:know|think|have|need|want)|any (?:idea|chance|thoughts|advice|news)|not sure (?:what|how|whether|if) (?:to|i|we|this)|what (?:should|shall|do) (?:i|we)|should (?:i|we)|(?:do|should|shall|must) (?:i|we) (?:need|have) to|need(?:s)? (?:your )?advice|question for you|which @\d+|(?:can't|cannot|couldn't|could not|can not|don't) (?:read|tell|remember|recall|see|make out) (?:which|whose))\b",
    )
});
/// "Wait, Kofi?": a name said again in surprise.
static ECHOES: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)^\W*(?:(?:wait|hang on|hold on|what|really|sorry|oh|eh|er|um)[,! ]+)*@\d+\W*$"));
static COURTESY: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^\W*(?:(?:i think|i hope|i trust|i suppose|i assume|presumably) )?(?:(?:is|hope)? ?(?:that|this)(?:'s| is)? (?:ok|okay|alright|all right|fine|enough|clear|good)|ok|okay|alright|all right|yes|right|does that (?:make sense|help|work|answer it)|make sense|good|clear|how are you(?: \w+)*|hope (?:you're|all is|you are).{0,40}|isn't it|who knows|(?:what|how) (?:a|about that|else|more).{0,20}|sound (?:ok|good)|(?:can|would) you believe it|why not|remember|eh|no|really|huh|fair enough|anyone)\W*$|\b(?:is that (?:ok|okay|all right|alright|enough|clear)|if that's (?:ok|okay|all right)|(?:^|[,.;-]) ?(?:ok|right)|already|hope that's ok|does that work|make sense)\W*$",
    )
});
static FOR_SESSION: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^\W*before today's\b|^[^@#]{0,40}\b(?:which )?(?:i|we) (?:forgot|never sent|owe you|hadn't sent)(?: the (?:names|register|list))?\W*$|^[^@#]{0,40}\b(?:which|that|the one) (?:i|we) (?:have |had |still )?(?:owe you|owed you|neglected|forgot|forgotten|never (?:sent|did))\b|^\W*(?:not today's(?: yet)?, )?(?:so |sorry,? |ps |nb |apologies,? )?(?:this (?:is|one is|one'?s|was)|(?:i )?(?:(?:just )?reali[sz]ed (?:i|we) |i |we )?(?:find (?:that )?i (?:have |had )?|don't think i )?(?:never|ever|forgot to|didn't|hadn't|haven't) (?:did|do|done|send|sent|send you|give you|report|reported|told you about|tell you about)|i (?:still )?owe you|here(?:'s| is)|it's|that's|(?:the |my )?(?:register|attendance|list)(?: is| was)?|(?:i (?:refer|come back|return) to|with regard to|concerning|as to)|for|re|regarding|from|session|correction(?: for| to)?)\b",
    )
});
static NOTHING: LazyLock<Regex> = LazyLock::new(|| {
    let thanks = r"(?:many |much )?(?:thanks|(?:i |we )?thank you|thx|ta|cheers)(?: (?:so much|very much|again|both|all|you|a lot|for (?:this|that|it|(?:the|your|all your) \w+(?: up)?|(?:letting|keeping|telling|sending|checking|asking|flagging|warning|alerting|reminding|noticing|counting|writing)(?: (?:this|it|me|us|both|with|know|first|in|the|loop|posted|informed)){0,4})))*";
    let well = r"(?:noted|i see|received|safe|splendid|marvellous|wonderful|smashing|fab|grand|champion|very (?:good|kind)|most (?:helpful|kind)|all (?:good|fine|well|correct|ok|okay|in order)|(?:so |and )?(?:please )?(?:don't|do not) (?:count|mark|record|chase|put) (?:anyone|anybody|them|people)(?: down)?(?: as)? (?:absent|missing|away)|got it|ok|okay|great|lovely|fine|perfect|brilliant|understood|will do|good|super|excellent|helpful|very helpful|(?:much )?appreciated|spot on|yes|yep|yup|yeah|aye|correct|agreed|right|no changes?|nothing to (?:add|change|report)|(?:(?:#\d+ and )?i|we|both of us)(?: shall| will|'ll)(?: both| all)? be there|i(?:'ll| will| shall) see (?:them|you)(?: all)?(?: there| then)?|(?:i |we )?(?:can )?(?:find|see|have|found) (?:no|nothing|not an?) (?:error|mistake|fault|wrong|change|changes|corrections?|issues?|to (?:change|add|correct))(?: (?:in|with) (?:it|that|this|them))?|(?:i've|i have) (?:nothing|no changes|no corrections) (?:to (?:change|add|report|correct))?|i look forward to (?:it|them|seeing them)|(?:that|it|this|(?:the |your )?(?:register|list|record)) (?:accords|agrees|tallies|fits|matches|squares)(?: with .{3,30})?|(?:quite|absolutely|entirely|perfectly|all|exactly) (?:right|correct)|see you(?: all| both)? (?:then|there|soon|tomorrow|tuesday|friday|next \w+|in (?:a|two|three) \w+|at the next one|on .{3,20}|after .{3,20})|looking forward to it|(?:i am |i'm )?(?:much |very |most )?(?:obliged|grateful)(?: to you(?: both)?)?|sorted as far as (?:i'm|i am|im) concerned|no reply needed|no need to reply|no worries|sorted|bye|take care|x+)(?: (?:it is|that|all|now))*";
    let right = r"(?:(?:that|this|it|(?:the |your )?(?:register|list|record)|all|everything)(?: all)?(?:'?s| is| are| looks)?|looks) ?(?:all |now |quite |absolutely |perfectly |exactly |just )*(?:the case|so|how it was|as it was|right|correct|good|fine|ok|okay|as it should be|helpful|great|accurate|in order)(?: (?:now|as it is|to me|thanks))?";
    let pictures = r"[\x{1f44d}\x{1f44c}\x{1f64f}\x{1f389}\x{1f60a}\x{2764}\x{2705}]";
    let wishes = r"(?:you(?:'re| are) (?:a |an )?(?:star|angel|hero|legend|treasure|saint|gem|lifesaver|wonderful)(?: x+)?|have a (?:good|nice|lovely) .{0,20}|(?:happy|merry) .{0,20}|(?:good|nice) (?:to hear|one|work|stuff))";
    rule(&format!(r"(?i)^\W*(?:(?:{thanks}|{well}|{right}|{pictures}|{wishes})[ ,.!:;)-]*)+$"))
});
/// Dismay, surprise or praise at a notice, and nothing to be done.
static REMARKS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^\W*(?:(?:oh|ah|well|hmm|dear|blimey|gosh|goodness|crikey|wow|gr8|great|good|nice|and|but|right|thanks?),? )*(?:(?:that's|that is|thats|it's|it is|what|such)? ?(?:a |an )?(?:real |great |terrible |such a )?(?:shame|pity|surprise|sad|disappointing)|how (?:very )?(?:sad|strange|odd|curious|disappointing|unfortunate|surprising|quick|kind|thoughtful|efficient|thorough)\b[^@#?]{0,40}|(?:this|that|it)(?:'s| is) news to me\b[^@#?]{0,30}|i have (?:read|seen|received) (?:it|this)|i(?:'d| had) (?:missed|not noticed|overlooked|not seen|not realised|lost track of) (?:that|this|it)|(?:long|busy|hard) (?:week|day)|(?:is it )?(?:that|so) many already|oh dear|oh no|poor (?:thing|lad|girl|chap|boy|man|woman)|sorry to (?:hear|see|read) (?:it|this|that)|there it is|(?:great|gr8|good|nice|excellent|lovely|fine)? ?(?:work|job|stuff|catch)\b[^@#?]{0,30})\W*$",
    )
});
/// Words of somebody, of an absence, of a wish or of what is to come.
static WEIGHS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:s?he|s?he's|they|him|her|them|his|hers|their|please|pls|explain\w*|reason|absen\w*|miss\w*|attend\w*|session|group|register|present|there|here|letter|notice|firm|wrong|mistake|error|sure|certain|doubt|question|but|however|though|not|never|no|nothing|will|going to|shall|should|must|want|wish|like|prefer|rather|before|until|till|first|tomorrow|today|if|ill|sick|unwell|poorly|hospital|died|leave|left|moved|gone|worr\w+|concern\w*|uneas\w+|speak|spoke|talk|meet|met|see|saw|ring|call|check|look|ask|cancel\w*|send|tell|told|let|apolog\w+|excus\w+|same)\b|\d|'ll\b|n't\b",
    )
});
static PROMISE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:bear with me|(?:i'll|i will|will|'ll|we'll|we will|i'm going to|shall|let me) (?:\w+ )?(?:send|do|let you|get back|check|look|find|fill|reply|come back|write|ask|dig|give|have|be in touch|get|sort|chase|speak|respond|answer|confirm|forward|provide)|(?:full list|full register|list|register|details|names|more) (?:to follow|tonight|later|tomorrow|on \w+day|when|will follow|coming)|to follow|(?:haven't|have not|don't have|do not have|without|not got) .{0,12}(?:list|register|notes|sheet|names)|haven't got (?:it|the list|my)|don't have (?:it|the list|my)|(?:today(?:'?s)?|tonight(?:'?s)?|this (?:week|one|afternoon)(?:'?s)?|\d{1,2}(?:st|nd|rd|th)(?:'s)?|(?:list|register|one|names) for \S+(?: \S+)?)\b[^.;@]{0,8}\b(?:to come|tbc|tba|follows?|i(?:'ll| will| shall)? (?:do|write|send|need to|must|have to)|later)\b|(?:list|register|names|details|it|one|rest|more|report|notes|this|send|do|follows?)\b[^.,;]{0,40}\b(?:later|tonight|tomorrow|shortly|asap)\W*$)",
    )
});
/// Words that may mean students; without them "we started late" is talk.
static OF_PEOPLE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:he|she|they|him|her|them|his|hers|their|theirs|who|whom|someone|somebody|anyone|anybody|nobody|no one|none|one|two|three|four|five|both|others?|rest|students?|everyone|everybody|all|absen\w+|apolog\w+|latecomers?|people|persons?|lad|girl|guy|chap|woman|man|firm heads?|letters?|escalat\w+|urgent|complain\w*|unsubscribe)\b",
    )
});
static MATTERS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:absent|absences?|wrong|mistake|incorrect|not right|missing|missed|firm head|escalat\w+|cancel\w*|moved?|moving|hold|stop|urgent|complain\w*|unsubscribe|late|left|leaving|withdr\w+|excused|apolog\w+|explain\w*|worried|concern\w*|discipline|unwell|distress\w*)\b",
    )
});
