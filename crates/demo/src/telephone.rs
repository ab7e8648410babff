//! Telephones of the invented applicants: each signs in as its account, and does what its owner made up their mind to.

use crate::filed::{Filed, contact};
use crate::stock::{Care, NoStock, Stock};
use lingshi_fixtures::pictures::Picture;
use lingshi_rules::ids::{AccountId, FileId};
use lingshi_rules::life::Action;
use lingshi_rules::materials::Demand;
use lingshi_rules::order::Order;
use lingshi_rules::order::files::Slot;
use lingshi_rules::order::form::FaceCheck;
use lingshi_rules::order::interview::SlotTime;
use lingshi_rules::values::OrderNo;
use lingshi_wire::Sha;
use lingshi_wire::applicant::account::{ApplicantSigningIn, CodeWanted, Registering};
use lingshi_wire::applicant::asking::{Ask, Asking, NewFile, Told};
use lingshi_wire::applicant::filing::{Door, Face, FaceShown, NewDraft};
use lingshi_wire::applicant::message::ReadSoFar;
use lingshi_wire::blobs::{LARGEST_PIECE, NewUpload, Upload};
use lingshi_wire::client::{Applicant, Client, ClientFault};
use lingshi_words::Language;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Faces somebody shows before they give up.
const FACES: u32 = 12;

