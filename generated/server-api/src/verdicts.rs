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
        definition: "BatchId",
        judge: |value| {
            judge::<String>(value, |v: &String| check::length(v, 36, 36) && matches_format!("uuid", v))
        },
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
        definition: "Cursor",
        judge: |value| {
            judge::<String>(value, |v: &String| {
                check::length(v, 1, 512) && matches_pattern!("^[A-Za-z0-9_-]+$", v)
            })
        },
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
        definition: "DataProductStatus",
        judge: |value| judge::<models::DataProductStatus>(value, |_: &models::DataProductStatus| true),
    },
    Verdict {
        definition: "DisplayName",
        judge: |value| judge::<String>(value, |v: &String| check::length(v, 1, 254)),
    },
    Verdict {
        definition: "DomainName",
        judge: |value| judge::<String>(value, |v: &String| check::length(v, 1, 128)),
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
        definition: "Fault",
        judge: |value| judge::<models::Fault>(value, |v: &models::Fault| v.is_valid()),
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
];
