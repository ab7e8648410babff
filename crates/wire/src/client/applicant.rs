//! Asking as an applicant: what a telephone asks, and a provider of payments.

use super::answer::{answered, read, text};
use super::files::offset;
use super::{Client, ClientFault, Coming};
use crate::api::{Renewing, SignedIn};
use crate::applicant::account::{
    ApplicantSigningIn, CodeOnItsWay, CodeWanted, MyAccount, NewPassword, Person, Persons,
    Registering, Wishes,
};
use crate::applicant::asking::{Asking, Told};
use crate::applicant::filing::{
    Answered, FaceShown, NewDraft, OfferedThere, OpenPosts, StatementToSign,
};
use crate::applicant::meeting::{Hall, Slots};
use crate::applicant::message::{Messages, ReadSoFar};
use crate::applicant::order::{MyOrders, OrderSeen, Slip};
use crate::applicant::paying::{BeginPayment, NoticeTaken, PROOF, PaymentBegun, PaymentNotice};
use crate::applicant::pension::PensionAnswer;
use crate::blobs::{NewUpload, OFFSET, PIECE, Upload};
use lingshi_rules::ids::{FileId, PostCode};
use lingshi_rules::values::OrderNo;
use lingshi_rules::values::instant::Day;
use reqwest::header::{ACCEPT_ENCODING, AUTHORIZATION, CONTENT_TYPE, HeaderValue, RANGE};
use reqwest::{Method, RequestBuilder, StatusCode};

const HERE: [&str; 2] = ["v1", "applicant"];

fn place<'a>(what: &[&'a str]) -> Vec<&'a str> {
    [&HERE[..], what].concat()
}

impl Client {
    fn at_door(&self, what: &[&str]) -> RequestBuilder {
        self.ask(Method::POST, &place(what))
    }

    /// Has a one-time code sent.
    pub async fn send_code(&self, wanted: &CodeWanted) -> Result<CodeOnItsWay, ClientFault> {
        read(self.at_door(&["codes"]).json(wanted)).await
    }

    /// Opens an account.
    pub async fn register(&self, registering: &Registering) -> Result<SignedIn, ClientFault> {
        read(self.at_door(&["accounts"]).json(registering)).await
    }

    /// Signs an applicant in.
    pub async fn applicant_signs_in(
        &self,
        signing_in: &ApplicantSigningIn,
    ) -> Result<SignedIn, ClientFault> {
        read(self.at_door(&["sessions"]).json(signing_in)).await
    }

    /// Sets a password anew.
    pub async fn set_password(&self, new: &NewPassword) -> Result<(), ClientFault> {
        text(self.at_door(&["passwords"]).json(new)).await.map(drop)
    }

    /// Changes an applicant's longer token for the next pair.
    pub async fn applicant_renews(&self, renewing: &Renewing) -> Result<SignedIn, ClientFault> {
        read(self.at_door(&["sessions", "renewed"]).json(renewing)).await
    }

    /// Tells what came in, as a provider of payments does; whoever tells it has proven the very bytes of it.
    pub async fn tell_payment(
        &self,
        notice: &PaymentNotice,
        prove: impl FnOnce(&[u8]) -> String,
    ) -> Result<NoticeTaken, ClientFault> {
        read(self.proven(&["payments", "notices"], notice, prove)).await
    }

    /// Tells what was decided of a pension, as 人社部门 does; proven in the same way.
    pub async fn answer_pension(
        &self,
        answer: &PensionAnswer,
        prove: impl FnOnce(&[u8]) -> String,
    ) -> Result<(), ClientFault> {
        let ask = self.proven(&["pensions", "answers"], answer, prove);
        text(ask).await.map(drop)
    }

    fn proven(
        &self,
        what: &[&str],
        says: &impl serde::Serialize,
        prove: impl FnOnce(&[u8]) -> String,
    ) -> RequestBuilder {
        let body = serde_json::to_vec(says).unwrap_or_default();
        let ask = self.at_door(what).header(PROOF, prove(&body));
        ask.header(CONTENT_TYPE, "application/json").body(body)
    }