/// Something did not go through.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    /// The server refused it.
    #[error("refused: {0}")]
    Refused(String),
    /// It could not be asked, or did not answer as hoped.
    #[error(transparent)]
    Asked(#[from] ClientFault),
    /// Nothing could be drawn.
    #[error(transparent)]
    Stock(#[from] NoStock),
    /// Nobody at this telephone does such a thing.
    #[error("not for a telephone")]
    NotTheirs,
    /// A one-time code did not come.
    #[error("no code came")]
    NoCode,
    /// Drawing was cut short.
    #[error("drawing was cut short")]
    CutShort,
}

/// The telephones of a post's applicants.
#[derive(Debug)]
pub struct Telephones {
    client: Client,
    stock: Arc<Stock>,
    password: String,
    codes: PathBuf,
    /// No two lives of the demo give a command the same name.
    life: String,
    next: AtomicU64,
    tokens: Mutex<BTreeMap<AccountId, String>>,
    filed: Mutex<Filed>,
}

fn sha(bytes: &[u8]) -> Option<Sha> {
    Sha::of_kept(&Sha256::digest(bytes))
}

fn done(told: Told) -> Result<(), NotDone> {
    match told {
        Told::Done { .. } => Ok(()),
        Told::Refused { code, .. } => Err(NotDone::Refused(code)),
    }
}

impl Telephones {
    /// Those of a post. All of them have one password; one-time codes are found in this folder.
    pub fn new(
        (client, stock, filed): (Client, Arc<Stock>, Filed),
        password: String,
        (codes, life): (PathBuf, String),
    ) -> Self {
        Self {
            client,
            stock,
            password,
            codes,
            life,
            next: AtomicU64::new(0),
            tokens: Mutex::default(),
            filed: Mutex::new(filed),
        }
    }

    fn name(&self) -> String {
        let next = self.next.fetch_add(1, Ordering::Relaxed);
        format!("{}-{next:06}", self.life)
    }

    fn filed(&self) -> MutexGuard<'_, Filed> {
        self.filed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn known(&self, account: &AccountId) -> Option<String> {
        let tokens = self.tokens.lock().unwrap_or_else(PoisonError::into_inner);
        tokens.get(account).cloned()
    }

    fn knows(&self, account: &AccountId, token: Option<String>) {
        let mut tokens = self.tokens.lock().unwrap_or_else(PoisonError::into_inner);
        match token {
            Some(token) => tokens.insert(account.clone(), token),
            None => tokens.remove(account),
        };
    }

    /// Asks as an account, signed in if need be.
    pub async fn of(&self, account: &AccountId) -> Result<Applicant, NotDone> {
        if let Some(token) = self.known(account) {
            let asks = self.client.applicant(&token);
            match asks.account().await {
                Ok(_) => return Ok(asks),
                // It ran out.
                Err(ClientFault::Problem { .. }) => self.knows(account, None),
                Err(fault) => return Err(fault.into()),
            }
        }
        let signing_in = ApplicantSigningIn {
            contact: self.filed().contact(account),
            password: Some(self.password.clone()),
            code: None,
        };
        let tokens = self.client.applicant_signs_in(&signing_in).await?;
        self.knows(account, Some(tokens.asking.clone()));
        Ok(self.client.applicant(&tokens.asking))
    }

    async fn asks(&self, asks: &Applicant, no: &OrderNo, what: Ask) -> Result<(), NotDone> {
        let seen = asks.order(no).await?.version;
        let id = self.name();
        done(asks.does(no, &Asking { id, seen, what }).await?)
    }

    async fn uploads(
        &self,
        asks: &Applicant,
        no: &OrderNo,
        picture: &Picture,
    ) -> Result<Sha, NotDone> {
        let bytes = &picture.bytes;
        let sha256 = sha(bytes).ok_or(NotDone::CutShort)?;
        let new = NewUpload {
            sha256,
            bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            mime: picture.mime.to_owned(),
        };
        if let Upload::Open { id, offset, .. } = asks.begin_upload(no, &new).await? {
            let mut at = offset;
            let largest = usize::try_from(LARGEST_PIECE).unwrap_or(usize::MAX);
            while let Some(rest) = usize::try_from(at).ok().and_then(|at| bytes.get(at..)) {
                let piece = rest.get(..largest).unwrap_or(rest).to_vec();
                if piece.is_empty() {
                    break;
                }
                at = asks.add_piece(no, (&id, at), piece).await?;
            }
        }
        Ok(sha256)
    }

    async fn hands_in(
        &self,
        (asks, no): (&Applicant, &OrderNo),
        slot: Slot,
        picture: &Picture,
    ) -> Result<(), NotDone> {
        let sha256 = self.uploads(asks, no, picture).await?;
        let id = FileId::new(self.name());
        let ending = picture.mime.trim_start_matches("image/");
        let name = format!("IMG_{}.{ending}", id.as_str());
        let file = NewFile {
            id,
            slot,
            name,
            sha256,
        };
        self.asks(asks, no, Ask::AddFile { file }).await
    }

    async fn draw<T: Send + 'static>(
        &self,
        what: impl FnOnce(&Stock) -> Result<T, NoStock> + Send + 'static,
    ) -> Result<T, NotDone> {
        let stock = Arc::clone(&self.stock);
        let drawn = tokio::task::spawn_blocking(move || what(&stock)).await;
        Ok(drawn.map_err(|_| NotDone::CutShort)??)
    }

    /// Does what somebody made up their mind to.
    pub async fn does(&self, order: &Order, action: &Action, care: Care) -> Result<(), NotDone> {
        let (asks, no) = (self.of(&order.account).await?, &order.no);
        if let Action::AddFile { file } = action {
            let number = self.filed().number(no).ok_or(NotDone::NotTheirs)?;
            let (slot, time) = (file.slot, order.version);
            let drawn = self.draw(move |stock| stock.again(number, (slot, care), time));
            let picture = drawn.await?.ok_or(NotDone::CutShort)?;
            return self.hands_in((&asks, no), slot, &picture).await;
        }
        let what = asked(action).ok_or(NotDone::NotTheirs)?;
        self.asks(&asks, no, what).await?;
        self.reads(&asks, no).await
    }

    /// Reads what was told so far, as people do who have just done something.
    async fn reads(&self, asks: &Applicant, no: &OrderNo) -> Result<(), NotDone> {
        let messages = asks.messages(no).await?.messages;
        let Some(last) = messages.len().checked_sub(1) else {
            return Ok(());
        };
        let through = u32::try_from(last).unwrap_or(u32::MAX);
        Ok(asks.has_read(no, &ReadSoFar { through }).await?)
    }

    /// Places that are free in the coming weeks.
    pub async fn free(&self, order: &Order) -> Result<Vec<SlotTime>, NotDone> {
        let asks = self.of(&order.account).await?;
        let days = asks.slots(&order.no, (None, Some(28))).await?.days;
        let slots = days.into_iter().flat_map(|day| day.slots);
        Ok(slots
            .filter(|slot| slot.free > 0)
            .map(|slot| slot.time)
            .collect())
    }

    /// Opens an account, with a code that is sent like anybody's.
    async fn registers(&self, account: &AccountId) -> Result<Applicant, NotDone> {
        let contact = contact(account);
        let language = Language::ZhCn;
        let wanted = CodeWanted {
            contact: contact.clone(),
            language,
        };
        self.client.send_code(&wanted).await?;
        let code = letter(&self.codes, &contact).ok_or(NotDone::NoCode)?;
        let registering = Registering {
            contact,
            code,
            password: self.password.clone(),
            language,
        };
        let tokens = self.client.register(&registering).await?;
        Ok(self.client.applicant(&tokens.asking))
    }

    /// Files the next application, from opening an account to handing it in.
    pub async fn files(&self) -> Result<(), NotDone> {
        let number = self.filed().draw_next();
        let (made, pictures) = self.draw(move |stock| stock.drawn(number)).await?;
        let asks = self.registers(&made.order.account).await?;
        let new = NewDraft {
            id: self.name(),
            post: made.order.post.clone(),
            business: made.order.business,
            door: Door::App,
            own_district: made.order.own_district,
            form: Box::new(made.order.form.clone()),
        };
        let begun = asks.begin(&new).await?;
        let no = begun.line.no;
        for wanted in begun.wanted {
            if wanted.demand != Demand::Mandatory || wanted.slot == Slot::STATEMENT {
                continue;
            }
            let mut brought = pictures.iter().filter(|picture| {
                let file = made.order.files.get(&picture.file);
                file.is_some_and(|file| file.slot == wanted.slot)
            });
            if let Some(picture) = brought.next() {
                self.hands_in((&asks, &no), wanted.slot, picture).await?;
            }
        }
        if let Some(photo) = pictures.first() {
            self.shows_face((&asks, &no), (&made.order, photo), number)
                .await?;
        }
        let account = asks.account().await?.account;
        let reached = contact(&made.order.account);
        let kept = self.filed().keep(number, (no.clone(), account), reached);
        kept.map_err(|_| NotDone::CutShort)?;
        self.asks(&asks, &no, Ask::Submit {}).await
    }

    /// Shows a face until one passes.
    async fn shows_face(
        &self,
        (asks, no): (&Applicant, &OrderNo),
        (order, photo): (&Order, &Picture),
        number: u32,
    ) -> Result<(), NotDone> {
        let guardian = order.face_check == FaceCheck::GuardianPassed;
        let mut capture = self.uploads(asks, no, photo).await?;
        for time in 0..FACES {
            let id = self.name();
            let face = if guardian {
                Face::Guardian { capture }
            } else {
                Face::Applicant { capture }
            };
            asks.shows_face(no, &FaceShown { id, face }).await?;
            if asks.order(no).await?.face_check.is_passed() {
                return Ok(());
            }
            let drawn = self.draw(move |stock| stock.again(number, (Slot(1), Care::Well), time));
            let picture = drawn.await?.ok_or(NotDone::CutShort)?;
            capture = self.uploads(asks, no, &picture).await?;
        }
        Err(NotDone::Refused("face_check".to_owned()))
    }
}

