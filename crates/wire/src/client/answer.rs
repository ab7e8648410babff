//! Reading an answer: what was asked for, or what went wrong.

use super::ClientFault;
use crate::api::Problem;
use reqwest::header::RETRY_AFTER;
use reqwest::{RequestBuilder, Response, StatusCode};
use serde::de::DeserializeOwned;
use std::time::Duration;

/// An answer has so many bytes at most, unpacked: whoever answers does not fill the memory.
const LARGEST: usize = 64 * 1024 * 1024;

/// An answer with success, or why there is none.
pub(super) async fn answered(ask: RequestBuilder) -> Result<Response, ClientFault> {
    let response = ask.send().await?;
    if response.status().is_success() {
        return Ok(response);
    }
    Err(fault(response).await?)
}

pub(super) async fn text(ask: RequestBuilder) -> Result<Vec<u8>, ClientFault> {
    whole(&mut answered(ask).await?).await
}

pub(super) async fn read<T: DeserializeOwned>(ask: RequestBuilder) -> Result<T, ClientFault> {
    let mut response = answered(ask).await?;
    let bytes = whole(&mut response).await?;
    serde_json::from_slice(&bytes).map_err(|_| not_understood(response.status()))
}

pub(super) async fn whole(response: &mut Response) -> Result<Vec<u8>, ClientFault> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        if bytes.len() + chunk.len() > LARGEST {
            return Err(not_understood(response.status()));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

pub(super) fn not_understood(status: StatusCode) -> ClientFault {
    let status = status.as_u16();
    ClientFault::NotUnderstood { status }
}

pub(super) async fn fault(mut response: Response) -> Result<ClientFault, ClientFault> {
    let status = response.status();
    let again_in = again_in(&response);
    let bytes = whole(&mut response).await?;
    let Ok(problem) = serde_json::from_slice::<Problem>(&bytes) else {
        return Ok(not_understood(status));
    };
    let detail = problem.detail.as_deref().unwrap_or_default();
    if status == StatusCode::GONE
        && let Ok(why) = serde_json::from_str(detail)
    {
        return Ok(ClientFault::Rebootstrap(why));
    }
    let problem = Box::new(problem);
    Ok(ClientFault::Problem { problem, again_in })
}

/// In seconds: our server never says a date.
fn again_in(response: &Response) -> Option<Duration> {
    let seconds = response.headers().get(RETRY_AFTER)?.to_str().ok()?;
    seconds.parse().ok().map(Duration::from_secs)
}
