//! `balintd preview [LETTER] [--out DIR]`: letters of a made-up school as HTML and as text, to look at. Where there is a
//! configuration, with its house and the scheme's own texts. Sends nothing and touches nothing but the folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use mail_parser::MessageParser;
use serde::Serialize;

use super::{CliError, Context, Exit, PreviewArgs};
use crate::daemon;
use crate::outbound::sample::{self, Kind, Sample};
use crate::outbound::{Finished, House, KINDS, Outbound, Overrides};

/// A letter that was written.
#[derive(Serialize)]
struct Written {
    letter: String,
    subject: String,
    html: PathBuf,
    text: PathBuf,
}

/// Writes one kind of letter, or all of them.
///
/// # Errors
/// [`CliError::Mistakes`] where a template has one, [`CliError::Failed`] where there is no such letter or the folder cannot
/// be written to.
pub fn run(args: &PreviewArgs, context: &Context) -> Result<Exit, CliError> {
    if let Some(kind) = args.letter.as_deref().filter(|kind| !KINDS.contains(kind)) {
        return Err(CliError::Failed(format!("there is no letter {kind:?}; there are {}", KINDS.join(", "))));
    }
    let (letters, mistakes) = letters(&outbound(context)?, args.letter.as_deref());
    if !mistakes.is_empty() {
        return Err(CliError::Mistakes { place: TEMPLATES.to_owned(), mistakes });
    }
    let cannot = |why: std::io::Error| {
        CliError::Failed(format!("{} cannot be written to ({why}): name another with --out", args.out.display()))
    };
    std::fs::create_dir_all(&args.out).map_err(cannot)?;
    let written =
        letters.iter().map(|(name, finished)| write(&args.out, name, finished)).collect::<Result<Vec<_>, _>>();
    let written = written.map_err(cannot)?;
    context.answer(&written, || in_words(&written, &args.out))?;
    Ok(Exit::Fine)
}

/// Where mistakes in words are.
const TEMPLATES: &str = "the templates";

/// The writer of letters: of the configuration where there is one, with a secret of no worth.
fn outbound(context: &Context) -> Result<Outbound, CliError> {
    let (house, texts) = match context.settings() {
        Ok(settings) => {
            let texts = daemon::own_texts(&settings).map_err(|error| CliError::Failed(error.to_string()))?;
            let house = House {
                public_name: settings.public_name,
                address: settings.address,
                plus_addresses: settings.plus_addresses,
                emergency_line: settings.emergency_line,
                administrator: settings.administrator,
                ..sample::house()
            };
            (house, texts)
        }
        Err(CliError::NoConfiguration) => (sample::house(), Overrides::new()),
        Err(error) => return Err(error),
    };
    Outbound::load(house, &texts).map_err(|mistakes| CliError::Mistakes {
        place: TEMPLATES.to_owned(),
        mistakes: mistakes.iter().map(ToString::to_string).collect(),
    })
}

/// The letters of a kind, or of all, numbered within their kind; and what is wrong with those that cannot be written.
fn letters(outbound: &Outbound, kind: Option<&str>) -> (Vec<(String, Finished)>, Vec<String>) {
    let mut numbers = BTreeMap::<String, usize>::new();
    let (mut letters, mut mistakes) = (Vec::new(), Vec::new());
    for (of, written) in outbound.preview(&Sample::new(Kind::Ordinary)) {
        if kind.is_some_and(|kind| kind != of) {
            continue;
        }
        let number = numbers.entry(of.clone()).or_default();
        *number += 1;
        match written {
            Ok(finished) => letters.push((format!("{of}-{number}"), finished)),
            Err(error) => mistakes.push(error.to_string()),
        }
    }
    mistakes.sort();
    mistakes.dedup();
    (letters, mistakes)
}

/// Writes both forms of a letter, as a mail program takes them out of it.
fn write(folder: &Path, name: &str, finished: &Finished) -> std::io::Result<Written> {
    let message = MessageParser::new().parse(&finished.bytes).unwrap_or_default();
    let text = message.body_text(0).unwrap_or_default().replace('\r', "");
    let written = Written {
        letter: name.to_owned(),
        subject: finished.subject.clone(),
        html: folder.join(format!("{name}.html")),
        text: folder.join(format!("{name}.txt")),
    };
    std::fs::write(&written.html, message.body_html(0).unwrap_or_default().as_bytes())?;
    std::fs::write(&written.text, format!("Subject: {}\n\n{text}", finished.subject))?;
    Ok(written)
}

fn in_words(written: &[Written], folder: &Path) -> String {
    let lines: String = written.iter().map(|one| format!("{:24} {}\n", one.letter, one.subject)).collect();
    format!("{lines}\n{} letters are in {}/, each as .html and as .txt.\n", written.len(), folder.display())
}
