//! Sealed and read back; and whatever else a file may be.

use super::blocks::Pressing;
use super::{
    Beyond, Claimed, Enclosed, Head, LONGEST_HEAD, MAGIC, MOST_FILES, NotAnOutbox, NotSealed,
    Outbox, SIGNED_AS, Together, UnsealingKeys, Writer,
};
use crate::chain::Sha;
use crate::command::{Algorithm, SignedCommand};
use crate::key::SigningKey;
use lingshi_rules::ids::{OfficerId, PostCode};
use lingshi_rules::values::Instant;
use sha2::{Digest, Sha256};
use std::io::Write;

fn device() -> SigningKey {
    SigningKey::of_seed(&[7; 32])
}

fn keys() -> UnsealingKeys {
    UnsealingKeys::read(&UnsealingKeys::make()).unwrap()
}

fn command(number: usize) -> SignedCommand {
    let bytes = format!("{{ \"number\": {number}, \"says\": \"照片不合格 \\\"一\\\"\" }}");
    SignedCommand {
        algorithm: Algorithm::Ed25519,
        key: device().public().id(),
        signature: device().sign("any", bytes.as_bytes()),
        bytes,
    }
}

fn jpeg(length: usize, seed: usize) -> Vec<u8> {
    let noise = |n: usize| n.wrapping_mul(2_654_435_761).wrapping_add(seed) >> 7;
    let mut bytes: Vec<u8> = (0..length).map(|n| noise(n).to_le_bytes()[0]).collect();
    bytes[..3].copy_from_slice(b"\xff\xd8\xff");
    bytes
}

fn enclosed(bytes: &[u8]) -> Enclosed {
    Enclosed {
        sha256: Sha::of_kept(&Sha256::digest(bytes)).unwrap(),
        bytes: bytes.len() as u64,
        mime: "image/jpeg".to_owned(),
    }
}

fn begin(
    keys: &UnsealingKeys,
    commands: &[SignedCommand],
    files: Vec<Enclosed>,
) -> Result<Writer<Vec<u8>>, NotSealed> {
    let outbox = Outbox {
        realm: "test",
        post: &PostCode::new("BRU"),
        officer: &OfficerId::new("bru-zhang"),
        at: Instant::parse("2026-03-16T09:00:00.000Z").unwrap(),
        commands,
        files,
    };
    Writer::begin(Vec::new(), &keys.public(), &device(), outbox)
}

fn sealed(keys: &UnsealingKeys, commands: &[SignedCommand], files: &[Vec<u8>]) -> Vec<u8> {
    let said = files.iter().map(|file| enclosed(file)).collect();
    let mut writer = begin(keys, commands, said).unwrap();
    for file in files {
        writer.add(&file[..]).unwrap();
    }
    writer.end().unwrap()
}

type Read = (Head, Vec<SignedCommand>, Vec<Vec<u8>>);

fn read(file: &[u8], keys: &UnsealingKeys) -> Result<Read, NotAnOutbox> {
    let (head, commands, mut rest) = Claimed::open(file, keys)?.signed_by(&device().public())?;
    let mut files = Vec::new();
    while let Some((_, bytes)) = rest.next_file()? {
        files.push(bytes);
    }
    Ok((head, commands, files))
}

/// A file with this head and, after it, whatever `rest` writes, sealed and signed as if all were well.
fn forged(
    keys: &UnsealingKeys,
    head: &serde_json::Value,
    rest: impl FnOnce(&mut dyn Write),
) -> Vec<u8> {
    let to: [&dyn age::Recipient; 1] = [&keys.public().0.clone()];
    let sealed = age::Encryptor::with_recipients(to.into_iter()).unwrap();
    let mut sealed = sealed.wrap_output(MAGIC.to_vec()).unwrap();
    let text = serde_json::to_vec(head).unwrap();
    let length = u32::try_from(text.len()).unwrap();
    sealed.write_all(&length.to_le_bytes()).unwrap();
    sealed.write_all(&text).unwrap();
    let signature = device().sign(SIGNED_AS, &text);
    sealed.write_all(signature.bytes()).unwrap();
    rest(&mut sealed);
    sealed.finish().unwrap()
}

fn head(commands: &[u8], count: u32, files: Vec<Enclosed>) -> Head {
    Head {
        form: 1,
        realm: "test".to_owned(),
        post: PostCode::new("BRU"),
        officer: OfficerId::new("bru-zhang"),
        device: device().public().id(),
        at: Instant::parse("2026-03-16T09:00:00.000Z").unwrap(),
        commands: Together {
            count,
            bytes: commands.len() as u64,
            sha256: Sha::of_kept(&Sha256::digest(commands)).unwrap(),
        },
        files,
    }
}

fn told(head: &Head) -> serde_json::Value {
    serde_json::to_value(head).unwrap()
}

