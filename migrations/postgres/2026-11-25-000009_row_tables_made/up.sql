-- Whether the physical table is made, which it is when the first rows come. Before, all were.
ALTER TABLE row_tables ADD COLUMN is_made BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE row_tables SET is_made = to_regclass(quote_ident(name)) IS NOT NULL;
