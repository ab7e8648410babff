//! The shell: one window, and the commands its page may call.
//!
//! It knows no rule and reads no file of the rulebook; what it answers comes from `lingshi-desk`.

pub mod commands;

use lingshi_desk::rulebook::Rulebook;
use std::process::ExitCode;
use tauri::{Builder, Runtime};

/// Opens the window and stays until it is closed.
pub fn run() -> ExitCode {
    match with_commands(tauri::Builder::default()).run(tauri::generate_context!()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// The desk and its commands, on whatever stands beneath the window.
pub fn with_commands<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    builder
        .manage(Rulebook::read())
        .invoke_handler(tauri::generate_handler![
            commands::posts,
            commands::rulebook,
            commands::may_do,
            commands::words,
        ])
}

#[cfg(test)]
mod tests;
