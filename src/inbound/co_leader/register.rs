//! A register from the sentences that speak of one: who is marked what, what holds for the rest, and what is in doubt.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::confirms::{confirms, speaks_by_the_list};
use super::context::Context;
use super::counts::{Counts, counts, with_headed_counts};
use super::statement::Said;
use super::statement::{Before, Group, Statement, read};
use super::text::Sentence;
use super::weigh::weigh;
use crate::domain::id::PersonId;
use crate::domain::said::{Mark, Rest};
use crate::inbound::names::{marks_in, rule};
use crate::inbound::reading::{AboutKind, Evidence};

/// What a message says of a register.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Register {
    pub marks: BTreeMap<PersonId, Mark>,
    pub rest: Option<Rest>,
    pub unclear: Vec<Unclear>,
    /// Names that it speaks of for a day to come, or for another day gone: for the orders to take up.
    pub to_come: Vec<usize>,
    /// The places of the sentences that it was read from.
    pub sentences: Vec<usize>,
    pub evidence: Vec<Evidence>,
    /// Why it cannot be applied by itself.
    pub doubts: Vec<String>,
    /// A person is asked to answer, beside what was read.
    pub question: bool,
    /// What was heard before it was weighed.
    pub heard: Heard,
}

impl Register {
    /// Does it say anything that could be applied?
    pub fn says_something(&self) -> bool {
        !self.marks.is_empty() || self.rest.is_some() || !self.unclear.is_empty()
    }
}

/// A name that fits several students or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unclear {
    pub written: String,
    pub fits: Vec<PersonId>,
}

/// Everything that the sentences say, before it is weighed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heard {
    /// What was said of each name, by its mark's number, in order.
    pub said: Vec<(usize, Vec<Said>)>,
    pub excepted: Vec<usize>,
    /// The same, kept for the doubts when the marks are settled.
    pub exceptions: Vec<usize>,
    pub everyone: Option<Option<Said>>,
    pub others: Option<Option<Said>>,
    pub nobody: Option<Option<Said>>,
    /// "Apart from Wei nobody was late."
    pub tardy: bool,
    pub only: bool,
    /// "Only Niamh away": the only ones are those who were not there.
    pub only_away: bool,
    pub no_more: bool,
    pub headed: Option<Said>,
    pub unsaid: Vec<usize>,
    /// Of whom only the record's word is repeated.
    pub recorded: Vec<usize>,
    /// Something was said of somebody whom nobody knows.
    pub of_unknown: bool,
    pub unknown: Vec<(usize, String)>,
    pub denies: bool,
    pub expected: bool,
    /// "Everyone right except": the exceptions are whatever is said of them.
    pub as_listed: bool,
    pub cannot_say: bool,
    /// A word about those who are not named is for later, or for somebody else.
    pub leaves_rest: bool,
    pub counts: Counts,
}

