//! What may not stand together in the settings of several posts.

use super::policy::PostPolicy;
use crate::ids::PostCode;
use serde::{Deserialize, Serialize};
use std::fmt;

/// One thing wrong between posts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BetweenPosts {
    /// The post whose setting is to be looked at.
    pub post: PostCode,
    /// The dotted key.
    pub key: String,
    /// Why.
    pub why: PostsClash,
}

/// Why settings of several posts cannot stand together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum PostsClash {
    /// Two posts have one code.
    SameCode,
    /// Two posts give out order numbers that begin alike.
    SamePrefix {
        /// The other post.
        other: PostCode,
    },
    /// There is no such making centre.
    CentreUnknown {
        /// What is named.
        centre: PostCode,
    },
    /// The centre has its own documents made elsewhere.
    CentreMakesElsewhere {
        /// The centre.
        centre: PostCode,
        /// Where it has them made.
        at: PostCode,
    },
}

/// Every contradiction between posts.
pub fn check_all(posts: &[PostPolicy]) -> Vec<BetweenPosts> {
    let mut all = Vec::new();
    for (index, post) in posts.iter().enumerate() {
        let before = posts.get(..index).unwrap_or_default();
        all.extend(
            names(post, before)
                .into_iter()
                .chain(centre(post, posts))
                .map(|(key, why)| BetweenPosts {
                    post: post.code.clone(),
                    key: key.to_owned(),
                    why,
                }),
        );
    }
    all
}

fn names(post: &PostPolicy, before: &[PostPolicy]) -> Vec<(&'static str, PostsClash)> {
    let mut clashes = Vec::new();
    if before.iter().any(|other| other.code == post.code) {
        clashes.push(("code", PostsClash::SameCode));
    }
    let alike = |other: &&PostPolicy| {
        post.order_prefix.is_some() && other.order_prefix == post.order_prefix
    };
    if let Some(other) = before.iter().find(alike) {
        let other = other.code.clone();
        clashes.push(("order_prefix", PostsClash::SamePrefix { other }));
    }
    clashes
}

fn centre(post: &PostPolicy, posts: &[PostPolicy]) -> Option<(&'static str, PostsClash)> {
    let centre = post.making.centre.clone()?;
    let Some(found) = posts.iter().find(|other| other.code == centre) else {
        return Some(("making.centre", PostsClash::CentreUnknown { centre }));
    };
    // A post that names itself is refused when its own file is read.
    let at = found
        .making
        .centre
        .clone()
        .filter(|_| centre != post.code)?;
    Some((
        "making.centre",
        PostsClash::CentreMakesElsewhere { centre, at },
    ))
}

impl fmt::Display for BetweenPosts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: ", self.post, self.key)?;
        match &self.why {
            PostsClash::SameCode => f.write_str("another post has this code"),
            PostsClash::SamePrefix { other } => write!(f, "{other} has this prefix"),
            PostsClash::CentreUnknown { centre } => write!(f, "there is no post {centre}"),
            PostsClash::CentreMakesElsewhere { centre, at } => {
                write!(f, "{centre} has its documents made at {at}")
            }
        }
    }
}
