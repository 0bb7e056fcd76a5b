// Generated from api-spec/openapi.yaml by scripts/generate.sh. Do not edit:
// change the contract, or api-spec/generator/templates, and generate again.

//! Every operation of the contract, as a table that tests and rules check themselves against.

#![allow(unused_imports)]

use spec_runtime::{
    Contract, Field, Form, LeftOut, Operation, Parameter, Permission, Place, RequestBody, Requirement,
    Response, SchemeKind, SecurityScheme, Shape, Status, Style,
};

/// The contract that this crate was generated from.
pub static CONTRACT: Contract = Contract {
    title: "Granary",
    version: "0.3.0",
    operations: OPERATIONS,
    left_out: &[],
    schemes: &[
        SecurityScheme { name: "apiKey", kind: SchemeKind::ApiKey(Place::Header, "X-API-Key") },
        SecurityScheme { name: "basic", kind: SchemeKind::Http("basic") },
    ],
    schemas: &crate::SCHEMAS,
    document: include_str!("../openapi.json"),
};

/// Every operation.
pub static OPERATIONS: &[&Operation] = &[
    &GET_CATALOGUE,
    &GET_CONTRACT,
    &GET_SCHEMA_FORMAT,
    &PUT_CONTRACT,
    &COMPARE_VERSIONS,
    &CREATE_DATA_PRODUCT,
    &DELETE_DATA_PRODUCT,
    &GET_DATA_PRODUCT,
    &LIST_CONSUMERS,
    &LIST_DATA_PRODUCTS,
    &LIST_VERSIONS,
    &REPLACE_DATA_PRODUCT,
    &SET_LIFECYCLE,
    &GET_STATISTICS,
    &LIST_AUDIT_EVENTS,
    &LIST_DOMAINS,
    &LIST_TAGS,
    &GET_CONTRACT_JSON,
    &GET_CONTRACT_YAML,
    &GET_HEALTH,
    &GET_RUNNING,
    &GET_VERSION,
    &INGEST_ROWS,
    &READ_ROWS,
    &CHECK_COMPATIBILITY,
    &CREATE_SCHEMA,
    &DELETE_SCHEMA,
    &GET_SCHEMA,
    &REPLACE_SCHEMA,
];

/// `GET /v1/catalogue`
pub static GET_CATALOGUE: Operation = Operation {
    id: "getCatalogue",
    method: "GET",
    path: "/v1/catalogue",
    tag: "Contracts",
    security: &[
        &[Requirement { scheme: "apiKey", scopes: &[] }],
        &[Requirement { scheme: "basic", scopes: &[] }],
    ],
    scopes: &["catalogue:read"],
    permission: Some(Permission { object: "data_product", action: "read" }),
    parameters: &[
        Parameter {
            name: "limit",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Integer,
            allow_empty: false,
        },
        Parameter {
            name: "cursor",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Text,
            allow_empty: false,
        },
    ],
    body: None,
    responses: &[
        Response {
            status: Status::Code(200),
            media_types: &["application/ld+json", "text/turtle"],
            headers: &[("link", false)],
        },
        Response { status: Status::Code(400), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(401),
            media_types: &["application/problem+json"],
            headers: &[("www-authenticate", true)],
        },
        Response { status: Status::Code(403), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(406), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(500), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(503),
            media_types: &["application/problem+json"],
            headers: &[("retry-after", true)],
        },
    ],
    max_body_bytes: 1048576,
};

/// `GET /v1/data-products/{productId}/contract`
pub static GET_CONTRACT: Operation = Operation {
    id: "getContract",
    method: "GET",
    path: "/v1/data-products/{productId}/contract",
    tag: "Contracts",
    security: &[
        &[Requirement { scheme: "apiKey", scopes: &[] }],
        &[Requirement { scheme: "basic", scopes: &[] }],
    ],
    scopes: &["catalogue:read"],
    permission: Some(Permission { object: "data_product", action: "read" }),
    parameters: &[
        Parameter {
            name: "productId",
            place: Place::Path,
            style: Style::Simple,
            explode: false,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "If-None-Match",
            place: Place::Header,
            style: Style::Simple,
            explode: false,
            shape: Shape::Text,
            allow_empty: false,
        },
    ],
    body: None,
    responses: &[
        Response {
            status: Status::Code(200),
            media_types: &["application/yaml", "application/json"],
            headers: &[("etag", true), ("deprecation", false), ("sunset", false), ("link", false)],
        },
        Response { status: Status::Code(304), media_types: &[], headers: &[("etag", true)] },
        Response { status: Status::Code(400), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(401),
            media_types: &["application/problem+json"],
            headers: &[("www-authenticate", true)],
        },
        Response { status: Status::Code(403), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(404), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(406), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(410),
            media_types: &["application/problem+json"],
            headers: &[("link", false)],
        },
        Response { status: Status::Code(500), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(503),
            media_types: &["application/problem+json"],
            headers: &[("retry-after", true)],
        },
    ],
    max_body_bytes: 1048576,
};

