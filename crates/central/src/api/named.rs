//! The name at the end of a path, beneath a post.

use super::problem::{Code, Fault};
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;

/// What a path ends with.
pub(super) struct Named(pub(super) String);

impl<S: Send + Sync> FromRequestParts<S> for Named {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Fault> {
        let path = Path::<(String, String)>::from_request_parts(parts, state).await;
        path.map(|Path((_, name))| Self(name))
            .map_err(|_| Fault::new(Code::NotHere))
    }
}
