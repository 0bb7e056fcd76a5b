//! How the `xml` annotations of a contract become the plan by which the runtime reads and writes.

use serde_json::{Value, json};

use crate::left_out::leave_out;
use crate::sound::{OPERATION, annotation, findings, prepared, sound};

/// The sound contract with a body in XML of this schema, and schemas beside it.
fn with_body(schema: &Value, beside: &Value) -> Value {
    let mut contract = sound();
    let operation = contract.pointer_mut(OPERATION).expect("the operation exists");
    operation["requestBody"]["content"] = json!({"application/xml": {"schema": schema}});
    for (name, schema) in beside.as_object().expect("schemas by name") {
        contract["components"]["schemas"][name] = schema.clone();
    }
    contract
}

/// The plan and the root element of such a body.
fn planned(version: &str, schema: &Value, beside: &Value) -> (Value, Value) {
    let mut contract = with_body(schema, beside);
    contract["openapi"] = json!(version);
    let mut plan = prepared(&contract, "schemas.json")["xml"].take();
    (plan["nodes"].take(), plan["bodies"]["putThing application/xml"].take())
}

/// The first member of an object with one property of this schema.
fn member(name: &str, schema: Value, beside: &Value) -> (Value, Value) {
    let object = json!({"type": "object", "properties": {name: schema}});
    let (nodes, root) = planned("3.0.3", &object, beside);
    let number = |element: &Value| element["node"].as_u64().expect("a node") as usize;
    let member = nodes[number(&root)]["object"]["members"][0].clone();
    let node = nodes[number(&member)].clone();
    (member, node)
}

#[test]
fn lists_are_called_as_the_specification_says() {
    for (array, item, kind, outer, inner) in [
        (json!({}), json!({}), "repeated", "animals", None),
        (json!({}), json!({"name": "animal"}), "repeated", "animal", None),
        (json!({"name": "aliens"}), json!({"name": "animal"}), "repeated", "animal", None),
        (json!({"name": "aliens"}), json!({}), "repeated", "animals", None),
        (json!({"wrapped": true}), json!({}), "element", "animals", Some("animals")),
        (
            json!({"name": "aliens", "wrapped": true}),
            json!({"name": "animal"}),
            "element",
            "aliens",
            Some("animal"),
        ),
        (json!({"wrapped": true}), json!({"name": "animal"}), "element", "animals", Some("animal")),
        (json!({"name": "aliens", "wrapped": true}), json!({}), "element", "aliens", Some("aliens")),
    ] {
        let schema = json!({"type": "array", "xml": array, "items": {"type": "string", "xml": item}});
        let (member, node) = member("animals", schema, &json!({}));
        assert_eq!((&member["kind"], &member["names"]), (&json!(kind), &json!([outer])), "{array} {item}");
        assert_eq!(node["list"]["names"], inner.map_or(json!(null), |name| json!([name])), "{array} {item}");
    }
}

#[test]
fn names_and_namespaces_are_those_of_the_annotation() {
    let (id, _) =
        member("id", json!({"type": "integer", "xml": {"attribute": true, "name": "no"}}), &json!({}));
    assert_eq!((&id["kind"], &id["names"]), (&json!("attribute"), &json!(["no"])));
    let xml = json!({"namespace": "urn:a", "prefix": "a"});
    let (name, _) = member("name", json!({"type": "string", "xml": xml}), &json!({}));
    assert_eq!(
        [&name["namespace"], &name["prefix"], &name["names"]],
        [&json!("urn:a"), &json!("a"), &json!(["name"])]
    );
    // Behind a reference the name may be meant for the root alone, so that both are read.
    let tag = json!({"Tag": {"type": "object", "xml": {"name": "Label"}}});
    let reference = json!({"$ref": "#/components/schemas/Tag"});
    assert_eq!(member("tag", reference.clone(), &tag).0["names"], json!(["Label", "tag"]));
    let renamed = json!({"allOf": [reference], "xml": {"name": "mark"}});
    assert_eq!(member("tag", renamed, &tag).0["names"], json!(["mark"]));
}

