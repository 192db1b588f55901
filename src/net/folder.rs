//! Letters in folders, for a first try and for machines without a mail server.
//!
//! Incoming letters are files in `new/`, read in the order of their names; one that is stored moves to `cur/`, as in a
//! Maildir. Outgoing letters become one `.eml` file each: written beside, synced, renamed, so that whoever watches the
//! folder never meets half a letter. The file's name comes from the Message-ID, so the same letter twice is one file.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use tokio::time::timeout;

use super::message_id::{bracketed, message_id};
use super::{
    Arrived, Batch, Cursor, Fault, MailboxError, MailboxFacts, Notice, Outcome, PostmanError, PostmanFacts, Step, Why,
};

/// Files keep their place by name, so there is never another numbering.
const UID_VALIDITY: u32 = 1;

/// How often `new/` is looked at while waiting: soon enough for somebody who tries things out.
const POLL: Duration = Duration::from_secs(1);

/// A mailbox that is a directory with `new/` and `cur/` in it.
#[derive(Debug)]
pub struct FolderMailbox {
    root: PathBuf,
    size_max_bytes: u64,
    /// The files in `new/` that have a number. Numbers last as long as this process; what is in `new/` after a
    /// restart was never marked as seen and comes again.
    numbered: BTreeMap<u32, OsString>,
}

impl FolderMailbox {
    /// A mailbox in this directory; its folders are made when they are first needed.
    pub fn new(root: impl Into<PathBuf>, size_max_bytes: u64) -> FolderMailbox {
        FolderMailbox { root: root.into(), size_max_bytes, numbered: BTreeMap::new() }
    }

    pub(super) fn fetch(&mut self, cursor: Option<Cursor>, letters_max: usize) -> Result<Batch, MailboxError> {
        let first = Cursor::first_new_uid(cursor, UID_VALIDITY);
        self.number_new_files(first)?;
        let mut new = self.numbered.range(first..);
        let mut letters = Vec::new();
        for (&uid, name) in new.by_ref().take(letters_max) {
            let path = self.root.join("new").join(name);
            letters.push(read_letter(uid, &path, self.size_max_bytes).map_err(|e| away(&path, &e))?);
        }
        Ok(Batch { uid_validity: UID_VALIDITY, letters, more: new.next().is_some() })
    }

    pub(super) fn mark_seen(&mut self, uids: &[u32]) -> Result<(), MailboxError> {
        let seen = self.root.join("cur");
        fs::create_dir_all(&seen).map_err(|e| away(&seen, &e))?;
        for uid in uids {
            let Some(name) = self.numbered.remove(uid) else {
                continue;
            };
            let from = self.root.join("new").join(&name);
            match fs::rename(&from, seen.join(&name)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(away(&from, &error)),
                _ => {}
            }
        }
        Ok(())
    }

    pub(super) async fn wait(&mut self, for_at_most: Duration) -> Result<Notice, MailboxError> {
        let new_file = async {
            let mut ticks = tokio::time::interval(POLL);
            loop {
                ticks.tick().await;
                let names = names_in(&self.root.join("new"))?;
                if !names.iter().all(|name| self.numbered.values().any(|known| known == name)) {
                    return Ok(Notice::Arrived);
                }
            }
        };
        timeout(for_at_most, new_file).await.unwrap_or(Ok(Notice::Nothing))
    }

