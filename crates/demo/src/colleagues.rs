//! The invented officers: each with a device of their own, which signs what they decide like anybody's.

use crate::pass::{BadPass, Pass};
use crate::telephone::NotDone;
use lingshi_rules::ids::{CommandId, OfficerId};
use lingshi_rules::life::{Action, Command, Context, Facts, RULEBOOK, decide};
use lingshi_rules::order::Order;
use lingshi_rules::people::{Actor, Role};
use lingshi_rules::post::PostPolicy;
use lingshi_rules::values::Instant;
use lingshi_wire::answer::{Answer, Why};
use lingshi_wire::api::Commands;
use lingshi_wire::client::{ClientFault, Session};
use lingshi_wire::{CommandBody, Instruction, SignedCommand};
use std::collections::{BTreeMap, BTreeSet};

/// One of them.
#[derive(Debug, Clone)]
pub struct Colleague {
    /// How they sign in.
    pub pass: Pass,
    /// What they may do.
    pub roles: BTreeSet<Role>,
}

/// All of them.
#[derive(Debug)]
pub struct Colleagues {
    all: Vec<Colleague>,
    sessions: tokio::sync::Mutex<BTreeMap<OfficerId, Session>>,
    /// No two lives of the demo give a command the same name.
    life: String,
    given: std::sync::atomic::AtomicU64,
}

impl Colleague {
    fn actor(&self) -> Actor {
        Actor::Officer {
            id: self.pass.officer.clone(),
            post: self.pass.post.clone(),
            roles: self.roles.clone(),
        }
    }
}

impl Colleagues {
    /// These.
    pub fn new(all: Vec<Colleague>, life: String) -> Self {
        Self {
            all,
            sessions: tokio::sync::Mutex::default(),
            life,
            given: std::sync::atomic::AtomicU64::new(0),
        }
    }

    /// Whether somebody is one of them.
    pub fn has(&self, who: &OfficerId) -> bool {
        self.all
            .iter()
            .any(|colleague| colleague.pass.officer == *who)
    }

    fn number(&self) -> u64 {
        self.given
            .fetch_add(1, std::sync::atomic::Ordering::Relaxed)
    }

    fn command(&self, order: &Order, by: &Colleague, action: &Action, at: Instant) -> Command {
        let mine = order.review.last_holder.as_ref() == Some(&by.pass.officer);
        let fence = Some(order.review.fence).filter(|fence| *fence > 0 && mine);
        Command {
            id: CommandId::new(format!("{}-{:06}", self.life, self.number())),
            seen: order.version,
            stands_on: Vec::new(),
            fence,
            provisional: true,
            looked_at: order.files.keys().cloned().collect(),
            rulebook: RULEBOOK,
            policy: String::new(),
            device_time: at,
            action: action.clone(),
        }
    }

    /// Whoever of them may do this, as far as their own desk can tell; another one each time there are several.
    fn who(
        &self,
        (order, policy): (&Order, &PostPolicy),
        action: &Action,
        now: Instant,
    ) -> Option<&Colleague> {
        let facts = Facts {
            next_number: 1,
            ..Facts::default()
        };
        let may = |by: &&Colleague| {
            let actor = by.actor();
            let context = Context {
                actor: &actor,
                policy,
                now,
                facts: &facts,
            };
            decide(order, &self.command(order, by, action, now), &context).is_ok()
        };
        let fitting: Vec<&Colleague> = self.all.iter().filter(may).collect();
        let turn = usize::try_from(order.version).unwrap_or_default();
        fitting.get(turn % fitting.len().max(1)).copied()
    }

    async fn session(&self, of: &Colleague, now: Instant) -> Result<Session, NotDone> {
        let mut sessions = self.sessions.lock().await;
        if let Some(session) = sessions.get(&of.pass.officer) {
            match session.myself().await {
                Ok(_) => return Ok(session.clone()),
                Err(ClientFault::Problem { .. }) => {}
                Err(fault) => return Err(fault.into()),
            }
        }
        let (client, tokens) = of.pass.sign_in(now).await.map_err(|bad| match bad {
            BadPass::NotLetIn(fault) => NotDone::Asked(fault),
            BadPass::Unreadable(_) | BadPass::NoPass | BadPass::Server(_) => NotDone::NotTheirs,
        })?;
        let session = client.session(&of.pass.post, &tokens.asking, &of.pass.server);
        sessions.insert(of.pass.officer.clone(), session.clone());
        Ok(session)
    }

    /// Whoever of them may does it; each command is signed on a device of theirs.
    pub async fn does(
        &self,
        (order, policy): (&Order, &PostPolicy),
        action: &Action,
        now: Instant,
    ) -> Result<(), NotDone> {
        let by = self
            .who((order, policy), action, now)
            .ok_or_else(|| NotDone::Refused("nobody_may".to_owned()))?;
        let mut command = self.command(order, by, action, now);
        policy.digest().as_str().clone_into(&mut command.policy);
        let instruction = Instruction::Order {
            no: order.no.clone(),
            command: Box::new(command),
        };
        self.gives(by, instruction, now).await
    }

    /// One of the interviewers opens their window.
    pub async fn opens_a_window(&self, now: Instant) -> Result<(), NotDone> {
        let interviews = |by: &&Colleague| by.roles.contains(&Role::Interviewer);
        let by = self.all.iter().find(interviews).ok_or(NotDone::NotTheirs)?;
        let id = CommandId::new(format!("{}-{:06}", self.life, self.number()));
        self.gives(by, Instruction::Window { id, open: true }, now)
            .await
    }

    async fn gives(
        &self,
        by: &Colleague,
        instruction: Instruction,
        now: Instant,
    ) -> Result<(), NotDone> {
        let session = self.session(by, now).await?;
        let key = by.pass.key().ok_or(NotDone::NotTheirs)?;
        let body = CommandBody {
            realm: by.pass.server.realm.clone(),
            post: by.pass.post.clone(),
            key: key.public().id(),
            officer: by.pass.officer.clone(),
            head: None,
            device_seq: self.number(),
            displayed: BTreeMap::new(),
            instruction,
        };
        let commands = vec![SignedCommand::sign(&body, &key)];
        let answers = session.commands(&Commands { commands }).await?;
        match answers.answers.into_iter().next() {
            Some(Answer::Accepted { .. }) => Ok(()),
            Some(Answer::Refused {
                why: Why::Order { refusal },
            }) => Err(NotDone::Refused(refusal.code().to_owned())),
            Some(other) => Err(NotDone::Refused(told(&other))),
            None => Err(NotDone::Refused("no_answer".to_owned())),
        }
    }
}

fn told(answer: &Answer) -> String {
    let text = serde_json::to_value(answer).ok();
    let why = text.and_then(|text| Some(text.get("why")?.to_string()));
    why.unwrap_or_else(|| "later".to_owned())
}
