#!/usr/bin/env bash
# Generates the Python and the TypeScript client and drives a running service with each; tests/clients has the drivers.
set -euo pipefail
cd "$(dirname "$0")/.."
step() { printf '== %s\n' "$*" >&2; }
drivers=crates/granary/tests/clients

step "a service on SQLite"
cargo build --quiet -p granary
granary=${CARGO_TARGET_DIR:-target}/debug/granary
work=$(mktemp -d) server=""
trap '[ -z "$server" ] || { kill "$server"; wait "$server"; } || true; rm -rf "$work"' EXIT
for variable in ${!GRANARY_*}; do unset "$variable"; done
export GRANARY_DATA_DIR=$work GRANARY_LISTEN=127.0.0.1:0
: >"$work/log"
"$granary" serve 2>"$work/log" & server=$!
until url=$(grep -o 'http://127.0.0.1:[0-9]*' "$work/log"); do
    kill -0 "$server" || { cat "$work/log" >&2; exit 1; }
    sleep 0.1
done
# drive NAME COMMAND...: with the address and a new key as the last arguments.
drive() {
    "${@:2}" "$url" "$("$granary" admin api-key create --role producer --name "$1")" || {
        cat "$work/log" >&2
        exit 1
    }
}

step "the Python client"
scripts/sdk.sh python
venv=.tools/clients
if ! cmp -s $drivers/requirements.txt $venv/installed.txt; then
    scripts/dependencies.sh python
    python3 -m venv --clear $venv
    $venv/bin/pip install --quiet --requirement $drivers/requirements.txt
    cp $drivers/requirements.txt $venv/installed.txt
fi
export PYTHONPATH=$PWD/target/sdk/python PYTHONDONTWRITEBYTECODE=1
$venv/bin/mypy --strict --follow-imports silent --cache-dir $venv/mypy --no-error-summary $drivers/driver.py
drive python $venv/bin/python $drivers/driver.py

step "the TypeScript client"
scripts/sdk.sh typescript
scripts/node_modules.sh $drivers
modules=$drivers/node_modules
$modules/.bin/tsc --project target/sdk/typescript --strict
ln -sfn "$PWD/target/sdk/typescript" $modules/granary
$modules/.bin/tsc --project $drivers
drive typescript node $modules/.driver/driver.js
step "both clients do what the contract says"
