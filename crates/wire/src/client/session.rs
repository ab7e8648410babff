//! Asking as somebody who is signed in.

use super::answer::{answered, read, text};
use super::tagged::fetch;
use super::{Client, ClientFault, Fetched, Nudges, Tag};
use crate::api::{Answers, Commands, Myself};
use crate::changes::Changes;
use crate::head::{HeadSays, Server, SignedHead};
use crate::key::KeyId;
use crate::reference::{References, Sheet, SheetName};
use crate::seq::{Epoch, Seq};
use crate::statement::{Endorsement, SignedStatement, Stated, Waiting};
use lingshi_rules::ids::PostCode;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::{Method, RequestBuilder};

/// Somebody who is signed in at a post, as long as the token holds.
#[derive(Debug, Clone)]
pub struct Session {
    client: Client,
    post: PostCode,
    server: Server,
    token: HeaderValue,
}

impl Session {
    pub(super) fn new(client: Client, (post, server): (PostCode, Server), asking: &str) -> Self {
        // What is no token is answered as none.
        let mut token = HeaderValue::from_str(&format!("Bearer {asking}"))
            .unwrap_or_else(|_| HeaderValue::from_static("Bearer none"));
        token.set_sensitive(true);
        Self {
            client,
            post,
            server,
            token,
        }
    }

    /// At which post.
    pub fn post(&self) -> &PostCode {
        &self.post
    }

    pub(super) fn ask(&self, method: Method, path: &[&str]) -> RequestBuilder {
        self.mine(self.client.ask(method, path))
    }

    fn mine(&self, ask: RequestBuilder) -> RequestBuilder {
        ask.header(AUTHORIZATION, self.token.clone())
    }

    pub(super) fn at_post(&self, method: Method, what: &[&str]) -> RequestBuilder {
        self.ask(
            method,
            &[&["v1", "posts", self.post.as_str()], what].concat(),
        )
    }

    /// Hands in bytes of any length at the post.
    pub(super) fn at_post_saying(
        &self,
        method: Method,
        what: &[&str],
        body: Vec<u8>,
    ) -> RequestBuilder {
        let path = [&["v1", "posts", self.post.as_str()], what].concat();
        self.mine(self.client.say(method, &path, body))
    }

    /// Who is signed in.
    pub async fn myself(&self) -> Result<Myself, ClientFault> {
        read(self.ask(Method::GET, &["v1", "sessions", "current"])).await
    }

    /// Signs out.
    pub async fn sign_out(&self) -> Result<(), ClientFault> {
        let ask = self.ask(Method::DELETE, &["v1", "sessions", "current"]);
        text(ask).await.map(drop)
    }

    /// The lines after this one, so many at most, with what they touched. A desk that has nothing yet knows
    /// no epoch.
    pub async fn changes(
        &self,
        after: Seq,
        epoch: Option<Epoch>,
        lines: Option<u16>,
    ) -> Result<Changes, ClientFault> {
        let mut ask = self.at_post(Method::GET, &["changes"]);
        let mut query = vec![("after", after.to_string())];
        query.extend(epoch.map(|epoch| ("epoch", epoch.0.to_string())));
        query.extend(lines.map(|lines| ("lines", lines.to_string())));
        ask = ask.query(&query);
        let page: Changes = read(ask).await?;
        let head = page.signed_by(&self.server, &self.post);
        head.map(|_| page).map_err(ClientFault::NotBelieved)
    }

    /// Hands in commands, and gets an answer for each. Whatever becomes of it, the same may be handed in
    /// again.
    pub async fn commands(&self, batch: &Commands) -> Result<Answers, ClientFault> {
        let body = serde_json::to_vec(batch).unwrap_or_default();
        let ask = self.at_post_saying(Method::POST, &["commands"], body);
        let answers: Answers = read(ask.header(CONTENT_TYPE, "application/json")).await?;
        let head = answers.signed_by(&self.server, &self.post);
        head.map(|_| answers).map_err(ClientFault::NotBelieved)
    }

    /// How far the post has come, with what the server signed for it.
    pub async fn head(&self) -> Result<(HeadSays, SignedHead), ClientFault> {
        let head: SignedHead = read(self.at_post(Method::GET, &["head"])).await?;
        let says = head.of(&self.server, &self.post);
        says.map(|says| (says, head))
            .map_err(ClientFault::NotBelieved)
    }

    /// Proposes to end a device.
    pub async fn propose(&self, statement: &SignedStatement) -> Result<Stated, ClientFault> {
        read(self.at_post(Method::POST, &["statements"]).json(statement)).await
    }

    /// What waits for a second administrator.
    pub async fn waiting(&self) -> Result<Waiting, ClientFault> {
        read(self.at_post(Method::GET, &["statements"])).await
    }

    /// Confirms what another administrator proposed: the device ends.
    pub async fn confirm(
        &self,
        device: &KeyId,
        signature: &Endorsement,
    ) -> Result<Stated, ClientFault> {
        let path = [&self.about(device)[..], &["signatures"]].concat();
        read(self.ask(Method::POST, &path).json(signature)).await
    }

    /// Withdraws what one proposed.
    pub async fn withdraw(&self, device: &KeyId) -> Result<(), ClientFault> {
        text(self.ask(Method::DELETE, &self.about(device)))
            .await
            .map(drop)
    }

    fn about<'a>(&'a self, device: &'a KeyId) -> [&'a str; 5] {
        let post = self.post.as_str();
        ["v1", "posts", post, "statements", device.as_str()]
    }

    /// Which sheets there are, unless the list is still what this tag names.
    pub async fn references(
        &self,
        known: Option<&Tag>,
    ) -> Result<Fetched<References>, ClientFault> {
        fetch(self.at_post(Method::GET, &["reference"]), known).await
    }

    /// A sheet, unless it is still what this tag names.
    pub async fn reference(
        &self,
        name: SheetName,
        known: Option<&Tag>,
    ) -> Result<Fetched<Sheet>, ClientFault> {
        let path = ["reference", name.code()];
        fetch(self.at_post(Method::GET, &path), known).await
    }

    /// Holds on, and hears when the post has come further.
    pub async fn nudges(&self) -> Result<Nudges, ClientFault> {
        let response = answered(self.at_post(Method::GET, &["nudges"])).await?;
        Ok(Nudges::new(response))
    }
}
