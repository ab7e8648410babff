//! The API: every endpoint stands in one table, with who may ask. What is not in it does not exist.

mod access;
mod applicant;
mod blobs;
mod changes;
mod commands;
mod docs;
mod duplicates;
mod enrolment;
mod head;
mod health;
mod limits;
mod mails;
mod named;
mod nonce;
mod nudges;
mod problem;
mod ranges;
mod reading;
mod reference;
mod sessions;
mod slow;
mod snapshots;
mod statements;
mod time;
mod unknown;
mod uploads;
mod whence;

pub use access::{Access, Endpoint};
pub use docs::document;
pub use limits::{Allowed, Limits};
pub use problem::{Code, Fault};
pub use slow::Slow;
pub use unknown::Unknown;

use crate::applicants::Applicants;
use crate::blobs::Blobs;
use crate::config::Patience;
use crate::office::Office;
use crate::snapshots::Snapshots;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{
    Extensions, HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Version, header,
};
use axum::routing::{MethodRouter, delete, get, head, patch, post};
use lingshi_wire::outbox::SaidKey;
use std::collections::BTreeSet;
use std::net::IpAddr;
use std::sync::Arc;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, Predicate};
use tower_http::set_header::SetResponseHeaderLayer;
use zeroize::Zeroizing;

/// What every handler may use.
#[derive(Clone)]
pub struct Desk {
    /// The office.
    pub office: Arc<Office>,
    /// Files of orders.
    pub blobs: Arc<Blobs>,
    /// Snapshots of posts.
    pub snapshots: Arc<Snapshots>,
    /// Nonces are sealed with it.
    pub nonces: Arc<Zeroizing<[u8; 32]>>,
    /// To which key outboxes are sealed.
    pub sealing: Arc<SaidKey>,
    /// How often somebody may ask.
    pub limits: Arc<Limits>,
    /// Who may say for whom they ask.
    pub balancers: Arc<BTreeSet<IpAddr>>,
    /// Who was asked for at the door, and is not known.
    pub unknown: Arc<Unknown>,
    /// Passwords are hashed in it.
    pub slow: Arc<Slow>,
    /// What others do for applicants.
    pub applicants: Arc<Applicants>,
    /// How long is waited.
    pub patience: Patience,
}

/// A request's body has so many bytes at most: 100 commands of the longest kind would be refused, usual ones
/// are a kilobyte.
pub const LARGEST_BODY: usize = 8 * 1024 * 1024;
/// Everything but commands is small.
pub const SMALL_BODY: usize = 16 * 1024;

/// A form with everybody in it.
pub const FORM_BODY: usize = 64 * 1024;

/// The header that names a request in the log.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

struct Route {
    endpoint: Endpoint,
    handler: MethodRouter<Desk>,
}

fn route(method: Method, path: &'static str, access: Access, handler: MethodRouter<Desk>) -> Route {
    let endpoint = Endpoint {
        method,
        path,
        access,
    };
    Route { endpoint, handler }
}

fn routes() -> Vec<Route> {
    let mut all = routes_of_files();
    all.extend(routes_of_words());
    all.extend(routes_of_devices());
    all.extend(routes_of_mails());
    all.extend(applicant::routes());
    all
}

fn routes_of_words() -> Vec<Route> {
    let small = DefaultBodyLimit::max(SMALL_BODY);
    let large = DefaultBodyLimit::max(LARGEST_BODY);
    vec![
        route(Method::GET, "/healthz", Access::Anyone, get(health::alive)),
        route(Method::GET, "/readyz", Access::Anyone, get(health::ready)),
        route(
            Method::GET,
            "/metrics",
            Access::ThisMachine,
            get(health::metrics),
        ),
        route(
            Method::GET,
            "/openapi.json",
            Access::Anyone,
            get(docs::openapi),
        ),
        route(Method::GET, "/docs", Access::Anyone, get(docs::page)),
        route(Method::GET, "/v1/time", Access::Anyone, get(time::now)),
        route(
            Method::POST,
            "/v1/enrolments",
            Access::Anyone,
            post(enrolment::enrol).layer(small),
        ),
        route(
            Method::POST,
            "/v1/challenges",
            Access::Anyone,
            post(sessions::challenge),
        ),
        route(
            Method::POST,
            "/v1/sessions",
            Access::Anyone,
            post(sessions::sign_in).layer(small),
        ),
        route(
            Method::POST,
            "/v1/sessions/renewed",
            Access::Anyone,
            post(sessions::renewed).layer(small),
        ),
        route(
            Method::GET,
            "/v1/sessions/current",
            Access::Officer,
            get(sessions::myself),
        ),
        route(
            Method::DELETE,
            "/v1/sessions/current",
            Access::Officer,
            delete(sessions::sign_out),
        ),
        route(
            Method::GET,
            "/v1/posts/{post}/changes",
            Access::OfficerOfPost,
            get(changes::changes),
        ),
        route(
            Method::GET,
            "/v1/posts/{post}/head",
            Access::OfficerOfPost,
            get(self::head::head),
        ),
        route(
            Method::POST,
            "/v1/posts/{post}/commands",
            Access::OfficerOfPost,
            post(commands::commands).layer(large),
        ),
        route(
            Method::GET,
            "/v1/posts/{post}/orders/{no}/duplicates",
            Access::OfficerOfPost,
            get(duplicates::duplicates),
        ),
        route(
            Method::GET,
            "/v1/posts/{post}/nudges",
            Access::OfficerOfPost,
            get(nudges::nudges),
        ),
        route(
            Method::GET,
            "/v1/posts/{post}/reference",
            Access::OfficerOfPost,
            get(reference::references),
        ),
        route(
            Method::GET,
            "/v1/posts/{post}/reference/{sheet}",
            Access::OfficerOfPost,
            get(reference::reference),
        ),
    ]
}

