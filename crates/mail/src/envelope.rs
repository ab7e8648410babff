//! What the head of a whole mail says: from whom, in which characters, sealed or not.

use crate::bounds::{NAME_OF_MAIL, NAMES, SENDERS};
use crate::head::Head;
use crate::params::Valued;
use crate::reader::Thread;
use crate::region::at_boundary;
use lingshi_rules::supplement_mail::Seal;
use lingshi_rules::values::MailAddress;
use mail_parser::parsers::MessageStream;

/// The whole mail is encrypted. A signed one that hides its words in the signature cannot be read either.
pub(crate) fn seal(content: &Valued) -> Option<Seal> {
    match content.value.as_str() {
        "application/pkcs7-mime" | "application/x-pkcs7-mime" => Some(Seal::Smime),
        "multipart/encrypted" => Some(Seal::Pgp),
        _ => None,
    }
}

/// In what raw bytes of a head are probably written: what its own content says, or its first part.
pub(crate) fn charset_of(content: &Valued, head: &Head<'_>, body: &[u8]) -> Option<String> {
    if let Some(charset) = content.parameter("charset") {
        return Some(charset.to_owned());
    }
    let boundary = content.parameter("boundary").filter(|b| !b.is_empty())?;
    head.first("Content-Type")?;
    let begin = body.get(..CHARSET_WITHIN).unwrap_or(body);
    let parted = at_boundary(begin, boundary.as_bytes(), 1)?;
    let (first, _) = Head::read(parted.parts.first()?);
    let content = Valued::read(first.first("Content-Type")?, None);
    content.parameter("charset").map(str::to_owned)
}

/// So far into the body the first part's charset is looked for.
const CHARSET_WITHIN: usize = 8 * 1024;

/// The addresses in From.
pub(crate) fn senders(head: &Head<'_>) -> Vec<MailAddress> {
    let Some(value) = head.first("From") else {
        return Vec::new();
    };
    let mut value = value.to_vec();
    value.push(b'\n');
    let read = MessageStream::new(&value).parse_address();
    let mut found = Vec::new();
    if let Some(addresses) = read.as_address() {
        let written = addresses.iter().filter_map(|a| a.address());
        let parsed = written.filter_map(|address| MailAddress::parse(address).ok());
        found.extend(parsed.take(SENDERS));
    }
    // Two From fields are two senders, whoever wrote the second.
    if head
        .fields()
        .filter(|(name, _)| name.eq_ignore_ascii_case(b"From"))
        .count()
        > 1
    {
        found.extend(found.first().cloned());
    }
    found
}

/// What an answer names the mail by. Only what can stand in a head again as it is: no blank, no line break, no letter
/// beyond ASCII.
pub(crate) fn thread(head: &Head<'_>) -> Thread {
    let names = |field| {
        let text = head.text(field).unwrap_or_default();
        let all: Vec<String> = text
            .split_ascii_whitespace()
            .filter(|word| is_name(word))
            .map(str::to_owned)
            .collect();
        all
    };
    let mut before = names("References");
    let older = before.len().saturating_sub(NAMES);
    before.drain(..older);
    Thread {
        id: names("Message-ID").into_iter().next(),
        before,
    }
}

fn is_name(word: &str) -> bool {
    let inner = word.strip_prefix('<').and_then(|w| w.strip_suffix('>'));
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | ',' | ';');
    word.len() <= NAME_OF_MAIL
        && inner.is_some_and(|inner| inner.contains('@') && inner.chars().all(plain))
}
