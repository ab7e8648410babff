//! Behind a balancer: whoever it names is who asks, and it is not this machine's own program.

use crate::common::{House, often};
use std::net::{IpAddr, Ipv4Addr};

async fn behind_one() -> House {
    let mut house = House::open().await;
    house.end().await;
    house.config.balancers = [IpAddr::V4(Ipv4Addr::LOCALHOST)].into();
    house.config.limits.strangers_per_minute = often(5);
    house.again().await;
    house
}

async fn status(house: &House, path: &str, named: &[&str]) -> u16 {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let mut ask = http.get(format!("http://{}{path}", house.address()));
    for one in named {
        ask = ask.header("x-forwarded-for", *one);
    }
    ask.send().await.unwrap().status().as_u16()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_stranger_behind_it_is_counted_alone() {
    let house = behind_one().await;
    for _ in 0..5 {
        assert_eq!(status(&house, "/v1/time", &["192.0.2.1"]).await, 200);
    }
    // Whatever they write before what the balancer adds.
    assert_eq!(
        status(&house, "/v1/time", &["198.51.100.9, 192.0.2.1"]).await,
        429
    );
    assert_eq!(status(&house, "/v1/time", &["192.0.2.2"]).await, 200);
    assert_eq!(status(&house, "/v1/time", &[]).await, 400);
    assert_eq!(status(&house, "/healthz", &[]).await, 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_counted_is_not_told_through_it() {
    let house = behind_one().await;
    for named in [&["192.0.2.1"][..], &["127.0.0.1"], &["127.0.0.2"], &[]] {
        assert_ne!(status(&house, "/metrics", named).await, 200, "{named:?}");
    }
}
