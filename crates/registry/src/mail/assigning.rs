//! Giving a mail that no post can be told for to a post: the administration reads whose it is.

use super::{TakenIn, item_key, taken_in, taken_key};
use crate::kept::{self, Kept};
use crate::line::Line;
use crate::world::Moment;
use crate::{Registry, Told};
use lingshi_ledger::{Kind, Reading, Room, StoreFault, Writing};
use lingshi_rules::ids::PostCode;
use lingshi_rules::people::By;
use lingshi_wire::mail::{MailId, MailItem};
use std::collections::BTreeSet;

const PAGE: Room = Room {
    rows: 500,
    bytes: 8 * 1024 * 1024,
};

/// Under which name a mail of no post was taken in.
fn name_of(tx: &mut (impl Reading + ?Sized), id: &MailId) -> Told<Option<String>> {
    let mut after = String::new();
    loop {
        let page = tx.realm_documents(Kind::MailTaken, &after, PAGE)?;
        let Some(last) = page.last() else {
            return Ok(None);
        };
        after.clone_from(&last.key.id);
        for document in &page {
            let taken: TakenIn = kept::read(document)?.value;
            if taken.id == *id && taken.post.is_none() {
                return Ok(Some(document.key.id.clone()));
            }
        }
    }
}

impl Registry {
    /// Puts a mail into the tray of a post, where its files stand already; false if no such mail waits for a post.
    pub fn assign_mail(
        &self,
        tx: &mut dyn Writing,
        (id, post): (&MailId, &PostCode),
        moment: &mut Moment<'_>,
    ) -> Told<bool> {
        let head = tx
            .lock_head(post)?
            .ok_or_else(|| StoreFault::misused("no such post"))?;
        let Some(name) = name_of(tx, id)? else {
            return Ok(false);
        };
        let key = item_key(id);
        tx.lock_realm(&BTreeSet::from([taken_key(&name), key.clone()]))?;
        let taken = taken_in(tx, &name)?.filter(|taken| taken.value.post.is_none());
        let kept: Option<Kept<MailItem>> = kept::of_realm(tx, &key)?;
        let (Some(taken), Some(kept)) = (taken, kept) else {
            return Ok(false);
        };
        tx.drop_realm(&key)?;
        let item = MailItem {
            post: Some(post.clone()),
            ..kept.value
        };
        let mut line = Line::next(post, head, "mail_assigned", By::System, moment);
        line.put(tx, key, None, &item, Vec::new())?;
        line.write(tx, None, moment)?;
        let new = TakenIn {
            post: Some(post.clone()),
            ..taken.value
        };
        kept::put_realm(tx, taken_key(&name), Some(taken.version), &new)?;
        Ok(true)
    }
}
