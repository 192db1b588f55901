//! Why a student was away, as an answer to a notice tells it without saying that it is a reason: "kidney stone, spent the
//! day in resus".
//!
//! A cause is a word of what keeps people away, said of what was, and of nobody but the student and theirs. What was and
//! is no cause that is known here is a doubt, for it may be one.

use std::sync::LazyLock;

use regex::Regex;

use super::Gathered;
use super::context::{Context, SEARCHED_MAX};
use super::orders::worries;
use super::register::Register;
use super::scales::NOT_UNDERSTOOD;
use super::text::Sentence;
use super::verdict::{clauses, is_condition, is_names, verdict};
use crate::domain::said::{Mark, Order};
use crate::inbound::dates::Tense;
use crate::inbound::names::rule;
use crate::inbound::reading::AboutKind;

/// The clauses of an answer to a notice that say what kept its student away.
pub(super) fn cause<'a>(context: &Context, sentence: &'a Sentence) -> Option<&'a str> {
    if !speaks_of_absence(context, sentence) || took_part(context) || is_doubted(context) {
        return None;
    }
    clauses(&sentence.text).into_iter().find(|clause| is_cause(clause) && verdict(clause, sentence.asks).is_silent())
}

/// Does the message answer a notice, or the sentence one that names the day?
fn speaks_of_absence(context: &Context, sentence: &Sentence) -> bool {
    let days =
        || context.sessions_in(&sentence.text, Tense::Past).exact.into_iter().filter(|one| context.has_begun(*one));
    match context.kind() {
        Some(AboutKind::EscalationNotice) => true,
        Some(AboutKind::Digest) => days().count() == 1,
        _ => false,
    }
}

/// Is a message about a notice of somebody who had been there, so that nothing needs a cause?
fn took_part(context: &Context) -> bool {
    let mut sentences = context.prepared.sentences.iter().take(SEARCHED_MAX);
    sentences.any(|sentence| !sentence.asks && CAME.is_match(&sentence.text))
}

/// Does the writer not know whether it was so, or not believe it?
pub(super) fn is_doubted(context: &Context) -> bool {
    let mut sentences = context.prepared.sentences.iter().take(SEARCHED_MAX);
    sentences.any(|sentence| DOUBTED.is_match(&sentence.text))
}

/// Does a clause name what kept somebody away on a day gone by?
fn is_cause(clause: &str) -> bool {
    let told = WHERE_TOLD.replace_all(clause, " ");
    let told = IS_SINCE.replace_all(&told, " is ");
    !is_condition(clause)
        && (KEPT.is_match(&told) && !WITH_ME.is_match(&told)
            || ELSEWHERE.is_match(&told) && !BY_THE_WAY.is_match(&told))
        && is_of_what_was(&told)
}

/// Said of the student, and of what was: "broken ankle" as well as "she broke her ankle".
fn is_of_what_was(clause: &str) -> bool {
    let of_writer = WRITER.is_match(clause) && !STUDENT.is_match(clause);
    !of_writer && !TO_COME.is_match(clause) && (WAS.is_match(clause) || !IS.is_match(clause))
}

