//! The orders that the mails name, and the server that took the mails in. Everybody is invented.

use lingshi_rules::business::Business;
use lingshi_rules::ids::PostCode;
use lingshi_rules::order::Status;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::supplement_mail::{
    Desk, Letter, Lookup, OrderFacts, Receiving, Verdict, judge, order_named,
};
use lingshi_rules::values::{MailAddress, OrderNo, PersonName};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// Number, post, status, names, business, account.
type Row = (
    &'static str,
    &'static str,
    Status,
    [&'static str; 4],
    Business,
    &'static str,
);

const ORDERS: [Row; 6] = [
    (
        "BELAA3FAPT10085235",
        "BRU",
        Status::Supplement,
        ["张", "三", "ZHANG", "SAN"],
        Business::TdReissue,
        "zhangsan@example.com",
    ),
    (
        "BELAA3UHHT10085224",
        "BRU",
        Status::FirstReview,
        ["李", "明", "LI", "MING"],
        Business::PpRenew,
        "liming@example.cn",
    ),
    (
        "BELAA3QWER10085301",
        "BRU",
        Status::Supplement,
        ["陈", "大文", "CHAN", "TAI MAN"],
        Business::TdNew,
        "taiman@example.hk",
    ),
    (
        "BELA20TTKA10085237",
        "BRU",
        Status::Supplement,
        ["王", "建国", "WANG", "JIANGUO"],
        Business::Pension,
        "wangjg@example.cn",
    ),
    (
        "BELA03SDXN10085150",
        "BRU",
        Status::Done,
        ["赵", "敏", "ZHAO", "MIN"],
        Business::TdEmerg,
        "zhangsan@example.com",
    ),
    (
        "USAAA3KLMN10085400",
        "WAS",
        Status::Supplement,
        ["张", "三", "ZHANG", "SAN"],
        Business::PpRenew,
        "zhangsan@example.com",
    ),
];

/// A picture of 张三's order, told by its comment.
const KNOWN: &str = "already in the order";

pub(crate) fn folder() -> PathBuf {
    fixtures().join("mails")
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures")
}

pub(crate) fn brussels() -> &'static PostPolicy {
    static BRUSSELS: LazyLock<PostPolicy> = LazyLock::new(|| {
        let text = std::fs::read_to_string(fixtures().join("posts/BRU.toml")).unwrap();
        PostPolicy::read("BRU.toml", &text).unwrap()
    });
    &BRUSSELS
}

pub(crate) fn receiving() -> &'static Receiving {
    static OURS: LazyLock<Receiving> = LazyLock::new(|| Receiving {
        authserv_id: "mx.csmail.example".into(),
        own_hops: 1,
    });
    &OURS
}

/// What is found under the number a letter names, and under its sender.
pub(crate) fn lookup(letter: &Letter, contents: &[Vec<u8>]) -> Lookup {
    let named = order_named(letter);
    let rows = ORDERS.iter();
    let row = rows
        .clone()
        .find(|row| named.as_ref().is_some_and(|no| no.as_str() == row.0));
    let known = contents.iter().zip(&letter.enclosures);
    let known =
        known.filter(|(bytes, _)| bytes.windows(KNOWN.len()).any(|w| w == KNOWN.as_bytes()));
    let known: BTreeSet<String> = known
        .map(|(_, enclosure)| enclosure.sha256.clone())
        .collect();
    let from = |account: &str| {
        letter
            .from
            .iter()
            .any(|a| a.as_str().eq_ignore_ascii_case(account))
    };
    Lookup {
        order: row.map(|row| facts(row, known)),
        sender_is_known: rows.clone().any(|row| from(row.5)),
    }
}

fn facts(row: &Row, known: BTreeSet<String>) -> OrderFacts {
    let (no, post, status, [surname, given, latin, latin_given], business, account) = *row;
    OrderFacts {
        no: OrderNo::parse(no).unwrap().value,
        post: PostCode::new(post),
        status,
        applicant: PersonName::new(surname, given, latin, latin_given),
        business,
        account_mail: Some(MailAddress::parse(account).unwrap()),
        known,
    }
}

/// The verdict at Brussels.
pub(crate) fn verdict(letter: &Letter, contents: &[Vec<u8>]) -> Verdict {
    let desk = Desk {
        policy: brussels(),
        receiving: receiving(),
    };
    judge(letter, desk, &lookup(letter, contents))
}

/// The small mails in the order of their names: what a seed means depends on them.
#[allow(
    dead_code,
    reason = "this file is shared; the mutated mails alone ask for them"
)]
pub(crate) fn mails_to_mutate() -> Vec<Vec<u8>> {
    let files = std::fs::read_dir(folder()).unwrap();
    let mut paths: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "eml"));
    paths.sort();
    paths
        .iter()
        .map(|path| std::fs::read(path).unwrap())
        .collect()
}
