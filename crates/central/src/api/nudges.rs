//! "There is more": a stream a desk holds open, so that it need not ask again and again.

use super::Desk;
use super::problem::Fault;
use axum::Extension;
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use lingshi_registry::identity::Whose;
use lingshi_wire::api::Problem;
use std::convert::Infallible;
use std::time::Duration;
use tokio::time::{Instant, interval_at};
use tokio_stream::wrappers::{IntervalStream, WatchStream};
use tokio_stream::{Stream, StreamExt};

/// Something is sent so often, so that a cut line is noticed.
const BEAT: Duration = Duration::from_secs(20);
/// A stream ends after so long: whoever is no longer an officer here does not go on hearing.
const LONGEST: Duration = Duration::from_secs(15 * 60);

/// Hold open, and hear when the post has come further.
#[utoipa::path(get, path = "/v1/posts/{post}/nudges", tag = "sync", security(("token" = [])),
    params(("post" = String, Path, description = "The post's code")), responses(
    (status = 200, description = "Events named head, each with the last line there is", body = String, content_type = "text/event-stream"),
    (status = 401, description = "Sign in first", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "No longer here", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "No such post for this officer", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn nudges(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Fault> {
    // Listening first, so that nothing falls between the head and the stream.
    let stream = WatchStream::from_changes(desk.office.nudges.listen(&whose.post));
    let post = whose.post;
    let head = desk.office.read(move |tx| tx.head(&post)).await?;
    let now = head.map_or(0, |head| head.seq.0);
    let listening = crate::counted::Listening::begin();
    let more = stream.map(move |seq| {
        let _ = &listening;
        seq.0.to_string()
    });
    let end = tokio_stream::once(None);
    let told = more.map(Some).chain(end);
    let late = IntervalStream::new(interval_at(Instant::now() + LONGEST, LONGEST)).map(|_| None);
    let first = tokio_stream::once(now.to_string());
    let events = first
        .chain(told.merge(late).map_while(|text| text))
        .map(|text| Ok(Event::default().event("head").data(text)));
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(BEAT)))
}
