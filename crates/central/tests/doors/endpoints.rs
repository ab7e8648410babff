//! Every endpoint against everything that may come: an endpoint without a line in the table fails.

use crate::applicants::Applicants;
use crate::common::House;
use crate::common::Post;
use crate::common::fill::signed;
use crate::common::officer::{Officer, PASSWORD, enrolment, new_key};
use crate::files::Files;
use lingshi_central::api::{FORM_BODY, LARGEST_BODY, SMALL_BODY, endpoints};
use lingshi_central::secrets::{PAYMENTS, PENSIONS};
use lingshi_rules::life::{Action, Status};
use lingshi_rules::order::Order;
use lingshi_rules::people::Role;
use lingshi_wire::api::{Answers, Commands, Problem, Renewing};
use lingshi_wire::applicant::paying::PROOF;
use lingshi_wire::blobs::{LARGEST_PIECE, OFFSET};
use lingshi_wire::mail::MailId;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap};
use reqwest::{Method, StatusCode};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// One line of the table: what comes, and what is answered.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    good: String,
    again: String,
    no_token: String,
    garbage_token: String,
    expired_token: String,
    token_of_another_post: String,
    signed_out: String,
    device_revoked: String,
    officer_left: String,
    malformed_body: String,
    malformed_query: String,
    oversized_body: String,
    not_json: String,
    wrong_method: String,
    /// At the doors of applicants: the token of another account, while the tokens of another post, of a revoked
    /// device and of somebody who left are officers'. At all others it is an applicant's: garbage.
    another_account: Option<String>,
}

impl Row {
    fn another_account(&self, name: &str) -> &str {
        let of_applicants = name.contains(" /v1/applicant/");
        assert_eq!(self.another_account.is_some(), of_applicants, "{name}");
        self.another_account.as_ref().unwrap_or(&self.garbage_token)
    }
}

fn table() -> BTreeMap<String, Row> {
    toml::from_str(include_str!("endpoints.toml")).unwrap()
}

fn document() -> serde_json::Value {
    serde_json::to_value(lingshi_central::api::document()).unwrap()
}

fn published() -> BTreeSet<String> {
    let document = document();
    let paths = document["paths"].as_object().unwrap();
    let named = |(path, methods): (&String, &serde_json::Value)| {
        let methods = methods.as_object().unwrap().keys();
        let all = methods.map(|method| format!("{} {path}", method.to_uppercase()));
        all.collect::<Vec<_>>()
    };
    paths.iter().flat_map(named).collect()
}

#[test]
fn the_table_the_router_and_the_document_know_the_same_endpoints() {
    let all = endpoints();
    let here: BTreeSet<String> = all
        .iter()
        .map(|endpoint| format!("{} {}", endpoint.method, endpoint.path))
        .collect();
    assert_eq!(here.len(), all.len(), "one of them stands there twice");
    assert_eq!(table().into_keys().collect::<BTreeSet<_>>(), here);
    assert_eq!(published(), here);
}

/// A request that is made wrong in one way.
#[derive(Clone)]
pub(crate) struct Asked {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) token: Option<String>,
    pub(crate) kind: Option<&'static str>,
    pub(crate) body: Vec<u8>,
}

pub(crate) const JSON: &str = "application/json";

pub(crate) struct Answered {
    status: StatusCode,
    headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answered {
    fn told(&self) -> String {
        match serde_json::from_slice::<Problem>(&self.body) {
            Ok(problem) => format!("{} {}", self.status.as_u16(), problem.code),
            Err(_) => self.status.as_u16().to_string(),
        }
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().unwrap())
    }
}

/// People at the doors.
pub(crate) struct Scene {
    pub(crate) house: House,
    pub(crate) post: Post,
    pub(crate) order: Order,
    zhang: Officer,
    pub(crate) chen: Officer,
    pub(crate) lin: Officer,
    abroad: Officer,
    tokens: Tokens,
    pub(crate) applicants: Applicants,
    pub(crate) files: Files,
    mail: MailId,
    http: reqwest::Client,
}

