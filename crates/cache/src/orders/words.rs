//! What an order is found by: characters, letters, and the tails of numbers.
//!
//! Characters are set apart, so that any run of them is found, one and two as well; numbers are kept backwards, so
//! that their tails are beginnings.

use lingshi_rules::order::Order;
use lingshi_rules::values::pinyin::splits;
use std::collections::BTreeSet;

/// What stands in the index for one order.
pub(super) struct Words {
    pub(super) han: String,
    pub(super) latin: String,
    pub(super) tail: String,
}

pub(super) fn is_han(c: char) -> bool {
    matches!(u32::from(c),
        0x3007 | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}

/// Characters apart; between two runs something stands that nobody types, so that no phrase spans them.
pub(super) fn apart(text: &str) -> String {
    let mut out = String::new();
    let mut within = false;
    for c in text.chars() {
        if is_han(c) {
            out.push(c);
            out.push(' ');
            within = true;
        } else if within {
            out.push_str("zzbreak ");
            within = false;
        }
    }
    out
}

/// Letters and digits alone, in capitals.
pub(super) fn plain(text: &str) -> String {
    text.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

pub(super) fn backwards(text: &str) -> String {
    plain(text).chars().rev().collect()
}

/// The letters of a name as people type them: whole, by syllables, by their first letters.
fn letters(surname: &str, given: &str, into: &mut BTreeSet<String>) {
    spelled(surname, into);
    spelled(given, into);
    let (surname, given) = (plain(surname), plain(given));
    let whole = format!("{surname}{given}");
    if whole.is_empty() {
        return;
    }
    let firsts = |text: &str| -> String {
        match splits(&text.to_ascii_uppercase()).first() {
            Some(syllables) => syllables.iter().filter_map(|s| s.chars().next()).collect(),
            None => text.chars().take(1).collect(),
        }
    };
    into.insert(format!("{}{}", firsts(&surname), firsts(&given)));
    for part in [&surname, &given] {
        if let Some(syllables) = splits(part).first() {
            into.extend(syllables.iter().map(|s| (*s).to_owned()));
        }
    }
    into.extend([whole, surname, given]);
}

/// Words of letters in a text.
fn spelled(text: &str, into: &mut BTreeSet<String>) {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    into.extend(
        words
            .filter(|word| word.len() > 1)
            .map(str::to_ascii_uppercase),
    );
}

impl Words {
    pub(super) fn of(order: &Order) -> Self {
        let who = &order.form.applicant;
        let mut han = vec![format!("{}{}", who.name.surname_zh, who.name.given_zh)];
        han.extend(
            order
                .form
                .relatives
                .iter()
                .map(|relative| relative.name.clone()),
        );
        han.push(who.address_abroad.clone());
        han.extend(who.address_home.clone());
        let mut latin = BTreeSet::new();
        letters(&who.name.surname_latin, &who.name.given_latin, &mut latin);
        for relative in &order.form.relatives {
            spelled(&relative.name, &mut latin);
        }
        spelled(&who.address_abroad, &mut latin);
        if let Some(mail) = &who.mail {
            spelled(mail, &mut latin);
        }
        let mut numbers = vec![order.no.as_str().to_owned(), who.phone.clone()];
        numbers.extend(who.id_number.clone());
        numbers.extend(
            order
                .form
                .old_document
                .as_ref()
                .map(|old| old.number.clone()),
        );
        numbers.extend(order.making.made.as_ref().map(|made| made.number.clone()));
        let numbers: Vec<String> = numbers
            .into_iter()
            .filter(|n| !plain(n).is_empty())
            .collect();
        latin.extend(numbers.iter().map(|number| plain(number)));
        let tails: Vec<String> = numbers.iter().map(|number| backwards(number)).collect();
        Self {
            han: han.iter().map(|text| apart(text) + "zzbreak ").collect(),
            latin: latin.into_iter().collect::<Vec<_>>().join(" "),
            tail: tails.join(" "),
        }
    }
}

/// What is asked of the index; none if nothing findable was typed.
pub(super) fn asked(text: &str) -> Option<String> {
    let mut all = Vec::new();
    for word in text.split_whitespace().take(8) {
        let han = apart(word);
        for run in han
            .split("zzbreak")
            .map(str::trim)
            .filter(|run| !run.is_empty())
        {
            all.push(format!("han : \"{run}\""));
        }
        // What is typed beside characters is looked for as well.
        let rest: String = word
            .chars()
            .map(|c| if is_han(c) { ' ' } else { c })
            .collect();
        for part in rest.split_whitespace() {
            let letters = plain(part);
            if letters.is_empty() {
                continue;
            }
            let tail = backwards(part);
            all.push(format!("(latin : \"{letters}\" * OR tail : \"{tail}\" *)"));
        }
    }
    (!all.is_empty()).then(|| all.join(" AND "))
}
