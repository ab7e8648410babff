//! The files of each language, embedded.

use crate::{Language, WordsFault};
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// A file's name and text.
type File = (&'static str, &'static str);

macro_rules! files_of {
    ($language:literal) => {
        files_of!($language;
            "action", "answer", "book", "business", "checklist", "choice", "composer", "finding",
            "frame", "interview", "mail", "mailing", "material", "named", "notice", "page", "photo",
            "post", "problem", "refusal", "reject", "setting", "slot", "statement", "status", "supplement",
            "term", "transition", "who", "withheld")
    };
    ($language:literal; $($name:literal),+) => {
        &[$(($name, include_str!(concat!("../../../assets/words/", $language, "/", $name, ".toml")))),+]
    };
}

const ZH_CN: &[File] = files_of!("zh-CN");
const ZH_TW: &[File] = files_of!("zh-TW");
const EN: &[File] = files_of!("en");

pub(crate) fn all(language: Language) -> &'static [File] {
    match language {
        Language::ZhCn => ZH_CN,
        Language::ZhTw => ZH_TW,
        Language::En => EN,
    }
}

/// One file of a language.
pub(crate) fn read<T: DeserializeOwned>(language: Language, name: &str) -> Result<T, WordsFault> {
    let unreadable = |detail: String| WordsFault::Unreadable {
        file: format!("assets/words/{language}/{name}.toml"),
        detail,
    };
    let found = all(language).iter().find(|(own, _)| *own == name);
    let (_, text) = found.ok_or_else(|| unreadable("no such file".into()))?;
    toml::from_str(text).map_err(|fault| unreadable(fault.message().to_owned()))
}

/// Names the words of a language as they are now: another word, another version.
pub(crate) fn version(language: Language) -> String {
    let mut digest = Sha256::new();
    for (name, text) in all(language) {
        // The length in front keeps two files from being taken for one.
        digest.update(format!("{name}\0{}\0", text.len()));
        digest.update(text);
    }
    digest
        .finalize()
        .iter()
        .take(8)
        .fold(String::new(), |mut hex, byte| {
            // Writing to a String cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}
