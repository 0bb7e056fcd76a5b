DROP TABLE catalogue_counts;
DROP TABLE catalogue_terms;
DROP TRIGGER catalogue_words_update;
DROP TRIGGER catalogue_words_delete;
DROP TRIGGER catalogue_words_insert;
DROP TABLE catalogue_words;
DROP TABLE catalogue_entries;
