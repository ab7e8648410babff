//! One application on its way: what its applicant does on the telephone, what officers sign, what others tell.

use super::common::{House, Post};
use super::days::{put_on, wait_until};
use super::person;
use super::phone::{PASSWORD, Phone, id, new_draft};
use super::staff::Staff;
use super::ways::Way;
use lingshi_rules::business::Business;
use lingshi_rules::life::{Action, ActionKind, Status};
use lingshi_rules::order::Order;
use lingshi_rules::order::files::Slot;
use lingshi_rules::order::form::SignedText;
use lingshi_rules::order::making::Collector;
use lingshi_rules::order::payment::PaymentMode;
use lingshi_rules::people::{Actor, Role};
use lingshi_rules::post::policy::PickupMode;
use lingshi_rules::values::{Money, OrderNo};
use lingshi_rules::walk::{Walk, ask_for_data_page, officer};
use lingshi_wire::api::{Renewing, SignedIn};
use lingshi_wire::applicant::account::ApplicantSigningIn;
use lingshi_wire::applicant::asking::Ask;
use lingshi_wire::applicant::filing::{Door, NewDraft};
use lingshi_wire::applicant::message::MessageSeen;
use lingshi_wire::applicant::paying::{BeginPayment, Booked, PaymentNotice};
use lingshi_wire::applicant::pension::PensionAnswer;

impl Phone {
    /// A draft with everything in it, as it is filled in page by page: statement and signature come last, when everything is there.
    pub(crate) async fn draft_step_by_step(&self, new: &NewDraft) -> OrderNo {
        let mut bare = new.clone();
        bare.form.statement = None;
        bare.form.signature = None;
        let draft = self.draft(&bare).await;
        let (no, mut form) = (draft.line.no, new.form.clone());
        if let (Some(statement), Ok(read)) = (&mut form.statement, self.asks.statement(&no).await) {
            statement.text = Some(SignedText {
                language: read.language.code().to_owned(),
                version: read.version,
            });
        }
        self.done(&no, Ask::SaveDraft { form }).await;
        no
    }
}

/// One application.
pub(crate) struct Walked<'a> {
    pub(crate) house: &'a House,
    pub(crate) post: &'a Post,
    staff: &'a mut Staff,
    pub(crate) way: Way,
    number: usize,
    contact: String,
    tokens: SignedIn,
    phone: Phone,
    pub(crate) no: OrderNo,
    /// What it was told so far.
    pub(crate) told: Vec<MessageSeen>,
    supplemented: bool,
}

