//! A desk that follows a demo over real HTTP, as the window does, without a window.

use lingshi_central::demo::Demo;
use lingshi_central::world::now;
use lingshi_demo::Pass;
use lingshi_demo::pass::BadPass;
use lingshi_desk::queue::{
    ByWire, Door, Inside, Living, Queue, Shut, Stage, Surroundings, Today, follow,
};
use lingshi_rules::order::Order;
use lingshi_rules::values::Instant;
use lingshi_wire::Kind;
use lingshi_wire::client::Follow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

/// Longer than anything here takes on a machine that is busy with other things.
const PATIENCE: Duration = Duration::from_secs(240);
/// So often it is looked.
const LOOK: Duration = Duration::from_millis(50);

/// A desk before a queue; it ends with this.
#[derive(Debug)]
pub struct Desk {
    living: Arc<Living>,
    follower: JoinHandle<()>,
}

impl Desk {
    /// Opens before the demo that left this pass.
    pub fn before(pass: &Path) -> Self {
        let living = Arc::new(Living::default());
        let (door, board) = (ByPass(pass.to_owned()), Arc::clone(&living));
        let follower = tokio::spawn(async move {
            follow(ByWire::through(door), Patient, &board).await;
        });
        Self { living, follower }
    }

    /// As it stands.
    pub fn queue(&self) -> Queue {
        self.living.view(now())
    }

    /// Waits until it stands as wanted; false if it never does.
    pub async fn comes_to(&self, wanted: impl Fn(&Queue) -> bool) -> bool {
        self.comes_within(PATIENCE, wanted).await
    }

    /// Waits for a while; on a post that lives, what was wanted may have passed by.
    pub async fn comes_within(&self, time: Duration, wanted: impl Fn(&Queue) -> bool) -> bool {
        let come = async {
            while !wanted(&self.queue()) {
                sleep(LOOK).await;
            }
        };
        timeout(time, come).await.is_ok()
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.follower.abort();
    }
}

/// Real time; of every pause at most a third of a second.
struct Patient;

impl Surroundings for Patient {
    fn now(&self) -> Instant {
        now()
    }

    fn chance(&mut self) -> u64 {
        333
    }

    async fn wait(&mut self, time: Duration) {
        sleep(time).await;
    }
}

struct ByPass(PathBuf);

impl Door for ByPass {
    async fn sign_in(&mut self, now: Instant) -> Result<Inside, Shut> {
        let shut = |bad| match bad {
            BadPass::NotLetIn(fault) => Shut::Fault(fault),
            BadPass::Unreadable(_) | BadPass::NoPass | BadPass::Server(_) => Shut::NoPass,
        };
        let pass = Pass::read(&self.0).map_err(shut)?;
        let (client, tokens) = pass.sign_in(now).await.map_err(shut)?;
        Ok(Inside {
            client,
            server: pass.server,
            post: pass.post,
            name: pass.name,
            trial: true,
            tokens,
        })
    }
}

/// How many orders a queue has in each stage that orders wait in.
pub fn counts(today: &Today) -> BTreeMap<Stage, u32> {
    let groups = today.groups.iter();
    groups
        .filter(|group| group.stage != Stage::EndedToday && group.count > 0)
        .map(|group| (group.stage, group.count))
        .collect()
}

/// The same, counted from everything the post has, by somebody else.
pub async fn counted(demo: &Demo) -> Result<BTreeMap<Stage, u32>, BadPass> {
    // Not the newcomer's pass: its digits were used a moment ago.
    let listener = Pass::read(&demo.pass.with_file_name("passes").join("listener.toml"))?;
    let orders = orders(&listener).await?;
    let mut all = BTreeMap::new();
    for order in orders.values() {
        let stage = Stage::of(order.status).filter(|stage| *stage != Stage::EndedToday);
        if let Some(stage) = stage {
            *all.entry(stage).or_default() += 1;
        }
    }
    Ok(all)
}

/// Every order of the post as it is now.
async fn orders(pass: &Pass) -> Result<BTreeMap<String, Order>, BadPass> {
    let (client, tokens) = pass.sign_in(now()).await?;
    let session = client.session(&pass.post, &tokens.asking, &pass.server);
    let mut follow = Follow::from_the_first(session);
    let mut orders = BTreeMap::new();
    loop {
        let page = follow.next().await?;
        let documents = page.documents.iter();
        for one in documents.filter(|one| one.key.kind == Kind::Order) {
            if let Ok(order) = serde_json::from_str(one.body.get()) {
                orders.insert(one.key.id.clone(), order);
            }
        }
        if page.until == page.head {
            return Ok(orders);
        }
    }
}
