//! A post's log for tests: invented orders, led where they stand by real commands, in signed and chained pages.

use super::{Living, QueuePage};
use lingshi_rules::business::Business;
use lingshi_rules::ids::PostCode;
use lingshi_rules::life::Status;
use lingshi_rules::order::Order;
use lingshi_rules::order::interview::SlotTime;
use lingshi_rules::people::By;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::values::{Instant, OrderNo, PersonName};
use lingshi_rules::walk;
use lingshi_wire::changes::{Changes, Line, Pulled};
use lingshi_wire::{DocKey, Epoch, HeadSays, Header, Kind, Link, Seq, Sha, SignedHead, SigningKey};
use serde_json::json;
use serde_json::value::RawValue;

const SETTINGS: &str = include_str!("../../../../fixtures/posts/BRU.toml");

const WRITTEN: &str = "2026-03-16T09:00:00Z";

pub(crate) fn brussels() -> PostPolicy {
    PostPolicy::read("BRU.toml", SETTINGS).unwrap()
}

pub(crate) fn moment(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

/// An order that came to a state, as the `n`th of its post.
pub(crate) fn order(policy: &PostPolicy, business: Business, status: Status, n: u32) -> Order {
    let mut order = walk::station(policy, business, status).unwrap().order;
    order.no = OrderNo::compose("BELA", business.module(), "WALK", n).unwrap();
    order
}

/// What there is besides orders: the settings, and the colleagues the walk knows.
pub(crate) fn house() -> Vec<Pulled> {
    let settings = json!({ "file": "BRU.toml", "toml": SETTINGS, "digest": "" });
    let mut all = vec![pulled(Kind::PostSettings, "settings", &settings)];
    for (role, name) in [("first_reviewer", "沈知远"), ("second_reviewer", "文若谷")] {
        let officer = json!({ "id": role, "name": name, "roles": [role] });
        all.push(pulled(Kind::Officer, role, &officer));
    }
    all
}

pub(crate) fn pulled_order(order: &Order) -> Pulled {
    let body = serde_json::to_value(order).unwrap();
    pulled(Kind::Order, order.no.as_str(), &body)
}

pub(crate) fn pulled(kind: Kind, id: &str, body: &serde_json::Value) -> Pulled {
    Pulled {
        key: DocKey::new(kind, id),
        version: 1,
        seq: Seq(1),
        body: RawValue::from_string(body.to_string()).unwrap(),
    }
}

/// A log that grows by a line a page.
pub(crate) struct Log {
    link: Link,
    seq: Seq,
    pub(crate) epoch: Epoch,
}

impl Log {
    pub(crate) fn new() -> Self {
        Self {
            link: Link::start(),
            seq: Seq::START,
            epoch: Epoch(1),
        }
    }

    /// The next page, and how much further the log goes beyond it.
    pub(crate) fn page(&mut self, documents: Vec<Pulled>, beyond: u64) -> Changes {
        let line = self.next_line();
        let head = Seq(self.seq.0 + beyond);
        let says = HeadSays {
            realm: "test".to_owned(),
            post: PostCode::new("BRU"),
            epoch: self.epoch,
            seq: head,
            link: self.link,
            at: moment(WRITTEN),
        };
        Changes {
            epoch: self.epoch,
            lines: vec![line],
            documents,
            until: self.seq,
            head,
            durable_through: Seq::START,
            signed_head: SignedHead::sign(&says, &SigningKey::of_seed(&[3; 32])),
        }
    }

    fn next_line(&mut self) -> Line {
        self.seq = self.seq.next();
        let header = Header {
            schema: 1,
            post: PostCode::new("BRU"),
            epoch: self.epoch,
            seq: self.seq,
            at: moment(WRITTEN),
            by: By::System,
            what: "invented".to_owned(),
            command: None,
            key: None,
            touched: Vec::new(),
        };
        let header = serde_json::to_string(&header).unwrap();
        let payload = Sha::of_parts("payload", &[b"none"]);
        self.link = lingshi_wire::chain::link(&self.link, header.as_bytes(), &payload);
        let link = self.link;
        Line {
            header,
            payload,
            link,
        }
    }
}

/// A post at noon, with somebody in every stage: what the page's own tests look at.
pub(crate) fn at_noon() -> QueuePage {
    let noon = moment("2026-03-16T11:00:00Z");
    let living = Living::default();
    let mut log = Log::new();
    living.entered("沈知远", true);
    let orders = STANDING.into_iter().zip(1..).map(|(standing, n)| {
        let order = standing_order(standing, n, noon);
        pulled_order(&order)
    });
    let page = log.page(house().into_iter().chain(orders).collect(), 0);
    assert!(living.take(&page).is_ok());
    let queue = Box::new(living.view(noon));
    QueuePage::Here { queue }
}

/// Whose order stands where, and for how many minutes.
type StandingAt = (&'static str, &'static str, Business, Status, i64);

const STANDING: [StandingAt; 13] = [
    ("许", "望舒", Business::TdEmerg, Status::FirstReview, 25),
    ("陶", "安歌", Business::PpRenew, Status::FirstReview, 190),
    ("宋", "嘉树", Business::PpRenew, Status::FirstReview, 2_900),
    ("秦", "知微", Business::PpRenew, Status::Supplement, 8_700),
    (
        "季",
        "云舟",
        Business::PpReissue,
        Status::InterviewBooked,
        4_400,
    ),
    (
        "贺",
        "子谦",
        Business::PpReissue,
        Status::InterviewBooked,
        4_500,
    ),
    (
        "荣",
        "知行",
        Business::PpReissue,
        Status::InterviewToBook,
        1_500,
    ),
    ("邵", "景行", Business::PpRenew, Status::SecondReview, 75),
    ("方", "与期", Business::PpRenew, Status::ToMake, 1_450),
    ("纪", "安澜", Business::PpRenew, Status::Made, 600),
    ("蓝", "心怡", Business::PpRenew, Status::ToMail, 5_900),
    ("杭", "越", Business::PpRenew, Status::Done, 40),
    ("尹", "怀安", Business::PpRenew, Status::Cancelled, 130),
];

fn standing_order(standing: StandingAt, n: u32, now: Instant) -> Order {
    let (surname, given, business, status, minutes) = standing;
    let mut order = order(&brussels(), business, status, n);
    order.form.applicant.name = PersonName::new(surname, given, "", "");
    order.status_since = now.plus_minutes(-minutes);
    // What led there lies as far back as it must, a quarter of an hour a step.
    let steps = order.changes.iter_mut().rev().zip(0..);
    for (change, step) in steps {
        change.at = order.status_since.plus_minutes(-15 * step);
    }
    if status == Status::InterviewBooked {
        let start = now.plus_minutes(60 * i64::from(n) - 240);
        let end = start.plus_minutes(30);
        order.interview.slot = Some(SlotTime { start, end });
    }
    order
}
