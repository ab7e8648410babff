//! 常用联系人: the people an account files for.

use super::super::Desk;
use super::super::problem::{Code, Fault, Place, Read};
use axum::extract::State;
use axum::http::StatusCode;
use axum::{Extension, Json};
use lingshi_registry::applicant::{Whose, keep_person, persons, remove_person};
use lingshi_wire::api::Problem;
use lingshi_wire::applicant::account::{Person, Persons};

/// Everybody the account files for.
#[utoipa::path(get, path = "/v1/applicant/persons", tag = "applicant: account", security(("token" = [])), responses(
    (status = 200, body = Persons),
))]
pub(in super::super) async fn all(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
) -> Result<Json<Persons>, Fault> {
    let read = desk
        .office
        .read(move |tx| persons(tx, &whose.account))
        .await?;
    Ok(Json(read))
}

fn is_plain(person: &Person) -> bool {
    let short = |text: &Option<String>| text.as_ref().is_none_or(|text| text.len() <= 40);
    let named = (1..=80).contains(&person.name.chars().count()) && !person.name.trim().is_empty();
    named && short(&person.document) && short(&person.phone)
}

/// Keep a person under the telephone's own name, or change one.
#[utoipa::path(put, path = "/v1/applicant/persons/{id}", tag = "applicant: account", security(("token" = [])),
    params(("id" = String, Path, description = "The telephone's own name for them")),
    request_body = Person, responses(
    (status = 204, description = "Kept"),
    (status = 409, description = "There are too many", body = Problem, content_type = "application/problem+json"),
))]
pub(in super::super) async fn keep(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
    Place(id): Place<String>,
    Read(person): Read<Person>,
) -> Result<StatusCode, Fault> {
    super::named(&id)?;
    if !is_plain(&person) {
        return Err(Fault::new(Code::Unreadable));
    }
    let kept = desk
        .office
        .write(move |tx, _| keep_person(tx, &whose.account, (&id, &person)));
    if kept.await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Fault::new(Code::TooMany))
    }
}

/// Forget a person.
#[utoipa::path(delete, path = "/v1/applicant/persons/{id}", tag = "applicant: account", security(("token" = [])),
    params(("id" = String, Path, description = "The telephone's own name for them")), responses(
    (status = 204, description = "Forgotten, whether there was one or not"),
))]
pub(in super::super) async fn remove(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
    Place(id): Place<String>,
) -> Result<StatusCode, Fault> {
    let gone = desk
        .office
        .write(move |tx, _| remove_person(tx, &whose.account, &id));
    gone.await?;
    Ok(StatusCode::NO_CONTENT)
}
