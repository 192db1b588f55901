//! The daemon: a turn, then sleep until the next one is due, a notice comes or somebody stops it.
//!
//! Also what has to stand before the first turn: the one process on the database, the key of the tokens, the servers.

mod connect;
mod key;

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::clock::Clock;
use crate::config::{self, Mail, Settings};
use crate::inbound::{OurSelves, Vouching};
use crate::outbound::{House, Outbound, Overrides, TemplateMistake};
use crate::store::forget::forget_people;
use crate::store::{Durability, Store, StoreError, inbox};
use crate::turn::{App, Parts, SendLimits, TurnError, Witness, turn};

pub use connect::{ConnectError, connect};
pub use key::token_key;

/// Why the daemon does not run.
#[derive(Debug, thiserror::Error)]
pub enum DaemonError {
    #[error("another balintd uses {}", .0.display())]
    Locked(PathBuf),
    #[error("{} could not be used: {why}", path.display())]
    File { path: PathBuf, why: io::Error },
    #[error("templates with mistakes")]
    Templates(Vec<TemplateMistake>),
    #[error(transparent)]
    Connect(#[from] ConnectError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Turn(#[from] TurnError),
    #[error(
        "the database is damaged ({0}): `balintd verify` shows how, and `balintd restore` puts a copy into its place"
    )]
    Damaged(String),
    #[error("the roster is empty: bring one in with `balintd import`")]
    NoRoster,
}

/// The lock that says that this process is the one on its database; it ends with the process.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "held for as long as it lives")] File);

/// Takes the lock of a database.
///
/// # Errors
/// [`DaemonError::Locked`] where another process has it.
pub fn lock(database: &Path) -> Result<Lock, DaemonError> {
    let mut path = database.as_os_str().to_owned();
    path.push(".lock");
    let path = PathBuf::from(path);
    let failed = |why| DaemonError::File { path: path.clone(), why };
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(Lock(file)),
        Err(TryLockError::WouldBlock) => Err(DaemonError::Locked(database.to_owned())),
        Err(TryLockError::Error(why)) => Err(failed(why)),
    }
}

/// Everything that turns need, out of the settings. The caller holds the lock.
///
/// # Errors
/// [`DaemonError`] for what has to be put right first.
pub async fn open(settings: &Settings) -> Result<App, DaemonError> {
    let mut store = Store::open(&settings.database, Durability::Full).await?;
    is_sound(&mut store).await?;
    let roster = store.roster().await?;
    if roster.groups.is_empty() {
        return Err(DaemonError::NoRoster);
    }
    let (mailbox, postman) = connect(settings)?;
    let parts = Parts {
        rules: settings.rules(&roster),
        outbound: outbound(settings)?,
        ours: ourselves(settings),
        limits: limits(settings),
        witness: witness(settings),
        store,
        mailbox,
        postman,
    };
    Ok(App::open(parts).await?)
}

/// A daemon that stopped because its disk failed comes back only on a database that is whole.
async fn is_sound(store: &mut Store) -> Result<(), DaemonError> {
    if let Some(what) = store.damage().await?.into_iter().next() {
        return Err(DaemonError::Damaged(what));
    }
    match store.chain().await?.broken_at {
        Some(line) => Err(DaemonError::Damaged(format!("line {line} of the ledger is not as it was written"))),
        None => Ok(()),
    }
}

/// The writer of letters, with the scheme's own texts laid over the built-in ones.
///
/// # Errors
/// [`DaemonError::Templates`] with every mistake in them; [`DaemonError::File`] where a file cannot be read.
pub fn outbound(settings: &Settings) -> Result<Outbound, DaemonError> {
    let house = House {
        public_name: settings.public_name.clone(),
        address: settings.address.clone(),
        plus_addresses: settings.plus_addresses,
        emergency_line: settings.emergency_line.clone(),
        administrator: settings.administrator.clone(),
        token_key: token_key(&settings.secret_file)?,
    };
    Outbound::load(house, &own_texts(settings)?).map_err(DaemonError::Templates)
}

/// The scheme's own texts, out of `templates_dir`; none where the configuration names no folder.
///
/// # Errors
/// [`DaemonError::File`] where a file cannot be read.
pub fn own_texts(settings: &Settings) -> Result<Overrides, DaemonError> {
    match &settings.templates_dir {
        Some(folder) => texts_in(folder).map_err(|why| DaemonError::File { path: folder.clone(), why }),
        None => Ok(Overrides::new()),
    }
}

/// The texts of a folder, by their path within it.
fn texts_in(folder: &Path) -> io::Result<Overrides> {
    let mut texts = Overrides::new();
    for kind in std::fs::read_dir(folder)? {
        let kind = kind?;
        if !kind.file_type()?.is_dir() {
            continue;
        }
        for text in std::fs::read_dir(kind.path())? {
            let text = text?;
            let name = format!("{}/{}", kind.file_name().to_string_lossy(), text.file_name().to_string_lossy());
            texts.insert(name, std::fs::read_to_string(text.path())?);
        }
    }
    Ok(texts)
}

