//! What generated code says about a contract: its operations, as tables that tests and rules check themselves against.

/// A whole contract, as the generated crate carries it.
#[derive(Debug)]
pub struct Contract {
    /// Title and version of the contract.
    pub title: &'static str,
    /// Version of the contract.
    pub version: &'static str,
    /// Every operation, by tag and id.
    pub operations: &'static [&'static Operation],
    /// JSON Schemas (2020-12) of bodies and parameters, to explain a refusal.
    pub schemas: &'static str,
    /// The contract as JSON.
    pub document: &'static str,
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
    /// Empty means anyone.
    pub security: &'static [&'static [&'static str]],
    /// Scopes that the caller must hold, whatever the scheme (`x-scopes`).
    pub scopes: &'static [&'static str],
    /// What the rules of the service are asked for (`x-permission`).
    pub permission: Option<Permission>,
    /// Every parameter.
    pub parameters: &'static [Parameter],
    /// Media types of the body; empty when there is none.
    pub consumes: &'static [&'static str],
    /// Media types of the successful answers, the preferred first; empty when they have no body.
    pub produces: &'static [&'static str],
    /// Statuses that may be answered.
    pub statuses: &'static [u16],
    /// Largest body in bytes (`x-max-body-bytes`).
    pub max_body_bytes: u64,
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
}

impl Place {
    /// The word that starts pointers to it.
    pub fn as_str(self) -> &'static str {
        match self {
            Place::Path => "path",
            Place::Query => "query",
            Place::Header => "header",
        }
    }
}

/// How the text of a parameter becomes a JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// As it is.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// Texts separated by commas (`style: form`, `explode: false`, and `simple`).
    List,
    /// `name[key]=text` (`style: deepObject`).
    DeepObject,
    /// A JSON document (`content: application/json`).
    Json,
}

/// One parameter of an operation.
#[derive(Debug)]
pub struct Parameter {
    /// Name, as the contract spells it.
    pub name: &'static str,
    /// Where it is.
    pub place: Place,
    /// How it is written.
    pub shape: Shape,
}
