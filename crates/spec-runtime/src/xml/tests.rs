//! Documents as values and values as documents.

use serde_json::{Value, json};

use super::{Plan, read, write};
use crate::mock::sample;
use crate::schemas::Schemas;

/// A schema as generation writes it, and how its values are written as XML.
static SCHEMAS: Schemas = Schemas::new(
    r##"{
    "$defs": {"Pet": {
        "type": "object", "additionalProperties": false, "required": ["id", "name", "toys"], "properties": {
            "id": {"type": "integer"}, "kind": {"enum": ["cat", "dog"]}, "name": {"type": "string"},
            "weight": {"type": ["number", "null"]}, "isTame": {"type": "boolean"},
            "toys": {"type": "array", "items": {"type": "string"}},
            "names": {"type": "array", "items": {"type": "string"}},
            "kittens": {"type": "array", "items": {"$ref": "#/$defs/Pet"}, "minItems": 1},
            "ages": {"type": "object", "additionalProperties": {"type": "integer"}},
            "size": {"type": ["integer", "string", "null"], "maximum": 9}
        }
    }},
    "bodies": {"takePet application/xml": {"$ref": "#/$defs/Pet"}},
    "xml": {
        "nodes": [
            {"object": {"members": [
                {"property": "id", "kind": "attribute", "names": ["id"], "node": 1},
                {"property": "kind", "kind": "attribute", "names": ["kind"], "namespace": "urn:k", "prefix": "k", "node": 2},
                {"property": "name", "kind": "element", "names": ["Name", "name"], "node": 2},
                {"property": "weight", "kind": "element", "names": ["weight"], "namespace": "urn:w", "prefix": "w", "node": 3},
                {"property": "isTame", "kind": "element", "names": ["isTame"], "node": 4},
                {"property": "toys", "kind": "repeated", "required": true, "names": ["toy"], "node": 2},
                {"property": "names", "kind": "element", "names": ["names"], "node": 5},
                {"property": "kittens", "kind": "repeated", "names": ["kitten"], "namespace": "urn:p", "node": 0},
                {"property": "ages", "kind": "element", "names": ["ages"], "node": 6},
                {"property": "size", "kind": "element", "names": ["size"], "node": 7}
            ], "others": null}},
            {"text": ["integer"]}, {"text": ["string"]}, {"text": ["number"]}, {"text": ["boolean"]},
            {"list": {"node": 2}},
            {"object": {"members": [], "others": {"kind": "element", "node": 1}}},
            {"text": ["integer", "string"]}
        ],
        "bodies": {"takePet application/xml": {"names": ["Pet"], "namespace": "urn:p", "node": 0}},
        "responses": {"open": {"names": [], "node": 99}}
    }
}"##,
);

fn plan() -> &'static Plan {
    SCHEMAS.xml()
}

fn written(value: &Value) -> Result<String, String> {
    write(plan(), &plan().bodies["takePet application/xml"], value)
}

/// The value of a document and the pointers and rules of its faults.
fn value_of(text: &str) -> Result<(Value, Vec<String>), String> {
    match read(plan(), &plan().bodies["takePet application/xml"], text, false) {
        Ok((value, faults)) => {
            Ok((value, faults.iter().map(|fault| format!("{} {}", fault.pointer, fault.rule)).collect()))
        }
        Err(fault) => Err(fault.message.into_owned()),
    }
}

/// The value of a pet that holds this.
fn pet(inner: &str) -> Result<(Value, Vec<String>), String> {
    value_of(&format!("<Pet xmlns='urn:p'>{inner}</Pet>"))
}

#[test]
fn a_value_that_is_written_is_read_back() {
    let schema = SCHEMAS.get("$defs", "Pet");
    let mut seen = [0; 4];
    for seed in 0..400 {
        let value = sample(&SCHEMAS, schema, seed).expect("there is a value");
        let text = written(&value).expect("it can be written");
        assert_eq!(value_of(&text), Ok((value.clone(), vec![])), "{text}");
        let counts = [&value["kittens"][0]["kittens"][0], &value["ages"], &value["names"], &value["toys"][0]];
        for (seen, part) in seen.iter_mut().zip(counts) {
            *seen += usize::from(!part.is_null());
        }
    }
    assert!(seen.iter().all(|count| *count > 5), "{seen:?}");
}

