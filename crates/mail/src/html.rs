//! HTML as lines, with what it shows. Nothing is fetched, nothing runs, no style is looked at.
//!
//! Each sign is looked at once, and a tag or comment that never closes is looked for once: pages of any
//! shape cost what their length costs.

use crate::bounds::SHOWN_PICTURES;
use mail_parser::decoders::html::add_html_token;
use std::collections::BTreeMap;

/// What a page says and shows.
#[derive(Default)]
pub(crate) struct Page {
    pub(crate) text: String,
    /// Pictures of the mail that it shows, by Content-ID: only in the signature, or elsewhere too.
    pub(crate) shown: BTreeMap<String, bool>,
    /// Pictures that would be fetched.
    pub(crate) remote: usize,
}

struct Reader<'p> {
    rest: &'p str,
    page: Page,
    line: String,
    quotes: usize,
    signature: Option<Signature>,
    /// A quotation mark or comment was never closed: none is waited for any more.
    unclosed: bool,
}

/// The element that holds the signature, and how many of its name are open.
struct Signature {
    name: String,
    open: usize,
}

/// Elements that stand in lines of their own.
const BLOCKS: [&str; 28] = [
    "address",
    "article",
    "blockquote",
    "body",
    "br",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "td",
    "th",
    "tr",
    "ul",
];

/// Elements whose content is not for reading.
const UNREAD: [&str; 5] = ["style", "script", "title", "template", "noscript"];

/// How mail programs name the element of a signature.
const SIGNATURES: [&str; 9] = [
    "gmail_signature",
    "ymail_signature",
    "moz-signature",
    "ntes-pcmac-signature",
    "applemailsignature",
    "ms-outlook-mobile-signature",
    "foxmail_signature",
    "_sign_",
    "signature",
];

/// Reads a page.
pub(crate) fn read(html: &str) -> Page {
    let mut reader = Reader {
        rest: html,
        page: Page::default(),
        line: String::new(),
        quotes: 0,
        signature: None,
        unclosed: false,
    };
    while !reader.rest.is_empty() {
        reader.step();
    }
    reader.end_line();
    reader.page
}

impl<'p> Reader<'p> {
    fn step(&mut self) {
        let (before, tag) = match self.rest.split_once('<') {
            Some((before, after)) => (before, Some(after)),
            None => (self.rest, None),
        };
        self.words(before);
        let Some(after) = tag else {
            self.rest = "";
            return;
        };
        self.rest = after;
        let begins = |c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?');
        if !after.starts_with(begins) {
            self.line.push('<');
        } else if let Some(comment) = after.strip_prefix("!--") {
            self.skip_comment(comment);
        } else {
            self.tag();
        }
    }

    fn skip_comment(&mut self, comment: &'p str) {
        if self.unclosed {
            self.rest = comment;
            return;
        }
        if let Some((_, after)) = comment.split_once("-->") {
            self.rest = after;
        } else {
            self.unclosed = true;
            self.rest = comment;
        }
    }

    fn tag(&mut self) {
        let end = self.tag_end();
        let inside = self.rest.get(..end).unwrap_or_default();
        self.rest = self.rest.get(end + 1..).unwrap_or_default();
        let closes = inside.starts_with('/');
        let inside = inside.trim_start_matches('/');
        let length = inside.find(|c: char| !c.is_ascii_alphanumeric());
        let (name, attributes) = inside.split_at(length.unwrap_or(inside.len()));
        let name = name
            .get(..name.len().min(20))
            .unwrap_or_default()
            .to_ascii_lowercase();
        if closes {
            self.close(&name);
        } else {
            self.open(&name, attributes);
        }
    }

    /// Where the tag ends: at `>`, but not within quotation marks.
    fn tag_end(&mut self) -> usize {
        let mut quoted = None;
        for (at, b) in self.rest.bytes().enumerate() {
            match (quoted, b) {
                (None, b'>') => return at,
                (None, b'"' | b'\'') if !self.unclosed => quoted = Some(b),
                (Some(mark), _) if mark == b => quoted = None,
                (None | Some(_), _) => {}
            }
        }
        let first_try = !self.unclosed;
        self.unclosed = true;
        if first_try && quoted.is_some() {
            return self.rest.find('>').unwrap_or(self.rest.len());
        }
        self.rest.len()
    }

    fn open(&mut self, name: &str, attributes: &str) {
        if UNREAD.contains(&name) {
            self.skip_to_close(name);
            return;
        }
        if BLOCKS.contains(&name) {
            self.end_line();
        }
        if name == "blockquote" {
            self.quotes += 1;
        }
        if name == "img" {
            self.picture(attributes);
        }
        self.enter_signature(name, attributes);
    }

