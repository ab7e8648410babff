//! `[mail]` of the settings.

use super::{AnswerSender, AnswersBySmtp, AnswersInFolder, NotOpened};
use lingshi_rules::supplement_mail::Receiving;
use serde::Deserialize;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How mails come in and answers go out; nothing of it happens unless it is set.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// A maildir: each file in its `new` is a mail.
    pub maildir: Option<PathBuf>,
    /// Where LMTP is spoken, on this machine alone.
    pub lmtp: Option<SocketAddr>,
    /// The mail server that took them in, whose word on a sender is believed.
    pub receiving: Option<Receives>,
    /// How answers are sent.
    pub answers: Option<AnswersBy>,
    /// How often folder and answers are looked at.
    pub look_seconds: NonZeroU32,
    /// How long LMTP waits for the next word.
    pub patience_seconds: NonZeroU32,
}

impl Default for Settings {
    fn default() -> Self {
        let of = |n| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
        Self {
            maildir: None,
            lmtp: None,
            receiving: None,
            answers: None,
            look_seconds: of(2),
            patience_seconds: of(300),
        }
    }
}

/// The mail server that took them in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receives {
    /// The name under which it writes Authentication-Results.
    pub authserv_id: String,
    /// Received lines that our own servers write above its report.
    #[serde(default)]
    pub own_hops: usize,
}

/// How answers are sent: one of the two.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswersBy {
    /// A maildir into which each is written.
    pub maildir: Option<PathBuf>,
    /// A mail server: `smtps://host`, `starttls://host`, or `smtp://` on this machine.
    pub smtp: Option<String>,
    /// From whom they are, instead of the post's mailbox.
    pub from: Option<String>,
    /// The name and password for that server; from the environment alone.
    #[serde(skip)]
    pub signs_in: Option<SignsIn>,
}

/// A name and a password.
#[derive(Clone, PartialEq, Eq)]
pub struct SignsIn {
    pub(super) name: String,
    pub(super) password: zeroize::Zeroizing<String>,
}

impl std::fmt::Debug for SignsIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SignsIn")
    }
}

impl Settings {
    /// Takes what stands in the environment, and says what will not do.
    pub(crate) fn complete(
        &mut self,
        environment: impl Fn(&str) -> Option<String>,
    ) -> Result<(), String> {
        let name = environment("LINGSHI_SMTP_USER");
        let password = environment("LINGSHI_SMTP_PASSWORD");
        if let (Some(answers), Some(name), Some(password)) = (&mut self.answers, name, password) {
            let password = zeroize::Zeroizing::new(password);
            answers.signs_in = Some(SignsIn { name, password });
        }
        self.check()
    }

    fn check(&self) -> Result<(), String> {
        if let Some(address) = self.lmtp.filter(|address| !address.ip().is_loopback()) {
            return Err(format!(
                "mail.lmtp: {address} can be reached from elsewhere; whoever speaks LMTP is believed, so it must be an address of this machine alone"
            ));
        }
        let comes_in = self.maildir.is_some() || self.lmtp.is_some();
        if comes_in && self.receiving.is_none() {
            return Err("mail.receiving: without the name of the server that takes mails in nobody's sender can be believed; write receiving = { authserv_id = \"…\" }".to_owned());
        }
        if let Some(receives) = &self.receiving
            && receives.authserv_id.trim().is_empty()
        {
            return Err("mail.receiving.authserv_id: a name is wanted".to_owned());
        }
        let Some(answers) = &self.answers else {
            return Ok(());
        };
        match (&answers.maildir, &answers.smtp) {
            (Some(_), None) => Ok(()),
            (None, Some(server)) => AnswersBySmtp::read_server(server).map(drop),
            (Some(_), Some(_)) | (None, None) => {
                Err("mail.answers: either a maildir or smtp, and one of them".to_owned())
            }
        }
    }

    pub(super) fn receiving(&self) -> Option<Receiving> {
        self.receiving.as_ref().map(|receives| Receiving {
            authserv_id: receives.authserv_id.clone(),
            own_hops: receives.own_hops,
        })
    }

    pub(super) fn sender(&self, beside: &Path) -> Result<Option<Arc<dyn AnswerSender>>, NotOpened> {
        let Some(answers) = &self.answers else {
            return Ok(None);
        };
        let from = answers.from.clone();
        if let Some(folder) = &answers.maildir {
            let path = beside.join(folder);
            let sender = AnswersInFolder::open(path.clone(), from);
            let sender = sender.map_err(|source| NotOpened::Folder { path, source })?;
            return Ok(Some(Arc::new(sender)));
        }
        let Some(server) = &answers.smtp else {
            return Ok(None);
        };
        let sender = AnswersBySmtp::open(server, from, answers.signs_in.as_ref());
        let sender = sender.map_err(NotOpened::Answers)?;
        Ok(Some(Arc::new(sender)))
    }
}

#[cfg(test)]
mod tests {
    use super::Settings;

    fn told(text: &str) -> Result<(), String> {
        let mut settings: Settings = toml::from_str(text).map_err(|f| f.to_string())?;
        settings.complete(|_| None)
    }

    #[test]
    fn what_would_be_believed_or_sent_in_the_open_is_refused() {
        let ours = "receiving = { authserv_id = \"mx.example\" }\n";
        for good in [
            "",
            &format!("{ours}maildir = \"in\""),
            &format!("{ours}lmtp = \"127.0.0.1:24\""),
            &format!("{ours}lmtp = \"[::1]:24\""),
            "answers = { maildir = \"out\" }",
            "answers = { smtp = \"smtps://mail.example\", from = \"a@b.example\" }",
            "answers = { smtp = \"starttls://mail.example:587\" }",
            "answers = { smtp = \"smtp://127.0.0.1:25\" }",
        ] {
            assert_eq!(told(good), Ok(()), "{good}");
        }
        for (bad, says) in [
            ("maildir = \"in\"".to_owned(), "mail.receiving"),
            (format!("{ours}lmtp = \"0.0.0.0:24\""), "mail.lmtp"),
            (format!("{ours}lmtp = \"10.0.0.1:24\""), "mail.lmtp"),
            (
                "receiving = { authserv_id = \" \" }".to_owned(),
                "authserv_id",
            ),
            ("answers = {}".to_owned(), "mail.answers"),
            (
                "answers = { maildir = \"o\", smtp = \"smtps://m\" }".to_owned(),
                "mail.answers",
            ),
            (
                "answers = { smtp = \"smtp://mail.example\" }".to_owned(),
                "in the open",
            ),
            (
                "answers = { smtp = \"http://m\" }".to_owned(),
                "mail.answers.smtp",
            ),
            ("haste = 1".to_owned(), "haste"),
        ] {
            let told = told(&bad).unwrap_err();
            assert!(told.contains(says), "{bad}: {told}");
        }
    }
}
