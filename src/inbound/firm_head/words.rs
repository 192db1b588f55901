//! The words of firm heads' answers, as patterns over text whose names are marked.

use std::sync::LazyLock;

use regex::Regex;

use crate::inbound::names::rule;

pub(super) static HOLD: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:leave off (?:the |your |any )?(?:\w+ing|letters|e-?mails)|(?:suspend|cease|withhold|defer|postpone|halt|freeze|pause) (?:this|it|the|these|those|any|all|your|further|sending|writing|letters?|notices?|e-?mails?|escalat\w+|action|matters|everything|anything)|no need (?:for|of) (?:any )?(?:further |more |other )?(?:letters?|e-?mails?|notices?|chas\w+|reminders?|messages?)|refrain from|call off (?:the|any|your|all|these|further)|shelve (?:this|it|the|these|any)|drop (?:it|this|the matter)\b|draw a line|cut (?:@\d+|her|him|them) some slack|go easy on|hold your horses|no more of (?:these|this|them|those)|(?:grateful|glad|obliged|appreciate it|kind|good|helpful|best) if (?:you|nothing|no \w+|this|it|we|they|these|things)(?: (?:could|would|can|were|was|might|to))*(?: be)? (?:not|hold|held|wait|waited|left|leave|paused?|delay|delayed|refrain\w*|stop|stopped|stop\w*|didn't|went|go|sent)\b|hang fire|hang on (?:with|until|till|'?til|for|before|please|pls|(?:a|another) (?:bit|while|week|little|few|day|fortnight))|lay off|ease off|spare (?:her|him|them|@\d+) (?:the|any|further|these|more)|sit on (?:this|it|these)|keep (?:this|it|these|the letters?|@\d+(?:'s)?) back|no (?:action|letters?|e-?mails?|notices?) (?:please|for now|for the (?:moment|present)|until|till|before|yet|at present)|nothing (?:to go|should go|is to go|must go|to be sent|should be sent) (?:out|to|until|till|for now|before|at present|yet)|nothing (?:more |further |else )?(?:to (?:@\d+|her|him|them)(?:'s \w+)?,? (?:until|till|'til|for now|for the (?:moment|present|time)|before|yet|please|this week|at present|from (?:you|any\w+))|(?:about|for|on) (?:@\d+|her|him|them)(?:'s \w+)?,? (?:until|'?till?|please|pls))|nothing (?:is |be |to be )?sent|send (?:(?:@\d+|her|him|them|out) )?nothing|(?:stay|remain|left?) as (?:they|it|things) (?:are|is)|leave (?:@\d+|her|him|them) out of|stay your hand|freeze (?:both )?(?:@\d+|her|him|them)|(?:kindly|please|would you|could you) not (?:to )?(?:take|send|escalate|write|contact|chase|go|proceed|pursue|involve|do)|do nothing (?:more|further|else|yet|for now|for the (?:moment|present)|about|until)|(?:please|kindly|would you) (?:stop|desist)|take no (?:further )?(?:action|steps?)|hold(?:ing)? (?:off|on|fire|back|anything|further|this|it|@\d+|your)|(?:please|pls|plz|do|kindly) hold|^hold\b|put .{0,30}on (?:hold|pause|the back burner)|(?:go|goes|be|been|stay) on hold|let (?:this|that|it|him|her|them|things|matters|@\d+)(?: one| matter)? (?:lie|rest|be|sit|stand|wait|stay)\b|not send (?:anything|any)|(?:don't|do not|please don't|no need to|rather you didn't|prefer (?:you|that you|it if you) (?:didn't|not)|please not)(?: (?:do|be|yet|please))* (?:send|escalate|write|email|take (?:it|this|things|any|@\d+(?:'s)?)|contact|chase|involve|go (?:any )?further)|(?:give|allow) (?:this|it|her|him|them|@\d+|me|us) (?:until|till|'?til|time|more|(?:a|an|another|some|the|one|two) (?:\w+ ){0,2}(?:days?|weeks?|whiles?|bit|moments?|chance|time|fortnight|months?|minutes?|breather|few|couple|term|end|rest|space|room))|(?:rather|prefer|sooner)(?: (?:it|you|that|if|we|this|nothing))* (?:left|leave|waited|wait|held|hold|paused|backed|stopped|laid|eased|stayed|didn't|did not|was sent|were sent|went)|leave (?:it|this|her|him|them|that|@\d+|things|matters)(?: one| matter)? (?:(?:with|to) me,? (?:until|till|'?til|for|please|pls)|for (?:a|another|the|one|two|three|some|now|at least)\b|alone|be|until)|(?:ask|asked|request|beg|urge|like|want|prefer|advise)(?: (?:that|you))* (?:not to|don't|do not|to (?:hold|wait|pause|leave|stop)|hold|wait|leave|pause)|(?:don't|do not|not to|not) (?:please |yet |to )*(?:chase|pursue|press|push|bother|trouble|pester|harass)|(?:don't|do not)(?: please)? (?:do|take) (?:anything|any (?:\w+ )?(?:steps?|action))|wait (?:until|till|a|for|before)|(?:please|pls) wait|wait (?:with|w/?|on|'?til)|park (?:it|this|that|@\d+)|pause|(?:no|nothing|any) (?:further|more) (?:letters?|e-?mails?|chasers?|reminders?|messages?|notices?|nudges?|correspondence|post|mail|contact|notes?)|(?:nothing|anything) (?:more|further|else) (?:until|till|for now|is sent|be sent|to be sent|gets sent|goes)|not (?:be )?(?:escalated|taken further|sent|contacted)|stand down|back off|stop (?:anything|everything|all|any|sending)|leave (?:it|this|her|him|them|that|@\d+|things)(?: alone| there| where it is| be)?,? (?:be|for (?:the (?:present|moment|time being|time|minute)|now)|as it is|until|till|'?til)|(?:should|must|ought) not (?:be )?(?:getting|receiving|get|receive|have|be sent|be written)|on ice|hold(?:ing)? off|not (?:just )?now)\b",
    )
});
pub(super) static POLITE_HOLD: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:could|can|would|will|might|may) (?:you|we|this|it|i|these|things)(?: ask(?: you)?(?: to| that)?)?(?: (?:please|pls|possibly|kindly|just|perhaps|mind|be so (?:good|kind) as to))* (?:hold\w*|wait\w*|give|giving|leav\w+|paus\w+|park\w*|not|allow|be (?:held|paused|left)|hang\w*|suspend\w*|stop\w*|defer\w*|delay\w*|postpon\w+|refrain\w*|keep\w*|sit\w*)\b|\bplease\b|\bbe so (?:good|kind)\b",
    )
});
pub(super) static CONCERN: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^\W*(?:(?:\w+ly|very|v|rather|quite|also|still|a|bit|little|more|so|too|most|now) )*(?:worried|concerned|anxious|uneasy)(?:\W*$| (?:about|for|re|over|by)\b|[,;:])|[,;:–-] ?(?:worried|concerned|anxious|uneasy) (?:about|for|re|by|over) (?:@\d+|her|him|them)\W*$|\bi(?:'m| am)(?: (?:a|little|bit|tad|touch|shade|trifle|no|none|the|less|not|more|even|also|now|very|rather|quite|still|too|so|at|all|in|least|than|any|and|both|\w+ly))* (?:worried|concerned|anxious|uneasy|troubled|alarmed|perturbed|disturbed|bothered|scared|frightened|fearful)\b|\bi (?:do |really |rather |still |also )*(?:worry|fret|fear) (?:about|for|over)\b|\b(?:in a (?:bad way|dreadful state|terrible state|poor way)|alarm bells|red flags?|not (?:at all |very |entirely |really )?happy (?:about|with) (?:@\d+|him|her|them|how (?:@\d+|s?he|they))\b|(?:have|had|got|some|my|real|serious) misgivings|share (?:your|their|the leaders'|the) (?:concern|worry|worries|unease|anxiety)|echo (?:your|their) (?:concern|worr)|(?:gives|gave|giving) (?:me|us) (?:cause|pause)|(?:like|want|wish|request|ask) (?:that )?(?:this|it|that|her|him|them|@\d+)(?: to)?(?: be)? (?:taken (?:further|seriously|up)|looked (?:into|at)|followed up|escalated|raised|passed (?:on|up)|brought to|flagged|reported)|please (?:do )?(?:take (?:it|this|things|her case|his case|@\d+(?:'s)?) (?:further|forward|higher|up the \w+)|escalate)|(?:wants|needs|deserves) (?:taking seriously|looking into|following up)|something(?:'s| is)? (?:amiss|wrong|not right) with (?:@\d+|him|her|them)\b|not in a good (?:place|way)|(?:i'm|am|i|are|bit|rather|quite|very|remain|also|still|getting|increasingly|we're|we|share the|share your|real|some|serious|my|similar|same|have|has|more|a) (?:\w+ )?(?:worried|concerned|concerns?|worry|worries|uneasy)|(?:worries|concerns|troubles|bothers|alarms|frightens|scares) (?:me|us)|(?:got|had|having|with) (?:\w+ ){0,2}(?:worries|concerns)|(?:i'm|am|i was|we are|we're|left|remain|feel|was|very|rather|quite|deeply) (?:\w+ly )?(?:troubled|perturbed|alarmed|disturbed|anxious|uneasy)|not (?:at all |very |entirely |wholly )?reassured|lost (?:all )?(?:interest|heart)|(?:someone|somebody|anyone|you|one) (?:ought|should|needs?|had better|must)(?: to)? (?:\w+ )?(?:look (?:at|into)|step in|intervene)|(?:someone|somebody) (?:\w+ ){0,2}(?:ought|should|needs?|had better|must)(?: to)? (?:know|be told|be aware|act|see (?:@\d+|her|him|them))|like to (?:flag|raise)|flag(?:ging)? (?:@\d+|her|him|them|up|a concern)|raise (?:a )?concerns?|not (?:really |at all )?engag(?:ed|ing)|disengaged|cause for concern|not (?:at all |entirely |very |too )?(?:easy|happy|comfortable) (?:about|in my mind)|(?:don't|do not) like (?:the look|how)|(?:came|come|left|went) away (?:\w+ )?(?:uneasy|worried|concerned|troubled|anxious|unhappy|alarmed|perturbed|disturbed|unsettled)|(?:begin(?:s|ning)?|began|start(?:s|ed|ing)?|continu(?:es?|ing)) to (?:(?:be|get|feel|grow|become) (?:\w+ly |a (?:little|bit) |rather |quite |very )?(?:worried|concerned|anxious|uneasy|troubled|alarmed)|(?:worry|concern|trouble|bother|alarm|frighten|scare) (?:me|us)|(?:worry|fret) (?:about|for|over))|(?:find|found|finds) (?:it|this|that|the \w+|@\d+|him|her|them|(?:his|her|their|@\d+'s) \w+) (?:\w+ly |a (?:little|bit) |rather |quite |very |most )?(?:worrying|concerning|troubling|alarming|disturbing)|(?:which|that|it|this)(?:'s| is| was) (?:\w+ly |a (?:little|bit) |rather |quite |very |most )?(?:worrying|concerning|troubling|alarming)|makes? me (?:worry|fret)|(?:consider|count|call) me (?:\w+ )?(?:worried|concerned)|not (?:\w+ )?reassuring|(?:don't|do not) think (?:s?he|they|@\d+)(?:'s| is| are) (?:at all |very |really )?(?:well|right|ok|okay|coping|safe)|(?:i'm|i am|we're|am) getting (?:\w+ly |a (?:little|bit) |rather |quite |very |more )?anxious|(?:mak|leav|gett?)(?:es?|ing|s)? me (?:\w+ly |a (?:little|bit) |rather |quite |very |more )?(?:worried|concerned|anxious|uneasy)|(?:left|leave|leaves|came away|come away|went away|i feel|i felt) (?:feeling )?(?:\w+ly |a (?:little|bit) |rather |quite |very )?(?:uneasy|unsettled|worried|concerned|perturbed|disturbed)|(?:made|left|got|has) me (?:\w+ly |a (?:little|bit) |rather |quite |very )?(?:worried|concerned|anxious|uneasy)|not (?:herself|himself|coping|right))\b",
    )
});
pub(super) static NO_CONCERN: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:not|no|n't|nothing|without|never|any|no longer|none|hardly|scarcely|far from|neither|nor)(?: (?:a|one|bit|too|very|at|all|in|the|least|slightest|that|so|any|be|further|real|other|major|particular|longer|now|am|i|particularly|especially|overly|unduly|terribly|hugely|really|remotely|seriously|greatly|massively|currently|actually|personally|exactly))* (?:worried|concerned|concerns?|worries|worry|flag|concerning|anxious|uneasy|troubled|alarmed|bothered)\b|(?:can't|cannot|wouldn't|would not|couldn't|could not) (?:\w+ly )?(?:say|claim|pretend)(?: that)? i(?:'m| am)\b|(?:\bnot|n't) (?:@\d+|him|her|them) (?:that |who |which )?(?:worries|concerns|troubles|bothers)\b|\bleast of (?:my|our)\b|\bdon't worry\b|\bno worries\b|(?:n't|\bnot) (?:about |for )?(?:@\d+|him|her|them) (?:that |whom |who )?i(?:'m| am)\b",
    )
});
pub(super) static DISCUSSED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:rang|phoned|called|telephoned|tried|bleeped)(?: @\d+| her| him| them)?,? (?:and |but )?(?:got|reached|found|caught) (?:@\d+|her|him|them|both|hold|through)|had (?:one|another|mine|the same(?: \w+)?) with (?:@\d+|her|him|them)|i(?: have|'ve)? had ours|(?:explored|raised|pursued|aired|addressed|taken|took|brought) (?:it |this |that |the \w+ )?(?:up )?with (?:@\d+|her|him|them|both)|pulled (?:@\d+|her|him|them) up|went (?:through|over) (?:it|this|that|things|everything|what|how|why|the|his|her|their|our)|(?:s?he|they) and i (?:have )?(?:now |both |just )*(?:sat|met|cleared)|had (?:an? )?(?:\w+ )?(?:half[- ]hour|hour) with (?:@\d+|her|him|them)|had (?:a |\w+ ){0,2}telephone (?:call|conversation)|covered (?:it|this|that)|had (?:his|her|their) (?:appointment|meeting|tutorial|review|session) with me|sat with (?:@\d+|her|him|them)|(?:i|we) had (?:(?:a|few|five|ten|fifteen|twenty|couple|of|some|good|\d+) )+(?:mins?|minutes|moments)|(?:kept|held) (?:@\d+|her|him|them|both) (?:back|behind)|(?:note|record|account|summary|outcome) of (?:my|our) (?:\w+ )?(?:meeting|chat|talk|conversation|discussion) with (?:@\d+|her|him|them)|(?:been|was|were|got) told off|(?:got|had) (?:@\d+|her|him|them|both) on the (?:phone|line|telephone)|got (?:(?:a|my|some|the|five|ten|few|couple|of|good|\d+) )+(?:minutes?|moments?|word|time) with (?:@\d+|her|him|them|both)|(?:came|come)(?: up| over| in| along)?,? and (?:apologi[sz]ed|explained|owned up|confessed|said sorry|found me|told me|talked|spoke)|told me (?:in person|face to face|to my face|herself|himself|themselves|today|yesterday|on the phone)|(?:sat|spoke|talked) (?:down )?together|had (?:@\d+(?:(?:,|,? and|,? &)+ @\d+)*|her|him|them|both)(?: both)? in (?:for|to|today|yesterday|on|this|my|together)|dropped (?:in|by)|told me (?:all|everything|the whole (?:story|tale)|(?:all|everything) about it)|did @\d+ (?:on|this|last|yesterday|today)|discussed|spoke(?:n)?|talked|met(?: up)?(?: with)?|had (?:a |an |another |\w+,? |and ){0,4}(?:word|chat|conversation|talk|meeting|sit[- ]down|catch[- ]?up|discussion|coffee|tea|lunch|breakfast|natter|exchange|heart[- ]to[- ]heart|phone call)|(?:had|have) (?:words|it out)|(?:'s|has|have|'ve) (?:now |just |already |also |both |finally |since )?(?:seen|met|spoken|chatted|talked|discussed|had (?:@\d+|her|him|them|both))|(?:i|we|and|has|have|'ve|'s|#\d+) (?:also |just |since |already |both |then |later |now )?(?:told|reminded|warned|challenged|confronted|reassured|reprimanded|counselled|interviewed|questioned|quizzed) (?:@\d+|her|him|them|both)|(?:explained|apologised|confided|opened up|owned up|admitted|confessed) to (?:me|us|@\d+|her|him|them)|(?:explained|put|broached|raised|mentioned|brought|discussed|tackled|thrashed|talked) (?:it|this|that|things|matters|the \w+)(?: all)? (?:up|out|to (?:@\d+|her|him|them)|with (?:@\d+|her|him|them))|been in(?: and|,| to see| today| yesterday| this| for a|\W*$)|sat (?:@\d+|him|her|them|both) down|(?:took|taken) (?:@\d+|him|her|them|both) (?:aside|to one side)|word (?:has|have) been had|(?:@\d+|s?he|they)(?:'s| has| have)? (?:just |also |since |then )?(?:came|come) (?:up |over )?to (?:me|us)|turned up at (?:my|our)|(?:i|we) did (?:speak|talk|meet|see|have|catch)|saw (?:@\d+|her|him|them|both)|seen (?:@\d+|her|him|them|both|and)|(?:came|come|been|popped in|dropped in|popped by|dropped by) to (?:see|find|talk to|speak to|speak with|talk with) (?:me|us)|sat down with me|chatted|caught up with|sat down with|caught (?:@\d+|her|him|them)|(?:asked|ask) (?:@\d+|her|him|them) about|(?:off|on|over) the (?:phone|telephone) (?:with|w|to)|(?:came|come|been) (?:up |down |over |round |along )?(?:to|by) (?:the|my) (?:office|room|clinic|ward)|we(?:'ve| have)? (?:both )?agreed|cleared the air|(?:had|got|given|gave)(?: \S+)? a (?:\w+ )?talking[- ]to|talking-to|conversation was (?:had|held)|(?:raised|mentioned|brought) (?:it|this|that)(?: up)? (?:with|to) (?:@\d+|her|him|them)|conversation (?:had|done|held)|(?:been|gone|went) (?:through|over) (?:this|it|that|things|everything|the \w+|(?:his|her|their) \w+)|(?:done|dealt with|sorted)|we(?:'ve| have) (?:now )?(?:talked|spoken|met))\b|\b(?:(?:rang|phoned|telephoned|called|grabbed|cornered|collared|buttonholed|bumped into|ran into|visited|zoomed|facetimed) (?:@\d+|her|him|them|both)|(?:through|during|at|after|in) our (?:meeting|chat|talk|conversation|catch[- ]?up|tutorial)|(?:talked|talk) (?:it|this|things) (?:over|through)|over (?:a )?coffee|cleared (?:it|this|things) up with|had it out|put (?:her|him|them) straight)\b|@\d+(?:(?:'s been|'s| (?:has|have)(?: both| all| now| also| since)* been| is| are| was| were|:)?(?: ?[-:]| both| all| now)* ?(?:seen|spoken to|met|done|sorted)|,? and i (?:have )?(?:now |both |just |also )*(?:had (?:our|ours|one|a)|sat|went through))\b|^\W*(?:have |also |just )*told (?:@\d+|her|him|them)\b",
    )
});
/// What a hold speaks of, where the letter asked something else.
pub(super) static OF_LETTERS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:letters?|e-?mails?|escalat\w+|chas\w+|send|sent|write|writing|contact\w*|hold|holding|notices?|leave (?:her|him|them|@\d+) (?:be|alone|in peace)|(?:press|pester|trouble|hassle|pursue) (?:her|him|them|@\d+))\b",
    )
});
pub(super) static SHE_AND: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:s?he|her|him) and @\d+|\bneither s?he nor @\d+|\bneither @\d+ nor s?he\b|@\d+ and (?:s?he|her|him)\b|\b(?:had|saw|seen|met|spoke to|talked to) (?:her|him)\b[^@,;]*\b(?:with|alongside|together with) @\d+\b.*\bboth\b",
    )
});
/// A worry that somebody is asked to look after.
pub(super) static LOOK_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:keep an eye|look out for|look after|watch out|check (?:in )?on|have a word|let .{1,20} know|tell|flag|pass (?:it|this) on|look into)\b",
    )
});
/// "The register was missing": of a thing or somebody else, and of no student.
pub(super) static OF_THING: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^\W*(?:(?:but|and|so|sorry|as|because|since|unfortunately|though|although)[, .-]+)*(?:the|my|our|a|an|this|that|it|these|those|whoever|what|which|nothing|everything|#\d+)\b",
    )
});
/// Yet it is an answer: "that's a yes", "the sheet says that", "the whole lot were there".
pub(super) static TELLS_OF: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:yes|no|yep|nope|no[- ]show|absentee|absence|absent|dna|negative|affirmative|answer|student|students|lot|group|class|firm|lads|girls|boys|pair|two|three|four|whole|same|lady|man|woman|chap|fellow|one|signature|initials|name|(?:register|sheet|list|records?|notes?|log|book)\b.*\b(?:says?|shows?|has|have|confirms?|ticks?|marks?|records?|puts?|lists?))\b",
    )
});
/// What the writer or a colleague did is no student's attendance.
pub(super) static OF_WRITER: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^\W*(?:(?:but|and|so|sorry|as|because|unfortunately|i'm afraid|afraid|thanks|hi|hello)[, .-]+)*(?:i|we|(?:my|the) (?:\w+ ){0,2}(?:colleague|registrar|reg|spr|str|sho|doctor|secretary|fellow|consultant|trainee|locum|deputy|junior|list|notes|register|sheet)|our|#\d+|there was|it was)\b",
    )
});
pub(super) static OF_STUDENT: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)@\d+|\b(?:s?he|they|him|her|them)\b"));
/// One student, by a pronoun.
pub(super) static SHE: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\b(?:s?he|him|her|his|hers)\b"));
pub(super) static PRONOUN_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"(?i)^\W*(?:(?:no|nope|yes|yep|well|sorry|afraid not|i'm afraid)[,. -]+)*(?:s?he|they)(?:'s|'d|'ve)?\b")
});
/// "Bear with me" says of nobody that they were with the writer.
pub(super) static BEAR_WITH: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:bear|be patient) with (?:me|us)\b|\b(?:leave|rest)s? with (?:me|us)\b|\b(?:sheets?|lists?|registers?|notes?|diary|book|laptop|records?|paperwork|that|anything|nothing)(?: isn't| is not| is|'s)?(?: \w+)? (?:with|on) (?:me|us)\b",
    )
});
/// What was hoped for is not what was.
pub(super) static HOPED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:hop(?:ed|ing)|expect(?:ed|ing)|thought|assumed|wish(?:ed)?|waited for)(?: that)? (?:she|he|they|her|him|them|@\d+)|(?:was|felt|were) (?:quite |fairly |pretty |almost )?(?:sure|certain|convinced)(?: that)? (?:she|he|they|@\d+)|(?:i|we)(?:'d| had) (?:first |originally |initially |wrongly )?(?:marked|put|recorded|ticked|had|got) (?:@\d+|him|her|them)(?: down)? as|(?:had|have|got) (?:@\d+|him|her|them|both) (?:down|booked|pencilled|lined up) (?:for|to))\b",
    )
});
/// A yes that is to be checked is none yet.
pub(super) static UNSURE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:let me (?:check|ask|look|find)|(?:will|'ll) (?:just |have to |need to )?(?:check|ask|find out|look|confirm)|(?:don't|do not|can't|cannot|didn't) (?:really |actually )?(?:think|believe|reckon)|almost (?:certain|sure)|(?:fairly|pretty) (?:sure|certain)|i think so|probably|(?:can't|cannot|can not|couldn't) (?:\w+ )?(?:swear|be sure|be certain|remember|picture|place|visualise)|not (?:certain|sure|100)|couldn't (?:swear|say))\b",
    )
});
/// A call is a conversation only where it was answered.
pub(super) static RANG: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\b(?:rang|phoned|called|telephoned|tried)\b"));
pub(super) static IN_VAIN: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:no (?:answer|reply|luck|response)|voicemail|didn't (?:pick|answer|get|reply)|not (?:pick|answer|picking)|couldn't (?:get|reach)|rang out|(?:phone|mobile|it)(?: was|'s| is)? (?:switched )?off|line (?:was |is )?dead|got (?:his|her|their|the|a|an|@\d+'s) (?:\w+ )?(?:flatmate|mother|mum|father|dad|voicemail|answerphone|machine|housemate|partner|roommate|sister|brother|landlady|landlord|wrong)|(?:leave|left) (?:(?:her|him|them|@\d+) )?(?:a |\w+ )?messages?)\b",
    )
});
pub(super) static NO_TROUBLE: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"(?i)\b(?:no (?:problems?|trouble|bother|worries)|(?:i )?can (?:\w+ )?confirm(?: that)?)\b")
});
pub(super) static NOT_DISCUSSED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:nobody|no[- ]?one|none of (?:us|them|my \w+))\b[^.;,]{0,30}? (?:has |had |have )?(?:saw|seen|spoke|spoken|met|talked|discussed)\b|(?:spoken|spoke|talked|chatted|seen|met|saw|discussed)(?: (?:to|with|by|it|this|these))* (?:no[- ]one|nobody|neither|none|not one)\b|(?:\w+n't|not|never)(?: (?:yet|even|once|actually))* (?:been|come) (?:in|to|by|round|near|along|up)\b|(?:nobody|no one)(?:'s| has| have)(?: yet)? (?:done|seen|spoken)|(?:\w+n't|not|never)(?: (?:yet|really|quite))* (?:get|got|gotten|getting) (?:round |on )?to\b|(?:no|\w+n't|not) (?:have |had |find |found |the |any |enough |much ){0,3}(?:time|chance|opportunity|moment) (?:to|for|yet)\b|(?:hardly|barely|scarcely|almost|nearly|(?:claim|pretend) to|wish i(?:'d| had)|far from|rather than|instead of|not|\w+n't|yet to|never|unable to|cannot|couldn't|no one has|nobody has|no chance to|failed to|without|(?:nobody|no one|none of \w+)(?: \w+)?(?: has| have)?)(?: (?:yet|had|been|be|get|got|a|able|to|actually|managed?|the chance|chance|really|ever|even|quite|personally|myself|properly|as yet|so far|still|round|any|opportunity|an|the|time))* (?:discuss\w*|spok\w+|speak\w*|talk\w*|met|meet\w*|see|seen|seeing|ask|asked|rais\w+|told|had|word|caught|catch|find|track|(?:lay|set|clap)(?:ed)? (?:eyes|hands)|chat\w*|get hold|got hold|reach\w*)|(?:will|'ll|shall|going to|plan(?:ning)? to|intend to|hope to|hoping to|trying to|try to|tried to|want to|would like to|like to|about to|meaning to|until|till|'?til|once|as soon as|by the time|if|unless|provided|assuming|when|after|before|need to|due to) (?:[\w']+ ){0,4}(?:discuss\w*|spok\w+|speak|talk\w*|met|meet|seen?|see|had|have|word|chat|done|dealt|sorted)|(?:spok\w+|speak|talked|had a word) (?:to|with) (?:his|her|their) (?:tutor|personal|supervisor|mentor|friends?|flatmate|parents?|mother|father|partner|gp)|(?:rang|phoned|called|telephoned|tried|emailed|messaged)\b.{0,60}\b(?:no answer|no reply|voicemail|didn't|not (?:pick|answer|reply)|couldn't|no luck|left (?:a )?message|without success|in vain)|(?:was|were) to have (?:seen|met|spoken|talked|had)|correspond(?:ed|ence)|undertook to|fixed (?:up)?on|(?:i'm|am|are|is|we're|due|yet|still) to (?:see|meet|speak|talk|discuss|have|be (?:seen|spoken|met))|spoke too soon|neither\b[^,.;]{0,40}\b(?:has|have|had|came|come|spoke\w*|been|was|were)|no (?:conversation|talk|chat|meeting|contact|word)|(?:should|would|could|might|ought to|'d) have|thought (?:i|we) had|(?:hoped|meant|intended|wanted|planned|supposed|going|arranged|arranging|promised|offered|asked|hoping|asking)(?: (?:#\d+|@\d+|my \w+))? (?:to|we)(?: \w+){0,2} (?:speak|talk|meet|see|have|catch|discuss|ring|call|ask)|(?:seen|spoken to) by (?:occupational|occ|oh|the|his|her|their|an?|student|counsel\w+|psych\w+|welfare|education)|(?:keep|kept) missing|avoiding (?:me|us)|(?:didn't|did not|failed to|never|hasn't|has not) (?:turn(?:ed)?|come|came|show(?:ed|n)?)(?: up)? (?:to|for) (?:our|my|the|a|his|her|their|it)|not yet|(?:'s|is|are|due|coming|going) to (?:come|drop|pop|call|be in)|(?:don't|do not) (?:think|believe) (?:that )?(?:i|we)(?:'ve| have)|consider it done|rather (?:that )?(?:i|we|you)\b|(?:\w+n't|not|never)(?: (?:yet|even|actually|been|be|quite))* (?:done|dealt|sorted)|(?:can't|cannot|couldn't|don't|do not)(?: now| quite| really)? (?:remember|recall|think|say) (?:what|whether|if|when)|(?:to|will|shall|can|should|must|may|might|needs to) be (?:discussed|dealt|sorted|raised|spoken|done|met)|being (?:discussed|dealt|sorted|raised)|still to (?:do|see|speak|talk|meet|discuss)|suggest(?:ed|ing) (?:we|that we|a)|arrang(?:ed|ing) to|asked (?:her|him|them|@\d+) to|who (?:discussed|spoke))\b",
    )
});
/// What a register would take for why somebody was away.
pub(super) static NO_REASON: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\b(?:small[- ]group|teaching|tutorial|bedside|too|also|as well)\b"));
pub(super) static TEACHING: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\b(?:small[- ]group|teaching|tutorial|bedside|my session|my group that day)\b"));
pub(super) static THERE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:(?:^\W*|@\d+(?:'s)? ?[:,=-]* ?)(?:y|yes|yep|yup|yeah|yea|affirmative|correct|indeed|👍|✅|✔|both|they both|all)\b|^\W*(?:👍|✅|✔|✓|☑)|@\d+ ?[:,-]* ?(?:👍|✅|✔|✓|☑)\W*$|@\d+,? (?:(?:i|we) (?:(?:did|do|have|clearly|distinctly|certainly|definitely|well) )*(?:see|saw|seen|had|spotted|remember|recall)\b|(?:at )?\d{1,2}[.:]\d\d)|\b(?:yes|yep|was there|were there|was here|was present|were present|(?:was|were) in(?:\W*$|[.,;:!)]| (?:that|on|for|all|with|as|both|attendance|my|our|and|but|at|after|before|the (?:group|room|teaching|session|morning|afternoon|tutorial))\b)|(?:was|were) (?:at|in|on) (?:(?:the |my |our |all of )?(?:it|whole|entire)|(?:the |my |our )?(?:small[- ]group|teaching|tutorial|session|group|bedside))|(?:was|were) (?:among|amongst|one of|part of) (?:them|those|the|my|us)|(?:was|were|did) (?:too|also|as well|likewise)|came|attended|was indeed|did(?: come| attend)|turned up|present|there|at (?:mine|ours)|with (?:us|me|them|the others)|in attendance|made it|made an appearance|joined|appeared|took part|participated|showed (?:up|his face|her face)|rolled up|sat in|marked (?:as )?present|down as (?:present|attending|there)|(?:can|could) vouch|got (?:to us|here|there|in)|signed (?:in|the (?:sheet|register|list)|for it)|gave us|led (?:us|the)|showed us|taught us|asked (?:a|the|some|good|many|several|lots|two|three|excellent|intelligent)|(?:i|we) had (?:all|both|@\d+|him|her|them)|had (?:me|us) to (?:himself|herself|themselves)|(?:see|got|have|there's|is) (?:@\d+'s|his|her|their) (?:signature|initials)|(?:signature|initials|name) (?:is|are|was|were|'s) (?:on|in|there)|(?:@\d+'s|his|her|their) (?:signature|initials)(?: \w+)? (?:against|beside|next to|by)|confirm (?:@\d+'s|his|her|their) (?:presence|attendance)|been (?:at|to|coming to) (?:every|all|each)|attendance\b.{0,40}\b(?:100|full|perfect|exemplary|impeccable|faultless)|(?:i|we) (?:do |clearly |distinctly |certainly |well )?remember (?:@\d+|him|her|them)|(?:she|he|they) (?:was|were)(?: (?:indeed|there|here|present|definitely|certainly)|,|[.!]|$)|sat|late|contributed|presented|stayed)\b|\b(?:was|were|did)(?:[.,!);]|$))",
    )
});
pub(super) static THERE_WAS: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)^\W*there(?:'s\b| (?:was|were|is|are|has|had|isn't|wasn't)\b)"));
pub(super) static NOT_THERE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:^\W*(?:n|no|nope|nah|negative|neither|afraid not|👎|❌|✗)\b|^\W*(?:👎|❌|✗)|(?:[:,-]|@\d+) ?(?:no|n|nope)(?:[.,;:!)]|\W*$)|\bso no\b|,? no[.!]*$|^\W*not so @|^\W*(?:i'm |i am )?(?:sorry to say|afraid|alas|sadly|i regret(?: to say)?|i fear)(?: that)?,? not\b|^\W*(?:but |and |so )?not (?:@\d+|this time|on this occasion|that (?:day|time|week|\w+day)|on the day|on \w+day)|\b(?:no (?:signature|initials|record|trace|mention|tick|mark|entry)(?: \w+)? (?:from|of|for|by|against|beside) (?:@\d+|her|him|them|his|their)|gave (?:it|us|that one|the teaching) a miss|nowhere to be (?:seen|found)|conspicuous by|played truant|bunked off|awol|cried off|stood (?:me|us) up|empty chair|(?:sent|gave|offered|made|with) (?:his|her|their) (?:apologies|excuses)|was elsewhere|(?:hadn't|had not|didn't have|did not have) (?:@\d+|her|him|them|either)|wasn't|was not|weren't|were not|wasnt|didn't|did not|didnt|absent|missing|missed|no[- ]show|dna|never (?:came|showed|turned up|appeared|arrived)|neither|(?:couldn't|could not|unable to|(?:not|wasn't) able to) (?:come|attend|be (?:there|with)|make (?:it|that)|join|get (?:there|to))|not (?:there|present|in|here|seen|signed in|at (?:mine|ours)|with (?:me|us)|on (?:the|my|our) (?:sheet|list|register|roll))|none of (?:mine|my|ours|them)|(?:nobody|no one|no-one|not (?:a soul|one))(?: \w+){0,4} (?:came|attended|turned up|showed|appeared|was|were|joined)|by the time\b.{0,60}(?:'d|had) (?:already )?(?:gone|left|disappeared|vanished|slipped)|(?:not|never|\w+n't)(?: \w+ly| also| even| yet)? (?:appeared|attended|been (?:there|present|with us|to|at|in)|turned up|shown up|showed up|joined us|made it)|(?:his|her|their) absence|no sign of|(?:was|were)(?: (?:\w+ly|both|all|each|also|in fact|indeed))* (?:away|elsewhere)|(?:both|all) (?:of them )?(?:away|off|elsewhere|sick|ill)|never (?:showed|arrived)|stayed (?:at home|home|in bed|away|off)|away (?:that|on|at)|off sick|(?:rang|called|phoned) in sick|off sick|was (?:sick|ill|unwell)|meant to be|supposed to be|(?:afraid|sadly|unfortunately|regrettably|apparently|definitely|certainly|probably) not|not (?:that i|to my knowledge|as far as)|failed to|skipped|no, )\b)",
    )
});
/// Where they were instead, unless they came afterwards.
pub(super) static ELSEWHERE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:was|were) (?:in|at|on|up in|down in|back in) (?:(?:the|a|my|our) )?(?:(?:\w+ )?clinic|theatre|clinic|bed|hospital|home|a&e|surgery|leave|nights|call|holiday|court|resus|labour ward)\b",
    )
});
pub(super) static CAME: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"(?i)\b(?:came|come back|joined|attended|turned up|made it|got (?:to us|here|there|back)|arrived|appeared)\b")
});
/// "She has never missed one", "missed the first ten minutes": who was there may be said with a word of absence.
pub(super) static NOT_MISSED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:n't|\bnot|\bnever|\bwithout)(?: (?:yet|been|once|ever|so far|a|be|to|have)){0,2}(?: the one who(?: was)?| among those(?: who were)?)? (?:miss(?:ed|es|ing)?|absent|skip(?:s|ped|ping)?|away)\b|\b(?:nobody|no one|none(?: of \w+)?)(?: was| were| is| has been)? (?:missing|absent|missed)\b",
    )
});
pub(super) static MISSED_PART: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\bmiss(?:ed|ing) (?:only |just |about |out on )?(?:the |a |her |his |their )?(?:very )?(?:first|start|beginning|opening|end|last|some|most|half|part|bit|introduction|quarter|\w+ minutes)\b",
    )
});
/// "He says that he was there": whose word it is, and of whom.
pub(super) static HEARSAY: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?P<who>\bs?he|\bthey|@\d+)(?:'s| has| have| did)? (?:\w+ly )?(?:says?|said|tells? (?:me|us)|told (?:me|us)|claim(?:s|ed)?|insist(?:s|ed)?|maintain(?:s|ed)?|sw(?:ears?|ore)|reckon(?:s|ed)?|assure(?:s|d) (?:me|us)|told (?:somebody|#\d+|my \w+)|think(?:s)?|thought|promise[sd]? (?:me|us))(?: that)? (?P<of>s?he|they)\b",
    )
});
/// What nobody knows or what is asked, not what was.
pub(super) static WHETHER: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:whether|if)(?: or not)? (?:@\d+|s?he|they|any of|somebody|someone|anybody|anyone|people|you (?:want|need|wish|mean|would like|'d like|are asking))\b",
    )
});
/// What ought to have been is not what was.
pub(super) static SUPPOSED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:\b(?:should|would|could|might|may|must|ought to)|'d) (?:well |also |surely )?have (?:been|come|attended|seen|had|made)\b|\b(?:surprised (?:if|to hear)|presumabl[ey]|(?:i'd|i would|i|we) (?:presume|imagine|assume|suppose|expect|should think)|no reason to (?:think|doubt|believe|suppose)|(?:very |most |quite )?likely|(?:usually|normally|generally|ordinarily|as a rule) (?:comes|there|attends|turns up|present|does|is)|tends to)\b",
    )
});
/// "All but Grace": what is said of the others is denied of whom it names.
pub(super) static EXCEPT: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:except(?:ing)?(?: for)?|bar(?:ring)?|apart from|save(?: for)?|but for|other than|excluding|aside from|minus|(?:all|everyone|everybody|none of them|nobody|no one|none) but)\b",
    )
});
/// "But not Grace": who is named only to tell them from whom it is said.
pub(super) static NOT_OF: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"(?i)(?:,|\bbut|\band) not (?:about |for |with |to )?@\d+(?:'s)?(?:,? (?:or|nor|and) @\d+)*")
});
/// "In Grace's place": a place is spoken of, not a student.
pub(super) static IN_PLACE_OF: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:in|on|for|by|at) @\d+'s (?:place|stead|behalf|absence|slot|seat|name)\b|\b(?:instead of|in place of|rather than|in lieu of|on behalf of) @\d+",
    )
});
/// "The other two did not": of students whom it does not name.
pub(super) static OF_REST: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"(?i)^\W*(?:(?:and|but|while|whilst|whereas|though|although) )?(?:the (?:others?|rest|remaining)|others)\b")
});
/// "I'll leave it till she is back": the writer waits, and asks nobody to.
pub(super) static WRITER_WAITS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\bit(?:'ll| will) have to wait\b|\bnot now,? (?:i'm|i am|as i)\b|\b(?:i|we)(?:'ll| will| shall|'d better| had better| am going to|'m going to)(?: \w+)? (?:leave|wait|hold|pause|give|let|park)\b(?: (?:it|this|that|him|her|them|@\d+|off|on|fire|things))*(?: (?:for|until|till|'til)\b)?",
    )
});
/// Of a time gone.
pub(super) static WAS: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\b(?:was|were|came|attended|joined|turned|appeared|made|sat|stayed|did|had|been)\b"));
/// What the writer did there themselves.
pub(super) static WRITER_CAME: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\bi(?:'d| had| have|'ve)? (?:\w+ly )?(?:came|come|attended|turned up|appeared|arrived|joined|stayed|sat|was (?:there|present|here|in)|got (?:there|in|here))\b(?: (?:there|here|present|in|at (?:it|the \w+))\b)?",
    )
});
/// "Three of my six were there": who of them is not said.
pub(super) static SOME_CAME: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^\W*(?:(?:only|just|well|about|at least|in the end) )*(?:two|three|four|five|six|seven|eight|\d|half|most|some|several|a few|few)(?: of (?:my|our|the|them|us)\b)?(?: \w+)? (?:came|were|made|turned|showed|attended|did|sat|stayed)\b",
    )
});
/// "No need to hold anything".
pub(super) static NO_HOLD: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:no need (?:to|for)(?: you to| any)?|don't|do not|needn't|need not|no reason to|rather than|not)(?: \w+)? (?:hold(?:ing)?|wait(?:ing)?|paus\w+|delay\w*|park\w*)\b|\b(?:trouble|bother)s? (?:me|us)\b",
    )
});
/// "I see her on Friday, so nothing before then please": who puts it off may want it held.
pub(super) static BEFORE_THEN: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:please|pls|kindly|(?:un)?till? then|before then|in the meantime|meanwhile|rather (?:you|it|we)|prefer|no (?:more|further)|nothing (?:more|further|before|until))\b",
    )
});
/// How a student looks, which may be a worry.
pub(super) static LOOKS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:dreadful|awful|terrible|tears|tearful|crying|cried|depress\w+|anxious|struggl\w+|coping|distress\w*|alcohol|drinking|drunk|pale|thin|withdrawn|low|desperate|frightened|afraid of)\b",
    )
});
/// Words of a distress that is never passed over.
pub(super) static GRAVE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:little|no) point (?:in )?(?:to |of )?(?:going on|anything|living|carrying on|in (?:going|carrying))|suicid\w+|self[- ]?harm\w*|harm(?:ed|ing)? (?:him|her|them)sel\w+|end (?:it all|(?:his|her|their) life)|hopeless|overdose|kill (?:him|her|them)sel\w+)\b",
    )
});
pub(super) static RETRACTS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:sorry|actually|correction|no wait|scrap|i mean|in fact|mistake)\b|^\W*(?:and |but )?so,? (?:(?:that's|that is|it's|it is|the answer is|i'd say|a|definitely|i must say),? )*(?:yes|no)(?:\W*$|,)",
    )
});
pub(super) static LATER: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:haven't|not|without|have not) (?:got )?(?:a|the) (?:clue|foggiest)|no clue|beats me|wouldn't know|no way of (?:knowing|telling)|avoiding (?:me|us)|(?:keep|kept) missing (?:each|one)|chas(?:ing|ed)(?: (?:her|him|them|it|this|@\d+))?|no luck(?: yet| so far)?|when i(?:'m| am)? (?:return|get back|back)|give me (?:until|till|a|an|some|time)|bear with me|(?:look|dig) (?:it|that|this|them) (?:up|out)|have to (?:look|check|ask|find)|(?:until|till) i(?:'ve| have) (?:\w+ )?(?:found|checked|looked|asked|spoken|seen)|i(?:'ve| have) (?:just |now )?asked|(?:forwarded|passed) (?:your (?:question|e-?mail|message|note)|it|this)|leave (?:it|this|that) with me|trying to|can't (?:honestly )?(?:remember|recall)|(?:i|we)(?:'ll| will| shall|'m going to| am going to| hope to| plan to| intend to| mean to| aim to) (?:\w+ )?(?:grab|catch|speak|see|talk|meet|ring|call|have|try|ask|find|check|get|do|let|make|take|raise|bring|pop|corner|collar|nab|chase|follow|sit)|(?:can't|cannot|couldn't|could not) (?:\w+ )?(?:tell|say)|no idea|don't (?:keep|take|have) (?:a |any |the )?(?:register|list|record|note)|(?:hasn't|has not|haven't|not) (?:yet )?(?:answered|replied|responded|been in touch|come back|managed|been able)|what they remember|i have(?: not|n't)(?: yet)?\W*$|(?:i|we|#\d+|my \w+|our \w+)(?:'ll| will| shall)\W*$|offered (?:her|him|them|@\d+) (?:a|an|another|some)|(?:note|letter|message|card) in (?:@\d+'s|his|her|their|the)|(?:isn't|is not|'s not|not|won't|aren't|never) (?:answer|repl|respond|return|pick)(?:ing|ying|y)?\b|copied (?:@\d+|#\d+|her|him|them|my \w+|in)|#\d+ (?:has|have|will have|had|keeps|took|would have) (?:the|a) (?:names|register|list|sheet|record)|i'd ask|(?:asked|told) my \w+ (?:that|to)|i wasn't (?:teaching|there|in|around|on)|i was(?:n't| not)? (?:away|on leave|off|on call|teaching|at)|(?:i'll|i will|will|'ll|shall|we'll|let me|need to|have to|i'd have to|must|going to|i can) (?:\w+ )?(?:(?:get|ask) \w+ to (?:check|look|find|ask|see|confirm)|check|look|ask|find|see|let you|get back|speak|talk|chase|try|have a|meet|discuss|do|catch|raise|follow|keep|be|email|come back|confirm|arrange|pick)|(?:can't|cannot|don't) (?:remember|recall)|not sure|don't (?:know|remember|recall)|checking|e-?mailed (?:her|him|them|@\d+)|sent (?:her|him|them|@\d+) (?:an? )?(?:e-?mail|message|note|text)|written to|messaged|still to|to follow|outstanding|pending|tried|left (?:her|him|them|@\d+|a|an) (?:an? )?(?:message|voicemail|note|card|letter|answerphone)|on my (?:list|radar)|in (?:the|my|her|his|our) diary|(?:e-?mailing|writing to|ringing|calling|seeing|meeting|phoning|bleeping) (?:@\d+|her|him|them|both|each)|asked (?:#\d+|my \w+|\w+) to (?:find|book|arrange|fix|set|ring|call|check|look)|^\W*(?:tomorrow|later|soon|next week)\b|^\W*(?:today|tonight|this (?:afternoon|evening))\W*$|(?:need|have|want) to go (?:back|through)|go back (?:through|to) my|(?:asked|asking) my \w+|i was not (?:in|there|around|on|teaching|the one)|voicemail|(?:rang|called|phoned|tried|bleeped|looked for)\b.{0,40}\b(?:didn't|no answer|not (?:pick|answer|there)|voicemail|no luck|couldn't)|didn't (?:pick up|answer|reply|respond)|(?:meet(?:ing)?|see(?:ing)?|speak(?:ing)?|talk(?:ing)?|catch(?:ing)?|due|back|booked|appointment|diary)\b.{0,40}(?:\b(?:tomorrow|next|this (?:week|afternoon|evening)|on \w+day|later|soon)|[^@#\w]\d)|no (?:reply|answer|response))\b|@\d+(?:(?:'s)? to come|(?:'s| is) next|(?::| -)? (?:tomorrow|next week|later|soon|to do|to follow))\b",
    )
});
/// Whoever was not there, has no list or will look for it answers nothing yet.
pub(super) static UNKNOWN: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:^\W*|\b(?:i|we|so|but|and|afraid|sorry|as) |[,;.–-] ?)(?:(?:really|honestly|simply|just|genuinely|sadly|still|in all honesty|i'm afraid|sorry|i|we)[ ,]+)*(?:don't|do not|couldn't|could not|can't|cannot|wouldn't|would not|am unable to|unable to|not able to) (?:\w+ly )?(?:know|say|tell|remember|recall|recollect|comment|help|confirm|answer|be sure|be certain|vouch)\b|\b(?:no (?:register|list|sheet|roll|records?|notes?|diary)(?: (?:with|on|near) me|,? (?:i'm afraid|sorry|alas|sadly)\b)|dunno|no (?:recollection|memory|notion|inkling|way of|means of)|no (?:register|list|sheet|roll|records?|notes?|attendance)(?: was| is| were| are| ever)? (?:kept|taken|made|for (?:that|the|it|this)|of (?:that|who|the|it|this)|here|to hand|at all)|no (?:register|list|sheet|roll|records?|notes?)(?: \w+)?\W*$|(?:don't|didn't|do not|did not|never|doesn't|nobody|no one) (?:\w+ )?(?:take|took|takes|keep|kept|keeps|have|had|circulate|pass round|do|did) (?:a |any |the |an )?(?:register|roll|list|records?|notes?|attendance|names|sign[- ]?in|sheets?)|(?:register|list|sheet|roll|notes?|notebook|diary|records?)(?: (?:has|have|is|are|was|were|seems?|must|got|'s))*(?: (?:be|been|to have))? (?:gone|went|lost|missing|mislaid|misplaced|locked|at home|elsewhere|in (?:my|the|another)|on (?:my|the) other|blank|illegible|unreadable|not (?:here|to hand|with me))|(?:lost|mislaid|misplaced|left|without|found|find|dig out|look out|dug out|consult|check) (?:my|the|our) (?:register|sheet|list|notes?|notebook|diary|book|records?)|guess is as good|(?:be|am|is|i'm) (?:only )?guess(?:ing|work)|rings? (?:no|any) bells?|(?:memory|mind) (?:fails|is|isn't|has gone|was)|escapes me|draw(?:n|ing)? a blank|search me|not a (?:clue|notion|idea)|too long ago|hazy|wasn't (?:me\b|my (?:week|turn|day|session|group|teaching)|mine\b|taking (?:it|the|that|them)|running|leading|teaching|on site|on duty|about that)|was not (?:me\b|my (?:week|turn|day|session|group|teaching)|mine\b|taking|running|leading|teaching|on site|on duty)|not (?:me|my (?:week|turn|day))\b|(?:not|wasn't|missed it|away|absent|off|off sick|ill|on leave) myself|looking into (?:it|this)|(?:watch this space|more anon|tbc|to be confirmed|in due course|will advise|will revert)|(?:asking|awaiting|enquiring|inquiring|searching|finding out|hunting for|looking for)|back to you|come back to (?:you|this)|(?:next |back )(?:in|on site|at work|in the office|at my desk)(?: on)? (?:\w+day|mon|tues?|weds?|thurs?|fri|tomorrow|the \d+))\b|^\W*(?:(?:ok|okay|sorry|thanks|thank you|and|but|so|yes|sure)\W+)*(?:i )?(?:will|shall|'ll|i'll|must|need to|have to|ought to|had better|going to|can) (?:\w+ ){0,2}(?:check|look|ask|find|see|confirm|dig|consult|get|let|come back|revert|report|reply|respond|investigate|enquire|inquire|chase|establish|verify|search|hunt|try|tell|advise|update)\b|^\W*(?:(?:sorry|afraid|ah|oh|i'm afraid)\W+)*(?:was|am|been|being) (?:on (?:annual |study |maternity |paternity |sick |compassionate )?leave|on call|on nights|at (?:a|the|an) (?:conference|meeting|tribunal|course|inquest)|in (?:court|a tribunal)|abroad|not (?:teaching|on site|there myself))\b|^\W*(?:(?:sorry|afraid|currently)\W+)*(?:away|abroad|on (?:annual |study )?leave|out of (?:the )?office)\b[^@;]*\b(?:till|until|back on)\b",
    )
});
/// A colleague took the teaching, and may know.
pub(super) static COVERED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:#\d+|\b(?:registrar|reg|spr|str|sho|fellow|colleague|locum|trainee|tutor|deputy|doctor|consultant|junior))(?: \w+)? (?:took|ran|did|had|led|covered|taught|stood in|was in charge|was taking|was covering|was running|held|gave|filled in|deputised)\b",
    )
});
/// Said of something else than being there: "came and did not say a word".
pub(super) static NOT_OTHERWISE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:didn't|did not|couldn't|could not|don't|do not|doesn't|never) (?:\w+ly |even |once |really |quite |exactly )*(?:say|said|speak|spoke|talk|contribute[d]?|stay|leave|left|look|seem|ask|listen|bring|brought|utter\w*|participate|engage|take|have|had|pay|stop|sit|sat|write|volunteer|answer|offer|open|want|need|realise|know|impress|disappoint|mind|let|like|understand|concentrate|wear|smile|join in|bat|put|give|get (?:much|a word)|help|fault|complain|lift|hear|follow|prepare|enjoy|eat|sleep|blink|present)|(?:wasn't|was not|weren't|isn't|not) (?:\w+ly |very |too |at all |quite |so |in the least |exactly )*(?:well|himself|herself|feeling|looking|listening|happy|late|alone|paying|prepared|awake|impressed|engaged|keen|on form|much|the only|interested|asleep|to blame|long|for long|for the whole|until|before|in a good|in the best|in good|saying|contributing|participating|concentrating|taking|a word|at (?:his|her|their) best|on (?:his|her|their) best|that|only|just|with (?:his|her|their)|without))\b",
    )
});
/// "I cannot say who was there": whoever is looked for is not said to have come.
pub(super) static WHO_CAME: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:who|whether|which of them|how many|whoever|anyone|everyone who|those who|the ones who|if anyone) (?:\w+ ){0,2}(?:was|were|came|attended|turned up|present)(?: there| present| in| here)?\b|\b(?:my|our|the) (?:\w+ ){0,2}(?:registrar|reg|spr|str|sho|fellow|colleague|locum|trainee|tutor|deputy|junior)(?: \w+)? (?:was|were|is) (?:there|present|in|with them|here)\b",
    )
});
/// Written to, asked to come, on the way: nothing has been talked about yet.
pub(super) static SENT_FOR: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:dropped (?:@\d+|her|him|them) (?:a|an|another)|(?:^\W*|(?:i|we|i've|we've|have) )(?:just |also |now |already )*(?:e-?mailed|written|wrote)|(?:message|text|note|letter|invitation|reminder) (?:sent|gone|left|dispatched)|(?:chasing|chased)|on it\b|in hand|no joy|not heard|haven't heard|heard nothing|radio silence|(?:dodging|avoiding|eluding|evading) (?:me|us)|elusive|phone tag|pin(?:ned)? (?:him|her|them|@\d+) down|(?:meeting|chat|talk|coffee|slot|appointment|time|date|call) (?:is |was |has been |now |all )*(?:booked|arranged|fixed|set|scheduled|planned|lined up|pencilled|made)|(?:booked|arranged|fixed|scheduled|pencilled|lined up) (?:@\d+|her|him|them|it|this|a|an|for|in)|agreed (?:to (?:meet|speak|talk|see)|(?:on )?a (?:time|date|day))|(?:has|have|got|with) (?:an? )?(?:appointment|slot|date)|(?:cancelled|rearranged|postponed|stood me up)|in (?:the|my|our) diary|(?:promised|agreed|said (?:he|she|they)(?:'d| would| will|'ll)) to (?:see|come|ring|call|meet)|(?:we're|we are|i'm|i am|is|are) (?:now |also |just )?(?:meeting|seeing|speaking|talking|ringing|calling|catching)|on (?:my |his |her |their )?return|meaning to|(?:been|was|were) (?:e-?mailed|written to|messaged|texted|contacted|invited|asked (?:in|to|for|round|over))|asked (?:@\d+|her|him|them|both)(?: both)? (?:in|to|for|round|over|along|up)\b|offered (?:@\d+|her|him|them)|(?:waiting|wait) (?:to hear|for (?:@\d+|her|him|them|a|an|word))|await\w*|(?:keep|kept) (?:meaning|intending|trying)|sent (?:an? )?(?:e-?mails?|texts?|messages?|notes?|invitations?) to|(?:texted|bleeped|invited|contacted|e-?mailing) (?:@\d+|her|him|them|both)|(?:s?he|they|@\d+)(?:'s|'re| is| are) (?:now |also |both )?(?:coming|due|popping|dropping|calling|booked|to come))\b",
    )
});
pub(super) static COURTESY: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:can|could|may|might|shall) i (?:\w+ )?(?:get back|check|look|let you|come back|confirm|reply|ask (?:my|the|#\d+)|tell you)\b.{0,60}|(?:can|could|would|will) (?:you|this|it) (?:please )?(?:bear with me|wait (?:until|till) i).{0,60}|(?:what|where|who) else\b.{0,40}|(?:why|how) (?:wouldn't|would|could|should)(?:n't)? (?:s?he|they|i|anyone)\b.{0,30}|(?:isn't|wasn't|aren't|weren't|doesn't|didn't|don't|won't|hasn't) (?:it|s?he|they|i|we)|who (?:can|could) (?:say|tell|blame)\b.{0,20}|what can (?:i|one) (?:say|do)|eh|is that (?:ok|okay|all right|enough)|if that's (?:ok|all right)|(?:^|[,.;-]) ?ok|does that help|how are you)\?\W*$",
    )
});
pub(super) static ASKS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:don't|do not|can't|cannot|fail to|didn't|did not) (?:quite |really |fully |at all )?(?:understand|follow|make (?:out|sense)|see what)|what (?:does|do) .{1,40} mean|(?:not|isn't|it's not) clear (?:to me )?(?:what|why|who|which|how)|would it be possible|wonder(?:ed|ing)? (?:if|whether)|(?:can|could|would) (?:you|someone) (?:please )?(?:tell|send|explain|let me know|ring|call|clarify|remind|take me|remove)|please (?:advise|clarify|explain|let me know|tell me|send|ring|call|remove|stop|take)|not (?:one of )?(?:my|mine|our) (?:student|firm)?|wrong (?:person|firm|consultant|firm head)|isn't (?:my|mine|on my|in my|one of)|don't (?:recognise|know (?:who|this|any)|have (?:a|any|this))|never heard of|not (?:his|her|their) (?:firm head|consultant)|no longer (?:my|on my|in my|with my|(?:her|his|their|the|a)? ?firm head|with (?:me|us)|on (?:this|our))|moved to (?:another|a different|#\d+|dr))\b",
    )
});
/// "She would like to know whether she can make it up": the student asks, through the writer.
pub(super) static PASSES_ON: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:\b(?:s?he|they|who)|@\d+)(?:'s|'d|'re| is| are| would| has| also)* (?:(?:wants?|wanted|like|likes?|keen|wish(?:es)?|needs?|anxious) to know|ask(?:s|ing)?(?: me| you)?|wonder(?:s|ing)?) (?:whether|if|what|when|where|who|how|which)\b",
    )
});
/// The sheet says something of them.
pub(super) static LISTED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:(?:\b(?:s?he|they|her|him|them)|@\d+)(?:'s|'d| is| was| were| are| had| isn't| wasn't)*(?: been| not)?|\bname(?:'s| is| was| isn't)?) (?:down|on it|there|ticked|crossed|marked|on (?:the|my|our) (?:sheet|list|register|roll)|\bname (?:does not|doesn't|did not|didn't) appear|\bthere(?:'s| is| was) (?:a|an|his|her) (?:signature|name|initials?|tick|mark))\b",
    )
});
/// Nobody can have been at what was not held, or is held on another day.
pub(super) static NO_TEACHING: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:i|we|to|they|#\d+) (?:had to |had |have |was forced to )?cancel(?:led)? (?:it|that|the|mine|my|our|this|teaching|small)|\b(?:i|we|they|#\d+) (?:\w+ )?(?:called|call) (?:it|that one|mine|ours|this one|the \w+) off\b|\bsent (?:them|everyone|everybody|the (?:students|lot|group|\w+ lot))(?: all)? (?:off|home|away|to)\b|\bnothing (?:for (?:\w+|@\d+) )?to (?:come to|attend|miss|turn up (?:to|for))\b|\b(?:there|that|it|which) (?:wasn't|was not|weren't|isn't|hadn't been|was never|were no|was no) (?:any |a |actually |in fact |to be )*(?:small[- ]groups?|teaching|tutorial|session|group)\b|\b(?:was|were)(?:n't| not) one of (?:them|those|my|ours|mine)\b|\b(?:was|were)(?:n't| not) held\b|\bno (?:small |bedside |firm )?(?:groups?|teaching|tutorials?|sgt)\b(?: (?:was|were) held| took place| that| this| on| at| then| there| last| wk|\W*$)|\b(?:teaching|group|tutorial|session|class|it|that one|mine|ours) (?:is|was|'s|had been|got|had to be) (?:always |only )?(?:on a \w+day|cancelled|called off|moved|postponed|scrapped|abandoned)\b|\b(?:teaching|groups?|tutorials?|session|class)\b[^@,.;]{0,30}\b(?:did not|didn't|never|wasn't|was not) (?:take place|happen|run|ran|go ahead|went ahead|held|meet|on)\b",
    )
});
/// Words that want something done.
pub(super) static WANTS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:please|pls|plz|kindly|ask that|would ask|hold|release|remove|cancel|you (?:can|may|should|must)|(?:has|have|had|'s|is) (?:now |just |since )?(?:left|withdrawn|transferred|moved|dropped|deferred|quit|leaving)|send|escalat\w+|letters?|wait|stop|(?:glad|grateful|obliged|kind|good) if (?:you|we|this|it|nothing)|(?:prefer|rather)(?: that)? (?:you|it|this|we|nothing)|let (?:this|it|her|him|them|@\d+))\b",
    )
});
pub(super) static NOTHING: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^\W*(?:(?:all |duly |many |much |ok |okay |yes )?(?:seen, |(?:i|we) have )?(?:(?:a |very |wishing you (?:all )?(?:a )?|and )*(?:happy|merry|good|lovely|nice) (?:new year|christmas|easter|holidays?|break|weekend|summer|xmas|diwali|eid)|season's greetings|(?:my|our|with|sincere|grateful|kind|best|warm(?:est)?) (?:thanks|regards|wishes|best)|much obliged|obliged|all quiet|all well|nothing to (?:add|report|say|note)|thanks|thank you|thx|tx|thnx|read(?:,| with|\.|$)|noted|received|ok|okay|understood|got it|great|cheers|ta|helpful|will do|fine|appreciated|nothing to add|no comment|interesting|useful|👍|🙏)\b.{0,60}|nothing .{0,60}|.{0,15}\bnot yet\b[^,;]{0,60}|[a-mo-xz]\W{0,2}|no (?:concerns|worries|comments|news).{0,40}|@\d+(?:'s| is| has been|:| -)? ?(?:away|on (?:leave|hols|holiday|elective)|off|still to|not yet|tbc|pending).{0,40})$",
    )
});
/// A name and a question mark.
pub(super) static ONLY_NAME: LazyLock<Regex> = LazyLock::new(|| rule(r"^\W*@\d+ ?\?+\W*$"));
/// Says of the teaching itself that they were not at it.
pub(super) static NOT_WITH: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"(?i)\bnot (?:with (?:me|us)|at (?:mine|ours)|there|in (?:the|my|our) (?:group|teaching))\b")
});
/// "Yes, both": one more is meant than whom we asked about.
pub(super) static PAIR: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:they(?:'ve| have| were|'re| are)? (?:were )?both|them both|both of (?:them|these|those)|(?:the )?(?:two|pair) of them|neither of (?:them|the two|these)|(?:to|seen|met) both)\b|^\W*(?:(?:yes|no|yep|nope)\b)?\W*(?:to )?both(?:\W*$| (?:of|were|was|have|had|came|did|attended|absent|present|there|missed|seen|met|done|spoken|fine|in|been)\b)",
    )
});
/// "And so was the tall one", "one of the others": somebody is meant who is not named.
pub(super) static UNNAMED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:neither|nor|so|as) (?:was|were|did|has|have|had) (?:the|that|a|an|another|one|his|her|their) |\b(?:to|with|and|saw|met|seen) (?:one|two|some|either) of (?:the|my|your) (?:others?|\w* ?(?:girls|boys|students|lot))\b|^\W*(?:one|two|some|either) of the others?\b|\banother (?:student|girl|boy|lad|one of)\b|^\W*(?:and )?#\d+ (?:too|also|as well)\W*$",
    )
});
/// Whoever says so is not sure of it.
pub(super) static HEDGED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:would|could|can)(?:n't| not|not) (?:like to |absolutely |quite |honestly |really )?(?:swear|vouch|be (?:sure|certain|positive)|say for (?:sure|certain)|promise|guarantee|put money)|(?:don't|do not) (?:quote|hold) me|(?:may|might|could) (?:well )?be (?:wrong|mistaken|misremembering)|you tell me|you(?:'d|'ll| would| will) (?:have|need) to ask|in (?:some|any)(?:one|body) else's (?:hand\w*|writing)|not (?:absolutely|entirely|completely|totally|altogether|100%?) (?:sure|certain)|(?:(?:'d|had) better|best|please|pls|worth|do|might|could|should|suggest you|suggest) (?:to )?(?:double[- ]?)?(?:check(?:ing)?|confirm(?:ing)?|verify(?:ing)?) (?:it |that |this )?with)\b",
    )
});
/// What is thought to have been.
pub(super) static LEANS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:think|believe|reckon|suspect|imagine|fancy|presume|assume|guess|seem to remember) (?:that )?(?:(?:so|not|yes|no|s?he|they)\b|@\d+)",
    )
});
/// A worry that was, and of which the sentence says that it is no more.
pub(super) static WAS_WORRIED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:was|were|had been|'d been|have been) (?:\w+ ){0,2}(?:worried|concerned|anxious|uneasy)\b|\b(?:worried|concerned|anxious|uneasy) at first\b",
    )
});
pub(super) static NO_LONGER: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:no longer|(?:so )?no more\b|no such|all (?:resolved|sorted)|resolved now|at first|not (?:now|any ?more|any longer)|n't any ?more|(?:am|been|feel|was|i'm) (?:now |much |quite )*reassured|relieved|less (?:so|worried)|happier|at rest|happy (?:now|enough))\b",
    )
});
/// "Yes to Zoe, no to Will": each has an answer of their own.
pub(super) static TO_EACH: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\b(?:yes|no) (?:to|for) @\d+"));
