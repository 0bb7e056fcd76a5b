//! Single values against the rules of a column.

mod support;

use domain::rows::judge::Judge;
use domain::rows::value::Value;
use domain::table::{Column, Table};
use support::{column, owned, required, table, text};

type Judged = Result<Value<'static>, &'static str>;

fn judge(column: Column) -> Judge {
    Judge::new(&table(vec![column])).expect("the pattern compiles")
}

fn plain_of(column: Column, raw: &str) -> Judged {
    judge(column).text(0, raw).map(|value| owned(&value)).map_err(|broken| broken.rule)
}

fn plain(kind: &str, raw: &str) -> Judged {
    plain_of(column("x", kind), raw)
}

fn json(kind: &str, raw: &str) -> Judged {
    judge(column("x", kind)).json(0, raw).map(|value| owned(&value)).map_err(|broken| broken.rule)
}

fn decimal(unscaled: i128, scale: u8) -> Judged {
    Ok(Value::Decimal { unscaled, scale })
}

#[test]
fn empty_is_no_value_and_blanks_count_in_text_only() {
    for kind in ["int", "double", "decimal(3,1)", "boolean", "date", "timestamp"] {
        assert_eq!(plain(kind, ""), Ok(Value::Null), "{kind}");
        assert_eq!(plain(kind, " \t"), Ok(Value::Null), "{kind}");
        assert_eq!(json(kind, "null"), Ok(Value::Null), "{kind}");
        assert_eq!(json(kind, "\"\""), Err("type"), "{kind}");
    }
    assert_eq!(plain("string", ""), Ok(Value::Null));
    assert_eq!(plain("string", " "), Ok(text(" ")));
    assert_eq!(json("string", "\"\""), Ok(text("")));
}

#[test]
fn a_required_column_has_a_value() {
    let judge = judge(required("x", "string"));
    assert_eq!(judge.text(0, "").unwrap_err().rule, "required");
    assert_eq!(judge.json(0, "null").unwrap_err().rule, "required");
    assert_eq!(judge.missing(0).unwrap_err().rule, "required");
    assert_eq!(judge.json(0, "\"\""), Ok(text("")));
}

#[test]
fn integers_fit_their_type_to_the_last_number() {
    for (kind, least, most) in [
        ("tinyint", i128::from(i8::MIN), i128::from(i8::MAX)),
        ("smallint", i16::MIN.into(), i16::MAX.into()),
        ("int", i32::MIN.into(), i32::MAX.into()),
        ("bigint", i64::MIN.into(), i64::MAX.into()),
    ] {
        for (number, fits) in [(least, true), (most, true), (least - 1, false), (most + 1, false)] {
            let expected = if fits { Ok(Value::Int(i64::try_from(number).unwrap())) } else { Err("range") };
            assert_eq!(plain(kind, &number.to_string()), expected, "{kind} {number}");
            assert_eq!(json(kind, &number.to_string()), expected, "{kind} {number}");
        }
    }
    assert_eq!(plain("bigint", &"9".repeat(400)), Err("range"));
    assert_eq!(plain("int", " +7 "), Ok(Value::Int(7)));
    for raw in ["3.0", "1e3", "0x1", "1_000", "+-1", "-", "NaN", "seven", "1 2", "٣"] {
        assert_eq!(plain("int", raw), Err("type"), "{raw}");
    }
    for raw in ["3.0", "1e3", "\"3\"", "true", "[]", "{}"] {
        assert_eq!(json("int", raw), Err("type"), "{raw}");
    }
}

#[test]
fn floats_are_finite_and_nearest() {
    assert_eq!(plain("double", "246.4444444444444444"), Ok(Value::Float(246.444_444_444_444_46)));
    assert_eq!(plain("double", "0.00003757498468776416"), Ok(Value::Float(0.000_037_574_984_687_764_16)));
    assert_eq!(json("double", "246.4444444444444444"), Ok(Value::Float(246.444_444_444_444_46)));
    assert_eq!(json("double", "3"), Ok(Value::Float(3.0)));
    assert_eq!(plain("float", "0.1"), Ok(Value::Float(f64::from(0.1_f32))));
    // Just above the middle of two 32-bit numbers; rounding to 64 bits first would land on the middle.
    assert_eq!(plain("float", "1.000000059604644775390626"), Ok(Value::Float(f64::from(1.000_000_1_f32))));
    for raw in ["NaN", "nan", "inf", "-Infinity"] {
        assert_eq!(plain("double", raw), Err("not-finite"), "{raw}");
        assert_eq!(plain("float", raw), Err("not-finite"), "{raw}");
        assert_eq!(plain("decimal(3,1)", raw), Err("not-finite"), "{raw}");
    }
    assert_eq!(plain("double", "1e400"), Err("range"));
    assert_eq!(json("double", "-1e400"), Err("range"));
    assert_eq!(plain("float", "1e39"), Err("range"));
    assert_eq!(json("float", "3.5e38"), Err("range"));
    for raw in ["", "1,5", "1.2.3", "--1", "1e", "abc", "0x1p3"].iter().skip(1) {
        assert_eq!(plain("double", raw), Err("type"), "{raw}");
    }
    assert_eq!(json("double", "\"1.5\""), Err("type"));
}

