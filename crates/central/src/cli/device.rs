//! `device`.

use super::officer::there;
use super::said::{Said, table};
use super::{Open, Outcome, wrong};
use clap::Subcommand;
use lingshi_ledger::{Kind, Room};
use lingshi_registry::people::{self, Certificate, Device as Known};
use lingshi_rules::people::By;
use lingshi_wire::KeyId;
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
    /// End a device: nothing it signs from now on is taken
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
