//! Before an application is filed: posts, what they offer, drafts, the face check.

use super::super::Desk;
use super::super::problem::{Code, Fault, Place, Read};
use super::{named, number, refused};
use crate::blobs::{Bringer, name};
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use lingshi_ledger::{Reading, Writing};
use lingshi_registry::applicant::{Doer, Doing, FaceCame, NotBegun, Unanswered, Whose};
use lingshi_registry::{Moment, Registry};
use lingshi_rules::ids::{AccountId, PostCode};
use lingshi_rules::order::form::Form;
use lingshi_rules::values::OrderNo;
use lingshi_wire::Sha;
use lingshi_wire::api::Problem;
use lingshi_wire::applicant::asking::Told;
use lingshi_wire::applicant::filing::{
    Answered, Face, FaceShown, NewDraft, OfferedThere, OpenPosts, StatementToSign,
};
use lingshi_wire::applicant::order::OrderSeen;
use lingshi_words::Language;
use std::sync::Arc;

/// Every post that takes applications, and what it takes.
#[utoipa::path(get, path = "/v1/applicant/posts", tag = "applicant: filing", security(("token" = [])), responses(
    (status = 200, body = OpenPosts),
))]
pub(in super::super) async fn posts(State(desk): State<Desk>) -> Result<Json<OpenPosts>, Fault> {
    let registry = Arc::clone(&desk.office.registry);
    let read = desk.office.read(move |tx| registry.open_posts(tx));
    Ok(Json(read.await?))
}

/// What somebody is offered at a post, by what they hold; with the form, what speaks for and against.
#[utoipa::path(post, path = "/v1/applicant/posts/{post}/offer", tag = "applicant: filing", security(("token" = [])),
    params(("post" = String, Path, description = "The post's code")),
    request_body = Answered, responses((status = 200, body = OfferedThere)))]
pub(in super::super) async fn offer(
    State(desk): State<Desk>,
    Place(post): Place<String>,
    Read(answered): Read<Answered>,
) -> Result<Json<OfferedThere>, Fault> {
    let (registry, now) = (Arc::clone(&desk.office.registry), desk.office.now());
    let post = PostCode::new(post);
    let read = desk
        .office
        .read(move |tx| registry.offered_there(tx, &post, &answered, now));
    read.await?.map(Json).ok_or(Fault::new(Code::NotHere))
}

/// Begin an application: a draft that no post sees before it is filed. It lapses after thirty days without a change.
#[utoipa::path(post, path = "/v1/applicant/orders", tag = "applicant: filing", security(("token" = [])),
    request_body = NewDraft, responses(
    (status = 201, description = "Begun, now or before under the same name", body = OrderSeen),
    (status = 404, description = "No such post", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "Too many drafts, or the name belongs to another command", body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "The post does not take it: the detail says why", body = Problem, content_type = "application/problem+json"),
))]
pub(in super::super) async fn begin(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
    Read(new): Read<NewDraft>,
) -> Result<Response, Fault> {
    named(&new.id)?;
    let registry = Arc::clone(&desk.office.registry);
    let of = whose.account.clone();
    let begun = desk
        .office
        .write(move |tx, moment| registry.begin_draft(tx, &of, &new, moment));
    let no = begun.await?.map_err(|not| match not {
        NotBegun::Unknown => Fault::new(Code::NotHere),
        NotBegun::IdTaken => Fault::new(Code::IdTaken),
        NotBegun::TooMany => Fault::new(Code::TooMany),
        NotBegun::Refused(refusal) => refused(&refusal),
    })?;
    let place = [(header::LOCATION, format!("/v1/applicant/orders/{no}"))];
    let seen = super::orders::seen(&desk, &whose, &no).await?;
    Ok((StatusCode::CREATED, place, Json(seen)).into_response())
}

/// Give a draft up: it is gone with everything in it. What was filed is cancelled instead.
#[utoipa::path(delete, path = "/v1/applicant/orders/{no}", tag = "applicant: filing", security(("token" = [])),
    params(("no" = String, Path, description = "The draft's number")), responses(
    (status = 204, description = "It is gone"),
))]
pub(in super::super) async fn give_up(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
    Place(no): Place<String>,
) -> Result<StatusCode, Fault> {
    let (registry, no) = (Arc::clone(&desk.office.registry), number(&no)?);
    let gone = desk
        .office
        .write(move |tx, _| registry.give_up_draft(tx, &whose.account, &no));
    if gone.await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Fault::new(Code::NotHere))
    }
}

/// The statement of nationality as it is to be read and signed, in the account's language. What was signed is named in
/// the form; submitting is refused once the text is another one.
#[utoipa::path(get, path = "/v1/applicant/orders/{no}/statement", tag = "applicant: filing", security(("token" = [])),
    params(("no" = String, Path, description = "The order's number")), responses(
    (status = 200, body = StatementToSign),
))]
pub(in super::super) async fn statement(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
    Place(no): Place<String>,
) -> Result<Json<StatementToSign>, Fault> {
    let (registry, no) = (Arc::clone(&desk.office.registry), number(&no)?);
    let read = desk.office.read(move |tx| {
        let of = (&whose.account, &no);
        registry.statement_to_sign(tx, of, whose.language)
    });
    read.await?.map(Json).ok_or(Fault::new(Code::NotHere))
}

