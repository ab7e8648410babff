//! Letters, the order they are about, and the desk where they are judged.

use lingshi_rules::business::Business;
use lingshi_rules::ids::PostCode;
use lingshi_rules::order::Status;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::supplement_mail::{
    AuthMethod, AuthReport, AuthResult, Desk, Enclosure, FileKind, Flag, Letter, Lookup,
    NotRecognised, OrderFacts, Place, Receiving, Recognised, ReturnPath, Verdict, judge,
};
use lingshi_rules::values::{MailAddress, OrderNo, PersonName};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

pub(crate) const NO: &str = "BELAA3FAPT10085235";
pub(crate) const OTHER_NO: &str = "BELAA3UHHT10085224";
pub(crate) const ACCOUNT: &str = "zhangsan@example.com";
pub(crate) const LINES: &str = "1、办理人姓名:张三\n2、业务名称:旅行证补发\n3、订单号:BELAA3FAPT10085235\n4、预约使领馆:驻比利时大使馆\n";

pub(crate) fn mail(address: &str) -> MailAddress {
    MailAddress::parse(address).unwrap()
}

pub(crate) fn no(text: &str) -> OrderNo {
    OrderNo::parse(text).unwrap().value
}

pub(crate) fn brussels() -> &'static PostPolicy {
    static BRUSSELS: LazyLock<PostPolicy> = LazyLock::new(|| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/posts/BRU.toml");
        PostPolicy::read("BRU.toml", &std::fs::read_to_string(path).unwrap()).unwrap()
    });
    &BRUSSELS
}

/// A JPEG of 100 kB, attached.
pub(crate) fn photo(name: &str) -> Enclosure {
    Enclosure {
        name: format!("{name}.jpg"),
        declared: "image/jpeg".into(),
        kind: FileKind::Jpeg,
        bytes: 100_000,
        sha256: name.into(),
        place: Place::Attached,
        pixels: None,
        whole: true,
        depth: 0,
    }
}

/// Our own server's finding that a domain signed the mail and stands for it.
pub(crate) fn report(authserv_id: &str, hops_above: usize, domain: &str) -> AuthReport {
    let result = |method| AuthResult {
        method,
        passed: true,
        domain: Some(domain.to_owned()),
    };
    AuthReport {
        authserv_id: authserv_id.into(),
        hops_above,
        results: vec![result(AuthMethod::Dkim), result(AuthMethod::Dmarc)],
    }
}

/// As the source asks for it, from the account, with one photo.
pub(crate) fn a_letter() -> Letter {
    Letter {
        from: vec![mail(ACCOUNT)],
        return_path: ReturnPath::Given,
        subject: NO.into(),
        text: LINES.into(),
        enclosed_texts: Vec::new(),
        enclosures: vec![photo("m1")],
        automatic: Vec::new(),
        reports: vec![report("mx.example.org", 0, "example.com")],
        remote_pictures: 0,
        clouds: Vec::new(),
        seal: None,
        shortcomings: Vec::new(),
    }
}

/// 张三's order at Brussels, waiting for the supplement.
pub(crate) fn the_order() -> OrderFacts {
    OrderFacts {
        no: no(NO),
        post: PostCode::new("BRU"),
        status: Status::Supplement,
        applicant: PersonName::new("张", "三", "ZHANG", "SAN"),
        business: Business::TdReissue,
        account_mail: Some(mail(ACCOUNT)),
        known: BTreeSet::new(),
    }
}

pub(crate) fn receiving() -> &'static Receiving {
    static OURS: LazyLock<Receiving> = LazyLock::new(|| Receiving {
        authserv_id: "mx.example.org".into(),
        own_hops: 1,
    });
    &OURS
}

pub(crate) fn judged(letter: &Letter, policy: &PostPolicy, order: Option<OrderFacts>) -> Verdict {
    let receiving = receiving();
    let lookup = Lookup {
        sender_is_known: letter.from.contains(&mail(ACCOUNT)),
        order,
    };
    judge(letter, Desk { policy, receiving }, &lookup)
}

pub(crate) fn recognised_with(letter: &Letter, order: OrderFacts) -> Recognised {
    match judged(letter, brussels(), Some(order)) {
        Verdict::Recognised(found) => found,
        Verdict::NotRecognised(found) => panic!("not recognised: {found:?}"),
    }
}

pub(crate) fn recognised(letter: &Letter) -> Recognised {
    recognised_with(letter, the_order())
}

pub(crate) fn refused(letter: &Letter) -> NotRecognised {
    match judged(letter, brussels(), Some(the_order())) {
        Verdict::NotRecognised(found) => found,
        Verdict::Recognised(found) => panic!("recognised: {found:?}"),
    }
}

/// What is flagged of these words.
pub(crate) fn flags(text: &str) -> Vec<Flag> {
    let letter = Letter {
        text: text.into(),
        ..a_letter()
    };
    recognised(&letter).flags
}
