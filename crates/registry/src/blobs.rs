//! Who may read a file: the right follows the orders that name it, never the knowledge of its digest.

use crate::{Registry, Told};
use lingshi_ledger::{Found, Kind, Reading};
use lingshi_rules::ids::PostCode;
use lingshi_wire::Sha;

impl Registry {
    /// Whether some order of this post has a file with this digest, or had it before it was replaced.
    pub fn readable(
        &self,
        tx: &mut (impl Reading + ?Sized),
        post: &PostCode,
        sha256: &Sha,
    ) -> Told<bool> {
        let found = tx.find(&self.lookup.with_file(post, &sha256.to_string()))?;
        let here = |found: &Found| found.key.kind == Kind::Order && found.post == *post;
        Ok(found.iter().any(here))
    }
}
