//! The orders that the kept mails name, with their accounts, at a server that takes mails in. Everybody is invented.

use crate::common::{House, Post};
use crate::large;
use lingshi_central::mail::{AnswersBy, Maildir, Mailroom, Receives};
use lingshi_central::world::now;
use lingshi_ledger::Room;
use lingshi_registry::applicant::{Contact, found};
use lingshi_registry::mail::Wanted;
use lingshi_rules::business::Business;
use lingshi_rules::ids::{AccountId, PostCode};
use lingshi_rules::life::{Event, Status, replay};
use lingshi_rules::order::Order;
use lingshi_rules::values::{OrderNo, PersonName};
use lingshi_rules::walk::station;
use lingshi_wire::applicant::account::{CodeWanted, Registering};
use lingshi_wire::mail::MailItem;
use lingshi_wire::{DocKey, Kind};
use lingshi_words::Language;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Number, post, state, names, business, account.
type Row = (
    &'static str,
    &'static str,
    Status,
    [&'static str; 4],
    Business,
    &'static str,
);

pub(crate) const ZHANG: &str = "BELAA3FAPT10085235";

const ORDERS: [Row; 6] = [
    (
        ZHANG,
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

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/mails")
}

/// A kept mail by its name.
pub(crate) fn mail(name: &str) -> Vec<u8> {
    let path = fixtures().join(format!("{name}.eml"));
    if path.exists() {
        return std::fs::read(path).unwrap();
    }
    let text = std::fs::read_to_string(fixtures().join(format!("{name}.eml.in"))).unwrap();
    large::filled(&text)
}

pub(crate) fn expectations() -> String {
    std::fs::read_to_string(fixtures().join("expected.toml")).unwrap()
}

/// A house with the orders, where mails come in by both ways.
pub(crate) struct Town {
    pub(crate) house: House,
    pub(crate) bru: Post,
    pub(crate) was: Post,
    /// Each order as it was in the beginning.
    first: Vec<(PostCode, OrderNo, Value)>,
}

pub(crate) fn into_folder() -> Option<AnswersBy> {
    Some(AnswersBy {
        maildir: Some("mail/out".into()),
        smtp: None,
        from: None,
        signs_in: None,
    })
}

impl Town {
    /// With answers that go into a folder.
    pub(crate) async fn of(house: House) -> Self {
        Self::answering(house, into_folder()).await
    }

    pub(crate) async fn answering(mut house: House, answers: Option<AnswersBy>) -> Self {
        house.end().await;
        let mail = &mut house.config.mail;
        mail.maildir = Some("mail/in".into());
        mail.lmtp = Some(([127, 0, 0, 1], 0).into());
        mail.receiving = Some(Receives {
            authserv_id: "mx.csmail.example".to_owned(),
            own_hops: 1,
        });
        mail.answers = answers;
        mail.look_seconds = crate::common::often(1);
        mail.patience_seconds = crate::common::often(2);
        house.again().await;
        let (bru, was) = (house.post("BRU"), house.post("WAS"));
        let mut town = Self {
            house,
            bru,
            was,
            first: Vec::new(),
        };
        for row in &ORDERS {
            town.file(row).await;
        }
        town
    }

    async fn account(&self, mail: &str) -> AccountId {
        let contact = Contact::parse(mail).unwrap();
        let secret = self.house.secrets().lookup;
        let known = || self.house.read(|tx| found(tx, &secret, &contact));
        if known().is_none() {
            let wanted = CodeWanted {
                contact: mail.to_owned(),
                language: Language::ZhCn,
            };
            self.house.client.send_code(&wanted).await.unwrap();
            let folder = self.house.config.folder.join("codes");
            let letter = std::fs::read_dir(folder).unwrap().next().unwrap().unwrap();
            let text = std::fs::read_to_string(letter.path()).unwrap();
            std::fs::remove_file(letter.path()).unwrap();
            let told: Value = serde_json::from_str(&text).unwrap();
            let registering = Registering {
                contact: mail.to_owned(),
                code: told["code"].as_str().unwrap().to_owned(),
                password: "plum blossom in snow".to_owned(),
                language: Language::ZhCn,
            };
            self.house.client.register(&registering).await.unwrap();
        }
        known().unwrap().0
    }

    /// An order that real commands led to its state, under another number, for another person.
    async fn file(&mut self, (no, post, status, names, business, mail): &Row) {
        let account = self.account(mail).await;
        let post = if *post == "BRU" { &self.bru } else { &self.was };
        let walk = station(&post.policy, Business::PpRenew, *status).unwrap();
        let text = serde_json::to_string(&walk.events).unwrap();
        let text = text
            .replace(walk.order.no.as_str(), no)
            .replace("\"account-1\"", &format!("\"{account}\""));
        let events: Vec<Event> = serde_json::from_str(&text).unwrap();
        let order = replay(&events).unwrap();
        let registry = self.house.registry();
        self.house
            .write(|tx, moment| registry.import(tx, &post.code, (&order, &events), moment))
            .unwrap();
        let [surname, given, latin, latin_given] = *names;
        let name = json!(PersonName::new(surname, given, latin, latin_given));
        self.house.change_at_post(post, Kind::Order, no, |order| {
            order["form"]["applicant"]["name"] = name.clone();
            order["business"] = json!(business);
        });
        let number = order.no;
        let body = serde_json::to_value(self.house.order(post, &number)).unwrap();
        self.first.push((post.code.clone(), number, body));
    }

    pub(crate) fn post(&self, code: &PostCode) -> &Post {
        if *code == self.bru.code {
            &self.bru
        } else {
            &self.was
        }
    }

    /// Every order is as it was in the beginning.
    pub(crate) fn begin_again(&self) {
        for (post, no, body) in &self.first {
            let post = self.post(post);
            if serde_json::to_value(self.house.order(post, no)).unwrap() != *body {
                let put = |order: &mut Value| order.clone_from(body);
                self.house
                    .change_at_post(post, Kind::Order, no.as_str(), put);
            }
        }
    }

    /// 张三's order, as it is now.
    pub(crate) fn zhang(&self) -> Order {
        let no = OrderNo::parse(ZHANG).unwrap().value;
        self.house.order(&self.bru, &no)
    }

    /// Files of an order that came by mail.
    pub(crate) fn by_mail(&self, post: &Post, no: &OrderNo) -> usize {
        let order = self.house.order(post, no);
        let files = order.files.values();
        files
            .filter(|file| file.id.as_str().starts_with("mail-"))
            .count()
    }

    /// The mails of both posts, and those of none.
    pub(crate) fn mails(&self) -> Vec<MailItem> {
        let registry = self.house.registry();
        let posts = [Some(&self.bru.code), Some(&self.was.code), None];
        let of = |post| {
            let read = self
                .house
                .read(|tx| registry.mails(tx, post, Wanted::All, now()));
            read.mails
        };
        posts.into_iter().flat_map(of).collect()
    }

    /// What the ledger says of the answer to a mail.
    pub(crate) fn answer(&self, mail: &MailItem) -> String {
        let taken = self.realm(Kind::MailTaken);
        let mine = taken
            .iter()
            .find(|(_, body)| body["id"] == mail.id.as_str());
        let (_, mine) = mine.unwrap();
        mine["answer"]["answer"].as_str().unwrap().to_owned()
    }

    /// Documents of the realm of a kind.
    pub(crate) fn realm(&self, kind: Kind) -> Vec<(DocKey, Value)> {
        let room = Room {
            rows: 10_000,
            bytes: usize::MAX,
        };
        let all = self.house.read(|tx| tx.realm_documents(kind, "", room));
        let read = |body: &[u8]| serde_json::from_slice(body).unwrap();
        all.into_iter()
            .map(|document| (document.key, read(&document.body)))
            .collect()
    }

    pub(crate) fn folder(&self, name: &str) -> PathBuf {
        self.house.config.folder.join("mail").join(name)
    }

    pub(crate) fn room(&self) -> Arc<Mailroom> {
        let serving = self.house.serving.as_ref().unwrap();
        Arc::clone(serving.mail.room.as_ref().unwrap())
    }

    /// A maildir of the test's own beside the server's, looked at when the test says so.
    pub(crate) fn maildir(&self) -> (Maildir, PathBuf) {
        let folder = self.folder("mine");
        (Maildir::open(folder.clone(), self.room()).unwrap(), folder)
    }
}

/// Puts a mail into a folder as if it had lain there for a while.
pub(crate) fn lay(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join("new").join(name);
    std::fs::write(&path, bytes).unwrap();
    #[expect(clippy::disallowed_methods, reason = "files have the system's time")]
    let then = std::time::SystemTime::now() - std::time::Duration::from_secs(60);
    let file = std::fs::File::options().write(true).open(&path).unwrap();
    file.set_modified(then).unwrap();
    path
}

/// The names of what lies in a part of a folder.
pub(crate) fn lying(folder: &Path, part: &str) -> Vec<String> {
    let files = std::fs::read_dir(folder.join(part)).unwrap();
    let mut all: Vec<String> = files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    all.sort();
    all
}

/// Looks until it is so.
pub(crate) async fn until(what: &str, is_so: impl Fn() -> bool) {
    let looking = async {
        while !is_so() {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    let so = tokio::time::timeout(std::time::Duration::from_secs(30), looking).await;
    assert!(so.is_ok(), "{what}");
}
