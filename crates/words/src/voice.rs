//! How one language writes days, moments, money, hours and lists; and what is done to foreign text.

use crate::catalogue::{Catalogue, PostNames};
use crate::{Fill, Template, WordsFault};
use chrono::{Datelike, NaiveTime};
use lingshi_rules::order::interview::SlotTime;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::post::policy::{PaymentKind, Span, WeekdayName};
use lingshi_rules::values::instant::{Day, Instant};
use lingshi_rules::values::money::Money;
use lingshi_rules::values::text::{HiddenKind, hidden_kind};
use std::collections::{BTreeMap, BTreeSet};
use strum::IntoEnumIterator;

type Words = Result<String, WordsFault>;

/// A language speaking for a post.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Voice<'v> {
    pub(crate) words: &'v Catalogue,
    pub(crate) policy: &'v PostPolicy,
}

impl<'v> Voice<'v> {
    pub(crate) fn of(words: &'v Catalogue, policy: &'v PostPolicy) -> Self {
        Self { words, policy }
    }

    pub(crate) fn missing(self, key: impl Into<String>) -> WordsFault {
        WordsFault::Missing {
            language: self.words.language,
            key: key.into(),
        }
    }

    /// A sentence of the catalogue with its places filled.
    pub(crate) fn fill(self, key: &str, template: &Template, fill: &Fill) -> Words {
        template.fill(fill).map_err(|place| WordsFault::NotFilled {
            language: self.words.language,
            key: key.to_owned(),
            place,
        })
    }

    pub(crate) fn line(self, key: &str, fill: &Fill) -> Words {
        let template = self.words.frame.lines.get(key);
        self.fill(key, template.ok_or_else(|| self.missing(key))?, fill)
    }

    pub(crate) fn plain(self, key: &str) -> Words {
        self.line(key, &Fill::new())
    }

    pub(crate) fn look_up(self, table: &BTreeMap<String, String>, key: &str) -> Words {
        table.get(key).cloned().ok_or_else(|| self.missing(key))
    }

    // ── the post ──

