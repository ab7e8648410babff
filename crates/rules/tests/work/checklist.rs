//! §6.5 Checklist templates A–D, and records held to them.

use crate::{day, posts};
use lingshi_rules::business::Business;
use lingshi_rules::checklist::{
    Asks, Checklist, Item, Shown, Template, When, checklist, items, template_of,
};
use lingshi_rules::life::refusal::TextOf;
use lingshi_rules::life::{Action, Refusal, Status};
use lingshi_rules::order::form::OldDocumentFate;
use lingshi_rules::order::interview::{
    Answer, ChecklistLine, InterviewCause, InterviewMode, InterviewRecord, InterviewResult,
    InterviewState,
};
use lingshi_rules::people::Role;
use lingshi_rules::post::policy::Strength;
use lingshi_rules::walk::{self, Walk, officer};
use std::collections::{BTreeMap, BTreeSet};
use strum::IntoEnumIterator;

/// A renewal asked to an interview for this cause.
fn asked_for(cause: InterviewCause) -> Walk<'static> {
    let mut walk = walk::station(
        posts::post("BRU"),
        Business::PpRenew,
        Status::InterviewBooked,
    )
    .unwrap();
    walk.order.interview.causes = BTreeSet::from([cause]);
    walk.now = walk.order.interview.slot.unwrap().start.plus_minutes(20);
    walk
}

fn list(walk: &Walk<'_>, mode: InterviewMode) -> Checklist {
    let interviewer = officer(walk.policy, Role::Interviewer);
    checklist(&walk.order, mode, &walk.context(&interviewer))
}

