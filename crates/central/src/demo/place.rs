//! The folder of a demo: settings and secrets of a server, and what the demo must know again when it goes on.

use super::officers;
use crate::config::{Config, ConfigFault};
use crate::secrets::{SecretFault, Secrets};
use crate::serve::ServeFault;
use crate::world::{OsChance, moment, now};
use lingshi_demo::by_mail::OUR_MAIL_SERVER;
use lingshi_demo::pass::BadPass;
use lingshi_demo::stock::{NoStock, Stock};
use lingshi_fixtures::posts::POSTS;
use lingshi_ledger::{StoreFault, Writing};
use lingshi_registry::identity::Password;
use lingshi_registry::posts::{BadSettings, set_up};
use lingshi_registry::{Chance, Moment, Told};
use lingshi_rules::people::By;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::values::instant::Day;
use lingshi_wire::client::BadServer;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(super) const CODES: &str = "codes";
pub(super) const MAILS: &str = "mail/in";
const KNOWN: &str = "demo.toml";
const REALM: &str = "demo";

/// What is wished for.
#[derive(Debug, Clone)]
pub struct Wish {
    /// Where it is kept.
    pub folder: PathBuf,
    /// Which post.
    pub post: String,
    /// From which everything follows.
    pub seed: u64,
    /// Where it listens.
    pub listen: SocketAddr,
    /// Begin anew, and forget what was there.
    pub fresh: bool,
}

