//! `balintd simulate`: a year with one's own roster and policy. Nothing is sent to anybody; the people's answers are
//! made up.

use super::demo::rehearse;
use super::{CliError, Context, Exit, SimulateArgs};
use crate::config::{Settings, load_policy};
use crate::daemon;
use crate::import;
use crate::outbound::{Outbound, Overrides, sample};
use crate::page::People;
use crate::sim::Options;

/// Lives the year, checking each turn.
///
/// # Errors
/// [`CliError`] where the roster, the policy or the configuration has mistakes, or a rule was broken.
pub async fn run(args: SimulateArgs, context: &Context) -> Result<Exit, CliError> {
    let mut settings = context.settings()?;
    let roster = import::read_folder(&args.roster).map_err(|mistakes| CliError::Mistakes {
        place: args.roster.display().to_string(),
        mistakes: mistakes.iter().map(ToString::to_string).collect(),
    })?;
    if let Some(path) = &args.policy {
        let text = std::fs::read_to_string(path).map_err(|why| {
            CliError::Failed(format!("{} cannot be read ({why}): name the policy's file", path.display()))
        })?;
        let policy = load_policy(&text).map_err(|mistakes| CliError::Mistakes {
            place: path.display().to_string(),
            mistakes: mistakes.iter().map(ToString::to_string).collect(),
        })?;
        for scheme in settings.schemes.values_mut() {
            scheme.policy = policy.clone();
        }
    }
    let texts = texts(&settings)?;
    let options = Options { roster, settings, texts, seed: args.seed, out: args.out, people: People::Own, trial: None };
    rehearse(options, context).await
}

/// The scheme's own texts, tried before a year is lived with them.
fn texts(settings: &Settings) -> Result<Overrides, CliError> {
    let texts = daemon::own_texts(settings).map_err(|error| CliError::Failed(error.to_string()))?;
    let mistakes = match Outbound::load(sample::house(), &texts) {
        // The built-in texts are in order.
        Ok(_) if texts.is_empty() => Vec::new(),
        Ok(outbound) => outbound.check(),
        Err(mistakes) => mistakes,
    };
    if mistakes.is_empty() {
        return Ok(texts);
    }
    let mistakes = mistakes.iter().map(ToString::to_string).collect();
    Err(CliError::Mistakes { place: "the templates".to_owned(), mistakes })
}
