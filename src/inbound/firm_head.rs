//! Reads a firm head's answer about students of the firm (the reading guide, "The label of a firm head's message").

use std::sync::LazyLock;

use regex::Regex;

use crate::domain::id::PersonId;
use crate::domain::said::FirmAnswer;
use crate::inbound::co_leader::orders::LIKEWISE;
use crate::inbound::co_leader::statement::says_away;
use crate::inbound::co_leader::text::{Prepared, Sentence, prepare};
use crate::inbound::names::{Mention, Roll, rule};
use crate::inbound::reading::{AboutKind, Evidence, Read, Scene, Words};

/// Reads what a firm head wrote.
pub fn read_firm_head(words: &Words, scene: &Scene, firm_head: PersonId) -> Read<Vec<FirmAnswer>> {
    read_settled(words, scene, firm_head, &[])
}

/// The same where the writer has said whom the names mean that are not clear by themselves.
pub fn read_settled(words: &Words, scene: &Scene, firm_head: PersonId, settled: &[PersonId]) -> Read<Vec<FirmAnswer>> {
    let roll = Roll::of_firm(scene.roster, firm_head, scene.calendar.day(scene.now));
    let mut prepared = prepare(words, scene, firm_head, &roll);
    prepared.settle(settled);
    let mut reader = Reader {
        scene,
        prepared: &prepared,
        answers: Vec::new(),
        evidence: Vec::new(),
        doubts: Vec::new(),
        latest: scene.about.and_then(|about| about.student).into_iter().collect(),
        unclear: Vec::new(),
        left: Vec::new(),
        wants: false,
    };
    for sentence in &prepared.sentences {
        reader.sentence(sentence);
    }
    reader.finish(words)
}

struct Reader<'a> {
    scene: &'a Scene<'a>,
    prepared: &'a Prepared,
    answers: Vec<FirmAnswer>,
    evidence: Vec<Evidence>,
    doubts: Vec<&'static str>,
    /// The students spoken of last: "she", "both of them".
    latest: Vec<PersonId>,
    unclear: Vec<PersonId>,
    /// Students in words that were not understood, who must have an answer elsewhere.
    left: Vec<PersonId>,
    /// Words that were not understood want something done.
    wants: bool,
}

