//! What each row of the files says, one type a sheet. Knows no ids and no other sheet.
//!
//! A column or a sheet that is not there says nothing, and what was known before stays ([`Untold`]); an empty cell
//! says "none".

use std::collections::BTreeSet;

use jiff::civil::{Date, Time, Weekday};

use super::cells::{self, Refusal};
use super::mistake::Mistake;
use super::sheet::{Kind, Row, Sheet};
use crate::domain::id::{Address, Name};
use crate::domain::roster::{Period, Role};

/// The columns of a group for those who lead it.
const CO_LEADER_COLUMNS: [&str; 2] = ["co_leader_1", "co_leader_2"];

/// What a cell says, where there is such a column: `None` leaves what was known.
pub type Untold<T> = Option<T>;

/// The days of a row: from when, and till when where the sheet has such a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Days {
    pub from: Option<Date>,
    pub until: Untold<Option<Date>>,
}

impl Days {
    /// The days as the row has them, open where it says nothing.
    pub fn period(self) -> Period {
        Period { from: self.from, until: self.until.flatten() }
    }
}

/// A row and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Line<T> {
    pub row: u32,
    pub says: T,
}

#[derive(Debug, Clone, PartialEq)]
pub struct PersonSaid {
    pub address: Address,
    pub name: Name,
    pub preferred_name: Untold<Option<Name>>,
    /// The address of the last import, where it is another now.
    pub former: Option<Address>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct RoleSaid {
    pub person: PersonSaid,
    pub role: Role,
    pub scheme: Option<String>,
    pub days: Days,
}

#[derive(Debug, Clone, PartialEq)]
pub struct StudentSaid {
    pub person: PersonSaid,
    pub group: String,
    pub firm_head: Address,
    pub adjusted: Untold<bool>,
    pub days: Days,
}

#[derive(Debug, Clone, PartialEq)]
pub struct GroupSaid {
    pub code: String,
    pub scheme: Option<String>,
    pub weekday: Weekday,
    pub starts: Time,
    pub minutes: u16,
    pub place: Name,
    pub site: Untold<Option<Name>>,
    pub supervision: Untold<Option<String>>,
    pub co_leaders: [Option<Address>; 2],
}

#[derive(Debug, Clone, PartialEq)]
pub struct CoLeaderSaid {
    pub group: String,
    pub place: u8,
    pub leader: Address,
    pub days: Days,
}

#[derive(Debug, Clone, PartialEq)]
pub struct SessionSaid {
    pub group: String,
    pub number: u8,
    pub date: Date,
}

#[derive(Debug, Clone, PartialEq)]
pub struct SchemeSaid {
    pub code: String,
    pub training: Untold<Option<Name>>,
    pub feedback_mid: Untold<Option<Date>>,
    pub feedback_end: Untold<Option<Date>>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct SupervisorSaid {
    pub supervision: String,
    pub supervisor: Address,
    pub scheme: Option<String>,
    pub days: Days,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ClosureSaid {
    /// None closes every scheme.
    pub scheme: Option<String>,
    pub from: Date,
    pub until: Date,
    pub why: Name,
}

/// All rows of all sheets that could be read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lines {
    pub people: Vec<Line<RoleSaid>>,
    pub students: Vec<Line<StudentSaid>>,
    pub groups: Vec<Line<GroupSaid>>,
    pub sessions: Vec<Line<SessionSaid>>,
    pub co_leaders: Vec<Line<CoLeaderSaid>>,
    pub schemes: Vec<Line<SchemeSaid>>,
    pub supervisors: Untold<Vec<Line<SupervisorSaid>>>,
    pub closures: Untold<Vec<Line<ClosureSaid>>>,
    /// Addresses and group codes of rows that are wrong elsewhere: nobody is told that they are unknown as well.
    pub half_read_people: BTreeSet<Address>,
    pub half_read_groups: BTreeSet<String>,
    labels: Vec<(Kind, String)>,
}

impl Lines {
    /// Reads every row of every sheet; rows with a mistake in them are noted and left out.
    pub fn read(sheets: &[Sheet], mistakes: &mut Vec<Mistake>) -> Self {
        let mut lines = Self::default();
        for sheet in sheets {
            lines.labels.push((sheet.kind, sheet.label.clone()));
            lines.read_sheet(sheet, mistakes);
        }
        lines
    }

