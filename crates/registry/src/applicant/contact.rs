//! How somebody is reached: a mail address, or a mobile number of the mainland.

use crate::LookupSecret;
use lingshi_ledger::{DocKey, Kind};
use lingshi_rules::values::mail::MailAddress;
use lingshi_rules::values::mask;
use lingshi_rules::values::phone::Phone;
use serde::{Deserialize, Serialize};

/// How somebody is reached.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", content = "at", rename_all = "snake_case")]
pub enum Contact {
    /// By mail.
    Mail(MailAddress),
    /// By a text message.
    Phone(Phone),
}

/// A text is neither of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadContact;

/// Who it is does not stand in a log.
impl std::fmt::Debug for Contact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Contact")
    }
}

impl Contact {
    /// Reads what was typed; a number without its country is one of the mainland.
    pub fn parse(text: &str) -> Result<Self, BadContact> {
        if text.contains('@') || text.contains('＠') {
            return MailAddress::parse(text)
                .map(Self::Mail)
                .map_err(|_| BadContact);
        }
        match Phone::parse_in("86", text) {
            Ok(phone) if phone.is_mainland_mobile() => Ok(Self::Phone(phone)),
            Ok(_) | Err(_) => Err(BadContact),
        }
    }

    /// As it is written to.
    pub fn written(&self) -> String {
        match self {
            Self::Mail(address) => address.as_str().to_owned(),
            Self::Phone(phone) => phone.e164(),
        }
    }

    /// As its owner knows it again.
    pub fn masked(&self) -> String {
        match self {
            Self::Mail(address) => mask::mail(address.as_str()),
            Self::Phone(phone) => mask::phone(&phone.e164()),
        }
    }

    /// Under which name it is kept. Nobody keeps two mailboxes that differ in capitals alone.
    pub fn name(&self, secret: &LookupSecret) -> String {
        secret.named("contact", &self.written().to_lowercase())
    }

    pub(super) fn key(&self, secret: &LookupSecret) -> DocKey {
        DocKey::new(Kind::Contact, self.name(secret))
    }

    pub(super) fn code_key(&self, secret: &LookupSecret) -> DocKey {
        DocKey::new(Kind::OneTimeCode, self.name(secret))
    }
}

#[cfg(test)]
mod tests {
    use super::{BadContact, Contact};
    use crate::LookupSecret;

    #[test]
    fn a_mail_address_or_a_mobile_of_the_mainland_and_nothing_else() {
        let written = |text: &str| Contact::parse(text).map(|contact| contact.written());
        assert_eq!(written(" Zhang@Example.COM ").unwrap(), "Zhang@example.com");
        assert_eq!(written("156 1234 5510").unwrap(), "+8615612345510");
        assert_eq!(written("+86 15612345510").unwrap(), "+8615612345510");
        for none in ["", "zhang", "+32 491903299", "010 12345678", "a@b"] {
            assert_eq!(written(none), Err(BadContact), "{none}");
        }
    }

    #[test]
    fn one_contact_has_one_name_that_tells_nothing() {
        let secret = LookupSecret::new([9; 32]);
        let name = |text: &str| Contact::parse(text).unwrap().name(&secret);
        assert_eq!(name("zhang@example.com"), name("ZHANG@Example.com"));
        assert_eq!(name("15612345510"), name("0086 156 1234 5510"));
        assert_ne!(name("zhang@example.com"), name("zhang@example.org"));
        assert!(!name("15612345510").contains("15612345510"));
        let shown = format!("{:?}", Contact::parse("15612345510").unwrap());
        assert_eq!(shown, "Contact");
    }
}
