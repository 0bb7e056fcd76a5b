//! What `scripts/bench_registry.sh` runs: fills a database with invented data products, and measures a running service
//! over it.
//!
//! Usage: registry seed DATABASE_URL PRODUCTS
//!        registry pages|verdicts ADDRESS KEY PRODUCTS
//!        registry register ADDRESS KEY PRODUCTS BASELINE...

mod http;
mod invented;
mod pages;
mod seed;
mod verdicts;
mod writers;

/// Whatever goes wrong ends the run.
type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

const USAGE: &str =
    "usage: registry seed URL PRODUCTS | pages|verdicts|register ADDRESS KEY PRODUCTS [BASELINE...]";

fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["seed", url, products] => seed::fill(url, products.parse()?),
        ["pages", address, key, products] => pages::measure(address, key, products.parse()?),
        ["verdicts", address, key, products] => verdicts::measure(address, key, products.parse()?),
        ["register", address, key, products, ref baselines @ ..] => {
            writers::measure(address, key, products.parse()?, baselines)
        }
        _ => Err(USAGE.into()),
    }
}
