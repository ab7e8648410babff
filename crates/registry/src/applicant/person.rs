//! 常用联系人: the people an account files for.

use super::account::{account, change, key};
use crate::Told;
use lingshi_ledger::{Reading, Writing};
use lingshi_rules::ids::AccountId;
use lingshi_wire::applicant::account::{MOST_PERSONS, NamedPerson, Person, Persons};
use std::collections::BTreeSet;

/// Everybody, by the telephone's own names.
pub fn persons(tx: &mut (impl Reading + ?Sized), of: &AccountId) -> Told<Persons> {
    let kept = account(tx, of)?;
    let all = kept.map(|kept| kept.value.persons).unwrap_or_default();
    let persons = all
        .into_iter()
        .map(|(id, person)| NamedPerson { id, person })
        .collect();
    Ok(Persons { persons })
}

/// Keeps a person, or changes one; false if there are too many.
pub fn keep_person(
    tx: &mut dyn Writing,
    of: &AccountId,
    (id, person): (&str, &Person),
) -> Told<bool> {
    tx.lock_realm(&BTreeSet::from([key(of)]))?;
    let mut kept = false;
    change(tx, of, |account| {
        let persons = &mut account.persons;
        kept = persons.len() < MOST_PERSONS || persons.contains_key(id);
        if kept {
            persons.insert(id.to_owned(), person.clone());
        }
    })?;
    Ok(kept)
}

/// Forgets a person; whether there was one.
pub fn remove_person(tx: &mut dyn Writing, of: &AccountId, id: &str) -> Told<bool> {
    tx.lock_realm(&BTreeSet::from([key(of)]))?;
    let mut gone = false;
    change(tx, of, |account| {
        gone = account.persons.remove(id).is_some();
    })?;
    Ok(gone)
}
