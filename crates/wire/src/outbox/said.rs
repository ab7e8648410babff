//! To which key outboxes are sealed, as the server says it.

use crate::key::{PublicKey, Signature, SigningKey};
use serde::{Deserialize, Serialize};

/// Under which name the server signs it.
const SIGNED_AS: &str = "lingshi/sealing-key/1";

/// The key an outbox is sealed to, signed with the key that a desk has known the server by since it was enrolled:
/// it may change, and nobody between can put their own in its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SaidKey {
    /// The key: a recipient, as age writes one.
    pub key: String,
    /// The server's signature over realm and key.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub signature: Signature,
}

fn text(realm: &str, key: &str) -> Vec<u8> {
    [realm.as_bytes(), &[0], key.as_bytes()].concat()
}

impl SaidKey {
    /// The server of a realm says its key.
    pub fn new(realm: &str, key: String, server: &SigningKey) -> Self {
        let signature = server.sign(SIGNED_AS, &text(realm, &key));
        Self { key, signature }
    }

    /// The key, if the server of this realm said it.
    pub fn by(&self, realm: &str, server: &PublicKey) -> Option<&str> {
        let said = server.signed(SIGNED_AS, &text(realm, &self.key), &self.signature);
        said.then_some(self.key.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::SaidKey;
    use crate::key::SigningKey;

    #[test]
    fn only_the_server_of_the_realm_says_its_key() {
        let (server, other) = (SigningKey::of_seed(&[1; 32]), SigningKey::of_seed(&[2; 32]));
        let said = SaidKey::new("test", "age1abc".to_owned(), &server);
        assert_eq!(said.by("test", &server.public()), Some("age1abc"));
        assert_eq!(said.by("test", &other.public()), None);
        assert_eq!(said.by("elsewhere", &server.public()), None);
        let changed = SaidKey {
            key: "age1abd".to_owned(),
            ..said
        };
        assert_eq!(changed.by("test", &server.public()), None);
    }
}
