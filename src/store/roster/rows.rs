//! One row of each of the roster's tables into what it means. A row that no import wrote is refused, not guessed at.

use std::fmt::Display;
use std::str::FromStr;

use sqlx::sqlite::SqliteRow;
use sqlx::{Decode, Row, Sqlite, Type};

use crate::domain::id::{Address, GroupId, Name, PersonId, SchemeId, SessionId};
use crate::domain::roster::{
    Closure, CoLeadership, Group, Membership, Numbers, Period, Person, Role, RoleHeld, Scheme, Session, Supervision,
    Weekday0,
};
use crate::store::StoreError;

pub fn scheme(row: &SqliteRow) -> Result<Scheme, StoreError> {
    Ok(Scheme {
        id: SchemeId(get(row, "id")?),
        code: text(row, "code")?,
        closures: Vec::new(),
        training: maybe_name(row, "training")?,
        feedback_mid: maybe_parsed(row, "feedback_mid")?,
        feedback_end: maybe_parsed(row, "feedback_end")?,
    })
}

pub fn closure(row: &SqliteRow) -> Result<(SchemeId, Closure), StoreError> {
    let closure = Closure {
        from: parsed("from_day", &text(row, "from_day")?)?,
        until: parsed("until_day", &text(row, "until_day")?)?,
        why: text(row, "why")?,
    };
    Ok((SchemeId(get(row, "scheme")?), closure))
}

pub fn person(row: &SqliteRow) -> Result<Person, StoreError> {
    Ok(Person {
        id: PersonId(get(row, "id")?),
        address: Address::new(&text(row, "address")?).map_err(|error| corrupt("people.address", error))?,
        name: name("name", &text(row, "name")?)?,
        preferred_name: maybe_name(row, "preferred_name")?,
    })
}

pub fn role_held(row: &SqliteRow) -> Result<RoleHeld, StoreError> {
    let word = text(row, "role")?;
    Ok(RoleHeld {
        person: PersonId(get(row, "person")?),
        scheme: SchemeId(get(row, "scheme")?),
        role: Role::of_word(&word).ok_or_else(|| corrupt("roles.role", word))?,
        period: period(row)?,
    })
}

pub fn group(row: &SqliteRow) -> Result<Group, StoreError> {
    let weekday: i8 = get(row, "weekday")?;
    Ok(Group {
        id: GroupId(get(row, "id")?),
        scheme: SchemeId(get(row, "scheme")?),
        code: text(row, "code")?,
        site: maybe_name(row, "site")?,
        weekday: Weekday0::try_from(weekday).map_err(|error| corrupt("groups.weekday", error))?,
        starts: parsed("starts", &text(row, "starts")?)?,
        minutes: get(row, "minutes")?,
        place: name("place", &text(row, "place")?)?,
        supervision: get(row, "supervision")?,
    })
}

pub fn co_leadership(row: &SqliteRow) -> Result<CoLeadership, StoreError> {
    Ok(CoLeadership {
        group: GroupId(get(row, "group_id")?),
        leader: PersonId(get(row, "leader")?),
        place: get(row, "place")?,
        period: period(row)?,
    })
}

pub fn supervision(row: &SqliteRow) -> Result<Supervision, StoreError> {
    Ok(Supervision {
        code: text(row, "code")?,
        scheme: SchemeId(get(row, "scheme")?),
        supervisor: PersonId(get(row, "supervisor")?),
        period: period(row)?,
    })
}

pub fn membership(row: &SqliteRow) -> Result<Membership, StoreError> {
    let adjusted: i64 = get(row, "adjusted")?;
    Ok(Membership {
        student: PersonId(get(row, "student")?),
        group: GroupId(get(row, "group_id")?),
        firm_head: PersonId(get(row, "firm_head")?),
        adjusted: adjusted != 0,
        period: period(row)?,
    })
}

pub fn session(row: &SqliteRow) -> Result<Session, StoreError> {
    let id = SessionId { group: GroupId(get(row, "group_id")?), number: get(row, "number")? };
    let date = parsed("day", &text(row, "day")?)?;
    Ok(Session { id, date })
}

pub fn number_given(row: &SqliteRow) -> Result<(String, u32), StoreError> {
    Ok((text(row, "kind")?, get(row, "highest")?))
}

pub fn number_of<'a>(numbers: &'a mut Numbers, kind: &str) -> Result<&'a mut u32, StoreError> {
    match kind {
        "schemes" => Ok(&mut numbers.schemes),
        "people" => Ok(&mut numbers.people),
        "groups" => Ok(&mut numbers.groups),
        _ => Err(corrupt("numbers_given.kind", kind)),
    }
}

fn period(row: &SqliteRow) -> Result<Period, StoreError> {
    Ok(Period { from: maybe_parsed(row, "from_day")?, until: maybe_parsed(row, "until_day")? })
}

fn get<'r, T: Decode<'r, Sqlite> + Type<Sqlite>>(row: &'r SqliteRow, column: &str) -> Result<T, StoreError> {
    Ok(row.try_get(column)?)
}

pub fn text(row: &SqliteRow, column: &str) -> Result<String, StoreError> {
    get(row, column)
}

pub fn parsed<T: FromStr<Err: Display>>(column: &str, text: &str) -> Result<T, StoreError> {
    text.parse().map_err(|error| corrupt(column, error))
}

fn maybe_parsed<T: FromStr<Err: Display>>(row: &SqliteRow, column: &str) -> Result<Option<T>, StoreError> {
    let text: Option<String> = get(row, column)?;
    text.map(|text| parsed(column, &text)).transpose()
}

fn name(column: &str, text: &str) -> Result<Name, StoreError> {
    Name::new(text).map_err(|error| corrupt(column, error))
}

fn maybe_name(row: &SqliteRow, column: &str) -> Result<Option<Name>, StoreError> {
    let text: Option<String> = get(row, column)?;
    text.map(|text| name(column, &text)).transpose()
}

fn corrupt(column: &str, what: impl Display) -> StoreError {
    StoreError::Corrupt(format!("{column}: {what}"))
}
