//! Whatever is wrong with a file is told, and costs nothing: no line, no attachment, of this or any other file.

use crate::common::officer::new_key;
use crate::common::place::Place;
use crate::desk::{Scene, Sealing, enclosed, jpeg, scene};
use lingshi_wire::SignedCommand;
use lingshi_wire::outbox::UnsealingKeys;
use std::path::{Path, PathBuf};

/// Nothing of a file is kept, nor of a good one given with it; and why is told.
async fn refused(scene: &Scene, file: &Path, why: &str) {
    let good = scene.notes(1);
    let mut sealing = scene.sealing(&good);
    let photo = jpeg(9);
    sealing.files = vec![(enclosed(&photo, "image/jpeg"), photo)];
    let good = scene.seal("good.outbox", sealing);
    let before = scene.kept();
    for files in [vec![file], vec![&good, file]] {
        let said = scene.import(&files).await;
        assert_eq!(said.exit, 1, "{why}: {}", said.out);
        assert!(said.fault.contains(why), "{why}: {}", said.fault);
        assert!(said.fault.contains(&*file.to_string_lossy()), "{why}");
        assert_eq!(scene.kept(), before, "{why}");
    }
}

fn changed(path: &Path, change: impl FnOnce(&mut Vec<u8>)) -> PathBuf {
    let mut bytes = std::fs::read(path).unwrap();
    change(&mut bytes);
    let path = path.with_extension("changed");
    std::fs::write(&path, bytes).unwrap();
    path
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_was_damaged_costs_nothing() {
    let scene = scene(Place::file()).await;
    let commands = scene.notes(2);
    let mut sealing = scene.sealing(&commands);
    let photo = jpeg(1);
    sealing.files = vec![(enclosed(&photo, "image/jpeg"), photo)];
    let good = scene.seal("whole.outbox", sealing);
    let was_changed = "the file was cut or changed since it was sealed";
    for part in [100, 10, 2] {
        let cut = changed(&good, |bytes| bytes.truncate(bytes.len() / part));
        refused(&scene, &cut, was_changed).await;
    }
    let cut = changed(&good, |bytes| bytes.truncate(bytes.len() - 1));
    refused(&scene, &cut, was_changed).await;
    let flipped = changed(&good, |bytes| *bytes.last_mut().unwrap() ^= 1);
    refused(&scene, &flipped, was_changed).await;
    let newer = changed(&good, |bytes| bytes[7] = 9);
    refused(&scene, &newer, "of the newer form 9").await;
    let garbage = changed(&good, |bytes| bytes[0] = b'P');
    refused(&scene, &garbage, "this is no sealed outbox").await;
    let empty = changed(&good, Vec::clear);
    refused(&scene, &empty, "this is no sealed outbox").await;
    refused(&scene, Path::new("/nowhere/at/all.outbox"), "No such file").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_of_or_for_somebody_else_costs_nothing() {
    let scene = scene(Place::file()).await;
    let commands = scene.notes(1);
    let other = UnsealingKeys::read(&UnsealingKeys::make()).unwrap();
    let stranger = new_key();
    let sealing = || scene.sealing(&commands);
    let cases: [(&str, Sealing<'_>); 4] = [
        (
            "it is sealed to another server's key",
            Sealing {
                to: other.public(),
                ..sealing()
            },
        ),
        (
            "it is meant for another service",
            Sealing {
                realm: "elsewhere",
                ..sealing()
            },
        ),
        (
            "it is an outbox of NYC",
            Sealing {
                post: "NYC",
                ..sealing()
            },
        ),
        (
            "nobody enrolled its device at this post",
            Sealing {
                key: &stranger,
                ..sealing()
            },
        ),
    ];
    for (why, sealing) in cases {
        let file = scene.seal("other.outbox", sealing);
        refused(&scene, &file, why).await;
    }
    let file = scene.seal("good-too.outbox", sealing());
    let said = scene.run(&["outbox", "import", "XXX"], &[&file]).await;
    assert_eq!(said.exit, 1);
    assert!(
        said.fault.contains("There is no post XXX"),
        "{}",
        said.fault
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_of_a_device_that_may_not_sign_costs_nothing() {
    let scene = scene(Place::file()).await;
    let commands = scene.notes(1);
    let zhang = &scene.zhang;
    let li = scene.house.enrol(&scene.post, "bru-li", &[]).await;
    let sealing = || scene.sealing(&commands);
    let others = scene.seal(
        "others.outbox",
        Sealing {
            key: &li.key,
            ..sealing()
        },
    );
    refused(&scene, &others, "its device is bru-li's").await;
    let file = scene.seal("mine.outbox", sealing());
    let roles: Vec<_> = zhang.roles.iter().copied().collect();
    scene
        .house
        .appoint(&scene.post.code, &zhang.id, &roles, true);
    let said = scene.import(&[&file]).await;
    assert!(
        said.fault.contains("not at this post, or no longer"),
        "{}",
        said.fault
    );
    scene
        .house
        .appoint(&scene.post.code, &zhang.id, &roles, false);
    scene.house.revoke(zhang);
    let before = scene.kept();
    let said = scene.import(&[&file]).await;
    assert_eq!((said.exit, scene.kept()), (1, before));
    assert!(
        said.fault.contains("its device was revoked"),
        "{}",
        said.fault
    );
    let look = scene.run(&["--json", "outbox", "look"], &[&file]).await;
    assert_eq!(look.exit, 3);
    assert_eq!(look.json()["doubt"]["code"], "key_revoked");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_device_without_a_certificate_is_not_believed() {
    let mut scene = scene(Place::file()).await;
    let li = scene.house.enrol(&scene.post, "bru-li", &[]).await;
    let zhang = std::mem::replace(&mut scene.zhang, li);
    let file = scene.seal("wants.outbox", scene.sealing(&[]));
    let said = scene.import(&[&file]).await;
    assert_eq!(said.exit, 1);
    assert!(
        said.fault.contains("no certificate of this post's root"),
        "{}",
        said.fault
    );
    scene.house.certify(
        &scene.post.code,
        (&scene.zhang.id, &scene.zhang.roles),
        &scene.zhang.key,
    );
    let said = scene.import(&[&file]).await;
    assert_eq!(
        (said.exit, said.became()),
        (0, Vec::new()),
        "{}",
        said.fault
    );
    assert_ne!(zhang.id, scene.zhang.id);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_attachment_that_is_not_what_was_said_costs_the_whole_file() {
    let scene = scene(Place::file()).await;
    let commands: Vec<SignedCommand> = scene.notes(1);
    let (photo, page) = (jpeg(1), b"<html>not a picture</html>".to_vec());
    for (bytes, mime) in [(photo, "image/png"), (page, "image/jpeg")] {
        let mut sealing = scene.sealing(&commands);
        sealing.files = vec![(enclosed(&bytes, mime), bytes)];
        let file = scene.seal("disguised.outbox", sealing);
        refused(&scene, &file, "is not of the type").await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_look_shows_whose_it_is_and_takes_nothing_in() {
    let scene = scene(Place::file()).await;
    let commands = scene.notes(2);
    let mut sealing = scene.sealing(&commands);
    let photo = jpeg(1);
    sealing.files = vec![(enclosed(&photo, "image/jpeg"), photo.clone())];
    let file = scene.seal("look.outbox", sealing);
    let before = scene.kept();
    let look = scene.run(&["--json", "outbox", "look"], &[&file]).await;
    let json = look.json();
    assert_eq!(look.exit, 0, "{}", look.fault);
    assert_eq!(json["officer"], scene.zhang.id.as_str());
    assert_eq!(json["device"], scene.zhang.key.public().id().as_str());
    assert_eq!(
        (&json["commands"], &json["attachments"]),
        (&2.into(), &1.into())
    );
    assert_eq!(json["bytes_of_attachments"], photo.len());
    assert_eq!(json["believed"], true);
    let words = scene.run(&["outbox", "look"], &[&file]).await.out;
    assert!(
        words.contains("It is whole, and signed by this device."),
        "{words}"
    );
    assert_eq!(scene.kept(), before);
}
