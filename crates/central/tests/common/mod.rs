//! A server in this process with posts and officers of the test's own: enrolled and signed in over the API,
//! and set up in the ledger where there is no door for it.

#![allow(dead_code, reason = "each suite uses a part of the house")]

pub(crate) mod clock;
pub(crate) mod fill;
pub(crate) mod officer;
pub(crate) mod place;

use clock::Wound;
use lingshi_central::applicants::{By as DoneBy, Shared};
use lingshi_central::config::{Config, Ledger, Limits, Patience, Tls};
use lingshi_central::secrets::Secrets;
use lingshi_central::serve::{Serving, serve_by};
use lingshi_central::world::{Clock, OsChance, moment_by};
use lingshi_ledger::{Document, Reading, Store, Writing};
use lingshi_registry::people::{Root, set_root};
use lingshi_registry::reference::load_sheet;
use lingshi_registry::{Moment, Registry, Told, posts};
use lingshi_rules::ids::PostCode;
use lingshi_rules::people::By;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::values::Instant;
use lingshi_wire::client::Client;
use lingshi_wire::reference::SheetText;
use lingshi_wire::{DocKey, Kind, Server, SigningKey};
use place::Place;
use std::collections::BTreeSet;
use std::num::NonZeroU32;
use std::sync::Arc;

pub(crate) const REALM: &str = "test";

/// A post of the house.
#[derive(Clone)]
pub(crate) struct Post {
    pub(crate) code: PostCode,
    pub(crate) policy: PostPolicy,
}

pub(crate) struct House {
    pub(crate) config: Config,
    pub(crate) serving: Option<Serving>,
    pub(crate) client: Client,
    pub(crate) clock: Arc<Wound>,
    // After everything that uses it.
    place: Place,
}

/// The ledger is asked by a thread of its own: an engine may not be used where others wait for the net.
pub(crate) fn apart<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| scope.spawn(work).join().unwrap())
}

/// The post's root; it never comes near the server.
pub(crate) fn root_key() -> SigningKey {
    SigningKey::of_seed(&[1; 32])
}

pub(crate) fn often(times: u32) -> NonZeroU32 {
    NonZeroU32::new(times).unwrap()
}

/// A sheet's file: its name, and what stands in it.
pub(crate) fn sheet_file(name: &str) -> (String, String) {
    let name = format!("{name}.toml");
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/reference");
    let text = std::fs::read_to_string(format!("{folder}/{name}")).unwrap();
    (name, text)
}

async fn start(config: &Config, clock: &Arc<Wound>) -> (Serving, Client) {
    let clock: Arc<dyn Clock> = Arc::<Wound>::clone(clock);
    let serving = serve_by(config, clock).await.unwrap();
    let scheme = if config.tls.is_some() {
        "https"
    } else {
        "http"
    };
    let client = Client::new(&format!("{scheme}://{}", serving.address)).unwrap();
    (serving, client)
}

impl House {
    /// A house where nobody asks too often.
    pub(crate) async fn on(place: Place) -> Self {
        let limits = Limits {
            strangers_per_minute: often(1_000_000),
            officers_per_minute: often(1_000_000),
            applicants_per_minute: often(1_000_000),
            codes_per_hour: often(1_000_000),
        };
        Self::with(place, limits).await
    }

    /// On a file.
    pub(crate) async fn open() -> Self {
        Self::on(Place::file()).await
    }

    pub(crate) async fn with(place: Place, limits: Limits) -> Self {
        Self::with_tls(place, limits, None).await
    }

    pub(crate) async fn with_tls(place: Place, limits: Limits, tls: Option<Tls>) -> Self {
        Secrets::make(place.folder()).unwrap();
        let config = Config {
            realm: REALM.to_owned(),
            blobs: lingshi_central::blobs::Settings::default(),
            snapshots: lingshi_central::snapshots::Settings::default(),
            listen: ([127, 0, 0, 1], 0).into(),
            ledger: Ledger {
                file: None,
                postgres: place.url(),
            },
            tls,
            limits,
            applicants: lingshi_central::applicants::Settings {
                codes: Some("codes".into()),
                face_check: Some(DoneBy::Simulated),
                face_check_seed: 1,
                payments: Some(DoneBy::Simulated),
                pensions: true,
            },
            mail: lingshi_central::mail::Settings::default(),
            // What a test has imported stays as it is.
            clockwork: false,
            balancers: BTreeSet::new(),
            // As short as a test may be.
            patience: Patience {
                header_seconds: often(2),
                stall_seconds: often(1),
                answer_seconds: often(2),
                ..Patience::default()
            },
            folder: place.folder().to_owned(),
        };
        let clock = Arc::<Wound>::default();
        let (serving, client) = start(&config, &clock).await;
        Self {
            config,
            serving: Some(serving),
            client,
            clock,
            place,
        }
    }

    /// Starts the server anew after it ended.
    pub(crate) async fn again(&mut self) {
        let (serving, client) = start(&self.config, &self.clock).await;
        self.serving = Some(serving);
        self.client = client;
    }

