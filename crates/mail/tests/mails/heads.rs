//! What stands in the head of a mail, as programs and gateways write it.

use lingshi_mail::{Mail, read};
use lingshi_rules::supplement_mail::{AuthMethod, AutomaticSign, Precedence, ReturnPath};

/// A mail with these fields and a few words.
fn with(fields: &str) -> Mail {
    read(format!("{fields}\r\n\r\nwords").as_bytes()).unwrap()
}

fn subject(field: &str) -> String {
    with(&format!("Subject: {field}\r\nFrom: <a@example.com>"))
        .letter
        .subject
}

/// The name of an attachment with these parameters.
fn name(parameters: &str) -> String {
    let fields = format!(
        "From: <a@example.com>\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; {parameters}"
    );
    with(&fields).letter.enclosures[0].name.clone()
}

#[test]
fn a_mail_is_named_by_what_may_stand_in_a_head_again_and_nothing_else() {
    let named = |fields: &str| with(&format!("From: <a@example.com>\r\n{fields}")).thread;
    let good = named("Message-ID: <1.a@qq.com>\r\nReferences: <0@x>\r\n\t<b@y> nonsense");
    assert_eq!(good.id.as_deref(), Some("<1.a@qq.com>"));
    assert_eq!(good.before, ["<0@x>", "<b@y>"]);
    let long = format!("<{}@x>", "a".repeat(300));
    for none in [
        "",
        "1@x",
        "<1>",
        "<a b@x>",
        "<张@x>",
        "<a>\r\n <@x",
        "<a,b@x>",
        &long,
    ] {
        assert_eq!(named(&format!("Message-ID: {none}")).id, None, "{none}");
    }
    let many: Vec<String> = (0..40).map(|n| format!("<{n}@x>")).collect();
    let kept = named(&format!("References: {}", many.join(" "))).before;
    assert_eq!(kept, many[30..]);
}

#[test]
fn subjects_are_decoded_in_every_writing() {
    for (field, expected) in [
        ("BELAA3FAPT10085235", "BELAA3FAPT10085235"),
        (
            "=?utf-8?Q?Re=3A_BELAA3FAPT10085235?=",
            "Re: BELAA3FAPT10085235",
        ),
        ("=?GB2312*zh?B?u9i4tA==?=: x", "回复: x"),
        ("=?gb2312?B?u9i4?=\r\n =?GB2312?B?tA==?=", "回复"),
        ("=?gb2312?B?u9i4tA==?=\r\n\t=?utf-8?B?eA==?=", "回复x"),
        ("=?gb2312?B?u9i4tA==?= and =?utf-8?B?eA==?=", "回复 and x"),
        ("=?big5?B?wuCxSA==?=", "轉寄"),
        ("=?nowhere?B?eA==?=", "x"),
        ("=?utf-8?X?eA==?=", "=?utf-8?X?eA==?="),
        ("=?utf-8?B?eA==", "=?utf-8?B?eA=="),
        ("a\r\n b", "a b"),
        ("一二", "一二"),
    ] {
        assert_eq!(subject(field), expected, "{field}");
    }
}

#[test]
fn names_of_attachments_are_decoded_in_every_writing() {
    for (parameters, expected) in [
        ("filename=a.jpg", "a.jpg"),
        ("filename=\"a;b\\\".jpg\"", "a;b\".jpg"),
        (
            "filename*=gb18030''%BB%A4%D5%D5.jpg; filename=\"plain.jpg\"",
            "护照.jpg",
        ),
        ("filename*1=\"照.jpg\"; filename*0=\"护\"", "护照.jpg"),
        (
            "filename*1*=%D5%D5.jpg; filename*0*=gbk'zh'%BB%A4",
            "护照.jpg",
        ),
        ("filename=\"=?gb2312?B?u6TV1Q==?=.jpg\"", "护照.jpg"),
        ("filename=\"C:\\\\Users\\\\zhang\\\\a.jpg\"", "a.jpg"),
        ("filename=\"../../etc/a.jpg\"", "a.jpg"),
        ("filename=\"a\u{7}.jpg\"", "a.jpg"),
    ] {
        assert_eq!(name(parameters), expected, "{parameters}");
    }
    assert_eq!(name(&format!("filename={}", "n".repeat(400))).len(), 255);
}

