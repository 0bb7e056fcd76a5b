//! What a log line looks like.

use log::{Level, Record};
use service_kit::config::Reader;
use service_kit::logging::{Filter, line};

#[test]
fn a_record_is_one_line_with_its_key_values() {
    let pairs = [("status", "200"), ("agent", "a b\n\u{1b}[2J")];
    let record = Record::builder()
        .level(Level::Info)
        .target("farm")
        .args(format_args!("first\nsecond"))
        .key_values(&pairs)
        .build();
    assert_eq!(line(&record), r#"INFO  farm first\nsecond status=200 agent="a b\n\u{1b}[2J""#);
}

#[test]
fn a_filter_reads_back_as_written() {
    for text in ["info", "off", "warn,store=debug,auth=off"] {
        assert_eq!(text.parse::<Filter>().unwrap().to_string(), text);
    }
}

#[test]
fn a_misspelt_level_is_a_fault() {
    for text in ["inof", "info,store=loud", ""] {
        assert!(text.parse::<Filter>().is_err(), "{text}");
    }
    let mut reader = Reader::new("FARM_", [("FARM_LOG", "inof")]);
    Filter::read(&mut reader, "FARM_LOG", Filter::default());
    assert!(reader.finish().is_err());
}
