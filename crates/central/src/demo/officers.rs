//! The officers of a demo: the invented staff of the post, the newcomer who may do everything, and one who listens.

use super::place::{NoDemo, Place, hashed};
use crate::secrets;
use crate::world::{OsChance, now};
use data_encoding::{BASE32_NOPAD, BASE64};
use lingshi_demo::colleagues::Colleague;
use lingshi_demo::pass::Pass;
use lingshi_registry::Chance;
use lingshi_registry::identity::{SecondFactor, set_credential};
use lingshi_registry::people::{
    Certificate, CertifiedKey, Device, Officer, Root, certify, enrol_device, officer, set_officer,
    set_root,
};
use lingshi_rules::ids::OfficerId;
use lingshi_rules::people::{Actor, By, Role};
use lingshi_wire::{Server, SigningKey};
use std::collections::BTreeSet;
use std::path::Path;

/// Whoever sits down at the demo's desk.
const NEWCOMER: &str = "newcomer";
const LISTENER: &str = "listener";
const ROOT: &str = "root.key";

/// What is drawn for an officer once, and kept in their pass.
struct Drawn {
    device: [u8; 32],
    second: [u8; 20],
}

fn drawn() -> Drawn {
    let (mut device, mut second) = ([0; 32], [0; 20]);
    OsChance.fill(&mut device);
    OsChance.fill(&mut second);
    Drawn { device, second }
}

/// Somebody who works there.
struct Person {
    id: OfficerId,
    name: String,
    roles: BTreeSet<Role>,
}

/// Everybody: the newcomer may do what officers do, and no administration.
fn everybody(place: &Place) -> Result<Vec<Person>, NoDemo> {
    let staff = place.stock.staff()?;
    let mut all = Vec::new();
    for actor in staff.officers() {
        if let Actor::Officer { id, roles, .. } = actor {
            all.push(Person {
                id: id.clone(),
                name: staff.name(id).unwrap_or(id.as_str()).to_owned(),
                roles: roles.clone(),
            });
        }
    }
    let of_officers = all.iter().flat_map(|person| person.roles.clone()).collect();
    all.push(Person {
        id: OfficerId::new(NEWCOMER),
        name: "新同事".to_owned(),
        roles: of_officers,
    });
    all.push(Person {
        id: OfficerId::new(LISTENER),
        name: "演示".to_owned(),
        roles: BTreeSet::from([Role::FirstReviewer]),
    });
    Ok(all)
}

fn pass_file(place: &Place, id: &OfficerId) -> std::path::PathBuf {
    let folder = &place.config.folder;
    match id.as_str() {
        NEWCOMER => folder.join("pass.toml"),
        other => folder.join("passes").join(format!("{other}.toml")),
    }
}

/// Appoints whoever is not there yet, with a device that the post's root certifies.
pub(super) fn appoint(place: &Place) -> Result<(), NoDemo> {
    let folder = &place.config.folder;
    crate::blobs::private_folder(&folder.join("passes"))?;
    let root = root(place, &folder.join(ROOT))?;
    let password = hashed(&place.known)?;
    for Person { id, name, roles } in everybody(place)? {
        let file = pass_file(place, &id);
        if file.exists() {
            continue;
        }
        let drawn = drawn();
        let key = SigningKey::of_seed(&drawn.device);
        let (post, realm) = (&place.policy.code, &place.config.realm);
        let second = SecondFactor::new(drawn.second);
        let new = Officer {
            id: id.clone(),
            name,
            roles,
            left: false,
        };
        let device = Device {
            key: key.public(),
            officer: id.clone(),
            name: "demo".to_owned(),
            nonce: None,
            certificate: None,
            revoked: None,
        };
        let says = CertifiedKey {
            realm: realm.clone(),
            post: post.clone(),
            officer: id.clone(),
            key: key.public(),
            at: now(),
            admin: false,
        };
        let certificate = Certificate::sign(&says, &root);
        place.write(|tx, moment| {
            if officer(tx, post, &id)?.is_none() {
                set_officer(tx, post, &new, By::System, moment)?;
            }
            enrol_device(tx, post, &device, By::System, moment)?;
            certify(tx, (realm, post), &certificate, By::System, moment)?.ok();
            set_credential(tx, &id, (password.clone(), second.clone()))
        })?;
        // Written last: whoever has a pass is let in.
        let pass = Pass {
            address: "http://127.0.0.1:1".to_owned(),
            server: Server {
                realm: realm.clone(),
                key: place.secrets.server.public(),
            },
            post: post.clone(),
            officer: id.clone(),
            name: new.name.clone(),
            device: BASE64.encode(&drawn.device),
            password: place.known.password.clone(),
            second_factor: BASE32_NOPAD.encode(&drawn.second),
        };
        pass.write(&file)?;
    }
    Ok(())
}

/// The post's root. Of a demo it may lie beside the server; of a post it may not.
fn root(place: &Place, file: &Path) -> Result<SigningKey, NoDemo> {
    if !file.exists() {
        let mut seed = [0; 32];
        OsChance.fill(&mut seed);
        secrets::write(file, &seed)?;
    }
    let root = SigningKey::of_seed(&*secrets::read(file)?);
    let key = root.public();
    let post = &place.policy.code;
    place.write(|tx, moment| {
        let known = lingshi_registry::people::root(tx, post)?;
        if known.is_some_and(|known| known.value.key == key) {
            return Ok(());
        }
        set_root(tx, post, &Root { key: key.clone() }, By::System, moment)
    })?;
    Ok(root)
}

/// Where the server listens now is written into every pass; those of the staff are given back.
pub(super) fn passes(
    place: &Place,
    (address, server): (&str, &Server),
) -> Result<Vec<Colleague>, NoDemo> {
    let mut staff = Vec::new();
    for Person { id, roles, .. } in everybody(place)? {
        let file = pass_file(place, &id);
        let mut pass = Pass::read(&file)?;
        address.clone_into(&mut pass.address);
        pass.server.clone_from(server);
        pass.write(&file)?;
        if ![NEWCOMER, LISTENER].contains(&id.as_str()) {
            staff.push(Colleague { pass, roles });
        }
    }
    Ok(staff)
}
