//! `mail`.

use super::officer::there;
use super::said::{Said, table};
use super::{Open, Outcome, Wrong, wrong};
use clap::Subcommand;
use lingshi_central::blobs::{Blobs, Bringer, UNPLACED, name};
use lingshi_central::world::now;
use lingshi_registry::mail::Wanted;
use lingshi_rules::ids::PostCode;
use lingshi_rules::people::By;
use lingshi_rules::supplement_mail::tray::TrayState;
use lingshi_rules::supplement_mail::{Attaching, Fate, Flag, Verdict, Wait, Why};
use lingshi_wire::Sha;
use lingshi_wire::mail::{MailContent, MailEnclosure, MailId, MailItem, Mails};
use serde_json::json;
use std::path::Path;

#[derive(Debug, Subcommand)]
pub(super) enum Mail {
    /// List the mails that wait for an officer of a post, or for the administration, the newest first
    ///
    /// A mail waits if nobody can say that its sender is the applicant, if it contradicts its order, or if the post
    /// wants every mail looked at. Without POST: those that no post can be told for. Senders are masked. At most 200
    /// are listed; a last line says so if there are more.
    List {
        /// The post
        post: Option<String>,
        /// Those that were attached or put aside as well
        #[arg(long)]
        settled: bool,
    },
    /// Show what a mail was taken for, and why, and what came with it; nothing of its words
    Show {
        /// The mail's name, as `mail list` says it
        id: String,
        /// Its post; without, it is one that no post can be told for
        #[arg(long)]
        post: Option<String>,
    },
    /// Give a mail that no post can be told for to a post, whose officers settle it
    ///
    /// Its files are copied first, then the mail lies in the tray of that post and its desks are nudged. Given away it
    /// cannot be taken back. Safe while the server listens.
    Assign {
        /// The mail's name, as `mail list` says it
        id: String,
        /// The post
        post: String,
    },
}

impl Mail {
    pub(super) fn run(&self, config: &Path) -> Outcome {
        let mut open = Open::new(config)?;
        match self {
            Self::List { post, settled } => list(&mut open, post.as_deref(), *settled),
            Self::Show { id, post } => show(&mut open, id, post.as_deref()),
            Self::Assign { id, post } => assign(&mut open, id, post),
        }
    }
}

fn at(open: &mut Open, post: Option<&str>) -> Result<Option<PostCode>, Wrong> {
    post.map(|post| there(open, post)).transpose()
}

