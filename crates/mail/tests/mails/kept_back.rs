//! What a mail says of people stays out of logs, and the two places that judge a file agree.

use crate::{mails, world};
use lingshi_rules::business::Business;
use lingshi_rules::ids::FileId;
use lingshi_rules::life::event::What;
use lingshi_rules::life::{Action, Status, decide};
use lingshi_rules::order::files::{OrderFile, Slot};
use lingshi_rules::people::Actor;
use lingshi_rules::supplement_mail::{Enclosure, Fate, Verdict};
use lingshi_rules::walk::station;

#[test]
fn debug_forms_tell_nothing_of_what_people_wrote() {
    let mut looked = 0;
    for (name, bytes) in mails() {
        let Ok(mail) = lingshi_mail::read(&bytes) else {
            continue;
        };
        let verdict = world::verdict(&mail.letter, &mail.contents);
        let shown = format!("{mail:?} {verdict:?}");
        for personal in [
            "张三",
            "張",
            "zhangsan",
            "护照",
            "ZHANG",
            "11010519900307283X",
            "IMG_",
        ] {
            assert!(!shown.contains(personal), "{name} shows {personal}");
        }
        looked += 1;
    }
    assert!(looked > 40);
}

/// One enclosure as it is attached.
fn attached(enclosure: &Enclosure, fate: &Fate, sample: OrderFile) -> OrderFile {
    OrderFile {
        id: FileId::new("from-mail"),
        sha256: enclosure.sha256.clone(),
        bytes: enclosure.bytes,
        mime: fate.mime(enclosure.kind).to_owned(),
        ..sample
    }
}

#[test]
fn what_is_called_fit_here_is_attached_as_fit_and_what_is_unfit_as_unfit() {
    let walk = station(world::brussels(), Business::PpRenew, Status::Supplement).unwrap();
    let (mut fit, mut unfit) = (0, 0);
    for (name, bytes) in mails() {
        let Ok(mail) = lingshi_mail::read(&bytes) else {
            continue;
        };
        let Verdict::Recognised(found) = world::verdict(&mail.letter, &mail.contents) else {
            continue;
        };
        for (file, enclosure) in found.files.iter().zip(&mail.letter.enclosures) {
            if matches!(file.fate, Fate::LeftOut { .. }) {
                continue;
            }
            let files = vec![attached(enclosure, &file.fate, walk.file(Slot(2)))];
            let command = walk.command(&Actor::System, Action::AttachMail { files });
            let events = decide(&walk.order, &command, &walk.context(&Actor::System)).unwrap();
            let judged = events
                .iter()
                .any(|e| matches!(e.what, What::FileJudged { .. }));
            assert_eq!(judged, file.fate != Fate::Fit, "{name}: {:?}", file.fate);
            if judged { unfit += 1 } else { fit += 1 }
        }
    }
    assert!(fit > 30 && unfit > 8, "{fit} fit, {unfit} unfit");
}
