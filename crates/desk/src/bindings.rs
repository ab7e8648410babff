//! The TypeScript side of these types, written to `ui/src/backend/bindings.ts`.
//!
//! `UPDATE_BINDINGS=1 cargo test -p lingshi-desk bindings` writes it anew.

use crate::problem::Problem;
use crate::queue::{
    CutWhy, Flag, FlagCount, Group, Happening, LineShown, LockedWhy, Meeting, Oldest, Part,
    PostHere, Queue, QueuePage, Shown, Stage, Today, When,
};
use crate::rulebook::{
    Arrow, BusinessLife, Fact, Lead, LifeMap, MayDo, Named, OpenSpan, OrderSummary, Position,
    PostBrief, Reason, RulebookPage, SettingGroup, SettingRow, SettingValue, Side, Station,
    Verdict, Who, WhoChoice,
};
use crate::words::{ListWords, SettingWords, Term, Words, words};
use lingshi_rules::business::Business;
use lingshi_rules::life::{ActionKind, RefusalCode, Status, TransitionId};
use lingshi_rules::order::status::Turn;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use strum::IntoEnumIterator;
use ts_rs::{Config, TS};

const FILE: &str = "../../ui/src/backend/bindings.ts";
const HEAD: &str =
    "// Generated from the Rust types of crates/desk; a test there fails when it is stale.\n";

/// A command's name, its arguments and its answer.
const COMMANDS: [(&str, &str, &str); 6] = [
    ("posts", "Record<string, never>", "Array<PostBrief>"),
    ("rulebook", "{ post: string }", "RulebookPage"),
    ("may_do", "{ position: Position }", "MayDo"),
    ("queue", "{ seen: number | null }", "QueuePage"),
    ("queue_again", "Record<string, never>", "null"),
    ("words", "{ lang: string }", "Words"),
];

macro_rules! declared {
    ($($t:ty),* $(,)?) => {{
        let config = Config::default();
        [$(<$t as TS>::decl(&config)),*]
    }};
}

fn text() -> String {
    let mut out = String::from(HEAD);
    union(&mut out, "StatusCode", Status::iter().map(Status::code));
    union(
        &mut out,
        "TransitionCode",
        TransitionId::iter().map(TransitionId::code),
    );
    union(
        &mut out,
        "BusinessCode",
        Business::iter().map(Business::code),
    );
    union(
        &mut out,
        "ActionCode",
        ActionKind::iter().map(ActionKind::code),
    );
    union(&mut out, "WhoCode", Who::iter().map(Who::code));
    union(&mut out, "RefusalCode", RefusalCode::iter().map(Into::into));
    union(&mut out, "StageCode", Stage::iter().map(Into::into));
    union(&mut out, "FlagCode", Flag::iter().map(Into::into));
    union(&mut out, "CutWhyCode", CutWhy::iter().map(Into::into));
    union(&mut out, "LockedWhyCode", LockedWhy::iter().map(Into::into));
    let turns = [
        Turn::Applicant,
        Turn::Officer,
        Turn::Both,
        Turn::PensionAuthority,
        Turn::Nobody,
    ];
    let turns = turns.map(|turn| {
        serde_json::to_value(turn)
            .unwrap()
            .as_str()
            .unwrap()
            .to_owned()
    });
    union(&mut out, "TurnCode", turns.iter().map(String::as_str));
    let page = words("zh-CN").unwrap().page;
    union(&mut out, "PageWord", page.keys().map(String::as_str));
    let types = declared![
        PostBrief,
        RulebookPage,
        SettingGroup,
        SettingRow,
        SettingValue,
        Named,
        OpenSpan,
        LifeMap,
        Station,
        Arrow,
        BusinessLife,
        WhoChoice,
        Side,
        Position,
        MayDo,
        OrderSummary,
        Fact,
        Verdict,
        Lead,
        Reason,
        Words,
        Term,
        SettingWords,
        ListWords,
        QueuePage,
        Queue,
        LineShown,
        Today,
        PostHere,
        When,
        Group,
        Part,
        FlagCount,
        Oldest,
        Meeting,
        Happening,
        Shown,
        Problem,
    ];
    for declaration in types {
        writeln!(out, "\nexport {declaration}").unwrap();
    }
    out.push_str("\n/** Every command of the desk: its arguments and its answer. */\nexport type Commands = {\n");
    for (name, arguments, answer) in COMMANDS {
        writeln!(out, "  {name}: {{ args: {arguments}; answer: {answer} }};").unwrap();
    }
    out.push_str("};\n");
    out
}

fn union<'c>(out: &mut String, name: &str, codes: impl Iterator<Item = &'c str>) {
    write!(out, "\nexport type {name} =").unwrap();
    for code in codes {
        write!(out, "\n  | \"{code}\"").unwrap();
    }
    out.push_str(";\n");
}

#[test]
fn the_bindings_of_the_page_are_fresh() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    let fresh = text();
    if std::env::var_os("UPDATE_BINDINGS").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, &fresh).unwrap();
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        kept == fresh,
        "ui/src/backend/bindings.ts is stale: UPDATE_BINDINGS=1 cargo test -p lingshi-desk bindings"
    );
}
