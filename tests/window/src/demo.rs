//! A server whose post is alive, for a desk to look at.

use crate::Told;
use crate::driver::named;
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A running demo; it ends with this.
#[derive(Debug)]
pub struct Demo {
    child: Child,
    address: String,
    pass: PathBuf,
}

impl Demo {
    /// Opens one in a folder, where it listens on any free port; it says so when it does.
    pub fn open(folder: &Path) -> Told<Self> {
        Self::open_at(folder, "127.0.0.1:0")
    }

    fn open_at(folder: &Path, listen: &str) -> Told<Self> {
        let central = named(
            "LINGSHI_CENTRAL_BIN",
            "the server's program, as built by `cargo build -p lingshi-central --features demo`",
        )?;
        let mut child = Command::new(central)
            .args(["--json", "demo", "--speed", "600", "--listen", listen])
            .arg(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|e| format!("the server does not start: {e}"))?;
        let said = child.stdout.take().ok_or("the server has no voice")?;
        let mut line = String::new();
        BufReader::new(said)
            .read_line(&mut line)
            .map_err(|e| e.to_string())?;
        let said: Value = serde_json::from_str(&line)
            .map_err(|e| format!("the server does not say where it listens: {e}: {line}"))?;
        let text = |key: &str| said[key].as_str().unwrap_or_default().to_owned();
        Ok(Self {
            child,
            address: text("address").replace("http://", ""),
            pass: text("pass").into(),
        })
    }

    /// The newcomer's pass.
    pub fn pass(&self) -> Told<&str> {
        self.pass
            .to_str()
            .ok_or_else(|| "the pass has a strange name".to_owned())
    }

    /// Ends it; it can be gone on with.
    pub fn end(mut self) -> Gone {
        self.stop();
        Gone {
            address: self.address.clone(),
            folder: self.pass.with_file_name(""),
        }
    }

    fn stop(&mut self) {
        // Asked to end, it writes down what was begun.
        let asked = Command::new("kill")
            .arg(self.child.id().to_string())
            .status();
        if !asked.is_ok_and(|status| status.success()) {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        self.stop();
    }
}

/// A demo that has ended.
#[derive(Debug)]
pub struct Gone {
    address: String,
    folder: PathBuf,
}

impl Gone {
    /// Goes on where it stopped, at the same address.
    pub fn go_on(self) -> Told<Demo> {
        Demo::open_at(&self.folder, &self.address)
    }
}
