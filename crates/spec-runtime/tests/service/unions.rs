//! Words and unions, as the generator would write them.

use std::fmt::Debug;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::json;
use spec_runtime::check::{self, Check};
use spec_runtime::{Json, Map, Operation, RequestBody, any_of, object_only, one_of, tagged, words};

use crate::contract::NOTHING;
use crate::probe::{Answering, ask, found, post, serve};

#[derive(Clone, Copy, Debug, PartialEq)]
enum Size {
    Small,
    VeryLarge,
}

words!(Size { Small = "small", VeryLarge = "very large", });

#[derive(Clone, Debug, PartialEq)]
enum Several {
    Digit(i32),
    Number(f64),
    Text(String),
    List(Vec<Json>),
    Object(Map<Several>),
}

any_of!(Several {
    Digit(i32) => |v| (0..=9).contains(v),
    Number(f64) => |v| check::finite(v),
    Text(String) => |v| check::length(v, 1, 3),
    List(Vec<Json>) => |_| true,
    Object(Map<Several>) => |v| v.values().all(Check::is_valid),
});

#[derive(Clone, Debug, PartialEq)]
enum Only {
    Two(i64),
    Three(i64),
    Object(Map<Json>),
}

one_of!(Only {
    Two(i64) => |v| v % 2 == 0,
    Three(i64) => |v| v % 3 == 0,
    Object(Map<Json>) => |_| true,
});

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
struct Cat {
    kind: String,
    lives: i32,
}

object_only!(Cat);

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
struct Dog {
    kind: String,
    #[serde(default)]
    lives: i32,
    #[serde(default)]
    marks: Map<Json>,
}

object_only!(Dog);

#[derive(Clone, Debug, PartialEq)]
enum Pet {
    Cat(Cat),
    Dog(Dog),
}

tagged!(Pet, "kind" {
    Cat(Cat) = "cat" => |v| (1..=9).contains(&v.lives),
    Dog(Dog) = "dog" => |_| true,
});

/// The value, unless it is refused.
fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}

/// Each text is read as the value, which is valid and is written as the other text.
fn are_read<T: DeserializeOwned + Serialize + Check + PartialEq + Debug>(cases: Vec<(&str, T, &str)>) {
    for (text, value, written) in cases {
        assert_eq!(read::<T>(text).as_ref(), Some(&value), "{text}");
        assert!(value.is_valid(), "{text}");
        assert_eq!(serde_json::to_string(&value).unwrap(), written);
    }
}

fn are_refused<T: DeserializeOwned + PartialEq + Debug>(texts: &[&str]) {
    for text in texts {
        assert_eq!(read::<T>(text), None, "{text}");
    }
}

