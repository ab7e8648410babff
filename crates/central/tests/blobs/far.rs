//! Files in a service that speaks S3: a small one of the test's own, which may be away.

use super::house::{Desk, House, jpeg, place, said, sha};
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

#[derive(Default)]
struct Far {
    objects: Mutex<BTreeMap<String, Bytes>>,
    away: AtomicBool,
}

/// One range, as `bytes=a-b`: nothing else is asked of it.
fn part(headers: &HeaderMap, whole: &Bytes) -> Option<(usize, usize)> {
    let text = headers.get(header::RANGE)?.to_str().ok()?;
    let (first, last) = text.strip_prefix("bytes=")?.split_once('-')?;
    let last: usize = last.parse().ok()?;
    Some((first.parse().ok()?, last.min(whole.len() - 1)))
}

async fn answer(
    State(far): State<Arc<Far>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let signed = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    if !signed.is_some_and(|text| text.starts_with("AWS4-HMAC-SHA256 Credential=the-key/")) {
        return StatusCode::FORBIDDEN.into_response();
    }
    if far.away.load(Ordering::SeqCst) {
        return StatusCode::BAD_REQUEST.into_response();
    }
    let mut objects = far.objects.lock().unwrap();
    let name = uri.path().to_owned();
    if method == Method::PUT {
        objects.insert(name, body);
        return [(header::ETAG, "\"kept\"")].into_response();
    }
    let Some(whole) = objects.get(&name).cloned() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let told = [
        (header::ETAG, "\"kept\""),
        (header::LAST_MODIFIED, "Sat, 21 Nov 2026 10:00:00 GMT"),
    ];
    if method == Method::HEAD {
        let length = [(header::CONTENT_LENGTH, whole.len().to_string())];
        return (told, length).into_response();
    }
    match part(&headers, &whole) {
        Some((first, last)) => {
            let place = format!("bytes {first}-{last}/{}", whole.len());
            let place = [(header::CONTENT_RANGE, place)];
            let status = StatusCode::PARTIAL_CONTENT;
            (status, told, place, whole.slice(first..=last)).into_response()
        }
        None => (told, whole).into_response(),
    }
}

async fn with_far() -> (Arc<Far>, House, Desk) {
    let far = Arc::new(Far::default());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let service = Router::new().fallback(answer).with_state(Arc::clone(&far));
    tokio::spawn(async move { axum::serve(listener, service).await.unwrap() });
    let settings =
        format!("[blobs]\ns3 = {{ bucket = \"files\", endpoint = \"http://{address}\" }}\n");
    let house = House::open_in(&settings, |name| match name {
        "LINGSHI_S3_KEY" => Some("the-key".to_owned()),
        "LINGSHI_S3_SECRET" => Some("the-secret".to_owned()),
        _ => None,
    })
    .await;
    let post = house.post("BRU");
    let desk = house.desk(&post, "zhang", 1);
    (far, house, desk)
}

#[tokio::test]
async fn a_file_is_kept_far_away_and_sent_from_there() {
    let (far, house, desk) = with_far().await;
    let bytes = jpeg(400_000, 1);
    desk.upload(&bytes).await;
    let digest = sha(&bytes).to_string();
    let name = format!("/files/BRU/{}/{digest}", &digest[..2]);
    assert_eq!(far.objects.lock().unwrap().get(&name).unwrap(), &bytes);
    assert!(!house.folder.path().join("blobs").exists());
    house.orders(&desk.post, 1, &[Some(sha(&bytes))]);
    let path = format!("blobs/{digest}");
    let got = desk.get(&path, &[]).await;
    assert_eq!((got.status.as_u16(), got.body == bytes), (200, true));
    assert_eq!(got.header("content-type"), Some("image/jpeg"));
    let rest = desk.get(&path, &[("range", "bytes=399990-")]).await;
    assert_eq!(
        (rest.status.as_u16(), rest.body.as_slice()),
        (206, &bytes[399_990..])
    );
    let never = desk.get(&format!("blobs/{}", sha(b"never")), &[]).await;
    assert_eq!(never.status.as_u16(), 404);
}

#[tokio::test]
async fn while_the_store_is_away_nothing_that_came_is_lost() {
    let (far, house, desk) = with_far().await;
    let bytes = jpeg(5_000, 2);
    let begun = desk.post("uploads", &said(&bytes)).await;
    let path = place(&begun);
    far.away.store(true, Ordering::SeqCst);
    let later = desk.patch(&path, 0, &bytes).await;
    assert_eq!(
        (later.status.as_u16(), later.code().as_deref()),
        (503, Some("later"))
    );
    assert_eq!(desk.head(&path).await.offset(), Some(bytes.len()));
    far.away.store(false, Ordering::SeqCst);
    // Nothing is left to send: an empty piece asks again.
    let kept = desk.patch(&path, bytes.len(), &[]).await;
    assert_eq!(kept.status.as_u16(), 204);
    house.orders(&desk.post, 1, &[Some(sha(&bytes))]);
    let got = desk.get(&format!("blobs/{}", sha(&bytes)), &[]).await;
    assert_eq!(got.body, bytes);
}

#[tokio::test]
async fn without_its_key_the_store_is_not_opened() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("central.toml");
    std::fs::write(
        &path,
        "realm = \"test\"\n[blobs]\ns3 = { bucket = \"files\" }\n",
    )
    .unwrap();
    let config = lingshi_central::config::Config::read(&path, |_| None).unwrap();
    let opened = lingshi_central::blobs::Blobs::open(&config.blobs, folder.path());
    let why = opened.err().unwrap().to_string();
    assert!(why.contains("LINGSHI_S3_KEY"), "{why}");
}
