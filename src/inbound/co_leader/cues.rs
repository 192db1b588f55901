//! The words of a register: which of them say who was there, of whom, and which only look as if they did.
//!
//! A table of patterns over text whose names are marked (`@3`). At one place the first pattern that fits is taken, so
//! what narrows a meaning stands above what it narrows.

use std::sync::LazyLock;

use regex::{Regex, RegexSet, RegexSetBuilder};

use crate::inbound::names::{AUTOMATON_SIZE_BYTES, rule};

/// What some words of a sentence mean for the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cue {
    /// `@3`: a student.
    Name(usize),
    /// `#3`, "I", "the room": whose doings are nobody's mark.
    Outsider,
    /// "he", "who": the student named last.
    Pronoun,
    /// "both", "they": the students named last.
    Pronouns,
    Everyone,
    /// "full house": everyone, and that they were there.
    AllThere,
    /// "all three": those named last, else everyone.
    AllOfThem,
    Others,
    Nobody,
    /// "we had": those named after it were there, unless more is said of them.
    WeHad,
    /// "yes", "no" beside a name.
    Yes,
    No,
    /// "all good": as the list has it.
    ListRight,
    /// "neither": what follows is said of none of them.
    Neither,
    /// "except", "all but".
    Except,
    Only,
    /// "that was all", "no one else".
    NoMore,
    Says(Said),
    /// "she's in Tenerife": said of the student named last.
    PronounSays(Said),
    /// "you have her as absent": the record's word, not the writer's.
    Recorded,
    /// "last time", "the other group": the statement is of another day or other people.
    Elsewhere,
    /// "will be", "next time": of a day to come.
    ToCome,
    /// What follows is talk about something else: a case, a patient.
    Chat,
    /// "can't remember if": whoever is named after it is in doubt.
    Unsure,
    Comma,
    Colon,
    Open,
    Close,
    Nothing,
}

/// What is said of a student in a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Said {
    Present,
    /// "not absent": present, where nothing more is said.
    NotAbsent,
    Absent,
    Excused,
    /// A reason or a message: makes an absence an excused one.
    Reason,
    /// "no word from her": an absence stays unexplained.
    NoReason,
    Late,
    TurnedAway,
    /// "right": as the list has it.
    AsListed,
}

/// A cue with the place of its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    pub cue: Cue,
    pub start: usize,
    pub end: usize,
}

const TIME: &str = r"(?:(?:\d{1,2}[:.]\d\d|\d{1,2})(?: ?(?:am|pm))?|half(?: an hour)?|(?:a )?quarter|twenty[- ]five|five|ten|fifteen|twenty|twelve|seven|eight|six|two|three|a few|an? (?:few|couple of|good)|a (?:bit|little|minute|while))";

