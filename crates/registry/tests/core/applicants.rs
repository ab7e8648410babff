//! The applicant's side without its sockets: what a code opens, what a draft leaves, what filing writes.

use crate::places::{Place, in_memory};
use crate::world::{REALM, World, read, write};
use lingshi_ledger::{Entry, Room, Seq, Sha, Store};
use lingshi_registry::applicant::{
    CodeFault, Contact, Doer, Doing, FaceCame, Shows, Unanswered, found, register, send_code,
    sign_in,
};
use lingshi_registry::audit::{Witness, verify};
use lingshi_registry::identity::Password;
use lingshi_rules::business::Business;
use lingshi_rules::ids::{AccountId, FileId};
use lingshi_rules::life::{Action, Event, Status, replay};
use lingshi_rules::materials::{Applied, mandatory_files};
use lingshi_rules::order::Order;
use lingshi_rules::order::files::{FileSource, OrderFile, Slot};
use lingshi_rules::people::By;
use lingshi_rules::post::policy::PickupMode;
use lingshi_rules::values::OrderNo;
use lingshi_rules::walk::sample_form;
use lingshi_wire::applicant::asking::Told;
use lingshi_wire::applicant::filing::{Door, NewDraft};
use lingshi_words::Language;
use std::collections::BTreeMap;
use std::sync::Arc;

const ALL: Room = Room {
    rows: 10_000,
    bytes: usize::MAX,
};

/// A post with an applicant who has an account.
struct Scene {
    store: Box<dyn Store>,
    world: World,
    account: AccountId,
    next: u32,
}

fn contact() -> Contact {
    Contact::parse("li.ming@example.com").unwrap()
}

impl Scene {
    fn on(mut store: Box<dyn Store>) -> Self {
        let mut world = World::new(&mut *store, "BRU", 0, 5);
        let (registry, who) = (Arc::clone(&world.registry), contact());
        let secret = registry.lookup();
        let digits = sent(&mut *store, &mut world);
        write(&mut *store, |tx| {
            let password = Password::new("plum blossom in snow", "li", [3; 16]).unwrap();
            let with = (password, Language::En);
            let shown = (&who, digits.as_str());
            register(tx, secret, shown, with, &mut world.moment())
        })
        .unwrap()
        .unwrap();
        let (account, _) = read(&mut *store, |tx| found(tx, secret, &who)).unwrap();
        Self {
            store,
            world,
            account,
            next: 0,
        }
    }

    fn begins(&mut self) -> OrderNo {
        self.next += 1;
        let policy = &self.world.policy;
        let form = sample_form(policy, Business::PpRenew, PickupMode::InPerson);
        let new = NewDraft {
            id: format!("begin-{:04}", self.next),
            post: self.world.post.clone(),
            business: Business::PpRenew,
            door: Door::App,
            own_district: true,
            form: Box::new(form),
        };
        let (registry, account) = (Arc::clone(&self.world.registry), self.account.clone());
        let world = &mut self.world;
        write(&mut *self.store, |tx| {
            registry.begin_draft(tx, &account, &new, &mut world.moment())
        })
        .unwrap()
        .unwrap()
    }

    fn does(&mut self, no: &OrderNo, doing: Doing) -> Result<Told, Unanswered> {
        self.next += 1;
        let id = format!("asked-{:04}", self.next);
        self.does_as(no, (&id, 1_000), doing)
    }

    fn does_as(
        &mut self,
        no: &OrderNo,
        (id, seen): (&str, u32),
        doing: Doing,
    ) -> Result<Told, Unanswered> {
        let (registry, account) = (Arc::clone(&self.world.registry), self.account.clone());
        let version = read(&mut *self.store, |tx| {
            registry.my_order(tx, (&account, no), self.world.now)
        });
        let doer = Doer {
            account: &account,
            no,
            id,
            digest: Sha::of_parts("test", &[id.as_bytes()]),
            seen: seen.min(version.map_or(seen, |order| order.version)),
            doing,
        };
        let world = &mut self.world;
        write(&mut *self.store, |tx| {
            registry.ask(tx, &doer, &mut world.moment())
        })
        .unwrap()
    }

