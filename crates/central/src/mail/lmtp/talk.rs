//! One talk: what is said, in which order, and what is answered.

use super::super::{Envelope, Mailroom, NotTaken};
use super::lines::{Handed, Line, Lines};
use lingshi_ledger::FaultKind;
use lingshi_mail::bounds::MAIL_BYTES;
use smtp_proto::Request;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

/// Recipients of one mail.
const MOST_RECIPIENTS: usize = 100;
/// Whoever says so much that cannot be understood is none of ours.
const MOST_MISTAKES: u32 = 20;
/// A mail may take so long to come, however it keeps coming.
const LONGEST_MAIL: Duration = Duration::from_secs(600);

const SYNTAX: &str = "501 5.5.4 That is not how it is said\r\n";
const ORDER: &str = "503 5.5.1 Not now\r\n";

/// A mail that is about to be handed in.
struct Coming {
    null_sender: bool,
    /// As they were named, each to be answered for.
    to: Vec<String>,
}

struct Talk<'a> {
    room: &'a Mailroom,
    greeted: bool,
    coming: Option<Coming>,
    mailboxes: BTreeSet<String>,
    mistakes: u32,
}

/// What follows on a line.
enum Next {
    Say(Cow<'static, str>),
    HearMail,
    HangUp(&'static str),
}

fn says(text: &'static str) -> Next {
    Next::Say(Cow::Borrowed(text))
}

pub(super) async fn say(stream: &mut TcpStream, bytes: &[u8]) -> std::io::Result<()> {
    stream.write_all(bytes).await?;
    stream.flush().await
}

/// Talks until somebody hangs up.
pub(super) async fn talk(
    mut stream: TcpStream,
    room: &Mailroom,
    patience: Duration,
) -> std::io::Result<()> {
    let mut talk = Talk {
        room,
        greeted: false,
        coming: None,
        mailboxes: BTreeSet::new(),
        mistakes: 0,
    };
    let mut lines = Lines::new(patience);
    let mut answers = String::from("220 lingshi LMTP\r\n");
    loop {
        // Answers to what was said together go together; never more of them than a little.
        if !lines.has_more() || answers.len() > 8 * 1024 {
            let out = tokio::time::timeout(patience, say(&mut stream, answers.as_bytes()));
            out.await??;
            answers.clear();
        }
        let next = match lines.next(&mut stream).await {
            Ok(Line::End) => return Ok(()),
            Ok(Line::Whole(line)) => talk.hear(&line).await,
            Ok(Line::TooLong) => talk.mistaken("500 5.5.6 The line is too long\r\n"),
            Ok(Line::WrongEnd) => talk.mistaken("500 5.5.2 Lines end with CR and LF\r\n"),
            Err(fault) if fault.kind() == std::io::ErrorKind::TimedOut => {
                Next::HangUp("421 4.4.2 Nothing was said for too long\r\n")
            }
            Err(fault) => return Err(fault),
        };
        match next {
            Next::Say(text) => answers.push_str(&text),
            Next::HangUp(text) => {
                answers.push_str(text);
                let out = say(&mut stream, answers.as_bytes());
                return tokio::time::timeout(patience, out).await?;
            }
            Next::HearMail => {
                answers.push_str("354 Go on\r\n");
                let out = tokio::time::timeout(patience, say(&mut stream, answers.as_bytes()));
                out.await??;
                answers.clear();
                let heard = tokio::time::timeout(LONGEST_MAIL, lines.mail(&mut stream)).await??;
                answers.push_str(&talk.taken(heard).await);
            }
        }
    }
}

impl Talk<'_> {
    fn mistaken(&mut self, text: &'static str) -> Next {
        self.mistakes += 1;
        if self.mistakes > MOST_MISTAKES {
            return Next::HangUp("421 4.7.0 Too much of that\r\n");
        }
        says(text)
    }

    async fn hear(&mut self, line: &[u8]) -> Next {
        let request = match Request::parse(&mut line.iter()) {
            Ok(request) => request,
            Err(fault) => return self.not_understood(&fault),
        };
        match request {
            Request::Lhlo { .. } => self.greet().await,
            Request::Mail { from } => self.begin(from.address.is_empty(), from.size),
            Request::Rcpt { to } => self.recipient(&to.address),
            Request::Data => match &self.coming {
                Some(coming) if !coming.to.is_empty() => Next::HearMail,
                Some(_) | None => self.mistaken(ORDER),
            },
            Request::Rset => {
                self.coming = None;
                says("250 2.0.0 Forgotten\r\n")
            }
            Request::Noop { .. } => says("250 2.0.0 Here\r\n"),
            // Which mailboxes there are is told to who hands in a mail, and then one by one.
            Request::Vrfy { .. } => says("252 2.1.5 Hand it in and see\r\n"),
            Request::Quit => Next::HangUp("221 2.0.0 Good bye\r\n"),
            Request::Ehlo { .. } | Request::Helo { .. } => {
                self.mistaken("500 5.5.1 This is LMTP: say LHLO\r\n")
            }
            Request::Bdat { .. }
            | Request::Auth { .. }
            | Request::Expn { .. }
            | Request::Help { .. }
            | Request::Etrn { .. }
            | Request::Atrn { .. }
            | Request::Burl { .. }
            | Request::StartTls => self.mistaken("502 5.5.1 Not here\r\n"),
        }
    }

    fn not_understood(&mut self, fault: &smtp_proto::Error) -> Next {
        use smtp_proto::Error as E;
        match fault {
            E::UnknownCommand | E::NeedsMoreData { .. } | E::InvalidResponse { .. } => {
                self.mistaken("500 5.5.1 Not understood\r\n")
            }
            E::UnsupportedParameter { .. } => self.mistaken("555 5.5.4 Not with that\r\n"),
            E::ResponseTooLong
            | E::InvalidSenderAddress
            | E::InvalidRecipientAddress
            | E::SyntaxError { .. }
            | E::InvalidParameter { .. } => self.mistaken(SYNTAX),
        }
    }

    async fn greet(&mut self) -> Next {
        match self.room.mailboxes().await {
            Ok(mailboxes) => self.mailboxes = mailboxes,
            Err(fault) => {
                tracing::warn!(kind = ?fault.kind, "LMTP waits for the ledger");
                return says("451 4.3.0 Come again\r\n");
            }
        }
        self.greeted = true;
        self.coming = None;
        Next::Say(Cow::Owned(format!(
            "250-lingshi\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-ENHANCEDSTATUSCODES\r\n250 SIZE {MAIL_BYTES}\r\n"
        )))
    }

    fn begin(&mut self, null_sender: bool, size: usize) -> Next {
        if !self.greeted || self.coming.is_some() {
            return self.mistaken(ORDER);
        }
        if size > MAIL_BYTES {
            return says("552 5.3.4 Too large\r\n");
        }
        self.coming = Some(Coming {
            null_sender,
            to: Vec::new(),
        });
        says("250 2.1.0 Go on\r\n")
    }

    fn recipient(&mut self, address: &str) -> Next {
        let Some(coming) = &mut self.coming else {
            return self.mistaken(ORDER);
        };
        let address = address.to_lowercase();
        if !self.mailboxes.contains(&address) {
            return says("550 5.1.1 No such mailbox\r\n");
        }
        if coming.to.len() >= MOST_RECIPIENTS {
            return says("452 4.5.3 Too many recipients\r\n");
        }
        coming.to.push(address);
        says("250 2.1.5 Go on\r\n")
    }

    /// A word for each recipient, once it is known.
    async fn taken(&mut self, heard: Handed) -> String {
        let Some(coming) = self.coming.take() else {
            return ORDER.to_owned();
        };
        let word = match heard {
            Handed::TooLarge => "552 5.3.4 Too large\r\n",
            Handed::Mail(bytes) => {
                let envelope = Envelope {
                    null_sender: coming.null_sender,
                    to: coming.to.iter().cloned().collect(),
                };
                match self.room.take(bytes, Some(envelope)).await {
                    Ok(_) => "250 2.0.0 Kept\r\n",
                    Err(fault) => {
                        tracing::warn!(%fault, "a mail could not be taken in");
                        not_taken(&fault)
                    }
                }
            }
        };
        word.repeat(coming.to.len())
    }
}

/// Whoever handed it in keeps it, and comes again.
fn not_taken(fault: &NotTaken) -> &'static str {
    match fault {
        NotTaken::Ledger(fault) if fault.kind == FaultKind::Full => "452 4.3.1 No room\r\n",
        NotTaken::Files(crate::blobs::Trouble::Full) => "452 4.3.1 No room\r\n",
        NotTaken::Ledger(_) | NotTaken::Files(_) | NotTaken::Broken | NotTaken::Unsettled => {
            "451 4.3.0 Come again\r\n"
        }
    }
}
