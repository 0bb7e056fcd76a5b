//! What `make bench` compares with: two handlers written by hand with actix-web and diesel, without validation or
//! authorization. One answers what `getDataProduct` answers, from the same rows; the other takes what `replaceSchema`
//! takes, and inserts it as one row of a table `registrations`.
//!
//! Usage: baseline DATABASE_URL PORT [--no-check-out-test]

#![allow(missing_docs, reason = "diesel's macro writes public items")]

use actix_web::{App, HttpResponse, HttpServer, web};
use diesel::prelude::*;
use diesel::r2d2::{ConnectionManager, Pool};
use serde_json::json;

diesel::table! {
    data_products (id) { id -> Text, name -> Text, latest_major -> Integer, latest_minor -> Integer, created_at -> Timestamp, }
}
diesel::table! {
    data_product_versions (id) {
        id -> Text, data_product_id -> Text, major -> Integer, minor -> Integer, status -> Text, document -> Text,
        table_names -> Text, updated_at -> Timestamp,
    }
}
diesel::table! {
    registrations (id) { id -> Text, schema_id -> Text, definition -> Text, created_at -> Timestamp, }
}
diesel::joinable!(data_product_versions -> data_products (data_product_id));
diesel::allow_tables_to_appear_in_same_query!(data_products, data_product_versions);

/// Whether round trips that a handler could do without are saved.
struct Lean(bool);

type Postgres = Pool<ConnectionManager<PgConnection>>;
type Row = (String, i32, i32, String, String, String, chrono::NaiveDateTime, chrono::NaiveDateTime);

async fn get_data_product(
    pool: web::Data<Postgres>,
    id: web::Path<String>,
) -> actix_web::Result<HttpResponse> {
    let name = id.trim_start_matches("dp:").to_owned();
    let found = web::block(move || -> Result<Row, Box<dyn std::error::Error + Send + Sync>> {
        use data_product_versions as versions;
        let mut conn = pool.get()?;
        Ok(data_products::table
            .inner_join(versions::table)
            .filter(data_products::name.eq(&name))
            .filter(versions::major.eq(data_products::latest_major))
            .filter(versions::minor.eq(data_products::latest_minor))
            .select((
                data_products::name,
                versions::major,
                versions::minor,
                versions::status,
                versions::document,
                versions::table_names,
                data_products::created_at,
                versions::updated_at,
            ))
            .first(&mut conn)?)
    })
    .await?
    .map_err(actix_web::error::ErrorInternalServerError)?;
    let (name, major, minor, status, document, table_names, created_at, updated_at) = found;
    let document: serde_json::Value = serde_json::from_str(&document)?;
    let tables: Vec<String> = serde_json::from_str(&table_names)?;
    let version = format!("v{major}.{minor}");
    let schemas: Vec<_> =
        tables.iter().map(|table| json!({"id": format!("dp:{name}:{version}:{table}")})).collect();
    let mut body = json!({
        "id": format!("dp:{name}:{version}"), "name": name, "version": version, "status": status, "schemas": schemas,
        "createdAt": created_at.and_utc().to_rfc3339(), "updatedAt": updated_at.and_utc().to_rfc3339(),
    });
    if let (Some(body), serde_json::Value::Object(members)) = (body.as_object_mut(), document) {
        body.extend(members);
    }
    Ok(HttpResponse::Ok().json(body))
}

async fn register_schema(
    pool: web::Data<Postgres>,
    lean: web::Data<Lean>,
    schema_id: web::Path<String>,
    body: web::Json<serde_json::Value>,
) -> actix_web::Result<HttpResponse> {
    let clock = domain::clock::Clock::system();
    let (id, now) = (clock.new_id(), clock.now());
    let answer = json!({"id": id, "schema": *schema_id, "createdAt": now.to_rfc3339()});
    web::block(move || -> Result<usize, Box<dyn std::error::Error + Send + Sync>> {
        let mut conn = pool.get()?;
        let insert = diesel::insert_into(registrations::table).values((
            registrations::id.eq(id),
            registrations::schema_id.eq(schema_id.into_inner()),
            registrations::definition.eq(body.to_string()),
            registrations::created_at.eq(now.naive_utc()),
        ));
        // A statement outside of a transaction commits by itself, which saves two round trips.
        let inserted =
            if lean.0 { insert.execute(&mut conn) } else { conn.transaction(|conn| insert.execute(conn)) };
        Ok(inserted?)
    })
    .await?
    .map_err(actix_web::error::ErrorInternalServerError)?;
    Ok(HttpResponse::Ok().json(answer))
}

#[actix_web::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(url), Some(port)) = (arguments.next(), arguments.next()) else {
        return Err("usage: baseline DATABASE_URL PORT [--no-check-out-test]".into());
    };
    let tests = arguments.next().is_none();
    let manager = ConnectionManager::<PgConnection>::new(url);
    let pool = Pool::builder().max_size(16).test_on_check_out(tests).build(manager)?;
    let (pool, lean) = (web::Data::new(pool), web::Data::new(Lean(!tests)));
    diesel::sql_query(
        "CREATE TABLE IF NOT EXISTS registrations (id TEXT NOT NULL PRIMARY KEY, schema_id TEXT NOT NULL,
         definition TEXT NOT NULL, created_at TIMESTAMP NOT NULL)",
    )
    .execute(&mut pool.get()?)?;
    HttpServer::new(move || {
        App::new()
            .app_data(pool.clone())
            .app_data(lean.clone())
            .route("/v1/data-products/{id}", web::get().to(get_data_product))
            .route("/v1/schemas/{id}", web::put().to(register_schema))
    })
    .workers(2)
    .bind(("127.0.0.1", port.parse()?))?
    .run()
    .await?;
    Ok(())
}
