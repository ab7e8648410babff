//! 国籍状况声明, signatures, and the guardian who filed.

use super::{found, or};
use crate::business::Booklet;
use crate::checks::Seen;
use crate::checks::evidence::{Evidence, Finding, GuardianFault, StatementFault, Verdict};
use crate::order::form::{Form, Kinship, Signer, Statement};

pub(super) fn finding(seen: &Seen<'_>) -> Finding {
    let mut faults = match &seen.order.form.statement {
        None => vec![StatementFault::Missing],
        Some(statement) => of_statement(statement, seen),
    };
    faults.extend(of_signature(seen));
    let skipped_by_right = seen.order.form.applicant.hkmotw && faults == [StatementFault::Skipped];
    let verdict = if faults.is_empty() {
        Verdict::InOrder
    } else if skipped_by_right || faults == [StatementFault::NoResidence] {
        Verdict::Doubt
    } else {
        Verdict::Problem
    };
    found(verdict, Evidence::Statement { faults })
}

fn of_statement(statement: &Statement, seen: &Seen<'_>) -> Vec<StatementFault> {
    if statement.skipped {
        return vec![StatementFault::Skipped];
    }
    let minor = seen.applied.is_minor();
    let own = statement.signer == Signer::Applicant;
    [
        (
            statement.foreign_nationality,
            StatementFault::ForeignNationality,
        ),
        (statement.foreign_passport, StatementFault::ForeignPassport),
        (statement.residence.is_none(), StatementFault::NoResidence),
        (minor && own, StatementFault::SignedByChild),
        (!minor && !own, StatementFault::SignedByOther),
    ]
    .into_iter()
    .filter_map(|(holds, fault)| holds.then_some(fault))
    .collect()
}

/// What may be printed in a passport is the applicant's own hand, from ten years on.
fn of_signature(seen: &Seen<'_>) -> Option<StatementFault> {
    let form = &seen.order.form;
    let Some(signature) = &form.signature else {
        return Some(StatementFault::NoSignature);
    };
    let printed = seen.order.business.booklet() == Some(Booklet::Passport);
    let signs = form.age_class(seen.applied.on).signs_personally();
    (printed && signs && signature.signer != Signer::Applicant)
        .then_some(StatementFault::SignatureByOther)
}

/// The guardian of the order is the one who signed, and will be the one of the interview.
pub(super) fn guardian(seen: &Seen<'_>) -> Finding {
    let faults: Vec<GuardianFault> = of_guardian(&seen.order.form).into_iter().collect();
    let verdict = or(faults.is_empty(), Verdict::Problem);
    found(verdict, Evidence::Guardian { faults })
}

fn of_guardian(form: &Form) -> Option<GuardianFault> {
    let filed: Vec<Kinship> = form
        .relatives
        .iter()
        .filter(|r| r.filed)
        .map(|r| r.kinship)
        .collect();
    let signer = match filed[..] {
        [] => return Some(GuardianFault::NobodyFiled),
        [Kinship::Father] => Signer::Father,
        [Kinship::Mother] => Signer::Mother,
        [Kinship::Guardian] => Signer::Guardian,
        [Kinship::Spouse | Kinship::Child | Kinship::ContactHome | Kinship::EmergencyContact] => {
            return Some(GuardianFault::NoGuardian);
        }
        [_, _, ..] => return Some(GuardianFault::SeveralFiled),
    };
    let by = form.statement.as_ref().map(|s| s.signer);
    (by.is_some() && by != Some(signer)).then_some(GuardianFault::OtherSigned)
}
