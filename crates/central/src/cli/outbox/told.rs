//! What is told of an outbox and of each of its commands. Nothing that stands in a command but its subject.

use super::super::said::{Said, table};
use super::opened::Opened;
use lingshi_ledger::StoreFault;
use lingshi_registry::outbox::Given;
use lingshi_rules::ids::PostCode;
use lingshi_wire::{Answer, Instruction, NotTaken, Why};
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub(super) fn head(opened: &Opened) -> Value {
    let head = &opened.head;
    json!({
        "file": opened.path.to_string_lossy(),
        "form": head.form,
        "realm": head.realm,
        "post": head.post,
        "officer": head.officer,
        "device": head.device,
        "at": head.at,
        "commands": head.commands.count,
        "attachments": head.files.len(),
        "bytes_of_attachments": head.bytes_of_files(),
        "believed": opened.is_believed(),
        "doubt": opened.doubt(),
    })
}

pub(super) fn look(opened: &Opened) -> String {
    let head = &opened.head;
    let rows = [
        ("of", format!("{}, {}", head.officer, head.post)),
        ("service", head.realm.clone()),
        ("device", head.device.to_string()),
        ("made", format!("{} by the device's clock", head.at)),
        ("commands", head.commands.count.to_string()),
        (
            "attachments",
            format!("{}, {} bytes", head.files.len(), head.bytes_of_files()),
        ),
        (
            "",
            match opened.doubt() {
                None => "It is whole, and signed by this device.".to_owned(),
                Some(why) => format!("It is not believed: {}.", not_believed(why)),
            },
        ),
    ];
    let rows = rows.map(|(name, value)| vec![name.to_owned(), value]);
    table(&rows)
}

/// Why a file is not believed.
pub(super) fn not_believed(why: &NotTaken) -> String {
    match why {
        NotTaken::OtherRealm => "it is meant for another service".to_owned(),
        NotTaken::OtherPost { post } => format!("it is an outbox of {post}"),
        NotTaken::UnknownKey => "nobody enrolled its device at this post".to_owned(),
        NotTaken::KeyRevoked => "its device was revoked".to_owned(),
        NotTaken::NotCertified => {
            "its device has no certificate of this post's root; see 'device list'".to_owned()
        }
        NotTaken::OtherOfficer { officer } => format!("its device is {officer}'s"),
        NotTaken::NotAnOfficer => "its officer is not at this post, or no longer".to_owned(),
        NotTaken::TooLong
        | NotTaken::NotSigned
        | NotTaken::NotACommand
        | NotTaken::UnknownField { .. }
        | NotTaken::NewerRulebook { .. }
        | NotTaken::StandsOnRefused { .. }
        | NotTaken::IdTaken => not_taken(why),
    }
}

/// Why a command was not taken.
fn not_taken(why: &NotTaken) -> String {
    match why {
        NotTaken::TooLong => "longer than a command may be".to_owned(),
        NotTaken::NotSigned => "not signed by the key it names".to_owned(),
        NotTaken::NotACommand => {
            "no command this server knows: is it older than the desk?".to_owned()
        }
        NotTaken::UnknownField { path } => format!("this server does not read its field {path}"),
        NotTaken::UnknownKey => "nobody enrolled its key at this post".to_owned(),
        NotTaken::KeyRevoked => "its key was revoked".to_owned(),
        NotTaken::NotCertified => "its key has no certificate of this post's root".to_owned(),
        NotTaken::OtherRealm => "meant for another service".to_owned(),
        NotTaken::OtherPost { post } => format!("meant for {post}"),
        NotTaken::OtherOfficer { officer } => format!("its key is {officer}'s"),
        NotTaken::NotAnOfficer => "its officer is not at this post, or no longer".to_owned(),
        NotTaken::NewerRulebook { rulebook } => {
            format!("decided under a newer rulebook than {rulebook}, this server's: update it")
        }
        NotTaken::StandsOnRefused { command } => {
            format!("it stands on {command}, which was not accepted")
        }
        NotTaken::IdTaken => "its id belongs to another command".to_owned(),
    }
}