fn routes_of_mails() -> Vec<Route> {
    vec![
        route(
            Method::GET,
            "/v1/posts/{post}/mails",
            Access::OfficerOfPost,
            get(mails::mails),
        ),
        route(
            Method::GET,
            "/v1/posts/{post}/mails/{mail}",
            Access::OfficerOfPost,
            get(mails::mail),
        ),
        route(
            Method::GET,
            "/v1/posts/{post}/mails/{mail}/enclosures/{number}",
            Access::OfficerOfPost,
            get(mails::enclosure),
        ),
    ]
}

fn routes_of_devices() -> Vec<Route> {
    let small = DefaultBodyLimit::max(SMALL_BODY);
    vec![
        route(
            Method::POST,
            "/v1/posts/{post}/statements",
            Access::OfficerOfPost,
            post(statements::propose).layer(small),
        ),
        route(
            Method::GET,
            "/v1/posts/{post}/statements",
            Access::OfficerOfPost,
            get(statements::waiting),
        ),
        route(
            Method::DELETE,
            "/v1/posts/{post}/statements/{device}",
            Access::OfficerOfPost,
            delete(statements::withdraw),
        ),
        route(
            Method::POST,
            "/v1/posts/{post}/statements/{device}/signatures",
            Access::OfficerOfPost,
            post(statements::confirm).layer(small),
        ),
        route(
            Method::GET,
            "/v1/devices/{key}/statement",
            Access::Anyone,
            get(statements::of_device),
        ),
    ]
}

fn routes_of_files() -> Vec<Route> {
    let small = DefaultBodyLimit::max(SMALL_BODY);
    vec![
        route(
            Method::GET,
            "/v1/posts/{post}/snapshot",
            Access::OfficerOfPost,
            get(snapshots::newest),
        ),
        route(
            Method::GET,
            "/v1/posts/{post}/snapshots/{name}",
            Access::OfficerOfPost,
            get(snapshots::snapshot),
        ),
        route(
            Method::HEAD,
            "/v1/posts/{post}/snapshots/{name}",
            Access::OfficerOfPost,
            head(snapshots::snapshot_head),
        ),
        route(
            Method::POST,
            "/v1/posts/{post}/uploads",
            Access::OfficerOfPost,
            post(uploads::begin).layer(small),
        ),
        route(
            Method::HEAD,
            "/v1/posts/{post}/uploads/{id}",
            Access::OfficerOfPost,
            head(uploads::how_far),
        ),
        route(
            Method::PATCH,
            "/v1/posts/{post}/uploads/{id}",
            Access::OfficerOfPost,
            patch(uploads::add),
        ),
        route(
            Method::DELETE,
            "/v1/posts/{post}/uploads/{id}",
            Access::OfficerOfPost,
            delete(uploads::give_up),
        ),
        route(
            Method::GET,
            "/v1/posts/{post}/blobs/{sha256}",
            Access::OfficerOfPost,
            get(blobs::blob),
        ),
        route(
            Method::HEAD,
            "/v1/posts/{post}/blobs/{sha256}",
            Access::OfficerOfPost,
            head(blobs::blob_head),
        ),
    ]
}

/// What can be asked for in part is not pressed: a part must be a part of what is named. Nor is what has a strong
/// tag, which names these bytes and no others.
fn is_pressed(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    !headers.contains_key(header::ACCEPT_RANGES) && !headers.contains_key(header::ETAG)
}

/// Every endpoint there is.
pub fn endpoints() -> Vec<Endpoint> {
    routes().into_iter().map(|route| route.endpoint).collect()
}

/// The whole API over an office.
pub fn router(desk: Desk) -> Router {
    let mut router = Router::new();
    for Route { endpoint, handler } in routes() {
        let guard = access::Guard::new(desk.clone(), endpoint.access);
        let guarded = handler.layer(axum::middleware::from_fn_with_state(guard, access::guard));
        router = router.route(endpoint.path, guarded);
    }
    let quiet = |name, value: &'static str| {
        SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value))
    };
    router
        .fallback(problem::nowhere)
        .method_not_allowed_fallback(problem::not_this_way)
        .layer(
            ServiceBuilder::new()
                .layer(axum::middleware::from_fn(limits::named))
                .layer(CatchPanicLayer::custom(problem::panicked))
                .layer(quiet(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
                .layer(quiet(header::CACHE_CONTROL, "no-store"))
                .layer(quiet(header::REFERRER_POLICY, "no-referrer"))
                .layer(
                    CompressionLayer::new().compress_when(DefaultPredicate::new().and(is_pressed)),
                ),
        )
        .with_state(desk)
}