impl Gathered {
    /// Beside a letter held or let go, what happened to the student may explain the absence.
    pub(super) fn doubt_what_happened(&mut self, context: &Context, register: &mut Register) {
        let is_letter = |order: &Order| matches!(order, Order::Hold { .. } | Order::Release { .. });
        let says_more = |order: &Order| {
            matches!(order, Order::Explained { .. } | Order::Left { .. } | Order::Presented { .. } | Order::Question)
        };
        if context.kind() != Some(AboutKind::EscalationNotice) || !self.doubts.is_empty() {
            return;
        }
        let has_verdict = self.orders.iter().any(is_letter);
        let is_told = self.orders.iter().any(says_more) || register.says_something();
        let has_left = self.orders.iter().any(|order| matches!(order, Order::Left { .. }));
        // "She is nearly finished with us": there, in words that do not say so.
        let there = register.marks.values().any(|mark| *mark == Mark::Present);
        let places: Vec<&Sentence> =
            register.sentences.iter().filter_map(|place| context.prepared.sentences.get(*place)).collect();
        let of_register = |sentence: &Sentence| places.contains(&sentence);
        let open = |sentence: &&Sentence| match (has_verdict, is_told) {
            _ if has_left => false,
            _ if there => !THERE.is_match(&sentence.text) && of_register(sentence),
            (true, false) => may_tell_why(sentence) || CAME.is_match(&sentence.text),
            (false, true) => may_be_of_letter(sentence),
            _ => false,
        };
        let mut sentences = context.prepared.sentences.iter().take(SEARCHED_MAX).filter(|sentence| !sentence.asks);
        if let Some(sentence) = sentences.find(open) {
            self.doubts.push(NOT_UNDERSTOOD.to_owned());
            if there {
                register.marks.retain(|_, mark| *mark != Mark::Present);
            }
            self.evidence.push(context.evidence("what happened", sentence));
        }
    }
}

/// Something happened to somebody, and it is not that they spoke with the writer, or kept silent.
fn may_tell_why(sentence: &Sentence) -> bool {
    let of_matter = |clause: &&str| {
        !is_names(clause)
            && !CONTACT.is_match(clause)
            && !TO_COME.is_match(clause)
            && verdict(clause, false).is_silent()
    };
    let happened = |clause: &str| {
        let told = IS_SINCE.replace_all(clause, " is ");
        is_cause(clause) || WAS.is_match(&told) && STUDENT.is_match(&told)
    };
    !worries(sentence) && clauses(&sentence.text).into_iter().filter(of_matter).any(happened)
}

/// "James needn't see it": a letter is spoken of, and what is to become of it was not understood.
fn may_be_of_letter(sentence: &Sentence) -> bool {
    let of_letter = |clause: &str| OF_LETTER.is_match(clause) && !TOLD_OF.is_match(clause);
    clauses(&sentence.text).into_iter().any(of_letter)
}

/// The letter, those who would get it, and what is done with it.
static OF_LETTER: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:the|that|this|a|any|no) (?:letters?|notice|escalation|e-?mail)|letters?\W*$|firm head|(?:tell|telling|told|inform\w*|bother\w*|trouble|notify|write to|writing to|contact\w*|hear\w*|know|knows|learns?|sent? to)\b[^.;,]{0,20}#\d+|#\d+ (?:needs?|should|must|can|may|ought|needn't|learns?|hears?|knows?)\b|escalat\w+|send\b|(?:drop|leave|skip|bin|forget) (?:it|this|that)\b|let (?:it|this|that)\b|leave #\d+\b|\b(?:don't|do not|not)\W*$)",
    )
});
/// A letter that has come, somebody who was told: those are other letters.
static TOLD_OF: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:saw|seen|sent me|sent us|showed|shown|has|have|had|got|received|read|wrote|gave|given) (?:me |us )?(?:the|that|this|a|an|his|her|their|no) (?:\w+ )?(?:letter|notice|e-?mail)|\b(?:s?he|they|@\d+|i|we|#\d+)(?:'d| had| has| have)?(?: also| already| just| even)* (?:told|informed|e-?mailed|wrote to|contacted|rang|asked) #\d+|#\d+ knows (?:about|all|why)",
    )
});

