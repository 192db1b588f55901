//! From the clear to TLS (RFC 3207), before lettre sees the connection.
//!
//! lettre's own STARTTLS keeps what it has read ahead, so somebody on the way could put words of their own behind the
//! server's last unencrypted line and have them taken for the answer to an encrypted command. Here nothing is read
//! ahead: the lines before the handshake are read byte by byte, and what follows them is taken for TLS or not at all.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use lettre::transport::smtp::client::AsyncTokioStream;
use lettre::transport::smtp::extension::ClientId;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::time::timeout;

use super::super::log_safe::log_safe;
use super::super::stream::{Dialler, Stream};
use super::super::{Fault, Step, Why};
use super::SmtpTimeouts;

/// More than any server says in its greeting or its list of extensions.
const REPLY_MAX_BYTES: usize = 16 * 1024;

/// Asks for TLS and encrypts the connection. A server that has no STARTTLS is not spoken to.
pub(super) async fn upgrade(
    dialler: &Dialler,
    mut stream: Stream,
    hello_name: &ClientId,
    timeouts: &SmtpTimeouts,
) -> Result<Greeted, Why> {
    let limit = timeouts.hello;
    within(limit, Step::Hello, expect(&mut stream, None, 220)).await?;
    let hello = format!("EHLO {hello_name}\r\n");
    let extensions = within(limit, Step::Hello, expect(&mut stream, Some(&hello), 250)).await?;
    if !extensions.iter().any(|line| line.trim().eq_ignore_ascii_case("STARTTLS")) {
        let text = "the server offers no STARTTLS, and nothing is said in the clear".to_owned();
        return Err(Why { step: Step::StartTls, fault: Fault::Unreachable(text) });
    }
    within(limit, Step::StartTls, expect(&mut stream, Some("STARTTLS\r\n"), 220)).await?;
    let handshake = async { dialler.secure(stream).await.map_err(|error| unreachable(&error)) };
    let stream = within(timeouts.connect, Step::StartTls, handshake).await?;
    Ok(Greeted { greeting: GREETING, stream })
}

async fn within<T>(limit: Duration, step: Step, work: impl Future<Output = Result<T, Fault>>) -> Result<T, Why> {
    match timeout(limit, work).await {
        Ok(result) => result.map_err(|fault| Why { step, fault }),
        Err(_) => Err(Why { step, fault: Fault::TimedOut }),
    }
}

/// Says something, if there is something to say, and reads a whole reply; its lines, without the code.
async fn expect(stream: &mut Stream, command: Option<&str>, code_expected: u16) -> Result<Vec<String>, Fault> {
    if let Some(command) = command {
        stream.write_all(command.as_bytes()).await.map_err(|_| Fault::Broken)?;
        stream.flush().await.map_err(|_| Fault::Broken)?;
    }
    let mut lines = Vec::new();
    let mut bytes_left = REPLY_MAX_BYTES;
    loop {
        let line = read_line(stream, &mut bytes_left).await?;
        let code: u16 = line.get(..3).and_then(|code| code.parse().ok()).ok_or(Fault::Broken)?;
        lines.push(line.get(4..).unwrap_or_default().to_owned());
        if line.as_bytes().get(3) == Some(&b'-') {
            continue;
        }
        return match code {
            code if code == code_expected => Ok(lines),
            400.. => Err(Fault::Reply { code, text: log_safe(&lines.join(" ")) }),
            _ => Err(Fault::Broken),
        };
    }
}

async fn read_line(stream: &mut Stream, bytes_left: &mut usize) -> Result<String, Fault> {
    let mut line = Vec::new();
    while *bytes_left > 0 {
        *bytes_left -= 1;
        match stream.read_u8().await.map_err(|_| Fault::Broken)? {
            b'\n' => return Ok(String::from_utf8_lossy(&line).trim_end().to_owned()),
            byte => line.push(byte),
        }
    }
    Err(Fault::Broken)
}

fn unreachable(error: &io::Error) -> Fault {
    Fault::Unreachable(log_safe(&error.to_string()))
}

/// After the handshake the conversation begins anew with EHLO and the server does not greet again (RFC 3207 section
/// 4.2). lettre waits for a greeting, so this line stands for the 220 that the server gave to STARTTLS.
const GREETING: &[u8] = b"220 encrypted\r\n";

/// An encrypted connection with a greeting still to be read.
#[derive(Debug)]
pub(super) struct Greeted {
    greeting: &'static [u8],
    stream: Stream,
}

impl AsyncTokioStream for Greeted {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.stream.peer_addr()
    }
}

impl AsyncRead for Greeted {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if this.greeting.is_empty() {
            return Pin::new(&mut this.stream).poll_read(cx, buf);
        }
        let (now, later) = this.greeting.split_at(this.greeting.len().min(buf.remaining()));
        buf.put_slice(now);
        this.greeting = later;
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Greeted {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().stream).poll_write(cx, buf)
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(cx)
    }
}