/// `GET /v1/schemas/{schemaId}/formats/{format}`
pub static GET_SCHEMA_FORMAT: Operation = Operation {
    id: "getSchemaFormat",
    method: "GET",
    path: "/v1/schemas/{schemaId}/formats/{format}",
    tag: "Contracts",
    security: &[
        &[Requirement { scheme: "apiKey", scopes: &[] }],
        &[Requirement { scheme: "basic", scopes: &[] }],
    ],
    scopes: &["catalogue:read"],
    permission: Some(Permission { object: "schema", action: "read" }),
    parameters: &[
        Parameter {
            name: "schemaId",
            place: Place::Path,
            style: Style::Simple,
            explode: false,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "format",
            place: Place::Path,
            style: Style::Simple,
            explode: false,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "If-None-Match",
            place: Place::Header,
            style: Style::Simple,
            explode: false,
            shape: Shape::Text,
            allow_empty: false,
        },
    ],
    body: None,
    responses: &[
        Response {
            status: Status::Code(200),
            media_types: &[
                "application/schema+json",
                "application/json",
                "text/plain",
                "application/sql",
                "text/markdown",
            ],
            headers: &[("etag", true), ("deprecation", false), ("sunset", false), ("link", false)],
        },
        Response { status: Status::Code(304), media_types: &[], headers: &[("etag", true)] },
        Response { status: Status::Code(400), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(401),
            media_types: &["application/problem+json"],
            headers: &[("www-authenticate", true)],
        },
        Response { status: Status::Code(403), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(404), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(406), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(410),
            media_types: &["application/problem+json"],
            headers: &[("link", false)],
        },
        Response { status: Status::Code(500), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(503),
            media_types: &["application/problem+json"],
            headers: &[("retry-after", true)],
        },
    ],
    max_body_bytes: 1048576,
};

/// `PUT /v1/data-products/{productId}/contract`
pub static PUT_CONTRACT: Operation = Operation {
    id: "putContract",
    method: "PUT",
    path: "/v1/data-products/{productId}/contract",
    tag: "Contracts",
    security: &[
        &[Requirement { scheme: "apiKey", scopes: &[] }],
        &[Requirement { scheme: "basic", scopes: &[] }],
    ],
    scopes: &["catalogue:write"],
    permission: Some(Permission { object: "data_product", action: "update" }),
    parameters: &[
        Parameter {
            name: "productId",
            place: Place::Path,
            style: Style::Simple,
            explode: false,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "If-Match",
            place: Place::Header,
            style: Style::Simple,
            explode: false,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "dryRun",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Boolean,
            allow_empty: false,
        },
    ],
    body: Some(RequestBody {
        required: true,
        media_types: &["application/yaml", "application/json"],
        forms: &[],
    }),
    responses: &[
        Response {
            status: Status::Code(200),
            media_types: &["application/json"],
            headers: &[("etag", true)],
        },
        Response {
            status: Status::Code(201),
            media_types: &["application/json"],
            headers: &[("location", true), ("etag", true)],
        },
        Response { status: Status::Code(400), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(401),
            media_types: &["application/problem+json"],
            headers: &[("www-authenticate", true)],
        },
        Response { status: Status::Code(403), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(404), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(406), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(408), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(409), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(410),
            media_types: &["application/problem+json"],
            headers: &[("link", false)],
        },
        Response { status: Status::Code(412), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(413), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(415), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(422), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(500), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(503),
            media_types: &["application/problem+json"],
            headers: &[("retry-after", true)],
        },
    ],
    max_body_bytes: 16777216,
};

/// `GET /v1/data-products/{productId}/changes`
pub static COMPARE_VERSIONS: Operation = Operation {
    id: "compareVersions",
    method: "GET",
    path: "/v1/data-products/{productId}/changes",
    tag: "DataProducts",
    security: &[
        &[Requirement { scheme: "apiKey", scopes: &[] }],
        &[Requirement { scheme: "basic", scopes: &[] }],
    ],
    scopes: &["catalogue:read"],
    permission: Some(Permission { object: "data_product", action: "read" }),
    parameters: &[
        Parameter {
            name: "productId",
            place: Place::Path,
            style: Style::Simple,
            explode: false,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "from",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "to",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Text,
            allow_empty: false,
        },
    ],
    body: None,
    responses: &[
        Response { status: Status::Code(200), media_types: &["application/json"], headers: &[] },
        Response { status: Status::Code(400), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(401),
            media_types: &["application/problem+json"],
            headers: &[("www-authenticate", true)],
        },
        Response { status: Status::Code(403), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(404), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(406), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(410),
            media_types: &["application/problem+json"],
            headers: &[("link", false)],
        },
        Response { status: Status::Code(500), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(503),
            media_types: &["application/problem+json"],
            headers: &[("retry-after", true)],
        },
    ],
    max_body_bytes: 1048576,
};

