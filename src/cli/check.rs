//! `balintd check`: tries everything that the daemon needs, and says what to do where something is wrong.
//!
//! Sends nothing, marks nothing as read and changes nothing, save that the first run makes the key of the tokens.

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use jiff::Timestamp;
use jiff::civil::date;
use serde::Serialize;

use super::{CliError, Context, Exit};
use crate::config::{Mail, Settings, Source};
use crate::daemon::{self, DaemonError};
use crate::domain::id::{EventId, SchemeId};
use crate::domain::roster::{Role, Roster};
use crate::domain::rules::Rules;
use crate::net::{Mailbox, MailboxError, Postman, PostmanError};
use crate::store::{Durability, Store, StoreError};

/// Says what is right and what is not; ends with the code of the worst.
///
/// # Errors
/// [`CliError`] where the configuration itself has mistakes: then there is nothing else to try.
pub async fn run(context: &Context) -> Result<Exit, CliError> {
    let settings = context.settings()?;
    let now = context.clock.now();
    let mut report = Report::default();
    report.fine("configuration", format!("{} is in order", context.config_file()?.display()));
    clock(&mut report, now);
    if let Err(error) = database(&mut report, &settings, now).await {
        report.wrong("database", error.to_string(), Exit::Failed);
    }
    secrets(&mut report, &settings);
    templates(&mut report, &settings);
    servers(&mut report, &settings).await;
    context.answer(&report.lines, || report.in_words())?;
    Ok(report.exit())
}

/// What was tried, in order.
#[derive(Default)]
struct Report {
    lines: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    what: &'static str,
    ok: bool,
    /// What is so, or what is wrong and what to do.
    says: String,
    #[serde(skip)]
    exit: Exit,
}

impl Report {
    fn fine(&mut self, what: &'static str, says: impl Into<String>) {
        self.add(what, says.into(), Exit::Fine);
    }

    fn wrong(&mut self, what: &'static str, says: impl Into<String>, exit: Exit) {
        self.add(what, says.into(), exit);
    }

    fn add(&mut self, what: &'static str, says: String, exit: Exit) {
        let ok = exit == Exit::Fine;
        self.lines.push(Line { what, ok, says, exit });
    }

    /// The worst is what has to be put right first: mistakes in what was written, then passwords, then servers.
    fn exit(&self) -> Exit {
        const WORST_FIRST: [Exit; 4] = [Exit::Mistakes, Exit::CredentialsRefused, Exit::Unreachable, Exit::Failed];
        let worst = WORST_FIRST.into_iter().find(|exit| self.lines.iter().any(|line| line.exit == *exit));
        worst.unwrap_or(Exit::Fine)
    }

    fn in_words(&self) -> String {
        let line = |line: &Line| {
            let mark = if line.ok { "ok   " } else { "WRONG" };
            format!("{mark}  {}: {}\n", line.what, line.says)
        };
        let lines: String = self.lines.iter().map(line).collect();
        let wrong = self.lines.iter().filter(|line| !line.ok).count();
        let end = match wrong {
            0 => "All is well: `balintd run` can start.".to_owned(),
            1 => "One thing has to be put right.".to_owned(),
            n => format!("{n} things have to be put right."),
        };
        format!("{lines}\n{end}\n")
    }
}

/// No machine that runs this program lives before it was written.
fn clock(report: &mut Report, now: Timestamp) {
    let year = now.to_zoned(jiff::tz::TimeZone::UTC).date();
    if year < date(2026, 1, 1) {
        let says = format!("this machine says that it is {year}: set its clock, or every letter goes at a wrong time");
        report.wrong("clock", says, Exit::Failed);
    }
}

