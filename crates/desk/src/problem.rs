//! Why the desk could not answer, as a code with parameters; its sentence stands in the catalogue.

use serde::Serialize;

/// Why the desk could not answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS, strum::VariantNames))]
#[cfg_attr(test, strum(serialize_all = "snake_case"))]
pub enum Problem {
    /// There is no such post.
    #[error("no post {post}")]
    UnknownPost {
        /// What was asked for.
        post: String,
    },
    /// A post's settings could not be read.
    #[error("{file}:{line}:{column}: {key}")]
    UnreadablePost {
        /// The file.
        file: String,
        /// The line of the first fault.
        line: u32,
        /// Its column.
        column: u32,
        /// The setting meant.
        key: String,
    },
    /// There are no words in this language.
    #[error("no words in {lang}")]
    UnknownLanguage {
        /// What was asked for.
        lang: String,
    },
    /// A catalogue could not be read.
    #[error("words {file}: {detail}")]
    UnreadableWords {
        /// The file.
        file: String,
        /// The reader's own words, for the log.
        detail: String,
    },
    /// No order of this business ever reaches this state at this post.
    #[error("{business} never reaches {state} at {post}")]
    NeverReached {
        /// The post.
        post: String,
        /// The business.
        business: String,
        /// The state.
        state: String,
    },
}
