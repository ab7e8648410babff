//! Commands that touch more than an order: books of booklets, slots, people across posts.

use crate::places::in_memory;
use crate::world::{World, file, read, write};
use lingshi_ledger::Store;
use lingshi_registry::{Offered, offer};
use lingshi_rules::book::BookCommand;
use lingshi_rules::business::{Booklet, Business};
use lingshi_rules::ids::CommandId;
use lingshi_rules::life::{Action, Event, Refusal, Status, What};
use lingshi_rules::order::review::{HitLevel, HitResolution};
use lingshi_rules::people::{By, Role};
use lingshi_rules::post::PostPolicy;
use lingshi_rules::stock::{Serial, SerialRange, Stock, StockAction, StockRefusal};
use lingshi_rules::values::OrderNo;
use lingshi_rules::walk::{self, Walk};
use lingshi_wire::acts::{Act, Acts, Done};
use lingshi_wire::{Answer, DocKey, Instruction, Kind, SignedCommand, Why};

fn receive(from: &str, to: &str, count: u64, witness: usize, world: &World) -> StockAction {
    let serial = |text| Serial::parse(text).unwrap();
    StockAction::Receive {
        ranges: vec![SerialRange::new(serial(from), serial(to)).unwrap()],
        count,
        from: "制证中心".to_owned(),
        witness: world.desks[witness].officer.clone(),
    }
}

fn to_stock(
    world: &mut World,
    store: &mut dyn Store,
    desk: usize,
    (id, seen): (&str, u32),
    action: StockAction,
) -> Answer {
    let instruction = Instruction::Stock {
        booklet: Booklet::Passport,
        command: BookCommand {
            id: CommandId::new(id),
            seen,
            action,
        },
    };
    let body = world.body(desk, instruction);
    let signed = SignedCommand::sign(&body, &world.desks[desk].key);
    world.accept(store, &signed)
}

fn book(store: &mut dyn Store, world: &World) -> Stock {
    let key = DocKey::new(Kind::Stock, "passport");
    let document = read(store, |tx| tx.document(&world.post, &key)).unwrap();
    serde_json::from_slice(&document.body).unwrap()
}

#[test]
fn the_first_line_opens_the_book_of_booklets() {
    let mut store = in_memory();
    let mut world = World::new(&mut *store, "BRU", 0, 1);
    let (maker, witness) = (world.desk_of(Role::Maker), world.desk_of(Role::Supervisor));
    let action = receive("EB1000001", "EB1000010", 10, witness, &world);
    let answer = to_stock(&mut world, &mut *store, maker, ("s1", 0), action.clone());
    assert!(matches!(answer, Answer::Accepted { .. }), "{answer:?}");
    let kept = book(&mut *store, &world);
    assert!(kept.balance().holds());
    assert_eq!(kept.version, 1);
    let again = to_stock(&mut world, &mut *store, maker, ("s2", 1), action);
    let refused = matches!(
        again,
        Answer::Refused {
            why: Why::Stock {
                refusal: StockRefusal::KnownAlready { .. }
            }
        }
    );
    assert!(refused, "{again:?}");
    assert_eq!(book(&mut *store, &world), kept);
}

/// A post with one walked order, in the same ledger as other posts.
fn post_with<'p>(
    store: &mut dyn Store,
    policy: &'p PostPolicy,
    status: Status,
) -> (World, Walk<'p>) {
    let mut world = World::new(store, policy.code.as_str(), 0, 1);
    let walk = walk::station(policy, Business::PpRenew, status).unwrap();
    world.import(store, &walk);
    (world, walk)
}

fn policy(post: &str) -> PostPolicy {
    let (name, toml) = file(post);
    PostPolicy::read(&name, &toml).unwrap()
}

/// A draft with everything but the last button.
fn ready(store: &mut dyn Store, policy: &PostPolicy) -> (World, OrderNo) {
    let mut world = World::new(store, policy.code.as_str(), 0, 1);
    let mut walk = Walk::begin(policy, Business::PpRenew).unwrap();
    walk.by_applicant(walk::face_passed()).unwrap();
    walk.upload_mandatory().unwrap();
    let no = world.import(store, &walk);
    (world, no)
}

fn accepted(answer: &Answer) -> bool {
    matches!(answer, Answer::Accepted { .. })
}

