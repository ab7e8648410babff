//! Contradictions of fees, and of how the money is to reach the post.

use super::Clashes;
use crate::post::contradiction::Contradiction;
use crate::post::policy::{
    PaymentDue, PaymentKind, PaymentRules, PickupMode, PostPolicy, SubmitMode,
};

impl PostPolicy {
    pub(super) fn check_fees(&self, clashes: &mut Clashes) {
        let fees = &self.fees;
        for (key, fee) in [
            ("fees.booklet", fees.booklet),
            ("fees.mailing", fees.mailing),
            ("fees.annotation", fees.annotation),
            ("fees.emergency", fees.emergency.unwrap_or_default()),
        ] {
            clashes.alone_if(fee < 0, key, Contradiction::Negative);
        }
        let mails = self.hand_over.modes.contains(&PickupMode::Mail);
        if fees.mailing > 0 && !fees.mailing_waived_at_pickup && !mails {
            let why = Contradiction::MailingChargedForNothing;
            clashes.between("fees.mailing", "hand_over.modes", why);
        }
    }

    /// How the money can reach the post, given how papers travel.
    pub(super) fn check_payment_route(&self, clashes: &mut Clashes) {
        let payment = &self.payment;
        let mailed_in = self.mail_in.modes.contains(&SubmitMode::Mail);
        let only_mailed_in = mailed_in && self.mail_in.modes.len() == 1;
        let mailed_home = self.hand_over.modes.contains(&PickupMode::Mail);
        match payment.due {
            PaymentDue::WithMail => {
                if !mailed_in {
                    let why = Contradiction::NothingIsMailed;
                    clashes.between("payment.due", "mail_in.modes", why);
                }
                if only_mailed_in && payment.kinds.contains(&PaymentKind::Cash) {
                    let why = Contradiction::CashInEnvelope;
                    clashes.between("payment.kinds", "payment.due", why);
                }
            }
            PaymentDue::AtOrderOrPickup | PaymentDue::AtPickup => {
                let counter_only = payment.kinds.iter().all(|kind| kind.needs_the_counter());
                if mailed_home && counter_only && !payment.kinds.is_empty() {
                    let why = Contradiction::MailedButPaidAtCounter;
                    clashes.between("payment.kinds", "hand_over.modes", why);
                }
            }
        }
    }
}

impl PaymentRules {
    pub(super) fn check(&self, clashes: &mut Clashes) {
        let takes = |is: fn(PaymentKind) -> bool| self.kinds.iter().any(|kind| is(*kind));
        let cheques = takes(PaymentKind::is_cheque);
        if cheques && self.payee.is_none() {
            clashes.between("payment.kinds", "payment.payee", Contradiction::NoPayee);
        }
        for (key, set) in [
            ("payment.payee", self.payee.is_some()),
            ("payment.memo", self.memo.is_some()),
        ] {
            if set && !cheques {
                clashes.between(key, "payment.kinds", Contradiction::NoChequeTaken);
            }
        }
        let online = takes(PaymentKind::is_online);
        // A transfer made beforehand counts as coming with the mail: its slip lies in the envelope.
        let counter_only = self.kinds.iter().all(|kind| kind.needs_the_counter());
        if self.due == PaymentDue::WithMail && counter_only && !self.kinds.is_empty() {
            let why = Contradiction::NothingComesByMail;
            clashes.between("payment.due", "payment.kinds", why);
        }
        if self.settled_in.is_some() && !takes(PaymentKind::is_converted) {
            let why = Contradiction::NothingConverted;
            clashes.between("payment.settled_in", "payment.kinds", why);
        }
        if self.tell_online_payment && !online {
            let why = Contradiction::NothingPaidOnline;
            clashes.between("payment.tell_online_payment", "payment.kinds", why);
        }
    }
}
