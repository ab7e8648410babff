//! Slots that are free, and the hall.

use super::super::Desk;
use super::super::problem::{Asked, Code, Fault, Place};
use super::number;
use axum::extract::State;
use axum::{Extension, Json};
use lingshi_registry::applicant::Whose;
use lingshi_rules::values::instant::Day;
use lingshi_wire::applicant::meeting::{Hall, Slots};
use serde::Deserialize;
use std::sync::Arc;

/// Which days.
#[derive(Debug, Deserialize)]
pub(in super::super) struct Which {
    from: Option<Day>,
    days: Option<u16>,
}

/// Slots of the order's post that are still to come, with free places; a week of days unless more are asked for.
#[utoipa::path(get, path = "/v1/applicant/orders/{no}/slots", tag = "applicant: meeting", security(("token" = [])),
    params(
        ("no" = String, Path, description = "The order's number"),
        ("from" = Option<String>, Query, format = Date, description = "The first day; today when absent"),
        ("days" = Option<u16>, Query, description = "So many days, 42 at most"),
    ), responses((status = 200, body = Slots)))]
pub(in super::super) async fn slots(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
    Place(no): Place<String>,
    Asked(which): Asked<Which>,
) -> Result<Json<Slots>, Fault> {
    let (registry, now) = (Arc::clone(&desk.office.registry), desk.office.now());
    let no = number(&no)?;
    let days = (which.from, which.days.unwrap_or(7));
    let read = desk
        .office
        .read(move |tx| registry.free_slots(tx, (&whose.account, &no), days, now));
    read.await?.map(Json).ok_or(Fault::new(Code::NotHere))
}

/// 取号大厅 on the day of the slot: how many wait before, and how many windows are open.
#[utoipa::path(get, path = "/v1/applicant/orders/{no}/hall", tag = "applicant: meeting", security(("token" = [])),
    params(("no" = String, Path, description = "The order's number")), responses((status = 200, body = Hall)))]
pub(in super::super) async fn hall(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
    Place(no): Place<String>,
) -> Result<Json<Hall>, Fault> {
    let (registry, now) = (Arc::clone(&desk.office.registry), desk.office.now());
    let no = number(&no)?;
    let read = desk
        .office
        .read(move |tx| registry.hall(tx, (&whose.account, &no), now));
    read.await?.map(Json).ok_or(Fault::new(Code::NotHere))
}
