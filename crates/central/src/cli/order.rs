//! `order`.

use super::officer::there;
use super::said::Said;
use super::{Open, Outcome, Wrong, wrong};
use clap::Subcommand;
use lingshi_central::world::now;
use lingshi_ledger::{Kind, Room};
use lingshi_registry::import::BadImport;
use lingshi_rules::life::Event;
use lingshi_rules::order::Order;
use lingshi_rules::values::OrderNo;
use serde_json::json;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

#[derive(Debug, Subcommand)]
pub(super) enum Orders {
    /// Take in orders with their histories: NUMBER.json with NUMBER.events.jsonl beside it, as
    /// `lingshi-fixtures orders --events` writes them
    Import {
        /// The post
        post: String,
        /// One order's file, or a folder of them
        path: PathBuf,
    },
    /// Erase the images that are due to be erased, as the post's settings and the law have it
    ///
    /// Images of refused and cancelled orders, screenshots of interviews and card forms, once their time is up:
    /// from then on nobody may read them, the log says so, and the next `blobs sweep` takes the files away. What
    /// was decided, by whom and when stays.
    EraseDue {
        /// The post
        post: String,
        /// Only say what is due
        #[arg(long)]
        dry_run: bool,
    },
}

impl Orders {
    pub(super) fn run(&self, config: &Path) -> Outcome {
        let mut open = Open::new(config)?;
        match self {
            Self::Import { post, path } => Self::import(&mut open, post, path),
            Self::EraseDue { post, dry_run } => Self::erase_due(&mut open, post, *dry_run),
        }
    }

    fn erase_due(open: &mut Open, post: &str, dry_run: bool) -> Outcome {
        let post = there(open, post)?;
        let (mut orders, mut images, mut after) = (0_u64, 0_usize, String::new());
        let room = Room {
            rows: 200,
            bytes: 8 * 1024 * 1024,
        };
        loop {
            let page = open.read(|tx| tx.documents(&post, Kind::Order, &after, room))?;
            let Some(last) = page.last() else { break };
            after.clone_from(&last.key.id);
            for order in page {
                let no: OrderNo = serde_json::from_value(order.key.id.into())?;
                let of = (&post, &no);
                let due = if dry_run {
                    let Open {
                        registry, store, ..
                    } = &mut *open;
                    let mut due = BTreeSet::new();
                    store.read(&mut |tx| {
                        due = registry.due(tx, of, now())?;
                        Ok(())
                    })?;
                    due
                } else {
                    open.write(|registry, tx, moment| registry.erase_due(tx, of, moment))?
                };
                orders += u64::from(!due.is_empty());
                images += due.len();
            }
        }
        let words = if dry_run {
            format!("{images} images of {orders} orders are due to be erased.")
        } else {
            format!(
                "{images} images of {orders} orders are erased; 'blobs sweep' takes the files away."
            )
        };
        let told = json!({ "post": post, "dry_run": dry_run, "orders": orders, "images": images });
        Ok(Said::new(words, told))
    }

    fn import(open: &mut Open, post: &str, path: &Path) -> Outcome {
        let post = there(open, post)?;
        let (mut taken, mut known) = (0_u64, 0_u64);
        for file in files(path)? {
            let (order, events) = read(&file)?;
            let done = open.write(|registry, tx, moment| {
                registry.import(tx, &post, (&order, &events), moment)
            })?;
            match done {
                Ok(()) => taken += 1,
                // The same folder again goes on where it stopped.
                Err(BadImport::Known) => known += 1,
                Err(bad) => return Err(wrong(format!("{}: {bad}", file.display()))),
            }
        }
        let words = format!("{taken} orders taken in; {known} were here already.");
        Ok(Said::new(words, json!({ "taken": taken, "known": known })))
    }
}

const EVENTS: &str = "events.jsonl";

fn files(path: &Path) -> Result<Vec<PathBuf>, Wrong> {
    let told = |fault: std::io::Error| wrong(format!("{}: {fault}", path.display()));
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut all = Vec::new();
    for entry in std::fs::read_dir(path).map_err(told)? {
        let file = entry.map_err(told)?.path();
        if file
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            all.push(file);
        }
    }
    all.sort();
    if all.is_empty() {
        return Err(wrong(format!("{}: there is no order here", path.display())));
    }
    Ok(all)
}

fn read(file: &Path) -> Result<(Order, Vec<Event>), Wrong> {
    let told = |path: &Path, fault: std::io::Error| wrong(format!("{}: {fault}", path.display()));
    let no_order = |path: &Path| wrong(format!("{}: this is no order", path.display()));
    let text = std::fs::read(file).map_err(|fault| told(file, fault))?;
    let order: Order = serde_json::from_slice(&text).map_err(|_| no_order(file))?;
    let path = file.with_extension(EVENTS);
    let text = std::fs::read_to_string(&path).map_err(|fault| told(&path, fault))?;
    let events = text
        .lines()
        .map(|line| lingshi_rules::life::upcast::read_event(line.as_bytes()))
        .collect::<Result<Vec<Event>, _>>()
        .map_err(|_| wrong(format!("{}: this is no history", path.display())))?;
    Ok((order, events))
}
