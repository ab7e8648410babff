//! Listening, and stopping with nothing half done.

use crate::api::{Desk, Limits, router};
use crate::applicants::Applicants;
use crate::blobs::Blobs;
use crate::config::{Config, Patience};
use crate::office::Office;
use crate::secrets::Secrets;
use crate::snapshots::Snapshots;
use axum_server::Handle;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use hyper_util::rt::{TokioExecutor, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use lingshi_registry::Registry;
use lingshi_wire::outbox::SaidKey;
use std::net::{SocketAddr, TcpListener};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

/// It cannot listen, or not go on.
#[derive(Debug, thiserror::Error)]
pub enum ServeFault {
    /// The ledger cannot be opened.
    #[error("the ledger: {0}")]
    Ledger(#[from] lingshi_ledger::StoreFault),
    /// The store of files cannot be opened.
    #[error("the store of files: {0}")]
    Blobs(#[from] crate::blobs::Trouble),
    /// What is done for applicants cannot be set up.
    #[error("applicants: {0}")]
    Applicants(#[from] crate::applicants::NotOpened),
    /// A secret is missing.
    #[error("{0}")]
    Secret(#[from] crate::secrets::SecretFault),
    /// The address cannot be had.
    #[error("{address}: {source}")]
    Address {
        /// Which.
        address: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
    /// Certificate or key will not do.
    #[error("tls: {0}")]
    Tls(std::io::Error),
    /// It stopped by itself.
    #[error("it stopped by itself: {0}")]
    Stopped(std::io::Error),
}

/// A server that listens.
pub struct Serving {
    /// Where.
    pub address: SocketAddr,
    handle: Handle<SocketAddr>,
    office: Arc<Office>,
    running: tokio::task::JoinHandle<std::io::Result<()>>,
    ending: Duration,
}

fn seconds(count: NonZeroU32) -> Duration {
    Duration::from_secs(count.get().into())
}

/// Opens the ledger and listens.
pub async fn serve(config: &Config) -> Result<Serving, ServeFault> {
    crate::counted::begin();
    let secrets = Secrets::read(&config.folder)?;
    let sealing = secrets.sealing.public().to_string();
    let sealing = SaidKey::new(&config.realm, sealing, &secrets.server);
    let registry = Registry::new(config.realm.clone(), secrets.lookup);
    let engine = config.engine();
    let open = move || Office::open(&engine, registry, secrets.server);
    let office = tokio::task::spawn_blocking(open)
        .await
        .map_err(|fault| ServeFault::Stopped(std::io::Error::other(fault)))??;
    let office = Arc::new(office);
    if config.clockwork {
        tokio::spawn(Office::clockwork(Arc::downgrade(&office)));
        tokio::spawn(Office::tidying(Arc::downgrade(&office)));
    }
    tokio::spawn(Office::hear_listeners(Arc::downgrade(&office)));
    tokio::spawn(Office::watch(Arc::downgrade(&office), config.engine()));
    let limits = crate::api::Allowed {
        strangers: config.limits.strangers_per_minute,
        officers: config.limits.officers_per_minute,
        applicants: config.limits.applicants_per_minute,
        codes: config.limits.codes_per_hour,
    };
    let applicants = Applicants::open(&config.applicants, &config.folder)?;
    let blobs = Blobs::open(&config.blobs, &config.folder)?;
    let snapshots = Snapshots::open(config.snapshots.clone(), &config.folder)?;
    let desk = Desk {
        blobs: Arc::new(blobs),
        snapshots: Arc::new(snapshots),
        office: Arc::clone(&office),
        nonces: Arc::new(secrets.nonces),
        sealing: Arc::new(sealing),
        limits: Arc::new(Limits::new(limits)),
        balancers: Arc::new(config.balancers.clone()),
        unknown: Arc::default(),
        slow: Arc::default(),
        applicants: Arc::new(applicants),
        patience: config.patience,
    };
    let at = |source| ServeFault::Address {
        address: config.listen,
        source,
    };
    let listener = TcpListener::bind(config.listen).map_err(at)?;
    listener.set_nonblocking(true).map_err(at)?;
    let address = listener.local_addr().map_err(at)?;
    let handle = Handle::new();
    let service = router(desk).into_make_service_with_connect_info::<SocketAddr>();
    let running = match &config.tls {
        None => {
            let mut server = axum_server::from_tcp(listener)
                .map_err(at)?
                .handle(handle.clone());
            waits(&config.patience, server.http_builder());
            tokio::spawn(server.serve(service))
        }
        Some(tls) => {
            let (certificate, key) = (config.beside(&tls.certificate), config.beside(&tls.key));
            rustls::crypto::ring::default_provider()
                .install_default()
                .ok();
            let tls = RustlsConfig::from_pem_file(certificate, key)
                .await
                .map_err(ServeFault::Tls)?;
            // Whoever begins to greet and does not end is not waited for either.
            let greeting =
                RustlsAcceptor::new(tls).handshake_timeout(seconds(config.patience.header_seconds));
            let mut server = axum_server::from_tcp(listener)
                .map_err(at)?
                .acceptor(greeting)
                .handle(handle.clone());
            waits(&config.patience, server.http_builder());
            tokio::spawn(server.serve(service))
        }
    };
    Ok(Serving {
        address,
        handle,
        office,
        running,
        ending: seconds(config.patience.ending_seconds),
    })
}

/// Whoever sends a header letter by letter is not waited for.
fn waits(patience: &Patience, builder: &mut Builder<TokioExecutor>) {
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(seconds(patience.header_seconds))
        .max_buf_size(64 * 1024);
    builder
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(Some(Duration::from_secs(30)))
        .max_header_list_size(32 * 1024)
        .max_concurrent_streams(100);
}

impl Serving {
    /// The office behind it.
    pub fn office(&self) -> &Arc<Office> {
        &self.office
    }

    /// Ends: no new request, those under way are answered, everything begun is written.
    pub async fn end(self) -> Result<(), ServeFault> {
        // Streams would be waited for as long as anything is.
        self.office.nudges.close();
        self.handle.graceful_shutdown(Some(self.ending));
        let ended = self.running.await;
        self.office.close().await;
        match ended {
            Ok(ended) => ended.map_err(ServeFault::Stopped),
            Err(fault) => Err(ServeFault::Stopped(std::io::Error::other(fault))),
        }
    }

    /// Goes on until told to stop, by Ctrl-C or by the system.
    pub async fn until_told(self) -> Result<(), ServeFault> {
        told_to_stop().await;
        tracing::info!("stopping");
        self.end().await
    }
}

/// Waits until told to stop, by Ctrl-C or by the system.
pub(crate) async fn told_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            return;
        }
    }
    tokio::signal::ctrl_c().await.ok();
}
