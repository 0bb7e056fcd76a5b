//! What data products are found by, and the counts that are kept of them.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::collections::BTreeMap;

use domain::finding::Term;
use domain::lifecycle::{Lifecycle, Status};
use store::catalogue::{self, Kind, Order, Place, Search, Sort, Visibility};
use store::data_product_versions::{self, VersionUpdate};
use store::{Connection, Store, StoreError, data_products};
use support::{column, metadata, new_product, now, on_each_database, table};

/// A product with a table of one column, listed with these tags.
fn list(store: &Store, name: &str, owner: &str, status: Status, tags: &[(&str, &str)], column_name: &str) {
    store
        .transaction_blocking(|conn| {
            data_products::insert(conn, &new_product(name, owner))?;
            let (_, version) = data_products::find(conn, &name.parse().unwrap(), None)?;
            let mut document = metadata(&format!("Readings of {name}."));
            document.tags = tags.iter().map(|(tag, value)| ((*tag).into(), (*value).into())).collect();
            let update = VersionUpdate {
                lifecycle: Lifecycle::without_end(status),
                document,
                table_names: vec!["readings".into()],
                updated_at: now(),
            };
            data_product_versions::update(conn, &version, &update)?;
            put(conn, name, column_name)
        })
        .unwrap();
}

fn put(conn: &mut Connection, name: &str, column_name: &str) -> Result<(), StoreError> {
    let (product, version) = data_products::find(conn, &name.parse().unwrap(), None)?;
    let definition = table(vec![column(column_name, "double")], None, &[]);
    catalogue::put(conn, &product, &version, &BTreeMap::from([("readings".to_owned(), definition)]))
}

const BY_NAME: Order = Order { sort: Sort::Name, descending: false };