fn press(out: &mut dyn Write, bytes: &[u8]) {
    let mut press = Pressing::new(out).unwrap();
    press.add(bytes).unwrap();
    press.end().unwrap();
}

#[test]
fn what_was_sealed_is_read_back_byte_for_byte() {
    let keys = keys();
    let largest = usize::try_from(crate::blobs::LARGEST_BLOB).unwrap();
    for (commands, lengths) in [
        (0, vec![]),
        (1, vec![]),
        (0, vec![3]),
        (300, vec![4, 1024 * 1024, 1024 * 1024 - 1, 700_000]),
        (9_000, vec![largest]),
    ] {
        let commands: Vec<SignedCommand> = (0..commands).map(command).collect();
        let files: Vec<Vec<u8>> = lengths.iter().map(|n| jpeg(*n, *n)).collect();
        let file = sealed(&keys, &commands, &files);
        let (head, read_commands, read_files) = read(&file, &keys).unwrap();
        assert_eq!(head.officer, OfficerId::new("bru-zhang"));
        assert_eq!(head.device, device().public().id());
        assert_eq!(head.files.len(), files.len());
        assert_eq!(read_commands, commands);
        assert!(read_files == files, "{lengths:?}");
    }
}

#[test]
fn nothing_of_it_can_be_read_without_the_servers_key() {
    let keys = keys();
    let file = sealed(&keys, &[command(1)], &[]);
    let text = String::from_utf8_lossy(&file);
    assert!(!text.contains("bru-zhang") && !text.contains("number"));
    let other = self::keys();
    assert!(matches!(read(&file, &other), Err(NotAnOutbox::OtherKey)));
}

#[test]
fn a_key_that_was_changed_still_opens_what_was_sealed_to_it() {
    let (old, new) = (UnsealingKeys::make(), UnsealingKeys::make());
    let file = sealed(&UnsealingKeys::read(&old).unwrap(), &[command(1)], &[]);
    let both = format!("# the newest first\n{}\n{}", *new, *old);
    let both = UnsealingKeys::read(&both).unwrap();
    assert_eq!(both.public(), UnsealingKeys::read(&new).unwrap().public());
    assert_eq!(read(&file, &both).unwrap().1, [command(1)]);
    for none in ["", "# none", "AGE-SECRET-KEY-1", "age1abc"] {
        assert!(UnsealingKeys::read(none).is_err(), "{none}");
    }
    let secret = old.trim();
    assert!(!format!("{both:?}").contains(secret));
}

#[test]
fn a_key_is_read_back_as_it_is_told() {
    let key = keys().public();
    assert_eq!(key.to_string().parse(), Ok(key.clone()));
    assert!(key.to_string()[1..].parse::<super::SealingKey>().is_err());
}

#[test]
fn a_file_that_was_cut_anywhere_is_not_taken_for_whole() {
    let keys = keys();
    let file = sealed(&keys, &[command(1), command(2)], &[jpeg(150_000, 5)]);
    for end in (0..600).chain((600..file.len()).step_by(997)) {
        let told = read(&file[..end], &keys);
        let cut = matches!(told, Err(NotAnOutbox::Changed | NotAnOutbox::OtherForm));
        assert!(cut, "cut at {end} of {}", file.len());
    }
    let longer = [&file[..], b"x"].concat();
    assert!(matches!(read(&longer, &keys), Err(NotAnOutbox::Changed)));
}

#[test]
fn a_file_of_which_one_bit_was_changed_is_never_read() {
    let keys = keys();
    let file = sealed(&keys, &[command(1)], &[jpeg(5_000, 5)]);
    for place in 0..file.len() {
        let mut changed = file.clone();
        changed[place] ^= 1 << (place % 8);
        assert!(read(&changed, &keys).is_err(), "byte {place}");
    }
}

#[test]
fn what_is_no_outbox_is_told_from_one_of_a_newer_form() {
    let keys = keys();
    for garbage in [&b""[..], b"LSOUTB\0", b"PK\x03\x04 and so on", &[0; 4_000]] {
        let told = read(garbage, &keys);
        assert!(matches!(told, Err(NotAnOutbox::OtherForm)), "{garbage:?}");
    }
    let mut file = sealed(&keys, &[], &[]);
    file[7] = 2;
    assert!(matches!(read(&file, &keys), Err(NotAnOutbox::Newer(2))));
    file[7] = 0;
    assert!(matches!(read(&file, &keys), Err(NotAnOutbox::OtherForm)));
    // Names that never end, and a seal of another form.
    let endless = [
        &MAGIC[..],
        b"age-encryption.org/v1\n",
        &vec![b'a'; 100_000][..],
    ]
    .concat();
    assert!(matches!(read(&endless, &keys), Err(NotAnOutbox::Changed)));
    let other = [&MAGIC[..], b"age-encryption.org/v9\nx\n--- x\n"].concat();
    assert!(matches!(read(&other, &keys), Err(NotAnOutbox::Changed)));
}

