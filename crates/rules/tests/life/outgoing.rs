//! What an officer wrote, before it goes out: what is caught, and what is not.

use crate::posts::{all, post};
use lingshi_rules::life::{Refusal, may_stand};
use lingshi_rules::outgoing::{
    Finding, FindingCode, PARAGRAPHS_LIMIT, Severity, WordsPlace, findings, may_go_out,
};
use std::collections::BTreeSet;

fn found(text: &str) -> Vec<Finding> {
    findings(text, post("BRU"), PARAGRAPHS_LIMIT)
}

/// What was found, with the words it was found in.
fn told(text: &str) -> Vec<(FindingCode, Severity, &str)> {
    let all = found(text);
    all.iter()
        .map(|f| (f.code, f.severity, &text[f.from..f.to]))
        .collect()
}

#[track_caller]
fn blocks(code: FindingCode, text: &str) {
    let hit = told(text)
        .into_iter()
        .any(|(own, severity, _)| own == code && severity == Severity::Block);
    assert!(hit, "{text}: {:?}", told(text));
    assert!(!may_go_out(&found(text)));
}

#[track_caller]
fn warns(code: FindingCode, text: &str) {
    let all = told(text);
    let hit = all.iter().any(|(own, ..)| *own == code);
    assert!(hit, "{text}: {all:?}");
    assert!(may_go_out(&found(text)), "{text}: {all:?}");
}

#[track_caller]
fn passes(text: &str) {
    assert_eq!(told(text), Vec::new(), "{text}");
}

#[test]
fn card_and_account_numbers_are_caught_in_every_writing() {
    for text in [
        "卡号 6222020200112233445",
        "4111 1111 1111 1111",
        "4111-1111-1111-1111",
        "４１１１１１１１１１１１１１１１",
        "四一一一 一一一一 一一一一 一一一一",
        "肆壹壹壹壹壹壹壹壹壹壹壹壹壹壹壹",
        "4111\u{200B}1111\u{200B}1111\u{200B}1111",
        "账号：12345678901",
        "賬號 0001 2345 6789",
        "BE68 5390 0754 7034",
        "DE89370400440532013000",
    ] {
        blocks(FindingCode::CardOrAccount, text);
    }
    // A number of that length that is no card is looked at again.
    warns(FindingCode::CardOrAccount, "4111111111111112");
}

#[test]
fn numbers_an_order_lives_with_are_no_accounts() {
    for text in [
        "订单号：BELAA3UHHT10085224",
        "请在邮件主题只写BELAA3FAPT10085235。",
        "订单 BELA A3 UHHT 10085224 的材料",
        "邮件查询号9405503699300000123456，请留意查收。",
        "查询号 940550369930000",
        "运单号 1Z999AA10123456784",
        "身份证号**************0037",
        "护照号DE0****11与旧证不同。",
        "请核对身份证号330421199311300037。",
        "请于2026-12-21 2026-12-28之间上传。",
        "2026-12-21 10:00-11:00",
        "尾号10085224的订单",
    ] {
        passes(text);
    }
}

#[test]
fn requests_for_money_are_caught_in_both_scripts_and_spaced_out() {
    for text in [
        "请转账16欧元",
        "請轉賬16歐元",
        "請轉帳16歐元",
        "请 转 账",
        "请转-账",
        "转账至以下账户",
        "汇款到使馆",
        "匯款給我們",
        "扫码付款",
        "二維碼付款",
        "支付宝账号",
        "请打款",
        "Please send money",
        "ＷＥＳＴＥＲＮ ＵＮＩＯＮ",
    ] {
        blocks(FindingCode::PaymentWords, text);
    }
}

#[test]
fn papers_about_a_payment_may_be_asked_for() {
    for text in ["请上传银行转账凭证", "請上傳匯款憑證", "请补充汇款回单"] {
        warns(FindingCode::PaymentWords, text);
    }
    warns(FindingCode::PaymentWords, "请不要转账到任何账户");
    blocks(FindingCode::PaymentWords, "请不要担心，请转账到使馆");
}

#[test]
fn passwords_and_codes_are_never_asked_for() {
    for text in [
        "请告知验证码",
        "請提供驗證碼",
        "验 证 码",
        "验*证*码",
        "您的密码是多少",
        "Please tell us the verification code",
        "OTP",
    ] {
        blocks(FindingCode::SecretWords, text);
    }
    warns(FindingCode::SecretWords, "使领馆不会索要密码或验证码。");
    passes("laptop");
}

#[test]
fn nobody_is_led_into_a_chat() {
    for text in [
        "请加微信",
        "加我微信联系",
        "加ＱＱ",
        "加 Q Q",
        "微信号",
        "QQ群",
    ] {
        blocks(FindingCode::ChatAccount, text);
    }
    warns(FindingCode::ChatAccount, "WhatsApp");
    passes("请选择微信支付。");
}

