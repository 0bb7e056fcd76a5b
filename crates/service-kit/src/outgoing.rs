//! Requests to other servers whose address came from outside: never to places that only this machine can reach, never
//! along a redirect, and with answers bounded in size and time.

mod address;

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::redirect::Policy;
use reqwest::{Method, Request, StatusCode, Url};

/// Bounds of one answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Most bytes of its body.
    pub bytes: usize,
    /// Longest time from the start of the request to the end of the body.
    pub time: Duration,
}

/// Why there is no answer.
#[derive(Debug)]
pub enum OutgoingFault {
    /// Not an absolute `https` address; `http` is for loopback addresses that are configured.
    Address,
    /// The host is, or resolves to, an address that is not public, and it is not configured.
    Private,
    /// No certificates to trust, or another fault of the TLS library.
    Setup(reqwest::Error),
    /// No answer in time, or the connection broke.
    Exchange(reqwest::Error),
    /// More bytes than allowed.
    TooLarge,
    /// An answer, but not a good one. A redirect is one of these.
    Status(StatusCode),
}

impl fmt::Display for OutgoingFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address => {
                f.write_str("the address is not https, and not http on a configured loopback host")
            }
            Self::Private => f.write_str("the host is not public"),
            Self::Setup(_) => f.write_str("the TLS library cannot be set up"),
            Self::Exchange(_) => f.write_str("no answer"),
            Self::TooLarge => f.write_str("the answer is too large"),
            Self::Status(status) => write!(f, "the answer has the status {status}"),
        }
    }
}

impl std::error::Error for OutgoingFault {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Setup(error) | Self::Exchange(error) => Some(error),
            Self::Address | Self::Private | Self::TooLarge | Self::Status(_) => None,
        }
    }
}

/// A client for addresses that others name. The hosts in its own list are the operator's choice and may be anywhere.
/// Proxies of the environment are not used: behind one, nobody could tell which address is asked.
#[derive(Clone, Debug)]
pub struct Outgoing {
    client: reqwest::Client,
    hosts: Vec<String>,
}

impl Outgoing {
    /// A client that trusts the certificates of the system, and these hosts of the configuration.
    ///
    /// # Errors
    /// [`OutgoingFault::Setup`].
    pub fn new(hosts: impl IntoIterator<Item = String>) -> Result<Self, OutgoingFault> {
        let hosts: Vec<String> = hosts.into_iter().collect();
        let builder = || {
            reqwest::Client::builder()
                .redirect(Policy::none())
                .no_proxy()
                // A kept connection belongs to the thread that opened it, and may end with it.
                .pool_max_idle_per_host(0)
                .dns_resolver(PublicOnly { hosts: hosts.clone() })
        };
        let client = match builder().build() {
            // A system without certificates can still ask itself.
            Err(_) if hosts.iter().all(|host| is_loopback(host)) => builder().tls_certs_only([]).build(),
            built => built,
        };
        let client = client.map_err(OutgoingFault::Setup)?;
        Ok(Self { client, hosts })
    }

    /// The body of a good answer to GET.
    ///
    /// # Errors
    /// [`OutgoingFault`].
    pub async fn get(&self, url: Url, bounds: Bounds) -> Result<Vec<u8>, OutgoingFault> {
        self.send(Request::new(Method::GET, url), bounds).await
    }

    /// The body of a good answer to any request.
    ///
    /// # Errors
    /// [`OutgoingFault`].
    pub async fn send(&self, mut request: Request, bounds: Bounds) -> Result<Vec<u8>, OutgoingFault> {
        self.check(request.url())?;
        *request.timeout_mut() = Some(bounds.time);
        let mut answer = self.client.execute(request).await.map_err(exchange)?;
        if !answer.status().is_success() {
            return Err(OutgoingFault::Status(answer.status()));
        }
        let mut body = Vec::new();
        while let Some(piece) = answer.chunk().await.map_err(exchange)? {
            if body.len() + piece.len() > bounds.bytes {
                return Err(OutgoingFault::TooLarge);
            }
            body.extend_from_slice(&piece);
        }
        Ok(body)
    }

    /// Whether an address may be asked, as far as that can be told before its host is resolved.
    ///
    /// # Errors
    /// [`OutgoingFault::Address`] and [`OutgoingFault::Private`].
    pub fn check(&self, url: &Url) -> Result<(), OutgoingFault> {
        let host = url.host_str().ok_or(OutgoingFault::Address)?;
        let configured = self.hosts.iter().any(|known| known == host);
        let numeric = address::numeric(host);
        match url.scheme() {
            "https" => {}
            "http" if configured && is_loopback(host) => {}
            _ => return Err(OutgoingFault::Address),
        }
        match numeric {
            Some(address) if !configured && !address::is_public(address) => Err(OutgoingFault::Private),
            _ => Ok(()),
        }
    }
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || address::numeric(host).is_some_and(|address| address.is_loopback())
}

/// Resolves names, and keeps public addresses alone of hosts that are not configured. The connection is made to what
/// comes out of here, so that a name cannot change its mind after the check.
struct PublicOnly {
    hosts: Vec<String>,
}

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        let configured = self.hosts.iter().any(|known| known == name.as_str());
        Box::pin(async move {
            let all = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let kept: Vec<SocketAddr> =
                all.filter(|address| configured || address::is_public(address.ip())).collect();
            if kept.is_empty() {
                return Err(io::Error::other(NotPublic).into());
            }
            Ok(Box::new(kept.into_iter()) as Addrs)
        })
    }
}

/// No address of the host is public.
#[derive(Debug)]
struct NotPublic;

impl fmt::Display for NotPublic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no address of the host is public")
    }
}

impl std::error::Error for NotPublic {}

/// Our own refusal comes back as the innermost cause of a failed connection.
fn exchange(error: reqwest::Error) -> OutgoingFault {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(&error);
    while let Some(error) = cause {
        let ours = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        if error.is::<NotPublic>() || ours.is_some_and(|inner| inner.is::<NotPublic>()) {
            return OutgoingFault::Private;
        }
        cause = error.source();
    }
    OutgoingFault::Exchange(error.without_url())
}
