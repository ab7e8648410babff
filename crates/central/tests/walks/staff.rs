//! The officers of a post, each signed in for weeks: short tokens are changed for the next as a desk does.

use super::common::fill::signed_at;
use super::common::officer::Officer;
use super::common::{House, Post};
use super::phone::{WALKED_BY, window};
use lingshi_rules::ids::OfficerId;
use lingshi_rules::life::Action;
use lingshi_rules::people::Role;
use lingshi_rules::values::OrderNo;
use lingshi_wire::Answer;
use lingshi_wire::api::{Commands, Renewing, SignedIn};
use lingshi_wire::client::Session;

struct Member {
    officer: Officer,
    tokens: SignedIn,
}

/// One officer of each role, named after it.
pub(crate) struct Staff(Vec<Member>);

impl Member {
    async fn session(&mut self, house: &House) -> Session {
        if house.now() >= self.tokens.renewing_until {
            self.tokens = house.sign_in(&self.officer).await;
        } else if house.now() >= self.tokens.asking_until {
            let renewing = Renewing {
                renewing: self.tokens.renewing.clone(),
            };
            self.tokens = house.client.renew(&renewing).await.unwrap();
        }
        let post = &self.officer.post;
        house
            .client
            .session(post, &self.tokens.asking, &house.server())
    }
}

impl Staff {
    pub(crate) async fn hired(house: &House, post: &Post) -> Self {
        let mut all = Vec::new();
        for role in WALKED_BY {
            let name: &str = role.into();
            let officer = house.hire(post, name, &[role]).await;
            let tokens = house.sign_in(&officer).await;
            all.push(Member { officer, tokens });
        }
        Self(all)
    }

    fn member(&mut self, who: &OfficerId) -> &mut Member {
        let found = self.0.iter_mut().find(|one| one.officer.id == *who);
        found.unwrap()
    }

    /// The desk of the officer of a role.
    pub(crate) async fn desk(&mut self, house: &House, role: Role) -> Session {
        let id = OfficerId::new(<&str>::from(role));
        self.member(&id).session(house).await
    }

    /// Gives a command that must be taken.
    pub(crate) async fn gives(
        &mut self,
        (house, post): (&House, &Post),
        who: &OfficerId,
        no: &OrderNo,
        action: Action,
    ) {
        let order = house.order(post, no);
        let told = format!("{who} in {:?}: {action:?}", order.status);
        let member = self.member(who);
        let session = member.session(house).await;
        let signed = signed_at(post, &member.officer, &order, action, house.now());
        let commands = vec![signed];
        let answers = session.commands(&Commands { commands }).await.unwrap();
        let answer = &answers.answers[0];
        assert!(
            matches!(answer, Answer::Accepted { .. }),
            "{told}: {answer:?}"
        );
    }

    /// The interviewer's window opens, or closes.
    pub(crate) async fn window(&mut self, (house, post): (&House, &Post), open: bool) {
        let id = OfficerId::new(<&str>::from(Role::Interviewer));
        let member = self.member(&id);
        let session = member.session(house).await;
        let answer = window(post, (&member.officer, &session), open).await;
        assert!(matches!(answer, Answer::Accepted { .. }), "{answer:?}");
    }
}
