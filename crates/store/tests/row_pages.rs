//! Rows read in order, by ranges and page by page.

mod support;

use std::io;

use domain::rows::value::Value;
use store::StoreError;
use store::rows::{self, Position, RowQuery};
use support::rows::{Row, all, insert, read, timed};
use support::{column, on_each_database, row_table, table};

#[test]
fn pages_follow_one_another_without_gap_or_overlap() {
    on_each_database(|store| {
        let (target, rows) = timed(store);
        for limit in 1..=11 {
            let mut query = all(2);
            let mut seen = Vec::new();
            loop {
                let end = store.read_blocking(|conn| rows::page_end(conn, &target, &query, limit)).unwrap();
                query.end = end;
                let page = read(store, &target, &query);
                assert!(page.len() <= limit as usize);
                seen.extend(page);
                let Some(next) = end else { break };
                query.start = Some(next);
            }
            assert_eq!(seen, rows, "pages of {limit}");
        }
    });
}

#[test]
fn a_table_without_time_is_paged_by_id() {
    let definition = table(vec![column("n", "int")], None, &[]);
    on_each_database(|store| {
        let target = row_table(store, &definition);
        insert(store, &target, &(0..5).map(|n| vec![Value::Int(n)]).collect::<Vec<_>>()).unwrap();
        let end = store.read_blocking(|conn| rows::page_end(conn, &target, &all(1), 3)).unwrap();
        assert_eq!(end, Some(Position { time: None, id: 4 }));
        let query = RowQuery { start: end, ..all(1) };
        assert_eq!(read(store, &target, &query), [[Value::Int(3)], [Value::Int(4)]]);
    });
}

#[test]
fn a_date_orders_and_pages_rows_too() {
    let definition = table(vec![column("day", "date")], Some("day"), &[]);
    on_each_database(|store| {
        let target = row_table(store, &definition);
        let rows: Vec<Row> = [3, 1, -800, 2].into_iter().map(|day| vec![Value::Date(day)]).collect();
        insert(store, &target, &rows).unwrap();
        let end = store.read_blocking(|conn| rows::page_end(conn, &target, &all(1), 2)).unwrap();
        assert_eq!(end, Some(Position { time: Some(2), id: 4 }));
        let query = RowQuery { end, ..all(1) };
        assert_eq!(read(store, &target, &query), [[Value::Date(-800)], [Value::Date(1)]]);
    });
}

#[test]
fn from_is_the_first_time_and_to_the_first_too_late() {
    on_each_database(|store| {
        let (target, rows) = timed(store);
        let query = RowQuery {
            from: Some(Value::Timestamp(1_000_000)),
            to: Some(Value::Timestamp(2_000_000)),
            ..all(2)
        };
        assert_eq!(read(store, &target, &query), rows[3..6]);
        let query = RowQuery { columns: vec![1], filters: vec![(1, Value::Int(4))], ..query };
        assert_eq!(read(store, &target, &query), [[Value::Int(4)]]);
        let no_columns = RowQuery { columns: vec![], ..all(2) };
        assert_eq!(read(store, &target, &no_columns).len(), rows.len());
    });
}

#[test]
fn a_reader_that_stops_is_not_read_to() {
    on_each_database(|store| {
        let (target, rows) = timed(store);
        let mut taken = 0;
        let stopped = store.read_blocking(|conn| {
            rows::read(conn, &target, &all(2), &mut |_| {
                taken += 1;
                if taken == 2 { Err(io::Error::other("gone")) } else { Ok(()) }
            })
        });
        assert!(matches!(stopped, Err(StoreError::Interrupted(_))));
        assert_eq!(taken, 2);
        assert_eq!(read(store, &target, &all(2)), rows, "the connection is still good");
    });
}
