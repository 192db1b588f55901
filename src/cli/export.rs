//! `balintd export`: the register, a line for each student and session, as CSV or XLSX.
//!
//! Facts of attendance only. No cell can become a formula, whatever stands in a name: a spreadsheet program runs
//! what begins with `=`, `+`, `-` or `@` (OWASP, "CSV Injection").

use std::collections::BTreeSet;
use std::path::Path;

use jiff::Timestamp;
use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use serde_json::json;

use super::{CliError, Context, Exit, ExportArgs, ExportFormat};
use crate::config::Settings;
use crate::domain::calendar::Meeting;
use crate::domain::id::PersonId;
use crate::domain::roster::Group;
use crate::domain::said::Mark;
use crate::domain::state::{Standing, State};
use crate::store::{Durability, Store, StoreError};

/// Writes the register as CSV or XLSX.
///
/// # Errors
/// [`CliError::Failed`] where there is no database, or the file cannot be written.
pub async fn run(args: ExportArgs, context: &Context) -> Result<Exit, CliError> {
    let settings = context.settings()?;
    let database = &settings.database;
    if !database.exists() {
        let what = format!("there is no database {}: import a roster first", database.display());
        return Err(CliError::Failed(what));
    }
    let state = load(database, &settings).await.map_err(|error| CliError::Failed(error.to_string()))?;
    let now = context.clock.now();
    let rows = rows(&state, now);
    let bytes = match args.format {
        ExportFormat::Csv => csv(&rows).map_err(failed)?,
        ExportFormat::Xlsx => xlsx(&rows, state.day(now)).map_err(failed)?,
    };
    let Some(path) = &args.out else {
        context.print_bytes(&bytes)?;
        return Ok(Exit::Fine);
    };
    std::fs::write(path, bytes).map_err(|error| {
        let what = format!("{} cannot be written ({error}): name another file", path.display());
        CliError::Failed(what)
    })?;
    let answer = json!({ "rows": rows.len(), "file": path });
    context.answer(&answer, || format!("{} rows are in {}.\n", rows.len(), path.display()))?;
    Ok(Exit::Fine)
}

fn failed(error: impl std::fmt::Display) -> CliError {
    CliError::Failed(format!("the register cannot be exported: {error}"))
}

/// The state as the ledger has it.
async fn load(database: &Path, settings: &Settings) -> Result<State, StoreError> {
    let mut store = Store::open(database, Durability::Full).await?;
    let roster = store.roster().await?;
    let zone = settings.rules(&roster).zone;
    let mut state = State::new(roster, &zone);
    for event in store.events_after(state.last).await? {
        state.apply(&event);
    }
    Ok(state)
}

/// One student at one session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterRow {
    pub scheme: String,
    pub group: String,
    pub session: u8,
    pub date: Date,
    pub student: String,
    pub email: String,
    /// Empty where there is no register, or the student is not on it: silence is not absence.
    pub mark: &'static str,
    /// `yes` or `no` of an absence, else empty.
    pub explained: &'static str,
    /// `yes` of a mark that is contested and not settled, else empty.
    pub disputed: &'static str,
}

/// The register as rows: by group, session and the order of the roster. Sessions that were cancelled have none.
pub fn rows(state: &State, now: Timestamp) -> Vec<RegisterRow> {
    let mut rows = Vec::new();
    for group in state.roster.groups.values() {
        let held = state.calendar.of(group.id).filter(|meeting| !meeting.cancelled && meeting.starts_at <= now);
        for meeting in held {
            rows.extend(students(state, meeting).into_iter().map(|student| row(state, group, meeting, student)));
        }
    }
    rows
}

/// The members of that day, and whoever else the register names.
fn students(state: &State, meeting: &Meeting) -> Vec<PersonId> {
    let mut students: Vec<PersonId> =
        state.members(meeting.id.group, meeting.date).map(|member| member.student).collect();
    let there: BTreeSet<PersonId> = students.iter().copied().collect();
    let register = &state.session(meeting.id).register;
    let named = register.iter().flat_map(|register| register.marks.keys().copied());
    students.extend(named.filter(|student| !there.contains(student)));
    students
}