fn found(store: &Store, visible: Visibility, words: &[&str], terms: &[Term<'_>]) -> Vec<String> {
    let search = Search {
        visible,
        words: words.iter().map(|word| (*word).to_owned()).collect(),
        terms: terms.iter().map(|term| term.text()).collect(),
    };
    let page = store.read_blocking(|conn| catalogue::page(conn, &search, BY_NAME, None, 100)).unwrap();
    page.into_iter().map(|(product, _)| product.name).collect()
}

fn three(store: &Store) {
    list(store, "soil_power", "ann", Status::Published, &[("season", "summer")], "voltage");
    list(store, "soil_water", "bob", Status::Draft, &[("season", "winter")], "moisture");
    list(store, "air", "ann", Status::Deprecated, &[("a=b", "c")], "voltage");
}

#[test]
fn products_are_found_by_words_and_terms_and_those_of_others_as_drafts_are_not() {
    on_each_database(|store| {
        three(store);
        let all = |words: &[&str], terms: &[Term<'_>]| found(store, Visibility::All, words, terms);
        assert_eq!(all(&[], &[]), ["air", "soil_power", "soil_water"]);
        assert_eq!(all(&["soil"], &[]), ["air", "soil_power", "soil_water"], "the owner counts too");
        assert_eq!(all(&["water"], &[]), ["soil_water"]);
        assert_eq!(all(&["so", "pow"], &[]), ["soil_power"], "the beginning of a word is enough");
        assert_eq!(all(&["oil"], &[]), [""; 0], "and its middle is not");
        assert_eq!(all(&["summer"], &[]), ["soil_power"]);
        assert_eq!(all(&["moisture"], &[]), ["soil_water"]);
        assert_eq!(all(&[], &[Term::Column("voltage")]), ["air", "soil_power"]);
        assert_eq!(all(&["power"], &[Term::Column("voltage")]), ["soil_power"]);
        assert_eq!(all(&[], &[Term::Tag("season")]), ["soil_power", "soil_water"]);
        assert_eq!(all(&[], &[Term::TagValue("season=winter")]), ["soil_water"]);
        assert_eq!(all(&[], &[Term::Tag("seas")]), [""; 0]);
        assert_eq!(all(&[], &[Term::Status(Status::Deprecated), Term::Domain("environment")]), ["air"]);
        assert_eq!(all(&[], &[Term::PersonalData(true)]), [""; 0]);
        let eve = |owner: &str| found(store, Visibility::PublishedOr(owner.into()), &[], &[]);
        assert_eq!(eve("eve"), ["air", "soil_power"]);
        assert_eq!(eve("bob"), ["air", "soil_power", "soil_water"]);
    });
}

#[test]
fn every_order_goes_on_after_its_last_product() {
    on_each_database(|store| {
        for number in 0..7 {
            list(store, &format!("p{number}"), "ann", Status::Published, &[], "a");
        }
        for sort in [Sort::Name, Sort::CreatedAt, Sort::UpdatedAt] {
            for descending in [false, true] {
                let order = Order { sort, descending };
                let search = Search { visible: Visibility::All, words: vec![], terms: vec![] };
                let (mut names, mut after): (Vec<String>, Option<Place>) = (Vec::new(), None);
                loop {
                    let page = store
                        .read_blocking(|conn| catalogue::page(conn, &search, order, after.as_ref(), 3))
                        .unwrap();
                    let Some((product, version)) = page.last() else { break };
                    let at = if sort == Sort::CreatedAt { product.created_at } else { version.updated_at };
                    after =
                        Some(Place { micros: at.and_utc().timestamp_micros(), name: product.name.clone() });
                    names.extend(page.into_iter().map(|(product, _)| product.name));
                }
                let mut expected: Vec<String> = (0..7).map(|number| format!("p{number}")).collect();
                if descending {
                    expected.reverse();
                }
                assert_eq!(names, expected, "{order:?}");
            }
        }
    });
}

#[test]
fn counts_and_terms_follow_every_change() {
    on_each_database(|store| {
        three(store);
        let counted = |kind| {
            let found = store.read_blocking(|conn| catalogue::counted(conn, kind, None, 9)).unwrap();
            found.into_iter().map(|count| (count.name, count.products)).collect::<Vec<_>>()
        };
        assert_eq!(counted(Kind::Domain), [("environment".into(), 2)], "drafts are not told of");
        assert_eq!(counted(Kind::Tag), [("a=b".into(), 1), ("season".into(), 1)]);
        let by_status =
            store.read_blocking(|conn| catalogue::counted_by_status(conn, Kind::Domain, 9)).unwrap();
        let by_status: Vec<_> =
            by_status.into_iter().map(|one| (one.status.unwrap(), one.products)).collect();
        assert_eq!(by_status, [(Status::Deprecated, 1), (Status::Draft, 1), (Status::Published, 1)]);

        store.transaction_blocking(|conn| put(conn, "air", "current")).unwrap();
        assert_eq!(found(store, Visibility::All, &[], &[Term::Column("voltage")]), ["soil_power"]);
        assert_eq!(found(store, Visibility::All, &["current"], &[]), ["air"]);
        store
            .transaction_blocking(|conn| {
                let (product, _) = data_products::find(conn, &"air".parse().unwrap(), None)?;
                catalogue::remove(conn, &product.id)?;
                data_products::delete(conn, &product.id)
            })
            .unwrap();
        assert_eq!(counted(Kind::Domain), [("environment".into(), 1)]);
        assert_eq!(counted(Kind::Tag), [("season".into(), 1)]);
        assert_eq!(found(store, Visibility::All, &["current"], &[]), [""; 0]);

        let search = Search { visible: Visibility::All, words: vec![], terms: vec![] };
        let facet = store.read_blocking(|conn| catalogue::facet(conn, &search, "tag=", 9)).unwrap();
        assert_eq!(
            facet.iter().map(|one| (one.term.as_str(), one.products)).collect::<Vec<_>>(),
            [("tag=season", 2)]
        );
    });
}
