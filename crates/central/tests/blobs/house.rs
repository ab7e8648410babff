//! A server of the test's own, with posts, invented orders and officers who are signed in.

use lingshi_central::config::Config;
use lingshi_central::secrets::Secrets;
use lingshi_central::serve::{ServeFault, Serving, serve};
use lingshi_central::world::{OsChance, moment, now};
use lingshi_fixtures::orders::{Tables, Wish, World as Invented};
use lingshi_fixtures::people::Lists;
use lingshi_ledger::Writing;
use lingshi_registry::identity::open_session;
use lingshi_registry::people::{Device, Officer, enrol_device, set_officer};
use lingshi_registry::{Moment, Registry, Told, posts};
use lingshi_rules::ids::{OfficerId, PostCode};
use lingshi_rules::life::{Event, Status, replay};
use lingshi_rules::people::{By, Role};
use lingshi_rules::post::PostPolicy;
use lingshi_rules::values::OrderNo;
use lingshi_wire::{Server, Sha, SigningKey};
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap};
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;
use tempfile::TempDir;

const REALM: &str = "test";
const SHORTLY: Duration = Duration::from_millis(50);

pub(crate) struct House {
    pub(crate) folder: TempDir,
    pub(crate) config: Config,
    serving: Option<Serving>,
    client: Client,
}

/// An officer who is signed in on a device.
pub(crate) struct Desk {
    pub(crate) post: PostCode,
    pub(crate) token: String,
    pub(crate) address: String,
    client: Client,
}

pub(crate) fn sha(bytes: &[u8]) -> Sha {
    Sha::of_kept(&Sha256::digest(bytes)).unwrap()
}

/// A file that begins as a JPEG does, and goes on without meaning.
pub(crate) fn jpeg(length: usize, seed: u8) -> Vec<u8> {
    let mut bytes = b"\xff\xd8\xff\xe0\0\x10JFIF\0".to_vec();
    let mut state = u32::from(seed) + 1;
    while bytes.len() < length {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        bytes.push(state.to_be_bytes()[0]);
    }
    bytes
}

impl House {
    pub(crate) async fn open(settings: &str) -> Self {
        Self::open_in(settings, |_| None).await
    }

    pub(crate) async fn open_in(
        settings: &str,
        environment: impl Fn(&str) -> Option<String>,
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Secrets::make(folder.path()).unwrap();
        let path = folder.path().join("central.toml");
        // The clock offers slots by itself, and a log that is counted here would go on.
        let text =
            format!("realm = \"{REALM}\"\nlisten = \"127.0.0.1:0\"\nclockwork = false\n{settings}");
        std::fs::write(&path, text).unwrap();
        let config = Config::read(&path, environment).unwrap();
        rustls::crypto::ring::default_provider()
            .install_default()
            .ok();
        let mut house = Self {
            folder,
            config,
            serving: None,
            client: Client::new(),
        };
        house.begin().await;
        house
    }

    /// Listens, or listens again after [`House::stop`].
    pub(crate) async fn begin(&mut self) {
        // The server before it gives the ledger up once its last thread has ended.
        for _ in 0..200 {
            match serve(&self.config).await {
                Ok(serving) => {
                    self.serving = Some(serving);
                    return;
                }
                Err(ServeFault::Ledger(_)) => tokio::time::sleep(SHORTLY).await,
                Err(fault) => panic!("{fault}"),
            }
        }
        panic!("the ledger was never given up");
    }

    pub(crate) async fn stop(&mut self) {
        self.serving.take().unwrap().end().await.unwrap();
    }

