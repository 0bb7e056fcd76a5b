//! Verdicts of compatibility.

use crate::Outcome;
use crate::http::{Client, Times, report};
use crate::invented::{self, MANY_VERSIONS, TABLE};

/// Verdicts asked for.
const CALLS: u64 = 500;

/// Measures verdicts against the one latest version of many products, and against all of a product with many.
pub fn measure(address: &str, key: &str, products: u64) -> Outcome {
    let mut client = Client::new(address, key)?;
    let mut times = Times::default();
    for index in (1..products).step_by((products / CALLS).max(1) as usize) {
        if invented::product(index).lifecycle.status != domain::lifecycle::Status::Retired {
            let name = invented::name(index);
            let changed = changed(&mut client, &name)?;
            let target = format!("/v1/schemas/dp:{name}:{TABLE}/compatibility?mode=FULL");
            times.time(|| client.call("POST", &target, &changed))?;
        }
    }
    report("verdict against 1 version", &times, 5.0);

    let name = invented::name(MANY_VERSIONS.0);
    let changed = changed(&mut client, &name)?;
    let target = format!("/v1/schemas/dp:{name}:{TABLE}/compatibility?mode=FULL_TRANSITIVE");
    let verdict = client.call("POST", &target, &changed)?;
    let verdict: serde_json::Value = serde_json::from_slice(&verdict)?;
    let compared = verdict["comparedWith"].as_array().map_or(0, Vec::len);
    let mut times = Times::default();
    for _ in 0..CALLS {
        times.time(|| client.call("POST", &target, &changed))?;
    }
    report(&format!("verdict against {compared} versions"), &times, 50.0);
    Ok(())
}

/// The latest definition with one column less, one more and one of another type, as a producer would send it.
fn changed(client: &mut Client, name: &str) -> Outcome<String> {
    let mut table = writable(client, name)?;
    if let Some(columns) = table["columns"].as_array_mut() {
        columns.remove(1);
        columns[1]["type"] = "bigint".into();
        columns.push(serde_json::json!({"name": "brand_new", "type": "double", "description": "New."}));
    }
    Ok(table.to_string())
}

/// The latest definition of the table of a product, without what only the service writes.
pub fn writable(client: &mut Client, name: &str) -> Outcome<serde_json::Value> {
    let mut table = client.get(&format!("/v1/schemas/dp:{name}:{TABLE}"))?;
    if let Some(members) = table.as_object_mut() {
        members.retain(|name, _| {
            ["tableDescription", "columns", "timeColumn", "keys", "columnMap"].contains(&name.as_str())
        });
    }
    Ok(table)
}
