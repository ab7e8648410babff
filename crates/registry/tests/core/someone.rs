//! Somebody at work: commands drawn by lot, most of them sensible.

use crate::world::World;
use lingshi_rules::checks::Check;
use lingshi_rules::life::Action;
use lingshi_rules::order::Order;
use lingshi_rules::order::interview::Answer as Ticked;
use lingshi_rules::order::review::PriorityFlag;
use strum::IntoEnumIterator;

/// What this officer might do to this order next.
pub(crate) fn something(world: &mut World, order: &Order) -> Action {
    let lot = world.chance.below(100);
    match lot {
        0..30 => Action::Claim { minutes: None },
        30..34 => Action::ReleaseClaim,
        34..38 => Action::ExtendClaim { minutes: 20 },
        38..44 => Action::AddNote {
            text: format!("第 {lot} 次核对"),
        },
        44..47 => Action::Hold {
            reason: "等候补充说明".to_owned(),
            until: world.now.plus_days(2),
        },
        47..50 => Action::EndHold,
        50..54 => Action::SetPriority {
            flag: PriorityFlag::Emergency,
            on: lot < 52,
        },
        54..72 => {
            let files: Vec<_> = order.files.keys().collect();
            let at = world.chance.below(files.len());
            match files.get(at) {
                Some(file) => Action::JudgeFile {
                    file: (*file).clone(),
                    reasons: Vec::new(),
                },
                None => Action::Forward,
            }
        }
        72..88 => {
            let all: Vec<Check> = Check::iter().collect();
            Action::AnswerCheck {
                check: all[world.chance.below(all.len())],
                answer: Ticked::InOrder,
                note: None,
            }
        }
        _ => Action::Forward,
    }
}

/// One command by lot: by anybody, on anything, now and then seen too long ago.
pub(crate) fn lot(world: &mut World, orders: &[Order]) -> (usize, usize, Action, bool) {
    let at = world.chance.below(orders.len());
    let desk = world.chance.below(world.desks.len());
    let action = something(world, &orders[at]);
    let stale = world.chance.below(10) == 0;
    (at, desk, action, stale)
}
