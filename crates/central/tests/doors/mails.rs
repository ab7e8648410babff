//! A mail that waits in the tray, for right requests at its doors.

use crate::common::{House, Post};
use lingshi_central::blobs::{Bringer, Store};
use lingshi_registry::mail::Arrived;
use lingshi_rules::order::Order;
use lingshi_rules::supplement_mail::{Enclosure, FileKind, Letter, Place, Receiving, ReturnPath};
use lingshi_rules::values::MailAddress;
use lingshi_wire::Sha;
use lingshi_wire::mail::MailId;
use sha2::{Digest, Sha256};

const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n, as far as anybody looks";

fn digest() -> Sha {
    Sha::of_kept(&Sha256::digest(PICTURE)).unwrap()
}

fn letter(order: &Order) -> Letter {
    Letter {
        from: vec![MailAddress::parse("stranger@example.com").unwrap()],
        return_path: ReturnPath::Given,
        subject: order.no.to_string(),
        text: String::new(),
        enclosed_texts: Vec::new(),
        enclosures: vec![Enclosure {
            name: "1.png".to_owned(),
            declared: "image/png".to_owned(),
            kind: FileKind::Png,
            bytes: PICTURE.len() as u64,
            sha256: digest().to_string(),
            place: Place::Attached,
            pixels: None,
            whole: true,
            depth: 0,
        }],
        automatic: Vec::new(),
        reports: Vec::new(),
        remote_pictures: 0,
        clouds: Vec::new(),
        seal: None,
        shortcomings: Vec::new(),
    }
}

/// Takes in a mail of a stranger with one picture; its name.
pub(crate) async fn waits(house: &House, post: &Post, order: &Order) -> MailId {
    let store = Store::folder(&house.config.folder.join("blobs")).unwrap();
    let whose = (&post.code, &Bringer::Mail);
    store.keep(whose, &digest(), PICTURE.into()).await.unwrap();
    let arrived = Arrived {
        digest: Sha::of_parts("a mail", &[]),
        letter: Ok(letter(order)),
        id: None,
        before: Vec::new(),
        to: [post.policy.supplement.mailbox.to_lowercase()].into(),
    };
    let receiving = Receiving {
        authserv_id: "mx.example".to_owned(),
        own_hops: 1,
    };
    let registry = house.registry();
    house.write(|tx, moment| {
        let placed = registry.place_mail(tx, &arrived, &receiving)?.unwrap();
        let at = (&placed, &receiving);
        registry.take_mail(tx, &arrived, at, false, moment)
    });
    let now = lingshi_central::world::now();
    let wanted = lingshi_registry::mail::Wanted::Waiting;
    let mails = house.read(|tx| registry.mails(tx, Some(&post.code), wanted, now));
    mails.mails[0].id.clone()
}
