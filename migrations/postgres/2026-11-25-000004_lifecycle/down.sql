UPDATE data_product_versions SET status = 'published' WHERE status IN ('deprecated', 'retired');
ALTER TABLE data_product_versions
    DROP COLUMN successor,
    DROP COLUMN sunset_at,
    DROP COLUMN deprecated_at,
    DROP CONSTRAINT data_product_versions_status_check,
    ADD CONSTRAINT data_product_versions_status_check CHECK (status IN ('draft', 'published'));
ALTER TABLE data_products DROP COLUMN compatibility_mode;
