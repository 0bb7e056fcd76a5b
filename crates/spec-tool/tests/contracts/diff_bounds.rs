//! Differences in what values of one type a schema takes: bounds and conditions.

use serde_json::json;

use crate::diff::{PROPERTIES, expect};

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