/// `POST /v1/data-products`
pub static CREATE_DATA_PRODUCT: Operation = Operation {
    id: "createDataProduct",
    method: "POST",
    path: "/v1/data-products",
    tag: "DataProducts",
    security: &[
        &[Requirement { scheme: "apiKey", scopes: &[] }],
        &[Requirement { scheme: "basic", scopes: &[] }],
    ],
    scopes: &["catalogue:write"],
    permission: Some(Permission { object: "data_product", action: "create" }),
    parameters: &[],
    body: Some(RequestBody { required: true, media_types: &["application/json"], forms: &[] }),
    responses: &[
        Response {
            status: Status::Code(201),
            media_types: &["application/json"],
            headers: &[("location", true), ("etag", true)],
        },
        Response { status: Status::Code(400), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(401),
            media_types: &["application/problem+json"],
            headers: &[("www-authenticate", true)],
        },
        Response { status: Status::Code(403), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(406), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(408), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(409), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(413), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(415), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(422), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(500), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(503),
            media_types: &["application/problem+json"],
            headers: &[("retry-after", true)],
        },
    ],
    max_body_bytes: 1048576,
};

/// `DELETE /v1/data-products/{productId}`
pub static DELETE_DATA_PRODUCT: Operation = Operation {
    id: "deleteDataProduct",
    method: "DELETE",
    path: "/v1/data-products/{productId}",
    tag: "DataProducts",
    security: &[
        &[Requirement { scheme: "apiKey", scopes: &[] }],
        &[Requirement { scheme: "basic", scopes: &[] }],
    ],
    scopes: &["catalogue:write"],
    permission: Some(Permission { object: "data_product", action: "delete" }),
    parameters: &[
        Parameter {
            name: "productId",
            place: Place::Path,
            style: Style::Simple,
            explode: false,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "If-Match",
            place: Place::Header,
            style: Style::Simple,
            explode: false,
            shape: Shape::Text,
            allow_empty: false,
        },
    ],
    body: None,
    responses: &[
        Response { status: Status::Code(204), media_types: &[], headers: &[] },
        Response { status: Status::Code(400), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(401),
            media_types: &["application/problem+json"],
            headers: &[("www-authenticate", true)],
        },
        Response { status: Status::Code(403), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(404), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(409), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(412), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(500), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(503),
            media_types: &["application/problem+json"],
            headers: &[("retry-after", true)],
        },
    ],
    max_body_bytes: 1048576,
};

/// `GET /v1/data-products/{productId}`
pub static GET_DATA_PRODUCT: Operation = Operation {
    id: "getDataProduct",
    method: "GET",
    path: "/v1/data-products/{productId}",
    tag: "DataProducts",
    security: &[
        &[Requirement { scheme: "apiKey", scopes: &[] }],
        &[Requirement { scheme: "basic", scopes: &[] }],
    ],
    scopes: &["catalogue:read"],
    permission: Some(Permission { object: "data_product", action: "read" }),
    parameters: &[
        Parameter {
            name: "productId",
            place: Place::Path,
            style: Style::Simple,
            explode: false,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "If-None-Match",
            place: Place::Header,
            style: Style::Simple,
            explode: false,
            shape: Shape::Text,
            allow_empty: false,
        },
    ],
    body: None,
    responses: &[
        Response {
            status: Status::Code(200),
            media_types: &["application/json"],
            headers: &[("etag", true), ("deprecation", false), ("sunset", false), ("link", false)],
        },
        Response { status: Status::Code(304), media_types: &[], headers: &[("etag", true)] },
        Response { status: Status::Code(400), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(401),
            media_types: &["application/problem+json"],
            headers: &[("www-authenticate", true)],
        },
        Response { status: Status::Code(403), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(404), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(406), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(410),
            media_types: &["application/problem+json"],
            headers: &[("link", false)],
        },
        Response { status: Status::Code(500), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(503),
            media_types: &["application/problem+json"],
            headers: &[("retry-after", true)],
        },
    ],
    max_body_bytes: 1048576,
};

/// `GET /v1/data-products/{productId}/consumers`
pub static LIST_CONSUMERS: Operation = Operation {
    id: "listConsumers",
    method: "GET",
    path: "/v1/data-products/{productId}/consumers",
    tag: "DataProducts",
    security: &[
        &[Requirement { scheme: "apiKey", scopes: &[] }],
        &[Requirement { scheme: "basic", scopes: &[] }],
    ],
    scopes: &["catalogue:write"],
    permission: Some(Permission { object: "usage", action: "read" }),
    parameters: &[
        Parameter {
            name: "productId",
            place: Place::Path,
            style: Style::Simple,
            explode: false,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "limit",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Integer,
            allow_empty: false,
        },
        Parameter {
            name: "cursor",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Text,
            allow_empty: false,
        },
    ],
    body: None,
    responses: &[
        Response { status: Status::Code(200), media_types: &["application/json"], headers: &[] },
        Response { status: Status::Code(400), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(401),
            media_types: &["application/problem+json"],
            headers: &[("www-authenticate", true)],
        },
        Response { status: Status::Code(403), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(404), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(406), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(500), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(503),
            media_types: &["application/problem+json"],
            headers: &[("retry-after", true)],
        },
    ],
    max_body_bytes: 1048576,
};

