//! A file that one writer never leaves alone: another gets its turn all the same.

use crate::engines::{Place, append, bru, opened};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

/// Waits until the busy one is writing again.
fn begun(written: &AtomicU32) -> u32 {
    let before = written.load(Ordering::Relaxed);
    while written.load(Ordering::Relaxed) <= before {
        std::thread::yield_now();
    }
    written.load(Ordering::Relaxed)
}

#[test]
fn whoever_writes_without_a_pause_keeps_nobody_out() {
    let place = Place::file();
    let mut busy = opened(&place);
    let mut other = place.open();
    let (over, written) = (AtomicBool::new(false), AtomicU32::new(0));
    let waited: Vec<u32> = std::thread::scope(|scope| {
        scope.spawn(|| {
            // Whoever was kept out has failed by then.
            while !over.load(Ordering::Relaxed) && written.load(Ordering::Relaxed) < 1_000 {
                busy.write(&mut |tx| {
                    tx.lock_head(&bru())?;
                    // As long as many commands take; the pause between two is none.
                    std::thread::sleep(Duration::from_millis(20));
                    Ok(())
                })
                .unwrap();
                written.fetch_add(1, Ordering::Relaxed);
            }
        });
        let waited = (0..5)
            .map(|n| {
                let before = begun(&written);
                append(&mut *other, &bru(), &format!("{n}")).unwrap();
                written.load(Ordering::Relaxed) - before
            })
            .collect();
        over.store(true, Ordering::Relaxed);
        waited
    });
    assert!(
        waited.iter().all(|transactions| *transactions <= 5),
        "{waited:?}"
    );
}
