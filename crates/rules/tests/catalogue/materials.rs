//! 材料矩阵: every cell has its example, named after row and column.

use crate::cases::*;
use lingshi_rules::business::Business;
use lingshi_rules::materials::{
    Column, Condition, Demand, MATRIX, mandatory_files, needs_loss_wording, wanted,
};
use lingshi_rules::order::files::Slot;

/// What a cell says of applications that differ from the plain one in this.
type Examples = &'static [(fn(&mut Case), Demand)];

use Demand::{IfAsked, Mandatory, Never, Optional};

const M: Examples = &[(plain, Mandatory)];
const O: Examples = &[(plain, Optional)];
const N: Examples = &[(plain, Never), (minor, Never), (annotated, Never)];
const ASKED: Examples = &[(plain, IfAsked)];

fn holds(row: u8, column: Column, examples: Examples) {
    for (number, (change, demand)) in examples.iter().enumerate() {
        let case = Case::in_column(column).with(*change);
        let applied = case.applied();
        // A change that makes it another column's application says nothing of this cell.
        if applied.column() != Some(column) {
            assert!(number > 0, "the plain example belongs to its column");
            continue;
        }
        let found = wanted(&applied).into_iter().find(|w| w.slot == Slot(row));
        let found = found.map_or(Never, |w| w.demand);
        assert_eq!(found, *demand, "row {row}, {column:?}, example {number}");
    }
}

macro_rules! row {
    ($name:ident = $row:literal: $renewal:expr, $reissue:expr, $first:expr, $annotation:expr,
     $td_renewal:expr, $td_reissue:expr, $hkmotw:expr, $minor:expr, $emergency:expr) => {
        mod $name {
            use super::*;
            #[test]
            fn passport_renewal() {
                holds($row, Column::PassportRenewal, $renewal)
            }
            #[test]
            fn passport_reissue() {
                holds($row, Column::PassportReissue, $reissue)
            }
            #[test]
            fn first_passport() {
                holds($row, Column::FirstPassport, $first)
            }
            #[test]
            fn annotation() {
                holds($row, Column::Annotation, $annotation)
            }
            #[test]
            fn travel_document_renewal() {
                holds($row, Column::TravelDocumentRenewal, $td_renewal)
            }
            #[test]
            fn travel_document_reissue() {
                holds($row, Column::TravelDocumentReissue, $td_reissue)
            }
            #[test]
            fn hong_kong_macao_taiwan() {
                holds($row, Column::HongKongMacaoTaiwan, $hkmotw)
            }
            #[test]
            fn minor_first() {
                holds($row, Column::MinorFirst, $minor)
            }
            #[test]
            fn emergency() {
                holds($row, Column::Emergency, $emergency)
            }
        }
    };
}

const PAGE: Examples = &[
    (plain, Optional),
    (annotated, Mandatory),
    (carried_over, Mandatory),
];
const PAGE_OF_FIRST: Examples = &[(plain, IfAsked), (annotated, Mandatory)];
const EVIDENCE: Examples = &[
    (plain, IfAsked),
    (annotated, Mandatory),
    (carried_over, IfAsked),
];
const STATEMENT_OF_CHILD: Examples = &[(plain, IfAsked), (lost_travel_document, Mandatory)];
const STATEMENT_OF_EMERGENCY: Examples = &[
    (lost, Mandatory),
    (in_hand, IfAsked),
    (no_old_document, IfAsked),
];
const POLICE: Examples = &[(plain, Optional), (police_asked, Mandatory)];
const IDENTITY: Examples = &[(plain, Optional), (no_old_document, Mandatory)];
const STAY: Examples = &[
    (plain, IfAsked),
    (expired_two_years, Mandatory),
    (expired_a_day_less_than_two_years, IfAsked),
    (residence_asked, Mandatory),
];
const STAY_OF_FIRST: Examples = &[(plain, IfAsked), (residence_asked, Mandatory)];
const STAY_OF_REISSUE: Examples = &[
    (plain, IfAsked),
    (expired_two_years, Mandatory),
    (residence_asked, Mandatory),
    (of_hong_kong, Mandatory),
];
const ADDRESS: Examples = &[(plain, IfAsked), (address_asked, Mandatory)];
const PRESENCE: Examples = &[(plain, IfAsked), (presence_asked, Mandatory)];
const CHILD: Examples = &[(plain, IfAsked), (minor, Mandatory)];
const CUSTODY: Examples = &[(plain, IfAsked), (filed_by_grandmother, Mandatory)];
const NAME: Examples = &[(plain, IfAsked), (foreign_name, Mandatory)];
const NAME_OF_REISSUE: Examples = &[
    (plain, IfAsked),
    (foreign_name, Mandatory),
    (of_hong_kong, IfAsked),
];
const EXPIRED: Examples = &[
    (plain, IfAsked),
    (expired_two_years, Mandatory),
    (expired_a_day_less_than_two_years, IfAsked),
];
const EARLY: Examples = &[
    (plain, IfAsked),
    (a_year_and_a_day_left, Mandatory),
    (a_year_left, IfAsked),
];
const LATER: Examples = &[(plain, Never), (supplementing, Optional)];
const URGENT: Examples = &[
    (lost, Optional),
    (in_hand, Mandatory),
    (no_old_document, Mandatory),
    (green_channel, Mandatory),
];

