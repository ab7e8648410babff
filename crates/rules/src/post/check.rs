//! Settings that may not stand so, or not together.
//!
//! Only what cannot work is refused; what is merely unusual is the post's own affair.

use super::contradiction::Contradiction;
use super::policy::{MailIn, PaperPhotos, PickupMode, PostPolicy, WrongMail};

mod hours;
mod money;

/// A contradiction and the settings it is between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The dotted key of the setting to be looked at first.
    pub key: String,
    /// The other one.
    pub with: Option<String>,
    /// Why.
    pub why: Contradiction,
}

impl PostPolicy {
    /// Every contradiction within this post's settings.
    pub fn check(&self) -> Vec<Clash> {
        let mut clashes = Clashes::default();
        self.check_names(&mut clashes);
        self.check_zeros(&mut clashes);
        self.check_limits(&mut clashes);
        self.mail_in.check(&mut clashes);
        self.check_way_home(&mut clashes);
        self.check_fees(&mut clashes);
        self.payment.check(&mut clashes);
        self.check_payment_route(&mut clashes);
        self.check_hours(&mut clashes);
        self.check_holidays(&mut clashes);
        clashes.0
    }

    fn check_names(&self, clashes: &mut Clashes) {
        clashes.capitals("code", self.code.as_str(), 3);
        clashes.capitals("country", &self.country, 3);
        if let Some(prefix) = &self.order_prefix {
            clashes.capitals("order_prefix", prefix, 4);
            if !prefix.starts_with(self.country.as_str()) {
                let why = Contradiction::PrefixOfAnotherCountry;
                clashes.between("order_prefix", "country", why);
            }
        }
        let optional = |text: &Option<String>| text.as_ref().is_some_and(|t| blank(t));
        let envelope = self.mail_in.return_envelope.as_ref();
        for (key, empty) in [
            ("name.zh", blank(&self.name.zh)),
            ("name.self_zh", blank(&self.name.self_zh)),
            ("name.country_zh", blank(&self.name.country_zh)),
            ("name.city_zh", blank(&self.name.city_zh)),
            ("name.en", blank(&self.name.en)),
            ("scope.businesses", self.scope.businesses.is_empty()),
            ("mail_in.modes", self.mail_in.modes.is_empty()),
            ("mail_in.mark", optional(&self.mail_in.mark)),
            (
                "mail_in.return_envelope.sender",
                envelope.is_some_and(|e| optional(&e.sender)),
            ),
            ("hand_over.modes", self.hand_over.modes.is_empty()),
            (
                "hand_over.emergency_modes",
                self.takes_emergencies() && self.hand_over.emergency_modes.is_empty(),
            ),
            ("payment.kinds", self.payment.kinds.is_empty()),
            ("payment.payee", optional(&self.payment.payee)),
            ("supplement.mailbox", blank(&self.supplement.mailbox)),
            ("hours.working_days", self.hours.working_days.is_empty()),
        ] {
            clashes.alone_if(empty, key, Contradiction::Empty);
        }
    }

    fn check_zeros(&self, clashes: &mut Clashes) {
        let (interview, cancellation) = (&self.interview, &self.cancellation);
        for (key, number) in [
            ("payment.countdown_minutes", self.payment.countdown_minutes),
            ("interview.slot_minutes", interview.slot_minutes.into()),
            (
                "interview.per_window_hour",
                interview.per_window_hour.into(),
            ),
            ("interview.strike_limit", interview.strike_limit.into()),
            (
                "interview.strike_window_days",
                interview.strike_window_days.into(),
            ),
            ("interview.ban_days", interview.ban_days.into()),
            ("interview.calls", interview.calls.into()),
            ("review.batch_max", self.review.batch_max.into()),
            ("cancellation.limit", cancellation.limit.into()),
            ("cancellation.window_days", cancellation.window_days.into()),
            ("cancellation.ban_days", cancellation.ban_days.into()),
            ("supplement.due_days", self.supplement.due_days.into()),
            ("claims.minutes", self.claims.minutes),
            ("queue.daily", self.queue.daily),
            ("queue.daily_by_officer", self.queue.daily_by_officer),
        ] {
            clashes.alone_if(number == 0, key, Contradiction::Zero);
        }
        clashes.alone_if(
            self.supplement.mail_attachment_max == 0,
            "supplement.mail_attachment_max",
            Contradiction::Zero,
        );
        clashes.alone_if(
            self.making.expected_days == Some(0),
            "making.expected_days",
            Contradiction::Zero,
        );
        for (business, daily) in &self.queue.daily_by_business {
            let key = format!("queue.daily_by_business.{}", business.code());
            clashes.alone_if(*daily == 0, &key, Contradiction::Zero);
        }
    }

