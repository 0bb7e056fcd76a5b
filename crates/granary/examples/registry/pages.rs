//! Pages of lists and searches, at any depth.

use serde_json::Value;

use crate::Outcome;
use crate::http::{Client, Times, report};
use crate::invented::{self, RARE, TABLE, column_name, domain_name, owner, tag, word};

/// Milliseconds that the slowest of a hundred pages may take.
const TARGET: f64 = 30.0;
/// Pages asked for in each case.
const CALLS: usize = 100;
/// How deep into a list pages are taken, in percent.
const DEPTHS: [usize; 3] = [10, 50, 90];
const ORDERS: [&str; 6] = ["name", "-name", "createdAt", "-createdAt", "updatedAt", "-updatedAt"];

/// Measures pages as a steward, who sees all products, and prints the slowest case of each kind.
pub fn measure(address: &str, key: &str, products: u64) -> Outcome {
    let mut client = Client::new(address, key)?;
    sample(&mut client, products)?;
    let orders: Vec<Case> =
        ORDERS.iter().map(|order| Case { query: String::new(), orders: vec![order] }).collect();
    let cursors = Cursors::walk(&mut client)?;
    for (kind, cases) in
        [("lists in every order", orders), ("filters", filters()), ("words", words()), ("facets", facets())]
    {
        let mut worst: Option<(String, Times)> = None;
        let mut count = 0;
        for case in &cases {
            for (target, label) in case.targets(&cursors) {
                let mut times = Times::default();
                for _ in 0..CALLS {
                    times.time(|| client.call("GET", &target, ""))?;
                }
                if std::env::var_os("BENCH_ALL").is_some() {
                    report(&label, &times, TARGET);
                }
                count += 1;
                if worst.as_ref().is_none_or(|(_, slowest)| times.at(0.99) > slowest.at(0.99)) {
                    worst = Some((label, times));
                }
            }
        }
        if let Some((label, times)) = worst {
            report(&format!("{kind}, the slowest of {count}:{label}"), &times, TARGET);
        }
    }
    Ok(())
}

/// Some of what was written is what the service answers.
fn sample(client: &mut Client, products: u64) -> Outcome {
    for index in (0..products).step_by((products / 50).max(1) as usize) {
        let wanted = invented::product(index);
        if wanted.lifecycle.status == domain::lifecycle::Status::Retired {
            continue;
        }
        let found = client.get(&format!("/v1/data-products/dp:{}", wanted.name))?;
        let columns = client.get(&format!("/v1/schemas/dp:{}:{TABLE}", wanted.name))?["columns"].take();
        let last = wanted.versions.last().map_or(0, |table| table.columns.len());
        let version = format!("v1.{}", wanted.versions.len() - 1);
        if found["version"] != version.as_str() || columns.as_array().map(Vec::len) != Some(last) {
            return Err(format!("{} is not what was written: {found}", wanted.name).into());
        }
    }
    let all = client.get("/v1/data-products?limit=1&facets=status")?;
    let values = all["facets"][0]["values"].as_array().into_iter().flatten();
    let sum: u64 = values.filter_map(|value| value["products"].as_u64()).sum();
    if sum == products {
        Ok(())
    } else {
        Err(format!("{sum} products are counted instead of {products}").into())
    }
}

/// What is asked for, in which orders.
struct Case {
    query: String,
    orders: Vec<&'static str>,
}

/// Cursors at each of [`DEPTHS`] of the list of all products, by order.
struct Cursors(Vec<(&'static str, Vec<String>)>);

impl Cursors {
    /// Follows three orders to their end; the other three are the same places from behind.
    fn walk(client: &mut Client) -> Outcome<Cursors> {
        let mut found = Vec::new();
        for order in ["name", "createdAt", "updatedAt"] {
            let (mut all, mut after): (Vec<String>, String) = (Vec::new(), String::new());
            loop {
                let page = client.get(&format!("/v1/data-products?limit=500&sort={order}{after}"))?;
                let Value::String(cursor) = &page["nextCursor"] else { break };
                after = format!("&cursor={cursor}");
                all.push(cursor.clone());
            }
            let at = |depth: usize| all.get(all.len() * depth / 100).cloned().unwrap_or_default();
            found.push((order, DEPTHS.map(at).into_iter().filter(|cursor| !cursor.is_empty()).collect()));
        }
        Ok(Cursors(found))
    }

    fn of(&self, order: &str) -> &[String] {
        let order = order.trim_start_matches('-');
        self.0.iter().find(|(name, _)| *name == order).map_or(&[], |(_, cursors)| cursors)
    }
}

impl Case {
    fn new(query: String) -> Case {
        Case { query, orders: vec!["name", "-updatedAt"] }
    }

    /// The first page and one at each depth, in each order, with words for the table.
    fn targets(&self, cursors: &Cursors) -> Vec<(String, String)> {
        let mut targets = Vec::new();
        for order in &self.orders {
            let first = format!("/v1/data-products?sort={order}{}", self.query);
            let label = format!(" sort={order}{}", self.query);
            for (cursor, depth) in cursors.of(order).iter().zip(DEPTHS) {
                let depth = if order.starts_with('-') { 100 - depth } else { depth };
                targets.push((format!("{first}&cursor={cursor}"), format!("{label} at {depth} %")));
            }
            targets.push((first, label));
        }
        targets
    }
}

fn filters() -> Vec<Case> {
    let conditions = [
        format!("&domain={}", domain_name(0)),
        format!("&domain={}", domain_name(35)),
        "&domain=nowhere".to_owned(),
        "&status=published".to_owned(),
        "&status=retired".to_owned(),
        format!("&tag={}", tag(0)),
        format!("&tag={RARE}"),
        format!("&owner={}", owner(0).replace('@', "%40")),
        format!("&owner={}", owner(250).replace('@', "%40")),
        format!("&column={}", column_name(0)),
        format!("&column={}", column_name(1_500)),
        "&personalData=true".to_owned(),
        format!("&column=left_side&domain={}&status=published", domain_name(0)),
        format!("&column=left_side&domain={}&status=retired&tag={}", domain_name(5), tag(3)),
    ];
    conditions.into_iter().map(Case::new).collect()
}

fn words() -> Vec<Case> {
    let searches = [
        word(0),
        word(30),
        word(400),
        RARE.to_owned(),
        "nonesuch".to_owned(),
        word(0).get(..2).unwrap_or_default().to_owned(),
        format!("{}%20{}", word(0), word(1)),
        format!("{}%20{}%20{}", word(2), word(20), word(60)),
        format!("{}%20{RARE}", word(0)),
        "left%20right".to_owned(),
        format!("left%20right%20{}", word(300)),
        format!("left&column=right_side&domain={}", domain_name(3)),
    ];
    searches.into_iter().map(|search| Case::new(format!("&q={search}"))).collect()
}

fn facets() -> Vec<Case> {
    let searches = [
        String::new(),
        format!("&q={}", word(0)),
        format!("&q={}", word(60)),
        format!("&q={RARE}"),
        "&status=published".to_owned(),
        format!("&domain={}", domain_name(0)),
        "&q=left%20right".to_owned(),
    ];
    let case =
        |search| Case { query: format!("{search}&facets=domain,status,tag,owner"), orders: vec!["name"] };
    searches.into_iter().map(case).collect()
}
