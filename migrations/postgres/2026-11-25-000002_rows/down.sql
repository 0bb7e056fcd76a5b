DROP TABLE batches;
DROP TABLE schemas;
DROP TABLE row_tables;
