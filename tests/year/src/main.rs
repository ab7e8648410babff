//! Plays a year of a post, and says what became of everybody.
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "it tells what it measured, in real time"
)]

use clap::Parser;
use lingshi_year::{Life, Played};
use std::process::ExitCode;
use std::time::Instant;

/// Play a year of posts on a clock that is handed in.
#[derive(Debug, Parser)]
struct Arguments {
    /// The posts; all six if none is named
    posts: Vec<String>,
    /// Orders filed in the year, at each post
    #[arg(long, default_value_t = 5_000)]
    orders: u32,
    /// The lot everything follows from
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

const ALL: [&str; 6] = ["BRU", "NYC", "SFO", "WAS", "LAX", "LAD"];

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let all = ALL.map(str::to_owned);
    let posts = if arguments.posts.is_empty() {
        &all[..]
    } else {
        &arguments.posts
    };
    let mut right = true;
    for post in posts {
        let begun = Instant::now();
        let life = Life {
            post,
            orders: arguments.orders,
            seed: arguments.seed,
        };
        let played = life.play();
        tell(post, &played, begun.elapsed().as_secs_f64());
        right &= played.wrong.is_empty();
    }
    if right {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

#[expect(clippy::cast_precision_loss, reason = "a speed")]
fn tell(post: &str, played: &Played, seconds: f64) {
    let steps = played.accepted + played.refused.values().sum::<u64>();
    println!(
        "{post}: {} orders, {} steps, {:.0} steps/s, {} strikes, {} bans met, {} outages",
        played.orders,
        steps,
        steps as f64 / seconds,
        played.strikes,
        played.bans,
        played.outages
    );
    println!(
        "  ended {:?}, refused for {:?}",
        played.ended, played.reasons
    );
    println!("  resting {:?}", played.resting);
    println!("  refused {:?}", played.refused);
    for wrong in &played.wrong {
        println!("  WRONG {wrong}");
    }
}
