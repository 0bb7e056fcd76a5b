// Generated from api-spec/openapi.yaml by `make generate`. Do not edit:
// change the contract, or api-spec/generator/templates, and generate again.

//! Every operation of the contract, as a table that tests and rules check themselves against.

use spec_runtime::{Contract, Operation, Parameter, Permission, Place, Shape};

/// The contract that this crate was generated from.
pub static CONTRACT: Contract = Contract {
    title: "Granary",
    version: "0.1.0",
    operations: OPERATIONS,
    schemas: include_str!("../schemas.json"),
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
    security: &[&["apiKey"], &["basic"]],
    scopes: &["catalogue:write"],
    permission: Some(Permission { object: "data_product", action: "create" }),
    parameters: &[],
    consumes: &["application/json"],
    produces: &["application/json"],
    statuses: &[201, 400, 401, 403, 406, 408, 409, 413, 415, 500, 503],
    max_body_bytes: 1048576,
};

/// `DELETE /v1/data-products/{productId}`
pub static DELETE_DATA_PRODUCT: Operation = Operation {
    id: "deleteDataProduct",
    method: "DELETE",
    path: "/v1/data-products/{productId}",
    tag: "DataProducts",
    security: &[&["apiKey"], &["basic"]],
    scopes: &["catalogue:write"],
    permission: Some(Permission { object: "data_product", action: "delete" }),
    parameters: &[
        Parameter { name: "productId", place: Place::Path, shape: Shape::Text },
        Parameter { name: "If-Match", place: Place::Header, shape: Shape::Text },
    ],
    consumes: &[],
    produces: &[],
    statuses: &[204, 400, 401, 403, 404, 409, 412, 500, 503],
    max_body_bytes: 1048576,
};

/// `GET /v1/data-products/{productId}`
pub static GET_DATA_PRODUCT: Operation = Operation {
    id: "getDataProduct",
    method: "GET",
    path: "/v1/data-products/{productId}",
    tag: "DataProducts",
    security: &[&["apiKey"], &["basic"]],
    scopes: &["catalogue:read"],
    permission: Some(Permission { object: "data_product", action: "read" }),
    parameters: &[
        Parameter { name: "productId", place: Place::Path, shape: Shape::Text },
        Parameter { name: "If-None-Match", place: Place::Header, shape: Shape::Text },
    ],
    consumes: &[],
    produces: &["application/json"],
    statuses: &[200, 304, 400, 401, 403, 404, 406, 500, 503],
    max_body_bytes: 1048576,
};

/// `GET /v1/data-products`
pub static LIST_DATA_PRODUCTS: Operation = Operation {
    id: "listDataProducts",
    method: "GET",
    path: "/v1/data-products",
    tag: "DataProducts",
    security: &[&["apiKey"], &["basic"]],
    scopes: &["catalogue:read"],
    permission: Some(Permission { object: "data_product", action: "read" }),
    parameters: &[
        Parameter { name: "limit", place: Place::Query, shape: Shape::Integer },
        Parameter { name: "cursor", place: Place::Query, shape: Shape::Text },
    ],
    consumes: &[],
    produces: &["application/json"],
    statuses: &[200, 400, 401, 403, 406, 500, 503],
    max_body_bytes: 1048576,
};

/// `PUT /v1/data-products/{productId}`
pub static REPLACE_DATA_PRODUCT: Operation = Operation {
    id: "replaceDataProduct",
    method: "PUT",
    path: "/v1/data-products/{productId}",
    tag: "DataProducts",
    security: &[&["apiKey"], &["basic"]],
    scopes: &["catalogue:write"],
    permission: Some(Permission { object: "data_product", action: "update" }),
    parameters: &[
        Parameter { name: "productId", place: Place::Path, shape: Shape::Text },
        Parameter { name: "If-Match", place: Place::Header, shape: Shape::Text },
    ],
    consumes: &["application/json"],
    produces: &["application/json"],
    statuses: &[200, 400, 401, 403, 404, 406, 408, 409, 412, 413, 415, 500, 503],
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
    consumes: &[],
    produces: &["application/json"],
    statuses: &[200, 400, 406, 500],
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
    consumes: &[],
    produces: &["application/yaml"],
    statuses: &[200, 400, 406, 500],
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
    consumes: &[],
    produces: &["application/json"],
    statuses: &[200, 400, 406, 500, 503],
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
    consumes: &[],
    produces: &["application/json"],
    statuses: &[200, 400, 406, 500],
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
    consumes: &[],
    produces: &["application/json"],
    statuses: &[200, 400, 406, 500],
    max_body_bytes: 1048576,
};

