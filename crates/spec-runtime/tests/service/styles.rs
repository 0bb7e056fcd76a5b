//! Every style of OpenAPI 3.0, exploded and not, in every place: the examples of its table, and what surrounds them.

use std::sync::Arc;

use actix_web::test::TestRequest;
use serde_json::{Value, json};
use spec_runtime::{Operation, Parameter, Place, Service, Shape, Style};

use crate::caller::{Names, Reply};
use crate::contract::{NOTHING, parameter};
use crate::probe::{ask, serve, tell};

const LIST: Shape = Shape::List(&Shape::Text);
const COLOR: Shape =
    Shape::Object(&[("R", Shape::Integer), ("G", Shape::Integer), ("B", Shape::Integer)], None);

fn styled(place: Place, style: Style, explode: bool, shape: Shape) -> Parameter {
    Parameter { style, explode, ..parameter("color", place, shape) }
}

/// A service of an operation with these parameters.
fn reader(path: &'static str, parameters: &[Parameter]) -> Arc<Service<Names>> {
    let parameters: &'static [Parameter] = Box::leak(parameters.to_vec().into_boxed_slice());
    let operation = Operation { id: "probe", path, parameters, ..NOTHING };
    serve(operation, r#"{"$defs": {}, "bodies": {}, "parameters": {}}"#, move |call| {
        Box::pin(tell(call, parameters))
    })
}

/// What comes of a text that stands where the parameter is.
async fn read(parameter: Parameter, text: &str) -> Reply {
    let (path, request) = match parameter.place {
        Place::Path => ("/probe/{color}", TestRequest::get().uri(&format!("/probe/{text}"))),
        Place::Query => ("/probe", TestRequest::get().uri(&format!("/probe?{text}"))),
        Place::Header => ("/probe", TestRequest::get().uri("/probe").insert_header(("color", text))),
        Place::Cookie => ("/probe", TestRequest::get().uri("/probe").insert_header(("cookie", text))),
    };
    ask(&reader(path, &[parameter]), request).await
}

async fn is_read(parameter: Parameter, text: &str, value: Value) {
    let reply = read(parameter, text).await;
    assert_eq!(reply.status, 200, "{parameter:?} {text}: {}", reply.text);
    assert_eq!(reply.json()["color"], value, "{parameter:?} {text}");
}

async fn is_refused(parameter: Parameter, text: &str, pointer: &str, rule: &str) {
    read(parameter, text).await.has_faults(&[(pointer, rule)]);
}

