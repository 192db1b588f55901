//! Which of the two co-leaders cannot lead a session.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::context::{Context, Sessions};
use super::orders::Orders;
use super::text::Sentence;
use crate::domain::id::PersonId;
use crate::domain::said::Order;
use crate::inbound::dates::Tense;
use crate::inbound::names::rule;
use crate::inbound::reading::AboutKind;

/// A leave that covers more sessions than this is for a person to arrange.
const SESSIONS_AWAY_MAX: usize = 6;

/// That one of the two cannot lead a session, or leads it alone.
pub(super) fn leader_away(context: &Context, sentence: &Sentence, found: &mut Orders) {
    let text = &*IN_HASTE.replace_all(&sentence.text, "I'$verb $next");
    if let Some(doubt) = doubted(context, text) {
        found.consumed = true;
        found.doubt = Some(doubt);
        return;
    }
    for words in captures(text) {
        let subject = words.name("who").map_or("", |m| m.as_str());
        let before = text.get(..words.get(0).map_or(0, |m| m.start())).unwrap_or_default();
        // "I'm handing over to Dan for the 23rd": it is not Dan who is away.
        if subject.starts_with('#') && HANDED.is_match(before) {
            continue;
        }
        // "What is needed if I am alone?"
        let after = text.get(words.get(0).map_or(0, |m| m.end())..).unwrap_or_default();
        if before.trim_end().ends_with(" if") || BY_AN_HOUR.is_match(after) {
            continue;
        }
        let of_colleague = matches!(subject.to_lowercase().as_str(), "he" | "she");
        if of_colleague && (context.colleagues_in(before).is_empty() || !context.names_in(text).is_empty()) {
            continue;
        }
        let subject = if of_colleague { before } else { subject };
        let Some(who) = who_is_away(context, subject, words.name("alone").or(words.name("cover")).is_some()) else {
            continue;
        };
        if matches!(subject.to_lowercase().as_str(), "we" | "both of us" | "neither of us") {
            found.consumed = true;
            found.doubt = Some("both co-leaders are away");
            continue;
        }
        let is_loose = words.name("loose").is_some() && words.name("firm").is_none();
        if keeps_nobody(context, text, subject, &words) {
            continue;
        }
        let from = words.get(0).map_or(0, |m| m.start());
        let clause = text.get(from..).unwrap_or_default();
        // "Away on the 26th, but on the 12th I'm here."
        let clause = clause.split(" but ").next().unwrap_or_default();
        let clause = ANOTHER.splitn(clause, 2).next().unwrap_or_default();
        let mut sessions = sessions_away(context, text, before, clause);
        let is_before = context.kind() == Some(AboutKind::Brief)
            || context.kind() == Some(AboutKind::Reminder) && THAT_DAY.is_match(text);
        let of_this_group = words.name("firm").is_some()
            || words.name("alone").is_some()
            || words.name("cover").is_some()
            || is_before && !is_loose;
        if sessions.exact.is_empty() && of_this_group && !sessions.other_days && !sessions.doubtful {
            let coming = |number: &u8| !context.has_begun(*number);
            let named = context.named_elsewhere(&sentence.text, Tense::Coming).filter(coming);
            sessions.exact.extend(named.or(context.about_session().filter(coming)));
        }
        if is_loose && sessions.exact.is_empty() {
            continue;
        }
        if sessions.doubtful && sessions.exact.is_empty() || sessions.exact.len() > SESSIONS_AWAY_MAX {
            found.consumed = true;
            found.doubt = Some("which session a co-leader cannot lead");
            continue;
        }
        if sessions.exact.len() == 1 && SEVERAL.is_match(text) {
            found.doubt = Some("several days are named");
        }
        for session in sessions.exact {
            let order = Order::LeaderAway { session, who };
            if !found.orders.iter().any(|(_, known)| *known == order) {
                found.orders.push(("leader away", order));
                found.consumed = true;
            }
        }
    }
}

/// Away for a part, or not for sure: "I might not be able to lead", "Dan offered to run it alone".
fn doubted(context: &Context, text: &str) -> Option<&'static str> {
    if IN_PART.is_match(text) && AWAY.is_match(text) {
        return Some("a co-leader is away for a part");
    }
    let is_unsure = || UNSURE.is_match(text) && captures(text).next().is_some();
    let of_a_day =
        || !context.sessions_in(text, Tense::Coming).exact.is_empty() || context.kind() == Some(AboutKind::Brief);
    let of_leader = !context.answers_register() && context.names_in(text).is_empty();
    let is_doubted = of_leader && (HEDGED.is_match(text) || is_unsure() && of_a_day());
    is_doubted.then_some("whether a co-leader is away")
}

