//! Sending answers: whoever sends them stands behind a trait, and is asked until somebody has each of them.

use crate::blobs::private_folder;
use crate::office::Office;
use lettre::Message;
use lettre::message::Mailbox;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lingshi_registry::Told;
use lingshi_registry::mail::{AnswerMark, AnswerName, Outgoing, SentOr};
use std::future::Future;
use std::io::Write as _;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

/// How sending one went, once it is known.
pub type Going<'a> = Pin<Box<dyn Future<Output = SentOr> + Send + 'a>>;

/// Sends answers.
pub trait AnswerSender: Send + Sync {
    /// Sends one. The same one may come again, under the same name: whoever has it already has it.
    fn send<'a>(&'a self, answer: &'a Outgoing) -> Going<'a>;
}

/// The time a sender has for one answer: shorter than the ledger keeps it from others.
const LONGEST: Duration = Duration::from_secs(150);

/// The mail as it is sent: of the same answer the same bytes every time. None, if an address in it is none.
pub(super) fn message(answer: &Outgoing, from: Option<&str>) -> Option<Message> {
    let from: Mailbox = from.unwrap_or(&answer.from).parse().ok()?;
    let to: Mailbox = answer.to.parse().ok()?;
    let millis = u64::try_from(answer.at.millis()).ok()?;
    let raw = |name, value: &str| {
        HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
    };
    let mut building = Message::builder()
        .from(from)
        .to(to)
        .subject(&answer.subject)
        .message_id(Some(answer.id.clone()))
        .date(UNIX_EPOCH + Duration::from_millis(millis))
        // Machines that answer mails leave this one alone.
        .raw_header(raw("Auto-Submitted", "auto-replied"))
        .raw_header(raw("X-Auto-Response-Suppress", "All"));
    if let Some(answers) = &answer.answers {
        building = building.in_reply_to(answers.clone());
    }
    if !answer.references.is_empty() {
        building = building.references(answer.references.join(" "));
    }
    building
        .header(ContentType::TEXT_PLAIN)
        .body(answer.body.clone())
        .ok()
}

/// Writes each answer as a file into a maildir, for whoever takes it from there. Nobody else may read it.
pub struct AnswersInFolder {
    folder: PathBuf,
    from: Option<String>,
}

impl AnswersInFolder {
    /// Makes what is missing of it.
    pub fn open(folder: PathBuf, from: Option<String>) -> std::io::Result<Self> {
        for part in ["new", "cur", "tmp"] {
            private_folder(&folder.join(part))?;
        }
        Ok(Self { folder, from })
    }

    /// Under the answer's own name: written again it is the same file.
    fn write(&self, answer: &Outgoing, bytes: &[u8]) -> std::io::Result<()> {
        let plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
        let name: String = answer.id.chars().filter(plain).collect();
        let coming = self.folder.join("tmp").join(&name);
        let mut create = std::fs::OpenOptions::new();
        create.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut create, 0o600);
        let mut file = create.open(&coming)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        std::fs::rename(coming, self.folder.join("new").join(name))
    }
}

impl AnswerSender for AnswersInFolder {
    fn send<'a>(&'a self, answer: &'a Outgoing) -> Going<'a> {
        let written = match message(answer, self.from.as_deref()) {
            None => SentOr::Never,
            Some(message) => match self.write(answer, &message.formatted()) {
                Ok(()) => SentOr::Sent,
                Err(fault) => {
                    tracing::warn!(kind = %fault.kind(), "an answer cannot be written");
                    SentOr::Later
                }
            },
        };
        Box::pin(std::future::ready(written))
    }
}

/// Asks a sender for each answer that is due.
pub struct Sending {
    office: Arc<Office>,
    sender: Arc<dyn AnswerSender>,
}

impl Sending {
    /// With who sends.
    pub fn new(office: Arc<Office>, sender: Arc<dyn AnswerSender>) -> Self {
        Self { office, sender }
    }

    /// Looks again and again.
    pub async fn go_on(self, every: Duration) {
        let mut beat = tokio::time::interval(every);
        beat.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            beat.tick().await;
            if let Err(fault) = self.look().await {
                tracing::warn!(kind = ?fault.kind, "answers wait for the ledger");
            }
        }
    }

    /// Sends what is due.
    pub async fn look(&self) -> Told<()> {
        let registry = Arc::clone(&self.office.registry);
        let now = crate::world::now();
        let due = self.office.read(move |tx| registry.answers_due(tx, now));
        let (due, waiting) = due.await?;
        crate::counted::mail_answers_waiting(waiting);
        for name in due {
            self.send(name).await?;
        }
        Ok(())
    }

    async fn send(&self, name: AnswerName) -> Told<()> {
        let (registry, taking) = (Arc::clone(&self.office.registry), name.clone());
        let take = self
            .office
            .write(move |tx, moment| registry.take_answer(tx, &taking, moment.now));
        let Some(answer) = take.await? else {
            return Ok(());
        };
        let went = tokio::time::timeout(LONGEST, self.sender.send(&answer)).await;
        let went = went.unwrap_or(SentOr::Later);
        let registry = Arc::clone(&self.office.registry);
        let note = self
            .office
            .write(move |tx, moment| registry.answer_went(tx, &name, went, moment));
        match note.await? {
            AnswerMark::Sent { .. } => crate::counted::mail_answer("sent"),
            AnswerMark::GivenUp { .. } => {
                tracing::warn!("an answer to a mail was given up");
                crate::counted::mail_answer("given_up");
            }
            AnswerMark::Waiting | AnswerMark::None => crate::counted::mail_answer("later"),
        }
        Ok(())
    }
}
