#!/usr/bin/env bash
# Runs every test on SQLite and on a throwaway PostgreSQL. Arguments go to the test runner: scripts/test.sh -p domain
set -euo pipefail
cd "$(dirname "$0")/.."
step() { printf '== %s\n' "$*" >&2; }

selection=("$@")
[ $# -gt 0 ] || selection=(--workspace)

step "dependencies and PostgreSQL"
scripts/dependencies.sh postgresql
cluster=var/postgres-test-$$
trap 'scripts/postgres.sh remove "$cluster"' EXIT
# The URL alone decides: nothing of the caller's environment may reach the service under test.
for variable in ${!GRANARY_*} ${!PG*}; do unset "$variable"; done
GRANARY_TEST_POSTGRES_URL=$(scripts/postgres.sh start --fast "$cluster")
# Without it a test that finds no PostgreSQL would pass having tested nothing.
export GRANARY_TEST_POSTGRES_URL GRANARY_TEST_REQUIRE_POSTGRES=1

if cargo nextest --version >/dev/null 2>&1; then
    step "cargo nextest run ${selection[*]}"
    cargo nextest run --no-fail-fast "${selection[@]}"
    if [ $# = 0 ]; then
        step "examples in the documentation"
        cargo test --doc --quiet --workspace
    fi
else
    step "cargo test ${selection[*]}"
    cargo test --no-fail-fast "${selection[@]}"
fi
if [ $# = 0 ]; then
    step "a service made from a contract"
    scripts/test_kit.sh
    step "schemathesis"
    scripts/fuzz.sh --bounded
    step "Connexion as an oracle"
    scripts/oracle.sh --bounded
    step "clients in Python and TypeScript"
    scripts/test_clients.sh
    step "formats of tables, contracts and the catalogue, with the tools of others"
    scripts/test_formats.sh
    scripts/test_formats.sh --served
    step "contracts of others"
    scripts/corpus.sh
fi
step "all tests passed on SQLite and PostgreSQL"
