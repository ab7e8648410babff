//! Uploading files of orders, in pieces.

use super::Desk;
use super::named::Named;
use super::problem::{Code, Fault, Read};
use crate::blobs::{Bringer, Card, Mine, NotOpen, Part, Spool, name};
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use lingshi_registry::identity::Whose;
use lingshi_wire::api::Problem;
use lingshi_wire::blobs::{
    LARGEST_BLOB, LARGEST_PIECE, LENGTH, NewUpload, OFFSET, PIECE, TAKEN, Upload,
};
use std::io;

mod piece;

fn mine(whose: &Whose) -> Mine {
    Mine::of_officer(whose.post.clone(), whose.officer.clone(), &whose.device)
}

impl From<NotOpen> for Fault {
    fn from(not_open: NotOpen) -> Self {
        match not_open {
            NotOpen::Unknown => Self::new(Code::NotHere),
            NotOpen::Busy => Self::new(Code::UploadBusy).again_in(1),
            NotOpen::TooMany => Self::new(Code::TooManyUploads).again_in(10),
            NotOpen::Disk(fault) => Self::from(crate::blobs::Trouble::of_disk(&fault)),
        }
    }
}

/// Does what waits for a disk where nobody else waits.
async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, NotOpen> + Send + 'static,
) -> Result<T, Fault> {
    let done = tokio::task::spawn_blocking(work).await;
    Ok(done.map_err(|_| Fault::new(Code::Broken))??)
}

fn at(offset: u64) -> [(HeaderName, String); 1] {
    [(HeaderName::from_static(OFFSET), offset.to_string())]
}

/// Whether it is there already. That is told to whoever may read it or has brought it, and to nobody else.
async fn is_there(desk: &Desk, mine: &Mine, new: &NewUpload) -> Result<bool, Fault> {
    let store = &desk.blobs.store;
    let file = name(&mine.post, &new.sha256);
    if let Bringer::Officer(_) = mine.who {
        let (registry, post) = (desk.office.registry.clone(), mine.post.clone());
        let sha256 = new.sha256;
        let read = desk
            .office
            .read(move |tx| registry.readable(tx, &post, &sha256));
        if read.await? {
            return Ok(store.has(&file).await?);
        }
    }
    // Nothing names it: it may be taken away some day, and the command that will name it is still to come. So it
    // is sent again unless it is young; that makes it young.
    let brought = store.brought(&mine.post, &mine.who, &new.sha256);
    Ok(brought.await? && store.has_fresh(&file).await?)
}

