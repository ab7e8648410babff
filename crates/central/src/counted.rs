//! What is counted for whoever watches the server: how much, how long, how far; never who.

use metrics::{counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use std::sync::OnceLock;
use std::time::Duration;

static HANDLE: OnceLock<Option<PrometheusHandle>> = OnceLock::new();

const SECONDS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.0, 10.0];

const REQUESTS: &str = "lingshi_requests_total";
const LASTED: &str = "lingshi_request_seconds";
const COMMANDS: &str = "lingshi_commands_total";
const CLOCKWORK: &str = "lingshi_clockwork_total";
const LISTENERS: &str = "lingshi_listeners";
const HEAD: &str = "lingshi_post_head";
const MAILS: &str = "lingshi_mails_total";
const ANSWERS: &str = "lingshi_mail_answers_total";
const ANSWERS_WAITING: &str = "lingshi_mail_answers_waiting";
const WAITING: &str = "lingshi_writes_waiting";

/// Begins to count; once in a process.
pub fn begin() -> Option<&'static PrometheusHandle> {
    let handle = HANDLE.get_or_init(|| {
        let recorder = PrometheusBuilder::new()
            .set_buckets_for_metric(Matcher::Full(LASTED.to_owned()), &SECONDS)
            .ok()?
            .build_recorder();
        let handle = recorder.handle();
        metrics::set_global_recorder(recorder).ok()?;
        describe_counter!(REQUESTS, "Requests answered, by endpoint and status");
        describe_histogram!(LASTED, "Seconds until a request was answered, by endpoint");
        describe_counter!(COMMANDS, "Commands answered, by result");
        describe_counter!(CLOCKWORK, "What fell due by itself, by kind and result");
        describe_gauge!(LISTENERS, "Desks that hold a stream of nudges open");
        describe_gauge!(HEAD, "The last line of a post's log");
        describe_counter!(MAILS, "E-mails that came in, by what became of them");
        describe_counter!(ANSWERS, "Answers to e-mails that were tried, by result");
        describe_gauge!(ANSWERS_WAITING, "Answers to e-mails that are not sent yet");
        describe_gauge!(WAITING, "Transactions that wait for a writer");
        Some(handle)
    });
    handle.as_ref()
}

/// A request was answered.
pub fn answered(path: &str, status: u16, lasted: Duration) {
    let labels = [("path", path.to_owned()), ("status", status.to_string())];
    counter!(REQUESTS, &labels).increment(1);
    histogram!(LASTED, "path" => path.to_owned()).record(lasted.as_secs_f64());
}

/// A command was answered.
pub fn command(result: &'static str) {
    counter!(COMMANDS, "result" => result).increment(1);
}

/// Something fell due, and this was answered.
pub fn struck(kind: &'static str, accepted: bool) {
    let result = if accepted { "accepted" } else { "refused" };
    counter!(CLOCKWORK, "kind" => kind, "result" => result).increment(1);
}

/// A desk listens, until this is dropped.
#[derive(Debug)]
pub struct Listening(());

impl Listening {
    /// From now on.
    pub fn begin() -> Self {
        gauge!(LISTENERS).increment(1.0);
        Self(())
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        gauge!(LISTENERS).decrement(1.0);
    }
}

/// A post has come so far.
#[expect(
    clippy::cast_precision_loss,
    reason = "exact up to nine quadrillion lines"
)]
pub fn head(post: &str, seq: u64) {
    gauge!(HEAD, "post" => post.to_owned()).set(seq as f64);
}

/// One more transaction waits for a writer, or one less.
pub fn waiting(more: bool) {
    if more {
        gauge!(WAITING).increment(1.0);
    } else {
        gauge!(WAITING).decrement(1.0);
    }
}

/// A mail came in, and this became of it.
pub fn mail(became: &'static str) {
    counter!(MAILS, "became" => became).increment(1);
}

/// An answer to a mail was tried, with this result.
pub fn mail_answer(result: &'static str) {
    counter!(ANSWERS, "result" => result).increment(1);
}

/// So many answers are not sent yet.
pub fn mail_answers_waiting(count: usize) {
    gauge!(ANSWERS_WAITING).set(f64::from(u32::try_from(count).unwrap_or(u32::MAX)));
}
