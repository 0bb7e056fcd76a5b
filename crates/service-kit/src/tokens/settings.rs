//! Issuers as an operator writes them down, in TOML:
//!
//! ```toml
//! [[issuer]]
//! name = "staff"
//! issuer = "https://id.example.org/realms/staff"
//! audiences = ["farm"]                 # what the service expects, when left out
//! access_types = ["JWT"]               # at+jwt
//! algorithms = ["RS256"]               # every RS, PS, ES and EdDSA
//! jwks = "https://id.example.org/keys" # found by discovery
//! subject_claim = "oid"                # sub
//! client_claim = "azp"                 # client_id
//! scope_claim = "scp"                  # scope
//! roles_claim = "realm_access.roles"   # none
//! leeway = 10                          # 30 seconds, 60 at most
//!
//! [[issuer]]
//! name = "billing"
//! issuer = "billing"
//! algorithms = ["HS256"]
//! secret_files = ["/run/secrets/billing"]
//! ```
//!
//! A comment is what applies when the line is left out; only `name` and `issuer` are needed. With `secret_files` the
//! issuer is one of shared secrets, and needs its one algorithm.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use serde::Deserialize;

use super::algorithm::Algorithm;
use super::claims::ClaimPath;
use super::issuer::{Issuer, Trust};
use super::issuers::Issuers;
use super::provider::{Freshness, Provider};
use super::shared_secret::SharedSecrets;
use crate::config::Reader;

/// Reads third parties and issuers of shared secrets from two variables, either of which may be left out: one has
/// the TOML, the other names a file of it.
pub fn read_issuers(reader: &mut Reader, text: &'static str, file: &'static str) -> Vec<Issuer> {
    let written =
        reader.checked(text, "Issuers of tokens besides our own, in TOML: [[issuer]] tables.", issuers);
    let filed = reader.checked(file, "A file of issuers of tokens besides our own, in TOML.", |path| {
        let text = fs::read_to_string(path).map_err(|error| format!("a file that can be read: {error}"))?;
        issuers(&text)
    });
    [written, filed].into_iter().flatten().flatten().collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(default)]
    issuer: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    issuer: String,
    #[serde(default)]
    audiences: Vec<String>,
    access_types: Option<Vec<String>>,
    algorithms: Option<Vec<String>>,
    jwks: Option<String>,
    subject_claim: Option<String>,
    client_claim: Option<String>,
    scope_claim: Option<String>,
    roles_claim: Option<String>,
    leeway: Option<u32>,
    secret_files: Option<Vec<PathBuf>>,
}

/// The error completes "expected …".
fn issuers(text: &str) -> Result<Vec<Issuer>, String> {
    let document: Document = toml::from_str(text).map_err(|error| described(text, &error))?;
    let wrong = |name: &str, fault: String| format!("a usable issuer {name:?}: {fault}");
    let issuer = |entry: Entry| {
        let name = entry.name.clone();
        entry.issuer().map_err(|fault| wrong(&name, fault))
    };
    let issuers: Vec<Issuer> = document.issuer.into_iter().map(issuer).collect::<Result<_, _>>()?;
    Issuers::check(&issuers).map_err(|fault| format!("issuers that go together: {fault}"))?;
    Ok(issuers)
}

/// Names the line. Of the message only what is about names is repeated: others quote the value, which may be a secret
/// in the wrong place.
fn described(text: &str, error: &toml::de::Error) -> String {
    let line = error.span().map_or(1, |span| 1 + text[..span.start].matches('\n').count());
    let message = error.message();
    let is_about_names = ["unknown field", "missing field"].iter().any(|start| message.starts_with(start));
    let what = if is_about_names { message } else { "not as it must be" };
    format!("[[issuer]] tables in TOML; line {line}: {what}")
}

impl Entry {
    fn issuer(self) -> Result<Issuer, String> {
        let mut trust = Trust::new(&self.name, &self.issuer);
        trust.audiences = self.audiences;
        trust.access_types = self.access_types.unwrap_or(trust.access_types);
        trust.leeway = self.leeway.unwrap_or(trust.leeway);
        let names = &mut trust.claims;
        names.subject = path(self.subject_claim)?.unwrap_or_else(|| names.subject.clone());
        names.client = path(self.client_claim)?.unwrap_or_else(|| names.client.clone());
        names.scope = path(self.scope_claim)?.unwrap_or_else(|| names.scope.clone());
        names.roles = path(self.roles_claim)?;
        let algorithms: Option<Vec<Algorithm>> = self
            .algorithms
            .map(|names| names.iter().map(|name| name.parse()).collect::<Result<_, _>>())
            .transpose()
            .map_err(|fault| format!("{fault}"))?;
        let Some(files) = self.secret_files else {
            let algorithms = algorithms.unwrap_or_else(|| Algorithm::ASYMMETRIC.to_vec());
            let provider =
                Provider::new(&self.issuer, self.jwks.as_deref(), &algorithms, Freshness::default());
            return Ok(Issuer::provider(trust, Arc::new(provider.map_err(|fault| fault.to_string())?)));
        };
        let Some([algorithm]) = algorithms.as_deref() else {
            return Err("an issuer of shared secrets has one algorithm".into());
        };
        if self.jwks.is_some() {
            return Err("it has shared secrets or published keys, not both".into());
        }
        let secrets: Vec<Vec<u8>> = files.iter().map(read_secret).collect::<Result<_, _>>()?;
        let secrets: Vec<&[u8]> = secrets.iter().map(Vec::as_slice).collect();
        let secrets = SharedSecrets::new(*algorithm, &secrets).map_err(|fault| fault.to_string())?;
        Ok(Issuer::shared(trust, secrets))
    }
}

fn path(text: Option<String>) -> Result<Option<ClaimPath>, String> {
    text.map(|text| text.parse()).transpose().map_err(|fault: super::claims::EmptyStep| fault.to_string())
}

/// The line break that editors put at the end is no part of the secret.
fn read_secret(path: &PathBuf) -> Result<Vec<u8>, String> {
    let bytes = fs::read(path).map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
    let end = bytes.iter().rposition(|byte| !matches!(byte, b'\r' | b'\n')).map_or(0, |last| last + 1);
    Ok(bytes[..end].to_vec())
}
