DROP TABLE catalogue_counts;
DROP TABLE catalogue_terms;
DROP TABLE catalogue_entries;
