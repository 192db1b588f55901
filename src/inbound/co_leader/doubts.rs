//! What keeps a register from being applied by itself: names that are not clear, words about a student that no rule
//! knows, a denial, a hedge.

use std::sync::LazyLock;

use regex::Regex;

use super::context::{Context, SEARCHED_MAX};
use super::register::{Heard, Register, Unclear};
use super::statement::Said;
use super::statement::denies;
use super::text::Sentence;
use crate::domain::id::PersonId;
use crate::domain::said::{Mark, Rest};
use crate::inbound::names::{Mention, Outsider, marks_in, outsiders_in, rule};
use crate::inbound::reading::Evidence;

/// Notes every doubt about a register. `asked`: the message answers a request for one, or says that it is one.
pub fn find_doubts(context: &Context, heard: &Heard, asked: bool, out: &mut Register) {
    if asked {
        let strangers = Weighed { context, heard, out }.strangers();
        out.unclear.extend(strangers.into_iter().map(|written| Unclear { written, fits: Vec::new() }));
    }
    let weighed = Weighed { context, heard, out };
    let mut doubts: Vec<&str> = Vec::new();
    if !weighed.out.unclear.is_empty() {
        doubts.push("a name fits several students, or none");
    }
    if asked && weighed.names_only_late() && !heard.cannot_say {
        doubts.push("only late ones are named");
    }
    if heard.unsaid.iter().chain(&heard.recorded).any(|name| weighed.leaves_open(*name, asked)) {
        doubts.push("a student is named and nothing is said of them");
    }
    if heard.of_unknown && asked {
        doubts.push("something is said of somebody whom nobody knows");
    }
    if weighed.has_unknown_words() || weighed.some_sentence(&SHARED_OUT) && !out.marks.is_empty() {
        doubts.push("words about a student are not understood");
    }
    if asked && weighed.leaves_nobody() {
        doubts.push("the rest came, and nobody is named beside them");
    }
    if weighed.contradicts_everyone() {
        doubts.push("everyone was there, and somebody was not");
    }
    if heard.denies && !out.marks.is_empty() {
        doubts.push("a denial is not understood");
    }
    if !asked && context.prepared.sentences.iter().any(|sentence| NOT_THE_CASE.is_match(&sentence.text)) {
        doubts.push("what the record says is denied");
    }
    if asked && out.marks.is_empty() && weighed.some_sentence(&UNNAMED) {
        doubts.push("somebody was missing, and nobody is named");
    }
    if asked && weighed.heads_nobody() {
        doubts.push("a heading has nobody under it");
    }
    if weighed.some_sentence(&ONE_OR_OTHER) && !weighed.some_sentence(&DENIED) {
        doubts.push("one or the other is meant");
    }
    if weighed.some_sentence(&WRONG_WAY) || weighed.some_sentence(&CONTRAST) {
        doubts.push("which of two is which");
    }
    if weighed.some_sentence(&HEDGE) {
        doubts.push("it is said with doubt");
    }
    let others = heard.others.filter(|_| !heard.only);
    let matters = asked || weighed.out.says_something();
    if matters && [heard.everyone, others, heard.nobody].into_iter().flatten().flatten().any(is_of_a_student) {
        doubts.push("something is said of the whole group that is no register");
    }
    let words: Vec<String> = weighed.unknown_words();
    out.doubts.extend(doubts.into_iter().map(str::to_owned));
    if !words.is_empty() && !out.doubts.is_empty() {
        out.evidence.push(Evidence { rule: "words of no rule".to_owned(), words: words.join(", ") });
    }
}

/// A register beside what it was weighed from.
struct Weighed<'a> {
    context: &'a Context<'a>,
    heard: &'a Heard,
    out: &'a Register,
}

