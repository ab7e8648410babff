//! Who may apply at each of the six posts, when they are open and how they are reached.

use crate::files::{all, post};
use lingshi_rules::business::Business;
use lingshi_rules::post::policy::{BanWhen, Span, Strength, WeekdayName};
use lingshi_rules::values::instant::Day;
use strum::IntoEnumIterator;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn holiday(code: &str, on: &str) -> Option<String> {
    let holidays = post(code).holidays;
    let found = holidays.into_iter().find(|h| h.day == day(on));
    found.map(|h| h.name)
}

/// `Mon-Fri 09:00-12:00`
fn spans(spans: &[Span]) -> Vec<String> {
    let one = |span: &Span| {
        let (first, last) = (span.days.first().unwrap(), span.days.last().unwrap());
        assert_eq!(*last as usize - *first as usize + 1, span.days.len());
        let (from, to) = (span.from.format("%H:%M"), span.to.format("%H:%M"));
        format!("{first:?}-{last:?} {from}-{to}")
    };
    spans.iter().map(one).collect()
}

#[test]
fn order_numbers_of_brussels_and_washington_begin_as_known() {
    let prefixes: Vec<Option<String>> = all().into_iter().map(|p| p.order_prefix).collect();
    let prefixes: Vec<Option<&str>> = prefixes.iter().map(Option::as_deref).collect();
    assert_eq!(
        prefixes,
        [Some("BELA"), None, None, Some("USAA"), None, None]
    );
}

#[test]
fn each_post_keeps_the_clock_of_its_city() {
    let zones: Vec<&str> = all().iter().map(|p| p.zone.name()).collect();
    assert_eq!(
        zones,
        [
            "Europe/Brussels",
            "America/New_York",
            "America/Los_Angeles",
            "America/New_York",
            "America/Los_Angeles",
            "Africa/Luanda"
        ]
    );
    let countries: Vec<String> = all().into_iter().map(|p| p.country).collect();
    assert_eq!(countries, ["BEL", "USA", "USA", "USA", "USA", "AGO"]);
}

#[test]
fn nobody_from_abroad_may_apply() {
    assert!(all().iter().all(|p| p.scope.in_country_only));
}

#[test]
fn districts_are_crossed_in_the_usa_only() {
    let crossed: Vec<bool> = all().iter().map(|p| p.scope.cross_district).collect();
    assert_eq!(crossed, [false, true, true, true, true, false]);
}

#[test]
fn consulates_in_the_usa_serve_their_own_district_first() {
    let first: Vec<bool> = all().iter().map(|p| p.scope.own_district_first).collect();
    assert_eq!(first, [false, true, true, false, true, false]);
}

#[test]
fn every_post_takes_every_business() {
    for post in all() {
        assert_eq!(post.scope.businesses, Business::iter().collect());
        assert!(post.scope.hkmotw);
    }
}

#[test]
fn brussels_is_open_from_monday_to_thursday_and_telephones_on_friday_too() {
    let hours = post("BRU").hours;
    assert_eq!(spans(&hours.hall), ["Mon-Thu 09:00-12:00"]);
    assert_eq!(spans(&hours.phone), ["Mon-Fri 13:00-17:00"]);
    assert!(hours.pickup.is_empty());
}

#[test]
fn washington_keeps_its_hall_closed_and_telephones_twice_a_day() {
    let hours = post("WAS").hours;
    assert!(hours.hall.is_empty());
    assert_eq!(
        spans(&hours.phone),
        ["Mon-Fri 09:30-12:00", "Mon-Fri 14:00-15:30"]
    );
}

#[test]
fn luanda_hands_out_on_thursday_mornings() {
    assert_eq!(spans(&post("LAD").hours.pickup), ["Thu-Thu 09:00-12:00"]);
}

#[test]
fn officers_work_from_monday_to_friday() {
    use WeekdayName::{Fri, Mon, Thu, Tue, Wed};
    let week = [Mon, Tue, Wed, Thu, Fri].into();
    assert!(all().iter().all(|p| p.hours.working_days == week));
}

#[test]
fn mailboxes_and_telephones_are_those_of_the_notices() {
    let mailboxes = |code: &str| {
        let boxes = post(code).contact.mailboxes;
        boxes.into_values().collect::<Vec<_>>()
    };
    assert_eq!(mailboxes("BRU"), ["belconsulate@mfa.gov.cn"]);
    assert_eq!(
        mailboxes("NYC"),
        [
            "visaoffice.ny@gmail.com",
            "cnnyconsulate@gmail.com",
            "visaoffice.ny@gmail.com"
        ]
    );
    assert_eq!(
        mailboxes("SFO"),
        [
            "authentication.sf@gmail.com",
            "visa.sf@gmail.com",
            "huzhao.sf@gmail.com",
            "authentication.sf@gmail.com",
            "lvxingzheng.sf@gmail.com"
        ]
    );
    assert_eq!(
        mailboxes("WAS"),
        ["visaoffice.dc@gmail.com", "visaoffice.dc@gmail.com"]
    );
    assert!(mailboxes("LAX").is_empty() && mailboxes("LAD").is_empty());
    let bru = post("BRU").contact;
    assert_eq!(bru.phones["enquiries"], "0032-26633001");
    assert_eq!(bru.phones["protection"], "0032-27632006");
    assert_eq!(bru.phones["mail"], "0032-27712038");
    assert_eq!(
        bru.site.as_deref(),
        Some("http://be.chineseembassy.org/chn/")
    );
    let was = post("WAS").contact.phones;
    assert_eq!(
        was.into_values().collect::<Vec<_>>(),
        ["(202) 855-1555", "(202) 790-8746"]
    );
}