/// `GET /v1/data-products`
pub static LIST_DATA_PRODUCTS: Operation = Operation {
    id: "listDataProducts",
    method: "GET",
    path: "/v1/data-products",
    tag: "DataProducts",
    security: &[
        &[Requirement { scheme: "apiKey", scopes: &[] }],
        &[Requirement { scheme: "basic", scopes: &[] }],
    ],
    scopes: &["catalogue:read"],
    permission: Some(Permission { object: "data_product", action: "read" }),
    parameters: &[
        Parameter {
            name: "q",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "domain",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "status",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "tag",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "owner",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "column",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "personalData",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Boolean,
            allow_empty: false,
        },
        Parameter {
            name: "sort",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "facets",
            place: Place::Query,
            style: Style::Form,
            explode: false,
            shape: Shape::List(&Shape::Text),
            allow_empty: false,
        },
        Parameter {
            name: "limit",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Integer,
            allow_empty: false,
        },
        Parameter {
            name: "cursor",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Text,
            allow_empty: false,
        },
    ],
    body: None,
    responses: &[
        Response { status: Status::Code(200), media_types: &["application/json"], headers: &[] },
        Response { status: Status::Code(400), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(401),
            media_types: &["application/problem+json"],
            headers: &[("www-authenticate", true)],
        },
        Response { status: Status::Code(403), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(406), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(500), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(503),
            media_types: &["application/problem+json"],
            headers: &[("retry-after", true)],
        },
    ],
    max_body_bytes: 1048576,
};

/// `GET /v1/data-products/{productId}/versions`
pub static LIST_VERSIONS: Operation = Operation {
    id: "listVersions",
    method: "GET",
    path: "/v1/data-products/{productId}/versions",
    tag: "DataProducts",
    security: &[
        &[Requirement { scheme: "apiKey", scopes: &[] }],
        &[Requirement { scheme: "basic", scopes: &[] }],
    ],
    scopes: &["catalogue:read"],
    permission: Some(Permission { object: "data_product", action: "read" }),
    parameters: &[
        Parameter {
            name: "productId",
            place: Place::Path,
            style: Style::Simple,
            explode: false,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "limit",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Integer,
            allow_empty: false,
        },
        Parameter {
            name: "cursor",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Text,
            allow_empty: false,
        },
    ],
    body: None,
    responses: &[
        Response { status: Status::Code(200), media_types: &["application/json"], headers: &[] },
        Response { status: Status::Code(400), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(401),
            media_types: &["application/problem+json"],
            headers: &[("www-authenticate", true)],
        },
        Response { status: Status::Code(403), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(404), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(406), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(500), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(503),
            media_types: &["application/problem+json"],
            headers: &[("retry-after", true)],
        },
    ],
    max_body_bytes: 1048576,
};

/// `PUT /v1/data-products/{productId}`
pub static REPLACE_DATA_PRODUCT: Operation = Operation {
    id: "replaceDataProduct",
    method: "PUT",
    path: "/v1/data-products/{productId}",
    tag: "DataProducts",
    security: &[
        &[Requirement { scheme: "apiKey", scopes: &[] }],
        &[Requirement { scheme: "basic", scopes: &[] }],
    ],
    scopes: &["catalogue:write"],
    permission: Some(Permission { object: "data_product", action: "update" }),
    parameters: &[
        Parameter {
            name: "productId",
            place: Place::Path,
            style: Style::Simple,
            explode: false,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "If-Match",
            place: Place::Header,
            style: Style::Simple,
            explode: false,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "dryRun",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Boolean,
            allow_empty: false,
        },
    ],
    body: Some(RequestBody { required: true, media_types: &["application/json"], forms: &[] }),
    responses: &[
        Response {
            status: Status::Code(200),
            media_types: &["application/json"],
            headers: &[("etag", true)],
        },
        Response { status: Status::Code(400), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(401),
            media_types: &["application/problem+json"],
            headers: &[("www-authenticate", true)],
        },
        Response { status: Status::Code(403), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(404), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(406), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(408), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(409), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(410),
            media_types: &["application/problem+json"],
            headers: &[("link", false)],
        },
        Response { status: Status::Code(412), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(413), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(415), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(422), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(500), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(503),
            media_types: &["application/problem+json"],
            headers: &[("retry-after", true)],
        },
    ],
    max_body_bytes: 1048576,
};

