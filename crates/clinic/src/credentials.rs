//! Who is calling, by the five security schemes of the contract.

use clinic_api::spec_runtime::{Authenticator, Credential, Problem, SecurityScheme};

/// Who is calling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    scopes: &'static [&'static str],
}

/// Fixed credentials, for a clinic that exists in tests only.
pub struct Credentials;

impl Authenticator for Credentials {
    type Context = Caller;

    fn schemes(&self) -> &[&str] {
        &["staffToken", "desk", "key", "session", "vets"]
    }

    fn challenge(&self) -> &str {
        r#"Bearer realm="clinic", Basic realm="clinic""#
    }

    async fn authenticate(
        &self,
        scheme: &SecurityScheme,
        credential: Credential<'_>,
    ) -> Result<Caller, Problem> {
        match (scheme.name, credential) {
            ("staffToken", Credential::Token("staff"))
            | ("desk", Credential::Password { user: "desk", password: "front" })
            | ("key", Credential::Key("scales"))
            | ("session", Credential::Key("open"))
            | ("vets", Credential::Token("intern")) => Ok(Caller { scopes: &[] }),
            ("vets", Credential::Token("vet")) => Ok(Caller { scopes: &["visits:close"] }),
            _ => Err(Problem::unauthenticated()),
        }
    }

    fn holds(&self, caller: &Caller, scope: &str) -> bool {
        caller.scopes.contains(&scope)
    }
}
