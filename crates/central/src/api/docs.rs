//! The API described, for programs and for people.

use super::{
    applicant, blobs, changes, commands, duplicates, enrolment, head, health, mails, nudges,
    reference, sessions, snapshots, statements, time, uploads,
};
use axum::Json;
use axum::response::Html;
use std::fmt::Write;
use utoipa::openapi::path::Operation;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{
    ContentBuilder, OpenApi as Document, PathItem, Ref, Response, ResponseBuilder,
};
use utoipa::{Modify, OpenApi};

/// Bytes as they are, and not a list of numbers.
#[derive(utoipa::ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "it stands in the document alone")]
pub(super) struct Bytes(Vec<u8>);

struct Tokens;

impl Modify for Tokens {
    fn modify(&self, document: &mut Document) {
        let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
        let components = document.components.get_or_insert_with(Default::default);
        components.add_security_scheme("token", SecurityScheme::Http(scheme));
    }
}

fn problem(told: &str) -> Response {
    let body = ContentBuilder::new()
        .schema(Some(Ref::from_schema_name("Problem")))
        .build();
    ResponseBuilder::new()
        .description(told)
        .content("application/problem+json", body)
        .build()
}

fn also(operation: &mut Operation, status: &str, told: &str) {
    let all = &mut operation.responses.responses;
    all.entry(status.to_owned())
        .or_insert_with(|| problem(told).into());
}

/// What applicants are answered, whatever they ask: it is the same at each of their doors.
struct OfApplicants;

impl Modify for OfApplicants {
    fn modify(&self, document: &mut Document) {
        let paths = document.paths.paths.iter_mut();
        let asked = paths.filter(|(path, _)| path.starts_with("/v1/applicant/"));
        for (path, item) in asked {
            for operation in operations(item) {
                if operation.security.is_some() {
                    also(operation, "401", "Sign in first");
                }
                if path.contains('{') {
                    also(operation, "404", "No such thing of this account");
                }
                if operation.request_body.is_some() {
                    also(operation, "400", "Cannot be read");
                    also(operation, "413", "Too large");
                    also(operation, "415", "Not JSON");
                }
                if operation.parameters.is_some() {
                    also(operation, "400", "Cannot be read");
                }
            }
        }
    }
}

/// What any request may be answered, whatever it asks.
struct Anyway;

impl Modify for Anyway {
    fn modify(&self, document: &mut Document) {
        let anyway = [
            ("429", problem("Too often")),
            ("500", problem("Something is wrong with the server")),
            ("503", problem("Come again")),
            ("507", problem("There is no room left on the server")),
        ];
        let paths = document.paths.paths.iter_mut();
        let asked = paths.filter(|(path, _)| path.starts_with("/v1/"));
        for operation in asked.flat_map(|(_, item)| operations(item)) {
            for (status, response) in &anyway {
                let all = &mut operation.responses.responses;
                all.entry((*status).to_owned())
                    .or_insert_with(|| response.clone().into());
            }
        }
    }
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [
        &mut item.get,
        &mut item.post,
        &mut item.put,
        &mut item.delete,
        &mut item.patch,
    ]
    .into_iter()
    .filter_map(Option::as_mut)
}

