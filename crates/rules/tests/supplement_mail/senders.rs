//! Who is believed to have sent a letter. Only our own server is.

use crate::letters::{ACCOUNT, a_letter, mail, recognised, recognised_with, report, the_order};
use lingshi_rules::supplement_mail::{
    Attaching, AuthMethod, AuthReport, AuthResult, AutomaticSign, Letter, Wait,
};

fn waits(letter: &Letter) -> Vec<Wait> {
    match recognised(letter).attaching {
        Attaching::ByItself => Vec::new(),
        Attaching::Waits { because } => because,
    }
}

fn reported(reports: Vec<AuthReport>) -> Letter {
    Letter {
        reports,
        ..a_letter()
    }
}

fn one(method: AuthMethod, passed: bool, domain: Option<&str>) -> Letter {
    let result = AuthResult {
        method,
        passed,
        domain: domain.map(str::to_owned),
    };
    reported(vec![AuthReport {
        results: vec![result],
        ..report("mx.example.org", 0, "")
    }])
}

#[test]
fn the_accounts_own_mail_with_our_report_is_attached_by_itself() {
    assert_eq!(waits(&a_letter()), []);
    let capitals = Letter {
        from: vec![mail("ZhangSan@EXAMPLE.com")],
        ..a_letter()
    };
    assert_eq!(waits(&capitals), []);
}

#[test]
fn another_sender_or_several_wait_whatever_was_signed() {
    let from = |from: &[&str]| Letter {
        from: from.iter().map(|address| mail(address)).collect(),
        ..a_letter()
    };
    assert_eq!(waits(&from(&["lisi@example.com"])), [Wait::Stranger]);
    assert_eq!(waits(&from(&[])), [Wait::SenderUnclear { named: 0 }]);
    let two = from(&[ACCOUNT, "lisi@example.com"]);
    assert_eq!(waits(&two), [Wait::SenderUnclear { named: 2 }]);
    let by_telephone = lingshi_rules::supplement_mail::OrderFacts {
        account_mail: None,
        ..the_order()
    };
    let because = vec![Wait::Stranger];
    let found = recognised_with(&a_letter(), by_telephone);
    assert_eq!(found.attaching, Attaching::Waits { because });
}

#[test]
fn reports_of_other_servers_are_not_read() {
    assert_eq!(waits(&reported(vec![])), [Wait::NoReport]);
    let others = reported(vec![report("mx.evil.example", 0, "example.com")]);
    assert_eq!(waits(&others), [Wait::NoReport]);
}

#[test]
fn a_report_in_our_name_counts_only_where_our_server_writes_and_only_the_newest() {
    let mut failed = report("MX.example.org", 0, "example.com");
    for result in &mut failed.results {
        result.passed = false;
    }
    let forged = report("mx.example.org", 1, "example.com");
    assert_eq!(
        waits(&reported(vec![failed, forged.clone()])),
        [Wait::NotProven]
    );
    assert_eq!(waits(&reported(vec![forged])), []);
    let below = report("mx.example.org", 2, "example.com");
    assert_eq!(waits(&reported(vec![below])), [Wait::NoReport]);
}

#[test]
fn what_was_signed_must_be_the_domain_in_from() {
    for (method, domain, stands) in [
        (AuthMethod::Dkim, "example.com", true),
        (AuthMethod::Dkim, "EXAMPLE.com", true),
        (AuthMethod::Dkim, "com", false),
        (AuthMethod::Dkim, "ample.com", false),
        (AuthMethod::Dkim, "mail.example.com", false),
        (AuthMethod::Dkim, "example.net", false),
        (AuthMethod::Dmarc, "example.com", true),
        (AuthMethod::Dmarc, "mail.example.com", false),
    ] {
        let expected: &[Wait] = if stands { &[] } else { &[Wait::NotProven] };
        assert_eq!(
            waits(&one(method, true, Some(domain))),
            expected,
            "{method:?} {domain}"
        );
        assert_eq!(waits(&one(method, false, Some(domain))), [Wait::NotProven]);
    }
    assert_eq!(waits(&one(AuthMethod::Dkim, true, None)), [Wait::NotProven]);
    let below = Letter {
        from: vec![mail("zhangsan@mail.example.com")],
        ..one(AuthMethod::Dkim, true, Some("example.com"))
    };
    let account = lingshi_rules::supplement_mail::OrderFacts {
        account_mail: Some(mail("zhangsan@mail.example.com")),
        ..the_order()
    };
    assert_eq!(
        recognised_with(&below, account).attaching,
        Attaching::ByItself
    );
}

#[test]
fn contradictions_nothing_to_attach_and_machines_wait_for_an_officer() {
    let text = |text: &str| Letter {
        text: text.into(),
        ..a_letter()
    };
    assert_eq!(waits(&text("办理人姓名:李四")), [Wait::Contradiction]);
    assert_eq!(waits(&text("见附件")), []);
    let nothing = Letter {
        enclosures: vec![],
        ..a_letter()
    };
    assert_eq!(waits(&nothing), [Wait::Nothing]);
    let sign = AutomaticSign::MailingList;
    let listed = Letter {
        automatic: vec![sign],
        ..a_letter()
    };
    assert_eq!(waits(&listed), [Wait::Automatic { sign }]);
}
