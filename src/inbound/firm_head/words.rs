//! The words of firm heads' answers, as patterns over text whose names are marked.

use std::sync::LazyLock;

use regex::Regex;

use crate::inbound::names::rule;

pub(super) static HOLD: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:do nothing (?:more|further|else|yet|for now|for the (?:moment|present)|about|until)|(?:please|kindly|would you) (?:stop|desist)|take no (?:further )?(?:action|steps?)|hold(?:ing)? (?:off|on|fire|back|anything|further|this|it|@\d+|your)|(?:please|pls|plz|do|kindly) hold|^hold\b|put .{0,30}on hold|(?:go|goes|be|been|stay) on hold|let (?:this|that|it|him|her|them|things|matters|@\d+)(?: one| matter)? (?:lie|rest|be|sit|stand|wait|stay)\b|not send (?:anything|any)|(?:don't|do not|please don't|no need to|rather you didn't|prefer (?:you|that you|it if you) (?:didn't|not)|please not)(?: (?:do|be|yet|please))* (?:send|escalate|write|email|take (?:it|this|things|any)|contact|chase|involve|go (?:any )?further)|(?:give|allow) (?:this|it|her|him|them|@\d+|me|us) (?:until|till|'?til|time|more|(?:a|an|another|some|the|one|two) (?:\w+ ){0,2}(?:days?|weeks?|whiles?|bit|moments?|chance|time|fortnight|months?|minutes?|breather|few|couple|term|end|rest|space|room))|(?:rather|prefer)(?: (?:it|you|that|if|we|this))* (?:left|leave|waited|wait|held|hold|didn't)|leave (?:it|this|her|him|them|that|@\d+|things|matters)(?: one| matter)? (?:(?:with|to) me,? (?:until|till|'?til|for|please|pls)|for (?:a|another|the|one|two|three|some|now|at least)\b|alone|be|until)|(?:ask|asked|request|beg|urge|like|want|prefer|advise)(?: (?:that|you))* (?:not to|don't|do not|to (?:hold|wait|pause|leave|stop)|hold|wait|leave|pause)|(?:don't|do not|not to|not) (?:please |yet |to )*(?:chase|pursue|press|push|bother|trouble|pester|harass)|(?:don't|do not)(?: please)? (?:do|take) (?:anything|any (?:\w+ )?(?:steps?|action))|wait (?:until|till|a|for|before)|(?:please|pls) wait|wait (?:with|w/?|on|'?til)|park (?:it|this|that|@\d+)|pause|(?:no|nothing|any) (?:further|more) (?:letters?|e-?mails?|chasers?|reminders?|messages?|notices?|nudges?)|(?:nothing|anything) (?:more|further|else) (?:until|till|for now|is sent|be sent|to be sent|gets sent|goes)|not (?:be )?(?:escalated|taken further|sent|contacted)|stand down|back off|stop (?:anything|everything|all|any|sending)|leave (?:it|this|her|him|them|that|@\d+|things)(?: alone| there| where it is| be)?,? (?:be|for (?:the (?:present|moment|time being|time|minute)|now)|as it is|until|till|'?til)|(?:should|must|ought) not (?:be )?(?:getting|receiving|get|receive|have|be sent|be written)|on ice|hold(?:ing)? off|not (?:just )?now)\b",
    )
});
pub(super) static POLITE_HOLD: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:could|can|would|will) (?:you|we|this|it|i ask you)(?: to)?(?: (?:please|pls|possibly|kindly|just))? (?:hold|wait|give|leave|pause|park|not|allow|be held|hang)\b|\bplease\b",
    )
});
pub(super) static CONCERN: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^\W*(?:very |rather |quite )?(?:worried|concerned)\W*$|\b(?:(?:i'm|am|i|are|bit|rather|quite|very|remain|also|still|getting|increasingly|we're|we|share the|share your|real|some|serious|my|similar|same|have|has|more|a) (?:\w+ )?(?:worried|concerned|concerns?|worry|worries|uneasy)|(?:worries|concerns|troubles|bothers) (?:me|us)|(?:got|had|having|with) (?:\w+ ){0,2}(?:worries|concerns)|(?:i'm|am|i was|we are|we're|left|remain|feel|was|very|rather|quite|deeply) (?:\w+ly )?(?:troubled|perturbed|alarmed|disturbed|anxious|uneasy)|not (?:at all |very |entirely |wholly )?reassured|lost (?:all )?(?:interest|heart)|(?:someone|somebody|anyone|you|one) (?:ought|should|needs?|had better|must)(?: to)? (?:\w+ )?(?:look (?:at|into)|step in|intervene)|like to (?:flag|raise)|flag(?:ging)? (?:@\d+|her|him|them|up|a concern)|raise (?:a )?concerns?|not (?:really |at all )?engag(?:ed|ing)|disengaged|cause for concern|not (?:at all |entirely |very |too )?(?:easy|happy|comfortable) (?:about|in my mind)|(?:don't|do not) like (?:the look|how)|(?:came|come|left|went) away (?:\w+ )?(?:uneasy|worried|concerned)|not (?:herself|himself|coping|right))\b",
    )
});
pub(super) static NO_CONCERN: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:not|no|n't|nothing|without|never|any|no longer|none)(?: (?:a|particularly|too|very|at all|especially|overly|any|be|further|real|other|other|major|particular))* (?:worried|concerned|concerns?|worries|worry|flag|concerning)\b|\bdon't worry\b|\bno worries\b|(?:n't|\bnot) (?:about |for )?(?:@\d+|him|her|them) (?:that |whom |who )?i(?:'m| am)\b",
    )
});
pub(super) static DISCUSSED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:@\d+ and i (?:\w+ )?(?:sat|met|spoke|talked|had|went|chatted)|(?:sat|spoke|talked) (?:down )?together|had (?:@\d+|her|him|them|both)(?: both)? in (?:for|to|today|yesterday|on|this|my)|dropped (?:in|by)|told me (?:all|everything|the whole (?:story|tale)|(?:all|everything) about it)|@\d+ (?:are |were |have been |has been |is |was )?(?:both |all |now )+(?:seen|spoken to|met|done)|did @\d+ (?:on|this|last|yesterday|today)|discussed|spoke(?:n)?|talked|met(?: up)?(?: with)?|had (?:a |an |another |\w+,? |and ){0,4}(?:word|chat|conversation|talk|meeting|sit[- ]down|catch[- ]?up|discussion|coffee|tea|lunch|breakfast|natter|exchange|heart[- ]to[- ]heart|phone call)|(?:had|have) (?:words|it out)|(?:'s|has|have|'ve) (?:now |just |already |also |both |finally |since )?(?:seen|met|spoken|chatted|talked|discussed|had (?:@\d+|her|him|them|both))|(?:i|we|and|has|have|'ve|'s|#\d+) (?:also |just |since |already |both |then |later |now )?(?:told|reminded|warned|challenged|confronted|reassured|reprimanded|counselled|interviewed|questioned|quizzed) (?:@\d+|her|him|them|both)|(?:explained|apologised|confided|opened up|owned up|admitted|confessed) to (?:me|us|@\d+|her|him|them)|(?:explained|put|broached|raised|mentioned|brought|discussed|tackled|thrashed|talked) (?:it|this|that|things|matters|the \w+)(?: all)? (?:up|out|to (?:@\d+|her|him|them)|with (?:@\d+|her|him|them))|been in(?: and|,| to see| today| yesterday| this| for a|\W*$)|sat (?:@\d+|him|her|them|both) down|(?:took|taken) (?:@\d+|him|her|them|both) (?:aside|to one side)|word (?:has|have) been had|went (?:through|over)|(?:@\d+|s?he|they)(?:'s| has| have)? (?:just |also |since |then )?(?:came|come) (?:up |over )?to (?:me|us)|turned up at (?:my|our)|(?:i|we) did (?:speak|talk|meet|see|have|catch)|saw (?:@\d+|her|him|them|both)|seen (?:@\d+|her|him|them|both|and)|(?:came|come|been|popped in|dropped in|popped by|dropped by) to (?:see|find|talk to|speak to|speak with|talk with) (?:me|us)|sat down with me|chatted|caught up with|sat down with|caught (?:@\d+|her|him|them)|(?:asked|ask) (?:@\d+|her|him|them) about|(?:off|on|over) the (?:phone|telephone) (?:with|w|to)|(?:came|come|been) (?:up |down |over |round |along )?(?:to|by) (?:the|my) (?:office|room|clinic|ward)|we(?:'ve| have)? (?:both )?agreed|cleared the air|talking-to|conversation was (?:had|held)|(?:raised|mentioned|brought) (?:it|this|that)(?: up)? (?:with|to) (?:@\d+|her|him|them)|conversation (?:had|done|held)|(?:been|gone|went) (?:through|over) (?:this|it|that|things|everything|the \w+|(?:his|her|their) \w+)|(?:done|dealt with|sorted)|we(?:'ve| have) (?:now )?(?:talked|spoken|met))\b|\b(?:(?:rang|phoned|telephoned|called|grabbed|cornered|collared|buttonholed|bumped into|ran into|visited|zoomed|facetimed) (?:@\d+|her|him|them|both)|(?:through|during|at|after|in) our (?:meeting|chat|talk|conversation|catch[- ]?up|tutorial)|(?:talked|talk) (?:it|this|things) (?:over|through)|over (?:a )?coffee|cleared (?:it|this|things) up with|had it out|put (?:her|him|them) straight)\b|@\d+(?:'s been| has been| was| were|:)? ?(?:-|:)? ?(?:seen|spoken to|met|done|sorted)\b",
    )
});
/// What a hold speaks of, where the letter asked something else.
pub(super) static OF_LETTERS: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\b(?:letters?|e-?mails?|escalat\w+|chas\w+|send|sent|write|contact\w*|hold)\b"));
pub(super) static SHE_AND: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\b(?:s?he|her|him) and @\d+|@\d+ and (?:s?he|her|him)\b"));
/// A worry that somebody is asked to look after.
pub(super) static LOOK_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:keep an eye|look out for|look after|watch out|check (?:in )?on|have a word|let .{1,20} know|tell|flag|pass (?:it|this) on|look into)\b",
    )
});
/// What the writer or a colleague did is no student's attendance.
pub(super) static OF_WRITER: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^\W*(?:(?:but|and|so|sorry|as|because|unfortunately|i'm afraid|afraid|thanks|hi|hello)[, .-]+)*(?:i|we|my (?:\w+ ){0,2}(?:colleague|registrar|spr|sho|doctor|secretary|fellow|consultant|trainee|list|notes)|our|#\d+|there was|it was)\b",
    )
});
pub(super) static OF_STUDENT: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)@\d+|\b(?:s?he|they|him|her|them)\b"));
/// One student, by a pronoun.
pub(super) static SHE: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\b(?:s?he|him|her|his|hers)\b"));
pub(super) static PRONOUN_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"(?i)^\W*(?:(?:no|nope|yes|yep|well|sorry|afraid not|i'm afraid)[,. -]+)*(?:s?he|they)(?:'s|'d|'ve)?\b")
});
/// "Bear with me" says of nobody that they were with the writer.
pub(super) static BEAR_WITH: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\b(?:bear|be patient) with (?:me|us)\b|\b(?:leave|rest)s? with (?:me|us)\b"));
/// What was hoped for is not what was.
pub(super) static HOPED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:hop(?:ed|ing)|expect(?:ed|ing)|thought|assumed|wish(?:ed)?|waited for)(?: that)? (?:she|he|they|her|him|them|@\d+)\b",
    )
});
/// A yes that is to be checked is none yet.
pub(super) static UNSURE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:let me (?:check|ask|look|find)|(?:will|'ll) (?:just |have to |need to )?(?:check|ask|find out|look|confirm)|(?:don't|do not|can't|cannot|didn't) (?:really |actually )?(?:think|believe|reckon)|almost (?:certain|sure)|(?:fairly|pretty) (?:sure|certain)|i think so|probably|can't (?:swear|be sure|be certain|remember)|not (?:certain|sure|100)|couldn't (?:swear|say))\b",
    )
});
/// A call is a conversation only where it was answered.
pub(super) static RANG: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\b(?:rang|phoned|called|telephoned|tried)\b"));
pub(super) static IN_VAIN: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:no (?:answer|reply|luck|response)|voicemail|didn't (?:pick|answer|get|reply)|not (?:pick|answer|picking)|couldn't (?:get|reach)|rang out|left (?:a |\w+ )?messages?)\b",
    )
});
pub(super) static NO_TROUBLE: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\b(?:no (?:problems?|trouble|bother|worries)|i can (?:\w+ )?confirm(?: that)?)\b"));
pub(super) static NOT_DISCUSSED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:not|\w+n't|yet to|never|unable to|cannot|couldn't|no one has|nobody has|no chance to|failed to|without|(?:nobody|no one|none of \w+)(?: \w+)?(?: has| have)?)(?: (?:yet|had|been|be|get|got|a|able|to|actually|managed?|the chance|chance|really|ever|even|quite|personally|myself|properly|as yet|so far|still|round|any|opportunity|an|the|time))* (?:discuss\w*|spok\w+|speak\w*|talk\w*|met|meet\w*|see|seen|seeing|ask|asked|rais\w+|told|had|word|caught|catch|chat\w*|get hold|got hold|reach\w*)|(?:will|'ll|shall|going to|plan(?:ning)? to|intend to|hope to|hoping to|trying to|try to|tried to|want to|would like to|like to|about to|meaning to|until|once|when|after|before|need to|due to) (?:[\w']+ ){0,4}(?:discuss\w*|spok\w+|speak|talk\w*|met|meet|seen?|see|had|have|word|chat|done|dealt|sorted)|(?:spok\w+|speak|talked|had a word) (?:to|with) (?:his|her|their) (?:tutor|personal|supervisor|mentor|friends?|flatmate|parents?|mother|father|partner|gp)|(?:rang|phoned|called|telephoned|tried|emailed|messaged)\b.{0,60}\b(?:no answer|no reply|voicemail|didn't|not (?:pick|answer|reply)|couldn't|no luck|left (?:a )?message|without success|in vain)|(?:i'm|am|are|is|we're|due|yet|still) to (?:see|meet|speak|talk|discuss|have)|spoke too soon|neither\b[^,.;]{0,40}\b(?:has|have|had|came|come|spoke\w*|been|was|were)|no (?:conversation|talk|chat|meeting|contact|word)|(?:should|would|could|might|ought to|'d) have|thought (?:i|we) had|(?:hoped|meant|intended|wanted|planned|supposed|going|arranged|arranging|promised|offered|asked|hoping|asking)(?: (?:#\d+|@\d+|my \w+))? (?:to|we)(?: \w+){0,2} (?:speak|talk|meet|see|have|catch|discuss|ring|call|ask)|(?:seen|spoken to) by (?:occupational|occ|oh|the|his|her|their|an?|student|counsel\w+|psych\w+|welfare|education)|(?:keep|kept) missing|avoiding (?:me|us)|(?:didn't|did not|failed to|never|hasn't|has not) (?:turn(?:ed)?|come|came|show(?:ed|n)?)(?: up)? (?:to|for) (?:our|my|the|a|his|her|their|it)|not yet|still to (?:do|see|speak|talk|meet|discuss)|suggest(?:ed|ing) (?:we|that we|a)|arrang(?:ed|ing) to|asked (?:her|him|them|@\d+) to|who (?:discussed|spoke))\b",
    )
});
pub(super) static TEACHING: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\b(?:small[- ]group|teaching|tutorial|bedside|my session|my group that day)\b"));
pub(super) static THERE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:(?:^\W*|@\d+(?:'s)? ?[:,=-]* ?)(?:y|yes|yep|yup|yeah|yea|affirmative|correct|indeed|👍|✅|✔|both|they both|all)\b|^\W*(?:👍|✅|✔)|\b(?:yes|yep|was there|were there|was here|was present|were present|was in|were in|came|attended|was indeed|did(?: come| attend)|turned up|present|there|at (?:mine|ours)|with (?:us|me|them|the others)|in attendance|made it|joined|appeared|got (?:to us|here|there|in)|signed in|(?:i|we) had (?:all|both|@\d+|him|her|them)|had (?:me|us) to (?:himself|herself|themselves)|(?:see|got|have|there's|is) (?:@\d+'s|his|her|their) (?:signature|initials)|(?:signature|initials|name) (?:is|are|was|were|'s) (?:on|in|there)|been (?:at|to|coming to) (?:every|all|each)|attendance\b.{0,40}\b(?:100|full|perfect|exemplary|impeccable|faultless)|(?:i|we) (?:do |clearly |distinctly |certainly |well )?remember (?:@\d+|him|her|them)|@\d+,? (?:(?:i|we) )?(?:do |clearly |distinctly |certainly |well )?remember|@\d+ (?:at )?\d{1,2}[.:]\d\d|(?:she|he|they) (?:was|were)(?: (?:indeed|there|here|present|in|definitely|certainly)|,|[.!]|$)|sat|late|contributed|presented|stayed)\b|\b(?:was|were|did)(?:[.,!);]|$))",
    )
});
pub(super) static THERE_WAS: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)^\W*there(?:'s\b| (?:was|were|is|are|has|had|isn't|wasn't)\b)"));
pub(super) static NOT_THERE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:^\W*(?:n|no|nope|nah|negative|neither|afraid not|👎|❌|✗)\b|^\W*(?:👎|❌|✗)|(?:[:,-]|@\d+) ?(?:no|n|nope)(?:[.,;:!)]|\W*$)|\bso no\b|,? no[.!]*$|^\W*(?:but |and |so )?not @\d+|\b(?:wasn't|was not|weren't|were not|wasnt|didn't|did not|didnt|absent|missing|missed|no[- ]show|dna|never (?:came|showed|turned up|appeared|arrived)|neither|(?:couldn't|could not|unable to|(?:not|wasn't) able to) (?:come|attend|be (?:there|with)|make (?:it|that)|join|get (?:there|to))|not (?:there|present|in|here|seen|signed in|at (?:mine|ours)|with (?:me|us)|on (?:the|my|our) (?:sheet|list|register|roll))|none of (?:mine|my|ours|them)|(?:his|her|their) absence|no sign of|was away|were away|away (?:that|on|at)|off sick|(?:rang|called|phoned) in sick|off sick|was (?:sick|ill|unwell)|meant to be|supposed to be|(?:afraid|sadly|unfortunately|regrettably|apparently|definitely|certainly|probably) not|not (?:that i|to my knowledge|as far as)|failed to|skipped|no, )\b)",
    )
});
/// Where they were instead, unless they came afterwards.
pub(super) static ELSEWHERE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:was|were) (?:in|at|on|up in|down in|back in) (?:theatre|clinic|bed|hospital|home|a&e|surgery|leave|nights|call|holiday|court|resus|labour ward)\b",
    )
});
pub(super) static CAME: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"(?i)\b(?:came|come back|joined|attended|turned up|made it|got (?:to us|here|there|back)|arrived|appeared)\b")
});
/// "She has never missed one", "missed the first ten minutes": who was there may be said with a word of absence.
pub(super) static NOT_MISSED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:n't|\bnot|\bnever|\bwithout)(?: (?:yet|been|once|ever|so far|a|be|to|have)){0,2}(?: the one who(?: was)?| among those(?: who were)?)? (?:miss(?:ed|ing)?|absent|skipp(?:ed|ing)|away)\b|\b(?:nobody|no one|none(?: of \w+)?)(?: was| were| is| has been)? (?:missing|absent|missed)\b",
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
        r"(?i)(?P<who>\bs?he|\bthey|@\d+)(?:'s| has| have| did)? (?:\w+ly )?(?:says?|said|tells? (?:me|us)|told (?:me|us)|claim(?:s|ed)?|insist(?:s|ed)?|maintain(?:s|ed)?|sw(?:ears?|ore)|reckon(?:s|ed)?|assure(?:s|d) (?:me|us)|think(?:s)?|thought|promise[sd]? (?:me|us))(?: that)? (?P<of>s?he|they)\b",
    )
});
/// What nobody knows or what is asked, not what was.
pub(super) static WHETHER: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\b(?:whether|if)(?: or not)? (?:@\d+|s?he|they|any of)\b"));
/// What ought to have been is not what was.
pub(super) static SUPPOSED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:\b(?:should|would|could|might|may|ought to)|'d) (?:well |also )?have (?:been|come|attended|seen|had|made)\b",
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
pub(super) static OF_REST: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)^\W*(?:(?:and|but|while|whereas) )?(?:the (?:others?|rest|remaining)|others)\b"));
/// "No need to hold anything".
pub(super) static NO_HOLD: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:no need (?:to|for)(?: you to| any)?|don't|do not|needn't|need not|no reason to|rather than|not)(?: \w+)? (?:hold(?:ing)?|wait(?:ing)?|paus\w+|delay\w*|park\w*)\b",
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
pub(super) static RETRACTS: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\b(?:sorry|actually|correction|no wait|scrap|i mean|in fact|mistake)\b"));
pub(super) static LATER: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:avoiding (?:me|us)|(?:keep|kept) missing (?:each|one)|chas(?:ing|ed)(?: (?:her|him|them|it|this|@\d+))?|no luck(?: yet| so far)?|when i(?:'m| am)? (?:return|get back|back)|give me (?:until|till|a|an|some|time)|bear with me|(?:look|dig) (?:it|that|this|them) (?:up|out)|have to (?:look|check|ask|find)|(?:until|till) i(?:'ve| have) (?:\w+ )?(?:found|checked|looked|asked|spoken|seen)|i(?:'ve| have) (?:just |now )?asked|(?:forwarded|passed) (?:your (?:question|e-?mail|message|note)|it|this)|leave (?:it|this|that) with me|trying to|can't (?:honestly )?(?:remember|recall)|(?:i|we)(?:'ll| will| shall|'m going to| am going to| hope to| plan to| intend to| mean to| aim to) (?:\w+ )?(?:grab|catch|speak|see|talk|meet|ring|call|have|try|ask|find|check|get|do|let|make|take|raise|bring|pop|corner|collar|nab|chase|follow|sit)|(?:can't|cannot|couldn't|could not) (?:\w+ )?(?:tell|say)|no idea|don't (?:keep|take|have) (?:a |any |the )?(?:register|list|record|note)|(?:hasn't|has not|haven't|not) (?:yet )?(?:answered|replied|responded|been in touch|come back|managed|been able)|what they remember|i have(?: not|n't)(?: yet)?\W*$|(?:i|we)(?:'ll| will| shall)\W*$|offered (?:her|him|them|@\d+) (?:a|an|another|some)|(?:note|letter|message|card) in (?:@\d+'s|his|her|their|the)|(?:isn't|is not|'s not|not|won't|aren't|never) (?:answer|repl|respond|return|pick)(?:ing|ying|y)?\b|copied (?:@\d+|#\d+|her|him|them|my \w+|in)|#\d+ (?:has|have|will have|had|keeps|took|would have) (?:the|a) (?:names|register|list|sheet|record)|i'd ask|(?:asked|told) my \w+ (?:that|to)|i wasn't (?:teaching|there|in|around|on)|i was(?:n't| not)? (?:away|on leave|off|on call|teaching|at)|(?:i'll|i will|will|'ll|shall|we'll|let me|need to|have to|i'd have to|must|going to|i can) (?:\w+ )?(?:(?:get|ask) \w+ to (?:check|look|find|ask|see|confirm)|check|look|ask|find|see|let you|get back|speak|talk|chase|try|have a|meet|discuss|do|catch|raise|follow|keep|be|email|come back|confirm|arrange|pick)|(?:can't|cannot|don't) (?:remember|recall)|not sure|don't (?:know|remember|recall)|checking|e-?mailed (?:her|him|them|@\d+)|sent (?:her|him|them|@\d+) (?:an? )?(?:e-?mail|message|note|text)|written to|messaged|still to|to follow|@\d+(?:'s)? to come|outstanding|pending|tried|left (?:her|him|them|@\d+|a|an) (?:an? )?(?:message|voicemail|note|card|letter|answerphone)|@\d+(?:'s| is) next|on my (?:list|radar)|in (?:the|my|her|his|our) diary|(?:e-?mailing|writing to|ringing|calling|seeing|meeting|phoning|bleeping) (?:@\d+|her|him|them|both|each)|asked (?:#\d+|my \w+|\w+) to (?:find|book|arrange|fix|set|ring|call|check|look)|@\d+(?::| -)? (?:tomorrow|next week|later|soon|to do|to follow)|^\W*(?:tomorrow|later|soon|next week)\b|(?:need|have|want) to go (?:back|through)|go back (?:through|to) my|(?:asked|asking) my \w+|i was not (?:in|there|around|on|teaching|the one)|voicemail|(?:rang|called|phoned|tried|bleeped|looked for)\b.{0,40}\b(?:didn't|no answer|not (?:pick|answer|there)|voicemail|no luck|couldn't)|didn't (?:pick up|answer|reply|respond)|(?:meet(?:ing)?|see(?:ing)?|speak(?:ing)?|talk(?:ing)?|catch(?:ing)?|due|back|booked|appointment|diary)\b.{0,40}(?:\b(?:tomorrow|next|this (?:week|afternoon|evening)|on \w+day|later|soon)|[^@#\w]\d)|no (?:reply|answer|response))\b",
    )
});
pub(super) static COURTESY: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:is that (?:ok|okay|all right|enough)|if that's (?:ok|all right)|(?:^|[,.;-]) ?ok|does that help|how are you)\?\W*$",
    )
});
pub(super) static ASKS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:would it be possible|wonder(?:ed|ing)? (?:if|whether)|(?:can|could|would) (?:you|someone) (?:please )?(?:tell|send|explain|let me know|ring|call|clarify|remind|take me|remove)|please (?:advise|clarify|explain|let me know|tell me|send|ring|call|remove|stop|take)|not (?:one of )?(?:my|mine|our) (?:student|firm)?|wrong (?:person|firm|consultant|firm head)|isn't (?:my|mine|on my|in my|one of)|don't (?:recognise|know (?:who|this|any)|have (?:a|any|this))|never heard of|not (?:his|her|their) (?:firm head|consultant)|no longer (?:my|on my|in my|with my|(?:her|his|their|the|a)? ?firm head|with (?:me|us)|on (?:this|our))|moved to (?:another|a different|#\d+|dr))\b",
    )
});
/// Nobody can have been at what was not held, or is held on another day.
pub(super) static NO_TEACHING: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\bno (?:small |bedside |firm )?(?:groups?|teaching|tutorial)\b(?: that| this| on| at| then| there| last|\W*$)|\b(?:teaching|group|tutorial|session|class) (?:is|was|'s|had been|got) (?:always |only )?(?:on a \w+day|cancelled|called off|moved|postponed|scrapped|abandoned)\b|\b(?:teaching|group|tutorial|session|class)\b[^@,.;]{0,30}\b(?:did not|didn't|never|wasn't|was not) (?:take place|happen|run|ran|go ahead|went ahead|held|meet|on)\b",
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
        r"(?i)^\W*(?:(?:all |duly |many |much |ok |okay |yes )?(?:seen, |(?:i|we) have )?(?:much obliged|obliged|all quiet|all well|nothing to (?:add|report|say|note)|thanks|thank you|thx|tx|thnx|read(?:,| with|\.|$)|noted|received|ok|okay|understood|got it|great|cheers|ta|helpful|will do|fine|appreciated|nothing to add|no comment|interesting|useful|👍|🙏)\b.{0,60}|nothing .{0,60}|.{0,15}\bnot yet\b.{0,60}|no (?:concerns|worries|comments|news).{0,40}|@\d+(?:'s| is| has been|:| -)? ?(?:away|on (?:leave|hols|holiday|elective)|off|still to|not yet|tbc|pending).{0,40})$",
    )
});
/// A name and a question mark.
pub(super) static ONLY_NAME: LazyLock<Regex> = LazyLock::new(|| rule(r"^\W*@\d+ ?\?+\W*$"));
/// Says of the teaching itself that they were not at it.
pub(super) static NOT_WITH: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"(?i)\bnot (?:with (?:me|us)|at (?:mine|ours)|there|in (?:the|my|our) (?:group|teaching))\b")
});
/// "Yes to Zoe, no to Will": each has an answer of their own.
pub(super) static TO_EACH: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\b(?:yes|no) (?:to|for) @\d+"));
