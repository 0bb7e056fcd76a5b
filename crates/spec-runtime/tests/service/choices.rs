//! Parameters whose text may stand for several things: the schema has the last word.

use actix_web::test::TestRequest;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use spec_runtime::{Answer, Call, Operation, Parameter, Place, Problem, Shape, Style};

use crate::caller::{Caller, Reply};
use crate::contract::{NOTHING, parameter};
use crate::probe::{ask, found, serve};

/// `oneOf`: a number up to 9, a text of digits, or texts.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Choice {
    Number(u8),
    Text(String),
    Texts(Vec<String>),
}

static PARAMETERS: [Parameter; 2] = [
    Parameter {
        style: Style::Form,
        explode: true,
        ..parameter(
            "a",
            Place::Query,
            Shape::OneOf(&[Shape::Integer, Shape::Text, Shape::List(&Shape::Text)]),
        )
    },
    parameter("b", Place::Query, Shape::List(&Shape::Any)),
];

const SCHEMAS: &str = r#"{"$defs": {}, "bodies": {}, "parameters": {
    "probe.query.a": {"oneOf": [{"type": "integer", "minimum": 0, "maximum": 9}, {"type": "string", "pattern": "^[0-9]{2,4}$"},
        {"type": "array", "items": {"type": "string"}, "minItems": 2}]},
    "probe.query.b": {"type": "array", "items": {"type": "string", "maxLength": 3}}
}}"#;

fn is_valid(choice: &Choice) -> bool {
    match choice {
        Choice::Number(number) => *number <= 9,
        Choice::Text(text) => (2..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()),
        Choice::Texts(texts) => texts.len() >= 2,
    }
}

async fn tell(mut call: Call<'_, Caller>) -> Result<Answer, Problem> {
    let a: Option<Option<Choice>> = call.optional(Place::Query, "a", is_valid);
    let b: Option<Option<Vec<String>>> =
        call.optional(Place::Query, "b", |v: &Vec<String>| v.iter().all(|v| v.len() <= 3));
    call.accept()?;
    Ok(found(&call, &json!([a.flatten(), b.flatten()])))
}

async fn read(query: &str) -> Reply {
    let operation = Operation { id: "probe", path: "/probe", parameters: &PARAMETERS, ..NOTHING };
    let service = serve(operation, SCHEMAS, |call| Box::pin(tell(call)));
    ask(&service, TestRequest::get().uri(&format!("/probe?{query}"))).await
}

#[actix_web::test]
async fn the_first_reading_that_the_schema_takes_counts() {
    for (query, value) in [
        ("a=7", json!([7, null])),
        ("a=77", json!(["77", null])),
        ("a=x&a=7", json!([["x", "7"], null])),
        ("b=1,2.5,x", json!([null, ["1", "2.5", "x"]])),
    ] {
        let reply = read(query).await;
        assert_eq!((reply.status, reply.json()), (200, value), "{query}");
    }
}

#[actix_web::test]
async fn what_no_reading_satisfies_is_refused_by_the_schema() {
    read("a=x").await.has_faults(&[("/query/a", "oneOf")]);
    read("a=77777").await.has_faults(&[("/query/a", "oneOf")]);
    read("b=12345,x").await.has_faults(&[("/query/b/0", "type")]);
    let text: Value = read("a=SECRET").await.json();
    assert!(!text.to_string().contains("SECRET"));
}
