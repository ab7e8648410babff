//! §3.2, 电子邮箱

use super::{is_refused, is_written_as};
use lingshi_rules::values::MailAddress;
use lingshi_rules::values::mail::MailFault;
use proptest::prelude::*;

fn address(text: &str) -> MailAddress {
    MailAddress::parse(text).unwrap()
}

fn fault(text: &str) -> MailFault {
    MailAddress::parse(text).unwrap_err()
}

#[test]
fn the_mailboxes_of_the_posts_are_addresses() {
    for text in [
        "belconsulate@mfa.gov.cn",
        "zgls@csmail.mfa.gov.cn",
        "visaoffice.ny@gmail.com",
        "o'brien+zgls_1%x@sub-domain.example.org",
        "a@b.cn",
        "li@xn--fiqs8s.xn--fiqs8s",
        "1@123.com",
    ] {
        assert_eq!(address(text).as_str(), text);
        assert_eq!(address(text).to_string(), text);
    }
}

#[test]
fn a_domain_is_written_small_and_a_mailbox_as_its_owner_writes_it() {
    let address = address(" Zhang.San@GMail.COM ");
    assert_eq!(address.as_str(), "Zhang.San@gmail.com");
    assert_eq!(address.domain(), "gmail.com");
}

#[test]
fn full_width_signs_are_put_right() {
    assert_eq!(address("ｚｓ＠ｇｍａｉｌ．ｃｏｍ").as_str(), "zs@gmail.com");
}

#[test]
fn an_address_has_one_at_with_something_on_both_sides() {
    assert_eq!(fault(""), MailFault::Empty);
    assert_eq!(fault("  "), MailFault::Empty);
    assert_eq!(fault("zhangsan"), MailFault::NoAt);
    assert_eq!(fault("a@b@c.org"), MailFault::SeveralAts);
    assert_eq!(fault("@gmail.com"), MailFault::NoMailbox);
    assert_eq!(fault("zhangsan@"), MailFault::NoDomain);
}

#[test]
fn a_character_that_cannot_stand_there_is_named() {
    let wrong = |position, found| MailFault::WrongCharacter { position, found };
    assert_eq!(fault("zhang san@gmail.com"), wrong(6, ' '));
    assert_eq!(fault("张@gmail.com"), wrong(1, '张'));
    assert_eq!(fault("ab@gm_ail.com"), wrong(6, '_'));
    assert_eq!(fault("ab@gmail.com\u{200B}"), wrong(13, '\u{200B}'));
    assert_eq!(fault("ab@gmail，com"), wrong(9, ','));
}

#[test]
fn dots_of_a_mailbox_stand_alone_and_inside() {
    for text in [".a@b.org", "a.@b.org", "a..b@b.org"] {
        assert_eq!(fault(text), MailFault::MisplacedDot, "{text}");
    }
}

#[test]
fn a_domain_is_of_sound_parts() {
    for text in [
        "a@gmail",
        "a@.com",
        "a@gmail.",
        "a@gmail..com",
        "a@-gmail.com",
        "a@gmail-.com",
    ] {
        assert_eq!(fault(text), MailFault::BrokenDomain, "{text}");
    }
    for text in ["a@gmail.c", "a@10.0.0.1", "a@gmail.c0m"] {
        assert_eq!(fault(text), MailFault::BrokenTopLevel, "{text}");
    }
}

#[test]
fn a_part_of_a_domain_has_sixty_three_characters_at_most() {
    assert!(MailAddress::parse(&format!("a@{}.org", "b".repeat(63))).is_ok());
    assert_eq!(
        fault(&format!("a@{}.org", "b".repeat(64))),
        MailFault::BrokenDomain
    );
}

#[test]
fn a_mailbox_has_sixty_four_characters_at_most() {
    assert!(MailAddress::parse(&format!("{}@b.org", "a".repeat(64))).is_ok());
    assert_eq!(
        fault(&format!("{}@b.org", "a".repeat(65))),
        MailFault::MailboxTooLong {
            limit: 64,
            found: 65
        }
    );
}

#[test]
fn an_address_has_two_hundred_and_fifty_four_characters_at_most() {
    let label = "b".repeat(62);
    let longest = format!("{}@{label}.{label}.{label}.de", "a".repeat(62));
    assert_eq!(longest.len(), 254);
    assert_eq!(address(&longest).as_str(), longest);
    assert_eq!(
        fault(&format!("a{longest}")),
        MailFault::TooLong {
            limit: 254,
            found: 255
        }
    );
}

#[test]
fn an_address_is_stored_in_its_written_form() {
    is_written_as(&address("zs@gmail.com"), "\"zs@gmail.com\"");
    for json in ["\"zs@Gmail.com\"", "\" zs@gmail.com\"", "\"zs\"", "1"] {
        is_refused::<MailAddress>(json);
    }
}

#[test]
fn a_log_line_shows_the_mask_of_an_address() {
    assert_eq!(format!("{:?}", address("zs@gmail.com")), "z****@gmail.com");
    assert_eq!(<&str>::from(MailFault::BrokenTopLevel), "broken_top_level");
    is_written_as(&MailFault::NoAt, r#"{"code":"no_at"}"#);
}

proptest! {
    #[test]
    fn what_is_shown_is_read_as_the_same(
        text in "[a-zA-Z0-9_+]{1,10}(\\.[a-z]{1,5})?@[A-Za-z0-9]{1,10}\\.[A-Za-z]{2,5}"
    ) {
        let read = address(&text);
        prop_assert_eq!(MailAddress::parse(&read.to_string()), Ok(read.clone()));
        prop_assert!(read.as_str().eq_ignore_ascii_case(&text));
    }

    #[test]
    fn no_text_makes_the_reader_stumble(text in any::<String>(), like in "[a-z@. -]{0,12}") {
        let _ = MailAddress::parse(&text);
        if let Ok(read) = MailAddress::parse(&like) {
            prop_assert!(read.domain().contains('.'));
        }
    }
}
