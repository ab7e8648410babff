//! What a command answers: in words for a person, as one document for a program.

use serde_json::Value;
use std::io::Write as _;
use std::process::ExitCode;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Saying {
    Words,
    Json,
}

/// An answer.
#[derive(Debug)]
pub(super) struct Said {
    words: String,
    document: Value,
    exit: u8,
    quiet: bool,
}

impl Said {
    /// Words and a document that say the same.
    pub(super) fn new(words: impl Into<String>, document: Value) -> Self {
        Self {
            words: words.into(),
            document,
            exit: 0,
            quiet: false,
        }
    }

    /// Words alone.
    pub(super) fn plain(words: &str) -> Self {
        Self::new(words, serde_json::json!({ "said": words }))
    }

    /// It was done, and what it found is not well.
    pub(super) fn ends_with(mut self, exit: u8) -> Self {
        self.exit = exit;
        self
    }

    /// Everything was said already.
    pub(super) fn quiet(mut self) -> Self {
        self.quiet = true;
        self
    }

    pub(super) fn print(&self, saying: Saying) -> ExitCode {
        if self.quiet {
            return ExitCode::from(self.exit);
        }
        let text = match saying {
            Saying::Words => self.words.clone(),
            Saying::Json => self.document.to_string(),
        };
        let mut out = std::io::stdout().lock();
        let printed = writeln!(out, "{}", text.trim_end()).and_then(|()| out.flush());
        match printed {
            // Whoever stops reading has read enough.
            Err(fault) if fault.kind() != std::io::ErrorKind::BrokenPipe => ExitCode::FAILURE,
            Ok(()) | Err(_) => ExitCode::from(self.exit),
        }
    }
}

/// Rows under each other, each column as wide as its longest word.
pub(super) fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |at: usize| {
        rows.iter()
            .filter_map(|row| row.get(at))
            .map(|c| c.chars().count())
            .max()
    };
    let widths: Vec<usize> = (0..columns).map(|at| width(at).unwrap_or(0)).collect();
    let mut text = String::new();
    for row in rows {
        let cells = row.iter().zip(&widths).map(|(cell, width)| {
            let blanks = width.saturating_sub(cell.chars().count());
            format!("{cell}{}", " ".repeat(blanks))
        });
        let line: Vec<String> = cells.collect();
        text.push_str(line.join("  ").trim_end());
        text.push('\n');
    }
    text
}
