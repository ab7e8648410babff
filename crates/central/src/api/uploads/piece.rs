//! Taking one piece of an upload, and looking at the whole after the last one.

use super::super::problem::{Code, Fault};
use super::{aside, gone};
use crate::blobs::{Blobs, NotOpen, Part, begins_as, is_named};
use axum::body::{Body, HttpBody};
use bytes::Bytes;
use lingshi_rules::ids::PostCode;
use lingshi_wire::blobs::LARGEST_PIECE;
use std::io::{Read, Seek};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::sync::Semaphore;
use tokio::time::{Instant, timeout};

/// Something comes within so long, or the line is held for cut.
const STALL: Duration = Duration::from_secs(20);
/// However slowly it comes, a piece is in within so long.
const LONGEST: Duration = Duration::from_secs(600);
/// A piece that is refused is let out for so long, so that the refusal is heard.
const LETTING_OUT: Duration = Duration::from_secs(5);
/// So many whole files are held in memory at once.
static LOOKED_AT: Semaphore = Semaphore::const_new(4);

enum Came {
    Bytes(Bytes),
    End,
    Cut,
    Nothing,
}

async fn next(body: &mut Body, patience: Duration) -> Came {
    let frame = std::future::poll_fn(|cx| Pin::new(&mut *body).poll_frame(cx));
    match timeout(patience, frame).await {
        Ok(Some(Ok(frame))) => Came::Bytes(frame.into_data().unwrap_or_default()),
        Ok(Some(Err(_))) => Came::Cut,
        Ok(None) => Came::End,
        Err(_) => Came::Nothing,
    }
}

/// Reads what is refused, and forgets it.
pub(super) async fn let_out(body: &mut Body) {
    let end = Instant::now() + LETTING_OUT;
    let mut left = usize::try_from(LARGEST_PIECE).unwrap_or(usize::MAX);
    while let Came::Bytes(bytes) = next(body, end - Instant::now()).await {
        left = left.saturating_sub(bytes.len());
        if left == 0 {
            return;
        }
    }
}

/// Adds a piece, and says how far the upload is. What came of a piece that was cut is in.
pub(super) async fn take(
    blobs: Arc<Blobs>,
    post: PostCode,
    mut part: Part,
    mut body: Body,
    room: u64,
) -> Result<u64, Fault> {
    let disk = |fault| Fault::from(NotOpen::Disk(fault));
    let mut file = tokio::fs::File::from_std(part.file.try_clone().map_err(disk)?);
    let end = Instant::now() + LONGEST;
    let mut came = 0;
    let problem = loop {
        match next(&mut body, STALL.min(end - Instant::now())).await {
            Came::Bytes(bytes) => {
                came += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
                if came > room {
                    break Some(Code::TooLarge);
                }
                file.write_all(&bytes).await.map_err(disk)?;
            }
            Came::End => break None,
            Came::Cut => break Some(Code::Unreadable),
            Came::Nothing => break Some(Code::Stalled),
        }
    };
    file.flush().await.map_err(disk)?;
    if problem == Some(Code::TooLarge) {
        file.set_len(part.offset).await.map_err(disk)?;
        came = 0;
    }
    file.sync_all().await.map_err(disk)?;
    drop(file);
    part.offset += came;
    if let Some(code) = problem {
        return Err(Fault::new(code));
    }
    let offset = part.offset;
    let (part, wrong) = aside(move || looks(part)).await?;
    if let Some(wrong) = wrong {
        aside(move || gone(part.remove())).await?;
        return Err(Fault::new(wrong));
    }
    if offset == part.card.bytes {
        keep(&blobs, &post, part).await?;
    }
    Ok(offset)
}

/// Whether it begins as what it was said to be. It is no use to wait for the end to say so.
fn looks(part: Part) -> Result<(Part, Option<Code>), NotOpen> {
    let mut first = Vec::new();
    let mut file = &part.file;
    file.rewind()?;
    file.take(16).read_to_end(&mut first)?;
    let is_known = first.len() >= 12 || part.offset == part.card.bytes;
    let wrong = is_known && !begins_as(&part.card.mime, &first);
    Ok((part, wrong.then_some(Code::WrongKind)))
}

/// Looks at the whole, and moves it to where it stays.
async fn keep(blobs: &Blobs, post: &PostCode, part: Part) -> Result<(), Fault> {
    let _place = LOOKED_AT.acquire().await;
    let (part, bytes) = aside(move || {
        let mut bytes = Vec::with_capacity(usize::try_from(part.card.bytes).unwrap_or(0));
        let mut file = &part.file;
        file.rewind()?;
        file.read_to_end(&mut bytes)?;
        let right = is_named(&part.card.sha256, &bytes);
        Ok((part, right.then(|| Bytes::from(bytes))))
    })
    .await?;
    let Some(bytes) = bytes else {
        aside(move || gone(part.remove())).await?;
        return Err(Fault::new(Code::WrongDigest));
    };
    let by = (post, &part.card.who);
    blobs.store.keep(by, &part.card.sha256, bytes).await?;
    aside(move || gone(part.remove())).await
}