fn list(open: &mut Open, post: Option<&str>, settled: bool) -> Outcome {
    let post = at(open, post)?;
    let wanted = if settled {
        Wanted::All
    } else {
        Wanted::Waiting
    };
    let mut found = None;
    let Open {
        registry, store, ..
    } = &mut *open;
    store.read(&mut |tx| {
        found = Some(registry.mails(tx, post.as_ref(), wanted, now())?);
        Ok(())
    })?;
    let Mails { mails, more } = found.ok_or_else(|| wrong("nothing was read"))?;
    let head = ["mail", "came", "state", "order", "files", "why"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    rows.extend(mails.iter().map(row));
    let mut words = if mails.is_empty() {
        "No mail is here.".to_owned()
    } else {
        table(&rows)
    };
    if more {
        words.push_str("There are older ones.\n");
    }
    Ok(Said::new(words, json!({ "mails": mails, "more": more })))
}

fn row(item: &MailItem) -> Vec<String> {
    let content = item.content.as_ref();
    let order = content.and_then(|content| content.order.as_ref());
    vec![
        item.id.to_string(),
        item.at.to_string(),
        <&str>::from(&item.state).to_owned(),
        order.map_or_else(|| "–".to_owned(), ToString::to_string),
        content
            .map_or(0, |content| content.enclosures.len())
            .to_string(),
        content.map(reasons).unwrap_or_default().join(", "),
    ]
}

/// Why it was not recognised, or why it waits.
fn reasons(content: &MailContent) -> Vec<String> {
    let mut codes: Vec<String> = match &content.verdict {
        Verdict::NotRecognised(found) => vec![<&Why as Into<&str>>::into(&found.why).to_owned()],
        Verdict::Recognised(found) => match &found.attaching {
            Attaching::ByItself => Vec::new(),
            Attaching::Waits { because } => because
                .iter()
                .map(|wait| <&Wait as Into<&str>>::into(wait).to_owned())
                .collect(),
        },
    };
    codes.extend(
        content
            .refused
            .iter()
            .map(|code| format!("refused: {code}")),
    );
    codes
}

fn show(open: &mut Open, id: &str, post: Option<&str>) -> Outcome {
    let post = at(open, post)?;
    let id = MailId::new(id);
    let mut found = None;
    let Open {
        registry, store, ..
    } = &mut *open;
    store.read(&mut |tx| {
        found = registry.mail(tx, post.as_ref(), &id)?;
        Ok(())
    })?;
    let item = found.ok_or_else(|| match &post {
        Some(post) => wrong(format!("{id}: {post} has no such mail")),
        None => wrong(format!(
            "{id}: no such mail waits for the administration; if it is a post's, name it with --post"
        )),
    })?;
    let words = told(&item);
    Ok(Said::new(words, json!(item)))
}

fn assign(open: &mut Open, id: &str, post: &str) -> Outcome {
    let post = there(open, post)?;
    let id = MailId::new(id);
    let none = || wrong(format!("{id}: no such mail waits for the administration"));
    let mut found = None;
    let Open {
        registry, store, ..
    } = &mut *open;
    store.read(&mut |tx| {
        found = registry.mail(tx, None, &id)?;
        Ok(())
    })?;
    let content = found.ok_or_else(none)?.content;
    let files = content
        .map(|content| content.enclosures)
        .unwrap_or_default();
    copy(open, &post, &files)?;
    let assigned =
        open.write(|registry, tx, moment| registry.assign_mail(tx, (&id, &post), moment))?;
    if !assigned {
        return Err(none());
    }
    let words = format!(
        "{id} lies in the tray of {post}, with {} files.",
        files.len()
    );
    let told = json!({ "mail": id, "post": post, "files": files.len() });
    Ok(Said::new(words, told))
}

/// Files come before what names them.
fn copy(open: &Open, post: &PostCode, files: &[MailEnclosure]) -> Result<(), Wrong> {
    let blobs = Blobs::open(&open.config.blobs, &open.config.folder)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let unplaced = PostCode::new(UNPLACED);
    for file in files.iter().filter(|file| file.bytes > 0) {
        let sha256 = Sha::parse(&file.sha256).ok_or_else(|| wrong("a file without a digest"))?;
        let bytes = runtime.block_on(blobs.store.whole(&name(&unplaced, &sha256)))?;
        let keep = blobs.store.keep((post, &Bringer::Mail), &sha256, bytes);
        runtime.block_on(keep)?;
    }
    Ok(())
}

fn told(item: &MailItem) -> String {
    let mut lines = vec![
        format!("mail      {}", item.id),
        format!("came      {}", item.at),
        format!("state     {}", state(&item.state)),
    ];
    let Some(content) = &item.content else {
        return lines.join("\n");
    };
    let or_nobody = content.sender.as_deref().unwrap_or("nobody");
    lines.push(format!("sender    {or_nobody}"));
    lines.extend(content.order.iter().map(|no| format!("order     {no}")));
    let why = reasons(content);
    if !why.is_empty() {
        lines.push(format!("why       {}", why.join(", ")));
    }
    if let Verdict::Recognised(found) = &content.verdict {
        let flags = found.flags.iter();
        let flags: Vec<&str> = flags.map(<&Flag as Into<&str>>::into).collect();
        if !flags.is_empty() {
            lines.push(format!("look at   {}", flags.join(", ")));
        }
    }
    let files = content.enclosures.iter().enumerate();
    lines.extend(files.map(|(at, file)| enclosure(at, file)));
    lines.join("\n")
}

fn enclosure(at: usize, file: &MailEnclosure) -> String {
    let fate = match &file.fate {
        None => String::new(),
        Some(Fate::Fit) => ", fit".to_owned(),
        Some(Fate::Unfit { reason }) => format!(", unfit: {}", <&str>::from(reason)),
        Some(Fate::LeftOut { reason }) => format!(", left out: {}", <&str>::from(reason)),
    };
    let kind: &str = file.kind.into();
    format!("file {at}    {kind}, {} bytes{fate}", file.bytes)
}

fn state(state: &TrayState) -> String {
    let by = |by: &By| match by {
        By::Officer { id } => id.to_string(),
        By::Applicant { .. } | By::System | By::PensionAuthority => "itself".to_owned(),
    };
    match state {
        TrayState::Waiting => "waiting".to_owned(),
        TrayState::Attached {
            order, by: who, at, ..
        } => format!("attached to {order} by {} at {at}", by(who)),
        TrayState::Discarded { why, by: who, at } => {
            let why: &str = why.into();
            format!("put aside by {} at {at}: {why}", by(who))
        }
        TrayState::Erased { at } => format!("erased at {at}"),
    }
}
