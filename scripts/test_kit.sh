#!/usr/bin/env bash
# Makes a service from the contract of the clinic in a throwaway folder and runs its tests.
set -euo pipefail
cd "$(dirname "$0")/.."

# Built where everything else is, so that dependencies are built once.
CARGO_TARGET_DIR=$(realpath -m "${CARGO_TARGET_DIR:-target}")
export CARGO_TARGET_DIR
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
scripts/new-service.sh crates/clinic/openapi.yaml "$work/made-clinic"
make --no-print-directory -C "$work/made-clinic" test