/// There is no demo.
#[derive(Debug, thiserror::Error)]
pub enum NoDemo {
    /// There is no such post.
    #[error("there is no post '{0}'; there are BRU, LAD, LAX, NYC, SFO and WAS")]
    NoPost(String),
    /// The folder holds something else.
    #[error("{0}: this folder holds something that is no demo; choose another one")]
    NotEmpty(PathBuf),
    /// The folder holds the demo of another post or seed.
    #[error(
        "{folder}: the demo of {post} with seed {seed} lives here; --fresh begins another in its place"
    )]
    Other {
        /// Where.
        folder: PathBuf,
        /// Which post.
        post: String,
        /// Which seed.
        seed: u64,
    },
    /// What it knew cannot be read.
    #[error("{0}: what this demo knew cannot be read; --fresh begins it anew")]
    Spoilt(PathBuf),
    /// The folder.
    #[error("{0}")]
    Folder(#[from] io::Error),
    /// Its settings.
    #[error(transparent)]
    Config(#[from] ConfigFault),
    /// The post's settings.
    #[error(transparent)]
    Settings(#[from] BadSettings),
    /// A secret.
    #[error(transparent)]
    Secret(#[from] SecretFault),
    /// The ledger.
    #[error(transparent)]
    Ledger(#[from] StoreFault),
    /// It cannot listen.
    #[error(transparent)]
    Serve(#[from] ServeFault),
    /// Nothing can be invented.
    #[error(transparent)]
    Stock(#[from] NoStock),
    /// A pass.
    #[error(transparent)]
    Pass(#[from] BadPass),
    /// The server cannot be asked.
    #[error(transparent)]
    Server(#[from] BadServer),
    /// A password of its own making will not do.
    #[error("no password could be made")]
    NoPassword,
    /// It was cut short.
    #[error("it was cut short")]
    CutShort,
}

/// What it must know again.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// Which post.
    pub post: String,
    /// From which everything follows.
    pub seed: u64,
    /// The morning its first orders stand where they stand.
    pub on: Day,
    /// With which everybody signs in who does not exist.
    pub password: String,
}

/// A demo's folder, opened.
pub struct Place {
    /// The server's settings.
    pub config: Config,
    /// Its secrets.
    pub secrets: Secrets,
    /// The post's settings.
    pub policy: PostPolicy,
    /// What it must know again.
    pub known: Known,
    /// Orders, pictures and officers, invented once for everybody.
    pub stock: Arc<Stock>,
}

/// One password for everybody, hashed once: a demo is not to wait for three hundred.
pub(super) fn hashed(known: &Known) -> Result<Password, NoDemo> {
    let mut salt = [0; 16];
    OsChance.fill(&mut salt);
    Password::new(&known.password, "nobody", salt).map_err(|_| NoDemo::NoPassword)
}

fn settings(post: &str) -> Result<(String, &'static str), NoDemo> {
    let known = POSTS.iter().find(|(code, _)| *code == post);
    let (code, text) = known.ok_or_else(|| NoDemo::NoPost(post.to_owned()))?;
    Ok((format!("{code}.toml"), text))
}

impl Place {
    /// Opens the folder; makes it if there is none.
    pub fn open(wish: &Wish) -> Result<Self, NoDemo> {
        let (file, toml) = settings(&wish.post)?;
        let policy =
            PostPolicy::read(&file, toml).map_err(|_| NoDemo::NoPost(wish.post.clone()))?;
        let folder = &wish.folder;
        let path = folder.join(KNOWN);
        let is_ours = path.exists();
        let is_empty = !folder.exists() || fs::read_dir(folder)?.next().is_none();
        if !is_ours && !is_empty {
            return Err(NoDemo::NotEmpty(folder.clone()));
        }
        if is_ours && wish.fresh {
            fs::remove_dir_all(folder)?;
        }
        crate::blobs::private_folder(folder)?;
        let known = match fs::read_to_string(&path) {
            Ok(text) => toml::from_str(&text).map_err(|_| NoDemo::Spoilt(folder.clone()))?,
            Err(_) => new(wish, &policy, &path)?,
        };
        if known.post != wish.post || known.seed != wish.seed {
            let Known { post, seed, .. } = known;
            let folder = folder.clone();
            return Err(NoDemo::Other { folder, post, seed });
        }
        let config = configured(folder, wish.listen)?;
        let secrets = Secrets::read(folder)?;
        let stock = Arc::new(Stock::of(policy.clone(), known.seed, known.on)?);
        let place = Self {
            config,
            secrets,
            policy,
            known,
            stock,
        };
        place.furnish((&file, toml))?;
        Ok(place)
    }

    /// The post with its settings, and its officers: those that are there stay as they are.
    fn furnish(&self, settings: (&str, &str)) -> Result<(), NoDemo> {
        let post = &self.policy.code;
        self.write(|tx, moment| set_up(tx, post, settings, By::System, moment))??;
        officers::appoint(self)
    }

    pub(super) fn write<T>(
        &self,
        mut work: impl FnMut(&mut dyn Writing, &mut Moment<'_>) -> Told<T>,
    ) -> Result<T, NoDemo> {
        let mut said = None;
        let mut store = self.config.engine().open()?;
        store.write(&mut |tx| {
            said = Some(work(tx, &mut moment(&mut OsChance))?);
            Ok(())
        })?;
        said.ok_or(NoDemo::CutShort)
    }
}

/// The morning of the last day whose morning is over: nothing an order tells of lies ahead.
fn morning(policy: &PostPolicy) -> Day {
    // Whoever invents orders lets everybody look at half past ten.
    policy.local_day(now().plus_hours(-11))
}

fn new(wish: &Wish, policy: &PostPolicy, path: &Path) -> Result<Known, NoDemo> {
    let mut bytes = [0; 15];
    OsChance.fill(&mut bytes);
    let known = Known {
        post: wish.post.clone(),
        seed: wish.seed,
        on: morning(policy),
        password: data_encoding::BASE32_NOPAD.encode(&bytes),
    };
    Secrets::make(&wish.folder)?;
    let text = toml::to_string(&known).map_err(|_| NoDemo::CutShort)?;
    crate::secrets::write_private(path, text.as_bytes())?;
    Ok(known)
}

fn configured(folder: &Path, listen: SocketAddr) -> Result<Config, NoDemo> {
    let path = folder.join("central.toml");
    let text = format!(
        "# A demo: everybody here is invented, and nothing of it is for people.
realm = \"{REALM}\"
listen = \"{listen}\"

[applicants]
codes = \"{CODES}\"
face_check = \"simulated\"
payments = \"simulated\"

[mail]
maildir = \"{MAILS}\"
receiving = {{ authserv_id = \"{OUR_MAIL_SERVER}\", own_hops = 0 }}
answers = {{ maildir = \"mail/out\" }}

# Everybody asks from one address.
[limits]
strangers_per_minute = 100000
codes_per_hour = 100000
"
    );
    // It follows from the command line alone, so that the administration of servers can be tried on a demo.
    fs::write(&path, text)?;
    super::read_config(&path)
}
