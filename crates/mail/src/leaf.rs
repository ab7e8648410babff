//! A part that holds something: words, or an enclosure.

use crate::head::Head;
use crate::params::Valued;

/// What a head says of its part.
pub(crate) struct Label {
    /// `image/jpeg`.
    pub(crate) declared: String,
    pub(crate) charset: Option<String>,
    /// The name it came with, decoded; empty without one.
    pub(crate) name: String,
    /// `attachment`, said outright.
    pub(crate) attached: bool,
    /// Its Content-ID, without brackets.
    pub(crate) id: Option<String>,
}

impl Label {
    pub(crate) fn read(head: &Head<'_>, content: &Valued, raw_charset: Option<&str>) -> Self {
        let disposition = head.first("Content-Disposition");
        let disposition = disposition.map(|value| Valued::read(value, raw_charset));
        let named = disposition.as_ref().and_then(|d| d.parameter("filename"));
        let named = named.or_else(|| content.parameter("name"));
        let id = head
            .text("Content-ID")
            .or_else(|| head.text("X-Attachment-Id"));
        let id = id.map(|id| id.trim_matches(['<', '>', ' ']).to_owned());
        Self {
            declared: content.value.clone(),
            charset: content.parameter("charset").map(str::to_owned),
            name: without_path(named.unwrap_or_default()),
            attached: disposition.is_some_and(|d| d.value == "attachment"),
            id: id.filter(|id| !id.is_empty()),
        }
    }

    /// Words of the sender: text without a name that is not attached.
    pub(crate) fn is_words(&self) -> bool {
        let words = matches!(
            self.declared.as_str(),
            "" | "text/plain" | "text/html" | "text"
        );
        words && !self.attached && self.name.is_empty()
    }
}

/// The last part of what may be a path of the sender's machine, without signs that cannot be seen.
fn without_path(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let visible = last.chars().filter(|c| !c.is_control());
    visible
        .take(crate::bounds::NAME_CHARACTERS)
        .collect::<String>()
        .trim()
        .to_owned()
}
