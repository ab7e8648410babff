//! Links and mailboxes, and whether they are the post's or the state's.

use super::folded::Folded;
use super::{Finding, FindingCode, Severity};
use crate::post::PostPolicy;

/// Sites of the ministry, of posts abroad and of other authorities.
const OFFICIAL: [&str; 5] = [
    "gov.cn",
    "china-embassy.org",
    "chineseembassy.org",
    "china-consulate.org",
    "chinaconsulate.org",
];
const SHORTENERS: [&str; 14] = [
    "t.cn",
    "bit.ly",
    "tinyurl.com",
    "goo.gl",
    "dwz.cn",
    "url.cn",
    "suo.im",
    "is.gd",
    "t.co",
    "ow.ly",
    "985.so",
    "m6z.cn",
    "rb.gy",
    "cutt.ly",
];
const PAYING: [&str; 10] = [
    "alipay.com",
    "tenpay.com",
    "paypal.com",
    "paypal.me",
    "venmo.com",
    "cash.app",
    "stripe.com",
    "wise.com",
    "weixin.qq.com",
    "95516.com",
];
const PAYING_SCHEMES: [&str; 5] = [
    "weixin://",
    "wxp://",
    "alipay://",
    "alipays://",
    "alipayqr://",
];
/// Endings that make a bare name with dots a site; others are abbreviations and file names.
const ENDINGS: [&str; 34] = [
    "com", "cn", "net", "org", "ly", "me", "io", "co", "cc", "top", "xyz", "link", "gd", "gl",
    "hk", "tw", "info", "app", "vip", "shop", "site", "online", "so", "im", "gy", "biz", "club",
    "us", "uk", "eu", "be", "it", "fr", "de",
];

/// A link or a mailbox: glyphs from, to, and what is read.
struct Token {
    start: usize,
    end: usize,
    read: String,
}

fn belongs(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~:/?#@!$&'*+,;=%".contains(c)
}

/// Runs of characters an address may have.
fn tokens(folded: &Folded) -> Vec<Token> {
    let mut all = Vec::new();
    let mut start = None;
    for index in 0..=folded.glyphs.len() {
        let inside = folded.at(index).is_some_and(belongs);
        match (inside, start) {
            (true, None) => start = Some(index),
            (false, Some(from)) => {
                all.extend(token(folded, from, index));
                start = None;
            }
            (true, Some(_)) | (false, None) => {}
        }
    }
    all
}

/// Without the punctuation of the sentence around it.
fn token(folded: &Folded, from: usize, to: usize) -> Option<Token> {
    let read = folded.read(from, to);
    let edge = |c: char| ".,;:!?'-*".contains(c);
    let lead = read.chars().take_while(|c| edge(*c)).count();
    let text = read.trim_matches(edge);
    (!text.is_empty()).then(|| Token {
        start: from + lead,
        end: from + lead + text.chars().count(),
        read: text.to_owned(),
    })
}

enum Kind {
    Mail,
    Link { host: String },
    PaymentScheme,
}

fn kind(read: &str) -> Option<Kind> {
    if PAYING_SCHEMES.iter().any(|scheme| read.contains(scheme)) {
        return Some(Kind::PaymentScheme);
    }
    let (scheme, rest) = match read.split_once("://") {
        Some((_, rest)) => (true, rest),
        None => (false, read),
    };
    let mailbox = rest.split(['/', '?']).next().unwrap_or(rest);
    if mailbox.contains('@') && !scheme {
        return Some(Kind::Mail);
    }
    // What stands before an @ in a link is a name, not the host.
    let host = mailbox.rsplit('@').next().unwrap_or(mailbox);
    let host = host.split([':', '#']).next().unwrap_or(host);
    let ending = host.rsplit('.').next().unwrap_or_default();
    let named = host.contains('.') && ENDINGS.contains(&ending);
    (scheme || named || host.starts_with("www.")).then(|| Kind::Link {
        host: host.trim_start_matches("www.").to_owned(),
    })
}

/// Where links and mailboxes stand, in bytes.
pub(super) fn places(folded: &Folded) -> Vec<(usize, usize)> {
    tokens(folded)
        .iter()
        .filter(|token| kind(&token.read).is_some())
        .map(|token| folded.bytes(token.start, token.end))
        .collect()
}

pub(super) fn findings(folded: &Folded, policy: &PostPolicy) -> Vec<Finding> {
    let judged = |token: &Token| {
        let (code, severity) = match kind(&token.read)? {
            Kind::PaymentScheme => (FindingCode::PaymentLink, Severity::Block),
            Kind::Mail => (!is_post_mailbox(&token.read, policy))
                .then_some((FindingCode::ForeignMail, Severity::Warn))?,
            Kind::Link { host } => (judge_host(&host, policy)?, Severity::Block),
        };
        let (from, to) = folded.bytes(token.start, token.end);
        Some(Finding {
            from,
            to,
            code,
            severity,
        })
    };
    tokens(folded).iter().filter_map(judged).collect()
}

fn judge_host(host: &str, policy: &PostPolicy) -> Option<FindingCode> {
    let one_of = |all: &[&str]| all.iter().any(|site| is_of(host, site));
    if one_of(&PAYING) {
        return Some(FindingCode::PaymentLink);
    }
    if one_of(&SHORTENERS) {
        return Some(FindingCode::ShortLink);
    }
    let own = policy
        .contact
        .site
        .as_deref()
        .and_then(|site| match kind(site) {
            Some(Kind::Link { host }) => Some(host),
            Some(Kind::Mail | Kind::PaymentScheme) | None => None,
        });
    let official = one_of(&OFFICIAL) || own.is_some_and(|own| is_of(host, &own));
    (!official).then_some(FindingCode::ForeignLink)
}

/// The site itself, or a part of it; `mfa.gov.cn.example.com` is not.
fn is_of(host: &str, site: &str) -> bool {
    host.strip_suffix(site)
        .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

fn is_post_mailbox(read: &str, policy: &PostPolicy) -> bool {
    let same = |mailbox: &String| mailbox.eq_ignore_ascii_case(read);
    let domain = read.rsplit('@').next().unwrap_or_default();
    policy.contact.mailboxes.values().any(same)
        || same(&policy.supplement.mailbox)
        || is_of(domain, "mfa.gov.cn")
}
