//! How the sentences about differences spell names, numbers and lists.

/// Most values of an enum that a sentence names.
const MAX_LISTED: usize = 5;

/// A bound, without the hundreds of zeros that very large and very small numbers would have.
pub(super) fn number(number: f64) -> String {
    let size = number.abs();
    if size == 0.0 || (1e-5..1e16).contains(&size) { number.to_string() } else { format!("{number:e}") }
}

/// `` `a`, `b` and 2 more ``.
pub(super) fn list(values: &[&str]) -> String {
    let named =
        values.iter().take(MAX_LISTED).map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", ");
    match values.len().saturating_sub(MAX_LISTED) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}
