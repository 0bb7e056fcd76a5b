//! Two files of real readings, as their sensors' users publish them, where a checkout has them beside it.

mod support;

use std::path::Path;

use domain::rows::value::Value;
use domain::rows::{Format, RowOptions};
use domain::table::Table;
use support::{column, places, read_with, required, table, text};

fn readings() -> Table {
    table(vec![
        required("cell", "string"),
        required("at", "timestamp"),
        column("voltage", "double"),
        column("current", "double"),
        column("power", "double"),
        column("ec", "double"),
        column("vwc", "double"),
        column("temperature", "double"),
    ])
}

fn options(cell: &str) -> RowOptions {
    let headers = [
        ("timestamp", "at"),
        ("Voltage (mV)", "voltage"),
        ("Current (uA)", "current"),
        ("Power (uW)", "power"),
        ("EC (uS/cm)", "ec"),
        ("VWC (%)", "vwc"),
        ("Temperature (C)", "temperature"),
    ];
    RowOptions {
        column_map: headers.iter().map(|(header, name)| (header.to_string(), name.to_string())).collect(),
        constants: [("cell".to_owned(), cell.to_owned())].into(),
    }
}

#[test]
fn every_published_reading_is_accepted_with_all_its_digits() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    for cell in ["v1_1", "v3.1_1"] {
        let Ok(body) = std::fs::read(folder.join(format!("soil_power_{cell}.csv"))) else { continue };
        let (verdict, rows) = read_with(Format::Csv, &body, &readings(), &options(cell));
        let verdict = verdict.unwrap();
        assert_eq!(places(&verdict.faults), []);
        // One more than the line ends below the header: the last row has none.
        assert_eq!((verdict.accepted, rows.len()), (704, 704));
        assert_eq!(rows[0][..2], [text(cell), Value::Timestamp(1_688_846_400_000_000)]);
        assert_eq!(rows[0][5], Value::Float(246.444_444_444_444_46));
        for (line, row) in std::str::from_utf8(&body).unwrap().lines().skip(1).zip(&rows) {
            let numbers = line.split(',').skip(1).map(|field| Value::Float(field.parse().unwrap()));
            assert_eq!(numbers.collect::<Vec<_>>(), row[2..]);
        }
    }
}
