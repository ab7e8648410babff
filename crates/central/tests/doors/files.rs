//! Right requests at the doors of files and snapshots: an upload that is open, a file that is there.

use crate::endpoints::{Asked, JSON, Scene};
use lingshi_rules::ids::{CommandId, FileId};
use lingshi_rules::life::{Action, Command, RULEBOOK};
use lingshi_rules::order::files::OrderFile;
use lingshi_rules::people::Actor;
use lingshi_wire::blobs::{NewUpload, PIECE};
use lingshi_wire::{Answer, Sha};
use reqwest::Method;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU16, Ordering};

/// Files of which no two are alike.
#[derive(Default)]
pub(crate) struct Files {
    next: AtomicU16,
    /// The upload that was begun last: a device has only so many open.
    open: Mutex<Option<Asked>>,
}

const LENGTH: usize = 20_000;

impl Files {
    /// Looks like a picture as far as anybody looks, and is like no other.
    fn new_file(&self) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        bytes.extend(number.to_be_bytes());
        bytes.resize(LENGTH, 7);
        bytes
    }

    /// The request with the names, type and bytes its door wants; any other request as it is.
    pub(crate) async fn good(&self, scene: &Scene, asked: Asked) -> Asked {
        let path = asked.path.clone();
        let base = path.split("/snapshot").next().unwrap();
        let base = base.split("/uploads").next().unwrap();
        let base = base.split("/blobs").next().unwrap().to_owned();
        if path.ends_with("/snapshots/{name}") {
            return self.of_snapshot(scene, base, asked).await;
        }
        if path.ends_with("/uploads") {
            return Asked {
                kind: Some(JSON),
                body: upload(&self.new_file()),
                ..asked
            };
        }
        let file = self.new_file();
        if path.ends_with("/uploads/{id}") {
            let path = begun(scene, &base, &asked, &file).await;
            let sends = asked.method == Method::PATCH;
            return Asked {
                path,
                kind: sends.then_some(PIECE),
                body: if sends { file } else { Vec::new() },
                ..asked
            };
        }
        if path.ends_with("/blobs/{sha256}") {
            let place = begun(scene, &base, &asked, &file).await;
            let name = sha(&file);
            let piece = Asked {
                method: Method::PATCH,
                path: place,
                kind: Some(PIECE),
                body: file,
                ..asked.clone()
            };
            scene.ask(&piece).await;
            scene.attach(&name);
            let path = format!("{base}/blobs/{name}");
            return Asked { path, ..asked };
        }
        asked
    }

    async fn of_snapshot(&self, scene: &Scene, base: String, asked: Asked) -> Asked {
        let newest = Asked {
            method: Method::GET,
            path: format!("{base}/snapshot"),
            ..asked.clone()
        };
        let told = scene.ask(&newest).await;
        let told: serde_json::Value = serde_json::from_slice(&told.body).unwrap();
        let path = format!("{base}/snapshots/{}", told["name"].as_str().unwrap());
        Asked { path, ..asked }
    }
}

impl Scene {
    /// An order names the file: whoever reads the order may read it.
    fn attach(&self, name: &Sha) {
        let order = self.house.order(&self.post, &self.order.no);
        let file = OrderFile {
            id: FileId::new(name.to_string()),
            sha256: name.to_string(),
            bytes: u64::try_from(LENGTH).unwrap(),
            mime: "image/png".to_owned(),
            ..order.files.values().next().unwrap().clone()
        };
        let command = Command {
            id: CommandId::new(name.to_string()),
            seen: order.version,
            stands_on: Vec::new(),
            fence: None,
            provisional: false,
            looked_at: BTreeSet::new(),
            rulebook: RULEBOOK,
            policy: String::new(),
            device_time: lingshi_central::world::now(),
            action: Action::AttachMail { files: vec![file] },
        };
        let registry = self.house.registry();
        let at = (&self.post.code, &order.no);
        let taken = self
            .house
            .write(|tx, moment| registry.give(tx, at, &Actor::System, &command, moment));
        assert!(matches!(taken, Answer::Accepted { .. }), "{taken:?}");
    }
}

fn sha(bytes: &[u8]) -> Sha {
    Sha::of_kept(&Sha256::digest(bytes)).unwrap()
}

fn upload(file: &[u8]) -> Vec<u8> {
    let new = NewUpload {
        sha256: sha(file),
        bytes: u64::try_from(file.len()).unwrap(),
        mime: "image/png".to_owned(),
    };
    serde_json::to_vec(&new).unwrap()
}

/// An upload that is open: where it is sent.
async fn begun(scene: &Scene, base: &str, asked: &Asked, file: &[u8]) -> String {
    let before = scene.files.open.lock().unwrap().take();
    if let Some(given_up) = before {
        scene.ask(&given_up).await;
    }
    let begin = Asked {
        method: Method::POST,
        path: format!("{base}/uploads"),
        kind: Some(JSON),
        body: upload(file),
        ..asked.clone()
    };
    let answered = scene.ask(&begin).await;
    let place = answered.header("location");
    assert!(
        !place.is_empty(),
        "{}",
        String::from_utf8_lossy(&answered.body)
    );
    let given_up = Asked {
        method: Method::DELETE,
        path: place.to_owned(),
        kind: None,
        body: Vec::new(),
        ..asked.clone()
    };
    *scene.files.open.lock().unwrap() = Some(given_up);
    place.to_owned()
}
