//! Parameters of every shape, in the path, the query and headers.

use actix_web::http::header::HeaderValue;
use actix_web::test::TestRequest;
use serde_json::{Value, json};

use crate::caller::{get, send};

/// What the handler saw of a query.
async fn seen(query: &str) -> Value {
    let reply = get(&format!("/things/a?{query}")).await;
    assert_eq!(reply.status, 200, "{query}: {}", reply.text);
    reply.json()
}

/// The one violation of a query.
async fn refused(query: &str, pointer: &str, rule: &str) {
    get(&format!("/things/a?{query}")).await.has_faults(&[(pointer, rule)]);
}

#[actix_web::test]
async fn a_path_is_decoded_once_and_only_once() {
    for (path, decoded) in [
        ("caf%C3%A9", "café"),
        ("a%2Fb", "a/b"),
        ("a+b", "a+b"),
        ("a%2Bb", "a+b"),
        ("a%20b", "a b"),
        ("a%252Fb", "a%2Fb"),
        ("100%25", "100%"),
    ] {
        assert_eq!(get(&format!("/things/{path}")).await.json()["thingId"], decoded, "{path}");
    }
}

#[actix_web::test]
async fn text_that_is_not_utf8_is_a_violation() {
    get("/things/a%FFb").await.has_faults(&[("/path", "encoding")]);
    get("/things/a?filter[a]=%C3%28").await.has_faults(&[("/query", "encoding")]);
    get("/things/a?%FF=1").await.has_faults(&[("/query", "encoding")]);
    let mood = HeaderValue::from_bytes(b"\xe9t\xe9").unwrap();
    let reply = send(TestRequest::get().uri("/things/a").insert_header(("x-mood", mood))).await;
    reply.has_faults(&[("/header/X-Mood", "encoding")]);
}

#[actix_web::test]
async fn a_query_is_decoded_and_a_plus_is_a_space() {
    assert_eq!(seen("filter[a]=x+y%2Bz").await["filter"], json!({"a": "x y+z"}));
    assert_eq!(seen("f%69lter%5Ba%5D=%C3%A9").await["filter"], json!({"a": "é"}));
    assert_eq!(seen("filter[a]=b=c").await["filter"], json!({"a": "b=c"}));
    assert_eq!(seen("&&limit=7&").await["limit"], 7);
}

#[actix_web::test]
async fn what_is_left_out_has_its_default_or_nothing() {
    assert_eq!(
        seen("").await,
        json!({"thingId": "a", "limit": 20, "ratio": null, "exact": null, "columns": null, "filter": null,
               "sizes": null, "mood": null})
    );
}

#[actix_web::test]
async fn numbers_and_booleans_are_decoded_and_bounded() {
    assert_eq!(seen("limit=100").await["limit"], 100);
    assert_eq!(seen("ratio=0.25").await["ratio"], 0.25);
    assert_eq!(seen("ratio=1").await["ratio"], 1.0);
    assert_eq!(seen("exact=false").await["exact"], false);
    refused("limit=101", "/query/limit", "maximum").await;
    refused("limit=99999999999", "/query/limit", "maximum").await;
    for text in ["", "1.5", "one", "0x10", "1e1", "99999999999999999999"] {
        refused(&format!("limit={text}"), "/query/limit", "type").await;
    }
    for text in ["NaN", "inf", "-infinity", "x"] {
        refused(&format!("ratio={text}"), "/query/ratio", "type").await;
    }
    refused("ratio=1.01", "/query/ratio", "maximum").await;
    refused("exact=yes", "/query/exact", "type").await;
}

#[actix_web::test]
async fn a_parameter_given_twice_is_a_violation() {
    refused("limit=1&limit=1", "/query/limit", "duplicate").await;
    refused("limit=1&l%69mit=2", "/query/limit", "duplicate").await;
    refused("filter[a]=1&filter[a]=2", "/query/filter/a", "duplicate").await;
}

#[actix_web::test]
async fn a_list_is_split_at_commas() {
    assert_eq!(seen("columns=a,b,c").await["columns"], json!(["a", "b", "c"]));
    refused("columns=a,b,c,d", "/query/columns", "maxItems").await;
    refused("columns=a,a", "/query/columns", "uniqueItems").await;
    refused("columns=a,,b", "/query/columns/1", "minLength").await;
    refused("columns=", "/query/columns/0", "minLength").await;
}

#[actix_web::test]
async fn a_deep_object_has_one_level_of_keys() {
    assert_eq!(seen("filter[a]=1&filter[b/c]=2").await["filter"], json!({"a": "1", "b/c": "2"}));
    refused("filter[a]=123456", "/query/filter/a", "maxLength").await;
    refused("filter[a]=1&filter[b]=2&filter[c]=3", "/query/filter", "maxProperties").await;
    refused("filter=1", "/query/filter", "unknown").await;
    refused("filter[a", "/query/filter[a", "unknown").await;
    refused("filter[a][b]=1", "/query/filter[a][b]", "unknown").await;
    refused("filters[a]=1", "/query/filters[a]", "unknown").await;
}

#[actix_web::test]
async fn a_json_parameter_is_a_whole_document() {
    assert_eq!(seen("sizes=%7B%22a%22:1,%22b%22:2.0%7D").await["sizes"], json!({"a": 1, "b": 2}));
    refused("sizes=%7B%22a%22:10%7D", "/query/sizes/a", "maximum").await;
    refused("sizes=%7B%22a%22:1,%22a%22:2%7D", "/query/sizes", "duplicate").await;
    refused("sizes=%7B%22a%22:1", "/query/sizes", "json").await;
    refused("sizes=", "/query/sizes", "json").await;
    refused("sizes=null", "/query/sizes", "type").await;
    refused(&format!("sizes={}", "[".repeat(10_000)), "/query/sizes", "json").await;
}

#[actix_web::test]
async fn a_name_in_a_pointer_is_escaped_and_clipped() {
    refused("a/b~c=1", "/query/a~1b~0c", "unknown").await;
    let reply = get(&format!("/things/a?{}=1", "x".repeat(1000))).await;
    assert_eq!(reply.faults()[0].0, format!("/query/{}", "x".repeat(256)));
}

#[actix_web::test]
async fn at_most_a_hundred_violations_are_listed() {
    let query: Vec<String> = (0..150).map(|number| format!("x{number}=1")).collect();
    let reply = get(&format!("/things/a?{}", query.join("&"))).await;
    assert_eq!(reply.faults().len(), 100);
    assert_eq!(reply.json()["detail"], "150 violations; see errors.");
}
