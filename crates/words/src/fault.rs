//! Why words could not be given; the tests see that none of these ever happens with the kept catalogues.

use crate::Language;

/// Why words could not be given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WordsFault {
    /// A catalogue could not be read.
    #[error("words {file}: {detail}")]
    Unreadable {
        /// The file.
        file: String,
        /// The reader's own words, for the log.
        detail: String,
    },
    /// A code has no words.
    #[error("no words for {key} in {language}")]
    Missing {
        /// In which language.
        language: Language,
        /// The code.
        key: String,
    },
    /// A place of a sentence is filled by nothing. Nothing with a hole ever goes out.
    #[error("{{{place}}} of {key} is not filled in {language}")]
    NotFilled {
        /// In which language.
        language: Language,
        /// The sentence.
        key: String,
        /// The place.
        place: String,
    },
}
