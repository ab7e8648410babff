//! Asking the central server. It remembers nothing and tries nothing twice: when to ask again is decided by
//! whoever asks. A token is never in what is shown of it.

mod answer;
mod applicant;
mod fault;
mod files;
mod follow;
mod nudges;
mod session;
mod tagged;

pub use applicant::Applicant;
pub use fault::ClientFault;
pub use files::Coming;
pub use follow::Follow;
pub use nudges::{Nudge, Nudges};
pub use session::Session;
pub use tagged::{Fetched, Tag};

use crate::api::{Challenge, Enrolled, Enrolment, Renewing, SignedIn, SigningIn, TimeNow};
use crate::head::Server;
use crate::key::KeyId;
use crate::statement::Ending;
use answer::{read, text};
use lingshi_rules::ids::PostCode;
use reqwest::redirect::Policy;
use reqwest::{Method, RequestBuilder, Url};
use std::time::Duration;

/// So long is waited for somebody to answer at all.
const CONNECT: Duration = Duration::from_secs(10);
/// So long is waited while nothing comes: longer than the server takes to answer, and than the pauses
/// between two beats of its nudges. What goes on coming may take as long as it likes.
const STALL: Duration = Duration::from_secs(45);
/// What is handed in may take as long as the slowest line takes for it: so many bytes a second.
const SLOWEST: u64 = 1_000;

/// The server cannot be asked.
#[derive(Debug, thiserror::Error)]
pub enum BadServer {
    /// The address is none.
    #[error("'{0}' is not the address of a server")]
    NotAnAddress(String),
    /// Passwords would travel in the open.
    #[error("'{0}' is not https: passwords would travel in the open")]
    NotSafe(String),
    /// The certificates cannot be used.
    #[error("the certificates cannot be used: {0}")]
    Certificates(#[source] reqwest::Error),
}

/// Asks one server.
#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    /// Hands in what may be long. A stall is counted from what was heard last, and nothing is heard while
    /// something is said: there the whole has its time, by its length.
    saying: reqwest::Client,
    server: Url,
}

impl Client {
    /// Asks the server at this address; the system says which certificates hold.
    pub fn new(address: &str) -> Result<Self, BadServer> {
        Self::trusting(address, &[])
    }

    /// Asks a server whose certificate may also hold by one of these, in PEM.
    pub fn trusting(address: &str, certificates: &[u8]) -> Result<Self, BadServer> {
        let server = server(address)?;
        // Whoever installed one before is right, too.
        rustls::crypto::ring::default_provider()
            .install_default()
            .ok();
        let known =
            reqwest::Certificate::from_pem_bundle(certificates).map_err(BadServer::Certificates)?;
        let asking = || {
            let builder = reqwest::Client::builder()
                .connect_timeout(CONNECT)
                .redirect(Policy::none())
                .referer(false)
                .tls_certs_merge(known.clone())
                .user_agent(concat!("lingshi/", env!("CARGO_PKG_VERSION")));
            if here(&server) {
                builder.no_proxy()
            } else {
                builder
            }
        };
        let http = asking().read_timeout(STALL).build();
        let saying = asking().build();
        Ok(Self {
            http: http.map_err(BadServer::Certificates)?,
            saying: saying.map_err(BadServer::Certificates)?,
            server,
        })
    }