#[test]
fn a_document_is_written_as_the_contract_says() {
    let value = json!({
        "id": 7, "kind": "cat", "name": "A & B", "weight": 1.5, "toys": ["x", ""], "names": ["n"],
        "kittens": [{"id": 8, "name": "", "weight": null, "toys": []}], "ages": {"amber": 1},
    });
    let expected = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <Pet xmlns=\"urn:p\" id=\"7\" xmlns:k=\"urn:k\" k:kind=\"cat\"><Name>A &amp; B</Name>\
        <w:weight xmlns:w=\"urn:w\">1.5</w:weight><toy>x</toy><toy></toy><names><names>n</names></names>\
        <kitten id=\"8\"><Name></Name>\
        <w:weight xmlns:w=\"urn:w\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/></kitten>\
        <ages><amber>1</amber></ages></Pet>";
    assert_eq!(written(&value), Ok(expected.to_owned()));
}

#[test]
fn texts_keep_every_character_that_xml_carries() {
    for text in [" a ", "\r\n\t", "<&>\"']]>", "&amp;", "\u{1f33e}\u{a0}\u{fffd}", "\n"] {
        let value = json!({"id": 1, "kind": text, "name": text, "toys": [text]});
        assert_eq!(value_of(&written(&value).expect("it can be written")), Ok((value, vec![])));
    }
    for text in ["\u{0}", "\u{1b}", "\u{ffff}"] {
        let value = json!({"id": 1, "name": "a", "toys": ["b", text]});
        assert_eq!(written(&value), Err("/toys/1".to_owned()));
    }
    assert_eq!(written(&json!({"ages": {"2026-01-01": 1}})), Err("/ages/2026-01-01".to_owned()));
}

#[test]
fn texts_become_what_their_schema_says() {
    let read = pet("<name>5</name><isTame> true\n</isTame><toy>1</toy><size>4</size><names/>");
    let expected = json!({"name": "5", "isTame": true, "toys": ["1"], "size": 4, "names": []});
    assert_eq!(read, Ok((expected, vec![])));
    for (text, size) in [
        ("-9223372036854775808", json!(i64::MIN)),
        ("18446744073709551615", json!(u64::MAX)),
        ("5.0", json!("5.0")),
    ] {
        assert_eq!(pet(&format!("<size>{text}</size>")).map(|(value, _)| value["size"].clone()), Ok(size));
    }
    // What does not fit stays text, which the schema refuses.
    let read = pet("<isTame>yes</isTame><toy/><w:weight xmlns:w='urn:w'>1,5</w:weight><size>x</size>");
    let expected = json!({"isTame": "yes", "toys": [""], "weight": "1,5", "size": "x"});
    assert_eq!(read, Ok((expected, vec![])));
    let root = &plan().bodies["takePet application/xml"];
    let as_text = super::read(plan(), root, "<Pet xmlns='urn:p'><size>12</size></Pet>", true);
    assert_eq!(as_text.map(|(value, _)| value["size"].clone()), Ok(json!("12")));
}

#[test]
fn null_is_nil() {
    let xsi = "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'";
    let nil = |more: &str| pet(&format!("<size {xsi} xsi:nil='true'>{more}</size><toy/>"));
    assert_eq!(nil(" "), Ok((json!({"size": null, "toys": [""]}), vec![])));
    let (value, faults) = nil("5").expect("it is XML");
    assert_eq!((&value["size"], faults), (&json!(null), vec!["/body/size content".to_owned()]));
    assert_eq!(
        pet(&format!("<size {xsi} xsi:nil='false'>5</size>")).map(|(value, _)| value["size"].clone()),
        Ok(json!(5))
    );
}

#[test]
fn what_no_schema_names_stays_as_it_is() {
    let read = pet("<a>1</a><b><c>2</c><c x='y'/></b><o:d xmlns:o='urn:o'/>");
    let expected = json!({"a": "1", "b": {"c": ["2", {"x": "y"}]}, "o:d": "", "toys": []});
    assert_eq!(read, Ok((expected, vec![])));
    let open = super::read(
        plan(),
        &plan().responses["open"],
        "<any:thing xmlns:any='urn:a'><a/></any:thing>",
        false,
    );
    assert_eq!(open.map(|(value, faults)| (value, faults.len())), Ok((json!({"a": ""}), 0)));
}

