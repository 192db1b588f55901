//! Whether a clause says that the student was spoken with: that somebody of the firm did it, not that they will, could
//! not, or spoke with somebody else about them.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use super::clauses::clauses;
use super::words::{DISCUSSED, HOLD, IN_VAIN, LATER, NOT_DISCUSSED, RANG, SENT_FOR};
use crate::inbound::names::{marks_in, rule};

/// Is it said that the student was spoken with? In an answer about teaching, to be seen there is not to be spoken with.
pub(super) fn has_talked(clause: &str, sentence: &str, of_check: bool) -> bool {
    let clause = READ.replace_all(clause, "");
    let clause = if of_check { AT_TEACHING.replace_all(&clause, "") } else { clause };
    let clause = CARRIED_OUT.replace_all(&clause, "spoke to $of");
    let clause = MANAGED.replace_all(&clause, "spoke");
    let clause = if LATER.is_match(&clause) { clause } else { BRIEFLY.replace(&clause, "had a talk") };
    let clause = WHEN_MET.replace_all(&clause, "we met");
    let clause = AND_THEN.replace_all(&clause, "$did$also");
    let clause = THE_TWO.replace_all(&clause, "$to them");
    let clause = TO_SOMEBODY.replace_all(&clause, "$verb to others");
    let others = TO_OTHERS.is_match(&clause) || clause.contains("to others");
    let clause = TO_OTHERS.replace_all(&clause, "$verb others");
    let Some(talk) = DISCUSSED.find(&clause) else { return false };
    let denied = NOT_DISCUSSED.find(&clause).is_some_and(|found| found.start() < talk.end());
    let in_vain = RANG.is_match(&clause) && IN_VAIN.is_match(sentence);
    let in_writing = IN_WRITING.is_match(&clause);
    !denied
        && !in_vain
        && !in_writing
        && !NOT_RAISED.is_match(sentence)
        && !OF_OTHER_PLACE.is_match(&clause)
        && !is_only_seen(talk.as_str(), sentence)
        && (!others || WITH_STUDENT.is_match(&clause))
}

/// Is it said of a talk with somebody else? "Spoke to Dr Beck about Grace".
pub(super) fn is_with_others(text: &str) -> bool {
    TO_OTHERS.is_match(text) && !WITH_STUDENT.is_match(&TO_OTHERS.replace_all(text, "others"))
}

/// "Rang him. No answer."
pub(super) fn is_rung_in_vain(clause: &str, next: &str) -> bool {
    RANG.is_match(clause) && IN_VAIN.is_match(next)
}

/// "I could not get him by telephone, so I went up and saw him": what was denied first was done.
pub(super) fn talks_after_all(text: &str) -> bool {
    static ONWARD: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?i)\b(?:but|so|then|until|till|finally|eventually|at last|in the end|later|since|afterwards|yesterday|today|this morning)\b",
        )
    });
    let denials =
        [&*NOT_DISCUSSED, &*SENT_FOR].into_iter().filter_map(|words| words.find(text)).map(|found| found.end());
    let rest = denials.min().and_then(|end| text.get(end..)).unwrap_or_default();
    ONWARD.is_match(rest) && has_talked(rest, rest, false)
}

/// "I have seen him about but have not said anything."
fn is_only_seen(talk: &str, sentence: &str) -> bool {
    static SEEN: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\b(?:seen|saw|caught|bumped into|ran into)\b"));
    static UNSAID: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?i)\b(?:\w+n't|not|never|without)(?: (?:yet|had|the|a|chance|to|really|time|actually)){0,4} (?:said|say\w*|spok\w*|speak\w*|mention\w*|rais\w+|discuss\w*|talk\w*|brought|bring\w*)\b|(?:\w+n't|not|never|no) (?:\w+ ){0,2}(?:get|got|getting) (?:round |on )?to\b|(?:no|\w+n't|not) (?:\w+ ){0,2}(?:time|chance|opportunity|moment)\b",
        )
    });
    static IN_PASSING: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?i)\b(?:saw|seen|caught) (?:@\d+|him|her|them)(?: only)? (?:go\w*|leav\w+|walk\w*|driv\w+|runn?\w*|cross\w*|disappear\w*|across|through|from (?:afar|a distance)|in the distance|at a distance|heading|cycl\w+|get\w* (?:on|off|into))\b|\b(?:sight|glimpse) of\b",
        )
    });
    SEEN.is_match(talk) && (UNSAID.is_match(sentence) || IN_PASSING.is_match(sentence))
}

