//! Rows stored, refused and read back.

mod support;

use domain::rows::value::Value;
use store::StoreError;
use store::rows::{self, Collision, RowQuery, RowTarget};
use support::rows::{Row, all, feed, insert, read, text, timed};
use support::{column, on_each_database, row_table, table};

#[test]
fn every_type_comes_back_as_it_went_in() {
    let columns = [
        ("a", "tinyint"),
        ("b", "smallint"),
        ("c", "int"),
        ("d", "bigint"),
        ("e", "float"),
        ("f", "double"),
        ("g", "decimal(38,6)"),
        ("h", "char(3)"),
        ("i", "varchar(9)"),
        ("order", "string"),
        ("k", "boolean"),
        ("l", "date"),
        ("m", "timestamp"),
    ];
    let definition = table(columns.iter().map(|(name, kind)| column(name, kind)).collect(), None, &[]);
    let decimal = |unscaled| Value::Decimal { unscaled, scale: 6 };
    let most = 10_i128.pow(38) - 1;
    let row =
        |int: [i64; 4], real: [f64; 2], unscaled: i128, string: &str, truth: bool, day: i32, micros: i64| {
            let mut row: Row = int.into_iter().map(Value::Int).collect();
            row.extend(real.into_iter().map(Value::Float));
            row.extend([decimal(unscaled), text("abc"), text(""), text(string), Value::Bool(truth)]);
            row.extend([Value::Date(day), Value::Timestamp(micros)]);
            row
        };
    let rows = vec![
        row(
            [-128, -32_768, -2_147_483_648, i64::MIN],
            [f64::from(f32::MIN), f64::MIN],
            -most,
            "a\"b\\c\n\t,'é🌱",
            true,
            -719_162,
            -62_135_596_800_000_000,
        ),
        row(
            [127, 32_767, 2_147_483_647, i64::MAX],
            [f64::from(f32::MAX), f64::MAX],
            most,
            "NULL",
            false,
            2_932_896,
            253_402_300_799_999_999,
        ),
        row([0; 4], [0.0, 5e-324], 0, "\\N", false, 0, -1),
        row([1; 4], [0.1_f32.into(), 0.1], 1, "x", true, 10_957, 946_684_800_000_001),
        vec![Value::Null; columns.len()],
    ];
    on_each_database(|store| {
        let target = row_table(store, &definition);
        assert_eq!(insert(store, &target, &rows).unwrap(), 5);
        assert_eq!(read(store, &target, &all(columns.len())), rows);
        // Each value also finds its row.
        for row in &rows {
            let filters = row.iter().cloned().enumerate().collect();
            let query = RowQuery { filters, ..all(columns.len()) };
            assert_eq!(read(store, &target, &query), std::slice::from_ref(row));
        }
    });
}

#[test]
fn every_place_of_the_point_in_a_decimal_is_kept() {
    on_each_database(|store| {
        for scale in [0_u8, 1, 2, 3, 4, 5, 19, 37, 38] {
            let definition = table(vec![column("n", &format!("decimal(38,{scale})"))], None, &[]);
            let target = row_table(store, &definition);
            let powers = (0..38).map(|power| 10_i128.pow(power));
            let numbers = powers.flat_map(|n| [n, -n, n - 1, 7 * (n / 3), 10_i128.pow(38) - n]);
            let rows: Vec<Row> = numbers.map(|unscaled| vec![Value::Decimal { unscaled, scale }]).collect();
            insert(store, &target, &rows).unwrap();
            assert_eq!(read(store, &target, &all(1)), rows);
        }
    });
}

#[test]
fn many_rows_keep_their_order() {
    let definition = table(vec![column("n", "bigint"), column("s", "string")], None, &[]);
    let rows: Vec<Row> = (0..10_001).map(|n| vec![Value::Int(n), text(&format!("row {n}"))]).collect();
    on_each_database(|store| {
        let target = row_table(store, &definition);
        assert_eq!(insert(store, &target, &rows).unwrap(), 10_001);
        assert_eq!(insert(store, &target, &[]).unwrap(), 0);
        assert_eq!(read(store, &target, &all(2)), rows);
    });
}

