//! Looking at what a sheet says, once it is written as it should be.

use super::{Authority, MOST_ROWS, Mission, Phrase, Said, SheetFault, Wrong};
use lingshi_rules::ids::PostCode;
use lingshi_rules::life::may_stand;
use lingshi_rules::outgoing::WordsPlace;
use lingshi_rules::post::{Place, PostPolicy};
use lingshi_rules::values::country::is_country;
use lingshi_rules::values::text::hidden_kind;
use std::collections::BTreeMap;

/// Characters of a name, as of a mission.
const NAME: u32 = 120;
/// Characters of a title, as an officer finds it in a list.
const TITLE: u32 = 40;
/// Characters of a page's address.
const PAGE: u32 = 200;

const MISSION_CODE: &str = "three capitals, as BRU";
const CODE: &str = "small letters, digits and dashes, 40 at most";

/// Looks at rows, and notes what is wrong with them.
pub(super) struct Looking<'a, F> {
    file: &'a str,
    place: F,
    pub(super) faults: Vec<SheetFault>,
}

impl<'a, F: Fn(&str) -> Place> Looking<'a, F> {
    pub(super) fn over(file: &'a str, place: F) -> Self {
        let faults = Vec::new();
        Self {
            file,
            place,
            faults,
        }
    }

    fn wrong(&mut self, key: impl Into<String>, wrong: Wrong) {
        let Place { key, line, column } = (self.place)(&key.into());
        self.faults.push(SheetFault {
            file: self.file.to_owned(),
            line,
            column,
            key,
            wrong,
        });
    }

    pub(super) fn at_posts(&mut self, posts: &[Mission]) {
        let codes = posts.iter().map(|post| post.code.as_str());
        self.codes("posts", codes, MISSION_CODE, is_mission_code);
        for (at, post) in posts.iter().enumerate() {
            let key = |name: &str| format!("posts[{at}].{name}");
            self.said(&key("name"), &post.name, NAME);
            self.said(&key("city"), &post.city, NAME);
            if !is_country(&post.country) {
                let found = post.country.clone();
                self.wrong(key("country"), Wrong::NoSuchCountry { found });
            }
            if post
                .telephone
                .as_deref()
                .is_some_and(|text| !is_telephone(text))
            {
                self.wrong(key("telephone"), Wrong::NoTelephone);
            }
            if post.page.as_deref().is_some_and(|text| !is_page(text)) {
                self.wrong(key("page"), Wrong::NoPage);
            }
        }
    }

    pub(super) fn at_authorities(&mut self, authorities: &[Authority]) {
        let codes = authorities.iter().map(|one| one.code.as_str());
        self.codes("authorities", codes, CODE, is_code);
        for (at, one) in authorities.iter().enumerate() {
            let key = |name: &str| format!("authorities[{at}].{name}");
            self.line(&key("name.zh"), &one.name.zh, NAME);
            self.line(&key("name.en"), &one.name.en, NAME);
            if one
                .since
                .zip(one.until)
                .is_some_and(|(since, until)| until < since)
            {
                self.wrong(key("until"), Wrong::EndsBefore);
            }
        }
    }

    pub(super) fn at_phrases(
        &mut self,
        (of, phrases): (&PostCode, &[Phrase]),
        policy: Option<&PostPolicy>,
    ) {
        if let Some(policy) = policy.filter(|policy| policy.code != *of) {
            let wanted = policy.code.clone();
            self.wrong("post", Wrong::OtherPost { wanted });
            return;
        }
        let codes = phrases.iter().map(|phrase| phrase.code.as_str());
        self.codes("phrases", codes, CODE, is_code);
        for (at, phrase) in phrases.iter().enumerate() {
            let key = |name: &str| format!("phrases[{at}].{name}");
            self.line(&key("title"), &phrase.title, TITLE);
            if phrase.stands.is_empty() {
                self.wrong(key("stands"), Wrong::Blank);
            }
            for (n, name) in phrase.stands.iter().enumerate() {
                match (WordsPlace::named(name), policy) {
                    (Some(place), Some(policy)) => self.stands(&key("text"), phrase, place, policy),
                    (Some(_), None) => {}
                    (None, _) => self.wrong(key(&format!("stands[{n}]")), no_such_place(name)),
                }
            }
        }
    }

    /// Each text, held to what an officer's own words in that place are held to; what is wrong with it anywhere is
    /// told once.
    fn stands(&mut self, key: &str, phrase: &Phrase, place: WordsPlace, policy: &PostPolicy) {
        for (language, text) in phrase.text.each() {
            let Err(refusal) = may_stand(text, place, policy) else {
                continue;
            };
            let refusal = Box::new(refusal);
            let place = place.name();
            let key = format!("{key}.{language}");
            let known = self.faults.iter().any(|fault| {
                let same = matches!(&fault.wrong, Wrong::MayNotStand { refusal: known, .. } if *known == refusal);
                same && fault.key == key
            });
            if !known {
                self.wrong(key, Wrong::MayNotStand { place, refusal });
            }
        }
    }

    /// Codes are codes, each once; there are not too many.
    fn codes<'c>(
        &mut self,
        list: &str,
        codes: impl ExactSizeIterator<Item = &'c str>,
        wanted: &'static str,
        is_code: impl Fn(&str) -> bool,
    ) {
        if codes.len() > MOST_ROWS {
            self.wrong(list, Wrong::TooManyRows { most: MOST_ROWS });
        }
        let mut known = BTreeMap::new();
        for (at, code) in codes.enumerate() {
            let key = format!("{list}[{at}].code");
            if !is_code(code) {
                self.wrong(key, Wrong::BadCode { wanted });
            } else if let Some(line) = known.get(code) {
                self.wrong(key, Wrong::Twice { line: *line });
            } else {
                known.insert(code, (self.place)(&key).line);
            }
        }
    }

    fn said(&mut self, key: &str, said: &Said, most: u32) {
        for (language, text) in said.each() {
            self.line(&format!("{key}.{language}"), text, most);
        }
    }

    /// One line that says something.
    fn line(&mut self, key: &str, text: &str, most: u32) {
        if text.trim().is_empty() {
            self.wrong(key, Wrong::Blank);
        } else if text.chars().count() > most as usize {
            self.wrong(key, Wrong::TooLong { most });
        } else if text.chars().any(|c| hidden_kind(c).is_some()) {
            self.wrong(key, Wrong::Hidden);
        }
    }
}

fn no_such_place(name: &str) -> Wrong {
    let known = WordsPlace::all().into_iter().map(WordsPlace::name);
    Wrong::NoSuchPlace {
        found: name.to_owned(),
        known: known.collect(),
    }
}

fn is_mission_code(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn is_code(code: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=40).contains(&code.len()) && code.bytes().all(plain)
}

/// Digits with the country's before them, and what people put between.
fn is_telephone(text: &str) -> bool {
    let between = |byte: u8| byte.is_ascii_digit() || b" -()".contains(&byte);
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let rest = text.strip_prefix('+').or_else(|| text.strip_prefix("00"));
    (8..=20).contains(&digits) && rest.is_some_and(|rest| rest.bytes().all(between))
}

fn is_page(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let host = rest
        .and_then(|rest| rest.split('/').next())
        .unwrap_or_default();
    let plain = |byte: u8| byte.is_ascii_graphic() && !b"\"<>\\^`{|}@".contains(&byte);
    text.len() <= PAGE as usize && host.contains('.') && text.bytes().all(plain)
}
