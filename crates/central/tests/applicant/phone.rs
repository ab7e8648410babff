//! An applicant's telephone, and the officers of a post who work on what it files.

use crate::common::fill::signed_at;
use crate::common::officer::Officer;
use crate::common::{House, Post, REALM};
use lingshi_central::secrets::{PAYMENTS, PENSIONS};
use lingshi_rules::business::Business;
use lingshi_rules::ids::{CommandId, FileId};
use lingshi_rules::life::terms::terms;
use lingshi_rules::life::{Action, ActionKind, Status};
use lingshi_rules::materials::Demand;
use lingshi_rules::order::files::Slot;
use lingshi_rules::order::form::Form;
use lingshi_rules::order::payment::PaymentMode;
use lingshi_rules::people::Role;
use lingshi_rules::post::policy::PickupMode;
use lingshi_rules::values::OrderNo;
use lingshi_rules::walk::{sample_form, station};
use lingshi_wire::api::{Commands, SignedIn};
use lingshi_wire::applicant::account::{CodeWanted, Registering};
use lingshi_wire::applicant::asking::{Ask, Asking, NewFile, Told};
use lingshi_wire::applicant::filing::{Door, Face, FaceShown, NewDraft};
use lingshi_wire::applicant::order::OrderSeen;
use lingshi_wire::applicant::paying::{NoticeTaken, PaymentNotice};
use lingshi_wire::applicant::pension::PensionAnswer;
use lingshi_wire::blobs::{NewUpload, Upload};
use lingshi_wire::client::{Applicant, ClientFault, Session};
use lingshi_wire::{Answer, CommandBody, Instruction, Sha, SignedCommand};
use lingshi_words::Language;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};

pub(crate) const PASSWORD: &str = "plum blossom in snow";

/// Who works on an order on its way, each of them one person.
pub(crate) const WALKED_BY: [Role; 8] = [
    Role::FirstReviewer,
    Role::SecondReviewer,
    Role::Interviewer,
    Role::Maker,
    Role::MailClerk,
    Role::Cashier,
    Role::Counter,
    Role::Supervisor,
];

static NEXT: AtomicU32 = AtomicU32::new(0);