/// Reads the register out of the sentences at these places.
pub fn register(context: &Context, places: &[usize]) -> Register {
    let mut heard = Heard::default();
    let mut read_out = Register::default();
    let mends = context.kind() != Some(AboutKind::RegisterRequest);
    let mut before = Before { names: context.prepared.spoken_of.into_iter().collect(), mends, ..Before::default() };
    for &place in places {
        let Some(sentence) = context.prepared.sentences.get(place) else {
            continue;
        };
        if NONE_HEADED.is_match(&sentence.text) {
            read_out.sentences.push(place);
            before.heading = None;
            continue;
        }
        if HEADS_NAMES.is_match(&sentence.text) {
            // "Flu, told me - Maeve" is of those behind it and not of the line above.
            before.names.clear();
        }
        let text = match context.kind() {
            Some(AboutKind::RegisterConfirmation) => {
                REST_STANDS.replace(&NOT_SO.replace(&sentence.text, ""), "").into_owned()
            }
            _ => COUNTED_FIRST.replace(&sentence.text, "$before: $name").into_owned(),
        };
        let mut statement = read(&text, &mut before);
        let leaves_rest = leaves_rest(&sentence.text);
        if leaves_rest && SAYS_NOTHING_OF_IT.iter().any(|one| one.is_match(&sentence.text))
            || speaks_by_the_list(&sentence.text)
        {
            statement.group = None;
        }
        if context.kind() == Some(AboutKind::EscalationNotice) {
            // In an answer to a notice only a denial of the absence is a mark.
            if PROMISED.is_match(&sentence.text) {
                statement.said.clear();
            }
            statement
                .said
                .retain(|(_, said)| !matches!(said, Said::Absent | Said::Excused | Said::Reason | Said::NoReason));
        }
        let counted = heard.counts;
        let headed = with_headed_counts(&sentence.text);
        for piece in PARTS.split(&CLOCK.replace_all(&headed, "")).filter(|piece| !OF_OTHERS.is_match(piece)) {
            counts(piece, context.roll.size(), &mut heard.counts);
        }
        let confirms = confirms(context, sentence);
        heard.expected |= confirms;
        heard.cannot_say |= cannot_say(context, &sentence.text);
        heard.leaves_rest |= statement.group.is_none_or(|(_, said)| said.is_none()) && leaves_rest;
        let speaks = confirms || counted != heard.counts || speaks(&statement);
        if speaks {
            read_out.evidence.push(context.evidence("register", sentence));
            read_out.sentences.push(place);
        }
        read_out.to_come.extend(&statement.to_come);
        let group_before = (heard.everyone, heard.others, heard.nobody);
        heard.take(statement, sentence);
        let of_group = group_before != (heard.everyone, heard.others, heard.nobody);
        if of_group && !speaks {
            read_out.evidence.push(context.evidence("register", sentence));
            read_out.sentences.push(place);
        }
    }
    if context.kind() == Some(AboutKind::EscalationNotice) {
        // "All yours, send": a notice is about one student, and no word in its answer about the group.
        (heard.everyone, heard.others, heard.nobody) = (None, None, None);
    }
    read_out.heard = heard.clone();
    weigh(context, heard, &mut read_out);
    read_out
}

/// Does the writer not know of the rest? "I don't know about Wei" is of Wei alone.
fn cannot_say(context: &Context, text: &str) -> bool {
    let text = &*ASIDE.replace_all(text, "");
    CANNOT_SAY.find(text).is_some_and(|found| {
        let of_one = found.as_str().to_lowercase().ends_with("about") && !context.names_in(text).is_empty();
        !of_one
    })
}

/// "For the others please wait for Dan", "the rest is a blur": what is not known, not remembered or not told yet beside
/// whoever is left.
fn leaves_rest(text: &str) -> bool {
    static OF_THE_REST: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?i)\b(?:rest|others?|any(?:one|body)(?: else)?|every(?:one|body) else|who else|remainder|remaining|(?:beyond|besides|after|apart from|other than) (?:that|this|these|those|them)|who (?:came|was there|arrived)|(?:full|complete|whole|proper) (?:list|register|names)|register|list|sheet|names)\b",
        )
    });
    static NOT_KNOWN: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?i)\b(?:forg[eo]t(?:ten)?|guess(?:ing)?|blur|blank|hazy|dunno|no idea|idk|(?:not|un)[- ]?(?:sure|certain)|swear|vouch|my memory|keep(?:ing)? (?:track|count)|wait for|await|will (?:tell|know|send|have to tell)|must tell|has (?:the|our) (?:list|register|sheet|names)|kept the (?:list|register|sheet)|an hour|later|tonight|this evening|tomorrow|i(?:'ll| will| shall)? send|(?:to|will|shall) follow|(?:can't|cannot|couldn't|can not|not able to) (?:at present |now |really )?(?:say|tell|name|speak|lay|find|put)|(?:but|though) not (?:about|for|of) the|not saying|(?:don't|do not|didn't) know|of whom i am certain|don't trust)\b",
        )
    });
    OF_THE_REST.is_match(text) && NOT_KNOWN.is_match(text) || BLURRED.is_match(text)
}

