//! The doors of applicants: codes, opening an account, signing in. Who has an account is not told to whoever knocks.

use super::super::Desk;
use super::super::problem::{Code, Fault, Read};
use super::super::sessions::{locked, shown};
use super::super::whence::Whence;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use lingshi_ledger::Writing;
use lingshi_registry::Moment;
use lingshi_registry::applicant::{
    self, Account, Contact, Shows, check_lock, found, note_failure, send_code,
};
use lingshi_registry::identity::{Bearer, Opened, Password, Token, WeakPassword};
use lingshi_rules::ids::AccountId;
use lingshi_wire::api::{Problem, Renewing, SignedIn};
use lingshi_wire::applicant::account::{
    ApplicantSigningIn, CodeOnItsWay, CodeWanted, NewPassword, Registering,
};
use std::sync::Arc;
use zeroize::Zeroizing;

fn contact(text: &str) -> Result<Contact, Fault> {
    Contact::parse(text).map_err(|_| Fault::new(Code::BadContact))
}

/// Hashes a password where nobody waits for it; it may not be made of the contact.
async fn password(desk: &Desk, contact: &Contact, text: &str) -> Result<Password, Fault> {
    let (contact, text) = (contact.written(), Zeroizing::new(text.to_owned()));
    let mut salt = [0; 16];
    lingshi_registry::Chance::fill(&mut crate::world::OsChance, &mut salt);
    let name = contact.split('@').next().unwrap_or_default().to_owned();
    let work = move || Password::new(&text, &name, salt);
    let made: Result<Password, WeakPassword> = desk.slow.work(work).await?;
    made.map_err(|weak| Fault::new(Code::WeakPassword).saying(weak.to_string()))
}

/// Send a one-time code to a mail address or a mobile number of the mainland. It is sent whether there is an
/// account or not.
#[utoipa::path(post, path = "/v1/applicant/codes", tag = "applicant: account", request_body = CodeWanted, responses(
    (status = 202, body = CodeOnItsWay),
    (status = 422, description = "Not a contact", body = Problem, content_type = "application/problem+json"),
    (status = 501, description = "This server sends no codes", body = Problem, content_type = "application/problem+json"),
))]
pub(in super::super) async fn send(
    State(desk): State<Desk>,
    whence: Whence,
    Read(asked): Read<CodeWanted>,
) -> Result<(StatusCode, Json<CodeOnItsWay>), Fault> {
    let sender = desk.applicants.codes.clone();
    let sender = sender.ok_or(Fault::new(Code::NotSetUp))?;
    let to = contact(&asked.contact)?;
    desk.limits.code(whence)?;
    let (registry, kept) = (Arc::clone(&desk.office.registry), to.clone());
    let now = desk.office.now();
    let made = desk
        .office
        .write(move |tx, moment| send_code(tx, registry.lookup(), &kept, moment));
    let code = made.await?.map_err(|not| {
        let seconds = (not.from.millis() - now.millis()) / 1_000 + 1;
        Fault::new(Code::TooOften).again_in(u64::try_from(seconds).unwrap_or(1))
    })?;
    let until = code.until;
    let sent = tokio::task::spawn_blocking(move || sender.send(&to, &code, asked.language)).await;
    let sent = sent.map_err(|_| Fault::new(Code::Broken))?;
    sent.map_err(|fault| {
        tracing::warn!(%fault, "a code is not on its way");
        Fault::new(Code::Later).again_in(60)
    })?;
    Ok((StatusCode::ACCEPTED, Json(CodeOnItsWay { until })))
}

/// Open an account with the code that was sent, and be signed in.
#[utoipa::path(post, path = "/v1/applicant/accounts", tag = "applicant: account", request_body = Registering, responses(
    (status = 201, body = SignedIn),
    (status = 403, description = "The code is not right", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "The contact has an account", body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "Contact or password will not do", body = Problem, content_type = "application/problem+json"),
    (status = 501, description = "This server sends no codes", body = Problem, content_type = "application/problem+json"),
))]
pub(in super::super) async fn register(
    State(desk): State<Desk>,
    Read(asked): Read<Registering>,
) -> Result<(StatusCode, Json<SignedIn>), Fault> {
    if desk.applicants.codes.is_none() {
        return Err(Fault::new(Code::NotSetUp));
    }
    let who = contact(&asked.contact)?;
    let password = password(&desk, &who, &asked.password).await?;
    let registry = Arc::clone(&desk.office.registry);
    let opened = desk.office.write(move |tx, moment| {
        let shown = (&who, asked.code.as_str());
        let with = (password.clone(), asked.language);
        applicant::register(tx, registry.lookup(), shown, with, moment)
    });
    match opened.await? {
        Ok(Some(opened)) => Ok((StatusCode::CREATED, Json(shown(&opened)))),
        Ok(None) => Err(Fault::new(Code::KnownContact)),
        Err(_) => Err(Fault::new(Code::BadCode)),
    }
}

async fn known(desk: &Desk, who: &Contact) -> Result<Option<(AccountId, Account)>, Fault> {
    let (registry, who) = (Arc::clone(&desk.office.registry), who.clone());
    let read = desk
        .office
        .read(move |tx| found(tx, registry.lookup(), &who));
    Ok(read.await?)
}

