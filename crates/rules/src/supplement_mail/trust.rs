//! Whether a mail is from whom it says. Only our own server is believed.

use super::letter::{AuthMethod, AuthReport, AuthResult, Letter};
use super::verdict::Wait;
use crate::values::MailAddress;
use serde::{Deserialize, Serialize};

/// The server that takes mail in for us.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receiving {
    /// The name under which it writes Authentication-Results.
    pub authserv_id: String,
    /// Received lines that our own servers write above its report. A report further down was in the
    /// mail when it reached us, whatever name it bears.
    pub own_hops: usize,
}

/// The one sender of the mail.
pub(super) fn sender(letter: &Letter) -> Result<&MailAddress, Wait> {
    match letter.from.as_slice() {
        [only] => Ok(only),
        others => Err(Wait::SenderUnclear {
            named: others.len(),
        }),
    }
}

/// That our server found the mail to be from this address's domain.
pub(super) fn proven(
    letter: &Letter,
    sender: &MailAddress,
    receiving: &Receiving,
) -> Result<(), Wait> {
    let report = own_report(letter, receiving).ok_or(Wait::NoReport)?;
    let stands = report.results.iter().any(|r| stands_for(r, sender));
    if stands { Ok(()) } else { Err(Wait::NotProven) }
}

/// The newest report in our name that stands where our server writes; one below it is a forgery that
/// should have been taken out, and is not read.
fn own_report<'l>(letter: &'l Letter, receiving: &Receiving) -> Option<&'l AuthReport> {
    letter.reports.iter().find(|report| {
        report.hops_above <= receiving.own_hops
            && report
                .authserv_id
                .eq_ignore_ascii_case(&receiving.authserv_id)
    })
}

/// DMARC names the domain of From itself. A DKIM signature stands for its own domain and those below
/// it; not for those above, since some hosts give sub-domains to strangers.
fn stands_for(result: &AuthResult, sender: &MailAddress) -> bool {
    let Some(domain) = result.domain.as_deref().filter(|_| result.passed) else {
        return false;
    };
    let (domain, of_sender) = (domain.to_ascii_lowercase(), sender.domain());
    let same = domain == of_sender;
    match result.method {
        AuthMethod::Dmarc => same,
        AuthMethod::Dkim => same || (domain.contains('.') && is_below(of_sender, &domain)),
    }
}

fn is_below(domain: &str, above: &str) -> bool {
    domain
        .strip_suffix(above)
        .is_some_and(|rest| rest.ends_with('.'))
}

/// Whether two addresses are one mailbox; no service known tells capitals apart.
pub(super) fn same_mailbox(a: &MailAddress, b: &MailAddress) -> bool {
    a.as_str().eq_ignore_ascii_case(b.as_str())
}
