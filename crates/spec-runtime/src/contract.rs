//! What generated code says about a contract: its operations, as tables that tests and rules check themselves against.

use crate::response::{Response, Status};
use crate::schemas::Schemas;

/// A whole contract, as the generated crate carries it.
#[derive(Debug)]
pub struct Contract {
    /// Title of the contract.
    pub title: &'static str,
    /// Version of the contract.
    pub version: &'static str,
    /// Every operation, by tag and id.
    pub operations: &'static [&'static Operation],
    /// Every security scheme that an operation asks for.
    pub schemes: &'static [SecurityScheme],
    /// Operations that cannot be enforced and answer 501.
    pub left_out: &'static [LeftOut],
    /// JSON Schemas (2020-12) of bodies, parameters and answers, to explain a refusal.
    pub schemas: &'static Schemas,
    /// The contract as JSON.
    pub document: &'static str,
}

/// An operation that generation left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// `operationId`.
    pub id: &'static str,
    /// HTTP method, upper case.
    pub method: &'static str,
    /// Path template.
    pub path: &'static str,
}

/// How callers prove who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecurityScheme {
    /// Name under `components/securitySchemes`.
    pub name: &'static str,
    /// Where its credential is.
    pub kind: SchemeKind,
}

/// The kinds of security schemes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// `Authorization: <scheme> <credential>`; the scheme in lower case: `basic`, `bearer` or another one.
    Http(&'static str),
    /// A key in a header, a query parameter or a cookie.
    ApiKey(Place, &'static str),
    /// A bearer token of OAuth 2.
    OAuth2,
    /// A bearer token of an OpenID provider.
    OpenIdConnect,
}

/// One scheme that a caller must satisfy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// Name of the scheme.
    pub scheme: &'static str,
    /// Scopes that the credential of this scheme must carry.
    pub scopes: &'static [&'static str],
}

/// One operation of a contract.
#[derive(Debug)]
pub struct Operation {
    /// `operationId`.
    pub id: &'static str,
    /// HTTP method, upper case.
    pub method: &'static str,
    /// Path template, `/v1/things/{thingId}`.
    pub path: &'static str,
    /// Its one tag.
    pub tag: &'static str,
    /// Security requirement: one of these alternatives, each of them a list of schemes that must all be satisfied.
    /// No alternatives mean anyone; an empty alternative means that credentials may be left out.
    pub security: &'static [&'static [Requirement]],
    /// Scopes that the caller must hold, whatever the scheme (`x-scopes`).
    pub scopes: &'static [&'static str],
    /// What the rules of the service are asked for (`x-permission`).
    pub permission: Option<Permission>,
    /// How a retry is known (`x-idempotency`).
    pub idempotency: Option<Idempotency>,
    /// Every parameter.
    pub parameters: &'static [Parameter],
    /// The body; `None` when there is none.
    pub body: Option<RequestBody>,
    /// Every answer that is declared, in the order of the contract.
    pub responses: &'static [Response],
    /// Largest body in bytes (`x-max-body-bytes`).
    pub max_body_bytes: u64,
}

/// How a retry of an operation is known, so that it changes nothing and gets the first answer again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idempotency {
    /// By the key that the caller sends, `Idempotency-Key`.
    Key,
    /// By the request itself: it makes a thing that has a name.
    Derived,
}

/// What a request may carry.
#[derive(Clone, Copy, Debug)]
pub struct RequestBody {
    /// Whether it must be there.
    pub required: bool,
    /// Its media types or ranges of them (`text/*`, `*/*`), in the order of the contract.
    pub media_types: &'static [&'static str],
    /// The fields of the media types that are forms.
    pub forms: &'static [Form],
}

/// A body that is a form.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// `application/x-www-form-urlencoded` or a multipart type.
    pub media_type: &'static str,
    /// Its fields.
    pub fields: &'static [Field],
    /// How a field that is not among them is read; `None` when there must be no other.
    pub others: Option<Shape>,
}

/// A field of a form.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Name, as the contract spells it.
    pub name: &'static str,
    /// How its text is written.
    pub style: Style,
    /// Whether items and members stand for themselves.
    pub explode: bool,
    /// What its text stands for.
    pub shape: Shape,
    /// Whether it is a file, whose content stays outside the JSON value of the form.
    pub is_file: bool,
    /// Media types that a part may have (`encoding`); empty when any.
    pub media_types: &'static [&'static str],
}

impl Operation {
    /// Whether only known callers may call.
    pub fn is_secured(&self) -> bool {
        !self.security.is_empty() && !self.security.iter().any(|alternative| alternative.is_empty())
    }

    /// The declared answer for a status: the most exact one.
    pub fn response(&self, status: u16) -> Option<&'static Response> {
        let exact = |response: &&Response| matches!(response.status, Status::Code(code) if code == status);
        let class =
            |response: &&Response| matches!(response.status, Status::Class(class) if class == status / 100);
        let default = |response: &&Response| response.status == Status::Default;
        let all = self.responses;
        all.iter().find(exact).or_else(|| all.iter().find(class)).or_else(|| all.iter().find(default))
    }

    /// Media types of the answers, those of successes when there are any: the preferred first.
    pub fn produces(&self) -> Vec<&'static str> {
        let of = |success: bool| -> Vec<&'static str> {
            let mut all = Vec::new();
            for response in self.responses.iter().filter(|one| one.status.is_success() == success) {
                for media_type in response.media_types {
                    if !all.contains(media_type) {
                        all.push(*media_type);
                    }
                }
            }
            all
        };
        let successes = of(true);
        let any_success = self.responses.iter().any(|one| one.status.is_success());
        if any_success { successes } else { of(false) }
    }

    /// Media types of the body; none when there is no body.
    pub fn consumes(&self) -> &'static [&'static str] {
        self.body.map_or(&[], |body| body.media_types)
    }
}

/// A kind of thing and what is to be done with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permission {
    /// Kind of thing.
    pub object: &'static str,
    /// What is to be done.
    pub action: &'static str,
}

/// Where a parameter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

impl Place {
    /// The word that starts pointers to it.
    pub fn as_str(self) -> &'static str {
        match self {
            Place::Path => "path",
            Place::Query => "query",
            Place::Header => "header",
            Place::Cookie => "cookie",
        }
    }
}

/// How a value is written as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `a,b` and `k,v`; exploded `k=v`.
    Simple,
    /// `.a.b`
    Label,
    /// `;name=a,b`; exploded `;name=a;name=b`.
    Matrix,
    /// `name=a,b`; exploded `name=a&name=b` and `k=v&l=w`.
    Form,
    /// `name=a b`
    SpaceDelimited,
    /// `name=a|b`
    PipeDelimited,
    /// `name[k]=v`
    DeepObject,
    /// A JSON document (`content: application/json`).
    Json,
}

/// What the text of a parameter or a field stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A text, as it is.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// The empty text stands for null.
    Nullable(&'static Shape),
    /// What the text fits first.
    OneOf(&'static [Shape]),
    /// Items.
    List(&'static Shape),
    /// Members by name, and how others are read; `None` when there are no others.
    Object(&'static [(&'static str, Shape)], Option<&'static Shape>),
    /// Any JSON document, else text.
    Any,
}

/// One parameter of an operation.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// Name, as the contract spells it.
    pub name: &'static str,
    /// Where it is.
    pub place: Place,
    /// How it is written.
    pub style: Style,
    /// Whether items and members stand for themselves.
    pub explode: bool,
    /// What its text stands for.
    pub shape: Shape,
    /// Whether it may be sent without a value (`allowEmptyValue`), which is as if it was not sent.
    pub allow_empty: bool,
}
