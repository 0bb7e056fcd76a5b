//! Values at the edges of what columns accept.

use domain::table::Column;

/// Texts that an enum may list.
pub const WORDS: [&str; 5] = ["ab", "abc", "ä", "xyz", "abcdefgh"];
/// Whole numbers that an enum may list.
pub const NUMBERS: [&str; 5] = ["1", "+2", "05", "100", "-1"];

/// JSON values around everything that a column, or what it becomes, asks for.
pub fn edges(columns: &[&Column]) -> Vec<String> {
    let mut edges: Vec<String> = [
        "-128",
        "127",
        "128",
        "32767",
        "-32768",
        "2147483647",
        "-2147483648",
        "9223372036854775807",
        "-9223372036854775808",
        "16777217",
        "-16777217",
        "-9007199254740993",
        "\"99999999999999999999\"",
        "\"-99999999999999999999\"",
        "\"99999999999999999999999999999999999999\"",
        "\"-99999999999999999999999999999999999999\"",
        "\"1152921504606847000.0000000000000000001\"",
        "9007199254740993",
        "5",
        "05",
        "5.0",
        "5e0",
        "\"5\"",
        "-0",
        "0",
        "0.1",
        "0.10000000149",
        "0.1000000000001",
        "0.0999999999",
        "1.5",
        "99.99",
        "999.99",
        "99999",
        "12345.67",
        "1152921504606846976",
        "1152921504606846977",
        "1152921504606847000",
        "3.4028235e38",
        "-3.4028235e38",
        "1e300",
        "-1e300",
        "true",
        "false",
        "\"\"",
        "\" \"",
        "\"b\"",
        "\"\\u00e4\"",
        "\"2023-07-08\"",
        "\" 2023-07-08 \"",
        "\"2023-07-08T20:00:00Z\"",
        "\"Sat, 08 Jul 2023 20:00:00 GMT\"",
        "9.999999999999999999e18",
        "\"12345678901234567.5\"",
        "\"0.01\"",
    ]
    .map(str::to_owned)
    .to_vec();
    edges.extend(WORDS.map(|word| format!("\"{word}\"")));
    edges.extend(NUMBERS.map(str::to_owned));
    for length in [1, 2, 3, 4, 9, 10, 11, 499, 501, 1_001, 1_200, 1_500, 2_001, 2_002] {
        edges.extend(["ä", "x", "😀"].map(|letter| format!("\"{}\"", letter.repeat(length))));
    }
    for bound in columns.iter().flat_map(|column| [column.minimum, column.maximum]).flatten() {
        let single = bound as f32;
        edges.extend(
            [bound, bound.next_up(), bound.next_down(), bound.floor(), bound.ceil()]
                .map(|number| number.to_string()),
        );
        edges.extend([single.next_up(), single.next_down()].map(|number| f64::from(number).to_string()));
    }
    // Enums may spell a number as JSON does not.
    edges.retain(|raw| serde_json::from_str::<serde_json::Value>(raw).is_ok());
    edges
}
