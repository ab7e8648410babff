//! An order as its applicant sees it, put together field by field: what officers noted, checked, found or claimed is
//! not left out of it, it never comes in.

use super::draft::{self, Draft};
use super::{account, ask::Place};
use crate::kept::{self, Kept};
use crate::subjects::{self, Giver, order_key};
use crate::{Registry, Told};
use lingshi_ledger::Reading;
use lingshi_rules::ids::{AccountId, FileId, PostCode};
use lingshi_rules::life::refusal::Side;
use lingshi_rules::life::terms::terms;
use lingshi_rules::life::{Action, ActionKind, Context, Status, may_do};
use lingshi_rules::materials::{Applied, wanted};
use lingshi_rules::order::Order;
use lingshi_rules::order::files::{FileSource, OrderFile};
use lingshi_rules::people::Actor;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::values::{Instant, OrderNo};
use lingshi_wire::Sha;
use lingshi_wire::applicant::order::{
    FileSeen, MeetingSeen, MyOrders, OrderLine, OrderSeen, PaymentSeen, ReceiptSeen, RefundSeen,
    Stage, SupplementSeen,
};
use std::collections::BTreeSet;
use strum::IntoEnumIterator;

/// An order or a draft of an account, with until when a draft is kept.
#[derive(Clone)]
pub(super) struct Mine {
    pub(super) order: Order,
    pub(super) lapses: Option<Instant>,
}

impl Mine {
    fn of_draft(draft: Draft) -> Option<Self> {
        let until = draft.until;
        draft.open.map(|open| Self {
            order: open.order,
            lapses: Some(until),
        })
    }

    fn line(&self) -> OrderLine {
        let order = &self.order;
        let name = &order.form.applicant.name;
        let zh = name.zh();
        OrderLine {
            no: order.no.clone(),
            post: order.post.clone(),
            business: order.business,
            name: if zh.is_empty() { name.latin() } else { zh },
            status: order.status,
            status_since: order.status_since,
            lapses: self.lapses,
        }
    }
}

/// What the applicant uploaded and may look at: not what officers scanned, and not what was erased.
fn own_files(order: &Order) -> impl Iterator<Item = &OrderFile> {
    let own = |file: &&OrderFile| {
        let officers = file.source == FileSource::Officer;
        !officers && !file.replaced && !order.erased.contains(&file.id)
    };
    order.files.values().filter(own)
}

impl Registry {
    /// An order or a draft of an account; for any other account there is none.
    pub(super) fn mine(
        &self,
        tx: &mut (impl Reading + ?Sized),
        (of, no): (&AccountId, &OrderNo),
    ) -> Told<Option<Mine>> {
        match self.place(tx, (of, no))? {
            None => Ok(None),
            Some(Place::Draft(_)) => {
                let kept = draft::of(tx, (of, no))?;
                Ok(kept.and_then(|kept| Mine::of_draft(kept.value)))
            }
            Some(Place::Filed(post)) => {
                let kept: Option<Kept<Order>> = kept::of_post(tx, &post, &order_key(no))?;
                let order = kept.map(|kept| kept.value);
                let order = order.filter(|order| order.account == *of);
                Ok(order.map(|order| Mine {
                    order,
                    lapses: None,
                }))
            }
        }
    }

    /// The post an order or a draft of an account is of.
    pub fn post_of(
        &self,
        tx: &mut (impl Reading + ?Sized),
        of: (&AccountId, &OrderNo),
    ) -> Told<Option<PostCode>> {
        Ok(self.mine(tx, of)?.map(|mine| mine.order.post))
    }

    /// Everything an account has begun or filed, the newest first.
    pub fn my_orders(&self, tx: &mut (impl Reading + ?Sized), of: &AccountId) -> Told<MyOrders> {
        let owner = account::account(tx, of)?;
        let drafts = owner.map(|kept| kept.value.drafts).unwrap_or_default();
        let mut all = Vec::new();
        for no in &drafts {
            let kept = draft::of(tx, (of, no))?;
            all.extend(kept.and_then(|kept| Mine::of_draft(kept.value)));
        }
        let filed = self.filed(tx, of)?.into_iter().map(|order| Mine {
            order,
            lapses: None,
        });
        all.extend(filed);
        all.sort_by(|a, b| {
            let key = |mine: &Mine| (mine.order.status_since, mine.order.no.clone());
            key(b).cmp(&key(a))
        });
        let orders = all.iter().map(Mine::line).collect();
        Ok(MyOrders { orders })
    }