/// A name no command has yet.
pub(crate) fn id() -> String {
    format!("command-{:04}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// A picture as far as anybody looks, like no other.
pub(crate) fn picture() -> Vec<u8> {
    let mut bytes = b"\xff\xd8\xff\xe0\0\x10JFIF\0".to_vec();
    bytes.extend(NEXT.fetch_add(1, Ordering::Relaxed).to_be_bytes());
    bytes.resize(4_000, 7);
    bytes
}

pub(crate) fn sha(bytes: &[u8]) -> Sha {
    Sha::of_kept(&Sha256::digest(bytes)).unwrap()
}

/// What a fault says.
pub(crate) fn code(fault: &ClientFault) -> &str {
    fault.code().unwrap_or("none")
}

impl House {
    /// The code that was sent to a contact last; the letter is taken away.
    pub(crate) fn letter(&self, to: &str) -> String {
        let folder = self.config.folder.join("codes");
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            let letter: serde_json::Value = serde_json::from_str(&text).unwrap();
            if letter["to"] == to {
                std::fs::remove_file(path).unwrap();
                return letter["code"].as_str().unwrap().to_owned();
            }
        }
        panic!("no letter to {to}");
    }

    /// Has a code sent, as if the last one had been sent long ago.
    pub(crate) async fn code_for(&self, contact: &str) -> String {
        let wanted = CodeWanted {
            contact: contact.to_owned(),
            language: Language::ZhCn,
        };
        self.client.send_code(&wanted).await.unwrap();
        self.letter(contact)
    }

    pub(crate) async fn registered(&self, contact: &str) -> SignedIn {
        let code = self.code_for(contact).await;
        let registering = Registering {
            contact: contact.to_owned(),
            code,
            password: PASSWORD.to_owned(),
            language: Language::ZhCn,
        };
        self.client.register(&registering).await.unwrap()
    }

    /// Somebody with an account, signed in.
    pub(crate) async fn phone(&self, contact: &str) -> Phone {
        let asking = self.registered(contact).await.asking;
        Phone {
            asks: self.client.applicant(&asking),
        }
    }

    /// Tells of money as the provider does.
    pub(crate) async fn provider_tells(
        &self,
        notice: &PaymentNotice,
    ) -> Result<NoticeTaken, ClientFault> {
        let prove = |body: &[u8]| self.proof(PAYMENTS, body);
        self.client.tell_payment(notice, prove).await
    }

    /// Tells of a pension as 人社部门 does.
    pub(crate) async fn authority_tells(&self, answer: &PensionAnswer) -> Result<(), ClientFault> {
        let prove = |body: &[u8]| self.proof(PENSIONS, body);
        self.client.answer_pension(answer, prove).await
    }

    /// One officer of each role, named after it, as the walk names them.
    pub(crate) async fn staff(&self, post: &Post) -> Vec<(Officer, Session)> {
        let mut staff = Vec::new();
        for role in WALKED_BY {
            let name: &str = role.into();
            let officer = self.hire(post, name, &[role]).await;
            let session = self.session(&officer).await;
            staff.push((officer, session));
        }
        staff
    }
}

/// Gives a command as the first officer whose role it is.
pub(crate) async fn by_an_officer(
    house: &House,
    (post, staff): (&Post, &[(Officer, Session)]),
    no: &OrderNo,
    action: Action,
) -> Answer {
    let order = house.order(post, no);
    let kind = ActionKind::from(&action);
    let roles = terms(kind).roles_in(order.status);
    let mut fitting = staff
        .iter()
        .filter(|(officer, _)| roles.iter().any(|role| officer.roles.contains(role)));
    // A booklet is looked over by another person than made it.
    let (officer, session) = if kind == ActionKind::CheckBooklet {
        fitting.next_back().unwrap()
    } else {
        fitting.next().unwrap()
    };
    let commands = vec![signed_at(post, officer, &order, action, house.now())];
    let answers = session.commands(&Commands { commands }).await.unwrap();
    answers.answers[0].clone()
}

/// What the officers do next with an order on the straight way, given over HTTP one by one.
pub(crate) async fn officers_go_on(
    house: &House,
    (post, staff): (&Post, &[(Officer, Session)]),
    no: &OrderNo,
) {
    let order = house.order(post, no);
    let mut walk = station(&post.policy, order.business, Status::FirstReview).unwrap();
    walk.order = order;
    walk.now = house.now();
    walk.commands.clear();
    walk.advance().unwrap();
    for command in walk.commands.clone() {
        let answer = by_an_officer(house, (post, staff), no, command.action).await;
        assert!(matches!(answer, Answer::Accepted { .. }), "{answer:?}");
    }
}

/// An officer's window opens, or closes.
pub(crate) async fn window(
    post: &Post,
    (officer, session): (&Officer, &Session),
    open: bool,
) -> Answer {
    let body = CommandBody {
        realm: REALM.to_owned(),
        post: post.code.clone(),
        key: officer.key.public().id(),
        officer: officer.id.clone(),
        head: None,
        device_seq: 1,
        displayed: BTreeMap::new(),
        instruction: Instruction::Window {
            id: CommandId::new(id()),
            open,
        },
    };
    let commands = vec![SignedCommand::sign(&body, &officer.key)];
    let answers = session.commands(&Commands { commands }).await.unwrap();
    answers.answers[0].clone()
}

/// Somebody's telephone.
pub(crate) struct Phone {
    pub(crate) asks: Applicant,
}

pub(crate) fn asking(seen: u32, what: Ask) -> Asking {
    Asking {
        id: id(),
        seen,
        what,
    }
}

pub(crate) fn form(post: &Post) -> Form {
    sample_form(&post.policy, Business::PpRenew, PickupMode::InPerson)
}

/// The form of another person.
pub(crate) fn form_of(post: &Post, id_number: &str, born: &str) -> Form {
    let mut form = form(post);
    form.applicant.id_number = Some(id_number.to_owned());
    form.applicant.born = born.parse().unwrap();
    form
}

pub(crate) fn new_draft(post: &Post, form: Form) -> NewDraft {
    NewDraft {
        id: id(),
        post: post.code.clone(),
        business: Business::PpRenew,
        door: Door::App,
        own_district: true,
        form: Box::new(form),
    }
}

impl Phone {
    /// Does something to an order as it is now.
    pub(crate) async fn does(&self, no: &OrderNo, what: Ask) -> Told {
        let seen = self.asks.order(no).await.unwrap().version;
        self.asks.does(no, &asking(seen, what)).await.unwrap()
    }

    /// Does something that must be possible.
    pub(crate) async fn done(&self, no: &OrderNo, what: Ask) {
        let told = self.does(no, what).await;
        assert!(matches!(told, Told::Done { .. }), "{told:?}");
    }

    /// Does something that must not be possible; why it is not.
    pub(crate) async fn refused(&self, no: &OrderNo, what: Ask) -> String {
        match self.does(no, what).await {
            Told::Refused { code, .. } => code,
            told @ Told::Done { .. } => panic!("{told:?}"),
        }
    }

    /// Uploads a picture.
    pub(crate) async fn uploads(&self, no: &OrderNo, bytes: &[u8]) -> Sha {
        let new = NewUpload {
            sha256: sha(bytes),
            bytes: bytes.len().try_into().unwrap(),
            mime: "image/jpeg".to_owned(),
        };
        if let Upload::Open { id, offset, .. } = self.asks.begin_upload(no, &new).await.unwrap() {
            let piece = bytes[usize::try_from(offset).unwrap()..].to_vec();
            let at = (id.as_str(), offset);
            self.asks.add_piece(no, at, piece).await.unwrap();
        }
        new.sha256
    }

    /// Uploads a picture and puts it where it belongs; its name.
    pub(crate) async fn hands_in(&self, no: &OrderNo, slot: Slot) -> FileId {
        let sha256 = self.uploads(no, &picture()).await;
        let file = FileId::new(id());
        let new = NewFile {
            id: file.clone(),
            slot,
            name: "photo.jpg".to_owned(),
            sha256,
        };
        self.done(no, Ask::AddFile { file: new }).await;
        file
    }

    /// Shows faces until one passes.
    pub(crate) async fn shows_face(&self, no: &OrderNo) {
        for _ in 0..20 {
            let capture = self.uploads(no, &picture()).await;
            let shown = FaceShown {
                id: id(),
                face: Face::Applicant { capture },
            };
            self.asks.shows_face(no, &shown).await.unwrap();
            if self.asks.order(no).await.unwrap().face_check.is_passed() {
                return;
            }
        }
        panic!("no face passes");
    }

    /// A draft with everything in it.
    pub(crate) async fn draft(&self, new: &NewDraft) -> OrderSeen {
        let begun = self.asks.begin(new).await.unwrap();
        let no = begun.line.no;
        for wanted in begun.wanted {
            if wanted.demand == Demand::Mandatory && wanted.slot != Slot::STATEMENT {
                self.hands_in(&no, wanted.slot).await;
            }
        }
        self.shows_face(&no).await;
        self.asks.order(&no).await.unwrap()
    }

    /// An order that waits for its money.
    pub(crate) async fn submits(&self, new: &NewDraft) -> OrderNo {
        let no = self.draft(new).await.line.no;
        self.done(&no, Ask::Submit {}).await;
        no
    }

    /// An order in first review, to be paid off line.
    pub(crate) async fn files(&self, new: &NewDraft) -> OrderNo {
        let no = self.submits(new).await;
        let mode = PaymentMode::Offline;
        self.done(&no, Ask::ChoosePayment { mode }).await;
        no
    }
}
