//! Asking how far a post has come, in words the server cannot take back.

use super::Desk;
use super::problem::{Code, Fault};
use axum::extract::State;
use axum::{Extension, Json};
use lingshi_registry::identity::Whose;
use lingshi_wire::SignedHead;
use lingshi_wire::api::Problem;

/// The last line of a post's log, signed by the server: to be remembered, and held against later ones.
#[utoipa::path(get, path = "/v1/posts/{post}/head", tag = "sync", security(("token" = [])),
    params(("post" = String, Path, description = "The post's code")), responses(
    (status = 200, body = SignedHead),
    (status = 401, description = "Sign in first", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "No longer here", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "No such post for this officer", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn head(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
) -> Result<Json<SignedHead>, Fault> {
    let post = whose.post.clone();
    let head = desk.office.read(move |tx| tx.head(&post)).await?;
    let head = head.ok_or(Fault::new(Code::NotHere))?;
    Ok(Json(desk.office.signed(&whose.post, &head)))
}
