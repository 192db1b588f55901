//! That a student told why they were away in a session gone by.

use std::sync::LazyLock;

use regex::Regex;

use super::cause::{cause, is_doubted};
use super::context::{Context, SEARCHED_MAX};
use super::orders::{Orders, each, meant, unclear_marks};
use super::relay;
use super::scales::NOT_UNDERSTOOD;
use super::statement::speaks_of_group;
use super::text::Sentence;
use super::verdict::clauses;
use crate::domain::id::PersonId;
use crate::domain::said::Order;
use crate::inbound::dates::Tense;
use crate::inbound::names::rule;
use crate::inbound::reading::AboutKind;

/// An absence gone by that a sentence explains, where it may already have given another order.
pub(super) fn told_why(context: &Context, sentence: &Sentence, latest: &[PersonId], found: &mut Orders) {
    let text = sentence.text.as_str();
    let gave_reason = WHY.is_match(text) || TOLD_US.is_match(text) && OF_ABSENCE.is_match(text);
    // "Kofi was on nights that week, so can we not send this one?"
    if let Some(cause) = cause(context, sentence).filter(|_| !sentence.asks || found.consumed) {
        // "She confused the 19th with the 26th": the days of a muddle are no sessions missed.
        let own = context.students_in(cause);
        let about = context.about_student().filter(|_| own.is_empty());
        let is_other = |one: &PersonId| about.map_or_else(|| !own.contains(one), |about| *one != about);
        if own.len() > 1 || context.students_in(text).iter().any(is_other) {
            found.doubt = Some("whose absence it was");
        }
        let cause = DAYS_MISTAKEN.replace(cause, " ");
        explained(context, &cause, latest, found);
        return;
    }
    if found.consumed && !gave_reason || relay::is_of_manners(text) {
        return;
    }
    let of_register = context.answers_register() || speaks_of_group(text);
    if of_register || COMING.is_match(text) || sentence.asks {
        return;
    }
    let of_notice = context.kind() == Some(AboutKind::EscalationNotice);
    if of_notice && explains(text) && is_doubted(context) {
        // "JL had flu in October. This one, no idea."
        found.doubt = Some(NOT_UNDERSTOOD);
    } else if explains(text) || explains_beside(context, sentence) {
        // "Send Will's, but Zoe has told me why": each clause has its own student.
        let own = clauses(text).into_iter().find(|clause| explains(clause) && !context.names_in(clause).is_empty());
        explained(context, own.filter(|_| !found.orders.is_empty()).unwrap_or(text), latest, found);
    } else if of_notice && gives_cause(context, text) {
        explained(context, text, latest, found);
    }
}

/// "He was at his brother's burial on the 19th": what kept a student away on a day of the group's is known.
fn gives_cause(context: &Context, text: &str) -> bool {
    let days = || context.sessions_in(text, Tense::Past).exact.iter().any(|number| context.has_begun(*number));
    KEPT_AWAY.is_match(text)
        && !TOOK_PART.is_match(text)
        && !NO_CAUSE.is_match(text)
        && !is_doubted(context)
        && (ON_THE_DAY.is_match(text) || days())
}

/// Did they say why? That they wrote is no answer yet where it is still to be read or talked over.
pub(super) fn explains(text: &str) -> bool {
    let text = &*WRITERS_OWN.replace_all(text, " ");
    let is_to_be_heard = || STILL_TO_HEAR.is_match(text) && !EXPLAINED.is_match(&WROTE.replace_all(text, " "));
    EXPLAINED.is_match(text) && !NOT_EXPLAINED.is_match(text) && !is_to_be_heard()
}

/// "He's been in touch, and that's fair enough": that a student was heard from is a reason where it is said to have been
/// one, or what they missed is.
fn explains_beside(context: &Context, sentence: &Sentence) -> bool {
    let text = &*WRITERS_OWN.replace_all(&sentence.text, " ");
    let sentences = || context.prepared.sentences.iter().take(SEARCHED_MAX);
    HEARD_FROM.is_match(text)
        && !NOT_EXPLAINED.is_match(text)
        && !STILL_TO_HEAR.is_match(text)
        && (OF_ABSENCE.is_match(text)
            || AT_THE_TIME.is_match(text)
            || sentences().any(|other| ACCEPTED.is_match(&other.text)))
}

