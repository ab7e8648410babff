//! Money paid on line: begun with a provider, and booked when the provider says that it came.
//!
//! A notice is known again by its payment and the provider's number: it is booked once, however often it comes. What
//! the order cannot take goes back. Whoever touches a payment holds the head of its post.

use crate::kept::{self, Kept};
use crate::subjects::order_key;
use crate::world::Moment;
use crate::{Registry, Told};
use lingshi_ledger::{DocKey, Kind, Reading, StoreFault, Writing};
use lingshi_rules::fees::may_be_paid_online;
use lingshi_rules::ids::{AccountId, CommandId, PaymentId, PostCode};
use lingshi_rules::life::{Action, ActionKind, Command, Context, Facts, RULEBOOK, Refusal, may_do};
use lingshi_rules::order::Order;
use lingshi_rules::order::payment::{Receipt, ReceiptState};
use lingshi_rules::people::{Actor, By};
use lingshi_rules::post::PostPolicy;
use lingshi_rules::post::policy::PaymentKind;
use lingshi_rules::values::{Instant, Money, OrderNo};
use lingshi_wire::answer::NotTaken;
use lingshi_wire::applicant::paying::{Booked, PaymentNotice};
use lingshi_wire::{Answer, Sha};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A payment as it is kept.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Payment {
    post: PostCode,
    no: OrderNo,
    amount: Money,
    until: Instant,
    /// What came in, by the provider's number.
    #[serde(default)]
    came: BTreeMap<String, Came>,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Came {
    amount: Money,
    at: Instant,
    became: Booked,
    /// When it was sent back, if it was to be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sent_back: Option<Instant>,
}

/// A payment that is begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    /// Its name.
    pub payment: PaymentId,
    /// How much.
    pub amount: Money,
    /// Until when.
    pub until: Instant,
}

/// Why nothing was begun or booked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadPayment {
    /// No such order, or no such payment.
    NotHere,
    /// The rulebook says no.
    Refused(Refusal),
    /// The provider's number belongs to another notice.
    OtherNotice,
    /// Something came between: ask again.
    Later,
}

/// What became of a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noticed {
    /// Booked, or to be sent back.
    pub became: Booked,
    /// The provider is still to be told to send it back.
    pub send_back: bool,
}

fn key(payment: &PaymentId) -> DocKey {
    DocKey::new(Kind::Payment, payment.as_str())
}

fn payment(tx: &mut (impl Reading + ?Sized), payment: &PaymentId) -> Told<Option<Kept<Payment>>> {
    kept::of_realm(tx, &key(payment))
}

fn may_be_paid(order: &Order, policy: &PostPolicy, now: Instant) -> Result<(), Refusal> {
    let actor = Actor::Applicant {
        account: order.account.clone(),
    };
    let facts = Facts::default();
    let ctx = Context {
        actor: &actor,
        policy,
        now,
        facts: &facts,
    };
    may_do(order, ActionKind::ChoosePayment, &ctx)?;
    may_be_paid_online(order, policy)
}

impl Registry {
    /// Begins a payment for an order that waits for its money; the same again is the same payment.
    pub fn begin_payment(
        &self,
        tx: &mut dyn Writing,
        of: (&AccountId, &OrderNo),
        id: &str,
        now: Instant,
    ) -> Told<Result<Begun, BadPayment>> {
        let Some(post) = self.post_of(tx, of)? else {
            return Ok(Err(BadPayment::NotHere));
        };
        tx.lock_head(&post)?;
        let Some(order) = self.mine(tx, of)?.map(|mine| mine.order) else {
            return Ok(Err(BadPayment::NotHere));
        };
        let (account, no) = of;
        let name = self
            .lookup
            .named("payment", &format!("{account}/{no}/{id}"));
        let name = PaymentId::new(name.get(..32).unwrap_or_default());
        if let Some(known) = payment(tx, &name)? {
            let Payment { amount, until, .. } = known.value;
            let payment = name;
            return Ok(Ok(Begun {
                payment,
                amount,
                until,
            }));
        }
        let policy = self.settings(tx, &post)?;
        if let Err(refusal) = may_be_paid(&order, &policy, now) {
            return Ok(Err(BadPayment::Refused(refusal)));
        }
        let Some(until) = order.payment.until else {
            return Ok(Err(BadPayment::Refused(Refusal::PaymentTimeOver)));
        };
        let new = Payment {
            post,
            no: no.clone(),
            amount: order.payment.due,
            until,
            came: BTreeMap::new(),
        };
        kept::put_realm(tx, key(&name), None, &new)?;
        Ok(Ok(Begun {
            payment: name,
            amount: new.amount,
            until,
        }))
    }

