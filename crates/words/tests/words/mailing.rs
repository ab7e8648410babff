//! The mailing instruction, post by post.

use crate::cases::{addressee, usd};
use crate::posts::post;
use lingshi_rules::business::Business;
use lingshi_rules::life::Notice;
use lingshi_rules::order::originals::Original;
use lingshi_rules::post::PostPolicy;
use lingshi_words::{Language, render_notice};
use std::collections::BTreeSet;
use strum::IntoEnumIterator;

fn instruction(code: &str, business: Business, paid: bool) -> String {
    told(post(code), business, paid)
}

fn told(policy: &PostPolicy, business: Business, paid: bool) -> String {
    let send: BTreeSet<Original> = Original::iter().collect();
    let mut to = addressee(policy.code.as_str(), business);
    to.owed = (!paid).then(|| usd(2300));
    let notice = Notice::N11 { send, paid };
    render_notice(Language::ZhCn, &notice, &to, policy)
        .unwrap()
        .body
}

#[test]
fn the_mailing_instruction_follows_the_settings_of_the_post() {
    let says = |code: &str, words: &[&str]| {
        let body = instruction(code, Business::PpRenew, false);
        for word in words {
            assert!(body.contains(word), "{code}: {word}: {body}");
        }
    };
    says(
        "NYC",
        &[
            "带订单号条码的申请人信息页",
            "APP 护照申请材料",
            "520 12th Ave.",
        ],
    );
    says(
        "NYC",
        &[
            "抬头（收款人）写明“Chinese Consulate General in New York”",
            "23.00美元",
        ],
    );
    says(
        "SFO",
        &[
            "附言（MEMO）栏写申请人中文姓名",
            "寄件人栏写：Chinese Consulate, 1450 Laguna",
        ],
    );
    says("SFO", &["恕我馆无法承担"]);
    says("WAS", &["纸质照片2张", "2201 Wisconsin Avenue"]);
    says(
        "LAX",
        &[
            "证件办理”，未注明的来件将被退回",
            "《信用卡付款授权表》",
            "443 Shatto Pl",
        ],
    );
    says(
        "LAX",
        &["写明申请人姓名（张海青）和订单号（USAAA3UHHT10085224）"],
    );
    says(
        "LAD",
        &[
            "取证单，请勿手写",
            "星期一至星期五09:00至12:00",
            "或委托他人",
            "寄送或递交我馆",
        ],
    );
    says("BRU", &["443-445 Ave. de Tervuren"]);
}

#[test]
fn what_a_post_does_not_ask_for_is_not_said() {
    let silent = |code: &str, words: &[&str]| {
        let body = instruction(code, Business::PpRenew, false);
        for word in words {
            assert!(!body.contains(word), "{code}: {word}: {body}");
        }
    };
    silent(
        "BRU",
        &["信封上请用中文", "到馆递交", "恕我馆无法承担", "限用"],
    );
    silent("WAS", &["信封上请用中文", "MEMO", "授权表"]);
    silent("NYC", &["未注明的来件将被退回", "MEMO", "制证一般需要"]);
    assert!(instruction("LAX", Business::PpRenew, false).contains("制证一般需要约30天"));
}

#[test]
fn who_has_paid_encloses_a_note_and_no_cheque() {
    let body = instruction("NYC", Business::PpRenew, true);
    assert!(
        body.contains("写明“已线上缴费”的字条") && body.contains("费用已缴清"),
        "{body}"
    );
    assert!(!body.contains("Money Order"), "{body}");
}

#[test]
fn no_notice_takes_money_by_telephone_or_to_an_account() {
    for code in ["BRU", "NYC", "SFO", "WAS", "LAX", "LAD"] {
        for business in [Business::PpRenew, Business::TdRenew] {
            let body = instruction(code, business, false);
            for word in ["转账", "汇款", "打款", "扫码"] {
                assert!(!body.contains(word), "{code}: {body}");
            }
        }
    }
}

#[test]
fn a_seventh_post_is_called_as_in_its_own_settings() {
    let mut seventh = post("NYC").clone();
    seventh.code = lingshi_rules::ids::PostCode::new("XYZ");
    let send = BTreeSet::new();
    let to = addressee("NYC", Business::PpRenew);
    for language in Language::iter() {
        let notice = Notice::N10 { send: send.clone() };
        let body = render_notice(language, &notice, &to, &seventh)
            .unwrap()
            .body;
        assert!(body.contains("驻纽约总领馆"), "{body}");
    }
}