/// Begin to upload a file, or take up an upload of the same file.
#[utoipa::path(post, path = "/v1/posts/{post}/uploads", tag = "files", security(("token" = [])),
    params(("post" = String, Path, description = "The post's code")),
    request_body = NewUpload, responses(
    (status = 200, description = "It is there, or the upload is open already", body = Upload),
    (status = 201, description = "To be sent to Location", body = Upload),
    (status = 400, description = "Cannot be read", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "Sign in first", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "No longer here", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "No such post for this officer", body = Problem, content_type = "application/problem+json"),
    (status = 413, description = "Larger than 20 MiB", body = Problem, content_type = "application/problem+json"),
    (status = 415, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "Of a type that is not taken", body = Problem, content_type = "application/problem+json"),
    (status = 423, description = "It is open already, and somebody works on it", body = Problem, content_type = "application/problem+json"),
    (status = 429, description = "Too many open, or too often", body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "Come again", body = Problem, content_type = "application/problem+json"),
    (status = 507, description = "No room left", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn begin(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
    Read(new): Read<NewUpload>,
) -> Result<Response, Fault> {
    let place = format!("/v1/posts/{}/uploads", whose.post);
    begin_as(&desk, mine(&whose), new, &place).await
}

/// Begins an upload for whoever it is.
pub(super) async fn begin_as(
    desk: &Desk,
    mine: Mine,
    new: NewUpload,
    place: &str,
) -> Result<Response, Fault> {
    if new.bytes > LARGEST_BLOB {
        return Err(Fault::new(Code::TooLarge).saying("A file has 20 MiB at most."));
    }
    if new.bytes == 0 || !TAKEN.contains(&new.mime.as_str()) {
        return Err(Fault::new(Code::WrongKind));
    }
    if is_there(desk, &mine, &new).await? {
        return Ok(Json(Upload::There).into_response());
    }
    let now = desk.office.now();
    let card = Card {
        post: mine.post.clone(),
        who: mine.who.clone(),
        sha256: new.sha256,
        bytes: new.bytes,
        mime: new.mime,
        until: Spool::until(now),
    };
    let blobs = desk.blobs.clone();
    let (part, is_new) = aside(move || blobs.spool.begin(&mine, card, now)).await?;
    let status = if is_new {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    let place = format!("{place}/{}", part.id);
    let open = Upload::Open {
        id: part.id,
        offset: part.offset,
        until: part.card.until,
    };
    let headers = [(header::LOCATION, place)];
    Ok((status, headers, at(part.offset), Json(open)).into_response())
}

async fn resume(desk: &Desk, mine: Mine, id: String) -> Result<Part, Fault> {
    let (blobs, now) = (desk.blobs.clone(), desk.office.now());
    aside(move || blobs.spool.resume(&mine, &id, now)).await
}

/// How far an upload is.
#[utoipa::path(head, path = "/v1/posts/{post}/uploads/{id}", tag = "files", security(("token" = [])),
    params(
        ("post" = String, Path, description = "The post's code"),
        ("id" = String, Path, description = "The upload"),
    ), responses(
    (status = 200, description = "Upload-Offset and Upload-Length say how far it is"),
    (status = 401, description = "Sign in first"),
    (status = 403, description = "No longer here"),
    (status = 404, description = "No such upload of this officer on this device"),
    (status = 423, description = "Somebody works on it"),
    (status = 503, description = "Come again"),
))]
pub(super) async fn how_far(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
    Named(id): Named,
) -> Result<Response, Fault> {
    how_far_as(&desk, mine(&whose), id).await
}

/// How far an upload is, to whoever it is of.
pub(super) async fn how_far_as(desk: &Desk, mine: Mine, id: String) -> Result<Response, Fault> {
    let part = resume(desk, mine, id).await?;
    let length = [(HeaderName::from_static(LENGTH), part.card.bytes.to_string())];
    Ok((StatusCode::OK, length, at(part.offset)).into_response())
}

/// Add a piece at the offset. After the last one the file is looked at, and kept.
#[utoipa::path(patch, path = "/v1/posts/{post}/uploads/{id}", tag = "files", security(("token" = [])),
    params(
        ("post" = String, Path, description = "The post's code"),
        ("id" = String, Path, description = "The upload"),
        ("upload-offset" = u64, Header, description = "Where the piece belongs: what is in so far"),
    ),
    request_body(content = super::docs::Bytes, content_type = "application/offset+octet-stream", description = "1 MiB at most"), responses(
    (status = 204, description = "Upload-Offset says how far it is; at the end it is kept"),
    (status = 400, description = "Without an offset", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "Sign in first", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "No longer here", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "No such upload of this officer on this device", body = Problem, content_type = "application/problem+json"),
    (status = 408, description = "Nothing came for too long; what came is in", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "Upload-Offset says how far it is instead", body = Problem, content_type = "application/problem+json"),
    (status = 413, description = "More than 1 MiB, or more than was said", body = Problem, content_type = "application/problem+json"),
    (status = 415, description = "Not a piece", body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "Not what was said; the upload is gone", body = Problem, content_type = "application/problem+json"),
    (status = 423, description = "Somebody works on it", body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "Come again", body = Problem, content_type = "application/problem+json"),
    (status = 507, description = "No room left", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn add(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
    Named(id): Named,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Fault> {
    add_as(&desk, mine(&whose), id, (&headers, body)).await
}

/// Adds a piece for whoever it is.
pub(super) async fn add_as(
    desk: &Desk,
    mine: Mine,
    id: String,
    (headers, mut body): (&HeaderMap, Body),
) -> Result<Response, Fault> {
    let post = mine.post.clone();
    let text = |name: &str| headers.get(name)?.to_str().ok();
    let number = |name: &str| text(name).and_then(|text| text.parse::<u64>().ok());
    let begun = async {
        if text("content-type") != Some(PIECE) {
            return Err(Fault::new(Code::NotAPiece));
        }
        let offset = number(OFFSET).ok_or(Fault::new(Code::Unreadable))?;
        let part = resume(desk, mine, id).await?;
        Ok((offset, part))
    };
    let refused = match begun.await {
        Ok((offset, part)) if offset != part.offset => {
            (at(part.offset), Fault::new(Code::WrongOffset)).into_response()
        }
        Ok((_, part)) => {
            let room = LARGEST_PIECE.min(part.card.bytes.saturating_sub(part.offset));
            if number("content-length").is_none_or(|length| length <= room) {
                // Whoever goes away does not take what came with them.
                let work = piece::take(desk.blobs.clone(), post, part, body, room);
                let done = tokio::spawn(work).await;
                let offset = done.map_err(|_| Fault::new(Code::Broken))??;
                return Ok((StatusCode::NO_CONTENT, at(offset)).into_response());
            }
            Fault::new(Code::TooLarge).into_response()
        }
        Err(fault) => fault.into_response(),
    };
    piece::let_out(&mut body).await;
    Ok(refused)
}

/// Give an upload up.
#[utoipa::path(delete, path = "/v1/posts/{post}/uploads/{id}", tag = "files", security(("token" = [])),
    params(
        ("post" = String, Path, description = "The post's code"),
        ("id" = String, Path, description = "The upload"),
    ), responses(
    (status = 204, description = "It is gone"),
    (status = 401, description = "Sign in first", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "No longer here", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "No such upload of this officer on this device", body = Problem, content_type = "application/problem+json"),
    (status = 423, description = "Somebody works on it", body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "Come again", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn give_up(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
    Named(id): Named,
) -> Result<StatusCode, Fault> {
    give_up_as(&desk, mine(&whose), id).await
}

/// Gives an upload up for whoever it is.
pub(super) async fn give_up_as(desk: &Desk, mine: Mine, id: String) -> Result<StatusCode, Fault> {
    let part = resume(desk, mine, id).await?;
    aside(move || gone(part.remove())).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What is gone already is gone.
fn gone(removed: io::Result<()>) -> Result<(), NotOpen> {
    match removed {
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other.map_err(NotOpen::Disk),
    }
}
