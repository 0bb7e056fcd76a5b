CREATE TABLE data_products (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    latest_major INTEGER NOT NULL,
    latest_minor INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    CONSTRAINT data_products_pkey PRIMARY KEY (id),
    CONSTRAINT data_products_name_unique UNIQUE (name)
);

CREATE TABLE data_product_versions (
    id TEXT NOT NULL,
    data_product_id TEXT NOT NULL,
    major INTEGER NOT NULL,
    minor INTEGER NOT NULL,
    status TEXT NOT NULL,
    revision INTEGER NOT NULL,
    document TEXT NOT NULL,
    table_names TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    CONSTRAINT data_product_versions_pkey PRIMARY KEY (id),
    CONSTRAINT data_product_versions_data_product_id_fkey
        FOREIGN KEY (data_product_id) REFERENCES data_products (id) ON DELETE CASCADE,
    CONSTRAINT data_product_versions_data_product_id_major_minor_unique UNIQUE (data_product_id, major, minor),
    CONSTRAINT data_product_versions_status_check CHECK (status IN ('draft', 'published'))
);