    /// Asks as an applicant who is signed in.
    pub fn applicant(&self, asking: &str) -> Applicant {
        // What is no token is answered as none.
        let mut token = HeaderValue::from_str(&format!("Bearer {asking}"))
            .unwrap_or_else(|_| HeaderValue::from_static("Bearer none"));
        token.set_sensitive(true);
        Applicant {
            client: self.clone(),
            token,
        }
    }
}

/// An applicant who is signed in, as long as the token holds.
#[derive(Debug, Clone)]
pub struct Applicant {
    client: Client,
    token: HeaderValue,
}

impl Applicant {
    fn mine(&self, ask: RequestBuilder) -> RequestBuilder {
        ask.header(AUTHORIZATION, self.token.clone())
    }

    fn ask(&self, method: Method, what: &[&str]) -> RequestBuilder {
        self.mine(self.client.ask(method, &place(what)))
    }

    fn of(&self, method: Method, no: &OrderNo, what: &[&str]) -> RequestBuilder {
        self.ask(method, &[&["orders", no.as_str()], what].concat())
    }

    /// Whose account it is.
    pub async fn account(&self) -> Result<MyAccount, ClientFault> {
        read(self.ask(Method::GET, &["account"])).await
    }

    /// Says in which language one is written to.
    pub async fn wish(&self, wishes: &Wishes) -> Result<MyAccount, ClientFault> {
        read(self.ask(Method::PATCH, &["account"]).json(wishes)).await
    }

    /// Ends the account.
    pub async fn end_account(&self) -> Result<(), ClientFault> {
        text(self.ask(Method::DELETE, &["account"])).await.map(drop)
    }

    /// Signs out.
    pub async fn sign_out(&self) -> Result<(), ClientFault> {
        let ask = self.ask(Method::DELETE, &["sessions", "current"]);
        text(ask).await.map(drop)
    }

    /// Everybody the account files for.
    pub async fn persons(&self) -> Result<Persons, ClientFault> {
        read(self.ask(Method::GET, &["persons"])).await
    }

    /// Keeps a person.
    pub async fn keep_person(&self, id: &str, person: &Person) -> Result<(), ClientFault> {
        let ask = self.ask(Method::PUT, &["persons", id]).json(person);
        text(ask).await.map(drop)
    }

    /// Forgets a person.
    pub async fn remove_person(&self, id: &str) -> Result<(), ClientFault> {
        text(self.ask(Method::DELETE, &["persons", id]))
            .await
            .map(drop)
    }

    /// Every post that takes applications.
    pub async fn posts(&self) -> Result<OpenPosts, ClientFault> {
        read(self.ask(Method::GET, &["posts"])).await
    }

    /// What is offered at a post.
    pub async fn offer(
        &self,
        post: &PostCode,
        answered: &Answered,
    ) -> Result<OfferedThere, ClientFault> {
        let ask = self.ask(Method::POST, &["posts", post.as_str(), "offer"]);
        read(ask.json(answered)).await
    }

    /// Begins an application.
    pub async fn begin(&self, new: &NewDraft) -> Result<OrderSeen, ClientFault> {
        read(self.ask(Method::POST, &["orders"]).json(new)).await
    }

    /// Gives a draft up.
    pub async fn give_up_draft(&self, no: &OrderNo) -> Result<(), ClientFault> {
        text(self.of(Method::DELETE, no, &[])).await.map(drop)
    }

    /// Everything begun or filed.
    pub async fn orders(&self) -> Result<MyOrders, ClientFault> {
        read(self.ask(Method::GET, &["orders"])).await
    }

    /// One order or draft.
    pub async fn order(&self, no: &OrderNo) -> Result<OrderSeen, ClientFault> {
        read(self.of(Method::GET, no, &[])).await
    }

    /// Does something to an order or a draft.
    pub async fn does(&self, no: &OrderNo, asking: &Asking) -> Result<Told, ClientFault> {
        read(self.of(Method::POST, no, &["commands"]).json(asking)).await
    }

    /// The statement to be read and signed.
    pub async fn statement(&self, no: &OrderNo) -> Result<StatementToSign, ClientFault> {
        read(self.of(Method::GET, no, &["statement"])).await
    }

