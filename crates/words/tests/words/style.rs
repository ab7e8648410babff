//! How the texts read: punctuation, tone, length.

use crate::cases::all;
use crate::kept;
use lingshi_words::{Language, Rendered};
use strum::IntoEnumIterator;

fn is_cjk(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}')
}

/// Everything said to applicants in the gallery.
fn everything(language: Language) -> Vec<(String, Rendered)> {
    let cases = all();
    cases
        .iter()
        .map(|case| (case.name.clone(), case.render(language)))
        .collect()
}

/// Strings of the kept files, as they stand.
fn sources(language: Language) -> Vec<String> {
    let folder = kept::path(&format!("assets/words/{language}"));
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let told = text.lines().filter(|line| !line.starts_with('#'));
        // What stands before the sign is a code.
        let said = told.map(|line| line.split_once('=').map_or(line, |(_, text)| text));
        all.extend(said.map(str::to_owned));
    }
    all
}

pub(crate) fn doubled(text: &str) -> Option<String> {
    let ends = "。，；：、？,;:?";
    let all: Vec<char> = text.chars().collect();
    let pair = all.windows(2).find(|pair| {
        let both = ends.contains(pair[0]) && (ends.contains(pair[1]) || pair[1] == '.');
        let stops = pair[0] == '.' && ".。；，;,".contains(pair[1]) && pair[1] != ',';
        both || stops || pair == &[' ', ' '] || (pair[0] == ' ' && ",;:.".contains(pair[1]))
    });
    pair.map(|pair| pair.iter().collect())
}

#[test]
fn no_message_has_a_hole_or_a_doubled_sign() {
    for language in Language::iter() {
        for (name, rendered) in everything(language) {
            for text in [&rendered.title, &rendered.body] {
                assert!(!text.contains(['{', '}', '[', ']', '|']), "{name}: {text}");
                assert_eq!(doubled(text), None, "{language} {name}: {text}");
                assert!(
                    !text.contains("（）") && !text.contains("()"),
                    "{name}: {text}"
                );
            }
        }
    }
}

#[test]
fn chinese_sentences_have_chinese_signs() {
    for language in [Language::ZhCn, Language::ZhTw] {
        for line in sources(language) {
            let text: Vec<char> = line.chars().collect();
            let wrong = text.windows(2).find(|pair| {
                let sign = |c: char| ",;:!()".contains(c);
                sign(pair[0]) && is_cjk(pair[1]) || is_cjk(pair[0]) && sign(pair[1])
            });
            assert_eq!(wrong, None, "{language}: {line}");
            assert!(
                !line.contains("。\" }") || !line.contains("name ="),
                "{line}"
            );
        }
    }
}

#[test]
fn english_sentences_have_no_chinese_signs_outside_of_quoted_words() {
    for line in sources(Language::En) {
        let quoted = ["即使找回也不再使用，不撤销补证申请", "不适用，跳过"];
        let plain = quoted
            .iter()
            .fold(line.clone(), |text, q| text.replace(q, ""));
        assert!(
            !plain.contains(['，', '。', '；', '：', '（', '）', '、']),
            "{line}"
        );
    }
}

#[test]
fn nothing_shouts_begs_or_says_only_that_it_failed() {
    for language in Language::iter() {
        for line in sources(language) {
            for banned in [
                "！",
                "!",
                "操作失败",
                "操作失敗",
                "抱歉",
                "请稍后重试",
                "請稍後重試",
                "Sorry",
                "sorry",
                "Oops",
                "try again later",
                "failed",
                "invalid",
            ] {
                assert!(!line.contains(banned), "{language}: {line}");
            }
        }
    }
}

#[test]
fn every_message_begins_with_its_order_and_ends_against_fraud() {
    for language in Language::iter() {
        for case in all() {
            let rendered = case.render(language);
            let lines: Vec<&str> = rendered.body.lines().collect();
            let number = case.to.no.as_str();
            assert!(
                lines[..2].iter().any(|line| line.contains(number)),
                "{}",
                case.name
            );
            let last = lines[lines.len() - 1];
            let footer = [
                "使领馆不会通过电话",
                "使領館不會透過電話",
                "never ask you by telephone",
            ];
            assert!(
                footer.iter().any(|start| last.contains(start)),
                "{}: {last}",
                case.name
            );
            assert!(!rendered.title.is_empty() && rendered.language == language);
        }
    }
}

#[test]
fn every_paragraph_closes_and_none_is_endless() {
    for language in Language::iter() {
        let longest = if language == Language::En { 900 } else { 400 };
        for (name, rendered) in everything(language) {
            for line in rendered.body.lines() {
                assert!(line.chars().count() <= longest, "{language} {name}: {line}");
                assert_eq!(line, line.trim_end(), "{name}");
            }
            assert!(rendered.title.chars().count() <= 60, "{name}");
        }
    }
}

#[test]
fn days_and_money_are_written_as_the_language_writes_them() {
    let said = |name: &str, language| {
        let found = all().into_iter().find(|case| case.name.starts_with(name));
        found.unwrap().render(language).body
    };
    let n03 = |language| said("N03 three reasons", language);
    assert!(n03(Language::ZhCn).contains("请在2026年12月21日（含当日，布鲁塞尔时间）前补齐"));
    assert!(n03(Language::ZhTw).contains("請在2026年12月21日（含當日，布魯塞爾時間）前補齊"));
    assert!(n03(Language::En).contains("by the end of 21 December 2026 (Brussels time)"));
    let n22 = |language| said("N22", language);
    assert!(n22(Language::ZhCn).contains("应退的23.00美元"));
    assert!(n22(Language::En).contains("USD 23.00"));
    let n07 = |language| said("N07 ·", language);
    assert!(n07(Language::ZhCn).contains("2026年12月4日（星期五）15:00至16:00（布鲁塞尔时间）"));
    assert!(n07(Language::En).contains("Friday 4 December 2026, 15:00 to 16:00 (Brussels time)"));
}
