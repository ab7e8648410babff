//! What went wrong, as `application/problem+json`: a code to branch on, and nothing about people.

use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use lingshi_ledger::{FaultKind, StoreFault};
use lingshi_registry::identity::SessionEnd;
use lingshi_wire::api::Problem;

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// The request cannot be read.
    Unreadable,
    /// The body is larger than allowed.
    TooLarge,
    /// The body is not JSON.
    NotJson,
    /// No token, or none that opens anything.
    SignInNeeded,
    /// The token ran out.
    SessionRanOut,
    /// The device was revoked.
    DeviceRevoked,
    /// The officer left the post.
    NotAnOfficer,
    /// Password, code, nonce or device are wrong.
    NotLetIn,
    /// Too many failures.
    Locked,
    /// The one-time code is not taken.
    BadInvitation,
    /// The password will not do.
    WeakPassword,
    /// The device was enrolled before.
    KnownDevice,
    /// There is nothing here.
    NotHere,
    /// There is something here, but not asked like this.
    NotThisWay,
    /// The desk cannot go on from where it is.
    Rebootstrap,
    /// A piece of an upload is not what a piece is.
    NotAPiece,
    /// The piece belongs elsewhere.
    WrongOffset,
    /// Somebody works on this upload.
    UploadBusy,
    /// The device has too many uploads open.
    TooManyUploads,
    /// Nothing came for too long.
    Stalled,
    /// The file is of no type that is taken, or not of the one that was said.
    WrongKind,
    /// The file is not the one that was said.
    WrongDigest,
    /// The range lies beyond the end.
    NoSuchRange,
    /// Asked too often.
    TooOften,
    /// Too much waits, or the ledger is away: come again.
    Later,
    /// There is no room left on the server.
    Full,
    /// Something is wrong with the server.
    Broken,
}

impl Code {
    /// Every code there is.
    pub const ALL: [Self; 27] = [
        Self::Unreadable,
        Self::TooLarge,
        Self::NotJson,
        Self::SignInNeeded,
        Self::SessionRanOut,
        Self::DeviceRevoked,
        Self::NotAnOfficer,
        Self::NotLetIn,
        Self::Locked,
        Self::BadInvitation,
        Self::WeakPassword,
        Self::KnownDevice,
        Self::NotHere,
        Self::NotThisWay,
        Self::Rebootstrap,
        Self::NotAPiece,
        Self::WrongOffset,
        Self::UploadBusy,
        Self::TooManyUploads,
        Self::Stalled,
        Self::WrongKind,
        Self::WrongDigest,
        Self::NoSuchRange,
        Self::TooOften,
        Self::Later,
        Self::Full,
        Self::Broken,
    ];

    /// As it is written, with its status and its words.
    fn told(self) -> (&'static str, StatusCode, &'static str) {
        use StatusCode as S;
        match self {
            Self::Unreadable => ("unreadable", S::BAD_REQUEST, "The request cannot be read"),
            Self::TooLarge => (
                "too_large",
                S::PAYLOAD_TOO_LARGE,
                "The request is too large",
            ),
            Self::NotJson => (
                "not_json",
                S::UNSUPPORTED_MEDIA_TYPE,
                "The request is not JSON",
            ),
            Self::SignInNeeded => ("sign_in_needed", S::UNAUTHORIZED, "Sign in first"),
            Self::SessionRanOut => ("session_ran_out", S::UNAUTHORIZED, "The session ran out"),
            Self::DeviceRevoked => ("device_revoked", S::FORBIDDEN, "The device was revoked"),
            Self::NotAnOfficer => (
                "not_an_officer",
                S::FORBIDDEN,
                "Not an officer of this post",
            ),
            Self::NotLetIn => (
                "not_let_in",
                S::UNAUTHORIZED,
                "Password, code or device is wrong",
            ),
            Self::Locked => (
                "locked",
                S::TOO_MANY_REQUESTS,
                "Locked after too many failures",
            ),
            Self::BadInvitation => (
                "bad_invitation",
                S::FORBIDDEN,
                "The one-time code is not taken",
            ),
            Self::WeakPassword => (
                "weak_password",
                S::UNPROCESSABLE_ENTITY,
                "The password will not do",
            ),
            Self::KnownDevice => (
                "known_device",
                S::CONFLICT,
                "The device was enrolled before",
            ),
            Self::NotHere => ("not_here", S::NOT_FOUND, "There is nothing here"),
            Self::NotThisWay => ("not_this_way", S::METHOD_NOT_ALLOWED, "Not asked like this"),
            Self::Rebootstrap => (
                "rebootstrap",
                S::GONE,
                "The desk cannot go on from where it is",
            ),
            Self::NotAPiece => (
                "not_a_piece",
                S::UNSUPPORTED_MEDIA_TYPE,
                "This is no piece of an upload",
            ),
            Self::WrongOffset => (
                "wrong_offset",
                S::CONFLICT,
                "The upload is at another place",
            ),
            Self::UploadBusy => ("upload_busy", S::LOCKED, "Somebody works on this upload"),
            Self::TooManyUploads => (
                "too_many_uploads",
                S::TOO_MANY_REQUESTS,
                "Too many uploads are open",
            ),
            Self::Stalled => ("stalled", S::REQUEST_TIMEOUT, "Nothing came for too long"),
            Self::WrongKind => (
                "wrong_kind",
                S::UNPROCESSABLE_ENTITY,
                "A file of this type is not taken",
            ),
            Self::WrongDigest => (
                "wrong_digest",
                S::UNPROCESSABLE_ENTITY,
                "The file is not the one that was said",
            ),
            Self::NoSuchRange => (
                "no_such_range",
                S::RANGE_NOT_SATISFIABLE,
                "The range lies beyond the end",
            ),
            Self::TooOften => ("too_often", S::TOO_MANY_REQUESTS, "Asked too often"),
            Self::Later => ("later", S::SERVICE_UNAVAILABLE, "Come again later"),
            Self::Full => (
                "full",
                S::INSUFFICIENT_STORAGE,
                "There is no room left on the server",
            ),
            Self::Broken => (
                "broken",
                S::INTERNAL_SERVER_ERROR,
                "Something is wrong with the server",
            ),
        }
    }

