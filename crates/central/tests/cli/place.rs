//! A server made by its own command line, in a folder of the test's own.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

pub(crate) struct Place {
    pub(crate) folder: TempDir,
}

/// What a command said, and how it ended.
pub(crate) struct Said {
    pub(crate) exit: i32,
    pub(crate) out: String,
    pub(crate) aside: String,
}

impl Said {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Self {
            exit: output.status.code().unwrap(),
            out: text(&output.stdout),
            aside: text(&output.stderr),
        }
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        assert_eq!(self.exit, 0, "{}{}", self.out, self.aside);
        serde_json::from_str(&self.out).unwrap()
    }
}

impl Place {
    /// A server with one post and its root.
    pub(crate) fn new() -> Self {
        let place = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        let folder = place.folder.path().to_str().unwrap();
        place.run(&["init", folder, "--realm", "test"]).json();
        let bru = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/posts/BRU.toml");
        place.run(&["post", "set", bru.to_str().unwrap()]).json();
        let root = place.at("root.key");
        let root = place.run(&["root", "new", root.to_str().unwrap()]).json();
        let public = root["public"].as_str().unwrap();
        place.run(&["root", "set", "BRU", public]).json();
        place.hire("bru-zhang", "first_reviewer");
        place
    }

    pub(crate) fn hire(&self, id: &str, role: &str) {
        let asked = ["officer", "set", "BRU", id, "--name", id, "--role", role];
        self.run(&asked).json();
    }

    pub(crate) fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Says it, and has it answered in JSON.
    pub(crate) fn run(&self, arguments: &[&str]) -> Said {
        self.says(&[&["--json"], arguments].concat())
    }

    pub(crate) fn says(&self, arguments: &[&str]) -> Said {
        let output = Command::new(env!("CARGO_BIN_EXE_lingshi-central"))
            .env("LINGSHI_CENTRAL", self.at("central.toml"))
            .args(arguments)
            .output();
        Said::of(&output.unwrap())
    }
}
