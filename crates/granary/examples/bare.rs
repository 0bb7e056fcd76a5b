//! What `make bench` holds reads of published versions against: the same JSON, answered by actix-web alone.
//!
//! `bare PORT FILE` answers every GET with the schema in FILE, which it decodes once and encodes for each request.

use std::error::Error;
use std::fs;

use actix_web::{App, HttpResponse, HttpServer, web};
use server_api::models::TableSchema;

#[actix_web::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [port, file] = &arguments[..] else { return Err("bare PORT FILE".into()) };
    let schema: web::Data<TableSchema> = web::Data::new(serde_json::from_slice(&fs::read(file)?)?);
    let answer = async |schema: web::Data<TableSchema>| HttpResponse::Ok().json(&**schema);
    let app = move || App::new().app_data(schema.clone()).default_service(web::to(answer));
    HttpServer::new(app).bind(("127.0.0.1", port.parse()?))?.run().await?;
    Ok(())
}