/// What a telephone asks for it.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "what officers and the clock do is not for a telephone"
)]
fn asked(action: &Action) -> Option<Ask> {
    Some(match action {
        Action::ChoosePayment { mode } => Ask::ChoosePayment { mode: *mode },
        Action::FinishSupplement => Ask::FinishSupplement {},
        Action::Cancel { .. } => Ask::Cancel {},
        Action::BookInterview { slot } => Ask::BookInterview { slot: *slot },
        Action::CancelBooking => Ask::CancelBooking {},
        Action::DrawNumber => Ask::DrawNumber {},
        Action::AnswerCall => Ask::AnswerCall {},
        Action::BookVisit { at } => Ask::BookVisit { at: *at },
        Action::CancelVisit => Ask::CancelVisit {},
        _ => return None,
    })
}

/// The code that was sent to a contact last; the letter is taken away, as whoever sends them on does.
fn letter(folder: &std::path::Path, contact: &str) -> Option<String> {
    for file in std::fs::read_dir(folder).ok()? {
        let path = file.ok()?.path();
        let letter: Option<serde_json::Value> = std::fs::read(&path)
            .ok()
            .and_then(|text| serde_json::from_slice(&text).ok());
        let Some(letter) = letter else { continue };
        if letter.get("to").and_then(|to| to.as_str()) == Some(contact) {
            std::fs::remove_file(&path).ok();
            return Some(letter.get("code")?.as_str()?.to_owned());
        }
    }
    None
}
