//! What data products are found by, and the counts that are kept of them.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::collections::BTreeMap;

use diesel::connection::SimpleConnection;
use domain::finding::Term;
use domain::lifecycle::{Lifecycle, Status};
use store::catalogue::{self, Counted, Facet, Kind, Order, Place, Search, Sort, Visibility};
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
    let search = Search::new(
        visible,
        words.iter().map(|word| (*word).to_owned()).collect(),
        terms.iter().map(|term| term.text()).collect(),
    );
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
                let search = Search::new(Visibility::All, vec![], vec![]);
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

        assert_eq!(facets(store, &everything(), &[Facet::Tag]).values, [[("season".to_owned(), 2)]]);
    });
}

fn everything() -> Search {
    Search::new(Visibility::All, vec![], vec![])
}

fn facets(store: &Store, search: &Search, wanted: &[Facet]) -> Counted {
    store.read_blocking(|conn| catalogue::facets(conn, search, wanted, 9)).unwrap()
}

/// `published 2, draft 1`, the most frequent first.
fn written(values: &[(String, i64)]) -> String {
    values.iter().map(|(value, products)| format!("{value} {products}")).collect::<Vec<_>>().join(", ")
}

#[test]
fn facets_count_what_is_found_and_seen() {
    on_each_database(|store| {
        three(store);
        list(store, "ice", "bob", Status::Published, &[("season", "winter")], "voltage");
        let wanted = [Facet::Domain, Facet::Status, Facet::Tag, Facet::Owner];
        let count = |visible: Visibility, words: &[&str], terms: &[Term<'_>]| {
            let search = Search::new(
                visible,
                words.iter().map(|word| (*word).to_owned()).collect(),
                terms.iter().map(|term| term.text()).collect(),
            );
            let counted = facets(store, &search, &wanted);
            assert!(!counted.estimated);
            counted.values.iter().map(|values| written(values)).collect::<Vec<_>>()
        };
        let owner = |count: u32| format!("soil-lab@example.org {count}");
        assert_eq!(
            count(Visibility::All, &[], &[]),
            ["environment 4", "published 2, deprecated 1, draft 1", "season 3, a=b 1", &owner(4)]
        );
        let eve = Visibility::PublishedOr("eve".into());
        let of_eve = ["environment 3", "published 2, deprecated 1", "season 2, a=b 1", &owner(3)];
        assert_eq!(count(eve.clone(), &[], &[]), of_eve);
        let bob = Visibility::PublishedOr("bob".into());
        assert_eq!(count(bob.clone(), &[], &[]), count(Visibility::All, &[], &[]), "the draft is his own");
        let drafts = [Term::Status(Status::Draft)];
        assert_eq!(count(bob.clone(), &[], &drafts), ["environment 1", "draft 1", "season 1", &owner(1)]);
        assert_eq!(count(eve.clone(), &[], &drafts), [""; 4]);
        let winter = [Term::TagValue("season=winter")];
        assert_eq!(count(bob, &[], &winter)[1], "draft 1, published 1");
        assert_eq!(count(eve.clone(), &["voltage"], &winter)[1], "published 1");
        assert_eq!(count(eve, &["voltage"], &[])[1], "published 2, deprecated 1");
    });
}

/// Twenty thousand drafts of ann, of which the last five thousand have the word `late` and the last one `rare`.
fn twenty_thousand(store: &Store) {
    let numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)";
    let (name, now) = ("'p' || (100000 + i)", "CURRENT_TIMESTAMP, CURRENT_TIMESTAMP");
    let document = serde_json::to_string(&metadata("One of many.")).unwrap();
    let terms = "'\u{1f}domain=' || CASE i % 2 WHEN 0 THEN 'even' ELSE 'odd' END || '\u{1f}'";
    let words = "' all' || CASE WHEN i > 15000 THEN ' late' ELSE '' END || CASE i WHEN 20000 THEN ' rare' ELSE '' END";
    let sql = format!(
        "INSERT INTO data_products (id, name, owner_id, latest_major, latest_minor, created_at, updated_at)
             {numbers} SELECT {name}, {name}, 'ann', 1, 0, {now} FROM n;
         INSERT INTO data_product_versions (id, data_product_id, major, minor, status, revision, document, table_names,
             created_at, updated_at)
             {numbers} SELECT {name}, {name}, 1, 0, 'draft', 1, '{document}', '[]', {now} FROM n;
         INSERT INTO catalogue_entries (data_product_id, name, owner_id, status, words, marks, facet_terms,
             created_at, updated_at)
             {numbers} SELECT {name}, {name}, 'ann', 'draft', {words}, '', {terms}, {now} FROM n"
    );
    store.transaction_blocking(|conn| Ok::<_, StoreError>(conn.batch_execute(&sql)?)).unwrap();
}

#[test]
fn products_are_found_wherever_they_are_in_a_large_catalogue() {
    on_each_database(|store| {
        twenty_thousand(store);
        let first = |word: &str, descending: bool, after: Option<&str>| {
            let search = Search::new(Visibility::All, vec![word.to_owned()], vec![]);
            let order = Order { sort: Sort::Name, descending };
            let place = after.map(|name| Place { micros: 0, name: name.to_owned() });
            let page =
                store.read_blocking(|conn| catalogue::page(conn, &search, order, place.as_ref(), 2)).unwrap();
            page.into_iter().map(|(product, _)| product.name).collect::<Vec<_>>()
        };
        assert_eq!(first("all", false, None), ["p100001", "p100002"]);
        assert_eq!(first("late", false, None), ["p115001", "p115002"], "many, and far from the beginning");
        assert_eq!(first("late", false, Some("p119999")), ["p120000"]);
        assert_eq!(first("late", true, Some("p115002")), ["p115001"]);
        assert_eq!(first("rare", false, None), ["p120000"]);
        assert_eq!(first("ra", true, Some("p120000")), [""; 0]);
        assert_eq!(first("absent", false, None), [""; 0]);
        list(store, "z", "bob", Status::Published, &[], "voltage");
        assert_eq!(found(store, Visibility::PublishedOr("eve".into()), &[], &[]), ["z"]);
        assert_eq!(
            found(store, Visibility::PublishedOr("bob".into()), &["volt"], &[Term::Column("voltage")]),
            ["z"]
        );
        assert_eq!(found(store, Visibility::PublishedOr("ann".into()), &[], &[])[..1], ["p100001"]);
    });
}

#[test]
fn facets_of_many_products_are_estimated() {
    on_each_database(|store| {
        twenty_thousand(store);
        let search = |word: &str| Search::new(Visibility::All, vec![word.to_owned()], vec![]);
        let rare = facets(store, &search("rare"), &[Facet::Domain]);
        assert_eq!(rare, Counted { values: vec![vec![("even".into(), 1)]], estimated: false });
        let late = facets(store, &search("late"), &[Facet::Domain]);
        assert!(late.estimated);
        let [values] = &late.values[..] else { panic!("one facet") };
        assert_eq!(values.len(), 2);
        assert!(values.iter().all(|(_, products)| (2_100..2_900).contains(products)), "{values:?}");
    });
}
