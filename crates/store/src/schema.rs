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
        compatibility_mode -> Text,
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
        deprecated_at -> Nullable<Timestamp>,
        sunset_at -> Nullable<Timestamp>,
        successor -> Nullable<Text>,
    }
}

diesel::table! {
    row_tables (id) {
        id -> Text,
        data_product_id -> Text,
        name -> Text,
        created_at -> Timestamp,
        is_made -> Bool,
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

diesel::table! {
    catalogue_entries (number) {
        number -> BigInt,
        data_product_id -> Text,
        name -> Text,
        owner_id -> Text,
        status -> Text,
        words -> Text,
        marks -> Text,
        facet_terms -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    catalogue_counts (kind, name, status, shard) {
        kind -> Text,
        name -> Text,
        status -> Text,
        shard -> Integer,
        products -> BigInt,
    }
}

diesel::table! {
    data_product_uses (data_product_id, caller_id, major, minor) {
        data_product_id -> Text,
        caller_id -> Text,
        major -> Integer,
        minor -> Integer,
        caller_name -> Text,
        last_read_at -> Nullable<Timestamp>,
        last_wrote_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    active_callers (day, caller_id) {
        day -> Date,
        caller_id -> Text,
    }
}

diesel::table! {
    daily_activity (day) {
        day -> Date,
        active_consumers -> BigInt,
    }
}

diesel::table! {
    daily_rows (day, product, table_name, shard) {
        day -> Date,
        product -> Text,
        table_name -> Text,
        shard -> Integer,
        accepted -> BigInt,
        rejected -> BigInt,
    }
}

diesel::table! {
    audit_events (number) {
        number -> BigInt,
        id -> Text,
        at -> Timestamp,
        actor_id -> Text,
        actor_name -> Text,
        action -> Text,
        subject -> Text,
        product -> Text,
        version_before -> Nullable<Text>,
        version_after -> Nullable<Text>,
        request_id -> Text,
        sequence -> BigInt,
        previous_hash -> Text,
        hash -> Text,
    }
}

diesel::table! {
    idempotency_records (id) {
        id -> Text,
        caller_id -> Text,
        fingerprint -> Text,
        answer -> Text,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    changes (id) {
        id -> Integer,
        number -> BigInt,
    }
}

diesel::joinable!(data_product_versions -> data_products (data_product_id));
diesel::joinable!(row_tables -> data_products (data_product_id));
diesel::joinable!(schemas -> data_product_versions (data_product_version_id));
diesel::joinable!(schemas -> row_tables (row_table_id));
diesel::joinable!(batches -> row_tables (row_table_id));
diesel::joinable!(catalogue_entries -> data_products (data_product_id));
diesel::joinable!(data_product_uses -> data_products (data_product_id));
diesel::allow_tables_to_appear_in_same_query!(
    data_products,
    catalogue_entries,
    data_product_uses,
    data_product_versions,
    row_tables,
    schemas,
    batches
);
