//! Invented data products. Number and content of each follow from its index alone, so that those who measure know what
//! was written: words as uneven as in real texts, some domains, tags and owners with many products and most with few.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, Utc};
use domain::lifecycle::{Lifecycle, Status};
use domain::product::Metadata;
use domain::table::{Column, Table};

/// Different words in all texts.
const WORDS: u64 = 20_000;
/// Every so many products one has [`RARE`].
const RARE_EVERY: u64 = 10_000;
/// A word of few products.
pub const RARE: &str = "zyzzyva";
/// The product with this index has so many versions, all of them different.
pub const MANY_VERSIONS: (u64, u32) = (0, 100);
/// The one table of each product.
pub const TABLE: &str = "readings";
/// 2024-01-01, before which nothing was made.
const START: i64 = 1_704_067_200;

/// One product, all of its versions.
pub struct Invented {
    pub name: String,
    pub lifecycle: Lifecycle,
    pub metadata: Metadata,
    /// The definition of the table in each version, oldest first.
    pub versions: Vec<Table>,
    pub created_at: DateTime<Utc>,
}

/// Numbers that look random and are the same every time (splitmix64).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    /// Below the limit, the smaller the more often: as words are in texts (Zipf).
    fn uneven(&mut self, limit: u64) -> u64 {
        let share = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        ((limit as f64).powf(share) as u64).saturating_sub(1)
    }

    fn text(&mut self, count: u64) -> String {
        (0..count).map(|_| word(self.uneven(WORDS))).collect::<Vec<_>>().join(" ")
    }
}

/// A word; the smaller the number, the more products have it.
pub fn word(number: u64) -> String {
    const CONSONANTS: &[u8] = b"bcdfghjklmnprstvwxzq";
    const VOWELS: &[u8] = b"aeiou";
    let syllable = |n: u64| {
        [CONSONANTS[(n / 5 % 20) as usize], VOWELS[(n % 5) as usize]].map(char::from).into_iter().collect()
    };
    let mut parts: Vec<String> = vec![syllable(number % 100 + 37), syllable(number / 100 % 100 + 11)];
    if number >= 10_000 {
        parts.push(syllable(number / 10_000));
    }
    parts.concat()
}

/// A domain; the smaller the number, the more products are in it.
pub fn domain_name(number: u64) -> String {
    format!("{}-{}", word(number), word(number + 40))
}

/// Who answers for products; the smaller the number, the more of them.
pub fn owner(number: u64) -> String {
    format!("{}@example.org", word(number + 500))
}

/// The name of a tag.
pub fn tag(number: u64) -> String {
    word(number + 800)
}

/// The name of a column.
pub fn column_name(number: u64) -> String {
    format!("{}_{}", word(number + 5), word(number % 70))
}

/// The name of the product with this index.
pub fn name(index: u64) -> String {
    let mut numbers = Numbers(index.wrapping_mul(31));
    format!("{}_{}_{index}", word(numbers.below(3_000)), word(numbers.below(3_000)))
}

/// The product with this index.
pub fn product(index: u64) -> Invented {
    let mut numbers = Numbers(index.wrapping_mul(0x5851_f42d_4c95_7f2d));
    let created_at = START + numbers.below(600 * 86_400) as i64;
    let created_at =
        DateTime::from_timestamp_millis(created_at * 1_000 + index as i64 % 1_000).unwrap_or_default();
    let status = match numbers.below(100) {
        0..15 => Status::Draft,
        15..85 => Status::Published,
        85..95 => Status::Deprecated,
        _ => Status::Retired,
    };
    let mut lifecycle = Lifecycle::without_end(status);
    if matches!(status, Status::Deprecated | Status::Retired) {
        lifecycle.deprecated_at = Some(created_at);
        lifecycle.sunset = Some(created_at + Duration::days(900));
    }
    let mut tags: BTreeMap<String, String> =
        (0..numbers.below(5)).map(|_| (tag(numbers.uneven(200)), word(numbers.uneven(20)))).collect();
    if index % RARE_EVERY == 7 {
        tags.insert(RARE.to_owned(), RARE.to_owned());
    }
    let metadata = Metadata {
        description: numbers.text(20),
        domain: domain_name(numbers.uneven(40)),
        data_product_owner: owner(numbers.uneven(300)),
        data_product_owner_display_name: None,
        data_product_maintainer: None,
        data_product_maintainer_display_name: None,
        email: None,
        retention_period: Some(365),
        dpia_required: false,
        dpia_location: None,
        tags,
    };
    let first = table(&mut numbers, index);
    let count = if index == MANY_VERSIONS.0 { MANY_VERSIONS.1 } else { index as u32 % 5 + 1 };
    let versions = std::iter::successors(Some(first), |before| Some(next(&mut numbers, before)));
    Invented {
        name: name(index),
        lifecycle,
        metadata,
        versions: versions.take(count as usize).collect(),
        created_at,
    }
}

fn table(numbers: &mut Numbers, index: u64) -> Table {
    // Both are in many products and seldom in the same one: no condition alone narrows a search for both.
    let sides: &[&str] = match index % 1_000 {
        500 => &["left_side", "right_side"],
        rest if rest % 2 == 0 => &["left_side"],
        _ => &["right_side"],
    };
    let mut names: Vec<String> = sides.iter().map(|side| (*side).to_owned()).collect();
    for _ in 0..6 + numbers.below(6) {
        let name = column_name(numbers.uneven(2_000));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let mut columns = vec![described(numbers, "at".to_owned(), "timestamp")];
    for name in names {
        let type_name =
            ["double", "int", "varchar(64)", "decimal(12,3)", "boolean"][numbers.below(5) as usize];
        columns.push(described(numbers, name, type_name));
    }
    Table {
        table_description: numbers.text(8),
        columns,
        time_column: Some("at".to_owned()),
        keys: Vec::new(),
        column_map: BTreeMap::new(),
    }
    .with_required_keys()
}

fn described(numbers: &mut Numbers, name: String, type_name: &str) -> Column {
    let mut column = Column::new(name, type_name.parse().unwrap_or(domain::column_type::ColumnType::String));
    column.description = Some(numbers.text(5));
    column.personal_data = numbers.below(100) < 3;
    column
}

/// The definition with one more column.
fn next(numbers: &mut Numbers, before: &Table) -> Table {
    let mut after = before.clone();
    after.columns.push(described(numbers, format!("added_{}", before.columns.len()), "double"));
    after
}
