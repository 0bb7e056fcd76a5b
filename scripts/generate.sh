#!/usr/bin/env bash
# Generates the server side of a contract: types, one trait per tag, routes, a table of operations.
#   scripts/generate.sh [--check]             all of generated/; --check only compares
#   scripts/generate.sh [--check] --spec FILE --out DIR [--name NAME] [--leave-out-unsupported]
#                                             a crate of its own from any OpenAPI 3.0 or 3.1 document, YAML or JSON
# Exits with 3 and a list of reasons when the contract asks for what cannot be enforced; with --leave-out-unsupported
# the rest is generated, the list is printed, and what was left out answers 501.
set -euo pipefail
usage() { sed -n '2,7s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2; }

root=$(cd "$(dirname "$0")/.." && pwd)
spec="" out="" name="" check="" prepare=()
while [ $# -gt 0 ]; do
    case $1 in
        --check) check=yes; shift ;;
        --spec | --out | --name) [ $# -ge 2 ] || usage; printf -v "${1#--}" %s "$2"; shift 2 ;;
        --leave-out-unsupported) prepare+=("$1"); shift ;;
        *) usage ;;
    esac
done
if [ -n "$spec$out" ]; then
    [ -n "$spec" ] && [ -n "$out" ] || usage
    # Only its parent: a member of the workspace without a manifest keeps cargo from running.
    mkdir -p "$(dirname "$out")"; out=$(cd "$(dirname "$out")" && pwd)/$(basename "$out")
    name=${name:-$(basename "$out")}
    # A member of the workspace takes its versions from there.
    case $out in
        "$root"/crates/* | "$root"/generated/*) ;;
        *) prepare+=(--runtime "$root/crates/spec-runtime") ;;
    esac
else
    [ -z "$name" ] || usage
    cd "$root"
    for crate in api-spec/openapi.yaml:server-api crates/clinic/openapi.yaml:clinic-api; do
        scripts/generate.sh ${check:+--check} --spec "${crate%:*}" --out "generated/${crate#*:}"
    done
    exit
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/contract" "$work/crate"
cargo run --quiet --manifest-path "$root/Cargo.toml" -p spec-tool -- \
    prepare "$spec" --out "$work/contract" --name "$name" "${prepare[@]}"
if ! "$root/scripts/openapi_generator.sh" generate -i "$work/contract/annotated.json" -o "$work/crate" \
    -p "contractSource=$spec" -c "$root/api-spec/generator/config.yaml" -t "$root/api-spec/generator/templates" >"$work/log" 2>&1; then
    cat "$work/log" >&2
    exit 1
fi
rm -rf "$work/crate/.openapi-generator" "$work/crate/.openapi-generator-ignore"
cp "$work/contract/openapi.json" "$work/contract/schemas.json" "$work/crate/"
find "$work/crate" -name '*.rs' -print0 | xargs -0 rustfmt --edition 2021 --config-path "$root/rustfmt.toml"
! grep -rl axum "$work/crate/src" --include=lib.rs || { echo "a template of ours is missing" >&2; exit 1; }
if [ -n "$check" ]; then
    diff -r "$work/crate" "$out" || { echo "$out is not what the contract says: run 'make generate' and commit" >&2; exit 1; }
else
    rm -rf "$out"; mv "$work/crate" "$out"; echo "$out is up to date" >&2
fi
