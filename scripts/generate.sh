#!/usr/bin/env bash
# Generates generated/server-api from the contract. With --check, only says whether it is up to date.
set -euo pipefail
cd "$(dirname "$0")/.."
case "${1:-}" in
    "" | --check) ;;
    *) echo "usage: scripts/generate.sh [--check]" >&2; exit 2 ;;
esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/contract" "$work/crate"
cargo run --quiet -p spec-tool -- prepare api-spec/openapi.yaml --out "$work/contract"
if ! scripts/openapi_generator.sh generate -i "$work/contract/annotated.json" -c api-spec/generator/config.yaml \
    -t api-spec/generator/templates -o "$work/crate" >"$work/log" 2>&1; then
    cat "$work/log" >&2
    exit 1
fi
rm -rf "$work/crate/.openapi-generator" "$work/crate/.openapi-generator-ignore"
cp "$work/contract/openapi.json" "$work/contract/schemas.json" "$work/crate/"
find "$work/crate" -name '*.rs' -print0 | xargs -0 rustfmt --edition 2021 --config-path rustfmt.toml
if grep -rl axum "$work/crate/src"; then
    echo "a template of the generator itself was used; ours is missing" >&2
    exit 1
fi

if [ "${1:-}" = --check ]; then
    if ! diff -r "$work/crate" generated/server-api; then
        echo "generated/server-api is not what the contract says: run 'make generate' and commit" >&2
        exit 1
    fi
else
    rm -rf generated/server-api
    mv "$work/crate" generated/server-api
    echo "generated/server-api is up to date" >&2
fi
