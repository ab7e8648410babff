//! The page as a whole, asked as the window asks.

use super::leads::leads;
use super::*;
use lingshi_rules::business::Business;
use lingshi_rules::life::{ActionKind, TRANSITIONS, TransitionId};
use lingshi_rules::walk;
use std::collections::BTreeSet;
use strum::IntoEnumIterator;

fn book() -> Rulebook {
    Rulebook::read().unwrap()
}

fn at(post: &str, state: Status, who: Who) -> Position {
    Position {
        post: post.to_owned(),
        business: Business::PpRenew,
        state,
        who,
    }
}

fn verdict(may: &MayDo, action: ActionKind) -> &Verdict {
    may.verdicts.iter().find(|v| v.action == action).unwrap()
}

fn life(page: &RulebookPage, business: Business) -> &BusinessLife {
    page.life
        .businesses
        .iter()
        .find(|b| b.business == business)
        .unwrap()
}

#[test]
fn only_san_francisco_takes_originals_in_second_review() {
    let early: Vec<String> = book()
        .posts()
        .into_iter()
        .filter(|post| post.mail_in_at == Status::SecondReview)
        .map(|post| post.code)
        .collect();
    assert_eq!(early, ["SFO"]);
}

#[test]
fn an_unknown_post_is_told_as_such() {
    let post = "XXX".to_owned();
    assert_eq!(book().page("XXX"), Err(Problem::UnknownPost { post }));
}

#[test]
fn every_setting_of_the_rulebook_is_a_row() {
    let page = book().page("BRU").unwrap();
    let rows: BTreeSet<String> = page
        .groups
        .into_iter()
        .flat_map(|g| g.rows)
        .map(|r| r.key)
        .collect();
    assert_eq!(rows, settings::shown().map(|s| s.path).collect());
}

#[test]
fn a_setting_no_other_post_has_is_marked() {
    let own = |post: &str, key: &str| {
        let page = book().page(post).unwrap();
        let mut rows = page.groups.into_iter().flat_map(|g| g.rows);
        rows.find(|row| row.key == key).unwrap().only_here
    };
    assert!(own("SFO", "mail_in.trigger"));
    assert!(!own("BRU", "mail_in.trigger"));
    assert!(own("LAX", "mail_in.early"));
}

#[test]
fn fees_are_shown_in_whole_money() {
    let page = book().page("BRU").unwrap();
    let mut rows = page.groups.into_iter().flat_map(|g| g.rows);
    let fee = rows.find(|row| row.key == "fees.booklet").unwrap();
    let text = "EUR 16.00".to_owned();
    assert_eq!(fee.value, SettingValue::Money { text });
}

#[test]
fn the_good_way_leads_from_draft_to_the_end() {
    for post in book().posts() {
        let page = book().page(&post.code).unwrap();
        for life in page.life.businesses.iter().filter(|life| life.taken) {
            let mut ends = life.path.iter().map(|step| step.to);
            let good = if life.business == Business::Pension {
                Status::PensionOk
            } else {
                Status::Done
            };
            assert!(
                ends.any(|end| end == good),
                "{} {:?}",
                post.code,
                life.business
            );
            assert!(life.path.iter().all(|step| life.arrows.contains(step)));
        }
    }
}

#[test]
fn brussels_hands_over_at_the_counter_and_by_mail() {
    let page = book().page("BRU").unwrap();
    let reached = &life(&page, Business::PpRenew).reached;
    assert!(reached.contains(&Status::ToCollect) && reached.contains(&Status::ToMail));
    let page = book().page("NYC").unwrap();
    assert!(
        !life(&page, Business::PpRenew)
            .reached
            .contains(&Status::ToCollect)
    );
}

#[test]
fn only_an_emergency_document_goes_straight_to_making() {
    let page = book().page("NYC").unwrap();
    let straight = |business| {
        life(&page, business)
            .arrows
            .iter()
            .any(|a| a.id == TransitionId::T27)
    };
    assert!(straight(Business::TdEmerg));
    assert!(!straight(Business::PpRenew));
}

#[test]
fn a_reissue_is_never_cancelled_once_submitted() {
    let page = book().page("NYC").unwrap();
    let cancels = |business| {
        let arrows = &life(&page, business).arrows;
        arrows
            .iter()
            .any(|a| a.id == TransitionId::T21 && a.from == Status::FirstReview)
    };
    assert!(cancels(Business::PpRenew));
    assert!(!cancels(Business::PpReissue));
}

