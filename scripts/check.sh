#!/usr/bin/env bash
# Everything that can be said about the sources without running them. Each failure names the command that mends it.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/named_checks.sh

check "format" "make fmt" cargo fmt --all --check
check "layers and sizes" "change what the lines above name" scripts/check_layers.sh
check "the contract" "see above" scripts/check_spec.sh
check "clippy" "change what clippy names; some of it: cargo clippy --fix --workspace --all-targets" \
    cargo clippy --workspace --all-targets -- -D warnings

[ "$failed" = 0 ] || exit 1
printf '== all checks passed\n' >&2
