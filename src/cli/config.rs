//! `balintd config`: every setting with the value that counts and where it came from; secrets are masked.

use serde_json::{Value, json};

use super::{CliError, Context, Exit};
use crate::config::{Effective, Source};

/// Prints the settings as a configuration that could be used again, or as JSON.
///
/// # Errors
/// [`CliError`] where the configuration has mistakes.
pub fn run(context: &Context) -> Result<Exit, CliError> {
    let settings = context.settings()?;
    let file = context.config_file()?;
    let values: Vec<Value> = settings.effective_values().iter().map(as_json).collect();
    context.answer(&values, || format!("# {}\n{}", file.display(), settings.effective()))?;
    Ok(Exit::Fine)
}

fn as_json(Effective { key, value, source }: &Effective) -> Value {
    let source = match source {
        Source::Default => "default",
        Source::File => "file",
        Source::Variable(variable) => variable,
    };
    json!({ "key": key, "value": value, "source": source })
}
