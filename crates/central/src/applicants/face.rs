//! Looking at faces.

use lingshi_rules::order::form::Form;
use sha2::{Digest, Sha256};

/// Nobody could look.
#[derive(Debug, thiserror::Error)]
#[error("nobody could look at the face: {0}")]
pub struct FaceAway(pub String);

/// Says whether the face in a capture is the one that is expected.
pub trait FaceCheck: Send + Sync {
    /// Whether it is: of the applicant of the form, or of the guardian who files.
    fn is_them(&self, capture: &[u8], form: &Form, guardian: bool) -> Result<bool, FaceAway>;
}

/// Looks at nothing: what comes of a capture follows from its bytes and a seed alone.
pub struct SimulatedFace(u64);

impl SimulatedFace {
    /// Draws from this seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }
}

impl FaceCheck for SimulatedFace {
    fn is_them(&self, capture: &[u8], _: &Form, _: bool) -> Result<bool, FaceAway> {
        let mut hash = Sha256::new();
        hash.update(self.0.to_be_bytes());
        hash.update(Sha256::digest(capture));
        // One of eight fails.
        Ok(hash.finalize()[0] >= 32)
    }
}

#[cfg(test)]
mod tests {
    use super::{FaceCheck, SimulatedFace};
    use lingshi_rules::business::Business;
    use lingshi_rules::post::PostPolicy;
    use lingshi_rules::post::policy::PickupMode;
    use lingshi_rules::walk::sample_form;

    #[test]
    fn the_same_capture_and_seed_come_out_the_same_and_some_fail() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/posts/BRU.toml");
        let policy = PostPolicy::read("BRU.toml", &std::fs::read_to_string(path).unwrap()).unwrap();
        let form = sample_form(&policy, Business::PpRenew, PickupMode::InPerson);
        let came = |seed: u64| -> Vec<bool> {
            let face = SimulatedFace::new(seed);
            let one = |number: u32| face.is_them(&number.to_be_bytes(), &form, false).unwrap();
            (0..200).map(one).collect()
        };
        assert_eq!(came(1), came(1));
        assert_ne!(came(1), came(2));
        let failed = came(1).iter().filter(|passed| !**passed).count();
        assert!((5..60).contains(&failed), "{failed}");
    }
}
