//! Each script in its own characters.

use crate::kept;
use std::collections::BTreeSet;

fn only(name: &str) -> BTreeSet<char> {
    let text =
        std::fs::read_to_string(kept::path(&format!("crates/words/tests/data/{name}"))).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let all: BTreeSet<char> = lines.flat_map(str::chars).collect();
    assert!(all.len() > 2000, "{name} holds {}", all.len());
    all
}

fn lines_of(language: &str) -> Vec<(String, String)> {
    let folder = kept::path(&format!("assets/words/{language}"));
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        all.extend(text.lines().map(|line| (name.clone(), line.to_owned())));
    }
    assert!(all.len() > 500);
    all
}

fn foreign(language: &str, others: &BTreeSet<char>) -> Vec<String> {
    let found = |(file, line): &(String, String)| {
        let wrong: String = line.chars().filter(|c| others.contains(c)).collect();
        (!wrong.is_empty()).then(|| format!("{file}: {wrong}: {line}"))
    };
    lines_of(language).iter().filter_map(found).collect()
}

#[test]
fn no_simplified_character_stands_in_traditional_words() {
    let wrong = foreign("zh-TW", &only("simplified_only.txt"));
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn no_traditional_character_stands_in_simplified_words() {
    let wrong = foreign("zh-CN", &only("traditional_only.txt"));
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_app_is_quoted_in_english_as_it_is_written_there() {
    let wrong = foreign("en", &only("traditional_only.txt"));
    assert_eq!(wrong, Vec::<String>::new());
}

/// One simplified character stands for several traditional ones; these are the wrong ones of their places.
const MISCONVERTED: [&str; 36] = [
    "換髮",
    "答複",
    "補髮",
    "頒髮",
    "簽髮",
    "髮證",
    "髮出",
    "頭發",
    "不準",
    "準予",
    "所籤",
    "籤字",
    "后方可",
    "后上",
    "之后",
    "以后",
    "背后",
    "里面",
    "這里",
    "那里",
    "夜里",
    "復印",
    "復審",
    "回復",
    "重復",
    "關系",
    "聯系",
    "頭隻",
    "隻受",
    "隻有",
    "隻能",
    "製證",
    "製度",
    "臺胞",
    "港澳臺",
    "週歲",
];

/// What readers of traditional script write otherwise; names of functions of the APP stay as they are there.
const MAINLAND: [&str; 32] = [
    "賬",
    "聯繫",
    "注明",
    "注銷",
    "加注",
    "備注",
    "打印",
    "點擊",
    "默認",
    "軟件",
    "文檔",
    "網絡",
    "信息",
    "字符",
    "鏈接",
    "服務器",
    "設置",
    "渠道",
    "質檢",
    "爲",
    "籤",
    "裏",
    "着",
    "“",
    "”",
    "屏幕",
    "刷新",
    "發送",
    "批量",
    "紙質",
    "週歲",
    "錄像",
];

#[test]
fn characters_of_several_meanings_are_the_right_ones() {
    for (file, line) in lines_of("zh-TW") {
        for wrong in MISCONVERTED {
            assert!(!line.contains(wrong), "{file}: {wrong}: {line}");
        }
    }
}

#[test]
fn words_are_those_of_readers_of_traditional_script() {
    for (file, line) in lines_of("zh-TW") {
        for wrong in MAINLAND {
            assert!(!line.contains(wrong), "{file}: {wrong}: {line}");
        }
    }
}

#[test]
fn the_lists_know_both_scripts() {
    let (simplified, traditional) = (only("simplified_only.txt"), only("traditional_only.txt"));
    assert!(
        "护证审补发寄写"
            .chars()
            .filter(|c| simplified.contains(c))
            .count()
            >= 6
    );
    assert!("護證審補發寫".chars().all(|c| traditional.contains(&c)));
    assert_eq!(simplified.intersection(&traditional).next(), None);
}
