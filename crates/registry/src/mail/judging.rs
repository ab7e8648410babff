//! What a mail is taken for: the rulebook's verdict, with what is found under its number and its sender.

use crate::applicant::{self, Account, Contact};
use crate::kept::{self, Kept};
use crate::subjects::order_key;
use crate::{Registry, Told};
use lingshi_ledger::Reading;
use lingshi_rules::ids::PostCode;
use lingshi_rules::order::Order;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::supplement_mail::{
    Desk, Letter, Lookup, NotRecognised, OrderFacts, Receiving, Unreadable, Verdict, judge,
};
use lingshi_rules::values::{MailAddress, OrderNo};
use lingshi_wire::Sha;
use std::collections::BTreeSet;

/// A mail that has arrived, read as far as it can be.
#[derive(Clone)]
pub struct Arrived {
    /// Of its bytes, without what only its way here added.
    pub digest: Sha,
    /// The mail; or why it is none.
    pub letter: Result<Letter, Unreadable>,
    /// Its own name, in brackets.
    pub id: Option<String>,
    /// The names of the mails before it.
    pub before: Vec<String>,
    /// The mailboxes it came to, in small letters; none where only the mail itself could say.
    pub to: BTreeSet<String>,
}

/// Whom it is from is nobody's business in a trace.
impl std::fmt::Debug for Arrived {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Arrived").finish_non_exhaustive()
    }
}

/// A verdict, with what it stands on.
pub(super) struct Judged {
    pub(super) verdict: Verdict,
    /// The order the verdict names.
    pub(super) order: Option<Order>,
    /// The sender's own account.
    pub(super) account: Option<Account>,
}

impl Arrived {
    /// The one it says it is from.
    pub(super) fn sender(&self) -> Option<&MailAddress> {
        self.letter.as_ref().ok()?.from.first()
    }
}

impl Registry {
    /// What the mail is taken for at a post.
    pub(super) fn judged(
        &self,
        tx: &mut (impl Reading + ?Sized),
        arrived: &Arrived,
        (policy, receiving): (&PostPolicy, &Receiving),
        order: Option<Order>,
    ) -> Told<Judged> {
        let letter = match &arrived.letter {
            Ok(letter) => letter,
            Err(fault) => {
                return Ok(Judged {
                    verdict: Verdict::NotRecognised(NotRecognised::unreadable(*fault)),
                    order: None,
                    account: None,
                });
            }
        };
        let account = match arrived.sender() {
            Some(sender) => applicant::found(tx, &self.lookup, &Contact::Mail(sender.clone()))?,
            None => None,
        };
        let facts = match &order {
            Some(order) => Some(OrderFacts::of(order, address_of(tx, order)?)),
            None => None,
        };
        let lookup = Lookup {
            order: facts,
            sender_is_known: account.is_some(),
        };
        let verdict = judge(letter, Desk { policy, receiving }, &lookup);
        Ok(Judged {
            verdict,
            order,
            account: account.map(|(_, account)| account),
        })
    }
}

/// An order by its number, at whatever post: first at these.
pub(super) fn order_anywhere(
    tx: &mut (impl Reading + ?Sized),
    no: &OrderNo,
    first: &[PostCode],
) -> Told<Option<Order>> {
    let others = tx.posts()?;
    let others = others.into_iter().filter(|post| !first.contains(post));
    for post in first.iter().cloned().chain(others) {
        let kept: Option<Kept<Order>> = kept::of_post(tx, &post, &order_key(no))?;
        if let Some(kept) = kept {
            return Ok(Some(kept.value));
        }
    }
    Ok(None)
}

/// The address of the account that filed an order.
fn address_of(tx: &mut (impl Reading + ?Sized), order: &Order) -> Told<Option<MailAddress>> {
    let account = applicant::account(tx, &order.account)?;
    Ok(account.and_then(|kept| match kept.value.contact {
        Contact::Mail(address) => Some(address),
        Contact::Phone(_) => None,
    }))
}