    /// The time in this house.
    pub(crate) fn now(&self) -> Instant {
        self.clock.now()
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> std::net::SocketAddr {
        self.serving.as_ref().unwrap().address
    }

    /// Stops the server, and has it say how that went.
    pub(crate) async fn end(&mut self) {
        self.serving.take().unwrap().end().await.unwrap();
    }

    pub(crate) fn secrets(&self) -> Secrets {
        Secrets::read(&self.config.folder).unwrap()
    }

    /// The server as a device learns it.
    pub(crate) fn server(&self) -> Server {
        Server {
            realm: REALM.to_owned(),
            key: self.secrets().server.public(),
        }
    }

    pub(crate) fn registry(&self) -> Registry {
        Registry::new(REALM, self.secrets().lookup)
    }

    fn store(&self) -> Box<dyn Store> {
        self.config.engine().open().unwrap()
    }

    /// Writes into the ledger behind the server's back.
    pub(crate) fn write<T: Send>(
        &self,
        mut work: impl FnMut(&mut dyn Writing, &mut Moment<'_>) -> Told<T> + Send,
    ) -> T {
        apart(|| {
            let mut said = None;
            let mut once = |tx: &mut dyn Writing| {
                said = Some(work(tx, &mut moment_by(&*self.clock, &mut OsChance))?);
                Ok(())
            };
            self.store().write(&mut once).unwrap();
            said.unwrap()
        })
    }

    /// Reads the ledger.
    pub(crate) fn read<T: Send>(
        &self,
        mut work: impl FnMut(&mut dyn Reading) -> Told<T> + Send,
    ) -> T {
        apart(|| {
            let mut said = None;
            let mut once = |tx: &mut dyn Reading| {
                said = Some(work(tx)?);
                Ok(())
            };
            self.store().read(&mut once).unwrap();
            said.unwrap()
        })
    }

    /// Changes what is kept of the realm, as if time had passed or a hand had slipped.
    pub(crate) fn change(
        &self,
        kind: Kind,
        id: &str,
        change: impl Fn(&mut serde_json::Value) + Send + Sync,
    ) {
        let key = DocKey::new(kind, id);
        self.write(|tx, _| {
            tx.lock_realm(&BTreeSet::from([key.clone()]))?;
            let known = tx.realm(&key)?.unwrap();
            let mut body = serde_json::from_slice(&known.body).unwrap();
            change(&mut body);
            tx.put_realm(&Document {
                version: known.version + 1,
                body: serde_json::to_vec(&body).unwrap(),
                ..known
            })
        });
    }

    /// Changes a document of a post behind the log's back, as if time had passed.
    pub(crate) fn change_at_post(
        &self,
        post: &Post,
        kind: Kind,
        id: &str,
        change: impl Fn(&mut serde_json::Value) + Send + Sync,
    ) {
        let key = DocKey::new(kind, id);
        self.write(|tx, _| {
            tx.lock_head(&post.code)?;
            let known = tx.document(&post.code, &key)?.unwrap();
            let mut body = serde_json::from_slice(&known.body).unwrap();
            change(&mut body);
            tx.put(
                &post.code,
                &Document {
                    version: known.version + 1,
                    body: serde_json::to_vec(&body).unwrap(),
                    ..known
                },
            )
        });
    }

    /// What somebody shows who shares this secret with the server.
    pub(crate) fn proof(&self, secret: &str, body: &[u8]) -> String {
        let path = self.config.folder.join(secret);
        let secret = lingshi_central::secrets::read(&path).unwrap();
        Shared::new(secret).proof(body)
    }

    /// What every line of a post's log says it is.
    pub(crate) fn lines(&self, post: &Post) -> Vec<String> {
        let room = lingshi_ledger::Room {
            rows: 10_000,
            bytes: usize::MAX,
        };
        let entries = self.read(|tx| tx.entries(&post.code, lingshi_wire::Seq::START, room));
        let what = |entry: &lingshi_ledger::Entry| entry.read_header().unwrap().what;
        entries.iter().map(what).collect()
    }

    /// Loads a sheet as it is kept beside the posts; its version, or nothing if it says the same.
    pub(crate) fn load(&self, name: &str) -> Option<u32> {
        let (file, text) = sheet_file(name);
        self.load_text(&file, &text)
    }

    /// Loads a sheet with this text.
    pub(crate) fn load_text(&self, file: &str, text: &str) -> Option<u32> {
        let (registry, text) = (self.registry(), SheetText { file, text });
        self.write(|tx, moment| {
            let sheet = registry.read_sheet(tx, text)?.unwrap();
            load_sheet(tx, &sheet, By::System, moment)
        })
    }

    /// Opens a post with its settings and its root.
    pub(crate) fn post(&self, code: &str) -> Post {
        let path = format!(
            "{}/../../fixtures/posts/{code}.toml",
            env!("CARGO_MANIFEST_DIR")
        );
        let (name, toml) = (
            format!("{code}.toml"),
            std::fs::read_to_string(path).unwrap(),
        );
        let policy = PostPolicy::read(&name, &toml).unwrap();
        let post = PostCode::new(code);
        let root = Root {
            key: root_key().public(),
        };
        self.write(|tx, moment| {
            posts::set_up(tx, &post, (&name, &toml), By::System, moment)?.unwrap();
            set_root(tx, &post, &root, By::System, moment)
        });
        Post { code: post, policy }
    }
}
