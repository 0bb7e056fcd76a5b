//! The documents of a provider, read and checked.

use std::fmt;
use std::sync::Arc;

use aws_lc_rs::digest::{SHA256, digest};
use chrono::{DateTime, Utc};
use reqwest::{StatusCode, Url};
use serde_json::{Map, Value};

use crate::outgoing::{Bounds, Outgoing, OutgoingFault};
use crate::tokens::algorithm::Algorithm;
use crate::tokens::json;
use crate::tokens::verifying_key::VerifyingKey;

/// Most keys that are kept of one provider. Large ones publish about ten.
const MOST_KEYS: usize = 64;

/// What is known of a provider.
pub(super) struct Documents {
    pub(super) keys: Vec<VerifyingKey>,
    pub(super) metadata: Arc<Map<String, Value>>,
    /// Of the key document.
    pub(super) fingerprint: Vec<u8>,
    pub(super) read_at: DateTime<Utc>,
}

/// Where the documents are.
pub(super) struct Source {
    pub(super) issuer: String,
    /// The issuer as an address, where its document is discovered.
    pub(super) address: Option<Url>,
    /// The key document, where it is configured.
    pub(super) jwks: Option<Url>,
    pub(super) outgoing: Outgoing,
    pub(super) bounds: Bounds,
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.issuer)
    }
}

/// Why the documents cannot be used.
#[derive(Debug)]
pub(super) enum DocumentFault {
    Fetch(OutgoingFault),
    NoJson,
    /// The document is of another issuer.
    Issuer,
    NoKeyAddress,
    NoKeys,
}

impl fmt::Display for DocumentFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fetch(OutgoingFault::Exchange(cause)) => write!(f, "no answer: {cause:?}"),
            Self::Fetch(fault) => fault.fmt(f),
            Self::NoJson => f.write_str("a document is no JSON object with distinct members"),
            Self::Issuer => f.write_str("the document names another issuer than the configuration"),
            Self::NoKeyAddress => f.write_str("the document has no address of keys"),
            Self::NoKeys => f.write_str("the key document has no list of keys"),
        }
    }
}

impl Source {
    /// Reads everything anew.
    pub(super) async fn read(
        &self,
        algorithms: &[Algorithm],
        now: DateTime<Utc>,
    ) -> Result<Documents, DocumentFault> {
        let metadata = match &self.address {
            Some(address) => self.discover(address).await?,
            None => Map::new(),
        };
        let jwks = match &self.jwks {
            Some(jwks) => jwks.clone(),
            None => metadata
                .get("jwks_uri")
                .and_then(Value::as_str)
                .and_then(|text| Url::parse(text).ok())
                .ok_or(DocumentFault::NoKeyAddress)?,
        };
        let text = self.outgoing.get(jwks, self.bounds).await.map_err(DocumentFault::Fetch)?;
        let document = json::object(&text).ok_or(DocumentFault::NoJson)?;
        let listed = document.get("keys").and_then(Value::as_array).ok_or(DocumentFault::NoKeys)?;
        let keys: Vec<VerifyingKey> =
            listed.iter().take(MOST_KEYS).filter_map(|jwk| VerifyingKey::from_jwk(jwk, algorithms)).collect();
        // A list without a key that can be used counts too: it is how a provider takes its keys back.
        if keys.is_empty() {
            log::warn!(issuer = self.issuer.as_str(); "an issuer publishes no key that can be used");
        }
        let fingerprint = digest(&SHA256, &text).as_ref().to_vec();
        Ok(Documents { keys, metadata: Arc::new(metadata), fingerprint, read_at: now })
    }

    /// The discovery document, from where OpenID Connect has it or else from where RFC 8414 has it.
    async fn discover(&self, address: &Url) -> Result<Map<String, Value>, DocumentFault> {
        let path = address.path().trim_end_matches('/').to_owned();
        let mut url = address.clone();
        url.set_path(&format!("{path}/.well-known/openid-configuration"));
        let text = match self.outgoing.get(url.clone(), self.bounds).await {
            Err(OutgoingFault::Status(StatusCode::NOT_FOUND)) => {
                url.set_path(&format!("/.well-known/oauth-authorization-server{path}"));
                self.outgoing.get(url, self.bounds).await
            }
            other => other,
        };
        let document = json::object(&text.map_err(DocumentFault::Fetch)?).ok_or(DocumentFault::NoJson)?;
        if document.get("issuer").and_then(Value::as_str) == Some(&self.issuer) {
            Ok(document)
        } else {
            Err(DocumentFault::Issuer)
        }
    }
}
