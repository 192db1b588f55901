//! Goes over a sentence's pieces from left to right and keeps of whom it speaks: the names before, the list after a
//! heading, everyone, the exceptions, or somebody who is no student.

use super::piece::Piece;
use super::{Before, Group, Said, Statement, denies};

/// Of whom the words speak now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Subject {
    #[default]
    None,
    Names,
    Group,
    /// The writer, or something that is no student.
    Other,
    /// A case, a story: nothing in it is said of a student.
    Talk,
}

/// As what the names stand there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Role {
    #[default]
    Subject,
    Heading(Said),
    Excepted,
}

#[derive(Default)]
pub(super) struct Reader {
    pub(super) out: Statement,
    pub(super) before: Before,
    pub(super) subject: Subject,
    /// The names spoken of, and where the last part of their list after a comma begins.
    pub(super) names: Vec<usize>,
    pub(super) chunk: usize,
    pub(super) role: Role,
    /// Something was said of the names, or they were named before.
    pub(super) is_said: bool,
    pub(super) heading: Option<Said>,
    /// The heading holds for one list: "no Zoe".
    pub(super) one_list: bool,
    /// The heading is that of a line before.
    pub(super) carried: bool,
    pub(super) except_open: bool,
    /// The list that a "who ..." interrupts, and as what it stood there.
    pub(super) interrupted: Option<(Vec<usize>, Role)>,
    /// The sentence begins with a word of lateness: "Came in at ten past."
    pub(super) begins_late: bool,
    /// A reason came before whoever had it.
    pub(super) reason_first: bool,
    /// Words of no rule may be a reason here.
    pub(super) reasoning: bool,
    pub(super) neither: bool,
    pub(super) to_come: bool,
    pub(super) elsewhere: bool,
    pub(super) unsure: bool,
    /// "Maeve's mother": what is said is said of her mother.
    pub(super) possessive: bool,
    /// The next status is the record's.
    pub(super) void: bool,
    /// The record's word was spoken of.
    pub(super) by_record: bool,
    /// "We had Amara, Priya": they were there, unless more is said.
    pub(super) had: bool,
    pub(super) measured: bool,
    /// A comma came since the last subject.
    pub(super) comma: bool,
    /// Where this clause's statements begin.
    pub(super) clause: usize,
    /// The names up to a bracket, for "both" inside it.
    pub(super) bracket_of: Vec<usize>,
    pub(super) depth: usize,
    /// The names before a "nor was": they and what follows are spoken of together.
    pub(super) joined: Vec<usize>,
    /// "Nearly everyone" says of nobody that they were there.
    pub(super) nearly: bool,
    /// The sentence begins with "everyone" and no more than a comma behind it.
    pub(super) opens_with_group: bool,
    /// Nothing but a count follows "all".
    pub(super) ends_with_group: bool,
    /// The sentence begins with a count and announces nothing: "Nine of the twelve came."
    pub(super) is_counted: bool,
    /// A word that nobody knows stands right before.
    pub(super) after_unknown: bool,
    /// The piece before joins what follows to what stands before it.
    pub(super) linked: bool,
}

impl Reader {
    pub(super) fn new(before: &mut Before, pieces: &[Piece], presents: bool) -> Self {
        let before = std::mem::take(before);
        let first = pieces
            .iter()
            .find(|piece| !matches!(piece, Piece::Fill | Piece::Link | Piece::Article | Piece::Dash | Piece::Count(_)));
        let begins_with_name = matches!(first, Some(Piece::Names(..)));
        let heading = before.heading.filter(|_| begins_with_name && !presents);
        // "Everyone but Mohammed. And Zoe."
        let adds = matches!(pieces, [Piece::Link, Piece::Names(..)]);
        let except_open = before.except_open || before.excepts && adds;
        let mut first = pieces.iter().filter(|piece| !matches!(piece, Piece::Fill));
        let opens_with_group = first.next() == Some(&Piece::Group(Group::Everyone))
            && matches!(
                first.next(),
                None | Some(
                    Piece::Comma | Piece::Dash | Piece::Link | Piece::Bracket(..) | Piece::But | Piece::Except(_)
                )
            );
        let ends_with_group = pieces
            .iter()
            .rev()
            .find(|piece| {
                !matches!(
                    piece,
                    Piece::Fill | Piece::Count(_) | Piece::They(_) | Piece::Dash | Piece::Comma | Piece::Article
                )
            })
            .is_some_and(|piece| *piece == Piece::Group(Group::Everyone));
        let counts = pieces.iter().find(|piece| !matches!(piece, Piece::Fill | Piece::Article | Piece::Only));
        let is_counted =
            matches!(counts, Some(Piece::Count(_))) && !matches!(pieces.last(), Some(Piece::Colon | Piece::Comma));
        let begins = pieces.iter().find(|piece| !matches!(piece, Piece::Fill));
        Self {
            begins_late: matches!(begins, Some(Piece::Says(Said::Late, _))),
            is_counted,
            heading,
            ends_with_group,
            carried: heading.is_some(),
            except_open,
            before,
            opens_with_group,
            ..Self::default()
        }
    }

