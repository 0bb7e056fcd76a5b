#!/usr/bin/env bash
# Measures the service against psql and against a handler written by hand, all on one PostgreSQL in one run.
# The figures are ratios; both sides of each take turns, and the middle of the runs counts.
set -euo pipefail
cd "$(dirname "$0")/.."
rows=${ROWS:-1000000} runs=${RUNS:-5} seconds=${SECONDS_PER_RUN:-8}

scripts/dependencies.sh postgresql wrk curl
cargo build --release --quiet -p granary --bin granary --example baseline
built=${CARGO_TARGET_DIR:-target}/release
granary=$built/granary work=$(mktemp -d) cluster=var/postgres-bench-$$
server="" others=()
trap 'kill $server "${others[@]}" 2>/dev/null || true; scripts/postgres.sh remove "$cluster"; rm -rf "$work"' EXIT
superuser=$(scripts/postgres.sh start "$cluster")
psql -qX "$superuser" -c 'CREATE DATABASE bench'; url=${superuser%/*}/bench
export GRANARY_DATABASE_URL=$url GRANARY_DATA_DIR=$work GRANARY_LISTEN=127.0.0.1:18080 GRANARY_LOG=warn
base=http://$GRANARY_LISTEN json='Content-Type: application/json'
$granary migrate >/dev/null 2>&1; key=$($granary admin api-key create --role steward --name bench)
middle() { sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }
call() { curl -sS --fail-with-body -o "$work/answer" -H "X-API-Key: $key" "$@" || { cat "$work/answer" >&2; exit 1; }; }
start() {
    $granary serve & server=$!
    until (: <"/dev/tcp/${GRANARY_LISTEN/://}") 2>/dev/null; do :; done
    call "$base/running"
}

for _ in $(seq "$runs"); do
    [ -z "$server" ] || { kill "$server"; wait "$server" || true; }
    from=$(date +%s%N); start; echo $((($(date +%s%N) - from) / 1000000))
done >"$work/starts"
echo "start to first answer      $(middle <"$work/starts") ms"

call "$base/v1/data-products" -H "$json" -d '{"name": "bench", "description": "Bench.", "domain": "bench", "dataProductOwner": "bench"}'
call "$base/v1/schemas/dp:bench:readings" -H "$json" -d '{"tableDescription": "Bench.", "timeColumn": "at", "columns": [
    {"name": "cell", "type": "string", "maxLength": 16}, {"name": "at", "type": "timestamp"},
    {"name": "voltage", "type": "double", "minimum": -1000, "maximum": 1000}, {"name": "current", "type": "double"},
    {"name": "power", "type": "double"}, {"name": "samples", "type": "int", "minimum": 0}]}'
call "$base/v1/schemas/dp:bench:readings/rows" -H "$json" -d '[{"at": "2023-07-08T20:00:00Z"}]' # makes the table
psql -qX "$url" -c 'CREATE TABLE baseline (LIKE "bench:v1:readings" INCLUDING ALL); ALTER TABLE baseline ALTER _batch SET DEFAULT 0'
psql -qX "$url" -c "\\copy (SELECT 'cell' || i % 20 AS cell, to_char(timestamp '2023-07-08' + i * interval '1 s', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') AS at, random() * 100 AS voltage, random() AS current, random() AS power, i AS samples FROM generate_series(1, $rows) i) TO '$work/rows.csv' CSV HEADER"
for _ in $(seq "$runs"); do
    psql -qX "$url" -c 'TRUNCATE baseline, "bench:v1:readings"' -c CHECKPOINT
    from=$(date +%s%N); psql -qX "$url" -c "\\copy baseline (cell, at, voltage, current, power, samples) FROM '$work/rows.csv' CSV HEADER"
    echo $(($(date +%s%N) - from)) >>"$work/psql"; psql -qX "$url" -c CHECKPOINT; from=$(date +%s%N)
    call "$base/v1/schemas/dp:bench:readings/rows" -X POST -H 'Content-Type: text/csv' -T "$work/rows.csv"
    echo $(($(date +%s%N) - from)) >>"$work/ours"
done
echo "CSV, $rows rows, psql     $(($(middle <"$work/psql") / 1000000)) ms; ours $(($(middle <"$work/ours") / 1000000)) ms; ratio $(ratio "$(middle <"$work/psql")" "$(middle <"$work/ours")")"
echo "memory after ingesting     $(awk '/VmHWM/ { print int($2 / 1024) }' "/proc/$server/status") MiB at most"

$built/examples/baseline "$url" 18081 & others+=($!)
$built/examples/baseline "$url" 18082 --no-check-out-test & others+=($!)
rate() { wrk -t1 -c16 -d"${seconds}s" -H "X-API-Key: $key" "http://127.0.0.1:$1/v1/data-products/dp:bench" | awk '/Requests.sec/ { print $2 }'; }
for _ in $(seq "$runs"); do for port in 18080 18081 18082; do rate $port >>"$work/$port"; done; done
for port in 18081 18082; do
    echo "GET by key, baseline $port  $(middle <"$work/$port")/s; ours $(middle <"$work/18080")/s; ratio $(ratio "$(middle <"$work/18080")" "$(middle <"$work/$port")")"
done
echo "(18081 tests a connection at each check-out, as r2d2 does by default; 18082 does not)"