/// Names of keys without end, and whoever reads on too long is told so.
struct Endless(usize);

impl std::io::Read for Endless {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let text = [&MAGIC[..], b"age-encryption.org/v1\n-> a\n"].concat();
        for byte in into.iter_mut() {
            *byte = text.get(self.0).copied().unwrap_or(b"-> a\n"[self.0 % 5]);
            self.0 += 1;
        }
        assert!(self.0 < 100_000, "it is read on and on");
        Ok(into.len())
    }
}

#[test]
fn names_of_keys_that_never_end_are_not_waited_for() {
    let told = Claimed::open(Endless(0), &keys()).map(|_| ());
    assert!(matches!(told, Err(NotAnOutbox::Changed)), "{told:?}");
}

#[test]
fn what_the_device_did_not_sign_is_not_read() {
    let keys = keys();
    let file = sealed(&keys, &[command(1)], &[]);
    let other = SigningKey::of_seed(&[8; 32]);
    let claimed = Claimed::open(&file[..], &keys).unwrap();
    let told = claimed.signed_by(&other.public()).map(|_| ());
    assert!(matches!(told, Err(NotAnOutbox::NotSigned)));
    // Somebody else signs, and says it was the device.
    let mut head = head(b"", 0, Vec::new());
    head.device = other.public().id();
    let file = forged(&keys, &self::told(&head), |_| {});
    let claimed = Claimed::open(&file[..], &keys).unwrap();
    let told = claimed.signed_by(&other.public()).map(|_| ());
    assert!(matches!(told, Err(NotAnOutbox::NotSigned)));
    // The device signs, and says that it was somebody else.
    let claimed = Claimed::open(&file[..], &keys).unwrap();
    let told = claimed.signed_by(&device().public()).map(|_| ());
    assert!(matches!(told, Err(NotAnOutbox::NotSigned)));
}

#[test]
fn a_forged_head_is_told_by_what_is_wrong_with_it() {
    let keys = keys();
    let empty = head(b"", 0, Vec::new());
    assert!(read(&forged(&keys, &told(&empty), |_| {}), &keys).is_ok());
    let mut unknown = told(&empty);
    unknown["haste"] = true.into();
    let mut other_form = told(&empty);
    other_form["form"] = 2.into();
    for wrong in [unknown, other_form, serde_json::Value::Null] {
        let told = read(&forged(&keys, &wrong, |_| {}), &keys);
        assert!(matches!(told, Err(NotAnOutbox::Wrong(_))), "{wrong}");
    }
    let beyond = |change: &dyn Fn(&mut Head)| {
        let mut head = empty.clone();
        change(&mut head);
        match read(&forged(&keys, &told(&head), |_| {}), &keys) {
            Err(NotAnOutbox::Beyond(beyond)) => beyond,
            other => panic!("{:?}", other.map(|_| ())),
        }
    };
    let one = || enclosed(&jpeg(9, 1));
    let with = |bytes, mime: &str| Enclosed {
        bytes,
        mime: mime.to_owned(),
        ..one()
    };
    let (many, much) = (super::MOST_COMMANDS, super::MOST_BYTES_OF_COMMANDS);
    assert_eq!(beyond(&|h| h.commands.count = many + 1), Beyond::Commands);
    assert_eq!(beyond(&|h| h.commands.bytes = much + 1), Beyond::Commands);
    assert_eq!(beyond(&|h| h.files = vec![one(), one()]), Beyond::Twice);
    let empty_file = with(0, "image/jpeg");
    assert_eq!(
        beyond(&|h| h.files = vec![empty_file.clone()]),
        Beyond::Length
    );
    let long = with(u64::MAX, "image/jpeg");
    assert_eq!(beyond(&|h| h.files = vec![long.clone()]), Beyond::Files);
    let long = with(crate::blobs::LARGEST_BLOB + 1, "image/jpeg");
    assert_eq!(beyond(&|h| h.files = vec![long.clone()]), Beyond::Length);
    let svg = with(9, "image/svg+xml");
    assert_eq!(beyond(&|h| h.files = vec![svg.clone()]), Beyond::Kind);
    let crowd = |h: &mut Head| h.files = vec![one(); MOST_FILES + 1];
    assert_eq!(beyond(&crowd), Beyond::Files);
}

#[test]
fn a_head_that_claims_to_be_endless_is_not_waited_for() {
    let keys = keys();
    let to: [&dyn age::Recipient; 1] = [&keys.public().0.clone()];
    let sealed = age::Encryptor::with_recipients(to.into_iter()).unwrap();
    let mut sealed = sealed.wrap_output(MAGIC.to_vec()).unwrap();
    let length = u32::try_from(LONGEST_HEAD + 1).unwrap();
    sealed.write_all(&length.to_le_bytes()).unwrap();
    let file = sealed.finish().unwrap();
    assert!(matches!(read(&file, &keys), Err(NotAnOutbox::Wrong(_))));
}

