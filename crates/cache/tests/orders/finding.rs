//! Finding by a fragment of a name, by letters, by tails.

use crate::world::{Cache, invented, policy};
use lingshi_rules::order::Order;
use lingshi_rules::values::OrderNo;

fn filled() -> (Cache, Vec<Order>) {
    let mut cache = Cache::new();
    let orders = invented(&policy(), None, 200);
    cache.keep(&orders);
    (cache, orders)
}

fn found(cache: &Cache, words: &str) -> Vec<OrderNo> {
    let found = cache.orders.find(words, 500).unwrap();
    assert!(!found.more);
    found.lines.into_iter().map(|line| line.no).collect()
}

fn of_people() -> (Cache, Vec<Order>) {
    let (cache, orders) = filled();
    let named = |order: &&Order| order.form.applicant.name.given_zh.chars().count() == 2;
    let named = orders.iter().filter(named).take(40).cloned().collect();
    (cache, named)
}

#[test]
fn any_run_of_characters_of_a_name_is_found() {
    let (cache, orders) = of_people();
    assert!(orders.len() > 10);
    for order in &orders {
        let name = &order.form.applicant.name;
        let whole = format!("{}{}", name.surname_zh, name.given_zh);
        let runs: Vec<char> = whole.chars().collect();
        for length in 1..=runs.len() {
            for run in runs.windows(length) {
                let run: String = run.iter().collect();
                assert!(found(&cache, &run).contains(&order.no), "{run}");
            }
        }
        // Not across two names, and not what is not there.
        let turned: String = whole.chars().rev().collect();
        if turned != whole {
            let other = found(&cache, &turned);
            let has = |no: &OrderNo| *no == order.no;
            assert!(!other.iter().any(has) || whole.contains(&turned));
        }
    }
}

#[test]
fn letters_whole_by_syllables_and_by_their_firsts_find_a_name() {
    let (cache, orders) = of_people();
    for order in &orders {
        let name = &order.form.applicant.name;
        let (surname, given) = (&name.surname_latin, &name.given_latin);
        for typed in [
            format!("{surname}{given}").replace(' ', ""),
            format!("{surname} {given}").to_lowercase(),
            given.to_lowercase(),
            surname.chars().take(2).collect(),
        ] {
            assert!(found(&cache, &typed).contains(&order.no), "{typed}");
        }
    }
    let wang = orders.iter().find(|order| {
        let name = &order.form.applicant.name;
        name.surname_latin.len() > 2 && name.given_latin.len() > 5
    });
    let wang = wang.unwrap();
    let name = &wang.form.applicant.name;
    let firsts = |text: &str| -> String {
        let split = lingshi_rules::values::pinyin::splits(text);
        let first = split.first().cloned().unwrap_or_default();
        first.iter().filter_map(|s| s.chars().next()).collect()
    };
    let initials = format!(
        "{}{}",
        firsts(&name.surname_latin),
        firsts(&name.given_latin)
    );
    assert!(initials.len() > 1);
    assert!(
        found(&cache, &initials.to_lowercase()).contains(&wang.no),
        "{initials}"
    );
}

#[test]
fn tails_of_numbers_find_an_order() {
    let (cache, orders) = filled();
    for order in orders.iter().take(60) {
        let no = order.no.as_str();
        for typed in [no, &no[no.len() - 8..], &no[no.len() - 5..], &no[..8]] {
            assert!(found(&cache, typed).contains(&order.no), "{typed}");
        }
        if let Some(id) = &order.form.applicant.id_number {
            assert!(found(&cache, &id[id.len() - 4..]).contains(&order.no));
        }
        if let Some(old) = &order.form.old_document {
            assert!(found(&cache, &old.number.to_lowercase()).contains(&order.no));
            let tail = &old.number[old.number.len().saturating_sub(4)..];
            assert!(found(&cache, tail).contains(&order.no));
        }
    }
}

#[test]
fn several_words_are_all_there_and_signs_of_the_index_mean_nothing() {
    let (cache, orders) = of_people();
    let order = &orders[0];
    let name = &order.form.applicant.name;
    let no = order.no.as_str();
    let both = format!("{}  {}", name.given_zh, &no[no.len() - 6..]);
    assert_eq!(found(&cache, &both), std::slice::from_ref(&order.no));
    let other = format!("{} {}", name.given_zh, "99999999999");
    assert!(found(&cache, &other).is_empty());
    for nothing in [
        "", "   ", "\"", "*", "()", "，。", "- OR -", "\u{0}", "NEAR(", "🙂",
    ] {
        cache.orders.find(nothing, 10).unwrap();
    }
    for odd in [
        "\" OR 1",
        "latin : x",
        "a* AND",
        "-李",
        "李\"明",
        "AND",
        "OR OR",
    ] {
        cache.orders.find(odd, 10).unwrap();
    }
}

#[test]
fn whoever_finds_too_many_is_told_so() {
    let (cache, orders) = filled();
    let common = &orders[0].no.as_str()[..3];
    let some = cache.orders.find(common, 5).unwrap();
    assert_eq!((some.lines.len(), some.more), (5, true));
}
