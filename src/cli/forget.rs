//! `balintd forget`: deletes what is held on a person. The ledger's numbers stay, and then say nothing.

use std::collections::BTreeSet;
use std::io::{self, BufRead, IsTerminal, Write};

use serde_json::json;

use super::find;
use super::opened::Opened;
use super::{CliError, Context, Exit, ForgetArgs};
use crate::daemon;
use crate::domain::id::LetterId;
use crate::domain::roster::Person;
use crate::explain::is_about;
use crate::inbound::Letter;
use crate::store::forget::{Incoming, OutgoingText};

/// Deletes a person who has left: the rows that say who they are, and every kept letter that they wrote, that went to
/// them or is about them, or that names them.
///
/// # Errors
/// [`CliError`] where the daemon runs, the person still has a place or a role, or nobody confirms.
pub async fn run(args: ForgetArgs, context: &Context) -> Result<Exit, CliError> {
    let settings = context.settings()?;
    // A daemon would go on with the names that it has in memory, and write them down again.
    let _lock = daemon::lock(&settings.database)?;
    let mut opened = Opened::open(context).await?;
    let now = context.clock.now();
    // A part of a name is not enough to delete somebody by.
    let person = match find::named(&args.person, &opened.state.roster).as_slice() {
        [only] => (*only).clone(),
        several => return Err(find::not_one(&args.person, several)),
    };
    let roles = find::roles_from(person.id, opened.state.day(now), &opened.state);
    if !roles.is_empty() {
        return Err(CliError::Failed(format!(
            "{} is still on the roster ({}): write the last day into the roster's `until`, import it, and forget them \
             after that day",
            person.name.as_str(),
            roles.join("; ")
        )));
    }
    if !args.yes {
        confirm(&person)?;
    }
    let texts = Texts::of(&person, &mut opened).await?;
    opened.store.forget(person.id, &texts.incoming, &texts.outgoing, now).await?;
    let letters = texts.incoming.len() + texts.outgoing.len();
    context.answer(&json!({ "forgotten": true, "letters": letters }), || {
        format!(
            "Forgotten. The text of {letters} kept letters was deleted, and nothing of it is left in the database's \
             files. The registers keep a number in the place of the name.\nWhat this cannot reach: the mailbox on its \
             server, backups of the database, and the roster's files, which must not name the person when they are next \
             imported.\n"
        )
    })?;
    Ok(Exit::Fine)
}

/// Asks on a terminal for the address, so that nobody is deleted by a slip.
fn confirm(person: &Person) -> Result<(), CliError> {
    let address = person.address.as_str();
    if !io::stdin().is_terminal() {
        let what = format!("nothing was deleted: say --yes to forget {} <{address}>", person.name.as_str());
        return Err(CliError::Failed(what));
    }
    let mut out = io::stderr().lock();
    write!(out, "This cannot be undone. To forget {}, type {address}: ", person.name.as_str())?;
    out.flush()?;
    let mut typed = String::new();
    io::stdin().lock().read_line(&mut typed)?;
    match typed.trim().eq_ignore_ascii_case(address) {
        true => Ok(()),
        false => Err(CliError::Failed("nothing was deleted: the address was not typed".to_owned())),
    }
}

/// The kept letters that have to lose their text.
struct Texts {
    incoming: BTreeSet<LetterId>,
    outgoing: BTreeSet<i64>,
}

impl Texts {
    async fn of(person: &Person, opened: &mut Opened) -> Result<Self, CliError> {
        let traces = Traces::of(person);
        let Opened { store, state, .. } = opened;
        let incoming = store.incoming_where(|letter| {
            let brought = state.brought_by(letter.id);
            let is_about = brought.iter().any(|(_, fact)| is_about(fact, person.id));
            letter.person == Some(person.id) || is_about || traces.are_in_incoming(letter)
        });
        let incoming = incoming.await?;
        let outgoing = store.outgoing_where(|letter| {
            letter.recipient == person.id
                || letter.letter.student() == Some(person.id)
                || traces.are_in_outgoing(letter)
        });
        let outgoing = outgoing.await?;
        Ok(Self { incoming, outgoing })
    }
}

/// By what a text could tell who they are.
struct Traces(Vec<String>);

impl Traces {
    fn of(person: &Person) -> Self {
        let mut traces = vec![person.address.as_str().to_lowercase(), person.name.as_str().to_lowercase()];
        // Co-leaders write names without titles.
        let untitled: Vec<&str> = person.name.as_str().split(' ').skip_while(|word| is_title(word)).collect();
        traces.push(untitled.join(" ").to_lowercase());
        Self(traces)
    }

    fn are_in_incoming(&self, letter: &Incoming) -> bool {
        self.are_in(&letter.reading) || self.are_in_letter(&letter.raw)
    }

    fn are_in_outgoing(&self, letter: &OutgoingText) -> bool {
        self.are_in_letter(&letter.bytes)
    }

    /// In the bytes as they are, and in the texts that they encode.
    fn are_in_letter(&self, raw: &[u8]) -> bool {
        self.are_in(&String::from_utf8_lossy(raw)) || self.are_in_texts(&Letter::parse(raw))
    }

    fn are_in_texts(&self, letter: &Letter) -> bool {
        let plain = letter.plain.iter().any(|part| self.are_in(&part.text));
        plain
            || [&letter.subject, &letter.html, &letter.from_name].iter().any(|text| self.are_in(text))
            || letter.calendar.as_ref().is_some_and(|text| self.are_in(text))
            || letter.sent_to.iter().any(|address| self.are_in(address.as_str()))
            || letter.enclosed.iter().any(|enclosed| self.are_in_texts(enclosed))
    }

    /// Line breaks and runs of spaces count as one space: letters are wrapped.
    fn are_in(&self, text: &str) -> bool {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        self.0.iter().any(|trace| !trace.is_empty() && text.contains(trace))
    }
}

fn is_title(word: &str) -> bool {
    let word = word.trim_end_matches('.').to_lowercase();
    crate::domain::roster::TITLES.contains(&word.as_str())
}
