//! What fills each notice: the rulebook's parameters, the order and the post's settings, in words.

use crate::mailing::{instruction, way};
use crate::picks;
use crate::voice::{Voice, few_words, one_line, paragraphs};
use crate::{Addressee, Fill, WordsFault};
use lingshi_rules::business::Business;
use lingshi_rules::life::Notice;
use lingshi_rules::order::originals::{Original, ReturnCause};
use lingshi_rules::order::reasons::Pick;
use lingshi_rules::post::policy::{BanWhen, MailInTrigger, PaymentDue, PaymentKind, PickupMode};
use lingshi_rules::values::Money;
use lingshi_rules::values::instant::Day;
use std::collections::BTreeSet;

type Filled = Result<Fill, WordsFault>;

/// Until when a supplement is awaited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Due {
    /// The last day.
    On(Day),
    /// Composed off line: the days run from delivery.
    Days(u16),
}

/// One notice being filled.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Filling<'v> {
    pub(crate) voice: Voice<'v>,
    pub(crate) to: &'v Addressee,
}

impl Filling<'_> {
    /// What fills this notice.
    pub(crate) fn of(self, notice: &Notice) -> Filled {
        let voice = self.voice;
        match notice {
            Notice::N01 { wait_days } => Ok(Fill::new().with("wait", wait_days.to_string())),
            Notice::N02 => {
                let minutes = voice.policy.payment.countdown_minutes;
                Ok(Fill::new().with("minutes", minutes.to_string()))
            }
            Notice::N03 { picks, words, due } => {
                self.supplement(picks, words.as_deref(), Due::On(*due))
            }
            Notice::N04b => self.by_mail(Fill::new()),
            Notice::N04 | Notice::N18 => Ok(Fill::new()),
            Notice::N05 { refusing } => {
                let (reason, basis) = picks::refusing(voice, refusing, self.to)?;
                Ok(Fill::new()
                    .with("reason", reason)
                    .with_known("basis", basis)
                    .with("contact", self.contact()?)
                    .with_flag("requested", picks::was_requested(refusing)))
            }
            Notice::N06 { with_guardian } => Ok(self
                .meeting()
                .with("causes", self.causes()?)
                .with_flag("guardian", *with_guardian)),
            Notice::N07 { slot } => {
                let hours = voice.policy.interview.cancel_hours;
                Ok(self
                    .meeting()
                    .with("slot", voice.slot(*slot)?)
                    .with("hours", hours.to_string()))
            }
            Notice::N07r { slot, minutes } => Ok(self
                .meeting()
                .with("slot", voice.slot(*slot)?)
                .with_flag("soon", *minutes < 60)),
            Notice::N08 { strikes } => Ok(self.strikes(*strikes)),
            Notice::N09 { strikes, counted } => {
                Ok(self.strikes(*strikes).with_flag("counted", *counted))
            }
            Notice::N10 { send } => self.second_review(send),
            Notice::N11 { send, paid } => self.approved(send, *paid),
            Notice::N12 { still, by_mail } => Ok(Fill::new()
                .with("still", self.originals(still)?)
                .with_flag("by_mail", *by_mail)),
            Notice::N13 { pay, bring_old } => self.collect(*pay, *bring_old),
            Notice::N14 { tracking } => Ok(self.mailed(tracking)),
            Notice::N15 { count } => Ok(self.cancelled(*count)),
            Notice::N16 { what, words } => Ok(Fill::new()
                .with("what", self.original(*what)?)
                .with("words", voice.closed(&one_line(words))?)),
            Notice::N17 { fingerprints } => Ok(Fill::new()
                .with_flag("guardian", self.to.minor)
                .with_flag("fingerprints", *fingerprints)
                .with("office", self.office()?)),
            Notice::N19 { missing } => Ok(Fill::new().with("missing", self.originals(missing)?)),
            Notice::N20 { cause } => self.returned(*cause),
            Notice::N21 { due, held } => self.difference(*due, *held),
            Notice::N22 { amount } => Ok(Fill::new().with("amount", voice.money(*amount)?)),
            Notice::N24 { until, booking } => Ok(Fill::new()
                .with("until", voice.moment(*until)?)
                .with("city", voice.city())
                .with_flag("booking", *booking)),
            Notice::N25 { days } => Ok(self
                .place(Fill::new())?
                .with("days", days.to_string())
                .with("contact", self.contact()?)),
        }
    }

    pub(crate) fn supplement(self, picks: &[Pick], words: Option<&str>, due: Due) -> Filled {
        let (day, days) = match due {
            Due::On(day) => (self.voice.day(day)?, String::new()),
            Due::Days(days) => (String::new(), days.to_string()),
        };
        let fill = Fill::new()
            .with("reasons", picks::reasons(self.voice, picks, self.to)?)
            .with("words", words.map(paragraphs).unwrap_or_default())
            .with("due", day)
            .with("days", days)
            .with("city", self.voice.city())
            .with_flag("ends", self.voice.policy.supplement.overdue_rejects);
        self.by_mail(fill)
    }

    /// How a supplement is sent by e-mail.
    fn by_mail(self, fill: Fill) -> Filled {
        let rules = &self.voice.policy.supplement;
        Ok(fill
            .with("mailbox", rules.mailbox.clone())
            .with("no", self.to.no.as_str())
            .with("size", self.voice.bytes(rules.mail_attachment_max)?)
            .with_flag("pdf", rules.mail_pdf))
    }

    /// What every sentence about a meeting says.
    fn meeting(self) -> Fill {
        Fill::new()
            .with("city", self.voice.city())
            .with_flag("guardian", self.to.minor)
    }

    fn strikes(self, strikes: u16) -> Fill {
        let rules = &self.voice.policy.interview;
        Fill::new()
            .with("strikes", strikes.to_string())
            .with("limit", rules.strike_limit.to_string())
            .with("ban", rules.ban_days.to_string())
            .with_flag("reaches", rules.ban_when == BanWhen::Reaches)
    }

    fn causes(self) -> Result<String, WordsFault> {
        let table = &self.voice.words.interview;
        let named: Vec<String> = self
            .to
            .causes
            .iter()
            .map(|cause| self.voice.look_up(table, cause.into()))
            .collect::<Result<_, _>>()?;
        Ok(named.join(&self.voice.plain("span_comma")?))
    }

    fn second_review(self, send: &BTreeSet<Original>) -> Filled {
        let (voice, to) = (self.voice, self.to);
        Ok(Fill::new()
            .with_flag("send", !send.is_empty())
            .with("way", way(voice)?)
            .with("mailing", instruction(voice, send, to.owed.is_none(), to)?)
            .with_flag("later", self.sends_later()))
    }

    fn mailed(self, tracking: &str) -> Fill {
        let rules = &self.voice.policy.hand_over;
        Fill::new()
            .with("tracking", few_words(tracking))
            .with_flag("old", self.to.old_returned)
            .with_flag("receipt", rules.receipt_enclosed)
            .with_flag("disclaimer", rules.mail_disclaimer)
    }

    fn returned(self, cause: ReturnCause) -> Filled {
        let cause: &str = cause.into();
        Ok(Fill::new()
            .with("cause", cause)
            .with("state", self.trigger()?)
            .with_known("mark", self.voice.policy.mail_in.mark.clone()))
    }

    /// Originals will be asked for after approval, but not yet.
    fn sends_later(self) -> bool {
        let policy = self.voice.policy;
        let at_pickup = policy.hand_over.old_document_at_pickup && !self.to.by_mail();
        let emergency = self.to.business == Business::TdEmerg;
        policy.mail_in.trigger == MailInTrigger::ToMake && !at_pickup && !emergency
    }

    fn approved(self, send: &BTreeSet<Original>, paid: bool) -> Filled {
        let (voice, to) = (self.voice, self.to);
        let policy = voice.policy;
        let owed = to.owed.filter(|_| !paid);
        let mailbox = picks::mailbox(voice);
        let notice_comes = to.by_mail()
            && policy.payment.due == PaymentDue::AtOrderOrPickup
            && !mailbox.is_empty();
        let old_at_pickup = policy.hand_over.old_document_at_pickup && to.old_returned;
        Ok(Fill::new()
            .with_flag("send", !send.is_empty())
            .with("way", way(voice)?)
            .with("mailing", instruction(voice, send, paid, to)?)
            .with_flag("old_at_pickup", old_at_pickup && !to.by_mail())
            .with_known(
                "expected",
                policy.making.expected_days.map(|n| n.to_string()),
            )
            .with_flag("paid", paid)
            .with_flag("pay_at_pickup", owed.is_some() && !to.by_mail())
            .with_flag("pay_on_notice", owed.is_some() && notice_comes)
            .with_known("amount", owed.map(|owed| voice.money(owed)).transpose()?)
            .with("mailbox", mailbox))
    }

    fn original(self, original: Original) -> Result<String, WordsFault> {
        let table = &self.voice.words.frame.original;
        self.voice.look_up(table, original.into())
    }

    fn originals(self, all: &BTreeSet<Original>) -> Result<String, WordsFault> {
        let named: Vec<String> = all
            .iter()
            .map(|original| self.original(*original))
            .collect::<Result<_, _>>()?;
        self.voice.list(&named)
    }

    fn trigger(self) -> Result<String, WordsFault> {
        self.voice.plain(match self.voice.policy.mail_in.trigger {
            MailInTrigger::SecondReview => "state_second_review",
            MailInTrigger::ToMake => "state_to_make",
        })
    }

    fn cancelled(self, count: u16) -> Fill {
        let rules = &self.voice.policy.cancellation;
        Fill::new()
            .with("window", rules.window_days.to_string())
            .with("limit", rules.limit.to_string())
            .with("ban", rules.ban_days.to_string())
            .with("count", count.to_string())
    }

    fn collect(self, pay: Option<Money>, bring_old: bool) -> Filled {
        let voice = self.voice;
        let proxy = self.to.pickup == PickupMode::Proxy;
        let mut bring = vec![voice.plain("bring_slip")?];
        if bring_old {
            bring.push(voice.plain("bring_old")?);
        }
        bring.push(voice.plain(if proxy {
            "bring_proxy"
        } else {
            "bring_identity"
        })?);
        let bring = voice.numbered(&bring, "outer_number")?;
        let days = &voice.policy.payment.counter_days;
        let open = self.pickup_spans().iter().flat_map(|span| &span.days);
        // Where collection is possible only on those days anyway, they need no sentence.
        let narrower = !days.is_empty() && !open.copied().all(|day| days.contains(&day));
        let days = if narrower {
            voice.weekdays(days)?
        } else {
            String::new()
        };
        Ok(self
            .place(Fill::new())?
            .with("bring", bring.trim_start())
            .with_known("pay", pay.map(|pay| voice.money(pay)).transpose()?)
            .with("how", self.how_at_counter()?)
            .with("days", days)
            .with_flag("proxy", proxy))
    }

    fn how_at_counter(self) -> Result<String, WordsFault> {
        let kinds = self.voice.policy.payment.kinds.iter().copied();
        let counter: Vec<PaymentKind> = kinds.clone().filter(|k| k.needs_the_counter()).collect();
        let (key, named) = if counter.is_empty() {
            ("pay_elsewhere", self.voice.payments(kinds)?)
        } else {
            ("pay_at_counter", self.voice.payments(counter)?)
        };
        self.voice.line(key, &Fill::new().with("kinds", named))
    }

    fn pickup_spans(&self) -> &[lingshi_rules::post::policy::Span] {
        let hours = &self.voice.policy.hours;
        if hours.pickup.is_empty() {
            &hours.hall
        } else {
            &hours.pickup
        }
    }

    /// Where and when to come.
    fn place(self, fill: Fill) -> Filled {
        Ok(fill
            .with("hours", self.voice.hours(self.pickup_spans())?)
            .with("city", self.voice.city())
            .with("office", self.office()?))
    }

    fn office(self) -> Result<String, WordsFault> {
        match &self.voice.policy.contact.office {
            Some(office) => Ok(office.clone()),
            None => self.voice.plain("office_unknown"),
        }
    }

    /// The telephone and the mailbox for questions, as far as they are published.
    fn contact(self) -> Result<String, WordsFault> {
        let contact = &self.voice.policy.contact;
        let both = [
            contact.phones.get("enquiries"),
            contact.mailboxes.get("enquiries"),
        ];
        let known: Vec<String> = both.into_iter().flatten().cloned().collect();
        self.voice.joined_or(&known)
    }

    fn difference(self, due: Money, held: Money) -> Filled {
        let voice = self.voice;
        let short = held.minor < due.minor;
        let difference = Money::new((due.minor - held.minor).abs(), due.currency);
        Ok(Fill::new()
            .with("due", voice.money(due)?)
            .with("held", voice.money(held)?)
            .with("difference", voice.money(difference)?)
            .with_flag("short", short)
            .with("how", self.how_to_add()?))
    }

    fn how_to_add(self) -> Result<String, WordsFault> {
        let (voice, rules) = (self.voice, &self.voice.policy.payment);
        let kinds = rules.kinds.iter().copied();
        let cheques: Vec<PaymentKind> = kinds.clone().filter(|k| k.is_cheque()).collect();
        let counter: Vec<PaymentKind> = kinds.filter(|k| k.needs_the_counter()).collect();
        if self.to.by_mail() && !cheques.is_empty() {
            let payee = rules.payee.clone().unwrap_or_else(|| voice.post_name());
            let fill = Fill::new()
                .with("kinds", voice.payments(cheques)?)
                .with("payee", payee)
                .with("no", self.to.no.as_str());
            return voice.line("pay_difference_mail", &fill);
        }
        if self.to.by_mail() || counter.is_empty() {
            return voice.plain("pay_difference_online");
        }
        let fill = Fill::new().with("kinds", voice.payments(counter)?);
        voice.line("pay_difference_counter", &fill)
    }
}

#[cfg(test)]
mod tests;
