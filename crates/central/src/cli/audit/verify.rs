//! `audit verify`.

use super::super::officer::there;
use super::super::said::Said;
use super::super::{Open, Outcome, Wrong, wrong};
use super::{public_key, told};
use clap::Args;
use lingshi_registry::audit::{
    Broken, ExportVerified, Remembered, Verified, Witness, verify, verify_export,
};
use lingshi_rules::ids::PostCode;
use lingshi_wire::{KeyId, NoHead, PublicKey, Server, SignedHead};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::BufReader;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(in crate::cli) struct Verify {
    /// One post; all of them if it is left out
    #[arg(conflicts_with = "export")]
    post: Option<String>,
    /// Heads somebody remembers, of any post: what `audit heads` wrote, what a desk remembers, or what
    /// `post list --json` said. Signed ones are held against the server's key
    #[arg(long, value_name = "FILE")]
    heads: Option<PathBuf>,
    /// Verify this exported log instead of the ledger; needs --server-key, and nothing of the server
    #[arg(long, value_name = "FILE", requires = "server_key")]
    export: Option<PathBuf>,
    /// The server's public key, as it was told when heads or log were written; this server's own if left out
    #[arg(long, value_name = "KEY", value_parser = public_key)]
    server_key: Option<PublicKey>,
    /// The public half of the post's root, as `root new` printed it; more than once if it was changed. Without
    /// it the log's own word is taken for which root the post has
    #[arg(long = "root-key", value_name = "KEY", value_parser = public_key)]
    roots: Vec<PublicKey>,
}

/// A head as it may be written down.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Signed(SignedHead),
    Plain {
        post: Option<PostCode>,
        #[serde(flatten)]
        head: Remembered,
    },
}

/// A list of heads, alone or as `post list --json` says it.
#[derive(Deserialize)]
#[serde(untagged)]
enum File {
    List(Vec<Written>),
    Posts { posts: Vec<Written> },
}

impl Written {
    fn is_of_nobody(&self) -> bool {
        matches!(self, Self::Plain { post: None, .. })
    }
}

/// Posts that are remembered and that nobody knows here.
fn gone(written: &[Written], server: &Server, posts: &[PostCode]) -> BTreeSet<PostCode> {
    let named = written.iter().filter_map(|one| match one {
        Written::Plain { post, .. } => post.clone(),
        Written::Signed(signed) => signed.open(&server.key).ok().map(|says| says.post),
    });
    named.filter(|post| !posts.contains(post)).collect()
}

/// Heads of one post, with how many of the file are not what they say.
struct Heads {
    of_post: Vec<Remembered>,
    forged: usize,
}

impl Verify {
    pub(super) fn run(&self, config: &Path) -> Outcome {
        match &self.export {
            Some(path) => self.file(path),
            None => self.ledger(config),
        }
    }

    fn ledger(&self, config: &Path) -> Outcome {
        let mut open = Open::new(config)?;
        let posts: Vec<PostCode> = match &self.post {
            Some(post) => vec![there(&mut open, post)?],
            None => open.read(|tx| tx.posts())?,
        };
        let own = || open.secrets.server.public();
        let server = Server {
            realm: open.config.realm.clone(),
            key: self.server_key.clone().unwrap_or_else(own),
        };
        let written = self.written()?;
        if self.post.is_none() && written.iter().any(Written::is_of_nobody) {
            return Err(wrong(
                "a head in the list says no post: name the one it is of",
            ));
        }
        let (mut words, mut all) = (String::new(), Vec::new());
        let gone = match self.post {
            Some(_) => BTreeSet::new(),
            None => gone(&written, &server, &posts),
        };
        let mut broken = !gone.is_empty();
        for post in &gone {
            writeln!(
                words,
                "{post}: somebody remembers this post, and it is GONE."
            )?;
        }
        for post in posts {
            let heads = of_post(&written, &server, &post)?;
            let witness = Witness {
                heads: &heads.of_post,
                roots: &self.roots,
            };
            let mut found = open.read(|tx| verify(tx, (&server.realm, &post), witness))?;
            found
                .broken
                .extend((0..heads.forged).map(|_| Broken::HeadNotSigned));
            broken |= !found.broken.is_empty();
            words.push_str(&in_words(&post, &found, &self.roots)?);
            all.push(json!({ "post": post, "heads": heads.of_post.len(), "found": found }));
        }
        let said = Said::new(words, json!({ "posts": all, "gone": gone }));
        Ok(if broken { said.ends_with(3) } else { said })
    }

