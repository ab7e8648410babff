//! What a person reads: catalogues in three languages, by the codes the rulebook speaks in.
//!
//! Desk and server both render with it, from the same embedded files. It decides nothing: which notice is
//! sent, and what fills it, comes from the rulebook. It knows neither orders' storage nor screens.

mod addressee;
mod answer;
mod catalogue;
mod compose;
mod fault;
mod files;
mod interface;
mod language;
mod mailing;
mod notice;
mod picks;
mod refusal;
mod said;
mod statement;
mod template;
mod voice;

pub use addressee::Addressee;
pub use answer::{MailAnswer, render_mail_answer};
pub use catalogue::{Catalogue, Labelled, SlotWords, catalogue};
pub use compose::{Further, Rendered, preview_supplement, render_further, render_notice};
pub use fault::WordsFault;
pub use interface::{ChecklistWords, Interface, ListWords, SettingWords, Term};
pub use language::Language;
pub use refusal::{group as refusal_group, render_refusal, render_withheld};
pub use said::{Said, say};
pub use statement::{StatementText, statement};
pub use template::{Fill, Template};