#[test]
fn a_word_is_one_of_the_contract_and_only_as_a_text() {
    for (size, word) in [(Size::Small, "small"), (Size::VeryLarge, "very large")] {
        assert_eq!(size.as_str(), word);
        assert_eq!(serde_json::to_value(size).unwrap(), json!(word));
        assert_eq!(Size::deserialize(json!(word)).unwrap(), size);
    }
    assert_eq!(read(r#""sm\u0061ll""#), Some(Size::Small));
    are_refused::<Size>(&[r#""Small""#, r#""""#, "null", "0", r#"{"small":null}"#, r#"["small"]"#]);
}

#[test]
fn of_any_of_the_first_that_fits_is_taken() {
    are_read(vec![
        ("9", Several::Digit(9), "9"),
        ("9.0", Several::Digit(9), "9"),
        ("9e0", Several::Digit(9), "9"),
        ("10", Several::Number(10.0), "10.0"),
        ("9.5", Several::Number(9.5), "9.5"),
        (r#""abc""#, Several::Text("abc".to_owned()), r#""abc""#),
        ("[1.0]", Several::List(vec![Json(json!(1))]), "[1]"),
        (
            r#"{"a": {"b": 2.0}}"#,
            Several::Object(Map::from_iter([(
                "a".to_owned(),
                Several::Object(Map::from_iter([("b".to_owned(), Several::Digit(2))])),
            )])),
            r#"{"a":{"b":2}}"#,
        ),
    ]);
    are_refused::<Several>(&["null", "true", r#""abcd""#, r#""""#, r#"{"a":null}"#]);
    assert!(!Several::Digit(10).is_valid() && !Several::Text(String::new()).is_valid());
    assert!(!Several::Number(f64::NAN).is_valid());
}

#[test]
fn of_one_of_exactly_one_fits() {
    are_read(vec![
        ("4", Only::Two(4), "4"),
        ("4.0", Only::Two(4), "4"),
        ("-9", Only::Three(-9), "-9"),
        (
            r#"{"a":[null]}"#,
            Only::Object(Map::from_iter([("a".to_owned(), json!([null]).into())])),
            r#"{"a":[null]}"#,
        ),
    ]);
    are_refused::<Only>(&["6", "6.0", "0", "5", "4.5", "null", r#""4""#]);
    assert!(!Only::Two(6).is_valid(), "it fits two");
    assert!(!Only::Three(5).is_valid(), "it fits none");
}

#[test]
fn a_tag_names_its_variant() {
    let cat = |kind: &str, lives| Pet::Cat(Cat { kind: kind.to_owned(), lives });
    are_read(vec![
        (r#"{"lives": 9.0, "kind": "cat"}"#, cat("cat", 9), r#"{"kind":"cat","lives":9}"#),
        (
            r#"{"kind": "dog", "marks": {"a": 1.0}}"#,
            Pet::Dog(Dog {
                kind: "dog".to_owned(),
                lives: 0,
                marks: Map::from_iter([("a".to_owned(), json!(1).into())]),
            }),
            r#"{"kind":"dog","lives":0,"marks":{"a":1}}"#,
        ),
    ]);
    are_refused::<Pet>(&[
        r#"{"kind":"cat"}"#,
        r#"{"kind":"cat","lives":10}"#,
        r#"{"kind":"cat","lives":1,"marks":{}}"#,
        r#"{"kind":"cow","lives":1}"#,
        r#"{"kind":["cat"],"lives":1}"#,
        r#"{"kind":null,"lives":1}"#,
        r#"{"lives":1}"#,
        r#"["cat",1]"#,
        r#""cat""#,
    ]);
    assert!(!cat("dog", 9).is_valid(), "it names another variant");
    assert!(!cat("cat", 0).is_valid(), "it is out of bounds");
}

#[test]
fn a_key_given_twice_fits_no_union() {
    are_refused::<Several>(&[r#"{"a":1,"a":2}"#, r#"{"a":{"b":1,"b":1}}"#, r#"[[{"a":1,"\u0061":1}]]"#]);
    are_refused::<Only>(&[r#"{"a":1,"a":1}"#, r#"{"a":[{"b":1,"b":1}]}"#]);
    are_refused::<Pet>(&[
        r#"{"kind":"dog","kind":"dog"}"#,
        r#"{"kind":"cat","lives":1,"lives":1}"#,
        r#"{"kind":"dog","marks":{"a":{"b":1,"b":1}}}"#,
    ]);
}

#[actix_web::test]
async fn what_a_union_refuses_is_explained() {
    const SCHEMAS: &str = r#"{"$defs": {}, "parameters": {}, "bodies": {"probe application/json": {
        "type": "object", "required": ["kind", "lives"],
        "properties": {"kind": {"enum": ["cat", "dog"]}, "lives": {"type": "integer", "maximum": 9}}}}}"#;
    let body = Some(RequestBody { required: true, media_types: &["application/json"], forms: &[] });
    let operation = Operation { id: "probe", method: "POST", path: "/probe", body, ..NOTHING };
    let service = serve(operation, SCHEMAS, |mut call| -> Answering<'_> {
        Box::pin(async move {
            let pet = call.json("application/json", Pet::is_valid).await?;
            call.accept()?;
            Ok(pet.map_or_else(|| call.reply().answer(500, "500"), |pet| found(&call, &pet)))
        })
    });
    let good = ask(&service, post("application/json", r#"{"kind":"cat","lives":9.0}"#)).await;
    assert_eq!((good.status, good.text.as_str()), (200, r#"{"kind":"cat","lives":9}"#));
    for (text, faults) in [
        (r#"{"kind":"cat","lives":10}"#, &[("/body/lives", "maximum")]),
        (r#"{"kind":"cow","lives":1}"#, &[("/body/kind", "enum")]),
        (r#"{"kind":"cat","lives":1,"lives":1}"#, &[("/body/lives", "duplicate")]),
        (r#"{"kind":"dog","lives":1,"marks":{"a":[{"b":1,"b":2}]}}"#, &[("/body/marks/a/0/b", "duplicate")]),
        // The schema of this test lets it pass.
        (r#"{"kind":"cat","lives":0}"#, &[("/body", "type")]),
    ] {
        ask(&service, post("application/json", text)).await.has_faults(faults);
    }
}
