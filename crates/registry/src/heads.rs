//! Signing how far a log has come. The key and the time are handed in.

use lingshi_ledger::Head;
use lingshi_rules::ids::PostCode;
use lingshi_rules::values::Instant;
use lingshi_wire::{HeadSays, SignedHead, SigningKey};

/// The head of a post, signed by the server.
pub fn signed(
    (realm, post): (&str, &PostCode),
    head: &Head,
    server: &SigningKey,
    now: Instant,
) -> SignedHead {
    let says = HeadSays {
        realm: realm.to_owned(),
        post: post.clone(),
        epoch: head.epoch,
        seq: head.seq,
        link: head.link,
        at: now,
    };
    SignedHead::sign(&says, server)
}
