//! The queue as officers see it, and the one who follows a post.

mod board;
mod following;
mod script;
