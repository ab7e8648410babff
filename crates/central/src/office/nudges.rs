//! Nudges: "there is more", and how far it goes. What it is, a desk pulls.

use lingshi_ledger::Seq;
use lingshi_rules::ids::PostCode;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// How far each post is, as somebody told last; none of them once it is closed.
type Posts = Option<HashMap<PostCode, watch::Sender<Seq>>>;

/// Whoever listens. Each hears of its own post alone, and of the last line only: a slow listener is not told of
/// each it missed.
pub struct Nudges(Mutex<Posts>);

impl Nudges {
    pub(super) fn new() -> Self {
        Self(Mutex::new(Some(HashMap::new())))
    }

    fn posts(&self) -> MutexGuard<'_, Posts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells whoever listens that a post has come to a line. Two who wrote may tell in another order than they
    /// wrote.
    pub fn tell(&self, post: &PostCode, seq: Seq) {
        let mut posts = self.posts();
        let Some(posts) = &mut *posts else { return };
        match posts.get(post) {
            Some(at) => {
                at.send_if_modified(|known| {
                    let further = seq > *known;
                    *known = seq.max(*known);
                    further
                });
            }
            // Nobody has asked for it yet, and whoever does begins where it is.
            None => {
                posts.insert(post.clone(), watch::channel(seq).0);
            }
        }
    }

    /// Listens from now on; once it is closed there is nothing to hear.
    pub fn listen(&self, post: &PostCode) -> watch::Receiver<Seq> {
        let new = || watch::channel(Seq::START).0;
        match &mut *self.posts() {
            Some(posts) => posts.entry(post.clone()).or_insert_with(new).subscribe(),
            None => new().subscribe(),
        }
    }

    /// Posts of which some desk listens.
    pub fn listened_to(&self) -> Vec<PostCode> {
        let posts = self.posts();
        let posts = posts.iter().flatten();
        let listening = posts.filter(|(_, at)| at.receiver_count() > 0);
        listening.map(|(post, _)| post.clone()).collect()
    }

    /// Whoever listens hears that there is no more to hear.
    pub fn close(&self) {
        self.posts().take();
    }
}

#[cfg(test)]
mod tests {
    use super::Nudges;
    use lingshi_ledger::Seq;
    use lingshi_rules::ids::PostCode;

    #[tokio::test]
    async fn a_desk_hears_of_its_own_post_and_never_backwards() {
        let (nudges, bru, nyc) = (Nudges::new(), PostCode::new("BRU"), PostCode::new("NYC"));
        let (mut here, there) = (nudges.listen(&bru), nudges.listen(&nyc));
        nudges.tell(&bru, Seq(7));
        nudges.tell(&bru, Seq(6));
        here.changed().await.unwrap();
        assert_eq!(*here.borrow_and_update(), Seq(7));
        assert!(!here.has_changed().unwrap() && !there.has_changed().unwrap());
        nudges.close();
        assert!(here.changed().await.is_err() && nudges.listen(&bru).has_changed().is_err());
    }
}