#[test]
fn what_follows_must_be_what_the_head_says() {
    let keys = keys();
    let text = serde_json::to_vec(&command(1)).unwrap();
    let length = u32::try_from(text.len()).unwrap();
    let one = [&length.to_le_bytes()[..], &text].concat();
    let photo = jpeg(900, 3);
    let good = head(&one, 1, vec![enclosed(&photo)]);
    let with = |head: &Head, blocks: &[&[u8]]| {
        let file = forged(&keys, &told(head), |out| press(out, &blocks.concat()));
        read(&file, &keys).map(|(_, commands, files)| (commands.len(), files.len()))
    };
    assert_eq!(with(&good, &[&one, &photo]).unwrap(), (1, 1));
    let wrong = |told: Result<_, NotAnOutbox>| matches!(told, Err(NotAnOutbox::Wrong(_)));
    let changed = |told: Result<_, NotAnOutbox>| matches!(told, Err(NotAnOutbox::Changed));
    assert!(wrong(with(&good, &[&one, &jpeg(900, 4)])), "another file");
    assert!(changed(with(&good, &[&one, &photo[1..]])), "a shorter one");
    assert!(
        changed(with(&good, &[&one, &photo, b"x"])),
        "something more"
    );
    assert!(changed(with(&good, &[&one])), "no file");
    let other = serde_json::to_vec(&command(2)).unwrap();
    let other = [&length.to_le_bytes()[..], &other].concat();
    assert!(wrong(with(&good, &[&other, &photo])), "another command");
    let two = head(&one, 2, Vec::new());
    assert!(wrong(with(&two, &[&one])), "one command more");
    let long = u32::MAX.to_le_bytes();
    assert!(wrong(with(&head(&long, 1, Vec::new()), &[&long])), "length");
    let none = [&2_u32.to_le_bytes()[..], b"{}"].concat();
    assert!(wrong(with(&head(&none, 1, Vec::new()), &[&none])), "none");
}

#[test]
fn a_bomb_does_not_go_off() {
    let keys = keys();
    let head = head(&[], 0, vec![enclosed(&jpeg(9, 1))]);
    let bomb = zstd::bulk::compress(&vec![0; 50_000_000], 3).unwrap();
    let n = u32::try_from(bomb.len()).unwrap().to_le_bytes();
    for claims in [
        1_u32,
        9,
        1024 * 1024,
        1024 * 1024 + 1,
        50_000_000,
        0,
        u32::MAX,
    ] {
        let file = forged(&keys, &told(&head), |out| {
            for part in [&claims.to_le_bytes()[..], &n, &bomb] {
                out.write_all(part).unwrap();
            }
        });
        assert!(
            matches!(read(&file, &keys), Err(NotAnOutbox::Changed)),
            "{claims}"
        );
    }
    // A block that claims more than is there.
    let file = forged(&keys, &told(&head), |out| {
        out.write_all(&9_u32.to_le_bytes()).unwrap();
        out.write_all(&u32::MAX.to_le_bytes()).unwrap();
    });
    assert!(matches!(read(&file, &keys), Err(NotAnOutbox::Changed)));
}

#[test]
fn only_what_was_said_can_be_sealed() {
    let keys = keys();
    let photo = jpeg(900, 3);
    let said = || vec![enclosed(&photo)];
    let mut writer = begin(&keys, &[], said()).unwrap();
    let other = writer.add(&jpeg(900, 4)[..]);
    assert!(matches!(other, Err(NotSealed::OtherFile)));
    for wrong in [jpeg(901, 3), jpeg(899, 3)] {
        let mut writer = begin(&keys, &[], said()).unwrap();
        assert!(matches!(writer.add(&wrong[..]), Err(NotSealed::OtherFile)));
    }
    let writer = begin(&keys, &[], said()).unwrap();
    assert!(matches!(writer.end(), Err(NotSealed::OtherCount)));
    let mut writer = begin(&keys, &[], Vec::new()).unwrap();
    assert!(matches!(writer.add(&photo[..]), Err(NotSealed::OtherCount)));
    let twice = [said(), said()].concat();
    let told = begin(&keys, &[], twice).map(|_| ());
    assert!(matches!(told, Err(NotSealed::Beyond(Beyond::Twice))));
    let long = SignedCommand {
        bytes: "x".repeat(3 * crate::command::LONGEST),
        ..command(1)
    };
    let told = begin(&keys, &[long], Vec::new()).map(|_| ());
    assert!(matches!(told, Err(NotSealed::Beyond(Beyond::Commands))));
}
