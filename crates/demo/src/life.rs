//! The life of a post: what becomes of each order is looked at whenever it changes, and whoever is to do something
//! next does it in their own time.

use crate::colleagues::Colleagues;
use crate::habits::{Deed, People, Rest};
use crate::stock::{Care, Stock};
use crate::telephone::{NotDone, Telephones};
use lingshi_fixtures::dice::Dice;
use lingshi_rules::order::Order;
use lingshi_rules::values::{Instant, OrderNo};
use lingshi_wire::Kind;
use lingshi_wire::client::Follow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

/// Things under way at once: people do not stand in each other's way, and neither do they crowd the machine.
const AT_ONCE: usize = 4;
/// Minutes between two new applications, where nobody hurries: some ten a day.
const FILING: i64 = 150;
/// Minutes until somebody who was refused tries again; and how often.
const AGAIN: i64 = 4;
const TRIES: u32 = 12;
/// Of a thousand supplements, so many cannot be read.
const BLURRED: u32 = 120;

/// How a demo lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// So many times as quick as people are.
    pub hurry: u32,
    /// Whether the invented officers work; without them nothing is done that the newcomer does not do.
    pub colleagues: bool,
}

/// What has happened so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lived {
    /// Things done by applicants.
    pub by_applicants: u64,
    /// Things done by officers.
    pub by_officers: u64,
    /// Applications filed.
    pub filed: u64,
    /// Refused, by code.
    pub refused: BTreeMap<String, u64>,
    /// Not answered.
    pub faults: u64,
}

/// A post that lives.
pub struct Life {
    stock: Arc<Stock>,
    seed: u64,
    pace: Pace,
    begun: Instant,
    telephones: Arc<Telephones>,
    colleagues: Arc<Colleagues>,
    now: fn() -> Instant,
    orders: BTreeMap<OrderNo, Known>,
    wakes: BinaryHeap<Reverse<(Instant, u64)>>,
    things: BTreeMap<u64, Wake>,
    next: u64,
    doing: JoinSet<Done>,
    room: Arc<Semaphore>,
    lived: watch::Sender<Lived>,
}

struct Known {
    order: Order,
    ticket: u64,
    tries: u32,
}

enum Wake {
    File,
    Look(OrderNo, u64),
    Do(OrderNo, u64, Box<Deed>),
}

struct Done {
    of: Option<(OrderNo, u64)>,
    officer: bool,
    filed: bool,
    outcome: Result<(), NotDone>,
}

/// Who lives there, and from when on.
pub struct Cast {
    /// The applicants' telephones.
    pub telephones: Arc<Telephones>,
    /// The officers.
    pub colleagues: Arc<Colleagues>,
    /// Orders and pictures.
    pub stock: Arc<Stock>,
}

impl Life {
    /// Begins now.
    pub fn begin(cast: Cast, seed: u64, pace: Pace, now: fn() -> Instant) -> Self {
        let begun = now();
        let mut life = Self {
            stock: cast.stock,
            seed,
            pace,
            begun,
            telephones: cast.telephones,
            colleagues: cast.colleagues,
            now,
            orders: BTreeMap::new(),
            wakes: BinaryHeap::new(),
            things: BTreeMap::new(),
            next: 0,
            doing: JoinSet::new(),
            room: Arc::new(Semaphore::new(AT_ONCE)),
            lived: watch::Sender::new(Lived::default()),
        };
        life.at(begun, Wake::File);
        life
    }

    /// Whoever wants to know what has happened so far.
    pub fn told(&self) -> watch::Receiver<Lived> {
        self.lived.subscribe()
    }

    fn at(&mut self, at: Instant, wake: Wake) {
        self.next += 1;
        self.wakes.push(Reverse((at, self.next)));
        self.things.insert(self.next, wake);
    }

