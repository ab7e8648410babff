//! Many desks on the same orders at once, over real sockets: requests come twice, late and in another order.
//!
//! `LINGSHI_RACE=32x100x60` takes 32 desks on 100 orders with 60 commands each; the gate takes fewer.

use crate::common::fill::signed;
use crate::common::officer::Officer;
use crate::common::place::Place;
use crate::common::{House, Post, REALM};
use lingshi_ledger::{Room, Seq};
use lingshi_registry::audit::{Witness, verify};
use lingshi_rules::checks::Check;
use lingshi_rules::life::{Action, Status, fitting_validities};
use lingshi_rules::order::Order;
use lingshi_rules::order::interview::Answer as Ticked;
use lingshi_rules::order::review::{Approval, PriorityFlag};
use lingshi_rules::people::Role;
use lingshi_wire::api::Commands;
use lingshi_wire::client::{Client, ClientFault, Session};
use lingshi_wire::{Answer, CommandBody, SignedCommand};
use rand_pcg::Pcg64;
use rand_pcg::rand_core::{Rng, SeedableRng};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;
use strum::IntoEnumIterator;

/// How much of it.
#[derive(Clone, Copy)]
struct Much {
    desks: usize,
    orders: usize,
    each: usize,
}

fn much() -> Much {
    let asked = std::env::var("LINGSHI_RACE").unwrap_or_else(|_| "8x12x25".to_owned());
    let numbers: Vec<usize> = asked.split('x').map(|n| n.parse().unwrap()).collect();
    let [desks, orders, each] = numbers[..] else {
        panic!("LINGSHI_RACE is not DESKSxORDERSxCOMMANDS: {asked}");
    };
    Much {
        desks,
        orders,
        each,
    }
}

struct Lot(Pcg64);

impl Lot {
    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.0.next_u64() % u64::try_from(n).unwrap()).unwrap()
    }

    fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            all.swap(at, self.below(at + 1));
        }
    }
}

/// What somebody might do to an order: most of it sensible, some of it forbidden to them.
fn something(post: &Post, order: &Order, lot: &mut Lot) -> Action {
    if order.status == Status::SecondReview && lot.below(2) == 0 {
        let on = order.age_day(&post.policy, lingshi_central::world::now());
        let fitting = fitting_validities(order, &post.policy, on);
        let approval = Approval {
            validity: fitting[0],
            annotations_charged: lingshi_rules::fees::charged_annotations(
                &order.form,
                &post.policy,
            ),
            printed: order.form.applicant.name.clone(),
            batch: None,
        };
        return Action::Approve {
            approval: Box::new(approval),
        };
    }
    let all: Vec<Check> = Check::iter().collect();
    match lot.below(10) {
        0..3 => Action::Claim { minutes: None },
        3 => Action::ReleaseClaim,
        4..6 => Action::AddNote {
            text: "已核对".to_owned(),
        },
        6 => Action::SetPriority {
            flag: PriorityFlag::Emergency,
            on: lot.below(2) == 0,
        },
        7..9 => Action::AnswerCheck {
            check: all[lot.below(all.len())],
            answer: Ticked::InOrder,
            note: None,
        },
        _ => Action::Forward,
    }
}

/// Every officer may review first and second: only the rule keeps them apart.
fn both(house: &House, officers: &mut [Officer]) {
    for officer in officers {
        officer
            .roles
            .extend([Role::FirstReviewer, Role::SecondReviewer]);
        let roles: Vec<Role> = officer.roles.iter().copied().collect();
        house.appoint(&officer.post, &officer.id, &roles, false);
    }
}

struct Race {
    house: House,
    post: Post,
    officers: Vec<Officer>,
    orders: Vec<Order>,
}

async fn start(place: Place, much: Much) -> Race {
    let house = House::on(place).await;
    let post = house.post("BRU");
    let half = u32::try_from(much.orders / 2).unwrap();
    let states = [(Status::FirstReview, half), (Status::SecondReview, half)];
    let (mut officers, numbers) = house.fill(&post, &states).await;
    both(&house, &mut officers);
    let orders = numbers.iter().map(|no| house.order(&post, no)).collect();
    Race {
        house,
        post,
        officers,
        orders,
    }
}

/// What one desk hands in: its own commands, now and then one again, or another desk's before that one does.
fn plan(desk: usize, own: &[SignedCommand], all: &[SignedCommand]) -> VecDeque<Vec<SignedCommand>> {
    let mut lot = Lot(Pcg64::seed_from_u64(u64::try_from(desk).unwrap()));
    let mut sent: Vec<SignedCommand> = own.to_vec();
    for _ in 0..own.len() / 3 {
        sent.push(own[lot.below(own.len())].clone());
        sent.push(all[lot.below(all.len())].clone());
    }
    lot.shuffle(&mut sent);
    let mut batches = VecDeque::new();
    while !sent.is_empty() {
        let batch = sent.split_off(sent.len().saturating_sub(1 + lot.below(8)));
        if lot.below(4) == 0 {
            batches.push_back(batch.clone());
        }
        batches.push_back(batch);
    }
    batches
}

type Heard = Vec<(SignedCommand, Answer)>;

