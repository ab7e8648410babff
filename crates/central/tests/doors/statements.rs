//! Ending devices over the wire: right requests at these doors, and the whole way from a proposal to the device that
//! checks what ended it.

use crate::common::officer::{Officer, PASSWORD, enrolment, new_key};
use crate::common::place::Place;
use crate::common::{House, Post, REALM, root_key};
use crate::endpoints::{Asked, JSON, Scene};
use lingshi_central::world::now;
use lingshi_registry::identity::Whose;
use lingshi_registry::people::{Device, enrol_device};
use lingshi_rules::ids::OfficerId;
use lingshi_rules::people::{By, Role};
use lingshi_rules::values::Instant;
use lingshi_wire::KeyId;
use lingshi_wire::client::{ClientFault, Session};
use lingshi_wire::statement::{
    About, Because, DeviceNonce, Endorsement, Fate, NotEffective, SignedStatement, Statement,
};
use reqwest::Method;

fn whose(admin: &Officer) -> Whose {
    Whose {
        session: "session".to_owned(),
        officer: admin.id.clone(),
        post: admin.post.clone(),
        device: admin.key.public().id(),
        roles: admin.roles.clone(),
        first: false,
    }
}

fn says(post: &Post, (device, nonce): (&KeyId, &DeviceNonce), at: Instant) -> Statement {
    Statement {
        realm: REALM.to_owned(),
        post: post.code.clone(),
        device: device.clone(),
        nonce: nonce.clone(),
        what: Fate::Wipe,
        why: Because::Lost,
        at,
    }
}

/// A device somebody lost, with a statement about it.
fn lost(scene: &Scene) -> (KeyId, SignedStatement) {
    let device = Device {
        key: new_key().public(),
        officer: OfficerId::new("bru-wang"),
        name: "lost".to_owned(),
        nonce: None,
        certificate: None,
        revoked: None,
    };
    let post = &scene.post.code;
    let enrolled = scene
        .house
        .write(|tx, moment| enrol_device(tx, post, &device, By::System, moment));
    let id = device.key.id();
    let says = says(&scene.post, (&id, &enrolled.unwrap()), now());
    (id, SignedStatement::propose(&says, &scene.chen.key))
}

fn propose(scene: &Scene, statement: &SignedStatement) {
    let (registry, whose) = (scene.house.registry(), whose(&scene.chen));
    let stated = scene
        .house
        .write(|tx, moment| registry.propose_end(tx, &whose, statement, moment));
    assert!(!stated.unwrap().complete);
}

fn confirm(scene: &Scene, (device, statement): (&KeyId, &SignedStatement)) {
    let (registry, whose) = (scene.house.registry(), whose(&scene.lin));
    let signature = Endorsement::sign(&statement.bytes, &scene.lin.key);
    let stated = scene
        .house
        .write(|tx, moment| registry.confirm_end(tx, (&whose, device), &signature, moment));
    assert!(stated.unwrap().complete);
}

/// The request with the device, signatures and token its door wants; any other request as it is.
pub(crate) fn good(scene: &Scene, asked: Asked) -> Asked {
    let path = asked.path.clone();
    if path.starts_with("/v1/devices/") {
        let (device, statement) = lost(scene);
        propose(scene, &statement);
        confirm(scene, (&device, &statement));
        let path = path.replace("{key}", device.as_str());
        return Asked { path, ..asked };
    }
    if !path.contains("/statements") {
        return asked;
    }
    let (device, statement) = lost(scene);
    let json = |value: serde_json::Result<Vec<u8>>| (Some(JSON), value.unwrap());
    let of = |admin: &Officer| Some(scene.house.opened(admin).asking);
    let (token, (kind, body)) = if path.ends_with("/signatures") {
        propose(scene, &statement);
        let signature = Endorsement::sign(&statement.bytes, &scene.lin.key);
        (of(&scene.lin), json(serde_json::to_vec(&signature)))
    } else if asked.method == Method::POST {
        (of(&scene.chen), json(serde_json::to_vec(&statement)))
    } else {
        propose(scene, &statement);
        (of(&scene.chen), (None, Vec::new()))
    };
    Asked {
        path: path.replace("{device}", device.as_str()),
        token,
        kind,
        body,
        ..asked
    }
}

