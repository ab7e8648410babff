//! One file under its key: what it is is part of what is sealed, so that no file is taken for another.

use super::Form;
use crate::fault::{Fault, FaultKind};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use lingshi_wire::Sha;
use zeroize::Zeroizing;

const NONCE: usize = 24;

fn named(sha: &Sha, form: Form) -> String {
    format!("lingshi/vault/file/1/{sha}/{}", form.code())
}

pub(super) fn seal(
    (key, sha, form): (&[u8; 32], &Sha, Form),
    bytes: &[u8],
    draw: &mut dyn FnMut(&mut [u8]),
) -> Result<Vec<u8>, Fault> {
    let mut nonce = [0; NONCE];
    draw(&mut nonce);
    let name = named(sha, form);
    let payload = Payload {
        msg: bytes,
        aad: name.as_bytes(),
    };
    let sealed = XChaCha20Poly1305::new(key.into())
        .encrypt(&XNonce::from(nonce), payload)
        .map_err(|_| Fault::new(FaultKind::Misused, "a file could not be sealed"))?;
    Ok([&nonce[..], &sealed].concat())
}

pub(super) fn open(
    (key, sha, form): (&[u8; 32], &Sha, Form),
    sealed: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
    let name = named(sha, form);
    let payload = Payload {
        msg: sealed,
        aad: name.as_bytes(),
    };
    let opened = XChaCha20Poly1305::new(key.into()).decrypt(&XNonce::from(*nonce), payload);
    opened.ok().map(Zeroizing::new)
}