#[test]
fn a_head_is_found_where_programs_broke_the_rules() {
    let mailbox =
        with("From mailer Mon Mar  2 09:12:41 2026\r\nSubject: x\r\nFrom: <a@example.com>");
    assert_eq!(mailbox.letter.subject, "x");
    let unfolded = with("Subject: one\r\ntwo\r\nFrom: <a@example.com>");
    assert_eq!(unfolded.letter.subject, "onetwo");
    assert_eq!(unfolded.letter.from.len(), 1);
    let no_blank = read(b"Subject: x\nFrom: <a@example.com>\nfirst words\nsecond words").unwrap();
    assert_eq!(no_blank.letter.text, "first words\nsecond words");
}

#[test]
fn every_sender_is_counted() {
    let from = |fields: &str| with(&format!("Subject: x\r\n{fields}")).letter.from;
    let shown: Vec<String> = from("From: =?gb2312?B?1cXI/Q==?= <A@Example.COM>")
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(shown, ["A@example.com"]);
    assert_eq!(from("From: <a@example.com>, b@example.com").len(), 2);
    assert_eq!(
        from("From: <a@example.com>\r\nFrom: <a@example.com>").len(),
        2
    );
    assert_eq!(
        from("From: \"a@example.com\" <b@example.net>")[0].domain(),
        "example.net"
    );
    assert!(from("X: y").is_empty());
}

#[test]
fn reports_are_read_with_their_comments_and_their_place() {
    let fields = "Received: by one\r\nAuthentication-Results: mx.example 1 (host; dkim=pass header.d=evil.example);\r\n\
        \tdkim=fail (bad; dmarc=pass) header.d=example.com;\r\n\tdkim = pass header.i=@Mail.Example.com;\r\n\
        \tspf=pass smtp.mailfrom=example.com;\r\n\tdmarc=pass (p=none) header.from=\"example.com\"\r\n\
        Received: by two\r\nAuthentication-Results: other.example; none\r\nFrom: <a@example.com>";
    let reports = with(fields).letter.reports;
    let ours = &reports[0];
    assert_eq!(
        (ours.authserv_id.as_str(), ours.hops_above),
        ("mx.example", 1)
    );
    let found: Vec<(AuthMethod, bool, &str)> = ours
        .results
        .iter()
        .map(|r| (r.method, r.passed, r.domain.as_deref().unwrap()))
        .collect();
    let expected = [
        (AuthMethod::Dkim, false, "example.com"),
        (AuthMethod::Dkim, true, "mail.example.com"),
        (AuthMethod::Dmarc, true, "example.com"),
    ];
    assert_eq!(found, expected);
    assert_eq!(
        (reports[1].authserv_id.as_str(), reports[1].hops_above),
        ("other.example", 2)
    );
    assert!(reports[1].results.is_empty());
}

#[test]
fn signs_of_machines_are_found() {
    let word = Precedence::AutoReply;
    for (fields, sign) in [
        (
            "Auto-Submitted: auto-generated (rejected)",
            AutomaticSign::AutoSubmitted,
        ),
        ("X-Autoreply: yes", AutomaticSign::AutoReply),
        (
            "X-Failed-Recipients: a@example.com",
            AutomaticSign::DeliveryReport,
        ),
        (
            "Content-Type: multipart/report; boundary=b",
            AutomaticSign::DeliveryReport,
        ),
        (
            "Content-Type: message/disposition-notification",
            AutomaticSign::ReadReceipt,
        ),
        (
            "List-Unsubscribe: <mailto:x@example.com>",
            AutomaticSign::MailingList,
        ),
        ("Precedence: auto_reply", AutomaticSign::Precedence { word }),
        (
            "X-Auto-Response-Suppress: OOF",
            AutomaticSign::AnswersUnwanted,
        ),
        (
            "From: MAILER-DAEMON@example.com",
            AutomaticSign::RobotSender,
        ),
    ] {
        let signs = with(&format!("Subject: x\r\n{fields}")).letter.automatic;
        assert_eq!(signs, [sign], "{fields}");
    }
    for fields in [
        "Auto-Submitted: no",
        "Precedence: first-class",
        "X-Auto-Response-Suppress: None",
    ] {
        assert!(with(fields).letter.automatic.is_empty(), "{fields}");
    }
}

#[test]
fn the_return_path_tells_whether_a_failure_may_be_reported() {
    for (fields, expected) in [
        ("Return-Path: <>", ReturnPath::Null),
        ("Return-Path: < >", ReturnPath::Null),
        ("Return-Path: <a@example.com>", ReturnPath::Given),
        ("X: y", ReturnPath::Absent),
    ] {
        assert_eq!(with(fields).letter.return_path, expected, "{fields}");
    }
}
