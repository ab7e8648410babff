//! §7.4 Duplicate detection: who is at a post already, and how sure that is.

use crate::{day, posts};
use lingshi_rules::business::Business;
use lingshi_rules::duplicates::{
    Ground, KeyKind, Looking, LostDocument, SideField, compare, history, hits, keys, lost_hits,
};
use lingshi_rules::ids::PostCode;
use lingshi_rules::life::Status;
use lingshi_rules::order::Order;
use lingshi_rules::order::form::{Form, Kinship, OldDocumentFate, Relative};
use lingshi_rules::order::review::HitLevel;
use lingshi_rules::values::{OrderNo, PersonName, Sex};
use lingshi_rules::walk;
use std::collections::{BTreeMap, BTreeSet};
use strum::IntoEnumIterator;

/// An order of this number at this post, in this state, with this form.
fn order(no: u32, business: Business, status: Status, change: impl FnOnce(&mut Form)) -> Order {
    let walk = walk::station(posts::post("NYC"), business, status);
    let mut order = walk.unwrap().order;
    order.no = OrderNo::compose("USAN", business.module(), "DUPL", no).unwrap();
    change(&mut order.form);
    for file in order.files.values_mut() {
        file.sha256 = format!("{no:064x}");
    }
    order
}

fn open(no: u32, change: impl FnOnce(&mut Form)) -> Order {
    order(no, Business::PpRenew, Status::FirstReview, change)
}

/// Somebody else altogether.
fn another_person(form: &mut Form) {
    let applicant = &mut form.applicant;
    applicant.name = PersonName::new("王", "芳", "WANG", "FANG");
    applicant.sex = Sex::Female;
    applicant.born = day(1985, 6, 15);
    applicant.id_number = Some("310104198506150023".into());
    applicant.phone = "+86 13900000000".into();
    form.old_document.as_mut().unwrap().number = "E87654321".into();
}

/// All that would tell, but for what the test is about.
fn nameless(form: &mut Form) {
    let born = form.applicant.born;
    another_person(form);
    form.applicant.born = born;
}

fn looking() -> Looking {
    Looking::on(day(2026, 3, 20))
}

fn found(one: &Order, other: &Order) -> Option<(HitLevel, Vec<Ground>)> {
    compare(one, other, looking()).map(|m| (m.level, m.grounds.into_iter().collect()))
}

fn parent(kinship: Kinship, name: &str) -> Relative {
    Relative {
        kinship,
        name: name.into(),
        nationality: None,
        born: None,
        residence_at_birth: None,
        document: None,
        address: None,
        phone: None,
        filed: false,
        extra: BTreeMap::new(),
    }
}

// ── levels ──

#[test]
fn two_people_have_nothing_alike() {
    assert_eq!(found(&open(1, |_| {}), &open(2, another_person)), None);
}

#[test]
fn the_same_id_number_in_an_order_not_ended_is_level_a_however_it_is_typed() {
    let one = open(1, |_| {});
    let other = open(2, |form| {
        another_person(form);
        form.applicant.id_number = Some(" 11010519900307283x ".into());
    });
    assert_eq!(
        found(&one, &other),
        Some((HitLevel::A, vec![Ground::IdNumber]))
    );
}

#[test]
fn the_same_old_booklet_in_an_order_not_ended_is_level_a() {
    let other = open(2, |form| {
        another_person(form);
        form.old_document.as_mut().unwrap().number = "e 1234-5678".into();
    });
    assert_eq!(
        found(&open(1, |_| {}), &other),
        Some((HitLevel::A, vec![Ground::OldDocument]))
    );
}

#[test]
fn the_same_name_birth_date_and_sex_is_level_b() {
    let one = open(1, |form| {
        form.applicant.name = PersonName::new("买买提", "·吐尔逊", "MAIMAITI", "TUERXUN");
    });
    let other = open(2, |form| {
        nameless(form);
        form.applicant.sex = Sex::Male;
        form.applicant.name = PersonName::new("买买提", "• 吐尔逊", "MEMET", "TURSUN");
    });
    assert_eq!(
        found(&one, &other),
        Some((HitLevel::B, vec![Ground::NameBirthSex]))
    );
}

