//! Files of an account's own drafts and orders: brought in pieces, and read by the name they have in the order.

use super::super::Desk;
use super::super::blobs::send_blob;
use super::super::problem::{Code, Fault, Place, Read};
use super::super::uploads::{add_as, begin_as, give_up_as, how_far_as};
use super::number;
use crate::blobs::Mine;
use axum::Extension;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::Response;
use lingshi_registry::applicant::Whose;
use lingshi_rules::ids::{FileId, PostCode};
use lingshi_wire::api::Problem;
use lingshi_wire::blobs::{NewUpload, Upload};
use std::sync::Arc;

/// The post of an order of this account.
async fn post_of(desk: &Desk, whose: &Whose, no: &str) -> Result<PostCode, Fault> {
    let (registry, of, no) = (
        Arc::clone(&desk.office.registry),
        whose.account.clone(),
        number(no)?,
    );
    let read = desk.office.read(move |tx| registry.post_of(tx, (&of, &no)));
    read.await?.ok_or(Fault::new(Code::NotHere))
}

async fn mine(desk: &Desk, whose: &Whose, no: &str) -> Result<Mine, Fault> {
    let post = post_of(desk, whose, no).await?;
    Ok(Mine::of_applicant(post, whose.account.clone()))
}

/// Begin to upload a file for a draft or an order, or take up an upload of the same file.
#[utoipa::path(post, path = "/v1/applicant/orders/{no}/uploads", tag = "applicant: files", security(("token" = [])),
    params(("no" = String, Path, description = "The order's number")),
    request_body = NewUpload, responses(
    (status = 200, description = "It is there, or the upload is open already", body = Upload),
    (status = 201, description = "To be sent to Location", body = Upload),
    (status = 413, description = "Larger than 20 MiB", body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "Of a type that is not taken", body = Problem, content_type = "application/problem+json"),
    (status = 423, description = "It is open already, and somebody works on it", body = Problem, content_type = "application/problem+json"),
))]
pub(in super::super) async fn begin(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
    Place(no): Place<String>,
    Read(new): Read<NewUpload>,
) -> Result<Response, Fault> {
    let mine = mine(&desk, &whose, &no).await?;
    let place = format!("/v1/applicant/orders/{no}/uploads");
    begin_as(&desk, mine, new, &place).await
}

/// How far an upload is.
#[utoipa::path(head, path = "/v1/applicant/orders/{no}/uploads/{id}", tag = "applicant: files", security(("token" = [])),
    params(("no" = String, Path, description = "The order's number"), ("id" = String, Path, description = "The upload")), responses(
    (status = 200, description = "Upload-Offset and Upload-Length say how far it is"),
    (status = 401, description = "Sign in first"),
    (status = 404, description = "No such upload of this account"),
    (status = 423, description = "Somebody works on it"),
    (status = 503, description = "Come again"),
))]
pub(in super::super) async fn how_far(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
    Place((no, id)): Place<(String, String)>,
) -> Result<Response, Fault> {
    let mine = mine(&desk, &whose, &no).await?;
    how_far_as(&desk, mine, id).await
}

/// Add a piece at the offset. After the last one the file is looked at, and kept.
#[utoipa::path(patch, path = "/v1/applicant/orders/{no}/uploads/{id}", tag = "applicant: files", security(("token" = [])),
    params(
        ("no" = String, Path, description = "The order's number"),
        ("id" = String, Path, description = "The upload"),
        ("upload-offset" = u64, Header, description = "Where the piece belongs: what is in so far"),
    ),
    request_body(content = super::super::docs::Bytes, content_type = "application/offset+octet-stream", description = "1 MiB at most"), responses(
    (status = 204, description = "Upload-Offset says how far it is; at the end it is kept"),
    (status = 408, description = "Nothing came for too long; what came is in", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "Upload-Offset says how far it is instead", body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "Not what was said; the upload is gone", body = Problem, content_type = "application/problem+json"),
    (status = 423, description = "Somebody works on it", body = Problem, content_type = "application/problem+json"),
))]
pub(in super::super) async fn add(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
    Place((no, id)): Place<(String, String)>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Fault> {
    let mine = mine(&desk, &whose, &no).await?;
    add_as(&desk, mine, id, (&headers, body)).await
}

/// Give an upload up.
#[utoipa::path(delete, path = "/v1/applicant/orders/{no}/uploads/{id}", tag = "applicant: files", security(("token" = [])),
    params(("no" = String, Path, description = "The order's number"), ("id" = String, Path, description = "The upload")), responses(
    (status = 204, description = "It is gone"),
    (status = 423, description = "Somebody works on it", body = Problem, content_type = "application/problem+json"),
))]
pub(in super::super) async fn give_up(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
    Place((no, id)): Place<(String, String)>,
) -> Result<StatusCode, Fault> {
    let mine = mine(&desk, &whose, &no).await?;
    give_up_as(&desk, mine, id).await
}

/// A file the applicant uploaded, whole or in part.
#[utoipa::path(get, path = "/v1/applicant/orders/{no}/files/{file}", tag = "applicant: files", security(("token" = [])),
    params(
        ("no" = String, Path, description = "The order's number"),
        ("file" = String, Path, description = "The file's name in the order"),
        ("range" = Option<String>, Header, description = "One range of bytes"),
        ("if-range" = Option<String>, Header, description = "The tag of what the range is of"),
        ("if-none-match" = Option<String>, Header, description = "Tags that are known"),
    ), responses(
    (status = 200, description = "All of it", body = super::super::docs::Bytes, content_type = "application/octet-stream"),
    (status = 206, description = "The part that was asked", body = super::super::docs::Bytes, content_type = "application/octet-stream"),
    (status = 304, description = "It is known"),
    (status = 416, description = "The range lies beyond its end", body = Problem, content_type = "application/problem+json"),
))]
pub(in super::super) async fn file(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
    Place((no, file)): Place<(String, String)>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let (registry, of) = (Arc::clone(&desk.office.registry), whose.account);
    let (no, file) = (number(&no)?, FileId::new(file));
    let read = desk
        .office
        .read(move |tx| registry.my_file(tx, (&of, &no), &file));
    let (post, sha256) = read.await?.ok_or(Fault::new(Code::NotHere))?;
    send_blob(&desk, (&post, &sha256), &method, &headers).await
}

/// What a file is, without the file.
#[utoipa::path(head, path = "/v1/applicant/orders/{no}/files/{file}", tag = "applicant: files", security(("token" = [])),
    params(
        ("no" = String, Path, description = "The order's number"),
        ("file" = String, Path, description = "The file's name in the order"),
        ("if-none-match" = Option<String>, Header, description = "Tags that are known"),
    ), responses(
    (status = 200, description = "Its length, type and tag"),
    (status = 304, description = "It is known"),
    (status = 401, description = "Sign in first"),
    (status = 404, description = "No such file of this account"),
    (status = 503, description = "Come again"),
))]
pub(in super::super) async fn file_head(
    desk: State<Desk>,
    whose: Extension<Whose>,
    place: Place<(String, String)>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    file(desk, whose, place, method, headers).await
}
