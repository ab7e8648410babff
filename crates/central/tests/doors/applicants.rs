//! Right requests at the doors of applicants: an account with an order in each state its doors want.

use crate::common::fill::Invented;
use crate::common::{House, Post};
use crate::endpoints::{Asked, JSON, Scene};
use lingshi_central::blobs::{Bringer, Store};
use lingshi_central::world::now;
use lingshi_registry::applicant::{Contact, Shows, close, register, send_code, sign_in};
use lingshi_registry::applicant::{Whose, found};
use lingshi_registry::identity::{Opened, Password};
use lingshi_rules::business::Business;
use lingshi_rules::ids::{AccountId, PaymentId};
use lingshi_rules::life::Status;
use lingshi_rules::offered::{Answers, Held};
use lingshi_rules::order::Order;
use lingshi_rules::values::OrderNo;
use lingshi_rules::walk;
use lingshi_wire::api::{Renewing, SignedIn};
use lingshi_wire::applicant::account::{
    ApplicantSigningIn, CodeWanted, NewPassword, Person, Registering, Wishes,
};
use lingshi_wire::applicant::asking::{Ask, Asking};
use lingshi_wire::applicant::filing::{Answered, Door, Face, FaceShown, NewDraft};
use lingshi_wire::applicant::message::ReadSoFar;
use lingshi_wire::applicant::paying::{BeginPayment, PaymentNotice};
use lingshi_wire::applicant::pension::PensionAnswer;
use lingshi_wire::{DocKey, Kind, Sha};
use lingshi_words::Language;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU32, Ordering};

const PASSWORD: &str = "plum blossom in snow";
const MINE: &str = "applicant@example.com";
/// Who signs in anew again and again.
const RESTLESS: &str = "restless@example.com";

static NEXT: AtomicU32 = AtomicU32::new(0);

fn id() -> String {
    format!("command-{:05}", NEXT.fetch_add(1, Ordering::Relaxed))
}

fn contact(text: &str) -> Contact {
    Contact::parse(text).unwrap()
}

fn shown(opened: &Opened) -> SignedIn {
    SignedIn {
        asking: opened.asking.show().to_string(),
        asking_until: opened.asking_until,
        renewing: opened.renewing.show().to_string(),
        renewing_until: opened.renewing_until,
    }
}

impl House {
    /// A code for a contact, as if none had been sent before.
    fn code_for(&self, text: &str) -> String {
        let (secret, to) = (self.secrets().lookup, contact(text));
        let key = DocKey::new(Kind::OneTimeCode, to.name(&secret));
        self.write(|tx, moment| {
            tx.lock_realm(&BTreeSet::from([key.clone()]))?;
            tx.drop_realm(&key)?;
            let sent = send_code(tx, &secret, &to, moment)?;
            Ok(sent.unwrap().digits.to_string())
        })
    }

    fn opens(&self, text: &str, password: &Password) -> SignedIn {
        let (code, secret, who) = (self.code_for(text), self.secrets().lookup, contact(text));
        let with = || (password.clone(), Language::ZhCn);
        let opened = self.write(|tx, moment| register(tx, &secret, (&who, &code), with(), moment));
        shown(&opened.unwrap().unwrap())
    }

    fn account_of(&self, text: &str) -> AccountId {
        let (secret, who) = (self.secrets().lookup, contact(text));
        let found = self.read(|tx| found(tx, &secret, &who));
        found.unwrap().0
    }

    fn signs_in(&self, text: &str) -> SignedIn {
        let (secret, who) = (self.secrets().lookup, contact(text));
        let (account, kept) = self.read(|tx| found(tx, &secret, &who)).unwrap();
        let opened = self.write(|tx, moment| {
            let (at, shows) = ((&account, &who), Shows::Password(&kept.password));
            sign_in(tx, &secret, at, shows, moment)
        });
        shown(&opened.unwrap())
    }
}

/// An applicant at the doors.
pub(crate) struct Applicants {
    password: Password,
    token: String,
    pub(crate) expired: String,
    pub(crate) signed_out: String,
    orders: BTreeMap<Status, OrderNo>,
    file: String,
    payment: PaymentId,
    pension: OrderNo,
}

fn session(tokens: &SignedIn) -> &str {
    tokens.asking.split('.').nth(1).unwrap()
}