/// "Priyanka told me why she missed last time": an absence gone by.
fn explained(context: &Context, text: &str, latest: &[PersonId], found: &mut Orders) {
    if relay::is_for_a_day_to_come(context, text) {
        return;
    }
    // "Told me yesterday why she wasn't there on the 13th": the telling's day is not the absence's.
    let told = WHEN_TOLD.replace_all(text, "$told");
    let told = TOLD_ON.replace_all(&told, "$told ");
    let told = THIS_MORNING.replace_all(&told, " ");
    // "The one from 27 November": that day alone.
    let told = FROM_DAY.replace_all(&told, "of $day");
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
        let students = meant(context, text, latest);
        if students.len() > 1 {
            one_by_one(context, &told, found);
            return;
        }
        for student in students {
            for number in &gone {
                found.give("explained", Order::Explained { student, session: Some(*number) });
            }
        }
    }
}

/// "Seun on 29 September (passport office) and Priyanka on 13 October (fever)": to each their own day.
fn one_by_one(context: &Context, text: &str, found: &mut Orders) {
    static NAME: LazyLock<Regex> = LazyLock::new(|| rule(r"@\d+"));
    let starts: Vec<usize> = NAME.find_iter(text).map(|name| name.start()).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    for piece in starts.iter().zip(ends).filter_map(|(start, end)| text.get(*start..end)) {
        match (&context.students_in(piece)[..], &context.sessions_in(piece, Tense::Past).exact[..]) {
            ([student], [session]) if context.has_begun(*session) => {
                found.give("explained", Order::Explained { student: *student, session: Some(*session) });
            }
            _ => found.doubt = Some("which session was explained"),
        }
    }
}

/// So many sentences may tell of one absence.
const SENTENCES_OF_ONE_MAX: usize = 4;

/// What an answer about a register says from here on of an absence in another session gone by, and in how many sentences:
/// "Siân told me why she wasn't there on the 24th: a funeral. Please put it as explained."
pub(super) fn of_another_day(context: &Context, place: usize, latest: &[PersonId]) -> Option<(usize, Orders)> {
    let sentences = &context.prepared.sentences;
    let opening = sentences.get(place).filter(|_| context.answers_register())?;
    let text = opening.text.as_str();
    if opening.asks || speaks_of_group(text) || OF_THE_REGISTER.is_match(text) {
        return None;
    }
    let session = other_session(context, text)?;
    let mut students = context.students_in(text);
    if students.is_empty() && SOMEBODY.is_match(text) {
        students.extend(latest.last());
    }
    let [student] = students[..] else { return None };
    let goes_on = |sentence: &&Sentence| {
        let text = sentence.text.as_str();
        let of_another = context.students_in(text).iter().any(|other| *other != student);
        let by_itself = SOMEBODY.is_match(text) || PUT_SO.is_match(text);
        by_itself && !of_another && !sentence.asks && !speaks_of_group(text) && !OF_THE_REGISTER.is_match(text)
    };
    let following = sentences.iter().skip(place + 1).take(SENTENCES_OF_ONE_MAX).take_while(goes_on);
    let following: Vec<&str> = following.map(|sentence| sentence.text.as_str()).collect();
    // What follows belongs to it as far as the last word of a reason.
    let last = following.iter().rposition(|text| explains(text) || PUT_SO.is_match(text));
    let of_it = following.get(..last.map_or(0, |last| last + 1)).unwrap_or_default();
    let all = || std::iter::once(&text).chain(of_it);
    if NOT_EXPLAINED.is_match(text) || !all().any(|text| explains(text) || PUT_SO.is_match(text)) {
        return None;
    }
    let mut found = Orders { unclear: unclear_marks(context, text), ..Orders::default() };
    found.give("explained", Order::Explained { student, session: Some(session) });
    Some((of_it.len() + 1, found))
}

