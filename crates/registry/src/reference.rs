//! Sheets a desk reads beside orders and settings: loaded by the administration, kept as documents.
//!
//! A post's own sheet is written with a line of its log, so that its desks are nudged. A sheet of the realm belongs
//! to no log: desks ask for it by its tag.

use crate::kept::{self, Kept};
use crate::line::Line;
use crate::world::Moment;
use crate::{Registry, Told};
use lingshi_ledger::{DocKey, Kind, Reading, StoreFault, Writing};
use lingshi_rules::ids::PostCode;
use lingshi_rules::people::By;
use lingshi_wire::reference::{Scope, Sheet, SheetFault, SheetName, SheetText};
use serde_json::json;
use std::collections::BTreeSet;
use strum::IntoEnumIterator;

fn key(name: SheetName) -> DocKey {
    DocKey::new(Kind::Reference, name.code())
}

impl Registry {
    /// Reads the file of a sheet; phrases as the officers of their post might write them.
    pub fn read_sheet(
        &self,
        tx: &mut (impl Reading + ?Sized),
        text: SheetText<'_>,
    ) -> Told<Result<Sheet, Vec<SheetFault>>> {
        let policy = match text.post() {
            Some(post) if tx.head(&post)?.is_some() => Some(self.settings(tx, &post)?),
            Some(_) | None => None,
        };
        Ok(text.read(policy.as_deref()))
    }
}

/// A sheet as a desk of this post may read it.
pub fn sheet(
    tx: &mut (impl Reading + ?Sized),
    post: &PostCode,
    name: SheetName,
) -> Told<Option<Kept<Sheet>>> {
    match name.scope() {
        Scope::Realm => kept::of_realm(tx, &key(name)),
        Scope::Post => kept::of_post(tx, post, &key(name)),
    }
}

/// A sheet of the realm.
pub fn sheet_of_realm(
    tx: &mut (impl Reading + ?Sized),
    name: SheetName,
) -> Told<Option<Kept<Sheet>>> {
    kept::of_realm(tx, &key(name))
}

/// Every sheet a desk of this post may read.
pub fn sheets(tx: &mut (impl Reading + ?Sized), post: &PostCode) -> Told<Vec<Kept<Sheet>>> {
    let mut all = Vec::new();
    for name in SheetName::iter() {
        all.extend(sheet(tx, post, name)?);
    }
    Ok(all)
}

/// Loads a sheet in the place of the one before it; its version, or nothing if it says the same.
pub fn load_sheet(
    tx: &mut dyn Writing,
    new: &Sheet,
    by: By,
    moment: &mut Moment<'_>,
) -> Told<Option<u32>> {
    match new {
        Sheet::Posts { .. } | Sheet::Authorities { .. } => load_for_realm(tx, new),
        Sheet::Phrases { post, .. } => load_for_post(tx, (post, new), by, moment),
    }
}

fn load_for_realm(tx: &mut dyn Writing, new: &Sheet) -> Told<Option<u32>> {
    let key = key(new.name());
    tx.lock_realm(&BTreeSet::from([key.clone()]))?;
    let known: Option<Kept<Sheet>> = kept::of_realm(tx, &key)?;
    if known.as_ref().is_some_and(|known| known.value == *new) {
        return Ok(None);
    }
    let before = known.map(|known| known.version);
    kept::put_realm(tx, key, before, new)?;
    Ok(Some(before.unwrap_or(0) + 1))
}

fn load_for_post(
    tx: &mut dyn Writing,
    (post, new): (&PostCode, &Sheet),
    by: By,
    moment: &mut Moment<'_>,
) -> Told<Option<u32>> {
    let head = tx
        .lock_head(post)?
        .ok_or_else(|| StoreFault::misused("no such post"))?;
    let key = key(new.name());
    let known: Option<Kept<Sheet>> = kept::of_post(tx, post, &key)?;
    if known.as_ref().is_some_and(|known| known.value == *new) {
        return Ok(None);
    }
    let says = json!({ "sheet": new.name(), "rows": new.rows() });
    let mut line = Line::next(post, head, "reference_loaded", by, moment).says(says);
    let before = known.map(|known| known.version);
    line.put(tx, key, before, new, Vec::new())?;
    line.write(tx, None, moment)?;
    Ok(Some(before.unwrap_or(0) + 1))
}
