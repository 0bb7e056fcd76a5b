//! Data products, versions, schemas, batches and API keys.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use domain::ids::{ProductName, Version};
use domain::lifecycle::{Lifecycle, Status};
use domain::table::Table;
use store::batches::NewBatch;
use store::data_product_versions::VersionUpdate;
use store::row_tables::NewRowTable;
use store::rows::RowTarget;
use store::schemas::NewSchema;
use store::{
    Connection, Json, Store, StoreError, api_keys, batches, data_product_versions, data_products, row_tables,
    rows, schemas,
};
use support::{column, id, metadata, new_product, new_version, now, on_each_database, table};

const V1_1: Version = Version { major: 1, minor: 1 };

fn name(text: &str) -> ProductName {
    text.parse().unwrap()
}

fn definition() -> Table {
    table(vec![column("at", "timestamp"), column("level", "double")], Some("at"), &[])
}

fn insert_product(store: &Store, product: &str, owner_id: &str) -> String {
    let new = new_product(product, owner_id);
    store.transaction_blocking(|conn| data_products::insert(conn, &new)).unwrap();
    new.id
}

fn insert_schema(conn: &mut Connection, product: &str) -> Result<(), StoreError> {
    let (product, version) = data_products::find(conn, &name(product), None)?;
    let row_table = NewRowTable {
        id: id(),
        data_product_id: product.id.clone(),
        name: row_tables::physical_name(&name(&product.name), 1, &"readings".parse().unwrap()),
        created_at: now(),
    };
    row_tables::reserve(conn, &row_table)?;
    schemas::insert(
        conn,
        &NewSchema {
            id: id(),
            data_product_version_id: version.id,
            name: "readings".parse().unwrap(),
            definition: definition(),
            row_table_id: row_table.id,
            created_at: now(),
        },
    )
}

#[test]
fn a_data_product_is_found_with_its_latest_or_any_version() {
    on_each_database(|store| {
        let product_id = insert_product(store, "soil_power", "ann");
        store
            .transaction_blocking(|conn| data_product_versions::add(conn, &product_id, &new_version(V1_1)))
            .unwrap();
        let find = |version| {
            store.read_blocking(|conn| data_products::find(conn, &name("soil_power"), version)).map(|found| {
                assert_eq!(found.0.latest(), V1_1);
                found.1.version()
            })
        };
        assert_eq!(find(None).unwrap(), V1_1);
        assert_eq!(find(Some(Version::FIRST)).unwrap(), Version::FIRST);
        assert!(matches!(find(Some(Version { major: 2, minor: 0 })), Err(StoreError::NotFound)));
    });
}

#[test]
fn a_taken_name_is_a_conflict_that_names_the_constraint() {
    on_each_database(|store| {
        insert_product(store, "soil_power", "ann");
        let again =
            store.transaction_blocking(|conn| data_products::insert(conn, &new_product("soil_power", "bob")));
        assert!(matches!(again, Err(StoreError::Conflict(name)) if name == "data_products_name_unique"));

        let product_id = insert_product(store, "other", "ann");
        let again = store.transaction_blocking(|conn| {
            data_product_versions::add(conn, &product_id, &new_version(Version::FIRST))
        });
        let expected = "data_product_versions_data_product_id_major_minor_unique";
        assert!(matches!(again, Err(StoreError::Conflict(name)) if name == expected));
    });
}

#[test]
fn an_update_raises_the_revision() {
    on_each_database(|store| {
        insert_product(store, "soil_power", "ann");
        let (_, version) = store
            .transaction_blocking(|conn| {
                data_products::lock(conn, &name("soil_power"))?;
                let (_, version) = data_products::find(conn, &name("soil_power"), None)?;
                let update = VersionUpdate {
                    lifecycle: Lifecycle::without_end(Status::Draft),
                    document: metadata("new"),
                    table_names: vec!["a".into(), "b".into()],
                    updated_at: now(),
                };
                data_product_versions::update(conn, &version, &update)?;
                data_products::find(conn, &name("soil_power"), None)
            })
            .unwrap();
        assert_eq!((version.revision, version.status.0), (2, Status::Draft));
        assert_eq!(version.table_names, Json(vec!["a".to_owned(), "b".to_owned()]));
    });
}

#[test]
fn writers_that_lock_a_data_product_take_turns() {
    on_each_database(|store| {
        insert_product(store, "soil_power", "ann");
        let add_one = || {
            store
                .transaction_blocking(|conn| {
                    data_products::lock(conn, &name("soil_power"))?;
                    let (_, version) = data_products::find(conn, &name("soil_power"), None)?;
                    let count: u32 = version.document.0.description.parse().unwrap_or(0);
                    let update = VersionUpdate {
                        lifecycle: Lifecycle::without_end(Status::Draft),
                        document: metadata(&(count + 1).to_string()),
                        table_names: vec![],
                        updated_at: now(),
                    };
                    data_product_versions::update(conn, &version, &update)
                })
                .unwrap();
        };
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| (0..5).for_each(|_| add_one()));
            }
        });
        let found = store.read_blocking(|conn| data_products::find(conn, &name("soil_power"), None)).unwrap();
        assert_eq!(found.1.document.0.description, "20");
    });
}

