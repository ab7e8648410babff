//! Every way a statement can be wrong.

use super::{
    About, Because, DeviceNonce, Ending, Endorsement, Fate, LONGEST, NotEffective, SIGNED_AS,
    SignedStatement, Statement,
};
use crate::certificate::{Certificate, CertifiedKey};
use crate::key::{KeyId, SigningKey};
use lingshi_rules::ids::{OfficerId, PostCode};
use lingshi_rules::values::Instant;
use std::collections::BTreeSet;
use strum::IntoEnumIterator;

const ROOT: u8 = 1;
const CHEN: u8 = 2;
const LIN: u8 = 3;
const DEVICE: u8 = 9;

fn key(seed: u8) -> SigningKey {
    SigningKey::of_seed(&[seed; 32])
}

fn now() -> Instant {
    Instant::parse("2026-03-16T09:00:00.000Z").unwrap()
}

fn says() -> Statement {
    Statement {
        realm: "test".to_owned(),
        post: PostCode::new("BRU"),
        device: key(DEVICE).public().id(),
        nonce: DeviceNonce::new([5; 16]),
        what: Fate::Wipe,
        why: Because::Lost,
        at: now(),
    }
}

fn certified(officer: &str, seed: u8) -> CertifiedKey {
    CertifiedKey {
        realm: "test".to_owned(),
        post: PostCode::new("BRU"),
        officer: OfficerId::new(officer),
        key: key(seed).public(),
        at: now(),
        admin: true,
    }
}

fn certificate(officer: &str, seed: u8) -> Certificate {
    Certificate::sign(&certified(officer, seed), &key(ROOT))
}

fn signed(says: &Statement, signers: &[u8]) -> SignedStatement {
    let bytes = serde_json::to_string(says).unwrap();
    of_text(&bytes, signers)
}

fn of_text(bytes: &str, signers: &[u8]) -> SignedStatement {
    let signatures = signers
        .iter()
        .map(|seed| Endorsement::sign(bytes, &key(*seed)));
    SignedStatement {
        bytes: bytes.to_owned(),
        signatures: signatures.collect(),
    }
}

fn ending() -> Ending {
    Ending {
        statement: signed(&says(), &[CHEN, LIN]),
        certificates: vec![certificate("chen", CHEN), certificate("lin", LIN)],
    }
}

fn checked_by(
    ending: &Ending,
    device: &KeyId,
    nonce: &DeviceNonce,
) -> Result<Statement, NotEffective> {
    ending.check(&About {
        realm: "test",
        post: &PostCode::new("BRU"),
        root: &key(ROOT).public(),
        device,
        nonce,
    })
}

fn checked(ending: &Ending) -> Result<Statement, NotEffective> {
    checked_by(
        ending,
        &key(DEVICE).public().id(),
        &DeviceNonce::new([5; 16]),
    )
}

fn with(statement: SignedStatement) -> Ending {
    Ending {
        statement,
        ..ending()
    }
}

fn by(certificates: Vec<Certificate>) -> Ending {
    Ending {
        certificates,
        ..ending()
    }
}

type Wrong = Vec<(NotEffective, Ending)>;

/// Endings whose certificates are wrong.
fn wrong_certificates() -> Wrong {
    use NotEffective as Not;
    let chen = certificate("chen", CHEN);
    let lin = |change: &dyn Fn(&mut CertifiedKey)| {
        let mut says = certified("lin", LIN);
        change(&mut says);
        by(vec![chen.clone(), Certificate::sign(&says, &key(ROOT))])
    };
    let mut forged = certificate("lin", LIN);
    forged.bytes = forged.bytes.replace("lin", "lan");
    let by_server = Certificate::sign(&certified("lin", LIN), &key(7));
    let itself = Ending {
        statement: signed(&says(), &[CHEN, DEVICE]),
        certificates: vec![chen.clone(), certificate("lin", DEVICE)],
    };
    let (realm, post) = ("real".to_owned(), PostCode::new("NYC"));
    let elsewhere = Not::CertifiedElsewhere;
    vec![
        (Not::NoCertificate, by(vec![])),
        (Not::NoCertificate, by(vec![chen.clone()])),
        (Not::NoCertificate, with(signed(&says(), &[CHEN, 8]))),
        (Not::NotByTheRoot, by(vec![chen.clone(), forged])),
        (Not::NotByTheRoot, by(vec![chen.clone(), by_server])),
        (elsewhere, lin(&|says| says.realm.clone_from(&realm))),
        (elsewhere, lin(&|says| says.post.clone_from(&post))),
        (Not::NotAnAdministrator, lin(&|says| says.admin = false)),
        (Not::ByItself, itself),
        (
            Not::SameOfficer,
            lin(&|says| says.officer = OfficerId::new("chen")),
        ),
    ]
}

