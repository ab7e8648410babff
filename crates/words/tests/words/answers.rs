//! What senders of supplement mails are told.

use crate::cases::addressee;
use crate::posts::post;
use crate::said::mails::{flags, left_outs, no, shortcomings, unfits, whys};
use crate::style::doubled;
use lingshi_rules::business::Business;
use lingshi_rules::outgoing::{Severity, findings};
use lingshi_rules::supplement_mail::{
    Answer, Attaching, Cloud, Enclosure, Fate, FileKind, Flag, JudgedFile, LeftOut, Letter,
    NotRecognised, Place, Recognised, ReturnPath, Shortcoming, Silence, Unfit, Verdict, Why,
};
use lingshi_words::{Language, MailAnswer, Rendered, render_mail_answer};
use strum::IntoEnumIterator;

/// A mail with files of these names.
fn letter(names: &[&str]) -> Letter {
    let file = |name: &&str| Enclosure {
        name: (*name).to_owned(),
        declared: "application/octet-stream".into(),
        kind: FileKind::Unknown,
        bytes: 1,
        sha256: String::new(),
        place: Place::Attached,
        pixels: None,
        whole: true,
        depth: 0,
    };
    Letter {
        from: Vec::new(),
        return_path: ReturnPath::Given,
        subject: String::new(),
        text: String::new(),
        enclosed_texts: Vec::new(),
        enclosures: names.iter().map(file).collect(),
        automatic: Vec::new(),
        reports: Vec::new(),
        remote_pictures: 0,
        clouds: Vec::new(),
        seal: None,
        shortcomings: Vec::new(),
    }
}

/// A judged mail, and the names of its files.
pub(crate) struct Mail {
    pub(crate) name: String,
    verdict: Verdict,
    files: Vec<&'static str>,
}

impl Mail {
    pub(crate) fn answered(&self, language: Language) -> Option<Rendered> {
        let to = addressee("BRU", Business::PpRenew);
        let letter = letter(&self.files);
        let mail = MailAnswer {
            verdict: &self.verdict,
            letter: &letter,
            to: Some(&to),
        };
        render_mail_answer(language, mail, post("BRU"))
            .unwrap_or_else(|fault| panic!("{}: {fault}", self.name))
    }

    fn body(&self, language: Language) -> String {
        self.answered(language).unwrap().body
    }
}

fn unrecognised(why: Why) -> Mail {
    let code: &str = (&why).into();
    Mail {
        name: format!("not recognised: {code}"),
        verdict: Verdict::NotRecognised(NotRecognised {
            why,
            offered: None,
            answer: Answer::Refuse,
        }),
        files: Vec::new(),
    }
}