/// The patterns, before `TIME` is put in for `{T}`.
const PATTERNS: &[(&str, Cue)] = &[
    (r"[(\[]", Cue::Open),
    (r"[)\]]", Cue::Close),
    (r":", Cue::Colon),
    (r",", Cue::Comma),
    (r"[\u{2713}\u{2714}\u{2611}\u{2705}]", Cue::Says(Said::Present)),
    (r"[\u{2717}\u{2718}\u{274c}\u{2716}\u{2715}]", Cue::Says(Said::Absent)),
    (
        r"\b(?:those|the ones|people|students|(?:the )?names of those)(?: of them)? (?:who|that|i saw) (?:actually |did )?(?:came?|were (?:there|here|present|in)|attended|attend|turned up|made it|showed up|showed)\b",
        Cue::Says(Said::Present),
    ),
    (
        r"\b(?:those|the ones|people|students|(?:the )?names of those)(?: of them)? (?:who|that) (?:didn't (?:come|show|turn up|attend|make it)|were (?:absent|missing|away|not there)|weren't (?:there|here)|missed(?: it)?)\b",
        Cue::Says(Said::Absent),
    ),
    (
        r"\bi (?:think|believe|guess|gather|assume|suppose|reckon|hear|see|regret|know|fear|noticed|note|can confirm|confirm|make it|counted|am afraid|am sorry to say|can report|must report)\b(?: that)?|\bi'm (?:afraid|told|informed|led to believe|sorry to say|pretty sure|sure)\b|\bi (?:was|am) (?:told|informed|reliably informed)\b|\bi understand(?: that)?\b|\bi've (?:just )?(?:heard|been told)\b|\bwe (?:were|did better)\b|\bit was\b|\bnot (?:a )?(?:great|good|brilliant|ideal|the best|our best|so good)(?: \w+)?\b|\b(?:no|not (?:a|an)) (?:bother|problem|matter|worries|worry|harm|biggie|big deal|drama|fuss|issues?|surprises?|doubt|trouble|complaints?)\b|\bnot (?:to worry|that it matters|bad|too bad|surprisingly|unexpectedly)\b",
        Cue::Nothing,
    ),
    (r"\b(?:nor|neither) (?:was|were|did|is|has|had|could|have)\b", Cue::Says(Said::Absent)),
    (
        r"\b(?:(?:had|got|received|have|having had|there was)(?: \w+){0,3} )?(?:e-?mails?|messages?|texts?|notes?|calls?|apology|apologies|word|letters?|whatsapps?|lines?|voicemails?) from\b",
        Cue::Says(Said::Reason),
    ),
    (
        r"\b(?:from|by) whom (?:i|we|#\d+)(?: have| had|'ve|'d)? (?:had|heard|received|got)\b|\b(?:i|we|#\d+)(?: did)?(?:'ve|'d| have| had| got| received| get)+ (?:a |an |his |her |their )?(?:short |quick |brief |nice |lovely )?(?:notes?|e-?mails?|messages?|texts?|calls?|letters?|apolog(?:y|ies)|line|voicemail|whatsapps?)\b",
        Cue::Says(Said::Reason),
    ),
    (r"\bso (?:he|she|they)\b", Cue::Says(Said::Reason)),
    (
        r"\b(?:he|she|they|who)(?:'s|'re| is| are| was| were) (?:\w+ )?(?:on time|in time|punctual|in good time)\b",
        Cue::PronounSays(Said::NotAbsent),
    ),
    (
        r"\b(?:he|she|they|who)(?:'s|'re| is| are| was| were) (?:\w+ )?(?:in (?:good|great|fine|fact|tears|and out|the (?:room|group|session)|attendance)|on (?:form|top|fire|good)|at (?:least|ease))\b",
        Cue::Nothing,
    ),
    (
        r"\b(?:he|she|they|who)(?:'s|'re|'d| is| are| was| were| had| has)(?: \w+)? (?:in|at|on|off to|visiting|attending|having|doing|working|travelling|looking after|caring for|covering|sitting|taking|getting|flying|moving|stuck|seeing|helping|needed|having to|been (?:asked|told|called)) (?:\w+'s |the |a |an |his |her |their )?\w+",
        Cue::PronounSays(Said::Reason),
    ),
    (r"\b(?:and |but )?not the other way (?:about|round|around)\b|\bvice versa\b", Cue::Nothing),
    (
        r"\bthe (?:only )?(?:one|ones|person|student|absentee) (?:who|that) (?:didn't|wasn't|was not|did not|hadn't|weren't)(?: (?:there|here|come|attend|present|turn up|make it|in))?(?: today)? (?:was|is|were)\b",
        Cue::Says(Said::Absent),
    ),
    (
        r"\b(?:written|wrote|e-?mailed|messaged|texted|rung|rang|phoned|been in touch|got in touch|come)(?: since)? to (?:apologi[sz]e|explain|say sorry|say (?:he|she|they))\b|\bhas since (?:written|apologi[sz]ed|explained|e-?mailed|been in touch)\b|\b(?:confused|mixed up|muddled) the (?:dates?|days?|times?|weeks?|rooms?)\b",
        Cue::Says(Said::Reason),
    ),
    (
        r"\b(?:at |about |around |by |gone )+(?:a )?(?:five|ten|twelve|fifteen|quarter|twenty|twenty[- ]five|half) past\b",
        Cue::Says(Said::Late),
    ),
    (r"\b(?:neither(?: of)?|not either of|(?:it|that) (?:wasn't|was not|isn't|is not))\b", Cue::Neither),
    (
        r"\b(?:hadn't|didn't|couldn't|wouldn't|not|never)(?: \w+){0,4} (?:turn|send) (?:him|her|them|@\d+) (?:away|home|packing|back|off|out)\b",
        Cue::Nothing,
    ),
    (
        r"\b(?:(?:i|we|#\d+) )?(?:had|have|was forced|were forced|felt obliged|was obliged|were obliged) to (?:turn|send) (?:him|her|them|@\d+) (?:away|home|packing|back|off|out)\b",
        Cue::Says(Said::TurnedAway),
    ),
    (
        r"\b(?:we|i)(?:'ve| have|'d)? (?:had|got|saw|have|counted|was joined by|were joined by|welcomed|were)\b(?: (?:with us|in the room|just|only|the following))*",
        Cue::WeHad,
    ),
    (
        r"\b(?:all|everything)(?:'s| is| was| looks)? (?:good|fine|ok|okay|well|correct|right|accurate|in order)\b",
        Cue::ListRight,
    ),
    (
        r"\b(?:none|neither|not one|nobody|not any)(?: of (?:them|whom|these|the \w+))? (?:has |have |had )?(?:sent|gave|given|had|let|told|said|contacted|apologi[sz]ed|e-?mailed|messaged|explained|offered|wrote|written|warned)\b(?: (?:word|me|us|any|an|a|apology|apologies|reason|explanation|message|know|anything|in advance|beforehand|excuse))*",
        Cue::Says(Said::NoReason),
    ),
    (r"\b(?:yes|yep|yup)(?:[.,;!]|$)", Cue::Yes),
    (r"\b(?:no|nope)(?:[.,;!]|$)", Cue::No),
    (r"\bnot(?:[.,;!]|$)", Cue::No),
    (
        r"\b(?:hasn't|has not|haven't|not|never) been (?:seen|heard (?:of|from))(?: (?:or|nor) (?:seen|heard)(?: of| from)?)?\b",
        Cue::Says(Said::NoReason),
    ),
    (
        r"\b(?:waited (?:in vain )?for|in vain|gave up on|never saw|haven't seen|no show from|didn't see)\b",
        Cue::Says(Said::Absent),
    ),
    (
        r"\b(?:came|there|here|stayed|with us|present|joined|in) (?:only )?for (?:only )?(?:the |about |around )?(?:last (?:{T}|\d+|half|part|bit|few)|first (?:{T}|\d+|half|part|bit|few)|final (?:{T}|\d+|half|part|bit|few)|end|start|beginning|second half|tail end|latter|half)\b(?: (?:of|the|half|part|session|bit|it|\d+|few|five|ten|fifteen|twenty|minutes|mins|min))*",
        Cue::Says(Said::Late),
    ),
    (
        r"\b(?:off|out of|from) (?:the |your |my )?(?:absent|absentees?'?|absence|absences|missing)(?: (?:list|column|pile|register|ones|people|names))?\b",
        Cue::Says(Said::NotAbsent),
    ),
    (
        r"\b(?:i|we)(?:'ve|'d| have| had)?(?: just| clean| completely| also| quite)* (?:forgot|forgotten|overlooked|omitted)\b",
        Cue::Nothing,
    ),
    (r"\battending (?:a|an|his|her|their|another) \w+", Cue::Says(Said::Reason)),
    (
        r"\bwithout (?:leave|permission|authority|authorisation|good cause)\b|\bnothing (?:is |was )?known\b|\bnor (?:had|has|have|did|do) (?:he|she|they|i|we) \w+",
        Cue::Says(Said::NoReason),
    ),
    (
        r"\b(?:popped|came|looked|dropped|nipped|dialled|joined)(?: in)? (?:only |just )?for (?:only |just |about |the |a )*(?:{T}|\d+)(?: ?(?:mins?|minutes))?\b|\b(?:then |but |and )?(?:had|needed) to (?:go|dash|run|rush|get)(?: back| off| away)\b",
        Cue::Says(Said::Late),
    ),
    // What looks like a word of the register and is none.
    (
        r"\b(?:(?:nearly|almost) (?:all|everyone|everybody)|after all|of all(?: \w+)?|best of all|at all|all (?:right|round|over|day|week|weekend|morning|afternoon|night|along|in all|the best|the way|that|this|sorted|done|year|term)|for all|it all|all the (?:chairs|time)|first of all|above all|most of all|that's all (?:i|we|you)|all yours|all ears)\b",
        Cue::Nothing,
    ),
    (
        r"\bin (?:the|a|an|my|our|your|his|her|their|case|fact|touch|advance|total|all|particular|general|time|good|full|person|hand|theory|charge|front|future|person|body|spite|and out|may|the end|earnest|january|february|march|april|june|july|september|october|november|december)\b",
        Cue::Nothing,
    ),
    (
        r"\b(?:there (?:is|was|were|are|has been|have been|'s|will)|there's|is there|was there (?:any|a)|here (?:is|are|you|we|it|goes)|here's|out of (?:\w+ )?(?:\d+|interest|curiosity|the blue|hours|office|eleven|twelve)|(?:find|see|listed|set out|given) (?:it |them |this )?(?:here|below)|find out|turned out|(?:good|great|poor|marvellous|decent|small|low|excellent|fine|lovely|strong|record|bumper|thin|reasonable|fair)? ?turn[- ]?outs?|strike (?:what|that|my|the)|forgot (?:to|about) (?:put|mark|say|mention|tell|add|include|record|send|write|note|the register|it)|worked out|carried out|sorted? out|figure out|point out|went out of|off (?:the|you|to|my) \w+|over there|not sure|left (?:the|a|his|her|their) (?:bag|coat|phone|notes|chairs?|message|voicemail|room|note|scarf|umbrella|laptop|cake|biscuits))\b",
        Cue::Nothing,
    ),
    (
        r"\b(?:supposed|meant|ought|should have|should've|was going|were going) to (?:have )?(?:send|sent|be|been|turn|turned|come|let|not)?(?: (?:them|him|her|people|anyone))?(?: (?:packing|away|absent|late|here|there))?\b",
        Cue::Nothing,
    ),
    (
        r"\b(?:nearly|almost|practically|virtually|not quite|not|just short of|all but) (?:a |an |at )?(?:full|complete|100 ?%?|whole)(?: \w+)?",
        Cue::Nothing,
    ),
    (
        r"\b(?:his|her|their) (?:place|seat|name|absence|attendance|mark|turn|own case|presentation|chair|phone|first|second|third|usual)\b",
        Cue::Nothing,
    ),
    // "Her car wouldn't start": what befell them is the reason.
    (
        r"\b(?:his|her|their) (?:\w+ ){1,2}(?:is|was|were|are|has|had|got|went|broke|burst|died|fell|wouldn't|won't|didn't|couldn't|failed|refused|needed|needs|overran|ran|'s)\b",
        Cue::PronounSays(Said::Reason),
    ),
    (
        r"\b(?:he|she|they) (?:says?|said|reckons?|claims?|explained|tells me)(?:[.,;!)]|$)",
        Cue::PronounSays(Said::Reason),
    ),
    // The record's own words.
    (
        r"\b(?:should|ought to|needs? to|must|may|can)(?: (?:now|please|instead|actually|really|both|all))? (?:be|have been|read|say|go)(?: (?:marked|down|put down|recorded|listed|noted|changed|corrected|counted|amended))?(?: (?:as|to|down as|in as))?(?: an?)?\b",
        Cue::Nothing,
    ),
    (
        r"\b(?:shouldn't|should not|oughtn't to|ought not to|needn't|wasn't meant to|doesn't need to|not to) (?:be|have been|go|stay)(?: (?:marked|down|put down|recorded|listed|noted|counted))?(?: as)?(?: (?:an?|having been))?(?: \w+)? (?:absent|absence|absentee|late|present|excused|turned away|missing|no[- ]show|unexplained)\b",
        Cue::Recorded,
    ),
    (
        r"\b(?:(?:marked|recorded|listed|noted|put|entered|registered|shown|logged|counted)(?: (?:@\d+|him|her|them))?|gave @\d+|given|down|showing|appears?|have (?:him|her|them|it|me|@\d+)|had (?:him|her|them|@\d+)|got (?:him|her|them|@\d+)|said (?:he|she|they|@\d+) (?:was|were)|(?:you|it|i|we) (?:has|have|had|put|say|says|said|wrote|marked|sent) @\d+(?: (?:is|was))?)(?: (?:down|in))?(?: as)?(?: (?:an?|having been|being))?(?: \w+)? (?:absent|absence|absentee|late|present|excused|turned away|missing|no[- ]show|unexplained|here|there)\b",
        Cue::Recorded,
    ),
    (
        r"\b(?:(?:amend|change|changed|correct|corrected)(?: (?:him|her|them|it|@\d+))? from|instead of|rather than|as opposed to|from)(?: an?)?(?: being)? (?:absent|absence|late|present|excused|turned away|missing|here|there)\b",
        Cue::Recorded,
    ),
    (
        r"\b(?:unlike|not like|as) last (?:time|week)\b|\b(?:missed|has missed|have missed|been absent|missing) (?:\d+|two|three|four|five|six|several|a few|a lot|lots|most|half|many|too many|more than|quite)\b(?: of| out of| sessions?| groups?| times| in a row)?",
        Cue::Recorded,
    ),
    (
        r"\b(?:second|third|fourth|fifth|2nd|3rd|4th)(?: \w+){0,2} (?:absence|time|in a row|miss|running)\b",
        Cue::Nothing,
    ),
    // Late, turned away.
    (
        r"\b(?:arrived|came|turned up)\b[^.;]{0,30}?\b(?:did not|didn't|not|without) (?:join|joining|come in|enter|entering|admitted)\b",
        Cue::Says(Said::TurnedAway),
    ),
    (
        r"\b(?:sent|let|sending|allowed) (?:him|her|them|@\d+) (?:to )?(?:home|go|leave|off|away) (?:early|after|halfway|half way|before|part ?way|with|at)\b",
        Cue::Says(Said::Late),
    ),
    (
        r"\b(?:so )?(?:was |were |got |had to be |been |being )?(?:turned|sent|waved) (?:away|home|packing|back|off)\b|\b(?:was not|were not|wasn't|weren't|not)(?: been)? (?:let|allowed|admitted|permitted) (?:in|entry|to join|to come in)\b|\b(?:was not|wasn't|were not|weren't|not)(?: been)? admitted\b|\b(?:too late to (?:join|come in|be let in|let in|be admitted|enter)|refused (?:entry|admission)|(?:couldn't|could not|can't|cannot|wasn't able to|not able to) (?:come|go) in|denied entry|missed the cut[- ]?off|(?:didn't|did not|didnt|couldn't|could not|wouldn't|would not|had not to) (?:get in|let (?:him|her|them|@\d+) (?:in|join)|allow (?:him|her|them|@\d+) in|admit (?:him|her|them|@\d+))|(?:turned|sent) (?:him|her|them|@\d+) (?:away|home|packing|back|off|out)|past the cut[- ]?off|beyond the cut[- ]?off|after (?:i'd|we'd|i had|we had|the) (?:shut|closed|door)(?: the door| was shut| was closed| had closed)?|door was (?:shut|closed|locked)|(?:asked|told|invited|advised) to (?:come|try|return|go)(?: back| home| again)* ?(?:next (?:time|week|session)|another (?:time|day)|again|away|home)?)\b",
        Cue::Says(Said::TurnedAway),
    ),
    (
        r"\b(?:missed the (?:first|last|start|beginning|opening|end|final|second)|for the (?:first|last|final|second) (?:{T}|half|bit|minutes|part|few|\d+))(?: (?:{T}|half|bit|minutes|part|few))?(?: (?:of it|minutes|mins))?\b|\b(?:missed|there for|here for|came for|caught) (?:only )?(?:half|part|the second half|the last half|the first half)(?: (?:of|the|hour|session|it))*\b",
        Cue::Says(Said::Late),
    ),
    (
        r"\b(?:not|n't|never|wasn't|weren't|isn't|no one was|nobody was) late\b|\bon time\b|\bpunctual\b",
        Cue::Says(Said::NotAbsent),
    ),
    (
        r"\b(?:(?:about|around|some|just|only|nearly|over|almost|well) )?(?:{T}|\d+)(?: ?(?:mins?|minutes|m))?(?: or so)? late\b|\b(?:running |ran |were |was |came(?: in)? |arrived |arriving |joined |turned up |got there |but |very |a bit |a little |slightly |quite |rather |both |again )*(?:lates?|latecomers?|late comers?|tardy|lateness)\b",
        Cue::Says(Said::Late),
    ),
    (
        r"\b(?:came|arrived|turned up|rolled up|rolled in|showed up|got (?:there|here|in)|appeared|joined(?: us)?|slipped in|crept in|snuck in|sneaked in|sidled in|wandered in|strolled in|walked in|burst in|ran in|rushed in|slid in|drifted in|tumbled in|made it|dashed in|came in|was in)(?: (?:us|in|only|a|at|about|around|by|after|some|nearly|just|maybe|roughly|with|gone))* (?:{T}|\d{1,2}[.:]?\d\d|\d+)(?: ?(?:mins?|minutes))?(?: or so)?(?: (?:past|after|in|into|late|to go|to spare|left|through|gone|before the end|from the end|pm))*\b",
        Cue::Says(Said::Late),
    ),
    (
        r"\b(?:(?:had to |has to |needed to )?(?:leave|left|dash(?:ed)?(?: off)?|rush(?:ed)? off|shot off|nip(?:ped)? (?:off|out)|duck(?:ed)? out|slip(?:ped)? (?:out|off|away)|go|went|head(?:ed)? off|disappear(?:ed)?|bleeped (?:away|out)|called away|step(?:ped)? out|run|ran off|scarper(?:ed)?)) (?:(?:again|us|a bit|a little|just|only|slightly|about|around|some|at|after) )*(?:early|before (?:the end|we finished|time)|halfway|half way|midway|part ?way|at (?:{T}|\d)|{T}(?: ?(?:mins?|minutes))?|(?:\d+) ?(?:mins?|minutes)?|for (?:a |an |her |his |their |the )?\w+|to (?:catch|get|go|take|pick|attend|see)|on the (?:hour|half hour))\b|\b(?:before the end|before (?:we|it) (?:finished|ended|closed)|half ?way through|part[- ]way through|gone by|early leaver|left early|stayed (?:only )?(?:until|till|for half)|only stayed)\b(?: (?:{T}|\d\d?))?",
        Cue::Says(Said::Late),
    ),
    // Nothing was heard.
    (
        r"\b(?:no|without|w/o|w/out|nil)(?: (?:a|any|single|further))? (?:words?|information|news|idea|explanations?|messages?|reasons?|apology|apologies|news|warning|excuse|notice|contact|reply|e-?mail|text)\b(?: (?:from|as to why|given|sent|received|yet|so far))*|\b(?:god|goodness|heaven|lord) knows|\b(?:not|n't|never|without) (?:having )?(?:given|giving|give|gave|offered|offering|provided|left) (?:me |us )?(?:any |a )?(?:notice|warning|reason|explanation|word|excuse|message)|\b(?:gave|gives|offered|left) (?:me |us )?no (?:notice|warning|reason|explanation|word|excuse|message)|\b(?:no idea|don't know|do not know|dunno|not sure|unclear|who knows)(?: why| where| what happened)?\b|\b(?:haven't|have not|hadn't|not|didn't|never|nothing|nobody|no one)(?: (?:yet|been|has|had))? (?:written|write|wrote|replied|answered|contacted|apologi[sz]ed|been in touch|rung|phoned|called|heard|hear|said|let (?:me|us|anyone|anybody) know|told (?:me|us|anyone)|tell|explained|explain|emailed|e-mailed|email|messaged|message|texted|text|sent|say)(?: (?:to (?:us|me|either of us)|anything|a thing|why|from (?:him|her|them|either)|me|us|anyone))*|\bnothing from\b|\b(?:heard|hear|had|received) (?:nothing|no word|not a word|not a peep|not a thing)(?: from (?:him|her|them|either))?|\bradio silence\b|\b(?:un-?(?:explained|excused|authorised|notified)|a mystery|unaccounted for|unknown|not known|apparently no reason|not excused)\b",
        Cue::Says(Said::NoReason),
    ),
    // Absences that are none.
    (
        r"\b(?:no|nil|zero|0|without any|not any) (?:absences?|absentees?|absents|dnas?|no[- ]shows|non[- ]attend(?:ers|ance)|gaps|apologies or absences|missing)\b|\b(?:no ?one|nobody|none)(?: (?:was|were|is|of them|at all|else))* (?:absent|missing|away|off|late)\b",
        Cue::AllThere,
    ),
    (
        r"\b(?:not|n't|wasn't|isn't|weren't|never|nor) (?:actually |in fact |really |an? )?(?:absent|missing|away|a no[- ]show|off)\b",
        Cue::Says(Said::NotAbsent),
    ),
    (r"\b(?:in|with|after) (?:body only|the rest)\b", Cue::Nothing),
    // Absent.
    (
        r"\b(?:did not|didn't|didnt|did n't|doesn't|never|failed to|could not|couldn't|couldnt|was unable to|were unable to|unable to|wasn't able to|not able to|not|forgot to|chose not to|has not|hasn't|haven't|hadn't|won't have)(?: (?:actually|even|in fact|once|either|quite|manage to|managed to|bother to|bothered to))* (?:come|came|attend(?:ed|ing)?|show(?:ed|n)?(?: up)?|turn(?:ed)? up|make it|made it|appear(?:ed)?|arriv(?:e|ed)|join(?:ed)?(?: us)?|surfaced?|materialised?|been(?: there| here| in)?|there|here|present|seen|in(?: today)?)\b",
        Cue::Says(Said::Absent),
    ),
    (
        r"\b(?:wasn't|was not|wasnt|weren't|were not|werent|isn't|is not|isnt|aren't|are not|not|n't)(?: (?:actually|in fact|around|with us|in the room|today|either|quite|physically))? (?:there|here|present|in|around|with us|in attendance|in today|attending|able to (?:come|attend|make it|join))\b",
        Cue::Says(Said::Absent),
    ),
    (
        r"\b(?:wasn't|was not|weren't|were not|did not|didn't|has not|hasn't|had not|hadn't)(?:[.!,;:)]|$)",
        Cue::Says(Said::Absent),
    ),
    (
        r"\b(?:not to (?:come|attend|be there|make it|appear|turn up)|absent(?:ees?|ed)?|absences?|missing|missed(?: (?:it|the (?:session|group|meeting)|today(?:'s)?(?: session)?|this (?:one|session|week)))?|no[- ]?shows?|dna(?:s|'d|ed)?|did n(?:o|')t show|didnt show|skipped(?: it)?|awol|away|a\.w\.o\.l|nowhere to be (?:seen|found)|vanished|disappeared|evaporated|ghosted us|did a runner|not a trace of|lost without trace|no (?:trace|sign)(?: of)?|(?:not|n't) among (?:them|those|the)|no sign of|not seen|off|out|gaps?|holes?|bunked(?: off)?|skived(?: off)?|truanted|played truant|stayed away|gone missing|mia|ill and absent|non[- ]attend(?:er|ers|ance)|(?:man|men|one|two|three|four|five|\d) down)\b",
        Cue::Says(Said::Absent),
    ),
    // Why, and that they had said so.
    (
        r"\b(?:off (?:sick|ill|poorly|with|at|on|to|for)|out (?:sick|ill|with|on|at)|away (?:on|at|with|for|in|sick|ill|visiting))\b",
        Cue::Says(Said::Excused),
    ),
    (
        r"\b(?:excused|apologies|apology|apols|with (?:good |advance |due |prior )?notice|(?:given|gave|giving) (?:me |us |prior |advance |due |good |proper )*(?:notice|warning)|authorised|approved|pre-?arranged|by (?:prior )?(?:agreement|arrangement)|agreed (?:in advance|beforehand|leave)|granted leave|legit(?:imate)?(?:ly)?|(?:did )?(?:sent|send) (?:his|her|their|an?|me an?|us an?|me|us|word|regrets|in)(?: \w+)?|sends (?:his|her|their)?|apologi[sz]ed|apologi[sz]es)\b",
        Cue::Says(Said::Excused),
    ),
    (
        r"\b(?:had )?(?:already )?(?:told|let|e-?mailed|mailed|texted|messaged|rang|phoned|called|warned|informed|notified|wrote|written|whatsapped|dropped|pinged|contacted|asked)(?: to)? (?:me|us|#\d+|ahead|before(?:hand)?|in (?:advance|to say)|this morning|earlier|yesterday|last night|to say|both of us|know|either of us)\b(?: (?:know|a (?:line|message|note)|in advance|beforehand|a message))*|\b(?:e-?mailed|texted|messaged|rang|phoned|whatsapped|rang in|phoned in|called in|wrote in|let (?:me|us) know|said (?:he|she|they)(?:'d| would| couldn't| could not| wouldn't| was| had)|had (?:said|told|written|warned|asked|let|emailed|texted|messaged|rung|phoned|permission|leave|already)|known (?:about|in advance)|knew about (?:it|this|that)|we knew|i knew)\b",
        Cue::Says(Said::Reason),
    ),
    (
        r"\b(?:(?:is|was|were|are|been|being|off|both|feeling|very|quite|still|called in|rang in|phoned in) )*(?:sick|sickness|ill|illness|unwell|poorly|under the weather|cold|bug|tummy|stomach|lurgy|virus|infection|chest|throat|fever|temperature|fainted|headache|tooth(?:ache)?|glandular|asthma|shingles|pneumonia|appendicitis|mumps|measles|sciatica|back pain|(?:bad|sore|broken|sprained|twisted|dislocated) \w+|injur(?:y|ies)|fracture|sprain|honeymoon|hen do|stag do|boiler|plumber|locksmith|locked out|lost (?:his|her|their) \w+|surgery|scan|mot|garage|flat tyre|concussion|concussed|broke \w+|covid|flu|norovirus|vomiting|migraine|tonsillitis|gastroenteritis|d&v|food poisoning|chickenpox|(?:not|n't) (?:been )?(?:feeling )?(?:well|great|himself|herself)|feeling (?:ill|faint|rough|unwell|poorly|sick|dizzy|awful)|down with|injured|broken|died|dying|death|passed away|bereavement|bereaved|funeral|wedding|operation|surgery|hospital|a&e|dentist|doctor's|gp|appointment|appt|occ(?:upational)? health|interviews?|exam(?:ination)?s?|osces?|resits?|conference|course|teaching day|annual leave|leave|al|a/l|holiday|hols|nights?|night shifts?|nightshift|on[- ]call|shift|clinic|theatre|ward|placement|taster|elective|audit|tribunal|court|jury(?: service)?|childcare|nursery|train|trains|bus|tube|traffic|car trouble|breakdown|broke(?: down)?|puncture|stuck|delayed|strike|ramadan|eid|diwali|religious|flight|visa|moving house|lab|gp practice|home visit|double[- ]booked|clash|clashed|wouldn't let|won't release|couldn't get away|kept back|held up|caught up|no childcare|lost (?:his|her|their) \w+|family|grandmother|grandfather|mother|father|mum|dad|sister|brother|gran|child|baby|birthday|personal|reasons|emergency|mix[- ]?up|commitment|rugby|match|gala|marathon|tournament|hockey|football|rowing|graduation|christening|celebration|anniversary|party|abroad|airport|plane|flight|study leave|revision|deadline|essay|project|supervisor|meeting|induction|mandatory|training|occupational|vaccin\w+|jab|blood test|scan|physio|optician|driving test|passport|landlord|house move|flood|burst pipe|boiler|parking|roadworks|snow|storm|weather|power cut|alarm clock|overslept|forgot|forgotten|slept in|phone died|thought it was|got the (?:date|day|time|week|room)s? wrong|wrong (?:room|day|week|time|site)|mixed up|rotation|firm|consultant|ward round|on the wards?|in surgery|crisis|section|assessment|mha|elsewhere|somewhere else|other commitments?|another commitment|prior (?:engagement|commitment)|rota(?:'d)?|because|due to|owing to|on account of|since (?:he|she|they|his|her)|as (?:he|she|they|his|her|it))\b",
        Cue::Says(Said::Reason),
    ),
    // Everyone, the others, nobody.
    (
        r"\b(?:nobody|no ?one|no body|none)(?: of (?:them|the (?:students|group|others)))? else\b(?: (?:was|were|is|came|turned up|there|here|present|missing|absent|away|today))*|\b(?:that(?:'s| is| was|'s it)|those (?:were|are)|and that(?:'s| was)) (?:all|everyone|everybody|the lot|it|the only ones)\b(?: of them| there (?:was|were)| i'm afraid| who came)*|\b(?:and )?(?:nobody|no one) more\b",
        Cue::NoMore,
    ),
    (
        r"\b(?:(?:the )?rest(?: of (?:them|the (?:group|gang|students|list|lot|class)|us))?|(?:all )?(?:of )?(?:the |my |our )?others|every(?:one|body) else|every ?one else|all else|(?:^|[.,;-] ?)else|(?:the )?remain(?:der|ing)(?: (?:\w+|students))?|otherwise|the other (?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven)|other (?:\d+|three|four|five|six|seven|eight|nine|ten|eleven)|everyone other)\b",
        Cue::Others,
    ),
    (
        r"\b(?:nobody|no ?one|none(?: of (?:them|the (?:students|group)))?|not (?:one|a single|a soul)(?: of them| student| person)?|nil|zero)\b",
        Cue::Nobody,
    ),
    (
        r"\b(?:but|except(?:ing|ed)?(?: (?:that|for))?|accept(?: for)?|bar(?:ring)?|apart from|aside from|other than|save(?: (?:that|for|only))?|minus|excluding|with (?:the |one )?(?:\w+ )?exception(?:s)? of|with the (?:sole |only |one )?exception being|less|without|w/o|sans|though not|excl\.?|exc\.?)\b",
        Cue::Except,
    ),
    (
        r"\b(?:full|complete) (?:house|attendance|set|complement|register|turn ?out|group|team|room|sweep|crew|roll|quorum|gang|class|deck|strength|marks)\b|\bfull(?:y)? (?:attended|subscribed)\b|\b(?:the |our |today's )?(?:attendance|register|turn ?out|house|group|room|circle)\b[^.;]{0,30}?\b(?:complete|full|perfect)\b|\b(?:100 ?(?:%|per ?cent)|clean sweep|at full strength|a full (?:\d+|eleven|twelve|dozen))(?: (?:attendance|turnout))?",
        Cue::AllThere,
    ),
    (
        r"\b(?:all (?:three|four|five|3|4|5)|all (?:of )?(?:these|those)(?: three| four| five)?)(?: of (?:them|whom))?\b",
        Cue::AllOfThem,
    ),
    (
        r"\b(?:whole (?:group|lot|gang|crew|class|bunch|set|team|dozen)|the (?:full|whole) (?:lot|\d+|eleven|twelve|dozen|group)|full (?:\d+|eleven|twelve|dozen)|the lot(?: of them)?|every (?:single )?(?:one|student|body|person|last one)(?: of (?:them|us|the \w+))?|everyone|everybody|every ?one|(?:the|our|my) students(?:, [^,.;]{1,30},)? (?:were|are|had|did|have)|all (?:of them|of the (?:students|group|others|\w+)|students|members|the (?:students|group|\d+)|\d+|eleven|twelve|ten|the eleven|the twelve|hands)|all)\b",
        Cue::Everyone,
    ),
    (r"\b(?:only|just|merely|no more than|solely)\b", Cue::Only),
    // Present.
    (
        r"\b(?:was|were|is|are|be|been|both|definitely|certainly|indeed|actually|also|all|in fact|safely|duly|very much) (?:(?:all|both|definitely|certainly|also|indeed|in fact|actually|duly|very much) )?(?:present|president|there|here|with us|in attendance|around|accounted for|fine|ok)\b|\b(?:present|presents|president|there|here|came(?: along| in)?|attended|attending|attendees|attendance|attenders|turned up|turned out|showed(?: up)?|made it|in attendance|with us|joined(?: us| in| the group)?|appeared|accounted for|sat (?:through|in)|stayed (?:throughout|to the end|for (?:it all|the whole))|throughout|arrived|were in|was in|all in|came back|in today|ok|okay|fine|good|complete|did(?: come| attend)|ticked|took part|participated|(?:insisted on|ended up) coming|came (?:anyway|regardless|all the same))\b|\b(?:in|did|was|were)(?:[.,;!)]|$)|\bin (?:today|too|as usual|this week|this time|again)\b",
        Cue::Says(Said::Present),
    ),
    (
        r"\b(?:right|correct|as (?:listed|expected|you have (?:it|them)|recorded|per the list)|accurate)\b",
        Cue::Says(Said::AsListed),
    ),
    // Days to come and days gone.
    (
        r"\bwhether\b|\b(?:can't|cannot|can not|couldn't|don't|do not|can no longer) (?:really |honestly |quite |now )?(?:remember|recall|say|be sure|vouch)\b|\b(?:not sure|don't know|no idea|unsure|can't tell) (?:if|whether|about)\b",
        Cue::Unsure,
    ),
    (
        r"\b(?:will be|won't be|will not be|'ll be|going to be|is going to|are going to|won't|will not|can't|cannot|can not|may not|might not|next (?:time|week|session|one|tuesday|friday|month)|tomorrow|from now on|isn't going to|won't be able)\b",
        Cue::ToCome,
    ),
    (
        r"\b(?:last (?:time|week|session|month|tuesday|friday|one|term)(?:'s)?|previous(?:ly)?|the (?:time|one|week|session) before|before christmas|(?:her|his|my|our|your|the|that) other group|other group|the (?:monday|tuesday|wednesday|thursday|friday) (?:group|lot)|my (?:monday|tuesday|wednesday|thursday|friday) (?:group|lot)|in (?:supervision|clinic))\b",
        Cue::Elsewhere,
    ),
    (
        r"\b(?:presented|presenting|presentation|presenter|case|cases|talked about|spoke about|talking about|told us about|discuss(?:ed|ion)|conversation|brought|patients?|a man|a woman|story|shared)\b",
        Cue::Chat,
    ),
    (
        r"\b(?:either(?: of them)?|both(?: of (?:them|whom))?|they|them|their|all of whom|these two|the two of them|the pair(?: of them)?)\b",
        Cue::Pronouns,
    ),
    (r"\b(?:he|she|who|him|her|his|hers|whom|the latter)\b", Cue::Pronoun),
    (
        r"\b(?:i|we|me|my|our|us|you|your|it|that|this|the (?:room|session|group|discussion|atmosphere|cleaner|porter|heating|projector|kettle|door))\b",
        Cue::Outsider,
    ),
    (r"@\d+", Cue::Name(0)),
    (r"#\d+", Cue::Outsider),
];