fn row(state: &State, group: &Group, meeting: &Meeting, student: PersonId) -> RegisterRow {
    let marked = state.mark(meeting.id, student);
    let person = state.roster.people.get(&student);
    let scheme = state.roster.schemes.get(&group.scheme).map(|scheme| scheme.code.clone());
    RegisterRow {
        scheme: scheme.unwrap_or_default(),
        group: group.code.clone(),
        session: meeting.id.number,
        date: meeting.date,
        // A student who was forgotten has a number and nothing else.
        student: person.map_or_else(|| format!("student {student}"), |person| person.name.as_str().to_owned()),
        email: person.map(|person| person.address.as_str().to_owned()).unwrap_or_default(),
        mark: marked.map_or("", |marked| mark_word(marked.mark)),
        explained: match state.standing(meeting.id, student) {
            Standing::Explained => "yes",
            Standing::Unexplained => "no",
            Standing::Unknown | Standing::Present | Standing::Late => "",
        },
        disputed: match marked.and_then(|marked| marked.disputed) {
            Some(_) => "yes",
            None => "",
        },
    }
}

fn mark_word(mark: Mark) -> &'static str {
    match mark {
        Mark::Present => "present",
        Mark::Late => "late",
        Mark::Absent => "absent",
        Mark::Excused => "excused",
        Mark::TurnedAway => "turned away",
    }
}

const COLUMNS: [&str; 9] = ["scheme", "group", "session", "date", "student", "email", "mark", "explained", "disputed"];

/// Rows as CSV in UTF-8, with the mark by which Excel knows the encoding.
///
/// # Errors
/// None that memory could raise; the writer's own type says so.
pub fn csv(rows: &[RegisterRow]) -> Result<Vec<u8>, csv::Error> {
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
    csv.write_record(COLUMNS)?;
    for row in rows {
        let (session, date) = (row.session.to_string(), row.date.to_string());
        let cells =
            [&row.scheme, &row.group, &session, &date, &row.student, &row.email, row.mark, row.explained, row.disputed];
        csv.write_record(cells.map(harmless))?;
    }
    csv.flush()?;
    drop(csv);
    Ok(bytes)
}

/// A cell that no spreadsheet program takes for a formula: an apostrophe before it makes it text.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// Rows as an XLSX workbook; every text is typed as text, so none is a formula.
///
/// # Errors
/// Where there are more rows than a sheet can have.
pub fn xlsx(rows: &[RegisterRow], today: Date) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The same register on the same day gives the same bytes.
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&excel_date(today)?));
    let sheet = workbook.add_worksheet();
    sheet.set_name("register")?;
    sheet.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    for (column, title) in (0..).zip(COLUMNS) {
        sheet.write_string_with_format(0, column, title, &bold)?;
    }
    let dates = Format::new().set_num_format("yyyy-mm-dd");
    for (number, row) in (1..).zip(rows) {
        write_row(sheet, number, row, &dates)?;
    }
    sheet.autofit();
    workbook.save_to_buffer()
}

fn write_row(sheet: &mut Worksheet, number: u32, row: &RegisterRow, dates: &Format) -> Result<(), XlsxError> {
    sheet.write_string(number, 0, &row.scheme)?;
    sheet.write_string(number, 1, &row.group)?;
    sheet.write_number(number, 2, row.session)?;
    sheet.write_datetime_with_format(number, 3, excel_date(row.date)?, dates)?;
    sheet.write_string(number, 4, &row.student)?;
    sheet.write_string(number, 5, &row.email)?;
    sheet.write_string(number, 6, row.mark)?;
    sheet.write_string(number, 7, row.explained)?;
    sheet.write_string(number, 8, row.disputed)?;
    Ok(())
}

