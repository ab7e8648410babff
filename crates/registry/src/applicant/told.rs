//! What a refusal reads like to an applicant, and the statement they are to sign.

use crate::{Registry, Told};
use lingshi_ledger::{Reading, StoreFault};
use lingshi_rules::ids::{AccountId, PostCode};
use lingshi_rules::life::Refusal;
use lingshi_rules::values::OrderNo;
use lingshi_wire::applicant::asking::Told as Answered;
use lingshi_wire::applicant::filing::StatementToSign;
use lingshi_words::{Language, WordsFault, render_refusal, render_withheld, statement};
use std::collections::BTreeSet;

fn without_words(_: WordsFault) -> StoreFault {
    StoreFault::damaged("a refusal or a statement cannot be put into words")
}

/// Why a command was refused, without what is the post's business alone.
pub(super) fn refused(refusal: Refusal, own: &BTreeSet<OrderNo>) -> Answered {
    let code = refusal.code().to_owned();
    // Another account's order, perhaps at another post: that there is one is all that is told.
    let others =
        |refusal: &Refusal| matches!(refusal, Refusal::OpenOrderExists { no } if !own.contains(no));
    // These say who of the post did what.
    let of_officers = |refusal: &Refusal| {
        matches!(
            refusal,
            Refusal::Stale { .. }
                | Refusal::OnHold { .. }
                | Refusal::ProposalOpen { .. }
                | Refusal::ClaimedByOther { .. }
        )
    };
    let shown = !others(&refusal) && !of_officers(&refusal);
    let why = Some(refusal).filter(|_| shown);
    // The sentence is the reader's, who may have chosen another language since.
    let says = None;
    Answered::Refused { code, why, says }
}

impl Registry {
    /// The same answer, with the sentence of a refusal in this language. Where the reason is withheld the sentence says
    /// no more than that there is one.
    pub fn in_words(
        &self,
        tx: &mut (impl Reading + ?Sized),
        (post, language): (&PostCode, Language),
        told: Answered,
    ) -> Told<Answered> {
        let Answered::Refused { code, why, .. } = told else {
            return Ok(told);
        };
        let says = match &why {
            Some(refusal) => {
                let policy = self.settings(tx, post)?;
                Some(render_refusal(language, refusal, &policy).map_err(without_words)?)
            }
            None => render_withheld(language, &code).map_err(without_words)?,
        };
        Ok(Answered::Refused { code, why, says })
    }

    /// The statement to be signed for an order of this account; none where nothing is stated.
    pub fn statement_to_sign(
        &self,
        tx: &mut (impl Reading + ?Sized),
        of: (&AccountId, &OrderNo),
        language: Language,
    ) -> Told<Option<StatementToSign>> {
        let Some(mine) = self.mine(tx, of)? else {
            return Ok(None);
        };
        let Some(booklet) = mine.order.business.booklet() else {
            return Ok(None);
        };
        let text = statement(language, booklet).map_err(without_words)?;
        Ok(Some(StatementToSign {
            language: text.language,
            version: text.version,
            title: text.title,
            paragraphs: text.paragraphs,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::{Answered, refused};
    use lingshi_rules::ids::OfficerId;
    use lingshi_rules::life::Refusal;
    use lingshi_rules::order::review::ProposalKind;
    use lingshi_rules::values::OrderNo;
    use lingshi_words::{Language, render_withheld};
    use std::collections::BTreeSet;
    use strum::IntoEnumIterator;

    #[test]
    fn what_is_withheld_has_a_sentence_that_says_nothing_of_it() {
        let others = OrderNo::parse("BELAA3UHHT10085224").unwrap().value;
        let by = OfficerId::new("bru-zhang");
        let kind = ProposalKind::Reject;
        for refusal in [
            Refusal::OpenOrderExists { no: others.clone() },
            Refusal::ProposalOpen { kind, by },
        ] {
            let code = refusal.code();
            let told = refused(refusal, &BTreeSet::new());
            assert!(
                matches!(told, Answered::Refused { why: None, .. }),
                "{told:?}"
            );
            for language in Language::iter() {
                let says = render_withheld(language, code).unwrap().unwrap();
                assert!(!says.contains("zhang") && !says.contains(others.as_str()));
            }
        }
        let own = BTreeSet::from([others.clone()]);
        let told = refused(Refusal::OpenOrderExists { no: others }, &own);
        assert!(matches!(told, Answered::Refused { why: Some(_), .. }));
        for code in ["stale", "on_hold", "claimed_by_other"] {
            assert!(render_withheld(Language::En, code).unwrap().is_some());
        }
        assert_eq!(render_withheld(Language::En, "slot_full"), Ok(None));
    }
}
