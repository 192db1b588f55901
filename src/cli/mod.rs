//! The command line: a file a verb, each with `run`, which ends in an [`Exit`] or in a [`CliError`] that says what to do.
//!
//! What a verb answers goes to standard output, in words or, with `--json`, for a script; logs and errors go to standard
//! error.

mod args;
mod backup;
mod check;
mod completions;
mod config;
mod context;
mod demo;
mod due;
mod error;
mod exit;
mod explain;
mod export;
mod find;
mod forget;
mod import;
mod logging;
mod opened;
mod pause;
mod preview;
pub mod read;
mod read_one;
mod restore;
mod resume;
mod run;
mod settle;
mod shadow;
mod simulate;
mod status;
mod verify;

use std::process::ExitCode;

use clap::Parser;

pub use args::{
    BackupArgs, Cli, CompletionsArgs, DemoArgs, DueArgs, ExplainArgs, ExportArgs, ExportFormat, ForgetArgs, ImportArgs,
    LogFormat, OnOff, PreviewArgs, ReadArgs, RestoreArgs, SettleArgs, Settled, ShadowArgs, SimulateArgs, Verb,
};
pub use context::Context;
pub use error::CliError;
pub use exit::Exit;

/// Parses the arguments of this process, does what they say, and says how it ended.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let context = Context::of_process(cli.config, cli.json);
    let as_json = cli.json;
    let outcome = logging::start(cli.log.as_deref(), cli.log_format, &cli.verb).and_then(|()| {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .map_err(|error| CliError::Failed(format!("the machine gave no threads ({error}): try again")))?;
        runtime.block_on(dispatch(cli.verb, &context))
    });
    match outcome {
        Ok(exit) => exit.into(),
        Err(error) => {
            error.print(as_json);
            error.exit().into()
        }
    }
}

/// Calls a verb's file.
async fn dispatch(verb: Verb, context: &Context) -> Result<Exit, CliError> {
    match verb {
        Verb::Run => run::run(context).await,
        Verb::Check => check::run(context).await,
        Verb::Import(args) => import::run(args, context).await,
        Verb::Due(args) => due::run(args, context).await,
        Verb::Explain(args) => explain::run(args, context).await,
        Verb::Status => status::run(context).await,
        Verb::Export(args) => export::run(args, context).await,
        Verb::Pause => pause::run(context).await,
        Verb::Resume => resume::run(context).await,
        Verb::Settle(args) => settle::run(args, context).await,
        Verb::Shadow(args) => shadow::run(args, context).await,
        Verb::Forget(args) => forget::run(args, context).await,
        Verb::Demo(args) => demo::run(args, context).await,
        Verb::Simulate(args) => simulate::run(args, context).await,
        Verb::Read(args) => read::run(args, context).await,
        Verb::Preview(args) => preview::run(&args, context),
        Verb::Backup(args) => backup::run(args, context).await,
        Verb::Restore(args) => restore::run(args, context).await,
        Verb::Verify => verify::run(context).await,
        Verb::ReadOne => read_one::run(context).await,
        Verb::Config => config::run(context),
        Verb::Completions(args) => completions::run(&args, context),
    }
}
