//! `granary serve`: the HTTP server.

use std::error::Error;
use std::process::ExitCode;

use actix_web::{App, HttpServer};

use crate::settings::Settings;
use crate::{app, migrate, welcome};

/// Time that a client has to send the head of a request.
const HEAD_SECONDS: u64 = 10;

/// Serves until the process is told to stop.
pub fn run(settings: &Settings, try_out: bool) -> Result<ExitCode, Box<dyn Error>> {
    let store = migrate::open(settings, settings.pool)?;
    migrate::ensure_current(settings, &store)?;
    actix_web::rt::System::new().block_on(async {
        let service = app::service(settings, &store).await?;
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
            if try_out {
                welcome::print(settings, &store, address)?;
            }
        }
        server.run().await?;
        Ok(ExitCode::SUCCESS)
    })
}
