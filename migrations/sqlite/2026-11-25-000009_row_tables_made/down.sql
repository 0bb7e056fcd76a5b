ALTER TABLE row_tables DROP COLUMN is_made;