#[test]
fn links_are_official_or_stopped() {
    for text in [
        "http://example.com/pay",
        "请看www.visa-help.top",
        "http://mfa.gov.cn.example.com",
        "http://mfa.gov.cn@example.com/",
        "notmfa-gov.cn",
    ] {
        blocks(FindingCode::ForeignLink, text);
    }
    blocks(FindingCode::ShortLink, "详见t.cn/A6abc");
    blocks(FindingCode::ShortLink, "https://bit.ly/3xyz");
    blocks(FindingCode::PaymentLink, "https://qr.alipay.com/abc");
    blocks(FindingCode::PaymentLink, "wxp://f2f0abc");
    for text in [
        "请看 http://be.chineseembassy.org/chn/。",
        "https://cs.mfa.gov.cn/gyls/",
        "be.china-embassy.gov.cn",
        "请上传1.jpg和2.png",
        "2201 Wisconsin Avenue, NW, Suite 110, Washington, D.C.20007",
    ] {
        passes(text);
    }
}

#[test]
fn telephones_and_mailboxes_are_the_posts() {
    for text in [
        "请致电0032-12345678",
        "请致电+32 12345678",
        "电话：4001234567",
        "15612345510",
        "（联系人电话）1561 234 5510",
    ] {
        warns(FindingCode::ForeignPhone, text);
    }
    warns(FindingCode::ForeignMail, "请发邮件到visa.help@gmail.com。");
    for text in [
        "请致电0032-26633001。",
        "请致电+32 2 663 30 01",
        "请拨打12308",
        "请拨打+86-10-12308",
        "belconsulate@mfa.gov.cn",
        "发至zgls@csmail.mfa.gov.cn",
    ] {
        passes(text);
    }
}

#[test]
fn the_posts_own_words_pass_at_every_post() {
    for policy in all() {
        let mut own: Vec<String> = Vec::new();
        own.extend(
            policy
                .contact
                .mail_address
                .iter()
                .map(|a| format!("邮寄地址：{a}")),
        );
        own.extend(policy.contact.office.iter().map(|a| format!("地址：{a}")));
        own.extend(
            policy
                .contact
                .phones
                .values()
                .map(|p| format!("请致电{p}。")),
        );
        own.extend(
            policy
                .contact
                .mailboxes
                .values()
                .map(|m| format!("邮箱：{m}")),
        );
        own.extend(policy.contact.site.clone());
        own.extend(policy.payment.payee.iter().map(|p| {
            format!(
                "Money Order或Cashier's Check，金额23.00美元，抬头写明{p}，附言写申请人中文姓名"
            )
        }));
        own.extend(
            policy
                .mail_in
                .mark
                .iter()
                .map(|m| format!("信封上请注明“{m}”")),
        );
        for text in own {
            assert_eq!(findings(&text, policy, 4_000), Vec::new(), "{text}");
        }
    }
}

#[test]
fn a_finding_points_at_its_words() {
    let text = "您好，请 转 账到４１１１ 1111 1111 1111。";
    assert_eq!(
        told(text),
        [
            (FindingCode::PaymentWords, Severity::Block, "请 转 账到"),
            (
                FindingCode::CardOrAccount,
                Severity::Block,
                "４１１１ 1111 1111 1111"
            ),
        ]
    );
}

#[test]
fn what_cannot_be_seen_is_told_and_rare_names_are_not() {
    blocks(FindingCode::HiddenCharacter, "请看\u{202E}背面");
    blocks(FindingCode::HiddenCharacter, "请看\u{200B}背面");
    passes("申请人𬭎䶮㛃\n第二段\t");
}

#[test]
fn length_is_counted_in_characters() {
    let policy = post("BRU");
    let text = "字".repeat(10);
    assert_eq!(findings(&text, policy, 10), Vec::new());
    let over = findings(&text, policy, 9);
    assert_eq!(over.len(), 1);
    assert_eq!(
        (over[0].code, &text[over[0].from..over[0].to]),
        (FindingCode::TooLong, "字")
    );
    blocks(FindingCode::NothingSaid, " \n");
}

#[test]
fn every_place_for_an_officers_words_has_a_name_and_holds_so_much() {
    let all = WordsPlace::all();
    let names: BTreeSet<String> = all.iter().map(|place| place.name()).collect();
    assert_eq!(names.len(), all.len());
    let known = [
        "paragraphs",
        "original",
        "S28.material",
        "S30.text",
        "R09.reason",
        "R21.text",
    ];
    assert!(known.iter().all(|name| names.contains(*name)), "{names:?}");
    // What the order fills, or what is chosen from a list, is no place for words.
    for none in [
        "S25.no",
        "R04.tail",
        "S19.fault",
        "R05.business",
        "S01.text",
        "",
    ] {
        assert_eq!(WordsPlace::named(none), None, "{none}");
    }
    for place in all {
        assert_eq!(WordsPlace::named(&place.name()), Some(place));
        let most = place.limit();
        let full = "字".repeat(most as usize);
        assert_eq!(
            may_stand(&format!(" {full} "), place, post("BRU")),
            Ok(full.clone())
        );
        let told = may_stand(&format!("{full}字"), place, post("BRU"));
        let long = matches!(told, Err(Refusal::TextTooLong { most: told, .. }) if told == most);
        assert!(long, "{}: {told:?}", place.name());
        let none = may_stand("  ", place, post("BRU"));
        assert!(matches!(none, Err(Refusal::TextNeeded { .. })));
        let fraud = may_stand("请汇款", place, post("BRU"));
        assert!(matches!(fraud, Err(Refusal::MayNotGoOut { .. })));
    }
}
