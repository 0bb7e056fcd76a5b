//! Every category of difference between two schemas, in requests and in responses.

use serde_json::json;

use crate::diff::expect;

const PROPERTIES: &str = "/components/schemas/Thing/properties";

#[test]
fn bounds_hurt_the_one_whose_freedom_they_move() {
    expect(
        PROPERTIES,
        &[
            (
                "/name/maxLength",
                Some(json!(5)),
                &["err request-property-max-length-decreased", "info response-property-max-length-decreased"],
            ),
            (
                "/name/maxLength",
                Some(json!(99)),
                &["info request-property-max-length-increased", "err response-property-max-length-increased"],
            ),
            (
                "/name/maxLength",
                None,
                &["info request-property-max-length-unset", "err response-property-max-length-unset"],
            ),
            (
                "/name/minLength",
                Some(json!(3)),
                &["err request-property-min-length-increased", "info response-property-min-length-increased"],
            ),
            (
                "/name/minLength",
                None,
                &["info request-property-min-length-unset", "err response-property-min-length-unset"],
            ),
            ("/note/minLength", Some(json!(0)), &[]),
            (
                "/note/maxLength",
                Some(json!(7)),
                &["err request-property-max-length-set", "info response-property-max-length-set"],
            ),
            (
                "/size/minimum",
                Some(json!(1.5)),
                &["info request-property-min-decreased", "err response-property-min-decreased"],
            ),
            (
                "/count/minimum",
                Some(json!(-5)),
                &["err request-property-min-set", "info response-property-min-set"],
            ),
            ("/size/minimum", None, &["info request-property-min-unset", "err response-property-min-unset"]),
            (
                "/size/maximum",
                Some(json!(8)),
                &[
                    "err request-property-exclusive-max-decreased",
                    "info response-property-exclusive-max-decreased",
                ],
            ),
            (
                "/size/exclusiveMaximum",
                Some(json!(false)),
                &[
                    "info request-property-exclusive-max-unset new#./size/maximum",
                    "err response-property-exclusive-max-unset new#./size/maximum",
                ],
            ),
            (
                "/size/exclusiveMinimum",
                Some(json!(true)),
                &[
                    "err request-property-exclusive-min-set new#./size/minimum",
                    "info response-property-exclusive-min-set new#./size/minimum",
                ],
            ),
            (
                "/list/minItems",
                Some(json!(1)),
                &["info request-property-min-items-decreased", "err response-property-min-items-decreased"],
            ),
            (
                "/list/maxItems",
                Some(json!(5)),
                &["err request-property-max-items-decreased", "info response-property-max-items-decreased"],
            ),
            (
                "/list/items/minimum",
                Some(json!(3)),
                &["err request-property-min-increased", "info response-property-min-increased"],
            ),
            (
                "/box/minProperties",
                Some(json!(3)),
                &[
                    "err request-property-min-properties-increased",
                    "info response-property-min-properties-increased",
                ],
            ),
            (
                "/box/maxProperties",
                Some(json!(10)),
                &[
                    "info request-property-max-properties-increased",
                    "err response-property-max-properties-increased",
                ],
            ),
            (
                "/map/additionalProperties/maxLength",
                Some(json!(5)),
                &["err request-property-max-length-decreased", "info response-property-max-length-decreased"],
            ),
        ],
    );
}

