//! The server's time, by which desks measure how wrong their own is.

use axum::Json;
use lingshi_wire::api::TimeNow;

/// The time now.
#[utoipa::path(get, path = "/v1/time", tag = "time", responses((status = 200, body = TimeNow)))]
pub(super) async fn now() -> Json<TimeNow> {
    let now = crate::world::now();
    Json(TimeNow { now })
}