#[test]
fn mail_goes_where_each_post_wants_it() {
    let mail: Vec<Option<String>> = all().into_iter().map(|p| p.contact.mail_address).collect();
    let parts = [
        Some("443-445 Ave. de Tervuren"),
        Some("520 12th Ave."),
        Some("1450 Laguna Street"),
        Some("2201 Wisconsin Avenue"),
        Some("443 Shatto Pl"),
        None,
    ];
    for (address, part) in mail.iter().zip(parts) {
        match part {
            Some(part) => assert!(address.as_ref().unwrap().contains(part), "{address:?}"),
            None => assert_eq!(*address, None),
        }
    }
    assert_ne!(post("BRU").contact.office, post("BRU").contact.mail_address);
    assert_eq!(post("LAX").contact.office, None);
}

#[test]
fn interviews_are_booked_and_banned_as_at_brussels() {
    for post in all() {
        let rules = post.interview;
        assert_eq!((rules.slot_minutes, rules.cancel_hours), (60, 24));
        assert_eq!((rules.strike_limit, rules.ban_when), (3, BanWhen::MoreThan));
        assert_eq!((rules.strike_window_days, rules.ban_days), (30, 30));
        assert_eq!(rules.min_screenshots, 1);
    }
}

#[test]
fn minors_losses_and_failed_face_checks_are_interviewed() {
    for post in all() {
        let rules = &post.interview;
        for cause in [rules.minor_first, rules.reissue, rules.face_check] {
            assert_eq!(cause, Strength::Must);
        }
        let every_minor = ["LAD", "LAX"].contains(&post.code.as_str());
        assert_eq!(
            rules.minor_other == Strength::Must,
            every_minor,
            "{}",
            post.code
        );
        assert_ne!(rules.minor_other, Strength::No);
    }
}

#[test]
fn three_cancellations_in_thirty_days_bar_for_thirty() {
    for post in all() {
        let rules = post.cancellation;
        assert_eq!(
            (rules.limit, rules.window_days, rules.ban_days),
            (3, 30, 30)
        );
    }
}

#[test]
fn posts_in_the_usa_may_have_the_applicant_correct_fields() {
    let may: Vec<bool> = all()
        .iter()
        .map(|p| p.supplement.allow_applicant_correction)
        .collect();
    assert_eq!(may, [false, true, true, true, true, false]);
}

#[test]
fn supplements_by_mail_go_to_the_ministry_with_images_of_two_megabytes() {
    for post in all() {
        assert_eq!(post.supplement.mailbox, "zgls@csmail.mfa.gov.cn");
        assert_eq!(post.supplement.mail_attachment_max, 2 * 1024 * 1024);
        assert!(!post.supplement.mail_pdf);
    }
}

#[test]
fn each_post_is_closed_on_the_holidays_of_its_country() {
    assert_eq!(
        holiday("BRU", "2026-04-06").as_deref(),
        Some("复活节星期一")
    );
    assert_eq!(holiday("BRU", "2027-05-06").as_deref(), Some("耶稣升天节"));
    assert_eq!(holiday("BRU", "2026-07-04"), None);
    assert_eq!(holiday("SFO", "2026-07-03").as_deref(), Some("独立日"));
    assert_eq!(holiday("SFO", "2027-07-05").as_deref(), Some("独立日"));
    assert_eq!(holiday("WAS", "2026-11-26").as_deref(), Some("感恩节"));
    assert_eq!(holiday("WAS", "2027-12-24").as_deref(), Some("圣诞节"));
    assert_eq!(
        holiday("LAD", "2026-02-17").as_deref(),
        Some("狂欢节、春节初一")
    );
    assert_eq!(
        holiday("LAD", "2027-11-11").as_deref(),
        Some("安哥拉独立日")
    );
}

#[test]
fn every_post_is_closed_on_the_chinese_holidays() {
    for post in all() {
        for on in [
            "2026-02-17",
            "2027-02-06",
            "2026-04-05",
            "2027-04-05",
            "2026-05-01",
            "2027-05-01",
            "2026-06-19",
            "2027-06-09",
            "2026-09-25",
            "2027-09-15",
            "2026-10-01",
            "2027-10-01",
        ] {
            assert!(post.is_holiday(day(on)), "{} {on}", post.code);
        }
    }
}

#[test]
fn holidays_stand_in_order() {
    for post in all() {
        assert!(post.holidays.is_sorted_by(|one, next| one.day < next.day));
    }
}
