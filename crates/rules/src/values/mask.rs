//! How personal numbers are shown in lists and logs; the whole value stands on the detail page only.
//!
//! The four masks are cut for values of the usual length. Where a shorter one would show more than
//! it hides, less of it is shown.

use super::phone::{Phone, split_international};

const HIDDEN: char = '*';
/// Shorter numbers of papers lose their first three characters too.
const PAPER_LENGTH: usize = 9;
/// Shorter telephone numbers lose their first three digits too.
const MOBILE_LENGTH: usize = 11;
/// As many whatever is hidden, so that the length of a mailbox stays hidden with it.
const MAIL_STARS: &str = "****";

/// Of an ID number the last four: `**************0037`.
pub fn id_number(text: &str) -> String {
    show(text, 0, 4)
}

/// Of a passport or another paper the first three and the last two: `DE0****11`.
pub fn passport(text: &str) -> String {
    if text.chars().count() < PAPER_LENGTH {
        show(text, 0, 2)
    } else {
        show(text, 3, 2)
    }
}

/// Of a telephone number the country, the first three and the last four: `+86 156****5510`.
pub fn phone(text: &str) -> String {
    match Phone::parse(text) {
        Ok(phone) => parts(phone.country(), phone.national()),
        // Already masked, or never a number: the country is all that may be told from it.
        Err(_) => match split_international(text) {
            Some((country, rest)) => parts(country, rest),
            None => national(text),
        },
    }
}

/// Of an address the first character and the domain: `z****@gmail.com`.
pub fn mail(text: &str) -> String {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return if text.is_empty() {
            String::new()
        } else {
            MAIL_STARS.into()
        };
    };
    let mut mailbox = local.chars();
    // The only character of a mailbox would be all of it; a star is what a mask put there.
    match (mailbox.next(), mailbox.next()) {
        (Some(first), Some(_)) if first != HIDDEN => format!("{first}{MAIL_STARS}@{domain}"),
        _ => format!("{MAIL_STARS}@{domain}"),
    }
}

fn parts(country: &str, rest: &str) -> String {
    format!("+{country} {}", national(rest))
}

fn national(text: &str) -> String {
    if text.chars().count() < MOBILE_LENGTH {
        show(text, 0, 4)
    } else {
        show(text, 3, 4)
    }
}

/// Shows so many at both ends; at the end never more than half of all.
fn show(text: &str, first: usize, last: usize) -> String {
    let length = text.chars().count();
    let last = last.min(length / 2);
    text.chars()
        .enumerate()
        .map(|(index, c)| {
            if index < first || index >= length - last {
                c
            } else {
                HIDDEN
            }
        })
        .collect()
}
