//! The contract that these tests serve, as the generator would write it.

use spec_runtime::{
    Contract, Operation, Parameter, Place, RequestBody, Requirement, Response, Schemas, SchemeKind,
    SecurityScheme, Shape, Status, Style,
};

pub static CONTRACT: Contract = Contract {
    title: "Things",
    version: "1.0.0",
    operations: &[&PING, &GET_SPECIAL, &GET_THING, &WRITE_THING, &UPLOAD, &GET_VAULT, &BREAK],
    schemes: SCHEMES,
    left_out: &[],
    schemas: &SCHEMAS,
    document: "{}",
};

pub const SCHEMES: &[SecurityScheme] = &[
    SecurityScheme { name: "key", kind: SchemeKind::ApiKey(Place::Header, "key") },
    SecurityScheme { name: "password", kind: SchemeKind::ApiKey(Place::Header, "password") },
    SecurityScheme { name: "token", kind: SchemeKind::ApiKey(Place::Header, "token") },
    SecurityScheme { name: "inQuery", kind: SchemeKind::ApiKey(Place::Query, "access") },
    SecurityScheme { name: "inCookie", kind: SchemeKind::ApiKey(Place::Cookie, "session") },
    SecurityScheme { name: "basic", kind: SchemeKind::Http("basic") },
    SecurityScheme { name: "bearer", kind: SchemeKind::Http("bearer") },
    SecurityScheme { name: "hoba", kind: SchemeKind::Http("hoba") },
    SecurityScheme { name: "oauth", kind: SchemeKind::OAuth2 },
    SecurityScheme { name: "openId", kind: SchemeKind::OpenIdConnect },
];

pub const fn needs(scheme: &'static str) -> Requirement {
    Requirement { scheme, scopes: &[] }
}

pub const fn answers(code: u16, media_types: &'static [&'static str]) -> Response {
    Response { status: Status::Code(code), media_types, headers: &[] }
}

pub const fn body(media_types: &'static [&'static str]) -> RequestBody {
    RequestBody { required: true, media_types, forms: &[] }
}

/// A parameter in the style that is usual where it is.
pub const fn parameter(name: &'static str, place: Place, shape: Shape) -> Parameter {
    let style = match place {
        Place::Path | Place::Header => Style::Simple,
        Place::Query | Place::Cookie => Style::Form,
    };
    Parameter { name, place, style, explode: false, shape, allow_empty: false }
}

const JSON: &[&str] = &["application/json"];

pub const NOTHING: Operation = Operation {
    id: "",
    method: "GET",
    path: "",
    tag: "Things",
    security: &[],
    scopes: &[],
    permission: None,
    idempotency: None,
    parameters: &[],
    body: None,
    responses: &[answers(200, JSON), answers(500, &[])],
    max_body_bytes: 1 << 20,
};

pub static PING: Operation = Operation { id: "ping", path: "/ping", ..NOTHING };

pub static GET_SPECIAL: Operation = Operation { id: "getSpecial", path: "/things/special", ..NOTHING };

/// Every shape of parameter, and nothing else that could be refused.
pub static GET_THING: Operation = Operation {
    id: "getThing",
    path: "/things/{thingId}",
    parameters: &[
        parameter("thingId", Place::Path, Shape::Text),
        parameter("limit", Place::Query, Shape::Integer),
        parameter("ratio", Place::Query, Shape::Number),
        parameter("exact", Place::Query, Shape::Boolean),
        parameter("columns", Place::Query, Shape::List(&Shape::Text)),
        Parameter {
            style: Style::DeepObject,
            ..parameter("filter", Place::Query, Shape::Object(&[], Some(&Shape::Text)))
        },
        Parameter { style: Style::Json, ..parameter("sizes", Place::Query, Shape::Any) },
        parameter("X-Mood", Place::Header, Shape::Text),
    ],
    ..NOTHING
};

/// Everything that can be refused.
pub static WRITE_THING: Operation = Operation {
    id: "writeThing",
    method: "PUT",
    path: "/things/{thingId}",
    security: &[&[needs("key")], &[needs("password")]],
    scopes: &["things:write"],
    parameters: &[
        parameter("thingId", Place::Path, Shape::Text),
        parameter("limit", Place::Query, Shape::Integer),
        parameter("X-Mood", Place::Header, Shape::Text),
    ],
    body: Some(body(&["application/json"])),
    responses: &[answers(200, &["application/json", "text/csv"])],
    max_body_bytes: 64 * 1024,
    ..NOTHING
};

pub static UPLOAD: Operation = Operation {
    id: "upload",
    method: "POST",
    path: "/upload",
    body: Some(body(&["text/csv", "application/x-ndjson"])),
    max_body_bytes: 4 << 20,
    ..NOTHING
};

/// Takes both credentials, or one token instead.
pub static GET_VAULT: Operation = Operation {
    id: "getVault",
    path: "/vault",
    security: &[&[needs("key"), needs("password")], &[needs("token")]],
    ..NOTHING
};

/// Fails in the way that its parameter asks for.
pub static BREAK: Operation = Operation {
    id: "break",
    path: "/broken/{how}",
    parameters: &[parameter("how", Place::Path, Shape::Text)],
    responses: &[answers(200, JSON), answers(409, &[]), answers(500, &[])],
    ..NOTHING
};

static SCHEMAS: Schemas = Schemas::new(
    r##"{
  "$defs": {
    "Thing": {
      "type": "object", "additionalProperties": false, "required": ["name", "kind"],
      "properties": {
        "name": {"type": "string", "minLength": 1, "maxLength": 12, "pattern": "^[a-z]+$"},
        "kind": {"type": "string", "enum": ["small", "large"]},
        "note": {"type": "string", "maxLength": 5},
        "size": {"type": "integer", "minimum": 1, "maximum": 100},
        "labels": {"type": "object", "maxProperties": 3, "additionalProperties": {"type": "string", "maxLength": 5}},
        "marks": {"type": "object", "maxProperties": 3, "additionalProperties": {"type": "boolean"}},
        "parts": {"type": "array", "maxItems": 2, "uniqueItems": true, "items": {"type": "string", "maxLength": 8}},
        "mail": {"type": "string", "format": "email"}
      }
    }
  },
  "bodies": {"writeThing application/json": {"$ref": "#/$defs/Thing"}},
  "parameters": {
    "getThing.path.thingId": {"type": "string", "maxLength": 10},
    "getThing.query.limit": {"type": "integer", "minimum": 1, "maximum": 100},
    "getThing.query.ratio": {"type": "number", "minimum": 0, "maximum": 1},
    "getThing.query.exact": {"type": "boolean"},
    "getThing.query.columns": {"type": "array", "maxItems": 3, "uniqueItems": true, "items": {"type": "string", "minLength": 1}},
    "getThing.query.filter": {"type": "object", "maxProperties": 2, "additionalProperties": {"type": "string", "maxLength": 5}},
    "getThing.query.sizes": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0, "maximum": 9}},
    "getThing.header.X-Mood": {"type": "string", "maxLength": 10},
    "writeThing.path.thingId": {"type": "string", "pattern": "^[a-z]+$"},
    "writeThing.query.limit": {"type": "integer", "minimum": 1, "maximum": 100},
    "writeThing.header.X-Mood": {"type": "string", "maxLength": 5},
    "break.path.how": {"type": "string"}
  }
}"##,
);
