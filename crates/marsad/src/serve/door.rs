//! The port: taken before any work is done, so that a port in use is said at once.
use super::{Desk, guard, manners, routes};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderValue, Method};
use axum::middleware::{from_fn, from_fn_with_state};
use std::io::ErrorKind;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use tower_http::compression::CompressionLayer;
use tower_http::cors::CorsLayer;

/// The most bytes that are taken in at once: a report of 200,000 letters, twice over.
const LARGEST: usize = 1 << 20;

/// An open port of this machine.
#[derive(Debug)]
pub(crate) struct Door {
    listener: TcpListener,
    address: SocketAddr,
}

/// Why the door cannot be opened.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DoorError {
    /// Other machines could come in.
    #[error(
        "{0} is open to other machines, and the page asks nobody for a password\n  help: bind 127.0.0.1 and reach it from elsewhere with `ssh -L {port}:127.0.0.1:{port} HOST`, or ask for a login with `--team`",
        port = .0.port()
    )]
    NotLoopback(SocketAddr),
    /// Another program has the port.
    #[error(
        "port {port} is taken by another program\n  help: end that program, or choose another port: `--bind {ip}:{next}`",
        port = .0.port(), ip = .0.ip(), next = .0.port().checked_add(1).unwrap_or(8080)
    )]
    Taken(SocketAddr),
    /// The system refuses.
    #[error("{0}: {1}\n  help: choose another address, as in `--bind 127.0.0.1:8080`")]
    Refused(SocketAddr, std::io::Error),
}

impl Door {
    /// Takes the port; port 0 takes any that is free. Other machines reach it only where people are asked to log in.
    pub(crate) fn open(address: SocketAddr, asks: bool) -> Result<Self, DoorError> {
        if !address.ip().is_loopback() && !asks {
            return Err(DoorError::NotLoopback(address));
        }
        let listener = TcpListener::bind(address).map_err(|error| match error.kind() {
            ErrorKind::AddrInUse => DoorError::Taken(address),
            _ => DoorError::Refused(address, error),
        })?;
        let refused = |error| DoorError::Refused(address, error);
        listener.set_nonblocking(true).map_err(refused)?;
        let address = listener.local_addr().map_err(refused)?;
        Ok(Self { listener, address })
    }

    /// Where a browser finds it.
    pub(crate) fn address(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Answers until Ctrl-C.
    pub(crate) fn serve(self, desk: Desk) -> std::io::Result<()> {
        // The record is closed when the runtime has ended: to close a server's takes one of its own.
        let desk = Arc::new(desk);
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            let stop = async { drop(tokio::signal::ctrl_c().await) };
            let service = router(&desk).into_make_service_with_connect_info::<SocketAddr>();
            axum::serve(listener, service).with_graceful_shutdown(stop).await
        })
    }
}

fn router(desk: &Arc<Desk>) -> Router {
    // Pages elsewhere may be let in to read, never to write.
    let origins = desk.open.read_by.iter().filter_map(|origin| HeaderValue::from_str(origin).ok());
    let readers = CorsLayer::new().allow_origin(origins.collect::<Vec<_>>()).allow_methods([Method::GET]);
    routes::router(desk)
        .layer(DefaultBodyLimit::max(LARGEST))
        .layer(from_fn(manners::problems))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(Arc::clone(desk), guard::guard))
        .layer(readers)
        .with_state(Arc::clone(desk))
}

#[cfg(test)]
mod tests {
    use super::{Door, DoorError};

    #[test]
    fn only_this_machine_is_let_in() {
        let outside = Door::open("0.0.0.0:0".parse().unwrap(), false).unwrap_err();
        assert!(matches!(outside, DoorError::NotLoopback(_)));
        assert!(Door::open("0.0.0.0:0".parse().unwrap(), true).is_ok());
        assert!(Door::open("127.0.0.1:0".parse().unwrap(), false).is_ok());
    }

    #[test]
    fn a_port_in_use_is_named_with_the_cure() {
        let first = Door::open("127.0.0.1:0".parse().unwrap(), false).unwrap();
        let error = Door::open(first.address, false).unwrap_err().to_string();
        assert!(error.contains(&format!("port {} is taken", first.address.port())), "{error}");
        assert!(error.contains("--bind 127.0.0.1:"), "{error}");
    }
}
