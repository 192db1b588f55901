//! Runs one of the scripts beside this file, which look at pages in a real browser.

use std::path::Path;
use std::process::Command;

/// Looks at a folder with a script: what was seen, and whether nothing was wrong.
pub fn look(script: &str, folder: &Path) -> (bool, String) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign").join(script);
    assert!(
        script.with_file_name("node_modules").exists(),
        "the browser of the tests is not here: run scripts/install-test-readers"
    );
    let output = Command::new("node").arg(script).arg(folder).output().expect("node starts");
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    (output.status.success(), said)
}
