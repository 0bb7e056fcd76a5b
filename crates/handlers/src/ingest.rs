//! Storing the rows of one request: all of them, or none.

use std::collections::BTreeSet;
use std::io::{Seek, SeekFrom};

use auth::{Caller, Policy};
use domain::clock::Clock;
use domain::fault::pointer_step;
use domain::ids::SchemaId;
use domain::rows::judge::Judge;
use domain::rows::lines::lines_of;
use domain::rows::value::RowSink;
use domain::rows::verdict::{MAX_FAULTS, RowFault, Verdict};
use domain::rows::{self, Format, ReadError, RowOptions};
use server_api::models::Receipt;
use server_api::spec_runtime::{Body, Fault};
use store::batches::{self, NewBatch};
use store::data_product_versions::DataProductVersion;
use store::rows::{Collisions, RowTarget};
use store::schemas::{self, SchemaInContext};
use store::usage::TableRows;
use store::{Connection, StoreError, data_products, row_tables};

use crate::{ApiError, access, lifecycle};

/// The rows of one request, and what is to be done with them.
pub struct Ingest {
    pub id: SchemaId,
    pub format: Format,
    pub body: Body,
    /// Values that every row gets; the column map of the request, which wins over the one of the schema.
    pub options: RowOptions,
}

/// Why nothing was stored.
pub enum NotStored {
    /// Rows collide with each other or with stored ones; [`find_collisions`] names them.
    Collided(Box<Ingest>),
    Failed(ApiError),
}

impl<E: Into<ApiError>> From<E> for NotStored {
    fn from(error: E) -> NotStored {
        NotStored::Failed(error.into())
    }
}

/// Judges and stores the rows, in the transaction of `conn`. Answers the version that they were judged by, and the
/// receipt.
pub fn store_rows(
    conn: &mut Connection,
    policy: &Policy,
    clock: &Clock,
    caller: &Caller,
    mut ingest: Ingest,
) -> Result<(DataProductVersion, Receipt), NotStored> {
    data_products::lock_shared(conn, &ingest.id.product)?;
    let found = schemas::find(conn, &ingest.id.product, ingest.id.version, &ingest.id.table)?;
    policy.require(caller, access::INGEST_ROWS, access::relation(caller, &found.product, &found.version))?;
    lifecycle::alive(&found.version)?;
    access::latest_only(ingest.id.version, &found.product)?;
    let version = found.version.clone();
    let (judge, target) = prepare(conn, found.clone(), &mut ingest)?;
    let batch = NewBatch {
        id: clock.new_id(),
        row_table_id: found.schema.row_table_id,
        schema_id: found.schema.id,
        accepted_count: 0,
        created_by: caller.id.clone(),
        created_at: clock.now().naive_utc(),
    };
    let number = batches::insert(conn, &batch)?;
    let stored = store::rows::insert(conn, &target, number, &mut |sink| {
        let verdict = judge_all(&mut ingest, &judge, sink)?;
        if verdict.rejected > 0 { Err(rejected(verdict)) } else { Ok(()) }
    });
    match stored {
        Ok(accepted) => {
            batches::set_accepted_count(conn, number, accepted)?;
            let accepted = i64::try_from(accepted).unwrap_or(i64::MAX);
            let rows = TableRows {
                day: batch.created_at.date(),
                product: ingest.id.product.to_string(),
                table: ingest.id.table.to_string(),
                accepted,
                rejected: 0,
            };
            store::usage::count_rows(conn, &rows, number)?;
            Ok((version, Receipt { batch_id: batch.id, accepted, rejected: 0, errors: Vec::new() }))
        }
        Err(ApiError::Store(StoreError::UniqueRows)) => Err(NotStored::Collided(Box::new(ingest))),
        Err(error) => Err(NotStored::Failed(error)),
    }
}