/// Have a face looked at. What came of it is the server's to say, never the telephone's.
#[utoipa::path(post, path = "/v1/applicant/orders/{no}/face", tag = "applicant: filing", security(("token" = [])),
    params(("no" = String, Path, description = "The draft's number")),
    request_body = FaceShown, responses(
    (status = 200, body = Told),
    (status = 409, description = "The name belongs to another command, or the draft takes no more", body = Problem, content_type = "application/problem+json"),
    (status = 501, description = "Nobody looks at faces here", body = Problem, content_type = "application/problem+json"),
))]
pub(in super::super) async fn face(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
    Place(no): Place<String>,
    Read(shown): Read<FaceShown>,
) -> Result<Json<Told>, Fault> {
    named(&shown.id)?;
    let no = number(&no)?;
    let said = serde_json::to_vec(&shown).map_err(|_| Fault::new(Code::Unreadable))?;
    let digest = Sha::of_parts("lingshi/face/1", &[&said]);
    let doer = Doing::Face(FaceCame::Skipped);
    let once = Once {
        whose: &whose,
        no: &no,
        id: &shown.id,
        digest,
    };
    // A face that was looked at is not looked at again because the answer was lost.
    if let Some(told) = once.before(&desk, doer).await? {
        return Ok(Json(told));
    }
    let came = look(&desk, &whose, &no, &shown.face).await?;
    once.now(&desk, Doing::Face(came)).await.map(Json)
}

/// One command of an applicant, however often it comes.
pub(super) struct Once<'a> {
    pub(super) whose: &'a Whose,
    pub(super) no: &'a OrderNo,
    pub(super) id: &'a str,
    pub(super) digest: Sha,
}

impl Once<'_> {
    /// What it was answered before.
    async fn before(&self, desk: &Desk, doing: Doing) -> Result<Option<Told>, Fault> {
        let registry = Arc::clone(&desk.office.registry);
        let (account, no, id) = (
            self.whose.account.clone(),
            self.no.clone(),
            self.id.to_owned(),
        );
        let (digest, language) = (self.digest, self.whose.language);
        let read = desk.office.read(move |tx| {
            let doer = Doer {
                account: &account,
                no: &no,
                id: &id,
                digest,
                seen: 0,
                doing: doing.clone(),
            };
            let told = registry.answered_before(tx, &doer)?;
            told.map(|told| spoken(&registry, tx, (&account, &no, language), told))
                .transpose()
        });
        Ok(read.await?.transpose()?)
    }

    /// What it is answered now, on whatever version.
    async fn now(&self, desk: &Desk, doing: Doing) -> Result<Told, Fault> {
        let registry = Arc::clone(&desk.office.registry);
        let (account, no, id) = (
            self.whose.account.clone(),
            self.no.clone(),
            self.id.to_owned(),
        );
        let (digest, language) = (self.digest, self.whose.language);
        let write = move |tx: &mut dyn Writing, moment: &mut Moment<'_>| {
            let doer = Doer {
                account: &account,
                no: &no,
                id: &id,
                digest,
                seen: 0,
                doing: doing.clone(),
            };
            let told = registry.ask(tx, &doer, moment)?;
            spoken(&registry, tx, (&account, &no, language), told)
        };
        Ok(desk.office.write(write).await??)
    }
}

/// An answer about an order, in its account's language.
fn spoken(
    registry: &Registry,
    tx: &mut (impl Reading + ?Sized),
    (account, no, language): (&AccountId, &OrderNo, Language),
    told: Result<Told, Unanswered>,
) -> lingshi_registry::Told<Result<Told, Unanswered>> {
    let post = registry.post_of(tx, (account, no))?;
    Ok(match (told, post) {
        (Ok(told), Some(post)) => Ok(registry.in_words(tx, (&post, language), told)?),
        (told, _) => told,
    })
}

async fn look(desk: &Desk, whose: &Whose, no: &OrderNo, face: &Face) -> Result<FaceCame, Fault> {
    let (capture, guardian) = match face {
        Face::Skipped {} => return Ok(FaceCame::Skipped),
        Face::Applicant { capture } => (capture, false),
        Face::Guardian { capture } => (capture, true),
    };
    let judge = desk.applicants.face.clone();
    let judge = judge.ok_or(Fault::new(Code::NotSetUp))?;
    let seen = super::orders::seen(desk, whose, no).await?;
    let bytes = brought(desk, whose, &seen.line.post, capture).await?;
    let form: Form = seen.form;
    let looked = tokio::task::spawn_blocking(move || judge.is_them(&bytes, &form, guardian)).await;
    let is_them = looked.map_err(|_| Fault::new(Code::Broken))?;
    let is_them = is_them.map_err(|fault| {
        tracing::warn!(%fault, "a face was not looked at");
        Fault::new(Code::Later).again_in(10)
    })?;
    Ok(match (is_them, guardian) {
        (false, _) => FaceCame::Nobody,
        (true, false) => FaceCame::Applicant,
        (true, true) => FaceCame::Guardian,
    })
}

/// The bytes of a file this account has uploaded itself.
async fn brought(
    desk: &Desk,
    whose: &Whose,
    post: &PostCode,
    sha256: &Sha,
) -> Result<bytes::Bytes, Fault> {
    let store = &desk.blobs.store;
    let who = Bringer::Applicant(whose.account.clone());
    if !store.brought(post, &who, sha256).await? {
        return Err(Fault::new(Code::NotHere));
    }
    Ok(store.whole(&name(post, sha256)).await?)
}
