//! The account of whoever is signed in.

use super::super::Desk;
use super::super::problem::{Code, Fault, Read};
use axum::extract::State;
use axum::http::StatusCode;
use axum::{Extension, Json};
use lingshi_registry::applicant::{self, Deleted, Whose, account, delete_account, set_language};
use lingshi_wire::api::Problem;
use lingshi_wire::applicant::account::{MyAccount, Wishes};
use std::sync::Arc;

async fn shown(desk: &Desk, whose: &Whose) -> Result<Json<MyAccount>, Fault> {
    let of = whose.account.clone();
    let kept = desk.office.read(move |tx| account(tx, &of)).await?;
    let kept = kept.ok_or(Fault::new(Code::SignInNeeded))?.value;
    Ok(Json(MyAccount {
        account: whose.account.clone(),
        contact: kept.contact.masked(),
        language: kept.language,
        since: kept.since,
    }))
}

/// Whose account it is, as far as its owner needs to know it again.
#[utoipa::path(get, path = "/v1/applicant/account", tag = "applicant: account", security(("token" = [])), responses(
    (status = 200, body = MyAccount),
))]
pub(in super::super) async fn mine(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
) -> Result<Json<MyAccount>, Fault> {
    shown(&desk, &whose).await
}

/// Say in which language one is written to from now on; what was handed out stays as it read.
#[utoipa::path(patch, path = "/v1/applicant/account", tag = "applicant: account", security(("token" = [])),
    request_body = Wishes, responses((status = 200, body = MyAccount)))]
pub(in super::super) async fn change(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
    Read(wishes): Read<Wishes>,
) -> Result<Json<MyAccount>, Fault> {
    let of = whose.account.clone();
    let set = desk
        .office
        .write(move |tx, _| set_language(tx, &of, wishes.language));
    set.await?;
    shown(&desk, &whose).await
}

/// End the account: its owner, its persons and its drafts are forgotten. Not while an order is open.
#[utoipa::path(delete, path = "/v1/applicant/account", tag = "applicant: account", security(("token" = [])), responses(
    (status = 204, description = "It is gone"),
    (status = 409, description = "An order has not ended", body = Problem, content_type = "application/problem+json"),
))]
pub(in super::super) async fn end(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
) -> Result<StatusCode, Fault> {
    let (registry, of) = (Arc::clone(&desk.office.registry), whose.account);
    let ended = desk
        .office
        .write(move |tx, _| delete_account(&registry, tx, &of));
    match ended.await? {
        Deleted::Gone => Ok(StatusCode::NO_CONTENT),
        Deleted::OrdersOpen => Err(Fault::new(Code::StillOpen)),
    }
}

/// Sign out on this telephone.
#[utoipa::path(delete, path = "/v1/applicant/sessions/current", tag = "applicant: account", security(("token" = [])), responses(
    (status = 204, description = "Signed out"),
))]
pub(in super::super) async fn sign_out(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
) -> Result<StatusCode, Fault> {
    let closed = desk.office.write(move |tx, _| applicant::close(tx, &whose));
    closed.await?;
    Ok(StatusCode::NO_CONTENT)
}