/// "The complete list I send you tomorrow", "I can't find the sheet for the others": nobody is said to have been there.
static SAYS_NOTHING_OF_IT: LazyLock<[Regex; 2]> = LazyLock::new(|| {
    [
        r"(?i)\b(?:full|complete|whole|proper|entire) (?:list|register|names|set of names)\b",
        r"(?i)\b(?:can't|cannot|couldn't|can not|not able to|don't|didn't)\b[^.;]{0,40}\b(?:others|rest|remainder)\W*$",
    ]
    .map(rule)
});

/// "After that it's a blur", "off the top of my head".
static BLURRED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:it's a blur|its a blur|a blur after|off the top of my head|only those of whom|that much i know|(?:wasn't|wasnt|was not) (?:really )?(?:counting|keeping (?:track|count)))\b",
    )
});

fn speaks(statement: &Statement) -> bool {
    !statement.said.is_empty()
        || !statement.excepted.is_empty()
        || statement.group.is_some_and(|(_, said)| said.is_some())
        || statement.no_more
        || statement.open_heading.is_some()
        || statement.only && !statement.unsaid.is_empty()
}

impl Heard {
    fn take(&mut self, statement: Statement, sentence: &Sentence) {
        self.denies |= statement.unknown_exception;
        self.denies |= statement.denies && !(statement.said.is_empty() && statement.unsaid.is_empty());
        let says_of_some = !statement.said.is_empty();
        let statement_said: Vec<Said> = statement.said.iter().map(|(_, said)| *said).collect();
        let names_only = statement.said.is_empty() && !statement.unsaid.is_empty();
        let bare_only = statement.said.is_empty() && statement.unsaid.len() >= BARE_LIST_MIN;
        for (name, said) in statement.said {
            match self.said.iter_mut().find(|(known, _)| *known == name) {
                Some((_, all)) => all.push(said),
                None => self.said.push((name, vec![said])),
            }
        }
        match statement.group {
            Some((Group::Everyone | Group::Others, Some(Said::AsListed))) => self.as_listed = true,
            Some((group, said)) => {
                let has_exceptions = !statement.excepted.is_empty();
                let rounds_off = group == Group::Others && says_of_some;
                let is_bare = sentence.text.split_whitespace().count() <= BARE_WORDS_MAX && !statement.by_pronoun;
                let short = rounds_off || is_bare || has_exceptions;
                if said.is_some() || short {
                    let said = said.or(Some(Said::Present).filter(|_| group != Group::Nobody));
                    match group {
                        Group::Everyone => self.everyone = Some(said),
                        Group::Others => self.others = Some(said),
                        // "Late: none" says of nobody that they were away.
                        Group::Nobody if said == Some(Said::Late) => self.tardy |= has_exceptions,
                        Group::Nobody if said == Some(Said::TurnedAway) => {}
                        Group::Nobody => self.nobody = said.map(Some).or(self.nobody),
                    }
                }
            }
            None => {}
        }
        if RETRACTS.is_match(&sentence.text) && self.everyone.is_some() {
            // "All here. No wait, Zoe wasn't.": the last word counts.
            self.exceptions.extend(
                self.said.iter().filter(|(name, _)| marks_in(&sentence.text).contains(name)).map(|(name, _)| *name),
            );
        }
        self.exceptions.extend(&statement.excepted);
        self.excepted.extend(statement.excepted);
        self.unknown.extend(statement.unknown);
        self.recorded.extend(statement.recorded);
        self.of_unknown |= statement.of_unknown || statement.unknown_exception;
        let takes_part = |said: &Said| matches!(said, Said::Present | Said::NotAbsent | Said::Late);
        self.only_away |= statement.only && !statement_said.is_empty() && !statement_said.iter().any(takes_part);
        self.only |= statement.only;
        self.no_more |= statement.no_more;
        self.headed = statement.headed.or(self.headed);
        // "Just these: Seun, Maeve, Hannah (late)".
        let late_only =
            !statement_said.is_empty() && statement_said.iter().all(takes_part) && !statement.unsaid.is_empty();
        if statement.only && (bare_only || late_only || names_only && IT_WAS_JUST.is_match(&sentence.text)) {
            self.said.extend(statement.unsaid.into_iter().map(|name| (name, vec![Said::Present])));
        } else {
            self.unsaid.extend(statement.unsaid);
        }
    }
}

