//! What is wrong with the file of a sheet, and where.

use lingshi_rules::ids::PostCode;
use lingshi_rules::life::Refusal;
use lingshi_rules::post::{Fault, PolicyFault};
use std::fmt;

/// One thing wrong with the file of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetFault {
    /// The file, as the reader was told.
    pub file: String,
    /// Its line, from 1.
    pub line: u32,
    /// Its column in characters, from 1.
    pub column: u32,
    /// The dotted key, as `posts[0].name.en`; empty where the file as a whole is meant.
    pub key: String,
    /// What is wrong.
    pub wrong: Wrong,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// It is not written as such a file is.
    Form(Fault),
    /// Longer than a file may be.
    FileTooLong {
        /// Bytes at most.
        most: usize,
    },
    /// More rows than a sheet may have.
    TooManyRows {
        /// At most.
        most: usize,
    },
    /// Nothing is said.
    Blank,
    /// Longer than it may be.
    TooLong {
        /// Characters at most.
        most: u32,
    },
    /// A character that is not what it seems.
    Hidden,
    /// A code that is none.
    BadCode {
        /// What one is made of.
        wanted: &'static str,
    },
    /// Another row has this code.
    Twice {
        /// In that line.
        line: u32,
    },
    /// There is no such country.
    NoSuchCountry {
        /// What is written.
        found: String,
    },
    /// It is no telephone number with its country's.
    NoTelephone,
    /// It is no address of a page.
    NoPage,
    /// It ends before it begins.
    EndsBefore,
    /// Officers write nothing there.
    NoSuchPlace {
        /// What is written.
        found: String,
        /// Every place there is.
        known: Vec<String>,
    },
    /// An officer might not write this there.
    MayNotStand {
        /// Where.
        place: String,
        /// Why.
        refusal: Box<Refusal>,
    },
    /// It is another post's.
    OtherPost {
        /// For which it was to be read.
        wanted: PostCode,
    },
}

impl From<PolicyFault> for SheetFault {
    fn from(fault: PolicyFault) -> Self {
        Self {
            file: fault.file,
            line: fault.line,
            column: fault.column,
            key: fault.key,
            wrong: Wrong::Form(fault.fault),
        }
    }
}

impl fmt::Display for SheetFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: ", self.file, self.line, self.column)?;
        if !self.key.is_empty() {
            write!(f, "{}: ", self.key)?;
        }
        self.wrong.fmt(f)
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form(fault) => fault.fmt(f),
            Self::FileTooLong { most } => write!(f, "the file has more than {most} bytes"),
            Self::TooManyRows { most } => write!(f, "a sheet has {most} rows at most"),
            Self::Blank => f.write_str("nothing is said"),
            Self::TooLong { most } => write!(f, "{most} characters at most"),
            Self::Hidden => f.write_str("there is a character in it that is not what it seems"),
            Self::BadCode { wanted } => write!(f, "a code has {wanted}"),
            Self::Twice { line } => write!(f, "line {line} has this code already"),
            Self::NoSuchCountry { found } => {
                write!(
                    f,
                    "{found:?} is no country; three capitals as BEL are wanted"
                )
            }
            Self::NoTelephone => {
                f.write_str("a telephone number with its country's is wanted, as 0032-20000000")
            }
            Self::NoPage => f.write_str("the address of a page is wanted, as https://example.org/"),
            Self::EndsBefore => f.write_str("it ends before it begins"),
            Self::NoSuchPlace { found, known } => write!(
                f,
                "officers write nothing at {found:?}; known: {}",
                known.join(", ")
            ),
            Self::MayNotStand { place, refusal } => write_refusal(f, place, refusal),
            Self::OtherPost { wanted } => write!(f, "these are not the phrases of {wanted}"),
        }
    }
}

fn write_refusal(f: &mut fmt::Formatter<'_>, place: &str, refusal: &Refusal) -> fmt::Result {
    let code = refusal.code();
    if let Refusal::MayNotGoOut { found } = refusal {
        let found: Vec<&str> = found.iter().map(|found| found.code()).collect();
        write!(f, "this may not go out ({code}): {}", found.join(", "))
    } else if let Refusal::TextTooLong { most, .. } = refusal {
        write!(f, "{place} holds {most} characters at most ({code})")
    } else if let Refusal::TextNeeded { .. } = refusal {
        write!(f, "nothing is said ({code})")
    } else {
        write!(f, "this may not stand at {place} ({code})")
    }
}
