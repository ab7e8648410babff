//! Contradictions of opening hours and holidays.

use super::{Clashes, blank};
use crate::business::Business;
use crate::post::contradiction::Contradiction;
use crate::post::policy::{PickupMode, PostPolicy, Span, SubmitMode, WeekdayName};
use std::collections::{BTreeMap, BTreeSet};

impl PostPolicy {
    pub(super) fn check_hours(&self, clashes: &mut Clashes) {
        let hours = &self.hours;
        for (name, spans) in [
            ("hours.hall", &hours.hall),
            ("hours.pickup", &hours.pickup),
            ("hours.video", &hours.video),
            ("hours.phone", &hours.phone),
        ] {
            check_spans(name, spans, clashes);
        }
        let opening: BTreeSet<WeekdayName> = hours
            .hall
            .iter()
            .chain(&hours.pickup)
            .flat_map(|span| span.days.iter().copied())
            .collect();
        for (name, spans) in [
            ("hours.hall", &hours.hall),
            ("hours.pickup", &hours.pickup),
            ("hours.video", &hours.video),
        ] {
            for (index, span) in spans.iter().enumerate() {
                let key = format!("{name}[{index}].days");
                self.check_working(&key, &span.days, clashes);
            }
        }
        self.check_working("payment.counter_days", &self.payment.counter_days, clashes);
        for day in self.payment.counter_days.difference(&opening).copied() {
            let why = Contradiction::ClosedThatDay { day };
            clashes.between("payment.counter_days", "hours", why);
        }
        if opening.is_empty()
            && let Some(key) = self.whoever_comes()
        {
            clashes.between(key, "hours", Contradiction::NeverOpen);
        }
    }

    fn check_working(&self, key: &str, days: &BTreeSet<WeekdayName>, clashes: &mut Clashes) {
        for day in days.difference(&self.hours.working_days).copied() {
            let why = Contradiction::OutsideWorkingDays { day };
            clashes.between(key, "hours.working_days", why);
        }
    }

    /// The setting by which somebody is to come to the post.
    fn whoever_comes(&self) -> Option<&'static str> {
        let hand_over = &self.hand_over;
        if hand_over.modes.iter().any(|mode| *mode != PickupMode::Mail) {
            Some("hand_over.modes")
        } else if self.takes_emergencies() {
            Some("hand_over.emergency_modes")
        } else if self
            .mail_in
            .modes
            .iter()
            .any(|mode| *mode != SubmitMode::Mail)
        {
            Some("mail_in.modes")
        } else {
            self.onsite.as_ref().map(|_| "onsite")
        }
    }

    pub(super) fn takes_emergencies(&self) -> bool {
        self.scope.businesses.contains(&Business::TdEmerg)
    }

    pub(super) fn check_holidays(&self, clashes: &mut Clashes) {
        let mut seen = BTreeMap::new();
        for (index, holiday) in self.holidays.iter().enumerate() {
            let name = format!("holidays[{index}].name");
            clashes.alone_if(blank(&holiday.name), &name, Contradiction::Empty);
            if let Some(first) = seen.get(&holiday.day) {
                let (key, with) = (
                    format!("holidays[{index}].day"),
                    format!("holidays[{first}].day"),
                );
                clashes.between(&key, &with, Contradiction::Repeated);
            } else {
                seen.insert(holiday.day, index);
            }
        }
    }
}

fn check_spans(name: &str, spans: &[Span], clashes: &mut Clashes) {
    for (index, span) in spans.iter().enumerate() {
        let key = format!("{name}[{index}]");
        clashes.alone_if(
            span.days.is_empty(),
            &format!("{key}.days"),
            Contradiction::Empty,
        );
        if span.from >= span.to {
            let (to, from) = (format!("{key}.to"), format!("{key}.from"));
            clashes.between(&to, &from, Contradiction::EndsBeforeItBegins);
        }
        for (earlier, other) in spans.iter().take(index).enumerate() {
            let shared = span.days.intersection(&other.days).next().copied();
            if let Some(day) = shared
                && span.from < other.to
                && other.from < span.to
            {
                let with = format!("{name}[{earlier}]");
                clashes.between(&key, &with, Contradiction::Overlaps { day });
            }
        }
    }
}
