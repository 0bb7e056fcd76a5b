#!/usr/bin/env bash
# Measures what validation costs: the requests per second of one operation on plain serde, on the runtime without
# checks, with checks of requests, and with checks of requests and answers. Each takes turns; the middle counts.
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${RUNS:-5} seconds=${SECONDS_PER_RUN:-5}

scripts/dependencies.sh wrk curl
cargo build --release --quiet -p handlers --example validation
program=${CARGO_TARGET_DIR:-target}/release/examples/validation
work=$(mktemp -d)
trap 'kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
"$program" --body | tail -1 >"$work/body"
{
    echo 'wrk.method = "POST"'
    echo 'wrk.headers["Content-Type"] = "application/json"'
    echo "local file = io.open('$work/body'); wrk.body = file:read('*l')"
} >"$work/post.lua"
: >"$work/log"
"$program" >"$work/log" & server=$!
until grep -q ready "$work/log"; do sleep 0.1; done
grep -v ready "$work/log"

names=(plain unchecked checked answers)
for _ in $(seq "$runs"); do
    for index in 0 1 2 3; do
        url=http://127.0.0.1:1809$index/v1/data-products
        [ "$(curl -sS -o /dev/null -w '%{http_code}' -H 'Content-Type: application/json' -d @"$work/body" "$url")" = 201 ]
        wrk -t1 -c16 -d "${seconds}s" -s "$work/post.lua" "$url" | awk '/Requests\/sec/ { print $2 }' \
            >>"$work/${names[$index]}"
    done
done
middle() { sort -n "$work/$1" | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'; }
ratio() { awk -v a="$(middle "$1")" -v b="$(middle "$2")" 'BEGIN { printf "%.3f", a / b }'; }
echo "plain serde                $(middle plain)/s"
echo "the runtime, unchecked     $(middle unchecked)/s: $(ratio unchecked plain) of plain serde"
echo "requests checked           $(middle checked)/s: $(ratio checked unchecked) of unchecked, $(ratio checked plain) of plain serde"
echo "answers checked too        $(middle answers)/s: $(ratio answers checked) of requests checked alone"
