#!/usr/bin/env bash
# Gives generated tables, contracts and a catalogue to the tools that others read them with, and fails where a tool
# cannot, or where it accepts or refuses other rows than Granary does, but for what the format cannot say.
# With --served instead: the same tools on what a running Granary gives out, and on its rows.
# STANDARDS (../shared/standards) has the JSON Schema of ODCS 3.1.0 and the shapes of DCAT-AP 3.0.1. Without a folder of
# standards there is nothing to do.
set -euo pipefail
cd "$(dirname "$0")/.."

case "${1:-}" in
    "" | --served) mode=${1:-generated} ;;
    *) echo "usage: [STANDARDS=folder] scripts/test_formats.sh [--served]" >&2; exit 2 ;;
esac

[ -d "${STANDARDS:-../shared/standards}" ] || { echo "no standards in ${STANDARDS:-../shared/standards}" >&2; exit 0; }
tests=crates/domain/tests/formats
venv=.tools/formats-$(sha256sum $tests/requirements.txt | cut -c 1-12)
if [ ! -e "$venv/ready" ]; then
    scripts/dependencies.sh python
    echo "installing the tools into $venv" >&2
    python3 -m venv --clear "$venv"
    "$venv/bin/pip" install --quiet --requirement $tests/requirements.txt
    touch "$venv/ready"
fi
export PYTHONDONTWRITEBYTECODE=1
python=$venv/bin/python
standards=$(realpath -m "${STANDARDS:-../shared/standards}")
for file in odcs-json-schema-v3.1.0.json dcat-ap-3.0.1-SHACL.ttl; do
    [ -e "$standards/$file" ] || { echo "$file is missing: set STANDARDS to the folder it is in" >&2; exit 2; }
done
if [ "$mode" = --served ]; then
    unset GRANARY_DATABASE_URL # bad values are planted in the file of an SQLite
    scripts/served.sh "$PWD/$python" "$PWD/crates/granary/tests/contracts/served.py"
    exec scripts/served.sh "$PWD/$python" "$PWD/crates/granary/tests/contracts/exports.py" "$standards"
fi
work=$(mktemp -d)
cluster=var/postgres-formats-$$
trap 'scripts/postgres.sh remove "$cluster" || true; rm -rf "$work"' EXIT
url=$(scripts/postgres.sh start --fast "$cluster")
cargo run --quiet -p domain --example formats -- "$work"

"$python" $tests/json_schema.py "$work"
"$python" $tests/avro_schema.py "$work"
"$python" $tests/protobuf_file.py "$work"
"$python" $tests/sql_tables.py "$work" "$url"
"$python" $tests/contracts.py "$work" "$standards"
"$python" $tests/contract_test.py "$work"
"$python" $tests/catalogue.py "$work" "$standards"
