//! What must hold of every mail, however it was changed.

use crate::world;
use allocation_counter::measure;
use lingshi_mail::{Mail, bounds, read};
use lingshi_rules::supplement_mail::{Answer, Attaching, AuthMethod, Letter, ReturnPath, Verdict};

/// What one mail cost, in proportion to its length.
#[derive(Default, Clone, Copy)]
pub(crate) struct Cost {
    /// Bytes of the mail.
    pub(crate) length: usize,
    /// Bytes of memory held at once.
    pub(crate) memory: u64,
    /// Bytes looked at.
    pub(crate) looked_at: usize,
    /// It was taken for a supplement.
    pub(crate) recognised: bool,
}

/// Memory that reading may hold at once besides four times the mail: the words of one part, four times.
pub(crate) const MEMORY_BESIDES: u64 = 16 * 1024 * 1024;
/// How often a byte may be looked at: once for each depth a part can stand in, and a few times more.
pub(crate) const LOOKS: usize = 60;
/// Looks a mail may cost besides, however short.
pub(crate) const LOOKS_BESIDES: usize = 100_000;

/// Reads and judges one mail; what does not hold is told.
pub(crate) fn check(bytes: &[u8]) -> Result<Cost, String> {
    let mut outcome = None;
    let taken = measure(|| outcome = Some(read(bytes)));
    let mut cost = Cost {
        length: bytes.len(),
        memory: taken.bytes_max,
        ..Cost::default()
    };
    if cost.memory > 4 * bytes.len() as u64 + MEMORY_BESIDES {
        return Err(format!(
            "{} bytes of memory for {}",
            cost.memory,
            bytes.len()
        ));
    }
    let Some(Ok(mail)) = outcome else {
        return Ok(cost);
    };
    cost.looked_at = mail.effort.looked_at;
    bounded(&mail, bytes.len())?;
    let verdict = world::verdict(&mail.letter, &mail.contents);
    cost.recognised = matches!(verdict, Verdict::Recognised(_));
    believed(&mail.letter, &verdict)?;
    answered(&mail.letter, &verdict)?;
    let again = read(bytes).map(|again| again.letter == mail.letter);
    if again == Ok(true) {
        Ok(cost)
    } else {
        Err("the same bytes gave another letter".into())
    }
}

fn bounded(mail: &Mail, length: usize) -> Result<(), String> {
    let letter = &mail.letter;
    let held = [
        (
            mail.effort.looked_at <= LOOKS * length + LOOKS_BESIDES,
            "looked at too often",
        ),
        (mail.effort.parts <= bounds::PARTS, "too many parts"),
        (
            letter.enclosures.len() <= bounds::ENCLOSURES,
            "too many enclosures",
        ),
        (
            letter.enclosures.len() == mail.contents.len(),
            "enclosures without bytes",
        ),
        (
            letter.text.len() <= 4 * bounds::TEXT_BYTES,
            "too many words",
        ),
        (letter.from.len() <= bounds::SENDERS + 1, "too many senders"),
        (letter.reports.len() <= bounds::REPORTS, "too many reports"),
        (
            letter
                .enclosures
                .iter()
                .all(|e| e.name.chars().count() <= bounds::NAME_CHARACTERS),
            "a name too long",
        ),
    ];
    match held.iter().find(|(holds, _)| !holds) {
        Some((_, what)) => Err((*what).to_owned()),
        None => Ok(()),
    }
}

/// Nothing is attached by itself unless one sender, the account's, is vouched for in our name.
fn believed(letter: &Letter, verdict: &Verdict) -> Result<(), String> {
    let Verdict::Recognised(found) = verdict else {
        return Ok(());
    };
    if found.attaching != Attaching::ByItself {
        return Ok(());
    }
    let [sender] = letter.from.as_slice() else {
        return Err("attached without one sender".into());
    };
    let ours = &world::receiving().authserv_id;
    let vouched = letter.reports.iter().any(|report| {
        report.authserv_id.eq_ignore_ascii_case(ours)
            && report.results.iter().any(|result| match result.method {
                AuthMethod::Dkim | AuthMethod::Dmarc => {
                    let domain = result.domain.as_deref().unwrap_or("?");
                    result.passed && sender.domain().ends_with(domain)
                }
            })
    });
    let account = world::lookup(letter, &[])
        .order
        .and_then(|order| order.account_mail);
    let accounts = account.is_some_and(|a| a.as_str().eq_ignore_ascii_case(sender.as_str()));
    if vouched && accounts {
        Ok(())
    } else {
        Err("attached without proof of the sender".into())
    }
}

/// No machine is answered.
fn answered(letter: &Letter, verdict: &Verdict) -> Result<(), String> {
    let answer = match verdict {
        Verdict::Recognised(found) => found.answer,
        Verdict::NotRecognised(found) => found.answer,
    };
    let machine = !letter.automatic.is_empty() || letter.return_path == ReturnPath::Null;
    match answer {
        Answer::Acknowledge | Answer::Refuse if machine => Err("a machine was answered".into()),
        Answer::Acknowledge | Answer::Refuse | Answer::None { .. } => Ok(()),
    }
}
