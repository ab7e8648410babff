//! Who may ask: looked at before any handler runs.

use super::Desk;
use super::limits::{briefly, patiently};
use super::problem::{Code, Fault};
use super::whence::Whence;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use lingshi_ledger::Reading;
use lingshi_registry::identity::{Bearer, SessionEnd, Token, Whose, heard, session_of};
use lingshi_registry::{Told, applicant};
use lingshi_rules::ids::PostCode;

/// Who may ask an endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Whoever comes, not too often.
    Anyone,
    /// A program on this machine.
    ThisMachine,
    /// An officer who is signed in.
    Officer,
    /// An officer who is signed in at the post in the path.
    OfficerOfPost,
    /// An applicant who is signed in; what is another's does not exist for them.
    Applicant,
}

/// One endpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    /// How it is asked.
    pub method: Method,
    /// Where.
    pub path: &'static str,
    /// By whom.
    pub access: Access,
}

/// Stands before one endpoint.
#[derive(Clone)]
pub(super) struct Guard {
    desk: Desk,
    access: Access,
}

impl Guard {
    pub(super) fn new(desk: Desk, access: Access) -> Self {
        Self { desk, access }
    }
}

/// Whether the server lives may always be asked.
fn about_health(request: &Request) -> bool {
    matches!(request.uri().path(), "/healthz" | "/readyz")
}

/// Lets in whoever may ask; the handler finds who it is in the request.
pub(super) async fn guard(
    State(guard): State<Guard>,
    mut request: Request,
    next: Next,
) -> Result<Response, Fault> {
    let limits = &guard.desk.limits;
    if guard.access == Access::Anyone {
        if !about_health(&request) {
            limits.stranger(Whence::of(&guard.desk, &request)?)?;
        }
        return Ok(briefly(&guard.desk.patience, request, next).await);
    }
    if guard.access == Access::ThisMachine {
        let whence = Whence::of(&guard.desk, &request)?;
        if whence.is_this_machine() {
            return Ok(briefly(&guard.desk.patience, request, next).await);
        }
        limits.stranger(whence)?;
        return Err(Fault::new(Code::NotHere));
    }
    if guard.access == Access::Applicant {
        return applicant(&guard, request, next).await;
    }
    let whose = match whose(&guard.desk, request.headers()).await? {
        Ok(whose) => whose,
        Err(end) => {
            limits.stranger(Whence::of(&guard.desk, &request)?)?;
            return Err(end.into());
        }
    };
    limits.officer(&whose.session)?;
    if whose.first {
        let session = whose.session.clone();
        // A ledger that is full can still be read; the next question notes it.
        let note = guard.desk.office.write(move |tx, _| heard(tx, &session));
        note.await.ok();
    }
    if guard.access == Access::OfficerOfPost && Some(&whose.post) != post_in(&request).as_ref() {
        // Another post does not exist for whoever is not of it.
        return Err(Fault::new(Code::NotHere));
    }
    guard.desk.office.heard(&whose.post).await;
    request.extensions_mut().insert(whose);
    Ok(patiently(&guard.desk.patience, request, next).await)
}

/// Lets an applicant in; the token of an officer is none here, and theirs is none there.
async fn applicant(guard: &Guard, mut request: Request, next: Next) -> Result<Response, Fault> {
    let desk = &guard.desk;
    let now = desk.office.now();
    let found = match shown(Bearer::Applicant, request.headers()) {
        Some(token) => {
            let read = move |tx: &mut dyn Reading| applicant::session_of(tx, &token, now);
            desk.office.read(read).await?
        }
        None => Err(SessionEnd::Unknown),
    };
    let whose = match found {
        Ok(whose) => whose,
        Err(end) => {
            desk.limits.stranger(Whence::of(desk, &request)?)?;
            return Err(end.into());
        }
    };
    desk.limits.applicant(&whose.account)?;
    if whose.first {
        let session = whose.session.clone();
        // A ledger that is full can still be read; the next question notes it.
        let note = desk
            .office
            .write(move |tx, _| applicant::heard(tx, &session));
        note.await.ok();
    }
    request.extensions_mut().insert(whose);
    Ok(patiently(&desk.patience, request, next).await)
}

fn post_in(request: &Request) -> Option<PostCode> {
    let rest = request.uri().path().strip_prefix("/v1/posts/")?;
    rest.split('/').next().map(PostCode::new)
}

fn shown(bearer: Bearer, headers: &HeaderMap) -> Option<Token> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    if scheme.eq_ignore_ascii_case("bearer") {
        Token::parse_of(bearer, token.trim())
    } else {
        None
    }
}

async fn whose(desk: &Desk, headers: &HeaderMap) -> Told<Result<Whose, SessionEnd>> {
    let Some(token) = shown(Bearer::Officer, headers) else {
        return Ok(Err(SessionEnd::Unknown));
    };
    let now = desk.office.now();
    desk.office
        .read(move |tx| session_of(tx, &token, now))
        .await
}