fn excel_date(date: Date) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(date.year().unsigned_abs(), date.month().unsigned_abs(), date.day().unsigned_abs())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::io::Cursor;

    use calamine::{Data, Reader, Xlsx};
    use jiff::civil::date;

    use super::*;
    use crate::domain::event::{Event, Fact, Via};
    use crate::domain::id::{EventId, Name, SessionId};
    use crate::domain::roster::london;
    use crate::domain::said::Stance;
    use crate::import::read_folder;

    const HOSTILE: &str = "=HYPERLINK(\"https://bad.example\",\"Kit\")";

    /// The example roster with a register of A1's first session, and somebody who chose an unusual name.
    fn state() -> State {
        let example = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/config/example-roster"));
        let mut roster = read_folder(example).unwrap();
        let group = roster.group_called("A1").unwrap().id;
        let students: Vec<PersonId> = roster.members(group, date(2026, 9, 15)).map(|member| member.student).collect();
        roster.people.get_mut(&students[0]).unwrap().name = Name::new(HOSTILE).unwrap();
        let leader = roster.co_leaders(group, date(2026, 9, 15))[0];
        let session = SessionId { group, number: 1 };
        let marks = [Mark::Present, Mark::Absent, Mark::Absent, Mark::TurnedAway];
        let marks: BTreeMap<PersonId, Mark> = students.iter().copied().zip(marks).collect();
        let stance = Fact::StanceGiven { student: students[1], session, stance: Stance::Absent, via: Via::Reply };
        let facts = [
            stance,
            Fact::RegisterTaken { session, by: leader, marks },
            Fact::MarkDisputed { student: students[3], session },
        ];
        let mut state = State::new(roster, &london());
        for (id, fact) in (1..).zip(facts) {
            let event = Event { id: EventId(id), at: NOON.parse().unwrap(), source: None, corrects: None, fact };
            state.apply(&event);
        }
        state
    }

    /// After the first session of A1, and before that of B1.
    const NOON: &str = "2026-09-16T12:00:00Z";

    fn register() -> Vec<RegisterRow> {
        rows(&state(), NOON.parse().unwrap())
    }

    fn workbook() -> Vec<u8> {
        xlsx(&register(), date(2026, 9, 16)).unwrap()
    }

    #[test]
    fn a_row_says_how_each_mark_stands() {
        let csv = String::from_utf8(csv(&register()).unwrap()).unwrap();
        insta::assert_snapshot!(csv.trim_start_matches('\u{feff}').replace("\r\n", "\n"), @r#"
        scheme,group,session,date,student,email,mark,explained,disputed
        balint,A1,1,2026-09-15,"'=HYPERLINK(""https://bad.example"",""Kit"")",abena.owusu@students.example,present,,
        balint,A1,1,2026-09-15,Callum Reid,callum.reid@students.example,absent,yes,
        balint,A1,1,2026-09-15,Francesca Doyle,francesca.doyle@students.example,absent,no,
        balint,A1,1,2026-09-15,Hamza Siddiqui,hamza.siddiqui@students.example,turned away,no,yes
        balint,A1,1,2026-09-15,Lowri Price,lowri.price@students.example,,,
        "#);
    }

    #[test]
    fn no_cell_is_a_formula() {
        let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(workbook())).unwrap();
        let formulas = workbook.worksheet_formula("register").unwrap();
        assert_eq!(formulas.used_cells().count(), 0);
        let cells = workbook.worksheet_range("register").unwrap();
        assert_eq!(cells.get_value((1, 4)), Some(&Data::String(HOSTILE.to_owned())));
        assert_eq!(cells.get_value((1, 2)), Some(&Data::Float(1.0)));
        assert!(matches!(cells.get_value((1, 3)), Some(Data::DateTime(day)) if day.to_ymd_hms_milli().0 == 2026));
        assert_eq!(cells.height(), 6);
        for hostile in ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "＝1"] {
            assert_eq!(harmless(hostile), format!("'{hostile}"));
        }
        assert_eq!(harmless("O'Connor - May"), "O'Connor - May");
    }

    #[test]
    fn the_same_day_gives_the_same_file() {
        assert_eq!(workbook(), workbook());
    }
}