    fn done(&mut self, no: &OrderNo, action: Action) {
        let told = self.does(no, Doing::Action(Box::new(action)));
        assert!(matches!(told, Ok(Told::Done { .. })), "{told:?}");
    }

    /// A draft with everything in it.
    fn draft(&mut self) -> OrderNo {
        let no = self.begins();
        let policy = self.world.policy.clone();
        let form = sample_form(&policy, Business::PpRenew, PickupMode::InPerson);
        let applied = Applied {
            business: Business::PpRenew,
            form: &form,
            channel: lingshi_rules::order::Channel::App,
            supplementing: false,
            policy: &policy,
            on: policy.local_day(self.world.now),
        };
        for slot in mandatory_files(&applied) {
            let file = Box::new(self.file(slot));
            self.done(&no, Action::AddFile { file });
        }
        let told = self.does(&no, Doing::Face(FaceCame::Applicant));
        assert!(matches!(told, Ok(Told::Done { .. })), "{told:?}");
        no
    }

    fn file(&mut self, slot: Slot) -> OrderFile {
        self.next += 1;
        OrderFile {
            id: FileId::new(format!("file-{}", self.next)),
            slot,
            name: "photo.jpg".to_owned(),
            mime: "image/jpeg".to_owned(),
            bytes: 300_000,
            sha256: format!("{:064x}", self.next),
            source: FileSource::App,
            uploaded_at: self.world.now,
            judgement: None,
            replaced: false,
            extra: BTreeMap::new(),
        }
    }

    fn log(&mut self) -> Vec<Entry> {
        let post = self.world.post.clone();
        read(&mut *self.store, |tx| tx.entries(&post, Seq::START, ALL))
    }
}

/// A code for the applicant, as it is sent.
fn sent(store: &mut dyn Store, world: &mut World) -> String {
    let (registry, who) = (Arc::clone(&world.registry), contact());
    let made = write(store, |tx| {
        send_code(tx, registry.lookup(), &who, &mut world.moment())
    });
    made.unwrap().unwrap().digits.to_string()
}

fn stores() -> Vec<(Option<Place>, Box<dyn Store>)> {
    let (file, schema) = (Place::file(), Place::schema());
    let (one, other) = (file.open(), schema.open());
    vec![
        (Some(file), one),
        (Some(schema), other),
        (None, in_memory()),
    ]
}

#[test]
fn filing_is_one_line_with_everything_that_made_the_order() {
    for (_place, store) in stores() {
        let mut scene = Scene::on(store);
        let before = scene.log();
        let no = scene.draft();
        assert_eq!(scene.log(), before, "a draft is nobody's at the post");
        scene.done(&no, Action::Submit);
        let after = scene.log();
        assert_eq!(after.len(), before.len() + 1);
        let line = after.last().unwrap();
        let header = line.read_header().unwrap();
        assert_eq!(header.what, "order_filed");
        let account = scene.account.clone();
        assert_eq!(header.by, By::Applicant { account });
        let beside: serde_json::Value =
            serde_json::from_slice(&line.payload.as_ref().unwrap().bytes).unwrap();
        let events = beside["happened"][0]["events"].clone();
        let events: Vec<Event> = serde_json::from_value(events).unwrap();
        let order: Order = scene.world.order(&mut *scene.store, &no);
        assert_eq!(replay(&events).unwrap(), order);
        assert_eq!(order.status, Status::PendingPayment);
        let post = scene.world.post.clone();
        let witness = Witness {
            heads: &[],
            roots: &[scene.world.root.public()],
        };
        let found = read(&mut *scene.store, |tx| verify(tx, (REALM, &post), witness));
        assert!(found.broken.is_empty(), "{:?}", found.broken);
    }
}

#[test]
fn every_engine_keeps_the_same_of_an_applicant() {
    let digests: Vec<Sha> = stores()
        .into_iter()
        .map(|(_place, store)| {
            let mut scene = Scene::on(store);
            scene.begins();
            let no = scene.draft();
            scene.done(&no, Action::Submit);
            scene.store.digest().unwrap()
        })
        .collect();
    assert!(digests.windows(2).all(|two| two[0] == two[1]));
}

