//! A slice of the year at each post: fewer orders, everything looked at all the same.

use lingshi_year::{Life, Played};

fn year(post: &str, orders: u32, seed: u64) -> Played {
    let played = Life { post, orders, seed }.play();
    assert_eq!(played.wrong, Vec::<String>::new());
    // Some come to an end, and some do not: nobody plays with puppets.
    assert!(
        played.ended.get("DONE").is_some_and(|done| *done > 10),
        "{:?}",
        played.ended
    );
    assert!(played.ended.contains_key("REJECTED"), "{:?}", played.ended);
    played
}

macro_rules! years {
    ($($name:ident: $post:literal)*) => {
        $(#[test]
        fn $name() {
            year($post, 60, 1);
        })*
    };
}

years! {
    a_year_at_brussels: "BRU"
    a_year_at_new_york: "NYC"
    a_year_at_san_francisco: "SFO"
    a_year_at_washington: "WAS"
    a_year_at_los_angeles: "LAX"
    a_year_at_luanda: "LAD"
}

#[test]
fn strikes_outages_and_bans_are_met_and_the_same_lot_gives_the_same_year() {
    let played = year("SFO", 100, 1);
    assert!(played.strikes > 0 && played.bans > 0 && played.outages > 0);
    assert_eq!(year("SFO", 100, 1), played);
    assert_ne!(year("SFO", 100, 2), played);
}
