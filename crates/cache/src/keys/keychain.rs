//! The keychain of the system, as far as a profile asks of one. Whoever asks it does so off the window's thread: a
//! locked one waits for a person.

use zeroize::Zeroizing;

/// The keychain cannot be used. None of these is a reason to write anything in the open.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoKeychain {
    /// There is none on this system, or none is running.
    #[error("there is no keychain on this system")]
    None,
    /// It is locked, and nobody unlocked it.
    #[error("the keychain is locked")]
    Locked,
    /// It did not answer in time.
    #[error("the keychain does not answer")]
    Silent,
    /// It does not keep what it is given.
    #[error("the keychain does not keep what it is given")]
    Forgets,
    /// Anything else it says.
    #[error("the keychain: {0}")]
    Other(String),
}

/// One entry of a keychain: that of one profile.
pub trait Keychain {
    /// Keeps a secret.
    fn put(&self, secret: &[u8]) -> Result<(), NoKeychain>;
    /// What is kept; nothing if the entry is gone.
    fn get(&self) -> Result<Option<Zeroizing<Vec<u8>>>, NoKeychain>;
    /// Takes it away.
    fn remove(&self) -> Result<(), NoKeychain>;
}