    pub(super) fn run(&mut self, pieces: &[Piece]) {
        for (at, piece) in pieces.iter().enumerate() {
            let rest = pieces.get(at + 1..).unwrap_or_default();
            self.take(piece, rest);
            self.linked = matches!(piece, Piece::Link | Piece::Comma);
            self.after_unknown = match piece {
                Piece::Unknown(_) => true,
                Piece::Fill => self.after_unknown,
                _ => false,
            };
        }
    }

    fn take(&mut self, piece: &Piece, rest: &[Piece]) {
        match piece {
            Piece::Names(names, chunk) => self.name(names, *chunk, rest),
            Piece::Bracket(inner, of) => self.bracket(inner, of),
            Piece::Says(said, base) => self.says_to(*said, *base, rest),
            Piece::Ellipsis(is_so) => self.ellipsis(*is_so, rest),
            Piece::Answer(yes) => self.answer(*yes, rest),
            Piece::NoName => self.no_name(),
            Piece::Same => self.same(rest),
            Piece::He => self.pronoun(1, false),
            Piece::They(all) => self.they(*all, rest),
            Piece::Who(several) => self.who(*several),
            Piece::Neither => self.neither_of(rest),
            Piece::Former => self.one_of(true),
            Piece::Latter => self.one_of(false),
            Piece::OtherOnes(count) => self.other_ones(*count),
            Piece::Comma => self.comma(),
            Piece::Possessive => self.possessive = true,
            Piece::Directs(object, of_pronoun) => self.directs(*object, *of_pronoun),
            Piece::Recorded(object, own) => self.recorded(*object, *own, rest),
            Piece::Instead => self.void = true,
            Piece::Because => self.reasoning = true,
            Piece::Dash | Piece::Colon => self.reasoning |= self.is_said && self.subject == Subject::Names,
            Piece::Unsure => {
                self.turn_aside();
                self.unsure = true;
            }
            Piece::ToCome => self.another_day(true),
            Piece::Elsewhere => self.another_day(false),
            Piece::Me => self.turn_aside(),
            Piece::Chat => {
                self.turn_aside();
                self.subject = Subject::Talk;
            }
            Piece::WeHad => self.we_had(rest),
            Piece::Measure => self.measured = true,
            Piece::Unknown(word) => self.unknown(word),
            _ => self.take_of_group(piece, rest),
        }
    }

    fn take_of_group(&mut self, piece: &Piece, rest: &[Piece]) {
        match piece {
            Piece::Group(group) => self.group_or_list(*group, rest),
            Piece::AllThere => self.all_there(),
            Piece::ListRight => self.list_right(),
            Piece::Fine => self.fine(rest),
            Piece::NobodyElse if rest.iter().any(|piece| matches!(piece, Piece::Colon)) => self.out.no_more = true,
            Piece::NobodyElse => {
                self.group(Group::Others);
                self.neither = true;
            }
            Piece::NoMore => self.out.no_more = true,
            Piece::Half => {
                self.turn_aside();
                self.out.denies |= self.out.said.is_empty();
            }
            Piece::Except(is_but) => self.except(*is_but, rest),
            Piece::Only => self.only(rest),
            Piece::Nearly => self.nearly = true,
            Piece::Aside if self.subject == Subject::Names => {
                self.out.excepted.extend(self.names.iter().copied());
                self.is_said = true;
                self.comma();
                self.subject = Subject::None;
            }
            Piece::But => {
                let first = rest.iter().find(|piece| !matches!(piece, Piece::Fill | Piece::Article));
                // "Everyone but Gerald came."
                let ends = rest.iter().filter(|piece| !matches!(piece, Piece::Fill | Piece::Article)).count() == 1;
                self.out.unknown_exception |= match (self.out.group, first) {
                    (Some((_, None)), Some(Piece::Unknown(_))) => true,
                    // "All present but preeti."
                    (Some((Group::Everyone, Some(Said::Present))), Some(Piece::Unknown(_))) => ends,
                    _ => false,
                };
                self.end_clause();
                if self.subject == Subject::Other {
                    self.subject = Subject::None;
                }
            }
            _ => {}
        }
    }

    fn directs(&mut self, object: Option<usize>, of_pronoun: bool) {
        self.void = false;
        let names = match object {
            Some(name) => vec![name],
            None if of_pronoun && self.subject != Subject::Names => self.before.names.clone(),
            None => {
                if self.subject == Subject::Other {
                    self.subject = Subject::None;
                }
                return;
            }
        };
        if !names.is_empty() && self.names != names {
            self.flush();
            self.names = names;
            self.chunk = 0;
            self.role = Role::Subject;
            self.is_said = false;
        }
        self.subject = Subject::Names;
    }

    /// "You have her as absent": the record's word, where the record is being mended.
    fn recorded(&mut self, object: Option<usize>, own: bool, rest: &[Piece]) {
        if let Some(name) = object {
            self.flush();
            self.names = vec![name];
            self.chunk = 0;
            self.role = Role::Subject;
            self.subject = Subject::Names;
            self.is_said = true;
            self.out.recorded.push(name);
        }
        let is_denied = rest.iter().any(|piece| matches!(piece, Piece::But | Piece::Ellipsis(false)));
        self.void = self.before.mends || is_denied;
        let _ = own;
        self.by_record = true;
    }

