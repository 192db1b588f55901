//! Reads a student's message: for each session what they say of their own coming, what else a person must see, and
//! whether the reading is sure enough to be applied by itself.
//!
//! Clause by clause, in the order of the words: [`clauses`] cuts, [`claims`] reads each clause, [`scope`] finds the
//! session, [`stance`] folds, [`doubt`] decides whether a person is asked. Linear in the message; knows no clock.

mod claims;
mod clauses;
mod clock_words;
mod doubt;
mod flags;
mod scope;
mod senses;
mod stance;
mod subject;
#[cfg(test)]
mod tests;

use crate::domain::id::{GroupId, PersonId};
use crate::domain::said::{Flag, Stance, StudentSays};
use crate::inbound::dates::{Kind, Scope, Tense};
use crate::inbound::reading::{AboutKind, Evidence, Line, Read, Scene, Words};
use crate::inbound::tokens::TOKENS_MAX;
use crate::inbound::welfare;

use claims::{Claim, Heard, Says, hear};
use clauses::Page;
use scope::Focus;
use senses::Sense;
use stance::{Aimed, Doubt, Folded, Manner, fold};
use subject::Others;

/// What a student says of their own sessions, with the evidence for it; `acts` is false where a person must be asked.
pub fn read_student(words: &Words, scene: &Scene, student: PersonId, group: GroupId) -> Read<StudentSays> {
    let scope = Scope::new(scene, group);
    let mut reader = Reader::new(scene, &scope, student, group);
    reader.subject_line(&words.subject);
    for (answers, text) in blocks(&words.lines) {
        reader.block(&text, answers);
    }
    reader.manner.plain = reader.read.is_plain();
    let folded = fold(&reader.aimed, &scope, reader.manner);
    reader.conclude(folded, words)
}

/// The lines in blocks that answer the same quoted line, or none.
fn blocks(lines: &[Line]) -> Vec<(Option<&str>, String)> {
    let mut blocks: Vec<(Option<&str>, String)> = Vec::new();
    for line in lines {
        match blocks.last_mut() {
            Some((answers, text)) if *answers == line.answers.as_deref() => {
                text.push('\n');
                text.push_str(&line.text);
            }
            _ => blocks.push((line.answers.as_deref(), line.text.clone())),
        }
    }
    blocks
}

struct Reader<'a> {
    scope: &'a Scope,
    kind: Option<AboutKind>,
    focus: Focus<'a>,
    others: Others,
    aimed: Vec<Aimed>,
    manner: Manner,
    flags: Vec<(Flag, String)>,
    doubts: Vec<Doubt>,
    /// Sessions that were named in clauses from which no rule took a stance.
    unclaimed: Vec<u8>,
    read: doubt::Tally,
}

impl<'a> Reader<'a> {
    fn new(scene: &Scene, scope: &'a Scope, student: PersonId, group: GroupId) -> Self {
        let mut focus = Focus::new(scope);
        let kind = scene.about.map(|about| about.kind);
        let manner = Manner {
            explains: kind == Some(AboutKind::CheckIn),
            ..Manner::default()
        };
        focus.no_default = matches!(kind, Some(AboutKind::Welcome | AboutKind::Digest)) && scope.about.is_none();
        Self {
            scope,
            kind,
            focus,
            others: Others::new(scene.roster, group, scope.today, student),
            aimed: Vec::new(),
            manner,
            flags: Vec::new(),
            doubts: Vec::new(),
            unclaimed: Vec::new(),
            read: doubt::Tally::default(),
        }
    }

    /// A subject that the student wrote counts as the first words of the message; one of ours does not.
    fn subject_line(&mut self, subject: &str) {
        let lower = subject.trim().to_lowercase();
        let ours = REPLY_MARKS.iter().any(|mark| lower.starts_with(mark))
            || lower.contains("balint group on")
            || lower.contains("your balint group");
        if ours || lower.is_empty() {
            return;
        }
        let page = Page::new(subject);
        let heard = hear(&page, &mut self.others);
        self.claims(&page, &heard, true);
        if self.focus.spoken.is_empty() {
            self.focus.given = self.named_in(&page);
        } else {
            self.focus.given = std::mem::take(&mut self.focus.spoken);
        }
    }

    fn named_in(&self, page: &Page) -> Vec<u8> {
        let readings = page.phrases.iter().map(|p| self.focus.resolve(p, Tense::Either));
        readings
            .filter(|r| r.kind == Kind::Exact)
            .flat_map(|r| r.sessions)
            .collect()
    }

