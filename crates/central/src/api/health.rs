//! Whether the server lives, and whether it can work.

use super::Desk;
use super::problem::Fault;
use axum::extract::State;

/// The process answers.
#[utoipa::path(get, path = "/healthz", tag = "operation", responses((status = 200, body = String)))]
pub(super) async fn alive() -> &'static str {
    "alive\n"
}

/// The ledger can be read.
#[utoipa::path(get, path = "/readyz", tag = "operation", responses(
    (status = 200, body = String),
    (status = 503, description = "The ledger cannot be read now", body = lingshi_wire::api::Problem, content_type = "application/problem+json"),
))]
pub(super) async fn ready(State(desk): State<Desk>) -> Result<&'static str, Fault> {
    desk.office.read(|tx| tx.posts().map(drop)).await?;
    Ok("ready\n")
}

/// What is counted, for Prometheus; this machine alone may ask.
#[utoipa::path(get, path = "/metrics", tag = "operation", responses(
    (status = 200, body = String, content_type = "text/plain"),
    (status = 404, description = "Asked from elsewhere", body = lingshi_wire::api::Problem, content_type = "application/problem+json"),
))]
pub(super) async fn metrics() -> String {
    crate::counted::begin().map_or_else(
        String::new,
        metrics_exporter_prometheus::PrometheusHandle::render,
    )
}
