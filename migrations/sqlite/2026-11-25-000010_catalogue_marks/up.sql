-- Terms are found by the index of words too, each as a mark; entries and counts are filled anew after the migrations.
DROP TABLE catalogue_counts;
DROP TABLE catalogue_terms;
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
    words TEXT NOT NULL,
    marks TEXT NOT NULL,
    facet_terms TEXT NOT NULL,
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
CREATE INDEX catalogue_entries_owner_id_status_index ON catalogue_entries (owner_id, status);

CREATE VIRTUAL TABLE catalogue_words USING fts5(
    words, marks, content = 'catalogue_entries', content_rowid = 'number', detail = column,
    tokenize = 'unicode61 remove_diacritics 0'
);
CREATE TRIGGER catalogue_words_insert AFTER INSERT ON catalogue_entries BEGIN
    INSERT INTO catalogue_words (rowid, words, marks) VALUES (new.number, new.words, new.marks);
END;
CREATE TRIGGER catalogue_words_delete AFTER DELETE ON catalogue_entries BEGIN
    INSERT INTO catalogue_words (catalogue_words, rowid, words, marks)
    VALUES ('delete', old.number, old.words, old.marks);
END;
CREATE TRIGGER catalogue_words_update AFTER UPDATE OF words, marks ON catalogue_entries
WHEN old.words <> new.words OR old.marks <> new.marks BEGIN
    INSERT INTO catalogue_words (catalogue_words, rowid, words, marks)
    VALUES ('delete', old.number, old.words, old.marks);
    INSERT INTO catalogue_words (rowid, words, marks) VALUES (new.number, new.words, new.marks);
END;

CREATE TABLE catalogue_counts (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    status TEXT NOT NULL,
    shard INTEGER NOT NULL,
    products BIGINT NOT NULL,
    CONSTRAINT catalogue_counts_pkey PRIMARY KEY (kind, name, status, shard),
    CONSTRAINT catalogue_counts_kind_check CHECK (kind IN ('domain', 'tag', 'owner'))
);