#[test]
fn a_schema_is_found_in_its_context_and_shared_by_the_next_minor_version() {
    on_each_database(|store| {
        let product_id = insert_product(store, "soil_power", "ann");
        store
            .transaction_blocking(|conn| {
                insert_schema(conn, "soil_power")?;
                let next = new_version(V1_1);
                data_product_versions::add(conn, &product_id, &next)?;
                let (_, first) = data_products::find(conn, &name("soil_power"), Some(Version::FIRST))?;
                for schema in schemas::list_of_version(conn, &first.id)? {
                    schemas::copy_to_version(conn, &schema, &id(), &next.id, now())?;
                }
                Ok::<_, StoreError>(())
            })
            .unwrap();
        let find = |version| {
            let readings = "readings".parse().unwrap();
            store.read_blocking(|conn| schemas::find(conn, &name("soil_power"), version, &readings)).unwrap()
        };
        let latest = find(None);
        assert_eq!(latest.version.version(), V1_1);
        assert_eq!(latest.schema.definition.0, definition());
        assert_eq!(latest.row_table_name, "soil_power:v1:readings");
        assert_eq!(find(Some(Version::FIRST)).row_table_name, latest.row_table_name);
    });
}

#[test]
fn a_table_of_rows_is_made_once_and_a_product_without_one_can_be_deleted() {
    on_each_database(|store| {
        let product_id = insert_product(store, "soil_power", "ann");
        store
            .transaction_blocking(|conn| {
                insert_schema(conn, "soil_power")?;
                let find = |conn: &mut Connection| {
                    schemas::find(conn, &name("soil_power"), None, &"readings".parse().unwrap())
                };
                let found = find(conn)?;
                assert!(!found.row_table_is_made);
                for _ in 0..2 {
                    let (id, table) = (&found.schema.row_table_id, &found.row_table_name);
                    row_tables::make(conn, id, table, &found.schema.definition.0)?;
                }
                assert!(find(conn)?.row_table_is_made);
                data_products::delete(conn, &product_id)
            })
            .unwrap();
        let product_id = insert_product(store, "soil_power", "ann");
        store
            .transaction_blocking(|conn| {
                insert_schema(conn, "soil_power")?;
                data_products::delete(conn, &product_id)
            })
            .unwrap();
    });
}

#[test]
fn a_deleted_data_product_takes_everything_along() {
    on_each_database(|store| {
        let product_id = insert_product(store, "soil_power", "ann");
        let batch_id = id();
        let target = store
            .transaction_blocking(|conn| {
                insert_schema(conn, "soil_power")?;
                let found = schemas::find(conn, &name("soil_power"), None, &"readings".parse().unwrap())?;
                let definition = &found.schema.definition.0;
                row_tables::make(conn, &found.schema.row_table_id, &found.row_table_name, definition)?;
                let target = RowTarget::new(found.row_table_name, definition);
                let new = NewBatch {
                    id: batch_id.clone(),
                    row_table_id: found.schema.row_table_id,
                    schema_id: found.schema.id,
                    accepted_count: 0,
                    created_by: "ann".into(),
                    created_at: now(),
                };
                let number = batches::insert(conn, &new)?;
                batches::set_accepted_count(conn, number, 7)?;
                assert_eq!(batches::find(conn, &batch_id)?.accepted_count, 7);
                Ok::<_, StoreError>(target)
            })
            .unwrap();
        store.transaction_blocking(|conn| data_products::delete(conn, &product_id)).unwrap();
        let batch = store.read_blocking(|conn| batches::find(conn, &batch_id));
        assert!(matches!(batch, Err(StoreError::NotFound)));
        let read =
            store.read_blocking(|conn| rows::read(conn, &target, &Default::default(), &mut |_| Ok(())));
        // PostgreSQL may be asked for a table that goes this moment, so there it is no fault of ours.
        assert!(matches!(read, Err(StoreError::NotFound | StoreError::Internal(_))), "the table is gone");
        // The name is free again, and so is that of its table.
        insert_product(store, "soil_power", "ann");
        store.transaction_blocking(|conn| insert_schema(conn, "soil_power")).unwrap();
    });
}

#[test]
fn a_key_is_found_until_and_after_it_is_revoked() {
    on_each_database(|store| {
        let key = api_keys::ApiKey {
            id: id(),
            name: "logger".into(),
            role: "producer".into(),
            prefix: "abc".into(),
            secret_hash: "00".into(),
            created_at: now(),
            expires_at: None,
            revoked_at: None,
        };
        let at = now();
        store
            .transaction_blocking(|conn| {
                api_keys::insert(conn, &key)?;
                assert_eq!(api_keys::find_by_prefix(conn, "abc")?, key);
                api_keys::revoke(conn, &key.id, at)?;
                assert!(matches!(api_keys::revoke(conn, &key.id, at), Err(StoreError::NotFound)));
                let [stored] = api_keys::list(conn)?.try_into().unwrap();
                assert_eq!(stored.revoked_at, Some(at));
                Ok::<_, StoreError>(())
            })
            .unwrap();
        let again = store.transaction_blocking(|conn| api_keys::insert(conn, &key));
        assert!(matches!(again, Err(StoreError::Conflict(_))));
    });
}

#[test]
fn a_long_name_is_shortened_to_what_postgres_keeps() {
    let (product, readings) = ("p".repeat(64), "t".repeat(64));
    let short = |major| row_tables::physical_name(&name(&product), major, &readings.parse().unwrap());
    assert_eq!(short(1).len(), 63);
    assert_ne!(short(1), short(2));
}
