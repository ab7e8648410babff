//! 规则手册: what a post's settings are, how an order lives there, and what may be done where.
//!
//! Every answer is asked of the rulebook with an invented order led there by real commands.

mod leads;
mod life_map;
mod may_do;
mod posts;
pub(crate) mod settings;
mod stations;
mod who;

pub use life_map::{Arrow, BusinessLife, LifeMap, Station};
pub use may_do::{Fact, Lead, MayDo, OrderSummary, Position, Reason, Verdict};
pub use settings::{Named, OpenSpan, SettingGroup, SettingRow, SettingValue};
pub use who::{Side, Who, WhoChoice};

use crate::Problem;
use lingshi_rules::life::Status;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::post::policy::MailInTrigger;
use serde::Serialize;

/// A post, as it stands in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PostBrief {
    /// `BRU`
    pub code: String,
    /// `驻比利时大使馆`
    pub name: String,
    /// `布鲁塞尔`
    pub city: String,
    /// `比利时`
    pub country: String,
    /// The state from which originals are taken in by mail.
    #[cfg_attr(test, ts(type = "StatusCode"))]
    pub mail_in_at: Status,
    /// The four letters its order numbers begin with, where they are known.
    pub order_prefix: Option<String>,
}

/// Everything the page shows about one post.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RulebookPage {
    /// The post.
    pub post: PostBrief,
    /// Its settings.
    pub groups: Vec<SettingGroup>,
    /// The life of an order there.
    pub life: LifeMap,
    /// Who may be asked about.
    pub who: Vec<WhoChoice>,
}

/// The posts and their rules, read once.
#[derive(Debug)]
pub struct Rulebook {
    posts: Vec<PostPolicy>,
}

impl Rulebook {
    /// Reads the posts' settings.
    pub fn read() -> Result<Self, Problem> {
        posts::read().map(|posts| Self { posts })
    }

    /// The posts there are.
    pub fn posts(&self) -> Vec<PostBrief> {
        self.posts.iter().map(brief).collect()
    }

    /// One post's page.
    pub fn page(&self, post: &str) -> Result<RulebookPage, Problem> {
        let policy = self.post(post)?;
        Ok(RulebookPage {
            post: brief(policy),
            groups: settings::groups(policy, &self.posts),
            life: life_map::draw(policy),
            who: who::choices(),
        })
    }

    /// What may be done by somebody with an order in a state.
    pub fn may_do(&self, position: &Position) -> Result<MayDo, Problem> {
        may_do::ask(self.post(&position.post)?, position)
    }

    fn post(&self, code: &str) -> Result<&PostPolicy, Problem> {
        let unknown = || Problem::UnknownPost {
            post: code.to_owned(),
        };
        let mut posts = self.posts.iter();
        posts.find(|p| p.code.as_str() == code).ok_or_else(unknown)
    }
}

fn brief(policy: &PostPolicy) -> PostBrief {
    PostBrief {
        code: policy.code.as_str().to_owned(),
        name: policy.name.zh.clone(),
        city: policy.name.city_zh.clone(),
        country: policy.name.country_zh.clone(),
        mail_in_at: mail_in_at(policy),
        order_prefix: policy.order_prefix.clone(),
    }
}

fn mail_in_at(policy: &PostPolicy) -> Status {
    match policy.mail_in.trigger {
        MailInTrigger::SecondReview => Status::SecondReview,
        MailInTrigger::ToMake => Status::ToMake,
    }
}

#[cfg(test)]
mod tests;
