//! To which post a mail belongs: that of the order it names, or else the one whose mailbox it came to.

use super::judging::{Arrived, order_anywhere};
use crate::{Registry, Told};
use lingshi_ledger::{FaultKind, Reading, StoreFault};
use lingshi_rules::ids::PostCode;
use lingshi_rules::order::Order;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::supplement_mail::{
    Desk, Lookup, NotRecognised, Receiving, Verdict, judge, order_named,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where a mail belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// In whose tray; in none, where no post can be told.
    pub post: Option<PostCode>,
    /// Under whose settings it is judged and answered.
    pub(super) judged_at: PostCode,
}

/// A place, with the order the mail names.
pub(super) struct Found {
    pub(super) placed: Placed,
    pub(super) order: Option<Order>,
}

impl Registry {
    /// Which posts take supplements at which mailbox, in small letters.
    pub fn mailboxes(
        &self,
        tx: &mut (impl Reading + ?Sized),
    ) -> Told<BTreeMap<String, BTreeSet<PostCode>>> {
        let mut all: BTreeMap<String, BTreeSet<PostCode>> = BTreeMap::new();
        for (post, policy) in self.all_settings(tx)? {
            let mailbox = policy.supplement.mailbox.to_lowercase();
            all.entry(mailbox).or_default().insert(post);
        }
        Ok(all)
    }

    pub(super) fn all_settings(
        &self,
        tx: &mut (impl Reading + ?Sized),
    ) -> Told<Vec<(PostCode, Arc<PostPolicy>)>> {
        let posts = tx.posts()?;
        let settings = posts.into_iter().map(|post| {
            let policy = self.settings(tx, &post)?;
            Ok((post, policy))
        });
        settings.collect()
    }

    /// Where a mail belongs; nowhere any more, if it was taken in before.
    pub fn place_mail(
        &self,
        tx: &mut (impl Reading + ?Sized),
        arrived: &Arrived,
        receiving: &Receiving,
    ) -> Told<Option<Placed>> {
        if super::taken_in(tx, &self.name_of_mail(arrived))?.is_some() {
            return Ok(None);
        }
        let found = self.find_place(tx, arrived, receiving)?;
        Ok(Some(found.placed))
    }

    /// Under which name a mail is known again; nothing can be read from it.
    pub(super) fn name_of_mail(&self, arrived: &Arrived) -> String {
        self.lookup.named("mail", &arrived.digest.to_string())
    }

    pub(super) fn find_place(
        &self,
        tx: &mut (impl Reading + ?Sized),
        arrived: &Arrived,
        receiving: &Receiving,
    ) -> Told<Found> {
        let all = self.all_settings(tx)?;
        let ours: Vec<PostCode> = all
            .iter()
            .filter(|(_, policy)| is_to(arrived, policy))
            .map(|(post, _)| post.clone())
            .collect();
        let first = ours.first().or(all.first().map(|(post, _)| post));
        let no_post = || StoreFault::new(FaultKind::Busy, "no post is open yet");
        let judged_at = first.cloned().ok_or_else(no_post)?;
        let only = (ours.len() == 1).then(|| judged_at.clone());
        let placed = |post: Option<PostCode>| Placed {
            judged_at: post.clone().unwrap_or_else(|| judged_at.clone()),
            post,
        };
        let Ok(letter) = &arrived.letter else {
            let placed = placed(only);
            return Ok(Found {
                placed,
                order: None,
            });
        };
        if let Some(no) = order_named(letter)
            && let Some(order) = order_anywhere(tx, &no, &ours)?
        {
            // An order of a post with another mailbox is told to those whose mailbox it came to.
            let here = ours.contains(&order.post);
            let post = if here { Some(order.post.clone()) } else { only };
            let placed = placed(post);
            let order = Some(order);
            return Ok(Found { placed, order });
        }
        let policy = self.settings(tx, &judged_at)?;
        let desk = Desk {
            policy: &policy,
            receiving,
        };
        let meant = match judge(letter, desk, &Lookup::default()) {
            Verdict::NotRecognised(NotRecognised {
                offered: Some(no), ..
            }) => order_anywhere(tx, &no, &ours)?,
            Verdict::NotRecognised(_) | Verdict::Recognised(_) => None,
        };
        let meant = meant.map(|order| order.post);
        let post = meant.filter(|post| ours.contains(post)).or(only);
        let placed = placed(post);
        Ok(Found {
            placed,
            order: None,
        })
    }
}

/// A mail that nobody says the mailbox of came to all of them.
fn is_to(arrived: &Arrived, policy: &PostPolicy) -> bool {
    let mailbox = policy.supplement.mailbox.to_lowercase();
    arrived.to.is_empty() || arrived.to.contains(&mailbox)
}
