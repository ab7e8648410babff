//! The outbox: what was decided is there, in its order, once, until the server holds it for good or its officer says
//! what becomes of it.

#![expect(clippy::unwrap_used, reason = "what builds a test may fail it")]

use lingshi_cache::outbox::{Decided, Heard, KEPT_DAYS, NotTakenBack, NotThere, Outbox, Settled};
use lingshi_cache::{DatabaseKey, Fault, FaultKind};
use lingshi_rules::ids::CommandId;
use lingshi_rules::values::Instant;
use lingshi_wire::answer::{NotTaken, Why};
use lingshi_wire::command::Algorithm;
use lingshi_wire::{Answer, Epoch, Seq, SignedCommand, SigningKey};
use tempfile::TempDir;
use zeroize::Zeroizing;

struct Desk {
    folder: TempDir,
    outbox: Outbox,
}

fn key() -> DatabaseKey {
    DatabaseKey::new(Zeroizing::new([3; 32]))
}

fn at(seconds: i64) -> Instant {
    Instant::from_millis(1_790_000_000_000 + seconds * 1_000).unwrap()
}

fn id(name: &str) -> CommandId {
    CommandId::new(name)
}

fn signed(name: &str) -> SignedCommand {
    let key = SigningKey::of_seed(&[1; 32]);
    SignedCommand {
        algorithm: Algorithm::Ed25519,
        key: key.public().id(),
        signature: key.sign("test", name.as_bytes()),
        bytes: format!("{{\"command\":\"{name}\"}}"),
    }
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let outbox = Outbox::open(&folder.path().join("outbox.db"), &key()).unwrap();
        Self { folder, outbox }
    }

    /// As after a power cut: whatever was told as kept is on the disk.
    fn again(self) -> Self {
        let Self { folder, outbox } = self;
        drop(outbox);
        let outbox = Outbox::open(&folder.path().join("outbox.db"), &key()).unwrap();
        Self { folder, outbox }
    }

    /// Decides at a second; it leaves five seconds later.
    fn decides(&self, name: &str, subject: &str, second: i64) -> u64 {
        let times = (at(second), at(second + 5));
        self.outbox
            .decide::<Fault>(times, |_| {
                Ok(Decided {
                    id: id(name),
                    subject: subject.to_owned(),
                    signed: signed(name),
                })
            })
            .unwrap()
    }

    fn leaving(&self, second: i64) -> Vec<String> {
        let leaving = self.outbox.leaving(at(second), 100).unwrap();
        leaving.iter().map(|one| one.id.to_string()).collect()
    }

    fn hears(&self, name: &str, answer: &Answer, second: i64) -> Heard {
        self.outbox
            .answered(&id(name), answer, at(second))
            .unwrap()
            .unwrap()
    }

    fn tray(&self) -> Vec<String> {
        let tray = self.outbox.tray().unwrap();
        tray.iter().map(|one| one.decided.id.to_string()).collect()
    }
}

fn accepted(epoch: u32, seq: u64) -> Answer {
    Answer::Accepted {
        epoch: Epoch(epoch),
        seq: Seq(seq),
        at: at(0),
        versions: Vec::new(),
    }
}

fn refused() -> Answer {
    Answer::Refused {
        why: Why::NoSuchSubject,
    }
}

#[test]
fn what_was_decided_is_there_after_a_restart_as_it_was_signed_and_in_its_order() {
    let desk = Desk::new();
    let names = ["one", "two", "three"];
    for (n, name) in (1..).zip(names) {
        assert_eq!(desk.decides(name, "order/A", 0), n);
    }
    let desk = desk.again();
    let waiting = desk.outbox.waiting().unwrap();
    let there: Vec<_> = waiting.iter().map(|one| one.decided.id.as_str()).collect();
    assert_eq!(there, names);
    assert!(
        waiting
            .iter()
            .all(|one| one.decided.signed == signed(one.decided.id.as_str()))
    );
    assert_eq!(
        desk.decides("four", "order/B", 1),
        4,
        "no number is given twice"
    );
}

