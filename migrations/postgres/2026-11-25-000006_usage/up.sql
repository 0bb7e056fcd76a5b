-- Who used which version of a data product, and when last.
CREATE TABLE data_product_uses (
    data_product_id TEXT NOT NULL,
    caller_id TEXT NOT NULL,
    major INTEGER NOT NULL,
    minor INTEGER NOT NULL,
    caller_name TEXT NOT NULL,
    last_read_at TIMESTAMP,
    last_wrote_at TIMESTAMP,
    CONSTRAINT data_product_uses_pkey PRIMARY KEY (data_product_id, caller_id, major, minor),
    CONSTRAINT data_product_uses_data_product_id_fkey
        FOREIGN KEY (data_product_id) REFERENCES data_products (id) ON DELETE CASCADE
);

-- Who was active on which day, and how many that were.
CREATE TABLE active_callers (
    day DATE NOT NULL,
    caller_id TEXT NOT NULL,
    CONSTRAINT active_callers_pkey PRIMARY KEY (day, caller_id)
);
CREATE TABLE daily_activity (
    day DATE NOT NULL,
    active_consumers BIGINT NOT NULL,
    CONSTRAINT daily_activity_pkey PRIMARY KEY (day)
);

-- Rows stored and refused. In shards, so that writers seldom wait for each other.
CREATE TABLE daily_rows (
    day DATE NOT NULL,
    product TEXT NOT NULL,
    table_name TEXT NOT NULL,
    shard INTEGER NOT NULL,
    accepted BIGINT NOT NULL,
    rejected BIGINT NOT NULL,
    CONSTRAINT daily_rows_pkey PRIMARY KEY (day, product, table_name, shard)
);
