//! Registering versions of schemas, and the same requests sent to handlers that insert one row.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Instant;

use crate::Outcome;
use crate::http::Client;
use crate::invented::{self, TABLE};
use crate::verdicts::writable;

/// Connections that write at once, each to products that no other writes to.
const WRITERS: u64 = 16;
/// Versions that one product gets, so that tables stay as wide as tables are.
const VERSIONS: usize = 8;
/// Turns of each side, of which the middle counts.
const TURNS: u64 = 5;
/// Products of one writer in one turn, where there are as many.
const PRODUCTS: u64 = 60;

/// What one writer sends: to which address, and the bodies in their order.
type Plan = Vec<(String, Vec<String>)>;

/// Prints how many versions are registered in a second, and how that compares with each baseline.
pub fn measure(address: &str, key: &str, products: u64, baselines: &[&str]) -> Outcome {
    // Some are retired, and one has so many versions that it is not like the others.
    let each = PRODUCTS.min(products * 9 / 10 / TURNS / WRITERS);
    let live = |index: &u64| invented::product(*index).lifecycle.status != domain::lifecycle::Status::Retired;
    let mut next = (1..products).filter(live);
    let mut rates = vec![Vec::new(); 1 + baselines.len()];
    for _ in 0..TURNS {
        let mut client = Client::new(address, key)?;
        let mut plan = || next.by_ref().take(each as usize).map(|index| plan(&mut client, index)).collect();
        let plans = (0..WRITERS).map(|_| plan()).collect::<Outcome<Vec<Plan>>>()?;
        for (side, rates) in [address].iter().chain(baselines).zip(&mut rates) {
            rates.push(rate(side, key, &plans)?);
        }
    }
    let middle = |rates: &Vec<f64>| {
        let mut sorted = rates.clone();
        sorted.sort_by(f64::total_cmp);
        sorted[sorted.len() / 2]
    };
    let ours = middle(&rates[0]);
    println!("versions of schemas registered, {WRITERS} writers: {ours:.0}/s");
    for (baseline, rates) in baselines.iter().zip(&rates[1..]) {
        let theirs = middle(rates);
        println!("  baseline {baseline}: {theirs:.0}/s; ratio {:.2}", ours / theirs);
    }
    Ok(())
}

/// Requests per second.
fn rate(side: &str, key: &str, plans: &[Plan]) -> Outcome<f64> {
    let done = AtomicU64::new(0);
    let writer = |plan: &Plan| -> Outcome {
        let mut client = Client::new(side, key)?;
        for (target, bodies) in plan {
            for body in bodies {
                client.call("PUT", target, body)?;
                done.fetch_add(1, Ordering::Relaxed);
            }
        }
        Ok(())
    };
    let start = Instant::now();
    thread::scope(|scope| {
        let writers: Vec<_> = plans.iter().map(|plan| scope.spawn(|| writer(plan))).collect();
        writers.into_iter().try_for_each(|writer| writer.join().map_err(|_| "a writer panicked")?)
    })?;
    Ok(done.into_inner() as f64 / start.elapsed().as_secs_f64())
}

/// The definitions that a product gets one after the other, each with one more column than before.
fn plan(client: &mut Client, index: u64) -> Outcome<(String, Vec<String>)> {
    let name = invented::name(index);
    let mut table = writable(client, &name)?;
    let mut bodies = Vec::new();
    for number in 0..VERSIONS {
        if let Some(columns) = table["columns"].as_array_mut() {
            let column = format!("later_{}_{number}", columns.len());
            columns.push(serde_json::json!({"name": column, "type": "double", "description": "Came later."}));
        }
        bodies.push(table.to_string());
    }
    Ok((format!("/v1/schemas/dp:{name}:{TABLE}"), bodies))
}
