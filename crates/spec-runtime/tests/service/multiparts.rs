//! Multipart forms: typed parts, files, limits, and what is no form at all.

use std::io::Read;
use std::sync::Arc;

use actix_web::web::Bytes;
use futures_util::stream;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use spec_runtime::{
    Answer, Call, Field, Form, Operation, Parameter, Place, Problem, RequestBody, Service, Shape, Style,
    Upload,
};

use crate::caller::{Caller, Names, streaming};
use crate::contract::{NOTHING, parameter};
use crate::probe::{ask, found, post, serve};

const TYPE: &str = "multipart/form-data";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Report {
    title: String,
    #[serde(default)]
    counts: Vec<i32>,
    #[serde(default)]
    meta: Option<Value>,
    #[serde(default)]
    points: Vec<Value>,
}

const SCHEMAS: &str = r#"{"$defs": {}, "parameters": {"probe.query.limit": {"type": "integer"}}, "bodies": {
  "probe multipart/form-data": {
    "type": "object", "additionalProperties": false, "required": ["title"],
    "properties": {
      "title": {"type": "string", "maxLength": 9}, "counts": {"type": "array", "items": {"type": "integer"}},
      "meta": {"type": "object"}, "points": {"type": "array", "items": {"type": "object"}}
    }
  }
}}"#;

const fn field(name: &'static str, style: Style, shape: Shape) -> Field {
    Field { name, style, explode: true, shape, is_file: false, media_types: &[] }
}

const FORM: &[Form] = &[Form {
    media_type: TYPE,
    fields: &[
        field("title", Style::Form, Shape::Text),
        field("counts", Style::Form, Shape::List(&Shape::Integer)),
        field("meta", Style::Json, Shape::Any),
        field("points", Style::Json, Shape::List(&Shape::Any)),
        Field {
            is_file: true,
            media_types: &["text/csv", "image/*"],
            ..field("file", Style::Form, Shape::Text)
        },
        Field { is_file: true, ..field("photo", Style::Form, Shape::Text) },
        Field { is_file: true, ..field("extras", Style::Form, Shape::List(&Shape::Text)) },
    ],
    others: None,
}];

const PARAMETERS: &[Parameter] = &[parameter("limit", Place::Query, Shape::Integer)];

fn seen(upload: Upload) -> Value {
    let Upload { file_name, media_type, mut body } = upload;
    let declared = body.media_type;
    let mut bytes = Vec::new();
    body.read_to_end(&mut bytes).unwrap();
    json!([
        file_name,
        media_type,
        declared,
        bytes.len(),
        String::from_utf8_lossy(&bytes[..bytes.len().min(9)])
    ])
}

async fn tell(mut call: Call<'_, Caller>) -> Result<Answer, Problem> {
    let limit: Option<Option<i32>> = call.optional(Place::Query, "limit", |_| true);
    let form = call.multipart(TYPE, &["file"], |report: &Report| report.title.len() <= 9).await?;
    call.accept()?;
    let (Some(_), Some((report, mut uploads))) = (limit, form) else { return Err(call.refusal()) };
    let file = seen(uploads.required("file")?);
    let photo = uploads.optional("photo").map(seen);
    let extras: Vec<Value> = uploads.many("extras").into_iter().map(seen).collect();
    let all = json!({"report": report, "file": file, "photo": photo, "extras": extras});
    Ok(found(&call, &all))
}

fn reports() -> Arc<Service<Names>> {
    let body = Some(RequestBody { required: true, media_types: &[TYPE], forms: FORM });
    let operation = Operation {
        id: "probe",
        method: "POST",
        path: "/probe",
        parameters: PARAMETERS,
        body,
        max_body_bytes: 3 << 20,
        ..NOTHING
    };
    serve(operation, SCHEMAS, |call| Box::pin(tell(call)))
}

/// A form of parts, each with what follows `form-data; ` in its head, and its content.
fn form(parts: &[(&str, &str)]) -> String {
    let parts = parts
        .iter()
        .map(|(head, content)| format!("--b\r\nContent-Disposition: form-data; {head}\r\n\r\n{content}\r\n"));
    parts.collect::<String>() + "--b--\r\n"
}

const TITLE: (&str, &str) = ("name=\"title\"", "a");
const FILE: (&str, &str) =
    ("name=\"file\"; filename=\"x.csv\"\r\nContent-Type: text/csv; charset=latin1", "a,b");
const SENT: &str = "multipart/form-data; boundary=b";

async fn is_refused(parts: &[(&str, &str)], faults: &[(&str, &str)]) {
    ask(&reports(), post(SENT, form(parts))).await.has_faults(faults);
}