    pub(crate) fn write<T>(
        &self,
        mut work: impl FnMut(&mut dyn Writing, &mut Moment<'_>) -> Told<T>,
    ) -> T {
        let mut store = self.config.engine().open().unwrap();
        let mut said = None;
        store
            .write(&mut |tx| {
                said = Some(work(tx, &mut moment(&mut OsChance))?);
                Ok(())
            })
            .unwrap();
        said.unwrap()
    }

    fn registry(&self) -> Registry {
        Registry::new(REALM, Secrets::read(self.folder.path()).unwrap().lookup)
    }

    pub(crate) fn post(&self, code: &str) -> PostCode {
        let (name, text) = file(code);
        let post = PostCode::new(code);
        self.write(|tx, moment| {
            posts::set_up(tx, &post, (&name, &text), By::System, moment).map(Result::unwrap)
        });
        post
    }

    /// Takes in invented orders; the first file of each that is named here becomes that file.
    pub(crate) fn orders(&self, post: &PostCode, seed: u64, files: &[Option<Sha>]) -> Vec<OrderNo> {
        self.orders_of((post, seed), files, (Status::FirstReview, 0))
    }

    /// The same in another state, so many days ago.
    pub(crate) fn orders_of(
        &self,
        (post, seed): (&PostCode, u64),
        files: &[Option<Sha>],
        (status, ago): (Status, u64),
    ) -> Vec<OrderNo> {
        let (name, text) = file(post.as_str());
        let policy = PostPolicy::read(&name, &text).unwrap();
        let (lists, tables) = (Lists::built_in().unwrap(), Tables::built_in().unwrap());
        let wish = Wish {
            status: Some(status),
            ..Wish::default()
        };
        let today = policy.local_day(now());
        let day = today.checked_sub_days(chrono::Days::new(ago)).unwrap();
        let invented = Invented::new((&lists, &tables), &policy, seed, day, wish)
            .unwrap()
            .without_plans();
        let registry = self.registry();
        let mut numbers = Vec::new();
        for (index, file) in (0..).zip(files) {
            let made = invented.order(index).unwrap();
            let mut events = made.events;
            if let Some(sha256) = file {
                let before = &made.order.files.values().next().unwrap().sha256;
                let text = serde_json::to_string(&events).unwrap();
                let text = text.replace(before.as_str(), &sha256.to_string());
                events = serde_json::from_str::<Vec<Event>>(&text).unwrap();
            }
            let order = replay(&events).unwrap();
            self.write(|tx, moment| registry.import(tx, post, (&order, &events), moment))
                .unwrap();
            numbers.push(order.no);
        }
        numbers
    }

    /// The server as a device learns it.
    pub(crate) fn server(&self) -> Server {
        Server {
            realm: self.config.realm.clone(),
            key: Secrets::read(&self.config.folder).unwrap().server.public(),
        }
    }

    /// An officer who is signed in; a name with a number is a second device of the same one.
    pub(crate) fn desk(&self, post: &PostCode, name: &str, device: u8) -> Desk {
        let id = OfficerId::new(name);
        let mut seed = [device; 32];
        seed[..name.len()].copy_from_slice(name.as_bytes());
        let key = SigningKey::of_seed(&seed).public();
        let officer = Officer {
            id: id.clone(),
            name: name.to_owned(),
            roles: BTreeSet::from([Role::FirstReviewer]),
            left: false,
        };
        let device = Device {
            key: key.clone(),
            officer: id.clone(),
            name: "desk".to_owned(),
            nonce: None,
            certificate: None,
            revoked: None,
        };
        self.write(|tx, moment| set_officer(tx, post, &officer, By::System, moment));
        self.write(|tx, moment| enrol_device(tx, post, &device, By::System, moment));
        let opened = self.write(|tx, moment| open_session(tx, (post, &id, &key.id()), moment));
        Desk {
            post: post.clone(),
            token: opened.asking.show().to_string(),
            address: self.serving.as_ref().unwrap().address.to_string(),
            client: self.client.clone(),
        }
    }
}

fn file(code: &str) -> (String, String) {
    let posts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/posts");
    let name = format!("{code}.toml");
    let text = std::fs::read_to_string(posts.join(&name)).unwrap();
    (name, text)
}

impl Desk {
    /// Asks for something beneath the post.
    pub(crate) fn ask(&self, method: Method, path: &str) -> RequestBuilder {
        let place = format!("http://{}/v1/posts/{}/{path}", self.address, self.post);
        let token = format!("Bearer {}", self.token);
        self.client
            .request(method, place)
            .header(AUTHORIZATION, token)
    }

    pub(crate) async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut ask = self.ask(Method::GET, path);
        for (name, value) in headers {
            ask = ask.header(*name, *value);
        }
        Answer::of(ask.send().await.unwrap()).await
    }

    pub(crate) async fn head(&self, path: &str) -> Answer {
        Answer::of(self.ask(Method::HEAD, path).send().await.unwrap()).await
    }

    pub(crate) async fn post(&self, path: &str, json: &serde_json::Value) -> Answer {
        let ask = self
            .ask(Method::POST, path)
            .header(CONTENT_TYPE, "application/json")
            .body(json.to_string());
        Answer::of(ask.send().await.unwrap()).await
    }

    pub(crate) async fn patch(&self, path: &str, offset: usize, piece: &[u8]) -> Answer {
        let ask = self
            .ask(Method::PATCH, path)
            .header(CONTENT_TYPE, "application/offset+octet-stream")
            .header("upload-offset", offset)
            .body(piece.to_vec());
        Answer::of(ask.send().await.unwrap()).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        Answer::of(self.ask(Method::DELETE, path).send().await.unwrap()).await
    }

    /// Uploads a whole file, in pieces.
    pub(crate) async fn upload(&self, bytes: &[u8]) {
        let begun = self.post("uploads", &said(bytes)).await;
        assert_eq!(begun.status, StatusCode::CREATED, "{:?}", begun.code());
        let place = place(&begun);
        for (index, piece) in bytes.chunks(300_000).enumerate() {
            let added = self.patch(&place, index * 300_000, piece).await;
            assert_eq!(added.status, StatusCode::NO_CONTENT, "{:?}", added.code());
        }
    }
}

/// Puts a time on a card long into the past.
pub(crate) fn ended(card: &Path, time: &str) {
    let text = std::fs::read_to_string(card).unwrap();
    let mut says: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert!(says[time].is_string());
    says[time] = "2026-01-01T00:00:00.000Z".into();
    std::fs::write(card, says.to_string()).unwrap();
}

/// What is said of a file before it is sent.
pub(crate) fn said(bytes: &[u8]) -> serde_json::Value {
    serde_json::json!({ "sha256": sha(bytes), "bytes": bytes.len(), "mime": "image/jpeg" })
}

/// Where an upload is, beneath the post.
pub(crate) fn place(begun: &Answer) -> String {
    let location = begun.header("location").unwrap();
    let (_, id) = location.rsplit_once('/').unwrap();
    format!("uploads/{id}")
}

/// An answer, whole.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    async fn of(response: Response) -> Self {
        Self {
            status: response.status(),
            headers: response.headers().clone(),
            body: response.bytes().await.unwrap().to_vec(),
        }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    pub(crate) fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// The code of a problem.
    pub(crate) fn code(&self) -> Option<String> {
        let problem: serde_json::Value = serde_json::from_slice(&self.body).ok()?;
        Some(problem["code"].as_str()?.to_owned())
    }

    pub(crate) fn offset(&self) -> Option<usize> {
        self.header("upload-offset")?.parse().ok()
    }
}
