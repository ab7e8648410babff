//! Every way a head can stand to those that are remembered.

use super::{Asked, Contradiction, Heads, MOST, MOST_LIVES, Seen};
use crate::chain::{Link, Sha};
use crate::head::{HeadSays, NoHead, Server, SignedHead};
use crate::key::SigningKey;
use crate::seq::{Epoch, Seq};
use lingshi_rules::ids::PostCode;
use lingshi_rules::values::Instant;

fn key() -> SigningKey {
    SigningKey::of_seed(&[3; 32])
}

fn heads() -> Heads {
    let server = Server {
        realm: "test".to_owned(),
        key: key().public(),
    };
    Heads::new(server, PostCode::new("BRU"))
}

/// The chain of one log at a line; another log has another.
fn link(log: u8, epoch: u32, seq: u64) -> Link {
    Sha::of_parts("line", &[&[log], &epoch.to_be_bytes(), &seq.to_be_bytes()])
}

fn head(log: u8, epoch: u32, seq: u64) -> SignedHead {
    let says = HeadSays {
        realm: "test".to_owned(),
        post: PostCode::new("BRU"),
        epoch: Epoch(epoch),
        seq: Seq(seq),
        link: link(log, epoch, seq),
        at: Instant::parse("2026-03-16T09:00:00.000Z").unwrap(),
    };
    SignedHead::sign(&says, &key())
}

/// Asks now, and sees the answer at once.
fn sees(heads: &mut Heads, shown: &SignedHead) -> Seen {
    let asked = heads.asking();
    heads.see(shown, asked)
}

fn contradiction(seen: Seen) -> Contradiction {
    let Seen::Contradiction(contradiction) = seen else {
        panic!("{seen:?}");
    };
    contradiction
}

#[test]
fn a_log_that_goes_on_is_followed() {
    let mut heads = heads();
    assert_eq!(sees(&mut heads, &head(0, 1, 0)), Seen::Further);
    assert_eq!(sees(&mut heads, &head(0, 1, 5)), Seen::Further);
    assert_eq!(sees(&mut heads, &head(0, 1, 5)), Seen::Same);
    assert_eq!(sees(&mut heads, &head(0, 1, 6)), Seen::Further);
    assert_eq!(heads.newest(), Some((Epoch(1), Seq(6), link(0, 1, 6))));
    assert_eq!(heads.kept().count(), 3);
}

#[test]
fn another_chain_at_a_line_that_is_remembered_is_a_contradiction_however_old() {
    for seq in [5, 6, 9] {
        let mut heads = heads();
        for known in [5, 6, 9] {
            sees(&mut heads, &head(0, 1, known));
        }
        let before = heads.clone();
        let told = contradiction(sees(&mut heads, &head(1, 1, seq)));
        let known = head(0, 1, seq);
        let seq = Seq(seq);
        assert_eq!(told, Contradiction::OtherLink { seq, known });
        assert_eq!(heads, before, "nothing of it was remembered");
        // Also when it comes late.
        let told = contradiction(heads.see(&head(1, 1, seq.0), Asked(None)));
        assert!(matches!(told, Contradiction::OtherLink { .. }), "{told:?}");
    }
}

#[test]
fn a_tail_that_was_cut_is_a_contradiction() {
    let mut heads = heads();
    sees(&mut heads, &head(0, 1, 5));
    sees(&mut heads, &head(0, 1, 9));
    for seq in [0, 4, 5, 8] {
        let told = contradiction(sees(&mut heads, &head(0, 1, seq)));
        let known = head(0, 1, 9);
        let seq = Seq(seq);
        assert_eq!(told, Contradiction::Cut { seq, known });
    }
    assert_eq!(heads.kept().count(), 2);
}

#[test]
fn a_life_that_has_ended_does_not_come_back() {
    let mut heads = heads();
    sees(&mut heads, &head(0, 1, 9));
    let other = Seen::OtherLife { before: Epoch(1) };
    // A restored log may be shorter.
    assert_eq!(sees(&mut heads, &head(0, 2, 7)), other);
    for seq in [6, 9, 20] {
        let told = contradiction(sees(&mut heads, &head(0, 1, seq)));
        let known = head(0, 2, 7);
        let epoch = Epoch(1);
        assert_eq!(told, Contradiction::OlderLife { epoch, known });
    }
    assert_eq!(sees(&mut heads, &head(0, 2, 8)), Seen::Further);
    let other = Seen::OtherLife { before: Epoch(2) };
    assert_eq!(
        sees(&mut heads, &head(0, 4, 8)),
        other,
        "two restores at once"
    );
}