    /// One order or draft of an account.
    pub fn my_order(
        &self,
        tx: &mut (impl Reading + ?Sized),
        of: (&AccountId, &OrderNo),
        now: Instant,
    ) -> Told<Option<OrderSeen>> {
        let Some(mine) = self.mine(tx, of)? else {
            return Ok(None);
        };
        let policy = self.settings(tx, &mine.order.post)?;
        let may = self.may(tx, &mine.order, &policy, now)?;
        Ok(Some(seen(&mine, may, &policy, now)))
    }

    /// What its applicant may do with an order now.
    fn may(
        &self,
        tx: &mut (impl Reading + ?Sized),
        order: &Order,
        policy: &PostPolicy,
        now: Instant,
    ) -> Told<BTreeSet<ActionKind>> {
        let actor = Actor::Applicant {
            account: order.account.clone(),
        };
        let giver = Giver {
            actor: &actor,
            policy,
        };
        let facts = subjects::gather(tx, &self.lookup, order, &Action::Submit, giver, now)?;
        let ctx = Context {
            actor: &actor,
            policy,
            now,
            facts: &facts,
        };
        let own = |kind: &ActionKind| terms(*kind).sides.contains(&Side::Applicant);
        Ok(ActionKind::iter()
            .filter(own)
            .filter(|kind| may_do(order, *kind, &ctx).is_ok())
            .collect())
    }

    /// Where the bytes of a file of an order are: its post, and its digest.
    pub fn my_file(
        &self,
        tx: &mut (impl Reading + ?Sized),
        of: (&AccountId, &OrderNo),
        file: &FileId,
    ) -> Told<Option<(PostCode, Sha)>> {
        let Some(Mine { order, .. }) = self.mine(tx, of)? else {
            return Ok(None);
        };
        let found = own_files(&order).find(|own| own.id == *file);
        let digest = found.and_then(|file| Sha::parse(&file.sha256));
        Ok(digest.map(|digest| (order.post.clone(), digest)))
    }
}

fn seen(mine: &Mine, may: BTreeSet<ActionKind>, policy: &PostPolicy, now: Instant) -> OrderSeen {
    let order = &mine.order;
    let uploads = matches!(order.status, Status::Draft | Status::Supplement);
    let asked = order.review.supplement.as_ref();
    let delivery = order.delivery.as_ref();
    OrderSeen {
        line: mine.line(),
        version: order.version,
        submitted_at: order.submitted_at,
        form: order.form.clone(),
        face_check: order.face_check,
        files: own_files(order).map(file).collect(),
        wanted: if uploads {
            wanted(&Applied::of(order, policy, now))
        } else {
            Vec::new()
        },
        payment: payment(order),
        meeting: MeetingSeen {
            state: order.interview.state,
            slot: order.interview.slot,
            number: order.interview.number,
            ringing: order.interview.ringing,
        },
        old_document: order.old_document,
        supplement: asked
            .filter(|_| order.status == Status::Supplement)
            .map(|asked| SupplementSeen {
                slots: asked.slots.clone(),
                due: asked.due,
            }),
        visit: order.visit.as_ref().map(|visit| visit.at),
        tracking: delivery.and_then(|delivery| delivery.tracking.clone()),
        stages: order.changes.iter().map(stage).collect(),
        may,
    }
}

fn stage(change: &lingshi_rules::order::log::Change) -> Stage {
    Stage {
        status: change.to,
        at: change.at,
    }
}

fn file(file: &OrderFile) -> FileSeen {
    FileSeen {
        id: file.id.clone(),
        slot: file.slot,
        name: file.name.clone(),
        mime: file.mime.clone(),
        bytes: file.bytes,
        uploaded_at: file.uploaded_at,
    }
}

fn payment(order: &Order) -> PaymentSeen {
    let payment = &order.payment;
    PaymentSeen {
        due: payment.due,
        mode: payment.mode,
        until: payment.until,
        state: payment.state,
        receipts: payment
            .receipts
            .iter()
            .map(|receipt| ReceiptSeen {
                kind: receipt.kind,
                amount: receipt.amount,
                state: receipt.state,
                at: receipt.at,
            })
            .collect(),
        refunds: payment
            .refunds
            .iter()
            .map(|refund| RefundSeen {
                amount: refund.amount,
                at: refund.at,
            })
            .collect(),
    }
}