impl Applicants {
    pub(crate) async fn open(house: &House, post: &Post) -> Self {
        let password = Password::new(PASSWORD, "applicant", [3; 16]).unwrap();
        let token = house.opens(MINE, &password).asking;
        house.opens(RESTLESS, &password);
        let account = house.account_of(MINE);
        let (ended, old) = (house.signs_in(MINE), house.signs_in(MINE));
        let whose = Whose {
            session: session(&ended).to_owned(),
            account: account.clone(),
            language: Language::ZhCn,
            first: false,
        };
        house.write(|tx, _| close(tx, &whose));
        house.change(Kind::ApplicantSession, session(&old), |kept| {
            kept["asking_until"] = "2026-03-16T09:00:00.000Z".into();
        });
        let orders = orders(house, post, &account);
        let file = file(house, post, &orders[&Status::Supplement]).await;
        let registry = house.registry();
        let pending = orders[&Status::PendingPayment].clone();
        let begun = house.write(|tx, moment| {
            registry.begin_payment(tx, (&account, &pending), "payment-00", moment.now)
        });
        Self {
            password,
            token,
            expired: old.asking,
            signed_out: ended.asking,
            orders,
            file,
            payment: begun.unwrap().payment,
            pension: pension(house, post),
        }
    }

    /// The token of another account, made for this alone: it may end by it.
    pub(crate) fn another(&self, house: &House) -> String {
        let other = format!("{}@example.com", id());
        house.opens(&other, &self.password).asking
    }

    fn no(&self, name: &str) -> &OrderNo {
        let status = match name {
            name if name.ends_with("/payments") => Status::PendingPayment,
            name if name.ends_with("/hall") => Status::InterviewBooked,
            name if name.ends_with("/slip") => Status::ToCollect,
            _ => Status::Supplement,
        };
        &self.orders[&status]
    }
}

/// A pension that 人社部门 has not decided of.
fn pension(house: &House, post: &Post) -> OrderNo {
    let walk = walk::station(&post.policy, Business::Pension, Status::PensionProcessing).unwrap();
    let (registry, history) = (house.registry(), (&walk.order, &walk.events[..]));
    house
        .write(|tx, moment| registry.import(tx, &post.code, history, moment))
        .unwrap();
    walk.order.no
}

/// One order in each of these states, filed by this account and waiting as if it had come there just now.
fn orders(house: &House, post: &Post, account: &AccountId) -> BTreeMap<Status, OrderNo> {
    let mut all = BTreeMap::new();
    for (index, status) in (40..).zip([
        Status::PendingPayment,
        Status::Supplement,
        Status::InterviewBooked,
        Status::ToCollect,
    ]) {
        let invented = Invented { status, index };
        all.insert(status, house.filed_by(post, account, invented));
    }
    let until = serde_json::to_value(now().plus_minutes(30)).unwrap();
    let pending = all[&Status::PendingPayment].as_str();
    house.change_at_post(post, Kind::Order, pending, |order| {
        order["payment"]["until"] = until.clone();
    });
    let start = serde_json::to_value(now()).unwrap();
    let end = serde_json::to_value(now().plus_minutes(60)).unwrap();
    let booked = all[&Status::InterviewBooked].as_str();
    house.change_at_post(post, Kind::Order, booked, |order| {
        order["interview"]["slot"] = serde_json::json!({ "start": start, "end": end });
    });
    all
}

/// A file of an order that is really there; its name.
async fn file(house: &House, post: &Post, no: &OrderNo) -> String {
    let bytes = b"\x89PNG\r\n\x1a\n a picture of somebody".to_vec();
    let sha256 = Sha::of_kept(&Sha256::digest(&bytes)).unwrap();
    let store = Store::folder(&house.config.folder.join("blobs")).unwrap();
    let who = Bringer::Applicant(house.account_of(MINE));
    let kept = store.keep((&post.code, &who), &sha256, bytes.into());
    kept.await.unwrap();
    let order: Order = house.order(post, no);
    let mine = order.files.values().find(|file| !file.replaced).unwrap();
    let name = mine.id.to_string();
    house.change_at_post(post, Kind::Order, no.as_str(), |order| {
        order["files"][&name]["sha256"] = sha256.to_string().into();
        order["files"][&name]["source"] = "app".into();
    });
    name
}

fn json(value: &impl Serialize) -> Option<Vec<u8>> {
    Some(serde_json::to_vec(value).unwrap())
}

