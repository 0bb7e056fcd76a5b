DELETE FROM catalogue_counts;
DELETE FROM catalogue_entries;
DROP FUNCTION catalogue_matches;
DROP INDEX catalogue_entries_owner_id_status_index;
DROP INDEX catalogue_entries_words_marks_index;
ALTER TABLE catalogue_entries
    DROP COLUMN facet_terms,
    DROP COLUMN marks,
    ADD COLUMN domain TEXT NOT NULL,
    ADD COLUMN terms TEXT NOT NULL,
    ADD COLUMN search TSVECTOR GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED;
CREATE INDEX catalogue_entries_search_index ON catalogue_entries USING gin (search);
ALTER TABLE catalogue_counts
    DROP CONSTRAINT catalogue_counts_kind_check,
    ADD CONSTRAINT catalogue_counts_kind_check CHECK (kind IN ('domain', 'tag'));
CREATE TABLE catalogue_terms (
    term TEXT COLLATE "C" NOT NULL,
    number BIGINT NOT NULL,
    CONSTRAINT catalogue_terms_pkey PRIMARY KEY (term, number),
    CONSTRAINT catalogue_terms_number_fkey
        FOREIGN KEY (number) REFERENCES catalogue_entries (number) ON DELETE CASCADE
);
CREATE INDEX catalogue_terms_number_index ON catalogue_terms (number);
