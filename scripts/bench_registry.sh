#!/usr/bin/env bash
# Measures the registry over invented data products, on PostgreSQL and on SQLite: pages of lists and searches at any
# depth, verdicts of compatibility, and on PostgreSQL the versions of schemas that are registered in a second.
# PRODUCTS=2000 for a quick try; BENCH_ALL=1 prints every case; DATABASES=sqlite (or postgres) measures one.
#
# A version is registered by replaceSchema with one more column, on products that have no rows; each of 16 connections
# has products of its own. The baselines insert the same body as one row: 18192 in a transaction of diesel on r2d2 as
# it is by default, 18193 in the one statement that commits by itself, on connections that are not tested before.
set -euo pipefail
cd "$(dirname "$0")/.."
products=${PRODUCTS:-100000}

scripts/dependencies.sh postgresql
cargo build --release --quiet -p granary --bin granary --example baseline --example registry
built=${CARGO_TARGET_DIR:-target}/release
granary=$built/granary registry=$built/examples/registry work=var/bench-registry-$$ cluster="" server="" others=()
mkdir -p "$work"
finish() {
    kill $server "${others[@]}" 2>/dev/null || true
    [ -z "$cluster" ] || scripts/postgres.sh remove "$cluster"
    rm -rf "$work"
}
trap finish EXIT
export GRANARY_DATA_DIR=$work GRANARY_LISTEN=127.0.0.1:18190 GRANARY_LOG=warn

# Until something listens on each of these ports.
listens() { for port in "$@"; do until (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do sleep 0.05; done; done; }

for database in ${DATABASES:-postgres sqlite}; do
    seeded=""
    if [ "$database" = postgres ]; then
        cluster=$work/postgres
        superuser=$(scripts/postgres.sh start "$cluster")
        psql -qX "$superuser" -c 'CREATE DATABASE bench'
        export GRANARY_DATABASE_URL=${superuser%/*}/bench
        seeded='?options=-c%20synchronous_commit%3Doff'
    else
        export GRANARY_DATABASE_URL=sqlite:$work/granary.sqlite
    fi
    $granary migrate >/dev/null 2>&1
    key=$($granary admin api-key create --role steward --name bench)
    echo "$database, $products products, load $(cut -d' ' -f1-3 /proc/loadavg)"
    $registry seed "$GRANARY_DATABASE_URL$seeded" "$products"
    # What autovacuum does on its own some minutes later.
    [ "$database" = sqlite ] || psql -qX "$GRANARY_DATABASE_URL" -c 'VACUUM ANALYZE' -c CHECKPOINT
    $granary task verify-audit >"$work/audit" 2>&1 || { cat "$work/audit" >&2; exit 1; }
    $granary serve & server=$!
    listens 18190
    $registry pages "$GRANARY_LISTEN" "$key" "$products"
    $registry verdicts "$GRANARY_LISTEN" "$key" "$products"
    if [ "$database" = postgres ]; then
        $built/examples/baseline "$GRANARY_DATABASE_URL" 18192 & others+=($!); listens 18192
        $built/examples/baseline "$GRANARY_DATABASE_URL" 18193 --no-check-out-test & others+=($!)
        listens 18193
        $registry register "$GRANARY_LISTEN" "$key" "$products" 127.0.0.1:18192 127.0.0.1:18193
    fi
    kill "$server" "${others[@]}" && wait "$server" || true; server="" others=()
done