    fn names(self) -> Option<&'v PostNames> {
        self.words.posts.get(self.policy.code.as_str())
    }

    pub(crate) fn post_name(self) -> String {
        let own = self.names().map(|names| names.name.clone());
        own.unwrap_or_else(|| self.policy.name.zh.clone())
    }

    /// Another post's name, or its code where it has none here.
    pub(crate) fn post(self, code: &str) -> String {
        let named = self.words.posts.get(code).map(|names| names.name.clone());
        let own = (self.policy.code.as_str() == code).then(|| self.post_name());
        own.or(named).unwrap_or_else(|| one_line(code))
    }

    pub(crate) fn country(self) -> String {
        let own = self.names().map(|names| names.country.clone());
        own.unwrap_or_else(|| self.policy.name.country_zh.clone())
    }

    pub(crate) fn city(self) -> String {
        let own = self.names().map(|names| names.city.clone());
        own.unwrap_or_else(|| self.policy.name.city_zh.clone())
    }

    pub(crate) fn term(self, group: &str, code: &str) -> Words {
        let terms = self.words.interface.terms.get(group);
        let term = terms.and_then(|terms| terms.get(code));
        term.map(|term| term.name.clone())
            .ok_or_else(|| self.missing(format!("{group}.{code}")))
    }

    // ── days and hours ──

    /// A day as a letter writes it: `21 November 2026`.
    pub(crate) fn day(self, day: Day) -> Words {
        self.line("day", &self.parts(day)?)
    }

    /// A day as it stands on a screen: `21 Nov 2026`.
    pub(crate) fn date(self, day: Day) -> Words {
        self.line("date", &self.parts(day)?)
    }

    fn parts(self, day: Day) -> Result<Fill, WordsFault> {
        let month = day.month().to_string();
        let frame = &self.words.frame;
        Ok(Fill::new()
            .with("year", day.year().to_string())
            .with("month_name", self.look_up(&frame.month, &month)?)
            .with("month_short", self.look_up(&frame.month_short, &month)?)
            .with("month", month)
            .with("date", day.day().to_string()))
    }

    /// A moment as it stands on a screen: `21 Nov 2026 14:30`.
    pub(crate) fn stamp(self, at: Instant) -> Words {
        let fill = Fill::new()
            .with("day", self.date(self.policy.local_day(at))?)
            .with("time", clock(self.policy.local_time(at)));
        self.line("stamp", &fill)
    }

    pub(crate) fn moment(self, at: Instant) -> Words {
        let fill = Fill::new()
            .with("day", self.day(self.policy.local_day(at))?)
            .with("time", clock(self.policy.local_time(at)));
        self.line("moment", &fill)
    }

    pub(crate) fn slot(self, slot: SlotTime) -> Words {
        let day = self.policy.local_day(slot.start);
        let fill = Fill::new()
            .with("day", self.day(day)?)
            .with("weekday", self.weekday(day.weekday().into())?)
            .with("from", clock(self.policy.local_time(slot.start)))
            .with("to", clock(self.policy.local_time(slot.end)));
        self.line("slot", &fill)
    }

    pub(crate) fn weekday(self, day: WeekdayName) -> Words {
        self.look_up(&self.words.frame.weekday, &format!("{day:?}"))
    }

    /// `星期一至星期四`, or one by one where they do not follow each other.
    pub(crate) fn weekdays(self, days: &BTreeSet<WeekdayName>) -> Words {
        let all: Vec<WeekdayName> = WeekdayName::iter().collect();
        let places: Vec<usize> = (0..all.len()).filter(|i| days.contains(&all[*i])).collect();
        let named: Vec<String> = places
            .iter()
            .map(|i| self.weekday(all[*i]))
            .collect::<Result<_, _>>()?;
        let follow = places.windows(2).all(|pair| pair[0] + 1 == pair[1]);
        match (named.as_slice(), follow) {
            ([first, .., last], true) if named.len() > 2 => self.line(
                "days_through",
                &Fill::new()
                    .with("first", first.clone())
                    .with("last", last.clone()),
            ),
            _ => self.list(&named),
        }
    }

    pub(crate) fn hours(self, spans: &[Span]) -> Words {
        if spans.is_empty() {
            return self.plain("hours_unknown");
        }
        let one = |span: &Span| {
            let fill = Fill::new()
                .with("days", self.weekdays(&span.days)?)
                .with("from", clock(span.from))
                .with("to", clock(span.to));
            self.line("span_days", &fill)
        };
        let all: Vec<String> = spans.iter().map(one).collect::<Result<_, _>>()?;
        Ok(all.join(&self.plain("span_comma")?))
    }

    // ── money ──

    pub(crate) fn money(self, money: Money) -> Words {
        let code = money.currency.as_str();
        let name = self.words.frame.currency.get(code);
        // A currency without a name is written by its code, in front.
        let Some(name) = name else {
            return Ok(money.to_string());
        };
        let amount = money.to_string();
        let amount = amount.split_once(' ').map_or("", |(_, amount)| amount);
        let fill = Fill::new()
            .with("amount", amount)
            .with("currency", name.clone())
            .with("code", code);
        self.line("money", &fill)
    }

    pub(crate) fn bytes(self, n: u64) -> Words {
        const MEGABYTE: u64 = 1024 * 1024;
        let (key, n) = if n >= MEGABYTE && n.is_multiple_of(MEGABYTE) {
            ("megabytes", n / MEGABYTE)
        } else {
            ("bytes", n)
        };
        self.line(key, &Fill::new().with("n", n.to_string()))
    }

    /// The length of a file as people read it; never rounded below what it is.
    pub(crate) fn size(self, n: u64) -> Words {
        const KILOBYTE: u64 = 1024;
        let tenths = (n * 10).div_ceil(KILOBYTE * KILOBYTE);
        let (key, n) = if n >= KILOBYTE * KILOBYTE {
            let whole = tenths.is_multiple_of(10);
            let tail = if whole {
                String::new()
            } else {
                format!(".{}", tenths % 10)
            };
            ("megabytes", format!("{}{tail}", tenths / 10))
        } else {
            ("kilobytes", n.div_ceil(KILOBYTE).to_string())
        };
        self.line(key, &Fill::new().with("n", n))
    }

    pub(crate) fn payments(self, kinds: impl IntoIterator<Item = PaymentKind>) -> Words {
        let named: Vec<String> = kinds
            .into_iter()
            .map(|kind| self.look_up(&self.words.frame.payment, kind.into()))
            .collect::<Result<_, _>>()?;
        self.joined_or(&named)
    }

    // ── lists ──

    pub(crate) fn list(self, items: &[String]) -> Words {
        self.joined(items, "list_last")
    }

    pub(crate) fn joined_or(self, items: &[String]) -> Words {
        self.joined(items, "list_or")
    }

    fn joined(self, items: &[String], last: &str) -> Words {
        let comma = self.plain("list_comma")?;
        Ok(match items {
            [] => String::new(),
            [one] => one.clone(),
            [front @ .., end] => {
                format!("{}{}{end}", front.join(&comma), self.plain(last)?)
            }
        })
    }

    /// Items under each other, each with its number and a sign at its end.
    pub(crate) fn numbered(self, items: &[String], number: &str) -> Words {
        let mut out = String::new();
        for (index, item) in items.iter().enumerate() {
            let n = (index + 1).to_string();
            let end = if index + 1 == items.len() {
                "end"
            } else {
                "item_end"
            };
            out.push('\n');
            out.push_str(&self.line(number, &Fill::new().with("n", n))?);
            out.push_str(item);
            out.push_str(&self.plain(end)?);
        }
        Ok(out)
    }

    /// A passage with a full stop of its own.
    pub(crate) fn closed(self, text: &str) -> Words {
        let open =
            |c: char| matches!(c, '；' | ';' | '，' | ',' | '、' | '：' | ':') || c.is_whitespace();
        let text = text.trim().trim_end_matches(open);
        let ends = |c: char| matches!(c, '。' | '.' | '？' | '?' | '！' | '!' | '…');
        if text.is_empty() || text.ends_with(ends) {
            return Ok(text.to_owned());
        }
        Ok(format!("{text}{}", self.plain("end")?))
    }
}

