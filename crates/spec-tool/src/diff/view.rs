//! A schema as a reader of the contract sees it: references followed, `allOf` taken together.

use std::collections::BTreeSet;

use serde_json::Value;

use super::node::Node;

/// All schemas that one value must satisfy. None at all allows anything.
#[derive(Clone, Default)]
pub struct View<'a> {
    /// The schemas as they were asked for.
    pub roots: Vec<Node<'a>>,
    /// Those, and all that they take in by `$ref`, `allOf`, and by a `oneOf` or `anyOf` of one.
    pub layers: Vec<Node<'a>>,
}

/// A choice between schemas.
pub struct Union<'a> {
    pub keyword: &'static str,
    pub node: Node<'a>,
    /// Its members as they are written.
    pub members: Vec<Node<'a>>,
}

impl<'a> View<'a> {
    pub fn of(written: Vec<Node<'a>>) -> View<'a> {
        let mut view = View::default();
        for node in written {
            let root = followed(&node);
            if !view.roots.iter().any(|known| known.pointer == root.pointer) {
                flatten(&root, &mut view.layers);
                view.roots.push(root);
            }
        }
        view
    }

    /// The schema that something else than a schema holds.
    pub fn under(holder: &Node<'a>, keyword: &str) -> View<'a> {
        View::of(holder.raw(keyword).into_iter().collect())
    }

    /// Tells this view from all others of the same document.
    pub fn key(&self) -> String {
        self.roots.iter().map(|root| root.pointer.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// What the layers say under a keyword, as it is written.
    pub fn all(&self, keyword: &str) -> Vec<Node<'a>> {
        self.layers.iter().filter_map(|layer| layer.raw(keyword)).collect()
    }

    /// The schema of what is inside, by the keyword that holds it.
    pub fn inside(&self, keyword: &str) -> View<'a> {
        View::of(self.all(keyword).into_iter().filter(|node| node.value.is_object()).collect())
    }

    pub fn flag(&self, keyword: &str) -> Option<Node<'a>> {
        self.all(keyword).into_iter().find(|node| node.value == &Value::Bool(true))
    }

    /// Where a property is declared, as it is written.
    pub fn declared(&self, name: &str) -> Vec<Node<'a>> {
        self.all("properties").iter().filter_map(|list| list.raw(name)).collect()
    }

    /// The names of all properties, declared or only required.
    pub fn property_names(&self) -> BTreeSet<&'a str> {
        let declared = self.all("properties").into_iter();
        let declared =
            declared.flat_map(|list| list.value.as_object().into_iter().flat_map(|map| map.keys()));
        let required = self.all("required").into_iter().flat_map(|list| list.items());
        declared.map(String::as_str).chain(required.filter_map(|node| node.value.as_str())).collect()
    }

    /// Where a property is required.
    pub fn required(&self, name: &str) -> Option<Node<'a>> {
        self.all("required").iter().flat_map(Node::items).find(|node| node.value.as_str() == Some(name))
    }

    /// Where undeclared properties are refused.
    pub fn closed(&self) -> Option<Node<'a>> {
        self.all("additionalProperties").into_iter().find(|node| node.value == &Value::Bool(false))
    }

    /// The types that are allowed, null aside; nothing when any is. A number may be an integer.
    pub fn types(&self) -> Option<BTreeSet<&'a str>> {
        let mut allowed: Option<BTreeSet<&str>> = None;
        for layer in &self.layers {
            let mut types: BTreeSet<&str> = match layer.value.get("type") {
                Some(Value::String(one)) => BTreeSet::from([one.as_str()]),
                Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
                _ if layer.raw("properties").is_some() || layer.raw("additionalProperties").is_some() => {
                    BTreeSet::from(["object"])
                }
                _ if layer.raw("items").is_some() => BTreeSet::from(["array"]),
                _ => continue,
            };
            types.remove("null");
            if types.contains("number") {
                types.insert("integer");
            }
            allowed = Some(match allowed {
                None => types,
                Some(before) => before.intersection(&types).copied().collect(),
            });
        }
        allowed
    }

    /// Whether the contract says that null is allowed.
    pub fn nullable(&self) -> bool {
        !self.roots.is_empty() && self.roots.iter().all(|root| nullable(root, 0))
    }

    /// The values that are allowed; nothing when there is no list.
    pub fn values(&self) -> Option<Vec<Node<'a>>> {
        let lists = self.layers.iter().filter_map(|layer| match (layer.raw("enum"), layer.raw("const")) {
            (Some(list), _) => Some(list.items()),
            (None, only) => only.map(|value| vec![value]),
        });
        lists.reduce(|mut allowed, list| {
            allowed.retain(|node| list.iter().any(|other| other.value == node.value));
            allowed
        })
    }

    pub fn unions(&self) -> Vec<Union<'a>> {
        let mut unions = Vec::new();
        for layer in &self.layers {
            for keyword in ["oneOf", "anyOf"] {
                if let Some(node) = layer.raw(keyword) {
                    let members = node.items();
                    if members.len() > 1 {
                        unions.push(Union { keyword, node, members });
                    }
                }
            }
        }
        unions
    }

    /// Whether it says nothing of its own, a union aside.
    pub fn bare(&self) -> bool {
        self.types().is_none() && self.values().is_none()
    }
}

/// From OpenAPI 3.1 on, what stands beside a reference counts too.
fn siblings_count(node: &Node<'_>) -> bool {
    let version = node.document.root.get("openapi").and_then(Value::as_str).unwrap_or_default();
    !version.starts_with("3.0") && node.value.as_object().is_some_and(|map| map.len() > 1)
}

/// Follows references to the first schema that says something.
fn followed<'a>(written: &Node<'a>) -> Node<'a> {
    let mut node = written.clone();
    for _ in 0..32 {
        match node.target() {
            Some(target) if !siblings_count(&node) => node = target,
            _ => break,
        }
    }
    node
}

fn flatten<'a>(written: &Node<'a>, layers: &mut Vec<Node<'a>>) {
    let node = followed(written);
    if layers.iter().any(|known| known.pointer == node.pointer) {
        return;
    }
    layers.push(node.clone());
    if siblings_count(&node) {
        node.target().iter().for_each(|target| flatten(target, layers));
    }
    for keyword in ["allOf", "oneOf", "anyOf"] {
        let members = node.raw(keyword).map(|list| list.items()).unwrap_or_default();
        if keyword == "allOf" || members.len() == 1 {
            members.iter().for_each(|member| flatten(member, layers));
        }
    }
}

/// A schema without a type takes null when all that it takes in does. The depth ends a schema that takes in itself.
fn nullable(written: &Node<'_>, depth: usize) -> bool {
    let node = written.resolved();
    let listed = |list: &Value| list.as_array().is_some_and(|types| types.iter().any(|one| one == "null"));
    if node.flag("nullable") || node.value.get("type").is_some_and(listed) {
        return true;
    }
    let members = node.raw("allOf").map(|list| list.items()).unwrap_or_default();
    depth < 32
        && node.value.get("type").is_none()
        && !members.is_empty()
        && members.iter().all(|member| nullable(member, depth + 1))
}