    /// Has a face looked at.
    pub async fn shows_face(&self, no: &OrderNo, shown: &FaceShown) -> Result<Told, ClientFault> {
        read(self.of(Method::POST, no, &["face"]).json(shown)).await
    }

    /// Begins to hand in a file, or takes up where it was cut.
    pub async fn begin_upload(&self, no: &OrderNo, new: &NewUpload) -> Result<Upload, ClientFault> {
        read(self.of(Method::POST, no, &["uploads"]).json(new)).await
    }

    /// How far an upload is.
    pub async fn how_far(&self, no: &OrderNo, upload: &str) -> Result<u64, ClientFault> {
        offset(&answered(self.of(Method::HEAD, no, &["uploads", upload])).await?)
    }

    /// Adds a piece where the upload is; tells how far it is then.
    pub async fn add_piece(
        &self,
        no: &OrderNo,
        (upload, at): (&str, u64),
        piece: Vec<u8>,
    ) -> Result<u64, ClientFault> {
        let path = place(&["orders", no.as_str(), "uploads", upload]);
        let ask = self.mine(self.client.say(Method::PATCH, &path, piece));
        let ask = ask.header(CONTENT_TYPE, PIECE).header(OFFSET, at);
        offset(&answered(ask).await?)
    }

    /// Gives an upload up.
    pub async fn give_up(&self, no: &OrderNo, upload: &str) -> Result<(), ClientFault> {
        let ask = self.of(Method::DELETE, no, &["uploads", upload]);
        answered(ask).await.map(drop)
    }

    /// A file of an order from this byte on.
    pub async fn file_from(
        &self,
        no: &OrderNo,
        file: &FileId,
        from: u64,
    ) -> Result<Coming, ClientFault> {
        let mut ask = self.of(Method::GET, no, &["files", file.as_str()]);
        if from > 0 {
            ask = ask.header(RANGE, format!("bytes={from}-"));
        }
        let response = answered(ask.header(ACCEPT_ENCODING, "identity")).await?;
        let whole = response.status() != StatusCode::PARTIAL_CONTENT;
        Ok(Coming::new(response, if whole { 0 } else { from }))
    }

    /// The messages of an order.
    pub async fn messages(&self, no: &OrderNo) -> Result<Messages, ClientFault> {
        read(self.of(Method::GET, no, &["messages"])).await
    }

    /// Says that messages were read.
    pub async fn has_read(&self, no: &OrderNo, so_far: &ReadSoFar) -> Result<(), ClientFault> {
        let ask = self.of(Method::POST, no, &["messages", "read"]);
        text(ask.json(so_far)).await.map(drop)
    }

    /// Slots with free places.
    pub async fn slots(
        &self,
        no: &OrderNo,
        (from, days): (Option<Day>, Option<u16>),
    ) -> Result<Slots, ClientFault> {
        let mut query = Vec::new();
        query.extend(from.map(|day| ("from", day.to_string())));
        query.extend(days.map(|days| ("days", days.to_string())));
        read(self.of(Method::GET, no, &["slots"]).query(&query)).await
    }

    /// The hall.
    pub async fn hall(&self, no: &OrderNo) -> Result<Hall, ClientFault> {
        read(self.of(Method::GET, no, &["hall"])).await
    }

    /// 取证单
    pub async fn slip(&self, no: &OrderNo) -> Result<Slip, ClientFault> {
        read(self.of(Method::GET, no, &["slip"])).await
    }

    /// Begins to pay on line.
    pub async fn begin_payment(
        &self,
        no: &OrderNo,
        begin: &BeginPayment,
    ) -> Result<PaymentBegun, ClientFault> {
        read(self.of(Method::POST, no, &["payments"]).json(begin)).await
    }
}

#[cfg(test)]
mod tests {
    use super::Client;

    #[test]
    fn a_token_is_not_shown() {
        let client = Client::new("https://central.example").unwrap();
        let applicant = client.applicant("la1.SECRET");
        assert!(!format!("{applicant:?}").contains("SECRET"));
        let asked = format!("{:?}", applicant.ask(reqwest::Method::GET, &["orders"]));
        assert!(!asked.contains("SECRET"), "{asked}");
    }
}
