UPDATE data_product_versions SET status = 'published' WHERE status IN ('deprecated', 'retired');
ALTER TABLE data_product_versions DROP COLUMN successor;
ALTER TABLE data_product_versions DROP COLUMN sunset_at;
ALTER TABLE data_product_versions DROP COLUMN deprecated_at;
ALTER TABLE data_products DROP COLUMN compatibility_mode;

PRAGMA writable_schema = ON;
UPDATE sqlite_schema
SET sql = replace(sql, '(''draft'', ''published'', ''deprecated'', ''retired'')', '(''draft'', ''published'')')
WHERE type = 'table' AND name = 'data_product_versions';
PRAGMA writable_schema = RESET;
