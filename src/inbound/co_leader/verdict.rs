//! Whether a clause of an answer to a notice keeps the letter to the firm head or lets it go.
//!
//! A clause is read in three steps. Its words are made plain. What may be done with a letter is looked for: it is sent, or
//! the firm head told; it is kept, or waited with. Then the denials that govern it are counted: "no reason not to send it"
//! sends it. A denial that may govern it or not leaves the clause in doubt, for a hold read as a release is the gravest
//! mistake there is.

use std::sync::LazyLock;

use regex::{Match, Regex};

use crate::inbound::names::rule;

/// "But only after ...": a condition begins so far into its clause.
const BUT_BYTES: usize = 4;

/// What is said of a letter more often than this in one clause is noise.
const MATCHES_MAX: usize = 12;

/// A denial further away than this from what is done governs something else.
const GOVERNED_WORDS_MAX: usize = 9;

/// What a clause says of the letter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Verdict {
    pub(super) holds: bool,
    /// It is to be sent, or may go.
    pub(super) sends: bool,
    /// The firm head is to be told, which may be all that a worry wants.
    pub(super) tells: bool,
    /// A yes that names nothing.
    pub(super) assents: bool,
    /// A denial may belong to it or not.
    pub(super) unsure: bool,
}

impl Verdict {
    pub(super) const fn releases(self) -> bool {
        self.sends || self.tells || self.assents
    }

    pub(super) const fn is_silent(self) -> bool {
        !self.holds && !self.releases() && !self.unsure
    }

    /// What is to be done with a letter, given how many denials govern the words that do it.
    fn add(&mut self, keeps: bool, denials: Option<usize>, tells: bool) {
        match denials.map(|denials| denials % 2 == usize::from(!keeps)) {
            None => self.unsure = true,
            Some(true) => self.holds = true,
            Some(false) if tells => self.tells = true,
            Some(false) => self.sends = true,
        }
    }
}

/// The clauses of a sentence.
pub(super) fn clauses(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    for parted in BREAK.captures_iter(text) {
        let Some(all) = parted.get(0) else { continue };
        found.extend(text.get(start..all.start()));
        start = parted.name("next").or(parted.name("who")).map_or(all.end(), |next| next.start());
    }
    found.extend(text.get(start..));
    found.retain(|clause| clause.chars().any(char::is_alphanumeric));
    found
}

/// Does a clause only say on what the next one depends?
pub(super) fn is_condition(clause: &str) -> bool {
    let text = plain(clause);
    let opens = CONDITION.find(&text).is_some_and(|found| found.start() == 0);
    opens || LATER_CONDITION.find(&text).is_some_and(|found| found.start() <= BUT_BYTES)
}

/// Is what a clause orders, or what follows it, to be done only if something is so?
pub(super) fn is_supposed(clause: &str) -> bool {
    static SUPPOSES: LazyLock<Regex> =
        LazyLock::new(|| rule(r"^(?:(?:and|but|so|then) )*(?:if|unless|should (?:he|she|they|named)|in case)\b"));
    SUPPOSES.is_match(&plain(clause))
}

