//! `demo`: a server with a post that is alive. Only in programs that were built for it.

use super::said::Said;
use super::{Outcome, serving};
use clap::Args;
use lingshi_central::demo::{Wish, open};
use lingshi_demo::life::Pace;
use serde_json::json;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct Demo {
    /// The folder it lives in; it goes on there where it stopped
    #[arg(default_value = "lingshi-demo")]
    folder: PathBuf,
    /// The post: BRU, LAD, LAX, NYC, SFO or WAS
    #[arg(long, default_value = "BRU")]
    post: String,
    /// The same seed, on the same day, gives the same people and orders
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many times quicker than people everybody makes up their mind; slots and last days are not hurried
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u32).range(1..=1000))]
    speed: u32,
    /// Applicants alone: no invented officer does anything
    #[arg(long)]
    alone: bool,
    /// Begin anew, and forget what lives in the folder
    #[arg(long)]
    fresh: bool,
    /// Where it listens, on this machine; port 0 takes any that is free
    #[arg(long, default_value = "127.0.0.1:7443")]
    listen: SocketAddr,
}

impl Demo {
    pub(super) fn run(self, json: bool) -> Outcome {
        serving::log("warn");
        let wish = Wish {
            folder: self.folder,
            post: self.post,
            seed: self.seed,
            listen: self.listen,
            fresh: self.fresh,
        };
        let pace = Pace {
            hurry: self.speed,
            colleagues: !self.alone,
        };
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()?;
        runtime.block_on(async {
            let demo = open(wish, pace).await?;
            let (address, pass) = (demo.address.clone(), demo.pass.display().to_string());
            let said = if json {
                json!({ "address": address, "pass": pass }).to_string()
            } else {
                format!(
                    "The demo listens at {address}.\nThe newcomer's pass: {pass}\nEverybody in it is invented. Ctrl-C ends it; it goes on where it stopped."
                )
            };
            writeln!(std::io::stdout().lock(), "{said}")?;
            demo.until_told().await?;
            Ok(Said::plain("Stopped; everything begun is written.").quiet())
        })
    }
}
