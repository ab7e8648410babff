//! Sessions over a long time.

use crate::places::in_memory;
use crate::world::{World, write};
use lingshi_registry::identity::{
    Opened, SessionEnd, Token, heard, open_session, renew, session_of,
};

fn again(token: &Token) -> Token {
    Token::parse(&token.show()).unwrap()
}

#[test]
fn a_session_renewed_for_months_does_not_grow_and_still_knows_a_stolen_token() {
    let mut store = in_memory();
    let mut world = World::new(&mut *store, "BRU", 0, 3);
    let (post, desk) = (world.post.clone(), &world.desks[0]);
    let (officer, key) = (desk.officer.clone(), desk.key.public().id());
    let at = (&post, &officer, &key);
    let mut opened = write(&mut *store, |tx| open_session(tx, at, &mut world.moment())).unwrap();
    let oldest = again(&opened.renewing);
    let mut lengths = Vec::new();
    let mut stolen = again(&opened.renewing);
    for _ in 0..300 {
        world.now = world.now.plus_minutes(15);
        stolen = again(&opened.renewing);
        opened = write(&mut *store, |tx| {
            renew(tx, &opened.renewing, &mut world.moment())
        })
        .unwrap()
        .unwrap();
        write(&mut *store, |tx| heard(tx, &oldest.session)).unwrap();
        let key = lingshi_ledger::DocKey::new(lingshi_ledger::Kind::Session, &*oldest.session);
        let kept = crate::world::read(&mut *store, |tx| tx.realm(&key));
        lengths.push(kept.unwrap().body.len());
    }
    assert_eq!(lengths[250], lengths[299]);
    let mut come =
        |token: &Token| write(&mut *store, |tx| renew(tx, token, &mut world.moment())).unwrap();
    // Too old to be known: it opens nothing, and ends nothing.
    assert_eq!(come(&oldest).err(), Some(SessionEnd::Unknown));
    let last = come(&opened.renewing).unwrap();
    assert_eq!(come(&stolen).err(), Some(SessionEnd::Unknown));
    assert_eq!(come(&last.renewing).err(), Some(SessionEnd::Unknown));
}

/// Renews at any door: what it brings, and what becomes of it.
struct Door<'a> {
    store: &'a mut dyn lingshi_ledger::Store,
    world: &'a mut World,
}

impl Door<'_> {
    fn renew(&mut self, token: &Token) -> Result<Opened, SessionEnd> {
        let world = &mut *self.world;
        write(self.store, |tx| renew(tx, token, &mut world.moment())).unwrap()
    }

    /// Asks, as at every request: the first one with a new pair is noted.
    fn ask(&mut self, token: &Token) -> Result<(), SessionEnd> {
        let now = self.world.now;
        let whose = crate::world::read(self.store, |tx| session_of(tx, token, now))?;
        if whose.first {
            write(self.store, |tx| heard(tx, &whose.session)).unwrap();
        }
        Ok(())
    }
}

#[test]
fn an_answer_lost_on_the_line_costs_no_session() {
    let mut store = in_memory();
    let mut world = World::new(&mut *store, "BRU", 0, 3);
    let (post, desk) = (world.post.clone(), &world.desks[0]);
    let (officer, key) = (desk.officer.clone(), desk.key.public().id());
    let at = (&post, &officer, &key);
    let first = write(&mut *store, |tx| open_session(tx, at, &mut world.moment())).unwrap();
    let (store, world) = (&mut *store, &mut world);
    let mut door = Door { store, world };
    let lost = door.renew(&first.renewing).unwrap();
    let lost_again = door.renew(&first.renewing).unwrap();
    let told = door.renew(&first.renewing).unwrap();
    // What was lost opens nothing, whoever found it; what was told does.
    assert_eq!(door.ask(&lost.asking), Err(SessionEnd::Unknown));
    assert_eq!(door.ask(&lost_again.asking), Err(SessionEnd::Unknown));
    assert_eq!(door.ask(&told.asking), Ok(()));
    // Once it was heard, the token before it comes a second time from a thief.
    assert_eq!(door.renew(&first.renewing).err(), Some(SessionEnd::Unknown));
    assert_eq!(door.ask(&told.asking), Err(SessionEnd::Unknown));
}

#[test]
fn whoever_comes_with_a_pair_that_was_lost_ends_the_session() {
    let mut store = in_memory();
    let mut world = World::new(&mut *store, "BRU", 0, 3);
    let (post, desk) = (world.post.clone(), &world.desks[0]);
    let (officer, key) = (desk.officer.clone(), desk.key.public().id());
    let at = (&post, &officer, &key);
    let first = write(&mut *store, |tx| open_session(tx, at, &mut world.moment())).unwrap();
    let (store, world) = (&mut *store, &mut world);
    let mut door = Door { store, world };
    let officers = door.renew(&first.renewing).unwrap();
    // A thief with the token before it was quicker than the officer's first question.
    let thiefs = door.renew(&first.renewing).unwrap();
    assert_eq!(door.ask(&thiefs.asking), Ok(()));
    assert_eq!(door.ask(&officers.asking), Err(SessionEnd::Unknown));
    assert_eq!(
        door.renew(&officers.renewing).err(),
        Some(SessionEnd::Unknown)
    );
    assert_eq!(door.ask(&thiefs.asking), Err(SessionEnd::Unknown));
}
