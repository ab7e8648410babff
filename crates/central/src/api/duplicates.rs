//! Asking who may be the same person.

use super::Desk;
use super::problem::{Code, Fault, Place};
use axum::extract::State;
use axum::{Extension, Json};
use lingshi_registry::identity::Whose;
use lingshi_rules::values::OrderNo;
use lingshi_wire::api::Problem;
use lingshi_wire::duplicates::Duplicates;
use std::sync::Arc;

/// Who else may be the person of an order, at any post; another post's order is told by its end alone.
#[utoipa::path(get, path = "/v1/posts/{post}/orders/{no}/duplicates", tag = "sync", security(("token" = [])),
    params(("post" = String, Path, description = "The post's code"), ("no" = String, Path, description = "The order's number")), responses(
    (status = 200, description = "Hits, the surest first", body = Object),
    (status = 401, description = "Sign in first", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "No longer here", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "No such order for this officer", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn duplicates(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
    Place(place): Place<(String, String)>,
) -> Result<Json<Duplicates>, Fault> {
    let not_here = || Fault::new(Code::NotHere);
    let no: OrderNo = serde_json::from_value(place.1.into()).map_err(|_| not_here())?;
    let registry = Arc::clone(&desk.office.registry);
    let now = desk.office.now();
    let found = desk
        .office
        .read(move |tx| registry.duplicates(tx, (&whose.post, &no), now));
    found.await?.map(Json).ok_or_else(not_here)
}