/// The request as its door wants it; any other request as it is.
pub(crate) fn good(scene: &Scene, name: &str, asked: Asked) -> Asked {
    if !name.contains(" /v1/applicant/") {
        return asked;
    }
    let (house, applicants) = (&scene.house, &scene.applicants);
    let (_, template) = name.split_once(' ').unwrap();
    let no = if matches!(name, n if is_of_draft(n)) {
        begin(scene)
    } else {
        applicants.no(name).clone()
    };
    let path = template
        .replace("{post}", scene.post.code.as_str())
        .replace("{no}", no.as_str())
        .replace("{file}", &applicants.file);
    let path = if template.contains("/persons/") {
        path.replace("{id}", "person-01")
    } else {
        path
    };
    let token = match name {
        "DELETE /v1/applicant/account" => applicants.another(house),
        "DELETE /v1/applicant/sessions/current" => house.signs_in(RESTLESS).asking,
        _ => applicants.token.clone(),
    };
    let body = at_the_door(scene, name).or_else(|| of_order(scene, name));
    Asked {
        path,
        token: Some(token),
        kind: body.as_ref().map(|_| JSON),
        body: body.unwrap_or_default(),
        ..asked
    }
}

fn is_of_draft(name: &str) -> bool {
    name == "DELETE /v1/applicant/orders/{no}" || name.ends_with("/face")
}

fn new_draft(scene: &Scene) -> NewDraft {
    NewDraft {
        id: id(),
        post: scene.post.code.clone(),
        business: scene.order.business,
        door: Door::App,
        own_district: true,
        form: Box::new(scene.order.form.clone()),
    }
}

/// A draft of its own for whoever ends it; the one before it makes room.
fn begin(scene: &Scene) -> OrderNo {
    let (registry, account) = (scene.house.registry(), scene.house.account_of(MINE));
    let drafts = scene.house.read(|tx| registry.my_orders(tx, &account));
    for line in drafts.orders.iter().filter(|line| line.lapses.is_some()) {
        let no = &line.no;
        scene
            .house
            .write(|tx, _| registry.give_up_draft(tx, &account, no));
    }
    let new = new_draft(scene);
    let begun = scene
        .house
        .write(|tx, moment| registry.begin_draft(tx, &account, &new, moment));
    begun.unwrap()
}

fn at_the_door(scene: &Scene, name: &str) -> Option<Vec<u8>> {
    let house = &scene.house;
    let fresh = format!("{}@example.com", id());
    let (restless, password) = (RESTLESS.to_owned(), PASSWORD.to_owned());
    let language = Language::ZhCn;
    match name {
        "POST /v1/applicant/codes" => json(&CodeWanted {
            contact: fresh,
            language,
        }),
        "POST /v1/applicant/accounts" => json(&Registering {
            code: house.code_for(&fresh),
            contact: fresh,
            password,
            language,
        }),
        "POST /v1/applicant/passwords" => json(&NewPassword {
            code: house.code_for(RESTLESS),
            contact: restless,
            password,
        }),
        "POST /v1/applicant/sessions" => json(&ApplicantSigningIn {
            contact: restless,
            password: Some(password),
            code: None,
        }),
        "POST /v1/applicant/sessions/renewed" => json(&Renewing {
            renewing: house.signs_in(RESTLESS).renewing,
        }),
        "POST /v1/applicant/payments/notices" => json(&PaymentNotice {
            payment: scene.applicants.payment.clone(),
            amount: lingshi_rules::values::Money::new(1, scene.post.policy.fees.currency),
            reference: id(),
        }),
        // The same answer each time: it is taken once.
        "POST /v1/applicant/pensions/answers" => json(&PensionAnswer {
            post: scene.post.code.clone(),
            no: scene.applicants.pension.clone(),
            passed: true,
            reference: "answer-1".to_owned(),
        }),
        "PATCH /v1/applicant/account" => json(&Wishes { language }),
        "PUT /v1/applicant/persons/{id}" => json(&Person {
            name: "李明".to_owned(),
            born: None,
            document: None,
            phone: None,
        }),
        _ => None,
    }
}

fn of_order(scene: &Scene, name: &str) -> Option<Vec<u8>> {
    match name {
        "POST /v1/applicant/posts/{post}/offer" => json(&Answered {
            answers: Answers {
                held: Held::Passport,
                gone: false,
                minor: false,
            },
            form: Some(Box::new(scene.order.form.clone())),
        }),
        "POST /v1/applicant/orders" => json(&new_draft(scene)),
        "POST /v1/applicant/orders/{no}/commands" => json(&Asking {
            id: id(),
            seen: 1,
            what: Ask::Submit {},
        }),
        "POST /v1/applicant/orders/{no}/face" => json(&FaceShown {
            id: id(),
            face: Face::Skipped {},
        }),
        "POST /v1/applicant/orders/{no}/messages/read" => json(&ReadSoFar { through: 0 }),
        "POST /v1/applicant/orders/{no}/payments" => json(&BeginPayment { id: id() }),
        _ => None,
    }
}
