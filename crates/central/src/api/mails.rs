//! E-mails that were sent as supplements: the tray of a post, and what came with each.
//!
//! A desk pulls mails with its changes like anything else; here is the list for whoever has no copy, and the files.

use super::Desk;
use super::blobs::send_unseen;
use super::problem::{Code, Fault};
use super::reading::{Asked, Place};
use axum::extract::State;
use axum::http::{HeaderMap, Method};
use axum::response::Response;
use axum::{Extension, Json};
use lingshi_registry::identity::Whose;
use lingshi_registry::mail::Wanted;
use lingshi_rules::people::Actor;
use lingshi_rules::supplement_mail::tray::may_read;
use lingshi_wire::api::Problem;
use lingshi_wire::mail::{MailId, MailItem, Mails};
use serde::Deserialize;
use std::sync::Arc;

/// Which mails.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Which {
    /// Those that were settled as well.
    #[serde(default)]
    settled: bool,
}

/// The mails of a post, the newest first: those that wait, or those that were settled as well.
#[utoipa::path(get, path = "/v1/posts/{post}/mails", tag = "mails", security(("token" = [])),
    params(
        ("post" = String, Path, description = "The post's code"),
        ("settled" = Option<bool>, Query, description = "Those that were settled as well"),
    ), responses(
    (status = 200, description = "Each with what it was taken for, and why", body = Object),
    (status = 400, description = "Cannot be read", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "Sign in first", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "No longer here", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "No such post for this officer", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn mails(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
    Asked(which): Asked<Which>,
) -> Result<Json<Mails>, Fault> {
    let registry = Arc::clone(&desk.office.registry);
    let now = crate::world::now();
    let wanted = if which.settled {
        Wanted::All
    } else {
        Wanted::Waiting
    };
    let read = desk
        .office
        .read(move |tx| registry.mails(tx, Some(&whose.post), wanted, now));
    Ok(Json(read.await?))
}

/// A mail of a post.
#[utoipa::path(get, path = "/v1/posts/{post}/mails/{mail}", tag = "mails", security(("token" = [])),
    params(("post" = String, Path, description = "The post's code"), ("mail" = String, Path, description = "The mail's name")), responses(
    (status = 200, description = "What it was taken for, and why", body = Object),
    (status = 401, description = "Sign in first", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "No longer here", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "No such mail for this officer", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn mail(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
    Place(place): Place<(String, String)>,
) -> Result<Json<MailItem>, Fault> {
    let registry = Arc::clone(&desk.office.registry);
    let id = MailId::new(place.1);
    let read = desk
        .office
        .read(move |tx| registry.mail(tx, Some(&whose.post), &id));
    read.await?.map(Json).ok_or(Fault::new(Code::NotHere))
}

/// What came with a mail, whole or in part; for those who review.
#[utoipa::path(get, path = "/v1/posts/{post}/mails/{mail}/enclosures/{number}", tag = "mails", security(("token" = [])),
    params(
        ("post" = String, Path, description = "The post's code"),
        ("mail" = String, Path, description = "The mail's name"),
        ("number" = u32, Path, description = "Which, counted from zero"),
        ("range" = Option<String>, Header, description = "One range of bytes"),
        ("if-range" = Option<String>, Header, description = "The tag of what the range is of"),
        ("if-none-match" = Option<String>, Header, description = "Tags that are known"),
    ), responses(
    (status = 200, description = "All of it; the tag is its digest", body = super::docs::Bytes, content_type = "application/octet-stream"),
    (status = 206, description = "The part that was asked", body = super::docs::Bytes, content_type = "application/octet-stream"),
    (status = 304, description = "It is known"),
    (status = 401, description = "Sign in first", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "Not for this officer", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "No such enclosure for this officer", body = Problem, content_type = "application/problem+json"),
    (status = 416, description = "The range lies beyond its end", body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "Come again", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn enclosure(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
    Place(place): Place<(String, String, u32)>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let post = whose.post.clone();
    let reader = Actor::Officer {
        id: whose.officer,
        post: whose.post,
        roles: whose.roles,
    };
    if !may_read(&reader) {
        return Err(Fault::new(Code::NotYours));
    }
    let (registry, at) = (Arc::clone(&desk.office.registry), post.clone());
    let (_, id, number) = place;
    let id = MailId::new(id);
    let read = desk
        .office
        .read(move |tx| registry.enclosure(tx, &at, (&id, number)));
    let sha256 = read.await?.ok_or(Fault::new(Code::NotHere))?;
    send_unseen(&desk, (&post, &sha256), &method, &headers).await
}
