//! Every word of one language, read once.

use crate::files::{read, version};
use crate::statement::StatementWords;
use crate::{Interface, Language, Template, WordsFault};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

type ByCode<T> = BTreeMap<String, T>;

/// A reason about a photo or a material.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Labelled {
    /// What the officer picks.
    pub label: String,
    /// What the applicant reads; no full stop at its end.
    pub sentence: String,
}

/// A place to upload to.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SlotWords {
    /// Its name.
    pub name: String,
    /// What is wanted there.
    pub wanted: String,
}

/// A reason of a supplement or a refusal.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReasonWords {
    /// What the officer picks.
    pub title: String,
    /// What the applicant reads.
    pub text: Template,
    /// The law it stands on.
    #[serde(default)]
    pub basis: Option<String>,
}

/// A notice.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeWords {
    /// Its title.
    pub title: Template,
    /// Its body, without order number, post and footer.
    pub body: Template,
}

/// What a post is called in this language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PostNames {
    pub(crate) name: String,
    pub(crate) country: String,
    pub(crate) city: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PostFile {
    names: ByCode<PostNames>,
}

/// The frame of a message, and how values are written.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Frame {
    pub(crate) currency: ByCode<String>,
    pub(crate) month: ByCode<String>,
    pub(crate) month_short: ByCode<String>,
    pub(crate) weekday: ByCode<String>,
    pub(crate) payment: ByCode<String>,
    pub(crate) original: ByCode<String>,
    #[serde(flatten)]
    pub(crate) lines: ByCode<Template>,
}

/// Every word of one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalogue {
    /// Which language.
    pub language: Language,
    /// Names these words: another word, another version.
    pub version: String,
    /// What officers read on screen.
    pub interface: Interface,
    /// PH01–PH16.
    pub photo: ByCode<Labelled>,
    /// Reasons about images of materials.
    pub material: ByCode<Labelled>,
    /// S01–S30.
    pub supplement: ByCode<ReasonWords>,
    /// R01–R21.
    pub reject: ByCode<ReasonWords>,
    /// N01–N26; N27 is the line below every message.
    pub notice: ByCode<NoticeWords>,
    /// Slots 1–24.
    pub slot: ByCode<SlotWords>,
    pub(crate) statement: StatementWords,
    /// Why an interview is needed, for applicants.
    pub interview: ByCode<String>,
    /// What an officer may choose in a reason.
    pub choice: ByCode<ByCode<String>>,
    pub(crate) answer: ByCode<ByCode<Template>>,
    pub(crate) mailing: ByCode<Template>,
    pub(crate) frame: Frame,
    pub(crate) posts: ByCode<PostNames>,
}

static ZH_CN: LazyLock<Result<Catalogue, WordsFault>> =
    LazyLock::new(|| Catalogue::read(Language::ZhCn));
static ZH_TW: LazyLock<Result<Catalogue, WordsFault>> =
    LazyLock::new(|| Catalogue::read(Language::ZhTw));
static EN: LazyLock<Result<Catalogue, WordsFault>> =
    LazyLock::new(|| Catalogue::read(Language::En));

/// The words of a language.
pub fn catalogue(language: Language) -> Result<&'static Catalogue, WordsFault> {
    let read = match language {
        Language::ZhCn => &ZH_CN,
        Language::ZhTw => &ZH_TW,
        Language::En => &EN,
    };
    read.as_ref().map_err(Clone::clone)
}

impl Catalogue {
    fn read(language: Language) -> Result<Self, WordsFault> {
        let posts: PostFile = read(language, "post")?;
        Ok(Self {
            language,
            version: version(language),
            interface: Interface::read(language)?,
            photo: read(language, "photo")?,
            material: read(language, "material")?,
            supplement: read(language, "supplement")?,
            reject: read(language, "reject")?,
            notice: read(language, "notice")?,
            slot: read(language, "slot")?,
            statement: read(language, "statement")?,
            interview: read(language, "interview")?,
            choice: read(language, "choice")?,
            answer: read(language, "answer")?,
            mailing: read(language, "mailing")?,
            frame: read(language, "frame")?,
            posts: posts.names,
        })
    }
}
