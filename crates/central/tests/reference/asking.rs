//! Asking for sheets.

use crate::common::officer::Officer;
use crate::common::place::Place;
use crate::common::{House, Post, sheet_file};
use lingshi_rules::people::Role;
use lingshi_wire::Sha;
use lingshi_wire::client::{ClientFault, Fetched, Nudge, Session, Tag};
use lingshi_wire::reference::{Scope, SheetName};
use reqwest::StatusCode;
use reqwest::header::{ACCEPT_ENCODING, AUTHORIZATION, CONTENT_ENCODING, ETAG, IF_NONE_MATCH};
use sha2::{Digest, Sha256};

async fn scene(place: Place) -> (House, Post, Officer, Session) {
    let house = House::on(place).await;
    let post = house.post("BRU");
    let zhang = house.hire(&post, "bru-zhang", &[Role::FirstReviewer]).await;
    let session = house.session(&zhang).await;
    (house, post, zhang, session)
}

fn new<T>(fetched: Fetched<T>) -> (T, Tag) {
    match fetched {
        Fetched::New { value, tag } => (value, tag),
        Fetched::Same => panic!("it is the same"),
    }
}

fn code(fault: Option<ClientFault>) -> String {
    fault.unwrap().code().unwrap().to_owned()
}

async fn sent_again_only_when_it_changed(place: Place) {
    let (house, _, _, session) = scene(place).await;
    let (none, list_tag) = new(session.references(None).await.unwrap());
    assert_eq!(none.sheets, Vec::new());
    let missing = session.reference(SheetName::Phrases, None).await.err();
    assert_eq!(code(missing), "not_here");
    for name in ["posts", "authorities", "phrases.BRU"] {
        assert_eq!(house.load(name), Some(1));
    }
    let (listed, new_tag) = new(session.references(Some(&list_tag)).await.unwrap());
    assert_ne!(list_tag, new_tag);
    let same = session.references(Some(&new_tag)).await.unwrap();
    assert_eq!(same, Fetched::Same);
    let scopes: Vec<(SheetName, Scope, u32)> = listed
        .sheets
        .iter()
        .map(|one| (one.name, one.scope, one.version))
        .collect();
    let expected = [
        (SheetName::Posts, Scope::Realm, 1),
        (SheetName::Authorities, Scope::Realm, 1),
        (SheetName::Phrases, Scope::Post, 1),
    ];
    assert_eq!(scopes, expected);
    for one in listed.sheets {
        let (sheet, tag) = new(session.reference(one.name, None).await.unwrap());
        assert_eq!(sheet.name(), one.name);
        assert_eq!(tag.as_str(), format!("\"{}\"", one.etag));
        let kept = Tag::of_kept(tag.as_str());
        let again = session.reference(one.name, Some(&kept)).await.unwrap();
        assert_eq!(again, Fetched::Same);
        let other = Tag::of_kept("\"0\"");
        let (again, _) = new(session.reference(one.name, Some(&other)).await.unwrap());
        assert_eq!(again, sheet);
    }
    let (_, tag) = new(session.reference(SheetName::Phrases, None).await.unwrap());
    let (file, text) = sheet_file("phrases.BRU");
    let changed = text.replace("感谢配合", "感谢理解");
    assert_eq!(house.load_text(&file, &changed), Some(2));
    let (sheet, new_tag) = new(session
        .reference(SheetName::Phrases, Some(&tag))
        .await
        .unwrap());
    assert_ne!(tag, new_tag);
    assert!(serde_json::to_string(&sheet).unwrap().contains("感谢理解"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sheet_is_sent_again_only_when_it_changed_on_a_file() {
    sent_again_only_when_it_changed(Place::file()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sheet_is_sent_again_only_when_it_changed_on_postgres() {
    sent_again_only_when_it_changed(Place::schema()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_post_reads_its_own_phrases_and_the_realms_sheets() {
    let (house, _, _, here) = scene(Place::file()).await;
    let nyc = house.post("NYC");
    let wang = house.hire(&nyc, "nyc-wang", &[Role::FirstReviewer]).await;
    let elsewhere = house.session(&wang).await;
    house.load("phrases.BRU");
    house.load("posts");
    assert!(here.reference(SheetName::Phrases, None).await.is_ok());
    let none = elsewhere.reference(SheetName::Phrases, None).await.err();
    assert_eq!(code(none), "not_here");
    let (theirs, _) = new(elsewhere.reference(SheetName::Posts, None).await.unwrap());
    let (ours, _) = new(here.reference(SheetName::Posts, None).await.unwrap());
    assert_eq!(theirs, ours);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_tag_names_exactly_the_bytes_that_are_sent() {
    let (house, post, zhang, _) = scene(Place::file()).await;
    house.load("phrases.BRU");
    let http = reqwest::Client::builder()
        .no_proxy()
        .no_gzip()
        .no_zstd()
        .build()
        .unwrap();
    let token = house.opened(&zhang).asking;
    let url = |name: &str| format!("http://{}/v1/posts/{}/{name}", house.address(), post.code);
    for name in ["reference", "reference/phrases"] {
        let ask = || {
            http.get(url(name))
                .header(AUTHORIZATION, format!("Bearer {token}"))
        };
        let answer = ask()
            .header(ACCEPT_ENCODING, "gzip, zstd")
            .send()
            .await
            .unwrap();
        assert_eq!(answer.headers().get(CONTENT_ENCODING), None);
        let tag = answer.headers()[ETAG].to_str().unwrap().to_owned();
        let body = answer.bytes().await.unwrap();
        let digest = Sha::of_kept(&Sha256::digest(&body)).unwrap();
        assert_eq!(tag, format!("\"{digest}\""));
        for known in [
            tag.clone(),
            format!("\"x\", {tag}"),
            format!("W/{tag}"),
            "*".to_owned(),
        ] {
            let answer = ask().header(IF_NONE_MATCH, &known).send().await.unwrap();
            assert_eq!(answer.status(), StatusCode::NOT_MODIFIED, "{known}");
            assert_eq!(answer.headers()[ETAG].to_str().unwrap(), tag);
            assert!(answer.bytes().await.unwrap().is_empty());
        }
        let answer = ask().header(IF_NONE_MATCH, "\"x\"").send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
    }
    for name in [
        "reference/nothing",
        "reference/Phrases",
        "reference/..%2Fposts",
        "reference/",
    ] {
        let ask = http
            .get(url(name))
            .header(AUTHORIZATION, format!("Bearer {token}"));
        assert_eq!(
            ask.send().await.unwrap().status(),
            StatusCode::NOT_FOUND,
            "{name}"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn desks_of_the_post_hear_that_its_phrases_changed() {
    let (house, post, _, session) = scene(Place::file()).await;
    let head = house.read(|tx| tx.head(&post.code)).unwrap().seq;
    let mut nudges = session.nudges().await.unwrap();
    house.load("phrases.BRU");
    loop {
        match nudges.next().await.unwrap() {
            Some(Nudge::Head(seq)) if seq > head => break,
            Some(_) => {}
            None => panic!("it ended"),
        }
    }
}
