//! 邮件上传: e-mails come in from a folder and by LMTP, and their answers go out.
//!
//! What a mail is and what becomes of it is decided elsewhere; here are its ways in and out. No address, subject or
//! number is in a log.

mod answers;
mod lmtp;
mod maildir;
mod settings;
mod smtp;
mod taking;

pub use answers::{AnswerSender, AnswersInFolder, Going, Sending};
pub use lmtp::Lmtp;
pub use maildir::Maildir;
pub use settings::{AnswersBy, Receives, Settings};
pub use smtp::AnswersBySmtp;
pub use taking::{Envelope, Mailroom, NotTaken, Took, digest};

use crate::blobs::Blobs;
use crate::office::Office;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinHandle;

/// Mails cannot be taken in, or not be answered.
#[derive(Debug, thiserror::Error)]
pub enum NotOpened {
    /// A folder.
    #[error("{}: {source}", path.display())]
    Folder {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The address for LMTP.
    #[error("lmtp {address}: {source}")]
    Address {
        /// Which.
        address: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
    /// Nobody can be asked to send answers.
    #[error("answers: {0}")]
    Answers(String),
}

/// What comes in and goes out, until it is stopped.
#[derive(Default)]
pub struct Post {
    /// Where LMTP is spoken.
    pub lmtp: Option<SocketAddr>,
    /// Where mails are taken in.
    pub room: Option<Arc<Mailroom>>,
    tasks: Vec<JoinHandle<()>>,
}

impl Post {
    /// Opens every way that is set up; what is not absolute is beside the settings.
    pub async fn open(
        settings: &Settings,
        beside: &Path,
        (office, blobs): (&Arc<Office>, &Arc<Blobs>),
    ) -> Result<Self, NotOpened> {
        let mut post = Self::default();
        let look = Duration::from_secs(settings.look_seconds.get().into());
        let sender = settings.sender(beside)?;
        let answering = sender.is_some();
        if let Some(sender) = sender {
            let sending = Sending::new(Arc::clone(office), sender);
            post.tasks.push(tokio::spawn(sending.go_on(look)));
        }
        let Some(receiving) = settings.receiving() else {
            return Ok(post);
        };
        let (office, blobs) = (Arc::clone(office), Arc::clone(blobs));
        let room = Arc::new(Mailroom::new(office, blobs, receiving, answering));
        post.room = Some(Arc::clone(&room));
        if let Some(folder) = &settings.maildir {
            let path = beside.join(folder);
            let maildir = Maildir::open(path.clone(), Arc::clone(&room));
            let maildir = maildir.map_err(|source| NotOpened::Folder { path, source })?;
            post.tasks.push(tokio::spawn(maildir.go_on(look)));
        }
        if let Some(address) = settings.lmtp {
            let patience = Duration::from_secs(settings.patience_seconds.get().into());
            let lmtp = Lmtp::listen(address, room, patience).await;
            let lmtp = lmtp.map_err(|source| NotOpened::Address { address, source })?;
            post.lmtp = Some(lmtp.address());
            post.tasks.push(tokio::spawn(lmtp.go_on()));
        }
        Ok(post)
    }

    /// Stops. What was begun is in the ledger or will come again.
    pub fn stop(&mut self) {
        for task in self.tasks.drain(..) {
            task.abort();
        }
    }
}

impl Drop for Post {
    fn drop(&mut self) {
        self.stop();
    }
}
