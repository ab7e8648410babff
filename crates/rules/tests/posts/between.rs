//! What may not stand together in several posts.

use crate::files::{all, post};
use lingshi_rules::ids::PostCode;
use lingshi_rules::post::{BetweenPosts, PostPolicy, PostsClash, check_all};

fn found(posts: &[PostPolicy]) -> Vec<String> {
    check_all(posts).iter().map(ToString::to_string).collect()
}

#[test]
fn the_six_posts_go_together() {
    assert_eq!(check_all(&all()), []);
}

#[test]
fn two_posts_with_one_code_are_refused() {
    let posts = [post("LAD"), post("LAD")];
    assert_eq!(found(&posts), ["LAD: code: another post has this code"]);
}

#[test]
fn two_posts_with_one_prefix_are_refused() {
    let mut nyc = post("NYC");
    nyc.order_prefix = Some("USAA".into());
    let posts = [post("WAS"), nyc];
    assert_eq!(found(&posts), ["NYC: order_prefix: WAS has this prefix"]);
}

#[test]
fn unknown_prefixes_are_not_alike() {
    assert_eq!(found(&[post("NYC"), post("SFO")]), [""; 0]);
}

#[test]
fn an_unknown_making_centre_is_refused() {
    assert_eq!(
        found(&[post("LAX")]),
        ["LAX: making.centre: there is no post NYC"]
    );
    assert_eq!(found(&[post("LAX"), post("NYC")]), [""; 0]);
}

#[test]
fn a_making_centre_that_makes_elsewhere_is_refused() {
    let mut nyc = post("NYC");
    nyc.making.centre = Some(PostCode::new("WAS"));
    let posts = [post("WAS"), post("LAX"), nyc];
    assert_eq!(
        check_all(&posts),
        [BetweenPosts {
            post: PostCode::new("LAX"),
            key: "making.centre".into(),
            why: PostsClash::CentreMakesElsewhere {
                centre: PostCode::new("NYC"),
                at: PostCode::new("WAS"),
            },
        }]
    );
    assert_eq!(
        found(&posts),
        ["LAX: making.centre: NYC has its documents made at WAS"]
    );
}

#[test]
fn a_post_that_is_its_own_centre_is_left_to_its_own_file() {
    let mut nyc = post("NYC");
    nyc.making.centre = Some(PostCode::new("NYC"));
    assert_eq!(check_all(&[nyc]), []);
}
