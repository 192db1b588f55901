//! The wire to a mail server: TCP without delay, then TLS or, on this very machine, none.
//!
//! A letter must not wait 40 ms for an acknowledgement, so Nagle's algorithm is off. Unencrypted connections are made
//! to loopback addresses alone, checked by name when the settings are read and by address once connected.
//! BUGS: certificates are read once, at start; a renewed `ca_file` wants a restart.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use lettre::transport::smtp::client::AsyncTokioStream;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto::aws_lc_rs};

/// How a connection is kept private (RFC 8314 prefers `implicit`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TlsMode {
    /// No encryption: only to a server on this very machine.
    None,
    /// The connection begins in the clear and must change to TLS before anything is said.
    Starttls,
    /// TLS from the first byte.
    Implicit,
}

/// Which server, and how to speak to it without being overheard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// Name or address; with TLS it is what the server's certificate must say.
    pub host: String,
    /// TCP port.
    pub port: u16,
    /// How the connection is kept private.
    pub tls: TlsMode,
    /// Certificates (PEM) that are trusted beside those of the operating system.
    pub ca_file: Option<PathBuf>,
}

/// What is wrong with the settings of a server; each is a sentence for the administrator.
#[derive(Debug, Error)]
pub enum SettingsError {
    /// Passwords and letters would cross a network in the clear.
    #[error(
        "tls = \"none\" is for a server on this machine only, and {host} is not one; use \"starttls\" or \"implicit\""
    )]
    PlainBeyondLoopback {
        /// The configured host.
        host: String,
    },
    /// The file of certificates cannot be used.
    #[error("ca_file {}: {why}", path.display())]
    CaFile {
        /// The configured file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// There is nothing to check the server's certificate against.
    #[error("the operating system has no certificates; install ca-certificates or set ca_file")]
    NoCertificates,
    /// The host can be neither a name nor an address.
    #[error("{host} is neither a host name nor an address")]
    Host {
        /// The configured host.
        host: String,
    },
    /// Something that cannot be said in one line of a protocol.
    #[error("{what} must not contain line breaks or control characters")]
    ControlCharacter {
        /// Which setting.
        what: &'static str,
    },
}

/// A server with its certificates loaded, ready to be connected to.
#[derive(Clone)]
pub(super) struct Dialler {
    server: Server,
    tls: Option<(TlsConnector, ServerName<'static>)>,
}

impl Dialler {
    pub(super) fn new(server: Server) -> Result<Dialler, SettingsError> {
        let tls = match server.tls {
            TlsMode::None if is_loopback_name(&server.host) => None,
            TlsMode::None => {
                return Err(SettingsError::PlainBeyondLoopback { host: server.host });
            }
            TlsMode::Starttls | TlsMode::Implicit => {
                let name = ServerName::try_from(server.host.clone())
                    .map_err(|_| SettingsError::Host { host: server.host.clone() })?;
                Some((connector(&server)?, name))
            }
        };
        Ok(Dialler { server, tls })
    }

    pub(super) fn mode(&self) -> TlsMode {
        self.server.tls
    }

    /// Connects; with implicit TLS the handshake is part of it. The caller sets the time limit.
    pub(super) async fn connect(&self) -> io::Result<Stream> {
        let stream = TcpStream::connect((self.server.host.as_str(), self.server.port)).await?;
        stream.set_nodelay(true)?;
        let peer = stream.peer_addr()?;
        if self.server.tls == TlsMode::None && !peer.ip().is_loopback() {
            return Err(io::Error::other("refusing to speak unencrypted beyond this machine"));
        }
        let stream = Stream { peer, inner: Inner::Plain(stream) };
        match self.server.tls {
            TlsMode::Implicit => self.secure(stream).await,
            TlsMode::None | TlsMode::Starttls => Ok(stream),
        }
    }

    /// Changes a plain connection to TLS, with the server's certificate checked.
    pub(super) async fn secure(&self, stream: Stream) -> io::Result<Stream> {
        match (stream.inner, &self.tls) {
            (Inner::Plain(tcp), Some((connector, name))) => {
                let tls = connector.connect(name.clone(), tcp).await?;
                Ok(Stream { peer: stream.peer, inner: Inner::Tls(Box::new(tls)) })
            }
            _ => Err(io::Error::other("there is nothing to encrypt, or nothing to encrypt it with")),
        }
    }
}

impl std::fmt::Debug for Dialler {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.server.fmt(f)
    }
}

fn is_loopback_name(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

fn connector(server: &Server) -> Result<TlsConnector, SettingsError> {
    let mut roots = RootCertStore::empty();
    // Some stores hold a certificate that nobody can parse; the others count.
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if let Some(path) = &server.ca_file {
        let wrong = |why: String| SettingsError::CaFile { path: path.clone(), why };
        let found = CertificateDer::pem_file_iter(path)
            .and_then(Iterator::collect::<Result<Vec<_>, _>>)
            .map_err(|error| wrong(error.to_string()))?;
        let (added, _) = roots.add_parsable_certificates(found);
        if added == 0 {
            return Err(wrong("holds no certificate".to_owned()));
        }
    }
    if roots.is_empty() {
        return Err(SettingsError::NoCertificates);
    }
    let config = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|_| SettingsError::NoCertificates)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(config)))
}

/// One connection, encrypted or not.
#[derive(Debug)]
pub(super) struct Stream {
    peer: SocketAddr,
    inner: Inner,
}

#[derive(Debug)]
enum Inner {
    Plain(TcpStream),
    Tls(Box<TlsStream<TcpStream>>),
}

impl Stream {
    pub(super) fn is_encrypted(&self) -> bool {
        matches!(self.inner, Inner::Tls(_))
    }
}

impl AsyncTokioStream for Stream {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.peer)
    }
}

impl AsyncRead for Stream {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        match &mut self.get_mut().inner {
            Inner::Plain(stream) => Pin::new(stream).poll_read(cx, buf),
            Inner::Tls(stream) => Pin::new(stream).poll_read(cx, buf),
        }
    }
}

impl AsyncWrite for Stream {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        match &mut self.get_mut().inner {
            Inner::Plain(stream) => Pin::new(stream).poll_write(cx, buf),
            Inner::Tls(stream) => Pin::new(stream).poll_write(cx, buf),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.get_mut().inner {
            Inner::Plain(stream) => Pin::new(stream).poll_flush(cx),
            Inner::Tls(stream) => Pin::new(stream).poll_flush(cx),
        }
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.get_mut().inner {
            Inner::Plain(stream) => Pin::new(stream).poll_shutdown(cx),
            Inner::Tls(stream) => Pin::new(stream).poll_shutdown(cx),
        }
    }
}