    /// Reads a run of lines; where they answer a quoted line, its sessions are those spoken of.
    fn block(&mut self, text: &str, answers: Option<&str>) {
        if let Some(quoted) = answers {
            let mut named = self.named_in(&Page::new(quoted));
            // "And then every other Tuesday" goes on from what was answered before.
            let said: Vec<u8> = self.aimed.iter().flat_map(|a| &a.aim.sessions).copied().collect();
            if named.iter().any(|n| !said.contains(n)) {
                named.retain(|n| !said.contains(n));
            }
            if !named.is_empty() {
                self.focus.spoken = named;
            }
        }
        let page = Page::new(text);
        if page.tokens.len() >= TOKENS_MAX {
            self.doubts.push(Doubt::Length);
        }
        let heard = hear(&page, &mut self.others);
        self.claims(&page, &heard, false);
        let to_come = self
            .scope
            .about
            .and_then(|n| self.scope.sitting(n))
            .is_some_and(|s| !s.past);
        let raised = flags::raised(&page, &heard);
        // Before the session there is nothing to object to but a register or a letter.
        self.flags.extend(
            raised
                .into_iter()
                .filter(|(flag, words)| *flag != Flag::Dispute || !to_come || flags::objects_to_records(words)),
        );
        self.manner.leaves |= self.flags.iter().any(|(flag, _)| *flag == Flag::Leaving);
        self.read.add(&page, &heard, self.manner.explains);
        self.manner(&page, &heard);
    }

    /// Aims the claims of a page, in order.
    fn claims(&mut self, page: &Page, heard: &[Heard], in_subject: bool) {
        let mut pending: Vec<usize> = Vec::new();
        let mut sentence = usize::MAX;
        let mut last: Option<Claim> = None;
        for (clause, heard) in page.clauses.iter().zip(heard) {
            if clause.sentence != sentence {
                pending.clear();
                sentence = clause.sentence;
                last = None;
            }
            let days: Vec<usize> = clause.days.iter().map(|(_, phrase)| *phrase).collect();
            for claim in &heard.claims {
                if in_subject && matches!(claim.says, Says::Reason | Says::Account) {
                    continue;
                }
                let aim = self.focus.aim(claim, page, &pending);
                let starts = aim
                    .sessions
                    .first()
                    .and_then(|n| self.scope.sitting(*n))
                    .map(|s| s.starts);
                let late = claim.says == Says::Attending
                    && starts.is_some_and(|at| clock_words::comes_after(&clause.text, at));
                let says = if late { Says::Late } else { claim.says };
                let claim = &Claim { says, ..claim.clone() };
                self.aimed.push(Aimed {
                    claim: claim.clone(),
                    aim,
                });
                if !matches!(claim.says, Says::Reason | Says::Account) {
                    last = Some(claim.clone());
                    pending.clear();
                }
            }
            let mere_thanks = ["reminder", "message", "email", "note"]
                .iter()
                .any(|w| clause.text.contains(w));
            if heard.claims.iter().all(|c| c.says == Says::Account) && !heard.set_aside && !in_subject && !mere_thanks {
                let phrases = clause.days.iter().filter_map(|(_, phrase)| page.phrases.get(*phrase));
                let unused = phrases.filter(|p| scope::names_a_meeting_day(&p.when));
                let named = unused
                    .map(|p| self.focus.resolve(p, Tense::Either))
                    .filter(|r| r.kind == Kind::Exact);
                self.unclaimed.extend(named.flat_map(|r| r.sessions));
            }
            if heard.claims.is_empty() && !heard.set_aside && !days.is_empty() {
                let bare = is_bare_list(&clause.text);
                if let Some(last) = last.clone().filter(|_| bare) {
                    let more = Claim { phrases: days, ..last };
                    let aim = self.focus.aim(&more, page, &[]);
                    self.aimed.push(Aimed { claim: more, aim });
                } else {
                    pending.extend(days);
                }
            } else if heard
                .claims
                .iter()
                .all(|c| matches!(c.says, Says::Reason | Says::Account))
            {
                pending.extend(days);
            }
        }
    }

    fn manner(&mut self, page: &Page, heard: &[Heard]) {
        for one in heard {
            self.manner.apologises |= one.has(Sense::Apology) && !one.has(Sense::ApologyOther);
            self.manner.shut_out |= one.has(Sense::ShutOut);
            self.manner.promises |= one.has(Sense::Pending);
            self.manner.seeks_leave |= one.seeks_leave;
            self.manner.recovered |= one.has(Sense::Recovered);
            self.manner.regrets |= one.has(Sense::Regret) && !one.has(Sense::ApologyOther);
        }
        self.manner.words += page.tokens.iter().filter(|t| !t.is_mark()).count();
    }

    fn conclude(mut self, folded: Folded, words: &Words) -> Read<StudentSays> {
        self.doubts.extend(folded.doubts);
        let mut stances = folded.stances;
        if let Some(about) = self.story() {
            stances.entry(about).or_insert(Stance::Absent);
            self.doubts.push(Doubt::BareReason);
        }
        let raised: Vec<Flag> = self.flags.iter().map(|(flag, _)| *flag).collect();
        self.doubts.extend(self.read.doubts(&stances, &raised));
        let open = |n: &u8| !stances.contains_key(n) && self.scope.sitting(*n).is_some_and(|s| !s.past);
        if self.unclaimed.iter().any(open) && !flags::set(&self.flags).contains(&Flag::OtherStudent) {
            self.doubts.push(Doubt::Unread);
        }
        let mut flags = flags::set(&self.flags);
        let mut evidence = self.evidence();
        if let Some(why) = welfare::welfare(&format!("{}\n{}", words.subject, words.text())) {
            flags.insert(Flag::Welfare);
            evidence.push(why);
        }
        let unread = self.doubts.iter().any(|d| {
            !matches!(
                d,
                Doubt::Contradiction | Doubt::Hedge | Doubt::GuessedSession | Doubt::Impossible | Doubt::Open
            )
        });
        if (unread && stances.is_empty()) || self.doubts.contains(&Doubt::UnclearDate) {
            flags.insert(Flag::Question);
        }
        let acts = self.doubts.is_empty();
        let likely = if acts { Vec::new() } else { self.likely(&stances) };
        Read {
            says: StudentSays { stances, flags },
            acts,
            evidence,
            likely,
        }
    }