    fn check_limits(&self, clashes: &mut Clashes) {
        if self.supplement.due_days > self.supplement.due_days_max {
            let (key, with) = ("supplement.due_days", "supplement.due_days_max");
            clashes.between(key, with, Contradiction::BeyondMax);
        }
        if self.claims.minutes > self.claims.offline_minutes_max {
            let (key, with) = ("claims.minutes", "claims.offline_minutes_max");
            clashes.between(key, with, Contradiction::BeyondMax);
        }
        let slot = u32::from(self.interview.slot_minutes);
        let hourly = u32::from(self.interview.per_window_hour);
        if slot > 0 && hourly > 0 && slot * hourly < 60 {
            let (key, with) = ("interview.slot_minutes", "interview.per_window_hour");
            clashes.between(key, with, Contradiction::SlotHoldsNobody);
        }
        clashes.alone_if(
            slot > 24 * 60,
            "interview.slot_minutes",
            Contradiction::SlotBeyondDay,
        );
        for business in self.queue.daily_by_business.keys().copied() {
            if !self.scope.businesses.contains(&business) {
                let key = format!("queue.daily_by_business.{}", business.code());
                let why = Contradiction::BusinessNotTaken { business };
                clashes.between(&key, "scope.businesses", why);
            }
        }
        if self.making.centre.as_ref() == Some(&self.code) {
            clashes.between("making.centre", "code", Contradiction::CentreIsItself);
        }
    }

    fn check_way_home(&self, clashes: &mut Clashes) {
        let hand_over = &self.hand_over;
        let mails = hand_over.modes.contains(&PickupMode::Mail);
        match (mails, &self.mail_in.return_envelope) {
            (true, None) => clashes.between(
                "hand_over.modes",
                "mail_in.return_envelope",
                Contradiction::NoReturnEnvelope,
            ),
            (false, Some(_)) => clashes.between(
                "mail_in.return_envelope",
                "hand_over.modes",
                Contradiction::EnvelopeForNothing,
            ),
            (true, Some(_)) | (false, None) => {}
        }
        if hand_over.old_document_at_pickup && !hand_over.modes.contains(&PickupMode::InPerson) {
            let (key, with) = ("hand_over.old_document_at_pickup", "hand_over.modes");
            clashes.between(key, with, Contradiction::NoPickupInPerson);
        }
        clashes.alone_if(
            hand_over.emergency_modes.contains(&PickupMode::Mail),
            "hand_over.emergency_modes",
            Contradiction::EmergencyByMail,
        );
        // Before the first reminder stands day 0, so a first reminder at 0 does not ascend either.
        let before = std::iter::once(0).chain(hand_over.reminder_days.iter().copied());
        for (index, (earlier, later)) in before.zip(&hand_over.reminder_days).enumerate() {
            let key = format!("hand_over.reminder_days[{index}]");
            clashes.alone_if(*later <= earlier, &key, Contradiction::NotAscending);
        }
    }
}

impl MailIn {
    fn check(&self, clashes: &mut Clashes) {
        let (photos, count) = ("mail_in.paper_photos", "mail_in.paper_photo_count");
        match (self.paper_photos, self.paper_photo_count) {
            (PaperPhotos::Never, 1..) => {
                clashes.between(count, photos, Contradiction::PhotosNeverAsked);
            }
            (PaperPhotos::IfAsked | PaperPhotos::TravelDocument | PaperPhotos::Always, 0) => {
                clashes.between(count, photos, Contradiction::NoPhotosCounted);
            }
            (PaperPhotos::Never, 0)
            | (PaperPhotos::IfAsked | PaperPhotos::TravelDocument | PaperPhotos::Always, 1..) => {}
        }
        if self.unmarked == WrongMail::Return && self.mark.is_none() {
            let why = Contradiction::NoMarkToBear;
            clashes.between("mail_in.unmarked", "mail_in.mark", why);
        }
    }
}

fn blank(text: &str) -> bool {
    text.trim().is_empty()
}

#[derive(Default)]
struct Clashes(Vec<Clash>);

impl Clashes {
    fn alone_if(&mut self, so: bool, key: &str, why: Contradiction) {
        if so {
            self.0.push(Clash {
                key: key.to_owned(),
                with: None,
                why,
            });
        }
    }

    fn between(&mut self, key: &str, with: &str, why: Contradiction) {
        self.0.push(Clash {
            key: key.to_owned(),
            with: Some(with.to_owned()),
            why,
        });
    }

    fn capitals(&mut self, key: &str, text: &str, wanted: u8) {
        let capitals = text.bytes().all(|b| b.is_ascii_uppercase());
        let why = Contradiction::NotCapitals { wanted };
        self.alone_if(!capitals || text.len() != usize::from(wanted), key, why);
    }
}
