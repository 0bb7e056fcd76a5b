// Generated from crates/clinic/openapi.yaml by scripts/generate.sh. Do not edit:
// change the contract, or api-spec/generator/templates, and generate again.

//! Every operation of the contract, as a table that tests and rules check themselves against.

#![allow(unused_imports)]

use spec_runtime::{
    Contract, Field, Form, Idempotency, LeftOut, Operation, Parameter, Permission, Place, RequestBody,
    Requirement, Response, SchemeKind, SecurityScheme, Shape, Status, Style,
};

/// The contract that this crate was generated from.
pub static CONTRACT: Contract = Contract {
    title: "Clinic",
    version: "1.0.0",
    operations: OPERATIONS,
    left_out: &[],
    schemes: &[
        SecurityScheme { name: "desk", kind: SchemeKind::Http("basic") },
        SecurityScheme { name: "key", kind: SchemeKind::ApiKey(Place::Query, "key") },
        SecurityScheme { name: "session", kind: SchemeKind::ApiKey(Place::Cookie, "session") },
        SecurityScheme { name: "staffToken", kind: SchemeKind::Http("bearer") },
        SecurityScheme { name: "vets", kind: SchemeKind::OAuth2 },
    ],
    schemas: &crate::SCHEMAS,
    document: include_str!("../openapi.json"),
};

/// Every operation.
pub static OPERATIONS: &[&Operation] = &[
    &ADD_PICTURE,
    &CREATE_PET,
    &GET_PET,
    &LIST_PETS,
    &READ_NOTE,
    &UPDATE_PET,
    &WRITE_NOTE,
    &ADD_MEASUREMENTS,
    &BOOK_VISIT,
    &CLOSE_VISIT,
    &FIND_BED,
    &LIST_WARDS,
];

/// `POST /pets/{petId}/pictures`
pub static ADD_PICTURE: Operation = Operation {
    id: "addPicture",
    method: "POST",
    path: "/pets/{petId}/pictures",
    tag: "Pets",
    security: &[&[Requirement { scheme: "staffToken", scopes: &[] }]],
    scopes: &[],
    permission: None,
    idempotency: None,
    parameters: &[Parameter {
        name: "petId",
        place: Place::Path,
        style: Style::Simple,
        explode: false,
        shape: Shape::Integer,
        allow_empty: false,
    }],
    body: Some(RequestBody {
        required: true,
        media_types: &["multipart/form-data"],
        forms: &[Form {
            media_type: "multipart/form-data",
            fields: &[
                Field {
                    name: "picture",
                    style: Style::Form,
                    explode: true,
                    shape: Shape::Text,
                    is_file: true,
                    media_types: &["image/png", "image/jpeg"],
                },
                Field {
                    name: "caption",
                    style: Style::Form,
                    explode: true,
                    shape: Shape::Text,
                    is_file: false,
                    media_types: &[],
                },
                Field {
                    name: "takenOn",
                    style: Style::Form,
                    explode: true,
                    shape: Shape::Text,
                    is_file: false,
                    media_types: &[],
                },
                Field {
                    name: "frame",
                    style: Style::Json,
                    explode: false,
                    shape: Shape::Any,
                    is_file: false,
                    media_types: &[],
                },
            ],
            others: None,
        }],
    }),
    responses: &[
        Response { status: Status::Code(201), media_types: &["application/json"], headers: &[] },
        Response { status: Status::Default, media_types: &["application/problem+json"], headers: &[] },
    ],
    max_body_bytes: 1048576,
};

/// `POST /pets`
pub static CREATE_PET: Operation = Operation {
    id: "createPet",
    method: "POST",
    path: "/pets",
    tag: "Pets",
    security: &[&[Requirement { scheme: "staffToken", scopes: &[] }]],
    scopes: &[],
    permission: None,
    idempotency: None,
    parameters: &[],
    body: Some(RequestBody { required: true, media_types: &["application/json"], forms: &[] }),
    responses: &[
        Response {
            status: Status::Code(201),
            media_types: &["application/json"],
            headers: &[("location", true)],
        },
        Response { status: Status::Class(4), media_types: &["application/problem+json"], headers: &[] },
        Response { status: Status::Default, media_types: &["application/problem+json"], headers: &[] },
    ],
    max_body_bytes: 1048576,
};

