//! Mutated mails by the hundred thousand: `mutate_mails FIRST COUNT` tries the seeds from FIRST on and
//! prints one line of figures. The gate runs a slice of the same (`tests/mutations`), `./test --long mails`
//! as many as there is time for. A seed that fails is printed, and is that mail for ever.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program of the tests: it may fail, and its figures are its output"
)]

mod check;
mod mutator;
#[path = "../../tests/mails/world.rs"]
mod world;

use std::panic::catch_unwind;
use std::process::ExitCode;

fn main() -> ExitCode {
    let numbers: Vec<u64> = std::env::args()
        .skip(1)
        .map(|a| a.parse().unwrap())
        .collect();
    let [first, count] = numbers[..] else {
        eprintln!("mutate_mails FIRST COUNT");
        return ExitCode::from(2);
    };
    let mails = world::mails_to_mutate();
    let (mut bytes, mut recognised, mut failed) = (0, 0, 0);
    let (mut memory, mut looks, mut longest) = (0_u64, 0, 0);
    for seed in first..first + count {
        let mail = mutator::mutated(&mails, seed);
        match catch_unwind(|| check::check(&mail)) {
            Ok(Ok(cost)) => {
                bytes += cost.length;
                recognised += u64::from(cost.recognised);
                memory = memory.max(cost.memory.saturating_sub(4 * cost.length as u64));
                let besides = cost.looked_at.saturating_sub(check::LOOKS_BESIDES);
                looks = looks.max(besides.div_ceil(cost.length.max(1)));
                longest = longest.max(cost.length);
            }
            Ok(Err(what)) => {
                failed += 1;
                eprintln!("seed {seed}: {what}");
            }
            Err(_) => {
                failed += 1;
                eprintln!("seed {seed}: panic");
            }
        }
    }
    println!(
        "{{\"cases\":{count},\"bytes\":{bytes},\"recognised\":{recognised},\"failed\":{failed},\"memory\":{memory},\"looks\":{looks},\"longest\":{longest}}}"
    );
    ExitCode::from(u8::from(failed > 0))
}
