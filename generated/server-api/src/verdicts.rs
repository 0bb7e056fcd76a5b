// Generated from api-spec/openapi.yaml by scripts/generate.sh. Do not edit:
// change the contract, or api-spec/generator/templates, and generate again.

//! How the types of this crate judge the values of every definition, for tests: see `spec_runtime::verdicts`.

#![allow(unused_imports)]

use spec_runtime::check::{self, Check};
use spec_runtime::verdicts::{judge, Verdict};
use spec_runtime::{conforms, matches_format, matches_pattern};
use spec_runtime::{Json, Map};

use crate::models;

/// Every definition that has a type.
pub static VERDICTS: &[Verdict] = &[
    Verdict {
        definition: "AuditAction",
        judge: |value| {
            judge::<String>(value, |v: &String| check::length(v, 1, 64) && matches_pattern!("^[a-zA-Z]+$", v))
        },
    },
    Verdict {
        definition: "AuditEvent",
        judge: |value| judge::<models::AuditEvent>(value, |v: &models::AuditEvent| v.is_valid()),
    },
    Verdict {
        definition: "AuditEventPage",
        judge: |value| judge::<models::AuditEventPage>(value, |v: &models::AuditEventPage| v.is_valid()),
    },
    Verdict {
        definition: "AvroSchema",
        judge: |value| judge::<Map<Json>>(value, |v: &Map<Json>| v.len() <= 100),
    },
    Verdict {
        definition: "BatchId",
        judge: |value| {
            judge::<String>(value, |v: &String| check::length(v, 36, 36) && matches_format!("uuid", v))
        },
    },
    Verdict {
        definition: "BrokenDirection",
        judge: |value| judge::<models::BrokenDirection>(value, |_: &models::BrokenDirection| true),
    },
    Verdict {
        definition: "CheckResult",
        judge: |value| judge::<models::CheckResult>(value, |_: &models::CheckResult| true),
    },
    Verdict {
        definition: "Column",
        judge: |value| judge::<models::Column>(value, |v: &models::Column| v.is_valid()),
    },
    Verdict {
        definition: "ColumnMap",
        judge: |value| {
            judge::<Map<String>>(value, |v: &Map<String>| {
                v.len() <= 500
                    && v.values().all(|v| check::length(v, 1, 63) && matches_pattern!("^[a-z][a-z0-9_]*$", v))
            })
        },
    },
    Verdict {
        definition: "ColumnName",
        judge: |value| {
            judge::<String>(value, |v: &String| {
                check::length(v, 1, 63) && matches_pattern!("^[a-z][a-z0-9_]*$", v)
            })
        },
    },
    Verdict {
        definition: "ColumnType",
        judge: |value| {
            judge::<String>(value, |v: &String| {
                check::length(v, 3, 16)
                    && matches_pattern!("^[a-z]{3,9}(\\([0-9]{1,5}(,[0-9]{1,2})?\\))?$", v)
            })
        },
    },
    Verdict {
        definition: "ColumnValues",
        judge: |value| {
            judge::<Map<String>>(value, |v: &Map<String>| {
                v.len() <= 50 && v.values().all(|v| check::length(v, 0, 1024))
            })
        },
    },
    Verdict {
        definition: "CompatibilityDirection",
        judge: |value| {
            judge::<models::CompatibilityDirection>(value, |_: &models::CompatibilityDirection| true)
        },
    },
    Verdict {
        definition: "CompatibilityFinding",
        judge: |value| {
            judge::<models::CompatibilityFinding>(value, |v: &models::CompatibilityFinding| v.is_valid())
        },
    },
    Verdict {
        definition: "CompatibilityMode",
        judge: |value| judge::<models::CompatibilityMode>(value, |_: &models::CompatibilityMode| true),
    },
    Verdict {
        definition: "CompatibilityVerdict",
        judge: |value| {
            judge::<models::CompatibilityVerdict>(value, |v: &models::CompatibilityVerdict| v.is_valid())
        },
    },
    Verdict {
        definition: "ConsumerPage",
        judge: |value| judge::<models::ConsumerPage>(value, |v: &models::ConsumerPage| v.is_valid()),
    },
    Verdict {
        definition: "ConsumerUse",
        judge: |value| judge::<models::ConsumerUse>(value, |v: &models::ConsumerUse| v.is_valid()),
    },
    Verdict {
        definition: "Cursor",
        judge: |value| {
            judge::<String>(value, |v: &String| {
                check::length(v, 1, 512) && matches_pattern!("^[A-Za-z0-9_-]+$", v)
            })
        },
    },
    Verdict {
        definition: "DataContract",
        judge: |value| judge::<Map<Json>>(value, |v: &Map<Json>| v.len() <= 100),
    },
    Verdict {
        definition: "DataContractText",
        judge: |value| judge::<String>(value, |v: &String| check::length(v, 1, 16777216)),
    },
    Verdict {
        definition: "DataProduct",
        judge: |value| judge::<models::DataProduct>(value, |v: &models::DataProduct| v.is_valid()),
    },
    Verdict {
        definition: "DataProductCreate",
        judge: |value| {
            judge::<models::DataProductCreate>(value, |v: &models::DataProductCreate| v.is_valid())
        },
    },
    Verdict {
        definition: "DataProductPage",
        judge: |value| judge::<models::DataProductPage>(value, |v: &models::DataProductPage| v.is_valid()),
    },
    Verdict {
        definition: "DataProductReplace",
        judge: |value| {
            judge::<models::DataProductReplace>(value, |v: &models::DataProductReplace| v.is_valid())
        },
    },
    Verdict {
        definition: "DataProductSort",
        judge: |value| judge::<models::DataProductSort>(value, |_: &models::DataProductSort| true),
    },
    Verdict {
        definition: "DataProductStatus",
        judge: |value| judge::<models::DataProductStatus>(value, |_: &models::DataProductStatus| true),
    },
    Verdict {
        definition: "Day",
        judge: |value| {
            judge::<String>(value, |v: &String| check::length(v, 10, 10) && matches_format!("date", v))
        },
    },
    Verdict {
        definition: "DayActivity",
        judge: |value| judge::<models::DayActivity>(value, |v: &models::DayActivity| v.is_valid()),
    },
    Verdict {
        definition: "DisplayName",
        judge: |value| judge::<String>(value, |v: &String| check::length(v, 1, 254)),
    },
    Verdict {
        definition: "Domain",
        judge: |value| judge::<models::Domain>(value, |v: &models::Domain| v.is_valid()),
    },
    Verdict {
        definition: "DomainName",
        judge: |value| judge::<String>(value, |v: &String| check::length(v, 1, 128)),
    },
    Verdict {
        definition: "DomainPage",
        judge: |value| judge::<models::DomainPage>(value, |v: &models::DomainPage| v.is_valid()),
    },
    Verdict {
        definition: "DpiaLocation",
        judge: |value| judge::<String>(value, |v: &String| check::length(v, 1, 2048)),
    },
    Verdict {
        definition: "EmailAddress",
        judge: |value| judge::<String>(value, |v: &String| check::length(v, 3, 254) && check::email(v)),
    },
    Verdict {
        definition: "Facet",
        judge: |value| judge::<models::Facet>(value, |v: &models::Facet| v.is_valid()),
    },
    Verdict {
        definition: "FacetName",
        judge: |value| judge::<models::FacetName>(value, |_: &models::FacetName| true),
    },
    Verdict {
        definition: "FacetValue",
        judge: |value| judge::<models::FacetValue>(value, |v: &models::FacetValue| v.is_valid()),
    },
    Verdict {
        definition: "Fault",
        judge: |value| judge::<models::Fault>(value, |v: &models::Fault| v.is_valid()),
    },
    Verdict {
        definition: "Hash",
        judge: |value| {
            judge::<String>(value, |v: &String| {
                check::length(v, 64, 64) && matches_pattern!("^[0-9a-f]+$", v)
            })
        },
    },
    Verdict {
        definition: "Health",
        judge: |value| judge::<models::Health>(value, |v: &models::Health| v.is_valid()),
    },
    Verdict {
        definition: "HealthChecks",
        judge: |value| judge::<models::HealthChecks>(value, |v: &models::HealthChecks| v.is_valid()),
    },
    Verdict {
        definition: "IgnoredParts",
        judge: |value| {
            judge::<Vec<String>>(value, |v: &Vec<String>| {
                v.len() <= 1000 && v.iter().all(|v| check::length(v, 0, 1024))
            })
        },
    },
    Verdict {
        definition: "JsonSchemaDocument",
        judge: |value| judge::<Map<Json>>(value, |v: &Map<Json>| v.len() <= 100),
    },
    Verdict {
        definition: "LifecycleChange",
        judge: |value| judge::<models::LifecycleChange>(value, |v: &models::LifecycleChange| v.is_valid()),
    },
    Verdict {
        definition: "MarkdownText",
        judge: |value| judge::<String>(value, |v: &String| check::length(v, 1, 10485760)),
    },
    Verdict {
        definition: "PersonReference",
        judge: |value| judge::<String>(value, |v: &String| check::length(v, 1, 254)),
    },
    Verdict {
        definition: "Problem",
        judge: |value| judge::<models::Problem>(value, |v: &models::Problem| v.is_valid()),
    },
    Verdict {
        definition: "ProblemType",
        judge: |value| {
            judge::<String>(value, |v: &String| {
                check::length(v, 1, 64) && matches_pattern!("^[a-z0-9-]+$", v)
            })
        },
    },
    Verdict {
        definition: "ProductCount",
        judge: |value| judge::<models::ProductCount>(value, |v: &models::ProductCount| v.is_valid()),
    },
    Verdict {
        definition: "ProductDescription",
        judge: |value| judge::<String>(value, |v: &String| check::length(v, 1, 4000)),
    },
    Verdict {
        definition: "ProductId",
        judge: |value| {
            judge::<String>(value, |v: &String| {
                check::length(v, 4, 96)
                    && matches_pattern!("^dp:[a-z0-9_]{1,64}(:v[1-9][0-9]{0,8}\\.(0|[1-9][0-9]{0,8}))?$", v)
            })
        },
    },
    Verdict {
        definition: "ProductName",
        judge: |value| {
            judge::<String>(value, |v: &String| {
                check::length(v, 1, 64) && matches_pattern!("^[a-z0-9_]+$", v)
            })
        },
    },
    Verdict {
        definition: "ProtobufText",
        judge: |value| judge::<String>(value, |v: &String| check::length(v, 1, 10485760)),
    },
    Verdict {
        definition: "Receipt",
        judge: |value| judge::<models::Receipt>(value, |v: &models::Receipt| v.is_valid()),
    },
    Verdict {
        definition: "RetentionDays",
        judge: |value| judge::<i32>(value, |v: &i32| (1..=36500).contains(v)),
    },
    Verdict {
        definition: "RowFault",
        judge: |value| judge::<models::RowFault>(value, |v: &models::RowFault| v.is_valid()),
    },
    Verdict {
        definition: "RowsProblem",
        judge: |value| judge::<models::RowsProblem>(value, |v: &models::RowsProblem| v.is_valid()),
    },
    Verdict {
        definition: "Running",
        judge: |value| judge::<models::Running>(value, |v: &models::Running| v.is_valid()),
    },
    Verdict {
        definition: "SchemaFormatName",
        judge: |value| judge::<models::SchemaFormatName>(value, |_: &models::SchemaFormatName| true),
    },
    Verdict {
        definition: "SchemaId",
        judge: |value| {
            judge::<String>(value, |v: &String| {
                check::length(v, 6, 160)
                    && matches_pattern!(
                        "^dp:[a-z0-9_]{1,64}(:v[1-9][0-9]{0,8}\\.(0|[1-9][0-9]{0,8}))?:[a-z0-9_]{1,64}$",
                        v
                    )
            })
        },
    },
    Verdict {
        definition: "ServiceVersion",
        judge: |value| judge::<models::ServiceVersion>(value, |v: &models::ServiceVersion| v.is_valid()),
    },
    Verdict {
        definition: "Statistics",
        judge: |value| judge::<models::Statistics>(value, |v: &models::Statistics| v.is_valid()),
    },
    Verdict {
        definition: "TableActivity",
        judge: |value| judge::<models::TableActivity>(value, |v: &models::TableActivity| v.is_valid()),
    },
    Verdict {
        definition: "TableSchema",
        judge: |value| judge::<models::TableSchema>(value, |v: &models::TableSchema| v.is_valid()),
    },
    Verdict {
        definition: "TableSchemaReference",
        judge: |value| {
            judge::<models::TableSchemaReference>(value, |v: &models::TableSchemaReference| v.is_valid())
        },
    },
    Verdict {
        definition: "TableSchemaWrite",
        judge: |value| judge::<models::TableSchemaWrite>(value, |v: &models::TableSchemaWrite| v.is_valid()),
    },
    Verdict { definition: "Tag", judge: |value| judge::<models::Tag>(value, |v: &models::Tag| v.is_valid()) },
    Verdict {
        definition: "TagPage",
        judge: |value| judge::<models::TagPage>(value, |v: &models::TagPage| v.is_valid()),
    },
    Verdict {
        definition: "Tags",
        judge: |value| {
            judge::<Map<String>>(value, |v: &Map<String>| {
                v.len() <= 50 && v.values().all(|v| check::length(v, 0, 256))
            })
        },
    },
    Verdict {
        definition: "Time",
        judge: |value| {
            judge::<String>(value, |v: &String| check::length(v, 24, 27) && matches_format!("date-time", v))
        },
    },
    Verdict {
        definition: "Version",
        judge: |value| {
            judge::<String>(value, |v: &String| {
                check::length(v, 4, 21) && matches_pattern!("^v[1-9][0-9]{0,8}\\.(0|[1-9][0-9]{0,8})$", v)
            })
        },
    },
    Verdict {
        definition: "VersionChange",
        judge: |value| judge::<models::VersionChange>(value, |v: &models::VersionChange| v.is_valid()),
    },
    Verdict {
        definition: "VersionComparison",
        judge: |value| {
            judge::<models::VersionComparison>(value, |v: &models::VersionComparison| v.is_valid())
        },
    },
    Verdict {
        definition: "VersionPage",
        judge: |value| judge::<models::VersionPage>(value, |v: &models::VersionPage| v.is_valid()),
    },
    Verdict {
        definition: "VersionStep",
        judge: |value| judge::<models::VersionStep>(value, |_: &models::VersionStep| true),
    },
    Verdict {
        definition: "VersionSummary",
        judge: |value| judge::<models::VersionSummary>(value, |v: &models::VersionSummary| v.is_valid()),
    },
    Verdict {
        definition: "Warnings",
        judge: |value| {
            judge::<Vec<models::Fault>>(value, |v: &Vec<models::Fault>| {
                v.len() <= 100 && v.iter().all(|v| v.is_valid())
            })
        },
    },
];
