//! `device`.

use super::officer::there;
use super::said::{Said, table};
use super::{Open, Outcome, wrong};
use clap::Subcommand;
use lingshi_central::world::now;
use lingshi_ledger::{Kind, Room};
use lingshi_registry::people::{self, Certificate, Device as Known};
use lingshi_rules::people::By;
use lingshi_wire::KeyId;
use lingshi_wire::statement::Statement;
use serde_json::json;
use std::path::{Path, PathBuf};

#[derive(Debug, Subcommand)]
pub(super) enum Device {
    /// Which devices are enrolled at a post, and which still want a certificate
    List {
        /// The post
        post: String,
    },
    /// Take a certificate that the post's root signed
    Certify {
        /// The post
        post: String,
        /// The file `root sign` wrote
        certificate: PathBuf,
    },
    /// Which devices administrators propose to end, and who has signed
    ///
    /// A device gives up what is on it only by a statement that two administrators signed on their own desks. One
    /// proposes, another confirms within seven days; then the device ends here at once, and fetches the statement
    /// to check it for itself.
    Statements {
        /// The post
        post: String,
    },
    /// Lock a device: nothing it signs from now on is taken
    ///
    /// This is a lock and no more: whoever holds the server can do it alone, so a desk does not believe it further.
    /// What is on the desk stays there, sealed. To have it wiped, two administrators sign a statement on their
    /// desks, also after this.
    Revoke {
        /// The post
        post: String,
        /// The device's key, as `device list` shows it
        key: String,
        /// Why, in a word
        #[arg(long)]
        why: String,
    },
}

impl Device {
    pub(super) fn run(&self, config: &Path) -> Outcome {
        let mut open = Open::new(config)?;
        match self {
            Self::List { post } => list(&mut open, post),
            Self::Certify { post, certificate } => certify(&mut open, post, certificate),
            Self::Statements { post } => statements(&mut open, post),
            Self::Revoke { post, key, why } => revoke(&mut open, (post, key), why),
        }
    }
}

fn list(open: &mut Open, post: &str) -> Outcome {
    let post = there(open, post)?;
    let all = Room {
        rows: 10_000,
        bytes: usize::MAX,
    };
    let realm = open.config.realm.clone();
    let (documents, root) = open.read(|tx| {
        let documents = tx.documents(&post, Kind::Device, "", all)?;
        Ok((documents, people::root(tx, &post)?.map(|kept| kept.value)))
    })?;
    let devices: Vec<Known> = documents
        .iter()
        .filter_map(|document| serde_json::from_slice(&document.body).ok())
        .collect();
    let state = |device: &Known| {
        if device.revoked.is_some() {
            "revoked"
        } else if device.is_certified(&realm, &post, root.as_ref()) {
            "certified"
        } else {
            "wants a certificate"
        }
    };
    let mut rows = vec![
        ["key", "officer", "device", "state"]
            .map(str::to_owned)
            .to_vec(),
    ];
    rows.extend(devices.iter().map(|device| {
        let key = device.key.id().to_string();
        let officer = device.officer.to_string();
        vec![key, officer, device.name.clone(), state(device).to_owned()]
    }));
    let all: Vec<_> = devices
        .iter()
        .map(|device| {
            json!({ "key": device.key.id(), "public": device.key, "officer": device.officer, "name": device.name, "state": state(device) })
        })
        .collect();
    Ok(Said::new(
        table(&rows),
        json!({ "post": post, "devices": all }),
    ))
}

fn statements(open: &mut Open, post: &str) -> Outcome {
    let post = there(open, post)?;
    let Open {
        registry, store, ..
    } = open;
    let mut waiting = Vec::new();
    store.read(&mut |tx| {
        waiting = registry.waiting_ends(tx, &post, now())?;
        Ok(())
    })?;
    if waiting.is_empty() {
        return Ok(Said::new(
            format!("Nothing waits at {post}."),
            json!({ "post": post, "statements": [] }),
        ));
    }
    let head = ["device", "of", "what", "why", "proposed by", "until"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    let mut all = Vec::new();
    for stated in waiting {
        let says: Statement = serde_json::from_str(&stated.statement.bytes)?;
        let (what, why): (&str, &str) = (says.what.into(), says.why.into());
        rows.push(vec![
            says.device.to_string(),
            stated.officer.to_string(),
            what.to_owned(),
            why.to_owned(),
            stated.proposed_by.to_string(),
            stated.until.utc().format("%Y-%m-%d %H:%M UTC").to_string(),
        ]);
        all.push(json!({ "says": says, "stated": stated }));
    }
    let told = json!({ "post": post, "statements": all });
    Ok(Said::new(table(&rows), told))
}

fn certify(open: &mut Open, post: &str, path: &Path) -> Outcome {
    let post = there(open, post)?;
    let text = std::fs::read_to_string(path)
        .map_err(|fault| wrong(format!("{}: {fault}", path.display())))?;
    let certificate: Certificate = serde_json::from_str(&text)
        .map_err(|_| wrong(format!("{}: this is no certificate", path.display())))?;
    let realm = open.config.realm.clone();
    let taken = open.write(|_, tx, moment| {
        people::certify(tx, (&realm, &post), &certificate, By::System, moment)
    })?;
    taken.map_err(|bad| wrong(bad.to_string()))?;
    Ok(Said::plain("The key is certified."))
}

fn revoke(open: &mut Open, (post, key): (&str, &str), why: &str) -> Outcome {
    let post = there(open, post)?;
    let id: KeyId = serde_json::from_value(key.into())?;
    let revoked = open
        .write(|_, tx, moment| people::revoke_device(tx, (&post, &id), why, By::System, moment))?;
    if !revoked {
        return Err(wrong(format!(
            "{post} has no such device that is not revoked."
        )));
    }
    Ok(Said::new(
        format!("{id} is revoked."),
        json!({ "post": post, "key": id }),
    ))
}
