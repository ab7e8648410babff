//! Who may act: officers, their devices, and the root that certifies their keys.

mod devices;
mod officers;
mod root;
mod statements;

pub use devices::{Device, Revoked, device, enrol_device, revoke_device};
pub use lingshi_wire::{Certificate, CertifiedKey};
pub use officers::{Officer, officer, set_officer};
pub use root::{BadCertificate, Root, certify, root, set_root};
pub use statements::NotStated;