/// What a clause says; `asks` that it stands in a question, in which a bare yes or no is no answer.
pub(super) fn verdict(clause: &str, asks: bool) -> Verdict {
    let text = plain(clause);
    let text = INTERJECTION.replace(&text, "$next");
    let mut found = Verdict::default();
    if !asks {
        if NAMED_NO.is_match(&text) || REFUSES.is_match(&text) {
            found.holds = true;
        } else if NAMED_YES.is_match(&text) {
            found.sends = true;
        } else if ASSENTS.is_match(&text) && !clause.starts_with('(') {
            found.assents = true;
        }
    }
    let sends = SENDS.find_iter(&text).map(|found| (found, false));
    let tells = TELLS.find_iter(&text).map(|found| (found, true));
    for (words, tells) in sends.take(MATCHES_MAX).chain(tells.take(MATCHES_MAX)) {
        let before = text.get(..words.start()).unwrap_or_default();
        if CONDITION.is_match(before)
            || NARRATES.is_match(before)
            || WILL_DO.is_match(before)
            || has_told(before, words)
        {
            continue;
        }
        let after = text.get(words.end()..).unwrap_or_default();
        let own = DENIES.find_iter(words.as_str()).count() + usize::from(AFTERWARDS.is_match(after));
        found.add(false, denials(before).map(|before| before + own), tells);
    }
    for words in KEEPS.find_iter(&text).take(MATCHES_MAX) {
        let before = text.get(..words.start()).unwrap_or_default();
        let after = text.get(words.end()..).unwrap_or_default();
        if IS_KEPT.is_match(before) && words.as_str().ends_with("ing")
            || words.as_str() == "waiting" && before.ends_with("the ")
            || OF_OTHERS.is_match(before)
        {
            continue;
        }
        // "It has been on hold", "on hold to the IT desk": told, and asked of nobody.
        if words.as_str() == "on hold" && before.ends_with("been ")
            || words.as_str() == "hold" && before.ends_with("take the ")
        {
            continue;
        }
        if AFTER_NO_KEEPING.is_match(after) && words.as_str().starts_with("leave") {
            found.tells |= after.contains("head");
            continue;
        }
        found.add(true, denials(before).map(|before| before + usize::from(AFTERWARDS.is_match(after))), false);
    }
    found.unsure |= found.releases() && is_in_doubt(&text);
    found.holds |= KEEPS_BY_NO.is_match(&text);
    if found.is_silent() && !asks && AGREES.is_match(&text) {
        found.add(false, Some(DENIES.find_iter(&text).count()), false);
    }
    found
}

/// Is a letter let go under a condition, with disapproval, by the writer's own hand, or is the matter to rest?
fn is_in_doubt(text: &str) -> bool {
    let told = WITHOUT_DOUBT.replace_all(text, "");
    [&*DISAPPROVES, &*LATER_CONDITION, &*RESTS, &*BY_THE_WRITER].iter().any(|one| one.is_match(&told))
}

/// A clause of nothing but names, of whom the one beside it speaks.
pub(super) fn is_names(clause: &str) -> bool {
    static NAMES: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?i)^\W*(?:(?:and|or|nor|also|plus|both|for|with|&) )*@\d+(?:'s)?(?:(?:,| and| or| &)+ @\d+(?:'s)?)*(?: (?:too|also|as well|likewise|both|please))*\W*$",
        )
    });
    NAMES.is_match(clause)
}

/// "I've just told her", "she tells me": somebody was told something, not the firm head of this.
fn has_told(before: &str, words: Match) -> bool {
    static SOMEBODY: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"\b(?:i|we|he|she|they|who|named|i've|we've|i'll|he's|she's)(?: (?:have|had|has|will|just|already|did|do|can|shall|promised to|wants? to|going to))*\s*$",
        )
    });
    static SOMEBODY_WAS: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"\b(?:you|he|she|they|named|who|i|we)(?:'d|'ve|'s)?(?: (?:had|have|has|was|were|already|just|not|never))*\s*$",
        )
    });
    static SPEAKS: LazyLock<Regex> =
        LazyLock::new(|| rule(r"^(?:tell|pass|inform|notify|write|e-?mail|ring|contact|approach)"));
    // "He'd been sent to Lewisham", "I thought you'd been told".
    let befell = words.as_str().starts_with("be") && SOMEBODY_WAS.is_match(before);
    befell || SOMEBODY.is_match(before) && SPEAKS.is_match(words.as_str())
}

/// How many denials govern what follows these words; nothing where one of them may or may not.
fn denials(before: &str) -> Option<usize> {
    let thought = OPINION.find_iter(before).last().map_or(0, |found| found.end());
    let before = before.get(thought..).unwrap_or_default();
    let starts = before.split_whitespace().rev().take(GOVERNED_WORDS_MAX).last();
    let from = starts.map_or(0, |first| first.as_ptr() as usize - before.as_ptr() as usize);
    let before = before.get(from..).unwrap_or_default();
    if let Some(anew) = ANEW.find(before)
        && !LEANS_ON.is_match(before.get(..anew.start()).unwrap_or_default())
    {
        return Some(0);
    }
    let mut governing = 0;
    for denial in DENIES.find_iter(before) {
        let mut between = before.get(denial.end()..).unwrap_or_default().split_whitespace();
        if !between.all(|word| THROUGH.is_match(word) || DENIES.is_match(word)) {
            return None;
        }
        // "Neither this nor the one about May": that is one denial.
        governing += usize::from(governing == 0 || denial.as_str() != "nor");
    }
    Some(governing)
}

