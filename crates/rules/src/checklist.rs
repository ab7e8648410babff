//! 面谈核对清单: the four templates, and what of them is asked in one interview.
//!
//! The template is the authority: an officer's record is held to it, item by item. Items are codes; their
//! words stand in the catalogues.

mod hold;
mod template;

pub use hold::hold_to;
pub use template::{Asks, Item, Shown, Skip, Template, When, items};

use crate::life::{Context, interview_causes};
use crate::order::Order;
use crate::order::interview::{InterviewCause, InterviewMode};
use crate::post::policy::Strength;
use crate::values::instant::Day;
use serde::Serialize;
use std::collections::BTreeSet;

/// One item, as it is asked in one interview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AskedItem {
    /// `A1`.
    pub id: &'static str,
    /// ★ must be in order to pass.
    pub star: bool,
    /// Its ★ may be answered 不适用, with a note.
    pub may_skip: bool,
    /// What is shown beside it.
    pub shows: &'static [Shown],
}

/// What is asked in one interview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Checklist {
    /// The templates it is made of.
    pub templates: BTreeSet<Template>,
    /// The items, in the order they are asked.
    pub items: Vec<AskedItem>,
}

/// The checklist of an order's interview, held in this way.
pub fn checklist(order: &Order, mode: InterviewMode, ctx: &Context<'_>) -> Checklist {
    let on = order.age_day(ctx.policy, ctx.now);
    let templates = templates(order, on, ctx);
    let asked = Asked { order, mode, on };
    let all: Vec<&'static Item> = items()
        .iter()
        .filter(|item| templates.contains(&item.template()) && asked.holds(item.when))
        .collect();
    let items = all
        .iter()
        .filter(|item| is_the_one(item, &all))
        .map(|item| AskedItem {
            id: &item.id,
            star: item.star,
            may_skip: asked.may_skip(item),
            shows: &item.shows,
        })
        .collect();
    Checklist { templates, items }
}

/// The templates of the causes that must be cleared; a child is asked after its guardians whatever the cause.
fn templates(order: &Order, on: Day, ctx: &Context<'_>) -> BTreeSet<Template> {
    let mut found: BTreeSet<Template> = interview_causes(order, ctx)
        .into_iter()
        .filter(|(_, strength)| *strength == Strength::Must)
        .map(|(cause, _)| template_of(cause))
        .collect();
    if order.form.is_minor(on) {
        found.insert(Template::A);
    }
    // Who is heard without a cause is at least compared with their photo.
    if found.is_empty() {
        found.insert(Template::C);
    }
    found
}

/// The template a cause asks for.
pub fn template_of(cause: InterviewCause) -> Template {
    match cause {
        InterviewCause::Minor => Template::A,
        InterviewCause::Reissue => Template::B,
        InterviewCause::FaceCheck | InterviewCause::Identity | InterviewCause::Other => Template::C,
        InterviewCause::Name | InterviewCause::Nationality => Template::D,
    }
}

/// Of several items that ask the same, the first is asked; it bears the ★ where any of them does.
fn is_the_one(item: &Item, all: &[&'static Item]) -> bool {
    let Some(question) = item.asks else {
        return true;
    };
    let first = all.iter().find(|other| other.asks == Some(question));
    first.is_some_and(|first| first.id == item.id)
}

struct Asked<'o> {
    order: &'o Order,
    mode: InterviewMode,
    on: Day,
}

impl Asked<'_> {
    fn holds(&self, when: When) -> bool {
        let form = &self.order.form;
        match when {
            When::Always => true,
            When::TenOrOlder => form.age_class(self.on).signs_personally(),
            When::Video => self.mode == InterviewMode::Video,
            When::Missing => !form.old_booklet_is_damaged(),
            When::Damaged => form.old_booklet_is_damaged(),
            When::HasPapers => form.holds_old_booklet() || form.applicant.id_number.is_some(),
            When::Annotated => !form.annotations.is_empty(),
            When::Hkmotw => form.applicant.hkmotw,
            When::StatementSigned => form.statement.as_ref().is_some_and(|s| !s.skipped),
        }
    }

    fn may_skip(&self, item: &Item) -> bool {
        let by_rule = match item.skip {
            Skip::Never => false,
            Skip::BelowTen => !self.order.form.age_class(self.on).signs_personally(),
            Skip::Always => true,
        };
        by_rule || (item.seen && self.mode == InterviewMode::Telephone)
    }
}