/// `POST /v1/schemas/{schemaId}/rows`
pub static INGEST_ROWS: Operation = Operation {
    id: "ingestRows",
    method: "POST",
    path: "/v1/schemas/{schemaId}/rows",
    tag: "Rows",
    security: &[&["apiKey"], &["basic"]],
    scopes: &["data:write"],
    permission: Some(Permission { object: "row", action: "ingest" }),
    parameters: &[
        Parameter { name: "schemaId", place: Place::Path, shape: Shape::Text },
        Parameter { name: "columnMap", place: Place::Query, shape: Shape::Json },
        Parameter { name: "constant", place: Place::Query, shape: Shape::DeepObject },
    ],
    consumes: &["application/json", "application/x-ndjson", "text/csv", "application/x-www-form-urlencoded"],
    produces: &["application/json"],
    statuses: &[201, 400, 401, 403, 404, 406, 408, 409, 413, 415, 422, 500, 503],
    max_body_bytes: 1073741824,
};

/// `GET /v1/schemas/{schemaId}/rows`
pub static READ_ROWS: Operation = Operation {
    id: "readRows",
    method: "GET",
    path: "/v1/schemas/{schemaId}/rows",
    tag: "Rows",
    security: &[&["apiKey"], &["basic"]],
    scopes: &["data:read"],
    permission: Some(Permission { object: "row", action: "read" }),
    parameters: &[
        Parameter { name: "schemaId", place: Place::Path, shape: Shape::Text },
        Parameter { name: "from", place: Place::Query, shape: Shape::Text },
        Parameter { name: "to", place: Place::Query, shape: Shape::Text },
        Parameter { name: "filter", place: Place::Query, shape: Shape::DeepObject },
        Parameter { name: "columns", place: Place::Query, shape: Shape::List },
        Parameter { name: "limit", place: Place::Query, shape: Shape::Integer },
        Parameter { name: "cursor", place: Place::Query, shape: Shape::Text },
    ],
    consumes: &[],
    produces: &["application/json", "application/x-ndjson", "text/csv"],
    statuses: &[200, 400, 401, 403, 404, 406, 500, 503],
    max_body_bytes: 1048576,
};

/// `POST /v1/schemas/{schemaId}`
pub static CREATE_SCHEMA: Operation = Operation {
    id: "createSchema",
    method: "POST",
    path: "/v1/schemas/{schemaId}",
    tag: "Schemas",
    security: &[&["apiKey"], &["basic"]],
    scopes: &["catalogue:write"],
    permission: Some(Permission { object: "schema", action: "create" }),
    parameters: &[Parameter { name: "schemaId", place: Place::Path, shape: Shape::Text }],
    consumes: &["application/json"],
    produces: &["application/json"],
    statuses: &[201, 400, 401, 403, 404, 406, 408, 409, 413, 415, 422, 500, 503],
    max_body_bytes: 1048576,
};

/// `DELETE /v1/schemas/{schemaId}`
pub static DELETE_SCHEMA: Operation = Operation {
    id: "deleteSchema",
    method: "DELETE",
    path: "/v1/schemas/{schemaId}",
    tag: "Schemas",
    security: &[&["apiKey"], &["basic"]],
    scopes: &["catalogue:write"],
    permission: Some(Permission { object: "schema", action: "delete" }),
    parameters: &[
        Parameter { name: "schemaId", place: Place::Path, shape: Shape::Text },
        Parameter { name: "If-Match", place: Place::Header, shape: Shape::Text },
    ],
    consumes: &[],
    produces: &[],
    statuses: &[204, 400, 401, 403, 404, 409, 412, 500, 503],
    max_body_bytes: 1048576,
};

/// `GET /v1/schemas/{schemaId}`
pub static GET_SCHEMA: Operation = Operation {
    id: "getSchema",
    method: "GET",
    path: "/v1/schemas/{schemaId}",
    tag: "Schemas",
    security: &[&["apiKey"], &["basic"]],
    scopes: &["catalogue:read"],
    permission: Some(Permission { object: "schema", action: "read" }),
    parameters: &[
        Parameter { name: "schemaId", place: Place::Path, shape: Shape::Text },
        Parameter { name: "If-None-Match", place: Place::Header, shape: Shape::Text },
    ],
    consumes: &[],
    produces: &["application/json"],
    statuses: &[200, 304, 400, 401, 403, 404, 406, 500, 503],
    max_body_bytes: 1048576,
};

/// `PUT /v1/schemas/{schemaId}`
pub static REPLACE_SCHEMA: Operation = Operation {
    id: "replaceSchema",
    method: "PUT",
    path: "/v1/schemas/{schemaId}",
    tag: "Schemas",
    security: &[&["apiKey"], &["basic"]],
    scopes: &["catalogue:write"],
    permission: Some(Permission { object: "schema", action: "update" }),
    parameters: &[
        Parameter { name: "schemaId", place: Place::Path, shape: Shape::Text },
        Parameter { name: "If-Match", place: Place::Header, shape: Shape::Text },
    ],
    consumes: &["application/json"],
    produces: &["application/json"],
    statuses: &[200, 400, 401, 403, 404, 406, 408, 409, 412, 413, 415, 422, 500, 503],
    max_body_bytes: 1048576,
};
