//! Sheets a desk needs beside orders and settings, sent again only when they changed.

use super::Desk;
use super::named::Named;
use super::problem::{Code, Fault};
use super::ranges::is_known;
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use lingshi_registry::identity::Whose;
use lingshi_registry::reference::{sheet, sheets};
use lingshi_wire::Sha;
use lingshi_wire::api::Problem;
use lingshi_wire::reference::{References, SheetName};
use sha2::{Digest, Sha256};

/// Whole with its strong tag, or nothing to whoever has it already.
fn tagged(headers: &HeaderMap, bytes: Vec<u8>, digest: &Sha) -> Response {
    let tag = format!("\"{digest}\"");
    if is_known(headers, &tag) {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response();
    }
    let told = [
        (header::ETAG, tag),
        (header::CONTENT_TYPE, "application/json".to_owned()),
    ];
    (told, bytes).into_response()
}

/// Which sheets there are for a desk of this post.
#[utoipa::path(get, path = "/v1/posts/{post}/reference", tag = "reference", security(("token" = [])),
    params(
        ("post" = String, Path, description = "The post's code"),
        ("if-none-match" = Option<String>, Header, description = "The tag of the list that is known"),
    ), responses(
    (status = 200, description = "Each with its version and tag; ETag is the list's", body = References),
    (status = 304, description = "It is the list that is known"),
    (status = 401, description = "Sign in first", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "No longer here", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "No such post for this officer", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn references(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let kept = desk.office.read(move |tx| sheets(tx, &whose.post)).await?;
    let listed = kept.iter().map(|kept| kept.value.listed(kept.version));
    let sheets = listed.collect();
    let bytes = serde_json::to_vec(&References { sheets }).map_err(|_| Fault::new(Code::Broken))?;
    let digest = Sha::of_kept(&Sha256::digest(&bytes)).ok_or(Fault::new(Code::Broken))?;
    Ok(tagged(&headers, bytes, &digest))
}

/// One sheet.
#[utoipa::path(get, path = "/v1/posts/{post}/reference/{sheet}", tag = "reference", security(("token" = [])),
    params(
        ("post" = String, Path, description = "The post's code"),
        ("sheet" = String, Path, description = "posts, authorities or phrases"),
        ("if-none-match" = Option<String>, Header, description = "The tag of the sheet that is known"),
    ), responses(
    (status = 200, description = "The sheet; ETag is the SHA-256 of exactly these bytes", body = Object),
    (status = 304, description = "It is the sheet that is known"),
    (status = 401, description = "Sign in first", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "No longer here", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "No such sheet for this officer", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn reference(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
    Named(name): Named,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let not_here = || Fault::new(Code::NotHere);
    let name: SheetName = name.parse().map_err(|_| not_here())?;
    let read = desk.office.read(move |tx| sheet(tx, &whose.post, name));
    let (bytes, digest) = read.await?.ok_or_else(not_here)?.value.sent();
    Ok(tagged(&headers, bytes, &digest))
}
