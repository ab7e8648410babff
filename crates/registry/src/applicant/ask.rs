//! What an applicant does: to a draft in the realm, or to an order at its post. The rulebook decides both.

use super::account;
use super::draft::{self, Draft, Given};
use super::told::refused;
use crate::kept::{self, Kept};
use crate::line::Line;
use crate::subjects::{self, Giver, order_key, put_new};
use crate::world::Moment;
use crate::{Registry, Told};
use lingshi_ledger::{DocKey, Reading, Receipt, StoreFault, Writing};
use lingshi_rules::ids::{AccountId, CommandId, PostCode};
use lingshi_rules::life::{Action, Command, Context, RULEBOOK, decide, evolve_in_place};
use lingshi_rules::order::Order;
use lingshi_rules::order::form::FaceCheck;
use lingshi_rules::people::Actor;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::values::{Instant, OrderNo};
use lingshi_wire::answer::NotTaken;
use lingshi_wire::applicant::asking::Told as Answered;
use lingshi_wire::{Answer, Sha, Why};
use std::collections::BTreeSet;

/// What is done. What comes from the server itself is put together when the order is at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doing {
    /// As the rulebook calls it.
    Action(Box<Action>),
    /// The face check came out so.
    Face(FaceCame),
}

/// How a face check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaceCame {
    /// It is the applicant.
    Applicant,
    /// It is the guardian.
    Guardian,
    /// It is neither.
    Nobody,
    /// It was not done.
    Skipped,
}

/// A command of an applicant.
#[derive(Debug, Clone)]
pub struct Doer<'a> {
    /// Whose.
    pub account: &'a AccountId,
    /// To what.
    pub no: &'a OrderNo,
    /// The telephone's own name for it.
    pub id: &'a str,
    /// What it said, by digest: the same name with other words is misuse.
    pub digest: Sha,
    /// The version that was on the screen.
    pub seen: u32,
    /// What.
    pub doing: Doing,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unanswered {
    /// There is no such order for this account.
    NotHere,
    /// Its name belongs to another command.
    IdTaken,
    /// Something came between: ask again.
    Later,
    /// The draft takes no more: begin another.
    Full,
}

/// Where something of an account is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// A draft.
    Draft(PostCode),
    /// Filed at a post.
    Filed(PostCode),
}

/// A command's name among those of everybody: whoever holds an account names commands of that account alone.
pub(super) fn named(account: &AccountId, id: &str) -> CommandId {
    CommandId::new(format!("app/{account}/{id}"))
}

fn action(doing: &Doing, order: &Order) -> Action {
    let came = match doing {
        Doing::Action(action) => return action.as_ref().clone(),
        Doing::Face(came) => came,
    };
    let result = match came {
        FaceCame::Applicant => FaceCheck::Passed,
        FaceCame::Guardian => FaceCheck::GuardianPassed,
        FaceCame::Skipped => FaceCheck::Skipped,
        FaceCame::Nobody => {
            let before = if let FaceCheck::Failed { times } = order.face_check {
                times
            } else {
                0
            };
            let times = before.saturating_add(1);
            FaceCheck::Failed { times }
        }
    };
    Action::ReportFaceCheck { result }
}

fn command(doer: &Doer<'_>, order: &Order, policy: &PostPolicy, now: Instant) -> Command {
    Command {
        id: named(doer.account, doer.id),
        seen: doer.seen,
        stands_on: Vec::new(),
        fence: None,
        provisional: false,
        looked_at: BTreeSet::new(),
        rulebook: RULEBOOK,
        policy: policy.digest().as_str().to_owned(),
        device_time: now,
        action: action(&doer.doing, order),
    }
}

impl Registry {
    /// Where something of an account is; nowhere, if it is another's.
    pub(super) fn place(
        &self,
        tx: &mut (impl Reading + ?Sized),
        of: (&AccountId, &OrderNo),
    ) -> Told<Option<Place>> {
        if let Some(kept) = draft::of(tx, of)? {
            let Draft { post, open, .. } = kept.value;
            return Ok(Some(match open {
                Some(_) => Place::Draft(post),
                None => Place::Filed(post),
            }));
        }
        let key = order_key(of.1);
        for found in tx.find(&self.lookup.of_account(of.0))? {
            if found.key == key {
                return Ok(Some(Place::Filed(found.post)));
            }
        }
        Ok(None)
    }