#[test]
fn decimals_are_exact() {
    assert_eq!(plain("decimal(5,2)", "123.45"), decimal(12_345, 2));
    assert_eq!(plain("decimal(5,2)", "-0.5"), decimal(-50, 2));
    assert_eq!(plain("decimal(5,2)", "+1.500000"), decimal(150, 2));
    assert_eq!(plain("decimal(5,2)", "1.5e2"), decimal(15_000, 2));
    assert_eq!(plain("decimal(5,2)", "15000E-2"), decimal(15_000, 2));
    assert_eq!(plain("decimal(5,2)", "000000000000000000000000000000000000000000000001"), decimal(100, 2));
    assert_eq!(plain("decimal(5,2)", "0e999999999999999999999"), decimal(0, 2));
    assert_eq!(plain("decimal(5,2)", ".5"), decimal(50, 2));
    for raw in ["1.001", "1000", "999.999", "1e3", "1e-3", "1e999999999999999999999", &"9".repeat(60)] {
        assert_eq!(plain("decimal(5,2)", raw), Err("precision"), "{raw}");
    }
    for raw in [".", "e5", "1e", "1e+", "1.2.3", "-", "1 000", "1e5x"] {
        assert_eq!(plain("decimal(5,2)", raw), Err("type"), "{raw}");
    }
    let widest = "9".repeat(38);
    assert_eq!(plain("decimal(38,0)", &widest), decimal(widest.parse().unwrap(), 0));
    assert_eq!(
        plain("decimal(38,38)", &format!("-0.{widest}")),
        decimal(-widest.parse::<i128>().unwrap(), 38)
    );
    // No digit is lost on the way through JSON, as a number or as a string.
    assert_eq!(json("decimal(38,20)", "0.12345678901234567891"), decimal(12_345_678_901_234_567_891, 20));
    assert_eq!(json("decimal(38,20)", "\"0.12345678901234567891\""), decimal(12_345_678_901_234_567_891, 20));
    assert_eq!(json("decimal(5,2)", "true"), Err("type"));
}

#[test]
fn minimum_and_maximum_include_themselves() {
    let bounded = |kind, raw: &str| {
        plain_of(Column { minimum: Some(-0.1), maximum: Some(0.1), ..column("x", kind) }, raw).map(drop)
    };
    for kind in ["float", "double", "decimal(5,3)"] {
        assert_eq!(bounded(kind, "0.1"), Ok(()), "{kind}");
        assert_eq!(bounded(kind, "-0.1"), Ok(()), "{kind}");
        assert_eq!(bounded(kind, "0.101"), Err("maximum"), "{kind}");
        assert_eq!(bounded(kind, "-0.101"), Err("minimum"), "{kind}");
    }
    assert_eq!(bounded("decimal(5,0)", "0"), Ok(()));
    assert_eq!(bounded("decimal(5,0)", "1"), Err("maximum"));
    assert_eq!(bounded("decimal(5,0)", "-1"), Err("minimum"));
    assert_eq!(bounded("int", "1"), Err("maximum"));
    assert_eq!(bounded("int", "-1"), Err("minimum"));
    assert_eq!(bounded("int", "0"), Ok(()));
}

#[test]
fn bounds_of_large_integers_are_not_rounded() {
    let above = Column { minimum: Some(9_007_199_254_740_992.0), ..column("x", "bigint") };
    assert_eq!(plain_of(above.clone(), "9007199254740991"), Err("minimum"));
    assert_eq!(plain_of(above, "9007199254740993"), Ok(Value::Int(9_007_199_254_740_993)));
    let everything = Column { minimum: Some(-1e30), maximum: Some(1e30), ..column("x", "bigint") };
    assert_eq!(plain_of(everything, &i64::MAX.to_string()), Ok(Value::Int(i64::MAX)));
    let below = Column { maximum: Some(9_223_372_036_854_774_784.0), ..column("x", "bigint") };
    assert_eq!(plain_of(below, &i64::MAX.to_string()), Err("maximum"));
}

