//! The control tables, the same on both databases. Times are in UTC.

diesel::table! {
    data_products (id) {
        id -> Text,
        name -> Text,
        owner_id -> Text,
        latest_major -> Integer,
        latest_minor -> Integer,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    data_product_versions (id) {
        id -> Text,
        data_product_id -> Text,
        major -> Integer,
        minor -> Integer,
        status -> Text,
        revision -> Integer,
        document -> Text,
        table_names -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    row_tables (id) {
        id -> Text,
        data_product_id -> Text,
        name -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    schemas (id) {
        id -> Text,
        data_product_version_id -> Text,
        name -> Text,
        revision -> Integer,
        definition -> Text,
        row_table_id -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    batches (number) {
        number -> BigInt,
        id -> Text,
        row_table_id -> Text,
        schema_id -> Text,
        accepted_count -> BigInt,
        created_by -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    api_keys (id) {
        id -> Text,
        name -> Text,
        role -> Text,
        prefix -> Text,
        secret_hash -> Text,
        created_at -> Timestamp,
        expires_at -> Nullable<Timestamp>,
        revoked_at -> Nullable<Timestamp>,
    }
}

diesel::joinable!(data_product_versions -> data_products (data_product_id));
diesel::joinable!(row_tables -> data_products (data_product_id));
diesel::joinable!(schemas -> data_product_versions (data_product_version_id));
diesel::joinable!(schemas -> row_tables (row_table_id));
diesel::joinable!(batches -> row_tables (row_table_id));
diesel::allow_tables_to_appear_in_same_query!(
    data_products,
    data_product_versions,
    row_tables,
    schemas,
    batches
);
