//! Values made from schemas: every one is valid, and the same seed makes the same one.

use serde_json::{Value, json};
use spec_runtime::Schemas;
use spec_runtime::mock::sample;

/// Schemas that ask for what is easily missed.
fn hard() -> Value {
    json!({
        "Tree": {"type": "object", "required": ["name", "children"], "additionalProperties": false, "properties": {
            "name": {"type": "string", "pattern": "^[a-z][a-z0-9_]{2,9}$"},
            "children": {"type": "array", "items": {"$ref": "#/$defs/Tree"}}}},
        "List": {"type": ["object", "null"], "required": ["next"], "properties": {"next": {"$ref": "#/$defs/List"}}},
        "Shape": {"type": "object", "required": ["kind"], "properties": {"kind": {"enum": ["circle", "box"]}}, "allOf": [
            {"if": {"required": ["kind"], "properties": {"kind": {"const": "circle"}}}, "then": {"$ref": "#/$defs/Circle"}},
            {"if": {"required": ["kind"], "properties": {"kind": {"const": "box"}}}, "then": {"$ref": "#/$defs/Box"}}]},
        "Circle": {"type": "object", "required": ["radius"], "properties": {
            "kind": {"type": "string"}, "radius": {"type": "number", "exclusiveMinimum": 0, "maximum": 0.1}}},
        "Box": {"allOf": [{"$ref": "#/$defs/Sides"}, {"type": "object", "required": ["unit"], "properties": {
            "unit": {"type": "string", "minLength": 1, "maxLength": 2}}}]},
        "Sides": {"type": "object", "required": ["sides"], "properties": {
            "kind": {"type": "string"},
            "sides": {"type": "array", "minItems": 2, "maxItems": 3, "uniqueItems": true,
                "items": {"type": "integer", "minimum": -5, "exclusiveMaximum": 50, "multipleOf": 5}}}},
        "Either": {"oneOf": [{"$ref": "#/$defs/Circle"}, {"$ref": "#/$defs/Sides"}]},
        "Exactly": {"oneOf": [{"type": "integer", "multipleOf": 3}, {"type": "integer", "multipleOf": 5}]},
        "Loose": {"oneOf": [
            {"type": "object", "properties": {"bark": {"type": "boolean"}}},
            {"type": "object", "properties": {"hunts": {"type": "boolean"}}}]},
        "Tags": {"type": "object", "minProperties": 2, "propertyNames": {"pattern": "^x-"}, "additionalProperties": {"format": "uuid", "type": "string"}},
        "Named": {"type": "object", "patternProperties": {"^n[0-9]+$": {"type": "integer"}}, "additionalProperties": false, "minProperties": 1},
        "Pair": {"type": "array", "prefixItems": [{"type": "string", "format": "date"}, {"const": 4}], "items": false, "minItems": 2},
        "Least": {"type": "string", "minLength": 40, "pattern": "^(?!admin)[A-Z]+(-[0-9]{2})*$"},
        "Short": {"type": "string", "maxLength": 3, "pattern": "[0-9]"},
        "Not": {"type": "string", "enum": ["a", "b"], "not": {"const": "a"}},
        "Big": {"type": "integer", "minimum": 9_223_372_036_854_775_000_i64, "maximum": i64::MAX},
        "Card": {"type": "object", "properties": {"number": {"type": "string"}, "holder": {"type": "string"}},
            "dependentRequired": {"number": ["holder"]}, "required": ["number"]},
        "Anything": {},
        "Has": {"type": "array", "contains": {"const": "x"}, "items": {"type": "string"}},
    })
}

fn of(definitions: &Value) -> &'static Schemas {
    let text = json!({"$defs": definitions}).to_string();
    // The schemas of a contract are there for as long as the program is.
    Box::leak(Box::new(Schemas::new(Box::leak(text.into_boxed_str()))))
}

#[test]
fn every_sample_is_valid_and_made_again_by_its_seed() {
    let definitions = hard();
    let schemas = of(&definitions);
    for (name, schema) in definitions.as_object().expect("definitions") {
        let validator = schemas.validator("$defs", name).expect("a sound schema");
        for seed in 0..12 {
            let value = sample(schemas, schema, seed).unwrap_or_else(|| panic!("no {name} from {seed}"));
            assert!(validator.is_valid(&value), "{name} from {seed}: {value}");
            assert_eq!(sample(schemas, schema, seed), Some(value));
        }
    }
}

#[test]
fn seeds_make_different_values() {
    let definitions = hard();
    let schemas = of(&definitions);
    for name in ["Tree", "Shape", "Either", "Exactly", "Tags", "Anything"] {
        let values: Vec<_> = (0..8).map(|seed| sample(schemas, &definitions[name], seed)).collect();
        assert!(values.iter().any(|value| *value != values[0]), "{name}: {:?}", values[0]);
        assert!(values.iter().all(Option::is_some), "{name}");
    }
}

#[test]
fn what_nothing_satisfies_has_no_sample() {
    let circle = json!({"Circle": {"type": "object", "required": ["self"], "properties": {"self": {"$ref": "#/$defs/Circle"}}}});
    let schemas = of(&circle);
    let impossible = [
        json!(false),
        json!({"$ref": "#/$defs/Circle"}),
        json!({"type": "integer", "minimum": 3, "maximum": 2}),
        json!({"allOf": [{"type": "string"}, {"type": "array"}]}),
    ];
    for schema in impossible {
        assert_eq!(sample(schemas, &schema, 0), None, "{schema}");
    }
}
