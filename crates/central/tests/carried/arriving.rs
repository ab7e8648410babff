//! Once, in whatever order file and wire come.

use crate::common::place::Place;
use crate::desk::{Scene, enclosed, jpeg, scene};
use lingshi_wire::SignedCommand;
use lingshi_wire::api::Commands;
use lingshi_wire::client::Session;
use std::sync::atomic::{AtomicBool, Ordering};

async fn push(session: &Session, commands: &[SignedCommand]) -> Vec<serde_json::Value> {
    let commands = commands.to_vec();
    let answers = session.commands(&Commands { commands }).await.unwrap();
    let all = answers.answers.iter();
    all.map(|answer| serde_json::to_value(answer).unwrap())
        .collect()
}

fn lines(scene: &Scene) -> u64 {
    scene.kept().0
}

async fn in_whatever_order(place: Place) {
    let scene = scene(place).await;
    let session = scene.house.session(&scene.zhang).await;
    // File, then the same by wire, then the file again.
    let commands = scene.notes(3);
    let file = scene.seal("first.outbox", scene.sealing(&commands));
    let before = lines(&scene);
    let imported = scene.import(&[&file]).await;
    assert_eq!(imported.exit, 0, "{}{}", imported.out, imported.fault);
    assert_eq!(imported.became(), ["accepted"; 3]);
    assert_eq!(lines(&scene), before + 3);
    assert_eq!(push(&session, &commands).await, imported.answers());
    let again = scene.import(&[&file, &file]).await;
    assert_eq!(
        (again.exit, again.became()),
        (0, vec!["accepted_before".to_owned(); 6])
    );
    assert_eq!(again.answers()[..3], imported.answers());
    assert_eq!(lines(&scene), before + 3);
    // By wire, then the file.
    let commands = scene.notes(3);
    let by_wire = push(&session, &commands).await;
    let file = scene.seal("second.outbox", scene.sealing(&commands));
    let imported = scene.import(&[&file]).await;
    assert_eq!(imported.became(), ["accepted_before"; 3]);
    assert_eq!(imported.answers(), by_wire);
    // Half by wire, the rest in the file, and all of it by wire once more.
    let commands = scene.notes(4);
    let half = push(&session, &commands[..2]).await;
    let file = scene.seal("third.outbox", scene.sealing(&commands));
    let imported = scene.import(&[&file]).await;
    let became = ["accepted_before", "accepted_before", "accepted", "accepted"];
    assert_eq!(imported.became(), became);
    assert_eq!(imported.answers()[..2], half);
    assert_eq!(push(&session, &commands).await, imported.answers());
    assert_eq!(lines(&scene), before + 10);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_command_is_taken_once_however_it_comes_on_a_file() {
    in_whatever_order(Place::file()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_command_is_taken_once_however_it_comes_on_postgres() {
    in_whatever_order(Place::schema()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_stands_on_another_file_waits_for_it() {
    let scene = scene(Place::file()).await;
    let commands = scene.notes(3);
    let early = scene.seal("early.outbox", scene.sealing(&commands[..1]));
    let late = scene.seal("late.outbox", scene.sealing(&commands[1..]));
    let before = lines(&scene);
    let alone = scene.import(&[&late]).await;
    assert_eq!(
        (alone.exit, alone.became()),
        (4, vec!["later".to_owned(); 2])
    );
    assert_eq!(lines(&scene), before);
    // In the wrong order too: they are given again after the others.
    let both = scene.import(&[&late, &early]).await;
    assert_eq!(
        (both.exit, both.became()),
        (0, vec!["accepted".to_owned(); 3])
    );
    assert_eq!(lines(&scene), before + 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_is_an_answer_and_what_was_not_taken_is_none() {
    let scene = scene(Place::file()).await;
    let commands = scene.notes(2);
    let told = |answer: &str| {
        let post = scene.post.code.as_str();
        let words = ["outbox", "import", post];
        (words.map(str::to_owned), answer.to_owned())
    };
    // The order never had this file: what was displayed is not what is kept.
    let displayed = commands[1].bytes.replace(
        "\"instruction\"",
        "\"displayed\":{\"nowhere\":\"0000000000000000000000000000000000000000000000000000000000000000\"},\"instruction\"",
    );
    let refused = SignedCommand {
        signature: scene
            .zhang
            .key
            .sign(lingshi_wire::command::SIGNED_AS, displayed.as_bytes()),
        bytes: displayed,
        ..commands[1].clone()
    };
    let all = [commands[0].clone(), refused];
    let file = scene.seal("refused.outbox", scene.sealing(&all));
    let imported = scene.import(&[&file]).await;
    assert_eq!(imported.became(), ["accepted", "refused"]);
    assert_eq!(imported.exit, 0);
    let changed = SignedCommand {
        bytes: commands[1].bytes.replace('断', "連"),
        ..commands[1].clone()
    };
    let file = scene.seal(
        "changed.outbox",
        scene.sealing(std::slice::from_ref(&changed)),
    );
    let imported = scene.import(&[&file]).await;
    assert_eq!(
        (imported.exit, imported.became()),
        (4, vec!["not_taken".to_owned()])
    );
    let (words, answer) = told("not taken: not signed by the key it names");
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let shown = scene.run(&words, &[&file]).await;
    assert!(shown.out.contains(&answer), "{}", shown.out);
    assert!(shown.out.contains("1 not taken."), "{}", shown.out);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn attachments_are_kept_under_their_digests_and_once() {
    let scene = scene(Place::file()).await;
    let photos = [jpeg(1), jpeg(2)];
    let commands = scene.notes(1);
    let mut sealing = scene.sealing(&commands);
    sealing.files = photos
        .iter()
        .map(|photo| (enclosed(photo, "image/jpeg"), photo.clone()))
        .collect();
    let file = scene.seal("photos.outbox", sealing);
    let imported = scene.import(&[&file]).await;
    assert_eq!(imported.exit, 0, "{}", imported.fault);
    let (_, kept) = scene.kept();
    for photo in &photos {
        let name = enclosed(photo, "").sha256.to_string();
        let path = kept
            .iter()
            .find(|path| path.ends_with(&name) && !path.to_string_lossy().contains("uploaded"));
        assert_eq!(&std::fs::read(path.unwrap()).unwrap(), photo);
    }
    scene.import(&[&file]).await;
    assert_eq!(scene.kept().1, kept);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_server_goes_on_taking_commands_meanwhile() {
    let scene = scene(Place::file()).await;
    let session = scene.house.session(&scene.zhang).await;
    let commands = scene.notes(40);
    let file = scene.seal("long.outbox", scene.sealing(&commands));
    let before = lines(&scene);
    let ended = AtomicBool::new(false);
    let importing = async {
        let imported = scene.import(&[&file]).await;
        ended.store(true, Ordering::Relaxed);
        imported
    };
    let pushing = async {
        let mut pushed = 0;
        while !ended.load(Ordering::Relaxed) {
            let answers = push(&session, &scene.notes(1)).await;
            assert_eq!(answers[0]["result"], "accepted");
            pushed += 1;
        }
        pushed
    };
    let (imported, pushed) = tokio::join!(importing, pushing);
    assert_eq!(imported.became(), ["accepted"; 40]);
    assert_eq!(lines(&scene), before + 40 + pushed);
    assert!(pushed > 0);
}
