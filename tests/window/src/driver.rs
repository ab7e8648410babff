//! The programs a session needs: the desk, tauri-driver, and the webview's own driver.

use crate::Told;
use std::env;
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;

/// The running driver; it ends with this.
#[derive(Debug)]
pub struct Drivers {
    child: Child,
    host: String,
    desk: PathBuf,
    home: PathBuf,
}

impl Drivers {
    /// Starts the driver named by the environment, in a home of its own, and waits until it listens.
    pub fn start() -> Told<Self> {
        let desk = named(
            "LINGSHI_BIN",
            "the desk's program, as built by `cargo build`",
        )?;
        let driver = named("TAURI_DRIVER", "tauri-driver 2.1")?;
        let native = named("NATIVE_DRIVER", "the webview's driver, as WebKitWebDriver")?;
        let (port, native_port) = (free_port()?, free_port()?);
        let home = env::temp_dir().join(format!("lingshi-window-{port}"));
        let child = Command::new(driver)
            .args([
                "--port",
                &port.to_string(),
                "--native-port",
                &native_port.to_string(),
            ])
            .arg("--native-driver")
            .arg(native)
            .env("HOME", &home)
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env_remove("LINGSHI_DEMO_PASS")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|e| format!("tauri-driver does not start: {e}"))?;
        let drivers = Self {
            child,
            host: format!("127.0.0.1:{port}"),
            desk,
            home,
        };
        listening(&drivers.host)?;
        // It answers before the driver behind it does, and then drops the line.
        listening(&format!("127.0.0.1:{native_port}"))?;
        Ok(drivers)
    }

    /// Where it listens.
    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    /// The desk's program.
    pub(crate) fn desk(&self) -> &PathBuf {
        &self.desk
    }
}

fn listening(host: &str) -> Told<()> {
    for _ in 0..1_000_000 {
        if TcpStream::connect(host).is_ok() {
            return Ok(());
        }
        thread::yield_now();
    }
    Err(format!("no driver listens at {host}"))
}

impl Drop for Drivers {
    fn drop(&mut self) {
        // Asked to end, it ends the driver behind it too; killed outright, it would leave that one running.
        let asked = Command::new("kill")
            .arg(self.child.id().to_string())
            .status();
        if !asked.is_ok_and(|status| status.success()) {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.home);
    }
}

pub(crate) fn named(variable: &str, what: &str) -> Told<PathBuf> {
    let path = env::var_os(variable).map(PathBuf::from);
    let path = path.ok_or_else(|| format!("{variable} is not set: it names {what}"))?;
    if path.exists() {
        return Ok(path);
    }
    Err(format!(
        "{variable} names {}, which is not there",
        path.display()
    ))
}

fn free_port() -> Told<u16> {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(|e| e.to_string())?;
    listener
        .local_addr()
        .map(|a| a.port())
        .map_err(|e| e.to_string())
}
