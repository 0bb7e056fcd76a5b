//! Statements as JSON-LD, whose context is in the document itself.

use serde_json::{Map, Value, json};

use super::graph::{Node, Object, PREFIXES};

pub(super) fn document(nodes: &[Node]) -> Value {
    let context: Map<String, Value> =
        PREFIXES.iter().map(|(prefix, address)| ((*prefix).to_owned(), (*address).into())).collect();
    json!({"@context": context, "@graph": nodes.iter().map(written).collect::<Vec<_>>()})
}

fn written(node: &Node) -> Value {
    let mut members = Map::new();
    if let Some(id) = &node.id {
        members.insert("@id".to_owned(), id.clone().into());
    }
    members.insert("@type".to_owned(), node.class.into());
    for (predicate, objects) in &node.statements {
        let mut values: Vec<Value> = objects.iter().map(value).collect();
        let one = if values.len() == 1 { values.pop() } else { None };
        members.insert((*predicate).to_owned(), one.unwrap_or(values.into()));
    }
    members.into()
}

fn value(object: &Object) -> Value {
    match object {
        Object::Iri(id) => json!({"@id": id}),
        Object::Text(text) => text.clone().into(),
        Object::Time(time) => json!({"@value": time, "@type": "xsd:dateTime"}),
        Object::Node(node) => written(node),
    }
}