/// The one session gone by that a sentence speaks of, and that is not the one of the letter answered; the day of the
/// telling is none.
fn other_session(context: &Context, text: &str) -> Option<u8> {
    let text = TOLD_ON.replace_all(text, "$told ");
    let text = THIS_MORNING.replace_all(&text, " ");
    match context.sessions_in(&text, Tense::Past).exact[..] {
        [one] if context.has_begun(one) && Some(one) != context.about_session() => Some(one),
        _ => None,
    }
}

/// That somebody speaks of the student just named.
static SOMEBODY: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:he|she|they|his|her|him|their)(?:'s|'d|'ve|'ll)?\b|\b(?:i'm|i am) (?:happy|satisfied|content|fine)\b",
    )
});
/// "Please record as explained."
pub(super) static PUT_SO: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:put|take|count|record|mark|treat|consider|call|amend|change|have|note|down|regard|is|so|it|that|one) (?:(?:it|that|this|that one|him|her|them|down|as|to|for|all) )*(?:explained|excused)|as explained)\b|^\W*(?:so )?(?:all )?(?:explained|accepted)\b",
    )
});
/// The register itself is spoken of, or the day of the letter.
static OF_THE_REGISTER: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:register|attendance|list|today|again|too|as well|this (?:time|week|session)|the same)\b|^\W*(?:absent|away|missing|late|excused|apologies|apols|present|here|for|re)\b",
    )
});
/// "Told us on the 12th": when it was told.
static TOLD_ON: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?P<told>\b(?:told|tells|e-?mailed|wrote|written|rang|phoned|said|explained|messaged|texted|warned|mentioned|asked|let)(?: it)?(?: to)?(?: (?:me|us|him|her|both|#\d+))?(?: know)?(?: already| back)?) (?:on|at|in|since|before) (?:the )?(?:\d{1,2}(?:st|nd|rd|th)?(?: of)?(?: \w+)?|\w+day|last \w+|january|february|march|april|may|september|october|november|december|jan|feb|sept?|oct|nov|dec)\b",
    )
});
static FROM_DAY: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\bfrom (?P<day>(?:the )?\d{1,2}\b)"));
static THIS_MORNING: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\b(?:this (?:morning|afternoon|evening)|just now|yesterday|last night)\b"));
/// What somebody did elsewhere, or what befell them.
static KEPT_AWAY: LazyLock<Regex> = LazyLock::new(|| {
    const WHO: &str = r"(?:@\d+,?\s|\b(?:s?he|they|who|(?:his|her|their|@\d+'s)(?:\s\w+){1,3})(?:'d|'s|\shas|\shad|\sjust|\sin\sfact|\sactually|\sapparently|\sunfortunately|\slately|\sboth|\sall|\sonly)*\s?)";
    const WHAT: &str = r"(?:appointment|interview|exam|paper|test|viva|osces?|dops|resit|operation|surgery|procedure|tooth|teeth|scan|biopsy|funeral|burial|wedding|nikah|ceremony|graduation|christening|migraine|flu|covid|fever|infection|norovirus|bug|vomiting|accident|crash|fall|seizure|attack|baby|miscarriage|ectopic|train|bus|flight|plane|ferry|boat|connection|car|bike|bicycle|visa|home office|court|hearing|police|bank|passport|hosp\w*|a&e|casualty|emergency|clinic|dentist|doctor|gp|ward|theatre|nights?|shift|rota|tribunal|conference|course|mother|father|mum|dad|brother|sister|grand\w+|nan|son|daughter|child\w*|partner|wife|husband|keys|boiler|flood|burglar\w*|bereave\w*|jury|driving)";
    const ELSEWHERE: &str = r"(?:(?:was|were|been|got)(?:\s\w+){0,4}?\s(?:at|in|on|off|with|having|\w+ing|ill|sick|unwell|poorly|away|abroad|stuck|called|kept|sent|held|taken|moved|bereaved|admitted|delayed|bed)|died|fainted|collapsed|celebrat\w+|overslept|buried|married|locked|trapped|marooned|stranded|stuck)";
    rule(&format!(
        r"(?i){WHO}(?:{ELSEWHERE}\b|(?:had|took|gave|went|spent|lost|sat|flew|fell|broke|missed|attended|looked|came down)\b.*\b{WHAT}\b)|^\W*(?:in (?:hosp\w*|a&e|theatre|bed|surgery|court)|interview\w*|exam|stuck|stranded|off sick|ill|at (?:a|an|the|his|her|their) \w+)\b"
    ))
});
/// Words of one who was with the group, or of whom no more is said than that they were not.
static TOOK_PART: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:was|were|is|been|be|got) (?:there|here|present|(?:\w+ ){1,3}(?:there|here|present|in attendance)|in\b(?: (?:on|for|at|that|attendance|the (?:room|group|session|circle|corner|chair))|\W*$|,)|sitting (?:next|by|beside|with|opposite|in|at|on|there|here|right|quiet\w*)|seated|next|at the (?:back|front|end|door|window|table|far)|in (?:the|a) (?:back|front|middle|second|corner)|present\w*|beside|opposite|on (?:my|time|the (?:left|right|list))|the one|early|one of|with (?:us|me|the (?:group|others|rest))|among|at (?:the |our |my )?(?:group|session|balint|meeting|both|it)|late\b|absent|away\W*$|missing|not|n't|marked|down|quiet|silent|low|withdrawn|tearful|upset|distant)|(?:wasn't|weren't|hadn't|didn't)|came (?:on|to (?:the|our|it)|along|in|late|that|with)|sat (?:by|next|beside|opposite|in|at|behind|right|on|to|with|near|across)|turned up|arrived|joined|spoke|presented|took part|contribut\w+|attend(?:ed|ing|s)? (?:on|the (?:group|session)|that|both|all)|stayed|register|talk\w*|cry\w*|cried|tears?|told (?:us|the group)|led\b|my (?:own )?(?:notes|list|sheet)|had (?:not|missed|been (?:absent|there|with|present))|had (?:a lot|plenty|nothing|little|much|something) to (?:say|add))\b",
    )
});
/// A worry, a wish, or something that the writer did.
static NO_CAUSE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:worr\w+|concern\w*|uneas\w+|seem(?:s|ed)?|look(?:s|ed)|suspect|believe|wonder|perhaps|maybe|might|may have|must have been|supposed to|meant to|should have|i (?:marked|put|ticked|counted|recorded|wrote|saw)|no (?:idea|reason|word)|without (?:a )?(?:word|reason|explanation))\b",
    )
});
/// The day of the session, where no date says it.
static ON_THE_DAY: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:that|on the|the) (?:very |same )?(?:day|tuesday|friday|afternoon|morning)|on the day|(?:both|each) (?:days|times|occasions)|that week|at the time)\b",
    )
});
static EXPLAINED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:explain(?:ed|s|ing)?|explanation|(?:that's|that is|thats|which is|which was|this is) why(?: (?:s?he|they|@\d+|no|it|there|and)\b|\W*$)|(?:asked|begged|had|got) (?:me )?(?:for )?(?:my |me |our )?(?:leave|permission|pardon)(?: of me| of us)?|asked (?:me|us) (?:in|beforehand|for the|about the)|asked to be excused|made (?:(?:his|her|their|an?) )?(?:excuses?|apolog(?:y|ies))|(?:sent|showed|shown) (?:me|us) (?:(?:a|an|the|his|her|their)(?: [\w'-]+){0,2} (?:notes?|certificate|photo\w*|pics?|picture|results?|test|summons|ticket|appointment|appt|box|reasons?|form)|proof|evidence)\b|let (?:me|us) in on|clean breast|(?:bottom of|heard(?: from @\d+)?) why|(?:let (?:me|us) know|gave|given|have|know|knew) the reason (?:for|why)|in touch about|absen(?:t|ce)s?\b.{0,40}\b(?:was|is|were) (?:because|due|down to|for|explained|accounted|authorised|approved|agreed|legitimate|covered|our|my)|(?:with|had|got|given) (?:my|our|prior|the consultant's|(?:his|her) tutor's) (?:permission|blessing|leave)|told (?:me|us) (?:everything|all about it|the (?:whole )?story)|filled (?:me|us) in|cleared (?:it|that|this) w(?:ith)?|squared (?:it|that|this) w(?:ith)?|i (?:had |have )?(?:excused|dispensed) (?:@\d+|him|her|them)|(?:i|#\d+)(?: had| have)? let (?:@\d+|him|her|them) (?:off|go to)|put (?:me|us) in the picture|set (?:me|us) straight|came clean|owned up|(?:was|were) (?:our|my|the (?:firm|ward|office|rota)'s|#\d+'s) (?:own )?(?:fault|doing|mistake)|(?:doctor's|sick|medical|gp) note|(?:told|tells) (?:me|us|#\d+).{0,60}\b(?:what (?:had )?happened|where)|(?:stuck|caught|held) (?:in|on|at|up)|told (?:me|us|#\d+)\b.{0,60}\b(?:why|because|that|about|she|he|they|was|had|reason)|(?:gave|given) (?:me |us |#\d+ )?(?:a |an |her |his |their |the |good |perfectly good |very good )+(?:reasons?|excuse)|was (?:ill|sick|unwell|poorly|off sick|on nights|in hospital|at a|at the|stuck|away at)|(?:count|mark|treat|record|put|take|accept) (?:it|that|this|her|his|the) (?:absence )?(?:down )?as (?:explained|excused|accepted)|accounted (?:to (?:me|us) )?for|(?:matter|case) (?:is )?closed|call that explained|sorted as far as|i accept|legitimate|i knew (?:about|that|why)|missed .{0,40}\b(?:because|due to|as (?:she|he|they)|since (?:she|he|they)))\b",
    )
});
/// They were heard from, which is no reason yet.
static HEARD_FROM: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:let (?:me|us|#\d+) know\b|(?:texted|emailed|e-mailed|messaged|rang|phoned|told|wrote to|written to|apologised to) (?:me|us|#\d+)\b|(?:has|have|had|'s|'d) (?:since |now |already |also )?(?:apologised|emailed|e-mailed|written|texted|messaged|rung|phoned|been in touch|got in touch|contacted|spoken to (?:me|us|#\d+) about)|came (?:to (?:see|find|tell|say|explain to)|up to) (?:me|us|#\d+)|did (?:tell|let|warn|inform|e-?mail|text|ring|phone|ask|say|mention)(?: to)? (?:me|us)\b|(?:informed|warned|notified|advised) (?:me|us)|(?:mother|father|mum|dad|partner|husband|wife|flatmate|housemate|tutor|ward|sister|brother|secretary|consultant|registrar) (?:has |had )?(?:rang|rung|phoned|told|e-?mailed|wrote|written|called|texted|explained)|i was told of it|(?:did |does |do )?(?:have|had|has) (?:had )?(?:a|his|her|their) (?:\w+ )?reason|apologi[sz]ed for)\b",
    )
});
/// That they were not there.
static OF_ABSENCE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:apologies from|miss(?:ed|ing)|absen\w+|not (?:being there|coming)|(?:was|were)(?:n't| not) (?:there|here|able)|(?:could|did)(?:n't| not) (?:come|make|attend|be)|ill|sick|unwell|poorly)\b",
    )
});
/// Heard from before the session or on its day: they had let the writer know.
static AT_THE_TIME: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:beforehand|in advance|ahead of (?:time|it)|at the time|on the day|that (?:day|morning|lunchtime)|the same (?:day|morning)|the (?:day|night|week|morning|evening) before|weeks? (?:ago|before)|months? (?:ago|before)|ages ago|before (?:the|our|that) (?:session|group|meeting)|had (?:already |also |in fact )?(?:told|let|e-?mailed|texted|messaged|written|rung|phoned|asked|warned|informed)|did (?:tell|let|warn|inform|e-?mail|text|ring|say|mention))\b|'d (?:already |also )?(?:told|let|e-?mailed|texted|messaged|written|rung|asked|warned)\b",
    )
});
static DAYS_MISTAKEN: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:confus\w+|muddl\w+|mix\w* up|mistook|thought|believed|moved to|swapped|instead of|had it|diary|calendar)\b.*",
    )
});
/// The writer finds it reason enough.
static ACCEPTED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:fair enough|(?:quite |all )?explained|explanation|understandable|i accept|accepted|satisf\w+|my (?:fault|mistake|bad|error)|both times|(?:good|genuine|proper|valid|sound) (?:reason|excuse)|(?:fine|ok|okay|excused) (?:with|by) me|legit\w*|not (?:his|her|their) fault|sorted|covered)\b",
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
        r"(?i)\b(?:can't (?:make|come|do|be|attend|get)|cannot (?:make|come|do|be|attend)|won't (?:be|make|come)|will (?:not|be)|will miss|going to miss|not going to|tomorrow|next (?:week|time|session|tuesday|friday)|isn't able to|unable to (?:attend|come|make)|keeps? (?:him|her|them) away)\b",
    )
});
/// "I have rung, I have written": that is no word from the student.
static WRITERS_OWN: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:i|we)(?:'ve| have| had)? (?:just |already |also |now |since )?(?:rung|rang|phoned|called|e-?mailed|written|wrote|texted|messaged|contacted|tried)\b(?: (?:to|with))?(?: (?:him|her|them|@\d+))?",
    )
});
static WROTE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:\b(?:has|have|had)|'s|'d)?\b *(?:just |since |now |already |also )?(?:texted|e-?mailed|messaged|rang|rung|phoned|written|wrote|contacted|(?:been|got) in touch)\b(?: (?:to|with))?(?: (?:me|us)\b)?",
    )
});
static STILL_TO_HEAR: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:meeting|seeing|ringing|calling|speaking (?:to|with)) (?:him|her|them|@\d+)|(?:i'll|i will|let me|need to|have to|want to) (?:(?:sit|get) down (?:and|to) )?(?:read|ring|call|phone|meet|speak|talk|think|reply)|something (?:\w+ ){0,2}long|(?:not|n't|no|yet)(?: (?:yet|had|have|any|the|found|time|been|able|got|round|managed|a))* (?:time )?to (?:read|open|answer|reply|look)|(?:not|n't)(?: yet)? (?:read|opened|answered) (?:it|them|her|his|their|yet)|unread|unopened)\b",
    )
});
static NOT_EXPLAINED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\bcan explain\b|\b(?:promis\w+|wants?|wanted|needs?|has|have|had|going|asked?|asking|offered|is|hopes?|hoping|time|refus\w+|yet|able|weeks?|days?|due|meant|supposed|trying|tried) to explain\b|(?:\b(?:will|may|might|must)|'ll) have\b|\b(?:ask(?:ed|ing)?|want(?:ed|s)?|wait\w*|need\w*|owes?|promis\w*|expect\w*|demand\w*)\b[^.;]{0,30}\b(?:explanation|reasons?)\b|\b(?:there is|there's|s?he has|s?he's got|they have) an explanation\b|\btold (?:me|us|#\d+|you) (?:(?:to|something|nothing)\b|it\W*$)|\bi (?:thought|had thought|assumed|understood|was under)\b|\b(?:you (?:can|may|should)(?: now)?|please|could you|can you) let\b|\b(?:promised|promises|will|'ll|going to|would|wants? to|has to|have to|needs? to)(?: [\w']+){0,2}? (?:write|explain|account)\b|\bdidn't (?:s?he|they|you)\b|\b(?:was|were) (?:(?:in fact|actually|indeed|definitely|certainly|really|clearly|very much|after all) )?(?:there|present|here|with us|at (?:the|our|my) (?:group|session|meeting|balint))\b|\b(?:miss(?:ed)?|left) (?:@\d+|him|her|them) off\b|\b(?:no|not|n't|never|without|hasn't|haven't|nothing|any)(?: (?:yet|been|an?|any|have|got|had|given|me|us|her|his|offered|told|real))* (?:explain(?:ed)?|explanation|reason|excuse|told|apologised|emailed|said|word|accounted|written|heard)\b",
    )
});
