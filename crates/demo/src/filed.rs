//! Which invented order became which order of the server, and how its account is reached: those the post began with by
//! their own names, those filed since as the server named them. What was filed outlives the demo's program.

use lingshi_rules::ids::AccountId;
use lingshi_rules::values::OrderNo;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::PathBuf;

/// One that was filed by telephone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Line {
    number: u32,
    no: OrderNo,
    account: AccountId,
    contact: String,
}

/// Everything known of them.
#[derive(Debug)]
pub struct Filed {
    file: PathBuf,
    numbers: BTreeMap<OrderNo, u32>,
    contacts: BTreeMap<AccountId, String>,
    next: u32,
}

/// How an account the post began with is reached.
pub fn contact(account: &AccountId) -> String {
    format!("{}@example.com", account.as_str().to_ascii_lowercase())
}

impl Filed {
    /// What is known by now: the orders a post began with, and what this file tells of those since.
    pub fn read(file: PathBuf, numbers: BTreeMap<OrderNo, u32>, first: u32) -> io::Result<Self> {
        let text = match std::fs::read_to_string(&file) {
            Ok(text) => text,
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => String::new(),
            Err(fault) => return Err(fault),
        };
        let mut filed = Self {
            file,
            numbers,
            contacts: BTreeMap::new(),
            next: first,
        };
        // The last line may have been cut short; that order is then left to itself.
        for line in text
            .lines()
            .filter_map(|line| serde_json::from_str(line).ok())
        {
            filed.learn(line);
        }
        Ok(filed)
    }

    fn learn(&mut self, line: Line) {
        self.next = self.next.max(line.number + 1);
        self.numbers.insert(line.no, line.number);
        self.contacts.insert(line.account, line.contact);
    }

    /// The number of the next that is filed.
    pub fn draw_next(&mut self) -> u32 {
        let next = self.next;
        self.next += 1;
        next
    }

    /// Keeps one that was filed.
    pub fn keep(
        &mut self,
        number: u32,
        (no, account): (OrderNo, AccountId),
        contact: String,
    ) -> io::Result<()> {
        let line = Line {
            number,
            no,
            account,
            contact,
        };
        let text = serde_json::to_string(&line).map_err(io::Error::other)?;
        let mut file = OpenOptions::new();
        file.create(true).append(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut file, 0o600);
        writeln!(file.open(&self.file)?, "{text}")?;
        self.learn(line);
        Ok(())
    }

    /// The number of an order among the invented ones.
    pub fn number(&self, no: &OrderNo) -> Option<u32> {
        self.numbers.get(no).copied()
    }

    /// How an account is reached.
    pub fn contact(&self, account: &AccountId) -> String {
        let known = self.contacts.get(account).cloned();
        known.unwrap_or_else(|| contact(account))
    }
}

#[cfg(test)]
mod tests {
    use super::Filed;
    use lingshi_rules::ids::AccountId;
    use std::collections::BTreeMap;

    #[test]
    fn what_was_filed_outlives_the_program_though_its_last_line_was_cut() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("filed.jsonl");
        let read = || Filed::read(file.clone(), BTreeMap::new(), 300).unwrap();
        let no = |text: &str| serde_json::from_value::<super::OrderNo>(text.into()).unwrap();
        let mut filed = read();
        for number in [300, 301] {
            assert_eq!(filed.draw_next(), number);
            let no = no(&format!("BELAA3FAPT100852{number}")[..20]);
            let account = AccountId::new(format!("ACCOUNT{number}"));
            filed
                .keep(number, (no, account), format!("u-{number}@example.com"))
                .unwrap();
        }
        let text = std::fs::read_to_string(&file).unwrap();
        std::fs::write(&file, &text[..text.len() - 10]).unwrap();
        let mut filed = read();
        assert_eq!(filed.draw_next(), 301);
        assert_eq!(
            filed.contact(&AccountId::new("ACCOUNT300")),
            "u-300@example.com"
        );
        assert_eq!(
            filed.contact(&AccountId::new("u-bru-7")),
            "u-bru-7@example.com"
        );
    }
}
