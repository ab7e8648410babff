//! Enrolling a device: with a one-time code, and a key the device proves it holds.

use super::problem::{Code, Fault, Read};
use super::sessions::locked;
use super::{Desk, Slow};
use crate::world::OsChance;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use lingshi_ledger::Writing;
use lingshi_registry::identity::{
    Credential, Invitation, InvitationCode, Password, SecondFactor, credential, invited,
    note_failure, redeem, set_credential,
};
use lingshi_registry::people::{Device, device, enrol_device};
use lingshi_registry::{Chance, Moment, Told};
use lingshi_rules::people::By;
use lingshi_wire::api::{ENROLS_AS, Enrolled, Enrolment};
use lingshi_wire::statement::DeviceNonce;
use zeroize::Zeroizing;

/// Enrol a device with a one-time code.
#[utoipa::path(post, path = "/v1/enrolments", tag = "identity", request_body = Enrolment, responses(
    (status = 201, body = Enrolled),
    (status = 401, description = "The password is wrong", body = lingshi_wire::api::Problem, content_type = "application/problem+json"),
    (status = 400, description = "Cannot be read", body = lingshi_wire::api::Problem, content_type = "application/problem+json"),
    (status = 403, description = "The code is not taken", body = lingshi_wire::api::Problem, content_type = "application/problem+json"),
    (status = 409, description = "The device is known", body = lingshi_wire::api::Problem, content_type = "application/problem+json"),
    (status = 413, description = "Too large", body = lingshi_wire::api::Problem, content_type = "application/problem+json"),
    (status = 415, description = "Not JSON", body = lingshi_wire::api::Problem, content_type = "application/problem+json"),
    (status = 422, description = "The password will not do", body = lingshi_wire::api::Problem, content_type = "application/problem+json"),
    (status = 429, description = "Too often", body = lingshi_wire::api::Problem, content_type = "application/problem+json"),
))]
pub(super) async fn enrol(
    State(desk): State<Desk>,
    Read(asked): Read<Enrolment>,
) -> Result<(StatusCode, Json<Enrolled>), Fault> {
    let bad = || Fault::new(Code::BadInvitation);
    let code = InvitationCode::parse(&asked.code).ok_or_else(bad)?;
    let server = desk.office.server.public();
    let holds_key = asked
        .key
        .signed(ENROLS_AS, asked.code.as_bytes(), &asked.signature);
    if !code.is_of(&server) || !holds_key {
        return Err(bad());
    }
    let name = asked.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > 80 {
        return Err(Fault::new(Code::Unreadable).saying("A device's name has 1 to 80 characters."));
    }
    let (officer_code, now) = (code.clone(), desk.office.now());
    let read = desk.office.read(move |tx| {
        let Some(invitation) = invited(tx, &officer_code, now)? else {
            return Ok(None);
        };
        let known = credential(tx, &invitation.officer)?;
        Ok(Some((invitation, known.map(|kept| kept.value))))
    });
    let (invitation, known) = read.await?.ok_or_else(bad)?;
    let lock = known.as_ref().and_then(|known| known.locked_until);
    if let Some(until) = lock.filter(|until| *until > now) {
        return Err(locked(until, now));
    }
    let password = Zeroizing::new(asked.password);
    let first = match new_credential(&desk.slow, &invitation, known, password).await? {
        Ok(first) => first,
        Err(slip) => {
            // Whoever has a code does not try passwords with it for nothing.
            let who = invitation.officer;
            let note = desk
                .office
                .write(move |tx, m| note_failure(tx, &who, m.now));
            note.await?;
            return Err(slip);
        }
    };
    let device = Device {
        key: asked.key.clone(),
        officer: invitation.officer.clone(),
        name,
        nonce: None,
        certificate: None,
        revoked: None,
    };
    let second = first.as_ref().map(|(_, second)| second.clone());
    let write = move |tx: &mut dyn Writing, moment: &mut Moment<'_>| {
        enrolled(tx, &code, &device, first.clone(), moment)
    };
    let (invitation, nonce) = desk.office.write(write).await??;
    let realm = desk.office.registry.realm().to_owned();
    let second_factor = second.map(|second| second.address(invitation.officer.as_str(), &realm));
    let answer = Enrolled {
        realm,
        post: invitation.post,
        officer: invitation.officer,
        device: asked.key.id(),
        server,
        sealing: (*desk.sealing).clone(),
        nonce,
        second_factor,
    };
    Ok((StatusCode::CREATED, Json(answer)))
}

/// A new password and second factor with the first device; with another one, the password that is known.
async fn new_credential(
    slow: &Slow,
    invitation: &Invitation,
    known: Option<Credential>,
    password: Zeroizing<String>,
) -> Result<Result<Option<(Password, SecondFactor)>, Fault>, Fault> {
    let officer = invitation.officer.clone();
    let look = move || {
        let (mut salt, mut secret) = ([0; 16], [0; 20]);
        OsChance.fill(&mut salt);
        OsChance.fill(&mut secret);
        match known {
            Some(known) if known.password.is(&password) => Ok(None),
            Some(_) => Err(Fault::new(Code::NotLetIn)),
            None => Password::new(&password, officer.as_str(), salt)
                .map(|password| Some((password, SecondFactor::new(secret))))
                .map_err(|weak| Fault::new(Code::WeakPassword).saying(weak.to_string())),
        }
    };
    slow.work(look).await
}

/// The code is used only when everything else is right: a slip does not cost it.
fn enrolled(
    tx: &mut dyn Writing,
    code: &InvitationCode,
    new: &Device,
    first: Option<(Password, SecondFactor)>,
    moment: &mut Moment<'_>,
) -> Told<Result<(Invitation, DeviceNonce), Fault>> {
    let Some(invitation) = invited(tx, code, moment.now)? else {
        return Ok(Err(Fault::new(Code::BadInvitation)));
    };
    // The head first, then the realm: whoever enrols never waits in a ring with whoever decides.
    tx.lock_head(&invitation.post)?;
    if device(tx, &invitation.post, &new.key.id())?.is_some() {
        return Ok(Err(Fault::new(Code::KnownDevice)));
    }
    let Ok(invitation) = redeem(tx, code, moment.now)? else {
        return Ok(Err(Fault::new(Code::BadInvitation)));
    };
    if let Some(first) = first {
        // Another first device was enrolled meanwhile: this one is not the first, and asks for the password.
        if credential(tx, &invitation.officer)?.is_some() {
            return Ok(Err(Fault::new(Code::Later).again_in(1)));
        }
        set_credential(tx, &invitation.officer, first)?;
    }
    let by = By::Officer {
        id: invitation.officer.clone(),
    };
    let nonce = enrol_device(tx, &invitation.post, new, by, moment)?;
    Ok(nonce
        .map(|nonce| (invitation, nonce))
        .ok_or(Fault::new(Code::KnownDevice)))
}
