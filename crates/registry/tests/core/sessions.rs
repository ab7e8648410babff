//! Sessions over a long time.

use crate::places::in_memory;
use crate::world::{World, write};
use lingshi_registry::identity::{SessionEnd, Token, open_session, renew};

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
