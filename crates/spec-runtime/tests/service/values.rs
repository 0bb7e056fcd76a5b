//! JSON values, maps, properties that may be null, and what types alone do not say.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use spec_runtime::check::{self, unique_values};
use spec_runtime::{Json, Map, Schemas, conforms, matches_format, object_only};

fn read<'t, T: Deserialize<'t>>(text: &'t str) -> Option<T> {
    serde_json::from_str(text).ok()
}

/// An object with other properties than those that have a name.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
struct Open {
    name: String,
    #[serde(flatten)]
    others: Map<Json>,
}

object_only!(Open);

#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
struct Nulls {
    #[serde(deserialize_with = "check::nullable")]
    required: Option<i32>,
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    optional: Option<Option<i32>>,
}

object_only!(Nulls);

#[test]
fn a_json_value_is_written_as_it_was_read() {
    for text in [
        "null",
        "true",
        "0",
        "-9223372036854775808",
        "18446744073709551615",
        "1.5",
        "-0.1",
        "1e300",
        r#""é \" \u0001""#,
        "[]",
        r#"[1,[2,{"a":null}],{}]"#,
        r#"{"":{"a":[true,false]},"b":"c"}"#,
    ] {
        let Json(value) = read(text).unwrap();
        assert_eq!(value, serde_json::from_str::<Value>(text).unwrap(), "{text}");
        let written = serde_json::to_string(&Json(value.clone())).unwrap();
        assert_eq!(read::<Json>(&written).unwrap(), Json(value.clone()), "{text}");
        // Out of a value as out of a text.
        assert_eq!(Json::deserialize(&value).unwrap(), Json(value));
    }
    for (text, whole) in [
        ("1.0", "1"),
        ("1e2", "100"),
        ("-0.0", "0"),
        ("[5.0]", "[5]"),
        ("-9223372036854775808.0", "-9223372036854775808"),
        ("9223372036854775808.0", "9223372036854775808"),
    ] {
        assert_eq!(serde_json::to_string(&read::<Json>(text).unwrap()).unwrap(), whole);
    }
    for text in ["", "1e400", "nul", r#""\ud800""#, "[1,]", r#"{"a":1,"a":1}"#, r#"[{"a":{"b":1,"b":2}}]"#] {
        assert_eq!(read::<Json>(text), None, "{text}");
    }
}

