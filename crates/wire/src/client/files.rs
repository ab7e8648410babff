//! Files of orders, and snapshots: fetched from wherever the last line was cut, handed in piece by piece.

use super::answer::{answered, read};
use super::{ClientFault, Session};
use crate::blobs::{LARGEST_PIECE, NewUpload, OFFSET, PIECE, Upload};
use crate::chain::Sha;
use crate::duplicates::Duplicates;
use crate::mail::{MailId, MailItem, Mails};
use crate::snapshot::Snapshot;
use lingshi_rules::values::OrderNo;
use reqwest::header::{ACCEPT_ENCODING, CONTENT_TYPE, RANGE};
use reqwest::{Method, Response, StatusCode};

/// What comes of a file, piece by piece. Nothing of it is to be believed before the whole has its name.
#[derive(Debug)]
pub struct Coming {
    response: Response,
    /// At which byte it begins: at the first, if the server would not begin where it was asked to.
    pub from: u64,
}

impl Coming {
    pub(super) fn new(response: Response, from: u64) -> Self {
        Self { response, from }
    }

    /// The next piece; none at the end.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, ClientFault> {
        Ok(self.response.chunk().await?.map(|piece| piece.to_vec()))
    }
}

impl Session {
    /// With what a desk begins that has nothing yet, or too little. The server may be making it: ask again.
    pub async fn snapshot(&self) -> Result<Snapshot, ClientFault> {
        read(self.at_post(Method::GET, &["snapshot"])).await
    }

    /// A snapshot from this byte on.
    pub async fn snapshot_from(&self, name: &Sha, from: u64) -> Result<Coming, ClientFault> {
        self.coming(&["snapshots", &name.to_string()], from).await
    }

    /// A file of an order from this byte on.
    pub async fn blob_from(&self, name: &Sha, from: u64) -> Result<Coming, ClientFault> {
        self.coming(&["blobs", &name.to_string()], from).await
    }

    /// Mails of the post, the newest first; of those that were settled only if they are wanted.
    pub async fn mails(&self, settled: bool) -> Result<Mails, ClientFault> {
        let ask = self.at_post(Method::GET, &["mails"]);
        read(ask.query(&[("settled", settled)])).await
    }

    /// A mail.
    pub async fn mail(&self, mail: &MailId) -> Result<MailItem, ClientFault> {
        read(self.at_post(Method::GET, &["mails", mail.as_str()])).await
    }

    /// What came with a mail, from this byte on.
    pub async fn enclosure_from(
        &self,
        mail: &MailId,
        number: u32,
        from: u64,
    ) -> Result<Coming, ClientFault> {
        let what = ["mails", mail.as_str(), "enclosures", &number.to_string()];
        self.coming(&what, from).await
    }

    async fn coming(&self, what: &[&str], from: u64) -> Result<Coming, ClientFault> {
        let mut ask = self.at_post(Method::GET, what);
        if from > 0 {
            ask = ask.header(RANGE, format!("bytes={from}-"));
        }
        // A part must be a part of what is named, not of what it was pressed to.
        let response = answered(ask.header(ACCEPT_ENCODING, "identity")).await?;
        let from = if response.status() == StatusCode::PARTIAL_CONTENT {
            from
        } else {
            0
        };
        Ok(Coming::new(response, from))
    }

    /// Begins to hand in a file, or takes up where it was cut.
    pub async fn begin_upload(&self, new: &NewUpload) -> Result<Upload, ClientFault> {
        read(self.at_post(Method::POST, &["uploads"]).json(new)).await
    }

    /// How far an upload is.
    pub async fn how_far(&self, upload: &str) -> Result<u64, ClientFault> {
        offset(&answered(self.at_post(Method::HEAD, &["uploads", upload])).await?)
    }

    /// Adds a piece where the upload is; tells how far it is then. A piece has [`LARGEST_PIECE`] bytes at most.
    pub async fn add_piece(
        &self,
        upload: &str,
        at: u64,
        piece: Vec<u8>,
    ) -> Result<u64, ClientFault> {
        debug_assert!(piece.len() as u64 <= LARGEST_PIECE, "it would be refused");
        let ask = self.at_post_saying(Method::PATCH, &["uploads", upload], piece);
        let ask = ask.header(CONTENT_TYPE, PIECE).header(OFFSET, at);
        offset(&answered(ask).await?)
    }

    /// Gives an upload up.
    pub async fn give_up(&self, upload: &str) -> Result<(), ClientFault> {
        let ask = self.at_post(Method::DELETE, &["uploads", upload]);
        answered(ask).await.map(drop)
    }

    /// Who may be the same person as the applicant of an order, at whatever post.
    pub async fn duplicates(&self, no: &OrderNo) -> Result<Duplicates, ClientFault> {
        let what = ["orders", no.as_str(), "duplicates"];
        read(self.at_post(Method::GET, &what)).await
    }
}

pub(super) fn offset(response: &Response) -> Result<u64, ClientFault> {
    let said = response.headers().get(OFFSET);
    let number = said.and_then(|said| said.to_str().ok()?.parse().ok());
    let status = response.status().as_u16();
    number.ok_or(ClientFault::NotUnderstood { status })
}
