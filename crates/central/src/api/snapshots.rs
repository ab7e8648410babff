//! Beginning anew: everything of a post as of one line.

use super::Desk;
use super::named::Named;
use super::problem::{Code, Fault};
use super::ranges::{Thing, send};
use axum::extract::State;
use axum::http::{HeaderMap, Method};
use axum::response::Response;
use axum::{Extension, Json};
use lingshi_registry::identity::Whose;
use lingshi_wire::Sha;
use lingshi_wire::api::Problem;
use lingshi_wire::snapshot::Snapshot;
use std::time::Duration;

/// A new one is waited for so long; it is made all the same.
const WAITING: Duration = Duration::from_secs(20);
/// The type of the file.
const MIME: &str = "application/vnd.lingshi.snapshot";

/// Of what the snapshot is that a desk should begin with; one is made if none is fresh.
#[utoipa::path(get, path = "/v1/posts/{post}/snapshot", tag = "sync", security(("token" = [])),
    params(("post" = String, Path, description = "The post's code")), responses(
    (status = 200, body = Snapshot),
    (status = 401, description = "Sign in first", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "No longer here", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "No such post for this officer", body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "It is being made: come again", body = Problem, content_type = "application/problem+json"),
    (status = 507, description = "No room left", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn newest(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
) -> Result<Json<Snapshot>, Fault> {
    let waited = async move { desk.snapshots.fresh(&desk.office, &whose.post).await };
    match tokio::time::timeout(WAITING, tokio::spawn(waited)).await {
        Ok(made) => Ok(Json(made.map_err(|_| Fault::new(Code::Broken))??)),
        Err(_) => Err(Fault::new(Code::Later).again_in(5)),
    }
}

/// A snapshot, whole or in part.
#[utoipa::path(get, path = "/v1/posts/{post}/snapshots/{name}", tag = "sync", security(("token" = [])),
    params(
        ("post" = String, Path, description = "The post's code"),
        ("name" = String, Path, description = "Its SHA-256, in hex"),
        ("range" = Option<String>, Header, description = "One range of bytes"),
        ("if-range" = Option<String>, Header, description = "The tag of what the range is of"),
        ("if-none-match" = Option<String>, Header, description = "Tags that are known"),
    ), responses(
    (status = 200, description = "All of it; the tag is its name", body = super::docs::Bytes, content_type = "application/vnd.lingshi.snapshot"),
    (status = 206, description = "The part that was asked", body = super::docs::Bytes, content_type = "application/vnd.lingshi.snapshot"),
    (status = 304, description = "It is known"),
    (status = 401, description = "Sign in first", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "No longer here", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "No such snapshot, or no longer", body = Problem, content_type = "application/problem+json"),
    (status = 416, description = "The range lies beyond its end", body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "Come again", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn snapshot(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
    Named(name): Named,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let name = Sha::parse(&name).ok_or(Fault::new(Code::NotHere))?;
    let store = &desk.snapshots.store;
    let path = crate::snapshots::path(&whose.post, &name);
    let told = store.told(&path).await?;
    let thing = Thing {
        store,
        path,
        digest: name.to_string(),
        bytes: told.bytes,
        mime: MIME,
    };
    send(thing, &method, &headers).await
}

/// What a snapshot is, without the snapshot.
#[utoipa::path(head, path = "/v1/posts/{post}/snapshots/{name}", tag = "sync", security(("token" = [])),
    params(
        ("post" = String, Path, description = "The post's code"),
        ("name" = String, Path, description = "Its SHA-256, in hex"),
        ("if-none-match" = Option<String>, Header, description = "Tags that are known"),
    ), responses(
    (status = 200, description = "Its length and tag"),
    (status = 304, description = "It is known"),
    (status = 401, description = "Sign in first"),
    (status = 403, description = "No longer here"),
    (status = 404, description = "No such snapshot, or no longer"),
    (status = 503, description = "Come again"),
))]
pub(super) async fn snapshot_head(
    desk: State<Desk>,
    whose: Extension<Whose>,
    name: Named,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    snapshot(desk, whose, name, method, headers).await
}
