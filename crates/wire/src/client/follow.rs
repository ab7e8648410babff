//! Following a post: its log from the first line, page by page, and then whatever comes.

use super::{ClientFault, Nudges, Session};
use crate::changes::Changes;
use crate::seq::{Epoch, Seq};

/// Follows one post. It remembers how far it came, and nothing of what it read.
#[derive(Debug)]
pub struct Follow {
    session: Session,
    after: Seq,
    epoch: Option<Epoch>,
    nudges: Option<Nudges>,
}

impl Follow {
    /// From the first line on.
    pub fn from_the_first(session: Session) -> Self {
        Self {
            session,
            after: Seq::START,
            epoch: None,
            nudges: None,
        }
    }

    /// Goes on where it is with other tokens.
    pub fn ask_as(&mut self, session: Session) {
        self.session = session;
        self.nudges = None;
    }

    /// How far it came.
    pub fn after(&self) -> Seq {
        self.after
    }

    /// The next page; waits for it if there is none yet. After a fault the same is asked again.
    pub async fn next(&mut self) -> Result<Changes, ClientFault> {
        loop {
            // Whoever holds on before asking misses nothing that comes between.
            let nudges = match self.nudges.take() {
                Some(nudges) => nudges,
                None => self.session.nudges().await?,
            };
            let nudges = self.nudges.insert(nudges);
            let page = self.session.changes(self.after, self.epoch, None).await?;
            if page.until > self.after || self.epoch.is_none() {
                self.after = page.until;
                self.epoch = Some(page.epoch);
                return Ok(page);
            }
            match nudges.next().await {
                Ok(Some(_)) => {}
                Ok(None) => self.nudges = None,
                Err(fault) => {
                    self.nudges = None;
                    return Err(fault);
                }
            }
        }
    }
}
