//! What in a head says that a machine sent the mail.

use crate::head::Head;
use crate::params::Valued;
use lingshi_rules::supplement_mail::{AutomaticSign, Precedence, ReturnPath};
use lingshi_rules::values::MailAddress;

/// Fields only absence notes have, of the programs that write no Auto-Submitted.
const ABSENCE_FIELDS: [&str; 5] = [
    "X-Autoreply",
    "X-Autorespond",
    "X-AutoReply-From",
    "X-Mail-Autoreply",
    "X-QQ-Autoreply",
];

/// Names before the @ that no person has.
const ROBOTS: [&str; 4] = ["mailer-daemon", "postmaster", "mail-daemon", "mdaemon"];

/// Every sign in a head, each once.
pub(crate) fn signs(head: &Head<'_>, content: &Valued, from: &[MailAddress]) -> Vec<AutomaticSign> {
    let has = |name: &str| head.first(name).is_some();
    let mut signs = Vec::new();
    signs.extend(report(content));
    if has("X-Failed-Recipients") {
        signs.push(AutomaticSign::DeliveryReport);
    }
    if first_word(head, "Auto-Submitted").is_some_and(|word| word != "no") {
        signs.push(AutomaticSign::AutoSubmitted);
    }
    if ABSENCE_FIELDS.iter().any(|name| has(name)) {
        signs.push(AutomaticSign::AutoReply);
    }
    if from.iter().any(is_robot) {
        signs.push(AutomaticSign::RobotSender);
    }
    if has("List-Id") || has("List-Post") || has("List-Unsubscribe") {
        signs.push(AutomaticSign::MailingList);
    }
    let word = first_word(head, "Precedence").and_then(|word| precedence(&word));
    signs.extend(word.map(|word| AutomaticSign::Precedence { word }));
    if first_word(head, "X-Auto-Response-Suppress").is_some_and(|word| word != "none") {
        signs.push(AutomaticSign::AnswersUnwanted);
    }
    signs.dedup();
    signs
}

fn report(content: &Valued) -> Option<AutomaticSign> {
    match content.value.as_str() {
        "multipart/report" => {}
        "message/delivery-status" => return Some(AutomaticSign::DeliveryReport),
        "message/disposition-notification" => return Some(AutomaticSign::ReadReceipt),
        _ => return None,
    }
    let kind = content.parameter("report-type").unwrap_or_default();
    Some(if kind.eq_ignore_ascii_case("disposition-notification") {
        AutomaticSign::ReadReceipt
    } else {
        AutomaticSign::DeliveryReport
    })
}

fn first_word(head: &Head<'_>, name: &str) -> Option<String> {
    let text = head.text(name)?;
    let word = text.split([';', ',', ' ', '(']).next().unwrap_or_default();
    Some(word.to_ascii_lowercase()).filter(|word| !word.is_empty())
}

fn precedence(word: &str) -> Option<Precedence> {
    match word {
        "bulk" => Some(Precedence::Bulk),
        "list" => Some(Precedence::List),
        "junk" => Some(Precedence::Junk),
        "auto_reply" | "auto-reply" => Some(Precedence::AutoReply),
        _ => None,
    }
}

fn is_robot(address: &MailAddress) -> bool {
    let mailbox = address.as_str().split('@').next().unwrap_or_default();
    ROBOTS
        .iter()
        .any(|robot| mailbox.eq_ignore_ascii_case(robot))
}

/// Where the envelope says a failure goes.
pub(crate) fn return_path(head: &Head<'_>) -> ReturnPath {
    match head.text("Return-Path") {
        None => ReturnPath::Absent,
        Some(path) if path.trim_matches(['<', '>', ' ']).is_empty() => ReturnPath::Null,
        Some(_) => ReturnPath::Given,
    }
}