#[test]
fn a_decision_that_could_not_be_signed_or_kept_leaves_nothing() {
    let desk = Desk::new();
    let not = desk.outbox.decide((at(0), at(5)), |_| {
        Err::<Decided, _>(Fault::new(FaultKind::Misused, "no key"))
    });
    assert_eq!(not.unwrap_err().kind, FaultKind::Misused);
    desk.decides("one", "order/A", 0);
    let twice = desk.outbox.decide::<Fault>((at(0), at(5)), |_| {
        Ok(Decided {
            id: id("one"),
            subject: "order/B".to_owned(),
            signed: signed("one"),
        })
    });
    assert!(twice.is_err(), "one id is one command");
    assert_eq!(desk.outbox.waiting().unwrap().len(), 1);
    assert_eq!(desk.decides("two", "order/A", 0), 2);
}

#[test]
fn what_has_not_left_is_taken_back_and_what_has_is_not() {
    let desk = Desk::new();
    desk.decides("one", "order/A", 0);
    desk.decides("two", "order/A", 1);
    let back = |name: &str, second| desk.outbox.take_back(&id(name), at(second)).unwrap();
    assert_eq!(back("none", 2), Err(NotTakenBack::Unknown));
    assert_eq!(back("one", 2), Err(NotTakenBack::StoodOn));
    assert_eq!(back("two", 2), Ok(()));
    assert_eq!(back("two", 2), Err(NotTakenBack::Left));
    assert_eq!(back("one", 5), Err(NotTakenBack::Left), "its time is over");
    assert_eq!(desk.leaving(5), ["one"]);
    assert_eq!(back("one", 4), Err(NotTakenBack::Left), "it was sent");
    assert_eq!(desk.outbox.counted().unwrap().waiting, 1);
}

#[test]
fn each_subject_leaves_in_its_order_and_holds_up_no_other() {
    let desk = Desk::new();
    desk.decides("a1", "order/A", 0);
    desk.decides("b1", "order/B", 0);
    desk.decides("a2", "order/A", 1);
    desk.decides("c1", "order/C", 9);
    assert!(
        desk.leaving(4).is_empty(),
        "everything may still be taken back"
    );
    assert_eq!(desk.leaving(5), ["a1", "b1"]);
    assert_eq!(
        desk.leaving(6),
        ["a1", "b1", "a2"],
        "until it is answered it is sent again"
    );
    assert_eq!(
        desk.hears("a1", &Answer::Later { seconds: 60 }, 6),
        Heard::Later
    );
    assert_eq!(desk.leaving(20), ["b1", "c1"], "a2 waits for a1");
    assert_eq!(desk.leaving(66), ["a1", "b1", "a2", "c1"]);
    assert_eq!(desk.hears("a1", &refused(), 67), Heard::InTray);
    assert_eq!(
        desk.leaving(70),
        ["b1", "c1"],
        "a2 stands on what did not take effect"
    );
    assert_eq!(desk.tray(), ["a1"]);
    let discarded = Settled::Discarded {
        reason: "重复".to_owned(),
    };
    assert!(desk.outbox.settle(&id("a1"), &discarded, at(80)).unwrap());
    assert!(!desk.outbox.settle(&id("a1"), &discarded, at(80)).unwrap());
    assert_eq!(desk.leaving(81), ["b1", "a2", "c1"]);
}

#[test]
fn an_answer_is_heard_once_and_another_one_is_told() {
    let desk = Desk::new();
    desk.decides("one", "order/A", 0);
    let none = desk
        .outbox
        .answered(&id("none"), &accepted(1, 7), at(9))
        .unwrap();
    assert_eq!(none, Err(NotThere));
    assert_eq!(desk.hears("one", &accepted(1, 7), 9), Heard::Accepted);
    let desk = desk.again();
    assert_eq!(desk.hears("one", &accepted(1, 7), 10), Heard::Known);
    assert_eq!(
        desk.hears("one", &Answer::Later { seconds: 5 }, 10),
        Heard::Known
    );
    assert_eq!(desk.hears("one", &accepted(1, 8), 10), Heard::Contradiction);
    assert_eq!(desk.hears("one", &refused(), 10), Heard::Contradiction);
    assert!(desk.leaving(100).is_empty());
    assert_eq!(desk.outbox.counted().unwrap().receipts, 1);
}

