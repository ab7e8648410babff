//! The program: the server, and its administration.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
