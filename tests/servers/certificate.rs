//! An authority of our own and a certificate for `localhost`, made by openssl and thrown away with the folder.

use std::path::{Path, PathBuf};

use super::process::run;

/// The servers' certificate and key, in the folder.
pub const CERTIFICATE: &str = "server.pem";
pub const KEY: &str = "server.key";

/// Makes them and gives the authority's certificate. A certificate that may sign others is no server's certificate
/// for a careful client, so there are two.
pub fn make(folder: &Path) -> PathBuf {
    let at = |name: &str| folder.join(name).display().to_string();
    let (ca, ca_key) = (at("ca.pem"), at("ca.key"));
    let new_key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "3650"];
    let authority = ["req", "-x509", "-subj", "/CN=Authority of a test", "-keyout", &ca_key, "-out", &ca];
    run("openssl", &[&authority[..], &new_key[..]].concat());
    let (key, certificate) = (at(KEY), at(CERTIFICATE));
    let server = ["req", "-x509", "-CA", &ca, "-CAkey", &ca_key, "-subj", "/CN=localhost"];
    let names = ["-addext", "subjectAltName=DNS:localhost", "-addext", "basicConstraints=critical,CA:FALSE"];
    let files = ["-keyout", &key, "-out", &certificate];
    run("openssl", &[&server[..], &names[..], &files[..], &new_key[..]].concat());
    PathBuf::from(ca)
}
