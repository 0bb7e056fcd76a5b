//! Why a token is not believed.

use std::fmt;

/// The reason why a token is refused. As text it is fit for `error_description` of `WWW-Authenticate` and for a log:
/// it has no quotes and no line breaks, and repeats nothing of the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Longer than any token that is read.
    TooLong,
    /// Not three parts of base64url, or header or claims are no JSON objects with distinct members.
    Malformed,
    /// The header asks for something that is not understood, such as a `crit` extension.
    Header,
    /// The signature algorithm is none of those of the issuer.
    Algorithm,
    /// Nobody knows this issuer.
    UnknownIssuer,
    /// The issuer is known, but its tokens do not count here.
    IssuerNotAllowed,
    /// The issuer has no such key for this algorithm.
    UnknownKey,
    /// The keys of the issuer could not be had, so nothing can be said of the token: 503, not 401.
    KeysUnavailable,
    /// The signature is not one of the issuer's key.
    Signature,
    /// Another kind of token is needed, an access token for example.
    Kind,
    /// Meant for somebody else.
    Audience,
    /// Past its end.
    Expired,
    /// Its time has not come, or it claims to be issued in the future.
    NotYetValid,
    /// This claim is missing or not of the form that it must have.
    Claim(&'static str),
}

impl Refusal {
    /// Whether the same token may be accepted later: nothing is wrong with it as far as anyone knows.
    pub fn is_outage(self) -> bool {
        self == Self::KeysUnavailable
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLong => "the token is too long",
            Self::Malformed => "the token is not well-formed",
            Self::Header => "the token has a header that is not understood",
            Self::Algorithm => "the token is signed by an algorithm that its issuer does not use",
            Self::UnknownIssuer => "the issuer of the token is not known",
            Self::IssuerNotAllowed => "tokens of this issuer do not count here",
            Self::UnknownKey => "the issuer has no such key",
            Self::KeysUnavailable => "the keys of the issuer cannot be had at the moment",
            Self::Signature => "the signature is wrong",
            Self::Kind => "another kind of token is needed",
            Self::Audience => "the token is meant for another audience",
            Self::Expired => "the token has expired",
            Self::NotYetValid => "the token is not valid yet",
            Self::Claim(name) => return write!(f, "the claim {name} is missing or malformed"),
        })
    }
}

impl std::error::Error for Refusal {}