/// Endings whose signatures are wrong.
fn wrong_signatures() -> Wrong {
    use NotEffective as Not;
    let mut other_text = ending();
    other_text.statement.bytes = other_text.statement.bytes.replace("wipe", "revoke");
    let mut other_name = ending();
    let bytes = other_name.statement.bytes.as_bytes();
    other_name.statement.signatures[1].signature = key(LIN).sign("lingshi/cmd/1", bytes);
    let mut borrowed = ending();
    borrowed.statement.signatures[1].signature = borrowed.statement.signatures[0].signature;
    let long = format!("{}{}", ending().statement.bytes, " ".repeat(LONGEST));
    vec![
        (Not::TooLong, with(of_text(&long, &[CHEN, LIN]))),
        (Not::NotTwo, with(signed(&says(), &[]))),
        (Not::NotTwo, with(signed(&says(), &[CHEN]))),
        (Not::NotTwo, with(signed(&says(), &[CHEN, LIN, CHEN]))),
        (Not::NotSigned, other_text),
        (Not::NotSigned, other_name),
        (Not::NotSigned, borrowed),
        (Not::SameOfficer, with(signed(&says(), &[CHEN, CHEN]))),
    ]
}

/// Endings that say something else.
fn wrong_words() -> Wrong {
    use NotEffective as Not;
    let said = |change: &dyn Fn(&mut Statement)| {
        let mut says = says();
        change(&mut says);
        with(signed(&says, &[CHEN, LIN]))
    };
    let more = ending().statement.bytes.replacen('{', "{\"also\":1,", 1);
    let (realm, post) = ("real".to_owned(), PostCode::new("NYC"));
    let (device, nonce) = (key(8).public().id(), DeviceNonce::new([4; 16]));
    vec![
        (Not::NotAStatement, with(of_text("{}", &[CHEN, LIN]))),
        (Not::NotAStatement, with(of_text(&more, &[CHEN, LIN]))),
        (Not::OtherRealm, said(&|says| says.realm.clone_from(&realm))),
        (Not::OtherPost, said(&|says| says.post.clone_from(&post))),
        (
            Not::OtherDevice,
            said(&|says| says.device.clone_from(&device)),
        ),
        (Not::OldNonce, said(&|says| says.nonce.clone_from(&nonce))),
    ]
}

#[test]
fn what_two_administrators_signed_is_done() {
    assert_eq!(checked(&ending()), Ok(says()));
    let text = serde_json::to_string(&ending()).unwrap();
    assert_eq!(checked(&serde_json::from_str(&text).unwrap()), Ok(says()));
    // In whatever order they signed, and whatever else was certified.
    let mut other = ending();
    other.statement.signatures.reverse();
    other.certificates.insert(0, certificate("wang", 6));
    assert_eq!(checked(&other), Ok(says()));
}

#[test]
fn every_way_it_can_be_wrong_is_told_apart() {
    let mut told = BTreeSet::new();
    let all = [wrong_certificates(), wrong_signatures(), wrong_words()];
    for (why, ending) in all.concat() {
        assert_eq!(checked(&ending), Err(why), "{ending:?}");
        told.insert(<&str>::from(why));
    }
    assert_eq!(told, NotEffective::iter().map(Into::into).collect());
}

#[test]
fn a_statement_about_one_enrolment_or_device_ends_no_other() {
    let other = (key(8).public().id(), DeviceNonce::new([6; 16]));
    let told = checked_by(&ending(), &says().device, &other.1);
    assert_eq!(told, Err(NotEffective::OldNonce));
    let told = checked_by(&ending(), &other.0, &says().nonce);
    assert_eq!(told, Err(NotEffective::OtherDevice));
}

#[test]
fn whatever_letter_is_changed_nothing_is_done() {
    let right = ending();
    for at in 0..right.statement.bytes.len() {
        let mut bytes = right.statement.bytes.clone().into_bytes();
        bytes[at] ^= 1;
        let mut changed = right.clone();
        changed.statement.bytes = String::from_utf8(bytes).unwrap();
        assert_eq!(checked(&changed), Err(NotEffective::NotSigned), "at {at}");
    }
}

#[test]
fn a_proposal_is_one_signature_of_two() {
    let proposed = SignedStatement::propose(&says(), &key(CHEN));
    assert_eq!(proposed.signatures.len(), 1);
    assert_eq!(proposed.device(), Some(says().device));
    let mut both = proposed.clone();
    both.signatures
        .push(Endorsement::sign(&both.bytes, &key(LIN)));
    assert_eq!(both, ending().statement);
    let bytes = proposed.bytes.as_bytes();
    let signature = &proposed.signatures[0].signature;
    assert!(key(CHEN).public().signed(SIGNED_AS, bytes, signature));
}