/// `GET /pets/{petId}`
pub static GET_PET: Operation = Operation {
    id: "getPet",
    method: "GET",
    path: "/pets/{petId}",
    tag: "Pets",
    security: &[
        &[Requirement { scheme: "staffToken", scopes: &[] }],
        &[Requirement { scheme: "desk", scopes: &[] }],
        &[Requirement { scheme: "key", scopes: &[] }],
    ],
    scopes: &[],
    permission: None,
    idempotency: None,
    parameters: &[Parameter {
        name: "petId",
        place: Place::Path,
        style: Style::Simple,
        explode: false,
        shape: Shape::Integer,
        allow_empty: false,
    }],
    body: None,
    responses: &[
        Response { status: Status::Code(200), media_types: &["application/json"], headers: &[] },
        Response { status: Status::Class(4), media_types: &["application/json"], headers: &[] },
        Response { status: Status::Default, media_types: &["application/problem+json"], headers: &[] },
    ],
    max_body_bytes: 1048576,
};

/// `GET /pets`
pub static LIST_PETS: Operation = Operation {
    id: "listPets",
    method: "GET",
    path: "/pets",
    tag: "Pets",
    security: &[&[], &[Requirement { scheme: "staffToken", scopes: &[] }]],
    scopes: &[],
    permission: None,
    idempotency: None,
    parameters: &[
        Parameter {
            name: "filter",
            place: Place::Query,
            style: Style::DeepObject,
            explode: true,
            shape: Shape::Object(&[("kind", Shape::Text), ("bornAfter", Shape::Text)], None),
            allow_empty: false,
        },
        Parameter {
            name: "names",
            place: Place::Query,
            style: Style::PipeDelimited,
            explode: false,
            shape: Shape::List(&Shape::Text),
            allow_empty: false,
        },
        Parameter {
            name: "greeting",
            place: Place::Cookie,
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
            media_types: &["application/json", "text/plain"],
            headers: &[("x-pet-count", true), ("x-greeting", false)],
        },
        Response { status: Status::Default, media_types: &["application/problem+json"], headers: &[] },
    ],
    max_body_bytes: 1048576,
};

/// `GET /pets/{petId}/note`
pub static READ_NOTE: Operation = Operation {
    id: "readNote",
    method: "GET",
    path: "/pets/{petId}/note",
    tag: "Pets",
    security: &[&[Requirement { scheme: "staffToken", scopes: &[] }]],
    scopes: &[],
    permission: None,
    idempotency: None,
    parameters: &[Parameter {
        name: "petId",
        place: Place::Path,
        style: Style::Simple,
        explode: false,
        shape: Shape::Integer,
        allow_empty: false,
    }],
    body: None,
    responses: &[
        Response { status: Status::Code(200), media_types: &["text/plain"], headers: &[] },
        Response { status: Status::Default, media_types: &["application/problem+json"], headers: &[] },
    ],
    max_body_bytes: 1048576,
};

/// `PATCH /pets/{petId}`
pub static UPDATE_PET: Operation = Operation {
    id: "updatePet",
    method: "PATCH",
    path: "/pets/{petId}",
    tag: "Pets",
    security: &[&[Requirement { scheme: "staffToken", scopes: &[] }]],
    scopes: &[],
    permission: None,
    idempotency: None,
    parameters: &[Parameter {
        name: "petId",
        place: Place::Path,
        style: Style::Simple,
        explode: false,
        shape: Shape::Integer,
        allow_empty: false,
    }],
    body: Some(RequestBody { required: true, media_types: &["application/merge-patch+json"], forms: &[] }),
    responses: &[
        Response { status: Status::Code(200), media_types: &["application/json"], headers: &[] },
        Response { status: Status::Default, media_types: &["application/problem+json"], headers: &[] },
    ],
    max_body_bytes: 1048576,
};

/// `PUT /pets/{petId}/note`
pub static WRITE_NOTE: Operation = Operation {
    id: "writeNote",
    method: "PUT",
    path: "/pets/{petId}/note",
    tag: "Pets",
    security: &[&[Requirement { scheme: "staffToken", scopes: &[] }]],
    scopes: &[],
    permission: None,
    idempotency: None,
    parameters: &[Parameter {
        name: "petId",
        place: Place::Path,
        style: Style::Simple,
        explode: false,
        shape: Shape::Integer,
        allow_empty: false,
    }],
    body: Some(RequestBody { required: true, media_types: &["text/plain"], forms: &[] }),
    responses: &[
        Response { status: Status::Code(204), media_types: &[], headers: &[] },
        Response { status: Status::Default, media_types: &["application/problem+json"], headers: &[] },
    ],
    max_body_bytes: 1048576,
};