    /// The missed session that a letter asked about, where the answer is long and yet no rule saw an account in it.
    fn story(&self) -> Option<u8> {
        let placed = self
            .aimed
            .iter()
            .any(|a| !matches!(a.claim.says, Says::Farewell | Says::SeeYou));
        let objects = self
            .flags
            .iter()
            .any(|(flag, _)| matches!(flag, Flag::Dispute | Flag::Question));
        let about = self
            .scope
            .about
            .filter(|_| self.manner.explains && self.read.tells_a_story());
        about.filter(|_| !placed && !objects)
    }

    fn evidence(&self) -> Vec<Evidence> {
        let of_claims = self.aimed.iter().map(|Aimed { claim, aim }| Evidence {
            rule: format!("{:?} {:?} {:?}", claim.says, aim.how, aim.sessions),
            words: claim.words.clone(),
        });
        let of_flags = self.flags.iter().map(|(flag, words)| Evidence {
            rule: format!("{flag:?}"),
            words: words.clone(),
        });
        let of_doubts = self.doubts.iter().map(|doubt| Evidence {
            rule: format!("asks: {doubt:?}"),
            words: String::new(),
        });
        of_claims.chain(of_flags).chain(of_doubts).collect()
    }

    /// The readings that a person who is asked would choose from.
    fn likely(&self, stances: &std::collections::BTreeMap<u8, Stance>) -> Vec<String> {
        let number = stances
            .keys()
            .next()
            .copied()
            .or(self.scope.about)
            .or_else(|| self.scope.to_come().next().map(|s| s.number));
        let Some(number) = number else {
            return Vec::new();
        };
        let first = stances.get(&number).copied();
        let past = self.scope.sitting(number).is_some_and(|s| s.past);
        let order = if past {
            [Stance::Absent, Stance::WasPresent]
        } else {
            [Stance::Absent, Stance::Attending]
        };
        let all = first.into_iter().chain(order.into_iter().filter(|s| Some(*s) != first));
        let said = all.map(|stance| format!("session {number}: {}", name(stance)));
        said.chain(["nothing about a session".to_owned()])
            .take(LIKELY_MAX)
            .collect()
    }
}

/// A person chooses from no more than this.
const LIKELY_MAX: usize = 3;

fn name(stance: Stance) -> &'static str {
    match stance {
        Stance::Absent => "absent",
        Stance::Attending => "coming",
        Stance::Late => "late",
        Stance::Unsure => "not sure yet",
        Stance::WasPresent => "was there",
    }
}

/// Is this clause no more than further dates to what was claimed just before: "the 8th or the 26th"?
fn is_bare_list(text: &str) -> bool {
    const FILLERS: &[&str] = &[
        "xday", "or", "and", "the", "on", "also", "both", "either", "nor", "of", "then", "plus", "too", "to", "even",
        "for", "this", "that", "ones", "one", "session", "sessions", "all", "well", "as", "again", "ones", "one",
        "session", "sessions", "all", "well", "as", "possibly", "probably", "again",
    ];
    text.split(' ').all(|w| FILLERS.contains(&w))
}

/// How mail programs mark an answer's subject.
const REPLY_MARKS: &[&str] = &[
    "re:", "aw:", "sv:", "fw:", "fwd:", "antw:", "tr:", "rif:", "odp:", "vs:", "re[", "ynt:", "res:",
];

#[cfg(feature = "dump")]
pub fn dump(text: &str, scene: &Scene, student: PersonId, group: GroupId) {
    let scope = Scope::new(scene, group);
    let mut others = Others::new(scene.roster, group, scope.today, student);
    let page = Page::new(text);
    let heard = hear(&page, &mut others);
    for (clause, heard) in page.clauses.iter().zip(&heard) {
        eprintln!(
            "  [{:?}{}] {:?} subj {:?} aside {} req {}",
            clause.head,
            if clause.asks { "?" } else { "" },
            clause.text,
            heard.subject,
            heard.set_aside,
            flags::is_request(clause)
        );
        for h in senses::stances(&clause.text)
            .iter()
            .chain(&senses::reasons(&clause.text))
            .chain(&senses::asides(&clause.text))
        {
            eprintln!("       {:?} <{}>", h.sense, &clause.text[h.range.clone()]);
        }
        for c in &heard.claims {
            eprintln!(
                "       => {:?} {:?} phrases {:?}",
                c.says,
                c.tense,
                c.phrases.iter().map(|p| &page.phrases[*p].when).collect::<Vec<_>>()
            );
        }
    }
}