/// The sessions to come that a clause names, or else its sentence.
fn sessions_away(context: &Context, text: &str, before: &str, clause: &str) -> Sessions {
    let mut sessions = context.sessions_in(clause, Tense::Coming);
    if sessions.exact.is_empty() {
        sessions = context.sessions_in(text, Tense::Coming);
    }
    // "On the 27th I am absent, and on 11 December as well."
    if ALSO_THEN.is_match(clause) {
        for number in context.sessions_in(before, Tense::Coming).exact {
            if !sessions.exact.contains(&number) {
                sessions.exact.push(number);
            }
        }
    }
    sessions.exact.retain(|number| !context.has_begun(*number));
    sessions
}

/// Is it no more than where somebody is, or that both of them lead?
fn keeps_nobody(context: &Context, text: &str, subject: &str, words: &Captures) -> bool {
    let is_loose = words.name("loose").is_some() && words.name("firm").is_none();
    // "So Peter's flying solo": that is of whoever is away.
    let leads_alone = subject.contains('#') && ALL_ALONE.is_match(text);
    let of_group = leads_alone || WITH_THE_GROUP.is_match(text) || !context.names_in(text).is_empty();
    let covers = words.name("cover").is_some();
    is_loose && of_group || covers && (!OF_ONESELF.is_match(text) || TOGETHER.is_match(text))
}

/// All that is said of one of them: by themselves, in so many words, or elsewhere.
fn captures(text: &str) -> impl Iterator<Item = Captures<'_>> {
    [
        &*AWAY,
        &*AWAY_BARE,
        &*AWAY_SHORT,
        &*ALONE,
        &*COPES,
        &*JUST_ME,
        &*JUST_THEM,
        &*WITHOUT_ME,
        &*COVERS,
        &*ELSEWHERE,
        &*REGRETS,
    ]
    .into_iter()
    .flat_map(|rule| rule.captures_iter(text))
}

/// Are both said to be away on one day? Then nothing runs, or one of the two was misheard.
pub(super) fn both_away(orders: &[Order]) -> bool {
    let other_too = |session: u8, who: Option<PersonId>| {
        orders.iter().any(
            |order| matches!(order, Order::LeaderAway { session: of, who: other } if *of == session && *other != who),
        )
    };
    orders.iter().any(|order| matches!(order, Order::LeaderAway { session, who } if other_too(*session, *who)))
}

/// Who is away, given the words' subject: `None` within for the writer; nothing where it is somebody of another group.
///
/// "Peter will be on his own" says that the writer is away; "I'll be on my own" that the other is.
fn who_is_away(context: &Context, subject: &str, is_alone: bool) -> Option<Option<PersonId>> {
    let colleague = context.colleagues_in(subject);
    let speaks_of = match colleague[..] {
        [] => None,
        [one] if context.is_other_leader(one) => Some(one),
        // "I'm on leave, so Helen will do it by herself", from Helen's address: who is alone is no other.
        [one] if one == context.leader && is_alone => return None,
        [one] if one == context.leader => None,
        _ => return None,
    };
    match (is_alone, speaks_of) {
        (false, who) => Some(who),
        (true, Some(_)) => Some(None),
        (true, None) => {
            let pair = context.scene.roster.co_leaders(context.group, context.scope.today);
            pair.into_iter().find(|one| *one != context.leader).map(Some)
        }
    }
}