    /// What a program branches on.
    pub fn code(self) -> &'static str {
        self.told().0
    }

    /// Its status.
    pub fn status(self) -> StatusCode {
        self.told().1
    }
}

/// A request that went wrong.
#[derive(Debug, Clone)]
pub struct Fault {
    code: Code,
    detail: Option<String>,
    again_in: Option<u64>,
}

impl Fault {
    /// Without more to say.
    pub fn new(code: Code) -> Self {
        let (detail, again_in) = (None, None);
        Self {
            code,
            detail,
            again_in,
        }
    }

    /// With more: never about people.
    #[must_use]
    pub fn saying(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// To be asked again in so many seconds.
    #[must_use]
    pub fn again_in(mut self, seconds: u64) -> Self {
        self.again_in = Some(seconds);
        self
    }
}

impl From<StoreFault> for Fault {
    fn from(fault: StoreFault) -> Self {
        tracing::warn!(kind = ?fault.kind, detail = %fault.detail, "the ledger could not");
        match fault.kind {
            FaultKind::Busy | FaultKind::Away => Self::new(Code::Later).again_in(2),
            FaultKind::Full => Self::new(Code::Full).again_in(60),
            FaultKind::Damaged | FaultKind::Newer | FaultKind::Misused => Self::new(Code::Broken),
        }
    }
}

impl From<SessionEnd> for Fault {
    fn from(end: SessionEnd) -> Self {
        Self::new(match end {
            SessionEnd::Unknown => Code::SignInNeeded,
            SessionEnd::RanOut => Code::SessionRanOut,
            SessionEnd::DeviceRevoked => Code::DeviceRevoked,
            SessionEnd::Left => Code::NotAnOfficer,
        })
    }
}

tokio::task_local! {
    /// The request that is being answered.
    static REQUEST: String;
}

/// Answers a request under its name: a problem tells it, so that it is found in the log.
pub(super) async fn during<T>(name: String, answering: impl Future<Output = T>) -> T {
    REQUEST.scope(name, answering).await
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let (code, status, title) = self.code.told();
        let problem = Problem {
            kind: format!("urn:lingshi:problem:{code}"),
            title: title.to_owned(),
            status: status.as_u16(),
            code: code.to_owned(),
            detail: self.detail,
            request: REQUEST.try_with(Clone::clone).ok(),
        };
        let body = serde_json::to_vec(&problem).unwrap_or_default();
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        if let Some(seconds) = self.again_in {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if status == StatusCode::UNAUTHORIZED {
            let scheme = HeaderValue::from_static("Bearer");
            headers.insert(header::WWW_AUTHENTICATE, scheme);
        }
        response
    }
}

pub(super) async fn nowhere(_: Request) -> Fault {
    Fault::new(Code::NotHere)
}

pub(super) async fn not_this_way(_: Request) -> Fault {
    Fault::new(Code::NotThisWay)
}

/// A panic tells nothing to whoever asked; its text may quote what stood in memory.
pub(super) fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    tracing::error!("a handler panicked");
    Fault::new(Code::Broken).into_response()
}

/// JSON as it came, or a problem instead of axum's own words.
pub(super) struct Read<T>(pub(super) T);

impl<T, S> axum::extract::FromRequest<S> for Read<T>
where
    T: serde::de::DeserializeOwned,
    S: Send + Sync,
{
    type Rejection = Fault;

    async fn from_request(request: Request, state: &S) -> Result<Self, Fault> {
        use axum::extract::rejection::JsonRejection as J;
        match axum::Json::<T>::from_request(request, state).await {
            Ok(axum::Json(value)) => Ok(Self(value)),
            Err(J::MissingJsonContentType(_)) => Err(Fault::new(Code::NotJson)),
            Err(J::BytesRejection(bytes)) if bytes.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                Err(Fault::new(Code::TooLarge))
            }
            // What serde says may quote what was sent.
            Err(_) => Err(Fault::new(Code::Unreadable)),
        }
    }
}

/// A query as it came, or a problem.
pub(super) struct Asked<T>(pub(super) T);

impl<T, S> axum::extract::FromRequestParts<S> for Asked<T>
where
    T: serde::de::DeserializeOwned,
    S: Send + Sync,
{
    type Rejection = Fault;

    async fn from_request_parts(
        parts: &mut axum::http::request::Parts,
        state: &S,
    ) -> Result<Self, Fault> {
        axum::extract::Query::<T>::from_request_parts(parts, state)
            .await
            .map(|axum::extract::Query(value)| Self(value))
            .map_err(|_| Fault::new(Code::Unreadable))
    }
}

/// What stands in the path, or a problem.
pub(super) struct Place<T>(pub(super) T);

impl<T, S> axum::extract::FromRequestParts<S> for Place<T>
where
    T: serde::de::DeserializeOwned + Send,
    S: Send + Sync,
{
    type Rejection = Fault;

    async fn from_request_parts(
        parts: &mut axum::http::request::Parts,
        state: &S,
    ) -> Result<Self, Fault> {
        axum::extract::Path::<T>::from_request_parts(parts, state)
            .await
            .map(|axum::extract::Path(value)| Self(value))
            // What cannot be a name of anything names nothing.
            .map_err(|_| Fault::new(Code::NotHere))
    }
}
