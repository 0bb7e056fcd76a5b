#!/usr/bin/env bash
# Everything that can be said about the contract. Each failure names what mends it. Asks no host but the package
# registry, and that only before the first time.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/named_checks.sh
export REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true

contract=api-spec/openapi.yaml lint=api-spec/lint
scripts/node_modules.sh $lint
tools=$lint/node_modules/.bin

check "the contract follows its rules" "change what the lines above name; the rules are in api-spec/README.md" \
    cargo run --quiet -p spec-tool -- lint $contract
check "spectral and OWASP find nothing" "change what the lines above name; what is off is in $lint/.spectral.yaml" \
    $tools/spectral lint $contract --ruleset $lint/.spectral.yaml --fail-severity hint
check "redocly finds nothing" "change what the lines above name; its rules are in $lint/redocly.yaml" \
    $tools/redocly lint $contract --config $lint/redocly.yaml
check "generated code is what the contract says" "make generate, and commit the result" scripts/generate.sh --check
check "nothing breaks the released contract" "keep what was released, or release a new major version" \
    scripts/breaking.sh
exit "$failed"
