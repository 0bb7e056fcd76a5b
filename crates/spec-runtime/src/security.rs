//! The security requirement of an operation: alternatives of schemes, and scopes.

use std::future::Future;

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderMap, HeaderValue, WWW_AUTHENTICATE};

use crate::contract::Operation;
use crate::problem::Problem;

/// What an authenticator may look at.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The headers of the request.
    pub headers: &'a HeaderMap,
}

/// Says who is calling. The service brings one; generated code asks it before anything else.
pub trait Authenticator: Send + Sync + 'static {
    /// Proof of who is calling, handed to every handler of a secured operation.
    type Context: 'static;

    /// The security schemes of the contract that this authenticator understands. A contract that uses another one
    /// does not start.
    fn schemes(&self) -> &'static [&'static str];

    /// The value of `WWW-Authenticate`.
    fn challenge(&self) -> &'static str;

    /// Reads the credential of `scheme` from the request: `None` when there is none.
    ///
    /// # Errors
    /// A problem with status 401 when the credential is not valid (see [`Problem::unauthenticated`]), any other
    /// when it could not be judged.
    fn authenticate(
        &self,
        scheme: &str,
        request: Request<'_>,
    ) -> impl Future<Output = Result<Option<Self::Context>, Problem>>;

    /// Whether the caller holds a scope.
    fn holds(&self, context: &Self::Context, scope: &str) -> bool;
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

/// The caller of a secured operation, or `None` where anyone may call.
pub(crate) async fn require<A: Authenticator>(
    authenticator: &A,
    operation: &Operation,
    request: &HttpRequest,
) -> Result<Option<A::Context>, Problem> {
    if operation.security.is_empty() {
        return Ok(None);
    }
    let request = Request { headers: request.headers() };
    for alternative in operation.security {
        let Some(context) = satisfy(authenticator, alternative, request).await? else { continue };
        for scope in operation.scopes {
            if !authenticator.holds(&context, scope) {
                return Err(Problem::forbidden().detail(format!("The scope {scope} is needed.")));
            }
        }
        return Ok(Some(context));
    }
    let challenge = HeaderValue::from_static(authenticator.challenge());
    Err(Problem::unauthenticated().header(WWW_AUTHENTICATE, challenge))
}

/// All schemes of one alternative must be satisfied; the caller is the one that the first of them names.
async fn satisfy<A: Authenticator>(
    authenticator: &A,
    schemes: &[&str],
    request: Request<'_>,
) -> Result<Option<A::Context>, Problem> {
    let mut caller = None;
    for scheme in schemes {
        let context = match authenticator.authenticate(scheme, request).await {
            Ok(Some(context)) => context,
            Ok(None) => return Ok(None),
            Err(problem) if problem.status() == StatusCode::UNAUTHORIZED => return Ok(None),
            Err(problem) => return Err(problem),
        };
        caller.get_or_insert(context);
    }
    Ok(caller)
}
