//! The walk: an invented order led through its life by real commands.
//!
//! For every state it answers with an order that got there the way this post and business lead, or with
//! nothing where they never do. The generated table and the rulebook page are drawn from it.

use crate::business::Business;
use crate::ids::{AccountId, CommandId, FileId, OfficerId, PaymentId};
use crate::life::context::SlotFacts;
use crate::life::reasons::{Pick, Refusing, RejectReason, SupplementReason};
use crate::life::{
    Action, Command, Context, Event, Facts, RULEBOOK, Refusal, Status, decide, evolve_in_place,
    open_draft,
};
use crate::materials::{Applied, mandatory_files};
use crate::order::files::{FileSource, OrderFile, Slot};
use crate::order::form::FaceCheck;
use crate::order::interview::{Answer, ChecklistLine, InterviewMode, SlotTime};
use crate::order::{Draft, Order};
use crate::people::{Actor, By, Role};
use crate::post::PostPolicy;
use crate::post::policy::{PickupMode, WeekdayName};
use crate::values::Instant;
use chrono::Datelike;
use std::collections::{BTreeMap, BTreeSet};

mod form;
mod path;

pub use form::sample_form;

/// An order on its way, with its events and the world around it.
#[derive(Debug, Clone)]
pub struct Walk<'p> {
    /// The post.
    pub policy: &'p PostPolicy,
    /// As it is now.
    pub order: Order,
    /// How it came to be so.
    pub events: Vec<Event>,
    /// The commands that were accepted.
    pub commands: Vec<Command>,
    /// Who gave each of them.
    pub actors: Vec<Actor>,
    /// The time of the next command.
    pub now: Instant,
    /// What is known outside the order.
    pub facts: Facts,
    next: u32,
}

/// An officer of one role, named after it: every role is another person.
pub fn officer(policy: &PostPolicy, role: Role) -> Actor {
    person(policy, <&str>::from(role), &[role])
}

/// An officer by name, with roles.
pub fn person(policy: &PostPolicy, name: &str, roles: &[Role]) -> Actor {
    Actor::Officer {
        id: OfficerId::new(name),
        post: policy.code.clone(),
        roles: roles.iter().copied().collect(),
    }
}

/// The account that files the invented orders.
pub fn applicant() -> Actor {
    Actor::Applicant {
        account: AccountId::new("account-1"),
    }
}

impl<'p> Walk<'p> {
    /// A draft at this post, collected the way the post's people usually do.
    pub fn begin(policy: &'p PostPolicy, business: Business) -> Result<Self, Refusal> {
        let emergency = business == Business::TdEmerg;
        let mailed = policy.hand_over.modes.contains(&PickupMode::Mail) && !emergency;
        let pickup = if mailed {
            PickupMode::Mail
        } else {
            PickupMode::InPerson
        };
        Self::begin_with(policy, business, sample_form(policy, business, pickup))
    }

    /// A draft with this form.
    pub fn begin_with(
        policy: &'p PostPolicy,
        business: Business,
        form: crate::order::form::Form,
    ) -> Result<Self, Refusal> {
        let now = path::first_morning(policy);
        let Actor::Applicant { account } = applicant() else {
            return Err(Refusal::NoSuchOrder);
        };
        let draft = Draft {
            no: form::sample_number(policy, business).ok_or(Refusal::NoSuchOrder)?,
            post: policy.code.clone(),
            business,
            account,
            channel: crate::order::Channel::App,
            own_district: true,
            at: now,
            form,
        };
        let facts = Facts {
            next_number: 1,
            ..Facts::default()
        };
        Self::begin_draft(policy, draft, facts)
    }

    /// A draft as it is given, in this world; it is opened by its account at its own moment.
    pub fn begin_draft(
        policy: &'p PostPolicy,
        draft: Draft,
        facts: Facts,
    ) -> Result<Self, Refusal> {
        let now = draft.at;
        let actor = Actor::Applicant {
            account: draft.account.clone(),
        };
        let ctx = Context {
            actor: &actor,
            policy,
            now,
            facts: &facts,
        };
        let event = open_draft(draft, Some(CommandId::new("c0")), &ctx)?;
        let order = crate::life::begin(&event).map_err(|_| Refusal::NoSuchOrder)?;
        Ok(Self {
            policy,
            order,
            events: vec![event],
            commands: Vec::new(),
            actors: Vec::new(),
            now,
            facts,
            next: 1,
        })
    }