    /// Takes what a provider says came in.
    pub fn take_notice(
        &self,
        tx: &mut dyn Writing,
        notice: &PaymentNotice,
        moment: &mut Moment<'_>,
    ) -> Told<Result<Noticed, BadPayment>> {
        let Some(before) = payment(tx, &notice.payment)? else {
            return Ok(Err(BadPayment::NotHere));
        };
        let post = before.value.post;
        tx.lock_head(&post)?;
        let gone = || StoreFault::damaged("a payment is gone");
        let Kept { version, mut value } = payment(tx, &notice.payment)?.ok_or_else(gone)?;
        if let Some(came) = value.came.get(&notice.reference) {
            if came.amount != notice.amount {
                return Ok(Err(BadPayment::OtherNotice));
            }
            let send_back = came.became == Booked::SentBack && came.sent_back.is_none();
            return Ok(Ok(Noticed {
                became: came.became,
                send_back,
            }));
        }
        let became = match self.book(tx, (&post, &value.no), notice, moment)? {
            Answer::Accepted { .. } => Booked::Booked,
            Answer::Refused { .. } => Booked::SentBack,
            Answer::NotTaken {
                why: NotTaken::IdTaken,
            } => return Ok(Err(BadPayment::OtherNotice)),
            Answer::NotTaken { .. } | Answer::Later { .. } => return Ok(Err(BadPayment::Later)),
        };
        let came = Came {
            amount: notice.amount,
            at: moment.now,
            became,
            sent_back: None,
        };
        value.came.insert(notice.reference.clone(), came);
        kept::put_realm(tx, key(&notice.payment), Some(version), &value)?;
        let send_back = became == Booked::SentBack;
        Ok(Ok(Noticed { became, send_back }))
    }

    fn book(
        &self,
        tx: &mut dyn Writing,
        (post, no): (&PostCode, &OrderNo),
        notice: &PaymentNotice,
        moment: &mut Moment<'_>,
    ) -> Told<Answer> {
        let policy = self.settings(tx, post)?;
        let kept: Option<Kept<Order>> = kept::of_post(tx, post, &order_key(no))?;
        let gone = || StoreFault::damaged("a payment of no order");
        let order = kept.ok_or_else(gone)?.value;
        let command = confirming(&order, notice, &policy, moment.now);
        let digest = Sha::of_parts("lingshi/notice/1", &[&kept::body(notice)?]);
        let subject = (post, no);
        self.given(tx, subject, &Actor::System, (&command, digest), moment)
    }

    /// Notes that the provider sent the money back.
    pub fn sent_back(
        &self,
        tx: &mut dyn Writing,
        notice: &PaymentNotice,
        now: Instant,
    ) -> Told<()> {
        let Some(before) = payment(tx, &notice.payment)? else {
            return Ok(());
        };
        tx.lock_head(&before.value.post)?;
        let Some(Kept { version, mut value }) = payment(tx, &notice.payment)? else {
            return Ok(());
        };
        if let Some(came) = value.came.get_mut(&notice.reference) {
            came.sent_back.get_or_insert(now);
            kept::put_realm(tx, key(&notice.payment), Some(version), &value)?;
        }
        Ok(())
    }
}

/// Money of another number is other money, though it was paid twice for the same.
fn confirming(order: &Order, notice: &PaymentNotice, policy: &PostPolicy, now: Instant) -> Command {
    let (payment, reference) = (&notice.payment, &notice.reference);
    let digest = Sha::of_parts("lingshi/paid/1", &[reference.as_bytes()]).to_string();
    let name = format!("{payment}-{}", digest.get(..16).unwrap_or_default());
    let online = policy.payment.kinds.iter().find(|kind| kind.is_online());
    let receipt = Receipt {
        id: PaymentId::new(name.clone()),
        kind: online.copied().unwrap_or(PaymentKind::Wechat),
        amount: notice.amount,
        reference: Some(reference.clone()),
        payee: None,
        memo: None,
        image: None,
        rate: None,
        state: ReceiptState::Cleared,
        by: By::System,
        at: now,
    };
    Command {
        id: CommandId::new(format!("paid/{name}")),
        seen: order.version,
        stands_on: Vec::new(),
        fence: None,
        provisional: false,
        looked_at: BTreeSet::new(),
        rulebook: RULEBOOK,
        policy: policy.digest().as_str().to_owned(),
        device_time: now,
        action: Action::ConfirmOnlinePayment { receipt },
    }
}
