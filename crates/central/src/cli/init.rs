//! `init` and `migrate`: a new server, and one that is older than this program.

use super::said::Said;
use super::{Open, Outcome, environment, wrong};
use clap::Args;
use lingshi_central::config::Config;
use lingshi_central::secrets::{self, Secrets};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct Init {
    /// The folder it will live in; made if it is not there
    folder: PathBuf,
    /// The name of the service: commands for another are worth nothing here
    #[arg(long)]
    realm: String,
    /// Keep the ledger in this PostgreSQL instead of in a file
    #[arg(long, value_name = "ADDRESS")]
    postgres: Option<String>,
}

const SETTINGS: &str = "# Lingshi Central. What is not written here is as it usually is.
realm = \"{realm}\"
# Where it listens. Anything but this machine itself wants [tls].
listen = \"127.0.0.1:7443\"

# [tls]
# certificate = \"chain.pem\"
# key = \"key.pem\"

[ledger]
{ledger}

# Balancers before this server: they name in X-Forwarded-For whom they were asked by.
# balancers = [\"10.0.0.1\"]

# With several nodes one of them leads, and does what falls due by itself. A node may be left out of that.
# clockwork = true

# [blobs]
# folder = \"blobs\"
# spool = \"spool\"

# [snapshots]
# folder = \"snapshots\"
# lines = 1000
# minutes = 30

# [applicants]
# codes = \"codes\"             # one-time codes are written here, each as a file
# face_check = \"simulated\"    # for a trial, never for people
# payments = \"simulated\"      # for a trial, never for people
# pensions = true              # 人社部门 tells what it decides, proven with pensions.key

# [mail]
# maildir = \"mail/in\"         # each file in its new/ is an e-mail that was sent as a supplement
# lmtp = \"127.0.0.1:2424\"     # or our own mail server hands them in
# receiving = { authserv_id = \"mx.example\", own_hops = 1 }
# answers = { smtp = \"smtps://mail.example\", from = \"zgls@mail.example\" }
# look_seconds = 2
# patience_seconds = 300

# [limits]
# strangers_per_minute = 60
# officers_per_minute = 3000
# applicants_per_minute = 300
# codes_per_hour = 20

# [patience]
# header_seconds = 10
# stall_seconds = 30
# upload_seconds = 900
# answer_seconds = 30
# ending_seconds = 20
";

impl Init {
    pub(super) fn run(&self) -> Outcome {
        let path = self.folder.join("central.toml");
        if path.exists() {
            return Err(wrong(format!(
                "{}: there is a server here already; nothing was changed",
                path.display()
            )));
        }
        let told = |fault: std::io::Error| wrong(format!("{}: {fault}", self.folder.display()));
        fs::create_dir_all(&self.folder).map_err(told)?;
        let ledger = match &self.postgres {
            Some(url) => format!("postgres = {}", toml::Value::from(url.as_str())),
            None => "file = \"ledger.db\"".to_owned(),
        };
        let text = SETTINGS
            .replace("{realm}", &self.realm)
            .replace("{ledger}", &ledger);
        // The address of a database may hold its password.
        secrets::write_private(&path, text.as_bytes())?;
        let made = Config::read(&path, environment)
            .map_err(super::Wrong::from)
            .and_then(|config| {
                Secrets::make(&config.folder)?;
                config.engine().open()?;
                Ok(Secrets::read(&config.folder)?)
            });
        match made {
            Ok(secrets) => {
                let key = secrets.server.public().id();
                let shown = path.display();
                let words = format!(
                    "A new server, with the key {key}.\nSettings: {shown}\nNext: lingshi-central --config {shown} post set POST.toml"
                );
                let config = path.to_string_lossy();
                Ok(Said::new(
                    words,
                    json!({ "config": config, "server_key": key }),
                ))
            }
            Err(fault) => {
                // The settings were ours and are of no use; secrets, once made, are never taken away.
                fs::remove_file(&path).ok();
                Err(fault)
            }
        }
    }
}

/// Brings a server to the shape of this program.
pub(super) fn migrate(path: &Path) -> Outcome {
    let config = Config::read(path, environment)?;
    let made = Secrets::make_sealing(&config.folder)?;
    let payments = Secrets::make_payments(&config.folder)?;
    let pensions = Secrets::make_pensions(&config.folder)?;
    Open::new(path)?;
    let mut words = "The ledger has the shape of this program.".to_owned();
    if made {
        words.push_str(
            "\nsealing.key was made: outboxes are sealed to it. Copy it to every other node of this server, and keep it with the other secrets.",
        );
    }
    if payments {
        words.push_str(
            "\npayments.key was made: notices of payments are proven with it. Copy it to every other node, and give it to the payment provider where there is one.",
        );
    }
    if pensions {
        words.push_str(
            "\npensions.key was made: answers about pensions are proven with it. Copy it to every other node, and give it to 人社部门 where it tells what it decides.",
        );
    }
    let document = json!({
        "said": words,
        "sealing_key_made": made,
        "payments_key_made": payments,
        "pensions_key_made": pensions,
    });
    Ok(Said::new(words, document))
}
