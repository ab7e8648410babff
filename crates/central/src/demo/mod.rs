//! A server with a post that is alive: its folder, its officers, the orders it begins with, and the lives of everybody.
//!
//! Everything is kept in one folder and goes on where it stopped. It listens on this machine alone; whoever lives
//! there asks over HTTP like anybody.

mod intake;
mod officers;
mod place;
mod slots;

pub use intake::{Intake, Taken};
pub use place::{NoDemo, Place, Wish};

use crate::config::Config;
use crate::serve::{Serving, serve};
use crate::world::now;
use lingshi_demo::colleagues::{Colleague, Colleagues};
use lingshi_demo::filed::Filed;
use lingshi_demo::life::{Cast, Life, Lived, Pace};
use lingshi_demo::pass::Pass;
use lingshi_demo::stock::{ORDERS, Stock};
use lingshi_demo::telephone::{Places, Telephones};
use lingshi_wire::Server;
use lingshi_wire::client::{Client, Follow};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// A demo that listens and lives.
pub struct Demo {
    /// Where.
    pub address: String,
    /// The newcomer's pass.
    pub pass: PathBuf,
    /// How many orders of the first are there.
    pub taken: watch::Receiver<Taken>,
    /// What has happened so far.
    pub lived: watch::Receiver<Lived>,
    serving: Serving,
    end: watch::Sender<bool>,
    living: Vec<JoinHandle<()>>,
}

/// Opens a demo, or goes on with one that is there.
pub async fn open(wish: Wish, how: Pace) -> Result<Demo, NoDemo> {
    let place = tokio::task::spawn_blocking(move || Place::open(&wish)).await;
    let place = Arc::new(place.map_err(|_| NoDemo::CutShort)??);
    let serving = serve(&place.config).await?;
    let address = format!("http://{}", serving.address);
    let server = Server {
        realm: place.config.realm.clone(),
        key: place.secrets.server.public(),
    };
    let staff = officers::passes(&place, (&address, &server))?;
    let pass = place.config.folder.join("pass.toml");
    slots::offer_today(serving.office(), &place).await?;
    let stock = Arc::clone(&place.stock);
    let (end, ending) = watch::channel(false);
    let (intake, taken) = Intake::of(&place, &stock, serving.office());
    let mut living = vec![tokio::spawn(intake.go_on(ending.clone()))];
    let life = cast(&place, (&address, stock), staff, how)?;
    let lived = life.told();
    let follow = followed(&pass).await?;
    living.push(tokio::spawn(life.live(follow, ending)));
    Ok(Demo {
        address,
        pass,
        taken,
        lived,
        serving,
        end,
        living,
    })
}

fn cast(
    place: &Place,
    (address, stock): (&str, Arc<Stock>),
    staff: Vec<Colleague>,
    how: Pace,
) -> Result<Life, NoDemo> {
    let client = Client::new(address)?;
    let folder = &place.config.folder;
    let filed = Filed::read(folder.join("filed.jsonl"), stock.numbers().clone(), ORDERS)?;
    let life = format!("demo-{}", now().millis());
    let places = Places {
        codes: folder.join(place::CODES),
        mails: folder.join(place::MAILS),
    };
    let telephones = Telephones::new(
        (client, Arc::clone(&stock), filed),
        place.known.password.clone(),
        (places, life.clone()),
    );
    let cast = Cast {
        telephones: Arc::new(telephones),
        colleagues: Arc::new(Colleagues::new(staff, life)),
        stock,
    };
    Ok(Life::begin(cast, place.known.seed, how, now))
}

/// What happens at the post is heard of as a desk hears it.
async fn followed(pass: &Path) -> Result<Follow, NoDemo> {
    let listener = pass.with_file_name("passes").join("listener.toml");
    let pass = Pass::read(&listener)?;
    let (client, tokens) = pass.sign_in(now()).await?;
    let session = client.session(&pass.post, &tokens.asking, &pass.server);
    Ok(Follow::from_the_first(session))
}

impl Demo {
    /// Ends: everybody stops, and everything begun is written.
    pub async fn end(self) -> Result<(), NoDemo> {
        self.end.send_replace(true);
        for living in self.living {
            living.await.ok();
        }
        Ok(self.serving.end().await?)
    }

    /// Goes on until told to stop.
    pub async fn until_told(self) -> Result<(), NoDemo> {
        crate::serve::told_to_stop().await;
        self.end().await
    }

    /// The server it runs on.
    pub fn serving(&self) -> &Serving {
        &self.serving
    }
}

/// As it would be without a demo.
fn read_config(path: &Path) -> Result<Config, NoDemo> {
    Ok(Config::read(path, |_| None)?)
}
