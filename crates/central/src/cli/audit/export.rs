//! `audit export`.

use super::super::officer::there;
use super::super::said::Said;
use super::super::{Open, Outcome, Wrong, wrong};
use super::{New, aside, shown, sign, told};
use clap::Args;
use lingshi_registry::audit::{ExportFault, export};
use lingshi_rules::ids::PostCode;
use serde_json::json;
use std::io::{BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(in crate::cli) struct Export {
    /// The post
    post: String,
    /// With what stands beside the lines: personal data, so only to a file
    #[arg(long, requires = "out")]
    with_payloads: bool,
    /// Write to this new file, readable by nobody else, instead of standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl Export {
    pub(super) fn run(&self, config: &Path) -> Outcome {
        let mut open = Open::new(config)?;
        let post = there(&mut open, &self.post)?;
        match &self.out {
            Some(path) => self.to_file(&mut open, &post, path),
            None => self.to_reader(&mut open, &post),
        }
    }

    fn write(
        &self,
        open: &mut Open,
        post: &PostCode,
        out: &mut dyn Write,
    ) -> Result<Result<u64, ExportFault>, Wrong> {
        let Open {
            config,
            secrets,
            store,
            ..
        } = open;
        let sign = sign((&config.realm, &secrets.server), post);
        let mut written = None;
        store.read(&mut |tx| {
            let of = (config.realm.as_str(), post);
            written = Some(export(tx, of, self.with_payloads, &sign, out));
            Ok(())
        })?;
        written.ok_or_else(|| wrong("nothing was read"))
    }

    fn to_file(&self, open: &mut Open, post: &PostCode, path: &Path) -> Outcome {
        let (new, file) = New::file(path)?;
        let mut out = BufWriter::new(file);
        let lines = self.write(open, post, &mut out)??;
        let file = out
            .into_inner()
            .map_err(|fault| told(path)(fault.into_error()))?;
        file.sync_all().map_err(told(path))?;
        new.keep();
        let key = shown(open);
        let personal = if self.with_payloads {
            " Personal data is in it."
        } else {
            ""
        };
        let words = format!(
            "{lines} lines of {post} are in {}.{personal}\nThe server's key: {key}",
            path.display()
        );
        Ok(Said::new(
            words,
            json!({ "post": post, "lines": lines, "payloads": self.with_payloads, "server_key": key }),
        ))
    }

    fn to_reader(&self, open: &mut Open, post: &PostCode) -> Outcome {
        let mut out = BufWriter::new(std::io::stdout().lock());
        let written = self.write(open, post, &mut out)?;
        drop(out);
        match written {
            Ok(lines) => {
                aside(&format!("{lines} lines. The server's key: {}", shown(open)));
                Ok(Said::new("", json!({ "lines": lines })).quiet())
            }
            // Whoever stops reading has read enough.
            Err(ExportFault::Out(fault)) if fault.kind() == ErrorKind::BrokenPipe => {
                Ok(Said::plain("").quiet())
            }
            Err(fault) => Err(fault.into()),
        }
    }
}
