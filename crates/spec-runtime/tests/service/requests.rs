//! What every answer carries.

use actix_web::http::header::HeaderValue;
use actix_web::test::TestRequest;

use crate::caller::{Reply, get, send};

async fn ask_as(uri: &str, id: &[u8]) -> Reply {
    let id = HeaderValue::from_bytes(id).unwrap();
    send(TestRequest::get().uri(uri).insert_header(("x-request-id", id))).await
}

#[actix_web::test]
async fn a_sane_request_id_is_given_back() {
    let longest = "a".repeat(64);
    for id in ["a", "018f-Ab_c.9", longest.as_str()] {
        assert_eq!(ask_as("/ping", id.as_bytes()).await.header("x-request-id"), id);
        let refused = ask_as("/nowhere", id.as_bytes()).await;
        assert_eq!(refused.header("x-request-id"), id);
        assert_eq!(refused.json()["requestId"], id);
    }
}

#[actix_web::test]
async fn an_odd_request_id_is_replaced() {
    let too_long = "a".repeat(65);
    let odd = [b"" as &[u8], b"two words", b"a;b", b"<script>", "é".as_bytes(), b"\xff", too_long.as_bytes()];
    for id in odd {
        for uri in ["/ping", "/nowhere", "/broken/panic", "/ping?x=1"] {
            let reply = ask_as(uri, id).await;
            assert_eq!(reply.header("x-request-id"), "made-by-the-service", "{uri} {id:?}");
            if reply.status != 200 {
                assert_eq!(reply.json()["requestId"], "made-by-the-service");
            }
        }
    }
}

#[actix_web::test]
async fn every_answer_forbids_sniffing_and_unasked_caching() {
    for uri in ["/ping", "/nowhere", "/vault", "/broken/panic"] {
        let reply = get(uri).await;
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{uri}");
        assert_eq!(reply.header("cache-control"), "no-cache, must-revalidate", "{uri}");
    }
}
