//! What the rulebook found, as an officer reads it: mails, books, checks, names, photos.
//!
//! Every value is taken apart here by name, so that another variant, or another parameter, does not build
//! until it has its words.

mod book;
mod check;
pub(crate) mod letter;
mod name;
mod number;
mod paper;

use crate::voice::{Voice, one_line};
use crate::{Fill, Language, WordsFault, catalogue};
use lingshi_rules::book::NotTheWriter;
use lingshi_rules::cash_day::{CashRefusal, Difference};
use lingshi_rules::checks::Finding;
use lingshi_rules::duplicates::Match;
use lingshi_rules::eligibility::{Doubt, Ground};
use lingshi_rules::legalisation::{Answer, QueryFault};
use lingshi_rules::nationality::{Ground as NationalityGround, Suggestion};
use lingshi_rules::order::form::FaceCheck;
use lingshi_rules::pension::PaperRefusal;
use lingshi_rules::photo_standard::Departure;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::retention::Erased;
use lingshi_rules::stock::{StockRefusal, WhyUnbooked};
use lingshi_rules::supplement_mail::{
    AutomaticSign, Flag, LeftOut, Shortcoming, Silence, Unfit, Unreadable, Wait, Why,
};
use lingshi_rules::values::id_number::{IdContradiction, IdFault};
use lingshi_rules::values::mail::MailFault;
use lingshi_rules::values::name::NameRemark;
use lingshi_rules::values::order_no::{OrderNoFault, OrderNoWarning};
use lingshi_rules::values::papers::PaperWarning;
use lingshi_rules::values::phone::PhoneFault;
use lingshi_rules::values::text::TextFinding;

type Words = Result<String, WordsFault>;

