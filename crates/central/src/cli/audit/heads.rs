//! `audit heads`.

use super::super::officer::there;
use super::super::said::Said;
use super::super::{Open, Outcome, wrong};
use super::{New, aside, shown, sign, told};
use clap::Args;
use serde_json::json;
use std::io::Write as _;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(in crate::cli) struct WriteHeads {
    /// The post
    post: String,
    /// Write it to this new file instead of standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl WriteHeads {
    pub(super) fn run(&self, config: &Path) -> Outcome {
        let mut open = Open::new(config)?;
        let post = there(&mut open, &self.post)?;
        let head = open.read(|tx| tx.head(&post))?;
        let head = head.ok_or_else(|| wrong("the post is gone"))?;
        let signed = sign((&open.config.realm, &open.secrets.server), &post)(&head);
        let key = shown(&open);
        let Some(path) = &self.out else {
            aside(&format!("Line {}. The server's key: {key}", head.seq));
            let list = json!([signed]);
            return Ok(Said::new(list.to_string(), list));
        };
        let (new, mut file) = New::file(path)?;
        let text = serde_json::to_string(&[signed])?;
        writeln!(file, "{text}").map_err(told(path))?;
        file.sync_all().map_err(told(path))?;
        new.keep();
        let words = format!(
            "{post} stands at line {}, signed in {}.\nThe server's key: {key}",
            head.seq,
            path.display()
        );
        let told = json!({ "post": post, "epoch": head.epoch, "seq": head.seq, "link": head.link, "server_key": key });
        Ok(Said::new(words, told))
    }
}