impl Reader<'_> {
    fn kind(&self) -> Option<AboutKind> {
        self.scene.about.map(|about| about.kind)
    }

    fn sentence(&mut self, sentence: &Sentence) {
        let text = sentence.text.as_str();
        let before = self.answers.len();
        if HOLD.is_match(text) && (!sentence.asks || POLITE_HOLD.is_match(text)) {
            for student in self.meant(text) {
                self.give("hold", FirmAnswer::Hold { student }, sentence);
            }
        }
        if CONCERN.is_match(text) && !NO_CONCERN.is_match(text) && !sentence.asks {
            for student in self.meant(text) {
                self.give("concern", FirmAnswer::Concern { student }, sentence);
            }
        }
        if !sentence.asks {
            let nothing = NOTHING.is_match(text);
            for clause in clauses(text).into_iter().filter(|_| !nothing) {
                let before_clause = self.answers.len();
                self.likewise(clause, sentence);
                self.discussed(clause, sentence);
                if self.kind() == Some(AboutKind::SmallGroupCheck) || TEACHING.is_match(clause) {
                    self.attended(clause, sentence);
                }
                self.note_what_is_left(clause, before_clause);
                let named = self.named(clause);
                if !named.is_empty() {
                    self.latest = named;
                }
            }
        }
        let read = self.answers.len() > before;
        if sentence.asks && !COURTESY.is_match(text) && !(read && POLITE_HOLD.is_match(text))
            || ASKS.is_match(text) && !read
        {
            self.give("question", FirmAnswer::Question, sentence);
        }
        let named = self.named(text);
        if !named.is_empty() {
            self.latest = named;
        }
    }

    /// The students clearly named in a text; one that is not clear is a doubt.
    fn named(&mut self, text: &str) -> Vec<PersonId> {
        let mut students = Vec::new();
        for place in marks(text) {
            let Some(mention) = self.prepared.marked.mentions.get(place) else {
                continue;
            };
            if mention.is_unclear() {
                self.doubts.push("a name fits several students, or none");
                self.unclear.extend(&mention.fits);
            }
            students.extend(Mention::people(mention));
        }
        students
    }

    fn meant(&mut self, text: &str) -> Vec<PersonId> {
        let named = self.named(text);
        if !named.is_empty() {
            return named;
        }
        if marks(text).is_empty() {
            if self.latest.is_empty() && text.split_whitespace().count() > 1 {
                self.doubts.push("no student is named");
            }
            return self.latest.clone();
        }
        Vec::new()
    }

    /// Notes a clause that neither answers nor puts the answer off.
    fn note_what_is_left(&mut self, clause: &str, answers_before: usize) {
        let read = self.answers.len() > answers_before
            || LATER.is_match(clause)
            || NOT_DISCUSSED.is_match(clause)
            || NOTHING.is_match(clause)
            || HOLD.is_match(clause)
            || CONCERN.is_match(clause);
        if !read {
            let named = self.named(clause);
            self.left.extend(named);
            self.wants |= WANTS.is_match(clause);
        }
    }

    fn discussed(&mut self, clause: &str, sentence: &Sentence) {
        if !DISCUSSED.is_match(clause) || NOT_DISCUSSED.is_match(clause) {
            return;
        }
        for student in self.meant(clause) {
            self.give("discussed", FirmAnswer::Discussed { student }, sentence);
        }
    }

    fn attended(&mut self, clause: &str, sentence: &Sentence) {
        // "No problem, she was there": the first word answers the request, not the question.
        let clause = &*NO_TROUBLE.replace_all(clause, "");
        let no = NOT_THERE.is_match(clause);
        let yes = THERE.is_match(clause) && !THERE_WAS.is_match(clause);
        let no = no || !yes && !marks(clause).is_empty() && says_away(clause);
        if !no && !yes || LATER.is_match(clause) {
            return;
        }
        for student in self.meant(clause) {
            self.give("attended teaching", FirmAnswer::AttendedTeaching { student, yes: !no }, sentence);
        }
    }

    /// "Yes. And Mohamed too.": the same is said of another.
    fn likewise(&mut self, clause: &str, sentence: &Sentence) {
        let last = self.answers.iter().rev().find(|answer| **answer != FirmAnswer::Question).cloned();
        let (Some(last), true) = (last, LIKEWISE.is_match(clause)) else { return };
        for student in self.named(clause) {
            let answer = match last {
                FirmAnswer::Discussed { .. } => FirmAnswer::Discussed { student },
                FirmAnswer::AttendedTeaching { yes, .. } => FirmAnswer::AttendedTeaching { student, yes },
                FirmAnswer::Concern { .. } => FirmAnswer::Concern { student },
                FirmAnswer::Hold { .. } => FirmAnswer::Hold { student },
                FirmAnswer::Question => continue,
            };
            self.give("likewise", answer, sentence);
        }
    }

    fn give(&mut self, rule: &str, answer: FirmAnswer, sentence: &Sentence) {
        if let FirmAnswer::AttendedTeaching { student, yes } = answer {
            let earlier = self.answers.iter().find_map(|known| match known {
                FirmAnswer::AttendedTeaching { student: of, yes } if *of == student => Some(*yes),
                _ => None,
            });
            match earlier {
                Some(known) if known != yes && RETRACTS.is_match(&sentence.text) => {
                    self.doubts.push("said both to have been there and not");
                    return;
                }
                // The first answer counts; talk about the session follows it.
                Some(_) => return,
                None => {}
            }
        }
        if !self.answers.contains(&answer) {
            self.answers.push(answer);
            self.evidence.push(Evidence { rule: rule.to_owned(), words: self.prepared.written(sentence) });
        }
    }

    fn finish(mut self, words: &Words) -> Read<Vec<FirmAnswer>> {
        let silent = self.answers.is_empty() && words.lines.iter().any(|line| !line.text.trim().is_empty());
        if silent
            && !self
                .prepared
                .sentences
                .iter()
                .all(|sentence| NOTHING.is_match(&sentence.text) || LATER.is_match(&sentence.text))
        {
            self.doubts.push("nothing of this was understood");
        }
        let unanswered = self.left.iter().any(|student| !self.answers.iter().any(|answer| is_about(answer, *student)));
        if (unanswered || self.wants) && !self.answers.contains(&FirmAnswer::Question) {
            self.doubts.push("a clause was not understood");
        }
        let doubtful = !self.doubts.is_empty();
        if doubtful && !self.answers.contains(&FirmAnswer::Question) {
            self.answers.push(FirmAnswer::Question);
        }
        let doubts = self.doubts.iter().map(|doubt| Evidence { rule: "doubt".to_owned(), words: (*doubt).to_owned() });
        self.evidence.extend(doubts);
        let asks_only = self.answers == [FirmAnswer::Question];
        let likely = self
            .unclear
            .iter()
            .filter_map(|id| self.scene.roster.people.get(id))
            .map(|person| person.name.as_str().to_owned())
            .take(3)
            .collect();
        Read { acts: !doubtful && !asks_only, says: self.answers, evidence: self.evidence, likely }
    }
}

