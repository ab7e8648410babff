//! One mail, from its bytes.

use crate::alternatives::{Passage, best, together};
use crate::bounds::{DEPTH, ENCLOSURES, MAIL_BYTES, PARTS, TEXT_BYTES};
use crate::encoding::Packing;
use crate::envelope::{charset_of, seal, senders, thread};
use crate::head::Head;
use crate::leaf::Label;
use crate::params::Valued;
use crate::region::{LONGEST_BOUNDARY, at_boundary, guessed_boundary};
use crate::{authentication, charset, clouds, html, kind, machine, pixels, words};
use lingshi_rules::supplement_mail::{
    Cloud, Enclosure, Letter, Place, Seal, Shortcoming, Unreadable,
};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A mail: the letter, and the bytes of each of its enclosures, in the same order.
pub struct Mail {
    /// What the rulebook judges.
    pub letter: Letter,
    /// The bytes of each enclosure.
    pub contents: Vec<Vec<u8>>,
    /// What an answer names it by.
    pub thread: Thread,
    /// What reading it cost.
    pub effort: Effort,
}

/// What an answer names a mail by, as it stands in Message-ID and References.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Thread {
    /// Its own name, in its brackets; none where it is no such name.
    pub id: Option<String>,
    /// The names of the mails before it, the oldest first.
    pub before: Vec<String>,
}

/// What reading a mail cost, counted and not timed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Effort {
    /// Bytes looked at, as often as each was.
    pub looked_at: usize,
    /// Bytes of what was unpacked.
    pub unpacked: usize,
    /// Parts that were opened.
    pub parts: usize,
}

impl fmt::Debug for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mail")
            .field("letter", &self.letter)
            .field("effort", &self.effort)
            .finish_non_exhaustive()
    }
}

/// Reads one mail. What is wrong with its form is told in the letter; only what is no mail at all, or
/// too large to look at, is refused.
pub fn read(bytes: &[u8]) -> Result<Mail, Unreadable> {
    if bytes.trim_ascii().is_empty() {
        return Err(Unreadable::Empty);
    }
    if bytes.len() > MAIL_BYTES {
        return Err(Unreadable::TooLarge {
            most: MAIL_BYTES,
            found: bytes.len(),
        });
    }
    let (head, body) = Head::read(bytes);
    if head.is_empty() {
        return Err(Unreadable::NotAMail);
    }
    let mut reader = Reader::default();
    let content = reader.content(&head, None);
    let raw_charset = charset_of(&content, &head, body);
    let seal = seal(&content);
    let passages = reader.body(&head, body, At::top(), raw_charset.as_deref());
    let mut mail = reader.finish(&head, &content, seal, &passages, raw_charset.as_deref());
    mail.thread = thread(&head);
    Ok(mail)
}

/// Where in the tree a part stands.
#[derive(Clone, Copy)]
struct At {
    depth: usize,
    mails: u8,
    /// The boundary after the part was never found: it may be cut off.
    open_end: bool,
    /// Its neighbours show it, as pictures in a page.
    related: bool,
}

impl At {
    fn top() -> Self {
        Self {
            depth: 0,
            mails: 0,
            open_end: false,
            related: false,
        }
    }

    fn below(self) -> Self {
        Self {
            depth: self.depth + 1,
            ..self
        }
    }
}

/// A picture, and the id a page may show it by.
struct Kept {
    enclosure: Enclosure,
    id: Option<String>,
    bytes: Vec<u8>,
    attached: bool,
    related: bool,
}

#[derive(Default)]
struct Reader {
    kept: Vec<Kept>,
    shown: BTreeMap<String, bool>,
    enclosed_texts: Vec<String>,
    clouds: BTreeSet<Cloud>,
    shortcomings: BTreeSet<Shortcoming>,
    remote: usize,
    text_left: Option<usize>,
    pgp: bool,
    effort: Effort,
}

impl Reader {
    fn content(&mut self, head: &Head<'_>, raw_charset: Option<&str>) -> Valued {
        if head.too_long {
            let most = crate::bounds::HEAD_BYTES;
            self.shortcomings.insert(Shortcoming::HeadTooLong { most });
        }
        let value = head.first("Content-Type").unwrap_or_default();
        Valued::read(value, raw_charset)
    }