#[test]
fn booleans_have_a_few_spellings_in_text_and_one_in_json() {
    for raw in ["true", "TRUE", "t", "T", "1", " True "] {
        assert_eq!(plain("boolean", raw), Ok(Value::Bool(true)), "{raw}");
    }
    for raw in ["false", "f", "0"] {
        assert_eq!(plain("boolean", raw), Ok(Value::Bool(false)), "{raw}");
    }
    for raw in ["yes", "2", "tr", "on"] {
        assert_eq!(plain("boolean", raw), Err("type"), "{raw}");
    }
    assert_eq!(json("boolean", "false"), Ok(Value::Bool(false)));
    assert_eq!(json("boolean", "1"), Err("type"));
    assert_eq!(json("boolean", "\"true\""), Err("type"));
}

#[test]
fn dates_and_times_are_strings_in_json() {
    assert_eq!(plain("date", " 1970-01-03 "), Ok(Value::Date(2)));
    assert_eq!(json("date", "\"1970-01-03\""), Ok(Value::Date(2)));
    assert_eq!(json("date", "2"), Err("type"));
    assert_eq!(plain("timestamp", " 08 Jul 2023 20:00:00 GMT"), Ok(Value::Timestamp(1_688_846_400_000_000)));
    assert_eq!(json("timestamp", "\"2023-07-08T20:00:00Z\""), Ok(Value::Timestamp(1_688_846_400_000_000)));
    assert_eq!(json("timestamp", "1688846400"), Err("type"));
}

#[test]
fn text_is_counted_in_characters() {
    assert_eq!(plain("char(2)", "äö"), Ok(text("äö")));
    assert_eq!(plain("char(2)", "abc"), Err("length"));
    assert_eq!(plain("varchar(2)", "äöü"), Err("length"));
    let column = Column { max_length: Some(3), ..column("x", "string") };
    assert_eq!(plain_of(column.clone(), "äöü"), Ok(text("äöü")));
    assert_eq!(plain_of(column, "abcd"), Err("max-length"));
}

#[test]
fn text_follows_pattern_and_enum() {
    let pattern = Column { pattern: Some("^[a-z]+$".to_owned()), ..column("x", "string") };
    assert_eq!(plain_of(pattern.clone(), "abc"), Ok(text("abc")));
    assert_eq!(plain_of(pattern, "aBc"), Err("pattern"));
    let list = |kind| Column { allowed: Some(vec!["1".to_owned(), "22".to_owned()]), ..column("x", kind) };
    assert_eq!(plain_of(list("string"), "22"), Ok(text("22")));
    assert_eq!(plain_of(list("string"), "2"), Err("enum"));
    assert_eq!(plain_of(list("int"), "022"), Ok(Value::Int(22)));
    assert_eq!(plain_of(list("int"), "2"), Err("enum"));
}

#[test]
fn text_has_no_nul_and_no_half_characters() {
    assert_eq!(plain("string", "a\0b"), Err("encoding"));
    assert_eq!(json("string", r#""a\u0000b""#), Err("encoding"));
    assert_eq!(json("string", r#""\ud800""#), Err("encoding"));
    assert_eq!(json("string", r#""\ud83c\udf3e\n\"""#), Ok(text("🌾\n\"")));
    assert_eq!(json("string", "7"), Err("type"));
}

#[test]
fn indexed_text_stays_below_the_limit_of_the_database() {
    let unique = Column { unique: true, ..column("x", "string") };
    assert!(plain_of(unique.clone(), &"a".repeat(2_000)).is_ok());
    assert_eq!(plain_of(unique, &"a".repeat(2_001)), Err("max-length"));
    let keyed = Table {
        keys: vec!["a".to_owned(), "b".to_owned()],
        ..table(vec![required("a", "string"), required("b", "string"), column("c", "string")])
    };
    let judge = Judge::new(&keyed).unwrap();
    let long = "a".repeat(1_001);
    assert_eq!(judge.text(0, &long).unwrap_err().rule, "max-length");
    assert!(judge.text(2, &long).is_ok());
}

#[test]
fn a_message_never_repeats_the_value() {
    for kind in ["tinyint", "float", "double", "decimal(3,1)", "char(2)", "boolean", "date", "timestamp"] {
        let judge = judge(Column { maximum: Some(5.0), ..column("x", kind) });
        for raw in ["4711.47114711", "47114711", "NaN4711"] {
            let message = judge.text(0, raw).map(|_| ()).map_err(|broken| broken.message.into_owned());
            assert!(message.is_err_and(|message| !message.contains("4711")), "{kind} {raw}");
        }
    }
}

#[test]
fn a_pattern_that_does_not_compile_has_no_judge() {
    let fault = Judge::new(&table(vec![Column { pattern: Some("(".to_owned()), ..column("x", "string") }]));
    assert_eq!(fault.unwrap_err().pointer, "/columns/0/pattern");
}
