-- One physical table of rows: shared by the same table of all minor versions of one major version.
CREATE TABLE row_tables (
    id TEXT NOT NULL,
    data_product_id TEXT NOT NULL,
    name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    CONSTRAINT row_tables_pkey PRIMARY KEY (id),
    CONSTRAINT row_tables_data_product_id_fkey
        FOREIGN KEY (data_product_id) REFERENCES data_products (id) ON DELETE CASCADE,
    CONSTRAINT row_tables_name_unique UNIQUE (name)
);
CREATE INDEX row_tables_data_product_id_index ON row_tables (data_product_id);

CREATE TABLE schemas (
    id TEXT NOT NULL,
    data_product_version_id TEXT NOT NULL,
    name TEXT NOT NULL,
    revision INTEGER NOT NULL,
    definition TEXT NOT NULL,
    row_table_id TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    CONSTRAINT schemas_pkey PRIMARY KEY (id),
    CONSTRAINT schemas_data_product_version_id_fkey
        FOREIGN KEY (data_product_version_id) REFERENCES data_product_versions (id) ON DELETE CASCADE,
    CONSTRAINT schemas_row_table_id_fkey FOREIGN KEY (row_table_id) REFERENCES row_tables (id),
    CONSTRAINT schemas_data_product_version_id_name_unique UNIQUE (data_product_version_id, name)
);
CREATE INDEX schemas_row_table_id_index ON schemas (row_table_id);

-- The number is what every stored row carries: eight bytes instead of the 36 of the public id.
CREATE TABLE batches (
    number BIGINT GENERATED ALWAYS AS IDENTITY,
    id TEXT NOT NULL,
    row_table_id TEXT NOT NULL,
    schema_id TEXT NOT NULL,
    accepted_count BIGINT NOT NULL,
    created_by TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    CONSTRAINT batches_pkey PRIMARY KEY (number),
    CONSTRAINT batches_row_table_id_fkey
        FOREIGN KEY (row_table_id) REFERENCES row_tables (id) ON DELETE CASCADE,
    CONSTRAINT batches_id_unique UNIQUE (id)
);
CREATE INDEX batches_row_table_id_index ON batches (row_table_id);
