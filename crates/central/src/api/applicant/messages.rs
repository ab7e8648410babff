//! What an applicant was told.

use super::super::Desk;
use super::super::problem::{Code, Fault, Place, Read};
use super::number;
use axum::extract::State;
use axum::http::StatusCode;
use axum::{Extension, Json};
use lingshi_registry::applicant::Whose;
use lingshi_wire::applicant::message::{Messages, ReadSoFar};
use std::sync::Arc;

/// The messages of an order. Handed out the first time, a message is put into the account's language, and stays so.
#[utoipa::path(get, path = "/v1/applicant/orders/{no}/messages", tag = "applicant: orders", security(("token" = [])),
    params(("no" = String, Path, description = "The order's number")), responses(
    (status = 200, body = Messages),
))]
pub(in super::super) async fn all(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
    Place(no): Place<String>,
) -> Result<Json<Messages>, Fault> {
    let (registry, no) = (Arc::clone(&desk.office.registry), number(&no)?);
    let handed = desk.office.write(move |tx, moment| {
        let of = (&whose.account, &no);
        registry.messages(tx, of, whose.language, moment.now)
    });
    handed.await?.map(Json).ok_or(Fault::new(Code::NotHere))
}

/// Say that messages were read.
#[utoipa::path(post, path = "/v1/applicant/orders/{no}/messages/read", tag = "applicant: orders", security(("token" = [])),
    params(("no" = String, Path, description = "The order's number")),
    request_body = ReadSoFar, responses((status = 204, description = "Noted")))]
pub(in super::super) async fn read(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
    Place(no): Place<String>,
    Read(so_far): Read<ReadSoFar>,
) -> Result<StatusCode, Fault> {
    let (registry, no) = (Arc::clone(&desk.office.registry), number(&no)?);
    let noted = desk.office.write(move |tx, moment| {
        let of = (&whose.account, &no);
        registry.messages_read(tx, of, so_far.through, moment.now)
    });
    let noted = noted.await?;
    noted
        .map(|()| StatusCode::NO_CONTENT)
        .ok_or(Fault::new(Code::NotHere))
}