fn is_about(answer: &FirmAnswer, student: PersonId) -> bool {
    match answer {
        FirmAnswer::Discussed { student: of }
        | FirmAnswer::AttendedTeaching { student: of, .. }
        | FirmAnswer::Concern { student: of }
        | FirmAnswer::Hold { student: of } => *of == student,
        FirmAnswer::Question => false,
    }
}

fn marks(text: &str) -> Vec<usize> {
    static MARK: LazyLock<Regex> = LazyLock::new(|| rule(r"@(\d+)"));
    MARK.captures_iter(text).filter_map(|found| found.get(1)?.as_str().parse().ok()).collect()
}

/// The parts of a sentence that each speak of a student.
fn clauses(text: &str) -> Vec<&str> {
    static BETWEEN: LazyLock<Regex> =
        LazyLock::new(|| rule(r"(?i),? but |[,;] (?:and )?(?:@)|\(| and i | so i |, i |, we |\. "));
    let mut parts = Vec::new();
    let mut start = 0;
    for found in BETWEEN.find_iter(text) {
        let end = if found.as_str().ends_with('@') { found.end() - 1 } else { found.end() };
        parts.push(text.get(start..found.start()).unwrap_or_default());
        start = if found.as_str().contains(" i ") || found.as_str().contains(" we ") { found.start() } else { end };
    }
    parts.push(text.get(start..).unwrap_or_default());
    parts
}

