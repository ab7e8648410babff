//! Who does not end a device, and by what.

use super::{Scene, not, on_both};
use crate::world::write;
use lingshi_registry::people::{
    Device, NotStated, Officer, enrol_device, revoke_device, set_officer,
};
use lingshi_rules::ids::{OfficerId, PostCode};
use lingshi_rules::people::{By, Role};
use lingshi_wire::SigningKey;
use lingshi_wire::statement::{
    DeviceNonce, Endorsement, Fate, NotEffective, SignedStatement, Statement,
};
use std::collections::BTreeSet;

#[test]
fn one_person_does_not_end_a_device_however_many_devices_they_have() {
    on_both(|mut scene| {
        let chen = scene.chen;
        let proposed = scene.proposal(Fate::Wipe);
        scene.proposes(chen, &proposed).unwrap();
        let again = Endorsement::sign(&proposed.bytes, scene.key(chen));
        assert_eq!(
            scene.confirms(chen, &again),
            Err(not(NotEffective::SameOfficer))
        );
        let admin = BTreeSet::from([Role::Admin]);
        let id = OfficerId::new("bru-chen");
        scene.world.enrol(&mut *scene.store, &id, &admin);
        let other = scene.world.desks.len() - 1;
        let theirs = Endorsement::sign(&proposed.bytes, scene.key(other));
        assert_eq!(
            scene.confirms(other, &theirs),
            Err(not(NotEffective::SameOfficer))
        );
        // Nor with a colleague's signature that was not given for this.
        let lin = scene.lin;
        let elsewhere = Endorsement::sign("{}", scene.key(lin));
        assert_eq!(
            scene.confirms(lin, &elsewhere),
            Err(not(NotEffective::NotSigned))
        );
        assert_eq!(scene.ending(), None);
    });
}

#[test]
fn a_signature_is_taken_from_the_device_it_was_made_on() {
    on_both(|mut scene| {
        let (chen, lin) = (scene.chen, scene.lin);
        let says = scene.says(Fate::Wipe);
        let by_lin = SignedStatement::propose(&says, scene.key(lin));
        assert_eq!(
            scene.proposes(chen, &by_lin),
            Err(not(NotEffective::NoCertificate))
        );
        let mut two = scene.proposal(Fate::Wipe);
        two.signatures
            .push(Endorsement::sign(&two.bytes, scene.key(lin)));
        assert_eq!(scene.proposes(chen, &two), Err(not(NotEffective::NotTwo)));
    });
}

#[test]
fn what_would_end_nothing_is_not_kept_waiting() {
    on_both(|mut scene| {
        let chen = scene.chen;
        let lines = scene.lines();
        let right = scene.says(Fate::Wipe);
        let other = |change: &dyn Fn(&mut Statement)| {
            let mut says = right.clone();
            change(&mut says);
            says
        };
        for (says, why) in [
            (
                other(&|s| s.realm = "real".to_owned()),
                NotEffective::OtherRealm,
            ),
            (
                other(&|s| s.post = PostCode::new("NYC")),
                NotEffective::OtherPost,
            ),
            (
                other(&|s| s.nonce = DeviceNonce::new([0; 16])),
                NotEffective::OldNonce,
            ),
        ] {
            let proposed = SignedStatement::propose(&says, scene.key(chen));
            assert_eq!(scene.proposes(chen, &proposed), Err(not(why)));
        }
        let unknown = SigningKey::of_seed(&[99; 32]).public().id();
        let nobody = other(&|s| s.device = unknown.clone());
        let proposed = SignedStatement::propose(&nobody, scene.key(chen));
        assert_eq!(scene.proposes(chen, &proposed), Err(NotStated::NotHere));
        let mine = scene.key(chen).public().id();
        let nonce = scene.device(&mine).nonce.unwrap();
        let itself = other(&|s| (s.device, s.nonce) = (mine.clone(), nonce.clone()));
        let proposed = SignedStatement::propose(&itself, scene.key(chen));
        assert_eq!(
            scene.proposes(chen, &proposed),
            Err(not(NotEffective::ByItself))
        );
        assert_eq!(scene.lines(), lines);
    });
}

