//! All that the templates need, in a document that the generator walks over: its operations by tag, its models by name.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use serde_json::{Map, Value, json};

use crate::document::{Document, Finding, FoundOperation};
use crate::names::{constant, literal, pascal, snake, unique};
use crate::operations::{self, Made};
use crate::registry::Registry;
use crate::requirements;
use crate::schemas;
use crate::types::Types;

/// Where a contract comes from and what is made of it.
pub struct Source<'s> {
    pub path: &'s Path,
    /// Name of the generated crate.
    pub name: &'s str,
    /// Folder of the runtime, where the crate is no member of the workspace.
    pub runtime: Option<&'s str>,
}

/// What generation writes.
pub struct Prepared {
    /// For the generator.
    pub annotated: Value,
    /// For the generated crate.
    pub schemas: Value,
    /// Operations and media types that were left out, and why.
    pub left_out: Vec<Finding>,
}

/// An operation with the names that it has in Rust.
pub struct Named<'d> {
    pub found: FoundOperation<'d>,
    pub id: String,
    pub tag: String,
    pub function: String,
    pub constant: String,
    pub type_name: String,
}

/// The operations of a contract under names of their own.
pub fn named(document: &Document) -> Vec<Named<'_>> {
    let mut all: Vec<Named<'_>> = Vec::new();
    let mut taken: HashSet<String> = HashSet::new();
    for found in document.operations() {
        let given = found.text("operationId").to_owned();
        let derived = format!("{} {}", found.method, found.path);
        let wanted = if given.is_empty() { camel(&derived) } else { given };
        let id = unique(&wanted, "", |id| taken.contains(&pascal(id)));
        taken.insert(pascal(&id));
        let tag = found
            .operation
            .get("tags")
            .and_then(|tags| tags.get(0))
            .and_then(Value::as_str)
            .unwrap_or("Default");
        let (mut function, constant, type_name) = (snake(&id), constant(&id), pascal(&id));
        // Names of the functions beside those of operations.
        if ["routes", "mock_routes"].contains(&function.as_str()) {
            function.push('_');
        }
        all.push(Named { tag: pascal(tag), function, constant, type_name, id, found });
    }
    all
}

fn camel(text: &str) -> String {
    let name = pascal(text);
    let mut characters = name.chars();
    characters.next().map(|first| first.to_ascii_lowercase()).into_iter().chain(characters).collect()
}

/// Everything for the generator. What cannot be enforced is named all at once, or left out when `lenient`.
pub fn prepare(document: &Document, source: &Source<'_>, lenient: bool) -> Result<Prepared, Vec<Finding>> {
    let mut types = Types::new(Registry::new(document));
    let mut routes: HashMap<(String, String), String> = HashMap::new();
    let (mut made, mut left_out, mut missing): (Vec<(Named<'_>, Made)>, Vec<Finding>, Vec<Value>) =
        Default::default();
    for named in named(document) {
        let shape = shape(named.found.path);
        let known = routes.insert((shape, named.found.method.to_owned()), named.found.pointer.clone());
        let outcome = match known {
            Some(other) => {
                Err(vec![Finding::new(&named.found.pointer, format!("cannot be told from #{other}"))])
            }
            None => operations::operation(&mut types, document, &named, lenient),
        };
        let label = format!("{} {}", named.found.method.to_ascii_uppercase(), named.found.path);
        let told = |finding: &Finding| Finding {
            message: format!("{label}: {}", finding.message),
            ..finding.clone()
        };
        match outcome {
            Ok(one) => {
                left_out.extend(one.left_out.iter().map(told));
                made.push((named, one));
            }
            Err(findings) => {
                left_out.extend(findings.iter().map(told));
                missing.push(json!({
                    "idLiteral": literal(&named.id), "methodLiteral": literal(&named.found.method.to_ascii_uppercase()),
                    "pathLiteral": literal(named.found.path),
                }));
            }
        }
    }
    if !lenient && !left_out.is_empty() {
        return Err(left_out);
    }
    let section = |pick: fn(&Made) -> &Vec<(String, Value)>| {
        made.iter().flat_map(|(_, one)| pick(one).clone()).collect::<Map<_, _>>()
    };
    let sections = vec![
        ("bodies", section(|one| &one.bodies)),
        ("parameters", section(|one| &one.parameters)),
        ("responses", section(|one| &one.answers)),
    ];
    let keys = |pick: fn(&Made) -> &Vec<(String, Value)>| {
        made.iter().flat_map(move |(_, one)| pick(one).iter().map(|(key, _)| key))
    };
    let xml = types.xml.written(keys(|one| &one.bodies), keys(|one| &one.answers));
    let schemas = schemas::written(&types.registry, sections, xml);
    Ok(Prepared { annotated: skeleton(source, document, &made, &types, &missing), schemas, left_out })
}

/// The path with its parameters nameless.
fn shape(path: &str) -> String {
    path.split('{')
        .enumerate()
        .map(|(index, part)| {
            if index == 0 {
                part.to_owned()
            } else {
                format!("{{}}{}", part.split_once('}').map_or("", |(_, rest)| rest))
            }
        })
        .collect()
}

/// A document with nothing in it that the generator could misread: all is said by the annotations.
fn skeleton(
    source: &Source<'_>,
    document: &Document,
    made: &[(Named<'_>, Made)],
    types: &Types<'_>,
    missing: &[Value],
) -> Value {
    let mut paths = Map::new();
    for (index, (named, one)) in made.iter().enumerate() {
        let operation = json!({
            "operationId": named.function, "tags": [named.tag], "responses": {"200": {"description": "."}},
            "x-operation": one.annotation,
        });
        paths.insert(format!("/{index:05}"), json!({"get": operation}));
    }
    let models: Map<String, Value> = types
        .models
        .iter()
        .map(|(name, model)| {
            (
                name.clone(),
                json!({"type": "object", "properties": {"x": {"type": "string"}}, "x-model": model}),
            )
        })
        .collect();
    let plain = |pointer: &str| document.root.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
    let text = |pointer: &str| literal(plain(pointer));
    let schemes: Vec<Value> = schemes(document, made);
    json!({
        "openapi": "3.0.3",
        "info": {"title": "contract", "version": "1.0.0"},
        "x-contract": {
            "source": source.path.to_string_lossy(), "nameLiteral": literal(source.name),
            "inWorkspace": source.runtime.is_none(), "runtimeLiteral": source.runtime.map(literal),
            "titleDocs": format!("{} {}", plain("/info/title"), plain("/info/version")).replace('\n', " "),
            "titleLiteral": text("/info/title"), "versionLiteral": text("/info/version"), "schemes": schemes,
            "leftOut": missing, "verdicts": types.verdicts(),
        },
        "paths": paths,
        "components": {"schemas": models},
    })
}

fn schemes(document: &Document, made: &[(Named<'_>, Made)]) -> Vec<Value> {
    let mut names: Vec<&String> =
        made.iter().flat_map(|(named, _)| requirements::schemes(document, &named.found)).collect();
    names.sort();
    names.dedup();
    let entry = |name: &&String| {
        let kind = requirements::kind(document, name).ok()?;
        let name = literal(name);
        Some(
            json!({"schemeEntry": format!("SecurityScheme {{ name: {name}, kind: {kind} }}"), "schemeLiteral": name}),
        )
    };
    names.iter().filter_map(entry).collect()
}