    /// The part with this head; gives the words in it.
    fn body(&mut self, head: &Head<'_>, body: &[u8], at: At, raw: Option<&str>) -> Vec<Passage> {
        self.effort.parts += 1;
        self.effort.looked_at += body.len();
        let content = self.content(head, raw);
        if content.value.starts_with("multipart/") {
            return self.several(&content, body, at, raw);
        }
        let packing = head.text("Content-Transfer-Encoding");
        let packing = packing.map_or(Packing::Plain, |value| Packing::read(&value));
        if matches!(content.value.as_str(), "message/rfc822" | "message/global") {
            self.mail(packing, body, at);
            return Vec::new();
        }
        let label = Label::read(head, &content, raw);
        if label.is_words() {
            return vec![self.words(&label, packing, body)];
        }
        self.enclosure(label, packing, body, at);
        Vec::new()
    }

    fn several(
        &mut self,
        content: &Valued,
        body: &[u8],
        at: At,
        raw: Option<&str>,
    ) -> Vec<Passage> {
        if at.depth >= DEPTH {
            self.shortcomings
                .insert(Shortcoming::TooDeep { most: DEPTH });
            return Vec::new();
        }
        let named = content.parameter("boundary").unwrap_or_default();
        let named = named.get(..LONGEST_BOUNDARY).unwrap_or(named).as_bytes();
        let left = PARTS.saturating_sub(self.effort.parts);
        let found = (!named.is_empty())
            .then(|| at_boundary(body, named, left))
            .flatten();
        let parted = found.or_else(|| {
            self.shortcomings.insert(Shortcoming::BoundaryMissing);
            self.effort.looked_at += 2 * body.len();
            at_boundary(body, guessed_boundary(body)?, left)
        });
        let Some(parted) = parted else {
            return vec![self.words(&Label::plain(), Packing::Plain, body)];
        };
        if parted.more {
            self.shortcomings
                .insert(Shortcoming::TooManyParts { most: PARTS });
        }
        let outermost = at.depth == usize::from(at.mails);
        let cut_off = !parted.closed && !parted.more && (outermost || at.open_end);
        if cut_off {
            self.shortcomings.insert(Shortcoming::CutOff);
        }
        let last = parted.parts.len().saturating_sub(1);
        let mut passages = Vec::new();
        for (nth, part) in parted.parts.into_iter().enumerate() {
            let within = At {
                open_end: nth == last && (cut_off || at.open_end),
                related: at.related || content.value == "multipart/related",
                ..at.below()
            };
            passages.extend(self.part(part, within, raw));
        }
        if content.value == "multipart/alternative" {
            passages = best(passages);
        }
        passages
    }

    fn part(&mut self, part: &[u8], at: At, raw: Option<&str>) -> Vec<Passage> {
        if self.effort.parts >= PARTS {
            self.shortcomings
                .insert(Shortcoming::TooManyParts { most: PARTS });
            return Vec::new();
        }
        self.effort.looked_at += part.len();
        let (head, body) = Head::read(part);
        self.body(&head, body, at, raw)
    }

    /// A mail forwarded as an attachment: its words and enclosures count, its subject does not.
    fn mail(&mut self, packing: Packing, body: &[u8], at: At) {
        if at.depth >= DEPTH {
            self.shortcomings
                .insert(Shortcoming::TooDeep { most: DEPTH });
            return;
        }
        if self.effort.parts >= PARTS {
            self.shortcomings
                .insert(Shortcoming::TooManyParts { most: PARTS });
            return;
        }
        let unpacked;
        let inner = if packing == Packing::Plain {
            body
        } else {
            unpacked = self.unpack(packing, body);
            &unpacked.bytes
        };
        let (head, body) = Head::read(inner);
        self.effort.looked_at += inner.len();
        let content = self.content(&head, None);
        let raw = charset_of(&content, &head, body);
        let within = At {
            mails: at.mails.saturating_add(1),
            ..at.below()
        };
        let passages = self.body(&head, body, within, raw.as_deref());
        let text = together(&passages);
        if !text.trim().is_empty() {
            self.enclosed_texts.push(text);
        }
    }

    fn unpack(&mut self, packing: Packing, body: &[u8]) -> crate::encoding::Unpacked {
        let unpacked = packing.unpack(body);
        self.effort.looked_at += body.len();
        self.effort.unpacked += unpacked.bytes.len();
        if !unpacked.sound {
            self.shortcomings.insert(Shortcoming::DamagedEncoding);
        }
        unpacked
    }

