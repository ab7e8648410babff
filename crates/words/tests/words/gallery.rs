//! `docs/words/gallery-*.md`: every text as it reads with realistic particulars, kept to be read through.

use crate::cases::{Case, Said, addressee, all, asked, photo, pick, refuse};
use crate::kept;
use crate::posts::post;
use crate::specimen::specimens;
use lingshi_rules::business::Business;
use lingshi_rules::life::{Notice, NoticeCode};
use lingshi_rules::order::reasons::{PhotoReason, Pick, RejectReason, SupplementReason};
use lingshi_words::{Catalogue, Language, catalogue, render_refusal};
use std::collections::BTreeSet;
use std::fmt::Write;
use strum::IntoEnumIterator;

/// Particulars an officer would give.
pub(crate) fn words_of(reason: &str) -> &'static [(&'static str, &'static str)] {
    match reason {
        "S19" => &[("fault", "scrawled")],
        "S28" => &[("material", "出生证明")],
        "S29" => &[
            ("field", "出生日期"),
            ("stated", "1993-11-03"),
            ("shown", "1993-11-30"),
        ],
        "S30" => &[("text", "请补充上传出生证明背面")],
        "R03" => &[("post", "驻旧金山总领馆")],
        "R04" => &[("post", "驻纽约总领馆"), ("tail", "5111")],
        "R05" => &[("business", "TD_RENEW")],
        "R07" => &[("field", "出生日期")],
        "R09" => &[("reason", "同意书没有父亲签名")],
        "R10" => &[("what", "guardianship")],
        "R14" => &[("article", "ninth")],
        "R17" => &[("kind", "official_passport")],
        "R21" => &[("text", "您申请的证件已由其他使领馆签发")],
        _ => &[],
    }
}

/// S01–S30, alone and with the particulars above.
pub(crate) fn every_pick() -> Vec<Pick> {
    let with = |reason: SupplementReason| match reason {
        SupplementReason::S01 => photo(&[PhotoReason::PH01]),
        other => pick(other, words_of(other.code())),
    };
    SupplementReason::iter().map(with).collect()
}

fn page(language: Language) -> String {
    let words = catalogue(language).unwrap();
    let mut out = format!(
        "# {}\n\nGenerated from `assets/words/{language}` by the tests of `crates/words`; `LINGSHI_WRITE=1` writes it anew.\n",
        language.code()
    );
    section(&mut out, "N");
    for case in all() {
        message(&mut out, &case, language);
    }
    reasons(&mut out, language);
    tables(&mut out, words);
    answers(&mut out, language);
    found(&mut out, language);
    named(&mut out, words);
    section(&mut out, "Refusals");
    for specimen in specimens() {
        let text = render_refusal(language, &specimen.refusal, post("BRU")).unwrap();
        writeln!(out, "- `{}` {text}", specimen.code).unwrap();
    }
    out
}

fn section(out: &mut String, title: &str) {
    writeln!(out, "\n## {title}\n").unwrap();
}

fn message(out: &mut String, case: &Case, language: Language) {
    let rendered = case.render(language);
    writeln!(out, "\n### {}\n\n**{}**\n", case.name, rendered.title).unwrap();
    for line in rendered.body.lines() {
        writeln!(out, "> {line}  ").unwrap();
    }
}

/// The lines of a message between the order's and the post's.
fn inner(case: &Case, language: Language) -> String {
    let body = case.render(language).body;
    let lines: Vec<&str> = body.lines().collect();
    lines[1..lines.len() - 2].join(" / ")
}

fn answers(out: &mut String, language: Language) {
    section(out, "Answers to mails");
    for mail in crate::answers::all() {
        let answer = mail.answered(language).unwrap();
        writeln!(out, "\n### {}\n\n**{}**\n", mail.name, answer.title).unwrap();
        for line in answer.body.lines() {
            writeln!(out, "> {line}  ").unwrap();
        }
    }
}

fn found(out: &mut String, language: Language) {
    let mut group = "";
    for shown in crate::said::all() {
        if shown.group != group {
            group = shown.group;
            section(out, &format!("Found: {group}"));
        }
        let text = crate::said::read(language, &shown);
        writeln!(out, "- `{}` {text}", shown.code).unwrap();
    }
}

fn named(out: &mut String, words: &Catalogue) {
    section(out, "Names");
    for (group, _) in crate::named::groups() {
        for (code, term) in &words.interface.terms[group] {
            writeln!(out, "- `{group}.{code}` {}", term.name).unwrap();
        }
    }
    let checklist = &words.interface.checklist;
    for table in [&checklist.templates, &checklist.items, &checklist.shown] {
        for (code, text) in table {
            writeln!(out, "- `checklist.{code}` {text}").unwrap();
        }
    }
}

fn one(said: Notice, business: Business) -> Case {
    Case {
        name: String::new(),
        said: Said::Notice(said),
        to: addressee("BRU", business),
        policy: post("BRU"),
    }
}

fn reasons(out: &mut String, language: Language) {
    section(out, "S");
    for pick in every_pick() {
        let code = pick.reason.code();
        let title = &catalogue(language).unwrap().supplement[code].title;
        let text = inner(&one(asked(vec![pick], None), Business::PpReissue), language);
        let parts: Vec<&str> = text.split(" / ").collect();
        let told = parts[1..parts.len() - 1].join(" / ");
        writeln!(out, "- `{code}` **{title}** {told}").unwrap();
    }
    section(out, "R");
    for reason in RejectReason::iter() {
        let code = reason.code();
        let title = &catalogue(language).unwrap().reject[code].title;
        let said = refuse(reason, words_of(code));
        let told = inner(&one(said, Business::PpRenew), language);
        writeln!(out, "- `{code}` **{title}** {told}").unwrap();
    }
}

fn tables(out: &mut String, words: &Catalogue) {
    section(out, "PH");
    for (code, photo) in &words.photo {
        writeln!(out, "- `{code}` **{}** {}", photo.label, photo.sentence).unwrap();
    }
    section(out, "Materials");
    for (code, material) in &words.material {
        writeln!(
            out,
            "- `{code}` **{}** {}",
            material.label, material.sentence
        )
        .unwrap();
    }
    section(out, "Slots");
    for n in 1..=24 {
        let slot = &words.slot[&n.to_string()];
        writeln!(out, "- `{n}` **{}** {}", slot.name, slot.wanted).unwrap();
    }
    section(out, "Interview causes");
    for (code, cause) in &words.interview {
        writeln!(out, "- `{code}` {cause}").unwrap();
    }
    section(out, "Composer");
    for (group, all) in &words.interface.composer {
        for (code, text) in all {
            writeln!(out, "- `{group}.{code}` {text}").unwrap();
        }
    }
}

#[test]
fn the_gallery_is_fresh() {
    for language in Language::iter() {
        let file = format!("docs/words/gallery-{language}.md");
        kept::says(&file, &page(language));
    }
}

#[test]
fn every_notice_is_in_the_gallery() {
    let told: BTreeSet<String> = all()
        .iter()
        .map(|case| case.name.split(' ').next().unwrap_or_default().to_owned())
        .collect();
    let codes = NoticeCode::iter().map(|code| <&str>::from(code).to_owned());
    let further = ["N23", "N26"].map(str::to_owned);
    let wanted: BTreeSet<String> = codes.chain(further).collect();
    assert_eq!(told, wanted);
}