#[test]
fn conditions_hurt_the_one_whose_freedom_they_move() {
    expect(
        PROPERTIES,
        &[
            (
                "/name/pattern",
                Some(json!("^b")),
                &["warn request-property-pattern-changed", "warn response-property-pattern-changed"],
            ),
            (
                "/name/pattern",
                None,
                &["info request-property-pattern-removed", "err response-property-pattern-removed"],
            ),
            (
                "/note/pattern",
                Some(json!("^a")),
                &["err request-property-pattern-added", "info response-property-pattern-added"],
            ),
            (
                "/size/multipleOf",
                Some(json!(2)),
                &[
                    "info request-property-multiple-of-generalized",
                    "err response-property-multiple-of-generalized",
                ],
            ),
            (
                "/size/multipleOf",
                Some(json!(8)),
                &[
                    "err request-property-multiple-of-specialized",
                    "info response-property-multiple-of-specialized",
                ],
            ),
            (
                "/size/multipleOf",
                Some(json!(3)),
                &["err request-property-multiple-of-changed", "err response-property-multiple-of-changed"],
            ),
            (
                "/size/multipleOf",
                None,
                &["info request-property-multiple-of-unset", "err response-property-multiple-of-unset"],
            ),
            (
                "/list/uniqueItems",
                None,
                &["info request-property-unique-items-unset", "err response-property-unique-items-unset"],
            ),
            ("/map/uniqueItems", Some(json!(true)), &[]),
            ("/never/not", None, &["info request-property-not-removed", "err response-property-not-removed"]),
            (
                "/list/contains",
                Some(json!({"minimum": 5})),
                &["err request-property-contains-added", "info response-property-contains-added"],
            ),
            ("/note/contains", Some(json!({"minimum": 5})), &[]),
            (
                "/never/not",
                Some(json!({"enum": ["yes"]})),
                &["warn request-property-not-changed", "warn response-property-not-changed"],
            ),
            ("/never/not", Some(json!({"allOf": [{"enum": ["no"]}]})), &[]),
            (
                "/kind/enum/-",
                Some(json!("c")),
                &[
                    "info request-property-enum-value-added new#./kind/enum/2",
                    "warn response-property-enum-value-added new#./kind/enum/2",
                ],
            ),
            (
                "/kind/enum/1",
                None,
                &["err request-property-enum-value-removed", "info response-property-enum-value-removed"],
            ),
            ("/kind/enum", Some(json!(["b", "a"])), &[]),
            (
                "/kind/enum",
                None,
                &["info request-property-enum-removed", "warn response-property-enum-removed"],
            ),
            (
                "/note/enum",
                Some(json!(["a"])),
                &["err request-property-became-enum", "info response-property-became-enum"],
            ),
            (
                "/name/default",
                Some(json!("bb")),
                &[
                    "warn request-property-default-value-changed",
                    "info response-property-default-value-changed",
                ],
            ),
            (
                "/name/default",
                None,
                &[
                    "warn request-property-default-value-removed",
                    "info response-property-default-value-removed",
                ],
            ),
            (
                "/note/default",
                Some(json!("bb")),
                &["info request-property-default-value-added", "info response-property-default-value-added"],
            ),
            (
                "/name/deprecated",
                Some(json!(true)),
                &["info request-property-deprecated", "info response-property-deprecated"],
            ),
        ],
    );
}

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
fn properties_come_and_go() {
    expect(
        "/components/schemas/Thing",
        &[
            (
                "/properties/more",
                Some(json!({"type": "string"})),
                &["info new-optional-request-property", "info response-optional-property-added"],
            ),
            (
                "/properties/box/properties/more",
                Some(json!({"type": "string"})),
                &["info new-optional-request-property", "warn response-optional-property-added"],
            ),
            (
                "/properties/count",
                None,
                &["warn request-property-removed", "warn response-optional-property-removed"],
            ),
            (
                "/properties/box/properties/lid",
                None,
                &["err request-property-removed", "warn response-optional-property-removed"],
            ),
            (
                "/required/-",
                Some(json!("size")),
                &[
                    "err request-property-became-required new#./properties/size",
                    "info response-property-became-required new#./properties/size",
                ],
            ),
            (
                "/required",
                None,
                &[
                    "info request-property-became-optional new#./properties/name",
                    "err response-property-became-optional new#./properties/name",
                ],
            ),
            (
                "/required/-",
                Some(json!("undeclared")),
                &[
                    "err new-required-request-property new#./required/1",
                    "info response-required-property-added new#./required/1",
                ],
            ),
            (
                "/properties/box/additionalProperties",
                None,
                &[
                    "info request-property-additional-properties-opened",
                    "warn response-property-additional-properties-opened",
                ],
            ),
            (
                "/properties/parts/additionalProperties",
                Some(json!(false)),
                &[
                    "err request-property-additional-properties-closed",
                    "info response-property-additional-properties-closed",
                ],
            ),
            ("/properties/parts/additionalProperties", Some(json!(true)), &[]),
        ],
    );
    let swapped = json!({"type": "object", "required": ["name", "is"], "properties": {
        "is": {"type": "string"}, "r": {"type": "number"}, "name": {"type": "string"}}});
    expect(
        "/components/schemas/Circle",
        &[(
            "",
            Some(swapped),
            &[
                "err new-required-request-property new#/components/schemas/Circle/properties/name",
                "info response-required-property-added new#/components/schemas/Circle/properties/name",
            ],
        )],
    );
    expect(
        "/components/schemas/Square/properties",
        &[
            // It is still required, but may be anything.
            (
                "/is",
                None,
                &[
                    "info request-property-type-generalized old#./is/type",
                    "err response-property-type-generalized old#./is/type",
                ],
            ),
            ("/a", None, &["warn request-property-removed", "warn response-optional-property-removed"]),
        ],
    );
}

#[test]
fn a_property_of_one_direction_is_not_in_the_other() {
    expect(
        PROPERTIES,
        &[
            ("/id/maxLength", Some(json!(5)), &["info response-property-max-length-set"]),
            ("/id", None, &["warn response-optional-property-removed"]),
            ("/secret/maxLength", Some(json!(5)), &["err request-property-max-length-set"]),
            ("/secret", None, &["warn request-property-removed"]),
            (
                "/more",
                Some(json!({"type": "string", "writeOnly": true})),
                &["info new-optional-request-property"],
            ),
            (
                "/name/readOnly",
                Some(json!(true)),
                &["warn request-required-property-became-read-only new#./name"],
            ),
            (
                "/name/writeOnly",
                Some(json!(true)),
                &["err response-required-property-became-write-only new#./name"],
            ),
            (
                "/count/writeOnly",
                Some(json!(true)),
                &["warn response-optional-property-became-write-only new#./count"],
            ),
            ("/id/readOnly", None, &["info request-optional-property-became-not-read-only new#./id"]),
            (
                "/secret/writeOnly",
                None,
                &["info response-optional-property-became-not-write-only new#./secret"],
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
