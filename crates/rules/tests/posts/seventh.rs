//! A seventh post needs only a seventh file.

use crate::files::{CODES, ROME, all, read, text};
use lingshi_rules::post::check_all;
use lingshi_rules::post::policy::{MailInTrigger, PickupMode, Strength};

#[test]
fn a_seventh_post_needs_only_a_file() {
    let rome = read(ROME);
    assert_eq!(rome.code.as_str(), "ROM");
    assert_eq!(rome.zone, chrono_tz::Europe::Rome);
    assert_eq!(rome.mail_in.trigger, MailInTrigger::SecondReview);
    let mut posts = all();
    posts.push(rome);
    assert_eq!(check_all(&posts), []);
}

#[test]
fn what_its_file_leaves_out_is_as_everywhere() {
    let rome = read(ROME);
    assert_eq!(rome.order_prefix, None);
    assert_eq!(rome.mail_in.mark, None);
    assert_eq!(rome.onsite, None);
    assert!(rome.mail_in.return_envelope.unwrap().tracked);
    assert_eq!(
        rome.hand_over.emergency_modes,
        [PickupMode::InPerson, PickupMode::Proxy].into()
    );
    assert_eq!(rome.hand_over.reminder_days, [30, 60, 90]);
    assert_eq!(rome.interview.minor_first, Strength::Must);
    assert!(rome.holidays.is_empty());
}

#[test]
fn a_post_with_visits_in_person_is_set_up_in_its_file() {
    let text = format!("{ROME}\n[onsite]\nafter = \"second_review\"\n");
    let onsite = read(&text).onsite.unwrap();
    assert!(onsite.fingerprints);
}

#[test]
fn the_six_files_say_where_each_value_comes_from() {
    for code in CODES {
        let text = text(code);
        let lines = text.lines().enumerate();
        let mut above = "";
        for (index, line) in lines {
            let told = |line: &str| line.contains("seed 00") || line.contains("assumption");
            let body = text.lines().take(index).any(|line| line == "[scope]");
            // Addresses of the state of things, not switches: names, and zero where nothing is asked.
            let plain = line.starts_with("paper_photo_count = 0");
            if body && line.contains(" = ") && !line.starts_with(' ') && !plain {
                assert!(
                    told(line) || told(above),
                    "{code}.toml:{}: {line}",
                    index + 1
                );
            }
            above = line;
        }
    }
}
