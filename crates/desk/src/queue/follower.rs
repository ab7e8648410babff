//! Following a post for as long as the desk runs: getting in, reading on, and going on by itself after a fault.

use super::line::{CutWhy, LockedWhy, Remedy, Shut};
use super::living::Living;
use super::pauses::Pauses;
use lingshi_rules::values::Instant;
use lingshi_wire::changes::Changes;
use lingshi_wire::{Epoch, Seq};
use std::future::Future;
use std::time::Duration;

/// Of the life of a token, so much has passed when the next one is asked for: four fifths.
const RENEWED_AT: (i64, i64) = (4, 5);
/// A clock that is wrong does not make the desk renew without a pause.
const SELDOM: i64 = 5_000;

/// Time and chance, as they are outside.
pub trait Surroundings: Send {
    /// What time it is.
    fn now(&self) -> Instant;
    /// A lot.
    fn chance(&mut self) -> u64;
    /// Lets time pass.
    fn wait(&mut self, time: Duration) -> impl Future<Output = ()> + Send;
}

/// Somebody has come in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered {
    /// The officer's name.
    pub name: String,
    /// Nobody there exists: it is a demo.
    pub trial: bool,
    /// Until when the token holds.
    pub until: Instant,
    /// It is another post or another server than before: nothing that was read is of it.
    pub elsewhere: bool,
}

/// A post that may be asked.
pub trait Wire: Send {
    /// Signs in, or renews.
    fn enter(&mut self, now: Instant) -> impl Future<Output = Result<Entered, Shut>> + Send;
    /// The tokens are not taken any more: the next time, signs in.
    fn leave(&mut self);
    /// How far the post has come.
    fn head(&mut self) -> impl Future<Output = Result<(Epoch, Seq), Shut>> + Send;
    /// The next page; waits until there is one. Asked again after a fault, it goes on where it was.
    fn next(&mut self) -> impl Future<Output = Result<Changes, Shut>> + Send;
    /// Goes back before the first line.
    fn begin_anew(&mut self);
}

/// Follows a post, and never ends by itself.
pub async fn follow(mut wire: impl Wire, mut around: impl Surroundings, living: &Living) {
    let mut pauses = Pauses::default();
    loop {
        let Err(shut) = stay(&mut wire, &mut around, living, &mut pauses).await;
        let wished = mend(&mut wire, &around, living, (shut.remedy(), &pauses));
        match wished {
            Wished::Pause(wished) => pause(&mut around, living, &mut pauses, wished).await,
            Wished::StayOut(why, wished) => {
                stay_out(&mut around, living, wished).await;
                wire.leave();
                // Whoever asks again after that wants all of it looked at again.
                if why == LockedWhy::NotBelieved {
                    wire.begin_anew();
                    living.begin_anew();
                }
            }
        }
    }
}

/// What is waited for before the next try.
enum Wished {
    Pause(Option<Duration>),
    StayOut(LockedWhy, Option<Duration>),
}

/// Tells how the line stands, and does what can be done at once.
fn mend(
    wire: &mut impl Wire,
    around: &impl Surroundings,
    living: &Living,
    (remedy, pauses): (Remedy, &Pauses),
) -> Wished {
    match remedy {
        Remedy::AskAgain(why, wished) => {
            living.cut_off(around.now(), why);
            Wished::Pause(wished)
        }
        Remedy::EnterAgain => {
            // A token that ran out is nothing to tell; a server that takes no token is.
            if !pauses.is_first() {
                wire.leave();
                living.cut_off(around.now(), CutWhy::Broken);
            }
            Wished::Pause(None)
        }
        Remedy::BeginAnew => {
            wire.begin_anew();
            living.begin_anew();
            Wished::Pause(None)
        }
        Remedy::StayOut(why, wished) => {
            living.locked_out(why);
            Wished::StayOut(why, wished)
        }
    }
}

/// Gets in and reads on, until something is wrong.
async fn stay(
    wire: &mut impl Wire,
    around: &mut impl Surroundings,
    living: &Living,
    pauses: &mut Pauses,
) -> Result<std::convert::Infallible, Shut> {
    let mut renew_at = enter(wire, around, living).await?;
    let (epoch, head) = wire.head().await?;
    living.heard(epoch, head);
    loop {
        let left = renew_at.saturating_sub(around.now().millis());
        let left = Duration::from_millis(u64::try_from(left).unwrap_or(0));
        tokio::select! {
            page = wire.next() => {
                living.take(&page?)?;
                pauses.over();
            }
            () = around.wait(left) => {
                pauses.over();
                renew_at = enter(wire, around, living).await?;
            }
        }
    }
}

/// Gets in; gives the moment, in milliseconds, at which the next token is asked for.
async fn enter(
    wire: &mut impl Wire,
    around: &impl Surroundings,
    living: &Living,
) -> Result<i64, Shut> {
    let now = around.now();
    let entered = wire.enter(now).await?;
    if entered.elsewhere {
        living.begin_anew();
    }
    living.entered(&entered.name, entered.trial);
    let (of, all) = RENEWED_AT;
    let lifetime = entered.until.millis().saturating_sub(now.millis());
    let used = (lifetime / all * of).max(SELDOM);
    Ok(now.millis().saturating_add(used))
}

async fn pause(
    around: &mut impl Surroundings,
    living: &Living,
    pauses: &mut Pauses,
    wished: Option<Duration>,
) {
    let time = pauses.next(around.chance(), wished);
    tokio::select! {
        () = around.wait(time) => {}
        () = living.asked_again() => {}
    }
}

async fn stay_out(around: &mut impl Surroundings, living: &Living, wished: Option<Duration>) {
    let passes = async {
        match wished {
            Some(time) => around.wait(time).await,
            None => std::future::pending().await,
        }
    };
    tokio::select! {
        () = passes => {}
        () = living.asked_again() => living.connecting(),
    }
}
