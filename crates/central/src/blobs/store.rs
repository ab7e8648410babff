//! Whole files, named by their digest, each post's beside the others'.

use super::settings::S3;
use super::{Bringer, Settings};
use bytes::Bytes;
use lingshi_rules::ids::PostCode;
use lingshi_rules::values::Instant;
use lingshi_wire::Sha;
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{
    ClientOptions, GetOptions, GetRange, ObjectMeta, ObjectStore, ObjectStoreExt, PutPayload,
    RetryConfig,
};
use std::io::ErrorKind;
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;
use tokio_stream::Stream;

/// What a store could not do. The detail names no person and no file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// It is not there.
    #[error("it is not there")]
    NotThere,
    /// There is no room left.
    #[error("there is no room left")]
    Full,
    /// The store cannot be reached, or does not do what it is asked.
    #[error("{0}")]
    Away(String),
}

/// Whether a disk says that it has no room.
pub(crate) fn is_full(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::StorageFull | ErrorKind::QuotaExceeded)
}

impl Trouble {
    /// Of what a disk says.
    pub fn of_disk(fault: &std::io::Error) -> Self {
        let kind = fault.kind();
        if is_full(kind) {
            Self::Full
        } else if kind == ErrorKind::NotFound {
            Self::NotThere
        } else {
            Self::Away(kind.to_string())
        }
    }
}

impl From<object_store::Error> for Trouble {
    fn from(fault: object_store::Error) -> Self {
        if matches!(fault, object_store::Error::NotFound { .. }) {
            return Self::NotThere;
        }
        // The last in the row is what happened; those before it name the file.
        let mut last: &dyn std::error::Error = &fault;
        while let Some(next) = last.source() {
            last = next;
        }
        match last.downcast_ref::<std::io::Error>() {
            Some(io) => Self::of_disk(io),
            None => Self::Away(last.to_string()),
        }
    }
}

/// A store of files.
#[derive(Clone)]
pub struct Store(pub(super) Arc<dyn ObjectStore>);

/// What is told of a file before it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Its length.
    pub bytes: u64,
    /// How it begins.
    pub first: Bytes,
}

/// As much of its beginning as tells its type.
const FIRST: u64 = 16;

fn local(folder: &std::path::Path) -> Result<LocalFileSystem, Trouble> {
    super::private_folder(folder).map_err(|fault| Trouble::of_disk(&fault))?;
    Ok(LocalFileSystem::new_with_prefix(folder)?.with_fsync(true))
}

fn remote(s3: &S3) -> Result<AmazonS3, Trouble> {
    // The client has no provider of its own.
    rustls::crypto::ring::default_provider()
        .install_default()
        .ok();
    let seconds = Duration::from_secs;
    let mut builder = AmazonS3Builder::new()
        .with_bucket_name(&s3.bucket)
        .with_region(&s3.region)
        .with_client_options(
            ClientOptions::new()
                .with_connect_timeout(seconds(5))
                .with_timeout(seconds(120)),
        )
        .with_retry(RetryConfig {
            max_retries: 3,
            retry_timeout: seconds(20),
            ..RetryConfig::default()
        });
    if let Some(endpoint) = &s3.endpoint {
        builder = builder
            .with_endpoint(endpoint)
            .with_allow_http(endpoint.starts_with("http://"));
    }
    let Some(key) = &s3.key else {
        let missing = "LINGSHI_S3_KEY and LINGSHI_S3_SECRET are not in the environment";
        return Err(Trouble::Away(missing.to_owned()));
    };
    builder = builder
        .with_access_key_id(&key.id)
        .with_secret_access_key(key.secret.as_str());
    Ok(builder.build()?)
}

/// A file by its digest.
pub fn name(post: &PostCode, sha256: &Sha) -> Path {
    let sha256 = sha256.to_string();
    Path::from_iter([post.as_str(), &sha256[..2], &sha256])
}

/// When something was put where it is.
pub(super) fn kept_at(meta: &ObjectMeta) -> Instant {
    let millis = meta.last_modified.timestamp_millis();
    // What cannot be is taken for now: nothing is done to it.
    Instant::from_millis(millis).unwrap_or_else(crate::world::now)
}