static HOLD: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:hold(?:ing)? (?:off|on|fire|back|anything|further|this|it|@\d+|your)|(?:please|do|kindly) hold|^hold\b|put .{0,30}on hold|(?:don't|do not|please don't|no need to|rather you didn't|prefer (?:you|that you|it if you) (?:didn't|not)|please not)(?: (?:do|be|yet|please))* (?:send|escalate|write|email|take (?:it|this|things|any)|contact|chase|involve|go (?:any )?further)|(?:give|allow) (?:this|it|her|him|them|@\d+|me|us) (?:a|an|another|until|till|some|more|the|one|two|time)|(?:rather|prefer)(?: (?:it|you|that|if|we|this))* (?:left|leave|waited|wait|held|hold|didn't)|leave (?:it|this|her|him|them|that|@\d+)(?: one| matter)? (?:with me|to me|for now|for the moment|alone|be|until)|wait (?:until|till|a|for|before)|pause|(?:no|nothing|any) (?:further|more)(?: (?:letters?|e-?mails?|chasers?|reminders?|messages?|action|steps?))?|(?:nothing|anything) (?:more|further|else) (?:until|till|for now|is sent|be sent|to be sent|gets sent|goes)|not (?:be )?(?:escalated|taken further|sent|contacted)|stand down|back off)\b",
    )
});
static POLITE_HOLD: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:could|can|would|will) (?:you|we|this|it|i ask you)(?: to)?(?: (?:please|pls|possibly|kindly|just))? (?:hold|wait|give|leave|pause|not|allow|be held|hang)\b|\bplease\b",
    )
});
static CONCERN: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:i'm|am|i|are|bit|rather|quite|very|remain|also|still|getting|increasingly|we're|we|share the|share your|real|some|serious|my|similar|same|have|has|more|a) (?:\w+ )?(?:worried|concerned|concerns?|worry|worries|uneasy)|(?:worries|concerns|troubles|bothers) (?:me|us)|like to (?:flag|raise)|flag(?:ging)? (?:@\d+|her|him|them|up|a concern)|raise (?:a )?concerns?|not (?:really |at all )?engag(?:ed|ing)|disengaged|cause for concern|struggling|not (?:herself|himself|coping|right))\b",
    )
});
static NO_CONCERN: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:not|no|n't|nothing|without|never|any|no longer|none)(?: (?:a|particularly|too|very|at all|especially|overly|any|be|further|real|other|other|major|particular))* (?:worried|concerned|concerns?|worries|worry|flag|concerning)\b|\bdon't worry\b|\bno worries\b",
    )
});
static DISCUSSED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:discussed|spoke(?:n)?|talked|met(?: up)?(?: with)?|had (?:a |another |quick |brief |good |long |the |our |my )*(?:word|chat|conversation|talk|meeting|sit[- ]down|catch[- ]up|discussion|coffee)|(?:had|have) (?:words|it out)|(?:'s|has|have|'ve) (?:now |just |already |also )?(?:had|seen|met|spoken|chatted|talked|discussed)|saw (?:@\d+|her|him|them|both)|seen (?:@\d+|her|him|them|both|and)|(?:came|come|been|popped in|dropped in|popped by|dropped by) to (?:see|find|talk to|speak to|speak with|talk with) (?:me|us)|sat down with me|chatted|caught up with|sat down with|caught (?:@\d+|her|him|them)|(?:asked|ask) (?:@\d+|her|him|them) about|(?:raised|mentioned|brought) (?:it|this|that)(?: up)? (?:with|to) (?:@\d+|her|him|them)|conversation (?:had|done|held)|(?:been|gone|went) (?:through|over) (?:this|it|that|things|everything|the \w+|(?:his|her|their) \w+)|(?:done|dealt with|sorted)|we(?:'ve| have) (?:now )?(?:talked|spoken|met))\b|@\d+(?:'s been| has been| was| were|:)? ?(?:-|:)? ?(?:seen|spoken to|met|done|sorted)\b",
    )
});
static NO_TROUBLE: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\bno (?:problems?|trouble|bother|worries)\b"));
static NOT_DISCUSSED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:not|n't|yet to|never|haven't|hasn't|didn't|unable to|couldn't|no one has|nobody has|no chance to)(?: (?:yet|had|been|a|able|to|actually|managed|the chance|chance|managed to|really|had a chance to))* (?:discuss\w*|spok\w+|speak|talk\w*|met|meet|seen?|had|word|caught|catch|chat\w*|get hold|got hold|reach\w*)|(?:will|'ll|shall|going to|plan(?:ning)? to|intend to|hope to|hoping to|trying to|try to|tried to|want to|would like to|like to|about to|meaning to|until|once|when|after|before|need to|due to) (?:[\w']+ ){0,4}(?:discuss\w*|spok\w+|speak|talk\w*|met|meet|seen?|see|had|have|word|chat|done|dealt|sorted)|(?:spok\w+|speak|talked|had a word) (?:to|with) (?:his|her|their) (?:tutor|personal|supervisor|mentor|friends?|flatmate|parents?|mother|father|partner|gp)|spoke too soon|not yet|still to (?:do|see|speak|talk|meet|discuss)|suggest(?:ed|ing) (?:we|that we|a)|arrang(?:ed|ing) to|asked (?:her|him|them|@\d+) to|who (?:discussed|spoke))\b",
    )
});
static TEACHING: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\b(?:small[- ]group|teaching|tutorial|bedside|my session|my group that day)\b"));
static THERE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:(?:^\W*|@\d+(?:'s)? ?[:,=-]* ?)(?:y|yes|yep|yup|yeah|yea|affirmative|correct|indeed|👍|✅|✔|both|they both|all)\b|^\W*(?:👍|✅|✔)|\b(?:yes|yep|was there|were there|was here|was present|were present|was in|were in|came|attended|was indeed|did(?: come| attend)|turned up|present|there|with (?:us|me|them|the others)|in attendance|made it|joined|(?:she|he|they) (?:was|were)(?: (?:indeed|there|here|present|in|definitely|certainly)|,|[.!]|$)|sat|late|contributed|presented|stayed)\b|\b(?:was|were|did)(?:[.,!);]|$))",
    )
});
static THERE_WAS: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)^\W*there (?:was|were|is|are|has|had|isn't|wasn't)\b"));
static NOT_THERE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:^\W*(?:n|no|nope|nah|negative|neither|afraid not|👎|❌|✗)\b|^\W*(?:👎|❌|✗)|(?:[:,-]|@\d+) ?(?:no|n|nope)\b|\b(?:wasn't|was not|weren't|were not|wasnt|didn't|did not|didnt|absent|missing|missed|no[- ]show|dna|never (?:came|showed|turned up|appeared|arrived)|neither|not (?:there|present|in|here|seen)|no sign of|was away|were away|away (?:that|on|at)|off sick|(?:rang|called|phoned) in sick|off sick|was (?:sick|ill|unwell)|meant to be|supposed to be|(?:afraid|sadly|unfortunately|regrettably|apparently|definitely|certainly|probably) not|not (?:that i|to my knowledge|as far as)|failed to|skipped|no, )\b)",
    )
});
static RETRACTS: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\b(?:sorry|actually|correction|no wait|scrap|i mean|in fact|mistake)\b"));
static LATER: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:(?:i'll|i will|will|'ll|shall|we'll|let me|need to|have to|i'd have to|must|going to|i can) (?:\w+ )?(?:check|look|ask|find|see|let you|get back|speak|talk|chase|try|have a|meet|discuss|do|catch|raise|follow|keep|be|email|come back|confirm|arrange|pick)|(?:can't|cannot|don't) (?:remember|recall)|not sure|don't (?:know|remember|recall)|checking|e-?mailed (?:her|him|them|@\d+)|sent (?:her|him|them|@\d+) (?:an? )?(?:e-?mail|message|note|text)|written to|messaged|still to|tried|left (?:her|him|them|@\d+|a) (?:a )?(?:message|voicemail)|on my (?:list|radar)|in the diary|voicemail|(?:rang|called|phoned|tried|bleeped|looked for)\b.{0,40}\b(?:didn't|no answer|not (?:pick|answer|there)|voicemail|no luck|couldn't)|didn't (?:pick up|answer|reply|respond)|(?:meet(?:ing)?|see(?:ing)?|speak(?:ing)?|talk(?:ing)?|catch(?:ing)?|due|back|booked|appointment|diary)\b.{0,40}\b(?:tomorrow|next|this (?:week|afternoon|evening)|on \w+day|later|soon|\d)|no (?:reply|answer|response))\b",
    )
});
static COURTESY: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:is that (?:ok|okay|all right|enough)|if that's (?:ok|all right)|(?:^|[,.;-]) ?ok|does that help|how are you)\?\W*$",
    )
});
static ASKS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:would it be possible|wonder(?:ed|ing)? (?:if|whether)|(?:can|could|would) (?:you|someone) (?:please )?(?:tell|send|explain|let me know|ring|call|clarify|remind|take me|remove)|please (?:advise|clarify|explain|let me know|tell me|send|ring|call|remove|stop|take)|not (?:one of )?(?:my|mine|our) (?:student|firm)?|wrong (?:person|firm|consultant|firm head)|isn't (?:my|mine|on my|in my|one of)|don't (?:recognise|know (?:who|this|any)|have (?:a|any|this))|never heard of|no longer (?:my|on my|in my|with my|(?:her|his|their|the|a)? ?firm head|with (?:me|us)|on (?:this|our))|moved to (?:another|a different|#\d+|dr))\b",
    )
});
/// Words that want something done.
static WANTS: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\b(?:please|pls|kindly|ask that|would ask|sent|send|escalat\w+|letters?|wait|stop)\b"));
static NOTHING: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^\W*(?:(?:all |duly |many |much |ok |okay |yes )?(?:thanks|thank you|noted|received|ok|okay|understood|got it|great|cheers|ta|helpful|will do|fine|appreciated|nothing to add|no comment|interesting|useful|👍|🙏)\b.{0,60}|nothing .{0,60}|.{0,15}\bnot yet\b.{0,60}|no (?:concerns|worries|comments|news).{0,40}|@\d+(?:'s| is| has been)? (?:away|on leave|off|still to|not yet|tbc|pending).{0,40})$",
    )
});

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::inbound::co_leader::tests::world::{Case, World};

    #[test]
    fn answers_are_read_as_a_careful_person_would() {
        let world = World::new();
        let cases: Vec<Case> = include_str!("firm_head/firm_heads.txt").lines().filter_map(Case::of_line).collect();
        assert!(cases.len() >= 60);
        let failed: Vec<String> = cases.iter().filter_map(|case| failure(&world, case)).collect();
        assert!(failed.is_empty(), "{} of {}:\n{}", failed.len(), cases.len(), failed.join("\n"));
    }

    fn failure(world: &World, case: &Case) -> Option<String> {
        let about = case.kind.map(|kind| case.about(world, kind));
        let scene = Scene { roster: &world.roster, calendar: &world.calendar, now: case.now, about: about.as_ref() };
        let read = read_firm_head(&case.as_words(), &scene, world.person(&case.who));
        let of = |student: &PersonId| world.name(*student);
        let label = |answer: &FirmAnswer| match answer {
            FirmAnswer::Discussed { student } => format!("discussed {}", of(student)),
            FirmAnswer::AttendedTeaching { student, yes } => {
                format!("attended_teaching {} {}", of(student), if *yes { "yes" } else { "no" })
            }
            FirmAnswer::Concern { student } => format!("concern {}", of(student)),
            FirmAnswer::Hold { student } => format!("hold {}", of(student)),
            FirmAnswer::Question => "question".to_owned(),
        };
        let mut got: BTreeSet<String> = read.says.iter().map(label).collect();
        if !read.acts {
            got.insert("asks".to_owned());
        }
        let fits = if case.only_asks() { !read.acts } else { got == case.expected() };
        (!fits).then(|| format!("{:?}\n  expected {:?}\n  read     {got:?}", case.words, case.expected()))
    }
}