/// Whom the reader of letters takes us for, and whose word it takes.
pub fn ourselves(settings: &Settings) -> OurSelves {
    OurSelves {
        address: settings.address.clone(),
        administrator: Some(settings.administrator.clone()),
        vouching: settings.authserv_id.clone().map_or(Vouching::Topmost, Vouching::Server),
    }
}

/// What shows whether a letter was taken.
pub fn witness(settings: &Settings) -> Option<Witness> {
    let (smtp, imap) = match &settings.mail {
        Mail::Servers { smtp, imap } => (smtp, imap),
        // A letter in a folder is the proof of itself.
        Mail::Folders { outgoing, .. } => {
            let folder = std::path::absolute(outgoing).ok()?.to_str()?.to_owned();
            return Some(Witness { folder, copy: false, wait: SignedDuration::ZERO });
        }
    };
    let wait = SignedDuration::from_mins(smtp.witness_wait_minutes.into());
    match smtp.witness {
        config::Witness::Copy => Some(Witness { folder: imap.folder.clone(), copy: true, wait }),
        config::Witness::Sent => Some(Witness { folder: imap.sent_folder.clone(), copy: false, wait }),
        config::Witness::None => None,
    }
}

fn limits(settings: &Settings) -> SendLimits {
    let per_minute = match &settings.mail {
        Mail::Servers { smtp, .. } => u32::from(smtp.per_minute),
        Mail::Folders { .. } => u32::MAX,
    };
    SendLimits {
        per_student_day: settings.limits.letters_per_student_day.into(),
        per_staff_day: settings.limits.letters_per_staff_day.into(),
        per_day: settings.limits.letters_per_day,
        per_minute,
    }
}

/// Another process may have written to the database (an import, a pause): it is looked at this often.
const LOOK_AGAIN: SignedDuration = SignedDuration::from_secs(60);

/// Turns until `stop` is ready; the turn under way is finished first.
///
/// # Errors
/// [`DaemonError`] where a turn cannot go on: the database failed, or a server refuses the password.
pub async fn run(
    app: &mut App,
    settings: &Settings,
    clock: &Clock,
    stop: impl Future<Output = ()>,
) -> Result<(), DaemonError> {
    let mut stop = std::pin::pin!(stop);
    let mut is_ready = false;
    loop {
        let now = clock.now();
        let turned = turn(app, now).await?;
        age_out(app, settings, now).await?;
        if !is_ready {
            is_ready = true;
            tracing::info!("ready");
            notify(sd_notify::NotifyState::Ready);
        }
        if let Some(file) = &settings.alive_file {
            std::fs::write(file, now.to_string()).map_err(|why| DaemonError::File { path: file.clone(), why })?;
        }
        let wake = turned.next.min(now.saturating_add(LOOK_AGAIN).unwrap_or(turned.next));
        tokio::select! {
            biased;
            () = &mut stop => break,
            () = sleep(app, clock, wake) => {}
        }
    }
    notify(sd_notify::NotifyState::Stopping);
    app.postman.close().await;
    app.mailbox.close().await;
    tracing::info!("stopped");
    Ok(())
}

/// Sleeps until `wake`, or until the mailbox tells of a letter. A mailbox that is away tells nothing.
async fn sleep(app: &mut App, clock: &Clock, wake: Timestamp) {
    let left = Duration::try_from(wake.duration_since(clock.now())).unwrap_or_default();
    let mailbox = &mut app.mailbox;
    let notice = async {
        match mailbox.wait(left).await {
            Ok(crate::net::Notice::Arrived) => {}
            Ok(crate::net::Notice::Nothing) | Err(_) => std::future::pending().await,
        }
    };
    clock.wait_until(wake, notice).await;
}

/// Deletes letters' text whose time is over, and who those were whose registers are too old, when the schedule says so.
async fn age_out(app: &mut App, settings: &Settings, now: Timestamp) -> Result<(), StoreError> {
    const LAST: &str = "aged_out_at";
    let zone = &app.rules.zone;
    let last: Option<Timestamp> = app.store.note(LAST).await?.and_then(|text| text.parse().ok());
    let is_due = last.is_none_or(|last| settings.retention.schedule.next(last, zone).is_some_and(|due| due <= now));
    if !is_due {
        return Ok(());
    }
    let days = i64::from(settings.retention.letter_text_days);
    let before = now.saturating_sub(SignedDuration::from_hours(24 * days)).unwrap_or(Timestamp::MIN);
    let years = jiff::Span::new().years(i64::from(settings.retention.register_years));
    let gone = app.state.roster.gone_before(app.state.day(now).saturating_sub(years));
    let mut tx = app.store.begin().await?;
    let letters = inbox::age_out(&mut tx, before).await?;
    forget_people(&mut tx, &gone).await?;
    crate::store::set_note(&mut tx, LAST, &now.to_string()).await?;
    tx.commit().await?;
    let emptied = app.store.empty_log().await?;
    tracing::info!(letters, people = gone.len(), emptied, "what was too old was deleted");
    Ok(())
}

/// Tells systemd, where it is listening.
fn notify(state: sd_notify::NotifyState) {
    if let Err(error) = sd_notify::notify(&[state]) {
        tracing::debug!(why = %error, "systemd could not be told");
    }
}