#[actix_web::test]
async fn parts_are_typed_and_files_are_kept() {
    let body = form(&[
        TITLE,
        ("name=\"counts\"", "1"),
        ("name=\"counts\"\r\nContent-Type: text/plain; charset=UTF-8", "2"),
        ("name=\"meta\"\r\nContent-Type: application/json", "{\"a\": [1]}"),
        ("name=\"points\"", "{\"x\": 1}"),
        ("name=\"points\"", "{\"x\": 2}"),
        ("name=\"extras\"; filename=\"1\"", "one"),
        FILE,
        ("name=\"extras\"; filename=\"../2\"; filename*=UTF-8''%c3%a9\r\nContent-Type: image/png", ""),
    ]);
    let reply = ask(&reports(), post(SENT, body.clone())).await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    let expected = json!({
        "report": {"title": "a", "counts": [1, 2], "meta": {"a": [1]}, "points": [{"x": 1}, {"x": 2}]},
        "file": ["x.csv", "text/csv; charset=latin1", "text/csv", 3, "a,b"],
        "photo": null,
        "extras": [["1", null, "application/octet-stream", 3, "one"], ["é", "image/png", "application/octet-stream", 0, ""]],
    });
    assert_eq!(reply.json(), expected);
    // The same in pieces of any size, and a list as one document.
    for size in [1, 2, 3, 7, 50] {
        let pieces: Vec<Bytes> = body.as_bytes().chunks(size).map(Bytes::copy_from_slice).collect();
        let reply = ask(&reports(), streaming(post(SENT, ""), stream::iter(pieces))).await;
        assert_eq!((reply.status, reply.json()), (200, expected.clone()), "{size}");
    }
    let whole = form(&[TITLE, FILE, ("name=\"points\"", "[{}, {}]")]);
    assert_eq!(ask(&reports(), post(SENT, whole)).await.json()["report"]["points"], json!([{}, {}]));
}

#[actix_web::test]
async fn a_large_file_goes_to_the_spool() {
    let large = "0123456789".repeat(200_000);
    let body = form(&[TITLE, (FILE.0, &large), ("name=\"photo\"; filename=\"p\"", &large[..5000])]);
    let reply = ask(&reports(), post(SENT, body)).await;
    assert_eq!(reply.json()["file"][3], 2_000_000, "{}", reply.text);
    assert_eq!(reply.json()["photo"][3], 5000);
}

#[actix_web::test]
async fn every_violation_of_a_form_is_named() {
    is_refused(&[TITLE], &[("/body/file", "required")]).await;
    is_refused(&[TITLE, FILE, FILE], &[("/body/file", "duplicate")]).await;
    is_refused(&[TITLE, TITLE, FILE], &[("/body/title", "duplicate")]).await;
    is_refused(&[("name=\"title\"", "0123456789"), FILE], &[("/body/title", "maxLength")]).await;
    is_refused(&[FILE], &[("/body/title", "required")]).await;
    is_refused(
        &[TITLE, FILE, ("name=\"other\"; filename=\"x\"", "\u{0}x")],
        &[("/body/other", "additionalProperties")],
    )
    .await;
    is_refused(&[TITLE, FILE, ("name=\"meta\"", "{\"a\":1,\"a\":2}")], &[("/body/meta", "duplicate")]).await;
    is_refused(&[TITLE, FILE, ("name=\"meta\"", "{")], &[("/body/meta", "json")]).await;
    is_refused(&[TITLE, FILE, ("name=\"counts\"", "x")], &[("/body/counts/0", "type")]).await;
    is_refused(
        &[TITLE, ("name=\"file\"; filename=\"x\"\r\nContent-Type: text/html", "")],
        &[("/body/file", "mediaType")],
    )
    .await;
    is_refused(&[TITLE, ("name=\"file\"; filename=\"x\"", "")], &[("/body/file", "mediaType")]).await;
    is_refused(
        &[TITLE, (&format!("{}\r\nContent-Transfer-Encoding: base64", FILE.0), "YQ==")],
        &[("/body/file", "encoding")],
    )
    .await;
    is_refused(
        &[("name=\"title\"\r\nContent-Type: text/plain; charset=latin1", "a"), FILE],
        &[("/body/title", "encoding")],
    )
    .await;
    let bad = form(&[FILE, ("name=\"title\"", "?")]).replace('?', "\u{1}").into_bytes();
    let bad: Vec<u8> = bad.into_iter().map(|byte| if byte == 1 { 0xff } else { byte }).collect();
    ask(&reports(), post(SENT, bad)).await.has_faults(&[("/body/title", "encoding")]);
}