    /// Lives until it is told to end, or the post cannot be followed any more.
    pub async fn live(mut self, mut follow: Follow, mut end: watch::Receiver<bool>) {
        loop {
            let sleep = self.until_next();
            tokio::select! {
                () = ended(&mut end) => break,
                page = follow.next() => match page {
                    Ok(page) => {
                        for pulled in page.documents.iter().filter(|one| one.key.kind == Kind::Order) {
                            if let Ok(order) = serde_json::from_str::<Order>(pulled.body.get()) {
                                self.changed(order);
                            }
                        }
                    }
                    Err(fault) => {
                        tracing::warn!(%fault, "the demo waits for its server");
                        tokio::time::sleep(Duration::from_secs(2)).await;
                    }
                },
                Some(done) = self.doing.join_next() => {
                    if let Ok(done) = done {
                        self.heed(done);
                    }
                }
                () = tokio::time::sleep(sleep) => self.wake(),
            }
        }
        self.doing.shutdown().await;
    }

    fn until_next(&self) -> Duration {
        let now = (self.now)();
        let next = self.wakes.peek().map(|Reverse((at, _))| at.millis());
        let wait = next.map_or(60_000, |next| (next - now.millis()).clamp(20, 60_000));
        Duration::from_millis(u64::try_from(wait).unwrap_or(60_000))
    }

    fn changed(&mut self, order: Order) {
        let no = order.no.clone();
        let ticket = self.orders.get(&no).map_or(0, |known| known.ticket) + 1;
        let known = Known {
            order,
            ticket,
            tries: 0,
        };
        self.orders.insert(no.clone(), known);
        self.plan(&no);
    }

