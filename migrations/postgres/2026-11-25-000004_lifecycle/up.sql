ALTER TABLE data_products ADD COLUMN compatibility_mode TEXT NOT NULL DEFAULT 'NONE';
ALTER TABLE data_product_versions
    DROP CONSTRAINT data_product_versions_status_check,
    ADD CONSTRAINT data_product_versions_status_check
        CHECK (status IN ('draft', 'published', 'deprecated', 'retired')),
    ADD COLUMN deprecated_at TIMESTAMP,
    ADD COLUMN sunset_at TIMESTAMP,
    ADD COLUMN successor TEXT;
