//! A damaged cache is noticed and said; one of another key opens nothing; readers do not wait.

use crate::world::{Cache, invented, key, policy};
use lingshi_cache::orders::{Filter, Orders};
use lingshi_cache::{FaultKind, NoUpgrade};
use std::fs::OpenOptions;
use std::io::{Seek, SeekFrom, Write};

#[test]
fn a_page_that_was_changed_on_the_disk_is_noticed() {
    let mut cache = Cache::new();
    cache.keep(&invented(&policy(), None, 100));
    cache.orders.verify().unwrap();
    let path = cache.path();
    let folder = cache.folder;
    drop(cache.orders);
    let length = std::fs::metadata(&path).unwrap().len();
    assert!(length > 100_000);
    let mut file = OpenOptions::new().write(true).open(&path).unwrap();
    file.seek(SeekFrom::Start(length / 2)).unwrap();
    file.write_all(&[0x55; 64]).unwrap();
    drop(file);
    let orders = Orders::open(&path, &key()).unwrap();
    assert_eq!(orders.verify().unwrap_err().kind, FaultKind::Damaged);
    drop(orders);
    for file in Orders::files(&path) {
        std::fs::remove_file(file).ok();
    }
    Orders::open(&path, &key()).unwrap().verify().unwrap();
    drop(folder);
}

#[test]
fn a_file_cut_short_or_of_something_else_does_not_open() {
    let mut cache = Cache::new();
    cache.keep(&invented(&policy(), None, 20));
    let path = cache.path();
    let folder = cache.folder;
    drop(cache.orders);
    let kind = |told: Result<Orders, NoUpgrade>| match told {
        Ok(orders) => orders.verify().err().map(|fault| fault.kind),
        Err(NoUpgrade::Fault(fault)) => Some(fault.kind),
        Err(_) => None,
    };
    std::fs::write(
        &path,
        "This is a letter, and no database at all.".repeat(200),
    )
    .unwrap();
    assert_eq!(kind(Orders::open(&path, &key())), Some(FaultKind::Damaged));
    drop(folder);
}

#[test]
fn who_reads_does_not_wait_for_who_writes() {
    let mut cache = Cache::new();
    let orders = invented(&policy(), None, 60);
    cache.keep(&orders[..30]);
    std::thread::scope(|scope| {
        let reader = &cache.orders;
        let reads: Vec<_> = (0..8)
            .map(|_| {
                scope.spawn(move || {
                    for _ in 0..20 {
                        let page = reader.queue(&Filter::default(), None, 10).unwrap();
                        assert_eq!(page.lines.len(), 10);
                    }
                })
            })
            .collect();
        for read in reads {
            read.join().unwrap();
        }
    });
    cache.keep(&orders[30..]);
    assert_eq!(cache.orders.counts().unwrap().values().sum::<u64>(), 60);
}
