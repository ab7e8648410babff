//! Erasing mails whose time is over. What came of an order's files is the order's; here goes what lay in the tray.

use super::{TakenIn, item_key, taken_key};
use crate::kept::{self, Kept};
use crate::line::Line;
use crate::world::Moment;
use crate::{Registry, Told};
use lingshi_ledger::{DocKey, Kind, Reading, Room, StoreFault, Writing};
use lingshi_rules::ids::PostCode;
use lingshi_rules::people::By;
use lingshi_rules::retention::failed_mail_due;
use lingshi_rules::supplement_mail::tray::TrayState;
use lingshi_rules::values::Instant;
use lingshi_wire::mail::MailItem;
use std::collections::BTreeSet;

const PAGE: Room = Room {
    rows: 500,
    bytes: 8 * 1024 * 1024,
};

/// A mail whose time is over. It is looked at again before it goes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct MailOver {
    name: String,
    post: Option<PostCode>,
}

impl Registry {
    /// Mails whose time is over.
    pub fn mails_over(
        &self,
        tx: &mut (impl Reading + ?Sized),
        now: Instant,
    ) -> Told<Vec<MailOver>> {
        let (mut all, mut after) = (Vec::new(), String::new());
        loop {
            let page = tx.realm_documents(Kind::MailTaken, &after, PAGE)?;
            let Some(last) = page.last() else {
                return Ok(all);
            };
            after.clone_from(&last.key.id);
            for document in &page {
                let taken: TakenIn = kept::read(document)?.value;
                if self.is_over(tx, &taken, now)? {
                    let name = document.key.id.clone();
                    let post = taken.post;
                    all.push(MailOver { name, post });
                }
            }
        }
    }

    /// Where no post can be told, the shortest time of all of them is right.
    fn is_over(
        &self,
        tx: &mut (impl Reading + ?Sized),
        taken: &TakenIn,
        now: Instant,
    ) -> Told<bool> {
        let settings = if let Some(post) = &taken.post {
            vec![self.settings(tx, post)?]
        } else {
            let all = self.all_settings(tx)?;
            all.into_iter().map(|(_, policy)| policy).collect()
        };
        let mut due = settings
            .iter()
            .map(|policy| failed_mail_due(taken.at, policy));
        Ok(due.any(|due| due <= now))
    }

    /// Erases one mail if its time is over still; whether it was.
    pub fn erase_mail(
        &self,
        tx: &mut dyn Writing,
        over: &MailOver,
        moment: &mut Moment<'_>,
    ) -> Told<bool> {
        let head = match &over.post {
            Some(post) => tx.lock_head(post)?,
            None => None,
        };
        let Some(seen) = super::taken_in(tx, &over.name)? else {
            return Ok(false);
        };
        let answer = DocKey::new(Kind::MailAnswer, seen.value.id.as_str());
        let keys = BTreeSet::from([taken_key(&over.name), answer.clone()]);
        tx.lock_realm(&keys)?;
        let Some(taken) = super::taken_in(tx, &over.name)? else {
            return Ok(false);
        };
        if taken.value.post != over.post || !self.is_over(tx, &taken.value, moment.now)? {
            return Ok(false);
        }
        let key = item_key(&taken.value.id);
        match (&over.post, head) {
            (Some(post), Some(head)) => {
                let kept: Option<Kept<MailItem>> = kept::of_post(tx, post, &key)?;
                let kept = kept.ok_or_else(|| StoreFault::damaged("a mail is not there"))?;
                let left = MailItem {
                    state: TrayState::Erased { at: moment.now },
                    content: None,
                    ..kept.value
                };
                let mut line = Line::next(post, head, "mail_erased", By::System, moment);
                line.put(tx, key, Some(kept.version), &left, Vec::new())?;
                line.write(tx, None, moment)?;
            }
            (Some(_), None) => return Err(StoreFault::damaged("a mail of no post")),
            (None, _) => tx.drop_realm(&key)?,
        }
        tx.drop_realm(&answer)?;
        tx.drop_realm(&taken_key(&over.name))?;
        Ok(true)
    }
}
