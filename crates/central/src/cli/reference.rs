//! `reference`.

use super::officer::there;
use super::said::{Said, table};
use super::{Open, Outcome, Wrong, wrong};
use clap::Subcommand;
use lingshi_registry::Kept;
use lingshi_registry::reference::{load_sheet, sheet, sheet_of_realm, sheets};
use lingshi_rules::ids::PostCode;
use lingshi_rules::people::By;
use lingshi_wire::reference::{LARGEST_FILE, Listed, Scope, Sheet, SheetName, SheetText};
use serde_json::json;
use std::path::{Path, PathBuf};
use strum::{IntoEnumIterator, VariantNames};

#[derive(Debug, Subcommand)]
pub(super) enum Reference {
    /// Load sheets from TOML files: each in the place of the one before it
    ///
    /// A file says what it is: sheet = "posts" (the directory of missions) or "authorities" (签发机关) for the whole
    /// realm, "phrases" (常用语) for the post it names. Everything wrong with any file is told with its line, column
    /// and what was meant, and then nothing is loaded. A phrase is held to what an officer's own words in its places
    /// are held to. The same content again writes nothing.
    Load {
        /// The files
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// The phrases must be this post's
        #[arg(long)]
        post: Option<String>,
    },
    /// Which sheets there are: the realm's, and with --post a post's too
    List {
        /// The post
        #[arg(long)]
        post: Option<String>,
    },
    /// Show a sheet, as desks get it
    Show {
        /// posts, authorities or phrases
        name: String,
        /// The post, for a sheet that is a post's
        #[arg(long)]
        post: Option<String>,
    },
}

impl Reference {
    pub(super) fn run(&self, config: &Path) -> Outcome {
        let mut open = Open::new(config)?;
        match self {
            Self::Load { files, post } => load(&mut open, files, post.as_deref()),
            Self::List { post } => list(&mut open, post.as_deref()),
            Self::Show { name, post } => show(&mut open, name, post.as_deref()),
        }
    }
}

fn read(path: &Path) -> Result<String, Wrong> {
    let told = |fault: std::io::Error| wrong(format!("{}: {fault}", path.display()));
    let length = std::fs::metadata(path).map_err(told)?.len();
    if length > u64::try_from(LARGEST_FILE).unwrap_or(u64::MAX) {
        return Err(wrong(format!(
            "{}: the file has more than {LARGEST_FILE} bytes",
            path.display()
        )));
    }
    std::fs::read_to_string(path).map_err(told)
}

fn load(open: &mut Open, paths: &[PathBuf], post: Option<&str>) -> Outcome {
    let post = post.map(|post| there(open, post)).transpose()?;
    let (mut all, mut faults) = (Vec::new(), Vec::new());
    for path in paths {
        let text = read(path)?;
        let file = path.display().to_string();
        match understood(
            open,
            SheetText {
                file: &file,
                text: &text,
            },
            post.as_ref(),
        )? {
            Ok(sheet) => all.push((path, sheet)),
            Err(told) => faults.extend(told),
        }
    }
    if !faults.is_empty() {
        return Err(wrong(faults.join("\n")));
    }
    let (mut words, mut told) = (Vec::new(), Vec::new());
    for (path, sheet) in &all {
        let loaded = open.write(|_, tx, moment| load_sheet(tx, sheet, By::System, moment))?;
        let (name, rows) = (sheet.name(), sheet.rows());
        words.push(match loaded {
            Some(version) => format!("{name}: {rows} rows, version {version}."),
            None => format!("{name}: the same {rows} rows as before; nothing was written."),
        });
        told.push(json!({ "file": path.to_string_lossy(), "name": name, "rows": rows, "version": loaded, "changed": loaded.is_some() }));
    }
    Ok(Said::new(words.join("\n"), json!({ "sheets": told })))
}

/// A sheet, or everything that is wrong with its file.
fn understood(
    open: &mut Open,
    text: SheetText<'_>,
    wanted: Option<&PostCode>,
) -> Result<Result<Sheet, Vec<String>>, Wrong> {
    if let Some(of) = text.post() {
        let of = there(open, of.as_str())
            .map_err(|fault| wrong(format!("{}: {}", text.file, fault.sentence)))?;
        if wanted.is_some_and(|wanted| *wanted != of) {
            return Ok(Err(vec![format!(
                "{}: these are the phrases of {of}",
                text.file
            )]));
        }
    }
    let registry = &open.registry;
    let mut read = None;
    open.store.read(&mut |tx| {
        read = Some(registry.read_sheet(tx, text)?);
        Ok(())
    })?;
    let read = read.ok_or_else(|| wrong("nothing was read"))?;
    Ok(read.map_err(|faults| faults.iter().map(ToString::to_string).collect()))
}

fn list(open: &mut Open, post: Option<&str>) -> Outcome {
    let kept = match post {
        Some(post) => {
            let post = there(open, post)?;
            open.read(|tx| sheets(tx, &post))?
        }
        None => open.read(|tx| {
            let realms = SheetName::iter().filter(|name| name.scope() == Scope::Realm);
            let kept: Vec<Option<Kept<Sheet>>> = realms
                .map(|name| sheet_of_realm(tx, name))
                .collect::<Result<_, _>>()?;
            Ok(kept.into_iter().flatten().collect::<Vec<_>>())
        })?,
    };
    let listed: Vec<_> = kept
        .iter()
        .map(|kept| (kept.value.listed(kept.version), kept.value.rows()))
        .collect();
    let mut rows = vec![
        ["sheet", "of", "version", "rows", "bytes"]
            .map(str::to_owned)
            .to_vec(),
    ];
    rows.extend(listed.iter().map(|(listed, count)| row(listed, *count)));
    let all: Vec<_> = listed.iter().map(|(listed, _)| listed).collect();
    Ok(Said::new(table(&rows), json!({ "sheets": all })))
}

fn row(listed: &Listed, rows: usize) -> Vec<String> {
    let of = match listed.scope {
        Scope::Realm => "the realm",
        Scope::Post => "the post",
    };
    vec![
        listed.name.to_string(),
        of.to_owned(),
        listed.version.to_string(),
        rows.to_string(),
        listed.bytes.to_string(),
    ]
}

fn show(open: &mut Open, name: &str, post: Option<&str>) -> Outcome {
    let unknown = |_| {
        let known = SheetName::VARIANTS.join(", ");
        wrong(format!("There is no sheet {name}; known: {known}."))
    };
    let name: SheetName = name.parse().map_err(unknown)?;
    let kept = match (name.scope(), post) {
        (Scope::Realm, _) => open.read(|tx| sheet_of_realm(tx, name))?,
        (Scope::Post, Some(post)) => {
            let post = there(open, post)?;
            open.read(|tx| sheet(tx, &post, name))?
        }
        (Scope::Post, None) => {
            return Err(wrong(format!(
                "{name} are a post's: say which with --post."
            )));
        }
    };
    let kept = kept.ok_or_else(|| wrong(format!("No sheet {name} was loaded yet.")))?;
    let document = serde_json::to_value(&kept.value)?;
    Ok(Said::new(
        serde_json::to_string_pretty(&document)?,
        document,
    ))
}