/// Names the rows that collide, in a transaction of its own that stores nothing. Never answers `Ok`.
pub fn find_collisions<T>(conn: &mut Connection, mut ingest: Box<Ingest>) -> Result<T, ApiError> {
    let found = schemas::find(conn, &ingest.id.product, ingest.id.version, &ingest.id.table)?;
    let (judge, target) = prepare(conn, found, &mut ingest)?;
    let mut verdict = Verdict::default();
    let collisions = store::rows::collisions(
        conn,
        &target,
        &mut |sink| {
            verdict = judge_all(&mut ingest, &judge, sink)?;
            Ok::<(), ApiError>(())
        },
        MAX_FAULTS,
    )?;
    let faults = collision_faults(&mut ingest, &collisions)?;
    if faults.is_empty() && verdict.rejected == 0 {
        // Those that stood in the way are gone by now; the caller may try again.
        return Err(ApiError::Store(StoreError::Unavailable("rows collided and no longer do".into())));
    }
    verdict.rejected += collisions.row_count;
    verdict.faults.extend(faults);
    verdict.faults.sort_by_key(|fault| fault.row);
    verdict.faults.truncate(MAX_FAULTS);
    Err(rejected(verdict))
}

fn prepare(
    conn: &mut Connection,
    found: SchemaInContext,
    ingest: &mut Ingest,
) -> Result<(Judge, RowTarget), ApiError> {
    let definition = found.schema.definition.0;
    let judge = Judge::new(&definition)
        .map_err(|fault| ApiError::Internal(format!("{}: {}", fault.pointer, fault.message).into()))?;
    let unknown = unknown_columns(&judge, &ingest.options);
    if !unknown.is_empty() {
        return Err(ApiError::InvalidRequest(unknown));
    }
    for (header, column) in &definition.column_map {
        ingest.options.column_map.entry(header.clone()).or_insert_with(|| column.clone());
    }
    if !found.row_table_is_made {
        row_tables::make(conn, &found.schema.row_table_id, &found.row_table_name, &definition)?;
    }
    let target = RowTarget::new(found.row_table_name, &definition);
    Ok((judge, target))
}

/// Parameters that name columns which the table does not have.
fn unknown_columns(judge: &Judge, options: &RowOptions) -> Vec<Fault> {
    let constants = options.constants.keys().map(|column| ("constant", column, column));
    let mapped = options.column_map.iter().map(|(header, column)| ("columnMap", header, column));
    let unknown = constants.chain(mapped).filter(|(_, _, column)| judge.index_of(column).is_none());
    let fault = |(parameter, key, _): (&str, &String, &String)| {
        let key = pointer_step(key);
        Fault::new(format!("/query/{parameter}/{key}"), "unknown-column", "names no column of the table")
    };
    unknown.map(fault).collect()
}

fn judge_all(ingest: &mut Ingest, judge: &Judge, sink: &mut dyn RowSink) -> Result<Verdict, ApiError> {
    let body = &mut ingest.body;
    body.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    rows::read(ingest.format, body, judge, &ingest.options, sink).map_err(refused)
}

/// Why a body could not be judged to its end, as the caller is told.
fn refused(error: ReadError) -> ApiError {
    match error {
        ReadError::Header(faults) => ApiError::RowsRejected { rejected: 0, faults },
        ReadError::Syntax { .. } | ReadError::TooLong { .. } => ApiError::MalformedRows(error.to_string()),
        ReadError::Body(error) => unreadable(error),
        // The store tells on its own what the sink ran into, and that is what is answered.
        ReadError::Sink(error) => ApiError::Internal(Box::new(error)),
    }
}

pub fn unreadable(error: std::io::Error) -> ApiError {
    ApiError::Internal(Box::new(error))
}

fn rejected(verdict: Verdict) -> ApiError {
    ApiError::RowsRejected { rejected: verdict.rejected, faults: verdict.faults }
}

fn collision_faults(ingest: &mut Ingest, collisions: &Collisions) -> Result<Vec<RowFault>, ApiError> {
    let rows: BTreeSet<u64> = collisions.first.iter().map(|collision| collision.row).collect();
    ingest.body.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    let lines = lines_of(ingest.format, &mut ingest.body, &rows).map_err(refused)?;
    let fault = |collision: &store::rows::Collision| RowFault {
        row: collision.row,
        line: lines.get(&collision.row).copied(),
        column: collision.columns.first().cloned(),
        rule: "unique",
        message: format!("another row has the same {}", collision.columns.join(", ")),
    };
    Ok(collisions.first.iter().map(fault).collect())
}