#[test]
fn pinyin_or_telephone_with_the_birth_date_or_the_same_photo_is_level_c() {
    let level_c = |ground, change: &dyn Fn(&mut Form)| {
        let other = open(2, |form| {
            nameless(form);
            change(form);
        });
        assert_eq!(
            found(&open(1, |_| {}), &other),
            Some((HitLevel::C, vec![ground]))
        );
    };
    level_c(Ground::PinyinBirth, &|f| {
        f.applicant.name = PersonName::new("黎", "铭", "li", "Ming ");
    });
    level_c(Ground::PinyinBirth, &|f| {
        f.applicant.name = PersonName::new("黎", "铭", "MING", "LI");
    });
    level_c(Ground::PhoneBirth, &|f| {
        f.applicant.phone = "0086 138-0000-0000".into();
    });
    let mut other = open(2, another_person);
    for file in other.files.values_mut() {
        file.sha256 = format!("{:064x}", 1);
    }
    assert_eq!(
        found(&open(1, |_| {}), &other),
        Some((HitLevel::C, vec![Ground::Photo]))
    );
}

#[test]
fn the_four_ways_to_write_u_with_dots_are_one() {
    let named = |no, surname: &str| {
        open(no, |form| {
            if no > 1 {
                nameless(form);
            }
            form.applicant.name = PersonName::new("吕", "", surname, "FANG");
            form.applicant.name.surname_zh = format!("吕{no}");
        })
    };
    let one = named(1, "LYU");
    for (no, spelling) in [(2, "LU"), (3, "LV"), (4, "LÜ"), (5, "lü")] {
        let grounds = found(&one, &named(no, spelling)).unwrap().1;
        assert_eq!(grounds, [Ground::PinyinBirth], "{spelling}");
    }
}

#[test]
fn the_same_parents_and_birth_date_are_level_c_for_minors_alone() {
    let child = |no, born, father: &str| {
        let mut order = open(no, |form| {
            another_person(form);
            form.applicant.name =
                PersonName::new("李", &format!("小{no}"), "LI", &format!("X{no}"));
            form.applicant.born = born;
            form.applicant.id_number = None;
            form.applicant.phone = String::new();
            form.old_document = None;
            form.relatives = vec![
                parent(Kinship::Father, father),
                parent(Kinship::Mother, "王 芳"),
            ];
        });
        order.form.applicant.name.given_latin = ["AN", "BO", "CE"][no as usize % 3].into();
        order
    };
    let (minor, adult) = (day(2020, 5, 1), day(2000, 5, 1));
    assert_eq!(
        found(&child(1, minor, "李明"), &child(2, minor, "李 明")),
        Some((HitLevel::C, vec![Ground::ParentsBirth]))
    );
    assert_eq!(
        found(&child(1, adult, "李明"), &child(2, adult, "李明")),
        None
    );
    assert_eq!(found(&child(1, minor, "无"), &child(2, minor, "无")), None);
    let younger = day(2020, 5, 2);
    assert_eq!(
        found(&child(1, minor, "李明"), &child(2, younger, "李明")),
        None
    );
}

#[test]
fn twins_are_warned_of_and_never_level_a() {
    let twin = |no, given: &str, letters: &str, id: Option<&str>| {
        open(no, |form| {
            form.applicant.born = day(2015, 12, 1);
            form.applicant.name = PersonName::new("李", given, "LI", letters);
            form.applicant.id_number = id.map(str::to_owned);
            form.old_document = None;
            form.relatives = vec![
                parent(Kinship::Father, "李明"),
                parent(Kinship::Mother, "王芳"),
            ];
        })
    };
    let one = twin(1, "大双", "DASHUANG", Some("440301201512011011"));
    let other = twin(2, "小双", "XIAOSHUANG", None);
    let (level, grounds) = found(&one, &other).unwrap();
    assert_eq!(level, HitLevel::C);
    assert_eq!(grounds, [Ground::PhoneBirth, Ground::ParentsBirth]);
    let alike = twin(3, "大爽", "DASHUANG", None);
    assert!(found(&one, &alike).unwrap().0 > HitLevel::A);
}

#[test]
fn slips_and_gaps_are_nobodys() {
    let empty = |no| {
        let mut order = open(no, |form| {
            form.applicant.name = PersonName::new("", "", "", "");
            form.applicant.id_number = Some("110105199003072830".into());
            form.applicant.phone = "13800000000".into();
            form.old_document.as_mut().unwrap().number = "遗失".into();
        });
        order.files.clear();
        order
    };
    assert_eq!(found(&empty(1), &empty(2)), None);
    assert_eq!(keys(&empty(1)), []);
}

// ── which orders count ──

#[test]
fn an_order_never_hits_itself() {
    let one = open(1, |_| {});
    assert_eq!(found(&one, &one), None);
    assert_eq!(hits(&one, [&one], looking()), []);
}

#[test]
fn comparing_is_the_same_from_both_sides_while_both_are_open() {
    let orders = [
        open(1, |_| {}),
        open(2, nameless),
        open(3, |f| f.applicant.id_number = None),
        order(4, Business::TdEmerg, Status::FirstReview, |_| {}),
    ];
    for one in &orders {
        for other in &orders {
            assert_eq!(found(one, other), found(other, one));
        }
    }
}