static UNSURE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:might|may (?:not|be|have to|miss|well)|perhaps|maybe|possibly|not sure|depends|depending|unless|tbc|if the)\b|\b(?:wrote|said|thought|offered|wanted|was going|had planned|had meant) (?:\w+ )?(?:that |to )?[^.;]*\b(?:away|alone|absent|miss|solo|on (?:his|her|my) own)\b|^\W*if\b",
    )
});
/// "I have to be away by three": after the session.
static BY_AN_HOUR: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^ (?:by|from|at) (?:\d{1,2}(?:[.:]\d\d|[ap]m)?(?:\W*$|[,.;])|half|quarter|(?:two|three|four|five|six)\b)",
    )
});
/// "I'm away this Friday and he's away in May."
static ANOTHER: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i),? and (?:s?he|#\d+)(?:'s| is|'ll| will)\b"));
static HEDGED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:\b(?:i|we|s?he)|#\d+)\b[^.;]{0,30}\b(?:might|may|perhaps|maybe|possibly)\b[^.;]{0,30}\b(?:away|lead|there|able|absent|off|miss|covering)\b|\b(?:wrote|said|told you) (?:\w+ )?(?:that )?i(?:'d| would| was)\b[^.;]*\b(?:away|absent|alone|off)\b",
    )
});
static HANDED: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\b(?:to|with|by|from|for|via)$"));
/// "I won't be there for the start but will come at quarter past."
static IN_PART: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:for|at) the (?:very )?(?:start|beginning|end|first (?:half|part|bit|\w+ minutes))|on time)\b|\bbut (?:i |s?he |they )?(?:will|'ll|should|can) (?:come|join|be there|arrive)\b",
    )
});
static ALSO_THEN: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\band (?:also |then )?(?:on |for )[^.;]*\b(?:as well|too|also|likewise)\b"));
/// More days than one are meant.
static SEVERAL: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:either|both|each) (?:day|date|time|session|week|tuesday|friday)|\b\d{1,2}(?:st|nd|rd|th)? (?:and|&|or) (?:on )?(?:the )?\d{1,2}\b",
    )
});
/// "Ill be away", "im on nights".
static IN_HASTE: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"(?i)\bi(?P<verb>ll|m|ve) (?P<next>be|have|need|miss|away|off|on|out|at|in|not|got|a|to)\b")
});
/// The session of the letter answered.
static THAT_DAY: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\b(?:that (?:week|day|afternoon|one)|then|for (?:it|this one)|this (?:time|one))\b"));
static AWAY: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?ix)(?:^|[^\w\#@])(?P<who>i|\#\d+|we|he|she|neither\ of\ us|both\ of\ us)\b
        (?:\s(?:also|too|really|myself|unfortunately|sadly|just|still|now|both|probably|\(.{1,20}\)))*(?:(?:'\w+)?\s[^.;,\#@]{1,60}?\s(?:and|so)(?:\s(?:he|she|i|therefore))*)?
        (?:
          (?P<firm>\s?\b(?:can't|cannot|cant|can\ not|won't|wont|will\ not|am\ not\ able\ to|'m\ not\ able\ to|am\ unable\ to|am\ prevented\ from|am\ unfortunately\ prevented\ from|attending|'m\ unable\ to|is\ unable\ to|isn't\ able\ to|not\ able\ to|unable\ to|will\ be\ unable\ to|shan't|shall\ not|not\ going\ to\ be\ able\ to|not\ going\ to|'m\ not\ going\ to|am\ not\ going\ to|therefore\ unable\ to|have\ to\ miss|has\ to\ miss|will\ miss|'ll\ miss|need\ to\ miss|will\ have\ to\ miss|'ll\ have\ to\ miss|(?:'m|am)\ going\ to\ miss|shall\ miss|(?:(?:have|has|had|'ve|'s|need|must)\ (?:had\ )?(?:to\ )?)(?:pull|drop|bow|duck|withdraw|step)(?:\ (?:out|back))?\ (?:of|from)|(?:'s\ |has\ |'ve\ |have\ )?(?:rung|called|phoned|rang|texted)\ in\ (?:sick|ill|poorly))
            (?:\s(?:be\ able\ to|actually|therefore|accordingly|now|do|make|lead|be|attend|come|run|join|take|cover|get|the|to|in|there|here|around|leading|with\ you|it|this|next|one|on|for|session|group))*)
          |(?:'m|\sam|'s|\sis|\swill\ be|'ll\ be|\sshall\ be|'re|\sare|'ve\ got|\shave|\shave\ got|\shas|'s\ got|\sgot|\smust\ be)\s(?:now\ |also\ |myself\ |(?:obliged|required|due|expected|wanted)\ |going\ to\ be\ |all\ |both\ |out\ |away\ |booked\ |down\ for\ |working\ |unfortunately\ |actually\ |then\ |a\ |an\ |my\ |his\ |her\ |to\ be\ |in\ |at\ |on\ |off\ |the\ |\w+'s\ )*
            (?:away|absent|missing|skipping|(?:on\ )?honeymoon|stay(?:ing)?\ (?:at\ )?home|on\ leave|leave|annual\ leave|a/l|study\ leave|paternity|maternity|parental|off|out|strike|tribunal|tribunals|court|inquest|conference|holiday|hols|call|on[-\ ]call|nights|abroad|not\ around|not\ here|not\ in|not\ available|unavailable|exam|exams|interview|interviews|arcp|appraisal|surgery|operation|training|teaching|course|mandatory|jury|sick|ill|unwell|poorly|isolating|elsewhere|prevented|snowed\ (?:in|under)|double[-\ ]booked|otherwise\ engaged|tied\ up|stuck|called\ away|indisposed|overseas|bereavement|compassionate\ leave|(?:flu|covid|norovirus|migraine)(?:[,.;]|$|\sand|\sso|\s-)|funeral|wedding|hospital\ appointment|appointment)\b
          |(?:'m|\sam|'s|\sis|\swill\ be|'ll\ be|\sshall\ be|\smust\ be)\s(?:(?:obliged|required|due|expected|wanted|to\ be)\ )*in\ (?-i:[A-Z])[\w'-]+(?:$|[,.;]|\s(?:on|that|then|so|and|for|all|until)\b)
          |\s(?:sit|speak|lecture|teach|examine|fly|chair|preside)\s(?:on|at|in|to|for|a|an|over)\b
        )",
    )
});
/// Telegraphic: "got court on 24 Nov".
static AWAY_BARE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:^|: )\W*(?:sorry,? |fyi,? |nb:? |ps:? |just to say |also |btw,? |by the way,? |oh,? |and |ps:? |heads up:? |one thing[,:]? )*(?:(?P<firm>(?:not going to be (?:around|there|in|able)|not around|(?:can't|cannot|cant|won't be able to|unable to|not able to) (?:do|make|lead|be there|be in|come|attend|run))|won't be (?:there|in|around|leading))|(?:(?:got|have|have got|away|off|out|on|at|in|am|doing)(?: (?:a|an|the|my|on|at|in|to be in))* )?(?:(?:annual |study |sick |paternity |maternity |parental |compassionate |unpaid )?leave|a/l|court|tribunal|conference|holiday|nights|on[- ]call|jury service|strike|arcp|away|off))\b",
    )
});
/// One of the two leads alone.
static ALONE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:^|[^\w#@])(?P<who>i|#\d+)(?:'ll| will| must| can| could| should| would| shall| may| has to| is to|'s| is|'m| am)? (?:be |have to |going to |to |then |therefore |kindly )*(?:lead(?:s|ing)? |run(?:s|ning)? |do(?:es|ing)? |tak(?:e|es|ing) |got |fly(?:ing)? |manage |cover(?:s|ing)? |hold(?:ing)? the fort |cope |in charge |it |them |the (?:\w+ )?(?:group|session|one) |that |(?:on )?(?:tuesday|friday|tomorrow|this one|the \d{1,2}(?:st|nd|rd|th)?(?: of)?(?: \w+)?|\d{1,2} \w+) )*(?P<alone>without (?:me|us|her|him|#\d+)|on (?:his|her|their|my) own|alone|solo|single-handed(?:ly)?|by (?:himself|herself|myself))\b",
    )
});
/// "Dan will have to cope tomorrow."
static COPES: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:^|[^\w@])(?P<who>#\d+)(?: will|'ll) (?:have|need) to (?P<alone>cope|manage)(?:\W*$| (?:tomorrow|on|this|then)\b)",
    )
});
/// Telegraphic: "Next one (27/10): Helen away".
static AWAY_SHORT: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:^|[,;:(] ?|[-\u{2013}\u{2014}] )(?P<who>#\d+|me|i)(?: also| myself)? (?:away|off|out|stuck|ill|sick|poorly|isolating|on (?:leave|a/l|nights|call)|on annual leave)\b",
    )
});
/// "Just me on Tuesday then."
static JUST_ME: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:(?:just|only) )|(?:so|and) it(?:'s| is|'ll be| will be) (?:just |only ))(?P<alone>me)(?:(?: then)? (?:on|for|this|next|leading|running|in charge|to lead)\b|\W*$)",
    )
});
/// "I'm on leave, so it'll be just Peter."
static JUST_THEM: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\b(?:so|and) it(?:'s| is|'ll be| will be) (?:just |only )(?P<who>#\d+)(?P<cover>)"));
/// Bound to be somewhere else on the day that the sentence names: "I'm down to examine on Tuesday", "I've to give
/// evidence in Maidstone on the 8th".
static ELSEWHERE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?ix)(?:^(?:\W*(?:sorry|apologies|with\ apologies|sadly|unfortunately|afraid|slight\ problem)[,:\ ]+)?|[^\w\#@])(?P<who>i|\#\d+|(?:have|got|need)(?:\ got)?\ to\ be)
        (?:'m|\sam|'ll\ be|\swill\ be|\sshall\ be|'s|\sis|'ve|\shave|\shas|\sneed|\sneeds|\smust|)\s
        (?:(?:got|now|also|just|to|be|due|down|booked|needed|wanted|expected|required|obliged|called|asked|been|have|going|both)\s)*
        (?P<loose>(?:at|on|in|for)\s(?:a|an|the|my|his|her|our|\#\d+'s|(?-i:[A-Z])[\w']+|jury|nights|call)\b
        |(?:interview|examin|teach|lectur|fly|travel|chair|speak|giv|attend|driv|sitt|operat)ing\b
        |(?:interview|give|attend|examine|teach|chair|fly|travel|sit|appear|operate)\b)",
    )
});
/// Of one who is there, or of where they are to be found: nothing that keeps them away.
static WITH_THE_GROUP: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:flying solo|desk|on my own|by myself|(?:when|once|while|if) i(?:'m| am)|on time|in charge|late|register|delay\w*|slow|confusion|muddle|in touch|in the (?:room|chair|building)|on (?:for|the list|form|board|track|my way|his way|her way)|(?:at|in|on|for|attend(?:ing)?) (?:the|our|this|that|your) (?:group|session|balint|meeting|register|list|whole)|at your disposal|for (?:the|my) (?:record|part|best|time|moment|first)|in the (?:morning|evening|end|meantime|afternoon)|on the (?:whole|other hand|day|ward|train|phone|same)|in favour|on hand|as usual|both of us|give (?:you|them|her|him|it)|giving (?:you|them|her|him|it))\b",
    )
});
/// "You'll have to manage without me on the 24th."
static WITHOUT_ME: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?P<firm>(?:manage|do|cope|go|go ahead|start|meet|run|lead|carry on)\b[^.;#@]{0,20}\bwithout me|no (?:session|group|balint|meeting)\b[^.;#@]{0,20}\bfor me|not me\b(?: on| for| this| tomorrow| then|,)|count me out|(?:don't|do not|dont) (?:expect|count on|wait for) me|so (?:obviously |obvs )?not (?:there|around|able)|i (?:must|have to|need to) (?:excuse myself|send my apologies))\b",
    )
});
/// "I've an inquest on Tuesday, Dan's covering": whoever is covered for is away.
static COVERS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:^|[^\w#@])(?P<who>#\d+)(?:'s| is| will|'ll| can| has| have| to| going to| agreed to| offered to| kindly| happy to| able to)* (?P<cover>cover(?:s|ing)?|leads?|leading|tak(?:e|es|ing) (?:it|this|that|over|the (?:group|session))|run(?:s|ning)? (?:it|this|that|the (?:group|session))|do(?:es|ing)? (?:it|this one|that one|the (?:group|session))|step(?:s|ping)? in|stand(?:s|ing)? in|fill(?:s|ing)? in|hold(?:s|ing)? the fort|in charge)\b",
    )
});
static ALL_ALONE: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\b(?:solo|alone|on (?:his|her|their) own|single-handed(?:ly)?|by (?:him|her)self)\b"));
static OF_ONESELF: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\b(?:i|i'm|i've|i'll|my|me)\b"));
/// The two of them lead, or one until the other comes.
static TOGETHER: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:with me|together|both|and i|and me|me and|(?:until|till|before) i|late|first|start|usually|always)\b",
    )
});
/// "My apologies for Tuesday": a co-leader's own.
static REGRETS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^\W*(?:my |with (?:my )?|many )?(?P<loose>apolog(?:y|ies)|regrets)(?: from me)? for (?:missing )?(?:the )?(?:tuesday|friday|tomorrow|next|this|\d{1,2})",
    )
});
