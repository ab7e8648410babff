//! 材料: what an application must bring, as data with conditions.
//!
//! [`matrix`] is the table an officer knows by heart; [`condition`] says when its conditional cells hold.
//! The applicant's page, the submission, the forwarding and the gaps of the filmstrip all ask here.

pub mod condition;
pub mod matrix;

pub use condition::Condition;
pub use matrix::{Cell, Column, MATRIX, Otherwise, Row};

use crate::business::Business;
use crate::order::files::Slot;
use crate::order::form::Form;
use crate::order::{Channel, Order, Status};
use crate::post::PostPolicy;
use crate::values::Instant;
use crate::values::instant::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use strum::IntoStaticStr;

/// An application, as far as its materials depend on it.
#[derive(Debug, Clone, Copy)]
pub struct Applied<'a> {
    /// What is applied for.
    pub business: Business,
    /// What was filled in.
    pub form: &'a Form,
    /// How it came.
    pub channel: Channel,
    /// Supplements are being uploaded.
    pub supplementing: bool,
    /// The post's settings.
    pub policy: &'a PostPolicy,
    /// Ages and validities count on this day: that of submission, so that nobody needs another paper because
    /// the post took its time.
    pub on: Day,
}

/// How strongly a material is asked for.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Demand {
    /// 必传
    Mandatory,
    /// 选填: to be provided when it applies to the applicant
    Optional,
    /// Not shown; an officer may ask for it.
    IfAsked,
    /// Not part of this business.
    Never,
}

/// One material of an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// Which.
    pub slot: Slot,
    /// How strongly.
    pub demand: Demand,
    /// What makes a conditional one mandatory.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<Condition>,
    /// The most files it takes.
    pub most: u8,
}

impl<'a> Applied<'a> {
    /// An order as it stands.
    pub fn of(order: &'a Order, policy: &'a PostPolicy, now: Instant) -> Self {
        Self {
            business: order.business,
            form: &order.form,
            channel: order.channel,
            supplementing: order.status == Status::Supplement,
            policy,
            on: order.age_day(policy, now),
        }
    }

    /// Below sixteen on the day ages count.
    pub fn is_minor(&self) -> bool {
        self.form.is_minor(self.on)
    }

    /// The column of the matrix; a pension asks for no papers.
    pub fn column(&self) -> Option<Column> {
        Column::of(self.business, self.form.applicant.hkmotw, self.is_minor())
    }

    /// What is wanted of one row.
    pub fn of_row(&self, row: &Row) -> Wanted {
        let cell = self.column().map_or(Cell::Never, |column| row.cell(column));
        let (demand, because) = match cell {
            Cell::Mandatory => (Demand::Mandatory, Vec::new()),
            Cell::Optional => (Demand::Optional, Vec::new()),
            Cell::Never => (Demand::Never, Vec::new()),
            Cell::Opens(condition) if condition.holds(self) => (Demand::Optional, vec![condition]),
            Cell::Opens(_) => (Demand::Never, Vec::new()),
            Cell::When(conditions, otherwise) => self.conditional(conditions, otherwise),
        };
        Wanted {
            slot: row.slot,
            demand,
            because,
            most: row.most(self.is_minor()),
        }
    }

    fn conditional(
        &self,
        conditions: &[Condition],
        otherwise: Otherwise,
    ) -> (Demand, Vec<Condition>) {
        let held: Vec<Condition> = conditions
            .iter()
            .copied()
            .filter(|c| c.holds(self))
            .collect();
        let demand = match (held.is_empty(), otherwise) {
            (false, _) => Demand::Mandatory,
            (true, Otherwise::Optional) => Demand::Optional,
            (true, Otherwise::IfAsked) => Demand::IfAsked,
        };
        (demand, held)
    }
}

/// Every material that is not out of question, row by row.
pub fn wanted(applied: &Applied<'_>) -> Vec<Wanted> {
    let rows = MATRIX.iter().map(|row| applied.of_row(row));
    rows.filter(|w| w.demand != Demand::Never).collect()
}

/// The most files a place takes from this applicant.
pub fn most_files(applied: &Applied<'_>, slot: Slot) -> u8 {
    let row = MATRIX.iter().find(|row| row.slot == slot);
    row.map_or(0, |row| row.most(applied.is_minor()))
}

/// Files without which the application is neither submitted nor forwarded.
pub fn mandatory_files(applied: &Applied<'_>) -> BTreeSet<Slot> {
    wanted(applied)
        .into_iter()
        // 国籍状况声明 is signed on the form itself.
        .filter(|w| w.demand == Demand::Mandatory && w.slot != Slot::STATEMENT)
        .map(|w| w.slot)
        .collect()
}

/// Whether the statement of loss must say that the document found again is void and the application is
/// not taken back.
pub fn needs_loss_wording(applied: &Applied<'_>) -> bool {
    match applied.column() {
        Some(Column::PassportReissue | Column::TravelDocumentReissue | Column::Emergency) => {
            Condition::OldDocumentGone.holds(applied)
        }
        Some(
            Column::PassportRenewal
            | Column::FirstPassport
            | Column::Annotation
            | Column::TravelDocumentRenewal
            | Column::HongKongMacaoTaiwan
            | Column::MinorFirst,
        )
        | None => false,
    }
}
