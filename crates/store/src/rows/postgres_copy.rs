//! Rows into PostgreSQL by binary COPY.

use std::cell::{Cell, RefCell};
use std::io::{self, Write};

use diesel::connection::SimpleConnection;
use diesel::pg::{CopyFormat, CopyTarget, Pg};
use diesel::prelude::*;
use diesel::query_builder::AstPass;
use diesel::result::Error as DieselError;
use domain::rows::value::{RowSink, Value};

use super::Feed;
use super::destination::{Destination, load_error};
use super::postgres_encoding::{FOOTER, HEADER, push_row};
use crate::StoreError;
use crate::schema::batches;

/// One write to libpq, which copies it once more: large enough that the calls do not count.
const BUFFER_BYTES: usize = 64 * 1024;

thread_local! {
    /// What diesel's `CopyTarget` has no `self` to hold: table and columns of the COPY that runs on this thread.
    static COPY_INTO: RefCell<String> = const { RefCell::new(String::new()) };
}

/// The destination in [`COPY_INTO`].
struct RunTimeTable;

impl CopyTarget for RunTimeTable {
    /// Any table will do: only `walk_target` says what is copied into.
    type Table = batches::table;
    type SqlType = batches::SqlType;

    fn walk_target(mut pass: AstPass<'_, '_, Pg>) -> QueryResult<()> {
        COPY_INTO.with_borrow(|into| pass.push_sql(into));
        Ok(())
    }
}

pub(super) fn load<E: From<StoreError>>(
    conn: &mut PgConnection,
    destination: &Destination<'_>,
    feed: &mut Feed<'_, E>,
) -> Result<u64, E> {
    // A COPY takes as long as its input is; waiting for locks stays limited.
    conn.batch_execute("SET LOCAL statement_timeout = 0").map_err(StoreError::from)?;
    COPY_INTO.set(destination.to_sql());
    let feed = RefCell::new(feed);
    let refused: RefCell<Option<E>> = RefCell::new(None);
    let row_count = Cell::new(0);
    let copied = diesel::copy_from(batches::table)
        .from_raw_data(RunTimeTable, |out: &mut dyn Write| {
            let mut sink = CopySink::new(destination, out);
            match (*feed.borrow_mut())(&mut sink) {
                Ok(()) => {
                    row_count.set(sink.row_count);
                    sink.finish()
                }
                Err(error) => {
                    // A sink that failed failed by the connection; the feed only passes that on.
                    if !sink.failed {
                        *refused.borrow_mut() = Some(error);
                    }
                    Err(given_up())
                }
            }
        })
        .with_format(CopyFormat::Binary)
        .execute(conn);
    match (refused.into_inner(), copied) {
        (Some(error), _) => Err(error),
        (None, Err(error)) => Err(load_error(error).into()),
        (None, Ok(_)) => Ok(row_count.get()),
    }
}

/// Ends the COPY; the server writes the words into its log.
fn given_up() -> DieselError {
    DieselError::SerializationError("the rows were given up".into())
}

struct CopySink<'s> {
    destination: &'s Destination<'s>,
    out: &'s mut dyn Write,
    buffer: Vec<u8>,
    row_count: u64,
    failed: bool,
}

impl<'s> CopySink<'s> {
    fn new(destination: &'s Destination<'s>, out: &'s mut dyn Write) -> Self {
        let mut buffer = Vec::with_capacity(BUFFER_BYTES + BUFFER_BYTES / 4);
        buffer.extend_from_slice(&HEADER);
        Self { destination, out, buffer, row_count: 0, failed: false }
    }

    fn flush(&mut self) -> io::Result<()> {
        let written = self.out.write_all(&self.buffer);
        self.buffer.clear();
        self.failed |= written.is_err();
        written
    }

    fn finish(mut self) -> Result<(), DieselError> {
        self.buffer.extend_from_slice(&FOOTER);
        self.flush().map_err(|error| DieselError::SerializationError(Box::new(error)))
    }
}

impl RowSink for CopySink<'_> {
    fn push(&mut self, values: &[Value<'_>]) -> io::Result<()> {
        self.row_count += 1;
        let lead = self.destination.lead.of_row(self.row_count);
        push_row(&mut self.buffer, lead, &self.destination.columns, values)?;
        if self.buffer.len() >= BUFFER_BYTES { self.flush() } else { Ok(()) }
    }
}