    fn place(&self, path: &[&str]) -> Url {
        let mut url = self.server.clone();
        // An address that was taken has a host, and so a path.
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().extend(path);
        }
        url
    }

    fn ask(&self, method: Method, path: &[&str]) -> RequestBuilder {
        self.http.request(method, self.place(path))
    }

    /// Hands in bytes of any length.
    fn say(&self, method: Method, path: &[&str], body: Vec<u8>) -> RequestBuilder {
        let length = u64::try_from(body.len()).unwrap_or(u64::MAX);
        let time = STALL + Duration::from_secs(length / SLOWEST);
        self.saying
            .request(method, self.place(path))
            .timeout(time)
            .body(body)
    }

    /// Whether the server lives.
    pub async fn alive(&self) -> Result<(), ClientFault> {
        text(self.ask(Method::GET, &["healthz"])).await.map(drop)
    }

    /// The server's time.
    pub async fn time(&self) -> Result<TimeNow, ClientFault> {
        read(self.ask(Method::GET, &["v1", "time"])).await
    }

    /// Enrols a device.
    pub async fn enrol(&self, enrolment: &Enrolment) -> Result<Enrolled, ClientFault> {
        read(
            self.ask(Method::POST, &["v1", "enrolments"])
                .json(enrolment),
        )
        .await
    }

    /// Something to sign.
    pub async fn challenge(&self) -> Result<Challenge, ClientFault> {
        read(self.ask(Method::POST, &["v1", "challenges"])).await
    }

    /// Signs in.
    pub async fn sign_in(&self, signing_in: &SigningIn) -> Result<SignedIn, ClientFault> {
        read(self.ask(Method::POST, &["v1", "sessions"]).json(signing_in)).await
    }

    /// Changes the longer token for the next pair.
    pub async fn renew(&self, renewing: &Renewing) -> Result<SignedIn, ClientFault> {
        let ask = self.ask(Method::POST, &["v1", "sessions", "renewed"]);
        read(ask.json(renewing)).await
    }

    /// What ended a device, as two administrators signed it; nothing if nothing did. Whoever asks checks it.
    pub async fn ending(&self, device: &KeyId) -> Result<Option<Ending>, ClientFault> {
        let path = ["v1", "devices", device.as_str(), "statement"];
        match read(self.ask(Method::GET, &path)).await {
            Ok(ending) => Ok(Some(ending)),
            Err(fault) if fault.code() == Some("not_here") => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    /// Asks as somebody who is signed in at a post. Only heads that this server signed are believed: it is
    /// the one that was learnt when the device was enrolled.
    pub fn session(&self, post: &PostCode, asking: &str, server: &Server) -> Session {
        Session::new(self.clone(), (post.clone(), server.clone()), asking)
    }
}

fn server(address: &str) -> Result<Url, BadServer> {
    let none = || BadServer::NotAnAddress(address.to_owned());
    let url = Url::parse(address).map_err(|_| none())?;
    let plain = url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none();
    match url.scheme() {
        "https" if plain && url.has_host() => Ok(url),
        "http" if plain && here(&url) => Ok(url),
        "http" => Err(BadServer::NotSafe(address.to_owned())),
        _ => Err(none()),
    }
}

/// This machine, by number or by its usual name.
fn here(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let number = host.parse::<std::net::IpAddr>();
    host == "localhost" || number.is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::{BadServer, Client, server};
    use crate::head::Server;
    use crate::key::SigningKey;
    use lingshi_rules::ids::PostCode;

    #[test]
    fn passwords_do_not_travel_in_the_open() {
        for safe in [
            "https://central.example",
            "http://127.0.0.1:7443",
            "http://[::1]:1",
        ] {
            assert!(server(safe).is_ok(), "{safe}");
        }
        for open in ["http://central.example", "http://10.0.0.1"] {
            assert!(matches!(server(open), Err(BadServer::NotSafe(_))), "{open}");
        }
        for none in ["", "central", "ftp://a", "https://a@b", "https://a/?b"] {
            let told = server(none);
            assert!(matches!(told, Err(BadServer::NotAnAddress(_))), "{none}");
        }
    }

    #[test]
    fn a_token_is_not_shown() {
        let client = Client::new("https://central.example").unwrap();
        let server = Server {
            realm: "test".to_owned(),
            key: SigningKey::of_seed(&[1; 32]).public(),
        };
        let session = client.session(&PostCode::new("BRU"), "ls1.SECRET", &server);
        assert!(!format!("{session:?}").contains("SECRET"));
        let asked = format!("{:?}", session.ask(reqwest::Method::GET, &[]));
        assert!(!asked.contains("SECRET"), "{asked}");
    }

    #[test]
    fn a_post_stays_within_its_place_in_the_path() {
        let client = Client::new("https://central.example/under/").unwrap();
        let ask = client.ask(reqwest::Method::GET, &["v1", "posts", "../a?b"]);
        let url = ask.build().unwrap().url().to_string();
        assert_eq!(url, "https://central.example/under/v1/posts/..%2Fa%3Fb");
    }
}