#[test]
fn a_refused_command_is_never_offered_again_and_one_that_was_not_taken_may_be() {
    let desk = Desk::new();
    desk.decides("refused", "order/A", 0);
    desk.decides("not-taken", "order/B", 0);
    assert_eq!(desk.hears("refused", &refused(), 9), Heard::InTray);
    let not = Answer::NotTaken {
        why: NotTaken::NotCertified,
    };
    assert_eq!(desk.hears("not-taken", &not, 9), Heard::InTray);
    let again = |name| {
        desk.outbox
            .settle(&id(name), &Settled::OfferedAgain, at(10))
            .unwrap()
    };
    assert!(!again("refused"));
    assert!(again("not-taken"));
    assert_eq!(desk.leaving(11), ["not-taken"]);
    assert_eq!(desk.tray(), ["refused"]);
    let by = Settled::Reissued { by: id("anew") };
    assert!(desk.outbox.settle(&id("refused"), &by, at(12)).unwrap());
    assert!(desk.tray().is_empty());
}

#[test]
fn a_receipt_is_kept_until_a_backup_covers_it_and_thirty_days_longer() {
    let desk = Desk::new();
    for (name, seq) in [("one", 7), ("two", 8)] {
        desk.decides(name, "order/A", 0);
        desk.hears(name, &accepted(1, seq), 9);
    }
    let days = |days: i64| at(9).plus_days(days);
    let covered = |through, now| desk.outbox.covered((Epoch(1), Seq(through)), now).unwrap();
    assert_eq!(covered(8, days(KEPT_DAYS - 1)), 0, "too soon");
    assert_eq!(covered(7, days(KEPT_DAYS)), 1, "the other is not covered");
    assert_eq!(covered(7, days(900)), 0);
    assert_eq!(desk.outbox.counted().unwrap().receipts, 1);
    assert_eq!(
        desk.outbox.covered((Epoch(2), Seq(99)), days(900)).unwrap(),
        0
    );
}

#[test]
fn a_restored_server_is_offered_what_it_lost_in_order_and_only_that() {
    let desk = Desk::new();
    for (name, seq) in [("one", 7), ("two", 8), ("three", 9)] {
        desk.decides(name, "order/A", 0);
        desk.hears(name, &accepted(1, seq), 9);
    }
    assert_eq!(desk.outbox.other_life((Epoch(1), Seq(7))).unwrap(), 2);
    let desk = desk.again();
    assert_eq!(desk.leaving(20), ["two", "three"]);
    assert_eq!(desk.hears("two", &accepted(2, 8), 21), Heard::Accepted);
    assert_eq!(desk.hears("three", &refused(), 21), Heard::InTray);
    assert_eq!(desk.tray(), ["three"], "nothing is dropped silently");
}

#[test]
fn words_that_are_not_said_yet_outlive_a_crash() {
    let desk = Desk::new();
    let about = ("order/A", "supplement");
    assert_eq!(desk.outbox.draft(about).unwrap(), None);
    desk.outbox.keep_draft(about, "请补充", at(0)).unwrap();
    desk.outbox
        .keep_draft(about, "请补充护照资料页", at(3))
        .unwrap();
    desk.outbox
        .keep_draft(("order/A", "note"), "另一件", at(3))
        .unwrap();
    let desk = desk.again();
    let draft = desk.outbox.draft(about).unwrap().unwrap();
    assert_eq!(
        (draft.words.as_str(), draft.at),
        ("请补充护照资料页", at(3))
    );
    desk.outbox.drop_draft(about).unwrap();
    assert_eq!(desk.outbox.draft(about).unwrap(), None);
    assert!(desk.outbox.draft(("order/A", "note")).unwrap().is_some());
}

#[test]
fn what_was_settled_goes_after_a_month_and_nothing_that_waits_does() {
    let desk = Desk::new();
    desk.decides("one", "order/A", 0);
    desk.decides("two", "order/B", 0);
    desk.decides("three", "order/C", 0);
    desk.outbox.take_back(&id("one"), at(1)).unwrap().unwrap();
    desk.hears("two", &refused(), 9);
    let month = at(9).plus_days(KEPT_DAYS + 1);
    assert_eq!(desk.outbox.tidy(at(20)).unwrap(), 0);
    assert_eq!(desk.outbox.tidy(month).unwrap(), 1);
    assert_eq!(desk.tray(), ["two"]);
    assert_eq!(desk.outbox.counted().unwrap().waiting, 1);
    assert_eq!(desk.decides("four", "order/A", 0), 4);
}
