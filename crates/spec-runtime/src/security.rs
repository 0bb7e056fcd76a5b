//! The security requirement of an operation: alternatives of schemes, each with the scopes it needs.

use std::future::Future;

use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderValue, WWW_AUTHENTICATE};

use crate::contract::{Contract, Operation, Place, SchemeKind, SecurityScheme};
use crate::credential::{Credential, Presented};
use crate::problem::Problem;

/// Says who is calling. The service brings one; generated code asks it before anything else.
pub trait Authenticator: Send + Sync + 'static {
    /// Proof of who is calling, handed to every handler of a secured operation.
    type Context: 'static;

    /// Names of the security schemes that this authenticator understands. A contract that uses another one does not
    /// start.
    fn schemes(&self) -> &[&str];

    /// The value of `WWW-Authenticate`.
    fn challenge(&self) -> &str;

    /// Proves a credential that was sent for `scheme`.
    ///
    /// # Errors
    /// A problem with status 401 when the credential is not valid (see [`Problem::unauthenticated`]), any other
    /// when it could not be judged.
    fn authenticate(
        &self,
        scheme: &SecurityScheme,
        credential: Credential<'_>,
    ) -> impl Future<Output = Result<Self::Context, Problem>>;

    /// Whether the caller holds a scope.
    fn holds(&self, context: &Self::Context, scope: &str) -> bool;

    /// Tells a proven caller which request it is that it makes, for those who write that down.
    fn in_request(&self, _context: &mut Self::Context, _request_id: &str) {}
}

impl Problem {
    /// Credentials are missing or not valid. Which of both is not said.
    pub fn unauthenticated() -> Problem {
        Problem::new(401, "unauthenticated", "Credentials are missing or not valid")
    }

    /// The caller may not do this.
    pub fn forbidden() -> Problem {
        Problem::new(403, "forbidden", "The caller may not do this")
    }
}

/// A scheme that must be satisfied.
struct Needed {
    scheme: &'static SecurityScheme,
    scopes: &'static [&'static str],
}

/// The security requirement of one operation, with its schemes looked up.
pub(crate) struct Guard {
    alternatives: Vec<Vec<Needed>>,
    /// Whether credentials may be left out.
    is_optional: bool,
    scopes: &'static [&'static str],
}

/// Schemes that were tried for a request, each once, with the callers they named.
type Tried<C> = Vec<(&'static str, Option<C>)>;

impl Guard {
    /// Looks the schemes up; what cannot be enforced is a fault.
    pub(crate) fn new(
        contract: &'static Contract,
        operation: &'static Operation,
        understood: &[&str],
        faults: &mut Vec<String>,
    ) -> Guard {
        let id = operation.id;
        let mut alternatives = Vec::new();
        for alternative in operation.security.iter().filter(|alternative| !alternative.is_empty()) {
            let mut needed = Vec::new();
            for requirement in *alternative {
                let name = requirement.scheme;
                match contract.schemes.iter().find(|scheme| scheme.name == name) {
                    None => {
                        faults.push(format!(
                            "{id} asks for the scheme {name}, which the contract does not define"
                        ));
                    }
                    Some(scheme) => {
                        if !understood.contains(&name) {
                            faults.push(format!(
                                "{id} asks for the scheme {name}, which no authenticator knows"
                            ));
                        }
                        if matches!(scheme.kind, SchemeKind::ApiKey(Place::Path, _)) {
                            faults.push(format!(
                                "{id} asks for the scheme {name}, whose key cannot be in the path"
                            ));
                        }
                        needed.push(Needed { scheme, scopes: requirement.scopes });
                    }
                }
            }
            alternatives.push(needed);
        }
        if !operation.scopes.is_empty() && !operation.is_secured() {
            faults.push(format!("{id} asks for scopes but lets anyone call"));
        }
        Guard { alternatives, is_optional: !operation.is_secured(), scopes: operation.scopes }
    }

    /// The query parameters and cookies that carry keys.
    pub(crate) fn keys(&self) -> Vec<(Place, &'static str)> {
        let schemes = self.alternatives.iter().flatten().map(|needed| needed.scheme.kind);
        let key = |kind| if let SchemeKind::ApiKey(place, name) = kind { Some((place, name)) } else { None };
        schemes.filter_map(key).collect()
    }

    /// The caller; `None` where anyone may call and no credential was sent.
    pub(crate) async fn caller<A: Authenticator>(
        &self,
        authenticator: &A,
        challenge: &HeaderValue,
        presented: Presented<'_>,
    ) -> Result<Option<A::Context>, Problem> {
        let mut tried: Tried<A::Context> = Vec::new();
        let mut missing: Option<&'static str> = None;
        for alternative in &self.alternatives {
            let Some(first) = prove(authenticator, alternative, presented, &mut tried).await? else {
                continue;
            };
            match self.missing_scope(authenticator, alternative, &tried) {
                None => return Ok(tried.swap_remove(first).1),
                Some(scope) => missing = missing.or(Some(scope)),
            }
        }
        if let Some(scope) = missing {
            return Err(Problem::forbidden().detail(format!("The scope {scope} is needed.")));
        }
        let mut schemes = self.alternatives.iter().flatten();
        // Who sent a credential meant to be known: a bad one never makes an anonymous caller.
        if self.is_optional && !schemes.any(|needed| presented.has_any(needed.scheme.kind)) {
            return Ok(None);
        }
        Err(Problem::unauthenticated().header(WWW_AUTHENTICATE, challenge.clone()))
    }

    /// The first scope that the callers of an alternative lack: of its schemes, or of the operation.
    fn missing_scope<A: Authenticator>(
        &self,
        authenticator: &A,
        alternative: &[Needed],
        tried: &Tried<A::Context>,
    ) -> Option<&'static str> {
        let lacks = |needed: &Needed, scope: &str| {
            let context = tried.iter().find(|(name, _)| *name == needed.scheme.name);
            !context
                .and_then(|(_, context)| context.as_ref())
                .is_some_and(|it| authenticator.holds(it, scope))
        };
        for needed in alternative {
            if let Some(scope) = needed.scopes.iter().find(|scope| lacks(needed, scope)) {
                return Some(scope);
            }
        }
        let first = alternative.first()?;
        self.scopes.iter().find(|scope| lacks(first, scope)).copied()
    }
}

/// Where the caller of the first scheme is among those tried, when every scheme is satisfied.
async fn prove<A: Authenticator>(
    authenticator: &A,
    alternative: &[Needed],
    presented: Presented<'_>,
    tried: &mut Tried<A::Context>,
) -> Result<Option<usize>, Problem> {
    let mut first = None;
    for needed in alternative {
        let name = needed.scheme.name;
        let index = match tried.iter().position(|(known, _)| *known == name) {
            Some(index) => index,
            None => {
                let context = match presented.held(needed.scheme.kind) {
                    None => None,
                    Some(held) => match authenticator.authenticate(needed.scheme, held.credential()).await {
                        Ok(context) => Some(context),
                        Err(problem) if problem.status() == StatusCode::UNAUTHORIZED => None,
                        Err(problem) => return Err(problem),
                    },
                };
                tried.push((name, context));
                tried.len() - 1
            }
        };
        if tried[index].1.is_none() {
            return Ok(None);
        }
        first = first.or(Some(index));
    }
    Ok(first)
}
