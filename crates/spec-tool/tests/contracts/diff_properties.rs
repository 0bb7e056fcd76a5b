//! Differences in the properties that an object has, in requests and in responses.

use serde_json::json;

use crate::diff::{PROPERTIES, expect};

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
