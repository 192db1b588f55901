//! `balintd shadow`: who gets the letters. In shadow the administrator does, each saying who would have had it.

use serde_json::json;

use super::opened::Opened;
use super::{CliError, Context, Exit, OnOff, ShadowArgs};
use crate::domain::event::Fact;
use crate::domain::id::GroupId;
use crate::domain::state::State;
use crate::explain::words;

/// Turns the shadow mode on or off, for all groups or one.
///
/// # Errors
/// [`CliError`] where there is no such group, or no database.
pub async fn run(args: ShadowArgs, context: &Context) -> Result<Exit, CliError> {
    let mut opened = Opened::open(context).await?;
    let group = args.group.as_deref().map(|code| group(code, &opened.state)).transpose()?;
    let fact = match args.switch {
        OnOff::On => Fact::ShadowOn { group },
        OnOff::Off => Fact::ShadowOff { group },
    };
    let changed = changes(&opened.state, &fact);
    if changed {
        opened.store.append(context.clock.now(), &fact).await?;
        for event in opened.store.events_after(opened.state.last).await? {
            opened.state.apply(&event);
        }
    }
    let state = &opened.state;
    let answer = json!({
        "changed": changed,
        "all": state.shadow.all,
        "shadow": codes(state, true),
        "live": codes(state, false),
    });
    context.answer(&answer, || in_words(state, changed))?;
    Ok(Exit::Fine)
}

fn group(code: &str, state: &State) -> Result<GroupId, CliError> {
    let known = state.roster.group_called(code).map(|group| group.id);
    known.ok_or_else(|| {
        let all: Vec<&str> = state.roster.groups.values().map(|group| group.code.as_str()).collect();
        CliError::Failed(format!("there is no group {code:?}: write one of {}", all.join(", ")))
    })
}

/// Would the fact make any difference?
fn changes(state: &State, fact: &Fact) -> bool {
    let mut after = state.shadow.clone();
    match fact {
        Fact::ShadowOn { group: Some(group) } => return !after.covers(Some(*group)),
        Fact::ShadowOff { group: Some(group) } => return after.covers(Some(*group)),
        Fact::ShadowOn { group: None } => after.all = true,
        _ => after.all = false,
    }
    after.groups.clear();
    after.live.clear();
    after != state.shadow
}

/// The codes of the groups that are in shadow, or are not.
fn codes(state: &State, shadow: bool) -> Vec<String> {
    let groups = state.roster.groups.keys().filter(|group| state.shadow.covers(Some(**group)) == shadow);
    groups.map(|group| words::group(state, *group)).collect()
}

fn in_words(state: &State, changed: bool) -> String {
    let (shadow, live) = (codes(state, true), codes(state, false));
    let mut text = match (shadow.is_empty(), live.is_empty()) {
        (true, _) => "All groups are live: letters go to those whom they are for.".to_owned(),
        (false, true) => {
            "All groups are in shadow: the administrator gets their letters, each saying who would have had it."
                .to_owned()
        }
        (false, false) => format!(
            "In shadow: {}. The administrator gets their letters, each saying who would have had it.\nLive: {}.",
            shadow.join(", "),
            live.join(", ")
        ),
    };
    if state.shadow.all && !live.is_empty() {
        text.push_str("\nLetters that belong to no group are in shadow too, until `balintd shadow off`.");
    }
    if !changed {
        text.push_str("\nThat was so already.");
    }
    text.push('\n');
    text
}
