//! Where rows are loaded: the table itself, or a temporary table of what makes rows unique.

use domain::column_type::ColumnType;

use super::RowTarget;
use crate::StoreError;
use crate::sql::{quoted, quoted_list};
use diesel::result::{DatabaseErrorKind, Error as DieselError};

/// What the column before those of the schema holds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Lead {
    /// The same number in every row.
    Batch(i64),
    /// The number of the row, from 1.
    RowNumber,
}

impl Lead {
    /// The value for the row of this number.
    pub(super) fn of_row(self, row: u64) -> i64 {
        match self {
            Self::Batch(number) => number,
            // No input has 2^63 rows.
            Self::RowNumber => row.cast_signed(),
        }
    }
}

/// A table with the columns that are filled, and from which of the values pushed.
#[derive(Debug)]
pub(super) struct Destination<'a> {
    table: String,
    lead_column: &'a str,
    pub(super) lead: Lead,
    /// Name, type, and place among the values pushed.
    pub(super) columns: Vec<(&'a str, ColumnType, usize)>,
}

impl<'a> Destination<'a> {
    /// The table of the rows themselves.
    pub(super) fn rows(target: &'a RowTarget, batch_number: i64) -> Self {
        Self {
            table: quoted(&target.table_name),
            lead_column: "_batch",
            lead: Lead::Batch(batch_number),
            columns: all_columns(target).collect(),
        }
    }

    /// A temporary table of row numbers and some of the columns.
    pub(super) fn numbered(table: &str, target: &'a RowTarget, wanted: impl Fn(&str) -> bool) -> Self {
        Self {
            table: quoted(table),
            lead_column: "_row",
            lead: Lead::RowNumber,
            columns: all_columns(target).filter(|(name, ..)| wanted(name)).collect(),
        }
    }

    /// `"table" ("_batch", "a", "b")`.
    pub(super) fn to_sql(&self) -> String {
        let names = self.columns.iter().map(|(name, ..)| *name);
        format!("{} ({})", self.table, quoted_list(std::iter::once(self.lead_column).chain(names)))
    }
}

fn all_columns(target: &RowTarget) -> impl Iterator<Item = (&str, ColumnType, usize)> {
    target.columns.iter().enumerate().map(|(place, (name, column_type))| (name.as_str(), *column_type, place))
}

/// In a table of rows a unique violation is about rows, not about a named constraint.
pub(super) fn load_error(error: DieselError) -> StoreError {
    match error {
        DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => StoreError::UniqueRows,
        other => other.into(),
    }
}
