-- What data products are found by, in their latest version.
CREATE TABLE catalogue_entries (
    number BIGINT GENERATED ALWAYS AS IDENTITY,
    data_product_id TEXT NOT NULL,
    name TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    status TEXT NOT NULL,
    domain TEXT NOT NULL,
    words TEXT NOT NULL,
    terms TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    search TSVECTOR GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED,
    CONSTRAINT catalogue_entries_pkey PRIMARY KEY (number),
    CONSTRAINT catalogue_entries_data_product_id_unique UNIQUE (data_product_id),
    CONSTRAINT catalogue_entries_name_unique UNIQUE (name),
    CONSTRAINT catalogue_entries_data_product_id_fkey
        FOREIGN KEY (data_product_id) REFERENCES data_products (id) ON DELETE CASCADE
);
CREATE INDEX catalogue_entries_created_at_index ON catalogue_entries (created_at, name);
CREATE INDEX catalogue_entries_updated_at_index ON catalogue_entries (updated_at, name);
CREATE INDEX catalogue_entries_search_index ON catalogue_entries USING gin (search);

CREATE TABLE catalogue_terms (
    term TEXT COLLATE "C" NOT NULL,
    number BIGINT NOT NULL,
    CONSTRAINT catalogue_terms_pkey PRIMARY KEY (term, number),
    CONSTRAINT catalogue_terms_number_fkey
        FOREIGN KEY (number) REFERENCES catalogue_entries (number) ON DELETE CASCADE
);
CREATE INDEX catalogue_terms_number_index ON catalogue_terms (number);

-- How many products there are, by domain and by tag. In shards, so that writers seldom wait for each other.
CREATE TABLE catalogue_counts (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    status TEXT NOT NULL,
    shard INTEGER NOT NULL,
    products BIGINT NOT NULL,
    CONSTRAINT catalogue_counts_pkey PRIMARY KEY (kind, name, status, shard),
    CONSTRAINT catalogue_counts_kind_check CHECK (kind IN ('domain', 'tag'))
);
