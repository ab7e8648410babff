//! What others do for applicants: send codes, look at faces, take money, decide of pensions. Each is to be set up; what
//! is not set up is said to be so, and nothing pretends.

mod codes;
mod face;
mod payments;
mod proof;

pub use codes::{CodeSender, CodesInFolder, NotSent};
pub use face::{FaceAway, FaceCheck, SimulatedFace};
pub use payments::{PaymentProvider, Payments, ProviderAway, SimulatedPayments};
pub use proof::Shared;

use crate::secrets;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// `[applicants]` of the settings.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// A folder into which each one-time code is written as a file; who sends them on takes them from there.
    pub codes: Option<PathBuf>,
    /// Who looks at faces.
    pub face_check: Option<By>,
    /// From what the simulated one draws.
    #[serde(default)]
    pub face_check_seed: u64,
    /// Who takes money.
    pub payments: Option<By>,
    /// 人社部门 tells what it decides of pensions, proven with `pensions.key`.
    #[serde(default)]
    pub pensions: bool,
}

/// Who does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// Nobody real: for a trial, never for people.
    Simulated,
}

/// Something of it cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum NotOpened {
    /// The folder for codes.
    #[error("{}: {source}", path.display())]
    Folder {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The secret that what others tell is proven with.
    #[error("{0}")]
    Secret(#[from] crate::secrets::SecretFault),
}

/// Those who do it.
#[derive(Default)]
pub struct Applicants {
    /// Sends codes.
    pub codes: Option<Arc<dyn CodeSender>>,
    /// Looks at faces.
    pub face: Option<Arc<dyn FaceCheck>>,
    /// Takes money.
    pub payments: Option<Arc<Payments>>,
    /// What is shared with 人社部门.
    pub pensions: Option<Arc<Shared>>,
}

impl Applicants {
    /// As they are set up; what is not absolute is beside the settings.
    pub fn open(settings: &Settings, beside: &Path) -> Result<Self, NotOpened> {
        let mut all = Self::default();
        if let Some(folder) = &settings.codes {
            let path = beside.join(folder);
            let sender = CodesInFolder::open(path.clone());
            let sender = sender.map_err(|source| NotOpened::Folder { path, source })?;
            all.codes = Some(Arc::new(sender));
        }
        if let Some(By::Simulated) = settings.face_check {
            all.face = Some(Arc::new(SimulatedFace::new(settings.face_check_seed)));
        }
        if let Some(By::Simulated) = settings.payments {
            all.payments = Some(Arc::new(Payments {
                provider: Box::new(SimulatedPayments),
                shared: Shared::new(secrets::read(&beside.join(secrets::PAYMENTS))?),
            }));
        }
        if settings.pensions {
            let secret = secrets::read(&beside.join(secrets::PENSIONS))?;
            all.pensions = Some(Arc::new(Shared::new(secret)));
        }
        Ok(all)
    }
}
