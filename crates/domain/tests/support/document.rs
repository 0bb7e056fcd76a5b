//! The tables of `COMPATIBILITY.md`.

/// The cells of the table under a heading, the line of headers first.
pub fn table_of(heading: &str) -> Vec<Vec<String>> {
    let document = include_str!("../../COMPATIBILITY.md");
    let section = document.split("\n## ").find(|section| section.lines().next() == Some(heading)).unwrap();
    let lines = section.lines().filter(|line| line.starts_with('|') && !line.starts_with("| ---"));
    lines.map(|line| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
}
