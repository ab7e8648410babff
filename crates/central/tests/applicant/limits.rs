//! Who knocks too often, and who guesses: told the same whether there is such an account or not.

use crate::account::of::by_password;
use crate::common::place::Place;
use crate::common::{House, often};
use crate::phone::code;
use lingshi_central::config::Limits;
use lingshi_wire::applicant::account::CodeWanted;
use lingshi_words::Language;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn guessing_locks_whether_there_is_such_an_account_or_not() {
    let house = House::open().await;
    house.registered("zhang@example.com").await;
    let knock = async |contact: &str| {
        let mut told = Vec::new();
        for _ in 0..7 {
            let asked = by_password(contact, "wrong wrong wrong");
            let fault = house.client.applicant_signs_in(&asked).await.err().unwrap();
            told.push(code(&fault).to_owned());
        }
        told
    };
    let known = knock("zhang@example.com").await;
    assert_eq!(known, knock("nobody@example.com").await);
    assert_eq!(&known[4..], ["not_let_in", "locked", "locked"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_account_and_an_address_may_ask_so_often() {
    let limits = Limits {
        applicants_per_minute: often(5),
        codes_per_hour: often(2),
        ..Limits::default()
    };
    let house = House::with(Place::file(), limits).await;
    let phone = house.phone("zhang@example.com").await;
    let mut told = Vec::new();
    for _ in 0..6 {
        let asked = phone.asks.orders().await;
        told.push(asked.map_err(|fault| code(&fault).to_owned()).err());
    }
    assert_eq!(told[..5], [None, None, None, None, None]);
    assert_eq!(told[5].as_deref(), Some("too_often"));
    house.code_for("li@example.com").await;
    let wanted = CodeWanted {
        contact: "wang@example.com".to_owned(),
        language: Language::ZhCn,
    };
    let told = house.client.send_code(&wanted).await.err().unwrap();
    assert_eq!(code(&told), "too_often");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_not_set_up_says_so() {
    let mut house = House::open().await;
    house.end().await;
    house.config.applicants = lingshi_central::applicants::Settings::default();
    house.again().await;
    let wanted = CodeWanted {
        contact: "zhang@example.com".to_owned(),
        language: Language::ZhCn,
    };
    let told = house.client.send_code(&wanted).await.err().unwrap();
    assert_eq!(code(&told), "not_set_up");
}
