//! Signs that a register may say something else than was read: words of a notice, of lateness, of another day, of a case
//! presented that neither a mark nor an order answers to, of our list, of a messenger. They are no doubt by themselves; a
//! reading with one of them has to be likelier before it is applied.

use std::sync::LazyLock;

use regex::Regex;

use super::context::{Context, SEARCHED_MAX};
use super::statement::speaks_of_group;
use crate::domain::said::{CoLeaderSays, Mark, Order, Rest};
use crate::inbound::dates::Tense;
use crate::inbound::dates::calendar_words::count;
use crate::inbound::names::{outsiders_in, rule};
use crate::inbound::reading::AboutKind;

/// The words of a message, in which the signs are looked for.
pub(super) struct Written<'a> {
    context: &'a Context<'a>,
    text: String,
}

impl<'a> Written<'a> {
    pub(super) fn of(context: &'a Context<'a>) -> Self {
        Self { context, text: sentences(context).collect::<Vec<_>>().join("\n") }
    }

    fn has(&self, sign: &Regex) -> bool {
        sign.is_match(&self.text)
    }

    /// Is there such a sign?
    pub(super) fn is_wary(&self, says: &CoLeaderSays) -> bool {
        if !says.has_register() {
            return false;
        }
        let any = |mark: Mark| says.marks.values().any(|one| *one == mark);
        let of_notice = match (any(Mark::Excused), any(Mark::Absent)) {
            (true, false) => self.has(&NO_NOTICE),
            (false, true) => self.has(&TOLD) || self.has(&REASON) || self.has(&NO_NOTICE) && self.has(&NOTICE),
            _ => false,
        };
        // Of those alone who were away no time of theirs is told.
        let of_some_there = says.rest.is_some() || any(Mark::Present);
        let of_time = of_some_there && !any(Mark::Late) && !any(Mark::TurnedAway) && tells_a_time(self.context);
        let given = |is: fn(&Order) -> bool| says.orders.iter().any(is);
        let of_before =
            self.has(&BEFORE) && !given(|order| matches!(order, Order::Explained { .. } | Order::Cancel { .. }));
        let of_case = self.has(&CASE) && !given(|order| matches!(order, Order::Presented { .. }));
        let of_list = self.context.kind() == Some(AboutKind::RegisterRequest)
            && says.rest != Some(Rest::Expected)
            && self.has(&OF_LIST);
        let asks = || POLITE.replace_all(&self.text, "").contains('?');
        let of_order = !says.gives_order() && (self.has(&NEXT) || asks() || of_list);
        let of_rest = says.rest.is_some() && self.has(&NOT_KNOWN);
        let of_messenger = says.marks.len() > 1 && self.has(&MESSENGER);
        of_notice || of_time || of_before || of_case || of_order || of_rest || of_messenger
    }

    /// "Absent: Zoe. Sent apologies: Kofi"?
    pub(super) fn has_headings(&self) -> bool {
        HEADED.find_iter(&self.text).nth(1).is_some()
    }

    /// Is something said beside a register that it does not have?
    pub(super) fn leaves_some(&self, says: &CoLeaderSays) -> bool {
        let leaves_some = || {
            self.leaves_a_day_to_come(says)
                || self.leaves_one_turned_away(says)
                || self.leaves_a_count(says)
                || !says.gives_order() && self.has(&TELLS_OTHERS)
                || says.marks.len() > 1 && self.has(&WHICH_OF_THEM)
                || says.rest.is_some() && self.has(&KNOWS_IN_PART)
        };
        says.has_register() && (leaves_some() || self.has(&TURNED_ROUND)) || self.tells_by_sex(says)
    }

    /// "Eight yesterday. Missing: Zoe, Kofi": is a number of people named that none of the register's is?
    fn leaves_a_count(&self, says: &CoLeaderSays) -> bool {
        self.counts(says).is_some_and(|counts| counts.contains(&false))
    }

    /// "We were ten, for Jean-Luc and Mohamed were at a tournament": are numbers of people named that are the register's?
    pub(super) fn counts_fit(&self, says: &CoLeaderSays) -> bool {
        self.counts(says).is_some_and(|counts| !counts.is_empty() && !counts.contains(&false))
    }

