//! What the page may call. Each command hands its question on and the answer back.
#![expect(
    clippy::needless_pass_by_value,
    reason = "arguments come out of the bridge by value"
)]

use crate::outside::{Followed, now};
use lingshi_desk::Problem;
use lingshi_desk::queue::QueuePage;
use lingshi_desk::rulebook::{MayDo, Position, PostBrief, Rulebook, RulebookPage};
use lingshi_desk::words::Words;
use tauri::State;

/// The rulebook as it was read at start, or why it could not be.
pub type Book = Result<Rulebook, Problem>;

fn opened(book: &Book) -> Result<&Rulebook, Problem> {
    book.as_ref().map_err(Clone::clone)
}

/// The posts there are.
#[tauri::command(async)]
pub fn posts(book: State<'_, Book>) -> Result<Vec<PostBrief>, Problem> {
    opened(&book).map(Rulebook::posts)
}

/// One post's page of the rulebook.
#[tauri::command(async)]
pub fn rulebook(book: State<'_, Book>, post: &str) -> Result<RulebookPage, Problem> {
    opened(&book)?.page(post)
}

/// What may be done with an order in a state, and why the rest may not.
#[tauri::command(async)]
pub fn may_do(book: State<'_, Book>, position: Position) -> Result<MayDo, Problem> {
    opened(&book)?.may_do(&position)
}

/// The words of a language.
#[tauri::command(async)]
pub fn words(lang: &str) -> Result<Words, Problem> {
    lingshi_desk::words::words(lang)
}

/// The queue as it stands. With the turn that the page has seen, the answer waits until there is another, or for
/// some seconds.
#[tauri::command]
pub async fn queue(followed: State<'_, Followed>, seen: Option<u32>) -> Result<QueuePage, Problem> {
    let Some(living) = followed.as_ref() else {
        return Ok(QueuePage::NoServer);
    };
    if let Some(seen) = seen {
        living.turned(seen).await;
    }
    let queue = Box::new(living.view(now()));
    Ok(QueuePage::Here { queue })
}

/// The officer wants it tried now.
#[tauri::command(async)]
pub fn queue_again(followed: State<'_, Followed>) {
    if let Some(living) = followed.as_ref() {
        living.ask_again();
    }
}