/// Hands in one batch; what is not answered yet comes back.
async fn hand_in(session: &Session, batch: Vec<SignedCommand>) -> (Heard, Vec<SignedCommand>) {
    let asked = Commands { commands: batch };
    let answers = match session.commands(&asked).await {
        Ok(answers) => answers.answers,
        Err(ClientFault::Unreachable(_)) => return (Vec::new(), asked.commands),
        Err(fault) if fault.code() == Some("later") => return (Vec::new(), asked.commands),
        Err(fault) => panic!("{fault}"),
    };
    assert_eq!(answers.len(), asked.commands.len());
    let (later, heard): (Heard, Heard) = asked
        .commands
        .into_iter()
        .zip(answers)
        .partition(|(_, answer)| matches!(answer, Answer::Later { .. }));
    (heard, later.into_iter().map(|(signed, _)| signed).collect())
}

async fn desk(session: Session, mut batches: VecDeque<Vec<SignedCommand>>) -> Heard {
    let mut all = Heard::new();
    while let Some(batch) = batches.pop_front() {
        // Two of them at once, as after a line that was cut.
        let other = batches.pop_front().unwrap_or_default();
        let (one, other) = tokio::join!(hand_in(&session, batch), hand_in(&session, other));
        for (heard, later) in [one, other] {
            all.extend(heard);
            if !later.is_empty() {
                batches.push_back(later);
            }
        }
    }
    all
}

async fn race(place: Place) {
    let much = much();
    let mut race = start(place, much).await;
    let mut lot = Lot(Pcg64::seed_from_u64(99));
    let mut own: Vec<Vec<SignedCommand>> = Vec::new();
    for desk in 0..much.desks {
        let by = &race.officers[desk % race.officers.len()];
        let commands = (0..much.each).map(|_| {
            let order = &race.orders[lot.below(race.orders.len())];
            signed(
                &race.post,
                by,
                order,
                something(&race.post, order, &mut lot),
            )
        });
        own.push(commands.collect());
    }
    let everything: Arc<Vec<SignedCommand>> = Arc::new(own.concat());
    let mut running = tokio::task::JoinSet::new();
    for (number, own) in own.into_iter().enumerate() {
        let by = &race.officers[number % race.officers.len()];
        let token = race.house.opened(by).asking;
        let address = format!("http://{}", race.house.address());
        let session =
            Client::new(&address)
                .unwrap()
                .session(&by.post, &token, &race.house.server());
        let batches = plan(number, &own, &everything);
        running.spawn(desk(session, batches));
    }
    let mut answers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    while let Some(heard) = running.join_next().await {
        for (signed, answer) in heard.unwrap() {
            let text = serde_json::to_string(&answer).unwrap();
            answers.entry(signed.bytes).or_default().insert(text);
        }
    }
    assert_eq!(answers.len(), everything.len(), "each was answered");
    let differing = answers.iter().find(|(_, all)| all.len() != 1);
    assert_eq!(differing, None, "one command, two answers");
    race.house.end().await;
    holds(&race, &answers);
}

/// One line for each accepted command, no gap, the chain holds, and nobody approves what they forwarded.
fn holds(race: &Race, answers: &BTreeMap<String, BTreeSet<String>>) {
    let mut accepted: BTreeMap<Seq, String> = BTreeMap::new();
    for (bytes, answer) in answers {
        let answer: Answer = serde_json::from_str(answer.first().unwrap()).unwrap();
        if let Answer::Accepted { seq, .. } = answer {
            let body: CommandBody = serde_json::from_str(bytes).unwrap();
            let id = body.instruction.id().to_string();
            assert_eq!(accepted.insert(seq, id), None, "two commands on one line");
        }
    }
    let post = &race.post.code;
    let verified = race
        .house
        .read(|tx| verify(tx, (REALM, post), Witness::default()));
    assert_eq!(verified.broken, []);
    let room = Room {
        rows: usize::MAX >> 1,
        bytes: usize::MAX,
    };
    let entries = race.house.read(|tx| tx.entries(post, Seq::START, room));
    let headers = entries.iter().map(|entry| entry.read_header().unwrap());
    let lines: BTreeMap<Seq, String> = headers
        .filter_map(|header| Some((header.seq, header.command?.to_string())))
        .collect();
    assert_eq!(lines, accepted);
    let mut approved = 0;
    for order in &race.orders {
        let order = race.house.order(&race.post, &order.no);
        let first: BTreeSet<_> = order.review.forwarded.iter().map(|r| &r.by).collect();
        let by = order.review.approved_by.as_ref();
        assert!(by.is_none_or(|by| !first.contains(by)), "{}", order.no);
        approved += usize::from(by.is_some());
    }
    assert!(approved > 0, "nobody approved anything");
    assert!(accepted.len() > race.orders.len(), "{}", accepted.len());
    println!(
        "{} commands, {} accepted, {approved} of {} orders approved, {} lines",
        answers.len(),
        accepted.len(),
        race.orders.len(),
        verified.lines
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn desks_racing_over_http_on_sqlite_leave_one_effect_each() {
    race(Place::file()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn desks_racing_over_http_on_postgres_leave_one_effect_each() {
    race(Place::schema()).await;
}
