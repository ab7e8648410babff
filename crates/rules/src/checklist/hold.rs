//! A record is held to its checklist: nothing else, nothing twice, and for a pass nothing left out.

use super::Checklist;
use crate::life::Refusal;
use crate::life::refusal::TextOf;
use crate::order::interview::{Answer, ChecklistLine, InterviewResult};
use std::collections::BTreeSet;

/// The lines as they are kept, with the template's ★; or why the record may not stand.
///
/// Who does not pass need not have been asked everything: an interview may end at the first ✗.
pub fn hold_to(
    checklist: &Checklist,
    lines: &[ChecklistLine],
    result: InterviewResult,
) -> Result<Vec<ChecklistLine>, Refusal> {
    if lines.is_empty() {
        return Err(Refusal::ChecklistEmpty);
    }
    only_asked(checklist, lines)?;
    let passing = result == InterviewResult::Passed;
    if passing {
        all_asked(checklist, lines)?;
    }
    let kept: Vec<ChecklistLine> = lines
        .iter()
        .map(|line| ChecklistLine {
            star: checklist.star(&line.item),
            ..line.clone()
        })
        .collect();
    if passing {
        stars(checklist, &kept)?;
    }
    Ok(kept)
}

impl Checklist {
    fn item(&self, id: &str) -> Option<&super::AskedItem> {
        self.items.iter().find(|item| item.id == id)
    }

    fn star(&self, id: &str) -> bool {
        self.item(id).is_some_and(|item| item.star)
    }

    fn may_skip(&self, id: &str) -> bool {
        self.item(id).is_some_and(|item| item.may_skip)
    }
}

fn only_asked(checklist: &Checklist, lines: &[ChecklistLine]) -> Result<(), Refusal> {
    let mut seen = BTreeSet::new();
    let wrong: Vec<String> = lines
        .iter()
        .filter(|line| checklist.item(&line.item).is_none() || !seen.insert(&line.item))
        .map(|line| line.item.clone())
        .collect();
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(Refusal::ChecklistUnknown { items: wrong })
    }
}

fn all_asked(checklist: &Checklist, lines: &[ChecklistLine]) -> Result<(), Refusal> {
    let missing: Vec<String> = checklist
        .items
        .iter()
        .filter(|item| !lines.iter().any(|line| line.item == item.id))
        .map(|item| item.id.to_owned())
        .collect();
    if missing.is_empty() {
        Ok(())
    } else {
        Err(Refusal::ChecklistMissing { items: missing })
    }
}

/// Every ★ is in order, or left out where the template lets it be, and then it is noted why.
fn stars(checklist: &Checklist, lines: &[ChecklistLine]) -> Result<(), Refusal> {
    let skipped = |line: &ChecklistLine| {
        line.answer == Answer::NotApplicable && checklist.may_skip(&line.item)
    };
    let starred = || lines.iter().filter(|line| line.star);
    let open: Vec<String> = starred()
        .filter(|line| line.answer != Answer::InOrder && !skipped(line))
        .map(|line| line.item.clone())
        .collect();
    if !open.is_empty() {
        return Err(Refusal::StarsOpen { items: open });
    }
    let noted = |line: &ChecklistLine| line.note.as_deref().is_some_and(|n| !n.trim().is_empty());
    if starred().any(|line| skipped(line) && !noted(line)) {
        return Err(Refusal::TextNeeded { text: TextOf::Note });
    }
    Ok(())
}