struct Table {
    any: Regex,
    which: RegexSet,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let patterns: Vec<String> = PATTERNS.iter().map(|(pattern, _)| pattern.replace("{T}", TIME)).collect();
    let any = rule(&format!("(?i){}", patterns.iter().map(|p| format!("(?:{p})")).collect::<Vec<_>>().join("|")));
    let whole = patterns.iter().map(|p| format!("(?i)^(?:{})$", p.replace(r"\b", r"(?-u:\b)")));
    let mut which = RegexSetBuilder::new(whole);
    let which = which.size_limit(AUTOMATON_SIZE_BYTES).dfa_size_limit(AUTOMATON_SIZE_BYTES).build();
    Table { any, which: which.expect("a rule's pattern is a constant that the tests compile") }
});

/// The cues of a sentence, in order.
pub fn cues(sentence: &str) -> Vec<Found> {
    TABLE
        .any
        .find_iter(sentence)
        .filter_map(|words| {
            let first = TABLE.which.matches(words.as_str().trim()).iter().next()?;
            let cue = match PATTERNS.get(first)?.1 {
                Cue::Name(_) => Cue::Name(words.as_str().get(1..)?.parse().ok()?),
                cue => cue,
            };
            Some(Found { cue, start: words.start(), end: words.end() })
        })
        .collect()
}