#[test]
fn what_has_no_place_in_a_value_is_a_fault() {
    for (inner, fault) in [
        ("<name>a</name><Name>b</Name>", "/body/name duplicate"),
        // By its key a member is not known where it is called otherwise.
        ("<kittens/>", "/body/kittens additionalProperties"),
        ("<id>5</id>", "/body/id additionalProperties"),
        ("<weight>5</weight>", "/body/weight additionalProperties"),
        ("<names><name/></names>", "/body/names/name additionalProperties"),
        ("<names x='1'/>", "/body/names/x additionalProperties"),
        ("<name x='1'>a</name>", "/body/name content"),
        ("<ages>a<amber>1</amber></ages>", "/body/ages content"),
        ("<kitten><toy/><Name>a<b/></Name></kitten>", "/body/kittens/0/name content"),
        ("<toy/><toy>a<b/></toy>", "/body/toys/1 content"),
        ("<ages><amber>1</amber><amber>2</amber></ages>", "/body/ages/amber duplicate"),
    ] {
        let (_, faults) = pet(inner).expect("it is XML");
        assert_eq!(faults, [fault], "{inner}");
    }
    let twice = "<Pet xmlns='urn:p' xmlns:k='urn:k' xmlns:l='urn:k' k:kind='a' l:kind='b'/>";
    assert_eq!(value_of(twice).map(|(_, faults)| faults), Ok(vec!["/body/kind duplicate".to_owned()]));
    for root in ["<Dog xmlns='urn:p'/>", "<Pet/>", "<p:Pet xmlns:p='urn:q'/>"] {
        assert_eq!(value_of(root).map(|(_, faults)| faults), Ok(vec!["/body root".to_owned()]), "{root}");
    }
    assert_eq!(value_of("<p:Pet xmlns:p='urn:p'/>"), Ok((json!({"toys": []}), vec![])));
}

#[test]
fn what_is_not_xml_is_refused_with_its_place() {
    for (text, message) in [
        ("", "has no root element at line 1 column 1"),
        ("pet", "is not XML at line 1 column 4"),
        ("<Pet>", "is not XML at line 1 column 6"),
        ("<Pet>\n <a></b></Pet>", "is not XML at line 2 column 5"),
        ("<Pet/><Pet/>", "has more than one root element at line 1 column 13"),
        ("<Pet/>x", "is not XML at line 1 column 8"),
        ("<Pet><a b='1' b='2'/></Pet>", "is not XML at line 1 column 22"),
        ("<Pet><a b='<'/></Pet>", "is not XML at line 1 column 16"),
        ("<Pet><1/></Pet>", "is not XML at line 1 column 10"),
        ("<Pet>\n<x:a/></Pet>", "has a prefix that is not declared at line 2 column 7"),
        ("<Pet>&#0;</Pet>", "is not XML at line 1 column 6"),
        ("<Pet><!-- -- --></Pet>", "is not XML at line 1 column"),
        (" <?xml version='1.0'?><Pet/>", "must start as XML 1.0 in UTF-8 at line 1 column 2"),
        ("<?xml version='1.0' encoding='latin1'?><Pet/>", "must start as XML 1.0 in UTF-8 at line 1"),
        ("<?xml version='1.1'?><Pet/>", "must start as XML 1.0 in UTF-8 at line 1"),
    ] {
        let refusal = value_of(text).expect_err(text);
        assert!(refusal.starts_with(message), "{text}: {refusal}");
    }
    let usual = "\u{feff}<?xml version='1.0' encoding='utf-8'?>\n<!-- a --><?b?>\n<Pet xmlns='urn:p'><![CDATA[ ]]></Pet>\n";
    assert_eq!(value_of(usual), Ok((json!({"toys": []}), vec![])));
}

#[test]
fn document_types_and_entities_are_refused_unread() {
    let bomb = "<!DOCTYPE Pet [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]><Pet xmlns='urn:p'><name>&b;</name></Pet>";
    let external = "<!DOCTYPE Pet SYSTEM 'file:///etc/passwd'><Pet/>";
    for text in [bomb, external, "<!DOCTYPE Pet><Pet/>"] {
        assert_eq!(value_of(text), Err("must not have a document type at line 1 column 1".to_owned()));
    }
    assert_eq!(pet("&b;"), Err("must not refer to entities at line 1 column 20".to_owned()));
    assert!(pet("<name x='&b;'/>").is_err_and(|refusal| refusal.starts_with("is not XML")));
    assert_eq!(
        pet("<name>&lt;&#x41;&apos;</name>").map(|(value, _)| value["name"].clone()),
        Ok(json!("<A'"))
    );
}

#[test]
fn elements_are_nested_only_so_deep() {
    let nested = |depth: usize| pet(&format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth)));
    assert!(nested(super::read::MAX_DEPTH - 1).is_ok());
    let refusal = nested(super::read::MAX_DEPTH).expect_err("it is too deep");
    assert!(refusal.starts_with("is nested too deeply at line 1 column"), "{refusal}");
    assert!(nested(100_000).is_err());
}
