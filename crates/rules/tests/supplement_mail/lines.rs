//! The four lines, as people write them.

use crate::letters::{LINES, NO, OTHER_NO, a_letter, flags, no, recognised, refused};
use lingshi_rules::business::Business;
use lingshi_rules::supplement_mail::{Flag, Letter, Why};

#[test]
fn the_four_lines_are_read_in_every_writing() {
    for text in [
        "1. 办理人姓名: 张三\n2. 业务名称: 旅行证补发\n3. 订单号: BELAA3FAPT10085235\n4. 预约使领馆: 驻比利时大使馆",
        "(1)办理人姓名：张三\n(2)业务名称：旅行证补发\n(3)订单号：ＢＥＬＡＡ３ＦＡＰＴ１００８５２３５\n(4)预约使领馆：驻比利时大使馆",
        "①辦理人姓名:張三\n②業務名稱:旅行證補發\n③訂單號:BELAA3FAPT10085235\n④預約使領館:駐比利時大使館",
        "1、办理人姓名:张三 2、业务名称:旅行证补发 3、订单号:BELAA3FAPT10085235 4、预约使领馆:驻比利时大使馆",
        "1.办理人姓名:张三2.业务名称:旅行证补发3.订单号:BELAA3FAPT100852354.预约使领馆:驻比利时大使馆",
        "预约使领馆 驻比利时大使馆\n订单号BELAA3FAPT10085235\n业务名称=旅行证补发\n姓名 - 张三",
        "办理人姓名\n\n张三\n业务名称\n旅行证补发\n订单号\nBELAA3FAPT10085235\n预约使领馆\n驻比利时大使馆",
        "\u{200B}办理人姓名:\u{A0}张 三\n业务名称:旅行证 补发。\n订单号:BELA A3 FAPT 10085235\n预约使领馆:中华人民共和国驻比利时王国大使馆",
        "您好,材料如下:\n办理人姓名:张三先生\n业务名称:旅行证遗失补发\n订单号:belaa3fapt10085235\n预约使领馆:Embassy in Belgium\n谢谢",
        "办理人姓名:张三 ZHANG SAN\n业务名称:补办旅行证\n订单号码:BELAA3FAPT10085235\n预约使馆:比利时使馆",
        "申请人姓名:San Zhang\n业务类型:旅行证补发(遗失)\n订单编号:BELAA3FAPT10085235\n使领馆:驻比利时使馆领事部",
    ] {
        assert_eq!(flags(text), [], "{text}");
    }
}

#[test]
fn lines_that_are_not_there_are_named() {
    let all = [
        Flag::NameMissing,
        Flag::BusinessMissing,
        Flag::OrderMissing,
        Flag::PostMissing,
    ];
    assert_eq!(flags("见附件"), all);
    assert_eq!(flags("办理人姓名:\n业务名称:\n"), all);
    for (nth, missing) in all.iter().enumerate() {
        let kept = LINES.lines().enumerate().filter(|(line, _)| *line != nth);
        let text: Vec<&str> = kept.map(|(_, line)| line).collect();
        assert_eq!(flags(&text.join("\n")), std::slice::from_ref(missing));
    }
}

#[test]
fn lines_that_contradict_the_order_are_named() {
    let expected = Business::TdReissue;
    let differs = |found| Flag::BusinessDiffers { found, expected };
    for (right, wrong, flag) in [
        ("张三", "李四", Flag::NameDiffers),
        ("张三", "张三丰", Flag::NameDiffers),
        ("张三", "Zhang Si", Flag::NameDiffers),
        ("张三", "张叁", Flag::NameOtherCharacters),
        ("旅行证补发", "护照补发", differs(Some(Business::PpReissue))),
        ("旅行证补发", "旅行证颁发", differs(Some(Business::TdNew))),
        ("旅行证补发", "应急旅行证", differs(Some(Business::TdEmerg))),
        ("旅行证补发", "旅行证", differs(None)),
        ("旅行证补发", "护照换发或护照补发", differs(None)),
        ("驻比利时大使馆", "驻荷兰大使馆", Flag::PostDiffers),
        ("驻比利时大使馆", "驻安特卫普总领事馆", Flag::PostDiffers),
        (
            NO,
            OTHER_NO,
            Flag::OrderDiffers {
                found: no(OTHER_NO),
            },
        ),
    ] {
        assert_eq!(flags(&LINES.replace(right, wrong)), [flag], "{wrong}");
    }
    let broken = flags(&LINES.replace(NO, "10085235"));
    assert!(
        matches!(broken.as_slice(), [Flag::OrderFault { .. }]),
        "{broken:?}"
    );
}

#[test]
fn several_orders_in_the_words_are_refused() {
    let letter = Letter {
        text: format!("{LINES}\n另有订单{OTHER_NO}"),
        ..a_letter()
    };
    let found = vec![no(NO), no(OTHER_NO)];
    assert_eq!(refused(&letter).why, Why::SeveralOrders { found });
}

#[test]
fn numbers_in_earlier_mails_below_are_not_counted() {
    for earlier in [
        "\n> 订单号:BELAA3UHHT10085224\n",
        "\n------------------ 原始邮件 ------------------\n订单号:BELAA3UHHT10085224\n",
        "\n-----Original Message-----\nBELAA3UHHT10085224",
        "\n在 2026-02-27 15:20:11,\"领事部\" <a@example.org> 写道:\nBELAA3UHHT10085224",
        "\nOn Fri, Feb 27, 2026 at 3:20 PM <a@example.org> wrote:\nBELAA3UHHT10085224",
    ] {
        assert_eq!(flags(&format!("{LINES}{earlier}")), [], "{earlier}");
    }
}

#[test]
fn lines_that_stand_only_in_an_earlier_mail_are_read_there() {
    let quoted = format!("> > {}", LINES.trim_end().replace('\n', "\n> > "));
    for text in [
        quoted,
        format!("请查收\n\n---------- Forwarded message ---------\n{LINES}"),
    ] {
        assert_eq!(flags(&text), [Flag::LinesQuoted]);
    }
    let letter = Letter {
        text: "见附件".into(),
        enclosed_texts: vec![LINES.into()],
        ..a_letter()
    };
    assert_eq!(recognised(&letter).flags, [Flag::LinesQuoted]);
}
