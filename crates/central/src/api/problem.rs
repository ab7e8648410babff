//! What went wrong, as `application/problem+json`: a code to branch on, and nothing about people.

use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use lingshi_ledger::{FaultKind, StoreFault};
use lingshi_registry::identity::SessionEnd;
use lingshi_wire::api::Problem;
use strum::IntoStaticStr;

pub(super) use super::reading::{Asked, Place, Read};

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
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
    /// Administrators alone may.
    NotAnAdministrator,
    /// Somebody else's, or one's own where another is wanted.
    NotYours,
    /// The statement would end nothing.
    BadStatement,
    /// Another statement waits about this device.
    AnotherWaits,
    /// The device has ended already.
    EndedAlready,
    /// The server does not do this: nobody set it up.
    NotSetUp,
    /// The contact is neither a mail address nor a mobile number of the mainland.
    BadContact,
    /// The one-time code is not right.
    BadCode,
    /// The contact has an account.
    KnownContact,
    /// There are too many of these already.
    TooMany,
    /// The name of this command belongs to another one.
    IdTaken,
    /// Something of the account is still open.
    StillOpen,
    /// The rulebook says no.
    Refused,
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
    pub const ALL: [Self; 40] = [
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
        Self::NotAnAdministrator,
        Self::NotYours,
        Self::BadStatement,
        Self::AnotherWaits,
        Self::EndedAlready,
        Self::NotSetUp,
        Self::BadContact,
        Self::BadCode,
        Self::KnownContact,
        Self::TooMany,
        Self::IdTaken,
        Self::StillOpen,
        Self::Refused,
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

    /// In words.
    fn title(self) -> &'static str {
        match self {
            Self::Unreadable => "The request cannot be read",
            Self::TooLarge => "The request is too large",
            Self::NotJson => "The request is not JSON",
            Self::SignInNeeded => "Sign in first",
            Self::SessionRanOut => "The session ran out",
            Self::DeviceRevoked => "The device was revoked",
            Self::NotAnOfficer => "Not an officer of this post",
            Self::NotLetIn => "Password, code or device is wrong",
            Self::Locked => "Locked after too many failures",
            Self::BadInvitation => "The one-time code is not taken",
            Self::WeakPassword => "The password will not do",
            Self::KnownDevice => "The device was enrolled before",
            Self::NotAnAdministrator => "Administrators alone may do this",
            Self::NotYours => "This is for somebody else to do",
            Self::BadStatement => "The statement would end nothing",
            Self::AnotherWaits => "Another statement waits about this device",
            Self::EndedAlready => "The device has ended already",
            Self::NotSetUp => "This server does not do this",
            Self::BadContact => "Neither a mail address nor a mobile number of the mainland",
            Self::BadCode => "The one-time code is not right",
            Self::KnownContact => "This contact has an account",
            Self::TooMany => "There are too many of these already",
            Self::IdTaken => "The name of this command belongs to another one",
            Self::StillOpen => "Something of the account is still open",
            Self::Refused => "The rules do not allow it",
            Self::NotHere => "There is nothing here",
            Self::NotThisWay => "Not asked like this",
            Self::Rebootstrap => "The desk cannot go on from where it is",
            Self::NotAPiece => "This is no piece of an upload",
            Self::WrongOffset => "The upload is at another place",
            Self::UploadBusy => "Somebody works on this upload",
            Self::TooManyUploads => "Too many uploads are open",
            Self::Stalled => "Nothing came for too long",
            Self::WrongKind => "A file of this type is not taken",
            Self::WrongDigest => "The file is not the one that was said",
            Self::NoSuchRange => "The range lies beyond the end",
            Self::TooOften => "Asked too often",
            Self::Later => "Come again later",
            Self::Full => "There is no room left on the server",
            Self::Broken => "Something is wrong with the server",
        }
    }

    /// What a program branches on.
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// Its status.
    pub fn status(self) -> StatusCode {
        use StatusCode as S;
        match self {
            Self::Unreadable => S::BAD_REQUEST,
            Self::TooLarge => S::PAYLOAD_TOO_LARGE,
            Self::NotJson | Self::NotAPiece => S::UNSUPPORTED_MEDIA_TYPE,
            Self::SignInNeeded | Self::SessionRanOut | Self::NotLetIn => S::UNAUTHORIZED,
            Self::DeviceRevoked
            | Self::NotAnOfficer
            | Self::BadInvitation
            | Self::NotAnAdministrator
            | Self::BadCode
            | Self::NotYours => S::FORBIDDEN,
            Self::Locked | Self::TooManyUploads | Self::TooOften => S::TOO_MANY_REQUESTS,
            Self::WeakPassword
            | Self::BadStatement
            | Self::BadContact
            | Self::Refused
            | Self::WrongKind
            | Self::WrongDigest => S::UNPROCESSABLE_ENTITY,
            Self::KnownDevice
            | Self::AnotherWaits
            | Self::EndedAlready
            | Self::KnownContact
            | Self::TooMany
            | Self::IdTaken
            | Self::StillOpen
            | Self::WrongOffset => S::CONFLICT,
            Self::NotSetUp => S::NOT_IMPLEMENTED,
            Self::NotHere => S::NOT_FOUND,
            Self::NotThisWay => S::METHOD_NOT_ALLOWED,
            Self::Rebootstrap => S::GONE,
            Self::UploadBusy => S::LOCKED,
            Self::Stalled => S::REQUEST_TIMEOUT,
            Self::NoSuchRange => S::RANGE_NOT_SATISFIABLE,
            Self::Later => S::SERVICE_UNAVAILABLE,
            Self::Full => S::INSUFFICIENT_STORAGE,
            Self::Broken => S::INTERNAL_SERVER_ERROR,
        }
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
        let (code, status) = (self.code.code(), self.code.status());
        let problem = Problem {
            kind: format!("urn:lingshi:problem:{code}"),
            title: self.code.title().to_owned(),
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