/// The roster in the database, the policies, and that time has not gone back since the last turn.
async fn database(report: &mut Report, settings: &Settings, now: Timestamp) -> Result<(), StoreError> {
    let path = settings.database.display();
    if !settings.database.exists() {
        let says = format!("there is no database {path} yet: bring a roster in with `balintd import`");
        report.wrong("database", says, Exit::Failed);
        return Ok(());
    }
    let mut store = Store::open(&settings.database, Durability::Full).await?;
    let events = store.events_after(EventId(0)).await?;
    report.fine("database", format!("{path} is open and up to date"));
    match events.last().filter(|last| last.at > now) {
        Some(last) => {
            let says = format!(
                "it is {now} here, and the ledger's last line is of {}: set the clock of this machine right before the \
                 daemon runs",
                last.at
            );
            report.wrong("clock", says, Exit::Failed);
        }
        None => report.fine("clock", format!("{now}, after all that the ledger holds")),
    }
    let roster = store.roster().await?;
    let rules = settings.rules(&roster);
    self::roster(report, &roster, &rules, now);
    policies(report, settings, &roster, &rules);
    Ok(())
}

fn roster(report: &mut Report, roster: &Roster, rules: &Rules, now: Timestamp) {
    if roster.groups.is_empty() {
        report.wrong("roster", "it is empty: bring one in with `balintd import`", Exit::Mistakes);
        return;
    }
    let today = now.to_zoned(rules.zone.clone()).date();
    let mut wrong = Vec::new();
    for group in roster.groups.values() {
        let leaders = roster.co_leaders(group.id, today.max(first_day(roster, group.id))).len();
        if leaders != 2 {
            wrong.push(format!("{} has {leaders} co-leaders and needs two", group.code));
        }
        if roster.sessions_of(group.id).next().is_none() {
            wrong.push(format!("{} has no sessions", group.code));
        }
    }
    for scheme in roster.schemes.values() {
        for (role, who) in [(Role::UndergraduateTeam, "undergraduate team"), (Role::StageLead, "stage lead")] {
            if roster.holders(scheme.id, role, today).is_empty() {
                wrong.push(format!("nobody is {who} in {}, so a step that goes to them waits", scheme.code));
            }
        }
    }
    let students: std::collections::BTreeSet<_> = roster.memberships.iter().map(|member| member.student).collect();
    if wrong.is_empty() {
        let says = format!("{} groups, {} students", roster.groups.len(), students.len());
        report.fine("roster", says);
    } else {
        report.wrong("roster", format!("{}: put it right and import again", wrong.join("; ")), Exit::Mistakes);
    }
}

/// The day on which a group's year begins, where its co-leaders may begin too.
fn first_day(roster: &Roster, group: crate::domain::id::GroupId) -> jiff::civil::Date {
    let days = roster.sessions_of(group).map(|session| session.date);
    days.min().unwrap_or(jiff::civil::Date::MIN)
}

fn policies(report: &mut Report, settings: &Settings, roster: &Roster, rules: &Rules) {
    let says = |(id, rules): (&SchemeId, &crate::domain::rules::SchemeRules)| {
        let code = roster.schemes.get(id).map_or("", |scheme| scheme.code.as_str());
        let (version, steps) = (rules.policy.version, rules.policy.steps.len());
        let own = if settings.schemes.contains_key(code) { "" } else { ", the first one of the configuration" };
        format!("{code} has version {version} with {steps} steps{own}")
    };
    let all: Vec<String> = rules.schemes.iter().map(says).collect();
    report.fine("policy", all.join("; "));
}

/// Files with secrets are for the daemon's own user.
fn secrets(report: &mut Report, settings: &Settings) {
    let mut files: BTreeMap<&'static str, std::path::PathBuf> = BTreeMap::new();
    files.insert("secret_file", settings.secret_file.clone());
    for value in settings.effective_values() {
        let key = match value.key.as_str() {
            "smtp.password_file" => "smtp.password_file",
            "imap.password_file" => "imap.password_file",
            _ => continue,
        };
        let path = value.value.as_ref().and_then(toml::Value::as_str);
        if let Some(path) = path.filter(|_| value.source != Source::Default) {
            files.insert(key, path.into());
        }
    }
    for (key, path) in files {
        secret(report, key, &path);
    }
}

