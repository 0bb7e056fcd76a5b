//! Differences in the types that a schema takes: of one, of a union, of those that a discriminator tells apart.

use serde_json::json;

use crate::diff::{PROPERTIES, expect};

#[test]
fn types_widen_and_narrow() {
    expect(
        PROPERTIES,
        &[
            (
                "/count/type",
                Some(json!("number")),
                &["info request-property-type-generalized", "err response-property-type-generalized"],
            ),
            (
                "/size/type",
                Some(json!("integer")),
                &["err request-property-type-specialized", "info response-property-type-specialized"],
            ),
            (
                "/count/type",
                Some(json!("string")),
                &["err request-property-type-changed", "err response-property-type-changed"],
            ),
            (
                "/kind/type",
                None,
                &["info request-property-type-generalized", "err response-property-type-generalized"],
            ),
            (
                "/count/format",
                Some(json!("int64")),
                &["info request-property-type-generalized", "err response-property-type-generalized"],
            ),
            (
                "/count/format",
                Some(json!("odd")),
                &["err request-property-type-changed", "err response-property-type-changed"],
            ),
            (
                "/note/format",
                Some(json!("uuid")),
                &["err request-property-type-specialized", "info response-property-type-specialized"],
            ),
            ("/note/format", Some(json!("password")), &[]),
            (
                "/note/nullable",
                None,
                &["err request-property-became-not-nullable", "info response-property-became-not-nullable"],
            ),
            (
                "/name/nullable",
                Some(json!(true)),
                &["info request-property-became-nullable", "err response-property-became-nullable"],
            ),
        ],
    );
}

#[test]
fn members_of_unions_come_and_go() {
    let triangle = || json!({"$ref": "#/components/schemas/Triangle"});
    expect(
        PROPERTIES,
        &[
            (
                "/shape/oneOf/-",
                Some(triangle()),
                &[
                    "info request-property-one-of-added new#./shape/oneOf/2",
                    "err response-property-one-of-added new#./shape/oneOf/2",
                    "info request-property-discriminator-mapping-added new#./shape/oneOf/2",
                    "warn response-property-discriminator-mapping-added new#./shape/oneOf/2",
                ],
            ),
            (
                "/either/anyOf/-",
                Some(json!({"type": "boolean"})),
                &[
                    "info request-property-any-of-added new#./either/anyOf/2",
                    "err response-property-any-of-added new#./either/anyOf/2",
                ],
            ),
            ("/either/anyOf", Some(json!([{"type": "integer"}, {"type": "string"}])), &[]),
            (
                "/either/anyOf/1",
                Some(json!({"type": "number"})),
                &[
                    "info request-property-type-generalized new#./either/anyOf/1/type",
                    "err response-property-type-generalized new#./either/anyOf/1/type",
                ],
            ),
            (
                "/either",
                Some(json!({"oneOf": [{"type": "string"}, {"type": "integer"}]})),
                &[
                    "warn request-property-any-of-became-one-of new#./either/oneOf",
                    "warn response-property-any-of-became-one-of new#./either/oneOf",
                ],
            ),
            (
                "/note",
                Some(json!({"oneOf": [{"type": "string", "nullable": true}, {"type": "integer"}]})),
                &["info request-property-wrapped-in-one-of", "err response-property-wrapped-in-one-of"],
            ),
            (
                "/count",
                Some(json!({"oneOf": [{"type": "string"}, {"type": "boolean"}]})),
                &["err request-property-wrapped-in-one-of", "err response-property-wrapped-in-one-of"],
            ),
            (
                "/box/anyOf",
                Some(json!([{"required": ["a"]}, {"required": ["b"]}])),
                &["err request-property-any-of-set", "info response-property-any-of-set"],
            ),
            (
                "/parts/allOf/-",
                Some(json!({"required": ["part"]})),
                &[
                    "err request-property-became-required new#./parts/allOf/1/properties/part",
                    "info response-property-became-required new#./parts/allOf/1/properties/part",
                ],
            ),
            (
                "/parts/allOf/1",
                None,
                &[
                    "warn request-property-removed old#./parts/allOf/1/properties/part",
                    "warn response-optional-property-removed old#./parts/allOf/1/properties/part",
                ],
            ),
        ],
    );
}

#[test]
fn a_discriminator_is_read_by_its_values() {
    expect(
        &format!("{PROPERTIES}/shape/discriminator"),
        &[
            (
                "",
                None,
                &[
                    "warn request-property-discriminator-removed",
                    "warn response-property-discriminator-removed",
                ],
            ),
            (
                "/propertyName",
                Some(json!("r")),
                &[
                    "err request-property-discriminator-property-name-changed new#.",
                    "err response-property-discriminator-property-name-changed new#.",
                ],
            ),
            ("/mapping/o", Some(json!("Circle")), &[]),
            (
                "/mapping/circle",
                Some(json!("Circle")),
                &[
                    "info request-property-discriminator-mapping-added",
                    "warn response-property-discriminator-mapping-added",
                ],
            ),
            ("/mapping/Square", Some(json!("#/components/schemas/Square")), &[]),
            (
                "/mapping/Square",
                Some(json!("#/components/schemas/Triangle")),
                &[
                    "err request-property-discriminator-mapping-changed",
                    "err response-property-discriminator-mapping-changed",
                ],
            ),
            // Square, which had its own name, is now known by none.
            (
                "/mapping/o",
                None,
                &[
                    "info request-property-discriminator-mapping-added new#/components/schemas/Thing/properties/shape/oneOf/0",
                    "warn response-property-discriminator-mapping-added new#/components/schemas/Thing/properties/shape/oneOf/0",
                    "err request-property-discriminator-mapping-deleted",
                    "info response-property-discriminator-mapping-deleted",
                ],
            ),
        ],
    );
}
