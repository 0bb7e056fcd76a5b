#!/usr/bin/env bash
# Runs schemathesis, all checks in all phases, against Granary with a real key. By default for MINUTES (15) with a random
# SEED, which it prints; with --bounded from three fixed seeds, the same requests in every run. GRANARY_DATABASE_URL names a
# PostgreSQL to run on instead of a new SQLite file.
set -euo pipefail
cd "$(dirname "$0")/.."

requirements=api-spec/fuzz/requirements.txt
version=$(sed -n 's/^schemathesis==//p' "$requirements")
case "${1:-}" in
    "") seeds=${SEED:-$RANDOM$RANDOM} bounds=(--max-time $((${MINUTES:-15} * 60))) ;;
    --bounded) seeds=${SEED:-1 2 3} bounds=() ;;
    *) echo "usage: [SEED=n] [MINUTES=n] scripts/fuzz.sh [--bounded]" >&2; exit 2 ;;
esac

venv=.tools/schemathesis-$version
if [ ! -e "$venv/ready" ]; then
    scripts/dependencies.sh python
    echo "installing schemathesis $version into $venv" >&2
    python3 -m venv --clear "$venv"
    "$venv/bin/pip" install --quiet --requirement "$requirements"
    touch "$venv/ready"
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Without a fixed hash seed the order of sets, and so the requests, would differ from run to run.
export PYTHONPATH=api-spec/fuzz PYTHONHASHSEED=0 PYTHONDONTWRITEBYTECODE=1 HYPOTHESIS_STORAGE_DIRECTORY=$work
unset CI # Hypothesis has other defaults there
status=0
for seed in $seeds; do
    scripts/served.sh "$venv/bin/st" --config-file api-spec/fuzz/schemathesis.toml run api-spec/openapi.yaml \
        --seed "$seed" "${bounds[@]}" --report ndjson --report-ndjson-path "$work/$seed.ndjson" || status=1
done
"$venv/bin/python" api-spec/fuzz/reached.py "$work"/*.ndjson || status=1
if [ "$status" != 0 ]; then
    cat >&2 <<END
schemathesis found something. The same run again: SEED='$seeds' scripts/fuzz.sh $*
One request again: 'make run' in another terminal, then the curl command printed above, with its address and key.
END
fi
exit "$status"