#[test]
fn only_administrators_state_and_only_those_the_root_knows_as_such() {
    on_both(|mut scene| {
        let proposed = scene.proposal(Fate::Wipe);
        let reviewer = scene.world.desk_of(Role::FirstReviewer);
        assert_eq!(
            scene.proposes(reviewer, &proposed),
            Err(NotStated::NotAnAdministrator)
        );
        assert_eq!(
            scene.withdraws(reviewer),
            Err(NotStated::NotAnAdministrator)
        );
        // The server makes somebody an administrator; the root never said so.
        let says = scene.says(Fate::Wipe);
        let by_reviewer = SignedStatement::propose(&says, scene.key(reviewer));
        let appointed = Officer {
            id: scene.world.desks[reviewer].officer.clone(),
            name: "somebody".to_owned(),
            roles: BTreeSet::from([Role::Admin]),
            left: false,
        };
        let post = scene.world.post.clone();
        let mut appoint = |officer: &Officer| {
            write(&mut *scene.store, |tx| {
                set_officer(tx, &post, officer, By::System, &mut scene.world.moment())
            })
            .unwrap();
        };
        appoint(&appointed);
        // And one the root knows is none here any more.
        appoint(&Officer {
            id: OfficerId::new("bru-chen"),
            name: "chen".to_owned(),
            roles: BTreeSet::from([Role::Auditor]),
            left: false,
        });
        let told = scene.proposes(reviewer, &by_reviewer);
        assert_eq!(told, Err(not(NotEffective::NotAnAdministrator)));
        let chen = scene.chen;
        assert_eq!(
            scene.proposes(chen, &proposed),
            Err(NotStated::NotAnAdministrator)
        );
    });
}

#[test]
fn one_may_propose_to_end_a_device_of_ones_own_and_not_confirm_it() {
    on_both(|mut scene| {
        let (chen, lin) = (scene.chen, scene.lin);
        let key = SigningKey::of_seed(&[98; 32]);
        let lost = Device {
            key: key.public(),
            officer: OfficerId::new("bru-chen"),
            name: "lost".to_owned(),
            nonce: None,
            certificate: None,
            revoked: None,
        };
        let post = scene.world.post.clone();
        write(&mut *scene.store, |tx| {
            enrol_device(tx, &post, &lost, By::System, &mut scene.world.moment())
        })
        .unwrap();
        scene.target = key.public().id();
        let says = scene.says(Fate::Wipe);
        let by_lin = SignedStatement::propose(&says, scene.key(lin));
        scene.proposes(lin, &by_lin).unwrap();
        let own = Endorsement::sign(&by_lin.bytes, scene.key(chen));
        assert_eq!(scene.confirms(chen, &own), Err(NotStated::NotYours));
        scene.withdraws(lin).unwrap();
        let by_chen = SignedStatement::propose(&says, scene.key(chen));
        scene.proposes(chen, &by_chen).unwrap();
        let second = Endorsement::sign(&by_chen.bytes, scene.key(lin));
        assert!(scene.confirms(lin, &second).unwrap().complete);
    });
}

#[test]
fn a_proposal_falls_with_its_proposer_and_is_in_nobodys_way() {
    on_both(|mut scene| {
        let (chen, lin) = (scene.chen, scene.lin);
        let post = scene.world.post.clone();
        let appoint = |scene: &mut Scene, roles: &[Role]| {
            let officer = Officer {
                id: OfficerId::new("bru-chen"),
                name: "chen".to_owned(),
                roles: roles.iter().copied().collect(),
                left: false,
            };
            write(&mut *scene.store, |tx| {
                set_officer(tx, &post, &officer, By::System, &mut scene.world.moment())
            })
            .unwrap();
        };
        let proposed = scene.proposal(Fate::Revoke);
        let second = Endorsement::sign(&proposed.bytes, scene.key(lin));
        scene.proposes(chen, &proposed).unwrap();
        appoint(&mut scene, &[Role::Auditor]);
        assert_eq!(scene.waiting(), []);
        assert_eq!(scene.confirms(lin, &second), Err(NotStated::NotHere));
        appoint(&mut scene, &[Role::Admin]);
        assert_eq!(scene.waiting().len(), 1);
        // The device it was signed on was stolen, too.
        let stolen = scene.key(chen).public().id();
        write(&mut *scene.store, |tx| {
            let device = (&post, &stolen);
            revoke_device(tx, device, "stolen", By::System, &mut scene.world.moment())
        })
        .unwrap();
        assert_eq!(scene.waiting(), []);
        assert_eq!(scene.confirms(lin, &second), Err(NotStated::NotHere));
        let says = scene.says(Fate::Wipe);
        let by_lin = SignedStatement::propose(&says, scene.key(lin));
        assert!(scene.proposes(lin, &by_lin).is_ok());
    });
}