/// The clause up to where it puts off what is to be done with another: "spoke to Wei and will speak to Lucy".
pub(super) fn done_part(clause: &str) -> &str {
    let Some(talk) = DISCUSSED.find(clause) else { return clause };
    let after = |words: &Regex| words.find_iter(clause).map(|at| at.start()).find(|start| *start >= talk.end());
    let ends = [after(&NOT_DISCUSSED), after(&LATER)];
    let part = ends.into_iter().flatten().min().and_then(|end| clause.get(..end)).unwrap_or(clause);
    if marks_in(part).is_empty() { clause } else { part }
}

/// What wants something held, without the clauses that tell of a talk: "Spoke to Grace, but please hold Kofi's".
pub(super) fn without_talk(text: &str) -> Cow<'_, str> {
    let is_of_last =
        |(before, after): &(&str, &str)| HOLD.is_match(after) && !marks_in(after).is_empty() && !HOLD.is_match(before);
    if let Some((_, after)) = text.rsplit_once(" but ").filter(is_of_last) {
        return Cow::Borrowed(after);
    }
    let tells = |clause: &&str| DISCUSSED.is_match(clause) && !HOLD.is_match(clause);
    let rest: Vec<&str> = clauses(text).into_iter().filter(|clause| !tells(clause)).collect();
    if rest.iter().all(|clause| marks_in(clause).is_empty()) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(rest.join(", "))
    }
}

/// The clause without whom the talk was about, where it names somebody else whom it was with.
pub(super) fn without_topic(clause: &str) -> Cow<'_, str> {
    static TOPIC: LazyLock<Regex> = LazyLock::new(|| {
        rule(r"(?i)\b(?:about|regarding|re|concerning|on the subject of) @\d+(?:'s \w+)?(?: and @\d+)*")
    });
    let rest = TOPIC.replace_all(clause, "");
    if marks_in(&rest).is_empty() { Cow::Borrowed(clause) } else { rest }
}

