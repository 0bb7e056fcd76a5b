//! How column types are spelled.

use domain::column_type::ColumnType;

#[test]
fn every_type_is_written_as_it_is_read() {
    for text in [
        "tinyint",
        "smallint",
        "int",
        "bigint",
        "float",
        "double",
        "decimal(1,0)",
        "decimal(10,2)",
        "decimal(38,38)",
        "char(1)",
        "char(65535)",
        "varchar",
        "varchar(20)",
        "string",
        "boolean",
        "date",
        "timestamp",
    ] {
        assert_eq!(text.parse::<ColumnType>().unwrap().to_string(), text);
        let json = format!("\"{text}\"");
        assert_eq!(serde_json::to_string(&serde_json::from_str::<ColumnType>(&json).unwrap()).unwrap(), json);
    }
}

#[test]
fn anything_else_is_no_type() {
    for text in [
        "",
        "integer",
        "INT",
        " int",
        "int(4)",
        "char",
        "char()",
        "char(0)",
        "char(65536)",
        "char(+3)",
        "char(03)",
        "char(3",
        "varchar(-1)",
        "decimal",
        "decimal(10)",
        "decimal(0,0)",
        "decimal(39,0)",
        "decimal(3,4)",
        "decimal(10, 2)",
        "decimal(10,2))",
        "string()",
        "timestamp(3)",
    ] {
        assert!(text.parse::<ColumnType>().is_err(), "{text}");
    }
    assert!(serde_json::from_str::<ColumnType>("7").is_err());
}
