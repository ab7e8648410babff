//! Files of orders: how they are uploaded in pieces, and how they are named.
//!
//! A file is named by the SHA-256 of its bytes. An upload that was cut goes on where the server says it is:
//! `HEAD` tells the offset, `PATCH` adds a piece there. When the last byte is in, the server looks at the
//! whole; if the answer to the last piece was lost, an empty piece at the end asks again, and an upload that
//! is no longer known has either been taken or is begun anew.

use crate::chain::Sha;
use lingshi_rules::values::Instant;
use serde::{Deserialize, Serialize};

/// A file has at most so many bytes.
pub const LARGEST_BLOB: u64 = 20 * 1024 * 1024;
/// A piece has at most so many bytes; over a thin line smaller ones are better.
pub const LARGEST_PIECE: u64 = 1024 * 1024;
/// Types that are taken.
pub const TAKEN: [&str; 4] = ["image/jpeg", "image/png", "application/pdf", "image/webp"];
/// The type of a piece.
pub const PIECE: &str = "application/offset+octet-stream";
/// The header that says where an upload is.
pub const OFFSET: &str = "upload-offset";
/// The header that says how long it will be.
pub const LENGTH: &str = "upload-length";

/// A file is to be uploaded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewUpload {
    /// Its SHA-256, in hex.
    #[cfg_attr(feature = "openapi", schema(value_type = String, min_length = 64, max_length = 64))]
    pub sha256: Sha,
    /// Its length.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 20_971_520))]
    pub bytes: u64,
    /// Its type; must be what its first bytes say.
    #[cfg_attr(feature = "openapi", schema(max_length = 40))]
    pub mime: String,
}

/// What becomes of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "upload", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Upload {
    /// It is to be sent.
    Open {
        /// Its name.
        id: String,
        /// Bytes that are in.
        offset: u64,
        /// Until when it may be gone on with.
        #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
        until: Instant,
    },
    /// Nothing need be sent.
    There,
}

/// The type that the first bytes of a file tell, among those that are taken. Twelve bytes are enough.
pub fn mime_of(first: &[u8]) -> Option<&'static str> {
    let webp = first.starts_with(b"RIFF") && first.get(8..12) == Some(b"WEBP");
    match first {
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some("image/png"),
        [b'%', b'P', b'D', b'F', b'-', ..] => Some("application/pdf"),
        _ if webp => Some("image/webp"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::mime_of;

    #[test]
    fn a_type_is_told_by_the_first_bytes_alone() {
        assert_eq!(mime_of(b"\xff\xd8\xff\xe0"), Some("image/jpeg"));
        assert_eq!(mime_of(b"\x89PNG\r\n\x1a\n...."), Some("image/png"));
        assert_eq!(mime_of(b"%PDF-1.7"), Some("application/pdf"));
        assert_eq!(mime_of(b"RIFF\0\0\0\0WEBPVP8 "), Some("image/webp"));
        let others: [&[u8]; 7] = [
            b"",
            b"\xff\xd8",
            b"RIFF\0\0\0\0WAVE",
            b"RIFF",
            b"<svg xmlns",
            b"MZ\x90\0",
            b" %PDF-1.7",
        ];
        assert!(others.iter().all(|first| mime_of(first).is_none()));
    }
}
