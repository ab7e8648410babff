//! The vault: a file is what it was, or nothing of it is shown.

#![expect(clippy::unwrap_used, reason = "what builds a test may fail it")]

mod directory;

use lingshi_cache::vault::{Care, FileKey, Form, LARGEST, Vault};
use lingshi_cache::{DatabaseKey, FaultKind};
use lingshi_wire::Sha;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use zeroize::Zeroizing;

fn key(byte: u8) -> DatabaseKey {
    DatabaseKey::new(Zeroizing::new([byte; 32]))
}

fn chance() -> impl FnMut(&mut [u8]) {
    let mut next = 1_u8;
    move |bytes| {
        bytes.fill(next);
        next = next.wrapping_add(1);
    }
}

fn sha(bytes: &[u8]) -> Sha {
    Sha::of_kept(&Sha256::digest(bytes)).unwrap()
}

struct Place {
    folder: TempDir,
    vault: Vault,
}

fn place() -> Place {
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::open(&folder.path().join("vault"), &key(1)).unwrap();
    Place { folder, vault }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            all.push(path);
        }
    }
    all
}

const PHOTO: &[u8] = b"\xff\xd8\xff\xe0 a face that is nobody's, and a marker: LINGSHI-MARKER";

#[test]
fn a_file_is_read_as_it_was_kept_and_nothing_of_it_stands_in_the_open() {
    let Place { folder, vault } = place();
    let (mut draw, name) = (chance(), sha(PHOTO));
    let file = FileKey::draw(&mut draw);
    assert!(vault.get((&name, Form::Original), &file).unwrap().is_none());
    vault
        .keep((&name, &file), PHOTO, Care::Own, &mut draw)
        .unwrap();
    let read = vault.get((&name, Form::Original), &file).unwrap().unwrap();
    assert_eq!(&read[..], PHOTO);
    let there = files(folder.path());
    assert_eq!(there.len(), 1);
    let bytes = std::fs::read(&there[0]).unwrap();
    assert!(!bytes.windows(14).any(|part| part == b"LINGSHI-MARKER"));
    let path = there[0].to_string_lossy().to_string();
    assert!(
        !path.contains(&name.to_string()[..8]),
        "its name says nothing"
    );
    assert!(vault.room().unwrap() > PHOTO.len() as u64);

    // Of another profile it lies elsewhere.
    let other = Vault::open(&folder.path().join("vault"), &key(2)).unwrap();
    assert!(!other.has(&name, Form::Original));
}

#[test]
fn what_is_not_the_file_of_its_name_is_not_kept() {
    let Place { folder, vault } = place();
    let (mut draw, name) = (chance(), sha(PHOTO));
    let file = FileKey::draw(&mut draw);
    let told = vault.keep((&name, &file), b"another", Care::Fetched, &mut draw);
    assert_eq!(told.unwrap_err().kind, FaultKind::Damaged);
    let huge = vec![0; usize::try_from(LARGEST).unwrap() + 1];
    let told = vault.keep((&sha(&huge), &file), &huge, Care::Fetched, &mut draw);
    assert_eq!(told.unwrap_err().kind, FaultKind::Misused);
    let made = vault.keep_made((&name, Form::Original), &file, PHOTO, &mut draw);
    assert_eq!(made.unwrap_err().kind, FaultKind::Misused);
    assert!(files(folder.path()).is_empty());
}

#[test]
fn a_flipped_bit_a_cut_file_another_key_and_another_files_bytes_show_nothing() {
    let Place { folder, vault } = place();
    let (mut draw, name) = (chance(), sha(PHOTO));
    let file = FileKey::draw(&mut draw);
    vault
        .keep((&name, &file), PHOTO, Care::Fetched, &mut draw)
        .unwrap();
    let path = files(folder.path()).remove(0);
    let whole = std::fs::read(&path).unwrap();
    let fault = |bytes: &[u8]| {
        std::fs::write(&path, bytes).unwrap();
        vault.get((&name, Form::Original), &file).unwrap_err().kind
    };
    for at in [0, 24, whole.len() / 2, whole.len() - 1] {
        let mut flipped = whole.clone();
        flipped[at] ^= 1;
        assert_eq!(fault(&flipped), FaultKind::Damaged, "bit at {at}");
    }
    for length in [0, 10, 24, whole.len() - 1] {
        assert_eq!(
            fault(&whole[..length]),
            FaultKind::Damaged,
            "cut at {length}"
        );
    }
    std::fs::write(&path, &whole).unwrap();
    let other = FileKey::draw(&mut draw);
    let told = vault.get((&name, Form::Original), &other).unwrap_err();
    assert_eq!(told.kind, FaultKind::Damaged);

    // A thumbnail under the same key is not taken for the original, wherever it is put.
    vault
        .keep_made((&name, Form::Thumbnail), &file, b"small", &mut draw)
        .unwrap();
    let thumbnail = files(folder.path())
        .into_iter()
        .find(|one| *one != path)
        .unwrap();
    assert_eq!(
        fault(&std::fs::read(thumbnail).unwrap()),
        FaultKind::Damaged
    );
    let small = vault.get((&name, Form::Thumbnail), &file).unwrap().unwrap();
    assert_eq!(&small[..], b"small");
}

#[test]
fn what_is_taken_away_is_gone_and_its_key_opens_nothing_else() {
    let Place { folder, vault } = place();
    let (mut draw, name) = (chance(), sha(PHOTO));
    let file = FileKey::draw(&mut draw);
    vault
        .keep((&name, &file), PHOTO, Care::Fetched, &mut draw)
        .unwrap();
    vault.remove(&name, Form::Original).unwrap();
    vault.remove(&name, Form::Original).unwrap();
    assert!(vault.get((&name, Form::Original), &file).unwrap().is_none());
    assert!(files(folder.path()).is_empty());
    assert_eq!(vault.room().unwrap(), 0);
    assert_eq!(format!("{file:?}"), "FileKey");
    assert_eq!(
        FileKey::of_kept(file.bytes()).unwrap().bytes(),
        file.bytes()
    );
    assert!(FileKey::of_kept(b"short").is_none());
}
