//! What to try next, as commands that work when pasted.

use std::error::Error;
use std::net::SocketAddr;

use auth::Role;
use store::{Store, StoreError, data_products};

use crate::admin;
use crate::settings::Settings;

/// Makes a key for this start and prints a tour with it.
pub fn print(settings: &Settings, store: &Store, address: SocketAddr) -> Result<(), Box<dyn Error>> {
    if !settings.is_embedded() {
        return Err("--try makes a key and prints it; it is for the embedded database only".into());
    }
    let key = admin::create(store, Role::Steward, "granary serve --try")?;
    let name = free_name(store)?;
    println!(
        r#"
Granary runs at http://{address}. Try this in another terminal:

  export GRANARY=http://{address}
  export KEY={key}

  # register a data product, and a table of it
  curl -sS "$GRANARY/v1/data-products" -H "X-API-Key: $KEY" -H 'Content-Type: application/json' \
    -d '{{"name": "{name}", "description": "Weather of our roof.", "domain": "environment", "dataProductOwner": "me@example.org"}}'
  curl -sS "$GRANARY/v1/schemas/dp:{name}:readings" -H "X-API-Key: $KEY" -H 'Content-Type: application/json' \
    -d '{{"tableDescription": "One reading.", "timeColumn": "at", "columns": [{{"name": "at", "type": "timestamp", "nullable": false}}, {{"name": "celsius", "type": "double", "minimum": -90, "maximum": 60}}]}}'

  # push rows, as JSON or CSV; the second one is refused, and says why
  curl -sS "$GRANARY/v1/schemas/dp:{name}:readings/rows" -H "X-API-Key: $KEY" -H 'Content-Type: application/json' \
    -d '[{{"at": "2026-01-01T12:00:00Z", "celsius": 3.5}}, {{"at": "2026-01-01T13:00:00Z", "celsius": 4}}]'
  printf 'at,celsius\n2026-01-01T14:00:00Z,hot\n' | curl -sS "$GRANARY/v1/schemas/dp:{name}:readings/rows" \
    -H "X-API-Key: $KEY" -H 'Content-Type: text/csv' --data-binary @-

  # read them back as CSV
  curl -sS "$GRANARY/v1/schemas/dp:{name}:readings/rows?from=2026-01-01T00:00:00Z" -H "X-API-Key: $KEY" -H 'Accept: text/csv'

The contract is at http://{address}/openapi.yaml. Stop with Ctrl-C.
"#
    );
    Ok(())
}

/// Prints what to try with a mock.
pub fn print_mock(address: SocketAddr) {
    println!(
        r#"
A mock of Granary runs at http://{address}: nothing is stored, answers are the examples of the contract.
Requests are checked as ever; any key is taken. Try this in another terminal:

  export GRANARY=http://{address}
  export KEY=anything

  curl -sS "$GRANARY/v1/data-products" -H "X-API-Key: $KEY"

  # every fault of a request is named
  curl -sS "$GRANARY/v1/data-products" -H "X-API-Key: $KEY" -H 'Content-Type: application/json' -d '{{"name": "No!", "size": 1}}'

  # any answer that the contract declares
  curl -sS "$GRANARY/v1/data-products/dp:soil_power" -H "X-API-Key: $KEY" -H 'Prefer: code=404'

The contract is at api-spec/openapi.yaml, and `granary spec` prints it. Stop with Ctrl-C.
"#
    );
}

/// A name that no data product has, so that the commands work at every start.
fn free_name(store: &Store) -> Result<String, Box<dyn Error>> {
    for number in 1.. {
        let name = if number == 1 { "weather".to_owned() } else { format!("weather_{number}") };
        let product = name.parse()?;
        match store.read_blocking(|conn| data_products::find(conn, &product, None)) {
            Ok(_) => {}
            Err(StoreError::NotFound) => return Ok(name),
            Err(error) => return Err(error.into()),
        }
    }
    Err("every name is taken".into())
}
