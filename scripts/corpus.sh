#!/usr/bin/env bash
# Tries the generator on the contracts of others: each is generated, compiled, and its types are held against its
# schemas; every secured operation must be enforced. Without a folder of contracts there is nothing to do.
#   scripts/corpus.sh [DIR]    DIR: folder of OpenAPI documents, ../shared/corpus by default
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD contracts=${1:-../shared/corpus}
[ -d "$contracts" ] || { echo "no contracts in $contracts" >&2; exit 0; }
work=$root/target/corpus
rm -rf "$work"; mkdir -p "$work/judge/src"
cp Cargo.lock "$work/"

crates=()
for contract in "$contracts"/*.json "$contracts"/*.yaml "$contracts"/*.yml; do
    [ -f "$contract" ] || continue
    name=$(basename "${contract%.*}" | tr -c 'a-zA-Z0-9\n' - | tr A-Z a-z)-api
    [[ $name = [a-z]* ]] || name=api-$name
    code=0
    scripts/generate.sh --spec "$contract" --out "$work/$name" --name "$name" --leave-out-unsupported \
        2>"$work/$name.log" || code=$?
    left_out=$(grep -c '^left out' "$work/$name.log" || true)
    if [ "$code" = 0 ]; then
        crates+=("$name"); echo "$name: generated, $left_out left out"
    else
        echo "$name: refused with $code: $(tail -2 "$work/$name.log" | head -1)"
        [ "$code" = 3 ] || exit 1
    fi
    grep '^left out' "$work/$name.log" | sed 's/^/    /' || true
done

{
    printf '[workspace]\nresolver = "2"\nmembers = ["*"]\n' >"$work/Cargo.toml"
    printf '[package]\nname = "judge"\nversion = "0.0.0"\nedition = "2024"\n\n[dependencies]\n'
    printf 'spec-runtime = { path = "%s" }\n' "$root/crates/spec-runtime"
    for name in "${crates[@]}"; do printf '%s = { path = "../%s", features = ["verdicts"] }\n' "$name" "$name"; done
} >"$work/judge/Cargo.toml"
{
    echo 'fn main() { let mut failed = false;'
    for name in "${crates[@]}"; do
        crate=${name//-/_}
        echo "failed |= spec_runtime::verdicts::tell(\"$name\", &$crate::CONTRACT, $crate::verdicts::VERDICTS);"
    done
    echo 'std::process::exit(failed.into()); }'
} >"$work/judge/src/main.rs"
sed -n '/^\[profile/,$p' Cargo.toml >>"$work/Cargo.toml"
cd "$work"
CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$root/target} cargo build -p judge 2>"$work/log" || { cat "$work/log" >&2; exit 1; }
! grep -A6 '^warning' "$work/log" >&2 || exit 1
"${CARGO_TARGET_DIR:-$root/target}/debug/judge"