impl<'a> Walked<'a> {
    /// An account is opened, an application begun, filled in and filed.
    pub(crate) async fn begin(
        (house, post, staff): (&'a House, &'a Post, &'a mut Staff),
        way: Way,
        number: usize,
    ) -> Self {
        let contact = format!("applicant-{number}@example.com");
        let tokens = house.registered(&contact).await;
        let asks = house.client.applicant(&tokens.asking);
        let phone = Phone { asks };
        let form = person::form(&post.policy, way, number, house.now());
        let new = NewDraft {
            business: way.business,
            door: Door::MiniProgram,
            ..new_draft(post, form)
        };
        let no = phone.draft_step_by_step(&new).await;
        Self {
            house,
            post,
            staff,
            way,
            number,
            contact,
            tokens,
            phone,
            no,
            told: Vec::new(),
            supplemented: false,
        }
    }

    /// The telephone, signed in still.
    pub(crate) async fn phone(&mut self) -> &Phone {
        let now = self.house.now();
        if now >= self.tokens.renewing_until {
            let asked = ApplicantSigningIn {
                contact: self.contact.clone(),
                password: Some(PASSWORD.to_owned()),
                code: None,
            };
            self.tokens = self.house.client.applicant_signs_in(&asked).await.unwrap();
        } else if now >= self.tokens.asking_until {
            let renewing = Renewing {
                renewing: self.tokens.renewing.clone(),
            };
            self.tokens = self.house.client.applicant_renews(&renewing).await.unwrap();
        }
        self.phone.asks = self.house.client.applicant(&self.tokens.asking);
        &self.phone
    }

    /// As it stands at the post.
    pub(crate) fn order(&self) -> Order {
        self.house.order(self.post, &self.no)
    }

    /// Goes on until it has ended; its number.
    pub(crate) async fn ends(mut self) -> OrderNo {
        self.does(ActionKind::Submit, Ask::Submit {}).await;
        // No order takes more steps than there are states twice over.
        for _ in 0..40 {
            let order = self.order();
            self.look(&order).await;
            if order.status.is_terminal() {
                self.look_at_the_end(&order).await;
                return self.no;
            }
            self.step(&order).await;
            put_on(self.house, self.house.now().plus_minutes(1));
        }
        panic!("{:?} {} does not end", self.way, self.no);
    }

    /// Does what must be among what may be done.
    async fn does(&mut self, kind: ActionKind, what: Ask) {
        let no = self.no.clone();
        let phone = self.phone().await;
        let may = phone.asks.order(&no).await.unwrap().may;
        assert!(may.contains(&kind), "{kind:?} is not among {may:?}");
        phone.done(&no, what).await;
    }

    async fn step(&mut self, order: &Order) {
        match order.status {
            Status::PendingPayment => self.pays(order).await,
            Status::FirstReview if self.is_to_be_supplemented() => {
                self.supplemented = true;
                let reviewer = officer(&self.post.policy, Role::FirstReviewer);
                self.carries_out(&reviewer, ask_for_data_page()).await;
            }
            Status::Supplement => self.supplements().await,
            Status::InterviewToBook => self.books().await,
            Status::InterviewBooked => self.meets(order).await,
            Status::PensionProcessing => self.is_answered().await,
            _ => self.officers_go_on(order).await,
        }
    }

    fn is_to_be_supplemented(&self) -> bool {
        let emergency = self.way.business == Business::TdEmerg;
        self.way.first && !self.supplemented && !emergency
    }

    async fn pays(&mut self, order: &Order) {
        let mode = self.way.paid;
        let (no, wish) = (self.no.clone(), BeginPayment { id: id() });
        let free = order.payment.due.minor == 0;
        if free {
            let begun = self.phone().await.asks.begin_payment(&no, &wish).await;
            assert!(begun.is_err(), "nothing is to be paid");
        }
        if mode == PaymentMode::Offline || free {
            self.does(ActionKind::ChoosePayment, Ask::ChoosePayment { mode })
                .await;
            return;
        }
        let begun = self.phone().await.asks.begin_payment(&no, &wish).await;
        let begun = begun.unwrap();
        assert_eq!(begun.amount, order.payment.due);
        let notice = PaymentNotice {
            payment: begun.payment,
            amount: begun.amount,
            reference: id(),
        };
        // A provider tells until it is heard, and sometimes longer.
        for _ in 0..2 {
            let taken = self.house.provider_tells(&notice).await.unwrap();
            assert_eq!(taken.became, Booked::Booked);
        }
    }

    async fn supplements(&mut self) {
        let no = self.no.clone();
        let phone = self.phone().await;
        let asked = phone.asks.order(&no).await.unwrap().supplement.unwrap();
        assert!(asked.slots.contains(&Slot(2)));
        phone.hands_in(&no, Slot(2)).await;
        self.does(ActionKind::FinishSupplement, Ask::FinishSupplement {})
            .await;
    }

    /// Takes the first free place that is more than a day away.
    async fn books(&mut self) {
        let (no, from) = (self.no.clone(), self.house.now().plus_hours(36));
        let offered = self.phone().await.asks.slots(&no, (None, Some(21))).await;
        let offered = offered.unwrap();
        assert_eq!(offered.zone, self.post.policy.zone.to_string());
        let mut slots = offered.days.iter().flat_map(|day| &day.slots);
        let free = slots.find(|slot| slot.free > 0 && slot.time.start > from);
        let slot = free.unwrap().time;
        self.does(ActionKind::BookInterview, Ask::BookInterview { slot })
            .await;
    }

    /// Takes a number, is called, answers, and is met.
    async fn meets(&mut self, order: &Order) {
        let slot = order.interview.slot.unwrap();
        wait_until(self.house, self.post, slot.start);
        self.staff.window((self.house, self.post), true).await;
        self.officers_go_on(&self.order()).await;
        self.staff.window((self.house, self.post), false).await;
    }

    async fn is_answered(&mut self) {
        let answer = PensionAnswer {
            post: self.post.code.clone(),
            no: self.no.clone(),
            passed: true,
            reference: id(),
        };
        wait_until(self.house, self.post, self.house.now().plus_days(5));
        for _ in 0..2 {
            self.house.authority_tells(&answer).await.unwrap();
        }
    }

    /// What is done next on the straight way, by whomever it is to be done.
    async fn officers_go_on(&mut self, order: &Order) {
        let policy = self.post.policy.clone();
        let mut walk = Walk::of(&policy, order.clone(), self.house.now());
        walk.advance()
            .unwrap_or_else(|refusal| panic!("{:?} {refusal:?}", self.way));
        assert!(!walk.commands.is_empty(), "nothing is to be done");
        for (command, actor) in walk.commands.iter().zip(&walk.actors) {
            put_on(self.house, command.device_time);
            self.carries_out(actor, command.action.clone()).await;
        }
    }

    async fn carries_out(&mut self, actor: &Actor, action: Action) {
        let kind = ActionKind::from(&action);
        match actor {
            Actor::Officer { id, .. } => {
                let (action, at) = (self.as_here(action), (self.house, self.post));
                self.staff.gives(at, id, &self.no, action).await;
                if kind == ActionKind::CallNumber {
                    assert!(self.hall().await.ringing);
                }
            }
            Actor::Applicant { .. } => match action {
                Action::DrawNumber => {
                    assert_eq!(self.hall().await.number, None);
                    self.does(kind, Ask::DrawNumber {}).await;
                    let hall = self.hall().await;
                    assert_eq!((hall.windows, hall.ringing), (1, false));
                    assert!(hall.number.is_some());
                }
                Action::AnswerCall => self.does(kind, Ask::AnswerCall {}).await,
                other => panic!("nobody does {other:?} on a telephone"),
            },
            other => panic!("{other:?} does nothing on this way"),
        }
    }

    async fn hall(&mut self) -> lingshi_wire::applicant::meeting::Hall {
        let no = self.no.clone();
        self.phone().await.asks.hall(&no).await.unwrap()
    }

    /// Each booklet has a number of its own, and whoever is to collect it collects it.
    fn as_here(&self, action: Action) -> Action {
        match action {
            Action::RecordMade {
                issued, expires, ..
            } if self.way.business != Business::PpNote => Action::RecordMade {
                number: format!("EK{:07}", 1_000_000 + self.number),
                issued,
                expires,
            },
            Action::HandOver {
                signed,
                clipped_now,
                ..
            } if self.way.pickup == PickupMode::Proxy => Action::HandOver {
                collector: Collector::Proxy {
                    name: person::proxy().name,
                    document: person::proxy().document,
                    authorised: true,
                },
                signed,
                clipped_now,
            },
            other => other,
        }
    }

    /// What is owed and not paid: nothing, at the end.
    pub(crate) fn owed(order: &Order) -> Money {
        order.payment.difference()
    }
}
