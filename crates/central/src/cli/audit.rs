//! `audit`.

use super::officer::there;
use super::said::Said;
use super::{Open, Outcome, Wrong, wrong};
use clap::Subcommand;
use lingshi_ledger::{Room, Seq};
use lingshi_registry::audit::{Remembered, verify};
use lingshi_rules::ids::PostCode;
use serde_json::json;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

#[derive(Debug, Subcommand)]
pub(super) enum Audit {
    /// Look at every line of the logs; ends with 3 if something is wrong
    Verify {
        /// One post; all of them if it is left out
        post: Option<String>,
        /// Heads somebody remembers: a JSON list of {"seq", "link"}, as `post list --json` shows them. Only
        /// with them a cut tail can be found
        #[arg(long, value_name = "FILE", requires = "post")]
        heads: Option<PathBuf>,
    },
    /// Write the headers of a post's log, one line of JSON each; no personal data is in them
    Export {
        /// The post
        post: String,
    },
}

impl Audit {
    pub(super) fn run(&self, config: &Path) -> Outcome {
        let mut open = Open::new(config)?;
        match self {
            Self::Verify { post, heads } => verified(&mut open, post.as_deref(), heads.as_deref()),
            Self::Export { post } => export(&mut open, post),
        }
    }
}

fn remembered(path: Option<&Path>) -> Result<Vec<Remembered>, Wrong> {
    let Some(path) = path else {
        return Ok(Vec::new());
    };
    let told = |why: String| wrong(format!("{}: {why}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|fault| told(fault.to_string()))?;
    serde_json::from_str(&text).map_err(|_| told("a list of heads is wanted".to_owned()))
}

fn verified(open: &mut Open, post: Option<&str>, heads: Option<&Path>) -> Outcome {
    let heads = remembered(heads)?;
    let posts: Vec<PostCode> = match post {
        Some(post) => vec![there(open, post)?],
        None => open.read(|tx| tx.posts())?,
    };
    let (mut words, mut all, mut broken) = (String::new(), Vec::new(), false);
    for post in posts {
        let found = open.read(|tx| verify(tx, &post, &heads))?;
        let (lines, erased) = (found.lines, found.erased);
        if found.broken.is_empty() {
            writeln!(
                words,
                "{post}: lines {lines}, lawfully erased {erased}; all hold."
            )
            .ok();
        } else {
            broken = true;
            let faults = found.broken.len();
            writeln!(words, "{post}: lines {lines}, FAULTS {faults}.").ok();
            for fault in &found.broken {
                writeln!(words, "  {}", serde_json::to_string(fault)?).ok();
            }
        }
        all.push(json!({ "post": post, "found": found }));
    }
    let said = Said::new(words, json!({ "posts": all }));
    Ok(if broken { said.ends_with(3) } else { said })
}

/// Whoever stops reading has read enough.
fn stopped_reading(written: std::io::Result<()>) -> Result<bool, Wrong> {
    match written {
        Err(fault) if fault.kind() == std::io::ErrorKind::BrokenPipe => Ok(true),
        Err(fault) => Err(fault.into()),
        Ok(()) => Ok(false),
    }
}

fn export(open: &mut Open, post: &str) -> Outcome {
    let post = there(open, post)?;
    let room = Room {
        rows: 1_000,
        bytes: 32 * 1024 * 1024,
    };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut after = Seq::START;
    let mut lines = 0_u64;
    loop {
        let page = open.read(|tx| tx.entries(&post, after, room))?;
        let Some(last) = page.last() else { break };
        after = last.seq;
        for entry in &page {
            let header = String::from_utf8_lossy(&entry.header);
            let (payload, link) = (entry.digest, entry.link);
            let told =
                format!("{{\"header\":{header},\"payload\":\"{payload}\",\"link\":\"{link}\"}}");
            if stopped_reading(writeln!(out, "{told}"))? {
                return Ok(Said::plain("").quiet());
            }
            lines += 1;
        }
    }
    if stopped_reading(out.flush())? {
        return Ok(Said::plain("").quiet());
    }
    drop(out);
    let _ = writeln!(std::io::stderr().lock(), "{lines} lines.");
    Ok(Said::new("", json!({ "lines": lines })).quiet())
}