#[test]
fn an_answer_that_was_overtaken_is_no_contradiction() {
    let mut heads = heads();
    sees(&mut heads, &head(0, 1, 5));
    let asked = heads.asking();
    sees(&mut heads, &head(0, 1, 9));
    assert_eq!(heads.see(&head(0, 1, 7), asked), Seen::Overtaken);
    assert_eq!(heads.see(&head(0, 1, 5), asked), Seen::Overtaken);
    assert_eq!(heads.see(&head(0, 1, 9), asked), Seen::Same);
    // What was known when it was asked for, it must know.
    let told = contradiction(heads.see(&head(0, 1, 4), asked));
    assert!(matches!(told, Contradiction::Cut { .. }), "{told:?}");
    assert_eq!(heads.newest(), Some((Epoch(1), Seq(9), link(0, 1, 9))));
    // It is remembered like any other.
    let told = contradiction(heads.see(&head(1, 1, 7), asked));
    assert!(matches!(told, Contradiction::OtherLink { .. }), "{told:?}");
}

#[test]
fn an_answer_from_before_a_restore_may_come_after_it() {
    let mut heads = heads();
    sees(&mut heads, &head(0, 1, 5));
    let asked = heads.asking();
    sees(&mut heads, &head(0, 2, 4));
    assert_eq!(heads.see(&head(0, 1, 8), asked), Seen::Overtaken);
    let told = contradiction(heads.see(&head(0, 1, 4), asked));
    assert!(matches!(told, Contradiction::Cut { .. }), "{told:?}");
}

#[test]
fn what_the_server_did_not_sign_for_this_post_is_a_contradiction() {
    let mut heads = heads();
    sees(&mut heads, &head(0, 1, 5));
    let says = head(0, 1, 6).open(&key().public()).unwrap();
    let realm = HeadSays {
        realm: "real".to_owned(),
        ..says.clone()
    };
    let post = HeadSays {
        post: PostCode::new("NYC"),
        ..says.clone()
    };
    let forged = SignedHead::sign(&says, &SigningKey::of_seed(&[4; 32]));
    for (shown, none) in [
        (forged, NoHead::NotSigned),
        (
            SignedHead::sign(&realm, &key()),
            NoHead::OtherRealm("real".to_owned()),
        ),
        (
            SignedHead::sign(&post, &key()),
            NoHead::OtherPost(PostCode::new("NYC")),
        ),
    ] {
        let told = contradiction(sees(&mut heads, &shown));
        assert_eq!(told, Contradiction::None(none));
    }
    assert_eq!(heads.kept().count(), 1);
}

#[test]
fn a_line_is_held_against_the_head_of_its_place() {
    let mut heads = heads();
    sees(&mut heads, &head(0, 1, 5));
    sees(&mut heads, &head(0, 2, 5));
    assert!(heads.fits(Epoch(1), Seq(5), &link(0, 1, 5)));
    assert!(!heads.fits(Epoch(1), Seq(5), &link(0, 2, 5)));
    assert!(heads.fits(Epoch(2), Seq(5), &link(0, 2, 5)));
    assert!(heads.fits(Epoch(2), Seq(4), &link(7, 2, 4)), "nobody knows");
}

#[test]
fn only_so_many_are_remembered_and_they_lie_apart() {
    let mut heads = heads();
    let lines = 5_000;
    for seq in 1..=lines {
        sees(&mut heads, &head(0, 1, seq));
        assert!(heads.kept.len() <= MOST);
    }
    let kept: Vec<u64> = heads.kept.iter().map(|kept| kept.seq.0).collect();
    assert_eq!((kept.len(), kept[0], kept[MOST - 1]), (MOST, 1, lines));
    let widest = kept.windows(2).map(|pair| pair[1] - pair[0]).max().unwrap();
    assert!(widest <= 4 * lines / MOST as u64, "{widest}: {kept:?}");
    // Of what is forgotten nothing can be said; what is kept still tells.
    let old = kept[MOST / 2];
    let told = contradiction(heads.see(&head(1, 1, old), Asked(None)));
    assert!(matches!(told, Contradiction::OtherLink { .. }), "{told:?}");
}

#[test]
fn of_a_life_that_ended_its_last_head_is_remembered_and_of_the_oldest_none() {
    let mut heads = heads();
    let last = u32::try_from(MOST_LIVES).unwrap() + 5;
    for epoch in 1..=last {
        for seq in [3, 4] {
            sees(&mut heads, &head(0, epoch, seq));
        }
    }
    let kept: Vec<(u32, u64)> = heads.kept.iter().map(|k| (k.epoch.0, k.seq.0)).collect();
    let mut expected: Vec<(u32, u64)> = (5..last).map(|epoch| (epoch, 4)).collect();
    expected.extend([(last, 3), (last, 4)]);
    assert_eq!(kept, expected);
}

#[test]
fn what_is_remembered_survives_being_written_down() {
    let mut heads = heads();
    sees(&mut heads, &head(0, 1, 5));
    sees(&mut heads, &head(0, 2, 4));
    let text = serde_json::to_string(&heads).unwrap();
    let mut read: Heads = serde_json::from_str(&text).unwrap();
    assert_eq!(read, heads);
    let told = contradiction(sees(&mut read, &head(0, 2, 3)));
    assert!(matches!(told, Contradiction::Cut { .. }), "{told:?}");
}
