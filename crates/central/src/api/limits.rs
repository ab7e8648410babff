//! How often somebody may ask, and a name for every request.

use super::problem::{Code, Fault};
use super::{Desk, REQUEST_ID};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::num::NonZeroU32;
use tokio::time::Instant;

/// Requests a minute.
#[derive(Debug, Clone, Copy)]
pub struct Allowed {
    /// From one address, without a token.
    pub strangers: NonZeroU32,
    /// Under one token.
    pub officers: NonZeroU32,
}

impl Default for Allowed {
    fn default() -> Self {
        Self {
            strangers: NonZeroU32::new(60).unwrap_or(NonZeroU32::MIN),
            officers: NonZeroU32::new(3_000).unwrap_or(NonZeroU32::MIN),
        }
    }
}

/// Counts requests.
pub struct Limits {
    strangers: DefaultKeyedRateLimiter<IpAddr>,
    officers: DefaultKeyedRateLimiter<Vec<u8>>,
}

impl Limits {
    /// So many are allowed.
    pub fn new(allowed: Allowed) -> Self {
        Self {
            strangers: RateLimiter::keyed(Quota::per_minute(allowed.strangers)),
            officers: RateLimiter::keyed(Quota::per_minute(allowed.officers)),
        }
    }

    fn wait(&self, request: &Request) -> Option<u64> {
        let seconds = |until: governor::NotUntil<_>| {
            until
                .wait_time_from(DefaultClock::default().now())
                .as_secs()
                + 1
        };
        if let Some(token) = request.headers().get(header::AUTHORIZATION) {
            let key = token.as_bytes().get(..64).unwrap_or(token.as_bytes());
            return self.officers.check_key(&key.to_vec()).err().map(seconds);
        }
        let peer = request
            .extensions()
            .get::<ConnectInfo<SocketAddr>>()
            .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |info| info.0.ip());
        self.strangers.check_key(&peer).err().map(seconds)
    }
}

/// Sends away whoever asks too often. Whether the server lives may always be asked.
pub(super) async fn not_too_often(
    State(desk): State<Desk>,
    request: Request,
    next: Next,
) -> Response {
    let about_health = matches!(request.uri().path(), "/healthz" | "/readyz" | "/metrics");
    if !about_health && let Some(seconds) = desk.limits.wait(&request) {
        return Fault::new(Code::TooOften).again_in(seconds).into_response();
    }
    next.run(request).await
}

fn name() -> Option<HeaderValue> {
    let mut bytes = [0; 10];
    lingshi_registry::Chance::fill(&mut crate::world::OsChance, &mut bytes);
    HeaderValue::from_str(&data_encoding::BASE32_NOPAD.encode(&bytes)).ok()
}

/// Names the request, and writes one line about it: no query, no body, no person.
pub(super) async fn named(request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let method = request.method().clone();
    let path = request
        .extensions()
        .get::<axum::extract::MatchedPath>()
        .map_or("unknown", |path| path.as_str())
        .to_owned();
    let id = name();
    let mut response = next.run(request).await;
    crate::counted::answered(&path, response.status().as_u16(), begun.elapsed());
    let shown = id.as_ref().and_then(|id| id.to_str().ok()).unwrap_or("");
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