#[actix_web::test]
async fn a_request_that_is_refused_anyway_has_all_its_violations_named() {
    let body = form(&[("name=\"title\"", "0123456789"), FILE, FILE]);
    let reply = ask(&reports(), post(SENT, body).uri("/probe?limit=x")).await;
    reply.has_faults(&[("/query/limit", "type"), ("/body/file", "duplicate"), ("/body/title", "maxLength")]);
    assert_eq!(
        ask(&reports(), post(SENT, form(&[TITLE, FILE])).uri("/probe?limit=x")).await.faults().len(),
        1
    );
}

#[actix_web::test]
async fn what_is_no_form_is_refused() {
    let good = form(&[TITLE, FILE]);
    let broken: [(&str, Vec<u8>); 8] = [
        (TYPE, good.clone().into()),
        ("multipart/form-data; boundary=", good.clone().into()),
        ("multipart/form-data; boundary=c", good.clone().into()),
        (SENT, good.as_bytes()[..good.len() - 8].to_vec()),
        (SENT, b"".to_vec()),
        (SENT, b"--b".to_vec()),
        (SENT, b"--b\r\nContent-Disposition: form-data\r\n\r\na\r\n--b--\r\n".to_vec()),
        (SENT, form(&[("name=\"\"", "a"), FILE]).into()),
    ];
    for (media_type, body) in broken {
        let shown = String::from_utf8_lossy(&body).into_owned();
        let reply = ask(&reports(), post(media_type, body)).await;
        assert_eq!(
            (reply.status, reply.json()["errors"][0]["rule"].clone()),
            (400, json!("multipart")),
            "{media_type} {shown}"
        );
    }
}

#[actix_web::test]
async fn a_form_is_bounded_in_every_way() {
    let service = reports();
    let many: Vec<(&str, &str)> = [TITLE, FILE].into_iter().chain([("name=\"extras\"", ""); 126]).collect();
    assert_eq!(ask(&service, post(SENT, form(&many))).await.status, 200);
    let more: Vec<(&str, &str)> = many.into_iter().chain([("name=\"extras\"", "")]).collect();
    ask(&service, post(SENT, form(&more))).await.has_faults(&[("/body", "multipart")]);
    let large = "x".repeat((1 << 20) + 1);
    ask(&service, post(SENT, form(&[("name=\"title\"", &large), FILE])))
        .await
        .is_problem(413, "body-too-large");
    let huge = "x".repeat(3 << 20);
    ask(&service, post(SENT, form(&[TITLE, (FILE.0, &huge)]))).await.is_problem(413, "body-too-large");
    let head = format!("name=\"title\"\r\nX: {}", "x".repeat(100_000));
    ask(&service, post(SENT, form(&[(&head, "a"), FILE]))).await.has_faults(&[("/body", "multipart")]);
    let stalled = stream::StreamExt::chain(
        stream::iter([Bytes::from(form(&[TITLE]).replace("--b--", ""))]),
        stream::pending(),
    );
    ask(&service, streaming(post(SENT, ""), stalled)).await.is_problem(408, "request-timeout");
}

#[actix_web::test]
async fn only_a_delimiter_ends_a_part() {
    let service = reports();
    for content in ["a\r--b", "a\n--b", "a--b", "\r\n-", "\r\n--", "a\r\n", "\r\n--\r\n-"] {
        let head = "name=\"title\"\r\nContent-Length: 1";
        let body = form(&[(head, content), FILE]);
        assert_eq!(
            ask(&service, post(SENT, body.clone())).await.json()["report"]["title"],
            content,
            "{content:?}"
        );
        for size in [1, 5] {
            let pieces: Vec<Bytes> = body.as_bytes().chunks(size).map(Bytes::copy_from_slice).collect();
            let reply = ask(&service, streaming(post(SENT, ""), stream::iter(pieces))).await;
            assert_eq!(reply.json()["report"]["title"], content, "{content:?} {size}");
        }
    }
    let padded = form(&[TITLE, FILE]).replace("--b\r\n", "--b \t\r\n");
    let around = format!("before\r\n{padded}after\r\n--b\r\n");
    let quoted = "multipart/form-data; charset=utf-8; Boundary=\"b\"";
    assert_eq!(ask(&service, post(quoted, around)).await.json()["file"][4], "a,b");
    for broken in [
        form(&[("name=\"title\"", "a\r\n--bc"), FILE]),
        form(&[
            ("name=\"title\"", "a\r\n--bc\r\nContent-Disposition: form-data; name=\"meta\"\r\n\r\n{}"),
            FILE,
        ]),
        form(&[("name=\"title\"\r\n folded: x", "a"), FILE]),
        form(&[("name=\"title\"\r\nContent-Disposition: form-data; name=\"x\"", "a"), FILE]),
        form(&[("name=\"title\"\r\nno header", "a"), FILE]),
        form(&[TITLE, FILE]).replace("\r\n", "\n"),
    ] {
        ask(&service, post(SENT, broken)).await.has_faults(&[("/body", "multipart")]);
    }
}
