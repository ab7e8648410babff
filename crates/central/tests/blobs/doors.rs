//! The doors of files and snapshots: nobody comes in without a token, and nobody of another post.

use super::house::{House, sha};
use lingshi_central::api::{Access, endpoints};
use reqwest::Method;
use reqwest::header::AUTHORIZATION;

/// Each of them, with a name that could be.
fn all() -> Vec<(Method, String)> {
    let of_files = |path: &&str| {
        ["/uploads", "/blobs/", "/snapshot"]
            .iter()
            .any(|part| path.contains(part))
    };
    let name = sha(b"some").to_string();
    endpoints()
        .into_iter()
        .filter(|endpoint| of_files(&endpoint.path))
        .map(|endpoint| {
            assert_eq!(endpoint.access, Access::OfficerOfPost);
            let path = endpoint.path.strip_prefix("/v1/posts/{post}/").unwrap();
            let path = path
                .replace("{sha256}", &name)
                .replace("{name}", &name)
                .replace("{id}", &"A".repeat(26));
            (endpoint.method, path)
        })
        .collect()
}

#[tokio::test]
async fn nobody_comes_in_without_a_token_or_from_another_post() {
    let house = House::open("").await;
    let post = house.post("BRU");
    let desk = house.desk(&post, "zhang", 1);
    let mut strayed = house.desk(&house.post("NYC"), "li", 1);
    strayed.post = post.clone();
    assert_eq!(all().len(), 9);
    for (method, path) in all() {
        let at = format!("{method} {path}");
        let mut without = desk.ask(method.clone(), &path).build().unwrap();
        without.headers_mut().remove(AUTHORIZATION);
        let answer = reqwest::Client::new().execute(without).await.unwrap();
        assert_eq!(answer.status().as_u16(), 401, "{at}");
        let answer = strayed.ask(method, &path).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 404, "{at}");
        assert_eq!(answer.headers()["cache-control"], "no-store", "{at}");
    }
}
