//! The authenticator: which credential of a request belongs to which security scheme of the contract.

use actix_web::http::header::AUTHORIZATION;
use auth::{ApiKeys, Caller, Unauthenticated};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use server_api::spec_runtime::{Authenticator, Problem, Request};

/// Proves callers by their API keys, sent in a header of their own or as the password of HTTP Basic.
pub struct Credentials {
    keys: ApiKeys,
}

impl Credentials {
    /// Credentials proven by these keys.
    pub fn new(keys: ApiKeys) -> Credentials {
        Credentials { keys }
    }
}

impl Authenticator for Credentials {
    type Context = Caller;

    fn schemes(&self) -> &'static [&'static str] {
        &["apiKey", "basic"]
    }

    fn challenge(&self) -> &'static str {
        r#"ApiKey realm="granary", Basic realm="granary", charset="UTF-8""#
    }

    async fn authenticate(&self, scheme: &str, request: Request<'_>) -> Result<Option<Caller>, Problem> {
        let key = match scheme {
            "apiKey" => only_text(&request, "x-api-key"),
            _ => only_text(&request, AUTHORIZATION.as_str()).and_then(|value| password(&value)),
        };
        let Some(key) = key else { return Ok(None) };
        match self.keys.caller(&key).await {
            Ok(caller) => Ok(Some(caller)),
            Err(Unauthenticated::Refused) => Err(Problem::unauthenticated()),
            Err(Unauthenticated::Store(error)) => Err(handlers::ApiError::from(error).into()),
        }
    }

    fn holds(&self, caller: &Caller, scope: &str) -> bool {
        caller.role.scopes().contains(&scope)
    }
}

/// The value of a header that is there once. Two of them are as good as none: which one counts would be a guess.
fn only_text(request: &Request<'_>, name: &str) -> Option<String> {
    let mut values = request.headers.get_all(name);
    let value = values.next()?;
    if values.next().is_some() {
        return None;
    }
    value.to_str().ok().map(str::to_owned)
}

/// The password of HTTP Basic.
fn password(header: &str) -> Option<String> {
    let (scheme, encoded) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = STANDARD.decode(encoded.trim()).ok()?;
    let text = String::from_utf8(decoded).ok()?;
    text.split_once(':').map(|(_, password)| password.to_owned())
}