/// `PUT /v1/data-products/{productId}/lifecycle`
pub static SET_LIFECYCLE: Operation = Operation {
    id: "setLifecycle",
    method: "PUT",
    path: "/v1/data-products/{productId}/lifecycle",
    tag: "DataProducts",
    security: &[
        &[Requirement { scheme: "apiKey", scopes: &[] }],
        &[Requirement { scheme: "basic", scopes: &[] }],
    ],
    scopes: &["catalogue:write"],
    permission: Some(Permission { object: "data_product", action: "publish" }),
    parameters: &[
        Parameter {
            name: "productId",
            place: Place::Path,
            style: Style::Simple,
            explode: false,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "If-Match",
            place: Place::Header,
            style: Style::Simple,
            explode: false,
            shape: Shape::Text,
            allow_empty: false,
        },
    ],
    body: Some(RequestBody { required: true, media_types: &["application/json"], forms: &[] }),
    responses: &[
        Response {
            status: Status::Code(200),
            media_types: &["application/json"],
            headers: &[("etag", true), ("deprecation", false), ("sunset", false), ("link", false)],
        },
        Response { status: Status::Code(400), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(401),
            media_types: &["application/problem+json"],
            headers: &[("www-authenticate", true)],
        },
        Response { status: Status::Code(403), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(404), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(406), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(408), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(409), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(410),
            media_types: &["application/problem+json"],
            headers: &[("link", false)],
        },
        Response { status: Status::Code(412), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(413), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(415), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(422), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(500), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(503),
            media_types: &["application/problem+json"],
            headers: &[("retry-after", true)],
        },
    ],
    max_body_bytes: 1048576,
};

/// `GET /v1/statistics`
pub static GET_STATISTICS: Operation = Operation {
    id: "getStatistics",
    method: "GET",
    path: "/v1/statistics",
    tag: "Governance",
    security: &[
        &[Requirement { scheme: "apiKey", scopes: &[] }],
        &[Requirement { scheme: "basic", scopes: &[] }],
    ],
    scopes: &["govern"],
    permission: Some(Permission { object: "statistics", action: "read" }),
    parameters: &[
        Parameter {
            name: "from",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "to",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "limit",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Integer,
            allow_empty: false,
        },
        Parameter {
            name: "cursor",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Text,
            allow_empty: false,
        },
    ],
    body: None,
    responses: &[
        Response { status: Status::Code(200), media_types: &["application/json"], headers: &[] },
        Response { status: Status::Code(400), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(401),
            media_types: &["application/problem+json"],
            headers: &[("www-authenticate", true)],
        },
        Response { status: Status::Code(403), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(406), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(500), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(503),
            media_types: &["application/problem+json"],
            headers: &[("retry-after", true)],
        },
    ],
    max_body_bytes: 1048576,
};

/// `GET /v1/audit-events`
pub static LIST_AUDIT_EVENTS: Operation = Operation {
    id: "listAuditEvents",
    method: "GET",
    path: "/v1/audit-events",
    tag: "Governance",
    security: &[
        &[Requirement { scheme: "apiKey", scopes: &[] }],
        &[Requirement { scheme: "basic", scopes: &[] }],
    ],
    scopes: &["govern"],
    permission: Some(Permission { object: "audit_event", action: "read" }),
    parameters: &[
        Parameter {
            name: "product",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "actor",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "action",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "since",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "before",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "limit",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Integer,
            allow_empty: false,
        },
        Parameter {
            name: "cursor",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Text,
            allow_empty: false,
        },
    ],
    body: None,
    responses: &[
        Response { status: Status::Code(200), media_types: &["application/json"], headers: &[] },
        Response { status: Status::Code(400), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(401),
            media_types: &["application/problem+json"],
            headers: &[("www-authenticate", true)],
        },
        Response { status: Status::Code(403), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(406), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(500), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(503),
            media_types: &["application/problem+json"],
            headers: &[("retry-after", true)],
        },
    ],
    max_body_bytes: 1048576,
};

/// `GET /v1/domains`
pub static LIST_DOMAINS: Operation = Operation {
    id: "listDomains",
    method: "GET",
    path: "/v1/domains",
    tag: "Governance",
    security: &[
        &[Requirement { scheme: "apiKey", scopes: &[] }],
        &[Requirement { scheme: "basic", scopes: &[] }],
    ],
    scopes: &["catalogue:read"],
    permission: Some(Permission { object: "data_product", action: "read" }),
    parameters: &[
        Parameter {
            name: "limit",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Integer,
            allow_empty: false,
        },
        Parameter {
            name: "cursor",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Text,
            allow_empty: false,
        },
    ],
    body: None,
    responses: &[
        Response { status: Status::Code(200), media_types: &["application/json"], headers: &[] },
        Response { status: Status::Code(400), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(401),
            media_types: &["application/problem+json"],
            headers: &[("www-authenticate", true)],
        },
        Response { status: Status::Code(403), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(406), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(500), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(503),
            media_types: &["application/problem+json"],
            headers: &[("retry-after", true)],
        },
    ],
    max_body_bytes: 1048576,
};

/// `GET /v1/tags`
pub static LIST_TAGS: Operation = Operation {
    id: "listTags",
    method: "GET",
    path: "/v1/tags",
    tag: "Governance",
    security: &[
        &[Requirement { scheme: "apiKey", scopes: &[] }],
        &[Requirement { scheme: "basic", scopes: &[] }],
    ],
    scopes: &["catalogue:read"],
    permission: Some(Permission { object: "data_product", action: "read" }),
    parameters: &[
        Parameter {
            name: "limit",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Integer,
            allow_empty: false,
        },
        Parameter {
            name: "cursor",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Text,
            allow_empty: false,
        },
    ],
    body: None,
    responses: &[
        Response { status: Status::Code(200), media_types: &["application/json"], headers: &[] },
        Response { status: Status::Code(400), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(401),
            media_types: &["application/problem+json"],
            headers: &[("www-authenticate", true)],
        },
        Response { status: Status::Code(403), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(406), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(500), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(503),
            media_types: &["application/problem+json"],
            headers: &[("retry-after", true)],
        },
    ],
    max_body_bytes: 1048576,
};

