//! The contract that these tests serve, as the generator would write it.

use spec_runtime::{Contract, Operation, Parameter, Place, Shape};

pub static CONTRACT: Contract = Contract {
    title: "Things",
    version: "1.0.0",
    operations: &[&PING, &GET_SPECIAL, &GET_THING, &WRITE_THING, &UPLOAD, &GET_VAULT, &BREAK],
    schemas: SCHEMAS,
    document: "{}",
};

const NOTHING: Operation = Operation {
    id: "",
    method: "GET",
    path: "",
    tag: "Things",
    security: &[],
    scopes: &[],
    permission: None,
    parameters: &[],
    consumes: &[],
    produces: &["application/json"],
    statuses: &[200, 500],
    max_body_bytes: 1 << 20,
};

pub static PING: Operation = Operation { id: "ping", path: "/ping", ..NOTHING };

pub static GET_SPECIAL: Operation = Operation { id: "getSpecial", path: "/things/special", ..NOTHING };

/// Every shape of parameter, and nothing else that could be refused.
pub static GET_THING: Operation = Operation {
    id: "getThing",
    path: "/things/{thingId}",
    parameters: &[
        Parameter { name: "thingId", place: Place::Path, shape: Shape::Text },
        Parameter { name: "limit", place: Place::Query, shape: Shape::Integer },
        Parameter { name: "ratio", place: Place::Query, shape: Shape::Number },
        Parameter { name: "exact", place: Place::Query, shape: Shape::Boolean },
        Parameter { name: "columns", place: Place::Query, shape: Shape::List },
        Parameter { name: "filter", place: Place::Query, shape: Shape::DeepObject },
        Parameter { name: "sizes", place: Place::Query, shape: Shape::Json },
        Parameter { name: "X-Mood", place: Place::Header, shape: Shape::Text },
    ],
    statuses: &[200, 400, 500],
    ..NOTHING
};

/// Everything that can be refused.
pub static WRITE_THING: Operation = Operation {
    id: "writeThing",
    method: "PUT",
    path: "/things/{thingId}",
    security: &[&["key"], &["password"]],
    scopes: &["things:write"],
    parameters: &[
        Parameter { name: "thingId", place: Place::Path, shape: Shape::Text },
        Parameter { name: "limit", place: Place::Query, shape: Shape::Integer },
        Parameter { name: "X-Mood", place: Place::Header, shape: Shape::Text },
    ],
    consumes: &["application/json"],
    produces: &["application/json", "text/csv"],
    statuses: &[200, 400, 401, 403, 406, 408, 413, 415, 500, 503],
    max_body_bytes: 64 * 1024,
    ..NOTHING
};

pub static UPLOAD: Operation = Operation {
    id: "upload",
    method: "POST",
    path: "/upload",
    consumes: &["text/csv", "application/x-ndjson"],
    statuses: &[200, 400, 408, 413, 415, 500],
    max_body_bytes: 4 << 20,
    ..NOTHING
};

/// Takes both credentials, or one token instead.
pub static GET_VAULT: Operation = Operation {
    id: "getVault",
    path: "/vault",
    security: &[&["key", "password"], &["token"]],
    statuses: &[200, 401, 403, 500, 503],
    ..NOTHING
};

/// Fails in the way that its parameter asks for.
pub static BREAK: Operation = Operation {
    id: "break",
    path: "/broken/{how}",
    parameters: &[Parameter { name: "how", place: Place::Path, shape: Shape::Text }],
    statuses: &[200, 409, 500],
    ..NOTHING
};

const SCHEMAS: &str = r##"{
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
  "bodies": {"writeThing": {"$ref": "#/$defs/Thing"}},
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
}"##;
