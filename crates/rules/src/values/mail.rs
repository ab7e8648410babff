//! Mail addresses: strict enough that a message sent there can arrive, and no stricter.

use super::fold::{half_width, position};
use super::mask;
use serde::{Deserialize, Deserializer, Serialize, de};
use std::fmt;
use strum::IntoStaticStr;

const LONGEST: usize = 254;
const LONGEST_MAILBOX: usize = 64;
const LONGEST_LABEL: usize = 63;

/// A mail address; the domain in small letters, the mailbox as its owner writes it.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct MailAddress(String);

/// Why a text is not a mail address. None of them repeats the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "code", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum MailFault {
    /// Nothing was typed.
    Empty,
    /// Longer than an address may be.
    TooLong {
        /// Characters it may have.
        limit: usize,
        /// Characters it has.
        found: usize,
    },
    /// The part before the @ is longer than it may be.
    MailboxTooLong {
        /// Characters it may have.
        limit: usize,
        /// Characters it has.
        found: usize,
    },
    /// There is no @.
    NoAt,
    /// There is more than one @.
    SeveralAts,
    /// Nothing before the @.
    NoMailbox,
    /// Nothing after the @.
    NoDomain,
    /// A character that cannot stand there.
    WrongCharacter {
        /// Where, counted from one.
        position: usize,
        /// What stands there.
        found: char,
    },
    /// The mailbox begins or ends with a dot, or has two together.
    MisplacedDot,
    /// The domain has no dot, or a part that is empty, too long, or begins or ends with a hyphen.
    BrokenDomain,
    /// The domain ends in something that is no top-level domain.
    BrokenTopLevel,
}

impl MailAddress {
    /// Reads what was typed; full-width signs and blanks around it are put right.
    pub fn parse(text: &str) -> Result<Self, MailFault> {
        let typed: String = text.trim().chars().map(half_width).collect();
        if typed.is_empty() {
            return Err(MailFault::Empty);
        }
        let found = typed.chars().count();
        if found > LONGEST {
            return Err(MailFault::TooLong {
                limit: LONGEST,
                found,
            });
        }
        let (mailbox, domain) = typed.split_once('@').ok_or(MailFault::NoAt)?;
        if domain.contains('@') {
            return Err(MailFault::SeveralAts);
        }
        check_mailbox(mailbox)?;
        check_domain(domain, mailbox.chars().count() + 1)?;
        Ok(Self(format!("{mailbox}@{}", domain.to_ascii_lowercase())))
    }

    /// The whole address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands after the @.
    pub fn domain(&self) -> &str {
        self.0.split_once('@').map_or("", |(_, domain)| domain)
    }
}

fn check_mailbox(mailbox: &str) -> Result<(), MailFault> {
    if mailbox.is_empty() {
        return Err(MailFault::NoMailbox);
    }
    refuse_characters(mailbox, 0, is_mailbox_character)?;
    if mailbox.len() > LONGEST_MAILBOX {
        return Err(MailFault::MailboxTooLong {
            limit: LONGEST_MAILBOX,
            found: mailbox.len(),
        });
    }
    if mailbox.split('.').any(str::is_empty) {
        return Err(MailFault::MisplacedDot);
    }
    Ok(())
}

fn check_domain(domain: &str, typed_before: usize) -> Result<(), MailFault> {
    if domain.is_empty() {
        return Err(MailFault::NoDomain);
    }
    refuse_characters(domain, typed_before, is_domain_character)?;
    if !domain.split('.').all(is_label) {
        return Err(MailFault::BrokenDomain);
    }
    match domain.rsplit_once('.') {
        Some((_, top)) if is_top_level(top) => Ok(()),
        Some(_) => Err(MailFault::BrokenTopLevel),
        None => Err(MailFault::BrokenDomain),
    }
}

fn refuse_characters(
    part: &str,
    typed_before: usize,
    fits: impl Fn(char) -> bool,
) -> Result<(), MailFault> {
    match part.chars().enumerate().find(|(_, c)| !fits(*c)) {
        Some((index, found)) => Err(MailFault::WrongCharacter {
            position: position(typed_before + index),
            found,
        }),
        None => Ok(()),
    }
}

fn is_mailbox_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~-.".contains(c)
}

fn is_domain_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '.'
}

fn is_label(label: &str) -> bool {
    (1..=LONGEST_LABEL).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-')
}

/// Two letters at least; figures only in the written form of a name in another script.
fn is_top_level(label: &str) -> bool {
    let letters = label.len() >= 2 && label.chars().all(|c| c.is_ascii_alphabetic());
    letters || label.to_ascii_lowercase().starts_with("xn--")
}

impl fmt::Display for MailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for MailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&mask::mail(&self.0))
    }
}

impl<'de> Deserialize<'de> for MailAddress {
    /// What is stored is already in its written form; anything else was not written by us.
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(d)?;
        match Self::parse(&text) {
            Ok(address) if address.0 == text => Ok(address),
            Ok(_) | Err(_) => Err(de::Error::custom("a mail address is wanted")),
        }
    }
}
