//! §10, display masks

use lingshi_rules::values::mask::{id_number, mail, passport, phone};
use proptest::prelude::*;

/// Characters of the original that can be read in the mask.
fn shown(masked: &str) -> usize {
    masked.chars().filter(|c| *c != '*').count()
}

#[test]
fn of_an_id_number_the_last_four_are_shown() {
    assert_eq!(id_number("330421199311300037"), "**************0037");
    assert_eq!(id_number("11010519900307283X"), "**************283X");
}

#[test]
fn of_a_passport_number_the_first_three_and_the_last_two_are_shown() {
    assert_eq!(passport("DE0033411"), "DE0****11");
    assert_eq!(passport("H0123456701"), "H01******01");
}

#[test]
fn of_a_phone_number_country_first_three_and_last_four_are_shown() {
    assert_eq!(phone("+86 15612345510"), "+86 156****5510");
    assert_eq!(phone("0086-156-1234-5510"), "+86 156****5510");
    assert_eq!(phone("15612345510"), "156****5510");
}

#[test]
fn of_a_mail_address_the_first_character_and_the_domain_are_shown() {
    assert_eq!(mail("zhangsan@gmail.com"), "z****@gmail.com");
    assert_eq!(mail("张三丰@例子.中国"), "张****@例子.中国");
}

#[test]
fn a_mail_mask_does_not_tell_how_long_the_mailbox_is() {
    assert_eq!(mail("zh@gmail.com"), mail("zhangsanfeng@gmail.com"));
}

#[test]
fn the_only_character_of_a_mailbox_is_hidden() {
    assert_eq!(mail("z@gmail.com"), "****@gmail.com");
    assert_eq!(mail("zh@gmail.com"), "z****@gmail.com");
    assert_eq!(mail("@gmail.com"), "****@gmail.com");
}

#[test]
fn what_is_no_address_is_hidden_whole() {
    assert_eq!(mail("zhangsan"), "****");
    assert_eq!(mail("15612345510"), "****");
    assert_eq!(mail("a@b@c.org"), "a****@c.org");
}

#[test]
fn short_numbers_show_half_at_most() {
    assert_eq!(id_number("12345678"), "****5678");
    assert_eq!(id_number("1234567"), "****567");
    assert_eq!(id_number("1"), "*");
    assert_eq!(passport("12345678"), "******78");
    assert_eq!(passport("1234"), "**34");
    assert_eq!(passport("123"), "**3");
    assert_eq!(passport("1"), "*");
}

#[test]
fn short_telephone_numbers_lose_their_head() {
    assert_eq!(phone("+32 491903299"), "+32 *****3299");
    assert_eq!(phone("+1 4155552671"), "+1 ******2671");
    assert_eq!(phone("+683 4002"), "+683 **02");
    assert_eq!(phone("12345"), "***45");
}

#[test]
fn numbers_that_are_broken_still_show_their_country_only() {
    assert_eq!(phone("+86 156123455"), "+86 *****3455");
    assert_eq!(phone("0086 156x123y455"), "+86 156****y455");
    assert_eq!(phone("+999 123456"), "+99****3456");
}

#[test]
fn nothing_has_an_empty_mask() {
    for mask in [id_number, passport, phone, mail] {
        assert_eq!(mask(""), "");
    }
}

#[test]
fn what_is_masked_already_stays_as_it_is() {
    assert_eq!(id_number("**************0037"), "**************0037");
    assert_eq!(passport("DE0****11"), "DE0****11");
    assert_eq!(phone("+86 156****5510"), "+86 156****5510");
    assert_eq!(phone("+32 *****3299"), "+32 *****3299");
    assert_eq!(mail("z****@gmail.com"), "z****@gmail.com");
    assert_eq!(mail("****@gmail.com"), "****@gmail.com");
}

proptest! {
    #[test]
    fn an_id_mask_hides_at_least_what_it_shows(text in "[0-9A-Z]{1,30}") {
        let masked = id_number(&text);
        prop_assert_eq!(masked.chars().count(), text.len());
        prop_assert!(shown(&masked) <= 4 && 2 * shown(&masked) <= text.len());
    }

    #[test]
    fn a_passport_mask_hides_four_of_nine_and_half_of_less(text in "[0-9A-Z]{1,30}") {
        let masked = passport(&text);
        prop_assert_eq!(masked.chars().count(), text.len());
        if text.len() < 9 {
            prop_assert!(2 * shown(&masked) <= text.len());
        } else {
            prop_assert_eq!(shown(&masked), 5);
        }
    }

    #[test]
    fn a_phone_mask_hides_four_of_eleven_and_half_of_less(national in "[3-9][0-9]{3,12}") {
        let masked = phone(&format!("+81{national}"));
        let rest = masked.strip_prefix("+81 ").unwrap();
        prop_assert_eq!(rest.len(), national.len());
        if national.len() < 11 {
            prop_assert!(2 * shown(rest) <= national.len());
        } else {
            prop_assert_eq!(shown(rest), 7);
        }
    }

    #[test]
    fn a_mail_mask_shows_one_character_of_the_mailbox(
        mailbox in "[a-z]{1,20}", domain in "[a-z]{1,10}\\.org"
    ) {
        let masked = mail(&format!("{mailbox}@{domain}"));
        let (shown_mailbox, shown_domain) = masked.split_once('@').unwrap();
        prop_assert_eq!(shown_domain, domain);
        prop_assert!(shown(shown_mailbox) <= 1 && 2 * shown(shown_mailbox) <= mailbox.len());
    }

    #[test]
    fn every_mask_hides_something_of_any_text_and_hides_it_once(text in any::<String>()) {
        prop_assume!(!text.is_empty());
        for mask in [id_number, passport, phone, mail] {
            prop_assert!(mask(&text).contains('*'));
        }
        for mask in [id_number, passport, mail] {
            let masked = mask(&text);
            prop_assert_eq!(mask(&masked), masked.clone());
        }
    }
}