    pub(super) fn turn_aside(&mut self) {
        self.flush();
        self.subject = Subject::Other;
        self.possessive = false;
    }

    fn another_day(&mut self, to_come: bool) {
        let is_status =
            |said: Said| matches!(said, Said::Present | Said::NotAbsent | Said::Absent | Said::Late | Said::AsListed);
        let said_here = self.out.said.get(self.clause..).unwrap_or_default();
        let just_said = said_here.last().is_some_and(|(_, said)| is_status(*said));
        if just_said && self.subject == Subject::Names {
            let names = self.names.clone();
            let clause = self.clause;
            let mut place = 0;
            self.out.said.retain(|(name, _)| {
                place += 1;
                place <= clause || !names.contains(name)
            });
            let kept = if to_come { &mut self.out.to_come } else { &mut self.out.elsewhere };
            kept.extend(names);
            self.is_said = true;
        }
        self.to_come |= to_come;
        self.elsewhere |= !to_come;
    }

    fn unknown(&mut self, word: &str) {
        let denial = denies(word);
        if self.subject != Subject::Names {
            return;
        }
        let names = if matches!(self.role, Role::Heading(_)) {
            self.names.get(self.chunk..).unwrap_or_default().to_vec()
        } else {
            self.names.clone()
        };
        for name in names {
            let has_reason = self
                .out
                .said
                .iter()
                .any(|(known, said)| *known == name && matches!(said, Said::Reason | Said::Excused));
            if self.reasoning && has_reason {
                continue;
            }
            if self.reasoning && !denial && !self.neither {
                if !self.out.said.contains(&(name, Said::Perhaps)) {
                    self.out.said.push((name, Said::Perhaps));
                }
            } else {
                self.out.unknown.push((name, word.to_owned()));
            }
        }
    }

    pub(super) fn end_clause(&mut self) {
        self.clause = self.out.said.len();
        self.unsure = false;
        self.elsewhere = false;
        self.to_come = false;
        self.possessive = false;
    }

    /// Settles what is open, and leaves to the next sentence what it may lean on.
    pub(super) fn finish(mut self, before: &mut Before) -> Statement {
        self.flush();
        if self.out.group == Some((Group::Everyone, None)) && self.opens_with_group && !self.out.by_pronoun {
            // "Everyone, and Maeve's mother sent shortbread."
            self.out.group = Some((Group::Everyone, Some(Said::Present)));
        }
        if self.out.group == Some((Group::Everyone, None))
            && self.ends_with_group
            && self.out.said.is_empty()
            && !self.out.by_pronoun
        {
            // "A lovely last session, all eleven of them."
            self.out.group = Some((Group::Everyone, Some(Said::Present)));
        }
        if self.neither && matches!(self.out.group, Some((Group::Others, None))) {
            // "No one else."
            self.out.group = None;
            self.out.no_more = true;
        }
        if matches!(self.out.group, Some((Group::Others, Some(Said::Absent))))
            && self.out.said.is_empty()
            && self.out.excepted.is_empty()
        {
            self.out.no_more |= !self.out.unsaid.is_empty();
        }
        let said = &self.out.said;
        self.out.unsaid.retain(|name| !said.iter().any(|(known, of)| known == name && *of != Said::Perhaps));
        before.heading = self.carried_heading();
        before.names = self.latest();
        before.several = if before.names.len() > 1 { before.names.clone() } else { self.before.several.clone() };
        before.group = self.out.group.is_some() || self.before.group && self.out.said.is_empty();
        before.except_open = self.except_open;
        before.excepts = !self.out.excepted.is_empty();
        before.last = self.before.last;
        before.reason = self.before.reason;
        before.mends = self.before.mends;
        self.out
    }

    /// A heading without names waits for the next line; one whose list went on may go on.
    fn carried_heading(&mut self) -> Option<Said> {
        let said_nothing = self.out.said.is_empty() && self.out.excepted.is_empty() && self.out.group.is_none();
        if said_nothing && self.out.unsaid.is_empty() && self.is_counted {
            return None;
        }
        if said_nothing && self.out.unsaid.is_empty() {
            self.out.open_heading = self.heading;
            return self.heading;
        }
        let only_headed = self.out.headed.is_some() && self.out.group.is_none() && !self.one_list;
        self.out.headed.or(self.before.heading).filter(|_| only_headed)
    }
}

/// Do names follow at once, so that what stands before them is their heading?
pub(super) fn names_follow(rest: &[Piece]) -> bool {
    for piece in rest {
        match piece {
            Piece::Names(..) => return true,
            Piece::Fill
            | Piece::Article
            | Piece::Count(_)
            | Piece::Only
            | Piece::Colon
            | Piece::Dash
            | Piece::They(_)
            | Piece::Measure => {}
            Piece::Ellipsis(_) => {}
            _ => return false,
        }
    }
    false
}
