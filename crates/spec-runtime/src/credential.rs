//! Credentials, taken out of a request by what the contract says of their scheme.

use std::borrow::Cow;

use actix_web::http::header::{AUTHORIZATION, COOKIE, HeaderMap, HeaderValue};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::contract::{Place, SchemeKind};
use crate::parameter::{Coding, Pair};

/// What a caller proves itself with. It can neither be printed nor compared, so that it ends in no log.
#[derive(Clone, Copy)]
pub enum Credential<'a> {
    /// User and password of HTTP Basic.
    Password {
        /// The user.
        user: &'a str,
        /// The password.
        password: &'a str,
    },
    /// A bearer token, or what follows another scheme in `Authorization`.
    Token(&'a str),
    /// A key in a header, a query parameter or a cookie.
    Key(&'a str),
}

/// A credential that a request carries.
pub(crate) enum Held<'a> {
    Password { user: String, password: String },
    Token(&'a str),
    Key(Cow<'a, str>),
}

impl Held<'_> {
    pub(crate) fn credential(&self) -> Credential<'_> {
        match self {
            Held::Password { user, password } => Credential::Password { user, password },
            Held::Token(token) => Credential::Token(token),
            Held::Key(key) => Credential::Key(key),
        }
    }
}

/// Where the credentials of a request are.
#[derive(Clone, Copy)]
pub(crate) struct Presented<'a> {
    pub(crate) headers: &'a HeaderMap,
    pub(crate) query: &'a [Pair<'a>],
    pub(crate) cookies: &'a [Pair<'a>],
}

impl<'a> Presented<'a> {
    /// The credential of a scheme; `None` when there is none that can be used.
    pub(crate) fn held(self, kind: SchemeKind) -> Option<Held<'a>> {
        match kind {
            SchemeKind::Http("basic") => {
                let decoded = STANDARD.decode(self.authorization("basic")?).ok()?;
                let text = String::from_utf8(decoded).ok()?;
                let (user, password) = text.split_once(':')?;
                Some(Held::Password { user: user.to_owned(), password: password.to_owned() })
            }
            SchemeKind::Http(scheme) => self.authorization(scheme).map(Held::Token),
            SchemeKind::OAuth2 | SchemeKind::OpenIdConnect => self.authorization("bearer").map(Held::Token),
            SchemeKind::ApiKey(Place::Header, name) => {
                only(self.headers.get_all(name))?.to_str().ok().map(|key| Held::Key(Cow::Borrowed(key)))
            }
            SchemeKind::ApiKey(Place::Query, name) => {
                only(named(self.query, name)).map(|raw| Held::Key(Coding::Plus.decode(raw)))
            }
            SchemeKind::ApiKey(Place::Cookie, name) => {
                only(named(self.cookies, name)).map(|raw| Held::Key(Coding::Percent.decode(raw)))
            }
            SchemeKind::ApiKey(Place::Path, _) => None,
        }
    }

    /// Whether there is anything where the credential of a scheme should be, usable or not.
    pub(crate) fn has_any(self, kind: SchemeKind) -> bool {
        match kind {
            SchemeKind::ApiKey(Place::Header, name) => self.headers.contains_key(name),
            SchemeKind::ApiKey(Place::Query, name) => named(self.query, name).next().is_some(),
            SchemeKind::ApiKey(Place::Cookie, name) => {
                let is_unreadable = |value: &HeaderValue| str::from_utf8(value.as_bytes()).is_err();
                named(self.cookies, name).next().is_some() || self.headers.get_all(COOKIE).any(is_unreadable)
            }
            SchemeKind::ApiKey(Place::Path, _) => false,
            SchemeKind::Http(_) | SchemeKind::OAuth2 | SchemeKind::OpenIdConnect => {
                self.headers.contains_key(AUTHORIZATION)
            }
        }
    }

    /// What follows a scheme in `Authorization`.
    fn authorization(self, scheme: &str) -> Option<&'a str> {
        let text = only(self.headers.get_all(AUTHORIZATION))?.to_str().ok()?;
        let (name, rest) = text.split_once(' ')?;
        let rest = rest.trim();
        (name.eq_ignore_ascii_case(scheme) && !rest.is_empty()).then_some(rest)
    }
}

fn named<'a>(pairs: &'a [Pair<'a>], name: &str) -> impl Iterator<Item = &'a str> {
    pairs.iter().filter(move |pair| pair.name == name).map(|pair| pair.raw)
}

/// The one value that there is. Two of them are as good as none: which one counts would be a guess.
fn only<T>(mut values: impl Iterator<Item = T>) -> Option<T> {
    let value = values.next()?;
    if values.next().is_some() { None } else { Some(value) }
}