/// The note that somebody has uploaded a file: whom it may be told that it is there.
fn note(post: &PostCode, who: &Bringer, sha256: &Sha) -> Path {
    let who = match who {
        Bringer::Officer(id) => Sha::of_parts("lingshi/uploaded/1", &[id.as_str().as_bytes()]),
        Bringer::Applicant(id) => {
            Sha::of_parts("lingshi/uploaded/applicant/1", &[id.as_str().as_bytes()])
        }
        Bringer::Mail => Sha::of_parts("lingshi/uploaded/mail/1", &[]),
    };
    let parts = [who.to_string(), sha256.to_string()];
    Path::from_iter([post.as_str(), "uploaded", &parts[0], &parts[1]])
}

impl Store {
    /// Opens the store of the settings.
    pub fn open(settings: &Settings, beside: &std::path::Path) -> Result<Self, Trouble> {
        if let Some(s3) = &settings.s3 {
            return Ok(Self(Arc::new(remote(s3)?)));
        }
        let folder = settings.folder.as_deref();
        let folder = folder.unwrap_or(std::path::Path::new("blobs"));
        Self::folder(&beside.join(folder))
    }

    /// A store in a folder.
    pub fn folder(folder: &std::path::Path) -> Result<Self, Trouble> {
        Ok(Self(Arc::new(local(folder)?)))
    }

    /// Keeps a file, and notes who brought it; the same one again changes nothing.
    pub async fn keep(
        &self,
        (post, who): (&PostCode, &Bringer),
        sha256: &Sha,
        bytes: Bytes,
    ) -> Result<(), Trouble> {
        let blob = PutPayload::from_bytes(bytes);
        self.0.put(&name(post, sha256), blob).await?;
        let note = note(post, who, sha256);
        self.0.put(&note, PutPayload::new()).await?;
        Ok(())
    }

    /// Whether they have uploaded it.
    pub async fn brought(
        &self,
        post: &PostCode,
        who: &Bringer,
        sha256: &Sha,
    ) -> Result<bool, Trouble> {
        self.has(&note(post, who, sha256)).await
    }

    /// Whether there is something under a name.
    pub async fn has(&self, name: &Path) -> Result<bool, Trouble> {
        match self.0.head(name).await.map_err(Trouble::from) {
            Ok(_) => Ok(true),
            Err(Trouble::NotThere) => Ok(false),
            Err(other) => Err(other),
        }
    }

    /// Whether there is something under a name that was put there within so many hours.
    pub async fn has_fresh(&self, name: &Path) -> Result<bool, Trouble> {
        // By the system's clock: when it was put there is said by the store's, not by ours.
        let since = crate::world::now().plus_hours(-super::sweep::TOLD_HOURS);
        match self.0.head(name).await.map_err(Trouble::from) {
            Ok(meta) => Ok(kept_at(&meta) > since),
            Err(Trouble::NotThere) => Ok(false),
            Err(other) => Err(other),
        }
    }

    /// How long a file is, and how it begins.
    pub async fn told(&self, name: &Path) -> Result<Told, Trouble> {
        let begins = GetOptions {
            range: Some(GetRange::Bounded(0..FIRST)),
            ..GetOptions::default()
        };
        let found = self.0.get_opts(name, begins).await?;
        let bytes = found.meta.size;
        let first = found.bytes().await?;
        Ok(Told { bytes, first })
    }

    /// All of a file.
    pub async fn whole(&self, name: &Path) -> Result<Bytes, Trouble> {
        let found = self.0.get(name).await?;
        Ok(found.bytes().await?)
    }

    /// Part of a file, as it comes.
    pub async fn part(
        &self,
        name: &Path,
        part: Range<u64>,
    ) -> Result<impl Stream<Item = object_store::Result<Bytes>> + Send + use<>, Trouble> {
        let range = GetOptions {
            range: Some(GetRange::Bounded(part)),
            ..GetOptions::default()
        };
        Ok(self.0.get_opts(name, range).await?.into_stream())
    }
}