#[test]
fn a_root_is_called_by_its_annotation_or_its_component() {
    let thing = json!({"$ref": "#/components/schemas/Thing"});
    let named = json!({"Thing": {"type": "object", "xml": {"name": "thing", "namespace": "urn:t"}}});
    for (schema, beside, names) in [
        (thing.clone(), json!({}), json!(["Thing"])),
        (thing.clone(), named.clone(), json!(["thing"])),
        (json!({"type": "object"}), json!({}), json!([])),
        (json!({"type": "array", "items": thing, "xml": {"name": "things"}}), json!({}), json!(["things"])),
        (json!({"type": "array", "items": thing}), json!({}), json!([])),
    ] {
        let (nodes, root) = planned("3.0.3", &schema, &beside);
        assert_eq!(root["names"], names, "{schema}");
        if schema["type"] == "array" {
            assert_eq!(
                nodes[root["node"].as_u64().expect("a node") as usize]["list"]["names"],
                json!(["Thing"])
            );
        }
    }
    assert_eq!(planned("3.0.3", &thing, &named).1["namespace"], "urn:t");
}

#[test]
fn a_node_has_the_members_of_all_that_may_hold() {
    let beside = json!({
        "Animal": {"type": "object", "required": ["kind"], "discriminator": {"propertyName": "kind"},
                   "properties": {"kind": {"type": "string"}, "parent": {"$ref": "#/components/schemas/Animal"}}},
        "Cat": {"allOf": [{"$ref": "#/components/schemas/Animal"}, {"properties": {"lives": {"type": "integer"}}}]},
        "Dog": {"allOf": [{"$ref": "#/components/schemas/Animal"}, {"properties": {"tricks": {"type": "array", "items": {"type": "string"}}}}]},
    });
    let members = |schema: &str| {
        let (nodes, root) =
            planned("3.0.3", &json!({"$ref": format!("#/components/schemas/{schema}")}), &beside);
        let node = nodes[root["node"].as_u64().expect("a node") as usize]["object"]["members"].clone();
        let all = node.as_array().expect("members").clone();
        // What leads to itself has its own number.
        assert!(all.iter().all(|member| member["property"] != "parent"
            || schema != "Animal"
            || member["node"] == root["node"]));
        all.iter().map(|member| member["property"].as_str().expect("a name").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(members("Animal"), ["kind", "parent", "lives", "tricks"]);
    assert_eq!(members("Cat"), ["kind", "parent", "lives"]);
    let size = json!({"oneOf": [{"type": "integer", "nullable": true}, {"enum": ["big", true]}]});
    assert_eq!(member("size", size, &json!({})).1, json!({"text": ["boolean", "integer", "string"]}));
    let ages = json!({"type": "object", "additionalProperties": {"type": "integer"}});
    assert_eq!(
        member("ages", ages, &json!({})).1["object"]["others"],
        json!({"names": [], "kind": "element", "node": 2})
    );
}

#[test]
fn references_keep_what_stands_beside_them_in_3_1() {
    let schema = json!({"type": "object", "properties": {
        "tag": {"$ref": "#/components/schemas/Tag", "xml": {"name": "mark"}}, "more": {"type": ["null", "integer"]}}});
    let tag = json!({"Tag": {"type": "string", "xml": {"name": "label"}}});
    for (version, names) in [("3.1.0", json!(["mark"])), ("3.0.3", json!(["label", "tag"]))] {
        let (nodes, root) = planned(version, &schema, &tag);
        let members = &nodes[root["node"].as_u64().expect("a node") as usize]["object"]["members"];
        assert_eq!(members[0]["names"], names, "{version}");
        assert_eq!(
            nodes[members[1]["node"].as_u64().expect("a node") as usize],
            json!({"text": ["integer"]})
        );
    }
}

#[test]
fn what_could_not_be_read_back_is_refused() {
    let list = |more: Value| {
        let mut list = json!({"type": "array", "items": {"type": "string"}});
        list.as_object_mut().expect("an object").extend(more.as_object().expect("members").clone());
        list
    };
    for (schema, message) in [
        (json!({}), "no type is stated"),
        (json!({"oneOf": [{"type": "object"}, {"type": "string"}]}), "could not be told apart"),
        (json!({"anyOf": [list(json!({})), {"type": "string"}]}), "could not be told apart"),
        (list(json!({"items": {}})), "no type is stated"),
        (list(json!({"items": list(json!({}))})), "a list of lists needs xml.wrapped"),
        (list(json!({"nullable": true})), "has no element that could be null"),
        (list(json!({"xml": {"attribute": true}})), "an attribute is one text"),
        (list(json!({"items": {"type": "string", "xml": {"attribute": true}}})), "an item is an element"),
        (json!({"type": "string", "nullable": true, "xml": {"attribute": true}}), "never null"),
        (json!({"type": "string", "xml": {"attribute": true, "namespace": "urn:a"}}), "needs xml.prefix"),
        (json!({"type": "string", "xml": {"prefix": "a"}}), "xml.prefix needs xml.namespace"),
        (
            json!({"type": "string", "xml": {"prefix": "xsi", "namespace": "urn:a"}}),
            "stands for something else",
        ),
        (json!({"type": "string", "xml": {"name": "a b"}}), "\"a b\" is no name in XML"),
        (json!({"type": "string", "xml": {"name": "other"}}), "it is called as the property \"it\" is"),
    ] {
        let object = json!({"type": "object", "properties": {"it": schema, "other": {"type": "string"}}});
        let said = findings("prepare", |contract| *contract = with_body(&object, &json!({})));
        let is_named = said.starts_with("#/paths/") && said.contains("/schema/properties/");
        assert!(is_named && said.contains("cannot be XML: ") && said.contains(message), "{schema}: {said}");
    }
    let variants = json!({"oneOf": [
        {"type": "object", "properties": {"a": {"type": "string", "xml": {"name": "b"}}}},
        {"type": "object", "properties": {"a": {"type": "string"}}},
    ]});
    let said = findings("prepare", |contract| *contract = with_body(&variants, &json!({})));
    assert!(said.contains("its xml is not the same in every variant"), "{said}");
    // Without the wrapper it is a list of lists, with it each list has an element.
    let wrapped = list(json!({"items": list(json!({"xml": {"wrapped": true, "name": "row"}}))}));
    let (rows, node) = member("rows", wrapped, &json!({}));
    assert_eq!((&rows["names"], &node["list"]["names"]), (&json!(["row"]), &json!(["row"])));
}

#[test]
fn what_was_refused_leaves_nothing_behind() {
    let odd =
        json!({"type": "object", "properties": {"thing": {"$ref": "#/components/schemas/Thing"}, "any": {}}});
    let mut contract = with_body(&json!({"$ref": "#/components/schemas/Odd"}), &json!({"Odd": odd}));
    let operation = contract.pointer_mut(OPERATION).expect("the operation exists");
    operation["requestBody"]["content"]["text/xml"] =
        json!({"schema": {"$ref": "#/components/schemas/Thing"}});
    let (_, schemas, said) = leave_out(&contract);
    let expected =
        "left out: #/components/schemas/Odd/properties/any: PUT /things/{thingId}: cannot be XML: no type";
    assert!(said.starts_with(expected) && said.lines().count() == 1, "{said}");
    let plan = &schemas["xml"];
    assert_eq!(plan["nodes"].as_array().map(Vec::len), Some(2));
    assert_eq!(plan["bodies"], json!({"putThing text/xml": {"names": ["Thing"], "node": 0}}));
}

#[test]
fn json_and_xml_of_one_schema_are_one_value() {
    let mut contract = sound();
    let thing = json!({"schema": {"$ref": "#/components/schemas/Thing"}});
    let operation = contract.pointer_mut(OPERATION).expect("the operation exists");
    operation["requestBody"]["content"]["application/xml"] = thing.clone();
    operation["responses"]["201"]["content"]["application/xml"] = thing;
    let made = annotation(&contract);
    assert_eq!([&made["bodyType"], &made["hasBodyEnum"]], [&json!("models::Thing"), &json!(false)]);
    let answer = &made["answers"][0];
    assert_eq!([&answer["isBodyEnum"], &answer["answerValue"]], [&json!(false), &json!("models::Thing")]);
    // The caller alone decides which of the two it gets.
    assert_eq!([&made["hasMediaEnum"], &made["usesAccepted"]], [false, true]);
    assert_eq!(answer["writeBody"], ".document(accepted, &answer, |v: &models::Thing| v.is_valid())");
}