#[test]
fn a_code_is_good_for_ten_minutes() {
    let mut scene = Scene::on(in_memory());
    let (registry, who) = (Arc::clone(&scene.world.registry), contact());
    for (minutes, lets_in) in [(9, true), (10, false)] {
        scene.world.now = scene.world.now.plus_minutes(60);
        let digits = sent(&mut *scene.store, &mut scene.world);
        scene.world.now = scene.world.now.plus_minutes(minutes);
        let account = scene.account.clone();
        let world = &mut scene.world;
        let opened = write(&mut *scene.store, |tx| {
            let shows = Shows::Code(&digits);
            let at = (&account, &who);
            sign_in(tx, registry.lookup(), at, shows, &mut world.moment())
        });
        assert_eq!(opened.unwrap().is_some(), lets_in, "after {minutes}");
    }
    let nobodys = Contact::parse("nobody@example.com").unwrap();
    let password = Password::new("plum blossom in snow", "li", [3; 16]).unwrap();
    let world = &mut scene.world;
    let told = write(&mut *scene.store, |tx| {
        let (shown, with) = ((&nobodys, "123456"), (password.clone(), Language::En));
        register(tx, registry.lookup(), shown, with, &mut world.moment())
    });
    assert_eq!(told.unwrap().err(), Some(CodeFault));
}

#[test]
fn ten_codes_a_day_and_then_none() {
    let mut scene = Scene::on(in_memory());
    let (registry, who) = (Arc::clone(&scene.world.registry), contact());
    let mut made = 1;
    for _ in 0..20 {
        scene.world.now = scene.world.now.plus_minutes(2);
        let world = &mut scene.world;
        let sent = write(&mut *scene.store, |tx| {
            send_code(tx, registry.lookup(), &who, &mut world.moment())
        });
        made += u32::from(sent.unwrap().is_ok());
    }
    assert_eq!(made, 10);
    scene.world.now = scene.world.now.plus_days(1);
    sent(&mut *scene.store, &mut scene.world);
}

#[test]
fn an_applicant_takes_no_name_from_the_clockwork() {
    let mut scene = Scene::on(in_memory());
    let no = scene.draft();
    scene.done(&no, Action::Submit);
    let order = scene.world.order(&mut *scene.store, &no);
    let until = order.payment.until.unwrap();
    // What the clock will call it, were it not for the account in the name.
    let taken = format!(
        "clock/{no}/{}/expire_payment/{}/0",
        order.version,
        until.millis()
    );
    let cancel = Action::BookVisit { at: until };
    let told = scene.does_as(&no, (&taken, 1_000), Doing::Action(Box::new(cancel)));
    assert!(matches!(told, Ok(Told::Refused { .. })), "{told:?}");
    scene.world.now = until;
    let (registry, post) = (Arc::clone(&scene.world.registry), scene.world.post.clone());
    let now = scene.world.now;
    let clock = read(&mut *scene.store, |tx| registry.wind(tx, &post, now));
    let world = &mut scene.world;
    write(&mut *scene.store, |tx| {
        registry.strike(&clock, tx, &mut world.moment())
    })
    .unwrap();
    let order = scene.world.order(&mut *scene.store, &no);
    assert_eq!(order.status, Status::Expired);
}

#[test]
fn a_draft_takes_no_more_than_one_line_can_carry() {
    let mut scene = Scene::on(in_memory());
    let no = scene.begins();
    let mut told = Ok(());
    let mut taken = 0;
    while told.is_ok() {
        let skipped = Doing::Face(FaceCame::Skipped);
        told = scene.does(&no, skipped).map(drop);
        taken += u32::from(told.is_ok());
    }
    assert_eq!((told, taken), (Err(Unanswered::Full), 300));
    // Nor more bytes; but it can still be filed.
    let no = scene.draft();
    let mut form = sample_form(&scene.world.policy, Business::PpRenew, PickupMode::InPerson);
    let note = "字".repeat(10_000).into();
    form.applicant.extra.insert("occupation".to_owned(), note);
    let mut taken = 0;
    loop {
        let form = Box::new(form.clone());
        match scene.does(&no, Doing::Action(Box::new(Action::SaveDraft { form }))) {
            Ok(Told::Done { .. }) => taken += 1,
            other => {
                assert_eq!(other, Err(Unanswered::Full));
                break;
            }
        }
    }
    assert!((20..40).contains(&taken), "{taken}");
    scene.done(&no, Action::Submit);
}
