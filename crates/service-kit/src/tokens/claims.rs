//! What a token says, once it is proven.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::refusal::Refusal;

/// 9999-12-31T23:59:59Z, the last second that has a date of four digits.
const LAST_SECOND: i64 = 253_402_300_799;

/// The claims of a token whose issuer, signature and times have been checked. Only a verified token makes one.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Claims {
    /// Name of the issuer in this service.
    pub issuer: Arc<str>,
    /// Who the token is about; unique within the issuer only. Never empty.
    pub subject: String,
    /// The client that the token was issued to.
    pub client: Option<String>,
    /// Whom it is meant for.
    pub audience: Vec<String>,
    /// What it allows.
    pub scopes: Vec<String>,
    /// Roles or groups of the subject at the issuer.
    pub roles: Vec<String>,
    /// `jti`.
    pub token_id: Option<String>,
    /// `iat`, in seconds since 1970.
    pub issued_at: Option<i64>,
    /// `exp`, in seconds since 1970.
    pub expires_at: i64,
    /// `typ` of the header, in lower case and without `application/`.
    pub typ: Option<String>,
    /// Every claim as it came.
    pub all: Map<String, Value>,
}

impl Claims {
    /// Whether the token has a scope; case matters.
    pub fn has_scope(&self, scope: &str) -> bool {
        self.scopes.iter().any(|held| held == scope)
    }

    /// The claim at a path.
    pub fn get(&self, path: &ClaimPath) -> Option<&Value> {
        path.find(&self.all)
    }
}

/// Where a claim is: a name, or names with dots between for one within others, such as `realm_access.roles`. A name
/// that is a URI has no steps within, whatever dots it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimPath(Vec<String>);

/// A path has an empty step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EmptyStep;

impl fmt::Display for EmptyStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the path of a claim has an empty step")
    }
}

impl std::error::Error for EmptyStep {}

impl FromStr for ClaimPath {
    type Err = EmptyStep;

    fn from_str(text: &str) -> Result<Self, EmptyStep> {
        let steps: Vec<String> = if text.contains(':') {
            vec![text.to_owned()]
        } else {
            text.split('.').map(str::to_owned).collect()
        };
        if steps.iter().any(String::is_empty) { Err(EmptyStep) } else { Ok(Self(steps)) }
    }
}

impl ClaimPath {
    fn name(name: &str) -> Self {
        Self(vec![name.to_owned()])
    }

    fn find<'a>(&self, claims: &'a Map<String, Value>) -> Option<&'a Value> {
        let (first, rest) = self.0.split_first()?;
        rest.iter().try_fold(claims.get(first)?, |value, step| value.get(step))
    }
}

/// Where an issuer puts what others put elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimNames {
    /// Who the token is about; `sub` by default.
    pub subject: ClaimPath,
    /// The client; `client_id` by default.
    pub client: ClaimPath,
    /// What the token allows, as a text with spaces between or as a list of texts; `scope` by default.
    pub scope: ClaimPath,
    /// Roles or groups, in either form; none by default.
    pub roles: Option<ClaimPath>,
}

impl Default for ClaimNames {
    fn default() -> Self {
        Self {
            subject: ClaimPath::name("sub"),
            client: ClaimPath::name("client_id"),
            scope: ClaimPath::name("scope"),
            roles: None,
        }
    }
}

impl Claims {
    /// Reads the claims and checks the times; `leeway` and `now` are seconds.
    pub(super) fn read(
        issuer: Arc<str>,
        typ: Option<String>,
        all: Map<String, Value>,
        names: &ClaimNames,
        now: i64,
        leeway: i64,
    ) -> Result<Self, Refusal> {
        let expires_at = seconds(&all, "exp")?.ok_or(Refusal::Claim("exp"))?;
        let issued_at = seconds(&all, "iat")?;
        let not_before = seconds(&all, "nbf")?;
        if now >= expires_at.saturating_add(leeway) {
            return Err(Refusal::Expired);
        }
        if issued_at.max(not_before).is_some_and(|from| from > now.saturating_add(leeway)) {
            return Err(Refusal::NotYetValid);
        }
        Ok(Self {
            issuer,
            subject: text(names.subject.find(&all), "sub")?.ok_or(Refusal::Claim("sub"))?,
            client: text(names.client.find(&all), "client_id")?,
            audience: match all.get("aud") {
                Some(Value::String(audience)) => vec![audience.clone()],
                other => texts(other, "aud")?,
            },
            scopes: words(names.scope.find(&all), "scope")?,
            roles: words(names.roles.as_ref().and_then(|path| path.find(&all)), "roles")?,
            token_id: text(all.get("jti"), "jti")?,
            issued_at,
            expires_at,
            typ,
            all,
        })
    }
}

/// A time in whole seconds. RFC 7519 allows fractions; nobody needs them, and a float hides what it means.
fn seconds(claims: &Map<String, Value>, name: &'static str) -> Result<Option<i64>, Refusal> {
    match claims.get(name) {
        None => Ok(None),
        Some(value) => {
            let seconds = value.as_i64().filter(|seconds| (0..=LAST_SECOND).contains(seconds));
            seconds.map(Some).ok_or(Refusal::Claim(name))
        }
    }
}

/// A text that is not empty.
fn text(value: Option<&Value>, name: &'static str) -> Result<Option<String>, Refusal> {
    match value {
        None => Ok(None),
        Some(Value::String(text)) if !text.is_empty() => Ok(Some(text.clone())),
        Some(_) => Err(Refusal::Claim(name)),
    }
}

fn texts(value: Option<&Value>, name: &'static str) -> Result<Vec<String>, Refusal> {
    match value {
        None => Ok(Vec::new()),
        Some(Value::Array(items)) => {
            let text = |item: &Value| item.as_str().map(str::to_owned).ok_or(Refusal::Claim(name));
            items.iter().map(text).collect()
        }
        Some(_) => Err(Refusal::Claim(name)),
    }
}

/// A list of texts, or one text with spaces between: nothing else separates.
fn words(value: Option<&Value>, name: &'static str) -> Result<Vec<String>, Refusal> {
    match value {
        Some(Value::String(text)) => {
            Ok(text.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect())
        }
        other => texts(other, name),
    }
}