impl Weighed<'_> {
    fn people(&self, name: usize) -> &[PersonId] {
        self.context.mention(name).map(Mention::people).unwrap_or_default()
    }

    fn mark_of(&self, name: usize) -> Option<Mark> {
        self.people(name).iter().find_map(|person| self.out.marks.get(person)).copied()
    }

    fn names_only_late(&self) -> bool {
        let marks = &self.out.marks;
        !marks.is_empty() && marks.values().all(|mark| *mark == Mark::Late) && self.out.rest.is_none()
    }

    /// The writer says that there was no word from them: what else is said is no reason.
    fn is_unexplained(&self, name: usize) -> bool {
        self.heard.said.iter().any(|(known, said)| *known == name && said.contains(&Said::NoReason))
    }

    /// Words of no rule stand beside a name; of some marks only a denial among them matters.
    fn has_words_beside(&self, name: usize, only_denials: bool) -> bool {
        let same = |known: usize| self.people(known) == self.people(name);
        self.heard.unknown.iter().any(|(known, word)| same(*known) && (!only_denials || denies(word)))
    }

    /// Words about an absent student may be the reason; words about any student may be a denial.
    fn has_unknown_words(&self) -> bool {
        let beside_marks = self.heard.said.iter().any(|(name, said)| match self.mark_of(*name) {
            Some(Mark::Excused) if !said.contains(&Said::Absent) && !said.contains(&Said::Excused) => {
                self.has_words_beside(*name, false)
            }
            Some(Mark::Absent) => !self.is_unexplained(*name) && self.has_words_beside(*name, false),
            _ => self.has_words_beside(*name, true),
        });
        let beside_absent = self.heard.unsaid.iter().any(|name| {
            self.mark_of(*name) == Some(Mark::Absent) && !self.is_unexplained(*name) && !self.is_talked_of(*name)
        });
        beside_marks || beside_absent
    }

    fn unknown_words(&self) -> Vec<String> {
        self.heard.unknown.iter().map(|(_, word)| word.clone()).collect()
    }

    /// Everyone is said to have been there, and yet somebody who is no exception was away.
    fn contradicts_everyone(&self) -> bool {
        let everyone = self.heard.everyone.flatten() == Some(Said::Present);
        let is_exception =
            |person: &PersonId| self.heard.exceptions.iter().any(|name| self.people(*name).contains(person));
        everyone && self.out.marks.iter().any(|(person, mark)| !mark.took_part() && !is_exception(person))
    }

    /// "Never came nor wrote. Rest fine.": who the others are beside, nobody found in the words.
    fn leaves_nobody(&self) -> bool {
        let is_there = |said: &Said| matches!(said, Said::Present | Said::NotAbsent);
        let of_others = self.heard.others.flatten().as_ref().is_some_and(is_there);
        let sentences = self.context.prepared.sentences.iter().take(SEARCHED_MAX);
        let names_some = sentences.map(|sentence| &sentence.text).any(|text| !marks_in(text).is_empty());
        of_others
            && !names_some
            && self.out.marks.is_empty()
            && self.out.unclear.is_empty()
            && self.heard.unsaid.is_empty()
    }

    /// A name without a mark of its own, about which the rest may say the wrong thing.
    fn leaves_open(&self, name: usize, asked: bool) -> bool {
        if self.mark_of(name).is_some() {
            return false;
        }
        let is_unclear = self.context.mention(name).is_some_and(Mention::is_unclear);
        let denied = self.has_words_beside(name, true);
        let beside_everyone = self.out.sentences.iter().any(|place| {
            let sentence = self.context.prepared.sentences.get(*place);
            sentence.is_some_and(|sentence| marks_in(&sentence.text).contains(&name) && !TALK.is_match(&sentence.text))
        });
        let none_away = !beside_everyone
            && self.heard.everyone.is_some()
            && self.out.marks.values().all(|mark| mark.took_part())
            && self.out.unclear.is_empty();
        if none_away && !denied && !is_unclear {
            return false;
        }
        let rest_unknown = asked && self.out.rest.is_none() || self.out.rest == Some(Rest::Absent);
        let unspoken = !self.is_talked_of(name) && self.out.says_something();
        unspoken || rest_unknown || is_unclear && asked || denied
    }

    /// Is the name spoken of as one speaks of somebody who was there, or of a case?
    fn is_talked_of(&self, name: usize) -> bool {
        // "Niamh skived, rest good": what is said of the rest is no talk of her.
        let speaks = |sentence: &Sentence| {
            GROUP.split(&sentence.text).any(|part| marks_in(part).contains(&name) && TALK.is_match(part))
        };
        self.context.prepared.sentences.iter().take(SEARCHED_MAX).any(speaks)
    }

    /// "Only one absence, Ms Raman": those of whom the roll knows nothing, with a student's title or as an exception.
    fn strangers(&self) -> Vec<String> {
        let speaks = |sentence: &&Sentence| STRANGER.is_match(&sentence.text) && !TALK.is_match(&sentence.text);
        let sentences = self.context.prepared.sentences.iter().take(SEARCHED_MAX);
        let unknown = |sentence: &Sentence| {
            let is_exception = EXCEPTION.is_match(&sentence.text);
            let mentions = outsiders_in(&sentence.text).into_iter().filter_map(|place| self.context.mention(place));
            let of_the_group = mentions.filter(|mention| {
                mention.outsider == Some(Outsider::Unknown) && (is_exception || TITLE.is_match(&mention.written))
            });
            of_the_group.map(|mention| mention.written.clone()).collect::<Vec<String>>()
        };
        sentences.filter(speaks).flat_map(unknown).collect()
    }

    /// "Late: Will." where nobody was found in the words: who it was is not known.
    fn heads_nobody(&self) -> bool {
        static HEADED: LazyLock<Regex> = LazyLock::new(|| {
            rule(
                r"(?i)^\W*(?:late(?:comers?)?|absen(?:t|ces?|tees?)|missing|away|apolog(?:y|ies)|apols?|excused|dnas?|no[- ]shows?|turned away|left early)(?: ?\([^)]*\))? ?[:=-]+ *(?P<who>[^@#]*[a-z][^@#]*)$",
            )
        });
        static NOBODY: LazyLock<Regex> = LazyLock::new(|| {
            rule(
                r"(?i)^\W*(?:none|nil|nobody|no|no[- ]?one|not|n/?a|zero|nothing|as|see|the|same|all|everyone|everybody|both)\b",
            )
        });
        let sentences = self.context.prepared.sentences.iter().take(SEARCHED_MAX);
        let mut under = sentences.filter_map(|sentence| HEADED.captures(&sentence.text)?.name("who"));
        under.any(|who| !NOBODY.is_match(who.as_str()))
    }

    fn some_sentence(&self, pattern: &Regex) -> bool {
        let sentences = &self.context.prepared.sentences;
        self.out
            .sentences
            .iter()
            .filter_map(|place| sentences.get(*place))
            .any(|sentence| pattern.is_match(&sentence.text))
    }
}