/// `GET /openapi.json`
pub static GET_CONTRACT_JSON: Operation = Operation {
    id: "getContractJson",
    method: "GET",
    path: "/openapi.json",
    tag: "Monitoring",
    security: &[],
    scopes: &[],
    permission: None,
    parameters: &[],
    body: None,
    responses: &[
        Response { status: Status::Code(200), media_types: &["application/json"], headers: &[] },
        Response { status: Status::Code(400), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(406), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(500), media_types: &["application/problem+json"], headers: &[] },
    ],
    max_body_bytes: 1048576,
};

/// `GET /openapi.yaml`
pub static GET_CONTRACT_YAML: Operation = Operation {
    id: "getContractYaml",
    method: "GET",
    path: "/openapi.yaml",
    tag: "Monitoring",
    security: &[],
    scopes: &[],
    permission: None,
    parameters: &[],
    body: None,
    responses: &[
        Response { status: Status::Code(200), media_types: &["application/yaml"], headers: &[] },
        Response { status: Status::Code(400), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(406), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(500), media_types: &["application/problem+json"], headers: &[] },
    ],
    max_body_bytes: 1048576,
};

/// `GET /healthcheck`
pub static GET_HEALTH: Operation = Operation {
    id: "getHealth",
    method: "GET",
    path: "/healthcheck",
    tag: "Monitoring",
    security: &[],
    scopes: &[],
    permission: None,
    parameters: &[],
    body: None,
    responses: &[
        Response { status: Status::Code(200), media_types: &["application/json"], headers: &[] },
        Response { status: Status::Code(400), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(406), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(500), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(503),
            media_types: &["application/problem+json"],
            headers: &[("retry-after", true)],
        },
    ],
    max_body_bytes: 1048576,
};

/// `GET /running`
pub static GET_RUNNING: Operation = Operation {
    id: "getRunning",
    method: "GET",
    path: "/running",
    tag: "Monitoring",
    security: &[],
    scopes: &[],
    permission: None,
    parameters: &[],
    body: None,
    responses: &[
        Response { status: Status::Code(200), media_types: &["application/json"], headers: &[] },
        Response { status: Status::Code(400), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(406), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(500), media_types: &["application/problem+json"], headers: &[] },
    ],
    max_body_bytes: 1048576,
};

/// `GET /version`
pub static GET_VERSION: Operation = Operation {
    id: "getVersion",
    method: "GET",
    path: "/version",
    tag: "Monitoring",
    security: &[],
    scopes: &[],
    permission: None,
    parameters: &[],
    body: None,
    responses: &[
        Response { status: Status::Code(200), media_types: &["application/json"], headers: &[] },
        Response { status: Status::Code(400), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(406), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(500), media_types: &["application/problem+json"], headers: &[] },
    ],
    max_body_bytes: 1048576,
};

/// `POST /v1/schemas/{schemaId}/rows`
pub static INGEST_ROWS: Operation = Operation {
    id: "ingestRows",
    method: "POST",
    path: "/v1/schemas/{schemaId}/rows",
    tag: "Rows",
    security: &[
        &[Requirement { scheme: "apiKey", scopes: &[] }],
        &[Requirement { scheme: "basic", scopes: &[] }],
    ],
    scopes: &["data:write"],
    permission: Some(Permission { object: "row", action: "ingest" }),
    parameters: &[
        Parameter {
            name: "schemaId",
            place: Place::Path,
            style: Style::Simple,
            explode: false,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "columnMap",
            place: Place::Query,
            style: Style::Json,
            explode: false,
            shape: Shape::Any,
            allow_empty: false,
        },
        Parameter {
            name: "constant",
            place: Place::Query,
            style: Style::DeepObject,
            explode: true,
            shape: Shape::Object(&[], Some(&Shape::Text)),
            allow_empty: false,
        },
    ],
    body: Some(RequestBody {
        required: true,
        media_types: &[
            "application/json",
            "application/x-ndjson",
            "text/csv",
            "application/x-www-form-urlencoded",
        ],
        forms: &[],
    }),
    responses: &[
        Response {
            status: Status::Code(201),
            media_types: &["application/json"],
            headers: &[("deprecation", false), ("sunset", false), ("link", false)],
        },
        Response { status: Status::Code(400), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(401),
            media_types: &["application/problem+json"],
            headers: &[("www-authenticate", true)],
        },
        Response { status: Status::Code(403), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(404), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(406), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(408), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(409), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(410),
            media_types: &["application/problem+json"],
            headers: &[("link", false)],
        },
        Response { status: Status::Code(413), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(415), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(422), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(500), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(503),
            media_types: &["application/problem+json"],
            headers: &[("retry-after", true)],
        },
    ],
    max_body_bytes: 1073741824,
};

