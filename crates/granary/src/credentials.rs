//! The authenticator: which credential of a request belongs to which security scheme of the contract.

use auth::{ApiKeys, Caller, Unauthenticated};
use server_api::spec_runtime::{Authenticator, Credential, Problem, SecurityScheme};

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

    fn schemes(&self) -> &[&str] {
        &["apiKey", "basic"]
    }

    fn challenge(&self) -> &str {
        r#"ApiKey realm="granary", Basic realm="granary", charset="UTF-8""#
    }

    async fn authenticate(&self, _: &SecurityScheme, credential: Credential<'_>) -> Result<Caller, Problem> {
        // A key is a key, wherever it is: in its own header or as a password.
        let (Credential::Key(key) | Credential::Password { password: key, .. } | Credential::Token(key)) =
            credential;
        match self.keys.caller(key).await {
            Ok(caller) => Ok(caller),
            Err(Unauthenticated::Refused) => Err(Problem::unauthenticated()),
            Err(Unauthenticated::Store(error)) => Err(handlers::ApiError::from(error).into()),
        }
    }

    fn in_request(&self, caller: &mut Caller, request_id: &str) {
        request_id.clone_into(&mut caller.request_id);
    }

    fn holds(&self, caller: &Caller, scope: &str) -> bool {
        caller.role.scopes().contains(&scope)
    }
}
