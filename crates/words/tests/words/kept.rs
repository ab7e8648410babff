//! Files kept in the tree and compared; `LINGSHI_WRITE=1` writes them anew for review.

use std::path::{Path, PathBuf};

/// A file of the repository.
pub(crate) fn path(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(relative)
}

/// The kept file says exactly this.
pub(crate) fn says(relative: &str, fresh: &str) {
    let file = path(relative);
    if std::env::var_os("LINGSHI_WRITE").is_some() {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, fresh).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    let differs = kept.lines().zip(fresh.lines()).position(|(a, b)| a != b);
    let at = differs.unwrap_or_else(|| kept.lines().count().min(fresh.lines().count()));
    assert!(
        kept == fresh,
        "{relative} is stale at line {}:\n  kept:  {:?}\n  fresh: {:?}\nwrite it anew with LINGSHI_WRITE=1 and read the difference",
        at + 1,
        kept.lines().nth(at),
        fresh.lines().nth(at),
    );
}
