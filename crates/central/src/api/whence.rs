//! Where a request comes from: the peer, or behind a balancer of ours whom the balancer names.

use super::problem::Fault;
use super::{Desk, problem::Code};
use axum::extract::{ConnectInfo, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap};
use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

const FORWARDED_FOR: &str = "x-forwarded-for";

/// Whence a request comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Whence {
    /// Its address.
    pub(super) address: IpAddr,
    /// Nobody stands between.
    pub(super) straight: bool,
}

/// Believes a balancer of ours, and nobody else: anybody may write such a header. A balancer adds whom it was
/// asked by at the end; what stands before was said by others.
fn whence(peer: IpAddr, headers: &HeaderMap, ours: &BTreeSet<IpAddr>) -> Option<Whence> {
    let peer = peer.to_canonical();
    if !ours.contains(&peer) {
        return Some(Whence {
            address: peer,
            straight: true,
        });
    }
    let said: Vec<&str> = headers
        .get_all(FORWARDED_FOR)
        .iter()
        .map(|value| value.to_str().unwrap_or("?"))
        .flat_map(|value| value.split(','))
        .collect();
    let mut passed = said.iter().rev().map(|one| address(one));
    let address = passed.find(|one| one.is_none_or(|one| !ours.contains(&one)))??;
    Some(Whence {
        address,
        straight: false,
    })
}

/// With or without a port.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let alone = text.trim_start_matches('[').trim_end_matches(']').parse();
    let address: Option<IpAddr> = alone.ok();
    let with_port = || text.parse::<SocketAddr>().ok().map(|both| both.ip());
    address.or_else(with_port).map(|one| one.to_canonical())
}

impl Whence {
    /// Of a request. A balancer that does not say by whom it was asked is set up wrongly: without that, one
    /// stranger would be all strangers.
    pub(super) fn of(desk: &Desk, request: &Request) -> Result<Self, Fault> {
        Self::by(desk, request.extensions(), request.headers())
    }

    fn by(desk: &Desk, connection: &Extensions, headers: &HeaderMap) -> Result<Self, Fault> {
        let peer = connection
            .get::<ConnectInfo<SocketAddr>>()
            .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |info| info.0.ip());
        whence(peer, headers, &desk.balancers).ok_or_else(|| {
            Fault::new(Code::Unreadable).saying("Behind a balancer, X-Forwarded-For is wanted.")
        })
    }

    /// A program on this machine, asking by itself.
    pub(super) fn is_this_machine(self) -> bool {
        self.straight && self.address.is_loopback()
    }
}

impl FromRequestParts<Desk> for Whence {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, desk: &Desk) -> Result<Self, Fault> {
        Self::by(desk, &parts.extensions, &parts.headers)
    }
}

#[cfg(test)]
mod tests {
    use super::{FORWARDED_FOR, Whence, whence};
    use axum::http::{HeaderMap, HeaderValue};
    use std::net::IpAddr;

    fn asked(peer: &str, forwarded: &[&str]) -> Option<Whence> {
        let ours = ["10.0.0.1", "10.0.0.2"].map(|one| one.parse().unwrap());
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append(FORWARDED_FOR, HeaderValue::from_str(value).unwrap());
        }
        whence(peer.parse().unwrap(), &headers, &ours.into())
    }

    fn told(peer: &str, forwarded: &[&str]) -> Option<IpAddr> {
        asked(peer, forwarded).map(|whence| whence.address)
    }

    fn is(address: &str) -> Option<IpAddr> {
        address.parse().ok()
    }

    #[test]
    fn only_our_balancers_are_believed() {
        assert_eq!(told("192.0.2.7", &["203.0.113.1"]), is("192.0.2.7"));
        assert_eq!(told("10.0.0.1", &["203.0.113.1"]), is("203.0.113.1"));
        assert_eq!(told("::ffff:10.0.0.1", &["203.0.113.1"]), is("203.0.113.1"));
    }

    #[test]
    fn what_a_stranger_wrote_before_the_balancer_did_counts_for_nothing() {
        assert_eq!(
            told("10.0.0.1", &["127.0.0.1, 203.0.113.1"]),
            is("203.0.113.1")
        );
        assert_eq!(
            told("10.0.0.1", &["127.0.0.1", "203.0.113.1, 10.0.0.2"]),
            is("203.0.113.1")
        );
        assert_eq!(told("10.0.0.1", &["[2001:db8::1]:4711"]), is("2001:db8::1"));
        assert!(!asked("10.0.0.1", &["127.0.0.1"]).unwrap().is_this_machine());
        assert!(asked("127.0.0.1", &[]).unwrap().is_this_machine());
    }

    #[test]
    fn a_balancer_that_names_nobody_is_not_answered() {
        for said in [
            &[][..],
            &["unknown"],
            &["10.0.0.2"],
            &["203.0.113.1, _hidden"],
        ] {
            assert_eq!(told("10.0.0.1", said), None, "{said:?}");
        }
    }
}