#[test]
fn a_first_reviewer_may_forward_to_second_review() {
    let may = book()
        .may_do(&at("BRU", Status::FirstReview, Who::FirstReviewer))
        .unwrap();
    let forward = verdict(&may, ActionKind::Forward);
    let lead = Lead {
        id: TransitionId::T12,
        to: Status::SecondReview,
    };
    assert_eq!(
        (forward.refusal.as_ref(), forward.leads.as_slice()),
        (None, [lead].as_slice())
    );
}

#[test]
fn a_mail_clerk_may_not_forward_and_hears_who_may() {
    let may = book()
        .may_do(&at("BRU", Status::FirstReview, Who::MailClerk))
        .unwrap();
    let refusal = verdict(&may, ActionKind::Forward).refusal.clone().unwrap();
    assert_eq!(refusal.code, "role_needed");
    let said = |lang: &str| refusal.said[lang].as_str();
    assert_eq!(said("zh-CN"), "须由初审员或主管办理。");
    assert_eq!(said("zh-TW"), "須由初審員或主管辦理。");
    assert_eq!(said("en"), "This is for: First reviewer or Supervisor.");
}

#[test]
fn a_moment_in_a_refusal_is_read_as_the_language_writes_it() {
    let states = [
        Status::FirstReview,
        Status::SecondReview,
        Status::InterviewBooked,
    ];
    let asked = states.map(|state| book().may_do(&at("BRU", state, Who::Applicant)).unwrap());
    let all: Vec<&Reason> = asked
        .iter()
        .flat_map(|may| may.verdicts.iter().filter_map(|v| v.refusal.as_ref()))
        .collect();
    let slot = all.iter().find(|why| why.code == "not_in_slot").unwrap();
    let (zh, en) = (&slot.said["zh-CN"], &slot.said["en"]);
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    assert!(
        zh.contains("年") && zh.contains("月") && digits(zh) >= 20,
        "{zh}"
    );
    assert!(
        !en.contains(['年', '、', '，']) && en.contains(" 20"),
        "{en}"
    );
}

#[test]
fn every_refusal_is_said_in_every_language_and_whole() {
    for who in Who::iter() {
        let may = book()
            .may_do(&at("SFO", Status::SecondReview, who))
            .unwrap();
        for refusal in may.verdicts.iter().filter_map(|v| v.refusal.as_ref()) {
            assert_eq!(refusal.said.len(), 3);
            for (lang, text) in &refusal.said {
                assert!(!text.contains(['{', '}', '[', ']', '|']), "{lang}: {text}");
            }
        }
    }
}

#[test]
fn what_is_refused_leads_nowhere() {
    for who in Who::iter() {
        let may = book()
            .may_do(&at("SFO", Status::SecondReview, who))
            .unwrap();
        assert!(
            may.verdicts
                .iter()
                .all(|v| v.refusal.is_none() || v.leads.is_empty())
        );
    }
}

#[test]
fn an_auditor_may_do_nothing() {
    let may = book()
        .may_do(&at("BRU", Status::FirstReview, Who::Auditor))
        .unwrap();
    assert!(may.verdicts.iter().all(|v| v.refusal.is_some()));
}

#[test]
fn a_state_a_business_never_comes_to_is_told_as_such() {
    let told = book().may_do(&at("BRU", Status::PensionOk, Who::System));
    assert!(
        matches!(told, Err(Problem::NeverReached { .. })),
        "{told:?}"
    );
}

#[test]
fn every_arrow_is_led_along_by_some_action() {
    let led: BTreeSet<TransitionId> = ActionKind::iter()
        .flat_map(|kind| leads(kind).iter().copied())
        .collect();
    assert_eq!(led, TRANSITIONS.iter().map(|t| t.id).collect());
}

#[test]
fn every_step_of_every_walk_is_one_its_action_leads_to() {
    let book = book();
    for policy in &book.posts {
        for business in Business::iter() {
            for state in Status::iter() {
                let Some(walk) = walk::station(policy, business, state) else {
                    continue;
                };
                for change in &walk.order.changes {
                    let kinds =
                        ActionKind::iter().filter(|kind| leads(*kind).contains(&change.transition));
                    assert!(kinds.count() > 0, "{change:?}");
                }
            }
        }
    }
}
