//! Reading what a request brings, or a problem instead of the framework's own words: those may quote what was sent.

use super::problem::{Code, Fault};
use axum::extract::Request;
use axum::http::StatusCode;

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