fn code<T: std::fmt::Debug>(told: Result<T, ClientFault>) -> String {
    told.unwrap_err().code().unwrap().to_owned()
}

fn session(house: &House, officer: &Officer) -> Session {
    let token = house.opened(officer).asking;
    house.client.session(&officer.post, &token, &house.server())
}

async fn a_device_is_ended(place: Place) {
    let house = House::on(place).await;
    let post = house.post("BRU");
    let admin = [Role::Admin];
    let chen = house.hire(&post, "bru-chen", &admin).await;
    let lin = house.hire(&post, "bru-lin", &admin).await;
    let zhang = house.hire(&post, "bru-zhang", &[Role::FirstReviewer]).await;
    // Another device of theirs, which says at once what a statement about it must name.
    let key = new_key();
    let code_of = house.invite(&post.code, &zhang.id, 60);
    let asked = enrolment(&code_of, &key, PASSWORD);
    let enrolled = house.client.enrol(&asked).await.unwrap();
    assert_eq!(enrolled.known_server(), house.server());
    let device = &enrolled.device;
    let theirs = Officer { key, ..zhang };
    let on_it = session(&house, &theirs);
    assert_eq!(on_it.myself().await.unwrap().device, *device);

    let statement =
        SignedStatement::propose(&says(&post, (device, &enrolled.nonce), now()), &chen.key);
    let (by_chen, by_lin) = (session(&house, &chen), session(&house, &lin));
    assert_eq!(
        code(on_it.propose(&statement).await),
        "not_an_administrator"
    );
    assert_eq!(code(on_it.waiting().await), "not_an_administrator");
    assert_eq!(code(on_it.withdraw(device).await), "not_an_administrator");
    let stated = by_chen.propose(&statement).await.unwrap();
    assert_eq!(by_lin.waiting().await.unwrap().statements, [stated]);
    assert_eq!(house.client.ending(device).await.unwrap(), None);
    assert_eq!(code(by_lin.withdraw(device).await), "not_yours");
    let own = Endorsement::sign(&statement.bytes, &chen.key);
    let told = by_chen.confirm(device, &own).await;
    assert!(
        matches!(&told, Err(ClientFault::Problem { problem, .. })
            if problem.code == "bad_statement" && problem.detail.as_deref() == Some("same_officer")),
        "{told:?}"
    );
    assert!(on_it.myself().await.is_ok());
    let second = Endorsement::sign(&statement.bytes, &lin.key);
    assert!(by_lin.confirm(device, &second).await.unwrap().complete);
    assert_eq!(
        code(
            by_chen
                .propose(&SignedStatement::propose(
                    &says(&post, (device, &enrolled.nonce), now().plus_minutes(1)),
                    &chen.key
                ))
                .await
        ),
        "ended_already"
    );

    // The device has no session any more, and learns why from what two people signed.
    assert_eq!(code(on_it.myself().await), "device_revoked");
    let ending = house.client.ending(device).await.unwrap().unwrap();
    let root = root_key().public();
    let about = About {
        realm: &enrolled.realm,
        post: &enrolled.post,
        root: &root,
        device,
        nonce: &enrolled.nonce,
    };
    assert_eq!(ending.check(&about).unwrap().what, Fate::Wipe);
    let since = DeviceNonce::new([1; 16]);
    let enrolled_since = About {
        nonce: &since,
        ..about
    };
    assert_eq!(ending.check(&enrolled_since), Err(NotEffective::OldNonce));
    // A device that was not ended is not told from one that never was.
    let alive = house.client.ending(&chen.key.public().id()).await;
    let nobody = house.client.ending(&new_key().public().id()).await;
    assert_eq!((alive.unwrap(), nobody.unwrap()), (None, None));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_administrators_end_a_device_and_it_learns_so() {
    a_device_is_ended(Place::file()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_administrators_end_a_device_and_it_learns_so_on_postgres() {
    a_device_is_ended(Place::schema()).await;
}