#[test]
fn a_feed_that_fails_is_answered_and_stores_nothing() {
    #[derive(Debug, PartialEq)]
    enum Failure {
        BadRow,
        Store,
    }
    impl From<StoreError> for Failure {
        fn from(_: StoreError) -> Self {
            Self::Store
        }
    }
    on_each_database(|store| {
        let (target, rows) = timed(store);
        let failed = store.transaction_blocking(|conn| {
            rows::insert(conn, &target, 2, &mut |sink| {
                for _ in 0..5_000 {
                    sink.push(&rows[0]).unwrap();
                }
                Err(Failure::BadRow)
            })
        });
        assert_eq!(failed, Err(Failure::BadRow));
        assert_eq!(read(store, &target, &all(2)), rows);
    });
}

#[test]
fn rows_that_collide_are_refused_and_named() {
    let mut serial = column("serial", "string");
    serial.unique = true;
    let definition = table(
        vec![column("site", "string"), column("n", "int"), serial, column("x", "double")],
        None,
        &["n", "site"],
    );
    let row = |site: &str, n, serial: Option<&str>| {
        vec![text(site), Value::Int(n), serial.map_or(Value::Null, text), Value::Float(0.5)]
    };
    let stored = [row("a", 1, Some("s1")), row("a", 2, None), row("b", 1, None)];
    let pushed = [
        row("c", 1, Some("s9")), // good
        row("a", 2, Some("s8")), // keys stored
        row("c", 1, Some("s1")), // keys of row 1, serial stored
        row("c", 3, Some("s9")), // serial of row 1
        row("c", 4, None),       // good
        row("c", 5, None),       // good: no value collides with none
    ];
    let (keys, serial) = (vec!["n".to_owned(), "site".to_owned()], vec!["serial".to_owned()]);
    let expected = [(2, &keys), (3, &keys), (3, &serial), (4, &serial)]
        .map(|(row, columns)| Collision { row, columns: columns.clone() });
    on_each_database(|store| {
        let target = row_table(store, &definition);
        insert(store, &target, &stored).unwrap();
        assert!(matches!(insert(store, &target, &pushed), Err(StoreError::UniqueRows)));
        assert!(matches!(insert(store, &target, &stored[..1]), Err(StoreError::UniqueRows)));
        assert_eq!(read(store, &target, &all(4)), stored);
        for limit in [100, 2] {
            let found = store
                .transaction_blocking(|conn| rows::collisions(conn, &target, &mut feed(&pushed), limit))
                .unwrap();
            assert_eq!(found.row_count, 3);
            assert_eq!(found.first, expected[..limit.min(4)]);
        }
        assert_eq!(read(store, &target, &all(4)), stored);
    });
}

#[test]
fn a_table_with_nothing_unique_has_no_collisions() {
    on_each_database(|store| {
        let (target, rows) = timed(store);
        let found =
            store.transaction_blocking(|conn| rows::collisions(conn, &target, &mut feed(&rows), 9)).unwrap();
        assert_eq!(found, Default::default());
    });
}

#[test]
fn rows_from_before_a_column_was_added_have_no_value_in_it() {
    on_each_database(|store| {
        let (target, rows) = timed(store);
        let level = column("level", "int");
        let note = column("note", "decimal(5,2)");
        store
            .transaction_blocking(|conn| store::row_tables::add_columns(conn, &target.table_name, &[&note]))
            .unwrap();
        let wider = RowTarget::new(
            target.table_name.clone(),
            &table(vec![note.clone(), column("at", "timestamp"), level], Some("at"), &[]),
        );
        let new =
            vec![Value::Decimal { unscaled: 150, scale: 2 }, Value::Timestamp(9_000_000), Value::Int(99)];
        insert(store, &wider, std::slice::from_ref(&new)).unwrap();
        let mut found = read(store, &wider, &all(3));
        assert_eq!(found.pop(), Some(new));
        assert!(found.iter().all(|row| row[0] == Value::Null));
        assert_eq!(read(store, &target, &all(2))[..10], rows);
    });
}
