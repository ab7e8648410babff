//! Ending devices by two administrators: one proposes, another confirms, and the device ends at the server at once;
//! the device itself fetches what they signed, and checks it again.
//!
//! Each signs with the device they are signed in on. An administrator may propose to end a device of their own,
//! for they are the first to know that it is lost; they may not confirm it: the second signature is the look of
//! somebody who has no part in it. Only the server can see to that, since signatures say nothing of who was first.

mod kept;

use super::devices::{self, Device, device, device_key};
use super::officers::officer;
use super::root::root;
use crate::identity::Whose;
use crate::line::Line;
use crate::world::Moment;
use crate::{Registry, Told};
use kept::{About, Proposal};
use lingshi_ledger::{Head, Kind, Reading, Room, StoreFault, Writing};
use lingshi_rules::ids::{OfficerId, PostCode};
use lingshi_rules::people::{By, Role};
use lingshi_rules::values::Instant;
use lingshi_wire::certificate::Certificate;
use lingshi_wire::statement::{
    self, Ending, Endorsement, Fate, LONGEST, NotEffective, SignedStatement, Stated, Statement,
};
use lingshi_wire::{KeyId, PublicKey};
use serde_json::json;

/// Why nothing was stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotStated {
    /// Whoever asks is no administrator.
    NotAnAdministrator,
    /// No such device at this post, or nothing is waiting about it.
    NotHere,
    /// It would end nothing.
    NotEffective(NotEffective),
    /// Something else is waiting about this device.
    AnotherWaits,
    /// The device has ended like this already, or worse.
    EndedAlready,
    /// Somebody else proposed it, or it is about a device of one's own.
    NotYours,
}

/// What is asked, with all that stands around it.
struct Asked<'a> {
    whose: &'a Whose,
    root: PublicKey,
    target: KeyId,
    device: devices::Device,
    device_version: u32,
    /// The certificate of the device that is signed with.
    certificate: Certificate,
    known: About,
    version: Option<u32>,
}

impl Asked<'_> {
    fn about<'b>(
        &'b self,
        realm: &'b str,
        nonce: &'b statement::DeviceNonce,
    ) -> statement::About<'b> {
        statement::About {
            realm,
            post: &self.whose.post,
            root: &self.root,
            device: &self.target,
            nonce,
        }
    }
}

type Outcome<T> = Told<Result<T, NotStated>>;

fn no_post() -> StoreFault {
    StoreFault::misused("no such post")
}

impl Registry {
    /// Proposes to end a device; the same again is answered the same.
    pub fn propose_end(
        &self,
        tx: &mut dyn Writing,
        whose: &Whose,
        proposed: &SignedStatement,
        moment: &mut Moment<'_>,
    ) -> Outcome<Stated> {
        let head = tx.lock_head(&whose.post)?.ok_or_else(no_post)?;
        let Some(target) = proposed
            .device()
            .filter(|_| proposed.bytes.len() <= LONGEST)
        else {
            return Ok(Err(NotStated::NotEffective(NotEffective::NotAStatement)));
        };
        let mut asked = match self.asked(tx, whose, target)? {
            Ok(asked) => asked,
            Err(not) => return Ok(Err(not)),
        };
        if let Some(same) = asked.known.same(proposed, moment.now) {
            return Ok(Ok(asked.known.stated(&same, &asked.device.officer)));
        }
        if let Err(not) = self.may_wait(&asked, proposed, moment.now) {
            return Ok(Err(not));
        }
        let proposal = Proposal {
            statement: proposed.clone(),
            certificate: asked.certificate.clone(),
            by: whose.officer.clone(),
            at: moment.now,
            withdrawn: false,
        };
        asked.known.proposal = Some(proposal.clone());
        self.write(tx, head, &asked, "statement_proposed", moment)?;
        Ok(Ok(asked.known.stated(&proposal, &asked.device.officer)))
    }

    /// Whether it is one signature that holds, about a device that nothing else waits about.
    fn may_wait(
        &self,
        asked: &Asked<'_>,
        proposed: &SignedStatement,
        now: Instant,
    ) -> Result<(), NotStated> {
        let [signature] = &proposed.signatures[..] else {
            return Err(NotStated::NotEffective(NotEffective::NotTwo));
        };
        let says = self.endorsed(asked, &proposed.bytes, signature)?;
        if asked.known.waiting(now).is_some() {
            return Err(NotStated::AnotherWaits);
        }
        if asked.known.has_ended(says.what) {
            return Err(NotStated::EndedAlready);
        }
        Ok(())
    }

