//! Written forms that desks and servers keep for years: they stay as they are, byte for byte.

use crate::{kept, posts};
use lingshi_rules::business::{Business, Module};
use lingshi_rules::life::reasons::{PhotoReason, RejectReason, SupplementReason};
use lingshi_rules::life::upcast::read_event;
use lingshi_rules::life::{
    ActionKind, Command, NoticeCode, RefusalCode, Status, TransitionId, replay,
};
use lingshi_rules::order::log::Facet;
use lingshi_rules::order::open::{Opened, open};
use lingshi_rules::order::review::ProposalKind;
use lingshi_rules::people::Role;
use lingshi_rules::walk::{self, Walk};
use std::fmt::Write;
use strum::IntoEnumIterator;

const JOURNEYS: [(&str, Business, Status); 6] = [
    ("BRU", Business::PpRenew, Status::Done),
    ("SFO", Business::PpReissue, Status::Done),
    ("LAX", Business::PpNote, Status::Done),
    ("LAD", Business::TdEmerg, Status::Done),
    ("NYC", Business::TdNew, Status::Supplement),
    ("WAS", Business::Pension, Status::PensionOk),
];

fn journey((post, business, status): (&str, Business, Status)) -> Walk<'static> {
    walk::station(posts::post(post), business, status).unwrap()
}

fn name((post, business, _): (&str, Business, Status)) -> String {
    format!("{post}-{}", business.code())
}

fn jsonl<T: serde::Serialize>(items: &[T]) -> String {
    items
        .iter()
        .map(|i| serde_json::to_string(i).unwrap() + "\n")
        .collect()
}

#[test]
fn order_documents_are_written_as_they_always_were() {
    for told in JOURNEYS {
        let order = journey(told).order;
        let text = serde_json::to_string_pretty(&order).unwrap() + "\n";
        kept::says(
            &format!("crates/rules/tests/life/golden/{}.order.json", name(told)),
            &text,
        );
    }
}

#[test]
fn events_are_written_as_they_always_were() {
    for told in JOURNEYS {
        let events = journey(told).events;
        kept::says(
            &format!("crates/rules/tests/life/golden/{}.events.jsonl", name(told)),
            &jsonl(&events),
        );
    }
}

#[test]
fn kept_events_are_read_and_make_the_kept_document() {
    for told in JOURNEYS {
        let base = format!("crates/rules/tests/life/golden/{}", name(told));
        let lines = std::fs::read_to_string(kept::path(&format!("{base}.events.jsonl"))).unwrap();
        let events: Vec<_> = lines
            .lines()
            .map(|l| read_event(l.as_bytes()).unwrap())
            .collect();
        let document = std::fs::read(kept::path(&format!("{base}.order.json"))).unwrap();
        let Opened::Current(order) = open(&document).unwrap() else {
            panic!("kept documents are current")
        };
        assert_eq!(replay(&events).unwrap(), *order);
    }
}

#[test]
fn commands_are_written_as_they_always_were() {
    let commands: Vec<Command> = JOURNEYS
        .into_iter()
        .flat_map(|told| journey(told).commands)
        .collect();
    kept::says(
        "crates/rules/tests/life/golden/commands.jsonl",
        &jsonl(&commands),
    );
}

#[test]
fn kept_commands_are_read_as_they_were_given() {
    let kept = kept::path("crates/rules/tests/life/golden/commands.jsonl");
    let lines = std::fs::read_to_string(kept).unwrap();
    let read: Vec<Command> = lines
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    let given: Vec<Command> = JOURNEYS
        .into_iter()
        .flat_map(|told| journey(told).commands)
        .collect();
    // Not assert_eq: nobody reads a page of commands.
    assert!(read == given, "the kept commands are read as others");
}

#[test]
fn no_code_was_ever_given_another_name() {
    let mut out = String::new();
    let mut list = |title: &str, codes: Vec<&'static str>| {
        writeln!(out, "{title}: {}", codes.join(" ")).unwrap();
    };
    list("business", Business::iter().map(Business::code).collect());
    list("module", Module::iter().map(Module::code).collect());
    list("status", Status::iter().map(Status::code).collect());
    list("role", Role::iter().map(Into::into).collect());
    list(
        "transition",
        TransitionId::iter().map(TransitionId::code).collect(),
    );
    list("action", ActionKind::iter().map(ActionKind::code).collect());
    list("refusal", RefusalCode::iter().map(Into::into).collect());
    list("notice", NoticeCode::iter().map(Into::into).collect());
    list("facet", Facet::iter().map(Into::into).collect());
    list("proposal", ProposalKind::iter().map(Into::into).collect());
    list(
        "photo",
        PhotoReason::iter().map(PhotoReason::code).collect(),
    );
    list(
        "supplement",
        SupplementReason::iter()
            .map(SupplementReason::code)
            .collect(),
    );
    list(
        "reject",
        RejectReason::iter().map(RejectReason::code).collect(),
    );
    kept::says("crates/rules/tests/life/golden/codes.txt", &out);
}
