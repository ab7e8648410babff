//! Where a demo's orders and pictures come from: invented orders, each to where a post's desk would find it, and
//! drawings of whatever their people photograph. The same seed and morning give the same.

use lingshi_fixtures::dice::Dice;
use lingshi_fixtures::orders::{MadeOrder, OrderFault, Paper, Staff, Tables, Wish, World};
use lingshi_fixtures::people::{ListFault, Lists};
use lingshi_fixtures::pictures::{self, Picture};
use lingshi_rules::life::Status;
use lingshi_rules::order::files::Slot;
use lingshi_rules::order::reasons::MaterialReason;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::values::OrderNo;
use lingshi_rules::values::instant::Day;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Orders a post begins with.
pub const ORDERS: u32 = 300;

/// Of how many of them stand where; what a post never leads to is added to 初审.
const MIX: [(Status, u32); 18] = [
    (Status::FirstReview, 62),
    (Status::Supplement, 26),
    (Status::InterviewBooked, 30),
    (Status::SecondReview, 40),
    (Status::InterviewToBook, 18),
    (Status::ToMake, 34),
    (Status::OnsiteToBook, 4),
    (Status::OnsiteBooked, 4),
    (Status::Made, 12),
    (Status::ToCollect, 22),
    (Status::ToMail, 10),
    (Status::PensionProcessing, 6),
    (Status::Done, 14),
    (Status::Rejected, 6),
    (Status::Cancelled, 4),
    (Status::Expired, 4),
    (Status::PensionOk, 2),
    (Status::PensionFail, 2),
];

/// Nothing can be invented.
#[derive(Debug, thiserror::Error)]
pub enum NoStock {
    /// The lists of names and shares.
    #[error(transparent)]
    Lists(#[from] ListFault),
    /// An order.
    #[error(transparent)]
    Order(#[from] OrderFault),
    /// The post takes no applications.
    #[error("the post takes no applications")]
    NoWorld,
}

/// A post's invented orders on one morning.
#[derive(Debug)]
pub struct Stock {
    policy: &'static PostPolicy,
    seed: u64,
    worlds: BTreeMap<Status, World<'static>>,
    /// Where each of the first orders stands: many of one kind never in a row.
    places: Vec<Status>,
    numbers: BTreeMap<OrderNo, u32>,
}

static LISTS: OnceLock<(Lists, Tables)> = OnceLock::new();

fn lists() -> Result<&'static (Lists, Tables), NoStock> {
    if let Some(known) = LISTS.get() {
        return Ok(known);
    }
    let read = (Lists::built_in()?, Tables::built_in()?);
    Ok(LISTS.get_or_init(|| read))
}

/// What somebody hands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Care {
    /// What was asked for.
    Well,
    /// What was asked for, and nobody can read it.
    Blurred,
}

impl Stock {
    /// The orders of this post, as they stand on the morning of a day.
    pub fn of(policy: PostPolicy, seed: u64, on: Day) -> Result<Self, NoStock> {
        let (lists, tables) = lists()?;
        // A demo has one post as long as its program runs.
        let policy: &'static PostPolicy = Box::leak(Box::new(policy));
        let (mut worlds, mut counts, mut elsewhere) = (BTreeMap::new(), Vec::new(), 0);
        for (status, count) in MIX {
            let wish = Wish {
                status: Some(status),
                business: None,
            };
            match World::new((lists, tables), policy, seed, on, wish) {
                Ok(world) => {
                    worlds.insert(status, world);
                    counts.push((status, count));
                }
                Err(OrderFault::NeverThere { .. }) => elsewhere += count,
                Err(fault) => return Err(fault.into()),
            }
        }
        if let Some((_, count)) = counts.first_mut() {
            *count += elsewhere;
        }
        let mut stock = Self {
            policy,
            seed,
            worlds,
            places: mixed(counts),
            numbers: BTreeMap::new(),
        };
        for number in 0..ORDERS {
            let no = stock.order(number)?.order.no;
            stock.numbers.insert(no, number);
        }
        Ok(stock)
    }

    fn world(&self, status: Status) -> Result<&World<'static>, NoStock> {
        self.worlds.get(&status).ok_or(NoStock::NoWorld)
    }

    /// The numbers of the orders the post begins with.
    pub fn numbers(&self) -> &BTreeMap<OrderNo, u32> {
        &self.numbers
    }

    /// The post's settings.
    pub fn policy(&self) -> &PostPolicy {
        self.policy
    }

    /// The post's officers.
    pub fn staff(&self) -> Result<&Staff, NoStock> {
        Ok(self.world(Status::FirstReview)?.staff())
    }

    /// One order with its history, nothing of it drawn yet. Those beyond the first are freshly filed.
    pub fn order(&self, number: u32) -> Result<MadeOrder, NoStock> {
        let place = usize::try_from(number)
            .ok()
            .and_then(|n| self.places.get(n));
        let status = place.copied().unwrap_or(Status::FirstReview);
        Ok(self.world(status)?.order(number)?)
    }

    /// One order with its pictures, and what is true of them in its document.
    pub fn drawn(&self, number: u32) -> Result<(MadeOrder, Vec<Picture>), NoStock> {
        let mut made = self.order(number)?;
        let pictures = pictures::draw(&mut made);
        Ok((made, pictures))
    }

    /// Another picture for a place of an order: what its owner photographs when they are asked again.
    pub fn again(
        &self,
        number: u32,
        (slot, care): (Slot, Care),
        time: u32,
    ) -> Result<Option<Picture>, NoStock> {
        let mut made = self.order(number)?;
        let papers = &made.plan.papers;
        let same = papers.iter().find(|paper| paper.slot == slot);
        let Some(mut paper) = same.or(papers.first()).cloned() else {
            return Ok(None);
        };
        let mut dice = Dice::named(
            self.seed,
            &["again", &number.to_string(), &time.to_string()],
        );
        paper = Paper {
            seed: dice.number(),
            photo: None,
            defect: (care == Care::Blurred).then_some(MaterialReason::Blurred),
            ..paper
        };
        made.plan.papers = vec![paper];
        Ok(pictures::draw(&mut made).into_iter().next())
    }
}

/// Each kind spread over the whole.
fn mixed(counts: Vec<(Status, u32)>) -> Vec<Status> {
    let mut all: Vec<(u64, Status)> = Vec::new();
    for (kind, (status, count)) in counts.into_iter().enumerate() {
        let kind = u64::try_from(kind).unwrap_or_default();
        let spread = |n: u32| (u64::from(n) * 1_000_000 + 500_000) / u64::from(count.max(1));
        all.extend((0..count).map(|n| (spread(n) + kind, status)));
    }
    all.sort_by_key(|(place, _)| *place);
    all.into_iter().map(|(_, status)| status).collect()
}