    fn close(&mut self, name: &str) {
        if BLOCKS.contains(&name) {
            self.end_line();
        }
        if name == "blockquote" {
            self.quotes = self.quotes.saturating_sub(1);
        }
        if let Some(signature) = self.signature.as_mut().filter(|s| s.name == name) {
            signature.open -= 1;
            if signature.open == 0 {
                self.signature = None;
            }
        }
    }

    /// The content of `<style>` and its like; all the rest where it is never closed.
    fn skip_to_close(&mut self, name: &str) {
        let mut rest = self.rest;
        while let Some((_, after)) = rest.split_once("</") {
            rest = after;
            let here = after.get(..name.len());
            if here.is_some_and(|here| here.eq_ignore_ascii_case(name)) {
                self.rest = after.split_once('>').map_or("", |(_, after)| after);
                return;
            }
        }
        self.rest = "";
    }

    fn enter_signature(&mut self, name: &str, attributes: &str) {
        if let Some(signature) = &mut self.signature {
            if signature.name == name {
                signature.open += 1;
            }
            return;
        }
        let told_by = ["class", "id", "data-smartmail"];
        let named = told_by.iter().any(|attribute| {
            value_of(attributes, attribute).is_some_and(|value| {
                let value = value.to_ascii_lowercase();
                SIGNATURES.iter().any(|sign| value.contains(sign))
            })
        });
        // `<sign>` is QQ邮箱's own element.
        let void = matches!(name, "br" | "hr" | "img" | "input" | "meta" | "link");
        if !void && (named || name == "sign") {
            self.signature = Some(Signature {
                name: name.to_owned(),
                open: 1,
            });
        }
    }

    fn picture(&mut self, attributes: &str) {
        let Some(source) = value_of(attributes, "src") else {
            return;
        };
        let source = source.trim();
        if let Some(id) = without_scheme(source, "cid:") {
            let outside = self.signature.is_none();
            if self.page.shown.len() < SHOWN_PICTURES {
                let shown = self.page.shown.entry(id.to_owned()).or_default();
                *shown |= outside;
            }
        } else if without_scheme(source, "http").is_some() || source.starts_with("//") {
            self.page.remote += 1;
        }
    }

    /// Words between tags: entities are read, blanks of any number are one.
    fn words(&mut self, text: &str) {
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('&') {
            self.plain(before);
            rest = after;
            match entity(after) {
                Some((text, behind)) => {
                    // A blank that does not break is a blank.
                    self.line.push_str(&text.replace('\u{A0}', " "));
                    rest = behind;
                }
                None => self.line.push('&'),
            }
        }
        self.plain(rest);
    }

    fn plain(&mut self, text: &str) {
        for c in text.chars() {
            if !c.is_ascii_whitespace() {
                self.line.push(c);
            } else if !self.line.is_empty() && !self.line.ends_with(' ') {
                self.line.push(' ');
            }
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let line = line.trim();
        if line.is_empty() {
            return;
        }
        if self.quotes > 0 {
            self.page.text.push_str("> ");
        }
        self.page.text.push_str(line);
        self.page.text.push('\n');
    }
}

/// `CounterClockwiseContourIntegral` is the longest.
const LONGEST_ENTITY: usize = 32;

/// What the entity that begins here stands for, and what follows it.
fn entity(text: &str) -> Option<(String, &str)> {
    let signs = text.bytes().take(LONGEST_ENTITY);
    let length = signs
        .take_while(|b| b.is_ascii_alphanumeric() || *b == b'#')
        .count();
    let after = text.get(length..)?.strip_prefix(';')?;
    let mut read = String::new();
    add_html_token(
        &mut read,
        format!("&{};", text.get(..length)?).as_bytes(),
        false,
    );
    Some((read, after))
}

/// The value of an attribute.
fn value_of<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = attributes;
    loop {
        let (before, after) = rest.split_once('=')?;
        let label = before
            .trim_end()
            .rsplit([' ', '\t', '\r', '\n', '/'])
            .next();
        let after = after.trim_start();
        let (value, next) = match after.chars().next()? {
            mark @ ('"' | '\'') => {
                let inside = after.get(1..)?;
                inside.split_once(mark).unwrap_or((inside, ""))
            }
            _ => after
                .split_once(|c: char| c.is_ascii_whitespace())
                .unwrap_or((after, "")),
        };
        if label.is_some_and(|label| label.eq_ignore_ascii_case(name)) {
            return Some(value);
        }
        rest = next;
    }
}

fn without_scheme<'a>(source: &'a str, scheme: &str) -> Option<&'a str> {
    let begin = source.get(..scheme.len())?;
    begin
        .eq_ignore_ascii_case(scheme)
        .then(|| source.get(scheme.len()..))
        .flatten()
}
