//! Data products with all that a contract may say, and a catalogue of them.
#![allow(dead_code, clippy::unwrap_used, reason = "each user takes its part, and a failed test may panic")]

use std::collections::BTreeMap;

use domain::compatibility::Mode;
use domain::formats::dcat::{Catalogue, CatalogueProduct, Page};
use domain::formats::odcs::ContractSource;
use domain::lifecycle::Status;
use domain::product::Metadata;
use domain::table::{Column, Table};
use proptest::prelude::*;
use proptest::sample::select;

use super::tables::{odd_text, table};

/// Texts that readers of YAML take for something else.
const YAML_TEXTS: [&str; 12] = [
    "yes",
    "12:30:45",
    "1_000",
    "0o17",
    "~",
    "null",
    "1e3",
    "- a",
    "? b",
    "\u{85}\u{2028}\u{feff}",
    "\u{7}\t x ",
    "#",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![odd_text(), select(&YAML_TEXTS[..]).prop_map(str::to_owned)]
}

pub fn metadata() -> impl Strategy<Value = Metadata> {
    let person = || (text(), prop::option::of(text()));
    let emails = select(&["soil@example.org", "o'neill+x%y@example.org", "\"a<b>\"@example.org"][..]);
    let tags = prop::collection::btree_map(
        prop_oneof![text(), Just("a:b%3A".to_owned()), Just(String::new())],
        prop_oneof![text(), Just(String::new())],
        0..4,
    );
    (
        text(),
        text(),
        person(),
        prop::option::of(text()),
        prop::option::of(text()),
        prop::option::of(emails),
        prop::option::of(1..36_500_i32),
        any::<bool>(),
        prop::option::of(text()),
        tags,
    )
        .prop_map(
            |(
                description,
                domain,
                owner,
                maintainer,
                maintainer_name,
                email,
                retention_period,
                dpia_required,
                dpia_location,
                tags,
            )| Metadata {
                description,
                domain,
                data_product_owner: owner.0,
                data_product_owner_display_name: owner.1,
                data_product_maintainer: maintainer,
                data_product_maintainer_display_name: maintainer_name,
                email: email.map(str::to_owned),
                retention_period,
                dpia_required,
                dpia_location,
                tags,
            },
        )
}

pub fn contract() -> impl Strategy<Value = ContractSource> {
    let statuses = select(&Status::ALL[..]);
    let modes = select(&Mode::ALL[..]);
    let tables = prop::collection::btree_map("[a-z0-9_]{1,64}", table(), 0..4);
    (metadata(), "[a-z0-9_]{1,64}", 1..9_u32, 0..9_u32, statuses, modes, tables, any::<bool>()).prop_map(
        |(metadata, name, major, minor, status, mode, tables, has_server)| ContractSource {
            name: name.parse().unwrap(),
            version: format!("v{major}.{minor}").parse().unwrap(),
            status,
            compatibility_mode: mode,
            metadata,
            tables: tables.into_iter().map(|(name, table)| (name.parse().unwrap(), table)).collect(),
            created_at: has_server.then(|| "2026-11-25T09:30:00.000Z".to_owned()),
            server: has_server.then(|| "https://granary.example.org/".to_owned()),
        },
    )
}

pub fn catalogue(contracts: &[ContractSource]) -> Catalogue {
    let product = |contract: &ContractSource| CatalogueProduct {
        name: contract.name.clone(),
        version: contract.version,
        status: contract.status,
        metadata: contract.metadata.clone(),
        tables: contract
            .tables
            .iter()
            .map(|(name, table)| (name.clone(), table.table_description.clone()))
            .collect(),
        issued: "2026-11-25T09:30:00Z".parse().unwrap(),
        modified: "2026-11-25T10:30:00.5Z".parse().unwrap(),
    };
    Catalogue {
        server: "https://granary.example.org/".to_owned(),
        title: "Data \"products\"".to_owned(),
        description: "What there is.".to_owned(),
        publisher: "Example Ltd".to_owned(),
        products: contracts.iter().map(product).collect(),
        page: Some(Page {
            address: "https://granary.example.org/v1/catalogue?limit=60".to_owned(),
            next: Some("https://granary.example.org/v1/catalogue?limit=60&cursor=ab c".to_owned()),
        }),
    }
}

/// One product whose rules people would write so.
pub fn readings() -> ContractSource {
    let column = |name: &str, kind: &str| Column {
        description: Some(format!("The {name}.")),
        ..Column::new(name.to_owned(), kind.parse().unwrap())
    };
    let table = Table {
        table_description: "One hour of one cell.".to_owned(),
        columns: vec![
            Column { pattern: Some("^cell_[0-9]+$".to_owned()), ..column("cell", "varchar(8)") },
            column("at", "timestamp"),
            Column {
                minimum: Some(-5.5),
                maximum: Some(5.5),
                unit: Some("mV".to_owned()),
                ..column("voltage", "double")
            },
            Column { minimum: Some(0.0), ..column("price", "decimal(10,2)") },
            Column {
                allowed: Some(vec!["dry".to_owned(), "wet".to_owned()]),
                nullable: false,
                ..column("state", "string")
            },
            Column { allowed: Some(vec!["1".to_owned(), "2".to_owned()]), ..column("code", "tinyint") },
            Column { unique: true, ..column("serial", "int") },
            Column { personal_data: true, ..column("operator", "char(20)") },
            column("sunny", "boolean"),
            column("day", "date"),
        ],
        time_column: Some("at".to_owned()),
        keys: vec!["cell".to_owned(), "at".to_owned()],
        column_map: BTreeMap::from([("Voltage (mV)".to_owned(), "voltage".to_owned())]),
    };
    ContractSource {
        name: "soil_power".parse().unwrap(),
        version: "v1.2".parse().unwrap(),
        status: Status::Published,
        compatibility_mode: Mode::Backward,
        metadata: Metadata {
            description: "Hourly readings of soil microbial fuel cells.".to_owned(),
            domain: "environment".to_owned(),
            data_product_owner: "soil-lab@example.org".to_owned(),
            data_product_owner_display_name: Some("Soil laboratory".to_owned()),
            data_product_maintainer: Some("ops@example.org".to_owned()),
            data_product_maintainer_display_name: None,
            email: Some("soil-lab@example.org".to_owned()),
            retention_period: Some(3650),
            dpia_required: true,
            dpia_location: Some("https://example.org/dpia/soil-power".to_owned()),
            tags: BTreeMap::from([("season".to_owned(), "summer".to_owned())]),
        },
        tables: vec![("readings".parse().unwrap(), table.with_required_keys())],
        created_at: Some("2026-11-25T09:30:00.000Z".to_owned()),
        server: Some("https://granary.example.org".to_owned()),
    }
}
