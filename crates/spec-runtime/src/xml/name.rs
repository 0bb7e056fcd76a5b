//! Names of elements and attributes, and which member of an object each is.

use super::{Element, Kind, Member, Node};

/// What an element or an attribute is called.
pub(super) struct Name {
    pub(super) namespace: String,
    pub(super) local: String,
}

/// Whether a text can name an element or an attribute: an `NCName`.
pub(super) fn is_name(text: &str) -> bool {
    let first = |character| {
        matches!(character, 'A'..='Z' | 'a'..='z' | '_' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}'
            | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}'
            | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}'
            | '\u{10000}'..='\u{effff}')
    };
    let later = |character| matches!(character, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}');
    text.starts_with(first) && text.chars().all(|character| first(character) || later(character))
}

/// The declared member that an element or an attribute is, and what other members are.
pub(super) fn declared<'n>(
    node: &'n Node,
    is_attribute: bool,
    called: &Name,
    namespace: &str,
) -> (Option<&'n Member>, Option<&'n Member>) {
    let Node::Object { members, others } = node else { return (None, None) };
    let mut all = members.iter().filter(|member| (member.kind == Kind::Attribute) == is_attribute);
    let by_name = |member: &&Member| is_called(&member.element, called, "", namespace);
    let is_first = |member: &&Member| member.element.names.first() == Some(&called.local) && by_name(member);
    let found = all.clone().find(is_first).or_else(|| all.find(by_name));
    (found, others.as_ref())
}

/// Whether a member of this key is declared, and so is not called by its key when it is met here.
pub(super) fn knows(node: &Node, key: &str) -> bool {
    matches!(node, Node::Object { members, .. } if members.iter().any(|member| member.property == key))
}

/// Whether a name is that of an element; without one of its own it is called `name`.
pub(super) fn is_called(element: &Element, called: &Name, name: &str, namespace: &str) -> bool {
    let is_it = match element.names[..] {
        [] => called.local == name,
        _ => element.names.contains(&called.local),
    };
    is_it && called.namespace == element.namespace.as_deref().unwrap_or(namespace)
}