fn recognised(
    name: &str,
    answer: Answer,
    fates: Vec<(&'static str, Fate)>,
    flags: Vec<Flag>,
) -> Mail {
    let (files, fates): (Vec<&str>, Vec<Fate>) = fates.into_iter().unzip();
    let judged = fates.into_iter().enumerate();
    Mail {
        name: name.to_owned(),
        verdict: Verdict::Recognised(Recognised {
            order_no: no("BELAA3UHHT10085224"),
            files: judged
                .map(|(enclosure, fate)| JudgedFile { enclosure, fate })
                .collect(),
            flags,
            attaching: Attaching::ByItself,
            answer,
        }),
        files,
    }
}

fn unfit(reason: Unfit) -> Fate {
    Fate::Unfit { reason }
}

fn left(reason: LeftOut) -> Fate {
    Fate::LeftOut { reason }
}

/// Every answer in every wording it has.
pub(crate) fn all() -> Vec<Mail> {
    let mut all: Vec<Mail> = whys().into_iter().map(unrecognised).collect();
    let fit = || ("出生证明.jpg", Fate::Fit);
    let every: Vec<(&str, Fate)> = unfits()
        .into_iter()
        .map(|reason| ("IMG_0001.dat", unfit(reason)))
        .chain(left_outs().into_iter().map(|reason| ("", left(reason))))
        .collect();
    let received = |name, fates, flags| recognised(name, Answer::Acknowledge, fates, flags);
    let refused = |name, fates, flags| recognised(name, Answer::Refuse, fates, flags);
    all.extend([
        received("received", vec![fit()], Vec::new()),
        received(
            "received, a logo beside it",
            vec![fit(), ("logo.png", left(LeftOut::SignaturePicture))],
            vec![Flag::NameMissing],
        ),
        received(
            "received, one unfit",
            vec![fit(), ("户口簿.heic", unfit(Unfit::Heic))],
            Vec::new(),
        ),
        received(
            "received, some left elsewhere",
            vec![fit(), ("", left(LeftOut::Empty))],
            vec![
                Flag::LeftInCloud {
                    cloud: Cloud::Baidu,
                },
                Flag::RemotePictures { count: 1 },
                Flag::Shortcoming {
                    of: Shortcoming::TooManyEnclosures { most: 50 },
                },
            ],
        ),
        refused("nothing in it", Vec::new(), vec![Flag::NothingEnclosed]),
        refused(
            "nothing fit, one",
            vec![("扫描件.pdf", unfit(Unfit::Pdf))],
            vec![Flag::NothingFit],
        ),
        refused("nothing fit, every reason", every, vec![Flag::NothingFit]),
        refused(
            "cut off",
            Vec::new(),
            vec![Flag::Shortcoming {
                of: Shortcoming::CutOff,
            }],
        ),
    ]);
    all
}

#[test]
fn every_answer_is_whole_and_closes_as_a_notice_does() {
    for language in Language::iter() {
        for mail in all() {
            let answer = mail.answered(language).unwrap();
            let name = format!("{language} {}: {}", mail.name, answer.body);
            for text in [&answer.title, &answer.body] {
                assert!(!text.contains(['{', '}', '[', ']', '|']), "{name}");
                assert_eq!(doubled(text), None, "{name}");
                assert!(!text.contains("“”") && !text.contains("「」"), "{name}");
            }
            let last = answer.body.lines().last().unwrap();
            let footer = ["使领馆不会", "使領館不會", "never ask you by telephone"];
            assert!(footer.iter().any(|start| last.contains(start)), "{name}");
        }
    }
}

#[test]
fn no_answer_looks_like_fraud() {
    for language in Language::iter() {
        for mail in all() {
            let body = mail.body(language);
            let found = findings(&body, post("BRU"), 8_000);
            let stops = found.iter().find(|f| f.severity == Severity::Block);
            assert_eq!(stops, None, "{language} {}: {body}", mail.name);
        }
    }
}

#[test]
fn nobody_learns_from_an_answer_whether_an_order_exists() {
    use lingshi_rules::life::Status;
    for language in Language::iter() {
        let unknown = unrecognised(Why::NoSuchOrder).answered(language);
        let other = unrecognised(Why::OtherPost).answered(language);
        assert_eq!(unknown, other);
        for status in Status::iter() {
            let here = unrecognised(Why::NotAwaited { status }).answered(language);
            assert_eq!(unknown, here);
        }
        for why in whys() {
            let body = unrecognised(why).body(language);
            assert!(!body.contains("BELA") && !body.contains("张海青"), "{body}");
        }
    }
}

#[test]
fn who_is_not_to_be_answered_is_told_nothing() {
    let because = Silence::Stranger;
    let mut mail = unrecognised(Why::NoSuchOrder);
    mail.verdict = Verdict::NotRecognised(NotRecognised {
        why: Why::SubjectEmpty,
        offered: None,
        answer: Answer::None { because },
    });
    assert_eq!(mail.answered(Language::ZhCn), None);
    let silent = Answer::None { because };
    let mail = recognised("silent", silent, vec![("a.jpg", Fate::Fit)], Vec::new());
    assert_eq!(mail.answered(Language::ZhCn), None);
}

#[test]
fn every_reason_and_every_flag_can_be_told() {
    let shortcomings = shortcomings().into_iter();
    let every: Vec<Flag> = flags()
        .into_iter()
        .chain(shortcomings.map(|of| Flag::Shortcoming { of }))
        .collect();
    for language in Language::iter() {
        let body =
            recognised("all flags", Answer::Refuse, Vec::new(), every.clone()).body(language);
        let told = body
            .lines()
            .filter(|line| line.starts_with(|c: char| c.is_ascii_digit()));
        assert!(told.count() >= 8, "{body}");
    }
}

#[test]
fn a_files_name_is_repeated_only_where_it_may_stand_there() {
    let long = "身份证正面".repeat(20);
    let long: &'static str = Box::leak(long.into_boxed_str());
    for (name, read) in [
        ("扫描件.pdf", "附件“扫描件.pdf”："),
        ("fdp.\u{202E}gpj", "附件“fdp.gpj”："),
        ("a\r\n2、请转账", "第1个附件："),
        ("4111 1111 1111 1111.jpg", "第1个附件："),
        ("11010519900307283X.jpg", "第1个附件："),
        (
            "mmexport1621234567890.jpg",
            "附件“mmexport1621234567890.jpg”：",
        ),
        ("{no}[x?y|z].bmp", "附件“{no}[x?y|z].bmp”："),
        ("", "第1个附件："),
        ("\u{200B}", "第1个附件："),
    ] {
        let mail = recognised(
            "",
            Answer::Refuse,
            vec![(name, unfit(Unfit::Damaged))],
            Vec::new(),
        );
        let body = mail.body(Language::ZhCn);
        assert!(body.contains(read), "{name:?}: {body}");
    }
    let mail = recognised(
        "",
        Answer::Refuse,
        vec![(long, unfit(Unfit::Damaged))],
        Vec::new(),
    );
    assert!(mail.body(Language::ZhCn).contains("…”："));
}

#[test]
fn a_recognised_mail_is_answered_under_its_order() {
    let mail = recognised(
        "",
        Answer::Acknowledge,
        vec![("a.jpg", Fate::Fit)],
        Vec::new(),
    );
    let body = mail.body(Language::ZhCn);
    assert!(
        body.starts_with("订单号：BELAA3UHHT10085224（护照换发，申请人：张海青）\n我馆已收到您补充的材料，正在继续审核，您暂时无需办理其他事项。\n驻比利时大使馆"),
        "{body}"
    );
}
