//! The values that count, printed as a configuration that says where each came from.

use std::fmt::Write;

use super::reader::{Effective, Source};

/// TOML by section; a key that is not set stands as a comment. Secrets were masked when they were read.
pub(super) fn as_toml(values: &[Effective]) -> String {
    let mut text = String::new();
    let mut section = "";
    for Effective { key, value, source } in values {
        let (this, name) = key.rsplit_once('.').unwrap_or(("", key));
        if this != section {
            let _ = writeln!(text, "\n[{this}]");
            section = this;
        }
        let _ = match (value, source) {
            (None, _) => writeln!(text, "# {name} is not set"),
            (Some(value), Source::Default) => writeln!(text, "{name} = {value}  # default"),
            (Some(value), Source::File) => writeln!(text, "{name} = {value}"),
            // A secret cannot stand in a file, so not even its mask looks as if it could.
            (Some(_), Source::Variable(variable)) if is_secret(key) => {
                writeln!(text, "# {name} is set in {variable}")
            }
            (Some(value), Source::Variable(variable)) => writeln!(text, "{name} = {value}  # {variable}"),
        };
    }
    text
}

fn is_secret(key: &str) -> bool {
    key.ends_with(".password")
}