#[actix_web::test]
async fn the_table_of_the_standard_is_read() {
    use Place::{Cookie, Header, Path, Query};
    let rows: [(Place, Style, bool, &str, &str, &str); 14] = [
        (Path, Style::Matrix, false, ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"),
        (
            Path,
            Style::Matrix,
            true,
            ";color=blue",
            ";color=blue;color=black;color=brown",
            ";R=100;G=200;B=150",
        ),
        (Path, Style::Label, false, ".blue", ".blue.black.brown", ".R.100.G.200.B.150"),
        (Path, Style::Label, true, ".blue", ".blue.black.brown", ".R=100.G=200.B=150"),
        (Path, Style::Simple, false, "blue", "blue,black,brown", "R,100,G,200,B,150"),
        (Path, Style::Simple, true, "blue", "blue,black,brown", "R=100,G=200,B=150"),
        (Header, Style::Simple, false, "blue", "blue,black,brown", "R,100,G,200,B,150"),
        (Header, Style::Simple, true, "blue", "blue, black, brown", "R=100, G=200, B=150"),
        (Query, Style::Form, false, "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"),
        (Query, Style::Form, true, "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"),
        (
            Query,
            Style::SpaceDelimited,
            false,
            "color=blue",
            "color=blue%20black+brown",
            "color=R%20100%20G%20200%20B%20150",
        ),
        (
            Query,
            Style::PipeDelimited,
            false,
            "color=blue",
            "color=blue|black%7Cbrown",
            "color=R%7c100|G|200|B|150",
        ),
        (Cookie, Style::Form, false, "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"),
        (Cookie, Style::Form, true, "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"),
    ];
    for (place, style, explode, text, list, object) in rows {
        is_read(styled(place, style, explode, Shape::Text), text, json!("blue")).await;
        is_read(styled(place, style, explode, LIST), list, json!(["blue", "black", "brown"])).await;
        is_read(styled(place, style, explode, COLOR), object, json!({"R": 100, "G": 200, "B": 150})).await;
    }
    let deep = styled(Query, Style::DeepObject, true, COLOR);
    is_read(deep, "color[R]=100&color%5BG%5D=200&color[B]=150", json!({"R": 100, "G": 200, "B": 150})).await;
    // As RFC 6570 has it, and as browsers send cookies.
    is_read(styled(Path, Style::Label, false, LIST), ".blue,black.brown", json!(["blue", "black.brown"]))
        .await;
    is_read(
        styled(Cookie, Style::Form, true, LIST),
        "color=blue; x=1; color=black",
        json!(["blue", "black"]),
    )
    .await;
    is_read(styled(Cookie, Style::Form, true, COLOR), "R=1; x=2; B=3", json!({"R": 1, "B": 3})).await;
}

#[actix_web::test]
async fn the_empty_value_of_the_table_is_read() {
    is_read(styled(Place::Path, Style::Matrix, false, Shape::Text), ";color", json!("")).await;
    is_read(styled(Place::Path, Style::Label, false, Shape::Text), ".", json!("")).await;
    is_read(styled(Place::Query, Style::Form, false, Shape::Text), "color=", json!("")).await;
    is_read(styled(Place::Query, Style::Form, true, Shape::Text), "color", json!("")).await;
}

#[actix_web::test]
async fn an_encoded_separator_is_part_of_its_item() {
    for (place, style, explode, text, value) in [
        (Place::Path, Style::Simple, false, "a%2Cb,c", json!(["a,b", "c"])),
        (Place::Path, Style::Label, true, ".a%2Eb.c", json!(["a.b", "c"])),
        (Place::Path, Style::Matrix, true, ";color=a%3Bb;color=c%2Cd", json!(["a;b", "c,d"])),
        (Place::Path, Style::Simple, false, "a+b,c%252Cd", json!(["a+b", "c%2Cd"])),
        (Place::Query, Style::Form, false, "color=a%2Cb,c+d%2Be", json!(["a,b", "c d+e"])),
        (Place::Query, Style::Form, true, "color=a%26b&c%6Flor=c,d", json!(["a&b", "c,d"])),
        (Place::Query, Style::PipeDelimited, false, "color=a%2Cb|c+d", json!(["a,b", "c d"])),
        (Place::Query, Style::SpaceDelimited, false, "color=a%2Bb%20c", json!(["a+b", "c"])),
        (Place::Cookie, Style::Form, false, "color=a%2Cb,c+d", json!(["a,b", "c+d"])),
        (Place::Header, Style::Simple, false, "a%2Cb ,\tc", json!(["a%2Cb", "c"])),
    ] {
        is_read(styled(place, style, explode, LIST), text, value).await;
    }
}

#[actix_web::test]
async fn a_text_that_is_not_in_its_style_is_refused() {
    let path = |style, explode, shape| styled(Place::Path, style, explode, shape);
    for (parameter, text) in [
        (path(Style::Label, false, Shape::Text), "blue"),
        (path(Style::Matrix, false, Shape::Text), "color=blue"),
        (path(Style::Matrix, false, Shape::Text), ";colour=blue"),
        (path(Style::Matrix, false, LIST), ";color=a;color=b"),
        (path(Style::Matrix, true, LIST), ";color=a;colour=b"),
    ] {
        is_refused(parameter, text, "/path/color", "style").await;
    }
    // What has no pairs is no object, so it is left to the schema, which these tests do not have.
    is_read(path(Style::Simple, false, COLOR), "R,100,G", json!("R,100,G")).await;
    is_read(path(Style::Simple, true, COLOR), "R=100,G", json!("R=100,G")).await;
}

#[actix_web::test]
async fn what_is_given_twice_is_refused_in_every_place() {
    let styled = |place, style, explode, shape| styled(place, style, explode, shape);
    is_refused(styled(Place::Path, Style::Simple, true, COLOR), "R=1,R=2", "/path/color/R", "duplicate")
        .await;
    is_refused(styled(Place::Path, Style::Simple, false, COLOR), "R,1,R,2", "/path/color/R", "duplicate")
        .await;
    is_refused(styled(Place::Query, Style::Form, true, COLOR), "R=1&R=2", "/query/color/R", "duplicate")
        .await;
    is_refused(
        styled(Place::Query, Style::Form, false, LIST),
        "color=a&color=b",
        "/query/color",
        "duplicate",
    )
    .await;
    is_refused(
        styled(Place::Query, Style::Form, true, Shape::Text),
        "color=a&color=a",
        "/query/color",
        "duplicate",
    )
    .await;
    is_refused(
        styled(Place::Cookie, Style::Form, true, Shape::Text),
        "color=a; color=b",
        "/cookie/color",
        "duplicate",
    )
    .await;
    let header = reader("/probe", &[parameter("color", Place::Header, Shape::Text)]);
    let twice =
        || TestRequest::get().uri("/probe").append_header(("color", "a")).append_header(("color", "b, c"));
    ask(&header, twice()).await.has_faults(&[("/header/color", "duplicate")]);
    let list = reader("/probe", &[parameter("color", Place::Header, LIST)]);
    assert_eq!(ask(&list, twice()).await.json()["color"], json!(["a", "b", "c"]));
}

#[actix_web::test]
async fn a_deep_object_is_as_deep_as_its_shape() {
    const INNER: Shape = Shape::Object(
        &[("n", Shape::Integer), ("tags", Shape::List(&Shape::Integer))],
        Some(&Shape::Boolean),
    );
    const OUTER: Shape = Shape::Object(&[("a", Shape::Text), ("in", INNER)], None);
    let deep = styled(Place::Query, Style::DeepObject, true, OUTER);
    let text = "color[in][n]=5&color[in][tags]=1&color[a]=x&color[in][tags]=2&color[in][b/c]=true";
    is_read(deep, text, json!({"a": "x", "in": {"n": 5, "tags": [1, 2], "b/c": true}})).await;
    is_refused(deep, "color[in]=1", "/query/color[in]", "unknown").await;
    is_refused(deep, "color[a][b]=1", "/query/color[a][b]", "unknown").await;
    is_refused(deep, "color[in][tags][0]=1", "/query/color[in][tags][0]", "unknown").await;
    is_refused(deep, "color[in][n]=1&color[in][n]=1", "/query/color/in/n", "duplicate").await;
    is_refused(deep, "color[in][b/c]=1&color[in][b/c]=1", "/query/color/in/b~1c", "duplicate").await;
    is_read(deep, "color[x]=1", json!({"x": "1"})).await;
    is_read(deep, "", Value::Null).await;
    let any = styled(Place::Query, Style::DeepObject, true, Shape::Any);
    is_read(any, "color[a][b][c]=1&color[d]=x", json!({"a": {"b": {"c": 1}}, "d": "x"})).await;
    is_refused(any, "color[a]=1&color[a][b]=1", "/query/color/a/b", "duplicate").await;
}

#[actix_web::test]
async fn an_exploded_object_takes_its_members_and_no_more() {
    let color = styled(Place::Query, Style::Form, true, COLOR);
    is_refused(color, "R=1&X=1", "/query/X", "unknown").await;
    is_refused(color, "color=R,1", "/query/color", "unknown").await;
    let open = Shape::Object(&[("R", Shape::Integer), ("tags", LIST)], Some(&Shape::Any));
    let all = [
        styled(Place::Query, Style::Form, true, open),
        parameter("limit", Place::Query, Shape::Integer),
        Parameter { style: Style::DeepObject, ..parameter("filter", Place::Query, COLOR) },
    ];
    let request =
        TestRequest::get().uri("/probe?limit=5&R=1&x%20y=true&filter[R]=2&tags=a&tags=b&filter[Q][Q]=3");
    let reply = ask(&reader("/probe", &all), request).await;
    assert_eq!(
        reply.json(),
        json!({"color": {"R": 1, "tags": ["a", "b"], "x y": true, "filter[Q][Q]": 3}, "limit": 5, "filter": {"R": 2}})
    );
}

#[actix_web::test]
async fn an_empty_value_may_be_as_none_at_all() {
    let empty =
        |shape, explode| Parameter { allow_empty: true, ..styled(Place::Query, Style::Form, explode, shape) };
    for text in ["color", "color=", ""] {
        is_read(empty(Shape::Integer, true), text, Value::Null).await;
        is_read(empty(LIST, true), text, Value::Null).await;
        is_read(empty(LIST, false), text, Value::Null).await;
    }
    is_read(styled(Place::Query, Style::Form, true, LIST), "color=", json!([""])).await;
    const NULLABLE: Shape = Shape::Nullable(&Shape::List(&Shape::Nullable(&Shape::Integer)));
    is_read(styled(Place::Query, Style::Form, false, NULLABLE), "color=", Value::Null).await;
    is_read(styled(Place::Query, Style::Form, false, NULLABLE), "color=1,,2", json!([1, null, 2])).await;
}

#[actix_web::test]
async fn several_parameters_may_share_a_segment() {
    let all = [
        parameter("x", Place::Path, Shape::Integer),
        parameter("y-z", Place::Path, LIST),
        parameter("format", Place::Path, Shape::Text),
    ];
    let service = reader("/probe/{x}.{y-z}/report.{format}", &all);
    for (path, value) in [
        ("/probe/1.a%2Cb,c/report.json", json!({"x": 1, "y-z": ["a,b", "c"], "format": "json"})),
        ("/probe/1.a/%72eport.a%2Fb", json!({"x": 1, "y-z": ["a"], "format": "a/b"})),
    ] {
        assert_eq!(ask(&service, TestRequest::get().uri(path)).await.json(), value, "{path}");
    }
    ask(&service, TestRequest::get().uri("/probe/1.a/report")).await.is_problem(404, "no-such-path");
}

#[actix_web::test]
async fn cookies_are_pairs_and_others_do_not_matter() {
    let color = styled(Place::Cookie, Style::Form, true, Shape::Text);
    is_read(color, "  a=1;color = b=c&d=e ;x", json!("b=c&d=e")).await;
    is_read(color, "Color=x; colors=y", Value::Null).await;
    is_read(color, "color=caf%C3%A9; x=%FF", json!("café")).await;
    is_refused(color, "color=%FF", "/cookie/color", "encoding").await;
    let document = Parameter { style: Style::Json, ..color };
    is_read(document, "color=%7B%22a%22:1%7D", json!({"a": 1})).await;
    is_refused(document, "color=%7B%22a%22:1,%22a%22:1%7D", "/cookie/color", "duplicate").await;
}