fn refusal(answer: Answer) -> Refusal {
    match answer {
        Answer::Refused {
            why: Why::Order { refusal },
        } => refusal,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_same_person_at_another_post_is_a_hit() {
    let mut store = in_memory();
    let (nyc, bru) = (policy("NYC"), policy("BRU"));
    let (_, there) = post_with(&mut *store, &nyc, Status::FirstReview);
    let (mut here, walk) = post_with(&mut *store, &bru, Status::FirstReview);
    let no = walk.order.no.clone();
    let reviewer = here.desk_of(Role::FirstReviewer);
    let settle = |key: String| Action::SettleHit {
        key,
        resolution: HitResolution::NotSame,
        reason: "照片不同".to_owned(),
    };
    here.now = here.now.plus_days(1);
    here.does(&mut *store, reviewer, &no, Action::Claim { minutes: None });
    let tail = there.order.no.tail().to_owned();
    let unknown = here.does(&mut *store, reviewer, &no, settle(format!("SFO-{tail}-A")));
    assert_eq!(refusal(unknown), Refusal::NoSuchHit);
    let found = here.does(&mut *store, reviewer, &no, settle(format!("NYC-{tail}-A")));
    assert!(accepted(&found), "{found:?}");
}

#[test]
fn one_applicant_has_one_order_whatever_the_post() {
    let mut store = in_memory();
    let (nyc, bru) = (policy("NYC"), policy("BRU"));
    let (mut there, walk) = post_with(&mut *store, &nyc, Status::FirstReview);
    let (mut here, no) = ready(&mut *store, &bru);
    let applicant = walk::applicant();
    let open = walk.order.no.clone();
    let first = here.given(&mut *store, &no, &applicant, Action::Submit);
    assert_eq!(
        refusal(first),
        Refusal::OpenOrderExists { no: open.clone() }
    );
    // The other one ends: now it may.
    let ended = there.given(
        &mut *store,
        &open,
        &applicant,
        Action::Cancel {
            written_request: None,
        },
    );
    assert!(accepted(&ended), "{ended:?}");
    let second = here.given(&mut *store, &no, &applicant, Action::Submit);
    assert!(accepted(&second), "{second:?}");
}

#[test]
fn a_cancelled_order_is_counted_for_its_account() {
    let mut store = in_memory();
    let nyc = policy("NYC");
    let (mut world, walk) = post_with(&mut *store, &nyc, Status::FirstReview);
    let cancel = Action::Cancel {
        written_request: None,
    };
    let applicant = walk::applicant();
    let answer = world.given(&mut *store, &walk.order.no, &applicant, cancel);
    assert!(accepted(&answer), "{answer:?}");
    let key = DocKey::new(Kind::Account, "account-1");
    let account = read(&mut *store, |tx| tx.realm(&key)).unwrap();
    let account: serde_json::Value = serde_json::from_slice(&account.body).unwrap();
    assert_eq!(account["cancellations"], serde_json::json!([world.now]));
}

#[test]
fn a_slot_is_full_once_it_is_full_and_free_again_when_a_booking_ends() {
    let mut store = in_memory();
    let bru = policy("BRU");
    let (mut world, mut walk) = post_with(&mut *store, &bru, Status::InterviewToBook);
    let no = walk.order.no.clone();
    let time = walk.offer_slot();
    let day = bru.local_day(time.start);
    let booked = |store: &mut dyn Store, world: &World| {
        let key = DocKey::new(Kind::SlotDay, day.to_string());
        let document = read(store, |tx| tx.document(&world.post, &key)).unwrap();
        let day: serde_json::Value = serde_json::from_slice(&document.body).unwrap();
        let slots = day["slots"].as_object().unwrap();
        slots.values().next().unwrap()["booked"].clone()
    };
    let offer_places = |store: &mut dyn Store, world: &mut World, capacity: u32| {
        let offered = [Offered { time, capacity }];
        write(store, |tx| {
            offer(tx, &bru, (day, &offered), By::System, &mut world.moment())
        })
        .unwrap();
    };
    let applicant = walk::applicant();
    let book = Action::BookInterview { slot: time };
    let closed = world.given(&mut *store, &no, &applicant, book.clone());
    assert_eq!(refusal(closed), Refusal::SlotClosed);
    offer_places(&mut *store, &mut world, 0);
    let full = world.given(&mut *store, &no, &applicant, book.clone());
    assert_eq!(refusal(full), Refusal::SlotFull);
    offer_places(&mut *store, &mut world, 1);
    let done = world.given(&mut *store, &no, &applicant, book);
    assert!(accepted(&done), "{done:?}");
    assert_eq!(booked(&mut *store, &world), serde_json::json!([no]));
    let ended = world.given(&mut *store, &no, &applicant, Action::CancelBooking);
    assert!(accepted(&ended), "{ended:?}");
    assert_eq!(booked(&mut *store, &world), serde_json::json!([]));
}

#[test]
fn a_booklet_that_is_not_in_the_book_is_not_made() {
    let mut store = in_memory();
    let bru = policy("BRU");
    let mut world = World::new(&mut *store, "BRU", 0, 1);
    // Everything up to the moment before the booklet is made.
    let whole = walk::station(&bru, Business::PpRenew, Status::Made).unwrap();
    let by_making = |event: &&Event| matches!(event.what, What::BookletMade { .. });
    let making = whole.events.iter().find(by_making).unwrap();
    let before = |event: &&Event| event.command != making.command;
    let history: Vec<Event> = whole.events.iter().take_while(before).cloned().collect();
    let no = world.take_in(&mut *store, &history);
    let (maker, witness) = (world.desk_of(Role::Maker), world.desk_of(Role::Supervisor));
    let action = receive("EB1000001", "EB1000010", 10, witness, &world);
    to_stock(&mut world, &mut *store, maker, ("s1", 0), action);
    world.now = making.at;
    let made = whole.order.making.made.clone().unwrap();
    let record = |number: &str| Action::RecordMade {
        number: number.to_owned(),
        issued: made.issued,
        expires: made.expires,
    };
    let unknown = world.does(&mut *store, maker, &no, record("EB2000001"));
    let refused = matches!(
        unknown,
        Answer::Refused {
            why: Why::Stock {
                refusal: StockRefusal::NeverReceived { .. }
            }
        }
    );
    assert!(refused, "{unknown:?}");
    assert_eq!(book(&mut *store, &world).used.len(), 0);
    let done = world.does(&mut *store, maker, &no, record("EB1000003"));
    let Answer::Accepted { versions, .. } = &done else {
        panic!("{done:?}");
    };
    let touched: Vec<Kind> = versions.iter().map(|v| v.key.kind).collect();
    assert_eq!(touched, [Kind::Stock, Kind::Order]);
    let kept = book(&mut *store, &world);
    assert_eq!(kept.used.len(), 1);
    assert!(kept.balance().holds());
}

#[test]
fn who_may_be_the_same_person_is_told_and_of_other_posts_only_the_end() {
    let mut store = in_memory();
    let (nyc, bru) = (policy("NYC"), policy("BRU"));
    let (_, there) = post_with(&mut *store, &nyc, Status::FirstReview);
    let (here, walk) = post_with(&mut *store, &bru, Status::FirstReview);
    let now = here.now.plus_days(1);
    let asked = (&here.post, &walk.order.no);
    let found = read(&mut *store, |tx| here.registry.duplicates(tx, asked, now)).unwrap();
    assert_eq!(found.hits.len(), 1);
    let hit = &found.hits[0];
    assert_eq!(hit.level, HitLevel::A);
    assert_eq!(
        (hit.post.as_str(), hit.tail.as_str()),
        ("NYC", there.order.no.tail())
    );
    assert!(hit.differs.is_empty() && !hit.grounds.is_empty());
    // Another post's order is nobody's business here.
    let asked = (&here.post, &there.order.no);
    let none = read(&mut *store, |tx| here.registry.duplicates(tx, asked, now));
    assert_eq!(none, None);
}

#[test]
fn acts_stand_in_the_log_and_change_nothing() {
    let mut store = in_memory();
    let bru = policy("BRU");
    let (mut world, walk) = post_with(&mut *store, &bru, Status::FirstReview);
    let reviewer = world.desk_of(Role::FirstReviewer);
    let act = Act {
        at: world.now,
        what: Done::Printed,
        order: Some(walk.order.no.clone()),
        mail: None,
        enclosure: None,
        file: None,
        count: None,
    };
    let mut give = |id: &str, count: usize| {
        let id = CommandId::new(id);
        let acts = vec![act.clone(); count];
        let body = world.body(reviewer, Instruction::Acts(Acts { id, acts }));
        let signed = SignedCommand::sign(&body, &world.desks[reviewer].key);
        world.accept(&mut *store, &signed)
    };
    let Answer::Accepted { versions, .. } = give("a1", 3) else {
        panic!("it was not taken");
    };
    assert_eq!(versions, []);
    let most = 500;
    let why = Why::ActsCount { most };
    assert_eq!(give("a2", 0), Answer::Refused { why: why.clone() });
    assert_eq!(give("a3", 501), Answer::Refused { why });
    assert!(accepted(&give("a4", 500)));
}