/// `POST /visits/measurements`
pub static ADD_MEASUREMENTS: Operation = Operation {
    id: "addMeasurements",
    method: "POST",
    path: "/visits/measurements",
    tag: "Visits",
    security: &[
        &[Requirement { scheme: "key", scopes: &[] }],
        &[Requirement { scheme: "desk", scopes: &[] }, Requirement { scheme: "session", scopes: &[] }],
    ],
    scopes: &[],
    permission: None,
    idempotency: None,
    parameters: &[],
    body: Some(RequestBody { required: true, media_types: &["application/x-ndjson"], forms: &[] }),
    responses: &[
        Response { status: Status::Code(200), media_types: &["application/json"], headers: &[] },
        Response { status: Status::Default, media_types: &["application/problem+json"], headers: &[] },
    ],
    max_body_bytes: 1048576,
};

/// `POST /visits`
pub static BOOK_VISIT: Operation = Operation {
    id: "bookVisit",
    method: "POST",
    path: "/visits",
    tag: "Visits",
    security: &[&[
        Requirement { scheme: "desk", scopes: &[] },
        Requirement { scheme: "session", scopes: &[] },
    ]],
    scopes: &[],
    permission: None,
    idempotency: None,
    parameters: &[],
    body: Some(RequestBody {
        required: true,
        media_types: &["application/json", "application/x-www-form-urlencoded", "application/xml"],
        forms: &[Form {
            media_type: "application/x-www-form-urlencoded",
            fields: &[
                Field {
                    name: "petId",
                    style: Style::Form,
                    explode: true,
                    shape: Shape::Integer,
                    is_file: false,
                    media_types: &[],
                },
                Field {
                    name: "reasons",
                    style: Style::PipeDelimited,
                    explode: false,
                    shape: Shape::List(&Shape::Text),
                    is_file: false,
                    media_types: &[],
                },
                Field {
                    name: "slot",
                    style: Style::Json,
                    explode: false,
                    shape: Shape::Any,
                    is_file: false,
                    media_types: &["application/json"],
                },
            ],
            others: None,
        }],
    }),
    responses: &[
        Response {
            status: Status::Code(201),
            media_types: &["application/json", "application/xml"],
            headers: &[],
        },
        Response { status: Status::Default, media_types: &["application/problem+json"], headers: &[] },
    ],
    max_body_bytes: 1048576,
};

/// `POST /visits/{visitId}/close`
pub static CLOSE_VISIT: Operation = Operation {
    id: "closeVisit",
    method: "POST",
    path: "/visits/{visitId}/close",
    tag: "Visits",
    security: &[&[Requirement { scheme: "vets", scopes: &["visits:close"] }]],
    scopes: &[],
    permission: None,
    idempotency: None,
    parameters: &[Parameter {
        name: "visitId",
        place: Place::Path,
        style: Style::Simple,
        explode: false,
        shape: Shape::Integer,
        allow_empty: false,
    }],
    body: Some(RequestBody { required: false, media_types: &["application/json"], forms: &[] }),
    responses: &[
        Response { status: Status::Code(200), media_types: &["application/json"], headers: &[] },
        Response { status: Status::Default, media_types: &["application/problem+json"], headers: &[] },
    ],
    max_body_bytes: 1048576,
};

/// `GET /beds/{place}`
pub static FIND_BED: Operation = Operation {
    id: "findBed",
    method: "GET",
    path: "/beds/{place}",
    tag: "Wards",
    security: &[],
    scopes: &[],
    permission: None,
    idempotency: None,
    parameters: &[Parameter {
        name: "place",
        place: Place::Path,
        style: Style::Matrix,
        explode: true,
        shape: Shape::Object(&[("ward", Shape::Integer), ("bed", Shape::Text)], None),
        allow_empty: false,
    }],
    body: None,
    responses: &[
        Response { status: Status::Code(200), media_types: &["application/json"], headers: &[] },
        Response { status: Status::Default, media_types: &["application/problem+json"], headers: &[] },
    ],
    max_body_bytes: 1048576,
};

/// `GET /wards/{numbers}`
pub static LIST_WARDS: Operation = Operation {
    id: "listWards",
    method: "GET",
    path: "/wards/{numbers}",
    tag: "Wards",
    security: &[],
    scopes: &[],
    permission: None,
    idempotency: None,
    parameters: &[Parameter {
        name: "numbers",
        place: Place::Path,
        style: Style::Label,
        explode: true,
        shape: Shape::List(&Shape::Integer),
        allow_empty: false,
    }],
    body: None,
    responses: &[
        Response { status: Status::Code(200), media_types: &["application/json"], headers: &[] },
        Response { status: Status::Default, media_types: &["application/problem+json"], headers: &[] },
    ],
    max_body_bytes: 1048576,
};
