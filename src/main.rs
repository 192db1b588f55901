//! Hands the command line to its verb.

use std::process::ExitCode;

fn main() -> ExitCode {
    balintd::cli::main()
}