fn ids(walk: &Walk<'_>) -> Vec<&'static str> {
    let list = list(walk, InterviewMode::Video);
    list.items.iter().map(|item| item.id).collect()
}

fn has(walk: &Walk<'_>, id: &str) -> bool {
    ids(walk).contains(&id)
}

// ── the templates ──

#[test]
fn the_four_templates_have_their_items_and_stars() {
    let stars = |template| -> Vec<&str> {
        let own = items().iter().filter(|i| i.template() == template);
        own.filter(|i| i.star).map(|i| i.id.as_str()).collect()
    };
    let counts: Vec<usize> = Template::iter()
        .map(|t| items().iter().filter(|i| i.template() == t).count())
        .collect();
    assert_eq!(counts, [13, 13, 10, 13]);
    assert_eq!(
        stars(Template::A),
        ["A1", "A2", "A3", "A4", "A5", "A6", "A13"]
    );
    assert_eq!(stars(Template::B), ["B1", "B2", "B4", "B5", "B6", "B13"]);
    assert_eq!(stars(Template::C), ["C1", "C2", "C3", "C4", "C10"]);
    assert_eq!(stars(Template::D), ["D1", "D5", "D6", "D9", "D12", "D13"]);
}

#[test]
fn items_are_numbered_in_their_template_without_a_gap() {
    for template in Template::iter() {
        let letter: &str = template.into();
        let own = items().iter().filter(|i| i.template() == template);
        for (n, item) in own.enumerate() {
            assert_eq!(item.id, format!("{letter}{}", n + 1));
        }
    }
}

#[test]
fn every_item_shows_something_and_everything_shown_stands_beside_an_item() {
    assert!(items().iter().all(|item| !item.shows.is_empty()));
    let shown: BTreeSet<Shown> = items().iter().flat_map(|i| i.shows.clone()).collect();
    assert_eq!(shown, Shown::iter().collect());
    let when: BTreeSet<When> = items().iter().map(|i| i.when).collect();
    assert_eq!(when, When::iter().collect());
}

#[test]
fn every_shared_question_stands_in_two_templates_at_least() {
    for question in Asks::iter() {
        let own = items().iter().filter(|i| i.asks == Some(question));
        let templates: BTreeSet<Template> = own.map(Item::template).collect();
        assert!(templates.len() > 1, "{question:?}");
    }
}

#[test]
fn of_items_that_ask_the_same_the_first_bears_the_star() {
    for question in Asks::iter() {
        let own = || items().iter().filter(|i| i.asks == Some(question));
        let starred = own().any(|item| item.star);
        assert_eq!(own().next().unwrap().star, starred, "{question:?}");
    }
}

#[test]
fn who_is_heard_without_a_cause_is_compared_with_their_photo() {
    let mut walk = asked_for(InterviewCause::Identity);
    walk.order.interview.causes.clear();
    let list = list(&walk, InterviewMode::Video);
    assert_eq!(list.templates, BTreeSet::from([Template::C]));
}

#[test]
fn each_cause_has_its_template() {
    use Template::{A, B, C, D};
    let told: Vec<Template> = InterviewCause::iter().map(template_of).collect();
    assert_eq!(told, [A, B, C, D, D, C, C]);
}

// ── what is asked ──

#[test]
fn one_cause_asks_its_template() {
    let walk = asked_for(InterviewCause::Identity);
    let list = list(&walk, InterviewMode::Video);
    assert_eq!(list.templates, BTreeSet::from([Template::C]));
    assert_eq!(ids(&walk).len(), 10);
}

#[test]
fn several_causes_ask_one_list_without_the_same_question_twice() {
    let mut walk = asked_for(InterviewCause::FaceCheck);
    walk.order.interview.causes.insert(InterviewCause::Reissue);
    walk.order
        .interview
        .causes
        .insert(InterviewCause::Nationality);
    walk.order.interview.causes.insert(InterviewCause::Minor);
    let asked = ids(&walk);
    for left_out in ["B1", "C2", "B13", "C10", "D13", "C8", "D5", "D8"] {
        assert!(!asked.contains(&left_out), "{left_out}");
    }
    for kept in ["A2", "A13", "A9", "A6", "A5", "B2", "C4", "D9"] {
        assert!(asked.contains(&kept), "{kept}");
    }
    let distinct: BTreeSet<&str> = asked.iter().copied().collect();
    assert_eq!(distinct.len(), asked.len());
}

#[test]
fn a_child_is_always_asked_after_its_guardians() {
    let mut walk = asked_for(InterviewCause::FaceCheck);
    assert!(!has(&walk, "A1"));
    walk.order.form.applicant.born = day(2012, 1, 1);
    assert!(has(&walk, "A1"));
}

#[test]
fn a_cause_the_post_leaves_to_the_officer_asks_nothing_by_itself() {
    let mut policy = posts::post("BRU").clone();
    for (strength, asked) in [(Strength::Must, true), (Strength::May, false)] {
        policy.interview.reissue = strength;
        let reissue = walk::station(&policy, Business::PpReissue, Status::InterviewBooked);
        assert_eq!(has(&reissue.unwrap(), "B6"), asked, "{strength:?}");
    }
}

#[test]
fn from_ten_years_on_it_is_asked_who_signed() {
    let mut walk = asked_for(InterviewCause::Minor);
    walk.order.form.applicant.born = day(2016, 3, 2);
    assert!(has(&walk, "A11"));
    walk.order.form.applicant.born = day(2016, 3, 3);
    assert!(!has(&walk, "A11"));
}

#[test]
fn what_is_left_is_asked_for_of_damaged_booklets_and_the_loss_of_lost_ones() {
    let mut walk = asked_for(InterviewCause::Reissue);
    walk.order.form.old_document.as_mut().unwrap().fate = OldDocumentFate::Damaged;
    assert!(has(&walk, "B12") && !has(&walk, "B2") && !has(&walk, "B4"));
    walk.order.form.old_document.as_mut().unwrap().fate = OldDocumentFate::Stolen;
    assert!(!has(&walk, "B12") && has(&walk, "B2") && has(&walk, "B4"));
}

#[test]
fn hkmotw_annotations_statement_and_papers_are_asked_for_where_there_are_any() {
    let mut walk = asked_for(InterviewCause::Nationality);
    assert!(!has(&walk, "D10") && !has(&walk, "D4") && has(&walk, "D12"));
    walk.order.form.applicant.hkmotw = true;
    walk.order.form.statement.as_mut().unwrap().skipped = true;
    assert!(has(&walk, "D10") && !has(&walk, "D12"));
    let note = walk::station(
        posts::post("BRU"),
        Business::PpNote,
        Status::InterviewBooked,
    );
    let mut note = note.unwrap();
    note.order.interview.causes = BTreeSet::from([InterviewCause::Name]);
    assert!(has(&note, "D4"));
    let mut walk = asked_for(InterviewCause::FaceCheck);
    assert!(has(&walk, "C3"));
    walk.order.form.old_document = None;
    assert!(has(&walk, "C3"));
    walk.order.form.applicant.id_number = None;
    assert!(!has(&walk, "C3"));
}

#[test]
fn screenshots_are_asked_for_by_video_alone() {
    let walk = asked_for(InterviewCause::Identity);
    for mode in [
        InterviewMode::Video,
        InterviewMode::Telephone,
        InterviewMode::Counter,
        InterviewMode::Paper,
    ] {
        let asked = list(&walk, mode).items.iter().any(|item| item.id == "C10");
        assert_eq!(asked, mode == InterviewMode::Video, "{mode:?}");
    }
}

#[test]
fn by_telephone_nobody_is_looked_at() {
    let walk = asked_for(InterviewCause::Identity);
    let may_skip = |mode| -> Vec<&str> {
        let list = list(&walk, mode);
        let free = list.items.iter().filter(|i| i.star && i.may_skip);
        free.map(|i| i.id).collect()
    };
    assert_eq!(may_skip(InterviewMode::Telephone), ["C2", "C3"]);
    assert!(may_skip(InterviewMode::Counter).is_empty());
}

// ── records held to it ──

fn record(walk: &Walk<'_>) -> InterviewRecord {
    InterviewRecord {
        mode: InterviewMode::Video,
        from: walk.now.plus_minutes(-10),
        to: walk.now,
        lines: walk.all_in_order(InterviewMode::Video),
        screenshots: BTreeSet::from([lingshi_rules::ids::FileId::new("shot")]),
        signed_record: true,
        guardian_present: true,
        result: InterviewResult::Passed,
        remark: None,
    }
}

fn given(walk: &Walk<'_>, record: InterviewRecord) -> Result<Walk<'static>, Refusal> {
    let mut walk = walk_of(walk);
    let record = Box::new(record);
    walk.by(Role::Interviewer, Action::RecordInterview { record })?;
    Ok(walk)
}

fn walk_of(walk: &Walk<'_>) -> Walk<'static> {
    let cause = *walk.order.interview.causes.iter().next().unwrap();
    let mut own = asked_for(cause);
    own.order = walk.order.clone();
    own.now = walk.now;
    own
}

fn changed(
    walk: &Walk<'_>,
    change: impl FnOnce(&mut InterviewRecord),
) -> Result<Walk<'static>, Refusal> {
    let mut record = record(walk);
    change(&mut record);
    given(walk, record)
}

fn line_of<'r>(record: &'r mut InterviewRecord, id: &str) -> &'r mut ChecklistLine {
    record.lines.iter_mut().find(|l| l.item == id).unwrap()
}

