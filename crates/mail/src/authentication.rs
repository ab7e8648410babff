//! Authentication-Results (RFC 8601): who says it, and what it says of DKIM and DMARC. Whether it is
//! believed is decided elsewhere.

use crate::bounds::REPORTS;
use crate::head::{Head, unfolded};
use lingshi_rules::supplement_mail::{AuthMethod, AuthReport, AuthResult};

/// The reports of a head, the newest first, each with the Received lines above it.
pub(crate) fn reports(head: &Head<'_>) -> Vec<AuthReport> {
    let mut hops = 0;
    let mut reports = Vec::new();
    for (name, value) in head.fields() {
        if name.eq_ignore_ascii_case(b"Received") {
            hops += 1;
        } else if name.eq_ignore_ascii_case(b"Authentication-Results") && reports.len() < REPORTS {
            reports.extend(report(&without_comments(&unfolded(value)), hops));
        }
    }
    reports
}

fn report(value: &str, hops_above: usize) -> Option<AuthReport> {
    let mut parts = value.split(';');
    // A version may follow the name: `mx.example 1`.
    let authserv_id = parts.next()?.split_whitespace().next()?.to_owned();
    let results = parts.filter_map(result).collect();
    Some(AuthReport {
        authserv_id,
        hops_above,
        results,
    })
}

fn result(part: &str) -> Option<AuthResult> {
    let part = part.replace(" =", "=").replace("= ", "=");
    let mut words = part.split_whitespace();
    let (method, found) = words.next()?.split_once('=')?;
    let method = match method.split('/').next()?.to_ascii_lowercase().as_str() {
        "dkim" => AuthMethod::Dkim,
        "dmarc" => AuthMethod::Dmarc,
        _ => return None,
    };
    let properties: Vec<(&str, &str)> = words.filter_map(|word| word.split_once('=')).collect();
    let property = |name: &str| {
        let found = properties
            .iter()
            .find(|(n, _)| n.eq_ignore_ascii_case(name));
        found.map(|(_, value)| domain_of(value))
    };
    let domain = match method {
        AuthMethod::Dkim => property("header.d").or_else(|| property("header.i")),
        AuthMethod::Dmarc => property("header.from"),
    };
    Some(AuthResult {
        method,
        passed: found.eq_ignore_ascii_case("pass"),
        domain: domain.filter(|domain| !domain.is_empty()),
    })
}

fn domain_of(value: &str) -> String {
    let value = value.trim_matches(['"', '\'', ',']);
    let domain = value.rsplit('@').next().unwrap_or(value);
    domain.trim_end_matches('.').to_ascii_lowercase()
}

/// Words in brackets are for people. What stands in quotation marks is no bracket.
fn without_comments(value: &str) -> String {
    let mut depth = 0_usize;
    let mut quoted = false;
    value
        .chars()
        .filter(|c| {
            match c {
                '"' if depth == 0 => quoted = !quoted,
                '(' if !quoted => depth += 1,
                ')' if !quoted => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect()
}
