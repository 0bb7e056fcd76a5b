//! Typed decoding and the JSON Schema of every definition of the contract judge every value alike.

use server_api::spec_runtime::verdicts::report;
use server_api::verdicts::VERDICTS;
use server_api::{CONTRACT, SCHEMAS};

#[test]
fn types_and_schemas_agree() {
    let report = report(&CONTRACT, VERDICTS);
    assert_eq!(report.faults, Vec::<String>::new(), "{report}");
    // It has but two values.
    assert_eq!(report.few_samples, ["Running"], "{report}");
    assert_eq!(report.unsecured, Vec::<String>::new(), "{report}");
    assert!(report.definitions >= 20 && report.judged >= 5_000 && report.secured >= 10, "{report}");
}

#[test]
fn every_schema_can_be_used() {
    assert_eq!(SCHEMAS.compile_all(), Ok(()));
}
