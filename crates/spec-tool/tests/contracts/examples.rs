//! Examples of contracts, held against their schemas.

use serde_json::{Value, json};

use crate::sound::{BODY, findings};

const ANSWER: &str = "/paths/~1things~1{thingId}/put/responses/201/content/application~1json";

/// The findings when `Thing` has a number that only answers have and a key that only requests have.
fn told(place: &str, example: &Value) -> String {
    findings("lint", |contract| {
        let thing = &mut contract["components"]["schemas"]["Thing"];
        thing["properties"]["number"] =
            json!({"type": "integer", "minimum": 1, "maximum": 9, "readOnly": true});
        thing["properties"]["key"] = json!({"type": "string", "maxLength": 9, "writeOnly": true});
        contract.pointer_mut(place).expect("the place exists")["example"] = example.clone();
    })
}

#[test]
fn an_example_has_what_its_direction_has() {
    let schema = "/components/schemas/Thing";
    let (number, key, both) = (json!({"number": 1}), json!({"key": "a"}), json!({"number": 1, "key": "a"}));
    for (place, example, refused) in [
        (BODY, &key, false),
        (BODY, &number, true),
        (ANSWER, &number, false),
        (ANSWER, &key, true),
        // A schema is of both directions, and its example of either.
        (schema, &number, false),
        (schema, &key, false),
        (schema, &both, true),
    ] {
        let said = told(place, example);
        let is_refused = said.starts_with(&format!("#{place}/example")) && said.contains("breaks its schema");
        assert_eq!((is_refused, said.is_empty()), (refused, !refused), "{place} {example}: {said}");
    }
}

#[test]
fn examples_of_openapi_3_1_are_a_list() {
    let said = findings("lint", |contract| {
        contract["openapi"] = json!("3.1.0");
        contract["components"]["schemas"]["Thing"]["examples"] = json!([{"name": "a"}, {"name": 5}]);
    });
    assert!(said.starts_with("#/components/schemas/Thing/examples/1/name: the example breaks"), "{said}");
    assert!(said.contains("1 findings"), "{said}");
}