/// `GET /v1/schemas/{schemaId}/rows`
pub static READ_ROWS: Operation = Operation {
    id: "readRows",
    method: "GET",
    path: "/v1/schemas/{schemaId}/rows",
    tag: "Rows",
    security: &[
        &[Requirement { scheme: "apiKey", scopes: &[] }],
        &[Requirement { scheme: "basic", scopes: &[] }],
    ],
    scopes: &["data:read"],
    permission: Some(Permission { object: "row", action: "read" }),
    parameters: &[
        Parameter {
            name: "schemaId",
            place: Place::Path,
            style: Style::Simple,
            explode: false,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "from",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "to",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "filter",
            place: Place::Query,
            style: Style::DeepObject,
            explode: true,
            shape: Shape::Object(&[], Some(&Shape::Text)),
            allow_empty: false,
        },
        Parameter {
            name: "columns",
            place: Place::Query,
            style: Style::Form,
            explode: false,
            shape: Shape::List(&Shape::Text),
            allow_empty: false,
        },
        Parameter {
            name: "limit",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Integer,
            allow_empty: false,
        },
        Parameter {
            name: "cursor",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Text,
            allow_empty: false,
        },
    ],
    body: None,
    responses: &[
        Response {
            status: Status::Code(200),
            media_types: &["application/json", "application/x-ndjson", "text/csv"],
            headers: &[("deprecation", false), ("sunset", false), ("link", false)],
        },
        Response { status: Status::Code(400), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(401),
            media_types: &["application/problem+json"],
            headers: &[("www-authenticate", true)],
        },
        Response { status: Status::Code(403), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(404), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(406), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(410),
            media_types: &["application/problem+json"],
            headers: &[("link", false)],
        },
        Response { status: Status::Code(500), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(503),
            media_types: &["application/problem+json"],
            headers: &[("retry-after", true)],
        },
    ],
    max_body_bytes: 1048576,
};

/// `POST /v1/schemas/{schemaId}/compatibility`
pub static CHECK_COMPATIBILITY: Operation = Operation {
    id: "checkCompatibility",
    method: "POST",
    path: "/v1/schemas/{schemaId}/compatibility",
    tag: "Schemas",
    security: &[
        &[Requirement { scheme: "apiKey", scopes: &[] }],
        &[Requirement { scheme: "basic", scopes: &[] }],
    ],
    scopes: &["catalogue:read"],
    permission: Some(Permission { object: "schema", action: "read" }),
    parameters: &[
        Parameter {
            name: "schemaId",
            place: Place::Path,
            style: Style::Simple,
            explode: false,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "mode",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Text,
            allow_empty: false,
        },
    ],
    body: Some(RequestBody { required: true, media_types: &["application/json"], forms: &[] }),
    responses: &[
        Response {
            status: Status::Code(200),
            media_types: &["application/json"],
            headers: &[("deprecation", false), ("sunset", false), ("link", false)],
        },
        Response { status: Status::Code(400), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(401),
            media_types: &["application/problem+json"],
            headers: &[("www-authenticate", true)],
        },
        Response { status: Status::Code(403), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(404), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(406), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(408), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(410),
            media_types: &["application/problem+json"],
            headers: &[("link", false)],
        },
        Response { status: Status::Code(413), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(415), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(422), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(500), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(503),
            media_types: &["application/problem+json"],
            headers: &[("retry-after", true)],
        },
    ],
    max_body_bytes: 1048576,
};

/// `POST /v1/schemas/{schemaId}`
pub static CREATE_SCHEMA: Operation = Operation {
    id: "createSchema",
    method: "POST",
    path: "/v1/schemas/{schemaId}",
    tag: "Schemas",
    security: &[
        &[Requirement { scheme: "apiKey", scopes: &[] }],
        &[Requirement { scheme: "basic", scopes: &[] }],
    ],
    scopes: &["catalogue:write"],
    permission: Some(Permission { object: "schema", action: "create" }),
    parameters: &[
        Parameter {
            name: "schemaId",
            place: Place::Path,
            style: Style::Simple,
            explode: false,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "dryRun",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Boolean,
            allow_empty: false,
        },
    ],
    body: Some(RequestBody { required: true, media_types: &["application/json"], forms: &[] }),
    responses: &[
        Response { status: Status::Code(200), media_types: &["application/json"], headers: &[] },
        Response {
            status: Status::Code(201),
            media_types: &["application/json"],
            headers: &[("location", true), ("etag", true)],
        },
        Response { status: Status::Code(400), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(401),
            media_types: &["application/problem+json"],
            headers: &[("www-authenticate", true)],
        },
        Response { status: Status::Code(403), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(404), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(406), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(408), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(409), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(410),
            media_types: &["application/problem+json"],
            headers: &[("link", false)],
        },
        Response { status: Status::Code(413), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(415), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(422), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(500), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(503),
            media_types: &["application/problem+json"],
            headers: &[("retry-after", true)],
        },
    ],
    max_body_bytes: 1048576,
};