    fn file(&self, path: &Path) -> Outcome {
        let key = self.server_key.clone();
        let key = key.ok_or_else(|| wrong("--export needs --server-key"))?;
        let of = lingshi_registry::audit::export_of(BufReader::new(
            std::fs::File::open(path).map_err(told(path))?,
        ));
        let named = |why: &dyn std::fmt::Display| wrong(format!("{}: {why}", path.display()));
        let (realm, post) = of.map_err(|why| named(&why))?;
        let server = Server { realm, key };
        let heads = of_post(&self.written()?, &server, &post)?;
        let witness = Witness {
            heads: &heads.of_post,
            roots: &self.roots,
        };
        let file = BufReader::new(std::fs::File::open(path).map_err(told(path))?);
        let verified = verify_export(file, &server.key, witness);
        let ExportVerified {
            payloads,
            mut found,
            ..
        } = verified.map_err(|why| named(&why))?;
        found
            .broken
            .extend((0..heads.forged).map(|_| Broken::HeadNotSigned));
        let broken = !found.broken.is_empty();
        let mut words = in_words(&post, &found, &self.roots)?;
        if !payloads {
            words
                .push_str("It was exported without payloads: what officers signed is not in it.\n");
        }
        let all = json!({ "realm": server.realm, "post": post, "payloads": payloads, "heads": heads.of_post.len(), "found": found });
        let said = Said::new(words, all);
        Ok(if broken { said.ends_with(3) } else { said })
    }

    fn written(&self) -> Result<Vec<Written>, Wrong> {
        let Some(path) = &self.heads else {
            return Ok(Vec::new());
        };
        let text = std::fs::read_to_string(path).map_err(told(path))?;
        match serde_json::from_str(&text) {
            Ok(File::List(heads) | File::Posts { posts: heads }) if !heads.is_empty() => Ok(heads),
            Ok(_) | Err(_) => Err(wrong(format!(
                "{}: a list of heads is wanted, as `audit heads` writes them or `post list --json` says them",
                path.display()
            ))),
        }
    }
}

/// Those of one post. One without a post is of any; one that the server did not sign is nobody's, and told.
fn of_post(written: &[Written], server: &Server, post: &PostCode) -> Result<Heads, Wrong> {
    let mut heads = Heads {
        of_post: Vec::new(),
        forged: 0,
    };
    for one in written {
        match one {
            Written::Plain { post: of, head } if of.as_ref().is_none_or(|of| of == post) => {
                heads.of_post.push(head.clone());
            }
            Written::Plain { .. } => {}
            Written::Signed(signed) => match signed.of(server, post) {
                Ok(says) => heads.of_post.push(Remembered::from(&says)),
                Err(NoHead::OtherPost(_)) => {}
                Err(NoHead::OtherRealm(realm)) => {
                    return Err(wrong(format!(
                        "a head is of the service '{realm}', and this is '{}'",
                        server.realm
                    )));
                }
                Err(NoHead::NotSigned | NoHead::NotAHead | NoHead::OfSomethingElse) => {
                    heads.forged += 1;
                }
            },
        }
    }
    Ok(heads)
}

fn in_words(post: &PostCode, found: &Verified, roots: &[PublicKey]) -> Result<String, Wrong> {
    let mut words = String::new();
    let (lines, erased) = (found.lines, found.erased);
    if found.broken.is_empty() {
        writeln!(
            words,
            "{post}: lines {lines}, lawfully erased {erased}; all hold."
        )?;
    } else {
        let faults = found.broken.len();
        writeln!(words, "{post}: lines {lines}, FAULTS {faults}.")?;
        for fault in &found.broken {
            writeln!(words, "  {}", sentence(fault)?)?;
        }
    }
    let officers = &found.officers;
    writeln!(
        words,
        "  Signed by officers: {} hold, {} cannot be told.",
        officers.hold, officers.unknown
    )?;
    if roots.is_empty() && !officers.roots.is_empty() {
        let named: Vec<&str> = officers.roots.iter().map(KeyId::as_str).collect();
        writeln!(
            words,
            "  The log itself names the root {}: compare it with yours, or hand it over with --root-key.",
            named.join(", ")
        )?;
    }
    for head in &found.lost {
        writeln!(
            words,
            "  A head of line {} is of a life of the log that ended with a restore: was there one?",
            head.seq
        )?;
    }
    Ok(words)
}

/// What a person does with a fault.
fn sentence(fault: &Broken) -> Result<String, Wrong> {
    let value: Value = serde_json::to_value(fault)?;
    let words = match fault {
        Broken::Gap { .. } => "a line is missing or stands elsewhere",
        Broken::Link { .. } => "this line, or one before it, was changed",
        Broken::Payload { .. } => "what stands beside this line was changed",
        Broken::Erased { .. } => "what stood beside this line is gone, and no line says so",
        Broken::Misplaced { .. } => "this line is of another place, post or life of the log",
        Broken::Head { .. } => "the head says another end",
        Broken::Cut { .. } => "somebody remembers this line, and it is gone: the tail was cut",
        Broken::Fork { .. } => "somebody remembers another line here: the log was written anew",
        Broken::NotSigned { .. } => "an officer is said to have done this, and did not sign it",
        Broken::NotCertified { .. } => "the root never certified the key this is signed with",
        Broken::Revoked { .. } => "this is signed with a key that was revoked before",
        Broken::OtherRoot { .. } => "this line names a root that is not among those you know",
        Broken::HeadNotSigned => "a head is FORGED: the server's key did not sign it",
        Broken::NoHead => "the file ends without a signed head: it was cut",
        Broken::Unreadable { .. } => "this line of the file cannot be read",
        Broken::AfterEnd { .. } => "something was added after the end of the file",
    };
    Ok(format!("{value}  {words}"))
}