    /// How mistakes call a sheet.
    pub fn label(&self, kind: Kind) -> &str {
        let label = self.labels.iter().find(|(labelled, _)| *labelled == kind);
        label.map_or(kind.name(), |(_, label)| label)
    }

    /// A mistake in a cell of a sheet.
    pub fn mistake(&self, kind: Kind, row: u32, column: &str, what: String) -> Mistake {
        Mistake::in_cell(self.label(kind), row, column, what)
    }

    /// Who leads which group and when, each with where it says so: sheet, row and column.
    ///
    /// A group that the sheet co-leaders names is taken from there, any other from its own two columns.
    pub fn leading(&self) -> Vec<((Kind, u32, &'static str), CoLeaderSaid)> {
        let in_sheet = self.co_leaders.iter().map(|line| ((Kind::CoLeaders, line.row, "email"), line.says.clone()));
        let has_sheet = |code: &str| self.co_leaders.iter().any(|line| line.says.group.eq_ignore_ascii_case(code));
        let groups = self.groups.iter().filter(|line| !has_sheet(&line.says.code));
        let in_columns = groups.flat_map(|line| {
            let columns = (0_u8..).zip(CO_LEADER_COLUMNS).zip(&line.says.co_leaders);
            columns.filter_map(|((place, column), leader)| {
                let said = CoLeaderSaid {
                    group: line.says.code.clone(),
                    place,
                    leader: leader.clone()?,
                    days: Days::default(),
                };
                Some(((Kind::Groups, line.row, column), said))
            })
        });
        in_sheet.chain(in_columns).collect()
    }

    fn read_sheet(&mut self, sheet: &Sheet, mistakes: &mut Vec<Mistake>) {
        match sheet.kind {
            Kind::People => {
                self.people = read_rows(sheet, mistakes, role_said, |row| {
                    self.half_read_people.extend(row.cell("email").and_then(|cell| Address::new(cell).ok()));
                });
            }
            Kind::Groups => {
                self.groups = read_rows(sheet, mistakes, group_said, |row| {
                    self.half_read_groups.extend(row.cell("group").map(str::to_lowercase));
                });
            }
            Kind::Students => self.students = read_rows(sheet, mistakes, student_said, |_| {}),
            Kind::Sessions => self.sessions = read_rows(sheet, mistakes, session_said, |_| {}),
            Kind::CoLeaders => self.co_leaders = read_rows(sheet, mistakes, co_leader_said, |_| {}),
            Kind::Schemes => self.schemes = read_rows(sheet, mistakes, scheme_said, |_| {}),
            Kind::Supervisors => self.supervisors = Some(read_rows(sheet, mistakes, supervisor_said, |_| {})),
            Kind::Closures => self.closures = Some(read_rows(sheet, mistakes, closure_said, |_| {})),
        }
    }
}

fn read_rows<T>(
    sheet: &Sheet,
    mistakes: &mut Vec<Mistake>,
    read: impl Fn(&mut Cells<'_, '_>) -> Option<T>,
    mut half_read: impl FnMut(Row<'_>),
) -> Vec<Line<T>> {
    let mut lines = Vec::new();
    for row in sheet.rows() {
        let before = mistakes.len();
        let said = read(&mut Cells { row, mistakes });
        match said.filter(|_| mistakes.len() == before) {
            Some(says) => lines.push(Line { row: row.number, says }),
            None => half_read(row),
        }
    }
    lines
}

/// The cells of one row, and where its mistakes go.
struct Cells<'a, 'm> {
    row: Row<'a>,
    mistakes: &'m mut Vec<Mistake>,
}

impl<'a> Cells<'a, '_> {
    /// A cell that must be filled.
    fn must<T>(&mut self, column: &str, read: impl Fn(&'a str) -> Result<T, Refusal>) -> Option<T> {
        if self.row.cell(column).is_none() && self.row.sheet.has(column) {
            let mistake = self.row.mistake(column, "this cell is empty: fill it in");
            self.mistakes.push(mistake);
        }
        self.may(column, read)
    }

    /// A cell that may be empty.
    fn may<T>(&mut self, column: &str, read: impl Fn(&'a str) -> Result<T, Refusal>) -> Option<T> {
        let text = self.row.cell(column)?;
        match cells::value(text).and_then(read) {
            Ok(value) => Some(value),
            Err(refusal) => {
                let mistake = self.row.mistake(column, refusal);
                self.mistakes.push(mistake);
                None
            }
        }
    }

    /// A cell that may be empty, of a column that may not be there.
    fn told<T>(&mut self, column: &str, read: impl Fn(&'a str) -> Result<T, Refusal>) -> Untold<Option<T>> {
        self.row.sheet.has(column).then(|| self.may(column, read))
    }

    fn person(&mut self) -> Option<PersonSaid> {
        let address = self.must("email", cells::address);
        let name = self.must("name", cells::name);
        let preferred_name = self.told("preferred_name", cells::name);
        let former = self.may("former_email", cells::address);
        Some(PersonSaid { address: address?, name: name?, preferred_name, former })
    }

    fn days(&mut self) -> Days {
        let days = Days { from: self.may("from", cells::date), until: self.told("until", cells::date) };
        self.in_order(days.from, days.until.flatten());
        days
    }

    fn in_order(&mut self, from: Option<Date>, until: Option<Date>) {
        if let (Some(from), Some(until)) = (from, until)
            && until < from
        {
            let what = format!("{until} is before {from}, its from: put one of them right");
            let mistake = self.row.mistake("until", what);
            self.mistakes.push(mistake);
        }
    }
}

fn role_said(cells: &mut Cells<'_, '_>) -> Option<RoleSaid> {
    let person = cells.person();
    let role = cells.must("role", cells::role);
    let scheme = cells.may("scheme", cells::code);
    let days = cells.days();
    Some(RoleSaid { person: person?, role: role?, scheme, days })
}

fn student_said(cells: &mut Cells<'_, '_>) -> Option<StudentSaid> {
    let person = cells.person();
    let group = cells.must("group", cells::code);
    let firm_head = cells.must("firm_head", cells::address);
    let adjusted = cells.told("adjusted", cells::yes).map(|said| said.unwrap_or(false));
    let days = cells.days();
    Some(StudentSaid { person: person?, group: group?, firm_head: firm_head?, adjusted, days })
}

fn group_said(cells: &mut Cells<'_, '_>) -> Option<GroupSaid> {
    let code = cells.must("group", cells::code);
    let scheme = cells.may("scheme", cells::code);
    let weekday = cells.must("weekday", cells::weekday);
    let starts = cells.must("starts", cells::time);
    let minutes = cells.must("minutes", cells::minutes);
    let place = cells.must("place", cells::name);
    let site = cells.told("site", cells::name);
    let supervision = cells.told("supervision", cells::code);
    let co_leaders = CO_LEADER_COLUMNS.map(|column| cells.may(column, cells::address));
    Some(GroupSaid {
        code: code?,
        scheme,
        weekday: weekday?,
        starts: starts?,
        minutes: minutes?,
        place: place?,
        site,
        supervision,
        co_leaders,
    })
}

fn co_leader_said(cells: &mut Cells<'_, '_>) -> Option<CoLeaderSaid> {
    let group = cells.must("group", cells::code);
    let place = cells.must("place", cells::leader_place);
    let leader = cells.must("email", cells::address);
    let days = cells.days();
    Some(CoLeaderSaid { group: group?, place: place?, leader: leader?, days })
}

fn session_said(cells: &mut Cells<'_, '_>) -> Option<SessionSaid> {
    let group = cells.must("group", cells::code);
    let number = cells.must("number", cells::session_number);
    let date = cells.must("date", cells::date);
    Some(SessionSaid { group: group?, number: number?, date: date? })
}

fn scheme_said(cells: &mut Cells<'_, '_>) -> Option<SchemeSaid> {
    let code = cells.must("scheme", cells::code);
    let training = cells.told("training", cells::name);
    let feedback_mid = cells.told("feedback_mid", cells::date);
    let feedback_end = cells.told("feedback_end", cells::date);
    Some(SchemeSaid { code: code?, training, feedback_mid, feedback_end })
}

fn supervisor_said(cells: &mut Cells<'_, '_>) -> Option<SupervisorSaid> {
    let supervision = cells.must("supervision", cells::code);
    let supervisor = cells.must("email", cells::address);
    let scheme = cells.may("scheme", cells::code);
    let days = cells.days();
    Some(SupervisorSaid { supervision: supervision?, supervisor: supervisor?, scheme, days })
}

fn closure_said(cells: &mut Cells<'_, '_>) -> Option<ClosureSaid> {
    let scheme = cells.may("scheme", cells::code);
    let from = cells.must("from", cells::date);
    let until = cells.must("until", cells::date);
    cells.in_order(from, until);
    let why = cells.must("why", cells::name);
    Some(ClosureSaid { scheme, from: from?, until: until?, why: why? })
}
