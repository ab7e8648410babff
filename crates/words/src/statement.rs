//! 国籍状况声明: the text an applicant reads and signs. Each text has a version of its own, so that whatever was signed
//! can be named for ever.

use crate::{Language, WordsFault, catalogue};
use lingshi_rules::business::Booklet;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// The words of one language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StatementWords {
    title: String,
    passport: Vec<String>,
    travel_document: Vec<String>,
}

/// A text to be signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementText {
    /// Its language.
    pub language: Language,
    /// Names these very words.
    pub version: String,
    /// Its title.
    pub title: String,
    /// What is stated, paragraph by paragraph.
    pub paragraphs: Vec<String>,
}

/// The text to be signed for this kind of booklet.
pub fn statement(language: Language, booklet: Booklet) -> Result<StatementText, WordsFault> {
    let words = &catalogue(language)?.statement;
    let paragraphs = match booklet {
        Booklet::Passport => &words.passport,
        Booklet::TravelDocument => &words.travel_document,
    };
    Ok(StatementText {
        language,
        version: version(&words.title, paragraphs),
        title: words.title.clone(),
        paragraphs: paragraphs.clone(),
    })
}

/// Half of a digest: another word, another version, in whatever language.
fn version(title: &str, paragraphs: &[String]) -> String {
    let mut digest = Sha256::new();
    for text in std::iter::once(title).chain(paragraphs.iter().map(String::as_str)) {
        digest.update(format!("{}\0", text.len()));
        digest.update(text);
    }
    let bytes = digest.finalize();
    bytes.iter().take(16).fold(String::new(), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