/// `DELETE /v1/schemas/{schemaId}`
pub static DELETE_SCHEMA: Operation = Operation {
    id: "deleteSchema",
    method: "DELETE",
    path: "/v1/schemas/{schemaId}",
    tag: "Schemas",
    security: &[
        &[Requirement { scheme: "apiKey", scopes: &[] }],
        &[Requirement { scheme: "basic", scopes: &[] }],
    ],
    scopes: &["catalogue:write"],
    permission: Some(Permission { object: "schema", action: "delete" }),
    parameters: &[
        Parameter {
            name: "schemaId",
            place: Place::Path,
            style: Style::Simple,
            explode: false,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "If-Match",
            place: Place::Header,
            style: Style::Simple,
            explode: false,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "dryRun",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Boolean,
            allow_empty: false,
        },
    ],
    body: None,
    responses: &[
        Response { status: Status::Code(200), media_types: &["application/json"], headers: &[] },
        Response { status: Status::Code(204), media_types: &[], headers: &[] },
        Response { status: Status::Code(400), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(401),
            media_types: &["application/problem+json"],
            headers: &[("www-authenticate", true)],
        },
        Response { status: Status::Code(403), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(404), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(406), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(409), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(410),
            media_types: &["application/problem+json"],
            headers: &[("link", false)],
        },
        Response { status: Status::Code(412), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(422), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(500), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(503),
            media_types: &["application/problem+json"],
            headers: &[("retry-after", true)],
        },
    ],
    max_body_bytes: 1048576,
};

/// `GET /v1/schemas/{schemaId}`
pub static GET_SCHEMA: Operation = Operation {
    id: "getSchema",
    method: "GET",
    path: "/v1/schemas/{schemaId}",
    tag: "Schemas",
    security: &[
        &[Requirement { scheme: "apiKey", scopes: &[] }],
        &[Requirement { scheme: "basic", scopes: &[] }],
    ],
    scopes: &["catalogue:read"],
    permission: Some(Permission { object: "schema", action: "read" }),
    parameters: &[
        Parameter {
            name: "schemaId",
            place: Place::Path,
            style: Style::Simple,
            explode: false,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "If-None-Match",
            place: Place::Header,
            style: Style::Simple,
            explode: false,
            shape: Shape::Text,
            allow_empty: false,
        },
    ],
    body: None,
    responses: &[
        Response {
            status: Status::Code(200),
            media_types: &["application/json"],
            headers: &[("etag", true), ("deprecation", false), ("sunset", false), ("link", false)],
        },
        Response { status: Status::Code(304), media_types: &[], headers: &[("etag", true)] },
        Response { status: Status::Code(400), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(401),
            media_types: &["application/problem+json"],
            headers: &[("www-authenticate", true)],
        },
        Response { status: Status::Code(403), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(404), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(406), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(410),
            media_types: &["application/problem+json"],
            headers: &[("link", false)],
        },
        Response { status: Status::Code(500), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(503),
            media_types: &["application/problem+json"],
            headers: &[("retry-after", true)],
        },
    ],
    max_body_bytes: 1048576,
};

/// `PUT /v1/schemas/{schemaId}`
pub static REPLACE_SCHEMA: Operation = Operation {
    id: "replaceSchema",
    method: "PUT",
    path: "/v1/schemas/{schemaId}",
    tag: "Schemas",
    security: &[
        &[Requirement { scheme: "apiKey", scopes: &[] }],
        &[Requirement { scheme: "basic", scopes: &[] }],
    ],
    scopes: &["catalogue:write"],
    permission: Some(Permission { object: "schema", action: "update" }),
    parameters: &[
        Parameter {
            name: "schemaId",
            place: Place::Path,
            style: Style::Simple,
            explode: false,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "If-Match",
            place: Place::Header,
            style: Style::Simple,
            explode: false,
            shape: Shape::Text,
            allow_empty: false,
        },
        Parameter {
            name: "dryRun",
            place: Place::Query,
            style: Style::Form,
            explode: true,
            shape: Shape::Boolean,
            allow_empty: false,
        },
    ],
    body: Some(RequestBody { required: true, media_types: &["application/json"], forms: &[] }),
    responses: &[
        Response {
            status: Status::Code(200),
            media_types: &["application/json"],
            headers: &[("etag", true)],
        },
        Response { status: Status::Code(400), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(401),
            media_types: &["application/problem+json"],
            headers: &[("www-authenticate", true)],
        },
        Response { status: Status::Code(403), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(404), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(406), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(408), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(409), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(410),
            media_types: &["application/problem+json"],
            headers: &[("link", false)],
        },
        Response { status: Status::Code(412), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(413), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(415), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(422), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(500), media_types: &["application/problem+json"], headers: &[] },
        Response {
            status: Status::Code(503),
            media_types: &["application/problem+json"],
            headers: &[("retry-after", true)],
        },
    ],
    max_body_bytes: 1048576,
};