    fn words(&mut self, label: &Label, packing: Packing, body: &[u8]) -> Passage {
        let left = self.text_left.unwrap_or(TEXT_BYTES);
        let body = match body.get(..left) {
            Some(taken) if taken.len() < body.len() => {
                self.shortcomings
                    .insert(Shortcoming::TextTooLong { most: TEXT_BYTES });
                taken
            }
            Some(_) | None => body,
        };
        self.text_left = Some(left - body.len());
        let unpacked = self.unpack(packing, body);
        let read = charset::read(&unpacked.bytes, label.charset.as_deref());
        self.shortcomings.extend(read.doubt);
        self.clouds.extend(clouds::in_text(&read.text));
        self.effort.looked_at += 2 * unpacked.bytes.len();
        let from_page = label.declared == "text/html";
        let text = if from_page {
            self.page(&read.text)
        } else {
            read.text
        };
        self.pgp |= text.trim_start().starts_with("-----BEGIN PGP MESSAGE");
        Passage { from_page, text }
    }

    fn page(&mut self, html: &str) -> String {
        let page = html::read(html);
        self.remote += page.remote;
        for (id, outside) in page.shown {
            *self.shown.entry(id).or_default() |= outside;
        }
        page.text
    }

    fn enclosure(&mut self, label: Label, packing: Packing, body: &[u8], at: At) {
        if self.kept.len() >= ENCLOSURES {
            self.shortcomings
                .insert(Shortcoming::TooManyEnclosures { most: ENCLOSURES });
            return;
        }
        let unpacked = self.unpack(packing, body);
        let bytes = unpacked.bytes;
        self.effort.looked_at += bytes.len();
        let kind = kind::of(&bytes, &label.declared);
        let ends = !at.open_end || kind::has_end(kind, &bytes);
        let enclosure = Enclosure {
            sha256: hex(&Sha256::digest(&bytes)),
            kind,
            bytes: bytes.len() as u64,
            place: Place::Attached,
            pixels: pixels::of(kind, &bytes),
            whole: unpacked.sound && ends,
            depth: at.mails,
            name: label.name,
            declared: label.declared,
        };
        self.kept.push(Kept {
            enclosure,
            id: label.id,
            bytes,
            attached: label.attached,
            related: at.related,
        });
    }

    fn finish(
        self,
        head: &Head<'_>,
        content: &Valued,
        seal: Option<Seal>,
        passages: &[Passage],
        raw: Option<&str>,
    ) -> Mail {
        let from = senders(head);
        let subject = head.first("Subject").unwrap_or_default();
        let shown = self.shown;
        let placed = self.kept.into_iter().map(|kept| placed(kept, &shown));
        let (enclosures, contents) = placed.unzip();
        let letter = Letter {
            automatic: machine::signs(head, content, &from),
            from,
            return_path: machine::return_path(head),
            subject: words::decode(subject, raw),
            text: together(passages),
            enclosed_texts: self.enclosed_texts,
            enclosures,
            reports: authentication::reports(head),
            remote_pictures: self.remote,
            clouds: self.clouds.into_iter().collect(),
            seal: seal.or(self.pgp.then_some(Seal::Pgp)),
            shortcomings: self.shortcomings.into_iter().collect(),
        };
        Mail {
            letter,
            contents,
            thread: Thread::default(),
            effort: self.effort,
        }
    }
}

fn placed(kept: Kept, shown: &BTreeMap<String, bool>) -> (Enclosure, Vec<u8>) {
    let place = match kept.id.as_ref().map(|id| shown.get(id)) {
        Some(Some(true)) => Place::InText,
        Some(Some(false)) => Place::InSignature,
        Some(None) if kept.related && !kept.attached => Place::Unshown,
        Some(None) | None => Place::Attached,
    };
    let enclosure = Enclosure {
        place,
        ..kept.enclosure
    };
    (enclosure, kept.bytes)
}

impl Label {
    fn plain() -> Self {
        Self {
            declared: "text/plain".into(),
            charset: None,
            name: String::new(),
            attached: false,
            id: None,
        }
    }
}

fn hex(digest: &[u8]) -> String {
    use std::fmt::Write as _;
    digest.iter().fold(String::with_capacity(64), |mut hex, b| {
        // Writing to a text cannot fail.
        let _ = write!(hex, "{b:02x}");
        hex
    })
}