    /// An order as it stands at a moment, in a quiet world: what came before is not known.
    pub fn of(policy: &'p PostPolicy, order: Order, now: Instant) -> Self {
        Self {
            // Names it gives are not given yet.
            next: order.version + 1,
            policy,
            order,
            events: Vec::new(),
            commands: Vec::new(),
            actors: Vec::new(),
            now,
            facts: Facts {
                next_number: 1,
                ..Facts::default()
            },
        }
    }

    /// What a command would be decided in.
    pub fn context<'a>(&'a self, actor: &'a Actor) -> Context<'a> {
        Context {
            actor,
            policy: self.policy,
            now: self.now,
            facts: &self.facts,
        }
    }

    /// A command by somebody who has seen everything there is, and taken the order if need be.
    pub fn command(&self, actor: &Actor, action: Action) -> Command {
        let own =
            |fence: &u64| *fence > 0 && self.order.review.last_holder.as_ref() == actor.officer();
        Command {
            id: CommandId::new(format!("c{}", self.next)),
            seen: self.order.version,
            stands_on: Vec::new(),
            fence: Some(self.order.review.fence).filter(own),
            provisional: true,
            looked_at: self.order.files.keys().cloned().collect(),
            rulebook: RULEBOOK,
            policy: String::new(),
            device_time: self.now,
            action,
        }
    }

    /// Gives a command; the order is as it was when it is refused.
    pub fn give(&mut self, actor: &Actor, action: Action) -> Result<&mut Self, Refusal> {
        let command = self.command(actor, action);
        self.carry_out(actor, command)
    }

    /// Gives a command made elsewhere.
    pub fn give_command(&mut self, actor: &Actor, command: &Command) -> Result<&mut Self, Refusal> {
        self.carry_out(actor, command.clone())
    }

    /// Gives a command made elsewhere, and keeps it.
    pub fn carry_out(&mut self, actor: &Actor, command: Command) -> Result<&mut Self, Refusal> {
        let events = decide(&self.order, &command, &self.context(actor))?;
        for event in &events {
            evolve_in_place(&mut self.order, event);
        }
        self.events.extend(events);
        self.commands.push(command);
        self.actors.push(actor.clone());
        self.next += 1;
        self.now = self.now.plus_minutes(1);
        Ok(self)
    }

    /// Gives a command as an officer of a role.
    pub fn by(&mut self, role: Role, action: Action) -> Result<&mut Self, Refusal> {
        self.give(&officer(self.policy, role), action)
    }

    /// Gives a command as the applicant.
    pub fn by_applicant(&mut self, action: Action) -> Result<&mut Self, Refusal> {
        let account = self.order.account.clone();
        self.give(&Actor::Applicant { account }, action)
    }

    /// Does what is done next on the straight way to the end.
    pub fn advance(&mut self) -> Result<(), Refusal> {
        path::next(self)
    }

    /// The same order, claimed by this actor where it can be: what their desk would show.
    #[must_use]
    pub fn seen_by(&self, actor: &Actor) -> Self {
        let mut own = self.clone();
        let supervisor = person(self.policy, "release", &[Role::Supervisor]);
        if own
            .order
            .review
            .claim
            .as_ref()
            .is_some_and(|c| Some(&c.by) != actor.officer())
        {
            // Whether it could be released or claimed shows in what is allowed afterwards.
            drop(own.give(&supervisor, Action::ForceRelease));
        }
        drop(own.give(actor, Action::Claim { minutes: None }));
        own
    }

    /// Leads it on to a state, the way the post and the business go.
    pub fn lead_to(&mut self, status: Status) -> Result<&mut Self, Refusal> {
        path::lead(self, status)?;
        Ok(self)
    }

    /// Lets time pass.
    pub fn wait_minutes(&mut self, minutes: i64) -> &mut Self {
        self.now = self.now.plus_minutes(minutes);
        self
    }

    /// Uploads what the application cannot do without and does not have yet.
    pub fn upload_mandatory(&mut self) -> Result<&mut Self, Refusal> {
        let applied = Applied::of(&self.order, self.policy, self.now);
        for slot in mandatory_files(&applied) {
            if self.order.current_files(slot).next().is_none() {
                self.upload(slot)?;
            }
        }
        Ok(self)
    }

