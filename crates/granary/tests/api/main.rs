//! The service over HTTP: the real program, on SQLite and on PostgreSQL, every reply held against the contract.

mod access;
mod bad_bodies;
mod bad_requests;
mod bad_rows;
mod credentials;
mod csv_faults;
mod data_product_versions;
mod data_products;
mod durability;
mod monitoring;
mod outage;
mod privacy;
mod process;
mod races;
mod readme;
mod row_rules;
mod rows_formats;
mod rows_reading;
mod rows_real_data;
mod rows_unique;
mod rows_values;
mod samples;
mod schema_faults;
mod schema_versions;
mod schemas;
mod settings;
