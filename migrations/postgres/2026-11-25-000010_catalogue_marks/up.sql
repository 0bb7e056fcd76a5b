-- Terms are found by the index of words too, each as a mark; entries and counts are filled anew after the migrations.
DELETE FROM catalogue_counts;
DELETE FROM catalogue_entries;
DROP TABLE catalogue_terms;
ALTER TABLE catalogue_counts
    DROP CONSTRAINT catalogue_counts_kind_check,
    ADD CONSTRAINT catalogue_counts_kind_check CHECK (kind IN ('domain', 'tag', 'owner'));
ALTER TABLE catalogue_entries
    DROP COLUMN search,
    DROP COLUMN domain,
    DROP COLUMN terms,
    ADD COLUMN marks TEXT NOT NULL,
    ADD COLUMN facet_terms TEXT NOT NULL;
CREATE INDEX catalogue_entries_words_marks_index
    ON catalogue_entries USING gin (to_tsvector('simple', words || ' ' || marks));
CREATE FUNCTION catalogue_matches(query TEXT, most INTEGER) RETURNS SETOF BIGINT LANGUAGE sql STABLE
SET enable_seqscan = off SET max_parallel_workers_per_gather = 0 SET jit = off SET work_mem = '32MB' AS $$
    SELECT number FROM catalogue_entries
    WHERE to_tsvector('simple', words || ' ' || marks) @@ to_tsquery('simple', query) LIMIT most
$$;
CREATE INDEX catalogue_entries_owner_id_status_index ON catalogue_entries (owner_id, status);
