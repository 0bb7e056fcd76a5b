-- SQLite cannot change a constraint; a wider one breaks no row, so the text of the table is changed, as its manual has it.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
SET sql = replace(sql, '(''draft'', ''published'')', '(''draft'', ''published'', ''deprecated'', ''retired'')')
WHERE type = 'table' AND name = 'data_product_versions';
PRAGMA writable_schema = RESET;

ALTER TABLE data_products ADD COLUMN compatibility_mode TEXT NOT NULL DEFAULT 'NONE';
ALTER TABLE data_product_versions ADD COLUMN deprecated_at TIMESTAMP;
ALTER TABLE data_product_versions ADD COLUMN sunset_at TIMESTAMP;
ALTER TABLE data_product_versions ADD COLUMN successor TEXT;
