//! 养老金资格认证: what 人社部门 decided, told by itself.

use super::super::Desk;
use super::super::problem::{Code, Fault};
use super::{proven, refused};
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, StatusCode};
use lingshi_registry::applicant::BadPensionAnswer;
use lingshi_wire::api::Problem;
use lingshi_wire::applicant::pension::PensionAnswer;
use std::sync::Arc;

impl From<BadPensionAnswer> for Fault {
    fn from(bad: BadPensionAnswer) -> Self {
        match bad {
            BadPensionAnswer::NotHere => Self::new(Code::NotHere),
            BadPensionAnswer::Refused(refusal) => refused(&refusal),
            BadPensionAnswer::OtherAnswer => Self::new(Code::IdTaken),
            BadPensionAnswer::Later => Self::new(Code::Later).again_in(2),
        }
    }
}

/// Take what 人社部门 decided of an application. It is taken once, however often it is told. Proven by HMAC-SHA-256 of
/// the body under the secret the authority shares, in hex.
#[utoipa::path(post, path = "/v1/applicant/pensions/answers", tag = "applicant: pensions",
    params(("x-lingshi-proof" = String, Header, description = "HMAC-SHA-256 of the body, in hex")),
    request_body = PensionAnswer, responses(
    (status = 204, description = "It stands in the order"),
    (status = 401, description = "Not proven", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "No such application", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "The authority's number belongs to another answer", body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "The rules do not allow it: the detail says why", body = Problem, content_type = "application/problem+json"),
    (status = 501, description = "Nobody tells of pensions here", body = Problem, content_type = "application/problem+json"),
))]
pub(in super::super) async fn answer(
    State(desk): State<Desk>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<StatusCode, Fault> {
    let shared = desk.applicants.pensions.clone();
    let shared = shared.ok_or(Fault::new(Code::NotSetUp))?;
    let answer: PensionAnswer = proven(&shared, &headers, body)?;
    if answer.reference.is_empty() || answer.reference.len() > 64 {
        return Err(Fault::new(Code::Unreadable));
    }
    let (registry, post) = (Arc::clone(&desk.office.registry), answer.post.clone());
    let taken = desk
        .office
        .write(move |tx, moment| registry.take_pension_answer(tx, &answer, moment));
    desk.office.nudges.tell(&post, taken.await??);
    Ok(StatusCode::NO_CONTENT)
}
