#!/usr/bin/env bash
# Measures reads of a published version, which come from bytes in memory, against the same JSON answered by actix-web
# alone. Both take turns; the middle of the runs counts.
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${RUNS:-5} seconds=${SECONDS_PER_RUN:-5}

scripts/dependencies.sh wrk curl
cargo build --release --quiet -p granary --bin granary --example bare
built=${CARGO_TARGET_DIR:-target}/release granary=${CARGO_TARGET_DIR:-target}/release/granary work=$(mktemp -d)
trap 'kill "$server" "$bare" 2>/dev/null || true; rm -rf "$work"' EXIT
export GRANARY_DATA_DIR=$work GRANARY_LISTEN=127.0.0.1:18083 GRANARY_LOG=warn
base=http://$GRANARY_LISTEN json='Content-Type: application/json'
"$granary" migrate >/dev/null 2>&1
key=$("$granary" admin api-key create --role steward --name bench)
"$granary" serve & server=$!
until (: <"/dev/tcp/${GRANARY_LISTEN/://}") 2>/dev/null; do sleep 0.05; done
call() { curl -sS --fail-with-body -o "$work/answer" -H "X-API-Key: $key" -H "$json" "$@" || { cat "$work/answer" >&2; exit 1; }; }
call "$base/v1/data-products" -d '{"name": "bench", "description": "Bench.", "domain": "bench", "dataProductOwner": "bench"}'
columns=$(for i in $(seq 10); do echo "{\"name\": \"c$i\", \"type\": \"double\", \"description\": \"Column $i.\"}"; done | paste -sd,)
call "$base/v1/schemas/dp:bench:readings" -d "{\"tableDescription\": \"Bench.\", \"columns\": [$columns]}"
call -X PUT "$base/v1/data-products/dp:bench/lifecycle" -d '{"status": "published"}'
call "$base/v1/schemas/dp:bench:v1.0:readings"
"$built/examples/bare" 18084 "$work/answer" & bare=$!
until (: </dev/tcp/127.0.0.1/18084) 2>/dev/null; do sleep 0.05; done
echo "answer                     $(wc -c <"$work/answer") bytes"

rate() { wrk -t1 -c16 -d"${seconds}s" -H "X-API-Key: $key" "$1/v1/schemas/dp:bench:v1.0:readings" | awk '/Requests.sec/ { print $2 }'; }
for _ in $(seq "$runs"); do
    rate "http://127.0.0.1:18084" >>"$work/bare"
    rate "$base" >>"$work/ours"
done
middle() { sort -n "$1" | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'; }
bare_rate=$(middle "$work/bare") our_rate=$(middle "$work/ours")
echo "a published version        bare actix-web $bare_rate/s; ours $our_rate/s; ratio $(awk -v a="$our_rate" -v b="$bare_rate" 'BEGIN { printf "%.2f", a / b }') (target 0.5)"
