//! An account's orders and drafts, and what is done to them.

use super::super::Desk;
use super::super::problem::{Code, Fault, Place, Read};
use super::{named, number};
use crate::blobs::{Bringer, name};
use axum::extract::State;
use axum::{Extension, Json};
use lingshi_ledger::Writing;
use lingshi_registry::Moment;
use lingshi_registry::applicant::{Doer, Doing, Whose};
use lingshi_rules::life::Action;
use lingshi_rules::order::files::{FileSource, OrderFile};
use lingshi_rules::values::OrderNo;
use lingshi_wire::Sha;
use lingshi_wire::api::Problem;
use lingshi_wire::applicant::asking::{Ask, Asking, NewFile, Told};
use lingshi_wire::applicant::order::{MyOrders, OrderSeen, Slip};
use lingshi_wire::blobs::mime_of;
use std::sync::Arc;

/// Everything the account has begun or filed, the newest first.
#[utoipa::path(get, path = "/v1/applicant/orders", tag = "applicant: orders", security(("token" = [])), responses(
    (status = 200, body = MyOrders),
))]
pub(in super::super) async fn all(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
) -> Result<Json<MyOrders>, Fault> {
    let registry = Arc::clone(&desk.office.registry);
    let read = desk
        .office
        .read(move |tx| registry.my_orders(tx, &whose.account));
    Ok(Json(read.await?))
}

/// One order or draft as its applicant sees it.
pub(super) async fn seen(desk: &Desk, whose: &Whose, no: &OrderNo) -> Result<OrderSeen, Fault> {
    let (registry, now) = (Arc::clone(&desk.office.registry), desk.office.now());
    let (of, no) = (whose.account.clone(), no.clone());
    let read = desk
        .office
        .read(move |tx| registry.my_order(tx, (&of, &no), now));
    read.await?.ok_or(Fault::new(Code::NotHere))
}

/// One order or draft: what was filed, where it stands, what is wanted, and what may be done.
#[utoipa::path(get, path = "/v1/applicant/orders/{no}", tag = "applicant: orders", security(("token" = [])),
    params(("no" = String, Path, description = "Its number")), responses(
    (status = 200, body = OrderSeen),
))]
pub(in super::super) async fn one(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
    Place(no): Place<String>,
) -> Result<Json<OrderSeen>, Fault> {
    seen(&desk, &whose, &number(&no)?).await.map(Json)
}

/// 取证单, once the order stands where it may be printed.
#[utoipa::path(get, path = "/v1/applicant/orders/{no}/slip", tag = "applicant: orders", security(("token" = [])),
    params(("no" = String, Path, description = "Its number")), responses(
    (status = 200, body = Slip),
))]
pub(in super::super) async fn slip(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
    Place(no): Place<String>,
) -> Result<Json<Slip>, Fault> {
    let (registry, now) = (Arc::clone(&desk.office.registry), desk.office.now());
    let no = number(&no)?;
    let read = desk
        .office
        .read(move |tx| registry.slip(tx, (&whose.account, &no), now));
    read.await?.map(Json).ok_or(Fault::new(Code::NotHere))
}

/// Do something to an order or a draft. The same again is answered the same.
#[utoipa::path(post, path = "/v1/applicant/orders/{no}/commands", tag = "applicant: orders", security(("token" = [])),
    params(("no" = String, Path, description = "Its number")),
    request_body = Asking, responses(
    (status = 200, description = "Done, or refused by the rules", body = Told),
    (status = 409, description = "The name belongs to another command, or the draft takes no more", body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "The file was not uploaded", body = Problem, content_type = "application/problem+json"),
))]
pub(in super::super) async fn command(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
    Place(no): Place<String>,
    Read(asking): Read<Asking>,
) -> Result<Json<Told>, Fault> {
    named(&asking.id)?;
    let no = number(&no)?;
    let said = serde_json::to_vec(&asking).map_err(|_| Fault::new(Code::Unreadable))?;
    let digest = Sha::of_parts("lingshi/asked/1", &[&said]);
    let Asking { id, seen, what } = asking;
    let doing = Doing::Action(Box::new(action(&desk, &whose, &no, what).await?));
    let registry = Arc::clone(&desk.office.registry);
    let write = move |tx: &mut dyn Writing, moment: &mut Moment<'_>| {
        let doer = Doer {
            account: &whose.account,
            no: &no,
            id: &id,
            digest,
            seen,
            doing: doing.clone(),
        };
        let told = registry.ask(tx, &doer, moment)?;
        let post = registry.post_of(tx, (&whose.account, &no))?;
        let told = match (told, &post) {
            (Ok(told), Some(post)) => Ok(registry.in_words(tx, (post, whose.language), told)?),
            (told, _) => told,
        };
        let head = post.map(|post| Ok((tx.head(&post)?, post))).transpose()?;
        Ok((told, head))
    };
    let (told, head) = desk.office.write(write).await?;
    if let Some((Some(head), post)) = head {
        desk.office.nudges.tell(&post, head.seq);
    }
    Ok(Json(told?))
}

/// As the rulebook calls it.
async fn action(desk: &Desk, whose: &Whose, no: &OrderNo, what: Ask) -> Result<Action, Fault> {
    Ok(match what {
        Ask::SaveDraft { form } => Action::SaveDraft { form },
        Ask::AddFile { file } => Action::AddFile {
            file: Box::new(kept(desk, whose, no, file).await?),
        },
        Ask::RemoveFile { file } => Action::RemoveFile { file },
        Ask::Submit {} => Action::Submit,
        Ask::ChoosePayment { mode } => Action::ChoosePayment { mode },
        Ask::FinishSupplement {} => Action::FinishSupplement,
        Ask::CorrectForm { form } => Action::CorrectForm { form },
        Ask::Cancel {} => Action::Cancel {
            written_request: None,
        },
        Ask::BookInterview { slot } => Action::BookInterview { slot },
        Ask::CancelBooking {} => Action::CancelBooking,
        Ask::DrawNumber {} => Action::DrawNumber,
        Ask::AnswerCall {} => Action::AnswerCall,
        Ask::BookVisit { at } => Action::BookVisit { at },
        Ask::CancelVisit {} => Action::CancelVisit,
    })
}

/// A file as it is kept: this account brought it to this post, and its type and length are looked at here.
async fn kept(desk: &Desk, whose: &Whose, no: &OrderNo, file: NewFile) -> Result<OrderFile, Fault> {
    let registry = Arc::clone(&desk.office.registry);
    let (of, no) = (whose.account.clone(), no.clone());
    let read = desk.office.read(move |tx| registry.post_of(tx, (&of, &no)));
    let post = read.await?.ok_or(Fault::new(Code::NotHere))?;
    let store = &desk.blobs.store;
    let who = Bringer::Applicant(whose.account.clone());
    let path = name(&post, &file.sha256);
    if !store.brought(&post, &who, &file.sha256).await? || !store.has(&path).await? {
        return Err(Fault::new(Code::WrongDigest).saying("Upload the file first."));
    }
    let told = store.told(&path).await?;
    let mime = mime_of(&told.first).unwrap_or("application/octet-stream");
    Ok(OrderFile {
        id: file.id,
        slot: file.slot,
        name: file.name,
        mime: mime.to_owned(),
        bytes: told.bytes,
        sha256: file.sha256.to_string(),
        source: FileSource::App,
        uploaded_at: desk.office.now(),
        judgement: None,
        replaced: false,
        extra: std::collections::BTreeMap::new(),
    })
}
