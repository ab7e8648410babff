//! How often somebody may ask, how long an answer may take, and a name for every request.

use super::REQUEST_ID;
use super::problem::{Code, Fault, during};
use super::whence::Whence;
use crate::config::Patience;
use axum::body::{Body, HttpBody};
use axum::extract::Request;
use axum::http::HeaderValue;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, NotUntil, Quota, RateLimiter};
use lingshi_rules::ids::AccountId;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tower_http::timeout::TimeoutBody;

/// Requests a minute.
#[derive(Debug, Clone, Copy)]
pub struct Allowed {
    /// From one address, by whoever is not signed in.
    pub strangers: NonZeroU32,
    /// In one session.
    pub officers: NonZeroU32,
    /// By one account of an applicant.
    pub applicants: NonZeroU32,
    /// One-time codes an hour, from one address.
    pub codes: NonZeroU32,
}

impl Default for Allowed {
    fn default() -> Self {
        Self {
            strangers: NonZeroU32::new(60).unwrap_or(NonZeroU32::MIN),
            officers: NonZeroU32::new(3_000).unwrap_or(NonZeroU32::MIN),
            applicants: NonZeroU32::new(300).unwrap_or(NonZeroU32::MIN),
            codes: NonZeroU32::new(20).unwrap_or(NonZeroU32::MIN),
        }
    }
}

/// Where somebody asks from. One household of the new kind of addresses has more of them than can be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Place(u128);

impl Place {
    fn of(address: IpAddr) -> Self {
        const HOUSEHOLD: u128 = !(u64::MAX as u128);
        match address.to_canonical() {
            IpAddr::V4(address) => Self(u128::from(address.to_bits())),
            IpAddr::V6(address) => Self(address.to_bits() & HOUSEHOLD),
        }
    }
}

/// Whoever has not come for a while is forgotten after so many requests.
const SWEEP: u32 = 1_024;

/// Counts requests: of strangers by where they ask from, of officers by their session, of
/// applicants by their account. A token that opens
/// nothing does not make an officer of anybody.
pub struct Limits {
    strangers: DefaultKeyedRateLimiter<Place>,
    officers: DefaultKeyedRateLimiter<String>,
    applicants: DefaultKeyedRateLimiter<AccountId>,
    codes: DefaultKeyedRateLimiter<Place>,
    counted: AtomicU32,
}

impl Limits {
    /// So many are allowed.
    pub fn new(allowed: Allowed) -> Self {
        Self {
            strangers: RateLimiter::keyed(Quota::per_minute(allowed.strangers)),
            officers: RateLimiter::keyed(Quota::per_minute(allowed.officers)),
            applicants: RateLimiter::keyed(Quota::per_minute(allowed.applicants)),
            codes: RateLimiter::keyed(Quota::per_hour(allowed.codes)),
            counted: AtomicU32::new(0),
        }
    }

    /// Counts a request of nobody in particular.
    pub(super) fn stranger(&self, whence: Whence) -> Result<(), Fault> {
        self.sweep();
        self.strangers
            .check_key(&Place::of(whence.address))
            .map_err(|until| too_often(&until))
    }

    /// Counts a request of somebody who is signed in.
    pub(super) fn officer(&self, session: &str) -> Result<(), Fault> {
        self.sweep();
        self.officers
            .check_key(&session.to_owned())
            .map_err(|until| too_often(&until))
    }

    /// Counts a request of an applicant who is signed in, on whatever telephone.
    pub(super) fn applicant(&self, account: &AccountId) -> Result<(), Fault> {
        self.sweep();
        self.applicants
            .check_key(account)
            .map_err(|until| too_often(&until))
    }

    /// Counts a one-time code: each costs somebody a message.
    pub(super) fn code(&self, whence: Whence) -> Result<(), Fault> {
        self.codes
            .check_key(&Place::of(whence.address))
            .map_err(|until| too_often(&until))
    }

    fn sweep(&self) {
        if self.counted.fetch_add(1, Ordering::Relaxed) % SWEEP == SWEEP - 1 {
            self.strangers.retain_recent();
            self.officers.retain_recent();
            self.applicants.retain_recent();
            self.codes.retain_recent();
        }
    }
}

fn too_often(until: &NotUntil<<DefaultClock as Clock>::Instant>) -> Fault {
    let wait = until.wait_time_from(DefaultClock::default().now());
    Fault::new(Code::TooOften).again_in(wait.as_secs() + 1)
}

fn seconds(count: NonZeroU32) -> Duration {
    Duration::from_secs(count.get().into())
}

/// Whoever would be answered too late is told to come again.
async fn within(time: NonZeroU32, answering: impl Future<Output = Response>) -> Response {
    let answered = tokio::time::timeout(seconds(time), answering).await;
    answered.unwrap_or_else(|_| Fault::new(Code::Later).again_in(2).into_response())
}

/// A stranger is not waited for.
pub(super) async fn briefly(patience: &Patience, request: Request, next: Next) -> Response {
    within(patience.answer_seconds, next.run(request)).await
}

/// An officer at the end of a slow line is, as long as something comes.
pub(super) async fn patiently(patience: &Patience, request: Request, next: Next) -> Response {
    if request.body().is_end_stream() {
        return briefly(patience, request, next).await;
    }
    let stall = seconds(patience.stall_seconds);
    let request = request.map(|body| Body::new(TimeoutBody::new(stall, body)));
    within(patience.upload_seconds, next.run(request)).await
}

fn name() -> Option<HeaderValue> {
    let mut bytes = [0; 10];
    lingshi_registry::Chance::fill(&mut crate::world::OsChance, &mut bytes);
    HeaderValue::from_str(&data_encoding::BASE32_NOPAD.encode(&bytes)).ok()
}

/// Names the request, and writes one line about it: no query, no body, no person.
pub(super) async fn named(request: Request, next: Next) -> Response {
    let begun = crate::world::instant();
    let method = request.method().clone();
    let path = request
        .extensions()
        .get::<axum::extract::MatchedPath>()
        .map_or("unknown", |path| path.as_str())
        .to_owned();
    let id = name();
    let shown = id.as_ref().and_then(|id| id.to_str().ok()).unwrap_or("");
    let mut response = during(shown.to_owned(), next.run(request)).await;
    crate::counted::answered(&path, response.status().as_u16(), begun.elapsed());
    tracing::info!(
        request = shown,
        %method,
        path,
        status = response.status().as_u16(),
        micros = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX),
        "answered"
    );
    if let Some(id) = id {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}