    /// What a command was answered, if it was.
    pub fn answered_before(
        &self,
        tx: &mut (impl Reading + ?Sized),
        doer: &Doer<'_>,
    ) -> Told<Option<Result<Answered, Unanswered>>> {
        let kept = draft::of(tx, (doer.account, doer.no))?;
        Ok(kept.and_then(|kept| known(&kept.value, doer)))
    }

    /// Gives an applicant's command to a draft or an order.
    pub fn ask(
        &self,
        tx: &mut dyn Writing,
        doer: &Doer<'_>,
        moment: &mut Moment<'_>,
    ) -> Told<Result<Answered, Unanswered>> {
        match self.place(tx, (doer.account, doer.no))? {
            None => Ok(Err(Unanswered::NotHere)),
            Some(Place::Filed(post)) => self.ask_order(tx, &post, doer, moment),
            Some(Place::Draft(post)) => self.ask_draft(tx, &post, doer, moment),
        }
    }

    /// At its post, under its receipt; what a draft answered before it was filed is answered by what is left of it.
    fn ask_order(
        &self,
        tx: &mut dyn Writing,
        post: &PostCode,
        doer: &Doer<'_>,
        moment: &mut Moment<'_>,
    ) -> Told<Result<Answered, Unanswered>> {
        if let Some(answer) = self.answered_before(tx, doer)? {
            return Ok(answer);
        }
        let policy = self.settings(tx, post)?;
        let kept: Option<Kept<Order>> = kept::of_post(tx, post, &order_key(doer.no))?;
        let Some(order) = kept.map(|kept| kept.value) else {
            return Ok(Err(Unanswered::NotHere));
        };
        let command = command(doer, &order, &policy, moment.now);
        let actor = Actor::Applicant {
            account: doer.account.clone(),
        };
        let subject = (post, doer.no);
        let answer = self.given(tx, subject, &actor, (&command, doer.digest), moment)?;
        Ok(match answer {
            Answer::Accepted { at, .. } => Ok(Answered::Done {
                no: doer.no.clone(),
                at,
            }),
            Answer::Refused {
                why: Why::Order { refusal },
            } => Ok(refused(refusal, &self.own(tx, doer.account)?)),
            Answer::Refused { .. } => Err(Unanswered::NotHere),
            Answer::NotTaken {
                why: NotTaken::IdTaken,
            } => Err(Unanswered::IdTaken),
            Answer::NotTaken { .. } | Answer::Later { .. } => Err(Unanswered::Later),
        })
    }

    /// Numbers of the account's own.
    fn own(
        &self,
        tx: &mut (impl Reading + ?Sized),
        account: &AccountId,
    ) -> Told<BTreeSet<OrderNo>> {
        let filed = self.filed(tx, account)?;
        Ok(filed.into_iter().map(|order| order.no).collect())
    }

    fn ask_draft(
        &self,
        tx: &mut dyn Writing,
        post: &PostCode,
        doer: &Doer<'_>,
        moment: &mut Moment<'_>,
    ) -> Told<Result<Answered, Unanswered>> {
        let submits = |action: &Action| *action == Action::Submit;
        let files = matches!(&doer.doing, Doing::Action(action) if submits(action));
        // Filing writes to the post: its head comes first.
        let head = if files { tx.lock_head(post)? } else { None };
        let Some(keys) = self.locked_for(tx, doer, files)? else {
            return Ok(Err(Unanswered::NotHere));
        };
        tx.lock_realm(&keys)?;
        let Some(kept) = draft::of(tx, (doer.account, doer.no))? else {
            return Ok(Err(Unanswered::NotHere));
        };
        let Kept { version, value } = kept;
        if let Some(answer) = known(&value, doer) {
            return Ok(answer);
        }
        // Filed, or about somebody else, since it was looked at: what is to be locked is another thing.
        if value.open.is_none() || self.locked_for(tx, doer, files)?.as_ref() != Some(&keys) {
            return Ok(Err(Unanswered::Later));
        }
        if !files && !value.has_room()? {
            return Ok(Err(Unanswered::Full));
        }
        let policy = self.settings(tx, post)?;
        let (mut draft, told) = self.decide_draft(tx, value, doer, &policy, moment.now)?;
        if let (Some(head), Answered::Done { .. }) = (head, &told)
            && let Some(open) = draft.open.take()
        {
            let id = named(doer.account, doer.id);
            let by = Actor::Applicant {
                account: doer.account.clone(),
            }
            .by();
            let mut line = Line::next(post, head, "order_filed", by, moment).by_command(id, None);
            put_new(
                tx,
                &mut line,
                &self.lookup,
                &policy,
                &open.order,
                &open.events,
            )?;
            filed_now(tx, doer, line, moment)?;
        }
        let given = Given {
            digest: doer.digest,
            told: told.clone(),
        };
        draft.answers.insert(named(doer.account, doer.id), given);
        kept::put_realm(tx, draft::key(doer.no), Some(version), &draft)?;
        Ok(Ok(told))
    }

