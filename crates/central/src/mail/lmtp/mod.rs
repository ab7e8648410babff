//! LMTP (RFC 2033), on this machine alone: our own mail server hands mails in, and gets a word for each recipient once
//! they are kept. Nobody else is spoken to.

mod lines;
mod talk;

use super::Mailroom;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// So many talk at once; each may hold one mail.
const MOST: usize = 8;
/// After a fault of the listener nothing is accepted for so long.
const PAUSE: Duration = Duration::from_millis(200);

/// Listens for our own mail server.
pub struct Lmtp {
    listener: TcpListener,
    address: SocketAddr,
    room: Arc<Mailroom>,
    patience: Duration,
}

impl Lmtp {
    /// Listens.
    pub async fn listen(
        address: SocketAddr,
        room: Arc<Mailroom>,
        patience: Duration,
    ) -> std::io::Result<Self> {
        if !address.ip().is_loopback() {
            return Err(std::io::Error::other(
                "not an address of this machine alone",
            ));
        }
        let listener = TcpListener::bind(address).await?;
        Ok(Self {
            address: listener.local_addr()?,
            listener,
            room,
            patience,
        })
    }

    /// Where.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Talks to whoever comes, until it is stopped; then everybody is hung up on.
    pub async fn go_on(self) {
        let places = Arc::new(Semaphore::new(MOST));
        let mut talks = JoinSet::new();
        loop {
            while talks.try_join_next().is_some() {}
            let stream = match self.listener.accept().await {
                Ok((stream, _)) => stream,
                Err(fault) => {
                    tracing::warn!(kind = %fault.kind(), "LMTP cannot accept");
                    tokio::time::sleep(PAUSE).await;
                    continue;
                }
            };
            let place = Arc::clone(&places).try_acquire_owned().ok();
            let (room, patience) = (Arc::clone(&self.room), self.patience);
            talks.spawn(async move {
                let ended = match place {
                    Some(_held) => talk::talk(stream, &room, patience).await,
                    None => send_away(stream, patience).await,
                };
                if let Err(fault) = ended {
                    tracing::debug!(kind = %fault.kind(), "a talk by LMTP broke off");
                }
            });
        }
    }
}

async fn send_away(mut stream: TcpStream, patience: Duration) -> std::io::Result<()> {
    let says = talk::say(&mut stream, b"421 4.3.2 Too many talk at once\r\n");
    tokio::time::timeout(patience, says).await?
}
