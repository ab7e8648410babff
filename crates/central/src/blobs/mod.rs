//! Files of orders: where they are kept, and where they wait while they are uploaded.
//!
//! It keeps bytes under their digest and knows nothing of orders; who may read is asked elsewhere.

mod settings;
mod spool;
mod store;
mod sweep;

pub use settings::{Key, S3, Settings};
pub use spool::{Bringer, Card, Mine, NotOpen, Part, Spool};
pub(crate) use store::is_full;
pub use store::{Store, Told, Trouble, name};
pub use sweep::{LEAST_DAYS, Old, Standing};

use lingshi_wire::Sha;
use lingshi_wire::blobs::mime_of;
use sha2::{Digest, Sha256};
use std::path::Path;

/// The folder of files that came with mails which no post can be told for; no post has such a code.
pub const UNPLACED: &str = "mail-unplaced";

/// Files of orders.
pub struct Blobs {
    /// Those that are whole.
    pub store: Store,
    /// Those that are still coming.
    pub spool: Spool,
}

impl Blobs {
    /// Opens both; what is not absolute is beside the settings.
    pub fn open(settings: &Settings, beside: &Path) -> Result<Self, Trouble> {
        let spool = settings.spool.as_deref().unwrap_or(Path::new("spool"));
        Ok(Self {
            store: Store::open(settings, beside)?,
            spool: Spool::open(beside.join(spool)).map_err(|fault| Trouble::of_disk(&fault))?,
        })
    }
}

/// Whether a file begins as what it was said to be.
pub fn begins_as(mime: &str, first: &[u8]) -> bool {
    mime_of(first) == Some(mime)
}

/// Whether it is the file of this name.
pub fn is_named(sha256: &Sha, bytes: &[u8]) -> bool {
    Sha::of_kept(&Sha256::digest(bytes)).as_ref() == Some(sha256)
}

/// Makes a folder that nobody else may look into.
pub(crate) fn private_folder(path: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}