#[test]
fn a_map_takes_no_key_twice_wherever_it_is() {
    let map: Map<i32> = read(r#"{"b":2,"a":1}"#).unwrap();
    assert_eq!(serde_json::to_string(&map).unwrap(), r#"{"a":1,"b":2}"#);
    assert_eq!(read::<Map<i32>>(r#"{"a":1,"\u0061":1}"#), None);
    assert_eq!(read::<Map<i32>>("[]"), None);
    assert_eq!(read::<Map<i32>>("null"), None);
    assert_eq!(read::<Map<Map<i32>>>(r#"{"a":{"b":1,"b":1}}"#), None);
    assert_eq!(read::<Vec<Map<i32>>>(r#"[{"a":1},{"a":1,"a":1}]"#), None);
    assert_eq!(read::<Option<Map<i32>>>(r#"{"a":1,"a":1}"#), None);
    assert_eq!(read::<Map<Json>>(r#"{"a":[{"b":1,"b":1}]}"#), None);
    assert!(read::<Map<Json>>(r#"{"a":[{"b":1}],"b":{"a":1}}"#).is_some(), "keys of other objects");
}

#[test]
fn a_key_given_twice_among_other_properties_is_refused() {
    let open: Open = read(r#"{"x":{"y":1.0},"name":"a"}"#).unwrap();
    assert_eq!(serde_json::to_value(&open).unwrap(), json!({"name": "a", "x": {"y": 1}}));
    for text in [
        r#"{"name":"a","name":"a"}"#,
        r#"{"name":"a","x":1,"x":1}"#,
        r#"{"name":"a","x":{"y":1,"y":1}}"#,
        r#"{"name":"a","x":[{"y":1,"y":1}]}"#,
        r#"{"x":1}"#,
        r#"["a",{}]"#,
    ] {
        assert_eq!(read::<Open>(text), None, "{text}");
    }
}

#[test]
fn a_required_property_may_be_null_but_not_left_out() {
    assert_eq!(read(r#"{"required":null}"#), Some(Nulls::default()));
    assert_eq!(read(r#"{"required":1}"#), Some(Nulls { required: Some(1), optional: None }));
    assert_eq!(read::<Nulls>("{}"), None);
    assert_eq!(read::<Nulls>(r#"{"optional":1}"#), None);
    assert_eq!(serde_json::to_string(&Nulls::default()).unwrap(), r#"{"required":null}"#);
}

#[test]
fn null_is_told_apart_from_a_property_that_is_left_out() {
    for (text, optional) in [
        (r#"{"required":1}"#, None),
        (r#"{"required":1,"optional":null}"#, Some(None)),
        (r#"{"required":1,"optional":2}"#, Some(Some(2))),
    ] {
        let value = Nulls { required: Some(1), optional };
        assert_eq!(read::<Nulls>(text).as_ref(), Some(&value), "{text}");
        assert_eq!(serde_json::to_string(&value).unwrap(), text);
    }
    assert_eq!(read::<Nulls>(r#"{"required":1,"optional":"2"}"#), None);
}

#[test]
fn items_are_unique_by_what_they_are_in_json() {
    for items in [
        json!([]),
        json!([{"a": 1, "b": 2}, {"a": 2, "b": 1}]),
        json!([1, "1", true, null, [1], {"1": 1}]),
        json!([[1, 2], [2, 1]]),
        json!([1.5, 1.25, -1.5]),
        json!([9_223_372_036_854_775_807_u64, 9_223_372_036_854_775_808.0]),
    ] {
        assert!(unique_values(items.as_array().unwrap()), "{items}");
    }
    for text in [
        r#"[{"a":1,"b":{"c":1,"d":2}},{"b":{"d":2,"c":1},"a":1}]"#,
        "[1,1.0]",
        "[0,-0.0]",
        "[[1],[1.0]]",
        "[1e2,100]",
        "[9223372036854775808,9223372036854775808.0]",
        "[null,null]",
        r#"["a","\u0061"]"#,
    ] {
        let items: Vec<Value> = serde_json::from_str(text).unwrap();
        assert!(!unique_values(&items), "{text}");
    }
    assert!(unique_values(&[1.0, 1.5]) && !unique_values(&[1.5, 1.5]));
}

static SCHEMAS: Schemas = Schemas::new(
    r##"{"$defs": {
        "Even": {"type": "integer", "multipleOf": 2},
        "Evens": {"type": "array", "contains": {"$ref": "#/$defs/Even"}},
        "Lists": {"type": "array", "items": {"$ref": "#/$defs/Evens"}},
        "Mail": {"type": "string", "format": "email"}
    }}"##,
);

#[test]
fn a_schema_judges_what_types_do_not() {
    let even = |value: f64| conforms!(SCHEMAS, "Even", &value);
    assert!(even(2.0) && even(-4.0) && !even(3.0) && !even(2.5));
    let mail = |text: &str| conforms!(SCHEMAS, "Mail", &text);
    assert!(mail("a@example.org") && !mail("a"));
    let evens = |value: Value| conforms!(SCHEMAS, "Evens", &value);
    assert!(evens(json!([1, 2])) && !evens(json!([1, 3])) && !evens(json!([])));
    let lists = |value: Value| conforms!(SCHEMAS, "Lists", &value);
    assert!(lists(json!([[2], [4, 1]])) && !lists(json!([[2], [1]])));
    assert!(!conforms!(SCHEMAS, "Nothing", &2), "there is no such schema");
    assert_eq!(SCHEMAS.compile_all(), Ok(()));
}

#[test]
fn a_format_is_the_one_of_the_schemas() {
    assert!(matches_format!("byte", "YQ==") && !matches_format!("byte", "YQ="));
    assert!(matches_format!("ipv4", "127.0.0.1") && !matches_format!("ipv4", "127.0.0.256"));
    let text = String::from("2026-11-25");
    assert!(matches_format!("date", &text) && !matches_format!("date", "2026-02-30"));
}
