//! How the line to the server stands, and what a fault of asking means for it.

use lingshi_rules::values::Instant;
use lingshi_wire::changes::Rebootstrap;
use lingshi_wire::client::ClientFault;
use serde::Serialize;
use std::time::Duration;
use strum::{EnumIter, IntoStaticStr};

/// Where there was nothing to sign in with, it is looked for again after so long: it locks nobody out.
const LOOK_AGAIN: Duration = Duration::from_secs(2);

/// How the line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// The first time: nothing was heard yet.
    Connecting,
    /// What is shown is what the server has.
    Live,
    /// What is shown is as of then; the desk tries by itself.
    CutOff {
        /// Since when.
        since: Instant,
        /// Why.
        why: CutWhy,
    },
    /// The desk is not let in. Trying by itself would only get the officer locked out.
    LockedOut {
        /// Why.
        why: LockedWhy,
    },
}

/// Why the line is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, EnumIter, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum CutWhy {
    /// Nobody answers.
    Unreachable,
    /// Somebody answers, and not as our server does.
    NotUnderstood,
    /// The server has too much to do.
    Busy,
    /// Something is wrong with the server.
    Broken,
    /// The server no longer gives the lines that are needed.
    TooFarBehind,
}

/// Why the desk is not let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, EnumIter, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum LockedWhy {
    /// There is nothing to sign in with, or it cannot be read.
    NoPass,
    /// Password, code or device are not right.
    NotLetIn,
    /// Too many failures.
    TooManyTries,
    /// The device was revoked.
    DeviceRevoked,
    /// The officer has left the post, or never was there.
    NotAnOfficer,
    /// What the server says does not hold together: it is not the one that is known, or its log was changed.
    NotBelieved,
}

/// Why the door stays shut.
#[derive(Debug, thiserror::Error)]
pub enum Shut {
    /// There is nothing to sign in with, or it cannot be read.
    #[error("there is nothing to sign in with")]
    NoPass,
    /// The chain of the log is broken.
    #[error("the lines that came do not follow the ones before")]
    ChainBroken,
    /// Asking went wrong.
    #[error(transparent)]
    Fault(#[from] ClientFault),
}

/// What is done about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Remedy {
    /// Wait, and ask again.
    AskAgain(CutWhy, Option<Duration>),
    /// The token has run out: sign in, or renew.
    EnterAgain,
    /// Forget what was read, and read from the first line.
    BeginAnew,
    /// Wait for somebody, or for so long.
    StayOut(LockedWhy, Option<Duration>),
}

impl Shut {
    pub(super) fn remedy(&self) -> Remedy {
        match self {
            Self::NoPass => Remedy::StayOut(LockedWhy::NoPass, Some(LOOK_AGAIN)),
            Self::ChainBroken => Remedy::StayOut(LockedWhy::NotBelieved, None),
            Self::Fault(fault) => of_fault(fault),
        }
    }
}

fn of_fault(fault: &ClientFault) -> Remedy {
    match fault {
        ClientFault::Problem { problem, again_in } => of_code(&problem.code, *again_in),
        ClientFault::Rebootstrap(Rebootstrap::TooFarBehind { .. }) => {
            Remedy::AskAgain(CutWhy::TooFarBehind, None)
        }
        ClientFault::Rebootstrap(Rebootstrap::OtherEpoch { .. } | Rebootstrap::Ahead { .. }) => {
            Remedy::BeginAnew
        }
        ClientFault::NotBelieved(_) => Remedy::StayOut(LockedWhy::NotBelieved, None),
        ClientFault::Unreachable(_) => Remedy::AskAgain(CutWhy::Unreachable, None),
        ClientFault::NotUnderstood { .. } => Remedy::AskAgain(CutWhy::NotUnderstood, None),
    }
}

fn of_code(code: &str, again_in: Option<Duration>) -> Remedy {
    match code {
        "sign_in_needed" | "session_ran_out" => Remedy::EnterAgain,
        "not_let_in" => Remedy::StayOut(LockedWhy::NotLetIn, None),
        "locked" => Remedy::StayOut(LockedWhy::TooManyTries, again_in),
        "device_revoked" => Remedy::StayOut(LockedWhy::DeviceRevoked, None),
        "not_an_officer" | "not_here" => Remedy::StayOut(LockedWhy::NotAnOfficer, None),
        "too_often" | "later" => Remedy::AskAgain(CutWhy::Busy, again_in),
        _ => Remedy::AskAgain(CutWhy::Broken, again_in),
    }
}
