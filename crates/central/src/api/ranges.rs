//! Sending what has a name of its own and never changes: whole, in part, or not again.

use super::problem::{Code, Fault};
use crate::blobs::Store;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use object_store::path::Path;
use std::ops::Range;

/// What is sent.
pub(super) struct Thing<'a> {
    pub(super) store: &'a Store,
    pub(super) path: Path,
    /// Its digest: the strong tag.
    pub(super) digest: String,
    pub(super) bytes: u64,
    pub(super) mime: &'static str,
}

/// What of it was asked.
#[derive(Debug, PartialEq, Eq)]
enum Wanted {
    /// Nothing: it is known.
    Known,
    /// All of it.
    Whole,
    /// A part.
    Part(Range<u64>),
    /// What lies beyond its end.
    Beyond,
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

/// Whether a list of tags names this one; whether a tag is called weak does not matter here.
fn names(list: &str, tag: &str) -> bool {
    list.split(',').map(str::trim).any(|one| {
        let one = one.strip_prefix("W/").unwrap_or(one);
        one == "*" || one == tag
    })
}

/// One range of bytes. What is no range, and several at once, are not understood: the whole is sent.
fn range(text: &str, bytes: u64) -> Option<Wanted> {
    let spec = text.strip_prefix("bytes=")?.trim();
    let (first, last) = spec.split_once('-')?;
    let number = |text: &str| {
        let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        // More digits than a number has is far beyond the end.
        digits.then(|| text.parse::<u64>().unwrap_or(u64::MAX))
    };
    let part = match (first.trim(), last.trim()) {
        ("", last) => {
            let length = number(last)?;
            bytes.saturating_sub(length)..bytes
        }
        (first, "") => number(first)?..bytes,
        (first, last) => {
            let (first, last) = (number(first)?, number(last)?);
            if last < first {
                return None;
            }
            first..last.saturating_add(1).min(bytes)
        }
    };
    Some(if part.start < part.end {
        Wanted::Part(part)
    } else {
        Wanted::Beyond
    })
}

/// Whether whoever asks has what this tag names.
pub(super) fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    text(headers, header::IF_NONE_MATCH).is_some_and(|list| names(list, tag))
}

fn wanted(method: &Method, headers: &HeaderMap, tag: &str, bytes: u64) -> Wanted {
    if is_known(headers, tag) {
        return Wanted::Known;
    }
    let same = text(headers, header::IF_RANGE).is_none_or(|known| known == tag);
    let several = headers.get_all(header::RANGE).iter().count() > 1;
    if method != Method::GET || !same || several {
        return Wanted::Whole;
    }
    text(headers, header::RANGE)
        .and_then(|asked| range(asked, bytes))
        .unwrap_or(Wanted::Whole)
}

/// Answers a GET or a HEAD. It is never pressed on the way: a part must be a part of what is named.
pub(super) async fn send(
    thing: Thing<'_>,
    method: &Method,
    headers: &HeaderMap,
) -> Result<Response, Fault> {
    let tag = format!("\"{}\"", thing.digest);
    let (status, part) = match wanted(method, headers, &tag, thing.bytes) {
        Wanted::Known => {
            let known = [
                (header::ETAG, tag),
                (header::ACCEPT_RANGES, "bytes".to_owned()),
            ];
            return Ok((StatusCode::NOT_MODIFIED, known).into_response());
        }
        Wanted::Beyond => {
            let told = [(header::CONTENT_RANGE, format!("bytes */{}", thing.bytes))];
            return Ok((told, Fault::new(Code::NoSuchRange)).into_response());
        }
        Wanted::Whole => (StatusCode::OK, 0..thing.bytes),
        Wanted::Part(part) => (StatusCode::PARTIAL_CONTENT, part),
    };
    let length = part.end - part.start;
    let place = format!("bytes {}-{}/{}", part.start, part.end - 1, thing.bytes);
    let body = if method == Method::GET {
        Body::from_stream(thing.store.part(&thing.path, part).await?)
    } else {
        Body::empty()
    };
    let fixed = [
        (header::CONTENT_TYPE, thing.mime),
        (header::ACCEPT_RANGES, "bytes"),
        (header::CONTENT_DISPOSITION, "attachment"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox",
        ),
    ];
    let own = [
        (header::ETAG, tag),
        (header::CONTENT_LENGTH, length.to_string()),
    ];
    let mut response = (status, fixed, own, body).into_response();
    if status == StatusCode::PARTIAL_CONTENT
        && let Ok(place) = HeaderValue::from_str(&place)
    {
        response.headers_mut().insert(header::CONTENT_RANGE, place);
    }
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::{Wanted, names, range, wanted};
    use axum::http::{HeaderMap, Method, header};

    #[test]
    fn a_range_is_what_it_says_and_never_more_than_there_is() {
        let part = |a: u64, b: u64| Some(Wanted::Part(a..b));
        let cases = [
            ("bytes=0-", part(0, 10)),
            ("bytes=3-", part(3, 10)),
            ("bytes=0-0", part(0, 1)),
            ("bytes=2-4", part(2, 5)),
            ("bytes=2-400", part(2, 10)),
            ("bytes=-3", part(7, 10)),
            ("bytes=-30", part(0, 10)),
            ("bytes=9-9", part(9, 10)),
            ("bytes=10-", Some(Wanted::Beyond)),
            ("bytes=10-12", Some(Wanted::Beyond)),
            ("bytes=-0", Some(Wanted::Beyond)),
            ("bytes=99999999999999999999999-", Some(Wanted::Beyond)),
            ("bytes=4-2", None),
            ("bytes=0-1,3-4", None),
            ("bytes=-", None),
            ("bytes=a-", None),
            ("bytes=+1-", None),
            ("lines=0-1", None),
        ];
        for (asked, told) in cases {
            assert_eq!(range(asked, 10), told, "{asked}");
        }
    }

    #[test]
    fn a_part_is_sent_only_of_the_same_thing() {
        let ask = |pairs: &[(header::HeaderName, &str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in pairs {
                headers.append(name, value.parse().unwrap());
            }
            wanted(&Method::GET, &headers, "\"a\"", 10)
        };
        let (range, only_if) = ((header::RANGE, "bytes=4-"), header::IF_RANGE);
        assert_eq!(ask(std::slice::from_ref(&range)), Wanted::Part(4..10));
        assert_eq!(
            ask(&[range.clone(), (only_if.clone(), "\"a\"")]),
            Wanted::Part(4..10)
        );
        for other in ["\"b\"", "W/\"a\"", "a", "Sat, 21 Nov 2026 10:00:00 GMT"] {
            assert_eq!(
                ask(&[range.clone(), (only_if.clone(), other)]),
                Wanted::Whole
            );
        }
        assert_eq!(ask(&[range.clone(), range.clone()]), Wanted::Whole);
        assert_eq!(
            ask(&[range, (header::IF_NONE_MATCH, "\"a\"")]),
            Wanted::Known
        );
    }

    #[test]
    fn a_head_has_no_part() {
        let mut headers = HeaderMap::new();
        headers.insert(header::RANGE, "bytes=4-".parse().unwrap());
        assert_eq!(wanted(&Method::HEAD, &headers, "\"a\"", 10), Wanted::Whole);
    }

    #[test]
    fn a_tag_is_known_in_a_list() {
        assert!(names("\"a\"", "\"a\"") && names("*", "\"a\""));
        assert!(names("\"b\", W/\"a\"", "\"a\""));
        assert!(!names("\"b\"", "\"a\"") && !names("", "\"a\""));
    }
}