#[test]
fn a_record_with_everything_in_order_passes() {
    let walk = asked_for(InterviewCause::Nationality);
    let passed = changed(&walk, |_| {}).unwrap();
    assert_eq!(passed.order.interview.state, InterviewState::Passed);
}

#[test]
fn an_item_that_is_not_asked_is_refused_and_so_is_one_asked_twice() {
    let walk = asked_for(InterviewCause::Identity);
    for wrong in ["A1", "C11", "", "c1", "C1"] {
        let refusal = changed(&walk, |r| {
            let mut line = r.lines[0].clone();
            line.item = wrong.into();
            r.lines.push(line);
        });
        let items = vec![wrong.to_owned()];
        assert_eq!(refusal.map(drop), Err(Refusal::ChecklistUnknown { items }));
    }
}

#[test]
fn an_item_left_out_stops_a_pass_and_nothing_else() {
    let walk = asked_for(InterviewCause::Identity);
    let items = vec!["C6".to_owned(), "C10".to_owned()];
    let leave_out = |r: &mut InterviewRecord| r.lines.retain(|l| !items.contains(&l.item));
    let refusal = changed(&walk, leave_out).map(drop);
    assert_eq!(
        refusal,
        Err(Refusal::ChecklistMissing {
            items: items.clone()
        })
    );
    let failed = changed(&walk, |r| {
        leave_out(r);
        r.result = InterviewResult::Failed;
    });
    assert_eq!(
        failed.unwrap().order.interview.state,
        InterviewState::Failed
    );
}

