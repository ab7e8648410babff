//! Whoever touches the log behind the registry's back is found; a lawful erasure is not taken for it.

use crate::places::Place;
use crate::world::{REALM, World, read, write};
use lingshi_ledger::{Seq, Store};
use lingshi_registry::audit::{Broken, Remembered, Verified, Witness, verify};
use lingshi_registry::erase::erase;
use lingshi_rules::people::By;
use std::collections::BTreeSet;

struct Scene {
    place: Place,
    store: Box<dyn Store>,
    world: World,
}

fn scene() -> Scene {
    let place = Place::file();
    let mut store = place.open();
    let world = World::new(&mut *store, "BRU", 4, 5);
    Scene {
        place,
        store,
        world,
    }
}

impl Scene {
    fn verify(&mut self, remembered: &[Remembered]) -> Verified {
        let post = self.world.post.clone();
        let witness = Witness {
            heads: remembered,
            roots: &[self.world.root.public()],
        };
        read(&mut *self.store, |tx| verify(tx, (REALM, &post), witness))
    }

    fn broken(&mut self) -> Vec<Broken> {
        self.verify(&[]).broken
    }

    fn head(&mut self) -> Remembered {
        self.verify(&[]).head
    }

    /// Somebody with the file in their hands.
    fn behind_the_back(&self, sql: &str) {
        let Place::File(dir) = &self.place else {
            panic!("a file was meant");
        };
        let file = rusqlite::Connection::open(dir.path().join("ledger.db")).unwrap();
        file.execute_batch(sql).unwrap();
    }
}

#[test]
fn a_log_nobody_touched_holds() {
    let mut scene = scene();
    let found = scene.verify(&[]);
    assert_eq!(found.broken, []);
    assert!(found.lines > 20, "{}", found.lines);
    assert_eq!(found.head.seq, Seq(found.lines));
    let head = found.head.clone();
    assert_eq!(scene.verify(&[head]).broken, []);
}

#[test]
fn a_changed_header_is_found() {
    let mut scene = scene();
    scene.behind_the_back(
        "UPDATE entry SET header = CAST(replace(CAST(header AS TEXT), 'system', 'nobody') AS BLOB) WHERE seq = 3",
    );
    let broken = scene.broken();
    assert!(broken.contains(&Broken::Link { seq: Seq(3) }), "{broken:?}");
}

#[test]
fn a_changed_payload_is_found() {
    let mut scene = scene();
    scene.behind_the_back("UPDATE entry SET payload = CAST('{}' AS BLOB) WHERE seq = 5");
    assert_eq!(scene.broken(), [Broken::Payload { seq: Seq(5) }]);
}

#[test]
fn a_changed_payload_with_its_digest_is_found() {
    let mut scene = scene();
    scene.behind_the_back(
        "UPDATE entry SET payload = (SELECT payload FROM entry WHERE seq = 6), salt = (SELECT salt FROM entry WHERE seq = 6),
         digest = (SELECT digest FROM entry WHERE seq = 6) WHERE seq = 5",
    );
    assert_eq!(scene.broken(), [Broken::Link { seq: Seq(5) }]);
}

#[test]
fn a_removed_line_is_found() {
    let mut scene = scene();
    scene.behind_the_back("DELETE FROM entry WHERE seq = 4");
    let broken = scene.broken();
    let gap = Broken::Gap {
        expected: Seq(4),
        found: Seq(5),
    };
    assert!(broken.contains(&gap), "{broken:?}");
}

#[test]
fn an_inserted_line_is_found() {
    let mut scene = scene();
    let head = scene.head();
    let next = head.seq.0 + 1;
    scene.behind_the_back(&format!(
        "INSERT INTO entry (post, seq, header, salt, payload, digest, link)
         SELECT post, {next}, header, salt, payload, digest, link FROM entry WHERE seq = 2"
    ));
    let broken = scene.broken();
    assert!(
        broken.contains(&Broken::Misplaced { seq: Seq(next) }),
        "{broken:?}"
    );
    let last = Seq(next);
    let head = head.seq;
    assert!(broken.contains(&Broken::Head { last, head }), "{broken:?}");
}

#[test]
fn lines_in_another_order_are_found() {
    let mut scene = scene();
    scene.behind_the_back(
        "UPDATE entry SET seq = -1 WHERE seq = 4; UPDATE entry SET seq = 4 WHERE seq = 5;
         UPDATE entry SET seq = 5 WHERE seq = -1",
    );
    let broken = scene.broken();
    assert!(
        broken.contains(&Broken::Misplaced { seq: Seq(4) }),
        "{broken:?}"
    );
    assert!(broken.contains(&Broken::Link { seq: Seq(4) }), "{broken:?}");
}

#[test]
fn a_cut_tail_is_found_by_whoever_remembers_it() {
    let mut scene = scene();
    let head = scene.head();
    let last = head.seq.0;
    scene.behind_the_back(&format!(
        "DELETE FROM entry WHERE seq = {last};
         UPDATE head SET seq = {last} - 1, link = (SELECT link FROM entry WHERE seq = {last} - 1)"
    ));
    assert_eq!(scene.broken(), [], "the log alone cannot tell");
    let seq = head.seq;
    assert_eq!(scene.verify(&[head]).broken, [Broken::Cut { seq }]);
}

#[test]
fn a_log_written_anew_is_found_by_whoever_remembers_the_old_one() {
    let mut old = scene();
    let remembered = old.head();
    let place = Place::file();
    let mut store = place.open();
    // The same history but for its salts: nobody could tell without the head.
    let world = World::new(&mut *store, "BRU", 4, 6);
    let mut new = Scene {
        place,
        store,
        world,
    };
    assert_eq!(new.broken(), []);
    let seq = remembered.seq;
    assert_eq!(new.verify(&[remembered]).broken, [Broken::Fork { seq }]);
}

#[test]
fn what_was_lawfully_erased_is_counted_and_no_fault() {
    let mut scene = scene();
    let post = scene.world.post.clone();
    let lines = BTreeSet::from([Seq(5), Seq(6)]);
    let world = &mut scene.world;
    let told = write(&mut *scene.store, |tx| {
        let because = (By::System, "retention");
        erase(tx, &post, &lines, because, &mut world.moment())
    })
    .unwrap();
    let found = scene.verify(&[]);
    assert_eq!((found.broken, found.erased), (Vec::new(), 2));
    assert_eq!(found.head.seq, told);
}

#[test]
fn what_was_erased_behind_the_back_is_found() {
    let mut scene = scene();
    scene.behind_the_back("UPDATE entry SET payload = NULL, salt = NULL WHERE seq = 5");
    assert_eq!(scene.broken(), [Broken::Erased { seq: Seq(5) }]);
    // Naming a line that says something else does not make it lawful.
    scene.behind_the_back("UPDATE entry SET erased_by = 6 WHERE seq = 5");
    assert_eq!(scene.broken(), [Broken::Erased { seq: Seq(5) }]);
}

#[test]
fn a_line_erases_those_it_names_and_no_other() {
    let mut scene = scene();
    let post = scene.world.post.clone();
    let lines = BTreeSet::from([Seq(6)]);
    let world = &mut scene.world;
    let told = write(&mut *scene.store, |tx| {
        let because = (By::System, "retention");
        erase(tx, &post, &lines, because, &mut world.moment())
    })
    .unwrap();
    assert_eq!(scene.broken(), []);
    scene.behind_the_back(&format!(
        "UPDATE entry SET payload = NULL, salt = NULL, erased_by = {told} WHERE seq = 5"
    ));
    assert_eq!(scene.broken(), [Broken::Erased { seq: Seq(5) }]);
}
