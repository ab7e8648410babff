//! The shell: one window, and the commands its page may call.
//!
//! It knows no rule and reads no file of the rulebook; what it answers comes from `lingshi-desk`. Tokens and passes end
//! here: nothing of them is in an answer to the page.

pub mod commands;
#[cfg(feature = "demo")]
pub mod demo;
pub mod outside;

use lingshi_desk::rulebook::Rulebook;
use outside::Followed;
use std::process::ExitCode;
use tauri::{Builder, Runtime};

/// Opens the window and stays until it is closed.
pub fn run() -> ExitCode {
    let desk = with_commands(tauri::Builder::default(), followed());
    match desk.run(tauri::generate_context!()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

#[cfg(feature = "demo")]
fn followed() -> Followed {
    demo::followed()
}

/// A desk is enrolled at no server yet.
#[cfg(not(feature = "demo"))]
fn followed() -> Followed {
    None
}

/// The desk and its commands, on whatever stands beneath the window.
pub fn with_commands<R: Runtime>(builder: Builder<R>, followed: Followed) -> Builder<R> {
    builder
        .manage(Rulebook::read())
        .manage(followed)
        .invoke_handler(tauri::generate_handler![
            commands::posts,
            commands::rulebook,
            commands::may_do,
            commands::words,
            commands::queue,
            commands::queue_again,
        ])
}

#[cfg(test)]
mod tests;
