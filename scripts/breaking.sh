#!/usr/bin/env bash
# Fails when the contract breaks clients of the released one and its version does not say so.
set -euo pipefail
cd "$(dirname "$0")/.."

exec cargo run --quiet -p spec-tool -- diff --allow-by-version api-spec/released/openapi.yaml api-spec/openapi.yaml