/// Something found that is read as a sentence.
#[derive(Debug, Clone, Copy)]
pub enum Said<'s> {
    /// Why a mail is no supplement.
    MailWhy(&'s Why),
    /// What to look at in a supplement that came by mail.
    MailFlag(&'s Flag),
    /// Why an enclosure is 不合格.
    MailUnfit(Unfit),
    /// Why an enclosure is no material.
    MailLeftOut(LeftOut),
    /// Why a mail waits for an officer.
    MailWait(Wait),
    /// Why the sender is not answered.
    MailSilence(Silence),
    /// What says that a machine sent it.
    MailSign(AutomaticSign),
    /// What was wrong with its form.
    MailShortcoming(Shortcoming),
    /// Why its bytes are no mail.
    MailUnreadable(Unreadable),
    /// Why a text is no order number.
    OrderNoFault(&'s OrderNoFault),
    /// What is doubtful about an order number.
    OrderNoWarning(&'s OrderNoWarning),
    /// Why nobody may write into a book.
    Writer(&'s NotTheWriter),
    /// Why the book of blanks takes a line not.
    Stock(&'s StockRefusal),
    /// How order and book differ over a booklet.
    Unbooked(&'s WhyUnbooked),
    /// Why the book of the day takes a line not.
    Cash(&'s CashRefusal),
    /// Where orders and the day's book differ.
    CashDifference(Difference),
    /// How a check stands, and what it rests on.
    Finding(&'s Finding),
    /// How the face check went.
    Face(FaceCheck),
    /// Why a person qualifies; a clause without full stop.
    Eligible(Ground),
    /// What speaks against; a clause without full stop.
    Doubt(Doubt),
    /// What a child's birth suggests.
    Suggestion(&'s Suggestion),
    /// An article with the fact under it; a clause without full stop.
    NationalityGround(NationalityGround),
    /// Two orders that may be one person's.
    Duplicate(&'s Match),
    /// What is remarked about a name.
    Name(&'s NameRemark),
    /// What is wrong with a text.
    Text(&'s TextFinding),
    /// Why a text is no telephone number.
    Phone(PhoneFault),
    /// Why a text is no e-mail address.
    Address(MailFault),
    /// What is doubtful about a document's number.
    Paper(PaperWarning),
    /// Why a text is no ID number.
    IdFault(IdFault),
    /// Where ID number and form differ.
    IdContradiction(IdContradiction),
    /// What a photo departs from the standard in.
    Departure(Departure),
    /// What is to be erased.
    Erased(&'s Erased),
    /// Why a pension's paper form is not taken.
    Pension(&'s PaperRefusal),
    /// Why a sticker cannot be asked about.
    Query(QueryFault),
    /// What the register of stickers says.
    Sticker(&'s Answer),
}

/// The sentence, in the post's time.
pub fn say(language: Language, said: Said<'_>, policy: &PostPolicy) -> Words {
    tell(Voice::of(catalogue(language)?, policy), said)
}

pub(crate) fn tell(voice: Voice<'_>, said: Said<'_>) -> Words {
    match said {
        Said::MailWhy(why) => letter::why(voice, why),
        Said::MailFlag(flag) => letter::flag(voice, flag),
        Said::MailUnfit(reason) => letter::unfit(voice, reason),
        Said::MailLeftOut(reason) => letter::left_out(voice, reason),
        Said::MailWait(wait) => letter::wait(voice, wait),
        Said::MailSilence(silence) => letter::silence(voice, silence),
        Said::MailSign(sign) => letter::sign(voice, sign),
        Said::MailShortcoming(of) => letter::shortcoming(voice, of),
        Said::MailUnreadable(fault) => letter::unreadable(voice, fault),
        Said::OrderNoFault(fault) => letter::number_fault(voice, fault),
        Said::OrderNoWarning(warning) => letter::number_warning(voice, warning),
        Said::Writer(why) => book::writer(voice, why),
        Said::Stock(why) => book::stock(voice, why),
        Said::Unbooked(why) => book::unbooked(voice, why),
        Said::Cash(why) => book::cash(voice, why),
        Said::CashDifference(difference) => book::difference(voice, difference),
        Said::Finding(found) => check::finding(voice, found),
        Said::Face(result) => check::face(voice, result),
        Said::Eligible(ground) => check::eligible(voice, ground),
        Said::Doubt(doubt) => check::doubt(voice, doubt),
        Said::Suggestion(suggestion) => check::suggestion(voice, suggestion),
        Said::NationalityGround(ground) => check::nationality_ground(voice, ground),
        Said::Duplicate(found) => check::duplicate(voice, found),
        Said::Name(remark) => name::remark(voice, remark),
        Said::Text(finding) => name::text(voice, finding),
        Said::Phone(fault) => number::phone(voice, fault),
        Said::Address(fault) => number::address(voice, fault),
        Said::Paper(warning) => number::paper(voice, warning),
        Said::IdFault(fault) => number::id_fault(voice, fault),
        Said::IdContradiction(contradiction) => number::id_contradiction(voice, contradiction),
        Said::Departure(departure) => paper::departure(voice, departure),
        Said::Erased(erased) => paper::erased(voice, erased),
        Said::Pension(why) => paper::pension(voice, why),
        Said::Query(fault) => paper::query(voice, fault),
        Said::Sticker(answer) => paper::sticker(voice, answer),
    }
}

/// Nothing to fill in.
fn none() -> Fill {
    Fill::new()
}

fn n(number: impl Copy + ToString) -> String {
    number.to_string()
}

/// A character as it can be seen: what cannot is named by its code.
fn sign(found: char) -> String {
    let seen = one_line(&found.to_string());
    if seen.is_empty() {
        format!("U+{:04X}", u32::from(found))
    } else {
        seen
    }
}

impl Voice<'_> {
    /// The sentence of a code, with its places filled.
    fn said(self, group: &str, code: &str, fill: &Fill) -> Words {
        let key = || format!("{group}.{code}");
        let sentences = self.words.interface.said.get(group);
        let sentence = sentences.and_then(|sentences| sentences.get(code));
        let sentence = sentence.ok_or_else(|| self.missing(key()))?;
        self.fill(&key(), sentence, fill)
    }

    /// The words of codes, joined.
    fn terms<'c>(self, group: &str, codes: impl IntoIterator<Item = &'c str>) -> Words {
        self.list(&self.named(group, codes)?)
    }

    /// The words of codes, any one of which will do.
    fn terms_or<'c>(self, group: &str, codes: impl IntoIterator<Item = &'c str>) -> Words {
        self.joined_or(&self.named(group, codes)?)
    }

    fn named<'c>(
        self,
        group: &str,
        codes: impl IntoIterator<Item = &'c str>,
    ) -> Result<Vec<String>, WordsFault> {
        let codes = codes.into_iter();
        codes.map(|code| self.term(group, code)).collect()
    }

    /// Sentences one after the other.
    fn sentences<'s>(self, all: impl IntoIterator<Item = Said<'s>>) -> Words {
        self.each(all, "sentence_gap")
    }

    /// Clauses of one sentence.
    fn clauses<'s>(self, all: impl IntoIterator<Item = Said<'s>>) -> Words {
        self.each(all, "clause_comma")
    }

    /// The words of codes that are clauses.
    fn term_clauses<'c>(self, group: &str, codes: impl IntoIterator<Item = &'c str>) -> Words {
        let named = self.named(group, codes)?;
        Ok(named.join(&self.plain("clause_comma")?))
    }

    fn each<'s>(self, all: impl IntoIterator<Item = Said<'s>>, between: &str) -> Words {
        let all: Vec<String> = all
            .into_iter()
            .map(|one| tell(self, one))
            .collect::<Result<_, _>>()?;
        Ok(all.join(&self.plain(between)?))
    }
}
