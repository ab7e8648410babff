//! The key outboxes are sealed to: how a desk hears of it, and how a server gets one.

use crate::common::place::Place;
use crate::common::{House, REALM};
use crate::desk::scene;
use lingshi_rules::people::Role;
use lingshi_wire::outbox::SealingKey;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_desk_hears_the_key_from_the_server_it_knows() {
    let house = House::open().await;
    let post = house.post("BRU");
    let secrets = house.secrets();
    let (server, key) = (secrets.server.public(), secrets.sealing.public());
    let zhang = house.hire(&post, "bru-zhang", &[Role::FirstReviewer]).await;
    let myself = house.session(&zhang).await.myself().await.unwrap();
    let said = myself.sealing.by(REALM, &server).unwrap();
    assert_eq!(said.parse::<SealingKey>(), Ok(key));
    // With the enrolment too.
    let id = lingshi_rules::ids::OfficerId::new("bru-li");
    house.appoint(&post.code, &id, &[Role::FirstReviewer], false);
    let code = house.invite(&post.code, &id, 60);
    let device = crate::common::officer::new_key();
    let asked = crate::common::officer::enrolment(&code, &device, crate::common::officer::PASSWORD);
    let enrolled = house.client.enrol(&asked).await.unwrap();
    assert_eq!(enrolled.sealing, myself.sealing);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_from_before_gets_its_key_by_migrating() {
    let scene = scene(Place::file()).await;
    let folder = &scene.house.config.folder;
    let path = folder.join("sealing.key");
    let others = || {
        ["server.key", "lookup.key", "nonces.key"]
            .map(|name| std::fs::read(folder.join(name)).unwrap())
    };
    let before = others();
    std::fs::remove_file(&path).unwrap();
    let said = scene.run(&["post", "list"], &[]).await;
    assert_eq!(said.exit, 1);
    assert!(said.fault.contains("'migrate'"), "{}", said.fault);
    let said = scene.run(&["--json", "migrate"], &[]).await;
    assert_eq!(
        (said.exit, &said.json()["sealing_key_made"]),
        (0, &true.into())
    );
    let made = std::fs::read(&path).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let allowed = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(allowed & 0o077, 0);
    }
    let said = scene.run(&["--json", "migrate"], &[]).await;
    assert_eq!(said.json()["sealing_key_made"], false);
    assert_eq!((std::fs::read(&path).unwrap(), others()), (made, before));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_secret_that_was_lost_is_not_made_anew_by_migrating() {
    let scene = scene(Place::file()).await;
    let path = scene.house.config.folder.join("lookup.key");
    std::fs::remove_file(&path).unwrap();
    let said = scene.run(&["migrate"], &[]).await;
    assert_eq!(said.exit, 1);
    assert!(!path.exists());
}
