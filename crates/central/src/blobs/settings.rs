//! Where files are kept: a folder, or a service that speaks S3.

use serde::Deserialize;
use std::path::PathBuf;
use zeroize::Zeroizing;

/// Where files are kept.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// A folder; `blobs` if nothing is said.
    pub folder: Option<PathBuf>,
    /// Or a service that speaks S3.
    pub s3: Option<S3>,
    /// Where uploads wait until they are whole; always a folder of this machine.
    pub spool: Option<PathBuf>,
}

/// A service that speaks S3.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct S3 {
    /// The bucket.
    pub bucket: String,
    /// Its address; without one, that of AWS.
    pub endpoint: Option<String>,
    /// The region.
    #[serde(default = "region")]
    pub region: String,
    /// An address without TLS that is not of this machine will do: the way there is safe by other means.
    #[serde(default)]
    pub plain: bool,
    /// From the environment only; whoever does not open the store needs none.
    #[serde(skip)]
    pub key: Option<Key>,
}

fn region() -> String {
    "us-east-1".to_owned()
}

/// What the service is asked with; never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Key {
    /// Its name.
    pub id: String,
    /// The secret.
    pub secret: Zeroizing<String>,
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key")
    }
}

impl Settings {
    /// Takes the key from `LINGSHI_S3_KEY` and `LINGSHI_S3_SECRET`, and looks at what was said.
    pub fn complete(&mut self, environment: impl Fn(&str) -> Option<String>) -> Result<(), String> {
        let Some(s3) = &mut self.s3 else {
            return Ok(());
        };
        if self.folder.is_some() {
            return Err("blobs: either a folder or s3, not both".to_owned());
        }
        let endpoint = s3.endpoint.as_deref().unwrap_or("https://");
        if !s3.plain && !endpoint.starts_with("https://") && !is_here(endpoint) {
            return Err(format!(
                "blobs.s3.endpoint: files would travel in the open to {endpoint}; say plain = true if the way is safe by other means"
            ));
        }
        let said = |name: &str| environment(name).filter(|value| !value.is_empty());
        let key = said("LINGSHI_S3_KEY").zip(said("LINGSHI_S3_SECRET"));
        s3.key = key.map(|(id, secret)| Key {
            id,
            secret: Zeroizing::new(secret),
        });
        Ok(())
    }
}

/// Whether an address without TLS is of this machine.
fn is_here(endpoint: &str) -> bool {
    let rest = endpoint.strip_prefix("http://").unwrap_or_default();
    let authority = rest.split('/').next().unwrap_or_default();
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => host,
        Some(_) | None => authority,
    };
    let address = host.trim_matches(['[', ']']).parse::<std::net::IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::{Settings, is_here};

    fn read(toml: &str) -> Result<Settings, String> {
        let mut settings: Settings = toml::from_str(toml).unwrap();
        settings
            .complete(|name| Some(format!("the {name}")))
            .map(|()| settings)
    }

    #[test]
    fn files_never_travel_in_the_open_unless_that_was_said() {
        let s3 = |more: &str| read(&format!("s3 = {{ bucket = \"b\", {more} }}"));
        assert!(s3("endpoint = \"https://store.example\"").is_ok());
        assert!(s3("endpoint = \"http://127.0.0.1:9000\"").is_ok());
        assert!(s3("endpoint = \"http://store.example\"").is_err());
        assert!(s3("endpoint = \"http://store.example\", plain = true").is_ok());
        for other in [
            "http://localhost.example",
            "http://127.0.0.1@far.example/",
            "ftp://localhost",
        ] {
            assert!(!is_here(other), "{other}");
        }
        assert!(is_here("http://localhost:3900/") && is_here("http://[::1]:9"));
    }

    #[test]
    fn a_key_comes_from_the_environment_and_is_not_shown() {
        let settings = read("s3 = { bucket = \"b\" }").unwrap();
        let shown = format!("{settings:?}");
        assert!(!shown.contains("LINGSHI_S3_SECRET"), "{shown}");
        assert!(read("folder = \"x\"\ns3 = { bucket = \"b\" }").is_err());
        let mut without: Settings = toml::from_str("s3 = { bucket = \"b\" }").unwrap();
        without.complete(|_| None).unwrap();
        assert_eq!(without.s3.unwrap().key, None);
    }
}
