//! An authenticator that has no keys: what is sent is believed, what is not sent is missed.

use crate::contract::{Contract, SchemeKind, SecurityScheme};
use crate::credential::Credential;
use crate::problem::Problem;
use crate::security::Authenticator;

/// Takes any credential that is not empty, for every scheme of a contract, and lets it do everything. For mocks.
pub struct AnyCredential {
    schemes: Vec<&'static str>,
    challenge: String,
}

impl AnyCredential {
    /// For the schemes of this contract.
    pub fn new(contract: &Contract) -> AnyCredential {
        let mut challenges: Vec<String> = Vec::new();
        for scheme in contract.schemes {
            let name = match scheme.kind {
                SchemeKind::Http("basic") => "Basic",
                SchemeKind::Http(name) => name,
                SchemeKind::OAuth2 | SchemeKind::OpenIdConnect => "Bearer",
                SchemeKind::ApiKey(..) => "ApiKey",
            };
            let challenge = format!(r#"{name} realm="mock""#);
            if !challenges.contains(&challenge) {
                challenges.push(challenge);
            }
        }
        AnyCredential {
            schemes: contract.schemes.iter().map(|scheme| scheme.name).collect(),
            challenge: challenges.join(", "),
        }
    }
}

impl Authenticator for AnyCredential {
    type Context = ();

    fn schemes(&self) -> &[&str] {
        &self.schemes
    }

    fn challenge(&self) -> &str {
        &self.challenge
    }

    async fn authenticate(&self, _: &SecurityScheme, credential: Credential<'_>) -> Result<(), Problem> {
        let (Credential::Key(secret)
        | Credential::Token(secret)
        | Credential::Password { password: secret, .. }) = credential;
        if secret.trim().is_empty() { Err(Problem::unauthenticated()) } else { Ok(()) }
    }

    fn holds(&self, (): &(), _: &str) -> bool {
        true
    }
}
