//! Has the migrations embedded again when a folder is added: the macro itself only notices changed files.

fn main() {
    println!("cargo:rerun-if-changed=../../migrations");
}