    /// Confirms what another proposed: the device ends at once.
    pub fn confirm_end(
        &self,
        tx: &mut dyn Writing,
        (whose, target): (&Whose, &KeyId),
        signature: &Endorsement,
        moment: &mut Moment<'_>,
    ) -> Outcome<Stated> {
        let head = tx.lock_head(&whose.post)?.ok_or_else(no_post)?;
        let mut asked = match self.asked(tx, whose, target.clone())? {
            Ok(asked) => asked,
            Err(not) => return Ok(Err(not)),
        };
        if let Some(same) = asked.known.confirmed_by(signature) {
            return Ok(Ok(asked.known.stated(&same, &asked.device.officer)));
        }
        let Some(proposal) = asked.known.waiting(moment.now).cloned() else {
            return Ok(Err(NotStated::NotHere));
        };
        if asked.device.officer == whose.officer {
            return Ok(Err(NotStated::NotYours));
        }
        if let Err(not) = self.endorsed(&asked, &proposal.statement.bytes, signature) {
            return Ok(Err(not));
        }
        let ending = proposal.with(signature, &asked.certificate);
        let nonce = asked.device.nonce.clone();
        let nonce = nonce.ok_or_else(|| StoreFault::damaged("a device without a nonce"))?;
        // The very check the device will make.
        let says = match ending.check(&asked.about(self.realm(), &nonce)) {
            Ok(says) => says,
            Err(why) => return Ok(Err(NotStated::NotEffective(why))),
        };
        let by = [proposal.by.clone(), whose.officer.clone()];
        asked.known.complete(ending, by, says.what, moment.now);
        self.end(tx, head, &asked, &says, moment)?;
        Ok(Ok(asked.known.stated(&proposal, &asked.device.officer)))
    }

    /// Takes back what one proposed oneself.
    pub fn withdraw_end(
        &self,
        tx: &mut dyn Writing,
        (whose, target): (&Whose, &KeyId),
        moment: &mut Moment<'_>,
    ) -> Outcome<()> {
        let head = tx.lock_head(&whose.post)?.ok_or_else(no_post)?;
        let mut asked = match self.asked(tx, whose, target.clone())? {
            Ok(asked) => asked,
            Err(not) => return Ok(Err(not)),
        };
        let now = moment.now;
        let open = asked.known.proposal.as_mut();
        let Some(proposal) = open.filter(|proposal| proposal.is_young(now)) else {
            return Ok(Err(NotStated::NotHere));
        };
        if proposal.by != whose.officer {
            return Ok(Err(NotStated::NotYours));
        }
        if !proposal.withdrawn {
            proposal.withdrawn = true;
            self.write(tx, head, &asked, "statement_withdrawn", moment)?;
        }
        Ok(Ok(()))
    }

    /// What waits for a second signature at a post.
    pub fn waiting_ends(
        &self,
        tx: &mut (impl Reading + ?Sized),
        post: &PostCode,
        now: Instant,
    ) -> Told<Vec<Stated>> {
        let room = Room {
            rows: 500,
            bytes: usize::MAX,
        };
        let (mut all, mut after) = (Vec::new(), String::new());
        loop {
            let page = tx.documents(post, Kind::Statement, &after, room)?;
            let Some(last) = page.last() else {
                return Ok(all);
            };
            after.clone_from(&last.key.id);
            for document in page {
                let known = standing(tx, post, kept::read(&document)?)?;
                let target = device(tx, post, &known.device)?;
                if let (Some(target), Some(proposal)) = (target, known.waiting(now)) {
                    all.push(known.stated(proposal, &target.value.officer));
                }
            }
        }
    }

    /// What ended a device, for the device itself: it is signed in nowhere any more.
    pub fn ending_of(
        &self,
        tx: &mut (impl Reading + ?Sized),
        target: &KeyId,
    ) -> Told<Option<Ending>> {
        let found = tx.find(&self.lookup.about_device(target))?;
        for found in found {
            if found.key.kind != Kind::Statement {
                continue;
            }
            let known = kept::of(tx, &found.post, &found.key)?;
            let complete = known.and_then(|known| known.value.complete);
            if let Some(complete) = complete {
                return Ok(Some(complete.ending));
            }
        }
        Ok(None)
    }

