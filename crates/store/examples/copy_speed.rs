//! How fast rows are loaded, as a ratio to `psql \copy` of the same rows into the same table:
//! `cargo run --release -p store --example copy_speed -- DATABASE_URL`. Only SQLite has no ratio.

use std::error::Error;
use std::io::Write;
use std::time::Instant;

use diesel::connection::SimpleConnection;
use domain::clock::Clock;
use domain::compatibility::Mode;
use domain::lifecycle::{Lifecycle, Status};
use domain::product::Metadata;
use domain::rows::time::format_timestamp;
use domain::rows::value::Value;
use domain::table::Table;
use store::data_product_versions::NewVersion;
use store::data_products::NewDataProduct;
use store::row_tables::NewRowTable;
use store::rows::RowTarget;
use store::{Connection, PoolOptions, Store, StoreError, data_products, migrations, row_tables, rows};

const ROW_COUNT: i64 = 1_000_000;
const ROUNDS: usize = 3;

fn main() -> Result<(), Box<dyn Error>> {
    let url = std::env::args().nth(1).ok_or("give a database URL")?;
    let store = Store::open(&url, PoolOptions::default())?;
    migrations::run(&store)?;
    let target = make_table(&store)?;
    let csv = std::env::temp_dir().join("copy_speed.csv");
    write_csv(&csv)?;

    for _ in 0..ROUNDS {
        empty(&store, &target)?;
        let start = Instant::now();
        let mut feed = |sink: &mut dyn domain::rows::value::RowSink| {
            (0..ROW_COUNT).try_for_each(|n| sink.push(&row(n, &cell(n)))).map_err(StoreError::Interrupted)
        };
        store.transaction_blocking(|conn| rows::insert(conn, &target, 1, &mut feed))?;
        let ours = start.elapsed().as_secs_f64();
        if !url.starts_with("postgres") {
            println!("{ours:.2} s, {:.0} rows/s", ROW_COUNT as f64 / ours);
            continue;
        }
        empty(&store, &target)?;
        let command = format!(
            "\\copy \"{}\" (_batch, at, a, b, c, d, cell) from '{}' csv",
            target.table_name,
            csv.display()
        );
        let start = Instant::now();
        let status = std::process::Command::new("psql").args(["-q", &url, "-c", &command]).status()?;
        assert!(status.success(), "psql failed");
        let psql = start.elapsed().as_secs_f64();
        println!("{ours:.2} s, psql {psql:.2} s, ratio {:.2}", psql / ours);
    }
    std::fs::remove_file(csv)?;
    Ok(())
}

fn cell(n: i64) -> String {
    format!("cell {}", n % 200)
}

fn row(n: i64, cell: &str) -> [Value<'_>; 6] {
    let value = n as f64;
    [
        Value::Timestamp(1_688_846_400_000_000 + n * 1_000_000),
        Value::Float(value / 7.0),
        Value::Float(value / 11.0),
        Value::Float(-value / 13.0),
        Value::Float(0.25 * value),
        Value::Text(cell.into()),
    ]
}

fn write_csv(path: &std::path::Path) -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::fs::File::create(path)?);
    for n in 0..ROW_COUNT {
        let cell = cell(n);
        if let [Value::Timestamp(at), Value::Float(a), Value::Float(b), Value::Float(c), Value::Float(d), _] =
            row(n, &cell)
        {
            writeln!(out, "1,{},{a},{b},{c},{d},{cell}", format_timestamp(at))?;
        }
    }
    out.flush()
}

fn empty(store: &Store, target: &RowTarget) -> Result<(), StoreError> {
    store.transaction_blocking(|conn| {
        let verb = match conn {
            Connection::Postgres(_) => "TRUNCATE",
            Connection::Sqlite(_) => "DELETE FROM",
        };
        Ok(conn.batch_execute(&format!("{verb} \"{}\"", target.table_name))?)
    })
}

fn make_table(store: &Store) -> Result<RowTarget, Box<dyn Error>> {
    let columns = [("at", "timestamp"), ("a", "double"), ("b", "double"), ("c", "double"), ("d", "double")];
    let columns: Vec<_> = columns
        .into_iter()
        .chain([("cell", "string")])
        .map(|(name, kind)| serde_json::json!({"name": name, "type": kind}))
        .collect();
    let definition: Table = serde_json::from_value(serde_json::json!({
        "tableDescription": "rows to be counted", "columns": columns, "timeColumn": "at"
    }))?;
    let clock = Clock::system();
    let created_at = clock.now().naive_utc();
    let product = NewDataProduct {
        id: clock.new_id(),
        name: format!("speed_{}", clock.new_id().replace('-', "")).parse()?,
        owner_id: "nobody".into(),
        compatibility_mode: Mode::None,
        first: NewVersion {
            id: clock.new_id(),
            version: domain::ids::Version::FIRST,
            lifecycle: Lifecycle::without_end(Status::Draft),
            document: Metadata {
                description: "Rows to copy.".into(),
                domain: "benchmark".into(),
                data_product_owner: "nobody".into(),
                data_product_owner_display_name: None,
                data_product_maintainer: None,
                data_product_maintainer_display_name: None,
                email: None,
                retention_period: None,
                dpia_required: false,
                dpia_location: None,
                tags: Default::default(),
            },
            table_names: vec![],
            created_at,
        },
    };
    let new = NewRowTable {
        id: clock.new_id(),
        data_product_id: product.id.clone(),
        name: row_tables::physical_name(&product.name, 1, &"readings".parse()?),
        created_at,
    };
    store.transaction_blocking(|conn| {
        data_products::insert(conn, &product)?;
        row_tables::reserve(conn, &new)?;
        row_tables::make(conn, &new.id, &new.name, &definition)
    })?;
    Ok(RowTarget::new(new.name, &definition))
}
