//! Every key the file of a sheet may have.

use super::SheetName;
use lingshi_rules::post::keys::{Key, Shape, may, must};
use strum::VariantNames;

/// The newest shape of file this program reads.
pub(super) const SCHEMA: i64 = 1;

const SCHEMA_KEY: Key = must("schema", Shape::Number(1, SCHEMA));
const SHEET_KEY: Key = must("sheet", Shape::Word(SheetName::VARIANTS));

/// What every file has, whichever it is.
pub(super) const ANY: &[Key] = &[SCHEMA_KEY, SHEET_KEY];

const SAID: &[Key] = &[
    must("zh-CN", Shape::Text),
    must("zh-TW", Shape::Text),
    must("en", Shape::Text),
];

const MISSION: &[Key] = &[
    must("code", Shape::Text),
    must("name", Shape::Table(SAID)),
    must("country", Shape::Text),
    must("city", Shape::Table(SAID)),
    must("zone", Shape::Zone),
    may("telephone", Shape::Text),
    may("page", Shape::Text),
];

pub(super) const POSTS: &[Key] = &[SCHEMA_KEY, SHEET_KEY, must("posts", Shape::Tables(MISSION))];

const PRINTED: &[Key] = &[must("zh", Shape::Text), must("en", Shape::Text)];

const AUTHORITY: &[Key] = &[
    must("code", Shape::Text),
    must("name", Shape::Table(PRINTED)),
    may("since", Shape::Day),
    may("until", Shape::Day),
];

pub(super) const AUTHORITIES: &[Key] = &[
    SCHEMA_KEY,
    SHEET_KEY,
    must("authorities", Shape::Tables(AUTHORITY)),
];

const PHRASE: &[Key] = &[
    must("code", Shape::Text),
    must("stands", Shape::Texts),
    must("title", Shape::Text),
    must("text", Shape::Table(SAID)),
];

pub(super) const PHRASES: &[Key] = &[
    SCHEMA_KEY,
    SHEET_KEY,
    must("post", Shape::Text),
    must("phrases", Shape::Tables(PHRASE)),
];