/// Tokens that open nothing, or another door.
struct Tokens {
    expired: String,
    signed_out: String,
    device_revoked: String,
    officer_left: String,
}

async fn tokens(house: &House, post: &Post, zhang: &Officer) -> Tokens {
    let roles = [Role::FirstReviewer];
    let revoked = house.hire(post, "bru-revoked", &roles).await;
    let gone = house.hire(post, "bru-gone", &roles).await;
    let expired = house.opened(zhang);
    house.age(&expired);
    let out = house.sign_in(zhang).await;
    let session = house
        .client
        .session(&post.code, &out.asking, &house.server());
    session.sign_out().await.unwrap();
    let device_revoked = house.sign_in(&revoked).await.asking;
    house.revoke(&revoked);
    let officer_left = house.sign_in(&gone).await.asking;
    house.appoint(&post.code, &gone.id, &roles, true);
    Tokens {
        expired: expired.asking,
        signed_out: out.asking,
        device_revoked,
        officer_left,
    }
}

async fn scene() -> Scene {
    let house = House::open().await;
    let post = house.post("BRU");
    let (mut officers, orders) = house.fill(&post, &[(Status::FirstReview, 1)]).await;
    let order = house.order(&post, &orders[0]);
    house.load("phrases.BRU");
    let zhang = officers.remove(0);
    let tokens = tokens(&house, &post, &zhang).await;
    let chen = house.hire(&post, "bru-chen", &[Role::Admin]).await;
    let lin = house.hire(&post, "bru-lin", &[Role::Admin]).await;
    let applicants = Applicants::open(&house, &post).await;
    let mail = crate::mails::waits(&house, &post, &order).await;
    let nyc = house.post("NYC");
    let abroad = house.hire(&nyc, "nyc-wang", &[Role::FirstReviewer]).await;
    Scene {
        house,
        post,
        order,
        zhang,
        chen,
        lin,
        abroad,
        tokens,
        applicants,
        files: Files::default(),
        mail,
        http: reqwest::Client::builder().no_proxy().build().unwrap(),
    }
}

impl Scene {
    /// A right request, made anew each time: much of it can be used once.
    async fn good(&self, name: &str) -> Asked {
        let (method, path) = name.split_once(' ').unwrap();
        let json = self.body(name).await;
        let path = path
            .replace("{post}", self.post.code.as_str())
            .replace("{no}", self.order.no.as_str())
            .replace("{mail}", self.mail.as_str())
            .replace("{number}", "0")
            .replace("{sheet}", "phrases");
        let asked = Asked {
            method: method.parse().unwrap(),
            path,
            query: String::new(),
            token: Some(self.house.opened(&self.zhang).asking),
            kind: json.as_ref().map(|_| JSON),
            body: json.unwrap_or_default(),
        };
        let asked = crate::statements::good(self, asked);
        let asked = crate::applicants::good(self, name, asked);
        self.files.good(self, asked).await
    }

    async fn body(&self, name: &str) -> Option<Vec<u8>> {
        let (house, zhang) = (&self.house, &self.zhang);
        let body = match name {
            "POST /v1/enrolments" => {
                let code = house.invite(&self.post.code, &zhang.id, 60);
                serde_json::to_vec(&enrolment(&code, &new_key(), PASSWORD))
            }
            "POST /v1/sessions" => {
                house.forget(&zhang.id);
                let nonce = house.client.challenge().await.unwrap().nonce;
                serde_json::to_vec(&zhang.signing_in(&nonce, PASSWORD, &zhang.digits()))
            }
            "POST /v1/sessions/renewed" => {
                let renewing = house.opened(zhang).renewing;
                serde_json::to_vec(&Renewing { renewing })
            }
            "POST /v1/posts/{post}/commands" => {
                let note = Action::AddNote {
                    text: "已核对".to_owned(),
                };
                let commands = vec![signed(&self.post, zhang, &self.order, note)];
                serde_json::to_vec(&Commands { commands })
            }
            _ => return None,
        };
        Some(body.unwrap())
    }