    pub(super) fn find_message_id(&mut self, folder: &str, id: &str) -> Result<bool, MailboxError> {
        let wanted = bracketed(id);
        let folder = self.root.join(folder);
        for name in names_in(&folder)? {
            let path = folder.join(name);
            let letter = read_letter(0, &path, self.size_max_bytes).map_err(|e| away(&path, &e))?;
            if message_id(&letter.raw).is_some_and(|found| found == wanted) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    pub(super) fn check(&mut self) -> Result<MailboxFacts, MailboxError> {
        let new = self.root.join("new");
        fs::create_dir_all(&new).map_err(|e| away(&new, &e))?;
        let letters = u32::try_from(names_in(&new)?.len()).unwrap_or(u32::MAX);
        Ok(MailboxFacts { idle: false, uidplus: false, private: true, letters })
    }

    fn number_new_files(&mut self, first: u32) -> Result<(), MailboxError> {
        let names = names_in(&self.root.join("new"))?;
        self.numbered.retain(|_, name| names.contains(name));
        let highest = self.numbered.keys().next_back().copied().unwrap_or_default();
        let mut next = first.max(highest.saturating_add(1));
        for name in names {
            if !self.numbered.values().any(|known| *known == name) {
                self.numbered.insert(next, name);
                next = next.saturating_add(1);
            }
        }
        Ok(())
    }
}

/// A postman that writes `.eml` files into a directory.
#[derive(Debug)]
pub struct FolderPostman {
    directory: PathBuf,
}

impl FolderPostman {
    /// Letters go into this directory, which is made when it is first needed.
    pub fn new(directory: impl Into<PathBuf>) -> FolderPostman {
        FolderPostman { directory: directory.into() }
    }

    pub(super) fn send(&mut self, message: &[u8]) -> Outcome {
        let Some(name) = message_id(message).as_deref().and_then(file_name) else {
            let text = "the letter has no Message-ID to name its file by".to_owned();
            return Outcome::Refused { code: 554, text, recipient: None };
        };
        match write_whole(&self.directory, &name, message) {
            Ok(()) => Outcome::Sent { reply: name },
            Err(error) => Outcome::Retry { why: why(&error) },
        }
    }

    pub(super) fn check(&mut self) -> Result<PostmanFacts, PostmanError> {
        fs::create_dir_all(&self.directory).map_err(|error| PostmanError::Away { why: why(&error) })?;
        Ok(PostmanFacts::in_house("folder"))
    }
}

/// `<a.b@c.example>` as a file name: characters that mean something to a file system become `_`.
fn file_name(message_id: &str) -> Option<String> {
    let bare = message_id.trim_start_matches('<').trim_end_matches('>');
    let safe = |c: char| {
        if c.is_ascii_alphanumeric() || "@.-+=".contains(c) { c } else { '_' }
    };
    let name: String = bare.chars().map(safe).collect();
    let name = name.trim_start_matches('.');
    (!name.is_empty()).then(|| format!("{name}.eml"))
}

fn write_whole(directory: &Path, name: &str, message: &[u8]) -> io::Result<()> {
    fs::create_dir_all(directory)?;
    let beside = directory.join(format!(".{name}.tmp"));
    let mut file = File::create(&beside)?;
    file.write_all(message)?;
    file.sync_all()?;
    fs::rename(&beside, directory.join(name))?;
    // The name is as much a part of the letter as its text, and it lives in the directory.
    File::open(directory)?.sync_all()
}

fn names_in(folder: &Path) -> Result<Vec<OsString>, MailboxError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(away(folder, &error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| away(folder, &error))?;
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        if !hidden && entry.path().is_file() {
            names.push(entry.file_name());
        }
    }
    names.sort();
    Ok(names)
}

fn read_letter(uid: u32, path: &Path, size_max_bytes: u64) -> io::Result<Arrived> {
    let mut file = File::open(path)?;
    let facts = file.metadata()?;
    let received = facts.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let size_bytes = facts.len();
    let truncated = size_bytes > size_max_bytes;
    let mut raw = Vec::new();
    if truncated {
        file.take(size_max_bytes).read_to_end(&mut raw)?;
        raw.truncate(header_length(&raw));
    } else {
        file.read_to_end(&mut raw)?;
    }
    let received = i64::try_from(received).unwrap_or(i64::MAX);
    Ok(Arrived { uid, received, size_bytes, raw, truncated })
}

/// Up to and with the empty line after the header.
fn header_length(raw: &[u8]) -> usize {
    let ends = [&b"\r\n\r\n"[..], b"\n\n"];
    let end = |mark: &[u8]| raw.windows(mark.len()).position(|w| w == mark).map(|at| at + mark.len());
    ends.iter().filter_map(|mark| end(mark)).min().unwrap_or(raw.len())
}

fn away(path: &Path, error: &io::Error) -> MailboxError {
    MailboxError::Away { why: format!("{}: {error}", path.display()) }
}

fn why(error: &io::Error) -> Why {
    Why { step: Step::Data, fault: Fault::Unreachable(error.to_string()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LETTER: &[u8] = b"Message-ID: <one/two@balint.example>\r\nSubject: x\r\n\r\nhello\r\n";

    #[test]
    fn letters_come_by_name_and_leave_when_seen() {
        let root = tempfile::tempdir().unwrap();
        let mut mailbox = FolderMailbox::new(root.path(), 1000);
        assert_eq!(mailbox.fetch(None, 9).unwrap().letters, []);
        assert_eq!(mailbox.check().unwrap().letters, 0);
        for name in ["b.eml", "a.eml", ".half.tmp"] {
            fs::write(root.path().join("new").join(name), name).unwrap();
        }
        let batch = mailbox.fetch(None, 1).unwrap();
        assert_eq!((batch.letters[0].raw.as_slice(), batch.letters[0].uid, batch.more), (&b"a.eml"[..], 1, true));

        let cursor = Cursor { uid_validity: batch.uid_validity, uid_last: 1 };
        mailbox.mark_seen(&[1]).unwrap();
        assert!(root.path().join("cur/a.eml").exists());
        let batch = mailbox.fetch(Some(cursor), 9).unwrap();
        assert_eq!(batch.letters.iter().map(|l| l.raw.as_slice()).collect::<Vec<_>>(), [b"b.eml"]);
        assert!(batch.letters[0].uid > 1 && !batch.more);
    }

    #[test]
    fn what_was_not_marked_comes_again_after_a_restart() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("new")).unwrap();
        fs::write(root.path().join("new/a.eml"), LETTER).unwrap();
        let first = FolderMailbox::new(root.path(), 1000).fetch(None, 9).unwrap();
        let cursor = Cursor { uid_validity: first.uid_validity, uid_last: first.letters[0].uid };
        let again = FolderMailbox::new(root.path(), 1000).fetch(Some(cursor), 9).unwrap();
        assert_eq!(again.letters[0].raw, first.letters[0].raw);
        assert!(again.letters[0].uid > cursor.uid_last);
    }

    #[test]
    fn of_a_large_letter_only_the_header_comes() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("new")).unwrap();
        let large = [LETTER, &[b'x'; 1000]].concat();
        fs::write(root.path().join("new/a.eml"), &large).unwrap();
        let letter = FolderMailbox::new(root.path(), 500).fetch(None, 9).unwrap().letters.remove(0);
        assert!(letter.truncated && letter.raw.ends_with(b"Subject: x\r\n\r\n"));
        assert_eq!(letter.size_bytes, large.len() as u64);
    }

    #[tokio::test]
    async fn a_new_file_ends_the_wait() {
        let root = tempfile::tempdir().unwrap();
        let mut mailbox = FolderMailbox::new(root.path(), 1000);
        assert_eq!(mailbox.wait(Duration::from_millis(10)).await, Ok(Notice::Nothing));
        fs::create_dir(root.path().join("new")).unwrap();
        fs::write(root.path().join("new/a.eml"), LETTER).unwrap();
        assert_eq!(mailbox.wait(Duration::from_secs(9)).await, Ok(Notice::Arrived));
        mailbox.fetch(None, 9).unwrap();
        assert_eq!(mailbox.wait(Duration::from_millis(10)).await, Ok(Notice::Nothing), "known already");
    }

    #[test]
    fn a_letter_out_is_one_file_however_often_it_is_sent() {
        let root = tempfile::tempdir().unwrap();
        let out = root.path().join("out");
        let mut postman = FolderPostman::new(&out);
        for _ in 0..2 {
            assert_eq!(postman.send(LETTER), Outcome::Sent { reply: "one_two@balint.example.eml".to_owned() });
        }
        assert_eq!(fs::read(out.join("one_two@balint.example.eml")).unwrap(), LETTER);
        assert_eq!(fs::read_dir(&out).unwrap().count(), 1);
        let mut mailbox = FolderMailbox::new(root.path(), 1000);
        assert_eq!(mailbox.find_message_id("out", "one/two@balint.example"), Ok(true));
        assert_eq!(mailbox.find_message_id("out", "two@balint.example"), Ok(false));
        assert!(matches!(postman.send(b"Subject: nameless\r\n\r\n"), Outcome::Refused { .. }));
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_tried_again() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("file"), "in the way").unwrap();
        let mut postman = FolderPostman::new(root.path().join("file"));
        assert!(matches!(postman.send(LETTER), Outcome::Retry { .. }));
        assert!(postman.check().is_err());
    }

    #[test]
    fn a_message_id_cannot_lead_out_of_the_folder() {
        assert_eq!(file_name("<../../etc/passwd@x>").as_deref(), Some("_.._etc_passwd@x.eml"));
        assert_eq!(file_name("<..>"), None);
    }
}