#[test]
fn the_star_is_the_templates_whatever_the_record_says() {
    let walk = asked_for(InterviewCause::Identity);
    let cheat = |r: &mut InterviewRecord| {
        for line in &mut r.lines {
            line.star = !line.star;
        }
        line_of(r, "C2").answer = Answer::Problem;
        line_of(r, "C5").answer = Answer::Problem;
    };
    let items = vec!["C2".to_owned()];
    let refusal = changed(&walk, cheat).map(drop);
    assert_eq!(refusal, Err(Refusal::StarsOpen { items }));
    let failed = changed(&walk, |r| {
        cheat(r);
        r.result = InterviewResult::Failed;
    });
    let held = &failed.unwrap().order.interview.held[0].record;
    let starred: Vec<&str> = held
        .lines
        .iter()
        .filter(|l| l.star)
        .map(|l| l.item.as_str())
        .collect();
    assert_eq!(starred, ["C1", "C2", "C3", "C4", "C10"]);
}

#[test]
fn a_star_does_not_apply_only_where_its_template_says_so_and_with_a_note() {
    let mut walk = asked_for(InterviewCause::Identity);
    let skip = |id: &'static str, note: Option<&'static str>| {
        move |r: &mut InterviewRecord| {
            line_of(r, id).answer = Answer::NotApplicable;
            line_of(r, id).note = note.map(str::to_owned);
        }
    };
    let open = |id: &str| {
        Err(Refusal::StarsOpen {
            items: vec![id.to_owned()],
        })
    };
    let note = Some("尚不会背诵");
    assert_eq!(changed(&walk, skip("C4", note)).map(drop), open("C4"));
    walk.order.form.applicant.born = day(2020, 1, 1);
    assert_eq!(changed(&walk, skip("C1", note)).map(drop), open("C1"));
    let text = TextOf::Note;
    for silent in [None, Some("  ")] {
        let refusal = changed(&walk, skip("C4", silent)).map(drop);
        assert_eq!(refusal, Err(Refusal::TextNeeded { text }));
    }
    assert!(changed(&walk, skip("C4", note)).is_ok());
    assert!(changed(&walk, skip("A4", Some("父亲去世"))).is_ok());
}

#[test]
fn what_has_no_star_may_be_a_problem_or_not_apply() {
    let walk = asked_for(InterviewCause::Identity);
    for answer in [Answer::Problem, Answer::NotApplicable] {
        assert!(changed(&walk, |r| line_of(r, "C9").answer = answer).is_ok());
    }
}

#[test]
fn a_note_has_room_for_500_characters() {
    let walk = asked_for(InterviewCause::Identity);
    let noted = |n: usize| changed(&walk, |r| r.lines[0].note = Some("记".repeat(n))).map(drop);
    assert_eq!(noted(500), Ok(()));
    let (text, most) = (TextOf::Note, 500);
    assert_eq!(noted(501), Err(Refusal::TextTooLong { text, most }));
}

// ── words ──

#[test]
fn every_template_item_and_thing_shown_has_its_words_and_no_other_has() {
    let file = crate::kept::path("assets/words/zh-CN/checklist.toml");
    let text = std::fs::read_to_string(file).unwrap();
    let words: BTreeMap<String, BTreeMap<String, String>> = toml::from_str(&text).unwrap();
    let told = |group: &str| -> BTreeSet<&str> {
        let spoken = words[group].iter().filter(|(_, w)| !w.trim().is_empty());
        spoken.map(|(code, _)| code.as_str()).collect()
    };
    assert_eq!(told("items"), items().iter().map(|i| &*i.id).collect());
    assert_eq!(
        told("templates"),
        Template::iter().map(Into::into).collect()
    );
    assert_eq!(told("shown"), Shown::iter().map(Into::into).collect());
    assert_eq!(words.len(), 3);
}
