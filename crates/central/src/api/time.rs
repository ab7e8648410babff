//! The server's time, by which desks measure how wrong their own is.

use super::Desk;
use axum::Json;
use axum::extract::State;
use lingshi_wire::api::TimeNow;

/// The time now.
#[utoipa::path(get, path = "/v1/time", tag = "time", responses((status = 200, body = TimeNow)))]
pub(super) async fn now(State(desk): State<Desk>) -> Json<TimeNow> {
    let now = desk.office.now();
    Json(TimeNow { now })
}
