DROP TABLE data_product_versions;
DROP TABLE data_products;