/// What keeps people away: what befalls them and theirs, what they must do elsewhere, what they mistook.
static KEPT: LazyLock<Regex> = LazyLock::new(|| {
    const ILL: &str = r"ill|unwell|sick|poorly|flu|influenza|covid|fever\w*|temperature|migraines?|headaches?|noro\w*|bug|virus|infection|\w{3,}itis|pneumonia|asthma|seizures?|stroke|heart attack|concuss\w*|faint(?:ed|ing)|collapsed|keeled over|poison\w*|vomit\w*|throwing up|stomach|tummy|chicken ?pox|shingles|measles|mumps|strep|(?:a|bad|heavy|the|with) cold|(?:no|lost (?:his|her|their)) voice|tooth\w*|teeth|root canal|abscess|kidney|burst|append\w+|hernia|lumbar puncture|biopsy|scan|mri|surgery|operat(?:ion|ed)|op|procedure|day case|on a drip|stitches|in plaster|broken|broke (?:his|her|their|a)|sprain\w*|fractur\w*|twisted|dislocat\w*|injur\w*|hurt|bitten|stung|burn(?:ed|t)|allerg\w+|rash|jabs?|booster|vaccin\w+|hospital|hosp|a&e|casualty|emergency (?:department|dept|room)|resus|intensive care|icu|dent(?:ist|al)|gp|optician|physio\w*|miscarr\w*|in labour|giving birth|birthing|baby|in bed|to bed|bedside|signed off|(?:compassionate|annual|sick|study|on|paternity|maternity|parental|day's) leave|day off|felt (?:rotten|awful|terrible|dreadful|rough|ghastly|faint|dizzy)|laid up|flat out|diagnos\w+";
    const FAMILY: &str = r"died|passed away|funeral|burial|buried|memorial|bereave\w*|wedding|nikah|married|baptism|christening|graduation|birthday|\d+th birthday|had a fall|child ?(?:minder|care)\w*|nursery|babysit\w*|family emergency|let (?:him|her|them) down";
    const DUTY: &str = r"nights|night shift|shifts?|on[- ]call|bleeped|pager|clash\w*|collision|double[- ]booked|overran|overrun|exam\w*|osces?|viva|resit|interview\w*|assessment|induction|hearing|court|tribunal|jury|summons|witness|(?:had|at|in) (?:a|an|another|his|her|their) (?:\w+ )?(?:meeting|review|tutorial|supervision|class|lecture|lesson|rehearsal|deadline)|police|embassy|consulate|visa|passport|home office|prefecture|permit|tenancy|driving test|appointments?|appt|occupational health|conferen\w+|conf|congress|on an? (?:\w+ )?course|(?:his|her|their|a) \w+ course|teaching day|study day|(?:meeting|clinic|ward|theatre|patient|team|crisis|outpatients|consultant|registrar|teaching)\b[^.;]*\b(?:kept|ran|overran|wouldn't|couldn't|would not|could not|till|until|that (?:day|afternoon|lunchtime))|(?:kept|detained|prevented|held up|called (?:away|in|back|out|to|by)|sent (?:home|to|over|across)|asked (?:by|to stay|to stand|to cover|to help)|stayed with|stuck|trapped|stranded|snowed in|locked (?:in|out|himself|herself|themselves)|marooned|delayed|evacuat\w+)|regatta|football|rugby|netball|cricket|hockey|skiing|ski trip|hen do|stag do|holiday";
    const MISHAP: &str = r"flight|plane|ferry|eurostar|train|tube|bus|tram|taxi|car|bike|bicycle|puncture|broke(?:n)?[- ]down|traffic|wouldn't start|snow|flood\w*|leak|boiler|fire|burgl\w+|broken into|nicked|stolen|mugged|robbed|knocked (?:off|down|over)|crash\w*|accident|overslept|slept (?:through|in)|muddl\w+|mix(?:ed)?[- ]up|confus(?:ed|ion)|mistook|wrong (?:day|date|week|room|place|time|train|building|classroom|floor|site|hospital|term)|thought (?:that )?(?:it|the|we|this|group|our|session|tues|fri|he|she|they)\b|believed that|misread|misunderst\w+|forgot(?:ten)?(?: (?:the|all|about|it|that|us|clean)\b|\W*$)|lost (?:his|her|their) (?:phone|keys|wallet|way|bag)|phone (?:had )?(?:died|broke|was)|no (?:signal|heating|water|idea it)|couldn't find (?:the|us|it)|could not find (?:the|us|it)|never been told|not been told|been told (?:by|that|to|it|we)|(?:had|put|was) it (?:in|down)|diary|calendar|by herself|by himself|fasting|strikes|(?:train|tube|the|on|bus) strike|prayers?|eid|tet|swapped (?:his|her|their|a|into|onto|shifts?)|rota|(?:his|her|their|@\d+'s) (?:\w+ )?(?:mother|mum|father|dad|step\w+|brother|sister|gran\w*|nan|aunt|uncle|son|daughter|child\w*|partner|wife|husband|girlfriend|boyfriend|flatmate|housemate)\b[^.;]*\b(?:was|were|had|died|fell|collapsed|needed|in hospital)";
    rule(&format!(r"(?i)\b(?:{ILL}|{FAMILY}|{DUTY}|{MISHAP})\b"))
});
/// Where somebody was: "he was at football", "she was with the police".
static ELSEWHERE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:\b(?:s?he|they)|@\d+)(?: was| were|'d been| had been| had to be)(?: \w+ly| still| on that (?:day|\w+day)| that (?:day|\w+day)| then| already| just| also| up| down| over| back| off| away| out)* (?:(?:in|at|on|with|w|abroad|away|off|home|having|doing|giving|taking|sitting|visiting|helping|covering|working|looking after|moving|being|seeing|presenting|interview\w+)\b)|\b(?:went (?:home|straight|to|back|off|into)|had to (?:go|be|take|collect|see|stay|attend|help|cover|rush)|took (?:him|her|them)|spent the (?:day|afternoon|morning)|gone to|ended up in)\b",
    )
});
/// Where one is seen, and how one is: nothing that keeps anybody away.
static BY_THE_WAY: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:in (?:touch|tears|contact|trouble|two minds|the (?:room|group|session|circle|picture|canteen|corridor|library queue)|a (?:state|bad way|good mood)|good|here|attendance)|at (?:mine|(?:the|our|my|this|that|#\d+'s) (?:group|session|meeting|balint|teaching|lecture|clinic|tutorial))|on (?:form|time|good|great|the (?:list|left|right))|with (?:us|me)|to (?:see|find|tell) (?:me|us)|my (?:clinic|lecture|teaching|ward|office|room|door)|present)\b",
    )
});
/// "Told me on the ward", "caught me after clinic": where it was told.
static WHERE_TOLD: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:i|we) (?:saw|met|had|caught|ran into|bumped into|spoke)\b[^,;.]*|\b(?:saw|seen|met|caught|stopped|collared|bumped into|ran into|found|spoke|spoken|talked|told|mentioned|e-?mailed|rang|phoned|messaged|texted|came|wrote|said)\b(?: (?:to|with|by|it|up|me|us|him|her|them|so|#\d+|@\d+))+ (?:on|in|at|after|outside|over|before|during|between) (?:the |my |a |our |his |her )?(?:\w+ )?\w+",
    )
});
static WITH_ME: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\b(?:with|beside|next to) (?:me|us)\b"));
static WRITER: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\b(?:i|we|my|our|i'm|i've|i'd|we'd|we've)\b|#\d+"));
static STUDENT: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)@\d+|\b(?:s?he|they|him|her|his|hers|their|them|who)\b"));
/// Told of what was.
static WAS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:was|wasn't|were|weren't|had|hadn't|did|didn't|couldn't|could not|wouldn't|went|came|took|gave|broke|lost|fell|felt|sat|slept|overslept|ran|kept|put|thought|flew|stood|forgot|mistook|left|spent|let|hurt|set|swore|meant|brought|caught|found|\w{3,}ed)\b|(?:\b(?:s?he|they|who|and|then|just|actually)|@\d+) got\b|\b(?:s?he|they|who|it)'d\b|@\d+'d\b",
    )
});
/// Told of what is.
static IS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:is|are|am|isn't|aren't|has|have|hasn't|haven't|can|can't|may|might|does|do|needs?|wants?|seems?|sits?|struggles?)\b|\b(?:s?he|they|it|there|who|that|i|we)'(?:s|re|m|ve)\b|@\d+'s (?:been|got|in|on|off|a|an|having|going|not|very|really|always|just)\b",
    )
});
/// "She's had a dreadful month": how it has been until now.
static IS_SINCE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:'s|'ve| has| have)(?: \w+ly| just| always| already| since| now| never| not| really)* (?:had|been|got|\w{3,}ed)\b",
    )
});
/// Of a day to come, of how it always is, of some other time.
static TO_COME: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:will|shall|'ll|going to|coming up|tomorrow|tonight|yesterday|today|next (?:week|month|year|term|tuesday|friday|monday)|\w+day next|this weekend|from (?:mon|tues|wednes|thurs|fri|satur|sun)day|from (?:easter|christmas)|has to|have to be|needs to|waiting (?:on|for)|always|often|generally|usually|every other|lately|recently|these days|at the moment|is \w+ now|since (?:his|her|their|the|easter|christmas)|in (?:january|february|march|april|may|june|september|october|november|december)|(?:last|this) (?:week|term|month)|for (?:weeks|months|ages))\b|'ll\b",
    )
});
/// The two met, wrote, or did not.
static CONTACT: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:spoke|spoken|speak\w*|ask\w*|tell\w*|talk\w*|chat\w*|met|meet\w*|saw|seen|been to see|word|been in touch|e-?mail\w*|wrote|written|rang|rung|phoned|called me|messag\w+|text\w*|asked|replied|answered|heard|hear|said|says|told|tells|promised|mentioned|apologi\w+|sorry|regret\w*|bumped|ran into|caught (?:me|us)|conversation|came to (?:see|find|me|us)|poked|flagged|responded|contacted|know|knows|knew|noticed|understand\w*|agreed|decided|thanked)\b",
    )
});
/// Words of one who was there.
static THERE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:not absent|wasn't absent|there|here|present|came|come|attend\w*|in|late|sat|arrived|turned up|walked|joined|signed|ticked|marked|counted|both|minutes?|mins?|presented|took part|contributed|spoke)\b",
    )
});
/// That they were there after all.
static CAME: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:\b(?:s?he|they)|@\d+)(?:'d| was| were| has| had| is)?(?: \w+ly| not| most| very much| indeed| in fact| after all)*(?: been| was| were)? (?:there|here|present|in the room|in all along|with us|late)\b|\b(?:not absent|turned away|did come|came (?:in|late|along|to (?:the|our) (?:group|session|room|door))|turned up|walked in|signed the (?:sheet|register)|marked (?:him|her|them)|ticked|down as absent|in the room|in attendance|as present)\b|\b(?:was|were)(?: \w+ly)? in\W*$",
    )
});
/// That the writer does not know, or does not believe it.
static DOUBTED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:don't buy|(?:have|has|had) (?:my|our|some) doubts|don't believe|do not believe|can't believe|unconvinced|not (?:convinced|sure|certain)|(?:do not|don't|dunno) (?:know|think) (?:if|whether|that|so)|i do not know|no (?:idea|clue|word)(?: (?:about|why|what|if|whether|on|how|where|with|from|yet|either)\b|\W*$)|is a mystery|know nothing|of \w+ i know|(?:isn't|is not|not) (?:an?|the|much of an?) (?:explanation|reason|excuse)|didn't catch|whether|if that's|may (?:well )?have|might have|must have|something about|some (?:sort|kind) of|i think\W*$|or so (?:he|she) (?:says|claims)|claims|swears|reckons|supposedly|could(?:'ve| have) been|the one who was|that's all i|more (?:she|he) does not|saw (?:him|her) in|as far as i know|no reason given|(?:will|i'll|let me|need to|have to|going to) (?:check|ask|find out))\b",
    )
});
