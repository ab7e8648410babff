//! Paying on line: begun by the applicant, told by the provider.

use super::super::Desk;
use super::super::problem::{Code, Fault, Place, Read};
use super::{named, number, proven, refused};
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, StatusCode};
use axum::{Extension, Json};
use lingshi_registry::applicant::{BadPayment, Whose};
use lingshi_wire::api::Problem;
use lingshi_wire::applicant::paying::{BeginPayment, NoticeTaken, PaymentBegun, PaymentNotice};
use std::sync::Arc;

impl From<BadPayment> for Fault {
    fn from(bad: BadPayment) -> Self {
        match bad {
            BadPayment::NotHere => Self::new(Code::NotHere),
            BadPayment::Refused(refusal) => refused(&refusal),
            BadPayment::OtherNotice => Self::new(Code::IdTaken),
            BadPayment::Later => Self::new(Code::Later).again_in(2),
        }
    }
}

/// Begin to pay on line what the order costs. The same again is the same payment.
#[utoipa::path(post, path = "/v1/applicant/orders/{no}/payments", tag = "applicant: paying", security(("token" = [])),
    params(("no" = String, Path, description = "The order's number")),
    request_body = BeginPayment, responses(
    (status = 201, body = PaymentBegun),
    (status = 422, description = "The rules do not allow it: the detail says why", body = Problem, content_type = "application/problem+json"),
    (status = 501, description = "Nobody takes money on line here", body = Problem, content_type = "application/problem+json"),
))]
pub(in super::super) async fn begin(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
    Place(no): Place<String>,
    Read(asked): Read<BeginPayment>,
) -> Result<(StatusCode, Json<PaymentBegun>), Fault> {
    named(&asked.id)?;
    let payments = desk.applicants.payments.clone();
    let payments = payments.ok_or(Fault::new(Code::NotSetUp))?;
    let (registry, no) = (Arc::clone(&desk.office.registry), number(&no)?);
    let begun = desk.office.write(move |tx, moment| {
        let of = (&whose.account, &no);
        registry.begin_payment(tx, of, &asked.id, moment.now)
    });
    let begun = begun.await??;
    let (payment, amount) = (begun.payment.clone(), begun.amount);
    let opens =
        tokio::task::spawn_blocking(move || payments.provider.opens(&payment, amount)).await;
    let opens = opens.map_err(|_| Fault::new(Code::Broken))?;
    let opens = opens.map_err(|fault| away(&fault))?;
    let begun = PaymentBegun {
        payment: begun.payment,
        amount: begun.amount,
        until: begun.until,
        opens,
    };
    Ok((StatusCode::CREATED, Json(begun)))
}

fn away(fault: &crate::applicants::ProviderAway) -> Fault {
    tracing::warn!(%fault, "a payment waits");
    Fault::new(Code::Later).again_in(10)
}

/// Take what the provider says came in. It is booked once, however often it is told; what the order cannot take goes
/// back. Proven by HMAC-SHA-256 of the body under the secret the provider shares, in hex.
#[utoipa::path(post, path = "/v1/applicant/payments/notices", tag = "applicant: paying",
    params(("x-lingshi-proof" = String, Header, description = "HMAC-SHA-256 of the body, in hex")),
    request_body = PaymentNotice, responses(
    (status = 200, body = NoticeTaken),
    (status = 401, description = "Not proven", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "No such payment", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "The provider's number belongs to another notice", body = Problem, content_type = "application/problem+json"),
    (status = 501, description = "Nobody takes money on line here", body = Problem, content_type = "application/problem+json"),
))]
pub(in super::super) async fn notice(
    State(desk): State<Desk>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<NoticeTaken>, Fault> {
    let payments = desk.applicants.payments.clone();
    let payments = payments.ok_or(Fault::new(Code::NotSetUp))?;
    let notice: PaymentNotice = proven(&payments.shared, &headers, body)?;
    if notice.reference.is_empty() || notice.reference.len() > 64 {
        return Err(Fault::new(Code::Unreadable));
    }
    let (registry, told) = (Arc::clone(&desk.office.registry), notice.clone());
    let taken = desk
        .office
        .write(move |tx, moment| registry.take_notice(tx, &told, moment));
    let taken = taken.await??;
    if taken.send_back {
        let back = notice.clone();
        let sent = tokio::task::spawn_blocking(move || {
            let provider = &payments.provider;
            provider.send_back(&back.payment, back.amount, &back.reference)
        });
        let sent = sent.await.map_err(|_| Fault::new(Code::Broken))?;
        // Told again, it is tried again.
        sent.map_err(|fault| away(&fault))?;
        let registry = Arc::clone(&desk.office.registry);
        let noted = desk
            .office
            .write(move |tx, moment| registry.sent_back(tx, &notice, moment.now));
        noted.await?;
    }
    Ok(Json(NoticeTaken {
        became: taken.became,
    }))
}
