//! The key from which tokens are made: thirty-two random bytes in a file that only the daemon's user may read.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use aws_lc_rs::rand;
use data_encoding::HEXLOWER;

use super::DaemonError;
use crate::outbound::TokenKey;

/// Bytes of a fresh key: as many as the hash of the tokens has.
const KEY_BYTES: usize = 32;

/// The key of this file; the first run makes it.
///
/// # Errors
/// [`DaemonError::File`] where it cannot be read or made, or holds too little to be a key.
pub fn token_key(file: &Path) -> Result<TokenKey, DaemonError> {
    let failed = |why| DaemonError::File { path: file.to_owned(), why };
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => make(file).map_err(failed)?,
        Err(error) => return Err(failed(error)),
    };
    let secret = HEXLOWER.decode(text.trim().as_bytes()).unwrap_or_default();
    if secret.len() < KEY_BYTES {
        let why = "it holds no key: move it away and a new one is made (answers to letters sent before lose their tie)";
        return Err(failed(io::Error::new(io::ErrorKind::InvalidData, why)));
    }
    Ok(TokenKey::new(&secret))
}

fn make(file: &Path) -> io::Result<String> {
    let mut secret = [0; KEY_BYTES];
    rand::fill(&mut secret).map_err(|_| io::Error::other("the machine gave no randomness"))?;
    let text = HEXLOWER.encode(&secret);
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
    // Written beside and then named: a daemon that is killed here must not leave a key that is none.
    let mut beside = file.as_os_str().to_owned();
    beside.push(".tmp");
    let mut open = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside)?;
    writeln!(open, "{text}")?;
    open.sync_all()?;
    fs::rename(&beside, file)?;
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::File::open(folder)?.sync_all()?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn the_first_run_makes_a_key_that_only_we_can_read_and_the_next_one_finds_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("secrets/token.key");
        token_key(&file).unwrap();
        let made = fs::read_to_string(&file).unwrap();
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        token_key(&file).unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), made);
    }

    #[test]
    fn a_file_that_holds_no_key_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("token.key");
        fs::write(&file, "secret\n").unwrap();
        assert!(matches!(token_key(&file), Err(DaemonError::File { .. })));
    }
}
