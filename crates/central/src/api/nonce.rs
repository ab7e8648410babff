//! Nonces: sealed by the server, so that it need not remember them; each is worth something for two minutes.
//!
//! One may be used twice within its time; what is signed with it says nothing but that the device is there,
//! and password and six digits, which are taken once, are asked besides.

use data_encoding::BASE32_NOPAD;
use lingshi_registry::Chance;
use lingshi_rules::values::Instant;
use lingshi_wire::Sha;

const MINUTES: i64 = 2;

fn seal(secret: &[u8; 32], chance: &str, until: i64) -> String {
    let until = until.to_be_bytes();
    Sha::of_parts("lingshi/nonce/1", &[secret, chance.as_bytes(), &until]).to_string()
}

/// A new one.
pub(super) fn new(secret: &[u8; 32], now: Instant) -> String {
    let mut bytes = [0; 15];
    crate::world::OsChance.fill(&mut bytes);
    let chance = BASE32_NOPAD.encode(&bytes);
    let until = now.plus_minutes(MINUTES).millis();
    format!("{chance}.{until}.{}", seal(secret, &chance, until))
}

/// Whether it is one of ours, and still in its time.
pub(super) fn holds(secret: &[u8; 32], nonce: &str, now: Instant) -> bool {
    let mut parts = nonce.split('.');
    let (Some(chance), Some(until), Some(sealed), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let Ok(until) = until.parse::<i64>() else {
        return false;
    };
    let right = seal(secret, chance, until);
    lingshi_registry::same(right.as_bytes(), sealed.as_bytes()) && now.millis() <= until
}

#[cfg(test)]
mod tests {
    use super::{holds, new};
    use lingshi_rules::values::Instant;

    #[test]
    fn a_nonce_is_ours_and_in_its_time() {
        let now = Instant::parse("2026-03-16T09:00:00.000Z").unwrap();
        let nonce = new(&[1; 32], now);
        assert!(holds(&[1; 32], &nonce, now));
        assert!(holds(&[1; 32], &nonce, now.plus_minutes(2)));
        assert!(!holds(&[1; 32], &nonce, now.plus_minutes(3)));
        assert!(!holds(&[2; 32], &nonce, now), "another server's");
        let later = nonce.replacen('.', "1.", 2);
        assert!(!holds(&[1; 32], &later, now), "made longer");
        for garbage in ["", "a.b", "a.1.c.d", "a.b.c"] {
            assert!(!holds(&[1; 32], garbage, now), "{garbage}");
        }
    }
}
