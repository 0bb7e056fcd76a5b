//! Bodies of text, and of JSON values, one a line.

use std::sync::Arc;

use serde_json::{Value, json};
use spec_runtime::{Answer, BadLine, Call, Operation, Problem, RequestBody, Service, Shape};

use crate::caller::{Caller, Names, Reply};
use crate::contract::NOTHING;
use crate::probe::{Answering, ask, found, post, serve};

const SCHEMAS: &str = r#"{"$defs": {}, "parameters": {}, "bodies": {
  "probe text/plain": {"type": "integer", "maximum": 9},
  "probe application/x-ndjson": {"type": "object", "required": ["a"], "additionalProperties": {"type": "integer"}}
}}"#;

fn taking(
    media_type: &'static str,
    handler: for<'a> fn(Call<'a, Caller>) -> Answering<'a>,
) -> Arc<Service<Names>> {
    let media_types: &'static [&'static str] = Box::leak(Box::new([media_type]));
    let body = Some(RequestBody { required: true, media_types, forms: &[] });
    let operation =
        Operation { id: "probe", method: "POST", path: "/probe", body, max_body_bytes: 4 << 20, ..NOTHING };
    serve(operation, SCHEMAS, handler)
}

async fn number(mut call: Call<'_, Caller>) -> Result<Answer, Problem> {
    let number: Option<i64> = call.text("text/plain", Shape::Integer, |v| *v <= 9).await?;
    call.accept()?;
    number.map(|number| found(&call, &number)).ok_or_else(|| call.refusal())
}

#[actix_web::test]
async fn a_text_is_read_by_its_shape() {
    let service = taking("text/plain", |call| Box::pin(number(call)));
    let send = |text: &'static [u8]| ask(&service, post("text/plain; charset=utf-8", text));
    assert_eq!(send(b"-7").await.json(), -7);
    send(b"10").await.has_faults(&[("/body", "maximum")]);
    send(b"7 ").await.has_faults(&[("/body", "type")]);
    send(b"").await.has_faults(&[("/body", "type")]);
    send(b"\xff").await.has_faults(&[("/body", "encoding")]);
}

/// Answers the value of each line, or its faults.
async fn lines(mut call: Call<'_, Caller>) -> Result<Answer, Problem> {
    let lines = call
        .lines("application/x-ndjson", |v: &Value| {
            v["a"].is_i64() && v.as_object().is_some_and(|v| v.len() < 3)
        })
        .await?;
    call.accept()?;
    let Some(lines) = lines else { return Err(call.refusal()) };
    let mut all: Vec<Value> = Vec::new();
    for line in lines {
        all.push(match line {
            Ok(value) => value,
            Err(BadLine::Invalid(faults)) => {
                faults.iter().map(|fault| json!(format!("{} {}", fault.pointer, fault.rule))).collect()
            }
            Err(bad @ BadLine::Unreadable(_)) => return Err(bad.into()),
        });
    }
    Ok(found(&call, &all))
}

/// Fails at the first bad line.
async fn strict(mut call: Call<'_, Caller>) -> Result<Answer, Problem> {
    let lines = call.lines("application/x-ndjson", |v: &Value| v["a"].is_i64()).await?;
    call.accept()?;
    let Some(lines) = lines else { return Err(call.refusal()) };
    let all: Vec<Value> = lines.collect::<Result<_, _>>()?;
    Ok(found(&call, &all.len()))
}

async fn send(text: impl Into<actix_web::web::Bytes>) -> Reply {
    let service = taking("application/x-ndjson", |call| Box::pin(lines(call)));
    ask(&service, post("application/x-ndjson", text)).await
}

#[actix_web::test]
async fn each_line_is_judged_by_itself() {
    let reply =
        send("{\"a\":1}\r\n\n  \n{\"a\":\"x\",\"b\":2}\n{}\n{\"a\":1,\"a\":2,\"b\":1,\"c\":1}\n{\n{\"a\":2}")
            .await;
    let twice = ["/body/5/a duplicate"];
    assert_eq!(
        reply.json(),
        json!([{"a": 1}, ["/body/3/a type"], ["/body/4/a required"], twice, ["/body/6 json"], {"a": 2}])
    );
    assert_eq!(send("").await.json(), json!([]));
    assert_eq!(send(&b"{\"a\":1}\n\xff\n"[..]).await.json(), json!([{"a": 1}, ["/body/1 json"]]));
}

#[actix_web::test]
async fn a_line_is_bounded_and_the_next_one_is_still_read() {
    let fits = format!("{{\"a\":1}}{}", " ".repeat((1 << 20) - 7));
    let reply = send(format!("{fits}\n{fits} \n{{\"a\":2}}\n{fits} ")).await;
    assert_eq!(reply.json(), json!([{"a": 1}, ["/body/1 maxLength"], {"a": 2}, ["/body/3 maxLength"]]));
}

#[actix_web::test]
async fn a_bad_line_is_a_problem_of_the_request() {
    let service = taking("application/x-ndjson", |call| Box::pin(strict(call)));
    let many = "{\"a\":1}\n".repeat(10_000);
    assert_eq!(ask(&service, post("application/x-ndjson", many.clone())).await.json(), 10_000);
    let bad = many + "{\"a\":null}\n";
    ask(&service, post("application/x-ndjson", bad)).await.has_faults(&[("/body/10000/a", "type")]);
}
