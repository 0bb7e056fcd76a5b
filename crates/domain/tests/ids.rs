//! Names, versions and public ids.

use domain::ids::{ProductId, ProductName, SchemaId, TableName, Version};

#[test]
fn ids_are_written_as_they_are_read() {
    for text in ["dp:soil_power", "dp:soil_power:v1.0", "dp:1:v999999999.10"] {
        assert_eq!(text.parse::<ProductId>().unwrap().to_string(), text);
    }
    for text in ["dp:soil_power:readings", "dp:soil_power:v2.13:readings", "dp:a:v1"] {
        assert_eq!(text.parse::<SchemaId>().unwrap().to_string(), text);
    }
}

#[test]
fn malformed_ids_are_refused() {
    let long = format!("dp:{}", "a".repeat(65));
    for text in [
        "",
        "dp:",
        "soil",
        "DP:soil",
        "dp:Soil",
        "dp:so il",
        "dp:soil:",
        "dp:soil:v1",
        "dp:soil:readings",
        &long,
    ] {
        assert!(text.parse::<ProductId>().is_err(), "{text}");
    }
    for text in [
        "dp:soil",
        "dp:soil:",
        "dp:soil:v1.0",
        "dp:soil:v1.0:",
        "dp:soil:latest:t",
        "dp:soil:v1.0:t:x",
        "dp::t",
    ] {
        assert!(text.parse::<SchemaId>().is_err(), "{text}");
    }
}

#[test]
fn an_error_says_the_form_and_not_the_text() {
    let error = "dp:Secret".parse::<ProductId>().unwrap_err().to_string();
    assert_eq!(error, "expected dp:<product> or dp:<product>:v<major>.<minor>");
}

#[test]
fn names_are_1_to_64_of_few_characters() {
    assert_eq!("a".repeat(64).parse::<ProductName>().unwrap().as_str().len(), 64);
    for text in ["", "A", "ü", "a-b", "a.b", &"a".repeat(65)] {
        assert!(text.parse::<TableName>().is_err(), "{text}");
    }
}

#[test]
fn versions_have_no_leading_zeros_and_begin_at_one() {
    for text in
        ["1.0", "v1", "v1.", "v.0", "v01.0", "v1.00", "v0.9", "v1.0.0", "v+1.0", "v1.1000000000", "V1.0"]
    {
        assert!(text.parse::<Version>().is_err(), "{text}");
    }
    assert_eq!("v1.0".parse(), Ok(Version::FIRST));
}

#[test]
fn versions_are_ordered_by_age() {
    let version = |text: &str| text.parse::<Version>().unwrap();
    assert!(version("v1.9") < version("v1.10"));
    assert!(version("v1.10") < version("v2.0"));
    assert_eq!(version("v1.9").next_minor(), version("v1.10"));
    assert_eq!(version("v1.9").next_major(), version("v2.0"));
}

#[test]
fn an_id_is_taken_to_a_version() {
    let id: SchemaId = "dp:soil:v1.0:readings".parse().unwrap();
    assert_eq!(id.at("v1.4".parse().unwrap()).to_string(), "dp:soil:v1.4:readings");
    let id: ProductId = "dp:soil".parse().unwrap();
    assert_eq!(id.at(Version::FIRST).to_string(), "dp:soil:v1.0");
}
