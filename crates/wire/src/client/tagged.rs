//! What is asked for again only if it changed.

use super::ClientFault;
use super::answer::{fault, not_understood, whole};
use reqwest::header::{ETAG, HeaderValue, IF_NONE_MATCH};
use reqwest::{RequestBuilder, StatusCode};
use serde::de::DeserializeOwned;

/// The tag of what was sent, as it was told; to be shown the next time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag(String);

impl Tag {
    /// As it was kept.
    pub fn of_kept(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// To be kept.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What came of asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fetched<T> {
    /// It is as it was known.
    Same,
    /// It is this now.
    New {
        /// What it says.
        value: T,
        /// Its tag.
        tag: Tag,
    },
}

/// Asks for something, unless it is still what this tag names.
pub(super) async fn fetch<T: DeserializeOwned>(
    mut ask: RequestBuilder,
    known: Option<&Tag>,
) -> Result<Fetched<T>, ClientFault> {
    // What cannot be a tag names nothing.
    if let Some(known) = known.and_then(|tag| HeaderValue::from_str(&tag.0).ok()) {
        ask = ask.header(IF_NONE_MATCH, known);
    }
    let mut response = ask.send().await?;
    let status = response.status();
    if status == StatusCode::NOT_MODIFIED && known.is_some() {
        return Ok(Fetched::Same);
    }
    if !status.is_success() {
        return Err(fault(response).await?);
    }
    let tag = response.headers().get(ETAG);
    let tag = tag.and_then(|tag| tag.to_str().ok()).map(Tag::of_kept);
    let bytes = whole(&mut response).await?;
    let value = serde_json::from_slice(&bytes).ok();
    let (value, tag) = value.zip(tag).ok_or_else(|| not_understood(status))?;
    Ok(Fetched::New { value, tag })
}
