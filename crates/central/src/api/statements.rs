//! Ending devices by two administrators, and telling a device that it was ended.

use super::Desk;
use super::named::Named;
use super::problem::{Code, Fault, Place, Read};
use axum::extract::State;
use axum::http::StatusCode;
use axum::{Extension, Json};
use lingshi_registry::Told;
use lingshi_registry::identity::Whose;
use lingshi_registry::people::NotStated;
use lingshi_rules::people::Role;
use lingshi_wire::KeyId;
use lingshi_wire::api::Problem;
use lingshi_wire::statement::{Ending, Endorsement, SignedStatement, Stated, Waiting};
use std::sync::Arc;

impl From<NotStated> for Fault {
    fn from(not: NotStated) -> Self {
        match not {
            NotStated::NotAnAdministrator => Self::new(Code::NotAnAdministrator),
            NotStated::NotHere => Self::new(Code::NotHere),
            NotStated::NotEffective(why) => Self::new(Code::BadStatement).saying(<&str>::from(why)),
            NotStated::AnotherWaits => Self::new(Code::AnotherWaits),
            NotStated::EndedAlready => Self::new(Code::EndedAlready),
            NotStated::NotYours => Self::new(Code::NotYours),
        }
    }
}

fn device(text: String) -> Result<KeyId, Fault> {
    serde_json::from_value(text.into()).map_err(|_| Fault::new(Code::NotHere))
}

/// What administrators do goes through the door of those who are one; what is theirs is looked at again within.
fn administrator(whose: &Whose) -> Result<(), Fault> {
    if whose.roles.contains(&Role::Admin) {
        Ok(())
    } else {
        Err(Fault::new(Code::NotAnAdministrator))
    }
}

/// Propose to end a device: a statement with one signature, by the device that is signed in.
#[utoipa::path(post, path = "/v1/posts/{post}/statements", tag = "devices", security(("token" = [])),
    params(("post" = String, Path, description = "The post's code")),
    request_body = SignedStatement, responses(
    (status = 201, description = "It waits for a second signature", body = Stated),
    (status = 400, description = "Cannot be read", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "Sign in first", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "Not an administrator, or no longer here", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "No such device at this post", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "Another waits, or the device has ended", body = Problem, content_type = "application/problem+json"),
    (status = 413, description = "Too large", body = Problem, content_type = "application/problem+json"),
    (status = 415, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "It would end nothing: the detail says why", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn propose(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
    Read(statement): Read<SignedStatement>,
) -> Result<(StatusCode, Json<Stated>), Fault> {
    administrator(&whose)?;
    let registry = Arc::clone(&desk.office.registry);
    let stated = desk
        .office
        .write(move |tx, moment| registry.propose_end(tx, &whose, &statement, moment));
    Ok((StatusCode::CREATED, Json(stated.await??)))
}

/// Confirm what another administrator proposed: the device ends at once.
#[utoipa::path(post, path = "/v1/posts/{post}/statements/{device}/signatures", tag = "devices", security(("token" = [])),
    params(("post" = String, Path, description = "The post's code"), ("device" = String, Path, description = "The device's key")),
    request_body = Endorsement, responses(
    (status = 200, description = "The device has ended", body = Stated),
    (status = 400, description = "Cannot be read", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "Sign in first", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "Not an administrator, one's own device, or no longer here", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "Nothing waits about this device", body = Problem, content_type = "application/problem+json"),
    (status = 413, description = "Too large", body = Problem, content_type = "application/problem+json"),
    (status = 415, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "It would end nothing: the detail says why", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn confirm(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
    Named(name): Named,
    Read(signature): Read<Endorsement>,
) -> Result<Json<Stated>, Fault> {
    administrator(&whose)?;
    let target = device(name)?;
    let registry = Arc::clone(&desk.office.registry);
    let stated = desk
        .office
        .write(move |tx, moment| registry.confirm_end(tx, (&whose, &target), &signature, moment));
    Ok(Json(stated.await??))
}

/// Withdraw what one proposed oneself.
#[utoipa::path(delete, path = "/v1/posts/{post}/statements/{device}", tag = "devices", security(("token" = [])),
    params(("post" = String, Path, description = "The post's code"), ("device" = String, Path, description = "The device's key")), responses(
    (status = 204, description = "It waits no longer"),
    (status = 401, description = "Sign in first", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "Not an administrator, another's proposal, or no longer here", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "Nothing waits about this device", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn withdraw(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
    Named(name): Named,
) -> Result<StatusCode, Fault> {
    administrator(&whose)?;
    let target = device(name)?;
    let registry = Arc::clone(&desk.office.registry);
    let withdrawn = desk
        .office
        .write(move |tx, moment| registry.withdraw_end(tx, (&whose, &target), moment));
    withdrawn.await??;
    Ok(StatusCode::NO_CONTENT)
}

/// What waits for a second administrator.
#[utoipa::path(get, path = "/v1/posts/{post}/statements", tag = "devices", security(("token" = [])),
    params(("post" = String, Path, description = "The post's code")), responses(
    (status = 200, body = Waiting),
    (status = 401, description = "Sign in first", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "Not an administrator, or no longer here", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "No such post for this officer", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn waiting(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
) -> Result<Json<Waiting>, Fault> {
    administrator(&whose)?;
    let registry = Arc::clone(&desk.office.registry);
    let now = desk.office.now();
    let read = desk
        .office
        .read(move |tx| registry.waiting_ends(tx, &whose.post, now));
    let statements = read.await?;
    Ok(Json(Waiting { statements }))
}

/// What ended a device, for the device, which is signed in nowhere any more. It is worth nothing to anybody
/// else, and of a device that was not ended nothing is told, not even that it is known.
#[utoipa::path(get, path = "/v1/devices/{key}/statement", tag = "devices",
    params(("key" = String, Path, description = "The device's key")), responses(
    (status = 200, description = "Two administrators have signed this", body = Ending),
    (status = 404, description = "No such device, or nothing has ended it", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn of_device(
    State(desk): State<Desk>,
    Place(key): Place<String>,
) -> Result<Json<Ending>, Fault> {
    let target = device(key)?;
    let registry = Arc::clone(&desk.office.registry);
    let read = desk.office.read(move |tx| registry.ending_of(tx, &target));
    let ending: Told<Option<Ending>> = read.await;
    ending?.map(Json).ok_or(Fault::new(Code::NotHere))
}
