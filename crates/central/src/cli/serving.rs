//! `serve`.

use super::said::Said;
use super::{Outcome, environment};
use lingshi_central::config::Config;
use lingshi_central::serve::serve as listen;
use std::path::Path;
use tracing_subscriber::EnvFilter;

pub(super) fn serve(path: &Path) -> Outcome {
    let config = Config::read(path, environment)?;
    log("info");
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let serving = listen(&config).await?;
        tracing::info!(address = %serving.address, realm = config.realm, "listening");
        serving.until_told().await?;
        Ok(Said::plain("Stopped; everything begun is written."))
    })
}

/// The log, at the level the environment wants, or at this one.
pub(super) fn log(level: &str) {
    let filter = EnvFilter::try_from_env("LINGSHI_LOG").unwrap_or_else(|_| EnvFilter::new(level));
    tracing_subscriber::fmt()
        .json()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
}
