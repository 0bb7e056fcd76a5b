//! Where rows stand in a body, for those that turn out to be bad only after they were read.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read};

use super::csv_records::Records;
use super::{Format, ReadError};

/// The line on which each of these rows starts, in the formats that have lines. Rows and lines count from 1.
///
/// # Errors
/// When the body cannot be read to the last of these rows.
pub fn lines_of(
    format: Format,
    body: &mut dyn Read,
    rows: &BTreeSet<u64>,
) -> Result<BTreeMap<u64, u64>, ReadError> {
    let Some(last) = rows.last() else { return Ok(BTreeMap::new()) };
    let mut lines = BTreeMap::new();
    match format {
        Format::Json | Format::Form => {}
        Format::Csv => {
            let mut records = Records::new(body);
            // The header is row 0.
            for row in 0..=*last {
                if !records.advance()? {
                    break;
                }
                if rows.contains(&row) {
                    lines.insert(row, records.start_line());
                }
            }
        }
        Format::Ndjson => {
            let mut row = 0;
            for (index, line) in BufReader::new(body).split(b'\n').enumerate() {
                let line = line.map_err(ReadError::Body)?;
                if row > *last {
                    break;
                }
                if line.iter().all(u8::is_ascii_whitespace) {
                    continue;
                }
                row += 1;
                if rows.contains(&row) {
                    lines.insert(row, index as u64 + 1);
                }
            }
        }
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_found_behind_blank_lines_and_quoted_line_ends() {
        let rows = BTreeSet::from([1, 3]);
        let csv = "a\n\n\"x\ny\"\nz\n\nw\n";
        let found = lines_of(Format::Csv, &mut csv.as_bytes(), &rows).expect("the body is sound");
        assert_eq!(found, BTreeMap::from([(1, 3), (3, 7)]));
        let ndjson = "{}\n\n{}\n{}\n";
        let found = lines_of(Format::Ndjson, &mut ndjson.as_bytes(), &rows).expect("the body is sound");
        assert_eq!(found, BTreeMap::from([(1, 1), (3, 4)]));
    }
}