/// A title that students are called by.
static TITLE: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)^(?:mr|ms|miss|mx)\b"));

/// Somebody who is no student was away, or is an exception.
static STRANGER: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:absen\w+|missing|missed|away|late|except|exceptions?|apart from|but|bar|save|apolog\w+|excused)\b.{0,12}#\d|#\d+(?:'s)? (?:was |is |were )?(?:absent|missing|away|late|excused|did not|didn't|not)\b",
    )
});

/// "With the exception of Miss Lee": whoever it is, the group is not said to have been whole.
static EXCEPTION: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:except|excepting|exceptions?|apart from|other than|but|bar|save)(?: for| of| being| is| was|:)? ?#\d",
    )
});

/// What can only be said of a student, not of everyone.
fn is_of_a_student(said: Said) -> bool {
    matches!(said, Said::Reason | Said::Excused | Said::NoReason | Said::Late | Said::TurnedAway)
}

static TALK: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:present(?:ed|ing|er|ation)|cases?|talked|spoke|told us|said|discussed|brought|baked|made|led|asked|laughed|cried|contributed|chatty|quiet|brilliant|great|excellent|wonderful|lovely|superb|thoughtful|moving|helpful|good|well done|on form|engaged|lively|funny|sat|shared|thanks to|giggle\w*|role[- ]play|enjoyed|insightful|impressive|star|hero|birthday|inseparable)\b",
    )
});

static GROUP: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\b(?:rest|others?|everyone|everybody|all|remainder|full house)\b"));

/// "One ill and one on leave": who is which is for a person to say.
static SHARED_OUT: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\bone\b[^.]{1,60}\b(?:one|the other)\b|\brespectively\b"));

/// A heading of those who were missing, with nothing under it; "everyone except the two I told you of".
static UNNAMED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:not (?:there|here|present)|absent|missing|away)\s*:\s*$|\b(?:except|apart from|bar)(?: for)? (?:the |those )?(?:ones?|two|three|people|those|usual)\b",
    )
});

/// "In your record stands Wei among the present; this is not so."
static NOT_THE_CASE: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"(?i)^\W*(?:this|that|it|which) (?:is|was) (?:not (?:so|true|the case|how it was)|untrue|incorrect)\b")
});

/// "Either Tom B or Tom N was away"; denied, it is said of both.
static ONE_OR_OTHER: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)@\d+ (?:or|and/or|/or) @\d+"));
static DENIED: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\b(?:not|never|no|neither|nor|without|nobody|none|\w+n't|cannot)\b"));

/// Two names that were taken for one another.
static WRONG_WAY: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)@\d+.*@\d+.*(?:@\d+|\b(?:be|them|is|was|are|it's|got)) (?:the )?(?:other|wrong) way (?:a?round|about)\b|\b(?:i meant|meant to (?:say|put|write)|i(?:'d| had)? asked for) @\d+|\byou have @\d+[^@]{0,20}@\d+|\b(?:take|remove|delete|wipe|cancel|strike) (?:the|that|this|his|her) absence\b",
    )
});
/// "Aisha was absent, Ayesha was not."
static CONTRAST: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)@\d+[^.;@]*\b(?:absent|missing|away|late|off)\b[^.;@]*@\d+ (?:was(?: not|n't)|were(?: not|n't))\W*(?:$|[.,;!])",
    )
});

/// A register that its writer is not sure of.
static HEDGE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:probably|maybe|perhaps|possibly|not (?:entirely |completely |totally |absolutely |100% |quite |very )?(?:certain|positive|sure (?:if|whether|that|about))|(?:fairly|pretty|almost|nearly) (?:sure|certain)|check with|double[- ]check|could be wrong|may be wrong|might be wrong|if (?:i remember|memory serves)|or was it|or maybe|may have been|might have been|could have been|i think it was|one or two)\b|\b(?:might|may|would|could|'d|wouldn't|couldn't|won't|can't)(?: not)? (?:be|come|make|arrive|attend|have to|need to|miss)\b[^.;]{0,30}\b(?:but|though|yet|in the event|in the end)\b[^.;]{0,25}\b(?:wasn't|didn't|was|did|on time|made it|came)\b",
    )
});
