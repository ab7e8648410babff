//! The tray: mails that wait, and those that were settled and are kept a while longer.

use super::taking::attaching;
use super::{first_id, item_key};
use crate::kept::{self, Kept};
use crate::line::Line;
use crate::lookup::LookupSecret;
use crate::subjects::{Given, Giver, give_to_order, order_key};
use crate::{Registry, Told};
use lingshi_ledger::{Kind, Reading, Room, Writing};
use lingshi_rules::ids::{CommandId, FileId, PostCode};
use lingshi_rules::life::Action;
use lingshi_rules::order::Order;
use lingshi_rules::order::files::{FileSource, OrderFile, Slot};
use lingshi_rules::people::Actor;
use lingshi_rules::supplement_mail::tray::{TrayAct, TrayState, settle};
use lingshi_rules::values::Instant;
use lingshi_wire::mail::{MOST_MAILS, MailEnclosure, MailId, MailItem, Mails};
use lingshi_wire::{Sha, Why};
use std::collections::{BTreeMap, BTreeSet};

/// Read at once.
const PAGE: Room = Room {
    rows: 500,
    bytes: 8 * 1024 * 1024,
};

/// Days beyond its time that a mail may still be there, because nobody tidied up.
const LATE_DAYS: i64 = 30;

/// Which mails are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Those that wait.
    Waiting,
    /// Those that were settled as well.
    All,
}

impl Wanted {
    fn has(self, state: &TrayState) -> bool {
        match state {
            TrayState::Waiting => true,
            TrayState::Attached { .. } | TrayState::Discarded { .. } => self == Self::All,
            TrayState::Erased { .. } => false,
        }
    }
}

impl Registry {
    /// The mails of a post, the newest first; of the realm, those that no post can be told for.
    pub fn mails(
        &self,
        tx: &mut (impl Reading + ?Sized),
        post: Option<&PostCode>,
        wanted: Wanted,
        now: Instant,
    ) -> Told<Mails> {
        let mut after = match post {
            Some(post) => {
                let days = i64::from(self.settings(tx, post)?.retention.failed_mail_days);
                first_id(now.plus_days(-days - LATE_DAYS))
            }
            None => String::new(),
        };
        let mut mails: Vec<MailItem> = Vec::new();
        loop {
            let page = match post {
                Some(post) => tx.documents(post, Kind::MailItem, &after, PAGE)?,
                None => tx.realm_documents(Kind::MailItem, &after, PAGE)?,
            };
            let Some(last) = page.last() else { break };
            after.clone_from(&last.key.id);
            for document in &page {
                let item: MailItem = kept::read(document)?.value;
                mails.extend(Some(item).filter(|item| wanted.has(&item.state)));
            }
        }
        mails.reverse();
        let more = mails.len() > MOST_MAILS;
        mails.truncate(MOST_MAILS);
        Ok(Mails { mails, more })
    }

    /// A mail of a post, or one that no post can be told for.
    pub fn mail(
        &self,
        tx: &mut (impl Reading + ?Sized),
        post: Option<&PostCode>,
        id: &MailId,
    ) -> Told<Option<MailItem>> {
        let key = item_key(id);
        let kept: Option<Kept<MailItem>> = match post {
            Some(post) => kept::of_post(tx, post, &key)?,
            None => kept::of_realm(tx, &key)?,
        };
        Ok(kept.map(|kept| kept.value))
    }

    /// Which file came with a mail of a post as this one; none of a mail that was erased.
    pub fn enclosure(
        &self,
        tx: &mut (impl Reading + ?Sized),
        post: &PostCode,
        (id, number): (&MailId, u32),
    ) -> Told<Option<Sha>> {
        let content = self.mail(tx, Some(post), id)?.and_then(|item| item.content);
        let enclosure = content.and_then(|content| {
            let at = usize::try_from(number).ok()?;
            content.enclosures.into_iter().nth(at)
        });
        Ok(enclosure.and_then(|enclosure| Sha::parse(&enclosure.sha256)))
    }
}