fn secret(report: &mut Report, key: &'static str, path: &Path) {
    /// Others than the owner and the group, who may do anything with the file.
    const OTHERS: u32 = 0o007;
    let shown = path.display();
    match std::fs::metadata(path) {
        Ok(file) if file.permissions().mode() & OTHERS != 0 => {
            let says = format!("every user of this machine can read {shown}: chmod 600 {shown}");
            report.wrong(key, says, Exit::Failed);
        }
        Ok(_) => report.fine(key, format!("{shown} is closed to other users")),
        // The key is made by the first run; of a password's file the configuration has said so.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            report.fine(key, format!("{shown} is made on the first run"));
        }
        Err(error) => report.wrong(key, format!("{shown} cannot be looked at ({error})"), Exit::Failed),
    }
}

/// Every letter, with every field and the extremes.
fn templates(report: &mut Report, settings: &Settings) {
    let mistakes = match daemon::outbound(settings) {
        Ok(outbound) => outbound.check(),
        Err(DaemonError::Templates(mistakes)) => mistakes,
        Err(error) => {
            report.wrong("templates", error.to_string(), Exit::Failed);
            return;
        }
    };
    if mistakes.is_empty() {
        report.fine("templates", format!("{} kinds of letter can be written", crate::outbound::KINDS.len()));
    }
    for mistake in mistakes {
        report.wrong("templates", mistake.to_string(), Exit::Mistakes);
    }
}

/// Reaches both servers and signs in.
async fn servers(report: &mut Report, settings: &Settings) {
    let (mut mailbox, mut postman) = match daemon::connect(settings) {
        Ok(both) => both,
        Err(error) => {
            report.wrong("servers", error.to_string(), Exit::Mistakes);
            return;
        }
    };
    self::mailbox(report, &mut mailbox, settings).await;
    self::postman(report, &mut postman, settings).await;
    mailbox.close().await;
    postman.close().await;
}

async fn mailbox(report: &mut Report, mailbox: &mut Mailbox, settings: &Settings) {
    let (place, is_server) = match &settings.mail {
        Mail::Servers { imap, .. } => (format!("{}:{}", imap.server.host, imap.server.port), true),
        Mail::Folders { incoming, .. } => (incoming.display().to_string(), false),
    };
    match mailbox.check().await {
        Ok(facts) => {
            let idle = match facts.idle || !is_server {
                true => "",
                false => "; its server does not tell of letters at once, so it is looked into now and then",
            };
            report.fine("mailbox", format!("{place} is reached, with {} letters{idle}", facts.letters));
        }
        Err(MailboxError::WrongCredentials { text }) => report.wrong(
            "mailbox",
            format!("{place} refuses the name or password ({text}): put [imap] right"),
            Exit::CredentialsRefused,
        ),
        Err(error) => report.wrong("mailbox", format!("{place}: {error}"), Exit::Unreachable),
    }
}

async fn postman(report: &mut Report, postman: &mut Postman, settings: &Settings) {
    let (place, is_server) = match &settings.mail {
        Mail::Servers { smtp, .. } => (format!("{}:{}", smtp.server.host, smtp.server.port), true),
        Mail::Folders { outgoing, .. } => (outgoing.display().to_string(), false),
    };
    match postman.check().await {
        Ok(_) if !is_server => report.fine("mail server", format!("none: letters are written to {place}")),
        Ok(facts) => {
            let privacy = if facts.private { "" } else { ", in the clear" };
            let signed_in = if facts.authenticated { " and signed in to" } else { ", which lets us in without a name" };
            report.fine("mail server", format!("{place} is reached{signed_in}{privacy}"));
        }
        Err(PostmanError::WrongCredentials { text }) => report.wrong(
            "mail server",
            format!("{place} refuses the name or password ({text}): put [smtp] right"),
            Exit::CredentialsRefused,
        ),
        Err(error) => report.wrong("mail server", format!("{place}: {error}"), Exit::Unreachable),
    }
}