#[test]
fn a_pension_has_nothing_to_do_with_a_booklet() {
    let pension = order(2, Business::Pension, Status::PensionProcessing, |_| {});
    assert_eq!(found(&open(1, |_| {}), &pension), None);
    let again = order(3, Business::Pension, Status::PensionProcessing, |_| {});
    assert_eq!(found(&pension, &again).unwrap().0, HitLevel::A);
}

#[test]
fn an_order_that_came_to_nothing_is_history_and_no_hit() {
    let one = open(1, |_| {});
    for status in [Status::Rejected, Status::Cancelled, Status::Expired] {
        let earlier = order(2, Business::PpRenew, status, |_| {});
        assert_eq!(found(&one, &earlier), None);
        let told = history(&one, [&earlier, &one]);
        assert_eq!(told.len(), 1);
        assert_eq!((told[0].status, &*told[0].tail), (status, "00000002"));
    }
    let stranger = order(3, Business::PpRenew, Status::Rejected, |form| {
        nameless(form);
        form.applicant.phone = "+86 13800000000".into();
    });
    assert_eq!(history(&one, [&stranger, &open(4, |_| {})]), []);
}

#[test]
fn nobody_hits_a_draft() {
    let draft = order(2, Business::PpRenew, Status::Draft, |_| {});
    assert_eq!(found(&open(1, |_| {}), &draft), None);
}

// ── issued documents ──

/// A passport issued on a day of 2026 for ten years, under this number.
fn issued(number: &str) -> Order {
    let mut order = order(2, Business::PpRenew, Status::Done, |_| {});
    order.making.made.as_mut().unwrap().number = number.into();
    order
}

#[test]
fn a_second_valid_passport_is_warned_of_at_level_b() {
    let one = order(1, Business::PpNew, Status::FirstReview, |_| {});
    let (level, grounds) = found(&one, &issued("EK0000001")).unwrap();
    assert_eq!(level, HitLevel::B);
    assert!(grounds.contains(&Ground::ValidDocument) && grounds.contains(&Ground::IdNumber));
}

#[test]
fn the_booklet_an_order_replaces_is_no_second_one() {
    let one = open(1, |f| {
        f.old_document.as_mut().unwrap().number = "ek0000001".into();
    });
    assert_eq!(found(&one, &issued("EK0000001")), None);
}

#[test]
fn a_booklet_run_out_of_another_kind_or_issued_long_ago_is_none_either() {
    let one = order(1, Business::PpNew, Status::FirstReview, |_| {});
    let mut expired = issued("EK0000001");
    let made = expired.making.made.as_mut().unwrap();
    made.expires = day(2026, 3, 20);
    assert!(found(&one, &expired).is_some());
    expired.making.made.as_mut().unwrap().expires = day(2026, 3, 19);
    assert_eq!(found(&one, &expired), None);
    let travels = order(3, Business::TdNew, Status::FirstReview, |_| {});
    assert_eq!(found(&travels, &issued("EK0000001")), None);
    let mut old = issued("EK0000001");
    old.making.made.as_mut().unwrap().issued = day(2023, 3, 20);
    let narrow = |issued_years| Looking {
        issued_years,
        ..looking()
    };
    assert!(compare(&one, &old, narrow(3)).is_some());
    old.making.made.as_mut().unwrap().issued = day(2023, 3, 19);
    assert!(compare(&one, &old, narrow(3)).is_none());
}

#[test]
fn no_order_that_ended_makes_level_a() {
    let one = order(1, Business::PpNew, Status::FirstReview, |_| {});
    for status in Status::iter().filter(|s| s.is_terminal()) {
        let mut other = issued("EK0000001");
        other.status = status;
        let level = found(&one, &other).map(|(level, _)| level);
        assert_ne!(level, Some(HitLevel::A), "{status:?}");
    }
}

// ── the lost list ──

fn reported(tail: &str) -> LostDocument {
    LostDocument {
        number: "E12345678".into(),
        post: PostCode::new("SFO"),
        tail: tail.into(),
    }
}

#[test]
fn a_booklet_reported_lost_may_not_be_used_again() {
    let list = [reported("00000042")];
    let hits = lost_hits(&open(1, |_| {}), &list);
    assert_eq!(hits.len(), 1);
    assert_eq!((hits[0].level, &*hits[0].tail), (HitLevel::B, "00000042"));
    let held_as = |fate| {
        let order = open(1, |f| f.old_document.as_mut().unwrap().fate = fate);
        lost_hits(&order, &list).len()
    };
    assert_eq!(held_as(OldDocumentFate::Damaged), 1);
    assert_eq!(held_as(OldDocumentFate::Lost), 0);
    assert_eq!(held_as(OldDocumentFate::Stolen), 0);
    assert_eq!(lost_hits(&open(1, another_person), &list), []);
}