row!(row_01_photo = 1: M, M, M, M, M, M, M, M, M);
row!(row_02_data_page = 2: M, N, N, M, M, O, N, N, O);
row!(row_03_old_page_or_id_or_register = 3: N, M, N, N, N, N, N, N, N);
row!(row_04_annotation_page = 4: PAGE, PAGE, PAGE_OF_FIRST, M, O, O, N, O, N);
row!(row_05_annotation_evidence = 5: EVIDENCE, EVIDENCE, EVIDENCE, M, EVIDENCE, EVIDENCE, N, EVIDENCE, N);
row!(row_06_statement_of_loss = 6: N, M, N, N, N, O, N, STATEMENT_OF_CHILD, STATEMENT_OF_EMERGENCY);
row!(row_07_police_report = 7: N, POLICE, N, N, N, POLICE, POLICE, N, POLICE);
row!(row_08_identity_papers = 8: N, N, M, N, N, N, N, N, IDENTITY);
row!(row_09_permit_or_other = 9: N, N, N, N, N, N, M, N, ASKED);
row!(row_10_residence_permit = 10: STAY, STAY, STAY_OF_FIRST, N, STAY, STAY_OF_REISSUE, M, N, STAY);
row!(row_11_address = 11: ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, N);
row!(row_12_presence = 12: PRESENCE, PRESENCE, PRESENCE, PRESENCE, PRESENCE, PRESENCE, PRESENCE, PRESENCE, N);
row!(row_13_birth_certificate = 13: CHILD, CHILD, ASKED, N, CHILD, CHILD, N, M, CHILD);
row!(row_14_parents_documents = 14: CHILD, CHILD, ASKED, N, CHILD, CHILD, N, M, CHILD);
row!(row_15_parents_permits_at_birth = 15: N, N, N, N, ASKED, N, N, M, N);
row!(row_16_consent = 16: CHILD, CHILD, N, N, CHILD, CHILD, N, M, CHILD);
row!(row_17_custody = 17: CUSTODY, CUSTODY, N, N, CUSTODY, CUSTODY, N, CUSTODY, CUSTODY);
row!(row_18_foreign_name = 18: N, N, N, N, NAME, NAME_OF_REISSUE, N, NAME, N);
row!(row_19_expired_long_ago = 19: EXPIRED, N, N, N, EXPIRED, N, N, N, N);
row!(row_20_early_renewal = 20: EARLY, N, N, N, N, N, N, N, N);
row!(row_21_statement_of_nationality = 21: M, M, M, M, M, M, M, M, M);
row!(row_22_others = 22: O, O, O, O, O, O, O, O, O);
row!(row_23_supplements = 23: LATER, LATER, LATER, LATER, LATER, LATER, LATER, LATER, LATER);
row!(row_24_urgency = 24: N, N, N, N, N, N, N, N, URGENT);

#[test]
fn row_06b_the_wording_of_a_loss_belongs_to_reissues_and_emergencies() {
    for business in [Business::PpReissue, Business::TdReissue, Business::TdEmerg] {
        assert!(
            needs_loss_wording(&Case::of(business).applied()),
            "{business:?}"
        );
        assert!(!needs_loss_wording(
            &Case::of(business).with(in_hand).applied()
        ));
    }
    for business in [Business::PpRenew, Business::PpNote, Business::TdRenew] {
        assert!(
            !needs_loss_wording(&Case::of(business).with(lost).applied()),
            "{business:?}"
        );
    }
}

#[test]
fn the_matrix_has_twenty_four_rows_in_their_order() {
    let numbers: Vec<u8> = MATRIX.iter().map(|row| row.slot.0).collect();
    assert_eq!(numbers, (1..=24).collect::<Vec<u8>>());
}

#[test]
fn what_makes_a_material_mandatory_is_said() {
    let case = Case::in_column(Column::PassportRenewal)
        .with(expired_two_years)
        .with(residence_asked);
    let stay = wanted(&case.applied())
        .into_iter()
        .find(|w| w.slot == Slot(10))
        .unwrap();
    assert_eq!(
        stay.because,
        [Condition::LongExpired, Condition::ResidenceAsked]
    );
}

#[test]
fn others_have_two_places_and_four_for_minors() {
    let most = |column| {
        let case = Case::in_column(column);
        let all = wanted(&case.applied());
        all.into_iter()
            .find(|w| w.slot == Slot::OTHER)
            .unwrap()
            .most
    };
    assert_eq!(most(Column::TravelDocumentRenewal), 2);
    assert_eq!(most(Column::HongKongMacaoTaiwan), 2);
    assert_eq!(most(Column::MinorFirst), 4);
}

#[test]
fn the_statement_is_signed_on_the_form_and_is_no_file() {
    let case = Case::in_column(Column::PassportRenewal);
    assert_eq!(mandatory_files(&case.applied()), [Slot(1), Slot(2)].into());
}

#[test]
fn a_pension_asks_for_no_papers() {
    let case = Case::of(Business::Pension);
    assert_eq!(case.applied().column(), None);
    assert_eq!(wanted(&case.applied()), []);
}

#[test]
fn a_childs_first_passport_and_first_travel_document_ask_for_the_same() {
    let travel_document = Case::in_column(Column::MinorFirst);
    let passport = Case::of(Business::PpNew).with(minor);
    assert_eq!(
        mandatory_files(&passport.applied()),
        mandatory_files(&travel_document.applied())
    );
}

#[test]
fn los_angeles_wants_the_address_of_everyone_and_the_others_of_nobody() {
    for code in ["BRU", "NYC", "SFO", "WAS", "LAX", "LAD"] {
        let mut case = Case::of(Business::PpRenew);
        case.policy = crate::posts::post(code).clone();
        let address = mandatory_files(&case.applied()).contains(&Slot(11));
        assert_eq!(address, code == "LAX", "{code}");
    }
}

#[test]
fn a_guardian_who_is_not_the_one_who_filed_asks_for_no_custody_papers() {
    let mut case = Case::in_column(Column::MinorFirst).with(filed_by_grandmother);
    for relative in &mut case.form.relatives {
        relative.filed = false;
    }
    assert!(!mandatory_files(&case.applied()).contains(&Slot(17)));
}