/// The words of a clause in one spelling: students "named", whoever may be told "head", no short forms.
fn plain(clause: &str) -> String {
    let mut text = clause.to_lowercase();
    for (pattern, instead) in PLAIN.iter() {
        text = pattern.replace_all(&text, *instead).into_owned();
    }
    text.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

static PLAIN: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| {
    [
        (r"\b(?:dr|prof|professor|mr|mrs|ms|miss)\.? #\d+|#\d+", "head"),
        (r"@\d+'s|@\d+s\b", "nameds"),
        (r"@\d+", "named"),
        (r"\b(?:(?:the|his|her|their) )?(?:firm heads?|firm|consultant|undergrad\w*(?: office| team)?)\b", "head"),
        (r"\b(?:pls|plz)\b", "please"),
        (r"\bw\b", "with"),
        (r"\bu\b", "you"),
        (r"\blets\b", "let's"),
        (r"\bshan't\b", "shall not"),
        (r"\bcannot\b|\bcant\b", "can not"),
        (r"n't\b", " not"),
        (r"\b(do|need|wo|should|must|would|did)nt\b", "$1 not"),
        (r"\bnot mind\b", "not object"),
        (r"\bcould not agree more\b", "do agree"),
        (r"\b(?:say|know|add|tell you) no more\b", "end"),
        (r"\bno harm (?:in|if|to)\b|\b(?:not|never) (?:hurt|harm|do (?:any )?harm)\b", "fine"),
        (r"\bnot too late\b|\b(?:not|no) (?:a |such a )?bad (?:idea|thing)\b", "time"),
        (r"\bno (?:doubt|question|wonder|choice|option|alternative|other (?:way|course|option))\b|\bnothing else for it\b", "surely"),
        (r"\bnot (?:only|before time|(?:at all )?surprised|surprising)\b", "surely"),
        (r"\bno (?:need|reason|cause|call|point) (?:for|in|of) (?:(?:a|any|the|this|further|more) )*(delay|wait|hold|paus|postpon)\w*", "do not $1"),
        (r"\bif (you|possible|poss|need|necessary|i may|we may|that's|it's)\b", "provided $1"),
        (r"\b(?:my|your|his|her|their|to) mind\b", "view"),
        (r"[()\x22]", " "),
        (r" +", " "),
    ]
    .map(|(pattern, instead)| (rule(pattern), instead))
    .into()
});
static BREAK: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\s*[,;:()!]+\s*(?:(?:but|and|so|then) )?| but | - | -- | ?[\x{2013}\x{2014}] ?| whereas | while | though | because | (?:and|so) (?P<next>can't|cant|cannot|no|obviously|obvs|let|send|hold|release|keep|leave|please|pls|i|i'\w+|he|she|they|we|write|tell|inform|do|don't|not)\b| (?:as|for|so) (?P<who>he|she|they|@\d+|there's)\b",
    )
});
/// "No" before what is said instead.
static INTERJECTION: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"^(?:(?:oo*h|aw+|ah|er|um|well|hmm) )*(?:(?:no|nope|nah) )+(?:(?:actually|wait|sorry|hang on|on second thoughts) )*(?P<next>(?:please|do not|leave|hold|wait|not|i|i'm|i'd|he|she|they|he's|she's|nameds?|keep|let|let's)\b)",
    )
});
/// A condition, under which nothing is to be sent as yet.
static CONDITION: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"\b(?:if|unless|once|when|until|till|til|before|after|whether|in case|should (?:he|she|they|named))\b")
});
/// The writer's own doing, or leaving undone, in what has gone by.
static NARRATES: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"\b(?:i|we)(?: have| had)?(?: just| simply| completely)? (?:did not|never|do|have not|had not|forgot to|failed to|meant to|omitted to|ought to have|should have)(?: \w+)?\s*$|\b(?:forgot|forgotten|failed|neglected|omitted|meant|supposed)(?: to)?\s*$",
    )
});
/// "I'll carry on keeping an eye": the writer will.
static WILL_DO: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"\b(?:(?:i|we|he|she|they|named)(?:'ll| will| shall| am going to| are going to)|i'm going to|we're going to|(?:he|she|they|named)(?: can| may| might| could)?)(?: (?:just|now|also|then|still))*\s*$",
    )
});
static SENDS: LazyLock<Regex> = LazyLock::new(|| {
    let letter = r"(?:it|this|that|them|these|those|(?:(?:the|that|this|your|any) )?(?:letter|notice|note|e-?mail|message|escalation|thing|one)s?|nameds?(?: one| letter)?|his|hers|theirs|yours|nothing|anything|something|everything|all|away|off|out|on)";
    rule(&format!(
        r"\b(?:send(?:ing)?(?: (?:{letter}|(?:to )?head|please|ahead|until|till?|yet|now|before|when)\b|\W*$)|(?:forward|post|dispatch|issu|releas|unhold|pursu|proceed)(?:e|ing)?(?: with)? {letter}\b|(?:proceed|releas)(?:e|ing)?\b|(?:pursue|unhold)\b|(?:write|forward)\W*$|(?:lift|end|remove|undo|drop)(?:ing)? (?:the|my|our|that|this) hold\b|take (?:the|my|our|that|this) hold off\b|(?:take|run) its course|over to you|all yours|get (?:it|this) (?:out|off|sent|done)\b|(?:^|please |just |do |and |now |can |you )put (?:it|this) through|(?:be|being|been|get|is) (?:now )?(?:sent|forwarded|posted|dispatched|issued|released|pursued|taken (?:further|forward|up))\b|go on(?:\W*$| (?:please|then))|go(?:ing)? (?:ahead|out|through|forward|off|its way|further|any further|to head|as planned|for it|right ahead)\b|(?:can|may|should|must|could|might|let|to|matter|whole thing|{letter})(?: (?:did|does|do|should|would|will|can|may|must|need|has to|now|just|all|both|still|really|please|not))* (?:go|goes|going|run)(?: (?:now|out|ahead|please|then|off|today|tomorrow|for now|yet|just yet|this week|nevertheless|nonetheless|anyway|regardless|though|all the same))*(?:\W*$|[,;]| (?:to|on|with|until|till|before|by|if|because|as)\b)|(?:rather|sooner|prefer) (?:it|this|that|the letter) (?:went|was sent|were sent)\b|time (?:it|this) went\b|crack on|fire away|carry on|press on|as (?:planned|proposed|you (?:propose|suggest|see fit|think))\b|do (?:so|as)\b|do it\b|write before\b|off (?:you|it) goe?s?\b|green light|go-ahead|good to go|all clear|right (?:thing|step|decision|course)\b|about time|high time|the sooner the better|off hold)"
    ))
});
static TELLS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"\b(?:escalat(?:e|ing)\b|escalation\b|(?:tak|pass|rais|refer)(?:e|ing)? (?:it|this|that|him|her|them|nameds?) (?:on|up|further|forward|any further|to head)\b|(?:be|being|been|get|is) (?:now )?(?:escalated|referred|passed on|raised|flagged)\b|(?:tell|inform|notify|apprise|write to|e-?mail|mail|contact|approach|alert|involve|trouble|bother|advise|warn|worry|copy|ring|bring|loop)(?:ing)?(?: in)? (?:head|anyone|anybody|someone|them|the (?:school|faculty))\b|(?:telling|informing|notifying|apprising|writing to|involving|troubling|notify) head\b|(?:tell|inform|notify)\W*$|let(?:ting)? head (?:know|hear|see|have|in on|be|deal)\b|over to head\b|(?:reach|reaches|reaching|get to|land with|land on) head\b|hand (?:it|this|him|her) (?:over )?to head\b|head (?:(?:should|ought|must|can|may|could|might|needs?|has|had|would|will|is|is entitled|deserves|to|better|best|now|certainly|really|also|rather|both|not) )*(?:know|hear|learn|see|read|be told|be informed|be notified|be aware|be made aware|be apprised|be brought in|be involved|have)\b(?: (?:it|this|of|about|the)\b)?|(?:sure|ensure|that|see to it) (?:that )?head (?:knows|hears|learns|sees|is told|is informed|is aware|gets)\b|make head aware|head needs (?:telling|informing|to be told|to know)|(?:want|wish|like|have|need|rather have) head(?: to be)? (?:told|informed|involved|bothered|contacted|notified)|(?:fitting|right|proper|good|fair) that head (?:knows|hears|learns|is told)|(?:said|say|saying|mention(?:ed)?|mentioning)(?: (?:it|this|anything|nothing|a word))? to head\b|(?:be|being|been|get|is) (?:now )?(?:informed|notified|told|made aware|written to|e-?mailed|contacted|approached|involved|bothered|troubled|copied)\b)",
    )
});
static KEEPS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"\b(?:hold(?:ing)?(?: (?:on|off|back|fire|up))?|held(?: (?:back|off|over))?|on hold|wait(?:ing)?|(?:rather|sooner|prefer(?:red)?|provided|better) (?:we|you|it|this|they)(?: all)? (?:waited|held|paused|left|kept|delayed|stopped)|delay(?:ed|ing)?|defer(?:red|ring|ral)?|postpon(?:e|ed|ing|ement)|paus(?:e|ed|ing)|park (?:it|this|that|them|nameds?|the)|parked|stop(?: (?:it|this|that|them|nameds?|please|the (?:letter|notice|e-?mail|escalation))\b|\W*$)|halt|stays? (?:put|with (?:me|us)|where it is|between us|your hand)|call (?:it|this|that) off|cancel (?:it|this|the letter|nameds?)|bin it|scrap it|keep (?:it|this|that) (?:from|between|to (?:your|our|my)sel\w+|quiet|private)|between ourselves|(?:i'll|i will|we'll|we will|let me|let us|i'd like to|leave me to) (?:handle|deal with|take care of|sort|pick|look into|see to) (?:it|this|him|her|them|that|nameds?)|let me (?:speak|talk|have a (?:word|chat)|see|check|find out|catch|try|ask|get hold|meet)|needs? (?:another|a few|some|a couple of|a little|more) (?:more )?(?:days?|weeks?|time)|suspend(?:ed)?|withh(?:old|eld)|retain(?:ed)?|shelved?|freeze|on ice|back burner|keep (?:\S+ ){1,4}?(?:back|out|off|on ice|on hold)\b|keep back|kept (?:back|out|off)|leave (?:head|\S+) out|leave head (?:be|alone|in peace)|leave (?:it|this|that|him|her|them|nameds?|the letter)(?: one)?(?: (?:be|alone|out|please|there|at that|now|with me|with us|with #\d+|to me|to us|for now|for the|for a|a (?:bit|week|while|day|few)|until|till|til|(?:any|much) longer|any more)\b|\W*$)|spared?|let (?:\S+ ){1,3}?(?:lie|rest|drop|alone|sleep)|let (?:\S+ ){1,2}?be\W*$|patience|(?:be|remain|stay)(?: more| very| a little| so)? patient|sit (?:on|tight)|hang (?:fire|on)|bear with|stand down|refrain|desist|forbear|(?:drop|forget|scrap|scrub|bin|skip|ditch|shelve) (?:it|this|that)\b|(?:scrub|scrap|bin|tear up|drop|skip|withdraw|ditch|kill|pull|stop|cancel|halt|dispense with)(?: (?:the|that|this|his|her|your|nameds?))? (?:letter|notice|e-?mail|message|thing|escalation)|(?:be|is) (?:binned|withdrawn|stopped|cancelled|dropped|scrapped|torn up|dispensed with|skipped)|unsent|(?:should|must|may|can|would let|let (?:it|this|that|the matter)) rest\b|keep (?:it|this|that|the letter|nameds?) in (?:the |your |my )?(?:drafts?|drawer|outbox)|(?:tak(?:e|en)|remov(?:e|ed)|str(?:ike|uck)|leave|cross(?:ed)?)(?: \S+){0,3}? (?:off|from|out of) (?:the |your |\w+day's )*(?:letters|notices|list for)|(?:speak|talk|see (?:him|her|them|named)|meet|ring|ask|hear|chat|word)\b.{0,30}(?:before|until) (?:it|this|that|the letter|anything) (?:goes|is sent)|(?:happier|better|best|glad|grateful|prefer it|like it)(?: \w+)? if (?:we|you|it|this|they|nothing)\b.{0,12}(?:waited|held|paused|left|kept)|sleep on it|more time|(?:speak|talk|see|meet|ring|ask|hear|chat|word|conversation|look|check|call)\b.{0,40}\bfirst(?: please| though| (?:if|provided|before) .*)?\W*$|first(?: of all)? to (?:speak|talk|see|meet|hear|ask|ring)|give (?:him|her|them|me|us|it|this|named) (?:a|an|another|more|until|till|til|time|the (?:weekend|week|day|chance|benefit|rest)|one|some|two|three))\b",
    )
});
/// A denial of the letter itself.
static KEEPS_BY_NO: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"\b(?:do nothing|take no (?:action|steps)|no (?:further )?action|(?:^|\b(?:so|and|but|then|obvs|obviously|clearly|definitely|therefore|please|want|wish|prefer|rather|have|see|certainly|absolutely) )(?:no|without an?) (?:letters?|e-?mails?|notices?)(?: (?:to|for) (?:head|him|her|them|now|nameds?))?(?: (?:yet|for now|please|needed|required|necessary|wanted|this time|on this (?:occasion|one)|today|then|obviously|thanks|x))*$|(?:letter|notice|it|this|that|one|e-?mail|escalation|writing)s?(?: to head)?(?: is| was| are)?(?: \w+){0,2} (?:not(?: \w+)?|un-?) ?(?:needed|required|necessary|wanted|called for|warranted)\b|^not (?:needed|necessary|required)\b|(?:neither|nobody|none of them|no one) needs (?:a|the|any) letter|(?:rather|prefer) none$|(?:please nothing|nothing please)(?: to head)?$|nothing (?:\w+ ){0,4}to head|(?:could|can) (?:we|you)(?: please)? not do (?:this|that)|(?:rather|prefer|better|glad|grateful|happier|best)(?: it)? (?:that |if )?head (?:did not|was not|were not) (?:get|have|receive|hear|know|see|told|contacted|informed|involved)|(?:if|that) nothing (?:were|was|be|is|gets|goes) (?:sent|out|to)|^(?:so |i think |view |perhaps )*not (?:sending|writing|telling|contacting|involving|escalating)|no (?:need|call|reason|cause|occasion) (?:for|of) (?:head|it|this|that|a|any|the)|not (?:bother|trouble)(?: (?:now|then|please|yet))*\W*$)\b",
    )
});
/// "Leave it to the firm head" is no hold, and "leave it to you" nothing.
static AFTER_NO_KEEPING: LazyLock<Regex> = LazyLock::new(|| rule(r"^(?: it)? (?:to|with|up to) (?:head|you)\b"));
/// "She has been waiting": the letter does not wait.
static IS_KEPT: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"\b(?:he|she|they|named|who|i|been|was|were)(?:'s|'ve|'d|'m)?(?: (?:had|has|have|was|were|been|is|are|am|just|got|still))*\s*$",
    )
});
/// What is kept is not the letter: "she was held up", "sorry for the delay", "I can't get hold of her".
static OF_OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"\b(?:(?:he|she|they|named|who)(?:'s|'ve|'d)?(?: (?:had|has|have|was|were|been|is|are|just|got|a))*|(?:sorry|apologies|apologise|regret|excuse|pardon)(?: for)?(?: (?:the|my|any|this))?|(?:get|got|getting|catch|took|take|lay)(?: a)?|(?:car|bus|off)|\bi(?: had)? (?:asked|told|wanted)(?: for)? you\b[^,;]*|(?:lift|end|remove|undo|drop)(?:ing)?(?: (?:the|my|our|that|this))?)\s*$",
    )
});
/// A denial behind what is done: "hold it no longer".
static AFTERWARDS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"^ (?:\w+ )?(?:nothing|none|nobody|no letters?|no (?:longer|more)|not any (?:longer|more))\b|^ (?:any )?(?:longer |more )?(?:will|would|does|wo|is) not\b",
    )
});
/// "No harm in telling him", "without a doubt".
static WITHOUT_DOUBT: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"\b(?:no|not any|without(?: an?| any)?|not an?) (?:harm|doubts?|hesitation|regrets?|mistake)\b")
});
/// "It would be a mistake to send it": what is said of sending is no order.
static DISAPPROVES: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"\b(?:mistakes?|doubts?|doubtful|hesita\w+|wary|harsh|unfair|unkind|cruel|overkill|heavy[- ]handed|disproportionate|harm\w*|worse|perhaps|maybe|either way|hardly|barely|little (?:point|sense|use|to be gained)|(?:fail|struggle) to see|think twice|on the fence|unwise|foolish|not (?:so |quite |too |very )?(?:sure|certain|keen|convinced)|regret)\b",
    )
});
/// "Send it only if she misses another", "yes, once I've seen her".
static LATER_CONDITION: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"\b(?:unless|only (?:after|if|when|once)|once (?:i|we|he|she|they|named)|if (?:s?he|they|named|i|we|it|there)(?:'?s)?|as long as|so long as|provided|providing|subject to|assuming|on (?:the )?(?:condition|understanding)|(?:after|when) (?:i|we)(?:'ve| have)|not before)\b",
    )
});
/// "Please let it go", with nobody to go to.
static RESTS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"\blet(?:ting)? (?:it|this|that|the matter|nameds?)(?: one)? go(?: (?:this time|for now|please|then))*(?:\W*$|[,.;!])",
    )
});
/// "Let me tell Dr Marsh myself", "send it to me first".
static BY_THE_WRITER: LazyLock<Regex> =
    LazyLock::new(|| rule(r"\b(?:myself|ourselves|let me|let us|to me|to us|tell me|tell us)\b"));