    fn asked<'a>(
        &self,
        tx: &mut dyn Writing,
        whose: &'a Whose,
        target: KeyId,
    ) -> Outcome<Asked<'a>> {
        let post = &whose.post;
        if !is_administrator(tx, whose)? {
            return Ok(Err(NotStated::NotAnAdministrator));
        }
        let mine = device(tx, post, &whose.device)?.map(|kept| kept.value);
        let mine = mine.filter(|device| device.revoked.is_none());
        let (Some(root), Some(certificate)) =
            (root(tx, post)?, mine.and_then(|mine| mine.certificate))
        else {
            return Ok(Err(NotStated::NotEffective(NotEffective::NoCertificate)));
        };
        let Some(ended) = device(tx, post, &target)? else {
            return Ok(Err(NotStated::NotHere));
        };
        let known = kept::of(tx, post, &kept::key(&self.lookup, &target))?;
        let version = known.as_ref().map(|known| known.version);
        let known = known.map_or_else(|| About::new(target.clone()), |known| known.value);
        let known = standing(tx, post, known)?;
        Ok(Ok(Asked {
            whose,
            root: root.value.key,
            device: ended.value,
            device_version: ended.version,
            certificate,
            known,
            version,
            target,
        }))
    }

    /// What a statement says, if whoever asks signed it on the device they are signed in on.
    fn endorsed(
        &self,
        asked: &Asked<'_>,
        bytes: &str,
        signature: &Endorsement,
    ) -> Result<Statement, NotStated> {
        let not = NotStated::NotEffective;
        let nonce = asked.device.nonce.as_ref();
        let nonce = nonce.ok_or(not(NotEffective::OldNonce))?;
        let about = asked.about(self.realm(), nonce);
        let certificates = std::slice::from_ref(&asked.certificate);
        let by = signature.of(bytes, certificates, &about).map_err(not)?;
        if by.officer != asked.whose.officer {
            return Err(not(NotEffective::NotSigned));
        }
        Statement::read(bytes, &about).map_err(not)
    }

    fn write(
        &self,
        tx: &mut dyn Writing,
        head: Head,
        asked: &Asked<'_>,
        what: &str,
        moment: &mut Moment<'_>,
    ) -> Told<()> {
        let says = json!({ "key": asked.target, "statement": asked.known.proposal });
        let mut line = Line::next(
            &asked.whose.post,
            head,
            what,
            by(&asked.whose.officer),
            moment,
        )
        .says(says);
        kept::put(tx, &mut line, &self.lookup, asked)?;
        line.write(tx, None, moment).map(drop)
    }

    fn end(
        &self,
        tx: &mut dyn Writing,
        head: Head,
        asked: &Asked<'_>,
        says: &Statement,
        moment: &mut Moment<'_>,
    ) -> Told<()> {
        let what = match says.what {
            Fate::Revoke => "device_revoked",
            Fate::Wipe => "device_wiped",
        };
        let complete = asked.known.complete.as_ref();
        let told = json!({
            "officer": asked.device.officer, "key": asked.target, "why": says.why,
            "by": complete.map(|complete| &complete.by), "ending": complete.map(|complete| &complete.ending),
        });
        let post = &asked.whose.post;
        let mut line = Line::next(post, head, what, by(&asked.whose.officer), moment).says(told);
        let why: &str = says.why.into();
        let ended = Device {
            // One that was locked before was locked then.
            revoked: asked.device.revoked.clone().or(Some(devices::Revoked {
                at: moment.now,
                why: why.to_owned(),
            })),
            ..asked.device.clone()
        };
        let version = Some(asked.device_version);
        line.put(tx, device_key(&asked.target), version, &ended, Vec::new())?;
        kept::put(tx, &mut line, &self.lookup, asked)?;
        line.write(tx, None, moment).map(drop)
    }
}

/// A proposal falls with its proposer: once they are no administrator any more, or the device they signed on is
/// revoked, nobody confirms it, and it is in nobody's way.
fn standing(tx: &mut (impl Reading + ?Sized), post: &PostCode, mut known: About) -> Told<About> {
    let Some(proposal) = known.proposal.as_mut() else {
        return Ok(known);
    };
    let proposer = officer(tx, post, &proposal.by)?.map(|kept| kept.value);
    let is_admin = proposer.is_some_and(|me| !me.left && me.roles.contains(&Role::Admin));
    let signature = proposal.statement.signatures.first();
    let signed_on = match signature {
        Some(signature) => device(tx, post, &signature.key)?,
        None => None,
    };
    let is_whole = signed_on.is_some_and(|kept| kept.value.revoked.is_none());
    proposal.withdrawn |= !is_admin || !is_whole;
    Ok(known)
}

/// Whether whoever asks is an administrator, as of now and not as of when their session was looked at.
fn is_administrator(tx: &mut dyn Writing, whose: &Whose) -> Told<bool> {
    let me = officer(tx, &whose.post, &whose.officer)?.map(|kept| kept.value);
    Ok(me.is_some_and(|me| !me.left && me.roles.contains(&Role::Admin)))
}

fn by(officer: &OfficerId) -> By {
    By::Officer {
        id: officer.clone(),
    }
}
