//! Pulling the log of a post.

use super::Desk;
use super::problem::{Asked, Code, Fault};
use axum::Extension;
use axum::Json;
use axum::extract::State;
use lingshi_registry::changes::{Known, MOST_LINES, page};
use lingshi_registry::identity::Whose;
use lingshi_wire::api::Problem;
use lingshi_wire::changes::Changes;
use lingshi_wire::{Epoch, Seq};
use serde::Deserialize;

/// From where on.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct From {
    /// The last line the desk has; 0 for none.
    #[serde(default)]
    after: u64,
    /// The epoch the desk knows; left out by a desk that has nothing yet.
    epoch: Option<u32>,
    /// Lines wanted at most.
    #[param(minimum = 1, maximum = 500)]
    lines: Option<u16>,
}

/// What happened after a line, with the newest document of everything it touched.
#[utoipa::path(get, path = "/v1/posts/{post}/changes", tag = "sync", security(("token" = [])),
    params(("post" = String, Path, description = "The post's code"), From), responses(
    (status = 200, description = "A page of the log", body = Object),
    (status = 400, description = "Cannot be read", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "Sign in first", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "No longer here", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "No such post for this officer", body = Problem, content_type = "application/problem+json"),
    (status = 410, description = "Take a snapshot: the detail says why", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn changes(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
    Asked(from): Asked<From>,
) -> Result<Json<Changes>, Fault> {
    let known = Known {
        epoch: from.epoch.map(Epoch),
        seq: Seq(from.after),
    };
    let lines = from.lines.map_or(MOST_LINES, usize::from);
    let post = whose.post.clone();
    let page = desk
        .office
        .read(move |tx| page(tx, &post, known, lines))
        .await?;
    let page = page.map(|page| {
        let head = desk.office.signed(&whose.post, &page.head);
        page.with(head)
    });
    page.map(Json).map_err(|why| {
        let detail = serde_json::to_string(&why).unwrap_or_default();
        Fault::new(Code::Rebootstrap).saying(detail)
    })
}
