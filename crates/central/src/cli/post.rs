//! `post`.

use super::said::{Said, table};
use super::{Open, Outcome, wrong};
use clap::Subcommand;
use lingshi_registry::posts;
use lingshi_rules::people::By;
use lingshi_rules::post::PostPolicy;
use serde_json::json;
use std::path::{Path, PathBuf};

#[derive(Debug, Subcommand)]
pub(super) enum Post {
    /// Open a post with its settings, or give it new ones
    Set {
        /// The post's file
        file: PathBuf,
    },
    /// Which posts there are, and how far each has come
    List,
}

impl Post {
    pub(super) fn run(&self, config: &Path) -> Outcome {
        match self {
            Self::Set { file } => set(config, file),
            Self::List => list(config),
        }
    }
}

fn set(config: &Path, file: &Path) -> Outcome {
    let text = std::fs::read_to_string(file)
        .map_err(|fault| wrong(format!("{}: {fault}", file.display())))?;
    let name = file.display().to_string();
    let policy = PostPolicy::read(&name, &text).map_err(|faults| {
        let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
        wrong(told.join("\n"))
    })?;
    let post = policy.code;
    let mut open = Open::new(config)?;
    let set =
        open.write(|_, tx, moment| posts::set_up(tx, &post, (&name, &text), By::System, moment))?;
    let changed = set.map_err(|bad| wrong(bad.to_string()))?;
    let words = if changed {
        format!("{post} works by these settings from now on.")
    } else {
        format!("{post} has these settings already.")
    };
    Ok(Said::new(
        words,
        json!({ "post": post, "changed": changed }),
    ))
}

fn list(config: &Path) -> Outcome {
    let mut open = Open::new(config)?;
    let heads = open.read(|tx| tx.heads())?;
    let mut rows = vec![
        ["post", "epoch", "lines", "in a backup"]
            .map(str::to_owned)
            .to_vec(),
    ];
    rows.extend(heads.iter().map(|(post, head)| {
        let (epoch, seq) = (head.epoch.0.to_string(), head.seq.to_string());
        vec![post.to_string(), epoch, seq, head.durable.to_string()]
    }));
    let all: Vec<_> = heads
        .iter()
        .map(|(post, head)| {
            json!({ "post": post, "epoch": head.epoch, "seq": head.seq, "durable": head.durable, "link": head.link })
        })
        .collect();
    Ok(Said::new(table(&rows), json!({ "posts": all })))
}
