//! Statements as Turtle.

use std::fmt::Write;

use super::graph::{Node, Object, PREFIXES};

pub(super) fn document(nodes: &[Node]) -> String {
    let mut out = String::new();
    for (prefix, address) in PREFIXES {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "@prefix {prefix}: <{address}> .");
    }
    let mut described = Vec::new();
    for node in nodes {
        write_subject(&mut out, node, &mut described);
    }
    while let Some(node) = described.pop() {
        write_subject(&mut out, &node, &mut described);
    }
    out
}

/// Things with a name that are described on the spot come after those that mention them.
fn write_subject(out: &mut String, node: &Node, described: &mut Vec<Node>) {
    let _ = write!(out, "\n<{}>", node.id.as_deref().unwrap_or_default());
    write_statements(out, node, 1, described);
    out.push_str(" .\n");
}

fn write_statements(out: &mut String, node: &Node, depth: usize, described: &mut Vec<Node>) {
    let _ = write!(out, " a {}", node.class);
    let indent = "    ".repeat(depth);
    for (predicate, objects) in &node.statements {
        let _ = write!(out, " ;\n{indent}{predicate} ");
        for (index, object) in objects.iter().enumerate() {
            if index > 0 {
                out.push_str(", ");
            }
            write_object(out, object, depth, described);
        }
    }
}

fn write_object(out: &mut String, object: &Object, depth: usize, described: &mut Vec<Node>) {
    let _ = match object {
        Object::Iri(id) => write!(out, "<{id}>"),
        Object::Text(text) => write!(out, "\"{}\"", escaped(text)),
        Object::Time(time) => write!(out, "\"{}\"^^xsd:dateTime", escaped(time)),
        Object::Node(node) => match &node.id {
            Some(id) => {
                described.push(node.clone());
                write!(out, "<{id}>")
            }
            None => {
                out.push('[');
                write_statements(out, node, depth + 1, described);
                write!(out, " ]")
            }
        },
    };
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if character.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(character));
            }
            _ => out.push(character),
        }
    }
    out
}
