//! The folder that a year leaves behind: every letter, every answer, the database, the timeline.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::{JoinHandle, spawn};

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Where a year is left.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    zone: TimeZone,
    written: u32,
    /// None where letters and messages are not left.
    writer: Option<Writer>,
}

/// Writes letters beside the year, which need not wait for the disk.
#[derive(Debug)]
struct Writer {
    files: SyncSender<(PathBuf, Vec<u8>)>,
    thread: JoinHandle<Result<(), FolderError>>,
}

/// Letters that may wait for the disk.
const WAITING_MAX: usize = 1000;

/// Why a year cannot be left there.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    #[error("{} is there already and was not made by this program: name another folder with --out, or remove it yourself", .0.display())]
    NotOurs(PathBuf),
    #[error("{} cannot be written ({why}): name another folder with --out", .path.display())]
    Io { path: PathBuf, why: io::Error },
}

/// The file by which the folder is known again.
const MARK: &str = "about.txt";
const MARK_LINE: &str = "A year of Balint groups that never was, made by balintd.";
/// What a year leaves, and the next one in the same folder takes away.
const OURS: [&str; 8] =
    [MARK, "index.html", "letters", "replies", "timeline.txt", "balintd.db", "balintd.db-wal", "balintd.db-shm"];

impl Folder {
    /// Makes the folder, in place of an earlier year.
    ///
    /// # Errors
    /// [`FolderError`] where something else is there, or it cannot be written.
    pub fn make(root: &Path, zone: TimeZone, leaves_letters: bool) -> Result<Self, FolderError> {
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |why| FolderError::Io { path, why }
        };
        if root.exists() {
            let mark = std::fs::read_to_string(root.join(MARK)).unwrap_or_default();
            let is_empty = root.read_dir().is_ok_and(|mut entries| entries.next().is_none());
            if !mark.starts_with(MARK_LINE) && !is_empty {
                return Err(FolderError::NotOurs(root.to_owned()));
            }
            for name in OURS {
                let path = root.join(name);
                let removed = if path.is_dir() { std::fs::remove_dir_all(&path) } else { std::fs::remove_file(&path) };
                match removed {
                    Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(&path)(error)),
                    _ => {}
                }
            }
        }
        for name in ["letters", "replies"] {
            let path = root.join(name);
            std::fs::create_dir_all(&path).map_err(failed(&path))?;
        }
        let path = root.join(MARK);
        let about = format!(
            "{MARK_LINE} What it tells never happened.\n\nindex.html    the year to look at\nletters/      every letter that was sent, by time\nreplies/      every message that \
             came in, by time\ntimeline.txt  the year, a line an event\nbalintd.db    the database that the year left\n"
        );
        std::fs::write(&path, about).map_err(failed(&path))?;
        Ok(Self { root: root.to_owned(), zone, written: 0, writer: leaves_letters.then(Writer::start) })
    }

    /// Where the database goes.
    pub fn database(&self) -> PathBuf {
        self.root.join("balintd.db")
    }

    /// Leaves a letter that was sent, by [`Folder::finish`] at the latest; the name of its file within the folder.
    pub fn letter(&mut self, at: Timestamp, kind: &str, to: &str, raw: &[u8]) -> String {
        self.mail("letters", at, &format!("{kind}-{}", local(to)), raw)
    }

    /// Leaves a message that came in, by [`Folder::finish`] at the latest; the name of its file within the folder.
    pub fn reply(&mut self, at: Timestamp, from: &str, raw: &[u8]) -> String {
        self.mail("replies", at, local(from), raw)
    }

    fn mail(&mut self, folder: &str, at: Timestamp, name: &str, raw: &[u8]) -> String {
        self.written += 1;
        let time = at.to_zoned(self.zone.clone()).strftime("%Y%m%d-%H%M%S").to_string();
        let file = format!("{folder}/{time}-{:05}-{name}.eml", self.written);
        if let Some(writer) = &self.writer {
            // Where it has ended, [`Folder::finish`] says why.
            let _ = writer.files.send((self.root.join(&file), raw.to_vec()));
        }
        file
    }

    /// Leaves the timeline, and has every letter on the disk.
    pub fn finish(&mut self, timeline: &str) -> Result<(), FolderError> {
        let path = self.root.join("timeline.txt");
        write(&path, timeline.as_bytes())?;
        match self.writer.take() {
            Some(Writer { files, thread }) => {
                drop(files);
                thread.join().unwrap_or_else(|_| Err(FolderError::Io { path, why: io::ErrorKind::Other.into() }))
            }
            None => Ok(()),
        }
    }

    /// Leaves the page of the year.
    pub fn page(&self, html: &str) -> Result<(), FolderError> {
        write(&self.root.join("index.html"), html.as_bytes())
    }

    /// What was left under a name; none where nothing was.
    pub fn read(&self, file: &str) -> Option<Vec<u8>> {
        std::fs::read(self.root.join(file)).ok()
    }
}

impl Writer {
    fn start() -> Self {
        let (files, letters) = sync_channel::<(PathBuf, Vec<u8>)>(WAITING_MAX);
        let thread = spawn(move || letters.into_iter().try_for_each(|(path, raw)| write(&path, &raw)));
        Self { files, thread }
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), FolderError> {
    std::fs::write(path, bytes).map_err(|why| FolderError::Io { path: path.to_owned(), why })
}

/// What stands before the `@`, as it can stand in a file's name.
fn local(address: &str) -> &str {
    let local = address.split('@').next().unwrap_or_default();
    if local.chars().all(|c| c.is_ascii_alphanumeric() || "._-+".contains(c)) { local } else { "somebody" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_ours_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let theirs = folder.path().join("thesis.txt");
        std::fs::write(&theirs, "chapter one").unwrap();
        let refused = Folder::make(folder.path(), TimeZone::UTC, true);
        assert!(matches!(refused, Err(FolderError::NotOurs(_))));
        assert_eq!(std::fs::read_to_string(&theirs).unwrap(), "chapter one");
    }

    #[test]
    fn an_earlier_year_makes_room() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("demo");
        let mut first = Folder::make(&root, TimeZone::UTC, true).unwrap();
        first.letter(Timestamp::UNIX_EPOCH, "reminder", "wei@x.example", b"x");
        first.finish("").unwrap();
        assert_eq!(root.join("letters").read_dir().unwrap().count(), 1);
        Folder::make(&root, TimeZone::UTC, true).unwrap();
        assert_eq!(root.join("letters").read_dir().unwrap().count(), 0);
    }
}