#[test]
fn the_order_a_booklet_was_reported_with_is_not_hit_by_its_own_report() {
    let mut own = reported("00000001");
    own.post = PostCode::new("NYC");
    assert_eq!(lost_hits(&open(1, |_| {}), &[own]), []);
}

// ── hits ──

#[test]
fn a_hit_shows_post_and_tail_and_keeps_its_key_until_it_becomes_surer() {
    let one = open(1, |_| {});
    let mut other = open(2, |f| f.applicant.id_number = None);
    other.form.old_document = None;
    let weak = hits(&one, [&other, &other], looking());
    assert_eq!(weak.len(), 1);
    assert_eq!((weak[0].level, &*weak[0].tail), (HitLevel::B, "00000002"));
    assert_eq!(weak[0].post, PostCode::new("NYC"));
    other.form.applicant.address_abroad = "elsewhere".into();
    assert_eq!(hits(&one, [&other], looking()), weak);
    other.form.applicant.id_number = one.form.applicant.id_number.clone();
    let sure = hits(&one, [&other], looking());
    assert_eq!(sure[0].level, HitLevel::A);
    assert_ne!(sure[0].key, weak[0].key);
    assert!(!sure[0].key.contains(other.no.as_str()));
}

#[test]
fn the_surest_hit_comes_first() {
    let one = open(1, |_| {});
    let others = [
        open(2, |f| {
            nameless(f);
            f.applicant.phone = "+86 13800000000".into();
        }),
        open(3, |_| {}),
    ];
    let hits = hits(&one, &others, looking());
    let levels: Vec<HitLevel> = hits.iter().map(|h| h.level).collect();
    assert_eq!(levels, [HitLevel::A, HitLevel::C]);
}

#[test]
fn what_differs_stands_side_by_side() {
    let one = open(1, |_| {});
    let other = open(2, |f| {
        f.applicant.phone = "+32 491903299".into();
        f.applicant.id_number = None;
    });
    let differs = compare(&one, &other, looking()).unwrap().differs;
    let fields: Vec<SideField> = differs.iter().map(|d| d.field).collect();
    assert_eq!(
        fields,
        [SideField::IdNumber, SideField::Phone, SideField::Photo]
    );
    assert_eq!(differs[0].this.as_deref(), Some("11010519900307283X"));
    assert_eq!(differs[0].other, None);
    let lines = format!("{differs:?}");
    assert!(
        !lines.contains("1101") && !lines.contains("491903299"),
        "{lines}"
    );
}

// ── keys ──

#[test]
fn an_order_is_found_by_the_same_keys_whatever_way_it_was_typed() {
    let one = open(1, |_| {});
    let kinds: Vec<KeyKind> = keys(&one).iter().map(|k| k.kind).collect();
    assert_eq!(
        kinds,
        [
            KeyKind::IdNumber,
            KeyKind::NameBirthSex,
            KeyKind::PinyinBirth,
            KeyKind::PhoneBirth,
            KeyKind::Photo,
            KeyKind::Document
        ]
    );
    let typed = open(1, |f| {
        f.applicant.name = PersonName::new(" 李", "明 ", "Li", "ming");
        f.applicant.id_number = Some("11010519900307283x".into());
        f.applicant.phone = "0086 138 0000 0000".into();
        f.old_document.as_mut().unwrap().number = "e12345678".into();
    });
    assert_eq!(keys(&typed), keys(&one));
    let lines = format!("{:?}", keys(&one));
    assert!(!lines.contains("1101") && !lines.contains('李'), "{lines}");
}

#[test]
fn what_matches_shares_a_key_so_that_it_is_found() {
    let pool = [
        open(1, |_| {}),
        open(2, nameless),
        open(3, another_person),
        open(4, |f| f.applicant.id_number = None),
        issued("EK0000001"),
        order(6, Business::TdEmerg, Status::FirstReview, |_| {}),
    ];
    let mut matched = 0;
    for one in &pool {
        for other in &pool {
            if compare(one, other, looking()).is_none() {
                continue;
            }
            matched += 1;
            let own: BTreeSet<_> = keys(one).into_iter().collect();
            let shared = keys(other).into_iter().filter(|k| own.contains(k)).count();
            assert!(shared > 0, "{} {}", one.no, other.no);
        }
    }
    assert!(matched > 5);
}