/// What was written was not said.
static IN_WRITING: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:by|over|via) (?:e-?mail|text|letter|message|voicemail|whatsapp)|in (?:an|my) (?:e-?mail|text|letter|message))\b",
    )
});
/// "I have seen this": a letter is read, not spoken with; whoever comes to the ward round is only there.
static READ: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:'ve|have|had)? ?(?:just |now |only |also )?(?:(?:seen|read|received) (?:this|it|that|these|none of)|(?:seen|read|had|received|got) (?:an? (?:answer|reply|e-?mail|text|message|note|response)|(?:the|your|his|her|their) (?:\w+ )?(?:digest|list|rota|register|sheet|notes|records?|letters?|e-?mails?|figures|summary|message|note|reply|answer|text|response))|(?:nobody|no one|no-one|someone|somebody|student|anyone|anybody) called|had to (?:drink|eat|leave|dash|go|cancel|miss|move|rush|run)|seen (?:a lot|lots|many|plenty|enough|several|dozens) of|(?:came|come|been) (?:\w+ )?to (?:the|my) (?:ward|clinic) (?:teaching|rounds?|tutorials?))\b",
    )
});
/// What is done at teaching: "I saw her there", "he spoke about a patient", "we met in the library".
static AT_TEACHING: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)@\d+(?:,? and @\d+)*,? (?:i|we) (?:(?:did|do|have|certainly|definitely) )*(?:see|saw|seen|had|have)\b|@\d+(?:'s| has| also| even| then)? (?:\w+ly )?(?:spoke|talked|discussed|presented|chatted) (?:about|on|of|up|well|very|a|more|first|last|to the|through)\b|^\W*(?:(?:yes|no|well|only|just)\W+)*saw (?:@\d+|him|her|them|both)\b|\b(?:(?:s?he|they)(?:'s| has| also| even| then)? (?:\w+ly )?(?:spoke|talked|discussed|presented|chatted)(?: (?:about|on|of|up|well|very|a|more|first|last|to the|through)\b|\W*$)|(?:i|we)(?:'ve| have| do| did)? (?:\w+ly )?(?:saw|see|seen|caught|had) (?:@\d+|him|her|them|both)(?: both)?(?: and @\d+)*(?: \w+)? ?(?:there|at|in|on|that|myself|with|present|come|arrive|leave|[.,!:;]|$)|sat (?:down )?(?:together|with (?:@\d+|him|her|them))|met (?:@\d+|him|her|them) there|seen and heard|(?:was|were|been|all|be|homework) (?:done|sorted)|(?:came|come),? and apologi[sz]ed|(?:the group|they all|they) (?:all )?(?:met|discussed|talked (?:about|through))\b|we (?:all )?met (?:in|at|on|as|that)\b|(?:we|they|the group)(?: all)? had (?:\w+ ){0,4}discussion\b)",
    )
});
/// They met, and spoke of something else.
pub(super) static NOT_RAISED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:hardly the place\b|said nothing (?:of|about)|(?:forgot|forgotten|omitted|failed|neglected) to (?:mention|raise|ask|bring|say|touch|talk|speak|discuss)|(?:this|it|that|the (?:group|matter|subject|topic)|attendance|balint) (?:never|didn't|did not) (?:come|came|get|got|crop)|slipped my mind|before (?:i|we|it) (?:could|got|had|came)(?: (?:a|the))?(?: (?:chance|time|round))? ?(?:to|on to|round|up|mention|raise|ask|speak|talk|discuss)|(?:didn't|did not|never|without|couldn't) (?:mention\w*|rais\w*|broach\w*|touch\w*) (?:this|it|that|the|on|upon|attendance|balint)|but not (?:about |on )?(?:this|the group|attendance|balint))\b",
    )
});
/// Whoever spoke with them is not of the firm.
static OF_OTHER_PLACE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:his|her|their|@\d+'s) (?:\w+ ){0,2}(?:tutor|supervisor|mentor|gp|doctor|mother|mum|father|dad|parents?|friends?|flatmates?|housemates?|counsellor|therapist|psychiatrist|partner|brother|sister)|student (?:support|welfare|services|health)|occupational health|occ health|counselling|welfare|the (?:\w+ )?(?:dean|school|faculty|university|tutor|chaplain|(?:group|balint|co-?)[ -]?leaders?)|education (?:support|centre)) (?:team )?(?:has|have|had|saw|met|spoke|came|dealt|is|are|'s|tells|told|says|said)\b|\byou(?:'ve| have| had)? (?:already |both |now )?(?:spoken|spoke|met|seen|talked)\b",
    )
});
/// "Quick word on the ward": what was had is not said.
static BRIEFLY: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^\W*(?:a )?(?:very |really )?(?:quick|good|long|short|brief|lovely|nice|useful|frank|helpful|friendly|productive|proper|pleasant|constructive|honest|great|candid|private|little) (?:word|chat|talk|conversation|catch[- ]?up|discussion|phone call|natter|(?:meeting|coffee)(?: with| this| on| yesterday| today|\W*$|[.,;]))",
    )
});
/// "I was due to see her, and did."
static CARRIED_OUT: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:due|going|meaning|hoping|planning|intending|promised|needed|wanted|supposed|meant|i'd|i would|i said i(?:'d| would))(?: to)? (?:see|speak (?:to|with)|talk (?:to|with)|meet(?: with)?|catch|ring|find|have a (?:word|chat) with) (?P<of>(?:@\d+|her|him|them|both)\b[^,;@]{0,40}?)(?:,| -)? and (?:i |we )?(?:duly |then |now |have |just )*(?:did|have|has)(?: so| it| that)?\W*$",
    )
});
/// A base form that yet says it was done.
static MANAGED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:managed|(?:was|were|been) (?:only |just |finally |at last |eventually )*able|got (?:(?:a|the|my) )?(?:chance|round|opportunity|moment)|got|(?:was|were) (?:\w+ )?(?:useful|good|helpful|nice|lovely|glad|pleased|reassuring|interesting|worthwhile)) to (?:\w+ly )?(?:speak|talk|meet|see|chat|catch up|sit down|discuss)\b|\b(?:had|got|took|found|used|seized|grabbed) (?:the|an|a|my|that|this) (?:opportunity|chance|pleasure|moment|occasion) (?:of|to|for) (?:speak(?:ing)?|talk(?:ing)?|meet(?:ing)?|see(?:ing)?|discuss(?:ing)?|a (?:word|chat|talk))\b",
    )
});
/// "She told me when we met": what is told of a time gone is done; "when I've met her" is not.
static WHEN_MET: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:when|after|since|as) (?:i|we|he|she|they|@\d+(?: and i)?) (?:finally |last |both )?(?:met|spoke|talked|sat down|saw|chatted|discussed)\b",
    )
});
/// "After the round, and we had our talk": what was first is over.
static AND_THEN: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:after|before|once|when) (?:[\w'-]+,? ){1,4}?(?:(?:(?:and|so|but|then) )?(?P<did>(?:i|we) (?:had|spoke|talked|met|sat|discussed|dealt))|(?:and|so|but|then) (?P<also>spoke|talked))\b",
    )
});
/// Who was spoken with is a colleague, or somebody of the student's own people.
static TO_OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?P<verb>(?:(?:spoke|spoken|speak|talked|talk|chatted|word|words|chat|conversation|meeting|discussed(?: (?:it|this|her|him|them|@\d+|things|matters))?) (?:about (?:@\d+|her|him|them|it|this) |\w+ )?(?:to|with|w)|and with|and to|met(?: up)?(?: with)?|told|asked|seen|saw|rang|phoned|called|caught)) (?:#\d+|(?:(?:his|her|their|the|my|our|a|@\d+'s) (?:\w+ )?(?:tutors?|supervisors?|mentors?|friends?|flatmates?|housemates?|parents?|mother|mum|father|dad|brother|sister|partner|husband|wife|gp|registrars?|spr|sho|fellow|consultant|secretary|manager|colleagues?|co-?leaders?|team|ward|sister|dean|school|doctor|nurses?|office|support|others|voicemail|answerphone|machine|landlady|landlord|neighbours?|placement|ward|sister|charge|matron|bleep|switchboard|receptionist|firm|line|leads?|group|co-?ordinator|administrator|psychiatrist|counsellor|therapist|aunt|uncle|cousin|roommates?|classmates?|boyfriend|girlfriend|spouse|wards?)))\b",
    )
});
/// "Spoke to the pair of them".
static THE_TWO: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?P<to>to|with) (?:the|both|these|my) (?:two|pair|three|lot|girls|lads|boys|students?|young \w+|man|woman|lady|chap|fellow)(?: of them)?\b",
    )
});
/// "Spoke to the ward", "had a word with his landlord": whoever it was, it was not the student.
static TO_SOMEBODY: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?P<verb>spoke|spoken|talked|chatted|word|chat|conversation|talk|meeting|met|exchange) (?:\w+ )?(?:to|with) (?:his|their|the|my|our|a|an|your|@\d+'s|someone|somebody|another|other) \w+\b",
    )
});
static WITH_STUDENT: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:to|with|and|met|seen|saw|both|told|asked|caught|we (?:met|spoke|talked)) (?:both |also |to |with )?(?:@\d+|him|her|them|both)\b",
    )
});
