//! Reading files of orders.

use super::Desk;
use super::named::Named;
use super::problem::{Code, Fault};
use super::ranges::{Thing, send};
use crate::blobs::Trouble;
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, Method};
use axum::response::Response;
use lingshi_registry::identity::Whose;
use lingshi_rules::ids::PostCode;
use lingshi_wire::Sha;
use lingshi_wire::api::Problem;
use lingshi_wire::blobs::mime_of;

impl From<Trouble> for Fault {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::NotThere => Self::new(Code::NotHere),
            Trouble::Full => Self::new(Code::Full).again_in(60),
            Trouble::Away(detail) => {
                tracing::warn!(%detail, "the store of files could not");
                Self::new(Code::Later).again_in(5)
            }
        }
    }
}

/// A file of an order, whole or in part.
#[utoipa::path(get, path = "/v1/posts/{post}/blobs/{sha256}", tag = "files", security(("token" = [])),
    params(
        ("post" = String, Path, description = "The post's code"),
        ("sha256" = String, Path, description = "The file's SHA-256, in hex"),
        ("range" = Option<String>, Header, description = "One range of bytes"),
        ("if-range" = Option<String>, Header, description = "The tag of what the range is of"),
        ("if-none-match" = Option<String>, Header, description = "Tags that are known"),
    ), responses(
    (status = 200, description = "All of it; the tag is its digest", body = super::docs::Bytes, content_type = "application/octet-stream"),
    (status = 206, description = "The part that was asked", body = super::docs::Bytes, content_type = "application/octet-stream"),
    (status = 304, description = "It is known"),
    (status = 401, description = "Sign in first", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "No longer here", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "No order of this post names such a file", body = Problem, content_type = "application/problem+json"),
    (status = 416, description = "The range lies beyond its end", body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "Come again", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn blob(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
    Named(sha256): Named,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let sha256 = Sha::parse(&sha256).ok_or(Fault::new(Code::NotHere))?;
    let (registry, post) = (desk.office.registry.clone(), whose.post.clone());
    let read = desk
        .office
        .read(move |tx| registry.readable(tx, &post, &sha256));
    // What may not be read is not looked for: the answer is the same, and takes as long.
    if !read.await? {
        return Err(Fault::new(Code::NotHere));
    }
    send_blob(&desk, (&whose.post, &sha256), &method, &headers).await
}

/// Sends a file of a post to somebody who may read it, as what it begins like.
pub(super) async fn send_blob(
    desk: &Desk,
    file: (&PostCode, &Sha),
    method: &Method,
    headers: &HeaderMap,
) -> Result<Response, Fault> {
    send_as(desk, file, mime_of, (method, headers)).await
}

/// What nobody looked at is bytes, whatever it begins like: nothing opens it by itself.
pub(super) async fn send_unseen(
    desk: &Desk,
    file: (&PostCode, &Sha),
    method: &Method,
    headers: &HeaderMap,
) -> Result<Response, Fault> {
    send_as(desk, file, |_| None, (method, headers)).await
}

async fn send_as(
    desk: &Desk,
    (post, sha256): (&PostCode, &Sha),
    mime: impl Fn(&[u8]) -> Option<&'static str> + Send,
    (method, headers): (&Method, &HeaderMap),
) -> Result<Response, Fault> {
    let store = &desk.blobs.store;
    let path = crate::blobs::name(post, sha256);
    let told = store.told(&path).await?;
    let thing = Thing {
        store,
        path,
        digest: sha256.to_string(),
        bytes: told.bytes,
        mime: mime(&told.first).unwrap_or("application/octet-stream"),
    };
    send(thing, method, headers).await
}

/// What a file is, without the file.
#[utoipa::path(head, path = "/v1/posts/{post}/blobs/{sha256}", tag = "files", security(("token" = [])),
    params(
        ("post" = String, Path, description = "The post's code"),
        ("sha256" = String, Path, description = "The file's SHA-256, in hex"),
        ("if-none-match" = Option<String>, Header, description = "Tags that are known"),
    ), responses(
    (status = 200, description = "Its length, type and tag"),
    (status = 304, description = "It is known"),
    (status = 401, description = "Sign in first"),
    (status = 403, description = "No longer here"),
    (status = 404, description = "No order of this post names such a file"),
    (status = 503, description = "Come again"),
))]
pub(super) async fn blob_head(
    desk: State<Desk>,
    whose: Extension<Whose>,
    name: Named,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    blob(desk, whose, name, method, headers).await
}