/// "It was just Hannah and Seun today": whoever is named so was there.
static IT_WAS_JUST: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\b(?:it was|we were|there (?:was|were)|(?:we|i) (?:only )?had) (?:just|only)\b"));

/// "Just Amara, Priya and Wei today": so many names without a verb are those who were there.
const BARE_LIST_MIN: usize = 3;

/// "Every single one of them!": so few words that name the whole group say that it was there.
const BARE_WORDS_MAX: usize = 5;

/// Talk about another group or a colleague's.
static OF_OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"(?i)#\d+|\b(?:lot|other group|my (?:mon|tues|wednes|thurs|fri)day|his|her|their) (?:group|lot)?")
});
/// "Seven present and three absent" counts twice.
static PARTS: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)[,:;]| and | but "));
/// A time of the day, which counts nobody.
static CLOCK: LazyLock<Regex> = LazyLock::new(|| rule(r"\b\d{1,2}[:.]\d\d\b"));
/// The list that the letter had is not right; what follows says how.
static NOT_SO: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^\W*(?:(?:sorry|oops|hmm|ah|er|um|hi|thanks),? )*(?:not (?:quite|exactly|right|correct|entirely|quite right|entirely right)|nearly|almost(?: right)?|wrong|no|nope|incorrect)(?: i'm afraid| sorry| though)* ?(?:[-,:;.!]+) *",
    )
});
/// "She's promised to be there": of a day to come.
static PROMISED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:\b(?:will|going to|promised(?: me| us)?(?: to)?|agreed to|means to|hopes to|wants to|asked to)|'ll|'d) (?:be (?:there|here|present|with us)|come|attend|join|turn up)\b",
    )
});
/// "The rest of it's fine", of a list that was sent for confirmation: that stays as it is.
static REST_STANDS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:the )?rest(?: of (?:it|the list|that))?(?:'s| is| was|s| all)*(?: all)? (?:fine|right|correct|ok|okay|accurate|unchanged|as (?:it|you|was|is)\b[^.;,]*)|\ball along\b|\ball (?:is |are |quite |as )*(?:agreed|(?:i'd|i would|i) have it)|\b(?:as regards|regarding|about|for|in) all(?: points)?\b",
    )
});
/// "Turned away: none": nothing is said of anybody, and the names above are not meant.
static NONE_HEADED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^\W*(?:turned away|late(?:comers?)?|left early|excused|apolog(?:y|ies)|apols|(?:absent|absences?|away|missing) (?:with|who had|and had|after)\b[^:=@]{0,30})(?: ?\([^)@]*\))? ?[:=-]+ ?(?:none|nil|nobody|no[- ]?one|n/?a|zero|0|-)\W*$",
    )
});
/// Words of a status with names behind a dash or a colon, and none before.
static HEADS_NAMES: LazyLock<Regex> = LazyLock::new(|| rule(r"^[^@#.;]{1,50} ?[-\u{2013}:] ?@\d"));
/// "One was turned away, Seun": whom the count is of follows it as under a heading.
static COUNTED_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^(?P<before>\W*(?:only |just )?(?:one|two|three|four|five|[1-5])(?: of (?:them|the \w+)| students?| people| more)? (?:was|were|had|has|have|came|didn't|did not|arrived|sent)\b[^,:;@#]{0,40}), (?:namely )?(?P<name>@\d+(?:(?:,? and |, | & )@\d+)*(?:$|[.,;(]| who\b| both\b))",
    )
});
static RETRACTS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^\W*(?:(?:oh|ah|er|um|and|but|sorry|apologies|oops|whoops|no)[,. -]+)*(?:no wait|wait|hang on|hold on|scrap that|scratch that|correction|tell a lie|i lie|actually|oops|whoops|sorry|my mistake|on second thoughts|come to think of it|i forgot|forgot|i tell a lie)\b",
    )
});
/// "Before you ask"; "I can't remember which": of the rest that says nothing.
static ASIDE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\bbefore (?:you|anyone) asks?\b|\b(?:can't|cannot|can not|don't|couldn't) (?:\w+ )?(?:remember|recall|say|tell) which(?: one| of (?:them|the two))?\W*(?:$|[.,;!])",
    )
});
static CANNOT_SAY: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:can't|cannot|can not|don't|do not|couldn't|didn't) (?:really |quite |honestly |now )?(?:remember|recall|say for|be sure|vouch|know (?:who|about|if|whether))|not sure (?:about|who|of)|(?:you'd|you would|will|'ll|must|have to|need to) (?:have to |need to )?ask (?:him|her)|ask (?:#\d+|my|the other)(?:$|[.,;:!]|\W+(?:who|about|if|whether|for|colleague|co-leader|leader)\b)|get back to you|(?:full|complete|proper|rest of the|rest of|whole) (?:list|register|one|details|picture) (?:to follow|(?:will|shall|is to) (?:follow|come|be)|later|tonight|tomorrow|when|soon|after)|(?:rest|others|remainder) (?:to follow|(?:will|shall) follow|later|tonight|tomorrow|when|soon)|(?:send|do|give you|let you have|fill in|provide) (?:you )?(?:the )?(?:rest|others|full|everyone else|remaining)|no idea (?:about|who)|ask \w+ about (?:the )?(?:others?|rest)|would have to (?:ask|check)|there (?:was|were) (?:another|someone else|somebody else|one more|some more)|(?:clean|quite) gone|lost count|(?:cross-?check|look up|go over) the (?:rest|remaining|others|other names)|(?:names|whose names?|who) (?:i'll|i will|i shall|i) (?:have to|need to|must) (?:look|check|find)|you'd have to ask|(?:will|'ll|must) check (?:about )?(?:the )?(?:rest|others|everyone)|to be confirmed|tbc|more (?:to follow|later|tonight)|didn't (?:write|note|take|keep))\b|\b(?:rest|others?|anyone else|everyone else|other end)\b[^.;!]{0,60}\b(?:(?:will|'ll) (?:write|send|tell|let|confirm)|rather not|not guess)\b|#\d+(?:'ll| will| has| took| knows)\b[^.;:]{0,40}\b(?:(?:the )?rest|others?|list|names|register)(?:\W*$|,| of| and| home| with| later| tomorrow)|\b(?:can't|cannot|couldn't) (?:tell|speak|vouch|answer)\b[^.;]{0,60}\b(?:rest|others?|anyone|latecomers)\b|\b(?:let you know|(?:less|not|un) ?(?:certain|sure)|ask|vouch|speak)\b[^.;]{0,30}\b(?:the (?:rest|others)|anyone else|everyone else)\b|\b(?:for|as (?:for|to)) (?:the (?:rest|others)|anyone else)\b[^.;]{0,20}\b(?:see|ask|i must|you must)\b|\b(?:and|think) (?:some|a few|several) (?:others|more)\b|\bothers whose names\b|\bfull (?:list|register) from\b|\b(?:of that i'm sure|that much i know|certain only|sure only|only (?:certain|sure|positive) (?:that|of|about)|(?:that is|that's|thats|is) all (?:that )?(?:i|we) (?:know|knew|can (?:say|tell|remember)|saw|noticed|remember))\b|\b(?:rest|others?)\b[^.;!]{0,12}\b(?:i'd|i would|we'd|i'll|i will|you'd|i) (?:have to|need to|must|can't|cannot|couldn't) (?:check|ask|confirm|say|vouch|tell|remember)\b",
    )
});