    pub(crate) async fn ask(&self, asked: &Asked) -> Answered {
        let address = self.house.address();
        let url = format!("http://{address}{}{}", asked.path, asked.query);
        let mut ask = self.http.request(asked.method.clone(), url);
        if let Some(token) = &asked.token {
            ask = ask.header(AUTHORIZATION, format!("Bearer {token}"));
        }
        if let Some(kind) = asked.kind {
            ask = ask.header(CONTENT_TYPE, kind);
        }
        // Where a piece of an upload goes; nothing to anybody else.
        ask = ask.header(OFFSET, "0");
        // What a provider of payments shows, or 人社部门; nothing to anybody else either.
        let secret = if asked.path.ends_with("/pensions/answers") {
            PENSIONS
        } else {
            PAYMENTS
        };
        ask = ask.header(PROOF, self.house.proof(secret, &asked.body));
        let mut response = ask.body(asked.body.clone()).send().await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let mut body = Vec::new();
        // A stream of events has no end: its first piece is enough.
        let endless = asked.path.ends_with("/nudges") && status.is_success();
        while let Some(chunk) = response.chunk().await.unwrap() {
            body.extend_from_slice(&chunk);
            if endless {
                break;
            }
        }
        Answered {
            status,
            headers,
            body,
        }
    }

    /// Asks, and looks at what must be true of every answer.
    async fn answer(&self, name: &str, what: &str, asked: &Asked, expected: &str) -> Answered {
        let answered = self.ask(asked).await;
        let at = format!("{name}, {what}");
        assert_eq!(answered.told(), expected, "{at}");
        let id = answered.header("x-request-id");
        assert!(!id.is_empty(), "{at}");
        assert_eq!(answered.header("cache-control"), "no-store", "{at}");
        assert_eq!(answered.header("x-content-type-options"), "nosniff", "{at}");
        if !answered.status.is_success() && asked.method != Method::HEAD {
            let problem: Problem = serde_json::from_slice(&answered.body).unwrap();
            assert_eq!(problem.request.as_deref(), Some(id), "{at}");
            assert_eq!(problem.status, answered.status.as_u16(), "{at}");
            let kind = answered.header("content-type");
            assert_eq!(kind, "application/problem+json", "{at}");
        }
        if answered.status == StatusCode::UNAUTHORIZED {
            assert_eq!(answered.header("www-authenticate"), "Bearer", "{at}");
        }
        if answered.status == StatusCode::METHOD_NOT_ALLOWED {
            let (method, _) = name.split_once(' ').unwrap();
            assert!(answered.header("allow").contains(method), "{at}");
        } else {
            documented(name, answered.status, &at);
        }
        answered
    }

    async fn doors(&self, name: &str, row: &Row) {
        let good = self.good(name).await;
        let first = self.answer(name, "good", &good, &row.good).await;
        let second = self.answer(name, "again", &good, &row.again).await;
        if name == "POST /v1/posts/{post}/commands" {
            let answers = |answered: &Answered| {
                serde_json::from_slice::<Answers>(&answered.body)
                    .unwrap()
                    .answers
            };
            assert_eq!(answers(&first), answers(&second));
        }
        let token = |token: &str| Some(token.to_owned());
        let tokens = &self.tokens;
        let abroad = self.house.opened(&self.abroad).asking;
        let of_applicants = name.contains(" /v1/applicant/");
        let (expired, signed_out) = if of_applicants {
            (&self.applicants.expired, &self.applicants.signed_out)
        } else {
            (&tokens.expired, &tokens.signed_out)
        };
        let another = self.applicants.another(&self.house);
        for (what, shown, expected) in [
            ("no token", None, &row.no_token),
            ("garbage token", token("garbage"), &row.garbage_token),
            (
                "nobody's token",
                token(&nobodys(expired)),
                &row.garbage_token,
            ),
            ("expired token", token(expired), &row.expired_token),
            (
                "another account",
                token(&another),
                &row.another_account(name).to_owned(),
            ),
            (
                "token of another post",
                token(&abroad),
                &row.token_of_another_post,
            ),
            ("signed out", token(signed_out), &row.signed_out),
            (
                "device revoked",
                token(&tokens.device_revoked),
                &row.device_revoked,
            ),
            (
                "officer left",
                token(&tokens.officer_left),
                &row.officer_left,
            ),
        ] {
            let asked = Asked {
                token: shown,
                ..self.good(name).await
            };
            self.answer(name, what, &asked, expected).await;
        }
        self.bodies(name, row).await;
    }

