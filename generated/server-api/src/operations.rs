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
    version: "0.2.0",
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
    &CREATE_DATA_PRODUCT,
    &DELETE_DATA_PRODUCT,
    &GET_DATA_PRODUCT,
    &LIST_DATA_PRODUCTS,
    &REPLACE_DATA_PRODUCT,
    &GET_CONTRACT_JSON,
    &GET_CONTRACT_YAML,
    &GET_HEALTH,
    &GET_RUNNING,
    &GET_VERSION,
    &INGEST_ROWS,
    &READ_ROWS,
    &CREATE_SCHEMA,
    &DELETE_SCHEMA,
    &GET_SCHEMA,
    &REPLACE_SCHEMA,
];

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
            headers: &[("etag", true)],
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
        Response { status: Status::Code(412), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(413), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Code(415), media_types: &["application/problem+json"], headers: &[] },
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
        Response { status: Status::Code(201), media_types: &["application/json"], headers: &[] },
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
            headers: &[("link", false)],
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
    parameters: &[Parameter {
        name: "schemaId",
        place: Place::Path,
        style: Style::Simple,
        explode: false,
        shape: Shape::Text,
        allow_empty: false,
    }],
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
        Response { status: Status::Code(404), media_types: &["application/problem+json"], headers: &[] },
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
            headers: &[("etag", true)],
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
