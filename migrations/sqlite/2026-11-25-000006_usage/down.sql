DROP TABLE daily_rows;
DROP TABLE daily_activity;
DROP TABLE active_callers;
DROP TABLE data_product_uses;
