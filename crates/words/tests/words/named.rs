//! Names of codes: every code of each type, and no other.

use crate::cases::addressee;
use crate::posts::{CODES, post};
use crate::said::codes;
use lingshi_rules::business::Business;
use lingshi_rules::cash_day::{CashFor, CashWhat, MatchedBy};
use lingshi_rules::checklist::{AskedItem, Shown, Template, items};
use lingshi_rules::checks::{GuardianFault, Look, StatementFault, Verdict};
use lingshi_rules::duplicates::{Ground, SideField};
use lingshi_rules::legalisation::QueryField;
use lingshi_rules::life::{Notice, What};
use lingshi_rules::materials::{Condition, Demand};
use lingshi_rules::nationality::{Article, Fact, Missing};
use lingshi_rules::offered::Held;
use lingshi_rules::order::Channel;
use lingshi_rules::order::files::{FileSource, Verdict as Judged};
use lingshi_rules::order::form::{
    AnnotationKind, Kinship, OldDocumentFate, RenewalReason, Residence, Signer,
};
use lingshi_rules::order::interview::{Answer, InterviewMode, InterviewResult, InterviewState};
use lingshi_rules::order::making::Collector;
use lingshi_rules::order::originals::{OldDocumentState, ReturnCause, Verification};
use lingshi_rules::order::payment::{PaymentMode, ReceiptState};
use lingshi_rules::order::review::{ClaimEnd, HitResolution, PriorityFlag, ProposalEnd};
use lingshi_rules::pension::{PaperCause, PaperWay, PensionWork};
use lingshi_rules::photo_standard::Measure;
use lingshi_rules::statistics::{Grain, Work};
use lingshi_rules::stock::StockWhat;
use lingshi_rules::supplement_mail::{Cloud, FileKind, Precedence, Seal};
use lingshi_rules::values::Sex;
use lingshi_rules::values::name::{NamePart, Severity};
use lingshi_rules::values::order_no::Expected;
use lingshi_rules::values::papers::PaperKind;
use lingshi_rules::values::text::HiddenKind;
use lingshi_words::{Language, catalogue, render_notice};
use std::collections::BTreeSet;
use strum::IntoEnumIterator;

type Codes = BTreeSet<String>;

/// Each group with the codes of its type, besides those that refusals are filled from.
pub(crate) fn groups() -> Vec<(&'static str, Codes)> {
    vec![
        ("file_kind", codes::<FileKind>(None)),
        ("cloud", codes::<Cloud>(None)),
        ("seal", codes::<Seal>(None)),
        ("precedence", codes::<Precedence>(None)),
        ("order_no_place", codes::<Expected>(None)),
        ("duplicate_ground", codes::<Ground>(None)),
        ("side_field", codes::<SideField>(None)),
        ("article", codes::<Article>(None)),
        ("nationality_fact", codes::<Fact>(None)),
        ("nationality_missing", codes::<Missing>(None)),
        ("check_verdict", codes::<Verdict>(None)),
        ("look", codes::<Look>(Some("at"))),
        ("statement_fault", codes::<StatementFault>(None)),
        ("guardian_fault", codes::<GuardianFault>(None)),
        ("kinship", codes::<Kinship>(None)),
        ("interview_state", codes::<InterviewState>(None)),
        ("old_document_state", codes::<OldDocumentState>(None)),
        ("verification", codes::<Verification>(None)),
        ("paper_kind", codes::<PaperKind>(None)),
        ("renewal_reason", codes::<RenewalReason>(None)),
        ("name_part", codes::<NamePart>(None)),
        ("hidden_kind", codes::<HiddenKind>(None)),
        ("sex", codes::<Sex>(None)),
        ("name_severity", codes::<Severity>(None)),
        ("photo_measure", codes::<Measure>(None)),
        ("demand", codes::<Demand>(None)),
        ("condition", codes::<Condition>(None)),
        ("held", codes::<Held>(None)),
        ("matched_by", codes::<MatchedBy>(None)),
        ("stock_event", codes::<StockWhat>(Some("event"))),
        ("cash_event", codes::<CashWhat>(Some("event"))),
        ("cash_line", codes::<CashFor>(Some("line"))),
        ("paper_cause", codes::<PaperCause>(None)),
        ("paper_way", codes::<PaperWay>(None)),
        ("pension_work", codes::<PensionWork>(None)),
        ("query_field", codes::<QueryField>(None)),
        ("channel", codes::<Channel>(None)),
        ("file_source", codes::<FileSource>(None)),
        ("file_verdict", codes::<Judged>(None)),
        ("payment_mode", codes::<PaymentMode>(None)),
        ("receipt_state", codes::<ReceiptState>(None)),
        ("hit_resolution", codes::<HitResolution>(None)),
        ("claim_end", codes::<ClaimEnd>(None)),
        ("proposal_end", codes::<ProposalEnd>(None)),
        ("interview_result", codes::<InterviewResult>(None)),
        ("interview_answer", codes::<Answer>(None)),
        ("interview_mode", codes::<InterviewMode>(None)),
        ("residence", codes::<Residence>(None)),
        ("old_document_fate", codes::<OldDocumentFate>(None)),
        ("annotation_kind", codes::<AnnotationKind>(None)),
        ("signer", codes::<Signer>(None)),
        ("collector", codes::<Collector>(Some("who"))),
        ("return_cause", codes::<ReturnCause>(None)),
        ("work", codes::<Work>(None)),
        ("grain", codes::<Grain>(None)),
        ("priority", codes::<PriorityFlag>(None)),
        ("event", codes::<What>(Some("event"))),
    ]
}

#[test]
fn every_code_has_its_name_and_every_name_its_code() {
    for language in Language::iter() {
        let terms = &catalogue(language).unwrap().interface.terms;
        for (group, wanted) in groups() {
            let kept: Codes = terms[group].keys().cloned().collect();
            assert_eq!(kept, wanted, "{language} {group}");
        }
    }
}

#[test]
fn the_checklist_is_worded_whole() {
    for language in Language::iter() {
        let words = &catalogue(language).unwrap().interface.checklist;
        for template in Template::iter() {
            assert!(words.template(template).is_some(), "{language}");
        }
        for shown in Shown::iter() {
            assert!(words.shown(shown).is_some(), "{language} {shown:?}");
        }
        for item in items() {
            let asked = AskedItem {
                id: &item.id,
                star: item.star,
                may_skip: false,
                shows: &item.shows,
            };
            assert!(words.item(&asked).is_some(), "{language} {}", item.id);
        }
        assert_eq!(words.templates.len(), Template::iter().count());
        assert_eq!(words.shown.len(), Shown::iter().count());
        assert_eq!(words.items.len(), items().len());
    }
}

#[test]
fn a_post_is_called_as_its_settings_call_it() {
    for code in CODES {
        let policy = post(code);
        let to = addressee(code, Business::PpRenew);
        let said = render_notice(Language::ZhCn, &Notice::N04, &to, policy).unwrap();
        let lines: Vec<&str> = said.body.lines().collect();
        assert_eq!(lines[lines.len() - 2], policy.name.zh, "{code}");
    }
}
