DROP TABLE catalogue_counts;
DROP TRIGGER catalogue_words_update;
DROP TRIGGER catalogue_words_delete;
DROP TRIGGER catalogue_words_insert;
DROP TABLE catalogue_words;
DROP TABLE catalogue_entries;

CREATE TABLE catalogue_entries (
    number INTEGER NOT NULL,
    data_product_id TEXT NOT NULL,
    name TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    status TEXT NOT NULL,
    domain TEXT NOT NULL,
    words TEXT NOT NULL,
    terms TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    CONSTRAINT catalogue_entries_pkey PRIMARY KEY (number AUTOINCREMENT),
    CONSTRAINT catalogue_entries_data_product_id_unique UNIQUE (data_product_id),
    CONSTRAINT catalogue_entries_name_unique UNIQUE (name),
    CONSTRAINT catalogue_entries_data_product_id_fkey
        FOREIGN KEY (data_product_id) REFERENCES data_products (id) ON DELETE CASCADE
);
CREATE INDEX catalogue_entries_created_at_index ON catalogue_entries (created_at, name);
CREATE INDEX catalogue_entries_updated_at_index ON catalogue_entries (updated_at, name);

CREATE VIRTUAL TABLE catalogue_words USING fts5(
    words, content = 'catalogue_entries', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 0'
);
CREATE TRIGGER catalogue_words_insert AFTER INSERT ON catalogue_entries BEGIN
    INSERT INTO catalogue_words (rowid, words) VALUES (new.number, new.words);
END;
CREATE TRIGGER catalogue_words_delete AFTER DELETE ON catalogue_entries BEGIN
    INSERT INTO catalogue_words (catalogue_words, rowid, words) VALUES ('delete', old.number, old.words);
END;
CREATE TRIGGER catalogue_words_update AFTER UPDATE OF words ON catalogue_entries
WHEN old.words <> new.words BEGIN
    INSERT INTO catalogue_words (catalogue_words, rowid, words) VALUES ('delete', old.number, old.words);
    INSERT INTO catalogue_words (rowid, words) VALUES (new.number, new.words);
END;

CREATE TABLE catalogue_terms (
    term TEXT NOT NULL,
    number BIGINT NOT NULL,
    CONSTRAINT catalogue_terms_pkey PRIMARY KEY (term, number),
    CONSTRAINT catalogue_terms_number_fkey
        FOREIGN KEY (number) REFERENCES catalogue_entries (number) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX catalogue_terms_number_index ON catalogue_terms (number);

-- How many products there are, by domain and by tag; in shards, because of PostgreSQL.
CREATE TABLE catalogue_counts (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    status TEXT NOT NULL,
    shard INTEGER NOT NULL,
    products BIGINT NOT NULL,
    CONSTRAINT catalogue_counts_pkey PRIMARY KEY (kind, name, status, shard),
    CONSTRAINT catalogue_counts_kind_check CHECK (kind IN ('domain', 'tag'))
);