    /// For each number of people that is named, whether it is one of the register's; nothing where the register does not
    /// say how many there were.
    fn counts(&self, says: &CoLeaderSays) -> Option<Vec<bool>> {
        let size = self.context.roll.size();
        let with = |is: fn(Mark) -> bool| says.marks.values().filter(|mark| is(**mark)).count();
        let others = size.saturating_sub(says.marks.len());
        let [of_there, of_away] = match says.rest {
            Some(Rest::Present) => [others, 0],
            Some(Rest::Absent) => [0, others],
            None if others == 0 => [0, 0],
            Some(Rest::Expected) | None => return None,
        };
        let there = with(Mark::took_part) + of_there;
        let away = with(|mark| !mark.took_part()) + of_away;
        let late = with(|mark| mark == Mark::Late);
        let turned_away = with(|mark| mark == Mark::TurnedAway);
        let excused = with(|mark| mark == Mark::Excused);
        let of_all = [size, there, away, others, says.marks.len()];
        let of_some =
            [there - late, there + turned_away, away - turned_away, away - excused, late, excused, turned_away];
        let fits = |count: usize| of_all.contains(&count) || of_some.contains(&count);
        let counts = PEOPLE.captures_iter(&self.text).filter_map(|found| count(&found["count"].to_lowercase()));
        Some(counts.filter(|count| *count > 1).map(|count| fits(usize::from(count))).collect())
    }

    /// Was somebody turned away, and nobody is marked so?
    fn leaves_one_turned_away(&self, says: &CoLeaderSays) -> bool {
        !says.marks.values().any(|mark| *mark == Mark::TurnedAway)
            && TURNED_AWAY.is_match(&NONE_TURNED.replace_all(&self.text, ""))
    }

    /// Is a session to come named, of which no order was read? "Also, the 12th is off."
    fn leaves_a_day_to_come(&self, says: &CoLeaderSays) -> bool {
        let is_of_day = |order: &Order| order.changes_timetable() || matches!(order, Order::Relay { .. });
        !says.orders.iter().any(is_of_day) && self.names_a_day_to_come()
    }

    /// "Kofi and Minh were away; he excused, she not": who is he and who is she, only people know. Beside one name alone
    /// it is theirs.
    fn tells_by_sex(&self, says: &CoLeaderSays) -> bool {
        static HE: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\b(?:he|him)\b"));
        static SHE: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\b(?:she|her)\b"));
        let names_one = |text: &str| self.context.names_in(text).len() == 1;
        let is_open = |text: &str| (HE.is_match(text) || SHE.is_match(text)) && !names_one(text);
        says.marks.len() > 1 && self.has(&HE) && self.has(&SHE) && sentences(self.context).any(is_open)
    }

    /// Does the writer take something back? At the very beginning it is our own words.
    pub(super) fn takes_back(&self) -> bool {
        SECOND_THOUGHTS.find_iter(&self.text).any(|found| found.start() > OPENING_BYTES)
    }

    /// "The register of Tuesday 17 November is as listed": that is never nothing, unless it confirms what was confirmed.
    pub(super) fn speaks_of_register(&self) -> bool {
        static REGISTER: LazyLock<Regex> = LazyLock::new(|| {
            rule(r"(?i)\b(?:register|attendance|as listed|present|absent|excused|missing|apologies)\b")
        });
        self.context.kind() != Some(AboutKind::RegisterConfirmation) && self.has(&REGISTER)
    }

    /// Is a session to come named? Before it "see them tomorrow" is nothing: that of the letter answered does not count.
    pub(super) fn names_a_day_to_come(&self) -> bool {
        sentences(self.context).filter(|text| DATED.is_match(text)).any(|text| {
            let sessions = self.context.sessions_in(&ANOTHER_TIME.replace_all(text, ""), Tense::Coming).exact;
            let asked = self.context.about_session();
            sessions.iter().any(|number| Some(*number) != asked && !self.context.has_begun(*number))
        })
    }
}

fn sentences<'a>(context: &'a Context<'a>) -> impl Iterator<Item = &'a str> {
    context.prepared.sentences.iter().take(SEARCHED_MAX).map(|sentence| sentence.text.as_str())
}

/// Is somebody's time told? That of a colleague or a patient alone ("Helen was bleeped at ten past") is no student's.
fn tells_a_time(context: &Context) -> bool {
    let of_colleague = |text: &str| !outsiders_in(text).is_empty() && context.names_in(text).is_empty();
    let mut of_others = sentences(context).filter(|text| !of_colleague(text) || speaks_of_group(text));
    of_others.any(|text| TIME.is_match(&NONE_LATE.replace_all(text, "")))
}

