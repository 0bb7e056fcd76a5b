#!/usr/bin/env bash
# Runs a command against a Granary of its own: with GRANARY (address) and KEY (a steward's) in its environment.
# The database is a new SQLite file, or the PostgreSQL that GRANARY_DATABASE_URL names, which it migrates.
set -euo pipefail
[ $# -gt 0 ] || { echo "usage: scripts/served.sh COMMAND [ARGUMENT...]" >&2; exit 2; }
root=$(cd "$(dirname "$0")/.." && pwd)

database=${GRANARY_DATABASE_URL:-}
# Nothing else of the caller's environment may reach the service under test.
for variable in ${!GRANARY_*}; do unset "$variable"; done
[ -z "$database" ] || export GRANARY_DATABASE_URL=$database
GRANARY_DATA_DIR=$(mktemp -d)
export GRANARY_DATA_DIR GRANARY_LISTEN=127.0.0.1:0

granary=$(cd "$root" && cargo build --quiet -p granary --message-format=json |
    sed -n 's/.*"executable":"\([^"]*\/granary\)".*/\1/p')
server=""
finish() {
    [ -z "$server" ] || { kill "$server" && wait "$server" || true; }
    rm -rf "$GRANARY_DATA_DIR"
}
trap finish EXIT

"$granary" migrate >&2
KEY=$("$granary" admin api-key create --role steward --name served)
log=$GRANARY_DATA_DIR/server.log
: >"$log"
"$granary" serve >"$log" 2>&1 &
server=$!
GRANARY=""
for _ in $(seq 300); do
    GRANARY=$(sed -n 's/.*listening on \(http:[^ "]*\).*/\1/p' "$log")
    [ -z "$GRANARY" ] || break
    kill -0 "$server" 2>/dev/null || { cat "$log" >&2; exit 1; }
    sleep 0.1
done
export GRANARY KEY SERVER_LOG=$log
"$@" || { status=$?; tail -n 20 "$log" >&2; exit "$status"; }
