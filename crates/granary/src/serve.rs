//! `granary serve`: the HTTP server.

use std::error::Error;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use actix_web::rt::System;
use actix_web::{App, HttpServer};
use handlers::Handlers;
use server_api::spec_runtime::{Authenticator, Service};

use crate::settings::Settings;
use crate::{app, migrate, welcome};

/// Time that a client has to send the head of a request.
const HEAD_SECONDS: u64 = 10;
/// How often it is written down who used what.
const USAGE_EVERY: Duration = Duration::from_secs(1);

/// Serves until the process is told to stop.
pub fn run(settings: &Settings, try_out: bool) -> Result<ExitCode, Box<dyn Error>> {
    let store = migrate::open(settings, settings.pool)?;
    migrate::ensure_current(settings, &store)?;
    System::new().block_on(async {
        let (service, handlers) = app::service(settings, &store).await?;
        let greet = |address| if try_out { welcome::print(settings, &store, address) } else { Ok(()) };
        let writing = actix_web::rt::spawn(write_down_usage(handlers.clone()));
        let code = listen(settings, service, greet).await?;
        writing.abort();
        handlers.write_down_usage().await?;
        Ok(code)
    })
}

/// Serves the contract from its examples until the process is told to stop. No database is opened.
pub fn mock(settings: &Settings) -> Result<ExitCode, Box<dyn Error>> {
    settings.make_spool_dir()?;
    System::new().block_on(async {
        log::warn!("this is a mock: answers are examples of the contract, and any credential is taken");
        let greet = |address| {
            welcome::print_mock(address);
            Ok(())
        };
        listen(settings, app::mock(settings)?, greet).await
    })
}

/// Writes down who used what, again and again.
async fn write_down_usage(handlers: Arc<Handlers>) {
    loop {
        actix_web::rt::time::sleep(USAGE_EVERY).await;
        if let Err(error) = handlers.write_down_usage().await {
            log::warn!("who used what could not be written down and is tried again: {error}");
        }
    }
}

async fn listen<A: Authenticator>(
    settings: &Settings,
    service: Arc<Service<A>>,
    greet: impl Fn(SocketAddr) -> Result<(), Box<dyn Error>>,
) -> Result<ExitCode, Box<dyn Error>> {
    let server = HttpServer::new(move || {
        let service = service.clone();
        App::new().configure(move |app| service.mount(app))
    })
    .workers(settings.workers)
    .client_request_timeout(std::time::Duration::from_secs(HEAD_SECONDS))
    .shutdown_timeout(settings.shutdown.as_secs())
    .bind(settings.listen)
    .map_err(|error| format!("GRANARY_LISTEN {} cannot be listened on: {error}", settings.listen))?;
    for address in server.addrs() {
        log::info!("listening on http://{address}");
        greet(address)?;
    }
    server.run().await?;
    Ok(ExitCode::SUCCESS)
}
