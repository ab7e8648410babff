//! What may be done: for every post, state, action and role, as a table kept in the tree.

use crate::{kept, posts};
use lingshi_rules::business::Business;
use lingshi_rules::life::{ActionKind, Refusal, RefusalCode, Status, allowed_actions};
use lingshi_rules::people::{Actor, Role};
use lingshi_rules::post::PostPolicy;
use lingshi_rules::walk::{self, Walk};
use std::collections::BTreeMap;
use std::fmt::Write;
use strum::IntoEnumIterator;

/// Businesses whose lives differ most; a later one is shown only where it differs from the first.
const SHOWN: [Business; 5] = [
    Business::PpRenew,
    Business::PpReissue,
    Business::PpNote,
    Business::TdEmerg,
    Business::Pension,
];

type Row = Vec<Option<RefusalCode>>;
type Table = BTreeMap<Status, BTreeMap<ActionKind, Row>>;

fn actors(policy: &PostPolicy) -> Vec<(String, Actor)> {
    let officers = Role::iter().map(|r| (<&str>::from(r).to_owned(), walk::officer(policy, r)));
    let others = [
        ("applicant".to_owned(), walk::applicant()),
        ("clockwork".to_owned(), Actor::System),
        ("pension_authority".to_owned(), Actor::PensionAuthority),
    ];
    officers.chain(others).collect()
}

fn rows(walk: &Walk<'_>) -> BTreeMap<ActionKind, Row> {
    let mut rows: BTreeMap<ActionKind, Row> = BTreeMap::new();
    for (_, actor) in actors(walk.policy) {
        let own = walk.seen_by(&actor);
        for (kind, answer) in allowed_actions(&own.order, &own.context(&actor)) {
            rows.entry(kind)
                .or_default()
                .push(answer.err().map(|r: Refusal| RefusalCode::from(&r)));
        }
    }
    rows
}

fn table(policy: &PostPolicy, business: Business) -> Table {
    Status::iter()
        .filter_map(|status| walk::station(policy, business, status).map(|w| (status, rows(&w))))
        .collect()
}

fn mark(answer: Option<RefusalCode>) -> String {
    match answer {
        None => "ok".into(),
        Some(RefusalCode::RoleNeeded) => "-".into(),
        Some(RefusalCode::NotFor) => "x".into(),
        Some(RefusalCode::WrongStatus) => "s".into(),
        Some(RefusalCode::OrderEnded) => "e".into(),
        Some(code) => <&str>::from(code).into(),
    }
}

fn render(policy: &PostPolicy) -> String {
    let tables: Vec<(Business, Table)> = SHOWN.iter().map(|b| (*b, table(policy, *b))).collect();
    let mut out = format!(
        "# {}: what may be done\n\nGenerated from the rulebook; a test compares it. An order was led to each state by commands and is\n\
         claimed by who looks, where they may. Later businesses show only the rows that differ from the first.\n\n",
        policy.code
    );
    out.push_str("ok allowed · - role_needed · x not_for · s wrong_status · e order_ended\n\n");
    let columns: Vec<String> = actors(policy).into_iter().map(|(name, _)| name).collect();
    let first = &tables[0].1;
    for (business, table) in &tables {
        for status in Status::iter() {
            let Some(rows) = table.get(&status) else {
                writeln!(
                    out,
                    "## {} {}: never here\n",
                    business.code(),
                    status.code()
                )
                .unwrap();
                continue;
            };
            let same = first.get(&status).filter(|_| *business != SHOWN[0]);
            section(&mut out, (*business, status), &columns, rows, same);
        }
    }
    out
}

fn section(
    out: &mut String,
    (business, status): (Business, Status),
    columns: &[String],
    rows: &BTreeMap<ActionKind, Row>,
    same: Option<&BTreeMap<ActionKind, Row>>,
) {
    writeln!(
        out,
        "## {} {}\n\naction\t{}",
        business.code(),
        status.code(),
        columns.join("\t")
    )
    .unwrap();
    for (kind, row) in rows {
        if same.is_some_and(|s| s.get(kind) == Some(row)) {
            continue;
        }
        let marks: Vec<String> = row.iter().map(|a| mark(*a)).collect();
        writeln!(out, "{}\t{}", kind.code(), marks.join("\t")).unwrap();
    }
    out.push('\n');
}

#[test]
fn the_tables_of_what_may_be_done_are_those_kept() {
    for policy in posts::all() {
        kept::says(
            &format!("docs/what-may-be-done/{}.txt", policy.code),
            &render(policy),
        );
    }
}

#[test]
fn somebody_may_do_something_in_every_state_that_has_not_ended() {
    for policy in posts::all() {
        for business in SHOWN {
            for (status, rows) in table(policy, business) {
                let open = rows.values().flatten().any(Option::is_none);
                assert!(
                    open || status.is_terminal(),
                    "{} {business:?} {status:?}",
                    policy.code
                );
            }
        }
    }
}