/// What an officer does with a mail that waits; attaching is decided by the rulebook as on any order.
pub(crate) fn give_to_mail(
    tx: &mut dyn Writing,
    line: &mut Line<'_>,
    secret: &LookupSecret,
    (command, mail, act): (&CommandId, &MailId, &TrayAct),
    giver: Giver<'_>,
    now: Instant,
) -> Told<Result<(), Why>> {
    let key = item_key(mail);
    let kept: Option<Kept<MailItem>> = kept::of_post(tx, &giver.policy.code, &key)?;
    let Some(Kept { version, value }) = kept else {
        return Ok(Err(Why::NoSuchSubject));
    };
    let enclosures = value
        .content
        .as_ref()
        .map(|content| &content.enclosures[..]);
    let enclosures = enclosures.unwrap_or_default();
    let was = (&value.state, enclosures.len());
    let state = match settle(was, act, giver.actor, now) {
        Ok(state) => state,
        Err(refusal) => return Ok(Err(Why::Mail { refusal })),
    };
    if let TrayAct::Attach {
        order,
        enclosures: chosen,
    } = act
    {
        let kept: Option<Kept<Order>> = kept::of_post(tx, &giver.policy.code, &order_key(order))?;
        let Some(to) = kept.map(|kept| kept.value) else {
            return Ok(Err(Why::NoSuchSubject));
        };
        let files = order_files(mail, enclosures, chosen, now);
        let action = Action::AttachMail { files };
        let command = attaching(command.clone(), &to, giver.policy, action, now);
        let command = Given {
            no: order,
            command: &command,
            displayed: &BTreeMap::new(),
        };
        // The officer vouches for the sender, and the line bears their signature; what the files do to the order is
        // done by the system, as with a mail that was believed.
        let by_system = Giver {
            actor: &Actor::System,
            ..giver
        };
        if let Err(why) = give_to_order(tx, line, secret, command, by_system, now)? {
            return Ok(Err(why));
        }
    }
    let settled = MailItem {
        state,
        ..value.clone()
    };
    line.put(tx, key, Some(version), &settled, Vec::new())?;
    Ok(Ok(()))
}

/// The chosen enclosures as files of an order.
pub(super) fn order_files(
    mail: &MailId,
    enclosures: &[MailEnclosure],
    chosen: &[u32],
    now: Instant,
) -> Vec<OrderFile> {
    let of = |number: &u32| {
        let enclosure = enclosures.get(usize::try_from(*number).ok()?)?;
        Some(OrderFile {
            id: FileId::new(format!("mail-{mail}-{number}")),
            slot: Slot::OTHER,
            name: enclosure.name.clone(),
            mime: mime(enclosure).to_owned(),
            bytes: enclosure.bytes,
            sha256: enclosure.sha256.clone(),
            source: FileSource::Mail,
            uploaded_at: now,
            judgement: None,
            replaced: false,
            extra: lingshi_rules::order::Extra::default(),
        })
    };
    chosen.iter().filter_map(of).collect()
}

/// By its bytes; what did not arrive whole is taken for no picture.
fn mime(enclosure: &MailEnclosure) -> &'static str {
    use lingshi_rules::supplement_mail::FileKind;
    match &enclosure.fate {
        Some(fate) => fate.mime(enclosure.kind),
        None if enclosure.whole => enclosure.kind.mime(),
        None => FileKind::Unknown.mime(),
    }
}

/// Keeps a mail that no post can be told for.
pub(super) fn put_unplaced(tx: &mut dyn Writing, item: &MailItem) -> Told<()> {
    kept::put_realm(tx, item_key(&item.id), None, item)
}

fn files_of(item: MailItem) -> impl Iterator<Item = Sha> {
    let enclosures = item.content.map(|content| content.enclosures);
    let enclosures = enclosures.unwrap_or_default().into_iter();
    enclosures.filter_map(|enclosure| Sha::parse(&enclosure.sha256))
}

/// Every file that a mail of this post names. A mail that cannot be read is a fault, and nothing is known then.
pub(crate) fn files_of_mails(
    tx: &mut (impl Reading + ?Sized),
    post: &PostCode,
) -> Told<BTreeSet<Sha>> {
    let mut all = BTreeSet::new();
    let mut after = String::new();
    loop {
        let page = tx.documents(post, Kind::MailItem, &after, PAGE)?;
        let Some(last) = page.last() else {
            return Ok(all);
        };
        after.clone_from(&last.key.id);
        for document in &page {
            all.extend(files_of(kept::read(document)?.value));
        }
    }
}

/// Every file of the mails that no post can be told for.
pub fn files_of_unplaced(tx: &mut (impl Reading + ?Sized)) -> Told<BTreeSet<Sha>> {
    let mut all = BTreeSet::new();
    let mut after = String::new();
    loop {
        let page = tx.realm_documents(Kind::MailItem, &after, PAGE)?;
        let Some(last) = page.last() else {
            return Ok(all);
        };
        after.clone_from(&last.key.id);
        for document in &page {
            all.extend(files_of(kept::read(document)?.value));
        }
    }
}