/// A list under a heading.
static HEADED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:absent|absentees|missing|away|apologies|excused|late|present|attended|turned away)[ \t]*[:=][ \t]*@\d+",
    )
});
/// What may name a day to come.
static DATED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\d(?:st|nd|rd|th)\b|\b\d{1,2}[/.]\d|\b(?:tomorrow|next|session \d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|t|tember|ober|ember|e|y|ust)?\b",
    )
});
/// That somebody had said something.
static NOTICE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:told|e-?mail\w*|text(?:ed)?|messag\w*|rang|wrote|written|warned|let (?:me|us|#\d+) know|apol\w*|sick|ill|unwell|leave|on (?:nights|call)|asked|reason\w*|excuse\w*|flu|sent|said|knew|known|expected)\b",
    )
});
static TOLD: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:told (?:me|us|one|both|#\d+)|e-?mailed|texted|messaged|warned|let (?:me|us|#\d+) know|apologi[sz]ed)\b",
    )
});
static REASON: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:in advance|beforehand|(?:messages?|e?-?mails?|words?|texts?) from|with (?:notice|permission|our|my)|had (?:written|asked|rung|said|mailed|e-?mailed|texted|arranged|warned)|agreed|leave|explained|sick|ill|funeral|exam|interview|conference|clinic|nights|on call|theatre|hospital|wedding)\b",
    )
});
/// So far a message has hardly begun.
const OPENING_BYTES: usize = 10;

