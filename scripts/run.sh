#!/usr/bin/env bash
# Builds Granary and serves on the embedded database, printing what to try next.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/dependencies.sh
exec cargo run -p granary -- serve --try "$@"
