//! `balintd simulate`: a year with one's own roster and policy. Nothing is sent to anybody; the people's answers are
//! made up.

use super::demo::rehearse;
use super::{CliError, Context, Exit, SimulateArgs};
use crate::config::load_policy;
use crate::import;
use crate::outbound::Overrides;
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
    let options = Options { roster, settings, texts: Overrides::new(), seed: args.seed, out: args.out };
    rehearse(options, context).await
}