/// That the writer takes back what stands before.
static SECOND_THOUGHTS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:oh,? )?hang on|hold on,? no|wait,? (?:no|what)|no,? wait|tell a lie|i lie\b|scratch that|scrap that|forgive me|(?:up)?on reflection|on second thoughts|i see now|come to think of it|edit:|no no|just asked|i'd forgotten|i take (?:it|that) back|actually,? no|no,? actually|no,? sorry|sorry,? (?:no|not|i meant)|i mean|i meant|i should say|my (?:mistake|error)|flip that|other way (?:a?round|about)|strike (?:that|@\d+)|(?:scratch|take back|delete|ignore) @\d+|for @\d+ read|that's the other one|correct myself|stand corrected|(?:was|wasn't|is) not exact)\b|\bnot @\d+!|[.;,-] no[:,!-]+ |\*@\d+",
    )
});
/// Who told of it, who is not the one who was away: "Amara says that she is ill".
static MESSENGER: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:through|via|by way of|according to|told by|from what) @\d|@\d+ (?:says|said|tells|told|thinks|reckons|mentioned)\b[^.;]{0,12}\b(?:she|he|they)\b",
    )
});
/// "There stands that Ayesha came and Aisha not. It is the other way about."
static TURNED_ROUND: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?im)^\W*(?:but |no,? |actually,? |sorry,? |in fact,? )*(?:it|that|this|they)(?:'s| is| was| are| were| should be| ought to be)? (?:exactly |just |precisely )?the (?:other|wrong|opposite) way (?:a?round|about)\b[^@]*$|\bvice versa\b",
    )
});
/// "Asked to come back next time": what those are told who are turned away.
static ANOTHER_TIME: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:come|return|try|wait|back|again|join us) (?:(?:back|again|for|to|the|instead) )*next (?:time|one|session|week|meeting)\b",
    )
});
/// A number of people.
static PEOPLE: LazyLock<Regex> = LazyLock::new(|| {
    const COUNT: &str = r"(?P<count>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)";
    const BEFORE: &str = r"(?:^[^\w@#]*|\n[^\w@#]*|[.!?:;] |\b(?:(?:there|they|we|it) (?:were|was)|we're|we had|that's|thats|that makes|makes(?: it)?|made it|i (?:made it|count(?:ed)?)|counted|headcount|in total|only|present|attended|absent|missing|out of|of|the other|the remaining|greeted|saw|had)(?: (?:about|around|some|us|our|the|were|was))? )";
    const BEHIND: &str = r"(?:(?: (?:students?|people|of (?:us|them|you|the \w+)|came|were|present|here|there|today|yesterday|absent|missing|in|on|not|attended|stayed|joined|altogether|out of))+\b|[,.;!?\n] ?(?:\D|$)|\W*$)";
    rule(&format!(r"(?i){BEFORE}{COUNT}{BEHIND}"))
});
/// "Can you flag it to Farah, please": somebody is to be told of something.
static TELLS_OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:flag|raise|mention|pass|escalate)\b[^.;]{0,30}(?:#\d|firm head)|\b(?:please|pls|kindly|(?:can|could|would|should) (?:you|u|someone|somebody)|(?:someone|somebody) (?:should|ought to|must|could|needs to|has to))\b[^.;]{0,20}\b(?:tell|inform|notify|alert|let|ping|warn)(?: (?:#\d|her|his|their|the|dr|prof|firm|\p{Lu}\p{Ll}+|\w+ know\b))",
    )
});
/// The list that the letter had: whether it was right, the rest is as it says.
static OF_LIST: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\byour (?:list|sheet|e-?mail|note|register|record)\b|\bas (?:listed|expected|predicted|planned|you)\b|\byou(?:'d| had|'ve| have)? (?:put|listed|expected|predicted|had|got)\b|\b(?:down as|the list|in line with|discrepanc\w+)\b",
    )
});
/// That the writer does not know of all of them.
static NOT_KNOWN: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:not sure|unsure|don't know|do not know|can't (?:do a|[^.;,]{0,20}\b(?:remember|recall|say who)|swear|vouch)|couldn't (?:tell|say|swear)|unknown to|full picture|look (?:it|them) up|my notes|sort out|help with|confidence|nothing more|have to (?:ask|check|look)|must (?:ask|check|look)|let me (?:ask|check|look|sort)|(?:will|i'll|shall|to) (?:ask|check|confirm)(?: this)? with)\b",
    )
});
/// That the writer tells of some alone, and who knows of the others.
static KNOWS_IN_PART: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:speak|vouch|answer|swear) (?:only )?for|over to #\d|#\d+ (?:knows|wrote (?:the|down)|has the (?:rest|others?|list|names|register)|took (?:the )?(?:names|register)|counted|kept (?:the|a) (?:list|register))|my side of|the whole group over|missed the whole|(?:remember|recall) the rest|(?:should|would) not like to say|before i(?:'ve| have) checked|whether the (?:others|rest))\b",
    )
});
/// "Only the second had apologised", "the girls had both written": which of them that is, the program does not know.
static WHICH_OF_THEM: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\bthe (?:first|second|third|fourth|former|latter|middle|outer|last|first two|last two|other two)(?: (?:of (?:these|those|them|whom|the \w+)|one|ones|two|named|mentioned))* (?:had|has|was|is|were|have|with|told|let|sent|wrote|being|because|i|we|there|gave|only|apolog\w+|texted|e-?mailed|rang|overslept)\b|\b(?:the|both|all) (?:two |three )?(?:girls|boys|lads|lasses|ladies|men|women|gentlemen|chaps)\b",
    )
});
/// That somebody had not.
static NO_NOTICE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:neither|nor|nobody|no ?one|nothing|(?:had|has|have|did|do|does)(?:n't| not)|never|not a (?:word|peep)|no (?:word|apol\w*|reason|notice|message|e-?mail|explanation|excuse|news|idea|reply|warning)|without|unexplained|dunno)\b",
    )
});
/// That somebody came late or left early.
static TIME: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:late|latecomers?|\d+ ?min\w*|minutes?|behind|past|after (?:we|i|the) (?:start|had|beg)\w*|early|left (?:at|early|before|half)|half of it|halfway|from \d|\d\d[.:]\d\d)\b|\(\d{1,2}\)",
    )
});
static NONE_LATE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:nobody|no ?one|none|no|not|without|sorry|i'm|i am)(?: (?:was|were|a|to be|for being|even|so|it's|this is))* (?:late|behind|latecomers?)\b|\blate(?:comers?)?[^.;\n]{0,3} (?:none|nobody|nil|no one)\b|\bsorry[^.;\n]{0,20}\b(?:late|behind)\b",
    )
});
/// An absence in another session gone by, and why.
static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    const GONE: &str = r"(?:last (?:time|one|session|week|absence|fortnight)|time before|previous)";
    const WHY: &str = r"(?:explain\w*|told|why|miss(?:ed|ing)|because|absen\w+)";
    rule(&format!(r"(?is)\b{GONE}\b.*\b{WHY}\b|\b{WHY}\b.*\b{GONE}\b"))
});
static CASE: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\bpresent(?:ed|ers?|ing)\b"));
/// Asked for politely: "Can you change her to late?"
static POLITE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:can|could|would|will) you (?:please |pls |kindly |just )?(?:change|mark|put|note|correct|amend|swap|make|record|set|switch|mend|fix)\b[^.?!]*\?",
    )
});
static TURNED_AWAY: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:turned away|not let in|didn't let \S+ in|(?:had to|and|i|we) (?:say|said) no|too late|wrong side of|wasn't let|red card|(?:not|n't) (?:feel able to |able to )?(?:admit|let|allow|permit)|didn't have (?:him|her|them) in|no (?:chance|dice|entry)|at the door|refus\w+|knock(?:ed)? (?:\S+ )?back|(?:turn|sen[dt])(?:ed)? (?:\S+ )?(?:home|away|off|back|round)|(?:come|try|return) (?:back |again )?(?:next (?:time|week|session)|another (?:day|time)|in a fortnight))\b",
    )
});
static NONE_TURNED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:nobody|no ?one|none|not)(?: (?:was|were|had|has|to|be))* turned away\b|\bturned away[^.;\n]{0,3} (?:none|nobody|nil|no ?one|0)\b",
    )
});
static NEXT: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\bnext (?:time|one|session|group|meeting|1)\b"));