fn clock(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// A value on one line: nothing in it turns, hides or breaks what stands around it.
pub(crate) fn one_line(text: &str) -> String {
    let seen: String = text.chars().filter_map(shown).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Paragraphs: as one line, but with their own line breaks.
pub(crate) fn paragraphs(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(one_line).collect();
    let kept = lines.join("\n");
    kept.trim_matches('\n').to_owned()
}

/// A few words that go into a sentence: without a full stop of their own.
pub(crate) fn few_words(text: &str) -> String {
    let ends = |c: char| "。.；;，,、：:".contains(c);
    one_line(text).trim_end_matches(ends).to_owned()
}

/// What begins a sentence.
pub(crate) fn capital(text: &str) -> String {
    let mut all = text.chars();
    let first = all.next().into_iter().flat_map(char::to_uppercase);
    first.chain(all).collect()
}

fn shown(c: char) -> Option<char> {
    match hidden_kind(c) {
        Some(HiddenKind::Control) => Some(' '),
        // Variation selectors of ideographs belong to rare names, and reach no further than one character.
        Some(HiddenKind::ZeroWidth) if is_ideographic_variation(c) => Some(c),
        Some(HiddenKind::ZeroWidth | HiddenKind::Bidirectional) => None,
        Some(HiddenKind::Variation | HiddenKind::PrivateUse | HiddenKind::Lookalike) | None => {
            Some(c)
        }
    }
}

fn is_ideographic_variation(c: char) -> bool {
    matches!(c, '\u{E0100}'..='\u{E01EF}')
}