    async fn bodies(&self, name: &str, row: &Row) {
        // Any bytes are a piece of something; those that begin no file that is taken are not.
        let all = if name.starts_with("PATCH") && name.ends_with("/uploads/{id}") {
            vec![vec![0; 64]]
        } else {
            malformed()
        };
        for body in all {
            let asked = Asked {
                body,
                ..self.good(name).await
            };
            let what = "malformed body";
            self.answer(name, what, &asked, &row.malformed_body).await;
        }
        let mut asked = self.good(name).await;
        "?after=x&lines=-1&haste=1".clone_into(&mut asked.query);
        let what = "malformed query";
        self.answer(name, what, &asked, &row.malformed_query).await;
        let mut asked = self.good(name).await;
        let length = if name == "POST /v1/posts/{post}/commands" {
            LARGEST_BODY
        } else if name.contains(" /v1/applicant/") && !name.starts_with("PATCH") {
            FORM_BODY
        } else if name.ends_with("/uploads/{id}") {
            usize::try_from(LARGEST_PIECE).unwrap()
        } else {
            SMALL_BODY
        };
        asked.body.resize(length + 1, b' ');
        let what = "oversized body";
        self.answer(name, what, &asked, &row.oversized_body).await;
        let mut asked = self.good(name).await;
        asked.kind = None;
        self.answer(name, "not JSON", &asked, &row.not_json).await;
        let mut asked = self.good(name).await;
        asked.method = Method::TRACE;
        let what = "wrong method";
        self.answer(name, what, &asked, &row.wrong_method).await;
    }
}

/// A token as ours are, with another secret.
fn nobodys(token: &str) -> String {
    let (session, _) = token.rsplit_once('.').unwrap();
    format!("{session}.{}", "A".repeat(32))
}

fn malformed() -> Vec<Vec<u8>> {
    let deep = ["[".repeat(8_000), "]".repeat(8_000)].concat();
    let deeper = "[".repeat(10_000);
    [
        "",
        "{",
        "[]",
        "{}",
        "null",
        "7",
        "{\"haste\":1}",
        "{\"commands\":null}",
        deep.as_str(),
        deeper.as_str(),
    ]
    .iter()
    .map(|text| text.as_bytes().to_vec())
    .chain([vec![0xff; 9], vec![0; 64]])
    .collect()
}

fn documented(name: &str, status: StatusCode, at: &str) {
    let (method, path) = name.split_once(' ').unwrap();
    let document = document();
    let operation = &document["paths"][path][method.to_lowercase()];
    let response = &operation["responses"][status.as_str()];
    assert!(response.is_object(), "{at}: {status} is not documented");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_endpoint_answers_as_the_table_says() {
    let scene = scene().await;
    for (name, row) in table() {
        scene.doors(&name, &row).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_does_not_exist_is_not_here() {
    let scene = scene().await;
    for path in [
        "/",
        "/v1",
        "/v1/posts",
        "/v1/posts/BRU",
        "/V1/time",
        "//healthz",
        "/v1/time/",
    ] {
        let asked = Asked {
            path: path.to_owned(),
            ..scene.good("GET /healthz").await
        };
        let answered = scene.ask(&asked).await;
        assert_eq!(answered.told(), "404 not_here", "{path}");
    }
    // However a post is written: whoever is of it is of nothing that only looks like it.
    for post in ["bru", "BRU%20", "%42RU", "NYC", "..", "%2e%2e"] {
        let asked = Asked {
            path: format!("/v1/posts/{post}/changes"),
            ..scene.good("GET /healthz").await
        };
        let answered = scene.ask(&asked).await;
        assert_eq!(answered.told(), "404 not_here", "{post}");
    }
}
