//! A fixed slice of the mutated mails that `./test --long mails` tries for hours.

#![expect(clippy::unwrap_used, reason = "what builds a test may fail it")]
#![allow(clippy::panic, reason = "a test says what it missed")]

#[path = "../../examples/mutate_mails/check.rs"]
mod check;
#[path = "../../examples/mutate_mails/mutator.rs"]
mod mutator;
#[path = "../mails/world.rs"]
mod world;

/// As many as the gate has seconds for; the first of the seeds.
const CASES: u64 = 3_000;

#[test]
fn no_mutated_mail_breaks_the_reader_costs_more_than_its_length_or_is_believed_for_nothing() {
    let mails = world::mails_to_mutate();
    let (mut recognised, mut longest) = (0, 0);
    for seed in 0..CASES {
        let mail = mutator::mutated(&mails, seed);
        match check::check(&mail) {
            Ok(cost) => {
                recognised += u64::from(cost.recognised);
                longest = longest.max(cost.length);
            }
            Err(what) => panic!("seed {seed}: {what}"),
        }
    }
    // Mutants that are all refused at the door would try nothing behind it.
    assert!(
        recognised > CASES / 10,
        "{recognised} of {CASES} recognised"
    );
    assert!(recognised < CASES, "the mutator changes nothing");
    assert!(longest > 100_000, "no mutant was long");
}

#[test]
fn one_seed_is_one_mail() {
    let mails = world::mails_to_mutate();
    let again = || {
        (0..200)
            .map(|seed| mutator::mutated(&mails, seed))
            .collect::<Vec<_>>()
    };
    assert_eq!(again(), again());
}
