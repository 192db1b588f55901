//! `balintd completions SHELL`: what a shell needs to complete the verbs and options.

use clap::CommandFactory;

use super::{Cli, CliError, CompletionsArgs, Context, Exit};

/// Prints the script of a shell.
///
/// # Errors
/// [`CliError::Output`] where standard output cannot be written to.
pub fn run(args: &CompletionsArgs, context: &Context) -> Result<Exit, CliError> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "balintd", &mut script);
    context.print(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Fine)
}