    /// Everything of the realm a command on a draft touches.
    fn locked_for(
        &self,
        tx: &mut (impl Reading + ?Sized),
        doer: &Doer<'_>,
        files: bool,
    ) -> Told<Option<BTreeSet<DocKey>>> {
        let kept = draft::of(tx, (doer.account, doer.no))?;
        let Some(draft) = kept.map(|kept| kept.value) else {
            return Ok(None);
        };
        let mut keys = BTreeSet::from([account::key(doer.account), draft::key(doer.no)]);
        if let Some(open) = draft.open.as_ref().filter(|_| files) {
            keys.extend(subjects::locked_for(
                &self.lookup,
                &open.order,
                &Action::Submit,
            ));
        }
        Ok(Some(keys))
    }

    fn decide_draft(
        &self,
        tx: &mut dyn Writing,
        mut draft: Draft,
        doer: &Doer<'_>,
        policy: &PostPolicy,
        now: Instant,
    ) -> Told<(Draft, Answered)> {
        let gone = || StoreFault::damaged("a draft without an order");
        let mut open = draft.open.take().ok_or_else(gone)?;
        let actor = Actor::Applicant {
            account: doer.account.clone(),
        };
        let giver = Giver {
            actor: &actor,
            policy,
        };
        let command = command(doer, &open.order, policy, now);
        let facts = subjects::gather(tx, &self.lookup, &open.order, &command.action, giver, now)?;
        let ctx = Context {
            actor: &actor,
            policy,
            now,
            facts: &facts,
        };
        let told = match decide(&open.order, &command, &ctx) {
            Ok(events) => {
                for event in &events {
                    evolve_in_place(&mut open.order, event);
                }
                open.events.extend(events);
                draft.until = now.plus_days(draft::LAPSES_DAYS);
                let no = doer.no.clone();
                Answered::Done { no, at: now }
            }
            Err(refusal) => refused(refusal, &self.own(tx, doer.account)?),
        };
        draft.open = Some(open);
        Ok((draft, told))
    }
}

/// Writes the line of an order that is filed, with everything that made it what it is.
fn filed_now(
    tx: &mut dyn Writing,
    doer: &Doer<'_>,
    line: Line<'_>,
    moment: &mut Moment<'_>,
) -> Told<()> {
    let post = line.post().clone();
    let (header, versions) = line.write(tx, None, moment)?;
    let answer = Answer::Accepted {
        epoch: header.epoch,
        seq: header.seq,
        at: header.at,
        versions,
    };
    let receipt = Receipt {
        command: named(doer.account, doer.id),
        digest: doer.digest,
        answer: kept::body(&answer)?,
    };
    tx.keep_receipt(&post, &receipt)?;
    account::change(tx, doer.account, |account| {
        account.drafts.remove(doer.no);
    })
    .map(drop)
}

fn known(draft: &Draft, doer: &Doer<'_>) -> Option<Result<Answered, Unanswered>> {
    let given = draft.answers.get(&named(doer.account, doer.id))?;
    let same = given.digest == doer.digest;
    Some(same.then(|| given.told.clone()).ok_or(Unanswered::IdTaken))
}
