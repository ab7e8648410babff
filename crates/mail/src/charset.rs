//! Characters from bytes. Chinese mail names its character set wrongly often enough that a guess is
//! needed, and told.

use lingshi_rules::supplement_mail::Shortcoming;
use mail_parser::decoders::charsets::map::charset_decoder;
use std::str;

/// Characters, and what was doubtful about them.
pub(crate) struct Read {
    pub(crate) text: String,
    pub(crate) doubt: Option<Shortcoming>,
}

/// Reads bytes in the named character set.
pub(crate) fn read(bytes: &[u8], named: Option<&str>) -> Read {
    let label = named.map(|name| name.trim().trim_matches(['"', '\'']).to_ascii_lowercase());
    match label.as_deref() {
        None | Some("" | "utf-8" | "utf8" | "us-ascii" | "ascii" | "unicode-1-1-utf-8") => {
            utf8_or_chinese(bytes, label.is_some_and(|l| l.starts_with("utf")))
        }
        Some(label) => match charset_decoder(label.as_bytes()) {
            Some(decode) => sound(decode(bytes)),
            None => Read {
                doubt: Some(Shortcoming::UnknownCharset),
                ..utf8_or_chinese(bytes, false)
            },
        },
    }
}

/// No name, or one that eight-bit bytes prove wrong: UTF-8 if they are that, else GB18030, which holds
/// GBK and GB2312.
fn utf8_or_chinese(bytes: &[u8], meant: bool) -> Read {
    if let Ok(text) = str::from_utf8(bytes) {
        return Read {
            text: without_mark(text).to_owned(),
            doubt: None,
        };
    }
    let chinese = charset_decoder(b"gb18030").map(|decode| decode(bytes));
    match chinese {
        Some(text) if !text.contains(char::REPLACEMENT_CHARACTER) => Read {
            text,
            doubt: Some(Shortcoming::UnknownCharset),
        },
        Some(text) if !meant => Read {
            text,
            doubt: Some(Shortcoming::DamagedCharacters),
        },
        Some(_) | None => Read {
            text: String::from_utf8_lossy(bytes).into_owned(),
            doubt: Some(Shortcoming::DamagedCharacters),
        },
    }
}

fn sound(text: String) -> Read {
    let broken = text.contains(char::REPLACEMENT_CHARACTER);
    Read {
        doubt: broken.then_some(Shortcoming::DamagedCharacters),
        text: match text.strip_prefix('\u{FEFF}') {
            Some(rest) => rest.to_owned(),
            None => text,
        },
    }
}

fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{FEFF}').unwrap_or(text)
}
