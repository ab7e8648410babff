//! Written and read back; and whatever else a file may claim.

use super::{Head, LARGEST_BLOCK, MAGIC, NotASnapshot, Reader, Writer};
use crate::chain::Link;
use crate::changes::Pulled;
use crate::document::{DocKey, Kind};
use crate::seq::{Epoch, Seq};
use lingshi_rules::ids::PostCode;
use lingshi_rules::values::Instant;
use serde_json::value::RawValue;

fn head() -> Head {
    Head {
        realm: "test".to_owned(),
        post: PostCode::new("BRU"),
        epoch: Epoch(2),
        seq: Seq(77),
        link: Link::start(),
        at: Instant::parse("2026-03-16T09:00:00.000Z").unwrap(),
    }
}

fn document(number: usize, length: usize) -> Pulled {
    let letters = ('a'..'x').collect::<Vec<_>>();
    let filling: String = (0..length)
        .map(|n| letters[n * n % letters.len()])
        .collect();
    let body = format!("{{ \"number\": {number},\n \"filling\": \"{filling}\" }}");
    Pulled {
        key: DocKey::new(Kind::Order, format!("BEL{number:08}")),
        version: 3,
        seq: Seq(5),
        body: RawValue::from_string(body).unwrap(),
    }
}

fn written(documents: &[Pulled]) -> Vec<u8> {
    let mut writer = Writer::begin(Vec::new(), &head()).unwrap();
    for document in documents {
        writer.add(document).unwrap();
    }
    let (file, count) = writer.end().unwrap();
    assert_eq!(count, documents.len() as u64);
    file
}

fn read(file: &[u8]) -> Result<Vec<String>, NotASnapshot> {
    let mut reader = Reader::begin(file)?;
    let mut all = Vec::new();
    while let Some(document) = reader.next_document()? {
        all.push(serde_json::to_string(&document).unwrap());
    }
    Ok(all)
}

#[test]
fn what_was_written_is_read_back_letter_by_letter() {
    for (count, length) in [
        (0, 0),
        (1, 10),
        (31, 50),
        (500, 400),
        (3, 5_000_000),
        (40, 100_000),
    ] {
        let documents: Vec<Pulled> = (0..count).map(|n| document(n, length)).collect();
        let file = written(&documents);
        assert_eq!(*Reader::begin(&file[..]).unwrap().head(), head());
        let wanted: Vec<String> = documents
            .iter()
            .map(|d| serde_json::to_string(d).unwrap())
            .collect();
        assert_eq!(read(&file).unwrap(), wanted, "{count} of {length}");
    }
}

#[test]
fn a_file_that_was_cut_anywhere_is_not_taken_for_whole() {
    let file = written(&(0..40).map(|n| document(n, 60)).collect::<Vec<_>>());
    for end in 0..file.len() {
        assert!(
            read(&file[..end]).is_err(),
            "cut at {end} of {}",
            file.len()
        );
    }
    let longer = [&file[..], b"x"].concat();
    assert!(matches!(read(&longer), Err(NotASnapshot::Damaged(_))));
}

#[test]
fn a_damaged_file_never_gives_other_documents() {
    let documents: Vec<Pulled> = (0..40).map(|n| document(n, 60)).collect();
    let file = written(&documents);
    let right = read(&file).unwrap();
    for place in 0..file.len() {
        for bit in [0, 7] {
            let mut damaged = file.clone();
            damaged[place] ^= 1 << bit;
            // The head is believed only with the name of the file; documents carry checksums of their own.
            if let Ok(read) = read(&damaged) {
                assert_eq!(read, right, "bit {bit} of byte {place}");
            }
        }
    }
}

#[test]
fn what_a_file_claims_costs_nothing_before_it_is_there() {
    let most = u32::MAX.to_le_bytes();
    let claims_head = [&MAGIC[..], &most].concat();
    assert!(matches!(read(&claims_head), Err(NotASnapshot::Damaged(_))));
    let text = serde_json::to_vec(&head()).unwrap();
    let begun = [
        &MAGIC[..],
        &u32::try_from(text.len()).unwrap().to_le_bytes(),
        &text,
    ]
    .concat();
    let too_large = u32::try_from(LARGEST_BLOCK + 1).unwrap().to_le_bytes();
    let claims_block = [&begun[..], &too_large, &[1, 0, 0, 0], &[0]].concat();
    assert!(matches!(read(&claims_block), Err(NotASnapshot::Damaged(_))));
    // A frame that grows to more than its block says.
    let bomb = zstd::bulk::compress(&vec![0; 10_000_000], 3).unwrap();
    let length = u32::try_from(bomb.len()).unwrap().to_le_bytes();
    let grows = [&begun[..], &1_000_u32.to_le_bytes(), &length, &bomb].concat();
    assert!(matches!(read(&grows), Err(NotASnapshot::Damaged(_))));
    // A document that claims to be longer than its block.
    let block = zstd::bulk::compress(&most, 3).unwrap();
    let length = u32::try_from(block.len()).unwrap().to_le_bytes();
    let claims_more = [&begun[..], &4_u32.to_le_bytes(), &length, &block].concat();
    assert!(matches!(read(&claims_more), Err(NotASnapshot::Damaged(_))));
}

#[test]
fn another_form_and_a_newer_one_are_told_apart() {
    let mut file = written(&[document(1, 10)]);
    file[7] = 2;
    assert!(matches!(read(&file), Err(NotASnapshot::Newer(2))));
    file[7] = 0;
    assert!(matches!(read(&file), Err(NotASnapshot::OtherForm)));
    assert!(matches!(
        read(b"PK\x03\x04 and so on"),
        Err(NotASnapshot::OtherForm)
    ));
    assert!(matches!(read(b""), Err(NotASnapshot::Cut)));
}
