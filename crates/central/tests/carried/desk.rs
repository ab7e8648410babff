//! A desk that was cut off, what it sealed, and the command line that takes it in.

use crate::common::fill::signed;
use crate::common::officer::Officer;
use crate::common::place::Place;
use crate::common::{House, Post, REALM};
use lingshi_central::world::now;
use lingshi_rules::life::{Action, Status};
use lingshi_rules::order::Order;
use lingshi_wire::outbox::{Enclosed, Outbox, SealingKey, Writer};
use lingshi_wire::{CommandBody, Instruction, Sha, SignedCommand, SigningKey};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::process::Command;

pub(crate) struct Scene {
    pub(crate) house: House,
    pub(crate) post: Post,
    pub(crate) order: Order,
    pub(crate) zhang: Officer,
}

/// What the program said.
pub(crate) struct Said {
    pub(crate) exit: i32,
    pub(crate) out: String,
    pub(crate) fault: String,
}

impl Said {
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|_| panic!("{}{}", self.out, self.fault))
    }

    /// What became of each command.
    pub(crate) fn became(&self) -> Vec<String> {
        let json = self.json();
        let all = json["commands"].as_array().unwrap().iter();
        all.map(|one| one["became"].as_str().unwrap().to_owned())
            .collect()
    }

    /// What each was answered.
    pub(crate) fn answers(&self) -> Vec<serde_json::Value> {
        let json = self.json();
        let all = json["commands"].as_array().unwrap().iter();
        all.map(|one| one["answer"].clone()).collect()
    }
}

pub(crate) async fn scene(place: Place) -> Scene {
    let house = House::on(place).await;
    let settings = format!("realm = \"{REALM}\"\n");
    std::fs::write(house.config.folder.join("central.toml"), settings).unwrap();
    let post = house.post("BRU");
    let (mut officers, orders) = house.fill(&post, &[(Status::FirstReview, 1)]).await;
    let order = house.order(&post, &orders[0]);
    Scene {
        zhang: officers.remove(0),
        house,
        post,
        order,
    }
}

/// A file that begins as a JPEG does, and goes on without meaning.
pub(crate) fn jpeg(seed: u8) -> Vec<u8> {
    let mut bytes = b"\xff\xd8\xff\xe0\0\x10JFIF\0".to_vec();
    let mut state = u32::from(seed) + 1;
    while bytes.len() < 90_000 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        bytes.push(state.to_be_bytes()[0]);
    }
    bytes
}

pub(crate) fn enclosed(bytes: &[u8], mime: &str) -> Enclosed {
    Enclosed {
        sha256: Sha::of_kept(&Sha256::digest(bytes)).unwrap(),
        bytes: u64::try_from(bytes.len()).unwrap(),
        mime: mime.to_owned(),
    }
}

/// What is sealed otherwise than it should be.
pub(crate) struct Sealing<'a> {
    pub(crate) realm: &'a str,
    pub(crate) post: &'a str,
    pub(crate) key: &'a SigningKey,
    pub(crate) to: SealingKey,
    pub(crate) commands: &'a [SignedCommand],
    pub(crate) files: Vec<(Enclosed, Vec<u8>)>,
}

impl Scene {
    /// A note; each stands on those before it.
    pub(crate) fn notes(&self, count: usize) -> Vec<SignedCommand> {
        let (mut all, mut before) = (Vec::new(), Vec::new());
        for number in 0..count {
            let text = format!("断网时第 {number} 次核对");
            let plain = signed(
                &self.post,
                &self.zhang,
                &self.order,
                Action::AddNote { text },
            );
            let mut body: CommandBody = serde_json::from_str(&plain.bytes).unwrap();
            if let Instruction::Order { command, .. } = &mut body.instruction {
                command.stands_on.clone_from(&before);
                before.push(command.id.clone());
            }
            all.push(SignedCommand::sign(&body, &self.zhang.key));
        }
        all
    }

    pub(crate) fn sealing<'a>(&'a self, commands: &'a [SignedCommand]) -> Sealing<'a> {
        Sealing {
            realm: REALM,
            post: self.post.code.as_str(),
            key: &self.zhang.key,
            to: self.house.secrets().sealing.public(),
            commands,
            files: Vec::new(),
        }
    }

    /// Writes a sealed outbox under a name, and says where.
    pub(crate) fn seal(&self, name: &str, sealing: Sealing<'_>) -> PathBuf {
        let path = self.house.config.folder.join(name);
        let (said, files): (Vec<Enclosed>, Vec<Vec<u8>>) = sealing.files.into_iter().unzip();
        let outbox = Outbox {
            realm: sealing.realm,
            post: &lingshi_rules::ids::PostCode::new(sealing.post),
            officer: &self.zhang.id,
            at: now(),
            commands: sealing.commands,
            files: said,
        };
        let file = std::fs::File::create(&path).unwrap();
        let mut writer = Writer::begin(file, &sealing.to, sealing.key, outbox).unwrap();
        for file in files {
            writer.add(&file[..]).unwrap();
        }
        writer.end().unwrap();
        path
    }

    /// Runs the program as an administrator does.
    pub(crate) async fn run(&self, arguments: &[&str], files: &[&Path]) -> Said {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lingshi-central"));
        command
            .env(
                "LINGSHI_CENTRAL",
                self.house.config.folder.join("central.toml"),
            )
            .args(arguments)
            .args(files);
        if let Some(url) = &self.house.config.ledger.postgres {
            command.env("LINGSHI_POSTGRES_URL", url);
        }
        let output = tokio::task::spawn_blocking(move || command.output().unwrap());
        let output = output.await.unwrap();
        Said {
            exit: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            fault: String::from_utf8(output.stderr).unwrap(),
        }
    }

    pub(crate) async fn import(&self, files: &[&Path]) -> Said {
        let post = self.post.code.as_str();
        self.run(&["--json", "outbox", "import", post], files).await
    }

    /// Everything that an import may change: how far the log is, and which files are kept.
    pub(crate) fn kept(&self) -> (u64, Vec<PathBuf>) {
        let head = self.house.read(|tx| tx.head(&self.post.code)).unwrap();
        (
            head.seq.0,
            files_in(&self.house.config.folder.join("blobs")),
        )
    }
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files_in(&path));
        } else {
            all.push(path);
        }
    }
    all.sort();
    all
}
