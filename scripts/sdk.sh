#!/usr/bin/env bash
# Generates a client of the service from the contract: scripts/sdk.sh LANG [OUT]. LANG is python, typescript or the name
# of any other client generator of openapi-generator; OUT is target/sdk/LANG when left out, and is replaced.
set -euo pipefail
[ $# = 1 ] || [ $# = 2 ] && [ -n "$1" ] || { echo "usage: scripts/sdk.sh LANG [OUT], such as: make sdk LANG=python" >&2; exit 2; }
lang=$1
out=$(realpath -m "${2:-$(dirname "$0")/../target/sdk/$lang}")
cd "$(dirname "$0")/.."
[ ! -e "$out" ] || [ -e "$out/.openapi-generator" ] || { echo "$out is no client that this wrote" >&2; exit 2; }

scripts/dependencies.sh python patch
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
run() { scripts/openapi_generator.sh "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }; }
generator=$lang
[ "$lang" != typescript ] || generator=typescript-fetch
settings=()
[ ! -e "api-spec/sdk/$lang.yaml" ] || settings+=(-c "api-spec/sdk/$lang.yaml")
if [ -e "api-spec/sdk/$lang.patch" ]; then
    run author template -g "$generator" -o "$work/templates"
    patch --quiet --directory "$work/templates" --strip 1 <"api-spec/sdk/$lang.patch"
    settings+=(-t "$work/templates")
fi

# Without what the generator has no types for: `not`, and forms with any fields, of which it would make a method that
# sends nothing. JSON, NDJSON and CSV carry the same rows.
python3 - generated/server-api/openapi.json "$work/contract.json" <<'EOF'
import json, sys

def plain(value):
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        left_out = ("not", "application/x-www-form-urlencoded")
        return {key: plain(member) for key, member in value.items() if key not in left_out}
    return value

with open(sys.argv[1]) as contract, open(sys.argv[2], "w") as written:
    json.dump(plain(json.load(contract)), written)
EOF
version=$(python3 -c 'import json, sys; print(json.load(sys.stdin)["info"]["version"])' <"$work/contract.json")
rm -rf "$out"
run generate -g "$generator" -i "$work/contract.json" -o "$out" "${settings[@]}" \
    --additional-properties "packageVersion=$version"
echo "the client is in $out" >&2
