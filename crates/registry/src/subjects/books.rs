//! The books: blank booklets and a day's money.

use super::{Giver, facts};
use crate::kept::{self, Kept};
use crate::line::Line;
use crate::lookup::LookupSecret;
use lingshi_ledger::{DocKey, Kind, Reading, StoreFault, Writing};
use lingshi_rules::book::{BookCommand, BookContext, BookEvent};
use lingshi_rules::business::Booklet;
use lingshi_rules::cash_day::{self, CashAction, CashDay, expected};
use lingshi_rules::ids::CommandId;
use lingshi_rules::order::Order;
use lingshi_rules::stock::{self, Serial, Stock, StockAction, StockRefusal};
use lingshi_rules::values::Instant;
use lingshi_rules::values::instant::Day;
use lingshi_wire::Why;
use serde::Serialize;
use serde_json::Value;

fn stock_key(booklet: Booklet) -> DocKey {
    let name: &str = booklet.into();
    DocKey::new(Kind::Stock, name)
}

fn cash_key(day: Day) -> DocKey {
    DocKey::new(Kind::CashDay, day.to_string())
}

fn told<W: Serialize>(event: &BookEvent<W>) -> Result<Vec<(String, Value)>, StoreFault> {
    let value = serde_json::to_value(event)
        .map_err(|_| StoreFault::misused("a line of a book cannot be written"))?;
    let name = value["what"]["line"].as_str().unwrap_or("line").to_owned();
    Ok(vec![(name, value)])
}

fn context(giver: Giver<'_>, now: Instant) -> BookContext<'_> {
    BookContext {
        actor: giver.actor,
        policy: giver.policy,
        now,
    }
}

/// Writes into the book of blank booklets; the first line opens it.
pub(crate) fn give_to_stock(
    tx: &mut dyn Writing,
    line: &mut Line<'_>,
    booklet: Booklet,
    command: &BookCommand<StockAction>,
    giver: Giver<'_>,
    now: Instant,
) -> Result<Result<(), Why>, StoreFault> {
    let key = stock_key(booklet);
    let post = &giver.policy.code;
    let kept: Option<Kept<Stock>> = kept::of_post(tx, post, &key)?;
    let version = kept.as_ref().map(|kept| kept.version);
    let book = kept.map_or_else(|| Stock::open(post.clone(), booklet), |kept| kept.value);
    let event = match stock::decide(&book, command, &context(giver, now)) {
        Ok(event) => event,
        Err(refusal) => return Ok(Err(Why::Stock { refusal })),
    };
    let after = stock::evolve(book, &event);
    line.put(tx, key, version, &after, told(&event)?)?;
    Ok(Ok(()))
}

/// What an order does to the book of its booklets: the one that is made is used, the one that is spoiled is
/// spoiled. A post that keeps no book is not asked.
pub(super) fn follow(
    tx: &mut dyn Writing,
    line: &mut Line<'_>,
    (before, after): (&Order, &Order),
    giver: Giver<'_>,
    now: Instant,
) -> Result<Result<(), StockRefusal>, StoreFault> {
    let number = |order: &Order| {
        let made = order.making.made.as_ref();
        made.and_then(|made| Serial::parse(&made.number))
    };
    let (was, is) = (number(before), number(after));
    let order = after.no.clone();
    let action = match (was, is) {
        (None, Some(serial)) => StockAction::Use { serial, order },
        (Some(serial), None) => StockAction::Spoil {
            serial,
            order: Some(order),
            reason: "spoiled in making".to_owned(),
        },
        (None, None) | (Some(_), Some(_)) => return Ok(Ok(())),
    };
    let Some(booklet) = after.business.booklet() else {
        return Ok(Ok(()));
    };
    let key = stock_key(booklet);
    let kept: Option<Kept<Stock>> = kept::of_post(tx, &giver.policy.code, &key)?;
    let Some(Kept { version, value }) = kept else {
        return Ok(Ok(()));
    };
    let command = BookCommand {
        id: CommandId::new(format!("{}/{}", after.no.as_str(), after.version)),
        seen: value.version,
        action,
    };
    match stock::decide(&value, &command, &context(giver, now)) {
        Ok(event) => {
            let book = stock::evolve(value, &event);
            line.put(tx, key, Some(version), &book, told(&event)?)?;
            Ok(Ok(()))
        }
        Err(refusal) => Ok(Err(refusal)),
    }
}

/// Writes into the book of a day's money.
pub(crate) fn give_to_cash_day(
    tx: &mut dyn Writing,
    line: &mut Line<'_>,
    secret: &LookupSecret,
    (day, command): (Day, &BookCommand<CashAction>),
    giver: Giver<'_>,
    now: Instant,
) -> Result<Result<(), Why>, StoreFault> {
    let post = &giver.policy.code;
    let key = cash_key(day);
    let kept: Option<Kept<CashDay>> = kept::of_post(tx, post, &key)?;
    let version = kept.as_ref().map(|kept| kept.version);
    let book = match kept {
        Some(kept) => kept.value,
        None => match opened(tx, giver, day)? {
            Some(book) => book,
            None => return Ok(Err(Why::NoSuchSubject)),
        },
    };
    let orders = facts::paid_on(tx, secret, giver.policy, day)?;
    let totals = expected(&orders, day, giver.policy);
    let event = match cash_day::decide(&book, command, &totals, &context(giver, now)) {
        Ok(event) => event,
        Err(refusal) => return Ok(Err(Why::CashDay { refusal })),
    };
    let after = cash_day::evolve(book, &event);
    line.put(tx, key, version, &after, told(&event)?)?;
    Ok(Ok(()))
}

/// The book of a new day follows the last one; none while that is open.
fn opened(
    tx: &mut (impl Reading + ?Sized),
    giver: Giver<'_>,
    day: Day,
) -> Result<Option<CashDay>, StoreFault> {
    let post = &giver.policy.code;
    let room = lingshi_ledger::Room {
        rows: 64,
        bytes: usize::MAX,
    };
    let mut last: Option<CashDay> = None;
    let mut after = String::new();
    loop {
        let page = tx.documents(post, Kind::CashDay, &after, room)?;
        let Some(end) = page.last() else { break };
        after.clone_from(&end.key.id);
        let kept: Option<Kept<CashDay>> = kept::of_post(tx, post, &end.key)?;
        last = kept.map(|kept| kept.value);
    }
    Ok(match last {
        Some(last) => last.following(day),
        None => Some(CashDay::open(post.clone(), day, 1)),
    })
}