#[derive(OpenApi)]
#[openapi(
    info(title = "Lingshi Central", description = "The server the desks sync with."),
    modifiers(&Tokens, &OfApplicants, &Anyway),
    paths(
        health::alive,
        health::ready,
        health::metrics,
        openapi,
        page,
        time::now,
        enrolment::enrol,
        sessions::challenge,
        sessions::sign_in,
        sessions::renewed,
        sessions::myself,
        sessions::sign_out,
        changes::changes,
        commands::commands,
        head::head,
        duplicates::duplicates,
        nudges::nudges,
        mails::mails,
        mails::mail,
        mails::enclosure,
        reference::references,
        reference::reference,
        statements::propose,
        statements::waiting,
        statements::withdraw,
        statements::confirm,
        statements::of_device,
        snapshots::newest,
        snapshots::snapshot,
        snapshots::snapshot_head,
        uploads::begin,
        uploads::how_far,
        uploads::add,
        uploads::give_up,
        blobs::blob,
        blobs::blob_head,
        applicant::doors::send,
        applicant::doors::register,
        applicant::doors::forgot,
        applicant::doors::sign_in,
        applicant::doors::renewed,
        applicant::account::mine,
        applicant::account::change,
        applicant::account::end,
        applicant::account::sign_out,
        applicant::persons::all,
        applicant::persons::keep,
        applicant::persons::remove,
        applicant::filing::posts,
        applicant::filing::offer,
        applicant::filing::begin,
        applicant::filing::give_up,
        applicant::filing::statement,
        applicant::filing::face,
        applicant::orders::all,
        applicant::orders::one,
        applicant::orders::command,
        applicant::orders::slip,
        applicant::files::begin,
        applicant::files::how_far,
        applicant::files::add,
        applicant::files::give_up,
        applicant::files::file,
        applicant::files::file_head,
        applicant::messages::all,
        applicant::messages::read,
        applicant::meeting::slots,
        applicant::meeting::hall,
        applicant::paying::begin,
        applicant::paying::notice,
        applicant::pensions::answer,
    )
)]
struct Api;

/// The document.
pub fn document() -> Document {
    Api::openapi()
}

/// The API as an `OpenAPI` 3.1 document.
#[utoipa::path(get, path = "/openapi.json", tag = "operation", responses((status = 200, body = Object)))]
pub(super) async fn openapi() -> Json<Document> {
    Json(document())
}

/// The API as a page to be read.
#[utoipa::path(get, path = "/docs", tag = "operation", responses((status = 200, body = String, content_type = "text/html")))]
pub(super) async fn page() -> Html<String> {
    Html(readable(&document()))
}

fn readable(document: &Document) -> String {
    let value = serde_json::to_value(document).unwrap_or_default();
    let mut page = String::from(HEAD);
    let paths = value["paths"].as_object().cloned().unwrap_or_default();
    for (path, methods) in &paths {
        for (method, operation) in methods.as_object().into_iter().flatten() {
            page.push_str(&section(method, path, operation));
        }
    }
    page.push_str("</main></html>\n");
    page
}

fn section(method: &str, path: &str, operation: &serde_json::Value) -> String {
    let text = |value: &serde_json::Value| escaped(value.as_str().unwrap_or_default());
    let mut rows = String::new();
    for (status, response) in operation["responses"].as_object().into_iter().flatten() {
        let told = text(&response["description"]);
        write!(rows, "<tr><td>{status}</td><td>{told}</td></tr>").ok();
    }
    let signed = if operation["security"].is_array() {
        " <small>signed in</small>"
    } else {
        ""
    };
    format!(
        "<section><h2><code>{}</code> {}{signed}</h2><p>{}</p><table>{rows}</table></section>",
        escaped(&method.to_uppercase()),
        escaped(path),
        text(&operation["summary"]),
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

const HEAD: &str = "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>\
<title>Lingshi Central</title><style>body{font:16px/1.5 system-ui,sans-serif;margin:0;color:#1c2430;background:#f6f7f9}\
main{max-width:52rem;margin:2rem auto;padding:0 1rem}section{background:#fff;border:1px solid #dde2ea;border-radius:8px;\
padding:1rem 1.25rem;margin:1rem 0}h2{font-size:1.05rem;margin:0}code{color:#9b1c1c}small{color:#5b6675;font-weight:400}\
td{padding:.15rem 1rem .15rem 0;vertical-align:top}@media(prefers-color-scheme:dark){body{background:#14181f;color:#e6e9ee}\
section{background:#1c222b;border-color:#303846}code{color:#ff9b9b}small{color:#9aa5b4}}</style>\
<main><h1>Lingshi Central</h1><p>Every endpoint there is. The same as <a href=/openapi.json>a document for programs</a>.</p>";
