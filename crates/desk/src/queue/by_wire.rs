//! Following a post over the wire, as somebody who is signed in.

use super::follower::{Entered, Wire};
use super::line::{Remedy, Shut};
use lingshi_rules::ids::PostCode;
use lingshi_rules::values::Instant;
use lingshi_wire::api::{Renewing, SignedIn};
use lingshi_wire::changes::Changes;
use lingshi_wire::client::{Client, Follow, Session};
use lingshi_wire::{Epoch, Seq, Server};
use std::future::Future;

/// The way in: whoever holds what an officer signs in with.
pub trait Door: Send {
    /// Signs in.
    fn sign_in(&mut self, now: Instant) -> impl Future<Output = Result<Inside, Shut>> + Send;
}

/// Somebody who was let in.
pub struct Inside {
    /// Whom to ask.
    pub client: Client,
    /// The server, as it was learnt when the device was enrolled.
    pub server: Server,
    /// At which post.
    pub post: PostCode,
    /// The officer's name, as colleagues read it.
    pub name: String,
    /// Nobody there exists: it is a demo.
    pub trial: bool,
    /// The tokens.
    pub tokens: SignedIn,
}

impl Inside {
    fn session(&self) -> Session {
        self.client
            .session(&self.post, &self.tokens.asking, &self.server)
    }

    fn place(&self) -> (Server, PostCode) {
        (self.server.clone(), self.post.clone())
    }
}

/// A post as it is asked over the wire.
pub struct ByWire<D> {
    door: D,
    inside: Option<Inside>,
    /// Outlives the tokens: it tells whether the next ones are for somewhere else.
    place: Option<(Server, PostCode)>,
    /// Outlives the tokens: it knows how far was read.
    follow: Option<(Session, Follow)>,
}

impl<D: Door> ByWire<D> {
    /// Nobody has signed in yet.
    pub fn through(door: D) -> Self {
        Self {
            door,
            inside: None,
            place: None,
            follow: None,
        }
    }

    /// The next pair of tokens for the longer one; where that is not taken, or there is none, from the start.
    async fn tokens(&mut self, now: Instant) -> Result<Inside, Shut> {
        let Some(inside) = &self.inside else {
            return self.door.sign_in(now).await;
        };
        let renewing = inside.tokens.renewing.clone();
        let renewed = inside.client.renew(&Renewing { renewing }).await;
        match renewed.map_err(Shut::Fault) {
            Ok(tokens) => Ok(Inside {
                client: inside.client.clone(),
                server: inside.server.clone(),
                post: inside.post.clone(),
                name: inside.name.clone(),
                trial: inside.trial,
                tokens,
            }),
            Err(shut) if shut.remedy() == Remedy::EnterAgain => self.door.sign_in(now).await,
            Err(shut) => Err(shut),
        }
    }

    fn following(&mut self) -> Result<&mut (Session, Follow), Shut> {
        self.follow.as_mut().ok_or(Shut::NoPass)
    }
}

impl<D: Door> Wire for ByWire<D> {
    async fn enter(&mut self, now: Instant) -> Result<Entered, Shut> {
        let inside = self.tokens(now).await?;
        let session = inside.session();
        let before = self.place.replace(inside.place());
        let elsewhere = before.is_some() && before != self.place;
        let follow = match self.follow.take() {
            Some((_, mut follow)) if !elsewhere => {
                follow.ask_as(session.clone());
                follow
            }
            _ => Follow::from_the_first(session.clone()),
        };
        self.follow = Some((session, follow));
        let entered = Entered {
            name: inside.name.clone(),
            trial: inside.trial,
            until: inside.tokens.asking_until,
            elsewhere,
        };
        self.inside = Some(inside);
        Ok(entered)
    }

    fn leave(&mut self) {
        self.inside = None;
    }

    async fn head(&mut self) -> Result<(Epoch, Seq), Shut> {
        let (session, _) = self.following()?;
        let (says, _) = session.head().await?;
        Ok((says.epoch, says.seq))
    }

    async fn next(&mut self) -> Result<Changes, Shut> {
        let (_, follow) = self.following()?;
        Ok(follow.next().await?)
    }

    fn begin_anew(&mut self) {
        if let Some((session, follow)) = &mut self.follow {
            *follow = Follow::from_the_first(session.clone());
        }
    }
}
