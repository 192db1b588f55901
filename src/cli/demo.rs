//! `balintd demo`: a made-up school's whole year. It needs no configuration, no server and no network.

use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;

use super::{CliError, Context, DemoArgs, Exit};
use crate::config::Settings;
use crate::domain::id::Address;
use crate::sim::{Options, Outcome, Progress, SimError, run as live};

/// Lives the year, checking each turn.
///
/// # Errors
/// [`CliError::Failed`] where a rule was broken, or the folder cannot be used.
pub async fn run(args: DemoArgs, context: &Context) -> Result<Exit, CliError> {
    let made_up = Options::made_up(args.seed, usize::from(args.groups), args.out);
    rehearse(Options { settings: settings(), ..made_up }, context).await
}

/// The shipped configuration, under the made-up school's addresses.
fn settings() -> Settings {
    let mut settings = Settings::example();
    for (slot, address) in [
        (&mut settings.address, "balint@kingsmead.example"),
        (&mut settings.administrator, "administrator@kingsmead.example"),
    ] {
        if let Ok(address) = Address::new(address) {
            *slot = address;
        }
    }
    settings
}

/// Lives a year and says how it was, with a bar on a terminal and a line a month elsewhere.
///
/// # Errors
/// [`CliError::Failed`] where a rule was broken, or the folder cannot be used.
pub(super) async fn rehearse(options: Options, context: &Context) -> Result<Exit, CliError> {
    let mut watch = Watch::new();
    let lived = live(options, &mut |progress| watch.see(progress)).await;
    watch.bar.finish_and_clear();
    let outcome = lived.map_err(failed)?;
    let value = json!({
        "groups": outcome.groups,
        "students": outcome.students,
        "sessions_held": outcome.sessions_held,
        "turns": outcome.turns,
        "sent": outcome.sent(),
        "letters": outcome.letters,
        "from_people": outcome.from_people,
        "from_machines": outcome.from_machines,
        "from_strangers": outcome.from_strangers,
        "understood": outcome.understood,
        "asked": outcome.asked,
        "set_aside": outcome.set_aside,
        "apologies": outcome.apologies,
        "absences_explained": outcome.absences_explained,
        "absences_unexplained": outcome.absences_unexplained,
        "steps": outcome.steps,
        "out": outcome.out,
    });
    context.answer(&value, || in_words(&outcome))?;
    Ok(Exit::Fine)
}

fn in_words(outcome: &Outcome) -> String {
    let out = outcome.out.display();
    format!(
        "{outcome}\nEvery rule was checked after each of {} turns; none was broken.\n\nLeft in {out}/:\n  \
         letters/      every letter that was sent, as .eml\n  replies/      every message that came in\n  \
         timeline.txt  the year, a line an event\n  balintd.db    the database\n\n\
         The year to look at, in any browser:\n  {}\n",
        outcome.turns,
        outcome.out.join("index.html").display()
    )
}

fn failed(error: SimError) -> CliError {
    let what_to_do = match &error {
        SimError::Broken(_) => ". The timeline up to that moment is in the folder; please report it with the seed",
        _ => "",
    };
    CliError::Failed(format!("{error}{what_to_do}"))
}

/// Shows how far the year has come.
struct Watch {
    bar: ProgressBar,
    is_terminal: bool,
    month: Option<(i16, i8)>,
}

impl Watch {
    fn new() -> Self {
        let is_terminal = std::io::IsTerminal::is_terminal(&std::io::stderr());
        let bar = if is_terminal { ProgressBar::new(1) } else { ProgressBar::hidden() };
        if let Ok(style) = ProgressStyle::with_template("{bar:40} {msg}") {
            bar.set_style(style);
        }
        Self { bar, is_terminal, month: None }
    }

    fn see(&mut self, progress: &Progress) {
        let month = (progress.day.year(), progress.day.month());
        let Progress { letters, messages, .. } = *progress;
        if self.is_terminal {
            self.bar.set_length(progress.days);
            self.bar.set_position(progress.days_done);
            let day = progress.day.strftime("%a %-d %b %Y");
            self.bar.set_message(format!("{day}: {letters} letters out, {messages} messages in"));
        } else if self.month != Some(month) {
            let day = progress.day.strftime("%B %Y");
            eprintln!("{day}: {letters} letters out, {messages} messages in");
        }
        self.month = Some(month);
    }
}
