//! `officer`.

use super::said::{Said, table};
use super::{Open, Outcome, Wrong, wrong};
use clap::Subcommand;
use lingshi_central::world::now;
use lingshi_ledger::{Kind, Room};
use lingshi_registry::identity::{Invitation, close_all_of, invite};
use lingshi_registry::people::{self, Officer as Known};
use lingshi_rules::ids::{OfficerId, PostCode};
use lingshi_rules::people::{By, Role};
use serde_json::json;
use std::collections::BTreeSet;
use std::path::Path;

#[derive(Debug, Subcommand)]
pub(super) enum Officer {
    /// Add an officer, or change name and roles
    Set {
        /// The post
        post: String,
        /// The officer's id: small letters, digits and dashes
        id: String,
        /// The name colleagues read
        #[arg(long)]
        name: String,
        /// What they may do; more than once for several
        #[arg(long = "role", required = true, value_name = "ROLE")]
        roles: Vec<String>,
    },
    /// An officer leaves the post: nothing they sign is taken any more, every session ends
    Left {
        /// The post
        post: String,
        /// The officer's id
        id: String,
    },
    /// Print a one-time code with which an officer enrols a device
    Invite {
        /// The post
        post: String,
        /// The officer's id
        id: String,
        /// How long the code is good for
        #[arg(long, default_value_t = 48, value_parser = clap::value_parser!(i64).range(1..=336))]
        hours: i64,
    },
    /// Who works at a post
    List {
        /// The post
        post: String,
    },
}

impl Officer {
    pub(super) fn run(&self, config: &Path) -> Outcome {
        let mut open = Open::new(config)?;
        match self {
            Self::Set {
                post,
                id,
                name,
                roles,
            } => set(&mut open, (post, id), name, roles),
            Self::Left { post, id } => left(&mut open, post, id),
            Self::Invite { post, id, hours } => invited(&mut open, (post, id), *hours),
            Self::List { post } => list(&mut open, post),
        }
    }
}

fn role(text: &str) -> Result<Role, Wrong> {
    serde_json::from_value(text.into()).map_err(|_| {
        let all: Vec<String> = <Role as strum::IntoEnumIterator>::iter()
            .map(|role| <&str>::from(role).to_owned())
            .collect();
        wrong(format!(
            "There is no role '{text}'. There are: {}.",
            all.join(", ")
        ))
    })
}

fn checked(id: &str) -> Result<OfficerId, Wrong> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if id.is_empty() || id.len() > 40 || !id.chars().all(plain) {
        return Err(wrong(format!(
            "'{id}' is no id: 1 to 40 small letters, digits and dashes are wanted."
        )));
    }
    Ok(OfficerId::new(id))
}

/// The post, if it is open.
pub(super) fn there(open: &mut Open, post: &str) -> Result<PostCode, Wrong> {
    let post = PostCode::new(post);
    let head = open.read(|tx| tx.head(&post))?;
    head.map(|_| post.clone()).ok_or_else(|| {
        wrong(format!(
            "There is no post {post}. 'post list' names those there are."
        ))
    })
}

fn set(open: &mut Open, (post, id): (&str, &str), name: &str, roles: &[String]) -> Outcome {
    let (post, id) = (there(open, post)?, checked(id)?);
    let roles: BTreeSet<Role> = roles
        .iter()
        .map(|text| role(text))
        .collect::<Result<_, _>>()?;
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 80 {
        return Err(wrong("A name has 1 to 80 characters."));
    }
    let officer = Known {
        id: id.clone(),
        name: name.to_owned(),
        roles,
        left: false,
    };
    open.write(|_, tx, moment| people::set_officer(tx, &post, &officer, By::System, moment))?;
    Ok(Said::new(
        format!("{id} works at {post}."),
        json!({ "post": post, "officer": officer }),
    ))
}

fn left(open: &mut Open, post: &str, id: &str) -> Outcome {
    let (post, id) = (there(open, post)?, checked(id)?);
    let known = open.read(|tx| people::officer(tx, &post, &id))?;
    let known = known.ok_or_else(|| wrong(format!("{id} does not work at {post}.")))?;
    let gone = Known {
        left: true,
        ..known.value
    };
    open.write(|_, tx, moment| people::set_officer(tx, &post, &gone, By::System, moment))?;
    let closed = open.write(|_, tx, _| close_all_of(tx, &id))?;
    Ok(Said::new(
        format!("{id} has left {post}; {closed} sessions ended."),
        json!({ "post": post, "officer": id, "sessions_ended": closed }),
    ))
}

fn invited(open: &mut Open, (post, id): (&str, &str), hours: i64) -> Outcome {
    let (post, id) = (there(open, post)?, checked(id)?);
    let known = open.read(|tx| people::officer(tx, &post, &id))?;
    if known.is_none_or(|known| known.value.left) {
        return Err(wrong(format!(
            "{id} does not work at {post}: 'officer set' comes first."
        )));
    }
    let invitation = Invitation {
        post: post.clone(),
        officer: id.clone(),
        until: now().plus_hours(hours),
    };
    let server = open.secrets.server.public();
    let code = open.write(|_, tx, moment| invite(tx, &server, &invitation, moment))?;
    let shown = code.show();
    let until = invitation.until;
    let words = format!(
        "{}\nGood once, until {}. Give it to {id} by hand.",
        shown.as_str(),
        until.utc().format("%Y-%m-%d %H:%M UTC")
    );
    Ok(Said::new(
        words,
        json!({ "code": shown.as_str(), "officer": id, "until": until }),
    ))
}

fn list(open: &mut Open, post: &str) -> Outcome {
    let post = there(open, post)?;
    let room = Room {
        rows: 10_000,
        bytes: usize::MAX,
    };
    let documents = open.read(|tx| tx.documents(&post, Kind::Officer, "", room))?;
    let officers: Vec<Known> = documents
        .iter()
        .filter_map(|document| serde_json::from_slice(&document.body).ok())
        .collect();
    let mut rows = vec![["officer", "name", "roles"].map(str::to_owned).to_vec()];
    rows.extend(officers.iter().map(|officer| {
        let roles: Vec<&str> = officer.roles.iter().map(|role| (*role).into()).collect();
        let roles = if officer.left {
            "left".to_owned()
        } else {
            roles.join(" ")
        };
        vec![officer.id.to_string(), officer.name.clone(), roles]
    }));
    Ok(Said::new(
        table(&rows),
        json!({ "post": post, "officers": officers }),
    ))
}