    fn people(&self, order: &Order) -> People<'_> {
        let people = People::of(self.stock.policy(), self.seed, order);
        people.hurried(self.pace.hurry, self.begun)
    }

    /// What a colleague works on is planned as if it were free; what the newcomer works on is theirs.
    fn as_planned(&self, order: &Order) -> Option<Order> {
        let mut order = order.clone();
        if let Some(claim) = order.review.claim.take()
            && !self.colleagues.has(&claim.by)
            && claim.until > (self.now)()
        {
            return None;
        }
        Some(order)
    }

    fn plan(&mut self, no: &OrderNo) {
        let now = (self.now)();
        let Some(known) = self.orders.get(no) else {
            return;
        };
        let ticket = known.ticket;
        let Some(order) = self.as_planned(&known.order) else {
            return;
        };
        let people = self.people(&order);
        if let Some(at) = people.looks_for_a_place(&order, now) {
            return self.at(at, Wake::Look(no.clone(), ticket));
        }
        match people.next(&order, &[], now) {
            Ok(deed) => self.at(deed.at, Wake::Do(no.clone(), ticket, Box::new(deed))),
            Err(Rest::Stuck) => tracing::debug!(status = ?order.status, "nobody can go on"),
            Err(_) => {}
        }
    }

    fn wake(&mut self) {
        let now = (self.now)();
        while let Some(Reverse((at, name))) = self.wakes.peek().copied() {
            if at > now {
                return;
            }
            self.wakes.pop();
            match self.things.remove(&name) {
                Some(Wake::File) => self.file(now),
                Some(Wake::Look(no, ticket)) => self.look((no, ticket), now),
                Some(Wake::Do(no, ticket, deed)) => self.act((no, ticket), *deed, now),
                None => {}
            }
        }
    }

    fn file(&mut self, now: Instant) {
        let lived = self.lived.borrow().clone();
        tracing::info!(?lived, "so far");
        let minutes = FILING * 60_000 / i64::from(self.pace.hurry.max(1));
        let next = Instant::from_millis(now.millis() + minutes).unwrap_or(now);
        self.at(next, Wake::File);
        let (telephones, room) = (Arc::clone(&self.telephones), Arc::clone(&self.room));
        self.doing.spawn(async move {
            let _turn = room.acquire().await;
            let outcome = telephones.files().await;
            Done {
                of: None,
                officer: false,
                filed: true,
                outcome,
            }
        });
    }

    fn current(&self, (no, ticket): &(OrderNo, u64)) -> Option<&Order> {
        let known = self.orders.get(no)?;
        (known.ticket == *ticket).then_some(&known.order)
    }

    fn look(&mut self, of: (OrderNo, u64), now: Instant) {
        let Some(order) = self.current(&of).cloned() else {
            return;
        };
        let (telephones, room) = (Arc::clone(&self.telephones), Arc::clone(&self.room));
        let (stock, seed, pace, begun) =
            (Arc::clone(&self.stock), self.seed, self.pace, self.begun);
        self.doing.spawn(async move {
            let _turn = room.acquire().await;
            let books = async {
                let free = telephones.free(&order).await?;
                let people = People::of(stock.policy(), seed, &order).hurried(pace.hurry, begun);
                let deed = people
                    .next(&order, &free, now)
                    .map_err(|_| NotDone::Refused("no_place".to_owned()))?;
                telephones.does(&order, &deed.action, Care::Well).await
            };
            Done {
                outcome: books.await,
                of: Some(of),
                officer: false,
                filed: false,
            }
        });
    }

    fn act(&mut self, of: (OrderNo, u64), deed: Deed, now: Instant) {
        let Some(order) = self.current(&of).cloned() else {
            return;
        };
        let officer = deed.actor.officer().is_some();
        if officer && !self.pace.colleagues {
            return;
        }
        let mut dice = Dice::named(
            self.seed,
            &["care", order.no.as_str(), &order.version.to_string()],
        );
        let care = if dice.chance(BLURRED) {
            Care::Blurred
        } else {
            Care::Well
        };
        let (telephones, colleagues) = (Arc::clone(&self.telephones), Arc::clone(&self.colleagues));
        let (stock, room) = (Arc::clone(&self.stock), Arc::clone(&self.room));
        self.doing.spawn(async move {
            let _turn = room.acquire().await;
            let outcome = if officer {
                let of = (&order, stock.policy());
                colleagues.does(of, &deed.action, now).await
            } else {
                telephones.does(&order, &deed.action, care).await
            };
            Done {
                of: Some(of),
                officer,
                filed: false,
                outcome,
            }
        });
    }

    fn heed(&mut self, done: Done) {
        let Done {
            of,
            officer,
            filed,
            outcome,
        } = done;
        self.lived.send_modify(|lived| match &outcome {
            Ok(()) if filed => lived.filed += 1,
            Ok(()) if officer => lived.by_officers += 1,
            Ok(()) => lived.by_applicants += 1,
            Err(NotDone::Refused(code)) => *lived.refused.entry(code.clone()).or_default() += 1,
            Err(fault) => {
                lived.faults += 1;
                tracing::debug!(%fault, "not done");
            }
        });
        if outcome.is_ok() {
            return;
        }
        // What was done is heard of with the next page; what was not is tried again, a while later.
        let Some((no, ticket)) = of else { return };
        let Some(known) = self.orders.get_mut(&no) else {
            return;
        };
        if known.ticket != ticket || known.tries >= TRIES {
            return;
        }
        known.tries += 1;
        let later = (self.now)().plus_minutes(AGAIN * i64::from(known.tries));
        let (no, order) = (no.clone(), known.order.clone());
        let Some(order) = self.as_planned(&order) else {
            return;
        };
        let people = self.people(&order);
        if people.looks_for_a_place(&order, later).is_some() {
            self.at(later, Wake::Look(no, ticket));
        } else if let Ok(deed) = people.next(&order, &[], later) {
            self.at(deed.at.max(later), Wake::Do(no, ticket, Box::new(deed)));
        }
    }
}

/// Waits until it is told to end, or whoever would tell is gone.
async fn ended(end: &mut watch::Receiver<bool>) {
    end.wait_for(|end| *end).await.ok();
}
