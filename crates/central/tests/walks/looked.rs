//! What must be true of an application wherever it stands, and once it has ended.

use super::walked::Walked;
use lingshi_ledger::Room;
use lingshi_rules::business::Business;
use lingshi_rules::life::{ActionKind, Status};
use lingshi_rules::order::Order;
use lingshi_rules::order::notice::NoticeCode;
use lingshi_rules::order::payment::PaymentMode;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::post::policy::{MailInTrigger, PickupMode};
use lingshi_wire::applicant::asking::Ask;
use lingshi_wire::{DocKey, Kind, Seq};

/// Approved and not ended, and where the originals are wanted before that, from then on.
fn slip_is_due(status: Status, policy: &PostPolicy) -> bool {
    match status {
        Status::ToMake | Status::Made | Status::ToCollect | Status::ToMail => true,
        Status::SecondReview => policy.mail_in.trigger == MailInTrigger::SecondReview,
        _ => false,
    }
}

/// What an applicant may do without saying more.
fn plain() -> Vec<(ActionKind, Ask)> {
    let mode = PaymentMode::Offline;
    vec![
        (ActionKind::Submit, Ask::Submit {}),
        (ActionKind::ChoosePayment, Ask::ChoosePayment { mode }),
        (ActionKind::FinishSupplement, Ask::FinishSupplement {}),
        (ActionKind::Cancel, Ask::Cancel {}),
        (ActionKind::CancelBooking, Ask::CancelBooking {}),
        (ActionKind::DrawNumber, Ask::DrawNumber {}),
        (ActionKind::AnswerCall, Ask::AnswerCall {}),
        (ActionKind::CancelVisit, Ask::CancelVisit {}),
    ]
}

impl Walked<'_> {
    /// The telephone shows it as it is, and nothing has been lost on the way.
    pub(crate) async fn look(&mut self, order: &Order) {
        let (no, slip) = (
            self.no.clone(),
            slip_is_due(order.status, &self.post.policy),
        );
        let pension = order.business == Business::Pension;
        let phone = self.phone().await;
        let seen = phone.asks.order(&no).await.unwrap();
        assert_eq!(
            (seen.line.status, seen.version),
            (order.status, order.version)
        );
        assert_eq!(seen.stages.len(), order.changes.len());
        let shown = phone.asks.slip(&no).await;
        assert_eq!(
            shown.is_ok(),
            slip && !pension,
            "slip in {:?}",
            order.status
        );
        if let Ok(shown) = shown {
            assert_eq!((&shown.no, shown.status), (&no, order.status));
        }
        if self.way.first {
            self.tries_what_may_not_be(order).await;
        }
        self.is_told_everything_once(order).await;
    }

    /// Whatever is not among what may be done is refused, and changes nothing.
    async fn tries_what_may_not_be(&mut self, order: &Order) {
        let no = self.no.clone();
        let phone = self.phone().await;
        let may = phone.asks.order(&no).await.unwrap().may;
        for (kind, ask) in plain() {
            if !may.contains(&kind) {
                phone.refused(&no, ask).await;
            }
        }
        let after = phone.asks.order(&no).await.unwrap();
        assert_eq!((after.version, after.may), (order.version, may));
    }

    /// Each notice is a message, handed out once, and stays as it read.
    async fn is_told_everything_once(&mut self, order: &Order) {
        let no = self.no.clone();
        let told = self.phone().await.asks.messages(&no).await.unwrap();
        let told = told.messages;
        assert_eq!(told.len(), order.messages.len());
        assert_eq!(
            told[..self.told.len()],
            self.told[..],
            "what was told stays"
        );
        for (place, (seen, kept)) in told.iter().zip(&order.messages).enumerate() {
            assert_eq!((seen.number as usize, seen.at), (place, kept.at));
            assert!(seen.body.contains(no.as_str()), "{}", seen.body);
            assert!(!seen.title.is_empty() && seen.delivered >= seen.at);
        }
        self.told = told;
    }

    /// It ended as it should, told its applicant whatever its log says, and left nothing open.
    pub(crate) async fn look_at_the_end(&mut self, order: &Order) {
        let pension = order.business == Business::Pension;
        let end = if pension {
            Status::PensionOk
        } else {
            Status::Done
        };
        assert_eq!(order.status, end, "{:?}", self.way);
        assert_eq!(Self::owed(order).minor, 0, "{:?}", self.way);
        for change in &order.changes {
            let told = change
                .message
                .map(|place| &order.messages[place as usize].notice);
            let (from, to) = (change.from, change.to);
            let expected = notice_of(from, to);
            assert_eq!(told.map(NoticeCode::from), expected, "{from:?} to {to:?}");
        }
        assert_eq!(self.events_of_log("told"), order.messages.len());
        assert_eq!(self.events_of_log("moved"), order.changes.len());
        let by_mail = order.form.pickup.mode == PickupMode::Mail && !pension;
        let no = self.no.clone();
        let phone = self.phone().await;
        let seen = phone.asks.order(&no).await.unwrap();
        assert_eq!(seen.tracking.is_some(), by_mail);
        let mine = phone.asks.orders().await.unwrap().orders;
        assert_eq!((mine.len(), mine[0].status), (1, end));
        // Nothing of it is open.
        phone.asks.end_account().await.unwrap();
    }

    /// How often the log of the post says that this happened to the order.
    fn events_of_log(&self, name: &str) -> usize {
        let key = DocKey::new(Kind::Order, self.no.as_str());
        let room = Room {
            rows: 100_000,
            bytes: usize::MAX,
        };
        let post = &self.post.code;
        let lines = self.house.read(|tx| tx.entries(post, Seq::START, room));
        let headers = lines.iter().map(|line| line.read_header().unwrap());
        headers
            .flat_map(|header| header.touched)
            .filter(|touched| touched.key == key)
            .flat_map(|touched| touched.events)
            .filter(|event| event == name)
            .count()
    }
}

/// What each move tells its applicant. Nothing is told of what they have just done or hold in their hands, of an
/// interview, whose result is said in it, and of what 人社部门 tells them itself.
fn notice_of(from: Status, to: Status) -> Option<NoticeCode> {
    match (from, to) {
        (Status::PendingPayment, Status::FirstReview) => Some(NoticeCode::N01),
        (Status::FirstReview, Status::Supplement) => Some(NoticeCode::N03),
        (Status::Supplement, Status::FirstReview) => Some(NoticeCode::N04),
        (Status::FirstReview, Status::InterviewToBook) => Some(NoticeCode::N06),
        (Status::InterviewToBook, Status::InterviewBooked) => Some(NoticeCode::N07),
        (Status::FirstReview, Status::SecondReview) => Some(NoticeCode::N10),
        (Status::FirstReview | Status::SecondReview, Status::ToMake) => Some(NoticeCode::N11),
        (Status::ToMake, Status::Made) | (Status::Made, Status::ToMail) => Some(NoticeCode::N12),
        (Status::Made, Status::ToCollect) => Some(NoticeCode::N13),
        (Status::ToMail, Status::Done) => Some(NoticeCode::N14),
        (Status::Draft, Status::PensionProcessing) => Some(NoticeCode::N18),
        (Status::Draft, Status::PendingPayment)
        | (Status::InterviewBooked, Status::FirstReview)
        | (Status::ToCollect, Status::Done)
        | (Status::PensionProcessing, Status::PensionOk) => None,
        other => panic!("{other:?} is on no straight way"),
    }
}
