//! `application/x-www-form-urlencoded`, with the encodings of its fields.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use spec_runtime::check;
use spec_runtime::{Answer, Call, Field, Form, Operation, Problem, RequestBody, Service, Shape, Style};

use crate::caller::{Caller, Names};
use crate::contract::NOTHING;
use crate::probe::{ask, found, post, serve};

const TYPE: &str = "application/x-www-form-urlencoded";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Order {
    name: String,
    #[serde(default, deserialize_with = "check::present", skip_serializing_if = "Option::is_none")]
    count: Option<i32>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    sizes: Vec<i32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    more: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<String>,
}

const SCHEMAS: &str = r#"{"$defs": {}, "parameters": {}, "bodies": {
  "probe application/x-www-form-urlencoded": {
    "type": "object", "additionalProperties": false, "required": ["name"],
    "properties": {
      "name": {"type": "string", "maxLength": 9}, "count": {"type": "integer", "minimum": 1},
      "tags": {"type": "array", "items": {"type": "string"}}, "sizes": {"type": "array", "items": {"type": "integer"}},
      "place": {"type": "object"}, "more": {}, "id": {"type": "string"}
    }
  }
}}"#;

const PLACE: Shape = Shape::Object(&[("x", Shape::Number), ("y", Shape::Number)], None);

const fn field(name: &'static str, style: Style, explode: bool, shape: Shape) -> Field {
    Field { name, style, explode, shape, is_file: false, media_types: &[] }
}

const FIELDS: &[Field] = &[
    field("name", Style::Form, true, Shape::Text),
    field("count", Style::Form, true, Shape::Integer),
    field("tags", Style::Form, true, Shape::List(&Shape::Text)),
    field("sizes", Style::PipeDelimited, false, Shape::List(&Shape::Integer)),
    field("place", Style::DeepObject, true, PLACE),
    field("more", Style::Json, true, Shape::Any),
    field("id", Style::Form, true, Shape::OneOf(&[Shape::Integer, Shape::Text])),
];

fn is_valid(order: &Order) -> bool {
    check::length(&order.name, 0, 9) && order.count.is_none_or(|count| count >= 1)
}

async fn tell<T: Serialize + serde::de::DeserializeOwned>(
    mut call: Call<'_, Caller>,
    is_valid: fn(&T) -> bool,
) -> Result<Answer, Problem> {
    let order = call.form(TYPE, is_valid).await?;
    call.accept()?;
    order.map(|order| found(&call, &order)).ok_or_else(|| call.refusal())
}

fn operation(forms: &'static [Form]) -> Operation {
    let body = Some(RequestBody { required: true, media_types: &[TYPE], forms });
    Operation { id: "probe", method: "POST", path: "/probe", body, max_body_bytes: 500, ..NOTHING }
}

fn orders() -> Arc<Service<Names>> {
    const FORM: &[Form] = &[Form { media_type: TYPE, fields: FIELDS, others: None }];
    serve(operation(FORM), SCHEMAS, |call| Box::pin(tell(call, is_valid)))
}

#[actix_web::test]
async fn each_field_is_read_in_its_own_style() {
    let text = "name=a+b%26&count=5&tags=x,y&tags=z%20z&sizes=1|2%7C3&place[x]=1.5&place%5By%5D=2&more=%7B%22a%22:[1]%7D";
    let reply = ask(&orders(), post(TYPE, text)).await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    assert_eq!(
        reply.json(),
        json!({"name": "a b&", "count": 5, "tags": ["x,y", "z z"], "sizes": [1, 2, 3],
               "place": {"x": 1.5, "y": 2}, "more": {"a": [1]}})
    );
    // Read as a number first, which the schema refuses.
    assert_eq!(ask(&orders(), post(TYPE, "name=a&id=5")).await.json(), json!({"name": "a", "id": "5"}));
}

#[actix_web::test]
async fn every_violation_of_a_form_is_named() {
    let service = orders();
    for (text, faults) in [
        (
            "count=0&sizes=1|x&other=1&other=2&place=1",
            &[
                ("/body/count", "minimum"),
                ("/body/name", "required"),
                ("/body/other", "additionalProperties"),
                ("/body/place", "type"),
                ("/body/sizes/1", "type"),
            ][..],
        ),
        ("name=a&n%61me=b&count=1&count=2", &[("/body/count", "duplicate"), ("/body/name", "duplicate")]),
        ("count=1&count=2", &[("/body/count", "duplicate"), ("/body/name", "required")]),
        ("name=a&place[x]=1&place[x]=2", &[("/body/place/x", "duplicate")]),
        ("name=a&more=%7B&count=", &[("/body/count", "type"), ("/body/more", "json")]),
        ("name=a&more=%7B%22a%22:1,%22a%22:1%7D", &[("/body/more", "duplicate")]),
        ("name=%FF", &[("/body", "encoding"), ("/body/name", "required")]),
        ("", &[("/body/name", "required")]),
    ] {
        let reply = ask(&service, post(TYPE, text)).await;
        assert_eq!(reply.status, 400, "{text}");
        let mut found = reply.faults();
        found.sort();
        let found: Vec<_> = found.iter().map(|(pointer, rule)| (pointer.as_str(), rule.as_str())).collect();
        assert_eq!(found, faults, "{text}");
    }
    ask(&service, post(TYPE, &b"name=\xff"[..])).await.has_faults(&[("/body", "encoding")]);
    ask(&service, post(TYPE, "a".repeat(501))).await.is_problem(413, "body-too-large");
    ask(&service, post("text/plain", "name=a")).await.is_problem(415, "unsupported-media-type");
}

#[actix_web::test]
async fn other_fields_are_read_by_their_own_shape() {
    const OPEN: &[Form] =
        &[Form { media_type: TYPE, fields: &[FIELDS[0]], others: Some(Shape::List(&Shape::Integer)) }];
    const SPREAD: &[Form] = &[Form {
        media_type: TYPE,
        fields: &[FIELDS[0], field("rest", Style::Form, true, Shape::Object(&[], Some(&Shape::Boolean)))],
        others: None,
    }];
    let any = r#"{"$defs": {}, "parameters": {}, "bodies": {"probe application/x-www-form-urlencoded": {}}}"#;
    let text = "name=a&x=1&x=2&y=true";
    let open = serve(operation(OPEN), any, |call| Box::pin(tell(call, |_: &Value| true)));
    assert_eq!(ask(&open, post(TYPE, text)).await.json(), json!({"name": "a", "x": [1, 2], "y": ["true"]}));
    let spread = serve(operation(SPREAD), any, |call| Box::pin(tell(call, |_: &Value| true)));
    assert_eq!(
        ask(&spread, post(TYPE, "name=a&y=true")).await.json(),
        json!({"name": "a", "rest": {"y": true}})
    );
    ask(&spread, post(TYPE, text)).await.has_faults(&[("/body/rest/x", "duplicate")]);
}