    /// Waits for a day on which the counter takes money.
    pub fn wait_for_counter_day(&mut self) -> &mut Self {
        let days = &self.policy.payment.counter_days;
        let taken = |at: &Instant| {
            let day = self.policy.local_day(*at);
            days.is_empty() || days.contains(&WeekdayName::from(day.weekday()))
        };
        let coming = (0..7).map(|n| self.now.plus_days(n)).find(taken);
        self.now = coming.unwrap_or(self.now);
        self
    }

    /// Uploads a file into a slot.
    pub fn upload(&mut self, slot: Slot) -> Result<&mut Self, Refusal> {
        let file = self.file(slot);
        self.by_applicant(Action::AddFile {
            file: Box::new(file),
        })
    }

    /// An invented file.
    pub fn file(&self, slot: Slot) -> OrderFile {
        let id = format!("f{}", self.next);
        OrderFile {
            sha256: format!("{:064x}", self.next),
            name: format!("{id}.jpg"),
            id: FileId::new(id),
            slot,
            mime: "image/jpeg".into(),
            bytes: 300_000,
            source: FileSource::App,
            uploaded_at: self.now,
            judgement: None,
            replaced: false,
            extra: BTreeMap::new(),
        }
    }

    /// The checklist of the order's interview, held in this way, with everything in order.
    pub fn all_in_order(&self, mode: InterviewMode) -> Vec<ChecklistLine> {
        let interviewer = officer(self.policy, Role::Interviewer);
        let asked = crate::checklist::checklist(&self.order, mode, &self.context(&interviewer));
        let line = |item: crate::checklist::AskedItem| ChecklistLine {
            item: item.id.to_owned(),
            star: item.star,
            answer: Answer::InOrder,
            note: None,
        };
        asked.items.into_iter().map(line).collect()
    }

    /// A slot two days from now, with room in it.
    pub fn offer_slot(&mut self) -> SlotTime {
        let start = self.now.plus_days(2);
        let time = SlotTime {
            start,
            end: start.plus_minutes(i64::from(self.policy.interview.slot_minutes)),
        };
        self.facts.slot = Some(SlotFacts {
            time,
            capacity: 6,
            booked: 0,
            closed: false,
        });
        time
    }

    /// A payment of everything due.
    pub fn receipt(
        &self,
        kind: crate::post::policy::PaymentKind,
    ) -> crate::order::payment::Receipt {
        let due = self.order.payment.due;
        let owed = crate::values::Money::new(due.minor - self.order.payment.held(), due.currency);
        crate::order::payment::Receipt {
            id: PaymentId::new(format!("p{}", self.next)),
            kind,
            amount: owed,
            reference: Some(format!("{:08}", self.next)),
            payee: self.policy.payment.payee.clone(),
            memo: Some(format!(
                "{} {}",
                self.order.form.applicant.name.zh(),
                self.order.no
            )),
            image: None,
            rate: None,
            state: crate::order::payment::ReceiptState::ToVerify,
            by: By::System,
            at: self.now,
        }
    }
}

/// A supplement asking for a better data page.
pub fn ask_for_data_page() -> Action {
    Action::AskSupplement {
        picks: vec![Pick {
            reason: SupplementReason::S02,
            photo: Vec::new(),
            words: BTreeMap::new(),
        }],
        slots: BTreeSet::from([Slot(2)]),
        due_days: None,
        words: None,
    }
}

/// A refusal that one officer may give.
pub fn refuse_as_abroad() -> Action {
    Action::Reject {
        refusing: Refusing {
            reason: RejectReason::R01,
            words: BTreeMap::new(),
        },
    }
}

/// The face check passed.
pub fn face_passed() -> Action {
    Action::ReportFaceCheck {
        result: FaceCheck::Passed,
    }
}

/// How far an order of this business comes by itself, and what stopped it there.
pub fn stuck(policy: &PostPolicy, business: Business) -> Option<(Status, Refusal)> {
    path::stuck(policy, business)
}

/// An order of this business in this state, led there by commands; none where post and business never do.
pub fn station(policy: &PostPolicy, business: Business, status: Status) -> Option<Walk<'_>> {
    path::to(policy, business, status)
        .ok()
        .filter(|walk| walk.order.status == status)
}
