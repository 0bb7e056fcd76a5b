#!/usr/bin/env bash
# Everything that can be said about the sources without running them. Each failure names the command that mends it.
set -euo pipefail
cd "$(dirname "$0")/.."

failed=0
# check NAME REMEDY COMMAND...
check() {
    local name=$1 remedy=$2
    shift 2
    printf '== %s\n' "$name" >&2
    if ! "$@"; then
        printf '!! %s failed. To mend it: %s\n' "$name" "$remedy" >&2
        failed=1
    fi
}

check "format" "make fmt" cargo fmt --all --check
check "layers and sizes" "change what the lines above name" scripts/check_layers.sh
check "the contract follows its rules" "change what the lines above name; the rules are in api-spec/README.md" \
    cargo run --quiet -p spec-tool -- lint api-spec/openapi.yaml
check "generated code is what the contract says" "make generate, and commit the result" scripts/generate.sh --check
check "clippy" "change what clippy names; some of it: cargo clippy --fix --workspace --all-targets" \
    cargo clippy --workspace --all-targets -- -D warnings

[ "$failed" = 0 ] || exit 1
printf '== all checks passed\n' >&2