/// Sign in, with the password or with a one-time code.
#[utoipa::path(post, path = "/v1/applicant/sessions", tag = "applicant: account", request_body = ApplicantSigningIn, responses(
    (status = 201, body = SignedIn),
    (status = 401, description = "Not let in", body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "Not a contact", body = Problem, content_type = "application/problem+json"),
))]
pub(in super::super) async fn sign_in(
    State(desk): State<Desk>,
    Read(asked): Read<ApplicantSigningIn>,
) -> Result<(StatusCode, Json<SignedIn>), Fault> {
    let who = contact(&asked.contact)?;
    let known = known(&desk, &who).await?;
    let opened = match (asked.password, asked.code) {
        (Some(password), None) => by_password(&desk, known, who, password).await?,
        (None, Some(code)) => by_code(&desk, known, who, code).await?,
        (Some(_), Some(_)) | (None, None) => return Err(Fault::new(Code::Unreadable)),
    };
    let opened = opened.ok_or(Fault::new(Code::NotLetIn))?;
    Ok((StatusCode::CREATED, Json(shown(&opened))))
}

/// Takes as long, and locks as soon, whether there is such an account or not.
async fn by_password(
    desk: &Desk,
    known: Option<(AccountId, Account)>,
    who: Contact,
    password: String,
) -> Result<Option<Opened>, Fault> {
    let now = desk.office.now();
    let name = who.name(desk.office.registry.lookup());
    let lock = match &known {
        Some((_, account)) => check_lock(account, now),
        None => desk.unknown.locked_until(&name),
    };
    if let Some(until) = lock.filter(|until| *until > now) {
        return Err(locked(until, now));
    }
    if known.is_none() {
        desk.unknown.note_failure(&name, now);
    }
    let password = Zeroizing::new(password);
    let kept = known.as_ref().map(|(_, account)| account.password.clone());
    let right = desk.slow.work(move || match kept {
        Some(kept) => kept.is(&password),
        None => Password::nobodys(&password),
    });
    let right = right.await?;
    let registry = Arc::clone(&desk.office.registry);
    let write = move |tx: &mut dyn Writing, moment: &mut Moment<'_>| match &known {
        None => Ok(None),
        Some((account, _)) if !right => {
            note_failure(tx, account, moment.now)?;
            Ok(None)
        }
        Some((account, found)) => {
            let (at, shows) = ((account, &who), Shows::Password(&found.password));
            applicant::sign_in(tx, registry.lookup(), at, shows, moment)
        }
    };
    Ok(desk.office.write(write).await?)
}

async fn by_code(
    desk: &Desk,
    known: Option<(AccountId, Account)>,
    who: Contact,
    code: String,
) -> Result<Option<Opened>, Fault> {
    let registry = Arc::clone(&desk.office.registry);
    let write = move |tx: &mut dyn Writing, moment: &mut Moment<'_>| match &known {
        // The code stays good: an account may be opened with it.
        None => Ok(None),
        Some((account, _)) => {
            let (at, shows) = ((account, &who), Shows::Code(&code));
            applicant::sign_in(tx, registry.lookup(), at, shows, moment)
        }
    };
    Ok(desk.office.write(write).await?)
}

/// Set a password anew with a one-time code; everybody who was signed in is signed out.
#[utoipa::path(post, path = "/v1/applicant/passwords", tag = "applicant: account", request_body = NewPassword, responses(
    (status = 204, description = "It is the password from now on"),
    (status = 403, description = "The code is not right", body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "Contact or password will not do", body = Problem, content_type = "application/problem+json"),
))]
pub(in super::super) async fn forgot(
    State(desk): State<Desk>,
    Read(asked): Read<NewPassword>,
) -> Result<StatusCode, Fault> {
    let who = contact(&asked.contact)?;
    let new = password(&desk, &who, &asked.password).await?;
    let known = known(&desk, &who).await?;
    let (account, _) = known.ok_or(Fault::new(Code::BadCode))?;
    let registry = Arc::clone(&desk.office.registry);
    let set = desk.office.write(move |tx, moment| {
        let shown = (&account, &who, asked.code.as_str());
        applicant::set_password(tx, registry.lookup(), shown, &new, moment.now)
    });
    match set.await? {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(_) => Err(Fault::new(Code::BadCode)),
    }
}

/// Change the longer token for the next pair.
#[utoipa::path(post, path = "/v1/applicant/sessions/renewed", tag = "applicant: account", request_body = Renewing, responses(
    (status = 201, body = SignedIn),
    (status = 401, description = "The token opens nothing", body = Problem, content_type = "application/problem+json"),
))]
pub(in super::super) async fn renewed(
    State(desk): State<Desk>,
    Read(asked): Read<Renewing>,
) -> Result<(StatusCode, Json<SignedIn>), Fault> {
    let token = Token::parse_of(Bearer::Applicant, &asked.renewing);
    let token = token.ok_or(Fault::new(Code::SignInNeeded))?;
    let opened = desk
        .office
        .write(move |tx, moment| applicant::renew(tx, &token, moment));
    match opened.await? {
        Ok(opened) => Ok((StatusCode::CREATED, Json(shown(&opened)))),
        Err(end) => Err(end.into()),
    }
}
