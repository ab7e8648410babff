//! Signing in and out.

use super::Desk;
use super::nonce;
use super::problem::{Code, Fault, Read};
use axum::extract::State;
use axum::http::StatusCode;
use axum::{Extension, Json};
use lingshi_ledger::Writing;
use lingshi_registry::identity::{
    NotIn, Opened, Password, Token, Whose, check_credential, close, credential, note_failure,
    open_session, renew,
};
use lingshi_registry::people::{device, officer, root};
use lingshi_registry::{Moment, Told};
use lingshi_wire::api::{Challenge, Myself, Problem, Renewing, SIGNS_IN_AS, SignedIn, SigningIn};
use std::sync::Arc;
use zeroize::Zeroizing;

/// Ask for something to sign.
#[utoipa::path(post, path = "/v1/challenges", tag = "identity", responses(
    (status = 200, body = Challenge),
    (status = 429, description = "Too often", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn challenge(State(desk): State<Desk>) -> Json<Challenge> {
    let nonce = nonce::new(&desk.nonces, desk.office.now());
    Json(Challenge { nonce })
}

pub(super) fn shown(opened: &Opened) -> SignedIn {
    SignedIn {
        asking: opened.asking.show().to_string(),
        asking_until: opened.asking_until,
        renewing: opened.renewing.show().to_string(),
        renewing_until: opened.renewing_until,
    }
}

/// Sign in with password, six digits and an enrolled device.
#[utoipa::path(post, path = "/v1/sessions", tag = "identity", request_body = SigningIn, responses(
    (status = 201, body = SignedIn),
    (status = 400, description = "Cannot be read", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "Not let in", body = Problem, content_type = "application/problem+json"),
    (status = 413, description = "Too large", body = Problem, content_type = "application/problem+json"),
    (status = 415, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
    (status = 429, description = "Locked, or too often", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn sign_in(
    State(desk): State<Desk>,
    Read(asked): Read<SigningIn>,
) -> Result<(StatusCode, Json<SignedIn>), Fault> {
    let now = desk.office.now();
    if !nonce::holds(&desk.nonces, &asked.nonce, now) {
        return Err(Fault::new(Code::NotLetIn));
    }
    let who = asked.officer.clone();
    let kept = desk.office.read(move |tx| credential(tx, &who)).await?;
    let kept = kept.map(|kept| kept.value);
    let lock = match &kept {
        Some(kept) => kept.locked_until,
        None => desk.unknown.locked_until(asked.officer.as_str()),
    };
    if let Some(until) = lock.filter(|until| *until > now) {
        return Err(locked(until, now));
    }
    let password = Zeroizing::new(asked.password.clone());
    if kept.is_none() {
        desk.unknown.note_failure(asked.officer.as_str(), now);
    }
    let right = desk.slow.work(move || match kept {
        Some(kept) => kept.password.is(&password),
        None => Password::nobodys(&password),
    });
    let right = right.await?;
    let asked = Arc::new(asked);
    let realm = desk.office.registry.realm().to_owned();
    let opened = desk.office.write(move |tx, moment| {
        let asked = Arc::clone(&asked);
        if right {
            let_in(tx, (&realm, &asked), moment)
        } else {
            note_failure(tx, &asked.officer, moment.now)?;
            Ok(Err(NotIn::Wrong))
        }
    });
    match opened.await? {
        Ok(opened) => Ok((StatusCode::CREATED, Json(shown(&opened)))),
        Err(NotIn::Wrong) => Err(Fault::new(Code::NotLetIn)),
        Err(NotIn::Locked { until }) => Err(locked(until, now)),
    }
}

pub(super) fn locked(
    until: lingshi_rules::values::Instant,
    now: lingshi_rules::values::Instant,
) -> Fault {
    let seconds = (until.millis() - now.millis()) / 1_000 + 1;
    Fault::new(Code::Locked).again_in(u64::try_from(seconds).unwrap_or(1))
}

/// The device is the officer's, certified, and signed the nonce; the officer is of the post; the digits are
/// right. Whatever of it is wrong counts as a failure, and is not told apart.
fn let_in(
    tx: &mut dyn Writing,
    (realm, asked): (&str, &SigningIn),
    moment: &mut Moment<'_>,
) -> Told<Result<Opened, NotIn>> {
    if tx.head(&asked.post)?.is_none() {
        return Ok(Err(NotIn::Wrong));
    }
    let root = root(tx, &asked.post)?.map(|kept| kept.value);
    let device = device(tx, &asked.post, &asked.device)?.filter(|kept| {
        let device = &kept.value;
        device.revoked.is_none()
            && device.officer == asked.officer
            && device.is_certified(realm, &asked.post, root.as_ref())
            && device
                .key
                .signed(SIGNS_IN_AS, asked.nonce.as_bytes(), &asked.signature)
    });
    let officer = officer(tx, &asked.post, &asked.officer)?.filter(|kept| !kept.value.left);
    if device.is_none() || officer.is_none() {
        note_failure(tx, &asked.officer, moment.now)?;
        return Ok(Err(NotIn::Wrong));
    }
    if let Err(not_in) = check_credential(tx, &asked.officer, &asked.code, moment.now)? {
        note_failure(tx, &asked.officer, moment.now)?;
        return Ok(Err(not_in));
    }
    let at = (&asked.post, &asked.officer, &asked.device);
    open_session(tx, at, moment).map(Ok)
}

/// Change the longer token for the next pair.
#[utoipa::path(post, path = "/v1/sessions/renewed", tag = "identity", request_body = Renewing, responses(
    (status = 201, body = SignedIn),
    (status = 400, description = "Cannot be read", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "The token opens nothing", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "The device was revoked, or the officer left", body = Problem, content_type = "application/problem+json"),
    (status = 413, description = "Too large", body = Problem, content_type = "application/problem+json"),
    (status = 415, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
    (status = 429, description = "Too often", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn renewed(
    State(desk): State<Desk>,
    Read(asked): Read<Renewing>,
) -> Result<(StatusCode, Json<SignedIn>), Fault> {
    let token = Token::parse(&asked.renewing).ok_or(Fault::new(Code::SignInNeeded))?;
    let opened = desk
        .office
        .write(move |tx, moment| renew(tx, &token, moment));
    match opened.await? {
        Ok(opened) => Ok((StatusCode::CREATED, Json(shown(&opened)))),
        Err(end) => Err(end.into()),
    }
}

/// Who is signed in.
#[utoipa::path(get, path = "/v1/sessions/current", tag = "identity", security(("token" = [])), responses(
    (status = 200, body = Myself),
    (status = 401, description = "Sign in first", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "No longer here", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn myself(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
) -> Json<Myself> {
    Json(Myself {
        sealing: (*desk.sealing).clone(),
        realm: desk.office.registry.realm().to_owned(),
        post: whose.post,
        officer: whose.officer,
        roles: whose.roles,
        device: whose.device,
    })
}

/// Sign out.
#[utoipa::path(delete, path = "/v1/sessions/current", tag = "identity", security(("token" = [])), responses(
    (status = 204, description = "Signed out"),
    (status = 401, description = "Sign in first", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "No longer here", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn sign_out(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
) -> Result<StatusCode, Fault> {
    let session = whose.session;
    desk.office.write(move |tx, _| close(tx, &session)).await?;
    Ok(StatusCode::NO_CONTENT)
}