fn refused(why: &Why) -> String {
    let code = |of: &str, refusal: Value| {
        let code = refusal["code"].as_str().unwrap_or_default().to_owned();
        format!("the {of} says {code}")
    };
    let value = |refusal| serde_json::to_value(refusal).unwrap_or_default();
    match why {
        Why::Order { refusal } => format!("the order says {}", refusal.code()),
        Why::Stock { refusal } => code("book of booklets", value(json!(refusal))),
        Why::CashDay { refusal } => code("book of the day", value(json!(refusal))),
        Why::Mail { refusal } => code("tray of mails", value(json!(refusal))),
        Why::Displayed { file } => format!("what was displayed of {file} is not what is kept"),
        Why::NoSuchSubject => "there is no such thing at this post".to_owned(),
        Why::ActsCount { most } => format!("no acts, or more than {most} at once"),
    }
}

/// What became of a command, in a word to branch on and in words.
fn became(given: Option<&Given>) -> (&'static str, String) {
    let Some(Given { answer, is_new, .. }) = given else {
        return ("not_tried", "not tried".to_owned());
    };
    match answer {
        Answer::Accepted { seq, .. } if *is_new => ("accepted", format!("accepted at line {seq}")),
        Answer::Accepted { seq, .. } => {
            ("accepted_before", format!("accepted before, at line {seq}"))
        }
        Answer::Refused { why } => ("refused", format!("refused: {}", refused(why))),
        Answer::NotTaken { why } => ("not_taken", format!("not taken: {}", not_taken(why))),
        Answer::Later { .. } => ("later", "waits: what it stands on has not come".to_owned()),
    }
}

fn subject(instruction: &Instruction) -> String {
    match instruction {
        Instruction::Order { no, .. } => no.to_string(),
        Instruction::Stock { .. } => "booklets".to_owned(),
        Instruction::CashDay { day, .. } => format!("money of {day}"),
        Instruction::Window { .. } => "window".to_owned(),
        Instruction::Mail { mail, .. } => format!("mail {mail}"),
        Instruction::Acts(_) => "acts".to_owned(),
    }
}

/// What became of one command: a row for a person, an object for a program.
fn one(file: usize, given: Option<&Given>) -> (Vec<String>, Value) {
    let (code, words) = became(given);
    let says = given.and_then(|given| given.says.as_ref());
    let id = says.map(|says| says.id().to_string());
    let about = says.map(subject);
    let or_blank = |text: &Option<String>| text.clone().unwrap_or_else(|| "–".to_owned());
    let row = vec![file.to_string(), or_blank(&id), or_blank(&about), words];
    let answer = given.map(|given| &given.answer);
    let told =
        json!({ "file": file, "command": id, "subject": about, "became": code, "answer": answer });
    (row, told)
}

/// How many became what.
fn counted(all: &[Value]) -> Vec<(&'static str, usize)> {
    let codes = [
        "accepted",
        "accepted_before",
        "refused",
        "not_taken",
        "later",
        "not_tried",
    ];
    let count = |code: &str| all.iter().filter(|one| one["became"] == code).count();
    codes.map(|code| (code, count(code))).to_vec()
}

/// The whole import.
pub(super) fn imported(
    (post, files): (&PostCode, &[Opened]),
    from: &[usize],
    given: &[Option<Given>],
    fault: Option<&StoreFault>,
) -> Said {
    let head_row = ["file", "command", "subject", "answer"].map(str::to_owned);
    let (mut rows, mut all) = (vec![head_row.to_vec()], Vec::new());
    for (file, given) in from.iter().zip(given) {
        let (row, told) = one(file + 1, given.as_ref());
        rows.push(row);
        all.push(told);
    }
    let counts = counted(&all);
    let words = format!("{}\n{}", table(&rows), summary(&counts, fault));
    let heads: Vec<Value> = files.iter().map(head).collect();
    let counts: BTreeMap<&str, usize> = counts.into_iter().collect();
    let fault = fault.map(ToString::to_string);
    let document =
        json!({ "post": post, "files": heads, "commands": all, "counts": counts, "fault": fault });
    let is_answered = |given: &Option<Given>| given.as_ref().is_some_and(Given::is_answered);
    let said = Said::new(words, document);
    if given.iter().all(is_answered) {
        said
    } else {
        said.ends_with(4)
    }
}

fn summary(counts: &[(&str, usize)], fault: Option<&StoreFault>) -> String {
    let told: Vec<String> = counts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(code, count)| format!("{count} {}", code.replace('_', " ")))
        .collect();
    let told = if told.is_empty() {
        "no commands".to_owned()
    } else {
        told.join(", ")
    };
    let fault = fault.map_or_else(String::new, |fault| {
        format!(
            "\nThe ledger could not go on: {fault}. Import the same files again: what is answered stays answered."
        )
    });
    format!("{told}.{fault}")
}