/// What denies.
static DENIES: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"\b(?:not|never|no|nothing|nobody|none|nor|neither|without|refrain(?:ed|ing)?|avoid|stop|instead of|rather than|against|spared?|unnecessary|needless|premature|reluctant|unhappy|uncomfortable|too (?:soon|early|hasty)|wrong to|disagree|objections?|object(?:s|ed)?|(?:problem|prob|issue|qualm|quarrel|reservation|difficulty|difficultie|worrie|complaint)s?|opposed?|hesitate|hesitation|stand in (?:its|the|your|his|her) way|averse)\b",
    )
});
/// Words through which a denial governs what follows them.
static THROUGH: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"^(?:please|yet|just|actually|really|quite|very|at|all|particularly|want|wish|wishing|like|let|think|believe|feel|see|seeing|need|needed|necessary|necessity|to|you|your|we|us|our|me|my|i|it|its|this|that|these|them|the|be|being|been|have|having|had|get|getting|going|go|should|could|would|will|can|may|must|shall|do|does|did|happy|content|comfortable|sure|certain|convinced|persuaded|keen|in|favour|of|for|from|any|anything|anyone|a|an|reasons?|call|cause|occasion|point|use|sense|purpose|is|are|was|were|there|letters?|notice|note|e-?mail|message|escalation|one|nameds?|head|his|hers?|him|s?he|they|their|with|about|on|over|against|agree|support|consent|bother|ask|say|and|or|so|quick|ready|time|moment|right|appropriate|fair|kind|wise|helpful|useful|good|best|idea|now|longer|further|more|real|great|particular|whatever|whatsoever|why|how|as|by|if|also|either|even|ever|both|still|personally|though|view|again|today|tomorrow|case|intend|desire|urge|hurry|rush|rushing|grounds|objecting|wrong|way|ought|inclined|seems?|perhaps|maybe|able|first|other|else|instead|than|rather|prefer|sooner|something|advance|provided|gained|lost|served|account|circumstances?)$",
    )
});
/// What is said begins anew here: "he never came, please send it".
static ANEW: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?:(?:^| )(?:please|kindly|just|then|now|do|therefore|so|and))+ *$"));
static LEANS_ON: LazyLock<Regex> = LazyLock::new(|| rule(r"\b(?:not|never|to|need|nor)$"));
static OPINION: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"\b(?:i|we|and)(?:'d)?(?: (?:do|really|would|still|also))? (?:think|thought|reckon|believe|feel|guess|suggest|suppose|say|suspect|fear)\b(?: that| it's| it is)?|\b(?:i|we|and)(?: would|'d)? (?:ask|request|propose|recommend|urge|prefer) that\b|\byes\b",
    )
});
static ASSENTS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"^(?:(?:and|but|so|well|oh|hi|hiya|hello|ah|sorry|dear|please) )*(?:(?:yes|yep|yup|yeah|ya|aye|sure|certainly|absolutely|of course|definitely|agreed|granted|approved|alright|all right|fine|go|happy|content|(?:ok|okay|good)(?: (?:by|with|from|to|for|go|then|yes|do|fine|here))|i (?:now |also |therefore |hereby |do )*(?:consent|agree|assent|approve|concur|am content|am happy|am agreeable)|i'm (?:happy|content|ok|okay|fine)|you have (?:my|our) (?:full )?(?:agreement|consent|assent|blessing|permission|approval|leave|go-ahead|support)|(?:it |this )?has my (?:full )?(?:agreement|consent|assent|blessing|approval|support)|(?:that|this|it)(?:'s| is)?(?: all| quite| perfectly)? (?:fine|ok|okay|in order|alright|all right)|in order|(?:there(?:'s| is) |i see )?nothing (?:to stop|stopping|standing in the way of) (?:you|it|this|that)|by all means|be my guest|works for me|sounds (?:right|good|fair|fine)|your call|it must|so be it)(?: (?:to (?:it|this|that)|(?:by |with |from |for |to )?(?:me|us|it|this|that|this one|all means)|here|go|then|please|thanks|thank you|do|indeed|x|of course|on (?:this|that) one|to go|as it is|completely|entirely|wholly|ahead|do that))*[ ,]*)+$",
    )
});
static REFUSES: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"^(?:(?:and|but|so|well|please|er|um|hmm|hi|sorry|oo+h|oh|ah|aw|no) )*(?:no|nope|nah|absolutely not|certainly not|no thanks|no thank you|(?:i'd |i would |we'd )?rather not|do not you dare|(?:can|could) (?:you|we)(?: please)? not|better not|best not|let's not|not (?:just )?(?:yet|now|today|tomorrow|this week|next week)|not (?:this|that)(?: one| time| week)?|(?:please )?do not|(?:i )?(?:must |have to )?decline|stop|wait|hold|pause)(?: (?:please|yet|thanks|now|just yet|i'd rather|x|for now))*$",
    )
});
static NAMED_YES: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"^(?:(?:and|but|so) )*(?:nameds?(?: one| letter)?:? (?:yes|yep|yeah|go|sure)\b|(?:yes|ok|fine|go|sure|yep|yeah) (?:to|for|with|on) (?:nameds?|his|hers|this|that|it|both)\b)|\b(?:nameds?|it|this|that|one|hers|his|letter|notice)(?: one)? (?:can|may|should|must)$",
    )
});
static NAMED_NO: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"^(?:(?:and|but|so|please) )*(?:nameds?(?: one| letter)?:? (?:no|nope|no not|no thanks)$|nameds?(?: one| letter)?:? (?:no |nope )?(?:not (?:yet|now|him|her)|hold|wait)\b|(?:no|not) (?:one )?(?:to|for) (?:nameds?|his|hers|this|that|it|both|head)\b|not (?:yet )?(?:on|about|for) nameds?$|not the (?:one|letter|notice) (?:about|for|on|concerning|of) nameds?\b|not (?:nameds|named (?:yet|please|now|just yet)|hers|his|this one|that one|until|till|til|before (?:i|we|you|he|she|they|the))\b|not (?:him|her|them)$)|\b(?:nameds?|it|this|that|one|hers|his|letter|notice|concerning named)(?: one)? (?:must|may|should|can|ought|shall) not$",
    )
});
/// The writer agrees, or does not.
static AGREES: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"\b(?:(?:i|we)(?:'d)?(?: (?:do|can|could|would|will|fully|quite|entirely|wholly|not|also))* (?:agree|consent|approve|assent|concur|disagree|object|support (?:it|this|that|you))|objections?|opposed|(?:problem|prob|issue|qualm|quarrel|reservation)s?|not object|hesitate|stand in (?:its|the|your|his|her) way|averse|against (?:it|this|that))\b",
    )
});
